"""For how long somebody attended: the paragraphs behind a name, who came late, who left."""

from __future__ import annotations

import re
from typing import NamedTuple

from socsam_opendata.minutes.print.dates import CLOCK
from socsam_opendata.minutes.print.paragraphs import NUMBERS, numbers_of, ranges, ranges_of
from socsam_opendata.model.iris import DASH

_TIME = rf"{CLOCK}\s*\d{{1,2}}(?:[.:]\d{{2}})?"
# From when until when, without the word for a clock: `13.00–15.20`.
HOURS = (
    r"(?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d)"
    rf"\s*{DASH}+\s*(?P<until_hour>[0-2]?\d)[.:](?P<until_minute>[0-5]\d)"
)
_DURING = re.compile(
    r"(?:(?P<left>(?:lämna|avvek|avlägsna|gick)\w*)|(?P<came>(?:anlän|ankom|anslöt|kom\b|inträd)\w*))?"
    rf"(?:\s+sig)?(?:\s+(?:från\s+)?(?:mötet|sammanträdet|salen))?(?:\s+{_TIME},?)?\s*"
    rf"(?:närvarande\s+)?(?:(?P<until>t\.?\s?o\.?\s?m\.?|till\s+och\s+med|till\b)(?:\s+{_TIME},?)?"
    rf"|(?P<from>fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|from|fr\.)(?:\s+{_TIME},?)?"
    r"|(?P<after>efter)|(?P<before>före|innan)"
    r"|(?P<except>(?:delt(?:ar|og)\s+)?(?:ej|inte)(?:\s+närvarande)?|utom|frånvarande|jäv(?:ig)?))?"
    r"\s*(?:(?:i|vid|under|del\s+av)\s+)?"
    rf"(?:§[\s§]*|paragraf(?:erna|er)?\s+)(?P<numbers>{NUMBERS})",
    re.I,
)
# At the end of a line without any § sign; longer numbers are years and postal codes.
_BARE = re.compile(
    rf"(?:(?:^|,)\s*(?P<except>ej\s+)?|\s(?=\d+\s?{DASH}))(?!.*\d{{4}})(?P<numbers>{NUMBERS})\s*$"
)
# A time of day at which somebody came or left: which paragraphs that makes is not printed.
_BY_CLOCK = re.compile(
    r"(?:(?:lämna|avvek|avlägsna|gick|anlän|ankom|anslöt|kom\b|inträd)\w*"
    r"(?:\s+sig)?(?:\s+(?:från\s+)?(?:mötet|sammanträdet|salen))?"
    rf"|\b(?:till|från|fr\.?(?:\s?o\.?\s?m\.?)?|t\.?\s?o\.?\s?m\.?|efter|mellan))\s*{_TIME}"
    rf"(?:\s*{DASH}\s*\d{{1,2}}(?:[.:]\d{{2}})?)?"
    rf"|{_TIME}\s*{DASH}\s*\d{{1,2}}(?:[.:]\d{{2}})?|(?<![\d.:]){HOURS}(?![\d.:])"
    # An item of an agenda, or a time of day.
    r"|\b(?:till|från|fr\.?\s?o\.?\s?m\.?|t\.?\s?o\.?\s?m\.?)\s+(?:punkt\s+)?\d{1,2}[.:]\d{1,2}(?![\d.:])",
    re.I,
)


_RECUSED = re.compile(r"\bjäv(?:ig)?\b", re.I)
_BRACKETS = re.compile(r"\([^()]*\)")


class Attended(NamedTuple):
    """The paragraphs of somebody as ranges, how they are meant, and the text without them.

    `during` is None as they stand, or `until` the one number, `from` it, `except` them, `before`
    it, `after` it. `partly` says that a part of the meeting is meant that is told by the clock,
    `recused` are the paragraphs that somebody was not there for a conflict of interest.
    """

    paragraphs: str | None
    during: str | None
    rest: str
    partly: bool = False
    recused: str | None = None


def attended(tail: str) -> Attended:
    """For how long somebody attended, by what stands behind the name."""
    # In brackets a paragraph may be that of an item: `(punkt A § 1, strateg) § 1, § 5`.
    outside = _BRACKETS.sub(lambda m: "·" * len(m.group()), tail)
    matches = [*_DURING.finditer(outside)] or [*_DURING.finditer(tail)]
    match = matches[0] if matches else None
    bare = None if match else _BARE.search(tail)
    found = match or bare
    if found is None:
        clock = _BY_CLOCK.search(tail)
        rest = tail[: clock.start()] + tail[clock.end() :] if clock else tail
        return Attended(None, None, rest, clock is not None)
    numbers = ranges(found["numbers"])
    during = _meant(match) if match else ("except" if found["except"] else None)
    if during not in (None, "except") and not numbers.isdigit():
        during = None
    rest = tail[: found.start()] + tail[found.end() :]
    left_out: list[str] = []
    for more in reversed(matches[1:]):
        if during is None and _meant(more) is None:  # `§§ 3–4, del av § 5`
            numbers = f"{numbers},{ranges(more['numbers'])}"
        elif during is None and _meant(more) == "except":  # `§§ 3–6, ej § 5`
            left_out.append(ranges(more["numbers"]))
        else:
            continue
        rest = rest.replace(more.group(), " ", 1)
    clock = _BY_CLOCK.search(rest)
    if clock:
        rest = rest[: clock.start()] + rest[clock.end() :]
    recused = _RECUSED.search(tail) is not None
    if left_out:
        missed = ",".join(reversed(left_out))
        numbers = (
            ranges_of(n for n in numbers_of(numbers) if n not in numbers_of(missed)) or numbers
        )
        return Attended(numbers, None, rest, recused=missed if recused else None)
    return Attended(
        numbers, "except" if recused else during, rest, recused=numbers if recused else None
    )


def _meant(match: re.Match[str]) -> str | None:
    """How the paragraphs of a match are meant: by the word before them, and who came or left."""
    told = {name for name, said in match.groupdict().items() if said}
    word = next(iter(told & {"until", "from", "except", "after", "before"}), None)
    if "left" in told:
        return {"after": "until", "before": "before", "from": "before"}.get(word or "", "until")
    if "came" in told:
        return {"after": "after", "before": "from"}.get(word or "", "from")
    return word
