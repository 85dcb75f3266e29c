"""The workbook: what a reader of it finds, and that no text of minutes becomes more than text."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook import Workbook

import small_dataset
from small_dataset import BODY, changed
from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.model.records import BY_NAME, Person
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.package.sheets import sheets, workbook
from socsam_opendata.package.sheets.sheets import LEFT_OUT, SHEETS, in_print, sheet_of
from socsam_opendata.package.sheets.workbook import about_sheet, write_workbook
from socsam_opendata.settings.dataset_toml import Settings, read_settings
from socsam_opendata.texts import say

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "datapackage"
FACTS = tomllib.loads((ROOT / "tests/facts/2025-06-02-socsam.toml").read_text(encoding="utf-8"))

Rows = list[dict[str, Any]]


def written(dataset: Dataset, folder: Path, **limits: int) -> Path:
    """The workbook of a dataset."""
    tabular.write_tables(dataset, folder)
    return write_workbook(NewPackage.stated(dataset.settings, folder), **limits)


def rows_of(book: Workbook, name: str) -> Rows:
    """The rows of a sheet by heading."""
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def about(book: Workbook) -> str:
    """Everything that the sheet about the data says, line by line."""
    lines = book[about_sheet()].iter_rows(values_only=True)
    return "\n".join(" | ".join(str(cell) for cell in line if cell is not None) for line in lines)


def parts(path: Path) -> dict[str, str]:
    """The XML parts of a workbook."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed")
    (folder / "data").symlink_to(PACKAGE / "data")
    return write_workbook(NewPackage.stated(read_settings(ROOT / "minutes"), folder))


@pytest.fixture(scope="module")
def book(seed: Path) -> Workbook:
    return openpyxl.load_workbook(seed)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return openpyxl.load_workbook(written(small_dataset.dataset(), tmp_path_factory.mktemp("s")))


# --- sheets and headings


def test_decisions_come_first_then_the_data_about_the_data_then_the_tables(book: Workbook) -> None:
    assert book.sheetnames[:4] == ["Beslut", "Om uppgifterna", "Möten", "Deltagare"]
    assert len(book.sheetnames) == len(SHEETS) + 1
    assert {s.table for s in SHEETS} | set(LEFT_OUT) == set(BY_NAME.values())


@pytest.mark.parametrize("table", BY_NAME.values(), ids=lambda table: table.name)
def test_every_table_can_be_a_sheet_with_different_swedish_headings(table: Any) -> None:
    sheet = sheet_of(table)
    headings = [shown.heading for shown in sheet.columns]
    assert len(set(headings)) == len(headings)
    assert {c.means.sv for c in table.columns} <= set(headings)
    assert set(headings) - {c.means.sv for c in table.columns} <= {"Mötesdag"}
    assert len(sheet.name) <= 31
    assert not set(sheet.name) & set("[]:*?/\\")


def test_headings_stay_in_sight_and_filter_exactly_the_rows(book: Workbook) -> None:
    for sheet in SHEETS:
        page = book[sheet.name]
        assert [cell.value for cell in page[1]] == [shown.heading for shown in sheet.columns]
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
        assert page["A1"].font.b


def test_columns_are_as_wide_as_what_they_hold(book: Workbook) -> None:
    page = book["Beslut"]
    by_heading = {cell.value: cell for cell in page[1]}
    width = {head: page.column_dimensions[c.column_letter].width for head, c in by_heading.items()}
    assert width["Beslut"] > 2 * width["Datum"]
    assert page.cell(2, by_heading["Beslut"].column).alignment.wrap_text
    assert not page.cell(2, by_heading["Id"].column).alignment.wrap_text
    long = max(range(2, page.max_row + 1), key=lambda n: len(page.cell(n, 6).value))
    assert page.row_dimensions[long].height >= 4 * 15


def test_a_table_without_rows_has_its_sheet_with_headings(tmp_path: Path) -> None:
    settings = Settings()
    found = openpyxl.load_workbook(written(Dataset(settings, {}, ()), tmp_path))
    assert len(found.sheetnames) == len(SHEETS) + 1
    for sheet in SHEETS:
        assert rows_of(found, sheet.name) == []
        assert found[sheet.name].max_column == len(sheet.columns)


# --- values


def test_rows_are_those_of_the_tables_in_the_order_of_the_minutes(book: Workbook) -> None:
    for sheet in SHEETS:
        table = tabular.read_parquet(PACKAGE, sheet.table)
        rows = table.select([n for n in ("first_line", "id") if n in table.column_names])
        lines = rows.to_pylist()
        lines.sort(key=lambda row: (row.get("first_line") or 0, row["id"]))
        key = sheet.table.by_name["id"].means.sv
        shown = [row[key] for row in rows_of(book, sheet.name)]
        assert shown == [row["id"] for row in lines], sheet.name


def of_points(key: str, points: dict[str, int]) -> MeetingRows:
    """A meeting of 5 March 2031 with these decided points, each on its line."""
    own = small_dataset.meeting()
    at = {"source": key, "date": dt.date(2031, 3, 5)}
    (meeting,), (point,) = own.rows["meetings"], own.rows["decision_overview"]
    rows = {
        "meetings": [replace(meeting, id=key, **at)],
        "decision_overview": [
            replace(point, id=f"{key}-{name}", first_line=line, last_line=line, **at)
            for name, line in sorted(points.items())
        ],
    }
    return MeetingRows(key, rows, small_dataset.TEXT)


FIRST, SECOND = f"{BODY}-2031-03-05", f"{BODY}-2031-03-05b"
POINTS = [*(f"2-{n}" for n in range(1, 13)), "10-1", "99-1", "100-1"]
IN_PRINT = [*(f"{FIRST}-{p}" for p in POINTS), *(f"{SECOND}-{p}" for p in POINTS)]


def two_meetings_of_a_day() -> Dataset:
    """Points whose ids as text stand in another order than in print."""
    points = {name: 10 + n for n, name in enumerate(POINTS)}
    return small_dataset.dataset([of_points(key, points) for key in (FIRST, SECOND)])


@pytest.mark.parametrize("size", [1, 2, 7, 8_000])
def test_points_stand_as_in_the_minutes_whatever_a_batch_holds(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socsam_opendata.package.sheets.sheets.SHEET_ROWS", size)
    before = [small_dataset.meeting(dt.date(2031, 3, 4)), *two_meetings_of_a_day().meetings]
    data = small_dataset.dataset([*before, small_dataset.meeting(dt.date(2031, 3, 6))])
    path = written(data, tmp_path)
    overview = BY_NAME["decision_overview"]
    stored = tabular.read_parquet(tmp_path, overview)["id"].to_pylist()
    assert stored == sorted(stored)
    sources = tabular.read_parquet(tmp_path, overview)["source"].to_pylist()
    assert sources == sorted(sources)  # the rows of a meeting lie together
    shown = [row["Id"] for row in rows_of(openpyxl.load_workbook(path), "Beslut")]
    first, last = (f"{BODY}-2031-03-0{n}-4-1" for n in (4, 6))
    assert shown == [first, *IN_PRINT, last] != stored


def test_no_more_is_held_than_a_batch_and_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socsam_opendata.package.sheets.sheets.SHEET_ROWS", 5)
    tabular.write_tables(small_dataset.dataset(meetings(30)), tmp_path)
    sizes = [len(batch) for batch in in_print(Tables.written(tmp_path), BY_NAME["participants"])]
    assert sum(sizes) == 90
    assert max(sizes) <= 5 + 3


def test_remarks_without_a_line_come_after_those_with_one(tmp_path: Path) -> None:
    own = small_dataset.meeting()
    (remark,) = own.rows["problems"]
    lines = {"01": None, "02": 9, "03": 4}
    remarks = [
        replace(remark, id=f"{FIRST}-problem-{n}", first_line=line, last_line=line)
        for n, line in lines.items()
    ]
    own = replace(own, rows={**own.rows, "problems": remarks})
    found = openpyxl.load_workbook(written(small_dataset.dataset([own]), tmp_path))
    name = next(s.name for s in SHEETS if s.table.name == "problems")
    assert [row["Första rad"] for row in rows_of(found, name)] == [4, 9, None]


def test_decisions_have_the_values_of_the_table_as_days_numbers_and_texts(book: Workbook) -> None:
    table = BY_NAME["decision_overview"]
    force = {"decision": "Beslut", "recommendation": "Rekommendation"}
    shown = rows_of(book, "Beslut")
    assert len(shown) == 11
    for row, cells in zip(table.rows(tabular.read_parquet(PACKAGE, table)), shown, strict=True):
        assert cells["Datum"] == dt.datetime.combine(row.date, dt.time())
        assert cells["Beslut"] == row.text
        assert cells["Verkan"] == force[row.force]
        assert cells["Belopp"] == (None if row.amount is None else float(row.amount))
        assert cells["Tveksamt"] == {"yes": "Ja", "no": "Nej"}[row.doubtful]
        assert cells["Närvarande beslutande"] == 7
        assert (cells["Första rad"], cells["Sista rad"]) == (row.first_line, row.last_line)


def test_the_grant_of_the_seed_is_a_number_and_a_day(book: Workbook) -> None:
    by_id = {row["Id"]: row for row in rows_of(book, "Beslut")}
    grant = by_id["socsam-2025-06-02-17-2"]
    assert grant["Belopp"] == 731101
    assert grant["Gäller från"] == dt.datetime(2026, 1, 1)
    assert by_id["socsam-2025-06-02-14b-1"]["Klart"] == "2025-12"
    page = book["Beslut"]
    formats = {
        page.cell(1, cell.column).value: cell.number_format for row in page[2:12] for cell in row
        if cell.value is not None and not isinstance(cell.value, str)
    }  # fmt: skip
    assert formats["Datum"] == "yyyy-mm-dd"
    assert formats["Belopp"] == "#,##0.00"
    assert formats["Första rad"] == "0"


def test_times_are_times_and_due_dates_days(small: Workbook) -> None:
    (meeting,) = rows_of(small, "Möten")
    assert (meeting["Börjar"], meeting["Slutar"]) == (dt.time(9), dt.time(11, 30))
    first, second = rows_of(small, "Uppdrag")
    assert first["Klart"] == "2031-06"
    assert first["Klart tidigast"] == dt.datetime(2031, 6, 1)
    assert first["Klart senast"] == dt.datetime(2031, 6, 30)
    assert second["Klart senast"] is None


def test_keys_of_shared_tables_are_names_and_codes_swedish_labels(small: Workbook) -> None:
    first, second, third = rows_of(small, "Deltagare")
    assert first["Person"] == "Åsa Öbergsson Påhitt"
    assert first["Parti"] == "Arbetarepartiet-Socialdemokraterna"
    assert first["Kommun"] == "Berg"
    assert first["Egenskap"] == "Ledamot"
    assert first["Mötesdag"] == dt.datetime(2031, 3, 5)
    assert second["Tjänstgör för"] == "Åsa Öbergsson Påhitt"
    assert third["Person"] is None
    assert third["Organisation"] == "Exempelkansliet"
    assert third["Namn utelämnat"] == "Tjänsteperson utan roll i ärendet"
    assert rows_of(small, "Kommuner")[0]["Kommunkod"] == "2321"


def test_persons_of_one_name_are_told_apart(tmp_path: Path) -> None:
    data = small_dataset.dataset()
    twin = Person(id="p-00000000cc", name="Nils Äng Fantasi", category="elected")
    shared = {**data.shared, "persons": [*data.shared["persons"], twin]}
    found = openpyxl.load_workbook(written(replace(data, shared=shared), tmp_path))
    names = [row["Person"] for row in rows_of(found, "Deltagare")]
    assert names == ["Åsa Öbergsson Påhitt", "Nils Äng Fantasi (p-00000000bb)", None]


def test_days_that_spreadsheets_count_differently_are_text(tmp_path: Path) -> None:
    days = (dt.date(1900, 2, 28), dt.date(1900, 3, 1))
    meetings = [small_dataset.meeting(day) for day in days]
    found = openpyxl.load_workbook(written(small_dataset.dataset(meetings), tmp_path))
    shown = [row["Datum"] for row in rows_of(found, "Möten")]
    assert shown == ["1900-02-28", dt.datetime(1900, 3, 1)]


def test_a_day_that_does_not_exist_stays_text(tmp_path: Path) -> None:
    odd = changed(small_dataset.meeting(), "decision_overview", due="2031-02-30")
    found = openpyxl.load_workbook(written(small_dataset.dataset([odd]), tmp_path))
    assert rows_of(found, "Beslut")[0]["Klart"] == "2031-02-30"


# --- the sheet about the data


def test_the_sheet_about_the_data_says_what_one_must_know(book: Workbook) -> None:
    said = about(book)
    settings = read_settings(ROOT / "minutes")
    for words in (
        settings.title, settings.description, f"Utgivare | {settings.publisher.name}",
        f"Version | {settings.version}", "Utgivningsdag | 2026-11-22", "CC0 1.0",
        "Hänvisa så | ", "| decision_overview | 11 | 11", "| votes | 0 | 0",
        "Rader i källtexterna: 304. Lästa: 185", "Alla möten i datamängden: 1.",
        "Tveksamt | Ja betyder", "[namn utelämnat]", "32 767 tecken", "In English",
        settings.title_en, "Licence | ", "Lines of the source texts: 304",
    ):  # fmt: skip
        assert words in said, words
    assert said.index("In English") > said.index("Gränser")
    for name in ("marked", "cut", "replaced"):
        assert say(f"workbook.about.{name}.label", "sv") not in said
    assert "{" not in said


# --- hostile minutes

HOSTILE = (
    "=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(1)", "\tflik", "  =1+1", "＝1+1",
    "<b>&amp;</b>", '"citat" och \'apostrof\'', "rad ett\nrad två", "https://example.org/ =x",
    "{=1+1}", "_x0041_", "]]>", "𐍈" * 4,
)  # fmt: skip
RUN = HOSTILE[:7]
LONG = "x" * 40_000


def hostile(text: str, day: dt.date = dt.date(2031, 3, 5)) -> MeetingRows:
    """The invented meeting with a text wherever a table of the workbook has one."""
    found = small_dataset.meeting(day)
    for table, columns in {
        "decision_overview": ("text", "title", "assignee"), "documents": ("title",),
        "dissents": ("text",), "meetings": ("place",), "problems": ("message",),
    }.items():  # fmt: skip
        found = changed(found, table, **dict.fromkeys(columns, text))
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_plain_text(text: str, tmp_path: Path) -> None:
    path = written(small_dataset.dataset([hostile(text)]), tmp_path)
    found = openpyxl.load_workbook(path)
    page = found["Beslut"]
    for head, column in (("Beslut", 6), ("Rubrik", 4), ("Utförare", 14)):
        cell = page.cell(2, column)
        assert page.cell(1, column).value == head
        assert cell.data_type == "s"
        assert cell.value == text.replace("_x0041_", "_x005F_x0041_")  # openpyxl leaves it escaped
        assert bool(cell.quotePrefix) == (text in RUN)
    assert rows_of(found, "Möten")[0]["Plats"] == page.cell(2, 6).value
    assert not has_live_parts(path)
    marked = "7 celler börjar som en formel" in about(found)
    assert marked == (text in RUN)
    assert ("Beslut!D2" in about(found)) == marked


def has_live_parts(path: Path) -> bool:
    """Whether a workbook has a formula, a link or anything beside sheets and their looks."""
    allowed = ("xl/worksheets/sheet", "xl/theme/", "docProps/", "_rels/", "[Content", "xl/_rels")
    return any(
        "<f>" in text or "<f " in text or "hyperlink" in text
        or not name.startswith((*allowed, "xl/workbook.xml", "xl/styles.xml"))
        for name, text in parts(path).items()
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["formula", "url"])
def test_a_formula_or_a_link_would_be_seen(kind: str, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "x.xlsx", {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write("A1", "=1+1" if kind == "formula" else "https://example.org/")
    assert has_live_parts(tmp_path / "x.xlsx")


@pytest.mark.parametrize(("text", "units"), [(LONG, 1), ("🏛" * 20_000, 2)])
def test_a_text_too_long_for_a_cell_is_cut_and_said(text: str, units: int, tmp_path: Path) -> None:
    path = written(small_dataset.dataset([hostile(text)]), tmp_path)
    found = openpyxl.load_workbook(path)
    cell = found["Beslut"].cell(2, 6).value
    assert cell.endswith(sheets.CUT)
    assert len(cell.encode("utf-16-le")) // 2 in (sheets.CHARACTERS, sheets.CHARACTERS - 1)
    assert cell.removesuffix(sheets.CUT) == text[: len(cell) - len(sheets.CUT)]
    assert "7 celler är längre än 32 767 tecken" in about(found)
    assert len(text) * units > sheets.CHARACTERS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x07c\x1bd\x7fe", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("ett\r\ntvå\rtre\u2028fyra", "ett\ntvå\ntre\nfyra"),
        ("\ufffe\uffff", "\ufffd\ufffd"),
        ("\x00=1+1", "\ufffd=1+1"),
    ],
)
def test_characters_no_cell_can_hold_are_replaced_and_said(
    text: str, shown: str, tmp_path: Path
) -> None:
    found = openpyxl.load_workbook(written(small_dataset.dataset([hostile(text)]), tmp_path))
    assert found["Beslut"].cell(2, 6).value == shown
    assert "7 celler har styrtecken" in about(found)


def test_the_first_ten_places_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    meetings = [
        changed(small_dataset.meeting(dt.date(2031, month, 5)), "decision_overview", title="=1")
        for month in range(1, 13)
    ]
    found = openpyxl.load_workbook(written(small_dataset.dataset(meetings), tmp_path))
    assert "12 celler börjar" in about(found)
    assert "Beslut!D10, Beslut!D11, …" in about(found)


def test_names_and_settings_are_no_formulas_either(tmp_path: Path) -> None:
    data = small_dataset.dataset()
    first, *others = data.shared["persons"]
    shared = {**data.shared, "persons": [replace(first, name="=HYPERLINK(1)"), *others]}
    settings = replace(data.settings, title="=1+1", description="@x\x01")
    path = written(Dataset(settings, shared, data.meetings), tmp_path)
    found = openpyxl.load_workbook(path)
    assert rows_of(found, "Deltagare")[0]["Person"] == "=HYPERLINK(1)"
    assert found[about_sheet()]["A1"].value == "=1+1"
    assert found[about_sheet()]["A1"].quotePrefix
    assert not has_live_parts(path)


def test_no_withheld_name_is_in_any_part(seed: Path) -> None:
    names = [row["name"] for row in FACTS["publication"]["withheld"]]
    names += [row["name"] for row in FACTS["publication"]["only_in_text"]]
    assert len(names) == 14
    everything = "\n".join(parts(seed).values()).casefold()
    assert "margareta winberg" in everything
    for name in names:
        first, _, last = name.casefold().partition(" ")
        assert name.casefold() not in everything
        assert f"{last}, {first}" not in everything


# --- limits of the format


def meetings(count: int) -> list[MeetingRows]:
    return [small_dataset.meeting(dt.date(2031, 1, 1) + dt.timedelta(n)) for n in range(count)]


def test_where_not_all_meetings_fit_the_newest_are_kept_in_every_sheet(tmp_path: Path) -> None:
    found = openpyxl.load_workbook(
        written(small_dataset.dataset(meetings(9)), tmp_path, rows=3 * 4 + 1)
    )
    kept = [f"{BODY}-2031-01-0{n}" for n in range(6, 10)]
    assert [row["Id"] for row in rows_of(found, "Möten")] == kept
    for sheet in SHEETS:
        if sheet.meeting:
            assert {row["Källa"] for row in rows_of(found, sheet.name)} == set(kept), sheet.name
    assert len(rows_of(found, "Deltagare")) == 12
    assert "De 4 nyaste av 9 möten, det äldsta den 2031-01-06." in about(found)
    assert "The newest 4 of 9 meetings, the oldest on 2031-01-06." in about(found)
    assert "| participants | 12 | 27" in about(found)


def test_the_cells_of_the_whole_workbook_are_bounded(tmp_path: Path) -> None:
    found = openpyxl.load_workbook(
        written(small_dataset.dataset(meetings(9)), tmp_path, cells=1_500)
    )
    size = sum(found[s.name].max_column * (found[s.name].max_row - 1) for s in SHEETS)
    held = len(rows_of(found, "Möten"))
    assert 0 < held < 9
    assert size <= 1_500 < size * (held + 1) / held
    assert "under 1\N{NO-BREAK SPACE}500 celler" in about(found)


def test_shared_tables_end_at_the_last_row_of_a_sheet(tmp_path: Path) -> None:
    found = openpyxl.load_workbook(written(small_dataset.dataset(), tmp_path, rows=1))
    assert len(rows_of(found, "Personer")) == 1
    assert "| persons | 1 | 2" in about(found)
    assert "De 0 nyaste av 1 möten" in about(found)


def test_the_limits_are_those_of_excel() -> None:
    assert workbook.EXCEL_ROWS == 2**20 - 1
    assert sheets.CHARACTERS == 2**15 - 1


# --- bytes


@pytest.mark.campaign
def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; import small_dataset;"
        "from socsam_opendata.package import tables as tabular;"
        "from socsam_opendata.package.new_package import NewPackage;"
        "from socsam_opendata.package.sheets import workbook;"
        "folder = Path(sys.argv[1]); data = small_dataset.dataset();"
        "tabular.write_tables(data, folder); "
        "workbook.write_workbook(NewPackage.stated(data.settings, folder))"
    )
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        subprocess.run([sys.executable, "-c", script, str(folder)], check=True, env=environment)
        found.append((folder / "exempel.xlsx").read_bytes())
        assert sorted(p.name for p in folder.iterdir()) == ["data", "exempel.xlsx"]
    assert found[0] == found[1]


def test_the_day_of_creation_is_the_day_of_release(small: Workbook, tmp_path: Path) -> None:
    assert small.properties.created == dt.datetime(2031, 4, 1)
    assert small.properties.title == "Påhittade protokoll"
    undated = replace(small_dataset.settings(), release_date=None)
    path = written(Dataset(undated, {}, ()), tmp_path)
    assert openpyxl.load_workbook(path).properties.created == dt.datetime(1980, 1, 1)
    assert "Utgivningsdag" not in about(openpyxl.load_workbook(path))


def test_decimals_keep_their_digits(tmp_path: Path) -> None:
    most = Decimal("999999999999.99")
    odd = changed(small_dataset.meeting(), "decision_overview", amount=most)
    found = openpyxl.load_workbook(written(small_dataset.dataset([odd]), tmp_path))
    assert Decimal(str(rows_of(found, "Beslut")[0]["Belopp"])) == most
