"""Lines of a block as text, as paragraphs, and as entries of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.layout.lines import Line


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of running text or an entry of a list: its text, marker and lines."""

    text: str
    marker: str | None
    bullet: bool
    first_line: int
    last_line: int

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line (1-based)."""
        return self.first_line, self.last_line


def entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """Lines joined to entries: a list mark or a blank line begins a new one."""
    found: list[Entry] = []
    fresh = True
    for line in lines:
        if not line.text:
            fresh = True
        elif fresh or line.listed:
            found.append(Entry(line.text, line.marker, line.bullet, line.number, line.number))
            fresh = False
        else:
            last = found[-1]
            text = f"{last.text} {line.text}"
            found[-1] = Entry(text, last.marker, last.bullet, last.first_line, line.number)
    return tuple(found)


_THAT = re.compile(r"att\s", re.I)
_GOES_ON = re.compile(r"(?:[,;]|\boch|\bsamt)$")


def clause_entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """Entries of a decision: each line that begins with `att` after a comma is one of its own."""
    apart: list[Line] = []
    for line in lines:
        before = next((earlier.text for earlier in reversed(apart) if earlier.text), "")
        if apart and apart[-1].text and _THAT.match(line.text) and _GOES_ON.search(before):
            apart.append(Line(line.number, ""))
        apart.append(line)
    return entries(apart)


def running_text(found: Sequence[Entry]) -> str:
    """Entries as text: a blank line between paragraphs, entries of a list on lines of their own."""
    text = ""
    for i, entry in enumerate(found):
        listed = entry.marker is not None or entry.bullet
        if i:
            before = found[i - 1]
            close = listed and (before.marker is not None or before.bullet)
            text += "\n" if close else "\n\n"
        mark = "- " if entry.bullet else ""
        if entry.marker is not None:
            mark += f"{entry.marker}{')' if entry.marker.isalpha() else '.'} "
        text += mark + entry.text
    return text
