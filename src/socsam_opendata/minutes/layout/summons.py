"""A summons or an agenda that is printed in front of the minutes, in their document.

It says when and where the body was to meet, and what it was to handle; what happened the minutes
say, whose title and cover stand below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH, fold

_SUMMONS = re.compile(
    rf"(?:.{{2,60}}?\s+(?:{DASH}\s+)?)?"
    r"(?:kallelse|föredragningslista|dagordning|tillkännagivande|underrättelse)"
    r"(?:\s*(?:/|och|samt)\s*(?:kallelse|föredragningslista|dagordning|underrättelse|ärendelista))?"
    rf"(?:\s+(?:till|för|om)\s+\S.{{0,60}})?(?:\s+\d(?:[\d\s.:/]|{DASH})*)?[:.]?",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    rf"(?!.*\b(?:föregående|förra|justering|genomgång)\b)(?:.{{2,60}}?\s+(?:{DASH}\s+)?)?"
    r"(?:sammanträdes|mötes|styrelse|årsmötes)?protokoll"
    rf"(?:\s*(?:nr\.?\s*)?\d.{{0,40}}|\s*[,:]?\s*{DASH}?\s*(?:fört|från|för|över)\s.{{2,80}})?",
    re.IGNORECASE,
)
# The title of a summons stands among so many printed lines at the front of the document.
_FRONT = 8
# The cover of minutes begins so many printed lines below their title at most.
_NEAR = 12
# and has so many labels at least.
_FEWEST = 2
# A line of a title is not longer.
_SHORT = 80


def minutes_start(lines: Sequence[Line]) -> int:
    """The index of the line on which minutes begin below a summons; 0 where none is in front."""
    front = [at for at, line in enumerate(lines) if line.text][:_FRONT]
    title = next((at for at in front if _is_title(lines[at], _SUMMONS)), None)
    first_label = next((at for at in front if cover_label(lines[at].text)), len(lines))
    if title is None or title > first_label or any(_is_title(lines[at], _MINUTES) for at in front
                                                   if at < title):  # fmt: skip
        return 0
    for at in range(title + 1, len(lines)):
        if _is_title(lines[at], _MINUTES) and _has_cover(lines, at):
            return _first_of_title(lines, at, title)
    return 0


def _is_title(line: Line, pattern: re.Pattern[str]) -> bool:
    """Whether a line is a title, and no entry of an agenda."""
    text = line.text
    if not text or line.listed or len(text) > _SHORT or text[0].isdigit() or "§" in text:
        return False
    return pattern.fullmatch(text) is not None


def _has_cover(lines: Sequence[Line], at: int) -> bool:
    """Whether a cover stands below a title."""
    below = (line.text for line in lines[at + 1 :] if line.text)
    labels = [cover_label(text) for text in islice(below, _NEAR)]
    return len({label[0] for label in labels if label}) >= _FEWEST


def _first_of_title(lines: Sequence[Line], at: int, after: int) -> int:
    """The first line of the title that a line is of: the name of the body stands above it."""
    known = {fold(line.text) for line in lines[: after + 1] if line.text}
    start = at
    for above in _above(lines, at, after):
        text = lines[above].text
        board = any(
            hit.code in code_list("organization-kind").marked("holdsMeetings")
            for hit in code_list("organization-kind").find(text)
        )
        if not (all(line.text for line in lines[above:start]) or board or fold(text) in known):
            break
        start = above
    return start


def _above(lines: Sequence[Line], at: int, after: int) -> Iterator[int]:
    """The lines of a title upwards from one: short ones, and no others."""
    for above in range(at - 1, after, -1):
        text = lines[above].text
        if not text:
            continue
        if len(text) > _SHORT or lines[above].listed or text[-1] in ".!?,;:" or "§" in text:
            return
        yield above
