"""The cover as a table: a label in the first cell of a row, what it names in the second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from socsam_opendata.minutes.layout.column_parts import whole_label
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.cover_columns import roll_label, roll_lines
from socsam_opendata.minutes.layout.lines import Line, read_line, run_on, unmarked
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.roll_rows import Blanks, blank_means
from socsam_opendata.minutes.layout.rolls import roll_columns
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.print.persons import person_print
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.minutes.sources.tables import Cell, CellPiece, CellRow, CellTable
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASHES

# A line that ends so wants another.
_WANTS = re.compile(rf"(?:[{DASHES},(]|\b(?:för|och|samt|av|ersätter|vice))\Z|\([^)]*\Z")
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
        _side_by_side(table, source, read, owners)
        _in_pairs(table, source, read, owners)
        _signed(table, source, read, owners)
    for row, columns, blank, head in _rows(source):
        found = (
            _roll(row, columns, source, blank=blank, head=head)
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
                    state = "read" if rows or head is not None else "unread"
                    owners.give(number, Owner(state, what))
    return [one for line in lines for one in read.get(line.number, [line])]


def _take(rows: Iterable[CellRow], read: dict[int, list[Line]], owners: Owners) -> None:
    """Read all lines of some rows, which then give what is added to the first of them."""
    for number in {piece.line for row in rows for cell in row for piece in cell}:
        read[number] = []
        if owners.of[number - 1] is None:
            owners.give(number, Owner("read", "cover"))


def _side_by_side(
    table: CellTable, source: Source, read: dict[int, list[Line]], owners: Owners
) -> None:
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
    _take(table, read, owners)
    for column, head in enumerate(heads):
        read[first].append(Line(first, f"{head.rstrip(':')}:"))
        for row in table[1:]:
            cell = row[column] if column < len(row) else ()
            read[first] += [read_line(piece.line, said) for piece, said in _said(cell, source)]


def _in_pairs(
    table: CellTable, source: Source, read: dict[int, list[Line]], owners: Owners
) -> None:
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
        _take(rows, read, owners)
        first = next(piece.line for piece in table[at][0])
        for column, label in enumerate(labels):
            head = [Line(first, f"{label.rstrip(':')}:")] if label else []
            cells = [row[2 * column + 1] for row in rows if 2 * column + 1 < len(row)]
            said = [one for cell in cells for one in _said(cell, source)]
            read[first] += [*head, *(read_line(piece.line, text) for piece, text in said)]
        at = end


def _signed(table: CellTable, source: Source, read: dict[int, list[Line]], owners: Owners) -> None:
    """Read cells beside each other that each begin with an office, one column after the other."""
    at = 0
    while at < len(table):
        columns = [n for n, cell in enumerate(table[at]) if cell]
        if len(columns) < 2 or not all(_office(table[at][n], source) for n in columns):
            at += 1
            continue
        end = at + 1
        while end < len(table) and not any(_office(cell, source) for cell in table[end]):
            end += 1
        rows = table[at:end]
        _take(rows, read, owners)
        first = next(piece.line for cell in table[at] for piece in cell)
        for column in columns:
            (_, head), *below = (
                one for row in rows if column < len(row) for one in _said(row[column], source)
            )
            read[first].append(Line(first, f"{head.rstrip(':')}:"))
            read[first] += [read_line(piece.line, said) for piece, said in below]
        at = end


def _office(cell: Cell, source: Source) -> bool:
    """Whether the first line of a cell is a label of those who sign."""
    _, said = next(_said(cell, source), (None, ""))
    return whole_label(said) in code_list("cover-label").tied("listsRole")


def _rows(source: Source) -> Iterator[tuple[CellRow, tuple[str, ...], Blanks, str | None]]:
    """The rows of all tables, and what the columns, and no mark in them, mean where one is a roll,
    with the label that its heading stands for; empty where a label stands above all columns.

    What is printed in every column of a row, as a merged cell is at times, is one cell.
    """
    for table in source.tables:
        first = _headed_by_label(table, source)
        heads, *below = (_texts(row, source) for row in table[first:])
        columns = (roll_columns(heads, below) if below else None) or ()
        blank = blank_means(columns, below)
        head = "" if first or not columns else roll_label(heads[columns.index("name")])
        for at, row in enumerate(table):
            texts = [text for text in _texts(row, source) if text]
            merged = len(texts) > 1 and len({*texts}) == 1
            yield (
                row[:1] if merged and row[0] else row, columns if at >= first else (), blank,
                head if at == first else None,
            )  # fmt: skip


def _headed_by_label(table: CellTable, source: Source) -> int:
    """1 where a label stands in the first row alone, above all columns, else 0."""
    said = [text for text in _texts(table[0], source) if text]
    people = code_list("cover-label").tied("listsCapacity")
    alone = len({*said}) == 1 and len(table[0]) > 1 and whole_label(said[0]) in people
    return int(alone and len(table) > 1)


def _texts(row: CellRow, source: Source) -> list[str]:
    """The text of each cell of a row, on one line."""
    return [_text(cell, source) for cell in row]


def _text(cell: Cell, source: Source) -> str:
    return reduce(run_on, (said for _, said in _said(cell, source)), "").strip()


def _roll(
    row: CellRow, columns: tuple[str, ...], source: Source, *, blank: Blanks, head: str | None
) -> tuple[str, list[Line]] | None:
    """A row of a list of attendance as persons in running text; `head` is that of its heading."""
    texts = _texts(row, source)
    number = next((piece.line for cell in row for piece in cell), None)
    if not columns or number is None:
        return None
    if head is not None or roll_columns(texts) == columns:
        return "", [Line(number, head)] if head else []
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
    text = _text(row[0], source)
    found = cover_label(text)
    if found is None or found[1] < len(text):
        return None
    value = next((cell for cell in row[1:] if cell), ())
    labels = code_list("cover-label")
    people = found[0] in {*labels.tied("listsCapacity"), *labels.tied("listsRole")}
    (first, said), *others = [*_said(value, source, people=people)] or [(row[0][0], "")]
    lines = [read_line(first.line, f"{text}    {said}")]
    return found[0], [*lines, *(read_line(piece.line, said) for piece, said in others)]


def _said(cell: Cell, source: Source, *, people: bool = True) -> Iterator[tuple[CellPiece, str]]:
    """The pieces of a cell with their text, without markup; those that go on in the next are one.

    Among people a full line goes on in another that does not begin with one of them.
    """
    before: tuple[CellPiece, str] | None = None
    full = False
    for piece in cell:
        said = unmarked(source.lines[piece.line - 1][piece.start : piece.end])
        if before and full and not (people and _is_next(before[1], said)):
            before = before[0], run_on(before[1], said)
        else:
            if before:
                yield before
            before = piece, said
        full = piece.full
    if before:
        yield before


def _is_next(before: str, after: str) -> bool:
    """Whether a person begins with a line, and not with the one before, which is full."""
    if person_print(after) is None or person_print(before) is None or _WANTS.search(before):
        return False
    # Nothing stands behind the name before, and something behind this one: they are one name.
    return not (is_name(before) and not is_name(after))
