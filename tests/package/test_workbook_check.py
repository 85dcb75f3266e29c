"""The workbook read back: a sound one passes, and each wrong cell is named with sheet and place."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from test_workbook import HOSTILE, LONG, hostile, two_meetings_of_a_day

import small_dataset
from small_dataset import changed
from socsam_opendata.dataset.batches import Dataset
from socsam_opendata.package import tables as tabular
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.package.sheets.sheets import SHEETS
from socsam_opendata.package.sheets.workbook import about_sheet, write_workbook
from socsam_opendata.package.sheets.workbook_check import Seen, workbook_faults
from socsam_opendata.texts import say

Spoil = Callable[[Any], None]


def written(dataset: Dataset, folder: Path, **limits: int) -> Path:
    """The workbook of a dataset, its tables beside it."""
    tabular.write_tables(dataset, folder)
    return write_workbook(NewPackage.stated(dataset.settings, folder), **limits)


def faults(path: Path, language: str = "en", **limits: int) -> list[str]:
    """What is said of a workbook."""
    found = workbook_faults(path, Tables.written(path.parent), Seen(), **limits)
    return [say(fault.key, language, **fault.facts) for fault in found]


def meetings() -> Dataset:
    """Two invented meetings, one with a day that is only a month."""
    days = (dt.date(2031, 3, 5), dt.date(2031, 4, 2))
    return small_dataset.dataset([small_dataset.meeting(day) for day in days])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(meetings(), tmp_path_factory.mktemp("sound"))


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy of the workbook, to spoil, and the tables beside it."""
    (tmp_path / "data").symlink_to(sound.parent / "data")
    return Path(shutil.copy(sound, tmp_path))


def spoilt(path: Path, spoil: Spoil) -> Path:
    """The workbook saved again by another program, with a change."""
    book = openpyxl.load_workbook(path)
    spoil(book)
    book.save(path)
    return path


# --- what is sound


def test_every_cell_with_its_heading_is_compared(path: Path) -> None:
    seen = Seen()
    assert list(workbook_faults(path, Tables.written(path.parent), seen)) == []
    book = openpyxl.load_workbook(path)
    assert all(book[s.name].max_row > 1 for s in SHEETS)
    assert seen.cells == sum(book[s.name].max_row * len(s.columns) for s in SHEETS)


def test_a_workbook_saved_by_another_program_holds_the_same_values(path: Path) -> None:
    before = path.read_bytes()
    assert faults(spoilt(path, lambda book: None)) == []
    assert path.read_bytes() != before


def test_texts_that_are_marked_cut_or_replaced_are_as_they_must_be(tmp_path: Path) -> None:
    texts = [*HOSTILE, LONG, "a\x00b", "ett\r\ntvå", " ", ""]
    made = [hostile(text, dt.date(2031, 3, day)) for day, text in enumerate(texts, 1)]
    assert faults(written(small_dataset.dataset(made), tmp_path)) == []


def test_days_before_spreadsheets_count_and_days_that_are_no_days_are_texts(tmp_path: Path) -> None:
    old = small_dataset.meeting(dt.date(1900, 2, 28))
    odd = changed(small_dataset.meeting(), "decision_overview", due="2031-02-30")
    assert faults(written(small_dataset.dataset([old, odd]), tmp_path)) == []


def test_a_second_meeting_of_a_day_and_a_dataset_without_rows_pass(tmp_path: Path) -> None:
    for name, data in (
        ("two", two_meetings_of_a_day()), ("none", Dataset(small_dataset.settings(), {}, ())),
    ):  # fmt: skip
        (tmp_path / name).mkdir()
        assert faults(written(data, tmp_path / name)) == []


def test_meetings_that_are_left_out_are_not_missed_and_must_not_be_there(tmp_path: Path) -> None:
    path = written(meetings(), tmp_path, rows=4)
    assert faults(path, rows=4) == []
    assert "Möten: 1 row where 2 belong" in faults(path)


# --- what is not


def put(sheet: str, cell: str, value: Any) -> Spoil:
    def spoil(book: Any) -> None:
        book[sheet][cell] = value

    return spoil


def swap_rows(book: Any) -> None:
    page = book["Möten"]
    for column in range(1, page.max_column + 1):
        upper, lower = page.cell(2, column), page.cell(3, column)
        upper.value, lower.value = lower.value, upper.value


def text_like_a_formula(book: Any) -> None:
    book["Beslut"]["F2"] = "=SUM(1)"
    assert book["Beslut"]["F2"].data_type == "f"


WRONG: dict[str, tuple[Spoil, str]] = {
    "a text": (put("Beslut", "D2", "x"), "Beslut, row 2, column D (Rubrik): ”x” where ”"),
    "a text that is gone": (
        put("Beslut", "D3", None),
        "Beslut, row 3, column D (Rubrik): nothing where ”",
    ),
    "a heading": (put("Beslut", "A1", "Dag"), "row 1, column A (Datum): ”Dag” where ”Datum”"),
    "a number": (
        put("Belopp", "D2", 12345.51),
        "Belopp, row 2, column D (Belopp): 12345.51 where 12345.5 belongs",
    ),
    "a number as text": (
        put("Belopp", "D2", "12345.5"),
        "column D (Belopp): ”12345.5” where 12345.5 belongs",
    ),
    "a day": (
        put("Beslut", "A2", dt.datetime(2031, 3, 6)),
        "Beslut, row 2, column A (Datum): 2031-03-06 where 2031-03-05 belongs",
    ),
    "a day as text": (
        put("Beslut", "A2", "2031-03-05"),
        "column A (Datum): ”2031-03-05” where 2031-03-05 belongs",
    ),
    "a day as number": (
        lambda book: setattr(book["Beslut"]["A2"], "number_format", "0"),
        "column A (Datum): 47912 where 2031-03-05 belongs",
    ),
    "a formula": (
        put("Belopp", "D2", "=12345+0.5"),
        "column D (Belopp): a formula or an error value (=12345+0.5) where 12345.5 belongs",
    ),
    "a formula among the prose": (
        put(about_sheet(), "B2", "=1+1"),
        f"{about_sheet()}, cell B2: a formula or an error value (=1+1)",
    ),
    "a column more": (put("Kommuner", "Z2", 1), "Kommuner, row 2, column Z: 1 where nothing"),
    "a row less": (
        lambda book: book["Möten"].delete_rows(3),
        "Möten: 1 row where 2 belong",
    ),
    "a row more": (
        lambda book: book["Möten"].append(["x"]),
        "Möten: 3 rows where 2 belong",
    ),
    "rows in another order": (swap_rows, "Möten, row 2, column B (Datum): 2031-04-02 where"),
    "a sheet less": (lambda book: book.remove(book["Röster"]), "the sheets are Beslut, "),
    "another order of sheets": (
        lambda book: book.move_sheet("Möten", 3),
        "the sheets are Beslut, ",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_as_the_tables_say_is_named_with_its_place(name: str, path: Path) -> None:
    spoil, says = WRONG[name]
    found = faults(spoilt(path, spoil))
    assert says in found[0], found


def test_a_text_that_is_run_as_a_formula_is_told_from_the_same_text(tmp_path: Path) -> None:
    path = written(small_dataset.dataset([hostile("=SUM(1)")]), tmp_path)
    (found,) = faults(spoilt(path, text_like_a_formula))
    assert found.endswith(": a formula or an error value (=SUM(1)) where ”=SUM(1)” belongs")


def test_of_many_wrong_cells_the_first_are_named_and_the_rest_counted(path: Path) -> None:
    found = faults(spoilt(path, lambda book: book["Deltagare"].delete_rows(2)), "sv")
    assert found[0] == "Deltagare: 5 rader i stället för 6"
    assert all(fault.startswith("Deltagare, rad ") for fault in found[1:11])
    assert found[2].endswith(": ”Tjänstgörande ersättare” i stället för ”Ledamot”")
    assert len(found) == 12
    assert found[11].startswith("Deltagare: ")
    assert found[11].endswith(" celler till är fel")
