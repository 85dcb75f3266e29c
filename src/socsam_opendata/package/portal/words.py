"""Texts of minutes as feeds and calendars can hold them, and dates in words.

XML 1.0 (production 2, Char) and RFC 5545 (CONTROL) cannot hold control characters, and some readers
end a line at any of Unicode's line ends: what cannot stand is replaced where it can be seen.
"""

from __future__ import annotations

import datetime as dt

from socsam_opendata.minutes.print.dates import MONTHS
from socsam_opendata.package.sheets.sheets import plain


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


def day_in_words(day: dt.date) -> str:
    """`2 juni 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def edtf_in_words(edtf: str) -> str:
    """A date as precise as it is: `december 2025`, `senast 31 december 2025`, `2026`."""
    if "/" in edtf:
        first, last = edtf.split("/")
        if first == "..":
            return f"senast {edtf_in_words(last)}"
        if last == "..":
            return f"från {edtf_in_words(first)}"
        return f"{edtf_in_words(first)} till {edtf_in_words(last)}"
    year, *rest = edtf.split("-")
    if len(rest) == 2:
        return day_in_words(dt.date.fromisoformat(edtf))
    return f"{MONTHS[int(rest[0]) - 1]} {year}" if rest else year
