"""Two packages -> what differs: schemas, renamed meetings, counts of rows, every row that differs.

Any two packages can be compared, also of older versions: tables, columns and keys are those that
their descriptors state. Rows stream by in the order of their ids, so that memory does not grow with
the packages.
"""

from __future__ import annotations

import filecmp
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.errors import ArgumentError, did_you_mean, given_path, given_text
from socsam_opendata.model.release_records import CHANGE_KINDS, STEPS
from socsam_opendata.package.described import TableFile
from socsam_opendata.package.package import Package
from socsam_opendata.privacy.number_mask import without_numbers
from socsam_opendata.release.aligned import Aligned, aligned_rows, as_text, differs
from socsam_opendata.release.rekeyed import Rekeyed
from socsam_opendata.release.renames import Rename, find_renames

# Tables of remarks on the reading. Their ids are ordinals: with one remark fewer all those after it
# have other ids, so no row can be followed from one package to the next, and none is a fact lost.
REMARKS = frozenset({"problems"})


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One difference of two schemas; `same_as` names what an addition or removal may come from."""

    table: str
    change: str
    column: str | None = None
    old: str | None = None
    new: str | None = None
    same_as: str | None = None

    @property
    def step(self) -> str:
        """The step of the version that it means."""
        return CHANGE_KINDS[self.change]


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How many rows of a table differ, and in how many rows each column does."""

    table: str
    old_rows: int
    new_rows: int
    added: int = 0
    removed: int = 0
    changed: int = 0
    columns: dict[str, int] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether every row is the same."""
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs: each cell that does, before and after, as text."""

    table: str
    row: str
    change: str
    cells: dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a table that were added, removed or changed, sorted by id.

    Of changed rows both tables are there, row by row, with a mask for each column that differs.
    """

    table: str
    change: str
    old: pa.Table | None
    new: pa.Table | None
    masks: dict[str, pa.BooleanArray] = field(default_factory=dict)

    @property
    def rows(self) -> pa.Table:
        """The rows as they are now, or as they were where they are gone."""
        return self.old if self.new is None else self.new


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two packages; `pieces` and `rows` read them again."""

    before: Package
    after: Package
    schema: tuple[SchemaChange, ...]
    tables: tuple[TableDifference, ...]
    renames: tuple[Rename, ...] = ()

    @property
    def old(self) -> Path:
        """The folder of the package before."""
        return self.before.folder

    @property
    def new(self) -> Path:
        """The folder of the package after."""
        return self.after.folder

    @property
    def step(self) -> str:
        """The step of the version that the difference means: none, patch, minor or major.

        Rows of remarks mean a patch, whatever became of them.
        """
        steps = [change.step for change in self.schema]
        steps += [CHANGE_KINDS["renamed"] for _ in self.renames]
        for table in self.tables:
            steps += [
                "patch" if table.table in REMARKS else CHANGE_KINDS[change]
                for change in ("added", "changed", "removed")
                if getattr(table, change)
            ]
        return max(steps, key=STEPS.index, default="none")

    def _rekeyed(self) -> Rekeyed:
        """The rows of the package before as they are called in the one after."""
        return Rekeyed(self.before, self.after, self.renames)

    def pieces(self, table: str) -> Iterator[Piece]:
        """The rows of a table that differ, some at a time.

        ArgumentError for a table that neither package has.
        """
        known = [counted.table for counted in self.tables]
        if given_text("table", table) not in known:
            hint = did_you_mean(table, known)
            raise ArgumentError("argument.no-table", table=table, hint=hint)
        return self._pieces(table)

    def _pieces(self, table: str) -> Iterator[Piece]:
        for aligned in aligned_rows(self._rekeyed(), table):
            yield from _pieces(table, aligned)

    def rows(self) -> Iterator[RowChange]:
        """Every row that differs, table by table."""
        for counted in self.tables:
            if not counted.same:
                for piece in self.pieces(counted.table):
                    yield from _row_changes(piece)


# --- schemas ----------------------------------------------------------------------------------


def _constraints(field_: Mapping[str, Any]) -> dict[str, Any]:
    found = field_.get("constraints")
    return dict(found) if isinstance(found, dict) else {}


def _field_changes(
    table: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[SchemaChange]:
    """How the same column differs in two schemas."""
    name = old["name"]
    for key, change in (("type", "type-changed"), ("rdfType", "term-changed")):
        if old.get(key) != new.get(key):
            yield SchemaChange(table, change, name, old.get(key), new.get(key))
    before, after = _constraints(old), _constraints(new)
    required = bool(before.pop("required", False)), bool(after.pop("required", False))
    if required[0] != required[1]:
        yield SchemaChange(table, "became-nullable" if required[0] else "became-required", name)
    if "enum" in before and "enum" in after:
        codes = [str(c) for c in before.pop("enum")], [str(c) for c in after.pop("enum")]
        for code in sorted({*codes[0]} - {*codes[1]}):
            yield SchemaChange(table, "code-removed", name, old=code)
        for code in sorted({*codes[1]} - {*codes[0]}):
            yield SchemaChange(table, "code-added", name, new=code)
    if before != after:
        yield SchemaChange(table, "rule-changed", name)


def _table_changes(old: TableFile, new: TableFile) -> Iterator[SchemaChange]:
    """How the schemas of the same table differ."""
    for name in old.fields:
        if name not in new.fields:
            yield SchemaChange(old.name, "column-removed", name)
    for name in new.fields:
        if name not in old.fields:
            yield SchemaChange(old.name, "column-added", name)
    for name, before in old.fields.items():
        if name in new.fields:
            yield from _field_changes(old.name, before, new.fields[name])
    kept = [name for name in old.fields if name in new.fields]
    if kept != [name for name in new.fields if name in old.fields]:
        yield SchemaChange(old.name, "column-order")
    if _keys(old, kept) != _keys(new, kept):
        yield SchemaChange(old.name, "key-changed")


def _keys(table: TableFile, kept: list[str]) -> Any:
    """The primary key, and the foreign keys of columns that both schemas have."""
    keys = table.schema.get("foreignKeys") or ()
    told = (json.dumps(key, sort_keys=True) for key in keys if {*_listed(key["fields"])} <= {*kept})
    return _listed(table.schema.get("primaryKey") or []), sorted(told)


def _listed(names: str | list[str]) -> list[str]:
    """Names of columns, of which a schema may state one without a list."""
    return [names] if isinstance(names, str) else names


def _schema_changes(
    old: Mapping[str, TableFile], new: Mapping[str, TableFile]
) -> Iterator[SchemaChange]:
    gone = {name: old[name] for name in old if name not in new}
    came = {name: new[name] for name in new if name not in old}
    twins = {
        before.name: after.name
        for before in gone.values()
        for after in came.values()
        if list(before.fields) == list(after.fields) and _same_file(before, after)
    }
    back = {after: before for before, after in twins.items()}
    for name in gone:
        yield SchemaChange(name, "table-removed", same_as=twins.get(name))
    for name in came:
        yield SchemaChange(name, "table-added", same_as=back.get(name))
    for name, before in old.items():
        if name in new:
            yield from _table_changes(before, new[name])


def _same_file(old: TableFile, new: TableFile) -> bool:
    same_form = old.path.suffix == new.path.suffix
    return same_form and filecmp.cmp(old.path, new.path, shallow=False)


# --- rows -------------------------------------------------------------------------------------


def _pieces(table: str, aligned: Aligned) -> Iterator[Piece]:
    """What differs in a range of ids."""
    if aligned.removed:
        yield Piece(table, "removed", aligned.removed, None)
    if aligned.added:
        yield Piece(table, "added", None, aligned.added)
    before, after = aligned.before, aligned.after
    if not before or not after:
        return
    names = [n for n in before.column_names if n in after.column_names and n != "id"]
    masks = {name: differs(before[name], after[name]) for name in names}
    masks = {name: mask for name, mask in masks.items() if mask.true_count}
    if masks:
        any_of = reduce(pc.or_, masks.values())
        kept = {name: mask.filter(any_of) for name, mask in masks.items()}
        yield Piece(table, "changed", before.filter(any_of), after.filter(any_of), kept)


def _shown(cells: list[str | None]) -> list[str | None]:
    """Cells as they may be shown: packages that others made may hold numbers of people."""
    return [cell and without_numbers(cell) for cell in cells]


def _row_changes(piece: Piece) -> Iterator[RowChange]:
    """The rows of a piece with their cells as text: of changed rows only those that differ."""
    names = list(piece.masks) or [n for n in piece.rows.column_names if n != "id"]
    nothing = [None] * len(piece.rows)
    sides = [
        {n: _shown(as_text(t[n]).to_pylist()) if t is not None else nothing for n in names}
        for t in (piece.old, piece.new)
    ]
    masks = {name: mask.to_pylist() for name, mask in piece.masks.items()}
    for i, row in enumerate(piece.rows["id"].to_pylist()):
        cells = {name: (sides[0][name][i], sides[1][name][i]) for name in names}
        kept = {
            name: cell
            for name, cell in cells.items()
            if (masks[name][i] if masks else cell != (None, None))
        }
        yield RowChange(piece.table, row, piece.change, kept)


# --- the whole --------------------------------------------------------------------------------


class _Renames:
    """Columns of a table that went and came: which of them hold the same in every row."""

    def __init__(self, changes: Iterable[SchemaChange]) -> None:
        changes = list(changes)
        gone = [c.column for c in changes if c.change == "column-removed" and c.column]
        came = [c.column for c in changes if c.change == "column-added" and c.column]
        self.pairs = {(old, new): False for old in gone for new in came}

    def see(self, aligned: Aligned) -> None:
        """Drop the pairs that differ here, and note which hold anything at all."""
        if not aligned.before or not aligned.after:
            return
        for pair in list(self.pairs):
            old, new = aligned.before[pair[0]], aligned.after[pair[1]]
            if differs(old, new).true_count:
                del self.pairs[pair]
            elif old.null_count < len(old):
                self.pairs[pair] = True

    def found(self) -> dict[str, str]:
        """The other name of each column that seems to be renamed, both ways."""
        names: dict[str, str] = {}
        for (old, new), seen in self.pairs.items():
            if seen and old not in names and new not in names:
                names |= {old: new, new: old}
        return names


def _compared(name: str, rekeyed: Rekeyed, renames: _Renames) -> TableDifference:
    """Count how the rows of a table differ."""
    old, new = rekeyed.before, rekeyed.after
    before, after = old.files.get(name), new.files.get(name)
    if before and after and not renames.pairs and _same_file(before, after):
        rows = new.count(name)
        return TableDifference(name, rows, rows)
    counts: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for aligned in aligned_rows(rekeyed, name):
        renames.see(aligned)
        counts["both"] += len(aligned.after) if aligned.after else 0
        for piece in _pieces(name, aligned):
            counts[piece.change] += len(piece.rows)
            for column, mask in piece.masks.items():
                columns[column] += mask.true_count
    return TableDifference(
        name, counts["both"] + counts["removed"], counts["both"] + counts["added"],
        counts["added"], counts["removed"], counts["changed"], dict(sorted(columns.items())),
    )  # fmt: skip


def diff(old: str | os.PathLike[str], new: str | os.PathLike[str]) -> Difference:
    """What differs between two packages, given by their folders.

    Every row is compared, and none kept in memory: some 300,000 rows a second. PackageError when
    one of them cannot be read as a package.
    """
    before, after = Package.open(given_path("old", old)), Package.open(given_path("new", new))
    schema: list[SchemaChange] = []
    tables = []
    meetings = find_renames(before, after, REMARKS)
    rekeyed = Rekeyed(before, after, meetings)
    changes = list(
        _schema_changes(dict(sorted(before.files.items())), dict(sorted(after.files.items())))
    )
    for name in sorted({*before.tables, *after.tables}):
        own = [change for change in changes if change.table == name]
        renames = _Renames(own)
        tables.append(_compared(name, rekeyed, renames))
        names = renames.found()
        schema += [
            SchemaChange(c.table, c.change, c.column, c.old, c.new, names[c.column])
            if c.change in ("column-removed", "column-added") and c.column in names
            else c
            for c in own
        ]
    return Difference(before, after, tuple(schema), tuple(tables), meetings)
