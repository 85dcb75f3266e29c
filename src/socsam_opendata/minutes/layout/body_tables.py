"""Tables inside paragraphs: their lines are rows with cells, and no sentences of a decision.

A table has a row of headings and rows below. What is laid out in cells beside each other, such as
`Beslut` with its text, signatures or paragraphs, is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from socsam_opendata.minutes.layout.cell_lines import cell_texts, piece_text, text_of_cell
from socsam_opendata.minutes.layout.column_parts import (
    SLACK,
    ColumnPart,
    parts_in_columns,
    whole_label,
)
from socsam_opendata.minutes.layout.lines import Line, read_line, run_on
from socsam_opendata.minutes.layout.sections import section_of
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.minutes.sources.tables import CellTable
from socsam_opendata.model.code_lists import code_list

# A heading has so many words at most, a caption too.
_HEADING = 6
# A heading, and what stands beside it.
_PAIR = 2
# A sentence has so many at least.
_SENTENCE = 3
# What a row of text is longer than, in characters.
_LONGEST = 200


def in_tables(lines: Sequence[Line], source: Source) -> list[Line]:
    """Lines, those of tables with the line that their row begins on, the first with its cells."""
    rows: dict[int, int] = {}
    cells: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for table in source.tables:
        heads: tuple[str, ...] = ()
        for first, said, taken in _rows(table, source):
            heads = heads or said
            rows |= dict.fromkeys(taken, first)
            cells[first] = said, heads
    lines = _in_margin(_headed_beside(lines, source), source)
    found = []
    for line in lines:
        if line.number in rows and line.text:
            said, heads = cells.get(line.number, ((), ()))
            found.append(replace(line, row=rows[line.number], cells=said, heads=heads))
        else:
            found.append(line)
    return [
        replace(line, row=line.number) if _is_caption(found, at) else line
        for at, line in enumerate(found)
    ]


def _headed_beside(lines: Sequence[Line], source: Source) -> list[Line]:
    """Lines, those of text in cells with the headings of its sections beside it as running text."""
    found = {line.number: line for line in lines}
    sections = code_list("section")
    for table in source.tables:
        heads = [text_of_cell(row[0], source) for row in table]
        told = [section_of(head, sections) for head in heads if head]
        if not told or any(len(row) != 2 for row in table) or not all(told):
            continue
        for head, (label, text) in zip(heads, table, strict=True):
            said = {piece.line: piece_text(piece, source) for piece in text}
            at = label[0].line if head else 0
            for number in {*said, *(piece.line for piece in label)} & found.keys():
                if found[number].text:
                    words = said.get(number, "")
                    printed = f"{head.rstrip(':')}: {words}" if number == at else words
                    found[number] = read_line(number, printed)
    return [found[line.number] for line in lines]


def _in_margin(lines: Sequence[Line], source: Source) -> list[Line]:
    """Lines, those with a heading of a section in the margin as running text behind it.

    The text that it heads goes on below itself, or ends where it stands.
    """
    rows = [parts_in_columns(line, source) if line.text else () for line in lines]
    found = [*lines]
    for at, parts in enumerate(rows):
        head = _margin_head(rows, at)
        if head is None:
            continue
        if head == parts[0].text.rstrip(":"):
            found[at] = Line(lines[at].number, f"{head}: {parts[1].text}")
        else:  # it goes on below itself, so that it has a line of its own
            rest = [part.text for part in rows[at + 1][1:]]
            found[at] = Line(lines[at].number, head)
            text = reduce(run_on, rest, parts[1].text)
            found[at + 1] = read_line(lines[at + 1].number, text)
    return found


def _margin_head(rows: Sequence[Sequence[ColumnPart]], at: int) -> str | None:
    """The heading of a section in the margin of a line, whole where it goes on below itself."""
    parts, sections = rows[at], code_list("section")
    below = rows[at + 1] if at + 1 < len(rows) else ()
    if len(parts) != _PAIR or not _is_sentence(parts[1].text):
        return None
    head = parts[0].text.rstrip(":")
    if sections.of_form(head):
        return head if not below or below[0].start >= parts[1].start - SLACK else None
    alike = [part.start for part in parts[: len(below)]] == [part.start for part in below]
    whole = run_on(head, below[0].text.rstrip(":")) if below and alike else ""
    return whole if whole and sections.of_whole(whole) else None


def _is_sentence(text: str) -> bool:
    """Whether a text may be, or begin, a sentence: it has words enough."""
    return text[0].isalpha() and len(text.split()) >= _SENTENCE


def _rows(table: CellTable, source: Source) -> Iterator[tuple[int, tuple[str, ...], set[int]]]:
    """The rows of a table: the line where each begins, its cells, and all its lines."""
    said = [tuple(cell_texts(row, source)) for row in table]
    if not _is_table([row for row in said if any(row)]):
        return
    for row, texts in zip(table, said, strict=True):
        taken = {piece.line for cell in row for piece in cell}
        if taken:
            yield min(taken), texts, taken


def _is_table(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows are headings and what stands under them."""
    if len(rows) < 2 or not all(map(_is_heading, rows[0])) or sum(map(bool, rows[0])) < 2:
        return False
    sections, signing = code_list("section"), code_list("cover-label").tied("listsRole")
    if all(whole_label(cell) in signing for cell in rows[0] if cell):
        return False
    below = rows[1:]
    several = sum(sum(map(bool, row)) > 1 for row in below)
    return 2 * several > len(below) and not any(
        (row[0] and section_of(row[0], sections)) or row[0].startswith("§")
        or any(len(cell) > _LONGEST for cell in row)
        for row in rows
    )  # fmt: skip


def _is_heading(cell: str) -> bool:
    """Whether a cell may be a heading, or the empty one over the names of rows."""
    if not cell:
        return True
    return len(cell.split()) <= _HEADING and not cell[0].islower() and cell[-1] not in ".,;"


def _is_caption(lines: Sequence[Line], at: int) -> bool:
    """Whether a line heads the table right below it: few words that no sentence goes on with."""
    line = lines[at]
    below = next((other for other in lines[at + 1 : at + 3] if other.text), None)
    if line.row is not None or not line.text or below is None or not below.cells:
        return False
    above = lines[at - 1].text if at else ""
    if line.listed or (above and above[-1] not in ".!?:"):
        return False
    return _is_heading(line.text) and section_of(line.text, code_list("section")) is None
