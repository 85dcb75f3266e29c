"""Words whose letters are set apart: `G ö s t a  H e m l i g s s o n`, `G.ö.s.t.a`, `G_ö_s_t_a`.

A text with such words is read twice: as it stands, and with their letters put together. What is
found in either counts, so that initials (`A B Qvarnvik`) and letters in a row (`S, M, C`) lose
nothing by it. Where one word ends and the next begins is told by a wider gap, or by a capital
behind a small letter; where nothing tells, a name is looked for among the letters alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from socsam_opendata.model.iris import ONE_DASH
from socsam_opendata.privacy.names.readable import Readable, with_instead
from socsam_opendata.privacy.names.tokens import SHORT, Tokens, plain_word, tokens, told_of

# At least three letters, each a word of its own, with as many signs between two of them.
_CODED = "%[0-9A-Fa-f]{2}"
_RUN = re.compile(
    rf"(?:(?<![^\W_])|(?<={_CODED}))[^\W\d_]"
    rf"(?:(?:{_CODED}|[\W_]){{1,7}}[^\W\d_](?![^\W_])){{2,}}"
)
_LETTER = re.compile(rf"{_CODED}|(?P<letter>[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Spaced:
    """The second reading of a text: its words, and those (by their number) that were put together.

    `runs` are the letters of each stretch, as they are compared, with the place of each in `first`,
    the first reading, of which `joined` is one in turn.
    """

    first: Readable
    joined: Readable
    told: Tokens
    words: frozenset[int]
    runs: tuple[tuple[str, tuple[int, ...]], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the given text of a stretch of the second reading."""
        return self.first.span(*self.joined.span(start, end))

    def at_given(self, place: int) -> int:
        """The offset in the second reading of a place in the given text."""
        return self.joined.at_given(self.first.at_given(place))

    def places(self, letters: str) -> Iterator[tuple[int, int]]:
        """Where in the given text letters stand in a row, each apart from the next."""
        for run, places in self.runs:
            at = run.find(letters)
            while at >= 0:
                yield self.first.span(places[at], places[at + len(letters) - 1] + 1)
                at = run.find(letters, at + 1)


def spaced_in(text: str) -> Spaced | None:
    """The second reading of a text; None where no word's letters stand apart."""
    return _spaced_short(text) if len(text) <= SHORT else _spaced_long(text)


def has_spaced(text: str) -> bool:
    """A quick look: whether letters of a text may stand apart."""
    return _RUN.search(text) is not None


def _spaced(text: str) -> Spaced | None:
    first, _ = told_of(text)
    found = list(_RUN.finditer(first.text))
    if not found:
        return None
    joined = with_instead(first.text, [change for match in found for change in _changes(match)])
    told = tokens(joined.text)
    starts = [start for start, _ in told.spans]
    words: set[int] = set()
    for match in found:
        begin, end = map(joined.at_given, match.span())
        words.update(range(bisect_left(starts, begin), bisect_left(starts, end)))
    apart = frozenset(i for i in words if len(told.words[i]) > 1)
    return Spaced(first, joined, told, apart, tuple(map(_run, found)))


_spaced_short = lru_cache(maxsize=8_000)(_spaced)
_spaced_long = lru_cache(maxsize=16)(_spaced)


def _places(match: re.Match[str]) -> list[int]:
    """Where the letters of a run stand."""
    found = _LETTER.finditer(match.string, *match.span())
    return [one.start() for one in found if one["letter"]]


def _run(match: re.Match[str]) -> tuple[str, tuple[int, ...]]:
    """The letters of a run as they are compared; what one letter is compared as may be two."""
    letters = [
        (plain, place) for place in _places(match) for plain in plain_word(match.string[place])
    ]
    return "".join(plain for plain, _ in letters), tuple(place for _, place in letters)


def _changes(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """What stands between the letters of a run, and what one reads there."""
    text = match.string
    gaps = [(before + 1, after) for before, after in pairwise(_places(match))]
    number = Counter(text[start:end] for start, end in gaps)
    usual = min(number, key=lambda gap: (-number[gap], len(gap)))
    for start, end in gaps:
        gap = text[start:end]
        wider = len(gap) > len(usual) or (_blank(gap) and not _blank(usual))
        capital = text[start - 1].islower() and text[end].isupper()
        yield start, end, _border(gap, usual) if capital or (gap != usual and wider) else ""


def _blank(gap: str) -> bool:
    return any(sign.isspace() for sign in gap)


def _border(gap: str, usual: str) -> str:
    """What one reads between two words: the end of a line, a dash, a comma, or a blank."""
    if "\n" in gap:
        return "\n" * gap.count("\n")
    dashes = gap.translate(ONE_DASH).count("-")
    if dashes and dashes != len(gap) and dashes > usual.translate(ONE_DASH).count("-"):
        return "-"
    return ", " if "," in gap else " "
