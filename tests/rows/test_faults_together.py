"""Faults of rows: all of a call at once, and none that only follows from another."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path
from typing import Any

import pytest

from given_meeting import SETTINGS, Given, meeting, together
from socsam_opendata.cli.main import main
from socsam_opendata.dataset.documents import inputs_of
from socsam_opendata.errors import Place, RowsError
from socsam_opendata.rows.csv_folder import csv_tables
from socsam_opendata.rows.csv_forms import write_forms
from socsam_opendata.rows.faults import SHOWN, Faults, told_together
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.texts import Phrase
from socsam_opendata.writing import write_package

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
    where += ["organizations, row 2, organisation_number", "persons, row 6, name"]
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
        (folder / "meetings.csv").write_text(
            f"id,body,date,first_paragraph,last_paragraph\nm,Sagorådet,{day},1,2\n", "utf-8"
        )
        (folder / "organizations.csv").write_text("name,kind\nSagorådet,body\n", "utf-8")
    with pytest.raises(RowsError) as error:
        inputs_of(SETTINGS, tmp_path / "minutes", tmp_path)
    lines = error.value.message.splitlines()
    assert lines[0] == "the rows cannot be used (2 faults):"
    assert ["i går" in lines[1], "i morgon" in lines[2]] == [True, True]


# --- all of them ------------------------------------------------------------------------------


def faulty(count: int, word: str = "x") -> RowsError:
    """An error of so many faults."""
    faults = Faults()
    for number in range(count):
        faults.unfit(Phrase("rows.where.tables"), f"{word}{number}", Phrase("rows.is.row"))
    with pytest.raises(RowsError) as error:
        faults.check()
    return error.value


@pytest.mark.parametrize("count", [1, SHOWN, SHOWN + 1, 3_000])
def test_an_error_carries_every_fault_and_shows_the_first_fifty(count: int) -> None:
    error = faulty(count)
    assert len(error.faults) == count
    for language in ("sv", "en"):
        lines = error.sentence(language).splitlines()
        shown = [fault.said(language) for fault in error.faults]
        assert lines[1 : 1 + SHOWN] == shown[:SHOWN]
        assert len(lines) == 1 + min(count, SHOWN) + (count > SHOWN)
        assert error.whole(language).splitlines() == [lines[0], *shown]


def test_it_still_does_from_a_worker_with_a_place_and_together_with_others() -> None:
    error = faulty(SHOWN + 7)
    assert pickle.loads(pickle.dumps(error)).faults == error.faults
    assert error.at(Place("a")).faults == error.faults
    both = told_together([error, faulty(3, "y")])
    assert len(both.faults) == SHOWN + 10
    assert both.sentence("en").splitlines()[-1].startswith("and 10 faults more")
    assert RowsError("rows.form-exists", "a").faults == ()
    assert RowsError("rows.form-exists", "a").whole("sv") == RowsError(
        "rows.form-exists", "a"
    ).sentence("sv")


def minutes_of(home: Path, files: dict[str, bytes | str]) -> Path:
    """A folder of minutes with these files in `a.rows`, which has a meeting of its own."""
    folder = home / "minutes"
    (folder / "a.rows").mkdir(parents=True)
    (folder / "dataset.toml").write_text(
        '[dataset]\nname = "sagan"\nbase = "https://example.org/sagan/"\n'
        "[release]\ndate = 2033-01-01\n",
        encoding="utf-8",
    )
    sound = {
        "organizations.csv": "id,name,kind\no,Sagorådet,body\n",
        "meetings.csv": "id,body,date,first_paragraph,last_paragraph\nm,o,2031-03-05,1,2\n",
    }
    for name, data in {**sound, **files}.items():
        encoded = data if isinstance(data, bytes) else data.encode()
        (folder / "a.rows" / name).write_bytes(encoded)
    return folder


def of_folder(home: Path, files: dict[str, bytes | str]) -> list[str]:
    """The faults that are told of a folder with these files, without where it lies."""
    folder = minutes_of(home, files)
    with pytest.raises(RowsError) as error:
        inputs_of(SETTINGS, folder, home)
    return [f.said("en").replace(f"{folder / 'a.rows'}/", "") for f in error.value.faults]


def test_the_command_shows_all_where_it_is_asked_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"Namn {n},x\n" for n in range(200))
    folder = str(minutes_of(tmp_path, {"persons.csv": f"name,category\n{rows}"}))
    out = str(tmp_path / "out")
    assert main(["--lang", "en", "build", folder, "--out", out]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1 + SHOWN + 1
    assert main(["--lang", "en", "build", folder, "--out", out, "--all-faults"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1 + 200
    assert "persons.csv:201: persons, row 200, category" in told[-1]


# --- where they are told ----------------------------------------------------------------------

ROWS = "1,Tora Påhitt,elected\n2,Nils Fantasi,elected\n"


@pytest.mark.parametrize(
    ("above", "line"), [("", 1), ("sep=,\n", 2), ("\n,,\n", 3), ("sep=,\n\n\n", 4)]
)
def test_what_is_wrong_with_headings_is_told_on_their_line(
    above: str, line: int, tmp_path: Path
) -> None:
    told = of_folder(tmp_path, {"persons.csv": f"{above}id,colour,kategori\n{ROWS}"})
    assert [fault.partition(" cannot")[0] for fault in told] == [
        f"persons.csv:{line}: persons: 'colour'",
        f"persons.csv:{line}: persons: 'kategori'",
        f"persons.csv:{line}: persons, name: the value is missing and must be there",
    ]
    assert told[1].endswith("did you mean 'category'?")


def test_a_line_that_explains_the_headings_moves_no_line(tmp_path: Path) -> None:
    write_forms(tmp_path / "forms", "en")
    form = (tmp_path / "forms" / "persons.csv").read_text("utf-8-sig")
    told = of_folder(tmp_path, {"persons.csv": form + (ROWS + "3,Ö,x\n").replace(",", ";")})
    assert [fault.partition(": '")[0] for fault in told] == [
        "persons.csv:5: persons, row 3, category"
    ]


# --- what stood there -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "at", "cells", "said"),
    [
        ("amounts", 1, {"item": "p8", "clause": "c1"}, "amounts, row 2, clause: 'c1' cannot"),
        ("citations", 0, {"item": "p8", "clause": "c2"}, "citations, row 1, clause: 'c2' cannot"),
        ("agenda_items", 1, {"number": "9", "part": "b", "parent": "p7"},
         "agenda_items, row 2, parent: 'p7' cannot"),
        ("agenda_items", 0, {"part": "b"}, "agenda_items, row 1, parent: the value is missing; w"),
        ("agenda_items", 1, {"parent": "p7"}, "agenda_items, row 2, part: the value is missing; w"),
        ("documents", 0, {"first_line": 99, "last_line": 98},
         "documents, row 1, last_line: lines 99 to 98 cannot"),
        ("documents", 0, {"first_line": 99}, "documents, row 1, last_line: the value is missing;"),
        ("meetings", 0, {"date": dt.datetime(2031, 3, 5, 9)},
         "meetings, row 1, date: 2031-03-05 09:00:00 cannot"),
    ],
)  # fmt: skip
def test_a_fault_shows_what_stood_there(
    table: str, at: int, cells: dict[str, Any], said: str, tmp_path: Path
) -> None:
    rows = meeting()
    rows[table][at].update(cells)
    assert [fault[: len(said)] for fault in told(rows, tmp_path)] == [said]


# --- in one round, and no more than that ------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("decisions", {"force": "beslutt"}),
        ("decisions", {"method": "dans", "date": "snart"}),
        ("clauses", {"force": "beslutt"}),
        ("clauses", {"effective_from": "snart"}),
    ],
)
def test_a_row_with_a_fault_that_lacks_its_children_is_told_of_both(
    table: str, cells: dict[str, Any], tmp_path: Path
) -> None:
    rows = meeting()
    rows[table][0].update(cells)
    child = {"decisions": "clauses", "clauses": "clause_actions"}[table]
    rows["clause_actions"] = rows["clause_actions"][1:] if table == "clauses" else []
    if table == "decisions":
        for name in ("clauses", "addressees", "assignments"):
            rows[name] = []
        for name in ("amounts", "roles"):
            rows[name] = [row for row in rows[name] if "clause" not in row]
    faults = told(rows, tmp_path)
    lacking = f"{table}, row 1: no row of `{child}` belongs to the row; at least one has to"
    assert lacking in faults
    assert len(faults) == len(cells) + 1


def test_a_row_whose_id_another_has_may_have_had_children(tmp_path: Path) -> None:
    rows = meeting()
    rows["clauses"][1]["id"] = "c1"
    rows["clause_actions"][1]["clause"] = rows["assignments"][0]["clause"] = "c1"
    assert places(told(rows, tmp_path)) == ["clauses, row 2, id"]


def test_every_file_that_is_no_utf8_is_told_with_other_faults_and_not_what_means_its_rows(
    tmp_path: Path,
) -> None:
    foreign = "id,name,category\n1,Tora Påhitt,elected\n".encode("cp1252")
    told = of_folder(tmp_path, {
        "persons.csv": foreign,
        "cases.csv": "id,title\na,Ärende\n".encode("cp1252"),
        "participants.csv": "meeting,person,capacity,status\nm,1,member,borta\n",
        # What is only counted may be anything.
        "decision_overview.csv": "id,title\nx,Ärende\n".encode("cp1252"),
    })  # fmt: skip
    assert [fault.partition(": ")[0] for fault in told] == [
        "cases.csv:2", "participants.csv:2", "persons.csv:2",
    ]  # fmt: skip
    assert "status: 'borta'" in told[1]


def test_a_source_text_that_is_no_utf8_is_told_with_other_faults(tmp_path: Path) -> None:
    folder = minutes_of(tmp_path, {"persons.csv": "name,category\nTora Påhitt,x\n"})
    (folder / "a.rows" / "sources").mkdir()
    (folder / "a.rows" / "sources" / "m.txt").write_bytes("rad\nmöte\n".encode("cp1252"))
    with pytest.raises(RowsError) as error:
        inputs_of(SETTINGS, folder, tmp_path)
    told = [fault.said("en") for fault in error.value.faults]
    assert ["persons, row 1, category" in told[0], "m.txt:2" in told[1]] == [True, True]
    assert len(told) == 2


@pytest.mark.parametrize("text", [[1], ["en rad", "tv\x00å"], [None] * 3])
def test_a_text_with_lines_that_are_none_does_not_make_every_row_wrong(
    text: list[Any], tmp_path: Path
) -> None:
    rows = meeting()
    for table in ("documents", "amounts", "participants"):
        for row in rows[table]:
            row.update(first_line=40, last_line=41)
    faults = Faults()
    given_readings(rows, {"m": text}, SETTINGS, tmp_path / "given", "x", faults)
    wrong = sum(1 for line in text if not isinstance(line, str) or "\x00" in line)
    assert [fault.said("en")[:16] for fault in faults.told] == ["texts, `m`, line"] * wrong


def test_a_column_under_another_name_is_one_fault_for_all_rows(tmp_path: Path) -> None:
    rows = meeting()
    for row in rows["participants"]:
        row["statuz"] = row.pop("status")
    assert places(told(rows, tmp_path)) == ["participants, row 1"]


def test_paragraphs_that_are_parts_of_each_other_are_one_fault(tmp_path: Path) -> None:
    rows = meeting()
    rows["agenda_items"][0].update(part="a", parent="p8")
    rows["agenda_items"][1].update(part="b", parent="p7")
    (fault,) = told(rows, tmp_path)
    assert fault == "agenda_items, row 1, parent: rows 1, 2 lead back to themselves"


def test_faults_beside_documents_are_told_with_those_of_rows_alone(tmp_path: Path) -> None:
    folder = minutes_of(tmp_path, {"persons.csv": "name,category\nTora Påhitt,x\n"})
    (folder / "2031-03-05.md").write_text(
        "# Sagorådet\n\nSammanträdesdatum: 2031-03-05\n\n## § 1 Drakar\n\nInget.\n", "utf-8"
    )
    (folder / "2031-03-05.rows").mkdir()
    (folder / "2031-03-05.rows" / "persons.csv").write_text(
        "name,category\nNils Fantasi,y\n", encoding="utf-8"
    )
    with pytest.raises(RowsError) as error:
        inputs_of(SETTINGS, folder, tmp_path)
    assert [fault.said("en").partition(" cannot")[0].rpartition("/")[2]
            for fault in error.value.faults] == [
        "persons.csv:2: persons, row 1, category: 'x'",
        "persons.csv:2: persons, row 1, category: 'y'",
    ]  # fmt: skip


def test_a_meeting_that_is_given_twice_is_told_with_all_other_faults(tmp_path: Path) -> None:
    rows = meeting()
    first = rows["meetings"][0]
    rows["meetings"] += [{**first, "id": "m2"}, {**first, "id": "m3", "starts_at": "18:00",
                                                 "ends_at": "19:00"}]  # fmt: skip
    rows["participants"][0]["capacity"] = "boss"
    assert places(told(rows, tmp_path)) == ["meetings, row 2", "participants, row 1, capacity"]


def test_what_tells_two_meetings_apart_may_be_what_is_wrong(tmp_path: Path) -> None:
    rows = meeting()
    rows["meetings"].append({**rows["meetings"][0], "id": "m2", "starts_at": "sen kväll"})
    assert places(told(rows, tmp_path)) == ["meetings, row 2, starts_at"]


@pytest.mark.parametrize(("table", "name"), [
    ("persons", "person_id"), ("agenda_items", "identifier"), ("meetings", "ID"),
    ("votes", "nyckel"),
])  # fmt: skip
def test_rows_that_mean_those_whose_ids_stand_in_a_column_nobody_knows_are_right(
    table: str, name: str, tmp_path: Path
) -> None:
    rows = meeting()
    for row in rows[table]:
        row[name] = row.pop("id")
    with pytest.raises(RowsError) as told:
        write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    (fault,) = told.value.faults
    assert fault.said("en").startswith(f"{table}, row 1: '{name}' cannot be used")
