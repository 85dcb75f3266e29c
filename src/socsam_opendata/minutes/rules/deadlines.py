"""When a clause has effect, and when something is to be done."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from socsam_opendata.minutes.print import dates

_FROM = re.compile(
    r"(?:(?:(?:gäller|med\s+verkan)\s+)?(?:från\s+och\s+med|fr\.?\s?o\.?\s?m\.?)"
    r"|(?:gäller|med\s+verkan)\s+från|träder\s+i\s+kraft)\s+",
    re.I,
)
_UNTIL = re.compile(r"(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|längst\s+till|dock\s+längst)\s+", re.I)
_BEFORE = re.compile(r"(?:inför|före|innan)(?:\s+den|\s+årsskiftet)?\s+$", re.I)
_AT_LATEST = re.compile(
    r"(?:senast\b[^.,;:\d]{0,60}|(?:före|innan|vid|till|per)\s+(?:utgången|slutet)\s+av(?:\s+(?:den|under|i|vid))*\s+)$",
    re.I,
)
_BY = re.compile(
    r"(?:senast|till|under|i|vid|per|klar\w*|redovisas|i\s+slutet\s+av|utgången\s+av)(?:\s+den|\s+(?:sitt\s+)?(?:möte|sammanträde)t?|\s+utgången\s+av|\s+slutet\s+av)*\s+$",
    re.I,
)

_EFFECTS = (("effective_from", _FROM), ("effective_until", _UNTIL))


def effect(text: str) -> dict[str, Any]:
    """`effective_from` and `effective_until` as EDTF, from the first sentence that says them."""
    cells: dict[str, Any] = {}
    for column, pattern in _EFFECTS:
        match = pattern.search(text)
        when = _right_after(text, match) if match else None
        if when:
            cells[column] = when.edtf
    return cells


def effects(text: str) -> dict[str, tuple[str, ...]]:
    """All that a text says of `effective_from` and `effective_until`, as EDTF."""
    found = {}
    for column, pattern in _EFFECTS:
        said = (_right_after(text, match) for match in pattern.finditer(text))
        found[column] = tuple(when.edtf for when in said if when)
    return found


def _right_after(text: str, match: re.Match[str]) -> dates.When | None:
    """The date, month or year that stands right behind some words."""
    after = (w for w in dates.periods(text) if w.start >= match.end())
    return next((w for w in after if not text[match.end() : w.start].strip()), None)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as EDTF, and the first and last day it allows; no first day after `senast`."""

    edtf: str
    first: dt.date | None
    last: dt.date | None


def _due(edtf: str, *, at_latest: bool = False) -> Due:
    first, last = dates.span(edtf)
    return Due(edtf, None if at_latest else first, last)


def due_date(text: str) -> Due | None:
    """When something is to be done: `senast den 15 mars 2026`, `inför 2026`, `december 2025`."""
    stated = next(iter(stated_dues(text)), None)
    if stated:
        return stated
    months = (when for when in dates.periods(text) if len(when.edtf) == len("2025-12"))
    plain = next((when for when in months if not _is_of_effect(text, when)), None)
    return _due(plain.edtf) if plain else None


def stated_dues(text: str) -> Iterator[Due]:
    """Every date of a text before which a word says that something is due then."""
    for when in dates.periods(text):
        before = text[: when.start]
        if _is_of_effect(text, when):
            continue
        if _BEFORE.search(before):
            yield _due(dates.before(when.edtf))
        elif _AT_LATEST.search(before):
            yield _due(when.edtf, at_latest=True)
        elif _BY.search(before):
            yield _due(when.edtf)


def _is_of_effect(text: str, when: dates.When) -> bool:
    """Whether a date says from or until when something has effect."""
    ends = (m.end() for _, pattern in _EFFECTS for m in pattern.finditer(text))
    return any(end <= when.start <= end + 4 for end in ends)


_TIME = re.compile(
    r"\b(?:senast|nästa\s+(?:möte|sammanträde)|kvartalet|vecka\s+\d+|(?:vår|höst|sommar|vinter)en)\b"
    r"|\b\d{1,2}/\d{1,2}\b",
    re.I,
)


def speaks_of_time(text: str) -> bool:
    """Whether a text says when, in a way that gives no date: `vid nästa möte`, `hösten 2025`."""
    return _TIME.search(text) is not None
