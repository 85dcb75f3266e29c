"""The newest rows of each body, streamed out of a package's Parquet files.

Feeds and calendars show the newest only. A file is read a batch at a time and a body keeps no more
rows than it shows: memory does not grow with the number of meetings, save for the keys of the
meetings themselves (some 30 bytes each).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.model.records import BY_NAME
from socsam_opendata.model.release_records import CHANGES
from socsam_opendata.package.package import Tables

_OF = "of_body"  # no table has a column of this name

Row = dict[str, Any]


def found(
    tables: Tables, table: str, column: str, keys: pa.Array, columns: Sequence[str]
) -> pa.Table:
    """The rows of a table whose column holds one of the keys, in the order of the file."""
    schema = pa.schema([BY_NAME[table].schema.field(name) for name in columns])
    parts = [
        batch.filter(pc.is_in(batch[column], value_set=keys))
        for batch in tables.batches(table, columns)
    ]
    return pa.Table.from_batches([p.cast(schema) for p in parts if len(p)], schema)


def corrected(folder: Path, *tables: str) -> dict[str, dt.date]:
    """When rows of these tables were last changed or added by a release, by their keys.

    Read from changes.csv of a package; empty where there is none. Rows that a release only counts,
    as the first does with all, are not there.
    """
    history = Tables.of_history(folder)
    days: dict[str, dt.date] = {}
    if CHANGES.name not in history.tables:
        return days
    for batch in history.batches(CHANGES.name, ["row", "table_name", "change", "date"]):
        told = pc.and_(
            pc.is_in(batch["table_name"], value_set=pa.array(tables)),
            pc.is_in(batch["change"], value_set=pa.array(["added", "changed"])),
        )
        for line in batch.filter(pc.and_(told, pc.is_valid(batch["row"]))).to_pylist():
            days[line["row"]] = max(line["date"], days.get(line["row"], line["date"]))
    return days


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest rows of a body, newest first, and how many it has in all."""

    rows: pa.Table
    total: int


@dataclass(frozen=True)
class Bodies:
    """The bodies of a package: the key of every meeting and, at the same place, its body's."""

    meetings: pa.Array
    bodies: pa.Array

    @classmethod
    def of(cls, tables: Tables) -> Bodies:
        """Read from the meetings of a package."""
        table = tables.table("meetings", ["id", "body"])
        return cls(table["id"].combine_chunks(), table["body"].combine_chunks())

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the bodies that have met, sorted."""
        return tuple(sorted(pc.unique(self.bodies).to_pylist()))

    def newest(
        self,
        tables: Tables,
        table: str,
        order: Sequence[tuple[str, str]],
        limit: int,
        meeting: str = "source",
        needed: str | None = None,
    ) -> dict[str, Newest]:
        """The first `limit` rows of each body in an order; `meeting` is the column of the meeting.

        Rows whose column `needed` is null are passed over.
        """
        kept: dict[str, Newest] = {}
        for batch in tables.batches(table):
            rows = pa.Table.from_batches([batch])
            rows = rows.filter(pc.is_valid(rows[needed])) if needed else rows
            of = self.bodies.take(pc.index_in(rows[meeting], value_set=self.meetings))
            rows = rows.append_column(_OF, of)
            for body in pc.unique(pc.drop_null(rows[_OF])).to_pylist():
                own = rows.filter(pc.equal(rows[_OF], body)).drop_columns([_OF])
                before = kept.get(body, Newest(own.slice(0, 0), 0))
                both = pa.concat_tables([before.rows, own])
                first = both.take(pc.sort_indices(both, sort_keys=list(order)).slice(0, limit))
                kept[body] = Newest(first, before.total + len(own))
        return kept
