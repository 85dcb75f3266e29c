"""What is wrong with given rows: collected over a whole call, and told together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from socsam_opendata.errors import Place, RowsError
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.table import Column, Table
from socsam_opendata.rows.near_names import column_meant, near_hint, table_meant
from socsam_opendata.rows.values import UnfitError, is_null, value_of
from socsam_opendata.texts import Joined, Phrase, Thousands

Hint = Phrase | str
# So many faults are shown in the sentence of an error, which counts the rest and carries all.
SHOWN = 50
# What may be meant is looked for so many times at most: it takes longer than all else.
_HINTS = 500
# So much is shown of what stood there.
_GIVEN = 60
# How these are written in Python says nothing to others.
_SAID_PLAINLY = (dt.date, dt.time, Decimal)


class Spot(NamedTuple):
    """Where a row was given: table, number from 1, and file and line where it came from one.

    The headings of a table are its row 0. A row that was read of minutes is told by its `key`:
    nobody has a file in which it has a number.
    """

    table: str
    row: int
    place: Place | None = None
    key: str = ""

    def said(self, column: str | None = None) -> Phrase:
        """The place in words, with the column where the fault is in one."""
        facts: dict[str, object] = {"table": self.table, "row": self.row}
        if self.key:
            facts = {"table": f"{self.table} {self.key}", "column": column}
        if self.row == 0 or self.key:
            where = Phrase("rows.where.table" if column is None else "rows.where.column",
                           {**facts, "column": column})  # fmt: skip
        elif column is None:
            where = Phrase("rows.where.row", facts)
        else:
            where = Phrase("rows.where.cell", {**facts, "column": column})
        if self.place is None:
            return where
        return Phrase("rows.where.file", {"place": str(self.place), "where": where})


@dataclass
class Faults:
    """The faults found so far, in the order they were.

    `lost` are the tables of which rows were given that could not be told apart, so that what others
    mean may be one of them; `astray` those with a row that belongs nowhere known.
    """

    told: list[Phrase] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    astray: set[str] = field(default_factory=set)
    # Columns, by table and name, that were told: what is wrong with all rows is told once.
    _columns: set[tuple[str, str]] = field(default_factory=set)
    _hints: int = 0

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.told)

    def is_new(self, table: str, column: str) -> bool:
        """Whether nothing was said of a column of a table before."""
        before = len(self._columns)
        self._columns.add((table, column))
        return len(self._columns) > before

    def add(self, fault: Phrase) -> None:
        """One fault more."""
        self.told.append(fault)

    def unfit(
        self, where: Phrase, given: object, allowed: Phrase, hint: Callable[[], Hint] | Hint = ""
    ) -> None:
        """A value that cannot be used where it stands, or None where one must stand.

        A `given` that is a phrase says itself what stands there; `hint` is asked only so often.
        """
        if callable(hint):
            self._hints += 1
            hint = hint() if self._hints <= _HINTS else ""
        facts = {"where": where, "allowed": allowed, "hint": hint}
        if given is None:
            self.add(Phrase("rows.missing-one", facts))
            return
        said = given if isinstance(given, Phrase) else in_short(given)
        self.add(Phrase("rows.fault", {**facts, "given": said}))

    def may_lack(self, table: str) -> bool:
        """Whether a row that seems to be missing in a table may be one that a fault was told of."""
        return table in self.lost or table in self.astray

    def join(self, others: Iterable[Phrase]) -> None:
        """Tell those of other rows too."""
        self.told += others

    def check(self) -> None:
        """RowsError with all of them, if there are any."""
        if self.told:
            raise _error_of(self.told)


def told_together(errors: Iterable[RowsError]) -> RowsError:
    """One error of all faults that several inputs of a build had."""
    return _error_of([fault for error in errors for fault in error.faults])


def _error_of(faults: Sequence[Phrase]) -> RowsError:
    more = len(faults) - SHOWN
    rest = Phrase("rows.more", {"count": Thousands(more)}) if more > 0 else ""
    error = RowsError(
        "rows.faulty", count=Thousands(len(faults)), told=Joined([*faults[:SHOWN]], "\n"), more=rest
    )
    error.faults = tuple(faults)
    return error


def lines_said(first: int, last: int) -> Phrase:
    """Two numbers of lines that cannot stand together, as what was given."""
    return Phrase("rows.given.lines", {"first": str(first), "last": str(last)})


def in_short(given: object) -> str:
    """What stood there, short and on one line."""
    try:
        if isinstance(given, _SAID_PLAINLY):
            return str(given)
        text = repr(given[:_GIVEN] if isinstance(given, str | bytes) else given)
    except (ValueError, TypeError, RuntimeError):  # such as a number of thousands of digits
        text = type(given).__name__
    text = " ".join(text.split())
    return text if len(text) <= _GIVEN else f"{text[: _GIVEN - 1]}…"


def taken_columns(table: Table, given: Iterable[object], spot: Spot, faults: Faults) -> set[str]:
    """The columns of a table that are given; one that it has not is a fault with the nearest.

    It is told at the first row that has it.
    """
    known = set()
    for name in given:
        if isinstance(name, str) and name in table.by_name:
            known.add(name)
        elif faults.is_new(table.name, in_short(name)):
            columns = Phrase("rows.is.column", {"known": "`, `".join(table.by_name)})
            near = near_hint(column_meant(table.name, name) if isinstance(name, str) else None)
            faults.unfit(spot.said(), name, columns, near)
    return known


def columns_astray(table: Table, given: Iterable[object]) -> frozenset[str]:
    """The columns that unknown names may mean: that they are missing need not be told too."""
    strange = [name for name in given if isinstance(name, str) and name not in table.by_name]
    return frozenset(name for word in strange if (name := column_meant(table.name, word)))


def taken_value(column: Column, given: object, spot: Spot, faults: Faults) -> object:
    """A given value as its column has it; None for none, and for what was put to the faults."""
    if is_null(given):
        if not column.nullable:
            faults.add(Phrase("rows.missing", {"where": spot.said(column.name)}))
        return None
    try:
        return value_of(column, given)
    except UnfitError as error:
        faults.unfit(spot.said(column.name), given, error.allowed, error.hint or "")
        return None


class TakenCells(NamedTuple):
    """The cells of a given row by the columns of its table, and the columns that are at fault."""

    cells: dict[str, Any]
    faulty: frozenset[str]


def taken_cells(
    table: Table,
    given: Mapping[Any, object],
    spot: Spot,
    faults: Faults,
    columns: Iterable[Column] | None = None,
    made: Collection[str] = (),
) -> TakenCells:
    """The cells of a given row; None for what was put to the faults.

    `columns` are those to read by, where they are not the table's; those `made` may be missing.
    """
    known = taken_columns(table, given, spot, faults)
    astray = columns_astray(table, given) if len(known) < len(given) else frozenset()
    cells: dict[str, Any] = {}
    faulty = set(astray - known)
    for column in columns or table.columns:
        value = given[column.name] if column.name in known else None
        absent = (column.name in made or column.name in faulty) and is_null(value)
        before = faults.count
        cells[column.name] = None if absent else taken_value(column, value, spot, faults)
        if faults.count > before:
            faulty.add(column.name)
    return TakenCells(cells, frozenset(faulty))


def table_named(name: object, faults: Faults, place: Place | None = None) -> Table | None:
    """The table of a name; a name of none is a fault with the nearest, and with its file."""
    by_name = {table.name: table for table in TABLES}
    if isinstance(name, str) and name in by_name:
        return by_name[name]
    known = Phrase("rows.is.table", {"known": "`, `".join(by_name)})
    near = near_hint(table_meant(name, by_name) if isinstance(name, str) else None)
    where = Phrase("rows.where.tables")
    if place is not None:
        where = Phrase("rows.where.file", {"place": str(place), "where": where})
    faults.unfit(where, name, known, near)
    return None
