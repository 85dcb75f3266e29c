"""A difference of two packages -> the rows of history that a release leaves for ever.

History outlives what it tells of, and a name that is published today may be withheld tomorrow. So
no text of minutes enters it, and no key made of names or printed words: values are told only
of dates, times, numbers, codes and other keys, and rows of tables with such keys are only counted.
So are remarks, whose ids do not stay with what they say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.model.kinds import (
    KEY_PATTERN,
    CodeOf,
    Date,
    Edtf,
    Integer,
    KeyOf,
    Number,
    Time,
    YesNo,
)
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.release_records import Change, Release, Tombstone
from socsam_opendata.model.table import PROVENANCE
from socsam_opendata.release.aligned import as_text
from socsam_opendata.release.compare import REMARKS, Difference, Piece, SchemaChange
from socsam_opendata.release.rekeyed import Rekeyed
from socsam_opendata.release.renames import Rename
from socsam_opendata.settings.dataset_toml import Settings

# Keys made of a name, of printed words, or of the key of a person.
_KEYS_OF_WORDS = frozenset({"persons", "memberships", "cases"})
_ORGANIZATIONS = "organizations"
_PLAIN_KINDS = (Date, Time, Integer, Number, Edtf, YesNo, CodeOf)
# A release names at most so many rows of one kind of change in a table; of more it tells how many.
LISTED = 1_000
_NUMBERED_LINES = frozenset(PROVENANCE) - {"source"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a release adds to the history, and the ids of tombstones whose rows are back."""

    changes: tuple[Change, ...]
    tombstones: tuple[Tombstone, ...]
    back: frozenset[str]


def tells_values(table: str, column: str) -> bool:
    """Whether values of a column may stand in history."""
    declared = BY_NAME[table].by_name.get(column) if table in BY_NAME else None
    if declared is None:
        return False
    kind = declared.kind
    if isinstance(kind, KeyOf):
        return kind.target not in {*_KEYS_OF_WORDS, _ORGANIZATIONS}
    return isinstance(kind, _PLAIN_KINDS)


def tells_row(table: str, row: str, organizations: frozenset[str]) -> bool:
    """Whether the key of a row may stand in history; `organizations` are those of the settings."""
    if table not in BY_NAME or table in _KEYS_OF_WORDS or not re.fullmatch(KEY_PATTERN, row):
        return False
    return table != _ORGANIZATIONS or row in organizations


@dataclass
class _Group:
    """The rows of one kind of change: those that are named, and how many are not."""

    named: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    counted: int = 0

    def add(self, row: str, old: str | None, new: str | None, named: bool) -> None:
        """Take in a row; those after the first LISTED are only counted."""
        if named and len(self.named) < LISTED:
            self.named.append((row, old, new))
        else:
            self.counted += 1


_Key = tuple[str, str, str | None]


@dataclass
class _Chronicle:
    """Goes through the pieces of a difference and keeps what may be told."""

    settings: Settings
    release: Release
    waiting: dict[str, set[str]]
    came: pa.Array
    gone: pa.Array
    organizations: frozenset[str]
    renames: tuple[Rename, ...] = ()
    groups: dict[_Key, _Group] = field(default_factory=lambda: defaultdict(_Group))
    meetings: Counter[str] = field(default_factory=Counter)
    tombstones: list[Tombstone] = field(default_factory=list)
    back: set[str] = field(default_factory=set)

    def see(self, piece: Piece) -> None:
        """Take in some rows that differ."""
        if piece.change == "added":
            self._welcome(piece)
        if piece.table in REMARKS:
            self.groups[piece.table, piece.change, None].counted += len(piece.rows)
            return
        if piece.change == "changed":
            for column, mask in piece.masks.items():
                self._changed(piece, column, mask)
            return
        rows = self._without_meetings(piece)
        for row in rows.to_pylist():
            named = tells_row(piece.table, row, self.organizations)
            self.groups[piece.table, piece.change, None].add(row, None, None, named)
        if piece.change == "removed":
            self._bury(piece)

    def _welcome(self, piece: Piece) -> None:
        """Note the tombstones of rows that are here again."""
        if piece.table in self.waiting:
            concept = BY_NAME[piece.table].concept
            ids = self.waiting[piece.table] & {*piece.rows["id"].to_pylist()}
            self.back |= {f"{concept}/{row}" for row in ids}

    def _without_meetings(self, piece: Piece) -> pa.ChunkedArray:
        """The ids of rows that do not belong to a meeting that is new or withdrawn as a whole."""
        ids = piece.rows["id"]
        owner = {"meetings": "id", "sources": "id"}.get(piece.table, "source")
        if owner not in piece.rows.column_names:
            return ids
        owners = piece.rows[owner].cast(pa.string())
        within = pc.is_in(owners, value_set=self.came if piece.change == "added" else self.gone)
        for counted in owners.filter(within).value_counts().to_pylist():
            self.meetings[counted["values"]] += counted["counts"]
        return ids.filter(pc.invert(within))

    def _changed(self, piece: Piece, column: str, mask: pa.BooleanArray) -> None:
        group = self.groups[piece.table, "changed", column]
        if column in _NUMBERED_LINES:
            # A line put in shifts all lines below it: told as one number.
            group.counted += mask.true_count
            return
        nothing = [None] * mask.true_count
        tells = tells_values(piece.table, column)
        old, new = (
            as_text(side[column].filter(mask)).to_pylist()
            if tells and side is not None
            else nothing
            for side in (piece.old, piece.new)
        )
        ids = piece.rows["id"].filter(mask).to_pylist()
        for row, before, after in zip(ids, old, new, strict=True):
            named = tells_row(piece.table, row, self.organizations)
            group.add(row, before, after, named)

    def _bury(self, piece: Piece) -> None:
        """Tombstones for removed rows that had an address of this publisher's."""
        table = BY_NAME.get(piece.table)
        if table is None or not table.in_rdf or table.defined:
            return
        start = table.namespace(self.settings.base)
        for row in piece.rows["id"].to_pylist():
            if tells_row(table.name, row, self.organizations):
                self.tombstones.append(
                    Tombstone(
                        id=f"{table.concept}/{row}", table_name=table.name, row=row,
                        iri=start + row, release=self.release.id, date=self.release.date,
                        reason=self.release.reason,
                    )
                )  # fmt: skip

    def lines(self) -> Iterator[dict[str, Any]]:
        """The changes of rows: renames, whole meetings, then the tables in their own order."""
        for rename in self.renames:
            yield {"table_name": rename.table, "change": "renamed", "row": rename.new,
                   "rows": rename.rows, "old": rename.old, "new": rename.new}  # fmt: skip
        for change, meetings in (("added", self.came), ("removed", self.gone)):
            for row in sorted(meetings.to_pylist()):
                yield {"table_name": "meetings", "change": change, "row": row,
                       "rows": self.meetings[row]}  # fmt: skip
        order = {table.name: n for n, table in enumerate(TABLES)}
        keys = sorted(
            self.groups, key=lambda k: (order.get(k[0], len(order)), k[0], k[1], k[2] or "")
        )
        for key in keys:
            yield from _told(key, self.groups[key])


def _told(key: _Key, group: _Group) -> Iterator[dict[str, Any]]:
    """The lines of a group: a line a row, or one line that counts them all when they are many."""
    table, change, column = key
    same = {"table_name": table, "change": change, "column": column}
    if len(group.named) == LISTED and group.counted:
        yield {**same, "rows": LISTED + group.counted}
        return
    for row, old, new in group.named:
        yield {**same, "row": row, "old": old, "new": new}
    if group.counted:
        yield {**same, "rows": group.counted}


def _meetings(difference: Difference) -> dict[str, list[str]]:
    """The keys of meetings that are new and of those that are gone."""
    found: dict[str, list[str]] = {"added": [], "removed": []}
    if "meetings" in {table.table for table in difference.tables}:
        for piece in difference.pieces("meetings"):
            if piece.change in found:
                ids = piece.rows["id"].to_pylist()
                found[piece.change] += [i for i in ids if re.fullmatch(KEY_PATTERN, i)]
    return found


def _schema_line(change: SchemaChange) -> dict[str, Any]:
    """The change of a schema; where a name seems to have become another, the two of them."""
    old, new = change.old, change.new
    if change.same_as:
        own = change.column or change.table
        came = change.change.endswith("-added")
        old, new = (change.same_as, own) if came else (own, change.same_as)
    return {"table_name": change.table, "change": change.change, "column": change.column,
            "old": old, "new": new}  # fmt: skip


def chronicle(
    difference: Difference,
    settings: Settings,
    release: Release,
    tombstones: Sequence[Tombstone] = (),
) -> Told:
    """What a release that makes this difference adds to the history."""
    meetings = _meetings(difference)
    waiting: dict[str, set[str]] = defaultdict(set)
    for stone in tombstones:
        if stone.table_name in BY_NAME:
            waiting[stone.table_name].add(stone.row)
    seen = _Chronicle(
        settings, release, dict(waiting),
        pa.array(meetings["added"], pa.string()), pa.array(meetings["removed"], pa.string()),
        frozenset(known.row.id for known in settings.organizations), difference.renames,
    )  # fmt: skip
    seen.back.update(_renamed_back(difference, waiting))
    for counted in difference.tables:
        if not counted.same:
            for piece in difference.pieces(counted.table):
                seen.see(piece)
    lines = [*map(_schema_line, difference.schema), *seen.lines()]
    if not lines:
        tables = sorted(table.table for table in difference.tables)
        lines = [{"table_name": name, "change": "rewritten"} for name in tables]
    return Told(numbered(release, lines), tuple(seen.tombstones), frozenset(seen.back))


def _renamed_back(difference: Difference, waiting: Mapping[str, set[str]]) -> Iterator[str]:
    """The tombstones of rows that are here again because their meeting was renamed."""
    renamed = Rekeyed(difference.before, difference.after, difference.renames)
    for table, rows in waiting.items():
        there = renamed.renamed_after(table)
        for row in rows & {*(there["id"].to_pylist() if there is not None else ())}:
            yield f"{BY_NAME[table].concept}/{row}"


def numbered(release: Release, lines: Sequence[dict[str, Any]]) -> tuple[Change, ...]:
    """Lines as the changes of a release; what was changed or removed carries its reason."""
    rows = []
    for number, line in enumerate(lines, 1):
        reasoned = line["change"] in ("changed", "removed", "renamed")
        rows.append(
            Change(
                id=f"{release.id}-change-{number:04}", release=release.id, date=release.date,
                reason=release.reason if reasoned else None, **line,
            )
        )  # fmt: skip
    return tuple(rows)


def first_changes(release: Release, rows: dict[str, int]) -> tuple[Change, ...]:
    """The changes of the first release: how many rows each table has."""
    lines: list[dict[str, Any]] = [
        {"table_name": table.name, "change": "added", "rows": rows[table.name]}
        for table in TABLES
        if table.name in rows
    ]
    return numbered(release, lines)
