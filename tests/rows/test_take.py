"""Rows as they may be handed over, and what is told of those that cannot be used. All invented."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from socsam_opendata.model.records import BY_NAME
from socsam_opendata.rows.csv_folder import csv_tables
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.take import taken_rows

MEETINGS: list[dict[str, Any]] = [
    {"id": "m1", "body": "radet", "date": dt.date(2031, 3, 5), "starts_at": dt.time(9)},
    {"id": "m2", "body": "radet", "date": dt.date(2031, 4, 2), "starts_at": None},
]


@dataclass
class Meeting:
    id: str
    body: str
    date: dt.date
    starts_at: dt.time | None = None


def duck(rows: list[dict[str, Any]]) -> object:
    frame = pa.Table.from_pylist(rows)
    return duckdb.from_arrow(frame)


WAYS: dict[str, Callable[[list[dict[str, Any]]], object]] = {
    "dicts": lambda rows: rows,
    "a generator": lambda rows: (row for row in rows),
    "dataclasses": lambda rows: [Meeting(**row) for row in rows],
    "an Arrow table": pa.Table.from_pylist,
    "batches": lambda rows: pa.Table.from_pylist(rows).to_batches(max_chunksize=1),
    "a reader of batches": lambda rows: pa.Table.from_pylist(rows).to_reader(),
    "tables": lambda rows: [pa.Table.from_pylist([row]) for row in rows],
    "pandas": pd.DataFrame,
    "DuckDB": duck,
}


def taken(table: str, given: object) -> tuple[list[dict[str, Any]], list[str]]:
    """The cells of the rows that were taken, without empty ones, and the faults in English."""
    faults = Faults()
    rows = [
        {name: value for name, value in row.cells.items() if value is not None}
        for row in taken_rows(BY_NAME[table], given, faults)
    ]
    return rows, [fault.said("en") for fault in faults.told]


@pytest.mark.parametrize("way", WAYS)
def test_rows_are_taken_whatever_they_come_as(way: str) -> None:
    rows, faults = taken("meetings", WAYS[way](MEETINGS))
    assert faults == []
    assert rows == [
        {"id": "m1", "body": "radet", "date": dt.date(2031, 3, 5), "starts_at": dt.time(9)},
        {"id": "m2", "body": "radet", "date": dt.date(2031, 4, 2)},
    ]


def test_each_fault_is_told_with_its_row_and_column_and_what_is_sound_is_taken() -> None:
    given = [
        MEETINGS[0],
        {**MEETINGS[0], "dat": "x", "starts_at": "sent"},
        {"id": "m3", "body": "radet"},
        "m4",
        MEETINGS[1],
    ]
    rows, faults = taken("meetings", given)
    # They may be pointed at, and what is no row may have been any.
    assert [row.get("id") for row in rows] == ["m1", "m1", "m3", None, "m2"]
    assert rows[1] == {"id": "m1", "body": "radet", "date": dt.date(2031, 3, 5)}
    assert [fault.partition(" cannot")[0] for fault in faults] == [
        "meetings, row 2: 'dat'",
        "meetings, row 2, starts_at: 'sent'",
        "meetings, row 3, date: the value is missing and must be there",
        "meetings, row 4: 'm4'",
    ]
    assert "did you mean 'date'" in faults[0]


@pytest.mark.parametrize("given", [5, None, "meetings", b"x", {"id": [1, 2], "body": ["a", "b"]}])
def test_what_is_no_rows_is_told(given: object) -> None:
    rows, faults = taken("meetings", given)
    assert not any(rows)
    assert faults


def test_what_the_library_makes_may_be_missing_and_nothing_else() -> None:
    item = {
        "meeting": "m1",
        "number": 4,
        "title": "Stöd",
        "kind": "decision",
        "confidential": False,
    }
    rows, faults = taken("agenda_items", [item])
    assert faults == []
    assert rows == [{**item, "number": "4", "confidential": "no"}]
    for name in item:
        _, faults = taken("agenda_items", [{k: v for k, v in item.items() if k != name}])
        assert faults == [f"agenda_items, row 1, {name}: the value is missing and must be there"]


WORDS = ("NA", "None", "null", "nan", "n/a")
CASES_CSV = "title,diary_number\n" + "".join(f"{word},007\n" for word in WORDS)


def taken_cases(given: object) -> tuple[list[tuple[Any, Any]], list[str]]:
    faults = Faults()
    rows = [*taken_rows(BY_NAME["cases"], given, faults)]
    cells = [(row.cells["title"], row.cells["diary_number"]) for row in rows]
    return cells, [fault.said("en") for fault in faults.told]


def test_what_pandas_takes_for_nothing_is_a_fault_and_a_word_where_it_is_read_as_text(
    tmp_path: Path,
) -> None:
    guessed = pd.read_csv(io.StringIO(CASES_CSV))
    assert taken_cases(guessed)[1] == [
        f"cases, row {number}, title: the value is missing and must be there"
        for number in range(1, len(WORDS) + 1)
    ]
    as_text = pd.read_csv(io.StringIO(CASES_CSV), dtype=str, keep_default_na=False)
    words = [(word, "007") for word in WORDS]
    assert taken_cases(as_text) == (words, [])
    (tmp_path / "cases.csv").write_text(CASES_CSV, encoding="utf-8")
    assert taken_cases(csv_tables(tmp_path, Faults())["cases"]) == (words, [])


NO_ROWS: dict[str, tuple[object, list[str]]] = {
    "a row as a Series": (
        pd.Series({"title": "Ansökan", "kind": "other"}),
        ["documents: title Ansökan kind other dtype: str cannot be used"],
    ),
    "a Series of numbers": (pd.Series([1]), ["documents: 0 1 dtype: int64 cannot be used"]),
    "a column of Arrow": (pa.chunked_array([["a"]]), ["documents: <pyarrow"]),
    "one value of numpy": (np.array(5), ["documents: array(5) cannot be used"]),
    "a table of numpy": (np.array([["a"], ["b"]]), ["documents, row 1:", "documents, row 2:"]),
    "what gives None": (iter([None]), ["documents, row 1: the value is missing"]),
    "groups": (
        pd.DataFrame({"title": ["a"], "kind": ["other"]}).groupby("kind"),
        ["documents, row 1: ('other', title kind 0 a other) cannot be used"],
    ),
    "a text": ("Ansökan", ["documents, row 1: 'Ansökan'"]),
    "a set": ({"Ansökan"}, ["documents: {'Ansökan'} cannot be used"]),
    "a class": (pd.DataFrame, ["documents: <class 'pandas.DataFrame'> cannot be used"]),
    "a Series in a list": ([pd.Series([1])], ["documents: 0 1 dtype: int64 cannot be used"]),
}


@pytest.mark.parametrize("what", NO_ROWS)
def test_what_is_no_rows_is_told_with_its_table_and_what_is_allowed(what: str) -> None:
    given, begins = NO_ROWS[what]
    rows, faults = taken("documents", given)
    assert not any(rows)
    assert len(faults) == len(begins)
    for fault, start in zip(faults, begins, strict=True):
        assert fault.startswith(start)
        assert "what stands here is row" in fault or "what stands here is a row: a dict" in fault


def test_a_series_of_dicts_is_rows() -> None:
    given = pd.Series([{"title": "Drakar"}, {"title": "Eld"}])
    assert taken_cases(given) == ([("Drakar", None), ("Eld", None)], [])


BALLOTS_CSV = "vote,person,choice\nv,Tora,yes\nv,Nils,no\n"


def test_what_duckdb_makes_booleans_of_is_yes_and_no(tmp_path: Path) -> None:
    file = tmp_path / "ballots.csv"
    file.write_text(BALLOTS_CSV, encoding="utf-8")
    guessed = duckdb.read_csv(str(file))
    assert [row[2] for row in guessed.fetchall()] == [True, False]
    rows, faults = taken("ballots", guessed)
    assert ([row["choice"] for row in rows], faults) == (["yes", "no"], [])
    as_text = duckdb.read_csv(str(file), header=True, all_varchar=True)
    assert taken("ballots", as_text) == (rows, [])


def test_headings_that_duckdb_takes_for_a_row_are_told(tmp_path: Path) -> None:
    file = tmp_path / "ballots.csv"
    file.write_text("vote,person,choice\n", encoding="utf-8")
    _, faults = taken("ballots", duckdb.read_csv(str(file), header=False))
    assert [fault.partition(" cannot")[0] for fault in faults[:3]] == [
        f"ballots: 'column{number}'" for number in range(3)
    ]
    assert taken("ballots", duckdb.read_csv(str(file), header=True)) == ([], [])


@pytest.mark.parametrize(("nanoseconds", "day"), [(0, dt.date(2031, 3, 5)), (1, None)])
def test_a_time_finer_than_python_has_them_is_not_made_a_day(
    nanoseconds: int, day: dt.date | None
) -> None:
    at = int(dt.datetime(2031, 3, 5, tzinfo=dt.UTC).timestamp()) * 10**9 + nanoseconds
    rows = pa.table({"id": ["m"], "body": ["b"], "date": pa.array([at], pa.timestamp("ns"))})
    faults = Faults()
    with warnings.catch_warnings(action="error"):
        (row,) = taken_rows(BY_NAME["meetings"], rows, faults, frozenset({"adjusted_on"}))
    assert row.cells["date"] == day
    told = [fault.said("en") for fault in faults.told]
    assert [("000000001' cannot be used" in one) for one in told] == ([] if day else [True])
