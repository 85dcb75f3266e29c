"""What one row alone can say is told in the first round, and nothing that is not so. Invented."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from given_meeting import SETTINGS, Given, meeting
from socsam_opendata.errors import RowsError
from socsam_opendata.package.package import open_package
from socsam_opendata.settings.dataset_toml import Settings, read_settings
from socsam_opendata.writing import write_package

REPOSITORY = Path(__file__).parents[2]


def faults_of(rows: Any, tmp_path: Path, settings: Settings = SETTINGS, **how: Any) -> list[str]:
    """Where each fault is."""
    with pytest.raises(RowsError) as error:
        write_package(rows, tmp_path / "out", settings=settings, workers=1, **how)
    return [fault.said("en").partition(":")[0] for fault in error.value.faults]


# Of single rows: a table, a row of it, and cells that cannot be so.
ALONE: list[tuple[str, int, dict[str, Any], str]] = [
    ("clauses", 0, {"effective_until": "2031-03"}, "effective_from"),
    ("clauses", 1, {"force": "mixed"}, "force"),
    ("assignments", 0, {"due_until": "2031-11-30"}, "due_from"),
    ("amounts", 0, {"first_line": 3, "last_line": 2}, "last_line"),
    ("ballots", 1, {"first_line": 3}, "last_line"),
    ("documents", 0, {"dated": "i fjol"}, "dated"),
    ("agenda_items", 1, {"part": "b"}, "parent"),
]


def broken(links: dict[str, tuple[int, str, str]]) -> Given:
    rows = meeting()
    for table, row, cells, _ in ALONE:
        rows[table][row].update(cells)
    for table, (row, column, value) in links.items():
        rows[table][row][column] = value
    return rows


@pytest.mark.parametrize(
    "links",
    [
        {},
        {"agenda_items": (0, "meeting", "nope")},
        {"decisions": (0, "item", "nope")},
        {"clauses": (0, "decision", "nope")},
    ],
)
def test_a_link_that_leads_nowhere_hides_no_fault_of_a_row_below_it(
    links: dict[str, tuple[int, str, str]], tmp_path: Path
) -> None:
    told = faults_of(broken(links), tmp_path)
    wanted = [f"{table}, row {row + 1}, {column}" for table, row, _, column in ALONE]
    wanted += [f"{table}, row {row + 1}, {column}" for table, (row, column, _) in links.items()]
    assert sorted(told) == sorted(wanted)


def test_a_person_who_serves_for_themselves_at_an_unknown_meeting_is_told(tmp_path: Path) -> None:
    rows = meeting()
    rows["participants"][1].update(meeting="nope", serves_for=2, person=2)
    told = faults_of(rows, tmp_path)
    assert told == ["participants, row 2, meeting", "participants, row 2, serves_for"]


def test_a_source_and_a_problem_of_no_meeting_are_looked_through(tmp_path: Path) -> None:
    rows = meeting()
    rows["sources"][0].update(id="nope", media_type="text/strange")
    told = faults_of(rows, tmp_path)
    assert told == ["sources, row 1, id", "sources, row 1, media_type"]


@pytest.mark.parametrize("name", ["xyz", "amountz", 5])
def test_a_misspelt_table_hides_no_unknown_party_or_municipality(
    name: object, tmp_path: Path
) -> None:
    rows: dict[Any, Any] = meeting()
    rows["participants"][0].update(municipality="Storstad", party="Drakpartiet")
    rows[name] = rows.pop("amounts")
    assert faults_of(rows, tmp_path) == [
        "the tables",
        "participants, row 1, party",
        "participants, row 1, municipality",
    ]


def test_what_a_misspelt_table_of_parties_calls_them_may_be_there(tmp_path: Path) -> None:
    rows: dict[Any, Any] = meeting()
    rows["participants"][0].update(municipality="Storstad", party="p-1")
    rows["partier"] = [{"id": "p-1", "abbreviation": "S"}]
    assert faults_of(rows, tmp_path) == ["the tables", "participants, row 1, municipality"]


PACKAGE = open_package(REPOSITORY / "datapackage")


@pytest.mark.parametrize("table", [name for name in PACKAGE.tables if name != "problems"])
def test_a_row_given_twice_is_told_of_that_row_alone(table: str, tmp_path: Path) -> None:
    rows = {name: PACKAGE.table(name).to_pylist() for name in PACKAGE.tables}
    if not rows[table] or table in ("memberships", "decision_overview"):
        pytest.skip("it is made, or has no row")
    rows[table].append(copy.deepcopy(rows[table][0]))
    settings = read_settings(REPOSITORY / "minutes")
    told = faults_of(rows, tmp_path, settings, texts=PACKAGE.texts)
    assert {", ".join(place.split(", ")[:2]) for place in told} == {
        f"{table}, row {len(rows[table])}"
    }


# --- rows that are told with others ------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        "amounts", "documents", "addressees", "assignments", "citations", "dissents",
        "clause_actions", "item_texts", "roles",
    ],
)  # fmt: skip
def test_a_row_that_is_the_same_as_another_is_told_where_neither_has_an_id(
    table: str, tmp_path: Path
) -> None:
    rows = meeting()
    given = rows[table][0]
    rows[table] += [dict(given), {**given, "id": "a"}, {**given, "id": "b"}, dict(given)]
    count = len(rows[table])
    assert faults_of(rows, tmp_path) == [f"{table}, row {count - 3}", f"{table}, row {count}"]


def test_rows_about_nobody_who_is_named_may_be_alike(tmp_path: Path) -> None:
    rows = meeting()
    official = {"meeting": "m", "capacity": "official", "status": "present"}
    rows["participants"] += [dict(official), dict(official)]
    presenter = {"meeting": "m", "item": "p8", "role": "presenter", "text": "föredrar"}
    rows["roles"] += [dict(presenter), dict(presenter)]
    report = write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    assert report.rows["participants"] == 6
