"""A paragraph of the minutes: its title, its lettered parts, its sections, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

from socsam_opendata.minutes.layout.annexes import annex_in, give_annex
from socsam_opendata.minutes.layout.headings import FoundHeadings
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.paragraph_titles import paragraph_title
from socsam_opendata.minutes.layout.sections import Block, blocks_of, section_of
from socsam_opendata.model.code_lists import code_list


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the minutes, or a lettered part of one."""

    number: int
    part: str | None
    title: str
    first_line: int
    title_line: int
    last_line: int
    blocks: tuple[Block, ...] = ()
    parts: tuple[Paragraph, ...] = ()
    diary_number: str | None = None
    last_number: int = 0

    @property
    def printed(self) -> str:
        """Its number as it is told: `12`, or `12-13` for several in one."""
        several = self.last_number > self.number
        return f"{self.number}-{self.last_number}" if several else str(self.number)


def read_paragraph(
    lines: list[Line], found: FoundHeadings, body_words: str, owners: Owners
) -> Paragraph:
    """The paragraph of some lines, the first of which is its heading."""
    heading = found.told[lines[0].number]
    owners.give(lines[0].number, Owner("read", "paragraph heading"))
    title, diary, at = paragraph_title(heading.rest, lines, owners)
    lines = _without_annex(lines, at, found, owners)
    last = max(line.number for line in lines if line.text)
    body = lines[at:]
    starts = _part_starts(body)
    lead = blocks_of(body[: starts[0]] if starts else body, body_words, owners)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(body)], strict=False):
        head = body[start]
        owners.give(head.number, Owner("read", "part heading"))
        inside = body[start + 1 : end]
        end_line = max([head.number, *(line.number for line in inside if line.text)])
        parts.append(
            Paragraph(heading.number, head.marker, head.text, head.number, head.number, end_line,
                      blocks_of(inside, body_words, owners))
        )  # fmt: skip
    return Paragraph(
        heading.number, None, title, lines[0].number, lines[at - 1].number, last, lead,
        tuple(parts), diary, heading.last,
    )  # fmt: skip


def _without_annex(lines: list[Line], at: int, found: FoundHeadings, owners: Owners) -> list[Line]:
    """The lines of a paragraph up to what is none of its text; the index is that of its text."""
    annex = annex_in(lines, found.families, found.others)
    if annex is None or annex.start < at:
        return lines
    give_annex(lines[annex.start :], annex.what, owners)
    return lines[: annex.start]


def _part_starts(lines: list[Line]) -> list[int]:
    """Indexes of lettered lines that have sections of their own under them: parts, not clauses."""
    lettered = [
        i for i, line in enumerate(lines)
        if line.marker and line.marker.isalpha() and not line.bullet
        and (i == 0 or not lines[i - 1].text)
    ]  # fmt: skip
    if not lettered or lines[lettered[0]].marker != "a":
        return []
    sections = code_list("section")
    starts = []
    for i, end in zip(lettered, [*lettered[1:], len(lines)], strict=True):
        if any(line.text and section_of(line.text, sections) for line in lines[i + 1 : end]):
            starts.append(i)
    return starts
