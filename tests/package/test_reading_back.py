"""A built package, opened and read back: what it holds, and never a mix of two packages."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import small_dataset
from socsam_opendata.errors import PackageError
from socsam_opendata.model.records import TABLES
from socsam_opendata.package.build import write_files
from socsam_opendata.package.described import read_descriptor
from socsam_opendata.package.new_package import WrittenTables
from socsam_opendata.package.package import READ_ROWS, Package, Tables

# rdflib's own parser asks for what rdflib says is old.
OLD = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
SEED = Path(__file__).resolve().parents[2] / "datapackage"
DAYS = [dt.date(2031, 3, day) for day in (4, 5, 6)]


def built(folder: Path, days: int) -> Path:
    """A package of the first of three days."""
    folder.mkdir()
    write_files(small_dataset.dataset(list(map(small_dataset.meeting, DAYS[:days]))), folder)
    return folder


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same package with two meetings and with three."""
    home = tmp_path_factory.mktemp("two")
    return built(home / "before", 2), built(home / "after", 3)


def swapped(tmp_path: Path, two: tuple[Path, Path]) -> tuple[Path, Callable[[], None]]:
    """A place with the first of two packages, and how the second takes it, as a build does."""
    place, coming = tmp_path / "package", tmp_path / ".package.building"
    shutil.copytree(two[0], place)
    shutil.copytree(two[1], coming)

    def swap() -> None:
        place.rename(tmp_path / ".package.previous")
        coming.rename(place)
        shutil.rmtree(tmp_path / ".package.previous")

    return place, swap


def test_a_package_says_what_its_descriptor_states() -> None:
    package = Package.open(SEED)
    described = json.loads((SEED / "datapackage.json").read_bytes())
    assert package.descriptor == described == read_descriptor(SEED)
    assert (package.name, package.version) == ("socsam", described["version"])
    assert package.tables == tuple(table.name for table in TABLES)
    schema = described["resources"][0]["schema"]
    assert package.schema(package.tables[0]) == schema
    assert list(package.fields("meetings"))[:3] == ["id", "body", "date"]
    assert package.path("votes") == SEED.resolve() / "data" / "votes.parquet"


def test_rows_columns_and_counts_are_those_of_the_file() -> None:
    package = Package.open(SEED)
    with (SEED / "data" / "meetings.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    table = package.table("meetings")
    assert table.column_names == list(lines[0])
    assert table["id"].to_pylist() == [line["id"] for line in lines]
    assert table.schema.field("date").type == pa.date32()
    assert package.count("meetings") == len(lines)
    few = package.table("meetings", ["date", "id"])
    assert few.column_names == ["date", "id"]
    pieces = list(package.batches("meetings", ["id"], rows=1))
    assert [len(piece) for piece in pieces] == [1] * len(lines)
    assert pa.Table.from_batches(pieces) == table.select(["id"])
    assert [len(piece) for piece in package.batches("meetings")] == [len(lines)]
    assert len(lines) < READ_ROWS


def test_a_table_without_rows_has_its_columns_and_no_batches(
    tmp_path: Path, two: tuple[Path, Path]
) -> None:
    copied = shutil.copytree(two[0], tmp_path / "copy")
    pq.write_table(pq.read_table(copied / "data/votes.parquet").slice(0, 0),
                   copied / "data/votes.parquet")  # fmt: skip
    (copied / "data" / "roles.parquet").unlink()
    lines = (copied / "data" / "roles.csv").read_text(encoding="utf-8").splitlines()
    (copied / "data" / "roles.csv").write_text(f"{lines[0]}\n", encoding="utf-8")
    package = Package.open(copied)
    for name in ("votes", "roles"):
        assert package.count(name) == 0 == len(package.table(name))
        assert package.table(name).column_names == list(package.fields(name))
        assert list(package.batches(name)) == []


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, two: tuple[Path, Path]) -> Path:
    """The package with two meetings without its Parquet files."""
    folder = shutil.copytree(two[0], tmp_path_factory.mktemp("bare") / "package")
    for path in folder.glob("data/*.parquet"):
        path.unlink()
    return folder


def as_columns(table: pa.Table) -> dict[str, tuple[pa.DataType, list[Any]]]:
    """Types and values of the columns of a table."""
    return {f.name: (f.type, table[f.name].to_pylist()) for f in table.schema}


def test_without_parquet_the_rows_are_the_same_with_the_same_types(
    bare: Path, two: tuple[Path, Path]
) -> None:
    package, whole = Package.open(bare), Package.open(two[0])
    assert package.tables == whole.tables
    for name in package.tables:
        assert package.path(name).suffix == ".csv"
        assert package.count(name) == whole.count(name)
        assert as_columns(package.table(name)) == as_columns(whole.table(name)), name
    days = package.table("meetings", ["date"])["date"].to_pylist()
    assert days == DAYS[:2]
    assert package.table("municipalities")["id"][0].as_py() == "2321"
    assert [len(batch) for batch in package.batches("participants", rows=4)] == [4, 2]


def test_sql_has_the_types_and_nulls_of_the_schema_from_either_file(
    bare: Path, two: tuple[Path, Path]
) -> None:
    pytest.importorskip("duckdb")
    package, whole = Package.open(bare), Package.open(two[0])
    code = "SELECT DISTINCT id FROM municipalities WHERE id = '2321'"
    assert package.sql(code).to_pylist() == [{"id": "2321"}]
    nulls = "SELECT count(*) AS rows, count(place) AS filled FROM meetings"
    assert package.sql(nulls).to_pylist() == whole.sql(nulls).to_pylist()
    for name in ("meetings", "amounts", "body_members", "decision_overview", "votes"):
        query = f"SELECT * FROM {name} ORDER BY id"
        assert as_columns(package.sql(query)) == as_columns(whole.sql(query)), name


@OLD
def test_a_package_opened_by_a_relative_folder_is_read_from_anywhere(
    tmp_path: Path, bare: Path, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb")
    for folder, name in ((bare, "bare"), (two[0], "whole")):
        shutil.copytree(folder, tmp_path / name)
        monkeypatch.chdir(tmp_path)
        package = Package.open(name)
        (tmp_path / "elsewhere" / name).mkdir(parents=True)  # is no package
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert package.question("decisions").rows == Package.open(folder).question("decisions").rows
        assert len(package.graph()) == len(Package.open(folder).graph()) > 0
        assert package.table("meetings").num_rows == package.count("meetings") == 2
        assert sum(len(batch) for batch in package.batches("meetings")) == 2
        assert package.sql("SELECT * FROM meetings").num_rows == 2


def test_a_link_that_leads_elsewhere_since_does_not_move_an_open_package(
    tmp_path: Path, two: tuple[Path, Path]
) -> None:
    link = tmp_path / "current"
    link.symlink_to(two[0])
    package = Package.open(link)
    link.unlink()
    link.symlink_to(two[1])
    assert package.table("meetings").num_rows == 2
    asked = "SELECT ?m { ?m a <https://w3id.org/socsam/spec/Meeting> }"
    assert len(package.ask(asked).rows) == 2
    assert len(Package.open(link).ask(asked).rows) == 3


ASKED: dict[str, Callable[[Package], object]] = {
    "ask": lambda package: package.ask("ASK { ?s ?p ?o }"),
    "graph": Package.graph,
}
BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "removed": (Path.unlink, "package.no-graph"),
    "no rdf": (lambda path: path.write_text("<a:b> nonsense\n"), "file.not-rdf"),
    "no text": (lambda path: path.write_bytes(b'<urn:a> <urn:b> "\xff" .\n'), ""),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "package.no-file"),
}


@OLD
@pytest.mark.parametrize("call", ASKED)
@pytest.mark.parametrize("broken", BROKEN)
def test_a_graph_that_cannot_be_read_is_named(
    tmp_path: Path, two: tuple[Path, Path], broken: str, call: str
) -> None:
    package = Package.open(shutil.copytree(two[0], tmp_path / "package"))
    spoil, key = BROKEN[broken]
    (path,) = (tmp_path / "package" / "rdf").glob("*.nq")
    spoil(path)
    with pytest.raises(PackageError) as caught:
        ASKED[call](package)
    assert caught.value.key == key or not key
    assert caught.value.place is not None
    assert broken == "removed" or caught.value.place.file == str(path)


def test_sql_does_not_see_columns_that_the_schema_does_not_state(
    tmp_path: Path, bare: Path
) -> None:
    pytest.importorskip("duckdb")
    folder = shutil.copytree(bare, tmp_path / "package")
    path = folder / "data" / "roles.csv"
    lines = path.read_text("utf-8").splitlines()
    longer = [f"{'extra' if n == 0 else n},{line}" for n, line in enumerate(lines)]
    path.write_text("\n".join(longer) + "\n", "utf-8")
    package, before = Package.open(folder), Package.open(bare)
    assert package.sql("SELECT * FROM roles ORDER BY id") == before.sql(
        "SELECT * FROM roles ORDER BY id"
    )


def overwritten(path: Path) -> None:
    """Write over the rows of a Parquet file, not its footer."""
    footer = pq.ParquetFile(path).metadata.serialized_size + 8
    data = path.read_bytes()
    path.write_bytes(b"PAR1" + b"\x55" * (len(data) - footer - 4) + data[-footer:])


def swapped_columns(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.rename_columns(["other", *table.column_names[1:]]), path)


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "removed": (Path.unlink, "package.no-file"),
    "nonsense": (lambda path: path.write_bytes(b"PAR1 nonsense"), "file.unreadable"),
    "damaged": (overwritten, "file.unreadable"),
    "columns": (swapped_columns, "package.lacks-column"),
}


@pytest.mark.parametrize("query", ["SELECT * FROM clauses", "SELECT count(text) FROM clauses"])
@pytest.mark.parametrize("spoiled", SPOILED)
def test_sql_names_a_file_that_was_spoiled_while_the_package_was_open(
    tmp_path: Path, two: tuple[Path, Path], spoiled: str, query: str
) -> None:
    pytest.importorskip("duckdb")
    package = Package.open(shutil.copytree(two[0], tmp_path / "package"))
    spoil, key = SPOILED[spoiled]
    spoil(package.path("clauses"))
    with pytest.raises(PackageError) as caught:
        package.sql(query)
    assert caught.value.key == key
    assert caught.value.place is not None
    assert Path(caught.value.place.file) == package.path("clauses")
    assert caught.value.sentence("sv") != caught.value.sentence("en")


def test_sql_names_a_csv_file_with_a_value_that_its_schema_forbids(
    tmp_path: Path, bare: Path
) -> None:
    pytest.importorskip("duckdb")
    package = Package.open(shutil.copytree(bare, tmp_path / "package"))
    path = package.path("meetings")
    path.write_text(path.read_text("utf-8").replace("2031-03-05", "in March"), "utf-8")
    for call in (lambda: package.sql("SELECT * FROM meetings"), lambda: package.table("meetings")):
        with pytest.raises(PackageError, match=r"meetings\.csv: cannot be read \(.*in March"):
            call()


def test_sql_says_that_the_package_is_gone_or_another_one(
    tmp_path: Path, two: tuple[Path, Path]
) -> None:
    pytest.importorskip("duckdb")
    place, swap = swapped(tmp_path, two)
    package = Package.open(place)
    swap()
    for query in ("SELECT * FROM meetings", "SELECT nothing FROM nowhere"):
        with pytest.raises(PackageError) as caught:
            package.sql(query)
        assert caught.value.key == "package.replaced"
    again = Package.open(place)
    shutil.rmtree(place)
    with pytest.raises(PackageError):
        again.sql("SELECT * FROM meetings")


def test_tables_just_written_are_read_before_they_are_described(two: tuple[Path, Path]) -> None:
    written, described = Tables.written(two[0]), Package.open(two[0])
    assert written.tables == described.tables
    for name in written.tables:
        assert written.schema(name) == described.schema(name)
        assert written.table(name) == described.table(name)


def test_what_a_build_reads_again_and_again_is_what_stands_there(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    place = shutil.copytree(two[0], tmp_path / "package")
    written, fresh = WrittenTables.written(place), Tables.written(place)
    assert min(fresh.count(name) for name in ("meetings", "participants")) > 1
    for name in written.tables:
        wanted = list(fresh.fields(name))[::-2]
        for rows in (1, 2, None):
            again = [list(tables.batches(name, wanted, rows)) for tables in (written, fresh)]
            assert again[0] == again[1]
        assert written.count(name) == fresh.count(name)
    # Where a file is written anew, the new one is read.
    shutil.copyfile(two[1] / "data/meetings.parquet", place / "data/meetings.parquet")
    assert (written.count("meetings"), fresh.count("meetings")) == (3, 3)
    (place / "data/meetings.parquet").write_bytes(b"nothing")
    with pytest.raises(PackageError, match=r"meetings\.parquet"):
        written.count("meetings")


def test_an_unknown_table_or_column_is_named(two: tuple[Path, Path]) -> None:
    package = Package.open(two[0])
    with pytest.raises(PackageError, match="no table 'meting'; did you mean 'meetings'") as caught:
        package.table("meting")
    assert "menade du ”meetings”" in caught.value.sentence("sv")
    with pytest.raises(PackageError, match=r"has no table 'xyzzy'$"):
        list(package.batches("xyzzy"))
    with pytest.raises(PackageError, match="has no column 'dat'"):
        package.table("meetings", ["id", "dat"])
    with pytest.raises(PackageError, match="has no column 'dat'"):
        list(package.batches("meetings", ["dat"]))


def test_a_file_that_went_or_broke_is_named(tmp_path: Path, two: tuple[Path, Path]) -> None:
    package = Package.open(shutil.copytree(two[0], tmp_path / "copy"))
    package.path("votes").unlink()
    with pytest.raises(PackageError, match=r"votes\.parquet: is missing"):
        package.count("votes")
    package.path("roles").write_bytes(b"PAR1 but no more")
    for read in (package.table, package.count, lambda name: list(package.batches(name))):
        with pytest.raises(PackageError, match=r"roles\.parquet: cannot be read"):
            read("roles")


def test_a_replaced_package_is_told_and_never_mixed(tmp_path: Path, two: tuple[Path, Path]) -> None:
    place, swap = swapped(tmp_path, two)
    package = Package.open(place)
    assert package.count("meetings") == 2
    swap()
    for read in (package.table, package.count, lambda name: list(package.batches(name))):
        with pytest.raises(PackageError, match="was replaced by another package") as caught:
            read("meetings")
    assert "har ersatts" in caught.value.sentence("sv")
    assert Package.open(place).count("meetings") == 3


def test_a_package_that_is_gone_is_told(tmp_path: Path, two: tuple[Path, Path]) -> None:
    package = Package.open(shutil.copytree(two[0], tmp_path / "copy"))
    shutil.rmtree(tmp_path / "copy")
    with pytest.raises(PackageError, match="was replaced"):
        package.table("meetings")


def test_what_was_begun_is_read_to_its_end(tmp_path: Path, two: tuple[Path, Path]) -> None:
    place, swap = swapped(tmp_path, two)
    package = Package.open(place)
    begun = package.batches("participants", ["id"], rows=1)
    ids = next(begun)["id"].to_pylist()
    swap()
    for batch in begun:
        ids += batch["id"].to_pylist()
    assert ids == Package.open(two[0]).table("participants")["id"].to_pylist()


def test_the_same_data_built_again_are_read_on(tmp_path: Path, two: tuple[Path, Path]) -> None:
    place, swap = swapped(tmp_path, (two[0], two[0]))
    package = Package.open(place)
    swap()
    assert package.count("meetings") == 2


def test_threads_share_a_package(two: tuple[Path, Path]) -> None:
    package = Package.open(two[0])
    expected = {name: package.table(name) for name in package.tables}
    with ThreadPoolExecutor(8) as threads:
        for name, found in threads.map(lambda n: (n, package.table(n)), package.tables * 4):
            assert found == expected[name]
