"""What the keys in a saved reading that somebody changed by hand mean, or may mean.

Rows of the vocabulary may be meant by code, letters or name as in all given rows; rows of the
reading have the keys that a reader gives them, and a fault says the key of what is called so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from socsam_opendata.errors import near_written
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.table import Column, Table
from socsam_opendata.rows.joins import NAMED_BY, REGISTERED, known_key, registered_rows
from socsam_opendata.rows.near_names import near_hint
from socsam_opendata.texts import Phrase


def with_registered(table: Table, cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row with the keys of the municipalities and parties that they surely mean."""
    found = dict(cells)
    for column in table.keys:
        given, target = found[column.name], target_of(column)
        if given is not None and target in REGISTERED:
            found[column.name] = known_key(given, target) or given
    return found


def target_of(column: Column) -> str:
    """The table that a column points at."""
    return column.kind.target if isinstance(column.kind, KeyOf) else ""


def key_allowed(target: str) -> Phrase:
    """What a key of a table may be, in words."""
    if target in REGISTERED:
        return Phrase("rows.is.registered")
    return Phrase("rows.is.key-of", {"table": target})


def key_meant(given: str, target: str, rows: Iterable[Any]) -> Phrase | str:
    """The end of a sentence about a key of nothing: the key, or the name, that may be meant.

    `rows` are those of the table that the reading and the settings have.
    """
    if target in REGISTERED:
        rows = registered_rows(target).values()
    called: dict[str, str] = {}
    for row in rows:
        named = [getattr(row, name) for name in NAMED_BY.get(target, ())]
        names = [name for name in named if name]
        if fold(given) in map(fold, names):
            return near_hint(row.id)
        called |= {name: name for name in names} if target in REGISTERED else {row.id: row.id}
    return near_written(given[:80], called) if target in NAMED_BY else ""
