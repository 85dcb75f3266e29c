"""CSV and Parquet of every table: the whole dataset streams through, sorted by id.

CSV obeys RFC 4180 with LF for line ends, UTF-8 without a mark, quotes only where needed; an empty
cell is null. Parquet is compressed with zstd 3, with a page index and the columns' descriptions.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from socsam_opendata.dataset.batches import Dataset
from socsam_opendata.errors import PackageError
from socsam_opendata.model.records import SHARED_TABLES, TABLES
from socsam_opendata.model.table import Table
from socsam_opendata.package.contents import TABLE_CSV
from socsam_opendata.package.package import csv_path, parquet_path
from socsam_opendata.package.table_files import csv_texts, open_parquet, sound

ROW_GROUP_BYTES = 8 << 20


def _quoted(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """CSV cells with quotes where RFC 4180 asks for them, null for an empty cell."""
    special = pc.match_substring_regex(cells, '[",\\r\\n]')
    if not pc.any(special).as_py():
        return cells
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), cells)


def csv_bytes(table: Table, rows: pa.Table) -> bytes:
    """The rows as lines of CSV, without the header."""
    cells = [_quoted(c.kind.csv(rows[c.name])) for c in table.columns]
    lines = pc.binary_join_element_wise(*cells, ",", null_handling="replace")
    ended = pc.binary_join_element_wise(lines, "", "\n")
    return "".join(ended.to_pylist()).encode()


class _Files:
    """The two open files of one table: CSV is written at once, Parquet in row groups."""

    def __init__(self, table: Table, folder: Path, stack: ExitStack) -> None:
        self.table = table
        self.rows = 0
        self.last = ""
        self.waiting: list[pa.Table] = []
        self.waiting_bytes = 0
        self.csv = stack.enter_context(csv_path(folder, table).open("wb"))
        header = ",".join(c.name for c in table.columns)
        self.csv.write(f"{header}\n".encode())
        self.parquet = stack.enter_context(
            pq.ParquetWriter(
                parquet_path(folder, table),
                table.schema,
                compression="zstd",
                compression_level=3,
                write_page_index=True,
                sorting_columns=[pq.SortingColumn(0)],
            )
        )

    def write(self, rows: pa.Table) -> None:
        """Append rows that are sorted by id and come after all before; ValueError otherwise."""
        if not len(rows):
            return
        first, last = rows["id"][0].as_py(), rows["id"][-1].as_py()
        if first < self.last:
            raise ValueError(f"{self.table.name}: {first} comes after {self.last}")
        if first == self.last or len(pc.unique(rows["id"])) < len(rows):
            raise ValueError(f"{self.table.name}: an id from {first} to {last} stands twice")
        self.last = last
        self.rows += len(rows)
        self.csv.write(csv_bytes(self.table, rows))
        self.waiting.append(rows)
        self.waiting_bytes += rows.nbytes
        if self.waiting_bytes >= ROW_GROUP_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what waits as one row group."""
        if self.waiting:
            rows = pa.concat_tables(self.waiting)
            self.parquet.write_table(rows, row_group_size=len(rows))
            self.waiting, self.waiting_bytes = [], 0


def write_tables(
    dataset: Dataset, folder: Path, progress: Callable[[int], None] | None = None
) -> dict[str, int]:
    """data/{table}.csv and .parquet of every table; the count of rows by table.

    `progress` is called with the number of meetings after each batch. Ids start with the key of
    their meeting, so that the rows of a meeting come before those of the next.
    """
    (folder / TABLE_CSV.path).parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = {table.name: _Files(table, folder, stack) for table in TABLES}
        shared = dataset.shared_tables()
        for table in SHARED_TABLES:
            files[table.name].write(shared[table.name].sort_by("id"))
        for batch in dataset.batches():
            for name, of_batch in batch.tables.items():
                files[name].write(of_batch.sort_by("id"))
            if progress:
                progress(len(batch.keys))
        for open_files in files.values():
            open_files.flush()
    return {name: open_files.rows for name, open_files in files.items()}


def read_parquet(folder: Path, table: Table) -> pa.Table:
    """The Parquet file of a table, with exactly the declared schema; PackageError otherwise."""
    path = parquet_path(folder, table)
    with sound(path), open_parquet(path) as opened:
        return _declared(path, table, opened.read())


def read_csv(folder: Path, table: Table) -> pa.Table:
    """The CSV file of a table, with exactly the declared schema; PackageError otherwise."""
    path = csv_path(folder, table)
    with sound(path):
        text = csv_texts(path)
        _check_names(path, table, text)
        columns = [c.kind.parsed(text[c.name].combine_chunks()) for c in table.columns]
        return _declared(path, table, pa.table(columns, names=text.column_names))


def _declared(path: Path, table: Table, rows: pa.Table) -> pa.Table:
    _check_names(path, table, rows)
    arrays: list[Any] = [rows[c.name].cast(c.kind.arrow).combine_chunks() for c in table.columns]
    return pa.Table.from_arrays(arrays, schema=table.schema)


def _check_names(path: Path, table: Table, rows: pa.Table) -> None:
    """PackageError where a file has not the columns of its table, all of them in their order."""
    names = [column.name for column in table.columns]
    if rows.column_names != names:
        raise PackageError("package.other-columns", path, columns=", ".join(names))
