"""The text of the cells of a table, and the lines in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce

from socsam_opendata.minutes.layout.column_parts import goes_on_with
from socsam_opendata.minutes.layout.lines import run_on, unmarked
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.print.persons import person_print
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.minutes.sources.tables import Cell, CellPiece, CellRow

_BULLET = re.compile(r"\A\s*[•·▪]\s+(?=\S)")


def piece_text(piece: CellPiece, source: Source) -> str:
    """The text of a piece of a cell, without markup and the bullet of a list in it."""
    return _BULLET.sub("", unmarked(source.lines[piece.line - 1][piece.start : piece.end]))


def cell_texts(row: CellRow, source: Source) -> list[str]:
    """The text of each cell of a row, on one line."""
    return [text_of_cell(cell, source) for cell in row]


def text_of_cell(cell: Cell, source: Source) -> str:
    """The text of a cell on one line."""
    return reduce(run_on, (said for _, said in cell_lines(cell, source)), "").strip()


def cell_lines(
    cell: Cell, source: Source, *, people: bool = True
) -> Iterator[tuple[CellPiece, str]]:
    """The pieces of a cell with their text, without markup; those that go on in the next are one.

    Among people a full line goes on in another that does not begin with one of them.
    """
    before: tuple[CellPiece, str] | None = None
    full = False
    for piece in cell:
        said = piece_text(piece, source)
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
    wants = before.endswith(",") or goes_on_with(before, after)
    if person_print(after) is None or person_print(before) is None or wants:
        return False
    # Nothing stands behind the name before, and something behind this one: they are one name.
    return not (is_name(before) and not is_name(after))
