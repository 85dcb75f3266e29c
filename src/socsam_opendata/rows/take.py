"""Given rows, whatever they came as, one by one: dicts, dataclasses, Arrow tables and batches.

Data frames of pandas, polars and DuckDB come through Arrow's PyCapsule interface. A row keeps its
number, so that every fault is told where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import pyarrow as pa

from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.table import PROVENANCE, Table
from socsam_opendata.rows.faults import Faults, Spot, taken_cells
from socsam_opendata.texts import Phrase

# What the library makes where it is not given: keys, places in a text, and what follows from rows.
_MADE = frozenset({"id", "position", *PROVENANCE})
_MADE_BY_TABLE: Mapping[str, frozenset[str]] = {
    "meetings": frozenset({"first_paragraph", "last_paragraph"}),
    "agenda_items": frozenset({"case"}),
    "sources": frozenset(
        {"path", "media_type", "sha256", "lines", "lines_read", "lines_ignored", "lines_unread"}
    ),
}
# So many rows of an Arrow table are held as Python values at a time.
_BATCH = 4_096


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row whose cells are of their columns' kinds; None where none was given.

    Keys of other rows are still what the giver calls them.
    """

    spot: Spot
    cells: Mapping[str, Any]


def taken_rows(table: Table, given: object, faults: Faults) -> Iterator[TakenRow]:
    """The rows of a table that have no fault; what is wrong with the others goes to `faults`."""
    made = _MADE | _MADE_BY_TABLE.get(table.name, frozenset())
    # An id that is given only joins rows, whatever it looks like.
    columns = [replace(c, kind=KeyOf()) if c.name == "id" else c for c in table.columns]
    for spot, row in _records(table, given, faults):
        cells = taken_cells(table, row, spot, faults, columns, made)
        if cells is not None:
            yield TakenRow(spot, cells)


def _records(
    table: Table, given: object, faults: Faults
) -> Iterator[tuple[Spot, Mapping[Any, object]]]:
    """Every row with its number from 1; what is none is a fault."""
    number = 0
    for one in _parts(given):
        for row in one.to_pylist() if isinstance(one, pa.RecordBatch) else (one,):
            number += 1
            spot = Spot(table.name, number)
            if is_dataclass(row) and not isinstance(row, type):
                yield spot, {field.name: getattr(row, field.name) for field in fields(row)}
            elif isinstance(row, Mapping):
                yield spot, row
            else:
                faults.unfit(spot.said(), row, Phrase("rows.is.row"))
    if number == 0 and not isinstance(given, Iterable) and not hasattr(given, _STREAM):
        faults.unfit(Phrase("rows.where.table", {"table": table.name}), given,
                     Phrase("rows.is.rows"))  # fmt: skip


_STREAM = "__arrow_c_stream__"


def _parts(given: object) -> Iterator[Any]:
    """The batches of what Arrow can read, else the rows one by one."""
    if isinstance(given, pa.RecordBatch):
        given = [given]
    if isinstance(given, pa.Table):
        yield from given.to_batches(_BATCH)
    elif hasattr(given, _STREAM):
        for batch in pa.RecordBatchReader.from_stream(given):
            yield from (batch.slice(at, _BATCH) for at in range(0, len(batch), _BATCH))
    elif isinstance(given, Iterable) and not isinstance(given, str | bytes | Mapping):
        for one in given:
            yield from _parts(one) if isinstance(one, pa.Table) else (one,)
    elif isinstance(given, str | bytes | Mapping):
        yield given
