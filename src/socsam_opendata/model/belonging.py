"""Which row another one belongs to, from its meeting down: by the columns that say so."""

from __future__ import annotations

from collections.abc import Mapping

from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES
from socsam_opendata.model.table import Table


def _owner_column(table: Table) -> str | None:
    """The column by which the rows of a table belong to a meeting; None where it is the source."""
    for column in table.keys:
        target = column.kind.target if isinstance(column.kind, KeyOf) else "sources"
        if not column.nullable and target != "sources" and BY_NAME[target].scope == "meeting":
            return column.name
    return None


# The columns by which rows belong to others of their meeting, by table.
OWNERS: Mapping[str, str] = {
    table.name: column for table in MEETING_TABLES if (column := _owner_column(table))
}

# Columns by which a row may belong to something closer, the closest first.
CLOSER = ("clause", "item")


def belongs_by(table: str) -> tuple[str, ...]:
    """The columns of a table by which its rows belong to others, the closest first.

    A row has no place without what it belongs to; what other columns point at it only mentions.
    """
    closer = [name for name in CLOSER if name in BY_NAME[table].by_name]
    return tuple(dict.fromkeys((*closer, OWNERS[table])))
