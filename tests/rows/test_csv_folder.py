"""What a folder of CSV files is taken to hold, and what is told of it. All invented."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from given_meeting import SETTINGS
from socsam_opendata.errors import RowsError
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.rows.csv_folder import FolderTexts, csv_tables
from socsam_opendata.rows.csv_forms import write_forms
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.rows.take import taken_rows, taken_tables


def taken(folder: Path, **files: str) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """The cells of the rows of files, without empty ones, and the faults without the folder."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    faults = Faults()
    rows = {
        name: [{c: v for c, v in row.cells.items() if v is not None} for row in found]
        for name, found in taken_tables(csv_tables(folder, faults), faults, Counter()).items()
    }
    return rows, [fault.said("en").replace(f"{folder}/", "") for fault in faults.told]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_untouched_form_has_no_rows(language: str, tmp_path: Path) -> None:
    write_forms(tmp_path, language)
    rows, faults = taken(tmp_path)
    assert faults == []
    assert {name for name, found in rows.items() if found} == set()
    assert "meetings" in rows


@pytest.mark.parametrize("language", ["sv", "en"])
def test_rows_below_the_line_of_a_form_are_taken(language: str, tmp_path: Path) -> None:
    write_forms(tmp_path, language)
    path = tmp_path / "cases.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("#1;Drakar;SR 2031/4\r\n")
    rows, faults = taken(tmp_path)
    assert faults == []
    assert rows["cases"] == [{"id": "#1", "title": "Drakar", "diary_number": "SR 2031/4"}]


def test_rows_whose_first_cell_begins_with_a_number_sign_are_rows(tmp_path: Path) -> None:
    rows, faults = taken(
        tmp_path,
        ballots="id,vote,person,choice\n#1,v,Tora,yes\n#2,v,Nils,no\n",
        documents="title,item,kind,role\n#MeToo-uppropet,p,other,basis\n# Drakar,p,other,basis\n",
    )
    assert faults == []
    assert [row["id"] for row in rows["ballots"]] == ["#1", "#2"]
    assert [row["title"] for row in rows["documents"]] == ["#MeToo-uppropet", "# Drakar"]


def test_the_line_of_a_form_whose_columns_were_moved_or_left_out_is_no_row(tmp_path: Path) -> None:
    write_forms(tmp_path, "sv")
    names, said = (tmp_path / "cases.csv").read_text("utf-8-sig").splitlines()
    (id_name, title, _), (id_said, title_said, _) = names.split(";"), said.split(";")
    moved = f"{title};{id_name}\n{title_said};{id_said}\nDrakar;1\n"
    left_out = f"{title}\n{title_said}\nDrakar\n"
    for text, cells in ((moved, {"id": "1", "title": "Drakar"}), (left_out, {"title": "Drakar"})):
        rows, faults = taken(tmp_path, cases=text)
        assert (rows["cases"], faults) == ([cells], [])


def test_a_row_written_over_a_part_of_the_line_of_a_form_is_told(tmp_path: Path) -> None:
    write_forms(tmp_path, "en")
    names, said = (tmp_path / "cases.csv").read_text("utf-8-sig").splitlines()
    _, faults = taken(tmp_path, cases=f"{names}\n{said.split(';')[0]};Drakar;SR 2031/4\n")
    (fault,) = faults
    assert fault.startswith("cases.csv:2: cases, row 1: ")
    assert "parts of it are left here" in fault


def test_a_file_of_one_line_without_headings_is_told(tmp_path: Path) -> None:
    _, faults = taken(tmp_path, cases="a1,Drakar,SR 2031/4\n")
    assert [fault.partition(" cannot")[0] for fault in faults] == [
        "cases.csv:1: cases: 'a1'",
        "cases.csv:1: cases: 'Drakar'",
        "cases.csv:1: cases: 'SR 2031/4'",
    ]


def test_unknown_headings_are_told_with_the_nearest_without_rows_too(tmp_path: Path) -> None:
    faults = {}
    for name, below in (("rows", "Drakar\n"), ("no rows", "")):
        (_, faults[name]) = taken(tmp_path, cases=f"titel\n{below}")
    assert faults["rows"] == faults["no rows"]
    assert "did you mean 'title'?" in faults["no rows"][0]


EMPTY = {
    "pandas": pd.DataFrame({"rubrikk": [], "title": []}),
    "Arrow": pa.table({"rubrikk": pa.array([], pa.string()), "title": pa.array([], pa.string())}),
    "a batch": pa.RecordBatch.from_pylist([], pa.schema([("rubrikk", pa.string())])),
    "no batch": pa.table({"rubrikk": pa.chunked_array([], pa.string())}),
    "a reader": pa.RecordBatchReader.from_batches(pa.schema([("rubrikk", pa.string())]), []),
    "a list": [pd.DataFrame({"rubrikk": []})],
}


@pytest.mark.parametrize("way", EMPTY)
def test_unknown_columns_of_frames_without_rows_are_told(way: str) -> None:
    faults = Faults()
    assert [*taken_rows(BY_NAME["cases"], EMPTY[way], faults)] == []
    (fault,) = [fault.said("en") for fault in faults.told]
    assert fault.startswith("cases: 'rubrikk' cannot be used")


@pytest.mark.parametrize("given", [pd.DataFrame(), pd.DataFrame({"title": []}), pa.table({}), []])
def test_a_frame_without_rows_need_not_have_columns(given: object) -> None:
    faults = Faults()
    assert ([*taken_rows(BY_NAME["cases"], given, faults)], faults.told) == ([], [])


@pytest.mark.parametrize("rows", [0, 2])
def test_two_columns_of_one_name_are_told_of_a_frame_of_pandas(rows: int) -> None:
    frame = pd.DataFrame([["Drakar", "Eld"]] * rows, columns=["title", "title"])
    faults = Faults()
    taken_from = [*taken_rows(BY_NAME["cases"], frame, faults)]
    assert len(taken_from) == rows
    (fault,) = [fault.said("en") for fault in faults.told]
    assert fault == "cases, title: 'title' cannot be used; what stands here is each column once"


def test_empty_headings_at_the_end_are_forgiven_and_others_told(tmp_path: Path) -> None:
    rows, faults = taken(tmp_path, cases="title;diary_number;;;\nDrakar;SR 2031/4;;; \nEld;;;;\n")
    assert faults == []
    assert rows["cases"] == [{"title": "Drakar", "diary_number": "SR 2031/4"}, {"title": "Eld"}]
    _, faults = taken(tmp_path, cases="title;;diary_number;;\nDrakar;;SR 2031/4;x;\n")
    assert [fault.partition(" cannot")[0] for fault in faults] == [
        "cases.csv:2: cases, row 1: ['Drakar', '', 'SR 2031/4', 'x']",
        "cases.csv:1: cases: ''",
    ]


# --- source texts ------------------------------------------------------------------------------


def texts_of(folder: Path, *names: str) -> tuple[list[str], list[str]]:
    """The sources of which texts are found in a folder with these files, and the faults."""
    (folder / "sources").mkdir()
    for name in names:
        (folder / "sources" / name).write_text("Protokoll\n", encoding="utf-8")
    _, faults = taken(folder)
    return [*FolderTexts(folder)], [fault.partition(" cannot")[0] for fault in faults]


def test_source_texts_end_in_txt_in_any_case(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "A.TXT", "b.Txt", "c.d.txt", ".e.txt", "Thumbs.db", "README.md") == (
        ["A", "b", "c.d"],
        [],
    )


def test_what_lies_among_source_texts_and_is_none_is_told(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "a.md", "b.txt", "b.TXT", "c.pdf", "d") == (
        ["b"],
        [
            "sources/a.md: 'a.md'",
            "sources/b.txt: 'b.txt'",
            "sources/c.pdf: 'c.pdf'",
            "sources/d: 'd'",
        ],
    )


def test_a_text_of_no_meeting_and_a_line_that_is_none_are_told_with_their_files(
    tmp_path: Path,
) -> None:
    rows = {"meetings": [{"id": "m", "body": "Sagorådet", "date": "2031-03-05"}]}
    rows["organizations"] = [{"name": "Sagorådet", "kind": "body"}]
    texts_of(tmp_path, "C.txt")
    (tmp_path / "sources" / "m.txt").write_text("Ett\nTv\x00å\n", encoding="utf-8")
    with pytest.raises(RowsError) as error:
        given_readings(rows, FolderTexts(tmp_path), SETTINGS, tmp_path / "scratch", "x")
    told = [fault.said("en").replace(f"{tmp_path}/", "") for fault in error.value.faults]
    assert [fault.partition(" cannot")[0] for fault in told] == [
        "sources/C.txt: source text `C`: 'C'",
        "sources/m.txt:2: source text `m`: 'Tv\\x00å'",
    ]
