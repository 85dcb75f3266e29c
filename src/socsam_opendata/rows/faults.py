"""What is wrong with given rows: collected over a whole call, and told together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from socsam_opendata.errors import Place, RowsError, did_you_mean
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.table import Column, Table
from socsam_opendata.rows.values import UnfitError, is_null, value_of
from socsam_opendata.texts import Joined, Phrase, Thousands

Hint = Phrase | str
# So many faults are told in full; the rest are counted.
SHOWN = 50
# So much is shown of what stood there.
_GIVEN = 60


class Spot(NamedTuple):
    """Where a row was given: table, number from 1, and file and line where it came from one."""

    table: str
    row: int
    place: Place | None = None

    def said(self, column: str | None = None) -> Phrase:
        """The place in words, with the column where the fault is in one."""
        facts: dict[str, object] = {"table": self.table, "row": self.row}
        if column is None:
            where = Phrase("rows.where.row", facts)
        else:
            where = Phrase("rows.where.cell", {**facts, "column": column})
        if self.place is None:
            return where
        return Phrase("rows.where.file", {"place": str(self.place), "where": where})


@dataclass
class Faults:
    """The faults found so far: the first in full, all counted.

    `lost` are the tables of which rows were given that could not be told apart, so that what others
    mean may be one of them; `astray` those with a row that belongs nowhere known.
    """

    told: list[Phrase] = field(default_factory=list)
    count: int = 0
    lost: set[str] = field(default_factory=set)
    astray: set[str] = field(default_factory=set)
    # Columns, by table and name, that were told: what is wrong with all rows is told once.
    _columns: set[tuple[str, str]] = field(default_factory=set)

    def is_new(self, table: str, column: str) -> bool:
        """Whether nothing was said of a column of a table before."""
        before = len(self._columns)
        self._columns.add((table, column))
        return len(self._columns) > before

    def add(self, fault: Phrase) -> None:
        """One fault more."""
        self.count += 1
        if len(self.told) < SHOWN:
            self.told.append(fault)

    def unfit(
        self, where: Phrase, given: object, allowed: Phrase, hint: Callable[[], Hint] | None = None
    ) -> None:
        """A value that cannot be used where it stands; `hint` is asked only where it is told."""
        if len(self.told) >= SHOWN:
            self.count += 1
            return
        near = hint() if hint else ""
        facts = {"where": where, "given": in_short(given), "allowed": allowed, "hint": near}
        self.add(Phrase("rows.fault", facts))

    def may_lack(self, table: str) -> bool:
        """Whether a row that seems to be missing in a table may be one that a fault was told of."""
        return table in self.lost or table in self.astray

    def join(self, others: Faults) -> None:
        """Tell those of other rows too."""
        self.told += others.told[: SHOWN - len(self.told)]
        self.count += others.count

    def check(self) -> None:
        """RowsError with all of them, if there are any."""
        if not self.count:
            return
        more = self.count - len(self.told)
        rest = Phrase("rows.more", {"count": Thousands(more)}) if more else ""
        raise RowsError(
            "rows.faulty", count=Thousands(self.count), told=Joined([*self.told], "\n"), more=rest
        )


def told_together(errors: Sequence[RowsError]) -> RowsError:
    """One error of all faults that several inputs of a build had."""
    count = sum(int(str(error.facts["count"])) for error in errors)
    told = [Joined([error.facts["told"], error.facts["more"]], "") for error in errors]
    return RowsError("rows.faulty", count=Thousands(count), told=Joined(told, "\n"), more="")


def in_short(given: object) -> str:
    """What stood there, short and on one line."""
    try:
        text = repr(given[:_GIVEN] if isinstance(given, str | bytes) else given)
    except (ValueError, TypeError, RuntimeError):  # such as a number of thousands of digits
        text = type(given).__name__
    return text if len(text) <= _GIVEN else f"{text[: _GIVEN - 1]}…"


def taken_columns(table: Table, given: Iterable[object], spot: Spot, faults: Faults) -> list[str]:
    """The columns of a table that are given; one that it has not is a fault with the nearest.

    It is told at the first row that has it.
    """
    known = []
    for name in given:
        if isinstance(name, str) and name in table.by_name:
            known.append(name)
            continue
        if faults.is_new(table.name, in_short(name)):
            columns = Phrase("rows.is.column", {"known": "`, `".join(table.by_name)})
            near = partial(did_you_mean, in_short(name).strip("'"), table.by_name)
            faults.unfit(spot.said(), name, columns, near)
    return known


def taken_value(column: Column, given: object, spot: Spot, faults: Faults) -> object:
    """A given value as its column has it; None for none, and for what was put to the faults."""
    if is_null(given):
        if not column.nullable:
            faults.add(Phrase("rows.missing", {"where": spot.said(column.name)}))
        return None
    try:
        return value_of(column, given)
    except UnfitError as error:
        faults.unfit(spot.said(column.name), given, error.allowed, error.hint)
        return None


def taken_cells(
    table: Table,
    given: Mapping[Any, object],
    spot: Spot,
    faults: Faults,
    columns: Iterable[Column] | None = None,
    made: Collection[str] = (),
) -> dict[str, Any]:
    """The cells of a given row by the columns of its table; None for what was put to the faults.

    `columns` are those to read by, where they are not the table's; those `made` may be missing.
    """
    known = {*taken_columns(table, given, spot, faults)}
    cells: dict[str, Any] = {}
    for column in columns or table.columns:
        value = given[column.name] if column.name in known else None
        absent = column.name in made and is_null(value)
        cells[column.name] = None if absent else taken_value(column, value, spot, faults)
    return cells


def table_named(name: object, faults: Faults) -> Table | None:
    """The table of a name; a name of none is a fault with the nearest."""
    by_name = {table.name: table for table in TABLES}
    if isinstance(name, str) and name in by_name:
        return by_name[name]
    known = Phrase("rows.is.table", {"known": "`, `".join(by_name)})
    near = partial(did_you_mean, in_short(name).strip("'"), by_name)
    faults.unfit(Phrase("rows.where.tables"), name, known, near)
    return None
