"""Meetings that have another key than in the package before, and their rows under the new keys.

A renamed meeting is the same thing under another address. So its rows are compared with those they
were, and the rename is told once, not as hundreds of rows that went and came.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.package.described import TableFile
from socsam_opendata.package.package import Package

MEETINGS, SOURCES = "meetings", "sources"
# Of the texts of two meetings of different days so many must be the same to be of one meeting.
SAME_TEXTS = 0.5
# Cells that hold the key of their row's meeting and are no keys themselves.
_MADE_OF_KEYS = {SOURCES: "path", "problems": "row"}


@dataclass(frozen=True, slots=True)
class Rename:
    """A meeting that has another key than before; `rows` counts its rows, remarks left out."""

    old: str
    new: str
    rows: int = 0


def owner(table: str) -> str:
    """The column that holds the key of the meeting a row belongs to, where there is one."""
    return "id" if table in (MEETINGS, SOURCES) else "source"


def keyed_rows(package: Package, table: str) -> Iterator[pa.Table]:
    """The rows of a table, some at a time, with ids as text."""
    for batch in package.batches(table):
        rows = pa.Table.from_batches([batch])
        at = rows.column_names.index("id")
        yield rows.set_column(at, "id", rows["id"].cast(pa.string()))


# --- which meetings are renamed ---------------------------------------------------------------


@dataclass
class _Known:
    """What is known of a meeting that is in one of two packages only."""

    body: str = ""
    day: str = ""
    starts_at: str | None = None
    span: tuple[str, str] = ("", "")
    document: str | None = None
    items: list[tuple[str, ...]] = field(default_factory=list)
    texts: Counter[str] = field(default_factory=Counter)


def _rows(package: Package, name: str, *columns: str) -> Iterator[dict[str, Any]]:
    """Some columns of a table, row by row; nothing where the package has no such columns."""
    if name in package.files and {*columns} <= {*package.fields(name)}:
        for batch in package.batches(name, columns):
            yield from batch.to_pylist()


def _text(value: Any) -> str | None:
    """A cell as text, whether it comes from CSV or from Parquet."""
    if isinstance(value, dt.time):
        return value.isoformat("seconds")
    return None if value is None else str(value)


def _known(tables: Package, keys: set[str]) -> dict[str, _Known]:
    """What a package says of some of its meetings."""
    found = {key: _Known() for key in sorted(keys)}
    facts = ("id", "body", "date", "starts_at", "first_paragraph", "last_paragraph")
    for row in _rows(tables, MEETINGS, *facts):
        if row["id"] in found:
            known = found[row["id"]]
            known.body, known.day = row["body"], str(row["date"])
            known.starts_at = _text(row["starts_at"])
            known.span = (row["first_paragraph"], row["last_paragraph"])
    for row in _rows(tables, SOURCES, "id", "sha256"):
        if row["id"] in found:
            found[row["id"]].document = row["sha256"]
    for row in _rows(tables, "agenda_items", "meeting", "number", "part", "title"):
        if row["meeting"] in found:
            printed = (row["number"], row["part"] or "", row["title"])
            found[row["meeting"]].items.append(printed)
    for name in ("item_texts", "clauses"):
        for row in _rows(tables, name, "source", "text"):
            if row["source"] in found:
                found[row["source"]].texts[row["text"]] += 1
    return found


def _one_document(old: _Known, new: _Known) -> bool:
    return old.document is not None and old.document == new.document


def _one_sitting(old: _Known, new: _Known) -> bool:
    """The same body, day, and start or §§."""
    if not old.body or (old.body, old.day) != (new.body, new.day):
        return False
    at_one_time = old.starts_at is not None and old.starts_at == new.starts_at
    return at_one_time or old.span == new.span


def _one_content(old: _Known, new: _Known) -> bool:
    """The same items, and mostly the same texts: a day or a body was corrected."""
    if not old.items or sorted(old.items) != sorted(new.items):
        return False
    same, every = (old.texts & new.texts).total(), (old.texts | new.texts).total()
    return every > 0 and same / every > SAME_TEXTS


# What says that two are one meeting, the surest first.
_SIGNS: tuple[Callable[[_Known, _Known], bool], ...] = (_one_document, _one_sitting, _one_content)


def _keys(tables: Package) -> set[str]:
    return {row["id"] for row in _rows(tables, MEETINGS, "id")}


def find_renames(old: Package, new: Package, remarks: frozenset[str]) -> tuple[Rename, ...]:
    """The meetings of a package that are in another one under another key, by their old keys.

    Rows of `remarks` are not counted.
    """
    before, after = _keys(old), _keys(new)
    gone, came = before - after, after - before
    if not gone or not came:
        return ()
    were, are = _known(old, gone), _known(new, came)
    pairs: dict[str, str] = {}
    for sign in _SIGNS:
        for key, known in were.items():
            twins = [
                other for other in are
                if other not in pairs.values() and sign(known, are[other])
            ]  # fmt: skip
            if key not in pairs and len(twins) == 1:
                pairs[key] = twins[0]
    facts = [name for name in new.files if name not in remarks]
    rows = _row_counts(new, facts, {*pairs.values()})
    return tuple(Rename(key, pairs[key], rows[pairs[key]]) for key in sorted(pairs))


def _row_counts(package: Package, tables: Iterable[str], keys: set[str]) -> Counter[str]:
    """How many rows meetings have in some tables."""
    counts: Counter[str] = Counter()
    value_set = pa.array(sorted(keys), pa.string())
    for name in tables:
        column = owner(name)
        if column in package.fields(name) and keys:
            for batch in package.batches(name, [column]):
                of_meetings = batch[column].cast(pa.string())
                within = pc.is_in(of_meetings, value_set=value_set)
                for counted in of_meetings.filter(within).value_counts().to_pylist():
                    counts[counted["values"]] += counted["counts"]
    return counts


# --- their rows under the new keys ------------------------------------------------------------


def _targets(file: TableFile) -> dict[str, str]:
    """The columns of a table that hold keys of other rows, and the tables of those."""
    found = {}
    for key in file.schema.get("foreignKeys") or ():
        names = key["fields"] if isinstance(key["fields"], list) else [key["fields"]]
        reference = key.get("reference")
        target = reference.get("resource") if isinstance(reference, Mapping) else None
        if len(names) == 1 and isinstance(target, str) and names[0] in file.fields:
            found[names[0]] = target.removesuffix("-parquet") or file.name
    return found


def _within(table: str, rows: pa.Table, keys: pa.Array) -> pa.ChunkedArray:
    """Which rows belong to some meetings."""
    column = owner(table)
    if column not in rows.column_names:
        return pa.chunked_array([pa.repeat(False, len(rows))])
    return pc.is_in(rows[column].cast(pa.string()), value_set=keys)


class Rekeyed:
    """Two packages, and the rows of the older one as they are called in the newer one."""

    def __init__(self, before: Package, after: Package, renames: tuple[Rename, ...]) -> None:
        self.before, self.after = before, after
        self.new = {rename.old: rename.new for rename in renames}
        self._old_keys = pa.array(sorted(self.new), pa.string())
        self._new_keys = pa.array(sorted(self.new.values()), pa.string())
        self._ids: dict[str, tuple[pa.Array, pa.Array]] = {}

    def others_before(self, table: str, rows: pa.Table) -> pa.Table:
        """The older rows of meetings that are not renamed, with newer keys where they refer."""
        if not self.new:
            return rows
        return self._referring(table, rows.filter(pc.invert(_within(table, rows, self._old_keys))))

    def others_after(self, table: str, rows: pa.Table) -> pa.Table:
        """The newer rows of meetings that are not renamed."""
        return rows.filter(pc.invert(_within(table, rows, self._new_keys))) if self.new else rows

    def renamed_before(self, table: str) -> pa.Table | None:
        """The rows of renamed meetings as they were."""
        return self._renamed(self.before, table, self._old_keys)

    def renamed_after(self, table: str) -> pa.Table | None:
        """The rows of renamed meetings as they are now."""
        return self._renamed(self.after, table, self._new_keys)

    def _renamed(self, package: Package, table: str, keys: pa.Array) -> pa.Table | None:
        if not self.new or table not in package.files or owner(table) not in package.fields(table):
            return None
        found = [rows.filter(_within(table, rows, keys)) for rows in keyed_rows(package, table)]
        return pa.concat_tables(found) if found else None

    def ids(self, table: str) -> tuple[pa.Array, pa.Array]:
        """The old keys of rows of renamed meetings, and their new ones."""
        if table not in self._ids:
            rows = self.renamed_before(table)
            pairs = [] if rows is None else [
                (key, self._moved(meeting, key))
                for key, meeting in zip(
                    rows["id"].to_pylist(), rows[owner(table)].to_pylist(), strict=True
                )
            ]  # fmt: skip
            self._ids[table] = (
                pa.array([old for old, _ in pairs], pa.string()),
                pa.array([new for _, new in pairs], pa.string()),
            )
        return self._ids[table]

    def _moved(self, meeting: str, text: str) -> str:
        """A text that holds the old key of its meeting, with the new one."""
        return re.sub(
            rf"(^|/){re.escape(meeting)}(?=$|[-.])", rf"\g<1>{self.new[meeting]}", text, count=1
        )

    def _referring(self, table: str, rows: pa.Table) -> pa.Table:
        """Rows with the new keys of the rows that they refer to."""
        for name, target in _targets(self.before.file(table)).items():
            if name not in rows.column_names:
                continue
            old, new = self.ids(target)
            column = rows[name].cast(pa.string())
            at = pc.index_in(column, value_set=old)
            if at.null_count < len(at):
                moved = pc.coalesce(pc.take(new, at), column)
                rows = rows.set_column(rows.column_names.index(name), name, moved)
        return rows

    def as_renamed(self, table: str, rows: pa.Table) -> pa.Table:
        """Rows of renamed meetings of the older package with their new keys, in the same order."""
        meetings = rows[owner(table)].to_pylist()
        made = _MADE_OF_KEYS.get(table)
        for name in ("id", *([made] if made in rows.column_names else ())):
            cells = [
                None if text is None else self._moved(meeting, text)
                for meeting, text in zip(meetings, rows[name].to_pylist(), strict=True)
            ]
            at = rows.column_names.index(name)
            rows = rows.set_column(at, name, pa.array(cells, pa.string()))
        return self._referring(table, rows)
