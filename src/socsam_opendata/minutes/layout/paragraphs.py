"""A paragraph of the minutes: its title, its lettered parts, its sections, and where it ends."""

from __future__ import annotations

from dataclasses import dataclass

from socsam_opendata.minutes.layout.annexes import NAMED, NOTICE, annex_in
from socsam_opendata.minutes.layout.families import HeadingFamily
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


def read_paragraph(
    lines: list[Line], family: HeadingFamily, body_words: str, owners: Owners
) -> Paragraph:
    """The paragraph of some lines, the first of which is its heading in this family."""
    found = family.heading(lines[0])
    if found is None:
        raise AssertionError("a paragraph begins with its heading")
    number, rest = found
    owners.give(lines[0].number, Owner("read", "paragraph heading"))
    title, diary, at = paragraph_title(rest, lines, owners)
    lines = _without_annex(lines, at, family, owners)
    last = max(line.number for line in lines if line.text)
    body = lines[at:]
    starts = _part_starts(body)
    if not starts:
        blocks = blocks_of(body, body_words, owners)
        return Paragraph(
            number, None, title, lines[0].number, lines[at - 1].number, last, blocks, (), diary
        )
    lead = blocks_of(body[: starts[0]], body_words, owners)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        head = body[start]
        owners.give(head.number, Owner("read", "part heading"))
        inside = body[start + 1 : end]
        end_line = max([head.number, *(line.number for line in inside if line.text)])
        parts.append(
            Paragraph(number, head.marker, head.text, head.number, head.number, end_line,
                      blocks_of(inside, body_words, owners))
        )  # fmt: skip
    return Paragraph(
        number, None, title, lines[0].number, lines[at - 1].number, last, lead, tuple(parts), diary
    )


def _without_annex(lines: list[Line], at: int, family: HeadingFamily, owners: Owners) -> list[Line]:
    """The lines of a paragraph up to what is none of its text; the index is that of its text."""
    annex = annex_in(lines, family)
    if annex is None or annex.start < at:
        return lines
    state = "read" if annex.what in (NOTICE, NAMED) else "ignored"
    for line in lines[annex.start :]:
        if line.text:
            owners.give(line.number, Owner(state, annex.what))
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
