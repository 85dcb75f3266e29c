"""The parts of a line that stand apart, as in columns: by three blanks or more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.lines import Line, unmarked
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.iris import DASHES

_PART = re.compile(r"\S+(?: {1,2}\S+)*")
_BY_TWO = re.compile(r"\S+(?: \S+)*")
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


def apart_by_two(parts: Sequence[ColumnPart]) -> tuple[ColumnPart, ...]:
    """The parts of a line that two blanks are enough to set apart."""
    return tuple(
        ColumnPart(part.start + match.start(), part.start + match.end(), match.group())
        for part in parts
        for match in _BY_TWO.finditer(part.text)
    )


# A line that ends so wants another, whatever that begins with; behind a comma one in small letters.
_WANTS = re.compile(rf"(?:[{DASHES}(]|\b(?:för|och|samt|av|ersätter|vice))\Z|\([^)]*\Z")


def goes_on_with(before: str, after: str) -> bool:
    """Whether a line goes on in the next, by what stands at its end and where that begins."""
    if _WANTS.search(before) or after[:1] == "(":
        return True
    return before.endswith(",") and after[:1].islower()


def whole_label(text: str) -> str | None:
    """The label that a text is as a whole."""
    found = cover_label(text)
    return found[0] if found and found[1] >= len(text) else None
