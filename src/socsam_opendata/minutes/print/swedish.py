"""Swedish print to value, pure functions: dates, times, sums, paragraph ranges, names, genitives.

What is not understood gives None; nothing is guessed. Dates are EDTF text.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
          "september", "oktober", "november", "december")  # fmt: skip
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_MONTH = "|".join(f"{m}|{m[:3]}\\.?" if m != "maj" else m for m in MONTHS)
_DAY = rf"(?P<day>[0-3]?\d)(?:\s*:?e)?\s+(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)"
_MONTH_YEAR = rf"(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)"
DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})(?:en)?\s+)?(?:den\s+)?"
    rf"(?:(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)|{_DAY})(?!\d)",
    re.IGNORECASE,
)
_MONTH_YEAR_PATTERN = re.compile(rf"\b{_MONTH_YEAR}\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"\bi\s+(?P<month>{_MONTH})\b(?!\s+(?:19|20)\d\d)", re.IGNORECASE)
# Not a diary number (2025.511, 2025/123), a statute (2017:725), a paragraph or a sum.
_YEAR = re.compile(
    r"(?<![\d./:])(?<!§)(?<!§ )\b((?:19|20)\d\d)\b(?!-|[./:]\d|\s*(?:kr|kronor|tkr|mkr|sek)\b)",
    re.I,
)
_TIME = r"([0-2]?\d)[.:]([0-5]\d)"
TIME_RANGE = re.compile(rf"{_TIME}\s*(?:[-\u2010-\u2015\u2212]|till|–)\s*{_TIME}")
ONE_TIME = re.compile(rf"(?:kl\.?|klockan)\s*{_TIME}", re.IGNORECASE)
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
PARAGRAPHS = re.compile(
    rf"(?:§\s*§?|\bparagraf(?:er(?:na)?)?\b)\s*(?P<ranges>\d+(?:\s*(?:[{_DASHES}]+|,|och|till|&)\s*§*\s*\d+)*)",
    re.IGNORECASE,
)
_BARE_RANGES = re.compile(rf"\d+(?:\s*(?:[{_DASHES}]+|,|och|&)\s*§*\s*\d+)*")


@dataclass(frozen=True, slots=True)
class When:
    """A date found in a text: EDTF, where it stands, and the weekday printed with it."""

    edtf: str
    start: int
    end: int
    weekday: str | None = None


def month_number(name: str) -> int:
    """The number of a Swedish month name or its three-letter form."""
    short = name.casefold().rstrip(".")[:3]
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(short))


# Without four digits of a year no date is looked for; without one of these, no sum.
_YEARISH = re.compile(r"(?:19|20)\d\d")
_SUMMISH = re.compile(r"\d(?:.{0,20}?(?:kr|sek)|:-)", re.I | re.S)


def _day(match: re.Match[str]) -> str | None:
    if match["iso"]:
        year, month, day = (int(p) for p in match["iso"].split("-"))
    else:
        year, month, day = int(match["year"]), month_number(match["month"]), int(match["day"])
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def dates(text: str) -> tuple[When, ...]:
    """Every full date of a text in order: `2 juni 2025`, `måndag den 2 juni 2025`, `2025-06-02`."""
    found: list[When] = []
    if not _YEARISH.search(text):
        return ()
    for match in DATE.finditer(text):
        edtf = _day(match)
        if edtf:
            weekday = match["weekday"]
            found.append(When(edtf, match.start(), match.end(), weekday and weekday.casefold()))
    return tuple(found)


def impossible_dates(text: str) -> tuple[str, ...]:
    """What is printed like a date but is no day of the calendar: `31 juni 2025`."""
    if not _YEARISH.search(text):
        return ()
    return tuple(m.group() for m in DATE.finditer(text) if _day(m) is None)


def periods(text: str) -> tuple[When, ...]:
    """Every date, month or year of a text, in order and without overlaps."""
    found = list(dates(text))
    if not _YEARISH.search(text):
        return ()
    for match in _MONTH_YEAR_PATTERN.finditer(text):
        edtf = f"{match['year']}-{month_number(match['month']):02}"
        found.append(When(edtf, match.start(), match.end()))
    for match in _YEAR.finditer(text):
        found.append(When(match[1], match.start(), match.end()))
    kept: list[When] = []
    for when in sorted(found, key=lambda w: (-len(w.edtf), w.start)):
        if all(when.end <= k.start or when.start >= k.end for k in kept):
            kept.append(when)
    return tuple(sorted(kept, key=lambda w: w.start))


def month_without_year(text: str, meeting: dt.date) -> When | None:
    """`i mars` as the latest such month up to the meeting; the year is inferred."""
    match = _MONTH_ONLY.search(text)
    if not match:
        return None
    month = month_number(match["month"])
    year = meeting.year if month <= meeting.month else meeting.year - 1
    return When(f"{year:04}-{month:02}", match.start(), match.end())


def true_weekday(edtf: str) -> str:
    """The Swedish weekday of a full date."""
    return WEEKDAYS[dt.date.fromisoformat(edtf).weekday()]


def span(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day an EDTF date covers; None at an open end."""
    if "/" in edtf:
        first, last = edtf.split("/")
        return (None if first == ".." else span(first)[0], None if last == ".." else span(last)[1])
    parts = [int(p) for p in edtf.split("-")]
    if len(parts) == 1:
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    if len(parts) == 2:
        last_day = calendar.monthrange(parts[0], parts[1])[1]
        return dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], last_day)
    day = dt.date(parts[0], parts[1], parts[2])
    return day, day


def before(edtf: str) -> str:
    """The open interval that ends the day before an EDTF date begins: `../2025-12-31`."""
    first = span(edtf)[0]
    if first is None:
        return edtf
    return f"../{first - dt.timedelta(days=1)}"


def times(text: str) -> tuple[dt.time | None, dt.time | None]:
    """Start and end of a printed time range, or a start alone: `kl. 09.00 – 12.00`."""
    match = TIME_RANGE.search(text)
    if match:
        return _clock(match[1], match[2]), _clock(match[3], match[4])
    match = ONE_TIME.search(text)
    return (_clock(match[1], match[2]) if match else None), None


def _clock(hours: str, minutes: str) -> dt.time | None:
    return dt.time(int(hours), int(minutes)) if int(hours) < 24 else None


_MULTIPLES = {
    "tkr": 1_000, "t.kr": 1_000, "tusen kronor": 1_000, "tusen kr": 1_000,
    "mkr": 1_000_000, "m.kr": 1_000_000, "mnkr": 1_000_000, "miljon kronor": 1_000_000,
    "miljoner kronor": 1_000_000, "miljoner kr": 1_000_000, "miljon kr": 1_000_000,
    "mdkr": 1_000_000_000, "miljarder kronor": 1_000_000_000, "miljard kronor": 1_000_000_000,
    "miljarder kr": 1_000_000_000,
}  # fmt: skip
_UNITS = "|".join(
    re.escape(u).replace(r"\ ", r"\s+")
    for u in sorted([*_MULTIPLES, "kronor", "kr", "sek"], key=len, reverse=True)
)
_NUMBER = r"(?<![\d,.:])(?P<number>\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?)"
SUM = re.compile(rf"{_NUMBER}(?::-|\s*(?P<unit>{_UNITS})(?:\.(?!\w))?(?=\W|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money in kronor and where it stands in the text."""

    value: Decimal
    start: int
    end: int


def sums(text: str) -> tuple[Sum, ...]:
    """Every printed sum in Swedish kronor, multiples worked out: `1,2 miljoner kronor`."""
    found: list[Sum] = []
    if not _SUMMISH.search(text):
        return ()
    for match in SUM.finditer(text):
        digits = match["number"]
        if re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?", digits):
            digits = digits.replace(".", "")
        digits = digits.replace(" ", "").replace(",", ".")
        unit = " ".join((match["unit"] or "kr").casefold().split())
        value = Decimal(digits) * _MULTIPLES.get(unit, 1)
        found.append(Sum(value.quantize(Decimal("0.01")), match.start(), match.end()))
    return tuple(found)


def _ranges(text: str) -> str:
    text = re.sub(rf"[{_DASHES}]+|till", "-", re.sub(r"\boch\b|&", ",", text))
    return re.sub(r"[§\s]", "", text)


def paragraph_ranges(text: str) -> str | None:
    """`§§ 130–133, 135` as `130-133,135`; None when no paragraph is printed."""
    match = PARAGRAPHS.search(text)
    return _ranges(match["ranges"]) if match else None


def bare_ranges(text: str) -> str | None:
    """The same without any § sign, when the text is nothing else: `12-20`."""
    text = text.strip().strip("§").strip()
    return _ranges(text) if _BARE_RANGES.fullmatch(text) else None


def numbers_of(ranges: str) -> tuple[int, ...]:
    """The paragraph numbers of `130-133,135`; a backward range counts its ends only."""
    found: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        start, end = int(first), int(last or first)
        found.extend(range(start, end + 1) if start <= end <= start + 2000 else (start, end))
    return tuple(found)


def ranges_of(numbers: Iterable[int]) -> str:
    """Paragraph numbers as ranges: `12-16,18`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


# Every Latin letter up to U+024F, as names of people who live in Sweden need them.
_LATIN = [chr(n) for n in range(0xC0, 0x250) if n not in (0xD7, 0xF7)]
_LETTER = "A-Z" + "".join(c for c in _LATIN if c.isupper())
_SMALL = "a-z" + "".join(c for c in _LATIN if c.islower())
NAME_WORD = (
    rf"(?:(?:Mc|Mac|De|O[’'])?[{_LETTER}][{_SMALL}]+"
    rf"(?:[-–’']?[{_LETTER}][{_SMALL}]+|[-–’'][{_SMALL}]+)*)"
)
_PARTICLE = r"(?:von|af|de|der|van|den|la|le|di|da|el|al|bin|zu)"
FULL_NAME = re.compile(
    rf"(?<![\w-]){NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*(?:{NAME_WORD}|[{_LETTER}]\.))+(?![\w])"
)
# A full name and a party behind it, as in a clause or a list: `Ida Höstmo (S)`.
NAME_WITH_PARTY = re.compile(
    rf"(?P<name>{NAME_WORD}(?:\s+(?:{_PARTICLE}\s+)*{NAME_WORD})+)"
    r"\s*\((?P<party>[A-Za-zÅÄÖåäö]{1,6}|-{1,2})\)"
)
_WHOLE_NAME = re.compile(
    rf"(?:[{_LETTER}]\.\s*)*{NAME_WORD}(?:\s+(?:{_PARTICLE}|[{_LETTER}]\.|{NAME_WORD}))*\s+{NAME_WORD}"
    rf"|[{_LETTER}]\.\s*{NAME_WORD}"
)


def is_name(text: str) -> bool:
    """Whether a text as a whole is printed like a person's full name."""
    return _WHOLE_NAME.fullmatch(text) is not None


def without_genitive(word: str) -> str:
    """A name or noun without the genitive s: `Bergs` gives `Berg`, `KFJH:s` gives `KFJH`."""
    if word.endswith(":s"):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\d\"“”])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:kl|ca|bl|t|ex|dvs|fr|o|m|s|k|nr|st|resp|ang|inkl|exkl|etc|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)|\b[A-ZÅÄÖ]|\.[a-zåäö])\.$"
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text starts and ends; abbreviations such as `kl.` do not end one."""
    found = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" not in match.group() and _ABBREVIATION.search(text[start : match.start()]):
            continue
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    return tuple((a, b) for a, b in found if text[a:b].strip())
