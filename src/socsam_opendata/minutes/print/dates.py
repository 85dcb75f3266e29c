"""Printed dates, months, years and times to values; what is not understood gives None.

Dates are EDTF text (ISO 8601-2): 2025-06-02, 2025-06, 2025.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from socsam_opendata.minutes.print.sums import UNITS
from socsam_opendata.model.iris import DASH, DASHES

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
          "september", "oktober", "november", "december")  # fmt: skip
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTH = "|".join(f"{m}|{m[:3]}\\.?" if m != "maj" else m for m in MONTHS)
YEAR = r"(?:19|20)\d\d"
_MONTH_YEAR = rf"(?P<month>{MONTH})\s+(?P<year>{YEAR})"
_DAY = rf"(?P<day>[0-3]?\d)(?:\s*:?e)?\s+{_MONTH_YEAR}"
DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)})(?:en)?\s+)?(?:den\s+)?"
    rf"(?:(?P<iso>{YEAR}{DASH}[01]\d{DASH}[0-3]\d)|{_DAY})(?!\d)",
    re.IGNORECASE,
)
_MONTH_YEAR_PATTERN = re.compile(rf"\b{_MONTH_YEAR}\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"\bi\s+(?P<month>{MONTH})\b(?!\s+{YEAR})", re.IGNORECASE)
# Not a diary number (2025.511, 2025/123), a statute (2017:725), a paragraph or a sum.
_YEAR = re.compile(
    rf"(?<![\d./:])(?<!§)(?<!§ )\b({YEAR})\b(?!{DASH}|[./:]\d|\s*(?:{UNITS})\b)",
    re.I,
)
# The words before a time of day.
CLOCK = r"(?:kl\.?|klockan)"
_TIME = r"([0-2]?\d)[.:]([0-5]\d)"
TIME = re.compile(rf"(?<!\w){_TIME}(?!\w)")
TIME_RANGE = re.compile(rf"{_TIME}\s*(?:{DASH}{{1,3}}|till)\s*{_TIME}")
_HOUR = r"([0-2]?\d)(?:[.:]([0-5]\d))?"
# From one to another, whole hours told to be such: `kl. 09 – 12.30`.
HOURS = re.compile(rf"{CLOCK}\s*{_HOUR}\s*(?:{DASH}|till)\s*{_HOUR}(?!\w|[.:]?\d)", re.IGNORECASE)
ONE_TIME = re.compile(rf"{CLOCK}\s*{_TIME}", re.IGNORECASE)


# A day of a month without a year: `tisdagen den 17 juni`.
DAY_OF_MONTH = re.compile(
    rf"(?<![\d.:])(?:(?:{'|'.join(WEEKDAYS)})(?:en)?\s+)?(?:den\s+)?"
    rf"(?P<day>[0-3]?\d)\s+(?P<month>{MONTH})(?!\w)",
    re.I,
)
# A date in figures as covers print it: `6/5 2031`, `06.05.2031`, `20310506`.
_FIGURES = re.compile(
    rf"(?<![{DASHES}\d./:])(?:(?P<y>{YEAR})(?P<m>[01]\d)(?P<d>[0-3]\d)"
    rf"|(?P<day>[0-3]?\d)[/.](?P<month>[01]?\d)(?:\.|[{DASHES}/\s]\s*)(?P<year>{YEAR}))"
    rf"(?![{DASHES}\d./:])"
)
# Several days with one month: `12–13 mars 2026`, `2026-03-12--13`.
DAYS = re.compile(
    rf"(?<![\d.:])(?P<first>[0-3]?\d)\s*(?:{DASH}+|och|samt|,)\s*[0-3]?\d"
    rf"(?=\s+(?:{MONTH})\s+{YEAR})"
    rf"|(?P<iso>{YEAR}{DASH}[01]\d{DASH}[0-3]\d)\s*{DASH}+\s*[0-3]\d(?!{DASH}|[\d.:])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date found in a text: EDTF, where it stands, and the weekday printed with it."""

    edtf: str
    start: int
    end: int
    weekday: str | None = None


def with_figures(text: str) -> str:
    """A text of a cover with its dates in figures as `2031-05-06`; the day stands first in them."""

    def told(match: re.Match[str]) -> str:
        year, month, day = match.group("year", "month", "day")
        if not year:
            year, month, day = match.group("y", "m", "d")
        return f"{year}-{month:0>2}-{day:0>2}"

    return _FIGURES.sub(told, text)


def days_of_months(text: str) -> set[tuple[int, int]]:
    """The days that a text has, as month and day, whatever their years."""
    return {(month_number(m["month"]), int(m["day"])) for m in DAY_OF_MONTH.finditer(text)}


def month_number(name: str) -> int:
    """The number of a Swedish month name or its three-letter form."""
    short = name.casefold().rstrip(".")[:3]
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(short))


# Without four digits of a year no date is looked for; without one of these, no sum.
_YEARISH = re.compile(YEAR)


def _day(match: re.Match[str]) -> str | None:
    if match["iso"]:
        year, month, day = (int(p) for p in re.split(DASH, match["iso"]))
    else:
        year, month, day = int(match["year"]), month_number(match["month"]), int(match["day"])
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


@lru_cache(maxsize=512)  # one sentence is asked by several rules
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


_SHORT = re.compile(r"(?P<year>\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)\b")


def short_date(text: str) -> str | None:
    """The day of six digits that a text begins with, as names of files do: `250602 Kallelse`."""
    match = _SHORT.match(text)
    found = dates("20{year}-{month}-{day}".format_map(match.groupdict())) if match else ()
    return found[0].edtf if found else None


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


def month_without_year(text: str, meeting: dt.date | None) -> When | None:
    """`i mars` as the latest such month up to the meeting; the year is inferred.

    None where the day of the meeting is not known.
    """
    match = _MONTH_ONLY.search(text)
    if not match or meeting is None:
        return None
    month = month_number(match["month"])
    year = meeting.year if month <= meeting.month else meeting.year - 1
    return When(f"{year:04}-{month:02}", match.start(), match.end())


def true_weekday(edtf: str) -> str:
    """The Swedish weekday of a full date."""
    return WEEKDAYS[dt.date.fromisoformat(edtf).weekday()]


@dataclass(frozen=True, slots=True)
class WrongWeekday:
    """A date as printed with a weekday that it has not: the one printed, and its own."""

    printed: str
    weekday: str
    true: str


# A weekday before a date, whole or short, and behind it in brackets.
_OF_DAYS = "|".join(rf"{day}|{day[:4] if day == 'torsdag' else day[:3]}" for day in WEEKDAYS)
_DAY_BEFORE = re.compile(
    rf"(?<!\w)(?P<weekday>{_OF_DAYS})(?:en)?\b\.?,?\s+(?:den\s+)?$", re.IGNORECASE
)
_DAY_BEHIND = re.compile(rf"\s*\(\s*(?P<weekday>{_OF_DAYS})(?:en)?\b\.?\s*\)", re.IGNORECASE)
_ANY_DAY = re.compile(rf"(?<!\w)(?:{_OF_DAYS})(?:en)?(?!\w)", re.IGNORECASE)
# The printed form of a weekday and of a date are no longer apart than this.
_NEAR_DATE = 24


def wrong_weekdays(text: str) -> tuple[WrongWeekday, ...]:
    """The full dates of a text beside which another weekday than their own is printed."""
    if not _YEARISH.search(text) or not _ANY_DAY.search(text):
        return ()
    found = []
    for when in dates(text):
        true = true_weekday(when.edtf)
        start, end = when.start, when.end
        printed = when.weekday
        begins = max(0, start - _NEAR_DATE)
        if printed is None and (before := _DAY_BEFORE.search(text[begins:start])):
            printed, start = before["weekday"].casefold(), begins + before.start()
        elif printed is None and (behind := _DAY_BEHIND.match(text, end)):
            printed, end = behind["weekday"].casefold(), behind.end()
        if printed is not None and not true.startswith(printed):
            whole = next(day for day in WEEKDAYS if day.startswith(printed))
            found.append(WrongWeekday(" ".join(text[start:end].split()), whole, true))
    return tuple(found)


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


def overlap(one: str, other: str) -> bool:
    """Whether two EDTF dates or periods can be the same: they have a day in common."""
    (first, last), (begins, ends) = span(one), span(other)
    apart = (last and begins and last < begins) or (ends and first and ends < first)
    return not apart


def before(edtf: str) -> str:
    """The open interval that ends the day before an EDTF date begins: `../2025-12-31`."""
    first = span(edtf)[0]
    if first is None:
        return edtf
    return f"../{first - dt.timedelta(days=1)}"


def times(text: str) -> tuple[dt.time | None, dt.time | None]:
    """Start and end of a printed time range, or a start alone: `kl. 09.00 – 12.00`.

    Of several one after the other, `09.00–10.15, 10.30–11.30`, the first start and the last end.
    """
    match = TIME_RANGE.search(text)
    if match:
        start, last = _clock(match[1], match[2]), match
        while (more := _GOES_ON.match(text, last.end())) and _after(more, last):
            last = more
        return start, _clock(last[3], last[4])
    match = HOURS.search(text)
    if match:
        return _clock(match[1], match[2] or "0"), _clock(match[3], match[4] or "0")
    match = ONE_TIME.search(text)
    return (_clock(match[1], match[2]) if match else None), None


# Another range right behind one, on the same day.
_GOES_ON = re.compile(rf"\s*(?:,|;|och|samt)\s*(?:{CLOCK}\s*)?{TIME_RANGE.pattern}", re.IGNORECASE)


def _after(later: re.Match[str], earlier: re.Match[str]) -> bool:
    """Whether a range begins when another has ended, or later."""
    ended = (int(earlier[3]), int(earlier[4]))
    return ended <= (int(later[1]), int(later[2])) < (int(later[3]), int(later[4]))


def _clock(hours: str, minutes: str) -> dt.time | None:
    return dt.time(int(hours), int(minutes)) if int(hours) < 24 else None
