"""When a clause has effect, and when something is to be done."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from socsam_opendata.minutes.print import dates

_FROM = re.compile(
    r"(?:från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|med\s+verkan\s+från|gäller\s+från|träder\s+i\s+kraft)\s+",
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


def effect(text: str) -> dict[str, Any]:
    """`effective_from` and `effective_until` as EDTF, from the first sentence that says them."""
    cells: dict[str, Any] = {}
    for column, pattern in (("effective_from", _FROM), ("effective_until", _UNTIL)):
        match = pattern.search(text)
        if match:
            after = (w for w in dates.periods(text) if w.start >= match.end())
            when = next((w for w in after if not text[match.end() : w.start].strip()), None)
            if when:
                cells[column] = when.edtf
    return cells


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
    effects = [m.end() for p in (_FROM, _UNTIL) for m in p.finditer(text)]
    plain: Due | None = None
    for when in dates.periods(text):
        before = text[: when.start]
        if any(end <= when.start <= end + 4 for end in effects):
            continue
        if _BEFORE.search(before):
            return _due(dates.before(when.edtf))
        if _AT_LATEST.search(before):
            return _due(when.edtf, at_latest=True)
        if _BY.search(before):
            return _due(when.edtf)
        if len(when.edtf) == 7 and plain is None:
            plain = _due(when.edtf)
    return plain


_TIME = re.compile(
    r"\b(?:senast|nästa\s+(?:möte|sammanträde)|kvartalet|vecka\s+\d+|(?:vår|höst|sommar|vinter)en)\b"
    r"|\b\d{1,2}/\d{1,2}\b",
    re.I,
)


def speaks_of_time(text: str) -> bool:
    """Whether a text says when, in a way that gives no date: `vid nästa möte`, `hösten 2025`."""
    return _TIME.search(text) is not None
