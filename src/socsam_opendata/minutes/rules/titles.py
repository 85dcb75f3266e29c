"""What the title and the running headers of a document say that is no name of a body and no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.rules.draft import Draft

# So many lines of a title are looked at, each of so many characters at most.
_MOST = 24
_LONGEST = 120
_NOT_ADJUSTED = re.compile(
    r"\b(?:utkast|förslag\s+till\s+(?:\w+)?protokoll|(?:ej|inte|icke)\s+(?:ännu\s+)?justera(?:t|d|de)"
    r"|ojustera(?:t|d)|arbetsmaterial|preliminärt?\s+(?:\w+)?protokoll)\b",
    re.IGNORECASE,
)
_CANCELLED = re.compile(r"\b(?:inställ(?:t|d|da|s)|ställs\s+in)\b", re.IGNORECASE)
_SUMMONS = re.compile(r"\b(?:kallelse|föredragningslista)\b", re.IGNORECASE)
_MINUTES = re.compile(r"protokoll|minnesanteckningar|mötesanteckningar", re.IGNORECASE)
_BODY = (
    r"\w*(?:nämnd|råd|styrelse|utskott|direktion|beredning|grupp|kommitté|fullmäktige)"
    r"(?:en|et|n|ens|ets|ns)?"
)
_JOINT = re.compile(
    rf"\bgemensam(?:t|ma)?\s+(?:sammanträde|möte|protokoll)|\b{_BODY}\s*(?:/|,|\boch\b|\bsamt\b)\s*"
    rf"(?:[\w-]+-\s+och\s+)?{_BODY}(?!\w)",
    re.IGNORECASE,
)


def check_title(draft: Draft, found: Outline) -> None:
    """Tell of a title that says that these are no adjusted minutes, or those of several bodies."""
    lines = list(_lines(found))
    minutes = any(_MINUTES.search(line.text) for line in lines)
    for line in lines:
        if _NOT_ADJUSTED.search(line.text):
            draft.problem("minutes-not-adjusted", line.number, printed=line.text)
        if _CANCELLED.search(line.text):
            draft.problem("meeting-cancelled", line.number, printed=line.text)
        if _SUMMONS.search(line.text) and not minutes:
            draft.problem("title-of-summons", line.number, printed=line.text)
    joint = next((line for line in lines if _JOINT.search(line.text)), None)
    if joint is not None:
        draft.problem("bodies-several", joint.number, printed=joint.text)


def _lines(found: Outline) -> Iterator[Line]:
    """The lines of the title and of the running headers."""
    for line in islice((*found.title, *found.headers), _MOST):
        if line.text and not line.listed and len(line.text) <= _LONGEST:
            yield line
