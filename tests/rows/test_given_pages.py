"""Pages of a source that are given as rows, saved, or read beside rows. Everybody is invented."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from few import few
from given_meeting import SETTINGS, Given, meeting
from paged_minutes import FIRST_LINES, LAST_LINES, MEETING, NAME, paged_folder
from socsam_opendata.cli.main import main
from socsam_opendata.cli.printing import as_json
from socsam_opendata.errors import RowsError
from socsam_opendata.minutes.interpret import read
from socsam_opendata.package.build import build
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.rows.csv_forms import write_forms
from socsam_opendata.rows.saved import ENDING, as_saved, read_saved
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.texts import say
from socsam_opendata.writing import write_package

Rows = dict[str, Any]
LINES = [f"rad {n}" for n in range(1, 31)]
PAGES = [
    {"source": "m", "page": 1, "first_line": 1, "last_line": 12},
    {"source": "m", "page": 2, "first_line": 13, "last_line": 30},
]
MUST = say("rows.form.must", "en")
EXPECTED = list(zip((1, 2, 3, 4), FIRST_LINES, LAST_LINES, strict=True))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with minutes of four pages, and the package of it."""
    place = tmp_path_factory.mktemp("paged")
    assert build(paged_folder(place / "minutes"), place / "out", workers=1).built
    return place


def pages_of(package: Path) -> list[tuple[int, int, int]]:
    rows = open_package(package).table("source_pages").to_pylist()
    return [(row["page"], row["first_line"], row["last_line"]) for row in rows]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def differing(one: Path, two: Path) -> list[str]:
    first, second = files(one), files(two)
    return sorted(name for name in first.keys() | second.keys()
                  if first.get(name) != second.get(name))  # fmt: skip


# --- rounds -----------------------------------------------------------------------------------


def test_a_package_has_the_pages_whatever_is_confidential_on_them(home: Path) -> None:
    assert pages_of(home / "out") == EXPECTED
    text = open_package(home / "out").texts[MEETING]
    assert [text[first] for first in FIRST_LINES[1:]] == [
        "§ 1 Avgifter för båtplatser", "§ 2 [sekretess]", "§ 3 Övrigt",
    ]  # fmt: skip


def as_arrow(package: Package) -> Rows:
    return {name: package.table(name) for name in package.tables}


def as_rows(package: Package) -> Rows:
    return {name: package.table(name).to_pylist() for name in package.tables}


def as_pandas(package: Package) -> Rows:
    return {name: package.table(name).to_pandas() for name in package.tables}


def without_ids(package: Package) -> Rows:
    """Rows of pages in another order, without ids, as a meeting system may say them."""
    rows = as_rows(package)
    for row in rows["source_pages"]:
        del row["id"]
    rows["source_pages"].reverse()
    return rows


def as_duckdb(package: Package) -> Rows:
    tables: Rows = {name: package.sql(f"SELECT * FROM {name}") for name in package.tables}
    return tables


@pytest.mark.parametrize(
    "given",
    few([as_arrow, as_rows, as_pandas, without_ids, as_duckdb], [as_arrow, as_pandas, without_ids]),
)
def test_the_rows_of_a_package_with_pages_make_it_again(
    given: Callable[[Package], Rows], home: Path, tmp_path: Path
) -> None:
    package = open_package(home / "out")
    settings = read_settings(home / "minutes")
    texts = {source: package.texts[source] for source in package.texts}
    again = tmp_path / "again"
    report = write_package(given(package), again, settings=settings, texts=texts, workers=1)
    assert report.built
    assert differing(home / "out", again) == []


def test_the_csv_files_of_a_package_with_pages_make_it_again(home: Path, tmp_path: Path) -> None:
    minutes = tmp_path / "minutes"
    rows = paged_folder(minutes) / "prov.rows"
    (minutes / NAME).unlink()
    rows.mkdir()
    for path in (home / "out" / "data").glob("*.csv"):
        shutil.copy(path, rows)
    shutil.copytree(home / "out" / "sources", rows / "sources")
    shutil.copy(home / "minutes" / "names-to-review.csv", minutes)
    assert build(minutes, tmp_path / "again", workers=1).built
    assert differing(home / "out", tmp_path / "again") == []


def test_the_package_of_a_saved_reading_with_pages_is_the_documents(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    minutes = paged_folder(tmp_path / "minutes")
    assert main(["read", str(minutes / NAME), "--format", "json"]) == 0
    (minutes / f"prov{ENDING}").write_text(capsys.readouterr().out, encoding="utf-8")
    (minutes / NAME).unlink()
    assert build(minutes, tmp_path / "again", workers=1).built
    assert differing(home / "out", tmp_path / "again") == []


def test_a_saved_reading_of_another_sitting_has_its_pages_under_its_key(tmp_path: Path) -> None:
    minutes = paged_folder(tmp_path / "minutes")
    saved = save(minutes, lambda found: None)
    found = read_saved(saved, read_settings(minutes), "b")
    assert [(row.id, row.source) for row in found.rows["source_pages"]] == [
        (f"{MEETING}b-source-page-0{n}", f"{MEETING}b") for n in (1, 2, 3, 4)
    ]


def test_a_reading_saved_before_there_were_pages_has_none(tmp_path: Path) -> None:
    minutes = paged_folder(tmp_path / "minutes")
    saved = save(minutes, lambda found: found["tables"].pop("source_pages"))
    found = read_saved(saved, read_settings(minutes))
    assert found.rows["source_pages"] == []
    assert found.page_of(1) is None


@pytest.mark.usefixtures("lean_packages")
def test_tables_beside_a_document_leave_its_pages_as_they_are(home: Path, tmp_path: Path) -> None:
    minutes = paged_folder(tmp_path / "minutes")
    beside = minutes / "prov.rows"
    beside.mkdir()
    (beside / "amounts.csv").write_text(
        "item,value,currency,per,meaning,text\n1,5000,SEK,total,granted,5 000 kronor\n", "utf-8"
    )
    # What is of the document is passed over beside it.
    (beside / "source_pages.csv").write_text(
        "source,page,first_line,last_line\nx,9,1,2\n", encoding="utf-8"
    )
    report = build(minutes, tmp_path / "out", workers=1)
    assert (report.built, report.rows["amounts"], report.passed_over) == (
        True, 1, {"source_pages": 1},
    )  # fmt: skip
    assert pages_of(tmp_path / "out") == EXPECTED


# --- rows of a meeting system -----------------------------------------------------------------


def given(*pages: dict[str, Any], source: dict[str, Any] | None = None) -> Given:
    """The rows of a meeting in a text of thirty lines, with these pages."""
    rows = meeting()
    rows["sources"] = [{"id": "m", "pages": 2, **(source or {})}]
    rows["source_pages"] = [dict(page) for page in pages]
    return rows


def written(rows: Given, out: Path, lines: list[str] | None = LINES) -> list[tuple[int, int, int]]:
    texts = {} if lines is None else {"m": lines}
    assert write_package(rows, out, settings=SETTINGS, texts=texts, workers=1).built
    return pages_of(out)


@pytest.mark.usefixtures("lean_packages")
def test_pages_are_keyed_by_their_number_whatever_they_were_called(tmp_path: Path) -> None:
    rows = given({**PAGES[1], "id": "sista"}, {**PAGES[0], "id": "första"})
    assert written(rows, tmp_path / "out") == [(1, 1, 12), (2, 13, 30)]
    ids = open_package(tmp_path / "out").table("source_pages")["id"].to_pylist()
    assert ids == ["sr-2031-03-05-source-page-01", "sr-2031-03-05-source-page-02"]


@pytest.mark.usefixtures("lean_packages")
def test_lines_that_are_put_behind_a_given_text_are_on_no_page(tmp_path: Path) -> None:
    written(given(*PAGES), tmp_path / "out")
    package = open_package(tmp_path / "out")
    (source,) = package.table("sources").to_pylist()
    assert source["lines"] > len(LINES)  # the rows of it have no lines, and are printed
    assert max(package.table("source_pages")["last_line"].to_pylist()) == len(LINES)


@pytest.mark.usefixtures("lean_packages")
def test_pages_of_some_lines_leave_the_others_on_none(tmp_path: Path) -> None:
    rows = given({"source": "m", "page": 2, "first_line": 5, "last_line": 9})
    assert written(rows, tmp_path / "out") == [(2, 5, 9)]


@pytest.mark.usefixtures("lean_packages")
def test_where_rows_stand_on_lines_of_a_text_that_is_not_given_its_pages_stay(
    tmp_path: Path,
) -> None:
    rows = given(*PAGES)
    rows["meetings"][0].update(first_line=2, last_line=3)
    assert written(rows, tmp_path / "out", None) == [(1, 1, 12), (2, 13, 30)]
    assert open_package(tmp_path / "out").texts["sr-2031-03-05"][1].startswith("Rad i meetings")


@pytest.mark.usefixtures("lean_packages")
def test_pages_of_a_text_that_is_made_of_the_rows_are_left_out(tmp_path: Path) -> None:
    report = write_package(given(*PAGES), tmp_path / "out", settings=SETTINGS, workers=1)
    assert (report.built, report.passed_over) == (True, {"source_pages": 2})
    assert pages_of(tmp_path / "out") == []
    text = open_package(tmp_path / "out").texts["sr-2031-03-05"]
    assert "" not in text


@pytest.mark.usefixtures("lean_packages")
def test_no_pages_are_no_fault(tmp_path: Path) -> None:
    assert written(given(), tmp_path / "out") == []


# What is changed in two pages of thirty lines: the page, its cells; and the place that is told.
WRONG: dict[str, tuple[int, dict[str, Any], str]] = {
    "a page before the first": (0, {"page": 0}, "source_pages, row 1, page"),
    "no number": (0, {"page": "två"}, "source_pages, row 1, page"),
    "no page": (1, {"page": None}, "source_pages, row 2, page"),
    "more than the source has": (1, {"page": 3}, "source_pages, row 2, page"),
    "a page twice": (1, {"page": 1}, "source_pages, row 2, page"),
    "a page on lines of the one before": (
        1, {"first_line": 12}, "source_pages, row 2, first_line"),
    "a page before an earlier one": (
        0, {"first_line": 20, "last_line": 30}, "source_pages, row 2, first_line"),
    "a page that ends before it begins": (
        1, {"last_line": 12}, "source_pages, row 2, last_line"),
    "a page beyond the text": (1, {"last_line": 31}, "source_pages, row 2, last_line"),
    "no first line": (0, {"first_line": None}, "source_pages, row 1, first_line"),
    "no last line": (1, {"last_line": None}, "source_pages, row 2, last_line"),
    "a page of nothing": (1, {"source": "x"}, "source_pages, row 2, source"),
    "a page of no source": (1, {"source": None}, "source_pages, row 2, source"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_pages_that_cannot_be_are_told_with_their_place(case: str, tmp_path: Path) -> None:
    at, cells, place = WRONG[case]
    pages = [dict(page) for page in PAGES]
    pages[at] |= cells
    with pytest.raises(RowsError) as caught:
        write_package(given(*pages), tmp_path / "out", settings=SETTINGS, texts={"m": LINES})
    told = str(caught.value)
    assert place in told, told
    assert told.count("source_pages, row") == 1, told


def test_columns_of_pages_that_are_missing_are_told_once(tmp_path: Path) -> None:
    minutes = paged_folder(tmp_path / "minutes")
    rows = minutes / "prov.rows"
    rows.mkdir()
    (minutes / NAME).unlink()
    (rows / "meetings.csv").write_text("id,body,date\nm,provnamnden,2031-06-04\n", "utf-8")
    (rows / "source_pages.csv").write_text("source,page\nm,1\nm,2\n", "utf-8")
    with pytest.raises(RowsError) as caught:
        build(minutes, tmp_path / "out", workers=1)
    told = str(caught.value)
    assert told.count("first_line") == told.count("last_line") == 1, told


def test_a_form_of_pages_says_that_its_columns_must_be_there(tmp_path: Path) -> None:
    assert "source_pages.csv" in write_forms(tmp_path, "en")
    with (tmp_path / "source_pages.csv").open(encoding="utf-8-sig", newline="") as file:
        names, said = [*csv.reader(file, delimiter=";")]
    assert names == ["id", "source", "page", "first_line", "last_line"]
    must = [name for name, text in zip(names, said, strict=True) if MUST in text]
    assert must == ["source", "page", "first_line", "last_line"]


# --- saved readings that were changed ---------------------------------------------------------


def save(minutes: Path, change: Callable[[Any], object]) -> Path:
    """The saved reading of the document of a folder, changed."""
    found = json.loads(as_json(as_saved(read(minutes / NAME), NAME)))
    change(found)
    path = minutes / f"changed{ENDING}"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


CHANGED: dict[str, tuple[int, dict[str, Any], str]] = {
    "an id that says something": (1, {"id": f"{MEETING}-tora"}, "source_pages, row 2, id"),
    "an id of another page": (
        1, {"id": f"{MEETING}-source-page-07"}, "source_pages, row 2, id"),
    "a source that is none": (1, {"source": "x"}, "source_pages, row 2, source"),
    "a page of another number": (3, {"page": 5}, "source_pages, row 4, page"),
    "a page twice": (3, {"page": 3}, "source_pages, row 4, page"),
    "a page on lines of another": (2, {"first_line": 36}, "source_pages, row 3, first_line"),
    "a page beyond the text": (3, {"last_line": 55}, "source_pages, row 4, last_line"),
    "a page backwards": (3, {"last_line": 48}, "source_pages, row 4, last_line"),
    "a page before the first": (0, {"page": 0}, "source_pages, row 1, page"),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGED)
def test_changed_pages_of_a_saved_reading_are_told(case: str, tmp_path: Path) -> None:
    at, cells, place = CHANGED[case]
    minutes = paged_folder(tmp_path / "minutes")
    saved = save(minutes, lambda found: found["tables"]["source_pages"][at].update(cells))
    with pytest.raises(RowsError) as caught:
        read_saved(saved, read_settings(minutes))
    assert place in str(caught.value)
