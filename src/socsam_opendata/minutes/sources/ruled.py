"""Ruled tables of a page: cells between its rules, and which of them a place lies in.

Rules are thin boxes in points, upright. Those that meet make a grid; what no rule divides is one
cell. A frame around a page, lines under words and the columns of a footer without a bottom are no
tables: a table has two cells beside each other that rules close on every side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# Rules so far apart, in points, are the same one or meet: borders are at times double.
_MEET = 3.0
# A drawing has more rules than a table, and more places.
_MOST_RULES = 300
_MOST_PLACES = 20_000
# What lies outside of every cell, and a place in a grid that no cell begins in.
OUTSIDE = -1


class Rule(NamedTuple):
    """A line across (`level` is y, from and to are x) or down a page (`level` is x), in points."""

    level: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where its columns and rows begin and end, and the cell of each place.

    `columns` grow to the right, `rows` up the page; `cells[row][column]` is a number from 0, the
    same for all places that a merged cell covers, or OUTSIDE.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    def cell_at(self, x: float, y: float) -> int:
        """The cell that a place of the page lies in, or OUTSIDE."""
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        if 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1:
            return self.cells[row][column]
        return OUTSIDE

    def sides(self) -> dict[int, tuple[float, float]]:
        """Where each cell begins and ends across the page."""
        found: dict[int, tuple[float, float]] = {}
        for row in self.cells:
            for cell, (left, right) in zip(row, pairwise(self.columns), strict=True):
                before = found.get(cell, (left, right))
                found[cell] = min(left, before[0]), max(right, before[1])
        return found

    def has_columns_of(self, other: Grid) -> bool:
        """Whether the columns of another table stand at the same places."""
        return len(self.columns) == len(other.columns) and all(
            abs(a - b) <= _MEET for a, b in zip(self.columns, other.columns, strict=True)
        )

    def numbers(self) -> list[list[int]]:
        """The cells from top to bottom, each in its first row and column, OUTSIDE elsewhere."""
        seen = {OUTSIDE}
        found = []
        for row in reversed(self.cells):
            found.append(_once(row, seen))
            seen |= {*row}
        return found


def _once(row: Sequence[int], seen: set[int]) -> list[int]:
    """A row with each cell in its first column, and none that stands in a row above."""
    return [
        cell if cell not in seen and cell not in row[:at] else OUTSIDE
        for at, cell in enumerate(row)
    ]


def grids(across: Iterable[Rule], down: Iterable[Rule]) -> tuple[Grid, ...]:
    """The ruled tables of a page, from top to bottom."""
    across, down = _merged(across), _merged(down)
    if not across or not down or max(len(across), len(down)) > _MOST_RULES:
        return ()
    found = [_grid(some, others) for some, others in _meeting(across, down)]
    tables = [grid for grid in found if grid is not None]
    return tuple(sorted(tables, key=lambda grid: (-grid.rows[-1], grid.columns[0])))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules of which those that go on in each other, or lie on each other, are one."""
    found: list[Rule] = []
    for level, some in _levels(rules):
        start, end = some[0].start, some[0].end
        for rule in some[1:]:
            if rule.start > end + _MEET:
                found.append(Rule(level, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        found.append(Rule(level, start, end))
    return found


def _levels(rules: Iterable[Rule]) -> list[tuple[float, list[Rule]]]:
    """Rules by where they lie, those of one place in their order along it."""
    found: list[list[Rule]] = []
    for rule in sorted(rules):
        if found and rule.level - found[-1][0].level <= _MEET:
            found[-1].append(rule)
        else:
            found.append([rule])
    return [
        (sum(rule.level for rule in some) / len(some), sorted(some, key=lambda rule: rule.start))
        for some in found
    ]


class _Groups:
    """Numbers from 0 that are put together; each group is known by one of its numbers."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, at: int) -> int:
        """The number that the group of this one is known by."""
        above = self._above
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        self._above[self.of(one)] = self.of(other)


def _meeting(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules across and down by what meets, directly or through others."""
    groups = _Groups(len(across) + len(down))
    for i, one in enumerate(across):
        for j, other in enumerate(down, len(across)):
            if _reaches(one, other.level) and _reaches(other, one.level):
                groups.join(i, j)
    found: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, one in enumerate((*across, *down)):
        found[groups.of(i)][i >= len(across)].append(one)
    return [*found.values()]


def _reaches(rule: Rule, level: float) -> bool:
    return rule.start - _MEET <= level <= rule.end + _MEET


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    """The table of rules that meet; None where they close no two cells beside each other."""
    columns = tuple(level for level, _ in _levels(down))
    rows = tuple(level for level, _ in _levels(across))
    wide, high = len(columns) - 1, len(rows) - 1
    if wide < 2 or high < 1 or wide * high > _MOST_PLACES:
        return None
    # Each place is one cell, and what lies around the table another, until nothing divides them.
    walls = [_walls(down, level, rows) for level in columns]
    floors = [_walls(across, level, columns) for level in rows]
    around = wide * high
    groups = _Groups(around + 1)

    def place(row: int, column: int) -> int:
        inside = 0 <= row < high and 0 <= column < wide
        return row * wide + column if inside else around

    for row in range(high):
        for column in range(wide + 1):
            if not walls[column][row]:
                groups.join(place(row, column - 1), place(row, column))
    for column in range(wide):
        for row in range(high + 1):
            if not floors[row][column]:
                groups.join(place(row - 1, column), place(row, column))
    return _numbered(columns, rows, [groups.of(at) for at in range(around)], groups.of(around))


def _walls(rules: Sequence[Rule], level: float, between: Sequence[float]) -> list[bool]:
    """Whether a rule on a line covers it from each of these places to the next."""
    on_it = [rule for rule in rules if abs(rule.level - level) <= _MEET]
    middles = [(start + end) / 2 for start, end in pairwise(between)]
    return [any(rule.start <= middle <= rule.end for rule in on_it) for middle in middles]


def _numbered(
    columns: tuple[float, ...], rows: tuple[float, ...], groups: Sequence[int], outside: int
) -> Grid | None:
    """The table of places by the group of each; None for one of a single column, or with a cell
    that is no box."""
    wide = len(columns) - 1
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for at, group in enumerate(groups):
        if group != outside:
            places[group].append(divmod(at, wide))
    if not all(map(_is_box, places.values())):
        return None
    number = {group: n for n, group in enumerate(places)} | {outside: OUTSIDE}
    cells = [[number[group] for group in groups[at : at + wide]]
             for at in range(0, len(groups), wide)]  # fmt: skip
    if all(len({*row} - {OUTSIDE}) < 2 for row in cells):
        return None
    return Grid(columns, rows, tuple(map(tuple, cells)))


def _is_box(places: Sequence[tuple[int, int]]) -> bool:
    """Whether places make a box: as many as lie between the outermost."""
    rows, columns = {row for row, _ in places}, {column for _, column in places}
    spans = [max(some) - min(some) + 1 for some in (rows, columns)]
    return spans[0] * spans[1] == len(places)
