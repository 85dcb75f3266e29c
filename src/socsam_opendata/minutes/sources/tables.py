"""Tables as cells, and how they are printed in the lines of a text: columns under each other.

A table is rows of cells. A cell is its pieces, each a line (from 1) and where in that line it
begins and ends, in characters, so that whoever reads a table counts no spaces. What is merged
stands once, in its first row and column; the other places that it covers are cells without pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from socsam_opendata.minutes.sources.characters import text_lines


class CellPiece(NamedTuple):
    """A part of a cell in one line: the line (from 1), and its characters from `start` to `end`.

    `full` says that the first word of the next part had no room left beside it, so that its text
    may go on there; where a file keeps its lines apart, none is.
    """

    line: int
    start: int
    end: int
    full: bool = False


Cell = tuple[CellPiece, ...]
CellRow = tuple[Cell, ...]
CellTable = tuple[CellRow, ...]


class DocumentLink(NamedTuple):
    """A link to a document: the line (from 1) it stands in, its words, and where it leads."""

    line: int
    text: str
    href: str


# Between the widest cell of a column and the next one.
_APART = 3
# A column is no wider for the others: what is longer moves only what stands beside it.
_WIDEST = 80


def cell_text(lines: Sequence[str], cell: Cell) -> str:
    """The text of a cell in the lines of its source, a line a piece."""
    return "\n".join(lines[piece.line - 1][piece.start : piece.end] for piece in cell)


def laid_out(rows: Sequence[Sequence[Sequence[str]]]) -> tuple[tuple[str, ...], CellTable]:
    """Lines of a table, and its cells in them, of rows of cells, each its lines of clean text.

    A cell of several lines goes on under itself. Lines count from 1, as in the rest of a source.
    """
    widths = _widths(rows)
    lines: list[str] = []
    table: list[CellRow] = []
    for row in rows:
        printed = [_PrintedLine() for _ in range(max((len(cell) for cell in row), default=0))]
        cells: list[Cell] = []
        left = 0
        for cell, width in zip(row, widths, strict=False):
            pieces = []
            for number, (line, text) in enumerate(zip(printed, cell, strict=False), len(lines) + 1):
                if text.strip():
                    end = line.add(text, left)
                    # A cell that is indented begins with its first letter.
                    pieces.append(CellPiece(number, end - len(text.lstrip()), end))
            cells.append(tuple(pieces))
            left += width + _APART if width else 0
        lines += ["".join(line.parts) for line in printed]
        table.append(tuple(cells))
    return tuple(lines), tuple(table)


class _PrintedLine:
    """A line that cells are put into from left to right."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.wide = 0

    def add(self, text: str, left: int) -> int:
        """Put a text at a column, or as near to its right as there is room; gives where it ends."""
        start = max(left, self.wide + _APART) if self.parts else left
        self.parts += [" " * (start - self.wide), text]
        self.wide = start + len(text)
        return self.wide


def _widths(rows: Sequence[Sequence[Sequence[str]]]) -> list[int]:
    """How wide each column is; a cell that reaches over empty ones, or the last, asks for none."""
    widths = [0] * max((len(row) for row in rows), default=0)
    for row in rows:
        beside = 0
        for i in reversed(range(len(row))):
            if any(row[i]):
                if beside == i + 1:
                    widths[i] = max(widths[i], min(max(map(len, row[i])), _WIDEST))
                beside = i
    return widths


# Signs that a reader of a format puts into raw text, for its line to be noted: a tracked change, a
# comment and a hidden text that were left out, a part of another program that is not read, a page
# that begins, one that began when the file was last printed, a link. No text has them.
CHANGED, COMMENTED, HIDDEN, EMBEDDED = "\ufdd1\ufdd2\ufdd3\ufdd7"
PAGE, RENDERED, LINKED = "\ufdd4\ufdd5\ufdd6"
# A mark of its own, which stands in no text: control characters were taken out of the line.
REMOVED = "\ufdef"
_SIGN = re.compile(r"[\ufdd1-\ufdef]")
# A tab goes on to the next of these columns.
_TAB = 8


def columned(text: str) -> str:
    """A line with spaces for its tabs, so many that columns are seen; none before its text."""
    if "\t" not in text:
        return text
    first, *others = text.lstrip("\t ").split("\t")
    for other in others:
        first = first.rstrip(" ")
        wide = max(len(first) + _APART, -(-len(first) // _TAB) * _TAB)
        first = first.ljust(wide) + other.lstrip(" ")
    return first


class Printout:
    """Lines of text as they come, with what stands in them: tables, links, marks, pages.

    `marks` are lines (from 1) by a sign that a caller puts into the text for something to be told
    of its line; the signs themselves are taken out.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[CellTable] = []
        self.links: list[DocumentLink] = []
        self.marks: dict[str, list[int]] = {}

    def blank(self) -> None:
        """A blank line, where there is none yet."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def end(self) -> None:
        """Leave out the blank lines at the end."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()

    def mark(self, sign: str, line: int) -> None:
        """Note something of a line."""
        self.marks.setdefault(sign, []).append(line)

    def add(self, raw: str) -> None:
        """Text as lines under those that are there, clean; the signs in it are noted and gone."""
        for part in raw.replace("\r", "\n").split("\n"):
            (text,), removed = text_lines(columned(_SIGN.sub("", part)) + "\n")
            self.lines.append(text)
            for match in _SIGN.finditer(part):
                after = match.group() == RENDERED and part[: match.start()].strip()
                self.mark(match.group(), len(self.lines) + bool(after))
            if removed:
                self.mark(REMOVED, len(self.lines))

    def append(self, inner: Printout) -> None:
        """Take over all lines of another one."""
        places = [(len(self.lines) + n, 0) for n in range(1, len(inner.lines) + 1)]
        self.lines += inner.lines
        if places:
            self.put(inner, places)

    def put(self, inner: Printout, places: Sequence[tuple[int, int]]) -> None:
        """Take over what stands in a cell, whose lines are now at these lines and columns."""
        for table in inner.tables:
            self.tables.append(_moved(table, places))
        for link in inner.links:
            self.links.append(link._replace(line=places[link.line - 1][0]))
        for sign, lines in inner.marks.items():
            for line in lines:
                self.mark(sign, places[min(line, len(places)) - 1][0])

    def table(self, rows: Sequence[Sequence[Printout]]) -> None:
        """Print a table of cells under the lines that are there, with a blank line around it."""
        self.blank()
        top = len(self.lines)
        for cell in (cell for row in rows for cell in row):
            cell.end()
        printed, cells = laid_out([[cell.lines for cell in row] for row in rows])
        self.lines += printed
        self.tables.append(_moved(cells, [(top + n, 0) for n in range(1, len(printed) + 1)]))
        first = top + 1
        for row, found in zip(rows, cells, strict=True):
            for cell, pieces in zip(row, found, strict=True):
                self.put(cell, _places(cell, pieces, first, top))
            first += max((len(cell.lines) for cell in row), default=0)
        self.blank()


# One for all places that a merged cell covers: nothing is ever put into it.
EMPTY_CELL = Printout()
# Word itself has no more columns.
MOST_COLUMNS = 63


def _places(cell: Printout, pieces: Cell, first: int, top: int) -> list[tuple[int, int]]:
    """The line and column at which each line of a cell was printed."""
    starts = {piece.line + top: piece for piece in pieces}
    found = []
    for at, text in enumerate(cell.lines):
        piece = starts.get(first + at)
        indent = len(text) - len(text.lstrip())
        found.append((first + at, piece.start - indent if piece else 0))
    return found or [(first, 0)]


def moved_down(table: CellTable, lines: int) -> CellTable:
    """A table that stands so many lines further down."""
    last = max((piece.line for row in table for cell in row for piece in cell), default=0)
    return _moved(table, [(n + lines, 0) for n in range(1, last + 1)])


def _moved(table: CellTable, places: Sequence[tuple[int, int]]) -> CellTable:
    """A table whose lines are now at these lines and columns."""

    def moved(piece: CellPiece) -> CellPiece:
        line, shift = places[piece.line - 1]
        return piece._replace(line=line, start=piece.start + shift, end=piece.end + shift)

    return tuple(tuple(tuple(map(moved, cell)) for cell in row) for row in table)


# --- tables in Markdown -----------------------------------------------------------------------

_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.I)


def markdown_tables(lines: Sequence[str]) -> tuple[CellTable, ...]:
    """The tables of a text in Markdown: rows between bars, the second a rule."""
    found: list[CellTable] = []
    at = 0
    while at < len(lines):
        end = at
        bare = at + 1 < len(lines) and "|" in lines[at] and _RULE.fullmatch(lines[at + 1])
        while end < len(lines) and (_ROW.fullmatch(lines[end]) or (bare and "|" in lines[end])):
            end += 1
        if end - at >= 2 and _RULE.fullmatch(lines[at + 1]):
            rows = [at, *range(at + 2, end)]
            found.append(tuple(tuple(_bar_cells(lines[i], i + 1)) for i in rows))
        at = max(end, at + 1)
    return tuple(found)


def _bar_cells(text: str, number: int) -> Iterator[Cell]:
    """The cells of a row of Markdown; a line break in one makes two pieces."""
    bars = [match.start() for match in _BAR.finditer(text)]
    if not _ROW.fullmatch(text):  # without bars around it
        bars = [-1, *bars, len(text)]
    for left, right in pairwise(bars):
        breaks = list(_BREAK.finditer(text, left + 1, right))
        starts = [left + 1, *(match.end() for match in breaks)]
        ends = [*(match.start() for match in breaks), right]
        yield tuple(_pieces(text, number, zip(starts, ends, strict=True)))


def _pieces(text: str, number: int, parts: Iterable[tuple[int, int]]) -> Iterator[CellPiece]:
    """The parts of a line that say something, without the spaces around them."""
    for start, end in parts:
        part = text[start:end]
        if part.strip():
            begin = start + len(part) - len(part.lstrip())
            yield CellPiece(number, begin, start + len(part.rstrip()))
