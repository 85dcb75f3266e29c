"""CSV for Swedish Excel: its dialect, that nothing in it runs, what it refuses to write over."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from test_workbook import IN_PRINT, two_meetings_of_a_day
from typer.testing import CliRunner

import small_dataset
from small_dataset import changed
from socsam_opendata.cli.main import make_app
from socsam_opendata.errors import PackageError, SocsamError
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.sheets.excel_csv import Exported, export_excel_csv
from socsam_opendata.package.sheets.sheets import CHARACTERS, EXCEL_ROWS, sheet_of
from tabled_package import tabled_package

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "datapackage"


def records(path: Path) -> list[list[str]]:
    """The records of a file as RFC 4180 has them, with semicolons."""
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";", strict=True))


def exported(tmp_path: Path, text: str) -> tuple[Exported, str]:
    """The export of decisions where one has this text, and the cell it became."""
    odd = changed(small_dataset.meeting(), "decision_overview", text=text)
    home = tmp_path / "package"
    home.mkdir()
    tabled_package(home, small_dataset.dataset([odd]))
    (done,) = export_excel_csv(home, tmp_path / "out", ["decision_overview"])
    head, row = records(done.path)
    return done, row[head.index("Beslut")]


def test_every_table_is_written_unless_some_are_named(tmp_path: Path) -> None:
    done = export_excel_csv(PACKAGE, tmp_path / "all")
    assert [e.table for e in done] == [t.name for t in TABLES]
    for one in done:
        table = BY_NAME[one.table]
        head, *rows = records(one.path)
        assert one.path == tmp_path / "all" / f"{table.name}-excel.csv"
        assert head == [shown.heading for shown in sheet_of(table).columns]
        assert one.rows == len(rows) == len(tabular.read_parquet(PACKAGE, table))
        assert not one.too_long
    some = export_excel_csv(PACKAGE, tmp_path / "some", ["persons", "meetings"])
    assert [e.table for e in some] == ["persons", "meetings"]
    names = ["meetings-excel.csv", "persons-excel.csv"]
    assert sorted(p.name for p in (tmp_path / "some").iterdir()) == names


def test_the_dialect_is_that_of_swedish_excel(tmp_path: Path) -> None:
    (done,) = export_excel_csv(
        tabled_package(tmp_path), tmp_path.with_name("o1"), ["decision_overview"]
    )
    data = done.path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfDatum;Organ;Paragraf;")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 2
    (row,) = records(done.path)[1:]
    assert row[:4] == ["2031-03-05", "Exempelrådet", "§ 4", "Stöd till Sagoföreningen"]
    assert "12345,50" in row
    assert "Rekommendation" in row
    assert "Nej" in row
    assert done.marked == 0


def test_times_are_short_and_names_stand_for_keys(tmp_path: Path) -> None:
    odd = changed(small_dataset.meeting(), "meetings", ends_at=dt.time(11, 30, 5))
    home = tabled_package(tmp_path, small_dataset.dataset([odd]))
    meetings, roles = export_excel_csv(home, tmp_path.with_name("o2"), ["meetings", "roles"])
    assert records(meetings.path)[1][:4] == ["Exempelrådet", "2031-03-05", "09:00", "11:30:05"]
    assert "Åsa Öbergsson Påhitt" in records(roles.path)[2]


@pytest.mark.parametrize(
    "text", ["a;b", 'citat "så"', '"', "rad ett\nrad två", " blanksteg ", "<b>", "x" * 32_767, "'"]
)
def test_a_text_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    done, cell = exported(tmp_path, text)
    assert cell == text
    assert done.marked == 0


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1;2", "@SUM(1)", "\tflik", "\n=1", "  =1+1", "＝1"]
)
def test_a_text_that_excel_would_run_gets_an_apostrophe_and_is_counted(
    text: str, tmp_path: Path
) -> None:
    done, cell = exported(tmp_path, text)
    assert cell == f"'{text}"
    assert done.marked == 1


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("x" * 32_768, "x" * 32_763 + " […]"),
        ("🏛" * 16_384, "🏛" * 16_381 + " […]"),
        ("=" + "x" * 32_767, "'=" + "x" * 32_761 + " […]"),
        ("=" + "x" * 32_766, "'=" + "x" * 32_761 + " […]"),  # the apostrophe takes a place
    ],
)
def test_a_text_longer_than_a_cell_is_cut_as_in_the_workbook_and_counted(
    text: str, held: str, tmp_path: Path
) -> None:
    done, cell = exported(tmp_path, text)
    assert cell == held
    assert len(cell.encode("utf-16-le")) // 2 <= CHARACTERS
    assert (done.cut, done.marked) == (1, int(text[0] == "="))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "1 text är längre än en cell rymmer (32 767 tecken) och slutar med […]."),
        ("en", "1 text is longer than a cell holds (32,767 characters) and ends in […]."),
    ],
)
@pytest.mark.parametrize(("length", "said"), [(32_767, False), (32_768, True)])
def test_the_command_says_that_a_text_was_cut(
    language: str, words: str, length: int, said: bool, tmp_path: Path
) -> None:
    odd = changed(small_dataset.meeting(), "decision_overview", text="x" * length)
    home = tmp_path / "package"
    home.mkdir()
    tabled_package(home, small_dataset.dataset([odd]))
    asked = ["export", str(tmp_path / "out"), "decision_overview", "--package", str(home)]
    result = CliRunner().invoke(make_app(language), asked)
    assert result.exit_code == 0, result.output
    assert (words in " ".join(result.output.split())) == said


def test_the_points_of_a_meeting_stand_as_in_the_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socsam_opendata.package.sheets.sheets.SHEET_ROWS", 4)
    home = tabled_package(tmp_path, two_meetings_of_a_day())
    (done,) = export_excel_csv(home, tmp_path.with_name("o5"), ["decision_overview"])
    head, *rows = records(done.path)
    assert [row[head.index("Id")] for row in rows] == IN_PRINT


def test_a_negative_number_is_a_number(tmp_path: Path) -> None:
    odd = changed(small_dataset.meeting(), "decision_overview", amount=Decimal("-3.50"))
    home = tabled_package(tmp_path, small_dataset.dataset([odd]))
    (done,) = export_excel_csv(home, tmp_path.with_name("o3"), ["decision_overview"])
    assert "-3,50" in records(done.path)[1]
    assert done.marked == 0


def test_control_characters_and_strange_line_ends_are_replaced(tmp_path: Path) -> None:
    _, cell = exported(tmp_path, "a\x00b\r\nc\rd\u2028e")
    assert cell == "a\ufffdb\nc\nd\ne"


def test_an_earlier_export_is_replaced_and_other_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    export_excel_csv(PACKAGE, out, ["persons"])
    before = (out / "persons-excel.csv").read_bytes()
    (out / "persons-excel.csv").write_bytes("\ufeffAnnat;Id\r\n1;2\r\n".encode())
    (out / "anteckningar.txt").write_text("mina", encoding="utf-8")
    export_excel_csv(PACKAGE, out, ["persons"])
    assert (out / "persons-excel.csv").read_bytes() == before
    assert sorted(p.name for p in out.iterdir()) == ["anteckningar.txt", "persons-excel.csv"]


@pytest.mark.parametrize("held", [b"", b"Namn;Id\r\n", "\ufeffNamn;Kategori\r\n".encode(), b"\xff"])
def test_a_file_that_is_no_export_is_not_written_over(held: bytes, tmp_path: Path) -> None:
    (tmp_path / "persons-excel.csv").write_bytes(held)
    with pytest.raises(SocsamError, match="is no earlier export"):
        export_excel_csv(PACKAGE, tmp_path, ["meetings", "persons"])
    assert [p.name for p in tmp_path.iterdir()] == ["persons-excel.csv"]
    assert (tmp_path / "persons-excel.csv").read_bytes() == held


def test_a_folder_in_the_way_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "persons-excel.csv").mkdir()
    with pytest.raises(SocsamError, match="is no earlier export"):
        export_excel_csv(PACKAGE, tmp_path, ["persons"])


def test_an_unknown_table_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SocsamError, match="no table 'person'; did you mean 'persons'"):
        export_excel_csv(PACKAGE, tmp_path, ["person"])
    with pytest.raises(SocsamError, match="no table 'xyzzy'; there are municipalities, "):
        export_excel_csv(PACKAGE, tmp_path, ["xyzzy"])


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="holds no built package"):
        export_excel_csv(tmp_path, tmp_path / "out")
    home = tabled_package(tmp_path)
    tabular.parquet_path(home, BY_NAME["votes"]).unlink()
    with pytest.raises(PackageError, match="lacks the table votes"):
        export_excel_csv(home, tmp_path.with_name("o4"))


def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    with pytest.raises(SocsamError, match="is a file"):
        export_excel_csv(PACKAGE, tmp_path / "fil")
    with pytest.raises(SocsamError, match="make it first"):
        export_excel_csv(PACKAGE, tmp_path / "finns" / "inte")


@pytest.mark.parametrize("inside", [".", "data", "csv"])
def test_nothing_is_written_into_the_package(inside: str, tmp_path: Path) -> None:
    home = tabled_package(tmp_path)
    before = sorted(home.rglob("*"))
    with pytest.raises(SocsamError, match="lies in the package"):
        export_excel_csv(home, home / inside)
    assert sorted(home.rglob("*")) == before


def test_a_table_longer_than_a_sheet_is_said() -> None:
    fits = Exported(Path("x.csv"), "persons", EXCEL_ROWS, 0)
    assert not fits.too_long
    assert replace(fits, rows=EXCEL_ROWS + 1).too_long


def test_an_export_that_is_broken_off_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_excel_csv(PACKAGE, tmp_path, ["persons"])
    before = (tmp_path / "persons-excel.csv").read_bytes()

    def fail(text: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("socsam_opendata.package.sheets.excel_csv.runs", fail)
    with pytest.raises(KeyboardInterrupt):
        export_excel_csv(PACKAGE, tmp_path, ["persons"])
    assert (tmp_path / "persons-excel.csv").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["persons-excel.csv"]


def test_a_package_may_be_named_by_a_path_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PACKAGE.parent)
    (done,) = export_excel_csv(Path(PACKAGE.name), tmp_path / "out", ["meetings"])
    assert done.rows == 1


def test_a_table_with_a_number_of_a_person_is_not_exported(tmp_path: Path) -> None:
    odd = changed(small_dataset.meeting(), "clauses", text="Att ringa 070-123 45 67.")
    home = tmp_path / "package"
    home.mkdir()
    tabled_package(home, small_dataset.dataset([odd]))
    with pytest.raises(PackageError) as caught:
        export_excel_csv(home, tmp_path / "out", ["clauses"])
    assert caught.value.key == "leak.number"
    assert not (tmp_path / "out").exists()
