"""The rows of renamed meetings and items under their new keys.

A renamed meeting is the same thing under another address. So its rows are compared with those they
were, and the rename is told once, not as hundreds of rows that went and came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.model.keys import item_of, meeting_of
from socsam_opendata.package.described import TableFile
from socsam_opendata.package.package import Package
from socsam_opendata.release.renames import (
    ITEMS,
    MEETINGS,
    SOURCES,
    Rename,
    new_keys,
    owner,
)

# Cells that hold the key of their row's meeting and are no keys themselves.
_MADE_OF_KEYS = {SOURCES: "path", "problems": "row"}


def keyed_rows(package: Package, table: str) -> Iterator[pa.Table]:
    """The rows of a table, some at a time, with ids as text."""
    for batch in package.batches(table):
        rows = pa.Table.from_batches([batch])
        at = rows.column_names.index("id")
        yield rows.set_column(at, "id", rows["id"].cast(pa.string()))


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
        self._items = new_keys(renames, ITEMS)
        self._taken = {*self._items.values()}
        kept = (meeting_of(item) for item in self._items)
        self.new = {key: key for key in kept if key} | new_keys(renames, MEETINGS)
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
        """A text that holds the old key of its meeting or item, with the new one."""
        item = item_of(text, meeting)
        if item in self._items and text.startswith(item):
            return self._items[item] + text.removeprefix(item)
        if self.new[meeting] + item.removeprefix(meeting) in self._taken:
            return text  # its § is that of another item now, and it is gone under its own key
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
