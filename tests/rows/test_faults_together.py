"""Faults of rows: all of a call at once, and none that only follows from another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from given_meeting import SETTINGS, Given, meeting, together
from socsam_opendata.dataset.documents import inputs_of
from socsam_opendata.errors import RowsError
from socsam_opendata.rows.csv_folder import csv_tables
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.readings import given_readings

DAY = dt.date(2031, 3, 5)


def told(rows: Any, scratch: Path) -> list[str]:
    """The faults of rows, in English, in the order they are told."""
    faults = Faults()
    given_readings(rows, {}, SETTINGS, scratch / "given", "x", faults)
    return [fault.said("en") for fault in faults.told]


def places(faults: list[str]) -> list[str]:
    return sorted(fault.partition(": ")[0] for fault in faults)


CELLS = [
    (table, at, column)
    for table, rows in meeting().items()
    for at, row in enumerate(rows)
    for column in row
    if column != "id"
]


@pytest.mark.parametrize(
    ("table", "at", "column"), CELLS, ids=[f"{t}-{at + 1}-{column}" for t, at, column in CELLS]
)
def test_one_cell_that_cannot_be_used_is_one_fault(
    table: str, at: int, column: str, tmp_path: Path
) -> None:
    rows = meeting()
    rows[table][at][column] = {"no": "value"}
    assert places(told(rows, tmp_path)) == [f"{table}, row {at + 1}, {column}"]


# Found at each of the stages that rows go through: as values, as keys of others, together in a
# meeting, by what meetings share, as places in a text.
WRONG: list[tuple[str, int, dict[str, Any], str]] = [
    ("participants", 0, {"capacity": "boss"}, "capacity"),
    ("meetings", 0, {"date": "snart"}, "date"),
    ("agenda_items", 0, {"number": "sju"}, "number"),
    ("clauses", 1, {"text": None}, "text"),
    ("ballots", 1, {"person": "Ingen Alls"}, "person"),
    ("amounts", 1, {"item": "p9"}, "item"),
    ("meetings", 0, {"ends_at": "08:00"}, "starts_at"),
    ("clauses", 1, {"position": 1}, "position"),
    ("decisions", 0, {"force": "proposal"}, "force"),
    ("agenda_items", 1, {"part": "a"}, "parent"),
    ("agenda_items", 1, {"number": "7"}, "number"),
    ("participants", 2, {"withheld": "guest"}, "withheld"),
    ("documents", 0, {"first_line": 4, "last_line": 3}, "last_line"),
    ("sources", 0, {"media_type": "pdf"}, "media_type"),
]


def wrong_in_each() -> tuple[Given, list[str]]:
    """A meeting for each of what is wrong, with that in it; and where it is."""
    found, where = [], []
    for number, (table, at, cells, column) in enumerate(WRONG):
        rows = meeting(DAY + dt.timedelta(days=number), own=f"m{number}-")
        if (table, at, column) == ("clauses", 1, "position"):
            rows["clauses"][0]["position"] = 1
        rows[table][at].update(cells)
        where.append(f"{table}, row {number * len(rows[table]) + at + 1}, {column}")
        found.append(rows)
    return together(*found), sorted(where)


def test_faults_of_every_stage_are_told_in_one_call(tmp_path: Path) -> None:
    rows, where = wrong_in_each()
    rows["organizations"][1]["organisation_number"] = "850101-1234"
    rows["persons"].append({"id": 9, "name": "Tora Påhitt", "category": "elected"})
    rows["participants"][-1]["person"] = 9
    where += ["organizations, row 2, organisation_number", "persons, row 5, name"]
    assert places(told(rows, tmp_path)) == sorted(where)


def test_all_of_it_wrong_in_one_meeting_is_told_in_one_call(tmp_path: Path) -> None:
    rows = meeting()
    rows["participants"][0]["capacity"] = "boss"
    rows["meetings"][0].update(date="snart", ends_at="08:00")
    rows["clauses"][1].update(text=None, position=1)
    rows["clauses"][0]["position"] = 1
    rows["agenda_items"][0]["kind"] = "dans"
    rows["documents"][0].update(first_line=4, last_line=3)
    rows["ballots"][1]["person"] = "Ingen Alls"
    assert places(told(rows, tmp_path)) == [
        "agenda_items, row 1, kind",
        "ballots, row 2, person",
        "clauses, row 2, position",
        "clauses, row 2, text",
        "documents, row 1, last_line",
        "meetings, row 1, date",
        "meetings, row 1, starts_at",
        "participants, row 1, capacity",
    ]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"clauses": 5}, ["clauses"]),
        ({"clauses": [["a", "list"]]}, ["clauses, row 1"]),
        ({"clauzes": []}, ["the tables"]),
    ],
)
def test_rows_that_are_none_are_told_and_not_what_means_them(
    changes: dict[str, Any], where: list[str], tmp_path: Path
) -> None:
    rows: dict[str, Any] = meeting()
    del rows["clauses"]
    assert places(told({**rows, **changes}, tmp_path)) == where


def test_a_clause_that_belongs_nowhere_may_be_what_makes_its_decision(tmp_path: Path) -> None:
    rows = meeting()
    rows["decisions"][0]["force"] = "mixed"
    rows["clauses"][1].update(force="proposal", decision="bb")
    assert places(told(rows, tmp_path)) == ["clauses, row 2, decision"]


def test_rows_without_meetings_say_so_beside_other_faults(tmp_path: Path) -> None:
    rows = {"persons": [{"name": "Tora Påhitt", "category": "dryad"}]}
    first, second = told(rows, tmp_path)
    assert first.startswith("persons, row 1, category: 'dryad'")
    assert second == "meetings has no row; every other row belongs to a meeting"


def test_a_line_of_a_file_with_a_cell_too_few_is_one_fault(tmp_path: Path) -> None:
    folder = tmp_path / "a.rows"
    folder.mkdir()
    (folder / "organizations.csv").write_text("id,name,kind\no,Sagorådet,body\n", "utf-8")
    (folder / "meetings.csv").write_text(
        "id,body,date,first_paragraph,last_paragraph\nm,o,2031-03-05,1,2\n", "utf-8"
    )
    (folder / "agenda_items.csv").write_text(
        "id,meeting,number,title,kind,confidential\np,m,1,Drakar,decision\n", "utf-8"
    )
    (folder / "item_texts.csv").write_text("item,section,text\np,background,Eld\n", "utf-8")
    faults = Faults()
    given_readings(csv_tables(folder, faults), {}, SETTINGS, tmp_path / "given", "x", faults)
    (fault,) = faults.told
    assert "agenda_items.csv:2: agenda_items, row 1:" in fault.said("en")


def test_the_faults_of_two_folders_are_told_together(tmp_path: Path) -> None:
    for name, day in (("a", "i går"), ("b", "i morgon")):
        folder = tmp_path / "minutes" / f"{name}.rows"
        folder.mkdir(parents=True)
        (folder / "meetings.csv").write_text(f"id,body,date\nm,Sagorådet,{day}\n", "utf-8")
        (folder / "organizations.csv").write_text("name,kind\nSagorådet,body\n", "utf-8")
    with pytest.raises(RowsError) as error:
        inputs_of(SETTINGS, tmp_path / "minutes", tmp_path)
    lines = error.value.message.splitlines()
    assert lines[0] == "the rows cannot be used (2 faults):"
    assert ["i går" in lines[1], "i morgon" in lines[2]] == [True, True]
