"""Tables of a cover that are read one column after the other: labels, or people, side by side."""

from __future__ import annotations

from collections.abc import Iterable

from socsam_opendata.minutes.layout.cell_lines import cell_lines, cell_texts
from socsam_opendata.minutes.layout.column_parts import whole_label
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.cover_columns import roll_label, roll_lines
from socsam_opendata.minutes.layout.lines import Line, read_line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.roll_rows import blank_means
from socsam_opendata.minutes.layout.rolls import name_column, roll_columns
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.minutes.sources.tables import Cell, CellRow, CellTable
from socsam_opendata.model.code_lists import code_list

# A row of labels and their people has more cells.
_MANY = 3


def read_by_columns(
    table: CellTable, source: Source, read: dict[int, list[Line]], owners: Owners
) -> None:
    """Read what stands side by side in a table into the lines of each of its lines."""
    _side_by_side(table, source, read, owners)
    _in_pairs(table, source, read, owners)
    _in_halves(table, source, read, owners)
    _signed(table, source, read, owners)


def _side_by_side(
    table: CellTable, source: Source, read: dict[int, list[Line]], owners: Owners
) -> None:
    """Read a table with a label of people over each column, one column after the other."""
    heads = cell_texts(table[0], source)
    people = code_list("cover-label").tied("listsCapacity")
    if len(table) < 2 or len(heads) < 2 or not all(whole_label(head) in people for head in heads):
        return
    if roll_columns(heads, [cell_texts(row, source) for row in table[1:]]):
        return
    first = next(piece.line for cell in table[0] for piece in cell)
    _take(table, read, owners)
    for column, head in enumerate(heads):
        read[first].append(Line(first, f"{head.rstrip(':')}:"))
        for row in table[1:]:
            cell = row[column] if column < len(row) else ()
            read[first] += [read_line(piece.line, said) for piece, said in cell_lines(cell, source)]


def _in_pairs(
    table: CellTable, source: Source, read: dict[int, list[Line]], owners: Owners
) -> None:
    """Read rows with two labels or more, each before its people, one column after the other."""
    at = 0
    if roll_columns(cell_texts(table[0], source), [cell_texts(row, source) for row in table[1:]]):
        return
    while at < len(table):
        labels = cell_texts(table[at], source)[::2]
        paired = len(table[at]) > _MANY and sum(map(bool, labels)) > 1 and all(
            not label or whole_label(label) for label in labels
        )  # fmt: skip
        named = cell_texts(table[at], source)[1:2]
        if not paired or not labels[0] or not any(named) or any(map(whole_label, named)):
            at += 1
            continue
        end = at + 1
        while end < len(table) and not any(cell_texts(table[end], source)[::2]):
            end += 1
        rows = table[at:end]
        _take(rows, read, owners)
        first = next(piece.line for piece in table[at][0])
        for column, label in enumerate(labels):
            head = [Line(first, f"{label.rstrip(':')}:")] if label else []
            cells = [row[2 * column + 1] for row in rows if 2 * column + 1 < len(row)]
            said = [one for cell in cells for one in cell_lines(cell, source)]
            read[first] += [*head, *(read_line(piece.line, text) for piece, text in said)]
        at = end


def _in_halves(
    table: CellTable, source: Source, read: dict[int, list[Line]], owners: Owners
) -> None:
    """Read a list of attendance with two persons a row, one half of the table after the other."""
    heads, *below = (cell_texts(row, source) for row in table)
    wide = len(heads) // 2
    if len(heads) % 2 or heads[:wide] != heads[wide:] or not all(len(r) == 2 * wide for r in below):
        return
    halves = [[row[:wide] for row in below], [row[wide:] for row in below]]
    columns = roll_columns(heads[:wide], [*halves[0], *halves[1]])
    if columns is None:
        return
    blank = blank_means(columns, [*halves[0], *halves[1]])
    _take(table, read, owners)
    first, *numbers = (min(piece.line for cell in row for piece in cell) for row in table)
    read[first].append(Line(first, roll_label(heads[name_column(columns)])))
    for half in halves:
        for number, cells in zip(numbers, half, strict=True):
            told = roll_lines(number, columns, cells, blank=blank)
            read[first] += told
            if any(cells) and not told:
                _leave_unread(number, owners)


def _leave_unread(number: int, owners: Owners) -> None:
    """Say of a line that was read that a part of it was not."""
    owners.of[number - 1] = Owner("unread", "cover")


def _signed(table: CellTable, source: Source, read: dict[int, list[Line]], owners: Owners) -> None:
    """Read cells that each have a label above what it names, and those beside each other that each
    begin with an office, one column after the other."""
    at = 0
    while at < len(table):
        columns = [n for n, cell in enumerate(table[at]) if cell]
        end = at + 1
        if not columns or not all(_above_its_own(table[at][n], source) for n in columns):
            if len(columns) < 2 or not all(_office(table[at][n], source) for n in columns):
                at += 1
                continue
            while end < len(table) and not any(_office(cell, source) for cell in table[end]):
                end += 1
        rows = table[at:end]
        _take(rows, read, owners)
        first = next(piece.line for cell in table[at] for piece in cell)
        for column in columns:
            (_, head), *below = (
                one for row in rows if column < len(row) for one in cell_lines(row[column], source)
            )
            read[first].append(Line(first, f"{head.rstrip(':')}:"))
            read[first] += [read_line(piece.line, said) for piece, said in below]
        at = end


def _above_its_own(cell: Cell, source: Source) -> bool:
    """Whether a cell has a label in its first line, and what that names below it."""
    first, *below = (said for _, said in cell_lines(cell, source))
    return bool(below) and whole_label(first) is not None and not any(map(cover_label, below))


def _office(cell: Cell, source: Source) -> bool:
    """Whether the first line of a cell is a label of those who sign."""
    _, said = next(cell_lines(cell, source), (None, ""))
    return whole_label(said) in code_list("cover-label").tied("listsRole")


def _take(rows: Iterable[CellRow], read: dict[int, list[Line]], owners: Owners) -> None:
    """Read all lines of some rows, which then give what is added to the first of them."""
    for number in {piece.line for row in rows for cell in row for piece in cell}:
        read[number] = []
        if owners.of[number - 1] is None:
            owners.give(number, Owner("read", "cover"))
