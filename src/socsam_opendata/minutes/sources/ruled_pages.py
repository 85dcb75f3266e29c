"""Ruled tables of printed pages as cells of their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.placed import Placed, PlacedLine, touches
from socsam_opendata.minutes.sources.ruled import OUTSIDE, Grid
from socsam_opendata.minutes.sources.tables import CellPiece, CellRow, CellTable

# The cells of one grid of a page are numbered apart from those of the next.
_APART = 100_000
# No more lines are a running header, or a footer, between the two parts of a table.
_RUNNING = 5


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is printed: its lines, and the ruled tables that they stand in."""

    lines: Sequence[PlacedLine] = (PlacedLine(),)
    grids: Sequence[Grid] = ()


def in_cells(characters: Sequence[Placed], grids: Sequence[Grid]) -> Sequence[Placed]:
    """Characters with the cell that each stands in: a word in that of its first, by the middle."""
    if not grids:
        return characters
    found: list[Placed] = []
    for one in characters:
        last = found[-1] if found else None
        inside = last is not None and touches(last, one)
        found.append(one._replace(cell=last.cell if last and inside else _cell(one, grids)))
    return found


def _cell(one: Placed, grids: Sequence[Grid]) -> int:
    x, y = (one.left + one.right) / 2, one.base + one.height / 4
    for at, grid in enumerate(grids):
        cell = grid.cell_at(x, y)
        if cell != OUTSIDE:
            return at * _APART + cell
    return OUTSIDE


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands on one page of a table: its rows, what its first one says, and how many lines
    that say something stand above and below it."""

    page: int
    grid: Grid
    rows: tuple[CellRow, ...]
    head: tuple[str, ...]
    above: int
    below: int

    def goes_on(self, other: _Part) -> bool:
        """Whether this is the rest of a table, on the page after."""
        near = self.page == other.page + 1 and max(self.above, other.below) <= _RUNNING
        return near and self.grid.has_columns_of(other.grid)


def tables_of(pages: Iterable[PrintedPage]) -> tuple[CellTable, ...]:
    """The tables of a document; one that goes on at the top of the next page is one."""
    found: list[list[CellRow]] = []
    last: _Part | None = None
    head: tuple[str, ...] = ()
    for part in _parts(pages):
        if last is not None and part.goes_on(last):
            found[-1] += part.rows[part.head == head :]
        else:
            found.append([*part.rows])
            head = part.head
        last = part
    return tuple(map(tuple, found))


def _parts(pages: Iterable[PrintedPage]) -> Iterator[_Part]:
    """The tables of each page with anything in them."""
    first = 1
    for number, page in enumerate(pages):
        pieces, said = defaultdict(list), defaultdict(list)
        if page.grids:
            for at, line in enumerate(page.lines, first):
                for cell, piece, text in _pieces(at, line):
                    pieces[cell].append(piece)
                    said[cell].append(text)
        for at, grid in enumerate(page.grids):
            cells = [[at * _APART + cell if cell != OUTSIDE else OUTSIDE for cell in row]
                     for row in grid.numbers()]  # fmt: skip
            cells = [row for row in cells if any(cell in pieces for cell in row)]
            lines = {piece.line for row in cells for cell in row for piece in pieces.get(cell, ())}
            if lines:
                rows = tuple(tuple(tuple(pieces.get(cell, ())) for cell in row) for row in cells)
                full = [n for n, line in enumerate(page.lines, first) if line.text]
                yield _Part(
                    number, grid, rows, tuple(" ".join(said.get(cell, ())) for cell in cells[0]),
                    sum(n < min(lines) for n in full), sum(n > max(lines) for n in full),
                )  # fmt: skip
        first += len(page.lines)


def _pieces(number: int, line: PlacedLine) -> Iterator[tuple[int, CellPiece, str]]:
    """The parts of a line that stand in cells, at their places in the clean line."""
    if not line.cells:
        return
    (clean,), _ = text_lines(line.text + "\n")

    def place(at: int) -> int:
        if clean == line.text:
            return at
        if at == len(line.text):
            return len(clean)
        return len(text_lines(f"{line.text[:at]}.\n")[0][0]) - 1

    for cell, start, end in line.cells:
        piece = CellPiece(number, place(start), place(end))
        said = clean[piece.start : piece.end]
        if said.strip():
            yield cell, piece, said
