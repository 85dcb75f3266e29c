"""What was read and the rows beside a document leave empty: it is kept of the same row.

A column that a file does not have, and an empty cell, contradict nothing. What does not agree with
something else that the row says, or may be of another row, is not kept, and told
(rows/compared.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.belonging import OWNERS, belongs_by
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES, TABLES
from socsam_opendata.model.table import Column
from socsam_opendata.rows.called import TakenTables
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.joins import LEADING
from socsam_opendata.rows.minting import minted
from socsam_opendata.rows.pairs import Columns, Pairs
from socsam_opendata.rows.readings import by_meetings
from socsam_opendata.rows.shared_rows import Shared
from socsam_opendata.rows.take import TakenRow
from socsam_opendata.settings.dataset_toml import Settings

# Rows say who did or got something in one of these; in participants they are all of one person.
_WHO = frozenset({"person", "organization", "municipality"})
_OF_PERSONS = "participants"
# What somebody on the attendance list is beside what they did that day.
_OF_PERSON = frozenset({"municipality", "organization", "party", "party_text"})
_PARTY = frozenset({"party", "party_text"})
# Columns that say one thing together: where a row says it in one, the others are what it says.
_TOGETHER = (_PARTY, frozenset({"due", "due_from", "due_until"}))
_OF_MEETING = frozenset(table.name for table in MEETING_TABLES)

# The rows of tables with the cells that are kept, by their places.
Kept = dict[str, dict[int, TakenRow]]


def kept_cells(
    read: Reading,
    made: Reading,
    rows: TakenTables,
    keys: Mapping[tuple[str, int], str],
    given: frozenset[str],
) -> Kept:
    """The given rows in which cells that were read are kept.

    `made` is the reading of the rows as they were given, `keys` has the keys of its rows by table
    and place.
    """
    keeping = _Keeping(read, made, rows, keys, given)
    kept: Kept = {}
    for table in sorted(TABLES, key=lambda table: table.name not in LEADING):
        if table.name in given and table.name in OWNERS:
            found = keeping.of_table(table.name)
            if found:
                kept[table.name] = found
    return kept


@dataclass
class _Keeping:
    """The given rows while they are compared with what was read."""

    read: Reading
    made: Reading
    rows: TakenTables
    keys: Mapping[tuple[str, int], str]
    given: frozenset[str]

    def __post_init__(self) -> None:
        self._pairs = Pairs(self.read, self.made, self.given)
        self._places: dict[str, dict[str, int]] = defaultdict(dict)
        for (table, place), key in self.keys.items():
            self._places[table][key] = place
        now = {row.id for row in self.made.rows["persons"]}
        of_persons = BY_NAME[_OF_PERSONS].by_name["serves_for"]
        self._persons = {
            row.serves_for
            for row in self.read.rows[_OF_PERSONS]
            if row.serves_for and self._pairs.cell(of_persons, row) in now
        }
        self._there = {
            table: {row.cells["id"] for row in self.rows.get(table, ())} for table in _OF_MEETING
        }

    def of_table(self, table: str) -> dict[int, TakenRow]:
        """The rows of a table in which something is kept."""
        found = {}
        same = self._pairs.of_table(BY_NAME[table])
        for old, new in same.pairs:
            place = self._places[table][new.id]
            row = self.rows[table][place]
            if row.cells.get("withheld") or row.faulty:
                continue  # it says that something is not there
            if table == _OF_PERSONS and new.person is None:
                continue  # whoever is left is not named by a row that names nobody
            columns = self._kept(same.columns, old, new, row, sure=new.id in same.sure)
            cells = {c.name: self._cell(c, old) for c in columns}
            cells = {name: cell for name, cell in cells.items() if cell is not None}
            if cells:
                found[place] = row._replace(cells={**row.cells, **cells})
        return found

    def _kept(
        self, columns: Columns, old: Any, new: Any, row: TakenRow, *, sure: bool
    ) -> Sequence[Column]:
        """The columns of which what was read is kept in a given row."""
        lacking = [
            c
            for c in (*columns.telling, *columns.compared)
            if row.cells[c.name] is None and getattr(new, c.name) is None
        ]
        table = columns.table.name
        differing = {*self._pairs.contradicted(columns, old, new)}
        differing |= {
            c.name
            for c in columns.compared
            if row.cells[c.name] is not None and self._pairs.differs(c, old, new)
            if c.name == "case"
        }
        taken = self._said_otherwise(columns, old, row)
        lacking = [c for c in lacking if c.name not in taken]
        if sure and not differing:
            return lacking
        if table == _OF_PERSONS and new.person is not None and old.capacity == new.capacity:
            kept = _OF_PERSON - (_PARTY if differing & _PARTY else frozenset())
            return [c for c in lacking if c.name in kept]
        return ()

    @staticmethod
    def _said_otherwise(columns: Columns, old: Any, row: TakenRow) -> frozenset[str]:
        """Columns that a row leaves empty since it says what they are about in another one."""
        table = columns.table
        more = {
            c.name
            for c in (*columns.telling, *columns.compared)
            if row.cells[c.name] is not None and getattr(old, c.name) is None
        }
        groups = [*_TOGETHER, *(() if table.name == _OF_PERSONS else (_WHO,))]
        taken = {name for group in groups if not group.isdisjoint(more) for name in group}
        if more:  # what the row means may be another row then
            belongs = belongs_by(table.name)
            taken |= {c.name for c in table.keys if c.name not in belongs and _leads(c)}
        return frozenset(taken)

    def _cell(self, column: Column, old: Any) -> Any:
        """A cell that was read as the given rows mean it; None where it leads to no row of them."""
        value = getattr(old, column.name)
        target = column.kind.target if isinstance(column.kind, KeyOf) else ""
        if column.name == "serves_for":
            # Whom the given attendance does not have at all has no place in it.
            return value if value in self._persons else None
        if value is None or target not in _OF_MEETING:
            return value
        if target in self.given:
            place = self._places[target].get(self._pairs.cell(column, old))
            return None if place is None else self.rows[target][place].cells["id"]
        return value if value in self._there[target] else None


def _leads(column: Column) -> bool:
    """Whether a column points at another row of a meeting."""
    return isinstance(column.kind, KeyOf) and column.kind.target in _OF_MEETING


@dataclass(frozen=True)
class Making:
    """Makes readings of the rows of a document and those beside it."""

    read: Reading
    settings: Settings

    def made(
        self, rows: TakenTables, faults: Faults
    ) -> tuple[Reading | None, Mapping[tuple[str, int], str], Shared]:
        """The reading of rows, the keys that they got, and what they share; None for faults."""
        with TemporaryDirectory() as scratch:
            shared, by_meeting = by_meetings(rows, self.settings, Path(scratch), faults)
            shared.settle(faults)
            ((number, of_meeting),) = by_meeting
            meeting = shared.meetings[number]
            made, keys = minted(meeting, of_meeting, shared, self.read.lines, faults)
        return made, keys, shared

    def with_kept(self, rows: TakenTables, kept: Kept) -> tuple[Reading, Shared] | None:
        """The reading of rows with the cells that are kept, and what they share.

        Cells with which the rows of a table would be at fault are not kept. None where none is.
        """
        found = None
        ways = [tuple(kept), *((table,) for table in kept)] if kept else []
        for tables in ways:
            filled = {**rows}
            for table in tables:
                places = kept[table]
                filled[table] = [places.get(n, row) for n, row in enumerate(rows[table])]
            faults = Faults()
            made, _, shared = self.made(filled, faults)
            if made is None or faults.count:
                continue
            rows, found = filled, (made, shared)
            if len(tables) == len(kept):
                break
        return found
