"""Tables that list people, in Markdown or in columns far apart: which cells are not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.layout.lines import unmarked
from socsam_opendata.privacy.listed.labels import list_labels
from socsam_opendata.privacy.listed.understood import Understanding

CELL_WITHHELD = "[cell utelämnad]"
_PIPED = re.compile(r"\s*\|.*\|.*")
_PIPE_CELL = re.compile(r"(?<=\|)[^|\n]+(?=\|)|(?<=\|)[^|\n]+\Z|\A[^|\n]+(?=\|)")
_WIDE = re.compile(r"\S(?: {3,}|\t+ *)\S")
_WIDE_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
# Below a head two blanks divide cells, where a name fills its column.
_CELL = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"[\s|:+=_-]+")
_HEAD_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|§+")


# So many heads of columns, with nothing else between them, begin a table without wide columns.
_FEWEST_HEADS = 3
_LONGEST_HEAD = 200
# A row whose columns one blank divides ends with a letter of a party or a mark, this long at most.
_LONGEST_CODE = 3
# A cell begins at most so many places before or behind its head, where no lines divide columns.
_ASKEW = 2
# A line below such a head with more words than these is no row.
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class TableRow:
    """A line of a table that lists people: its number (from 1) and where its cells stand in it.

    `named` are those of its cells that stand below a head which says that it lists people.
    """

    number: int
    cells: tuple[tuple[int, int], ...]
    named: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table: whether lines divide its columns, and which of them list people.

    `numbers` count the columns that lines or tabs divide, `starts` are the places of others.
    Below a `tight` head one blank divides columns.
    """

    piped: bool
    tight: bool
    numbers: frozenset[int]
    starts: tuple[int, ...]

    def named(self, raw: str, cells: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        """The cells of a row below these heads."""
        if self.piped or "\t" in raw:
            sign = "|" if self.piped else "\t"
            return frozenset(c for c in cells if _column(raw, c[0], sign) in self.numbers)
        if len(cells) == 1 and cells[0] == (0, len(raw)):
            words = raw.split()
            short = self.tight and len(words) > 1 and len(words[-1]) <= _LONGEST_CODE
            return frozenset(cells if short else ())
        near = {start + by for start in self.starts for by in range(-_ASKEW, _ASKEW + 1)}
        return frozenset(cell for cell in cells if cell[0] in near)


def _column(raw: str, place: int, sign: str) -> int:
    """The number of the column that a place of a row is in, whether or not a line begins it."""
    return raw.count(sign, 0, place) - raw.lstrip(" ").startswith("|")


def people_rows(lines: Sequence[str]) -> Iterator[TableRow]:
    """The rows below heads such as `Namn`, `Parti`, `Närvarande`, until a line that is no row.

    One blank line may stand between two rows.
    """
    head: _Head | None = None
    blank = False
    for number, raw in enumerate(lines, 1):
        cells = _cells(raw)
        if not raw.strip():
            head, blank = (None if blank else head), True
            continue
        if _heads(raw, cells):
            head = _head(raw, cells)
        elif head is None or not _RULE.fullmatch(raw):
            row = _row(raw, cells, head.piped if head else None, blank)
            if row and head and not (blank and _ruled(lines[number : number + 1])):
                yield TableRow(number, row, head.named(raw, row))
            else:
                head = None
        blank = False


def _ruled(following: Sequence[str]) -> bool:
    """Whether a rule follows a line, which is the head of another table where a blank precedes."""
    return any(_PIPED.fullmatch(raw) and _RULE.fullmatch(raw) for raw in following)


def _head(raw: str, cells: Sequence[tuple[int, int]]) -> _Head:
    """The head that a line is."""
    piped = _PIPED.fullmatch(raw) is not None
    told = list_labels().people_columns
    places = cells or [match.span() for match in re.finditer(r"\S+", raw)]
    listing = [
        start
        for start, end in places
        if not told.isdisjoint(_HEAD_WORDS.findall(unmarked(raw[start:end]).casefold()))
    ]
    sign = "|" if piped else "\t"
    numbers = frozenset(_column(raw, start, sign) for start in listing)
    return _Head(piped, not cells, numbers, tuple(listing))


def _row(
    raw: str, cells: tuple[tuple[int, int], ...], piped: bool | None, blank: bool
) -> tuple[tuple[int, int], ...]:
    """The cells of a line below a head, whose table has lines (`piped`) or not; none for no row.

    Below a blank line (`blank`) a row has at least two cells.
    """
    if piped is None:
        return ()
    if _PIPED.fullmatch(raw):
        return cells
    if piped:
        return ()
    narrow = tuple(match.span() for match in _CELL.finditer(raw))
    if len(narrow) > 1:
        return narrow
    return ((0, len(raw)),) if _single(raw) and not blank else ()


def _single(raw: str) -> bool:
    """Whether a line within columns holds the first of them alone: a short one, no sentence."""
    text = unmarked(raw)
    return 0 < len(text.split()) <= _MOST_WORDS and text[-1] not in ".:!?" and "§" not in text


def _cells(raw: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row stand in it; none where the line is no row."""
    if "|" in raw and _PIPED.fullmatch(raw):
        return tuple(match.span() for match in _PIPE_CELL.finditer(raw))
    if "\t" not in raw and "   " not in raw:
        return ()
    if not _WIDE.search(raw.strip()):
        return ()  # also columns that only one blank divides: their rows are looked at whole
    return tuple(match.span() for match in _WIDE_CELL.finditer(raw))


def _heads(raw: str, cells: Sequence[tuple[int, int]]) -> bool:
    """Whether a line is the head of a table that lists people."""
    told = list_labels()
    if not cells and not _FEWEST_HEADS <= len(raw.split()) <= len(raw) <= _LONGEST_HEAD:
        return False
    if not cells:
        cells = [match.span() for match in re.finditer(r"\S+", raw)]
        if any(word not in told.columns for word in _HEAD_WORDS.findall(unmarked(raw).casefold())):
            return False
    texts = [unmarked(raw[start:end]) for start, end in cells]
    filled = [words for text in texts if (words := _HEAD_WORDS.findall(text.casefold()))]
    if len(filled) < 2:
        return False
    heads = [words for words in filled if all(word in told.columns for word in words)]
    people = any(word in told.people_columns for words in heads for word in words)
    return people and len(heads) >= 2 and 2 * len(heads) > len(filled)


def denied_cells(
    rows: Sequence[TableRow], lines: Sequence[str], understanding: Understanding
) -> Mapping[int, tuple[tuple[int, int], ...]]:
    """The cells that are not understood, by the number of their line."""
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for row in rows:
        raw = lines[row.number - 1]
        denied = [
            (start, end) for start, end in row.cells
            if understanding.strange(unmarked(raw[start:end]), persons=True)
            or ((start, end) in row.named and understanding.unnamed(unmarked(raw[start:end])))
        ]  # fmt: skip
        if denied:
            found[row.number] = tuple(denied)
    return found


def without_cells(raw: str, denied: Sequence[tuple[int, int]]) -> str:
    """A row with a mark in the place of each cell that is withheld; blanks at its edges stay."""
    pieces, done = [], 0
    for start, end in denied:
        cell = raw[start:end]
        before = cell[: len(cell) - len(cell.lstrip())]
        after = cell[len(cell.rstrip()) :]
        pieces += [raw[done:start], before, CELL_WITHHELD, after]
        done = end
    return "".join(pieces) + raw[done:]
