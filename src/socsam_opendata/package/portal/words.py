"""Texts of minutes as feeds and calendars can hold them, and dates in words.

XML 1.0 (production 2, Char) and RFC 5545 (CONTROL) cannot hold control characters, and some readers
end a line at any of Unicode's line ends: what cannot stand is replaced where it can be seen.
"""

from __future__ import annotations

import datetime as dt

from socsam_opendata.package.sheets.sheets import plain
from socsam_opendata.texts import say


def one_line(text: str) -> str:
    """Plain text on one line, one space between words."""
    return " ".join(plain(text).split())


def shortened(text: str, length: int) -> str:
    """One line of at most so many characters, cut between words where it can be, `…` last."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    at = cut.rfind(" ")
    return f"{cut[:at] if at > length // 2 else cut}…".replace(" …", "…")


def _month(month: int, language: str) -> str:
    return say(f"dates.month.{month}", language)


def day_in_words(day: dt.date, language: str) -> str:
    """`2 juni 2025`."""
    month = _month(day.month, language)
    return say("dates.day", language, day=day.day, month=month, year=day.year)


def edtf_in_words(edtf: str, language: str) -> str:
    """A date as precise as it is: `december 2025`, `senast 31 december 2025`, `2026`."""
    if "/" in edtf:
        ends = [end if end == ".." else edtf_in_words(end, language) for end in edtf.split("/")]
        kind = "until" if ends[0] == ".." else "from" if ends[1] == ".." else "between"
        return say(f"dates.{kind}", language, first=ends[0], last=ends[1])
    year, *rest = edtf.split("-")
    if len(rest) == 2:
        return day_in_words(dt.date.fromisoformat(edtf), language)
    if not rest:
        return year
    return say("dates.month-of-year", language, month=_month(int(rest[0]), language), year=year)
