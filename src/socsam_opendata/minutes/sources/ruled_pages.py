"""Ruled tables of printed pages as cells of their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.placed import Placed, PlacedCell, PlacedLine, touches
from socsam_opendata.minutes.sources.ruled import OUTSIDE, Grid
from socsam_opendata.minutes.sources.tables import Cell, CellPiece, CellRow, CellTable

# The cells of one grid of a page are numbered apart from those of the next.
_APART = 100_000
# No more lines are a running header, or a footer, between the two parts of a table.
_RUNNING = 5
# No wider, in points, is what a cell leaves empty beside its text, and a space between words.
_PADDING, _SPACE = 8.0, 3.0


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is printed: its lines, and the ruled tables that they stand in."""

    lines: Sequence[PlacedLine] = (PlacedLine(),)
    grids: Sequence[Grid] = ()


@dataclass(frozen=True, slots=True)
class PrintedTables:
    """The tables of a document, and the lines (from 1) of headings that come again on a page."""

    tables: tuple[CellTable, ...]
    again: tuple[int, ...]


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
    """What stands on one page of a table: its rows, what each of them says, and how many lines
    that say something stand above and below it."""

    page: int
    grid: Grid
    rows: tuple[CellRow, ...]
    said: tuple[tuple[str, ...], ...]
    above: int
    below: int

    def goes_on(self, other: _Part) -> bool:
        """Whether this is the rest of a table, on the page after."""
        near = self.page == other.page + 1 and max(self.above, other.below) <= _RUNNING
        return near and self.grid.has_columns_of(other.grid)

    def headings_of(self, first: _Part) -> int:
        """How many of its first rows say what those of the first part of the table do."""
        pairs = [*zip(self.said, first.said, strict=False)]
        return next((n for n, (one, other) in enumerate(pairs) if one != other), len(pairs))

    def breaks_row(self, other: _Part) -> bool:
        """Whether the first row goes on with the last of the page before: a cell begins in the
        middle of a sentence, or a row of a label and what it names has no label."""
        before, here = other.said[-1], self.said[0]
        broken = any(above and _is_rest(below) for above, below in zip(before, here, strict=False))
        return broken or (len(here) == 2 and bool(before[0]) and not here[0])


def _is_rest(text: str) -> bool:
    """Whether a text begins in the middle of a sentence."""
    return text[:1].islower() or text[:1] == "("


def _whole_row(above: CellRow, below: CellRow, said: Sequence[str]) -> CellRow:
    """A row of which a page has one part, and the next page the other, which says this."""
    return tuple(
        (*one[:-1], one[-1]._replace(full=_is_rest(text)), *other) if one else other
        for one, other, text in zip(above, below, said, strict=True)
    )


def tables_of(pages: Iterable[PrintedPage]) -> PrintedTables:
    """The tables of a document; one that goes on at the top of the next page is one."""
    found: list[list[CellRow]] = []
    firsts: list[_Part] = []
    again: set[int] = set()
    seen: list[tuple[_Part, int]] = []  # the parts of this page and the one before, with tables
    for part in _parts(pages):
        seen = [(one, at) for one, at in seen if one.page + 1 >= part.page]
        before = next(((one, at) for one, at in reversed(seen) if part.goes_on(one)), None)
        table = len(found) if before is None else before[1]
        if before is not None:
            headings = part.headings_of(firsts[table])
            again |= _lines(part.rows[:headings])
            rows = part.rows[headings:]
            if not headings and rows and part.breaks_row(before[0]):
                found[table][-1] = _whole_row(found[table][-1], rows[0], part.said[0])
                rows = rows[1:]
            found[table] += rows
        else:
            found.append([*part.rows])
            firsts.append(part)
        seen.append((part, table))
    return PrintedTables(tuple(map(tuple, found)), tuple(sorted(again)))


def _lines(rows: Iterable[CellRow]) -> set[int]:
    return {piece.line for row in rows for cell in row for piece in cell}


def _parts(pages: Iterable[PrintedPage]) -> Iterator[_Part]:
    """The tables of each page with anything in them."""
    first = 1
    for number, page in enumerate(pages):
        pieces = defaultdict(list)
        said = defaultdict(list)
        if page.grids:
            for at, line in enumerate(page.lines, first):
                for placed, piece, text in _pieces(at, line):
                    pieces[placed.cell].append((placed, piece))
                    said[placed.cell].append(text)
        full = [n for n, line in enumerate(page.lines, first) if line.text]
        for at, grid in enumerate(page.grids):
            cells = [[at * _APART + cell if cell != OUTSIDE else OUTSIDE for cell in row]
                     for row in grid.numbers()]  # fmt: skip
            cells = [row for row in cells if any(cell in pieces for cell in row)]
            right = {at * _APART + cell: sides for cell, sides in grid.sides().items()}
            rows = tuple(
                tuple(_filled(pieces[cell], right[cell]) if cell in pieces else () for cell in row)
                for row in cells
            )
            lines = _lines(rows)
            if lines:
                yield _Part(
                    number, grid, rows,
                    tuple(tuple(" ".join(said.get(cell, ())) for cell in row) for row in cells),
                    sum(n < min(lines) for n in full), sum(n > max(lines) for n in full),
                )  # fmt: skip
        first += len(page.lines)


def _filled(pieces: Sequence[tuple[PlacedCell, CellPiece]], sides: tuple[float, float]) -> Cell:
    """The parts of a cell, those full that left no room for the first word of the next."""
    left, right = sides
    padding = min([_PADDING, *(max(0.0, placed.left - left) for placed, _ in pieces)])
    room = right - padding
    full = [
        placed.right + _SPACE + after.word > room for (placed, _), (after, _) in pairwise(pieces)
    ]
    return tuple(
        piece._replace(full=more) for (_, piece), more in zip(pieces, [*full, False], strict=True)
    )


def _pieces(number: int, line: PlacedLine) -> Iterator[tuple[PlacedCell, CellPiece, str]]:
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

    for placed in line.cells:
        piece = CellPiece(number, place(placed.start), place(placed.end))
        said = clean[piece.start : piece.end]
        if said.strip():
            yield placed, piece, said
