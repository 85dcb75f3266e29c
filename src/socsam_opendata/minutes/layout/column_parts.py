"""The parts of a line that stand apart, as in columns: by three blanks or more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.lines import Line, unmarked
from socsam_opendata.minutes.sources.source import Source

_PART = re.compile(r"\S+(?: {1,2}\S+)*")
# A part may begin so many characters before the label that it stands under.
SLACK = 3


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A part of a line, and at which character it begins and ends."""

    start: int
    end: int
    text: str


def parts_in_columns(line: Line, source: Source) -> tuple[ColumnPart, ...]:
    """The parts of a line as its source prints it; a line that was read by cells has none."""
    raw = source.lines[line.number - 1]
    if line.listed or "|" in raw or line.text != unmarked(raw):
        return ()
    return tuple(ColumnPart(m.start(), m.end(), unmarked(m.group())) for m in _PART.finditer(raw))


def whole_label(text: str) -> str | None:
    """The label that a text is as a whole."""
    found = cover_label(text)
    return found[0] if found and found[1] >= len(text) else None
