"""Given rows, whatever they came as, one by one: dicts, dataclasses, Arrow tables and batches.

Data frames of pandas, polars and DuckDB come through Arrow's PyCapsule interface. A row keeps its
number, so that every fault is told where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, NamedTuple

import pyarrow as pa

from socsam_opendata.errors import Place, reason_of
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.release_records import HISTORY_TABLES
from socsam_opendata.model.table import PROVENANCE, Table
from socsam_opendata.rows.faults import (
    Faults,
    Spot,
    columns_astray,
    table_named,
    taken_cells,
    taken_columns,
)
from socsam_opendata.rows.near_names import maybe_meant
from socsam_opendata.texts import Phrase

# What the library makes where it is not given: keys, places in a text, and what follows from rows.
_MADE = frozenset({"id", "position", *PROVENANCE})
_MADE_BY_TABLE: Mapping[str, frozenset[str]] = {
    # The vocabulary has the rest.
    "municipalities": frozenset(column.name for column in BY_NAME["municipalities"].columns),
    "parties": frozenset(column.name for column in BY_NAME["parties"].columns),
    "meetings": frozenset({"first_paragraph", "last_paragraph"}),
    "agenda_items": frozenset({"case"}),
    "sources": frozenset(
        {"path", "media_type", "sha256", "lines", "lines_read", "lines_ignored", "lines_unread"}
    ),
}
# What is made of the other tables, or of releases.
MADE_TABLES = frozenset(
    {*(table.name for table in TABLES if table.view), *(table.name for table in HISTORY_TABLES)}
)
# So many rows of an Arrow table are held as Python values at a time.
_BATCH = 4_096


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file: where it stands, the headings of the file and where they do, its cells.

    One that is not whole has another count of cells than headings, which was told.
    """

    place: Place
    heading: Place
    names: Sequence[str]
    cells: Sequence[str]
    whole: bool = True


class TakenRow(NamedTuple):
    """A row whose cells are of their columns' kinds; None where none was given.

    Keys of other rows are still what the giver calls them. `faulty` are the columns of which a
    fault was told: they are None, whether they may be or not.
    """

    spot: Spot
    cells: Mapping[str, Any]
    faulty: frozenset[str] = frozenset()


def may_lack(table: Table) -> frozenset[str]:
    """The columns of a table that the library makes where they are not given."""
    if table.name == "source_pages":
        return frozenset({"id"})  # it is where lines of a text stand, and nothing else
    return _MADE | _MADE_BY_TABLE.get(table.name, frozenset())


def taken_tables(
    rows: Mapping[Any, object],
    faults: Faults,
    passed: Counter[str],
    also: frozenset[str] = frozenset(),
) -> dict[str, Iterator[TakenRow]]:
    """The rows of each table, as they are asked for; a name of no table is a fault.

    The rows of tables that the library makes itself are counted as `passed`. Columns named `also`
    may be missing.
    """
    taken: dict[str, Iterator[TakenRow]] = {}
    before = faults.count
    for name, given in rows.items():
        if name in MADE_TABLES:
            parts = _parts(BY_NAME["problems"], given, faults)
            passed[name] += sum(map(_length, parts))
            continue
        table = table_named(name, faults)
        if table is not None:
            taken[table.name] = taken_rows(table, given, faults, also)
    if faults.count > before:
        faults.lost |= maybe_meant([name for name in rows if name not in taken], taken)
    return taken


def _length(part: object) -> int:
    """How many rows a part of what was given has."""
    return len(part) if isinstance(part, pa.RecordBatch) else int(not isinstance(part, _NoRows))


def taken_rows(
    table: Table, given: object, faults: Faults, also: frozenset[str] = frozenset()
) -> Iterator[TakenRow]:
    """The rows of a table; what is wrong with them goes to `faults`, and is None here.

    Columns named `also` may be missing, beside those that the library makes.
    """
    made = may_lack(table) | also
    # An id that is given only joins rows, whatever it looks like.
    columns = [replace(c, kind=KeyOf()) if c.name == "id" else c for c in table.columns]
    for spot, row, absent in _records(table, given, faults, made):
        cells, faulty = taken_cells(table, row, spot, faults, columns, absent)
        if absent >= table.by_name.keys() and cells["id"] is None:
            faulty |= {"id"}  # nothing is known of it, not even what it is called
        elif cells["id"] is None and not row.keys() <= table.by_name.keys():
            faulty |= {"id"}  # an unknown column may hold it, and rows that mean this one are right
            faults.lost.add(table.name)
        yield TakenRow(spot, cells, faulty | (absent - made))


def _records(
    table: Table, given: object, faults: Faults, made: frozenset[str]
) -> Iterator[tuple[Spot, Mapping[Any, object], frozenset[str]]]:
    """Every row with its number from 1, and what it lacks that need not be told of it.

    What is no row is a fault, and comes as one that has nothing.
    """
    number = 0
    nothing = frozenset(table.by_name)
    absent: frozenset[str] | None = None
    for one in _parts(table, given, faults):
        if isinstance(one, pa.RecordBatch) and not len(one):
            names = [name for name in one.schema.names if not _PANDAS_INDEX.fullmatch(name)]
            taken_columns(table, names, Spot(table.name, 0), faults)
            tell_repeated(table, names, Spot(table.name, 0), faults)
            continue
        if isinstance(one, pa.RecordBatch):
            spot = Spot(table.name, number + 1)
            lacking = made | missing_columns(table, one.schema.names, made, spot, faults)
            columns = _columns_of(table, one, spot, faults)
            lacking |= {*one.schema.names} - columns.keys()
            for values in zip(*columns.values(), strict=True):
                number += 1
                yield Spot(table.name, number), dict(zip(columns, values, strict=True)), lacking
            continue
        if isinstance(one, _NoRows):
            where = Phrase("rows.where.table", {"table": table.name})
            faults.unfit(where, one.given, one.allowed)
            faults.lost.add(table.name)
            yield Spot(table.name, number + 1), {}, nothing
            continue
        number += 1
        if isinstance(one, FileRow):
            spot = Spot(table.name, number, one.place)
            if absent is None:
                headings = Spot(table.name, 0, one.heading)
                taken_columns(table, one.names, headings, faults)
                absent = made | missing_columns(table, one.names, made, headings, faults)
            cells = dict(zip(one.names, one.cells, strict=False))
            if one.whole:
                yield spot, cells, absent
            else:  # cells may stand under wrong headings
                faults.lost |= {table.name} - cells.keys()
                yield spot, {name: cells[name] for name in ("id",) if name in cells}, nothing
            continue
        spot = Spot(table.name, number)
        if is_dataclass(one) and not isinstance(one, type):
            yield spot, {field.name: getattr(one, field.name) for field in fields(one)}, made
        elif isinstance(one, Mapping):
            yield spot, one, made
        else:
            faults.unfit(spot.said(), one, Phrase("rows.is.row"))
            faults.lost.add(table.name)
            yield spot, {}, nothing


def missing_columns(
    table: Table, names: Sequence[str], made: frozenset[str], spot: Spot, faults: Faults
) -> frozenset[str]:
    """The columns that rows which all have the same columns lack; each is told once.

    One that goes by another name there is told as that name is.
    """
    lacking = {c.name for c in table.columns if not c.nullable} - made - {*names}
    lacking -= columns_astray(table, names)
    for name in sorted(lacking):
        if faults.is_new(table.name, name):
            faults.add(Phrase("rows.missing", {"where": spot.said(name)}))
    tell_repeated(table, names, spot, faults)
    return frozenset(lacking)


def tell_repeated(table: Table, names: Iterable[object], spot: Spot, faults: Faults) -> None:
    """A fault for each name that several columns of rows have; it is told once."""
    for name, count in Counter(names).items():
        if count > 1 and faults.is_new(table.name, str(name)):
            faults.unfit(spot.said(str(name)), name, Phrase("rows.is.one-column"))


def _columns_of(
    table: Table, batch: pa.RecordBatch, spot: Spot, faults: Faults
) -> dict[str, list[object]]:
    """The columns of a batch; one that Python cannot hold is told once, and left out."""
    columns: dict[str, list[object]] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if _PANDAS_INDEX.fullmatch(name):
            continue
        try:
            columns[name] = _exact(column).to_pylist()
        except (ValueError, OverflowError, pa.ArrowException) as error:
            if faults.is_new(table.name, name):
                held = Phrase("rows.is.held", {"reason": reason_of(error)})
                faults.unfit(spot.said(), name, held)
    return columns


def _exact(column: pa.Array) -> pa.Array:
    """A column; one of times finer than Python has them, where a value is so, as text."""
    if not pa.types.is_timestamp(column.type) or column.type.unit != "ns":
        return column
    try:
        return column.cast(pa.timestamp("us", tz=column.type.tz))
    except pa.ArrowInvalid:
        return column.cast(pa.string())


_STREAM = "__arrow_c_stream__"
# What pandas calls an index without a name, such as the numbers of rows that were picked out.
_PANDAS_INDEX = re.compile("__index_level_[0-9]+__")


class _NoRows(NamedTuple):
    """What was given in place of rows, and what may be."""

    given: object
    allowed: Phrase = Phrase("rows.is.rows")


def _parts(table: Table, given: object, faults: Faults) -> Iterator[Any]:
    """The batches of what Arrow can read, else the rows one by one; a list may hold both.

    The elements of a set come in another order each time, so they are no rows.
    """
    if isinstance(given, type | set | frozenset):
        yield _NoRows(given)
    elif isinstance(given, pa.RecordBatch):
        yield from (given.slice(at, _BATCH) for at in range(0, len(given) or 1, _BATCH))
    elif hasattr(given, _STREAM):
        yield from _streamed(table, given, faults)
    elif isinstance(given, str | bytes | Mapping):
        yield given
    elif not isinstance(given, Iterable) or getattr(given, "ndim", 1) == 0:
        yield _NoRows(given)  # numpy calls a single value iterable
    else:
        for one in given:
            inner = isinstance(one, pa.RecordBatch) or hasattr(one, _STREAM)
            yield from _parts(table, one, faults) if inner else (one,)


def _streamed(table: Table, given: object, faults: Faults) -> Iterator[Any]:
    """The batches of a stream of Arrow; a frame of pandas that Arrow cannot type, row by row."""
    try:
        reader = pa.RecordBatchReader.from_stream(given)
        yield pa.RecordBatch.from_pylist([], schema=reader.schema)  # for headings without rows
        for batch in reader:
            yield from _parts(table, batch, faults)
    except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
        has_columns = hasattr(given, "columns") or hasattr(given, "schema")
        if hasattr(given, "to_dict") and hasattr(given, "columns"):
            frame: Any = given
            tell_repeated(table, frame.columns, Spot(table.name, 0), faults)
            yield from frame.loc[:, ~frame.columns.duplicated()].to_dict("records")
        elif has_columns:
            yield _NoRows(type(given), Phrase("rows.is.held", {"reason": reason_of(error)}))
        else:  # a single column, such as a Series
            yield _NoRows(given)
