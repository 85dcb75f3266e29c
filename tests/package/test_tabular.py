"""CSV and Parquet: what is written, and that reading it gives the same rows."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import small_dataset
from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.model.records import BY_NAME, TABLES, Case, ItemText, Rows
from socsam_opendata.model.table import Table
from socsam_opendata.package import tables as tabular
from socsam_opendata.settings.dataset_toml import Settings
from strategies import AWKWARD, datasets, rows_in

FEW = settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    tabular.write_tables(small_dataset.dataset(), folder)
    return folder


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data())
@FEW
def test_csv_and_parquet_give_back_the_rows_of_every_table(table: Table, data: Any) -> None:
    dataset = data.draw(datasets(table))
    with tempfile.TemporaryDirectory() as name:
        counts = tabular.write_tables(dataset, Path(name))
        expected = rows_in(dataset, table)
        assert counts[table.name] == len(expected)
        for read in (tabular.read_csv, tabular.read_parquet):
            found = read(Path(name), table)
            assert found.schema.equals(table.schema, check_metadata=True)
            assert table.rows(found) == expected, read.__name__


def test_every_table_has_both_files_and_the_headers_of_the_declaration(small: Path) -> None:
    for table in TABLES:
        names = ",".join(c.name for c in table.columns)
        assert tabular.csv_path(small, table).read_text().splitlines()[0] == names
        assert pq.read_schema(tabular.parquet_path(small, table)).names == names.split(",")


def test_a_table_without_rows_is_written_with_its_columns(tmp_path: Path) -> None:
    counts = tabular.write_tables(Dataset(Settings(), {}, ()), tmp_path)
    assert set(counts.values()) == {0}
    for table in TABLES:
        assert tabular.read_csv(tmp_path, table) == tabular.read_parquet(tmp_path, table)
        assert len(tabular.read_csv(tmp_path, table)) == 0


def awkward_dataset() -> Dataset:
    cases = [Case(id=f"c{n:02d}", title=text) for n, text in enumerate(AWKWARD)]
    return Dataset(Settings(), {"cases": cases}, ())


def test_csv_has_quotes_only_where_rfc_4180_needs_them(tmp_path: Path) -> None:
    tabular.write_tables(awkward_dataset(), tmp_path)
    data = tabular.csv_path(tmp_path, BY_NAME["cases"]).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    for quoted in re.findall(r'"((?:[^"]|"")*)"', data.decode()):
        assert re.search(r'[",\n]', quoted), quoted


def test_pythons_own_csv_reader_sees_the_same_texts(tmp_path: Path) -> None:
    tabular.write_tables(awkward_dataset(), tmp_path)
    path = tabular.csv_path(tmp_path, BY_NAME["cases"])
    with path.open(encoding="utf-8", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)] == list(AWKWARD)


def _texts(key: str, count: int) -> MeetingRows:
    at = {"source": key, "first_line": 1, "last_line": 1}
    made = [
        ItemText(id=f"{key}-{n}", item=key, section="text", position=1, text="t", **at)
        for n in range(1, count + 1)
    ]
    return MeetingRows(key, {"item_texts": made}, ("t",))


def test_rows_stand_sorted_by_id_also_those_of_several_meetings_of_a_day(tmp_path: Path) -> None:
    keys = ("organ-2025-06-02", "organ-2025-06-02b", "organ-2025-06-02c", "organ-2025-06-03")
    meetings = [_texts(key, 40) for key in keys]

    class OneByOne(Dataset):
        def batches(self, rows: int = 1) -> Any:
            return super().batches(1)

    tabular.write_tables(OneByOne(Settings(), {}, meetings), tmp_path)
    table = BY_NAME["item_texts"]
    for read in (tabular.read_csv, tabular.read_parquet):
        ids = read(tmp_path, table)["id"].to_pylist()
        assert len(ids) == 160
        assert ids == sorted(ids)


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    twice = [Case(id="a", title="x"), Case(id="a", title="y"), Case(id="a", title="z")]
    rows: Rows = {"cases": twice}
    with pytest.raises(ValueError, match="cases: an id from a to a stands twice"):
        tabular.write_tables(Dataset(Settings(), rows, ()), tmp_path)


def test_parquet_says_how_it_is_sorted_compressed_and_described(small: Path) -> None:
    for table in TABLES:
        file = pq.ParquetFile(tabular.parquet_path(small, table))
        for field in table.schema:
            assert (
                file.schema_arrow.field(field.name).metadata[b"title"] == field.metadata[b"title"]
            )
        for group in range(file.num_row_groups):
            meta = file.metadata.row_group(group)
            assert meta.sorting_columns == (pq.SortingColumn(0),)
            assert meta.column(0).compression == "ZSTD"
            assert meta.column(0).has_offset_index


def test_large_tables_come_in_several_row_groups(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(tabular, "ROW_GROUP_BYTES", 1)
    days = [dt.date(2031, 3, day) for day in (5, 6, 7)]
    dataset = small_dataset.dataset([small_dataset.meeting(day) for day in days])

    class OneByOne(Dataset):
        def batches(self, rows: int = 1) -> Any:
            return super().batches(1)

    tabular.write_tables(OneByOne(dataset.settings, dataset.shared, dataset.meetings), tmp_path)
    file = pq.ParquetFile(tabular.parquet_path(tmp_path, BY_NAME["meetings"]))
    assert file.num_row_groups == 3
    assert tabular.read_parquet(tmp_path, BY_NAME["meetings"]) == tabular.read_csv(
        tmp_path, BY_NAME["meetings"]
    )


def test_duckdb_reads_parquet_with_real_types(small: Path) -> None:
    types = {pa.date32(): "DATE", pa.int64(): "BIGINT", pa.time32("s"): "TIME",
             pa.string(): "VARCHAR", pa.decimal128(14, 2): "DECIMAL(14,2)"}  # fmt: skip
    with duckdb.connect() as connection:
        for table in TABLES:
            path = tabular.parquet_path(small, table)
            seen = connection.execute(f"describe select * from '{path}'").fetchall()
            expected = [(c.name, types[c.kind.arrow]) for c in table.columns]
            assert [(name, kind) for name, kind, *_ in seen] == expected
            count = connection.execute(f"select count(*) from '{path}'").fetchall()
            assert count == [(len(rows_in(small_dataset.dataset(), table)),)]


@pytest.mark.parametrize("emptied", ["votes", "ballots", "decision_overview"])
def test_duckdb_reads_every_csv_by_its_head_also_a_table_without_rows(
    emptied: str, tmp_path: Path
) -> None:
    meeting = small_dataset.meeting()
    rows = {name: [] if name == emptied else found for name, found in meeting.rows.items()}
    dataset = small_dataset.dataset([replace(meeting, rows=rows)])
    tabular.write_tables(dataset, tmp_path)
    with duckdb.connect() as connection:
        for table in TABLES:
            path = tabular.csv_path(tmp_path, table)
            read = connection.sql(f"select * from read_csv('{path}', header = true)")
            assert read.columns == [column.name for column in table.columns]
            assert len(read.fetchall()) == len(rows_in(dataset, table))
    assert rows_in(dataset, BY_NAME[emptied]) == []
    for read_back in (tabular.read_csv, tabular.read_parquet):
        found = read_back(tmp_path, BY_NAME[emptied])
        assert found.schema.equals(BY_NAME[emptied].schema)
        assert found.num_rows == 0


def test_progress_is_told_of_every_meeting(tmp_path: Path) -> None:
    told: list[int] = []
    dataset = small_dataset.dataset([small_dataset.meeting(dt.date(2031, 3, d)) for d in (5, 6)])
    tabular.write_tables(dataset, tmp_path, told.append)
    assert sum(told) == 2
