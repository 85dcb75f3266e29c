"""The entries of a table of contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from socsam_opendata.minutes.layout.families import Heading, without_leader
from socsam_opendata.minutes.layout.lines import Line


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading as the table of contents has it."""

    number: int
    title: str
    line: int
    part: str | None = None


def contents_entries(
    lines: Sequence[Line], told: Mapping[int, Heading]
) -> tuple[ContentsEntry, ...]:
    """The entries of a table of contents, whose headings are told by the numbers of their lines; a
    title may go on after, or begin before, its number."""
    entries: list[ContentsEntry] = []
    before = ""
    for line in lines:
        found = told.get(line.number) if line.text else None
        if found:
            rest = found.rest
            if rest or not before:
                entries.append(
                    ContentsEntry(found.number, without_leader(rest), line.number, found.part)
                )
            else:
                if entries:
                    last = entries[-1]
                    title = last.title.removesuffix(before).strip()
                    entries[-1] = replace(last, title=title)
                entries.append(ContentsEntry(found.number, before, line.number, found.part))
            before = ""
        elif line.text:
            before = without_leader(line.text)
            if entries:
                last = entries[-1]
                entries[-1] = replace(last, title=f"{last.title} {before}".strip())
    return tuple(entries)
