"""The cover as a table: a label in the first cell of a row, what it names in the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socsam_opendata.minutes.layout.cell_lines import cell_lines, cell_texts, text_of_cell
from socsam_opendata.minutes.layout.cells_beside import read_by_columns
from socsam_opendata.minutes.layout.column_parts import whole_label
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.cover_columns import roll_label, roll_lines
from socsam_opendata.minutes.layout.lines import Line, read_line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.roll_rows import Blanks, blank_means
from socsam_opendata.minutes.layout.rolls import is_present, name_column, roll_columns
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.minutes.sources.tables import CellRow, CellTable
from socsam_opendata.model.code_lists import code_list

# No mark in a column is longer.
_MARK = 2
# A cell with so many labels is a cover.
_MANY = 3


def by_cells(lines: Sequence[Line], source: Source, owners: Owners) -> list[Line]:
    """The lines of a cover; those of a row with a label are read by its cells.

    The label, however many lines it takes, then stands before the first line of what it names, and
    the other lines of that follow.
    """
    read: dict[int, list[Line]] = {}
    numbers = {line.number for line in lines}
    for table in source.tables:
        if {piece.line for row in table for cell in row for piece in cell} <= numbers:
            read_by_columns(table, source, read, owners)
    for row, columns, blank, head in _rows(source):
        found = (
            _roll(row, columns, source, blank=blank, head=head)
            or _labelled(row, source)
            or _marked(row, source)
            or _all_in_one(row, source)
        )
        taken = {piece.line for cell in row for piece in cell}
        if found and taken <= numbers and not taken & read.keys():
            label, rows = found
            read |= {number: [] for number in taken}
            for line in rows:
                read[line.number].append(line)
            for number in taken:
                if owners.of[number - 1] is None:
                    what = f"cover: {label}" if label else "cover"
                    state = "read" if rows or head is not None else "unread"
                    owners.give(number, Owner(state, what))
    return [one for line in lines for one in read.get(line.number, [line])]


def _rows(source: Source) -> Iterator[tuple[CellRow, tuple[str, ...], Blanks, str | None]]:
    """The rows of all tables, and what the columns, and no mark in them, mean where one is a roll,
    with the label that its heading stands for; empty where a label stands above all columns.

    What is printed in every column of a row, as a merged cell is at times, is one cell.
    """
    for table in source.tables:
        yield from _rows_of(table, source)


def _rows_of(
    table: CellTable, source: Source
) -> Iterator[tuple[CellRow, tuple[str, ...], Blanks, str | None]]:
    """The rows of one table."""
    if table:
        labelled = _headed_by_label(table, source)
        first = labelled or _grouped(table, source)
        heads, *below = (cell_texts(row, source) for row in table[first:])
        columns = (roll_columns(heads, below) if below else None) or ()
        blank = blank_means(columns, below)
        head = "" if labelled or not columns else roll_label(heads[name_column(columns)])
        for at, row in enumerate(table):
            texts = [text for text in cell_texts(row, source) if text]
            merged = len(texts) > 1 and len({*texts}) == 1
            yield (
                row[:1] if merged and row[0] else row,
                () if at < labelled else columns, blank,
                head if at == first else "" if labelled <= at < first else None,
            )  # fmt: skip


def roll_lines_of(source: Source) -> frozenset[int]:
    """The lines that the lists of attendance in tables begin on."""
    starts = (
        min(piece.line for row in table for cell in row for piece in cell)
        for table in source.tables
        if any(columns for _, columns, _, _ in _rows_of(table, source))
    )
    return frozenset(starts)


def _grouped(table: CellTable, source: Source) -> int:
    """1 where the first row only groups the headings of a list in the second one, else 0."""
    heads, *below = (cell_texts(row, source) for row in table)
    if len(below) < 2 or heads[0] or roll_columns(heads, below):
        return 0
    return int(roll_columns(below[0], below[1:]) is not None)


def _headed_by_label(table: CellTable, source: Source) -> int:
    """1 where a label stands in the first row alone, above all columns, else 0."""
    said = [text for text in cell_texts(table[0], source) if text]
    people = code_list("cover-label").tied("listsCapacity")
    alone = len({*said}) == 1 and len(table[0]) > 1 and whole_label(said[0]) in people
    return int(alone and len(table) > 1)


def _roll(
    row: CellRow, columns: tuple[str, ...], source: Source, *, blank: Blanks, head: str | None
) -> tuple[str, list[Line]] | None:
    """A row of a list of attendance as persons in running text; `head` is that of its heading."""
    texts = cell_texts(row, source)
    number = next((piece.line for cell in row for piece in cell), None)
    if not columns or number is None:
        return None
    if head is not None or roll_columns(texts) == columns:
        return "", [Line(number, head)] if head else []
    return "", roll_lines(number, columns, texts, blank=blank)


def _all_in_one(row: CellRow, source: Source) -> tuple[str, list[Line]] | None:
    """The lines of a cover that stands in one cell; numbers alone are those of pages."""
    (pieces, *others) = [[*cell_lines(cell, source)] for cell in row if cell] or [[]]
    labels = [cover_label(said) for _, said in pieces]
    if others or sum(1 for label in labels if label) < _MANY:
        return None
    return "", [read_line(piece.line, said) for piece, said in pieces if not said.isdigit()]


def _marked(row: CellRow, source: Source) -> tuple[str, list[Line]] | None:
    """Nothing for a row with marks in columns of a list whose headings nobody knows."""
    texts = cell_texts(row, source)
    marks = [text for text in texts[1:] if text and len(text) <= _MARK]
    told = any(is_present(text) is not None for text in marks)
    return ("", []) if told and texts[0] and not texts[0][0].isdigit() else None


def _labelled(row: CellRow, source: Source) -> tuple[str, list[Line]] | None:
    """The label of a row of two cells, and its lines; None where it has none."""
    if not row or not row[0] or sum(1 for cell in row if cell) > 2:
        return None
    text = text_of_cell(row[0], source)
    found = cover_label(text)
    if found is None or found[1] < len(text):
        return None
    value = next((cell for cell in row[1:] if cell), ())
    labels = code_list("cover-label")
    people = found[0] in {*labels.tied("listsCapacity"), *labels.tied("listsRole")}
    (first, said), *others = [*cell_lines(value, source, people=people)] or [(row[0][0], "")]
    lines = [read_line(first.line, f"{text}    {said}")]
    return found[0], [*lines, *(read_line(piece.line, said) for piece, said in others)]
