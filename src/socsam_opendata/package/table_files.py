"""How a file of a table is read, CSV or Parquet: strictly, with the types that its schema states.

An empty cell of CSV is null. A file that cannot be read, or has not the columns it should have, is
a PackageError with its path.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.dataset as pa_dataset
import pyarrow.parquet as pq

from socsam_opendata.errors import PackageError, reason_of, system_reason
from socsam_opendata.model.kinds import Date, Integer, Number, Time
from socsam_opendata.package.described import TableFile

# A Parquet file that is no larger is read as soon by one thread, and kept in memory where it is
# asked for again; it takes some ten times as much there.
SMALL_BYTES = 1 << 16
_CSV_BLOCK_BYTES = 16 << 20
# What Arrow calls the types of Table Schema that are no text; Parquet has no times of whole
# seconds, so that the twin of a CSV file has milliseconds.
_ARROW_TYPES: Final[dict[str, pa.DataType]] = {
    Date.table_type: Date().arrow,
    Integer.table_type: Integer().arrow,
    Number.table_type: Number().arrow,
    Time.table_type: pa.time32("ms"),
}


def arrow_types(file: TableFile) -> dict[str, pa.DataType]:
    """The Arrow types of the columns that a schema states, in order; text for any other type."""
    return {
        name: _ARROW_TYPES.get(str(field.get("type")), pa.string())
        for name, field in file.fields.items()
    }


@contextmanager
def sound(path: Path) -> Iterator[None]:
    """PackageError for a file that cannot be read."""
    try:
        yield
    except (pa.ArrowException, OSError, UnicodeDecodeError, csv.Error) as error:
        if not path.is_file():
            raise PackageError("package.no-file", path) from error
        reason = system_reason(error) if isinstance(error, OSError) else reason_of(error)
        raise PackageError("file.unreadable", path, reason=reason) from error


def check_columns(file: TableFile, wanted: Sequence[str], there: Sequence[str]) -> None:
    """PackageError for a column that the schema states and the file has not."""
    for name in wanted:
        if name not in there:
            raise PackageError("package.lacks-column", file.path, column=name)


def header(path: Path) -> list[str]:
    """The names of the columns of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return next(csv.reader(lines), [])


def _csv_options(path: Path, types: Mapping[str, pa.DataType]) -> dict[str, Any]:
    """How a CSV file is read: columns that `types` does not name are text."""
    return {
        "read_options": pa_csv.ReadOptions(block_size=_CSV_BLOCK_BYTES),
        "parse_options": pa_csv.ParseOptions(newlines_in_values=True),
        "convert_options": pa_csv.ConvertOptions(
            column_types={name: types.get(name, pa.string()) for name in header(path)},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    }


def open_csv(file: TableFile) -> pa_csv.CSVStreamingReader:
    """The CSV file of a table, to be read some rows at a time."""
    return pa_csv.open_csv(file.path, **_csv_options(file.path, arrow_types(file)))


def csv_texts(path: Path) -> pa.Table:
    """A whole CSV file, every column as text."""
    return pa_csv.read_csv(path, **_csv_options(path, {}))


def open_parquet(path: Path) -> pq.ParquetFile:
    """The Parquet file of a table; to be closed."""
    return pq.ParquetFile(path)


def as_dataset(file: TableFile) -> pa_dataset.Dataset:
    """The columns that the schema of a table states, of rows that are read when they are asked for.

    What is asked for can be some columns and rows: Parquet then reads no others.
    """
    names = list(file.fields)
    if file.parquet is not None:
        there = pq.read_schema(file.parquet)
        check_columns(file, names, there.names)
        schema = pa.schema([there.field(name) for name in names])
        return pa_dataset.dataset(file.parquet, schema=schema, format="parquet")
    check_columns(file, names, header(file.path))
    options = _csv_options(file.path, arrow_types(file))
    schema = pa.schema(list(arrow_types(file).items()))
    return pa_dataset.dataset(file.path, schema=schema, format=pa_dataset.CsvFileFormat(**options))


def parquet_texts(data: bytes) -> Iterator[list[str]]:
    """The texts in the bytes of a Parquet file, of some rows of a column at a time, each once."""
    with pq.ParquetFile(pa.BufferReader(data)) as file:
        texts = [f.name for f in file.schema_arrow if pa.types.is_string(f.type)]
        for rows in file.iter_batches(columns=texts, use_threads=len(data) > SMALL_BYTES):
            for column in rows.columns:
                yield column.unique().drop_null().to_pylist()
