"""The cover as a table: a label in the first cell of a row, what it names in the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socsam_opendata.minutes.layout.column_parts import whole_label
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.cover_columns import roll_label, roll_lines
from socsam_opendata.minutes.layout.lines import Line, read_line, unmarked
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.roll_rows import Blanks, blank_means
from socsam_opendata.minutes.layout.rolls import roll_columns
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.minutes.sources.tables import Cell, CellPiece, CellRow, CellTable
from socsam_opendata.model.code_lists import code_list

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
        _side_by_side(table, source, read)
        _in_pairs(table, source, read)
    for row, columns, blank in _rows(source):
        found = (
            _roll(row, columns, source, blank=blank)
            or _labelled(row, source)
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
                    owners.give(number, Owner("read" if rows else "unread", what))
    return [one for line in lines for one in read.get(line.number, [line])]


def _side_by_side(table: CellTable, source: Source, read: dict[int, list[Line]]) -> None:
    """Read a table with a label of people over each column, one column after the other."""
    heads = _texts(table[0], source)
    labels = [cover_label(head) for head in heads]
    people = code_list("cover-label").tied("listsCapacity")
    whole = [found is not None and found[1] >= len(head) and found[0] in people
             for found, head in zip(labels, heads, strict=True)]  # fmt: skip
    if len(table) < 2 or len(heads) < 2 or not all(whole):
        return
    if roll_columns(heads, [_texts(row, source) for row in table[1:]]):
        return
    first = next(piece.line for cell in table[0] for piece in cell)
    read |= {piece.line: [] for row in table for cell in row for piece in cell}
    for column, head in enumerate(heads):
        read[first].append(Line(first, f"{head.rstrip(':')}:"))
        for row in table[1:]:
            cell = row[column] if column < len(row) else ()
            read[first] += [read_line(piece.line, said) for piece, said in _said(cell, source)]


def _in_pairs(table: CellTable, source: Source, read: dict[int, list[Line]]) -> None:
    """Read rows with two labels or more, each before its people, one column after the other."""
    at = 0
    if roll_columns(_texts(table[0], source), [_texts(row, source) for row in table[1:]]):
        return
    while at < len(table):
        labels = _texts(table[at], source)[::2]
        paired = len(table[at]) > _MANY and sum(map(bool, labels)) > 1 and all(
            not label or whole_label(label) for label in labels
        )  # fmt: skip
        named = _texts(table[at], source)[1:2]
        if not paired or not labels[0] or not any(named) or any(map(whole_label, named)):
            at += 1
            continue
        end = at + 1
        while end < len(table) and not any(_texts(table[end], source)[::2]):
            end += 1
        rows = table[at:end]
        read |= {piece.line: [] for row in rows for cell in row for piece in cell}
        first = next(piece.line for piece in table[at][0])
        for column, label in enumerate(labels):
            head = [Line(first, f"{label.rstrip(':')}:")] if label else []
            cells = [row[2 * column + 1] for row in rows if 2 * column + 1 < len(row)]
            said = [one for cell in cells for one in _said(cell, source)]
            read[first] += [*head, *(read_line(piece.line, text) for piece, text in said)]
        at = end


def _rows(source: Source) -> Iterator[tuple[CellRow, tuple[str, ...], Blanks]]:
    """The rows of all tables, and what the columns, and no mark in them, mean where one is a roll.

    What is printed in every column of a row, as a merged cell is at times, is one cell.
    """
    for table in source.tables:
        below = [_texts(row, source) for row in table[1:]]
        columns = (roll_columns(_texts(table[0], source), below) if below else None) or ()
        blank = blank_means(columns, below)
        for row in table:
            texts = [text for text in _texts(row, source) if text]
            merged = len(texts) > 1 and len({*texts}) == 1
            yield row[:1] if merged and row[0] else row, columns, blank


def _texts(row: CellRow, source: Source) -> list[str]:
    """The text of each cell of a row, on one line."""
    return [" ".join(said for _, said in _said(cell, source)) for cell in row]


def _roll(
    row: CellRow, columns: tuple[str, ...], source: Source, *, blank: Blanks
) -> tuple[str, list[Line]] | None:
    """A row of a list of attendance as persons in running text."""
    texts = _texts(row, source)
    number = next((piece.line for cell in row for piece in cell), None)
    if not columns or number is None:
        return None
    if roll_columns(texts) == columns:
        return "", [Line(number, roll_label(texts[columns.index("name")]))]
    return "", roll_lines(number, columns, texts, blank=blank)


def _all_in_one(row: CellRow, source: Source) -> tuple[str, list[Line]] | None:
    """The lines of a cover that stands in one cell; numbers alone are those of pages."""
    (pieces, *others) = [[*_said(cell, source)] for cell in row if cell] or [[]]
    labels = [cover_label(said) for _, said in pieces]
    if others or sum(1 for label in labels if label) < _MANY:
        return None
    return "", [read_line(piece.line, said) for piece, said in pieces if not said.isdigit()]


def _labelled(row: CellRow, source: Source) -> tuple[str, list[Line]] | None:
    """The label of a row of two cells, and its lines; None where it has none."""
    if not row or not row[0] or sum(1 for cell in row if cell) > 2:
        return None
    text = " ".join(said for _, said in _said(row[0], source))
    found = cover_label(text)
    if found is None or found[1] < len(text):
        return None
    value = next((cell for cell in row[1:] if cell), ())
    (first, said), *others = [*_said(value, source)] or [(row[0][0], "")]
    lines = [read_line(first.line, f"{text}    {said}")]
    return found[0], [*lines, *(read_line(piece.line, said) for piece, said in others)]


def _said(cell: Cell, source: Source) -> Iterator[tuple[CellPiece, str]]:
    """The pieces of a cell with their text, without markup."""
    for piece in cell:
        yield piece, unmarked(source.lines[piece.line - 1][piece.start : piece.end])
