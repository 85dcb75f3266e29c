"""LibreOffice opens the workbook and the CSV for Excel: the same values, and nothing runs."""

from __future__ import annotations

import csv
import subprocess
import tomllib
from pathlib import Path

import pytest
import xlsxwriter
from clients import ROOT, needed

import small_dataset
from small_dataset import changed
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.sheets.excel_csv import export_excel_csv
from socsam_opendata.package.sheets.sheets import SHEETS
from socsam_opendata.package.sheets.workbook import about_sheet, write_workbook
from socsam_opendata.settings.dataset_toml import read_settings
from tabled_package import tabled_package

pytestmark = pytest.mark.conformance

PACKAGE = ROOT / "datapackage"
FACTS = tomllib.loads((ROOT / "tests/facts/2025-06-02-socsam.toml").read_text(encoding="utf-8"))
# Commas, quotes, UTF-8, from the first line, cells as shown, results of formulas, every sheet.
_CSV_OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1"
# Semicolons, quotes, UTF-8, from the first line, Swedish, formulas not evaluated.
_CSV_IN = "Text - txt - csv (StarCalc):59,34,76,1,,1053,false,true,false,false,false,0,false,false"
HOSTILE = (
    "=cmd|' /C calc'!A0", "=1+1", '=HYPERLINK("http://127.0.0.1/";"klicka")', "+1+2", "-2+3",
    "@SUM(1)", "  =1+1", "<b>fet</b>", 'citat "så" och \'så\'', "a,b;c", "rad ett\nrad två",
    "_x0041_", "x" * 40_000,
)  # fmt: skip


def converted(path: Path, out: Path, *more: str) -> dict[str, list[list[str]]]:
    """The sheets of a file as LibreOffice shows them, by name."""
    out.mkdir()
    done = subprocess.run(
        [needed("soffice"), f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless",
         "--norestore", *more, "--convert-to", _CSV_OUT, "--outdir", str(out), str(path)],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    sheets = {}
    for found in out.glob("*.csv"):
        with found.open(encoding="utf-8", newline="") as file:
            sheets[found.stem.removeprefix(f"{path.stem}-")] = list(csv.reader(file))
    assert sheets, done.stdout + done.stderr
    return sheets


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    folder = tmp_path_factory.mktemp("seed")
    (folder / "data").symlink_to(PACKAGE / "data")
    return converted(
        write_workbook(NewPackage.stated(read_settings(ROOT / "minutes"), folder)), folder / "out"
    )


def test_every_sheet_opens_with_its_rows(seed: dict[str, list[list[str]]]) -> None:
    assert set(seed) == {about_sheet(), *(sheet.name for sheet in SHEETS)}
    for sheet in SHEETS:
        head, *rows = seed[sheet.name]
        assert head == [shown.heading for shown in sheet.columns]
        # In the order of the minutes; the seed is one meeting.
        table = tabular.read_parquet(PACKAGE, sheet.table)
        order = (
            ["first_line", "id"] if {"source", "first_line"} <= {*table.column_names} else ["id"]
        )
        ids = table.sort_by([(name, "ascending") for name in order])["id"].to_pylist()
        at = head.index(sheet.table.by_name["id"].means.sv)
        assert [row[at] for row in rows] == ids


def test_decisions_are_shown_with_their_values(seed: dict[str, list[list[str]]]) -> None:
    head, *rows = seed["Beslut"]
    shown = [dict(zip(head, row, strict=True)) for row in rows]
    table = BY_NAME["decision_overview"]
    for row, cells in zip(table.rows(tabular.read_parquet(PACKAGE, table)), shown, strict=True):
        assert cells["Datum"] == row.date.isoformat()
        assert cells["Beslut"] == row.text
        assert cells["Organ"] == row.body
        assert cells["Belopp"] == ("" if row.amount is None else f"{row.amount:,}")
        assert cells["Klart"] == (row.due or "")
        assert cells["Gäller från"] == (row.effective_from or "")
        assert cells["Föredragande"] == (row.presenters or "")
        assert cells["Första rad"] == str(row.first_line)
    sums = {cells["Id"]: cells["Belopp"] for cells in shown}
    assert sums["socsam-2025-06-02-17-2"] == "731,101.00"


def test_no_withheld_name_is_shown(seed: dict[str, list[list[str]]]) -> None:
    everything = " ".join(" ".join(row) for rows in seed.values() for row in rows)
    assert "Margareta Winberg" in everything
    for row in FACTS["publication"]["withheld"]:
        assert row["name"] not in everything


def hostile_package(folder: Path) -> Path:
    """Tables whose decisions have hostile texts, one a meeting."""
    days = [small_dataset.meeting().rows["meetings"][0].date.replace(day=n + 1)
            for n in range(len(HOSTILE))]  # fmt: skip
    meetings = [
        changed(small_dataset.meeting(day), "decision_overview", text=text)
        for day, text in zip(days, HOSTILE, strict=True)
    ]
    folder.mkdir()
    return tabled_package(folder, small_dataset.dataset(meetings))


def test_hostile_texts_are_shown_as_they_are_and_none_is_run(tmp_path: Path) -> None:
    home = hostile_package(tmp_path / "package")
    path = write_workbook(NewPackage.stated(small_dataset.settings(), home))
    head, *rows = converted(path, tmp_path / "out")["Beslut"]
    shown = [row[head.index("Beslut")] for row in rows]
    assert shown[:-1] == list(HOSTILE[:-1])
    assert shown[-1] == "x" * (32_767 - 4) + " […]"


def test_a_formula_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "formula.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Beslut")
        page.write_formula("A1", "=1+1")
        page.write_string("A2", "=1+1")
        book.add_worksheet("Annat")
    ((formula,), (text,)) = converted(path, tmp_path / "out")["Beslut"]
    assert text == "=1+1"
    assert formula == "0"  # the result that the file states


def test_the_csv_for_excel_opens_in_swedish_and_runs_nothing(tmp_path: Path) -> None:
    home = hostile_package(tmp_path / "package")
    (done,) = export_excel_csv(home, tmp_path / "csv", ["decision_overview"])
    ((head, *rows),) = converted(done.path, tmp_path / "out", f"--infilter={_CSV_IN}").values()
    assert head[0] == "Datum"
    shown = [row[head.index("Beslut")] for row in rows]
    assert shown[:-1] == [f"'{t}" if t.lstrip()[0] in "=+-@" else t for t in HOSTILE[:-1]]
    assert shown[-1] == "x" * (32_767 - 4) + " […]"
    assert {row[0] for row in rows} >= {"2031-03-01", "2031-03-13"}
    assert (done.marked, done.cut) == (7, 1)
