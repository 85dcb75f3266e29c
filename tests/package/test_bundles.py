"""The downloads: every table in a dataset of the catalogue, zips that are the same each time."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from small_dataset import changed, dataset, meeting, settings
from socsam_opendata.errors import PackageError
from socsam_opendata.model.code_lists import code_lists, vocabulary_folder
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.linked import quads as graph
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.package.portal import downloads as bundles
from socsam_opendata.package.portal.datasets import SUBJECTS, WHOLE, Distribution, year_subject
from socsam_opendata.package.portal.downloads import (
    codes_csv,
    decision_years,
    write_bundles,
    write_years,
)
from socsam_opendata.texts import LANGUAGES

OVERVIEW = BY_NAME["decision_overview"]
YEARS = (2029, 2030, 2031)


def write_files(folder: Path, *days: dt.date) -> Path:
    """What bundles are made of: tables, graphs and vocabulary of invented meetings."""
    found = dataset([meeting(day) for day in days])
    folder.mkdir(exist_ok=True)
    tabular.write_tables(found, folder)
    graph.write_graphs(found, folder)
    (folder / "vocab").symlink_to(vocabulary_folder())
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_files(tmp_path_factory.mktemp("bundles"), dt.date(2031, 3, 5))
    write_bundles(NewPackage.stated(settings(), folder))
    return folder


@pytest.fixture(scope="module")
def of_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    days = [dt.date(year, month, 5) for year in YEARS for month in (3, 9)]
    folder = write_files(tmp_path_factory.mktemp("years"), *days)
    write_bundles(NewPackage.stated(settings(), folder))
    return folder


def zips(folder: Path) -> Iterator[tuple[Distribution, zipfile.ZipFile]]:
    for subject in SUBJECTS:
        for form in subject.forms:
            if form.members:
                with zipfile.ZipFile(form.file(folder, "exempel")) as packed:
                    yield form, packed


def packed_bytes(folder: Path) -> dict[str, bytes]:
    found = [*(folder / "zip").rglob("*.zip"), *(folder / "years").rglob("*.*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_every_table_is_in_a_dataset_and_every_name_is_a_table() -> None:
    listed = [table for subject in SUBJECTS for table in subject.tables]
    assert set(listed) == {table.name for table in TABLES}


def test_a_dataset_has_each_form_once_and_all_have_texts_in_both_languages() -> None:
    assert len({subject.key for subject in SUBJECTS}) == len(SUBJECTS)
    for subject in (*SUBJECTS, year_subject(2031)):
        assert len({form.media for form in subject.forms}) == len(subject.forms)
        for language in LANGUAGES:
            texts = [subject.label(language), subject.about(language)]
            texts += [form.about(language) for form in subject.forms]
            assert all(text.strip() for text in texts)
            assert all(word.strip() for word in subject.keywords(language))


def test_zips_hold_what_their_tables_and_patterns_say(package: Path) -> None:
    assert len(list((package / "zip").iterdir())) == 10
    for form, packed in zips(package):
        files = {path.relative_to(package).as_posix() for path in form.packed(package)}
        made = set(packed.namelist()) - files
        assert files <= set(packed.namelist())
        assert made <= {"datapackage.json", "vocab/codes.csv"}
        assert packed.testzip() is None
        for name in files:
            assert packed.read(name) == (package / name).read_bytes()


def test_a_zip_keeps_one_format_beside_its_description(package: Path) -> None:
    for form, packed in zips(package):
        suffixes = {Path(name).suffix for name in packed.namelist() if name != "datapackage.json"}
        assert suffixes == {Path(form.members[0]).suffix}


def test_members_are_sorted_plain_files_of_the_day_of_release(package: Path) -> None:
    for _, packed in zips(package):
        entries = packed.infolist()
        assert [e.filename for e in entries] == sorted(e.filename for e in entries)
        assert {e.date_time for e in entries} == {(2031, 4, 1, 0, 0, 0)}
        assert {e.external_attr >> 16 for e in entries} == {0o100644}
        assert {e.create_system for e in entries} == {3}
        for entry in entries:
            stored = entry.filename.endswith(".parquet")
            assert (entry.compress_type == zipfile.ZIP_STORED) == stored


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (None, (1980, 1, 1)),
        (dt.date(1979, 12, 31), (1980, 1, 1)),
        (dt.date(2108, 1, 1), (2107, 12, 31)),
    ],
)
def test_a_day_that_a_zip_cannot_tell_is_the_nearest_that_it_can(
    tmp_path: Path, day: dt.date | None, told: tuple[int, int, int]
) -> None:
    folder = write_files(tmp_path, dt.date(2031, 3, 5))
    write_bundles(NewPackage.stated(replace(settings(), release_date=day), folder))
    for _, packed in zips(folder):
        assert {e.date_time for e in packed.infolist()} == {(*told, 0, 0, 0)}


def test_large_members_are_copied_in_pieces_and_marked_for_zip64(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1000)
    folder = write_files(tmp_path, dt.date(2031, 3, 5))
    write_bundles(NewPackage.stated(settings(), folder))
    for form, packed in zips(folder):
        for path in form.packed(folder):
            name = path.relative_to(folder).as_posix()
            assert packed.read(name) == path.read_bytes()


def test_a_missing_file_is_an_error_and_not_a_smaller_zip(tmp_path: Path) -> None:
    folder = write_files(tmp_path, dt.date(2031, 3, 5))
    for path in (folder / "rdf").glob("*.jsonld"):
        path.unlink()
    with pytest.raises(PackageError, match=r"rdf/\*\.jsonld"):
        write_bundles(NewPackage.stated(settings(), folder))


@pytest.mark.parametrize("table", ["clauses", "persons"])
def test_a_missing_table_is_an_error_though_others_are_there(tmp_path: Path, table: str) -> None:
    folder = write_files(tmp_path, dt.date(2031, 3, 5))
    (folder / f"data/{table}.csv").unlink()
    with pytest.raises(PackageError, match=f"{table}.csv"):
        write_bundles(NewPackage.stated(settings(), folder))


def test_the_list_of_codes_has_every_code_of_every_list(package: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(codes_csv().decode(), newline="")))
    said = {(row["scheme"], row["code"], row["label"], row["label_en"]) for row in rows}
    assert said == {
        (scheme, code.notation, code.sv, code.en)
        for scheme, found in code_lists().items()
        for code in found.codes
    }
    with zipfile.ZipFile(package / "zip/vocabulary-csv.zip") as packed:
        assert packed.read("vocab/codes.csv") == codes_csv()
        assert {"vocab/municipalities.csv", "vocab/parties.csv"} < set(packed.namelist())
    assert rows[0]["iri"].startswith("https://w3id.org/socsam/def/")


def test_the_description_in_a_zip_names_only_what_is_in_it(package: Path) -> None:
    for form, packed in zips(package):
        if "datapackage.json" not in packed.namelist():
            continue
        about = json.loads(packed.read("datapackage.json"))
        names = {resource["name"] for resource in about["resources"]}
        assert {resource["path"] for resource in about["resources"]} == set(form.members)
        for resource in about["resources"]:
            keys = resource["schema"].get("foreignKeys", [])
            assert {key["reference"]["resource"] for key in keys} <= names | {""}


def test_a_key_between_tables_of_a_zip_is_kept(package: Path) -> None:
    with zipfile.ZipFile(package / "zip/details-csv.zip") as packed:
        about = json.loads(packed.read("datapackage.json"))
    (clauses,) = (r for r in about["resources"] if r["name"] == "clauses")
    keys = {key["reference"]["resource"] for key in clauses["schema"]["foreignKeys"]}
    assert keys == {"decisions", "sources"}


@pytest.mark.judges
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
# The tables as Parquet are tried whole in test_descriptor.py.
@pytest.mark.parametrize("form", ["csv", pytest.param("parquet", marks=pytest.mark.campaign)])
@pytest.mark.parametrize("subject", ["details", "attendance", "people"])
def test_frictionless_finds_the_zips_of_tables_valid(
    package: Path, tmp_path: Path, subject: str, form: str
) -> None:
    frictionless = pytest.importorskip("frictionless")
    with zipfile.ZipFile(package / f"zip/{subject}-{form}.zip") as packed:
        packed.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


# --- years


def test_meetings_of_one_year_are_not_split(package: Path) -> None:
    assert decision_years(Tables.written(package)) == {}
    assert not (package / "years").exists()


def test_the_years_hold_all_decisions_once_with_their_order(of_years: Path) -> None:
    assert decision_years(Tables.written(of_years)) == {
        year: (dt.date(year, 3, 5), dt.date(year, 9, 5)) for year in YEARS
    }
    whole = tabular.read_parquet(of_years, OVERVIEW)
    parts = [pq.read_table(of_years / f"years/{year}/decision_overview.parquet") for year in YEARS]
    assert pa.concat_tables(parts).cast(OVERVIEW.schema).equals(whole)
    assert all(part.schema.equals(OVERVIEW.schema, check_metadata=True) for part in parts)


def test_the_two_forms_of_a_year_hold_the_same_rows(of_years: Path) -> None:
    lines = (of_years / "data/decision_overview.csv").read_text(encoding="utf-8").splitlines()
    for year in YEARS:
        text = (of_years / f"years/{year}/decision_overview.csv").read_text(encoding="utf-8")
        assert text.splitlines() == [lines[0], *(x for x in lines[1:] if f",{year}-" in x)]
        rows = pq.read_table(of_years / f"years/{year}/decision_overview.parquet")
        assert len(rows) == len(text.splitlines()) - 1 == 2
        assert {day.year for day in rows["date"].to_pylist()} == {year}


def test_years_of_several_bodies_are_told_apart(tmp_path: Path) -> None:
    """Ids sort by body first, so that the years come more than once in the table."""
    other = meeting(dt.date(2029, 3, 5))
    other = changed(other, "decision_overview", id="ö-2029-03-05-4-1")
    found = dataset([meeting(dt.date(2030, 3, 5)), other])
    tabular.write_tables(found, tmp_path)
    write_years(NewPackage.stated(settings(), tmp_path))
    for year in (2029, 2030):
        rows = pq.read_table(tmp_path / f"years/{year}/decision_overview.parquet")
        assert [day.year for day in rows["date"].to_pylist()] == [year]


def test_row_groups_are_written_before_all_rows_are_seen(
    of_years: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").symlink_to(of_years / "data")
    whole = tabular.read_parquet(tmp_path, OVERVIEW)
    monkeypatch.setattr(bundles, "_WAITING_BYTES", 1)
    pieces = [whole.slice(n, 1) for n in range(len(whole))]
    monkeypatch.setattr(bundles, "_overview_rows", lambda _: iter(pieces))
    write_years(NewPackage.stated(settings(), tmp_path))
    for year in YEARS:
        file = pq.ParquetFile(tmp_path / f"years/{year}/decision_overview.parquet")
        with file:
            assert file.num_row_groups == 2
            assert file.read().equals(
                pq.read_table(of_years / f"years/{year}/decision_overview.parquet")
            )


# --- bytes


_AGAIN = """
import sys
from pathlib import Path
from small_dataset import settings
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.downloads import write_bundles
write_bundles(NewPackage.stated(settings(), Path(sys.argv[1])))
"""


# The zips of the seed are tried with its whole package in test_build.py.
@pytest.mark.campaign
@pytest.mark.parametrize("seed", ["1", "2"])
def test_bundles_are_the_same_bytes_whatever_the_hash_seed_and_the_files_times(
    of_years: Path, tmp_path: Path, seed: str
) -> None:
    for name in ("data", "rdf", "vocab"):
        (tmp_path / name).symlink_to(of_years / name)
    for path in (of_years / "data").iterdir():
        os.utime(path, (int(seed) * 10**8, int(seed) * 10**8))
    search = os.pathsep.join([str(Path(__file__).parents[1]), *(p for p in sys.path if p)])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": search}
    subprocess.run(
        [sys.executable, "-c", _AGAIN, str(tmp_path)], check=True, env=environment, timeout=120
    )
    assert packed_bytes(tmp_path) == packed_bytes(of_years)
    assert len(packed_bytes(tmp_path)) == 10 + 2 * len(YEARS)


def test_the_whole_has_the_identifier_of_the_package() -> None:
    keys = {subject.key: subject.dataset("exempel") for subject in SUBJECTS}
    assert keys[WHOLE] == "exempel"
    assert keys["people"] == "exempel-people"
