"""Cells that rows beside minutes leave empty keep what was read of the same row, or it is told.

Everybody is invented.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_rows_beside_minutes import DOCUMENT, beside, settings_folder

from given_meeting import Given
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.agreement import OF_ROWS

MEETING = "sagoradet-2031-03-05"
FULL = (
    DOCUMENT.replace("Stöd till drakar\n", "Stöd till drakar\nDnr SR 2031/5\n", 1)
    .replace("Disa Vintergata (M), Berg\n", "Disa Vintergata (M), Krokom\n", 1)
    .replace(
        "\n\nParagrafer",
        "\n\n**Övriga deltagare**\nMoa Vippa, Hittepåförbundet\n\nParagrafer",
        1,
    )
    .replace("\n\n**Omr", "\n2. Hittepåförbundet beviljas 50 000 kronor till garn.\n\n**Omr")
    .replace(
        "1 nej-röst.",
        "1 nej-röst.\n\n**Reservation**\nDisa Vintergata (M) reserverar sig mot beslutet.",
    )
)  # fmt: skip
ITEMS: list[dict[str, Any]] = [
    {"number": "7", "title": "Stöd till drakar", "kind": "decision", "confidential": "nej"},
    {"number": "8", "title": "Övrigt", "kind": "other-business", "confidential": "nej"},
]
CLAUSES: list[dict[str, Any]] = [
    {"decision": "7", "number": "1", "force": "decision",
     "text": "Hittepåförbundet beviljas 50 000 kronor."},
    {"decision": "7", "number": "2", "force": "decision",
     "text": "Hittepåförbundet beviljas 50 000 kronor till garn."},
]  # fmt: skip
SUM = {"item": "7", "value": 50000, "currency": "SEK", "per": "total", "meaning": "granted",
       "text": "50 000 kronor"}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return settings_folder(tmp_path)


def seat(person: str, **more: Any) -> dict[str, Any]:
    return {"person": person, "capacity": "member", "status": "present", **more}


SEATS = [seat("Tora Påhitt"), seat("Nils Fantasi"), seat("Disa Vintergata"),
         seat("Moa Vippa", capacity="guest")]  # fmt: skip


def told(read: Reading, made: Reading) -> list[tuple[Any, ...]]:
    """Code, table, column and value of what is told besides what was told of the document."""
    return [
        (p.code, *(p.facts.get(name) for name in ("table", "column", "printed")))
        for p in made.problems
        if p not in read.problems and p.code not in OF_ROWS
    ]


def without_places(rows: list[Any]) -> list[dict[str, Any]]:
    """Rows without their keys and lines."""
    left = ("id", "source", "first_line", "last_line", "position")
    return [{n: getattr(r, n) for n in r.__slots__ if n not in left} for r in rows]


KEPT: list[tuple[str, Given]] = [
    ("votes", {"votes": [{"decision": "7"}]}),
    ("votes", {"votes": [{"decision": "7", "yes": 2}]}),
    ("participants", {"participants": SEATS}),
    ("participants", {"participants": [{**one, "municipality": ""} for one in SEATS[::-1]]}),
    ("agenda_items", {"agenda_items": ITEMS[::-1]}),
    ("clauses", {"clauses": CLAUSES}),
    ("clauses", {"clauses": [{k: v for k, v in c.items() if k != "number"} for c in CLAUSES]}),
    ("dissents", {"dissents": [{"item": "7", "kind": "reservation"}]}),
    ("dissents", {"dissents": [{"item": "7", "kind": "reservation", "person": "Disa Vintergata"}]}),
]


@pytest.mark.parametrize(("table", "rows"), KEPT)
def test_what_a_file_leaves_out_is_kept_as_it_was_read(table: str, rows: Given, home: Path) -> None:
    read, made = beside(home, rows, FULL)
    assert told(read, made) == []
    assert sorted(map(str, without_places(made.rows[table]))) == sorted(
        map(str, without_places(read.rows[table]))
    )
    assert {row.id for row in made.rows["cases"]} == {row.id for row in read.rows["cases"]}
    assert {row.id for row in made.rows["persons"]} == {row.id for row in read.rows["persons"]}


def test_a_person_keeps_the_key_that_their_municipality_gave(home: Path) -> None:
    (home / "people.csv").write_text(
        "body,name,municipality,id\nsagoradet,Disa Vintergata,2309,p-disa-krokom\n", "utf-8"
    )
    read, made = beside(home, {"participants": SEATS}, FULL)
    assert "p-disa-krokom" in {row.person for row in read.rows["participants"]}
    assert [row.person for row in made.rows["participants"]] == [
        row.person for row in read.rows["participants"]
    ]
    assert told(read, made) == []


def test_a_sum_without_its_clause_keeps_it_where_only_one_has_it(home: Path) -> None:
    one_clause = FULL.replace("50 000 kronor till garn", "60 000 kronor till garn")
    rows: Given = {"amounts": [{**SUM, "value": 60000, "text": "60 000 kronor"}, SUM]}
    read, made = beside(home, rows, one_clause)
    assert {row.value: row.clause for row in made.rows["amounts"]} == {
        60000: f"{MEETING}-7-2", 50000: f"{MEETING}-7-1"
    }  # fmt: skip
    assert told(read, made) == []


def test_a_sum_that_may_be_of_two_clauses_is_of_none_and_told(home: Path) -> None:
    rows: Given = {"amounts": [{**SUM, "id": "a"}, {**SUM, "id": "b"}]}
    read, made = beside(home, rows, FULL)
    assert [row.clause for row in made.rows["amounts"]] == [None, None]
    assert told(read, made) == [
        ("given-lacks", "amounts", "clause", "7-1"),
        ("given-lacks", "amounts", "clause", "7-2"),
    ]


# What contradicts, the cells of the first row that are kept all the same, and what is told.
OTHERWISE: list[tuple[str, Given, dict[str, Any], list[tuple[str, str, str]]]] = [
    ("votes", {"votes": [{"decision": "7", "yes": 1}]},
     {"yes": 1, "no": None, "outcome": None},
     [("given-differs", "yes", "2"), ("given-lacks", "no", "1"),
      ("given-lacks", "outcome", "yes")]),
    ("agenda_items", {"agenda_items": [{**ITEMS[0], "title": "Stöd till ormar"}, ITEMS[1]]},
     {"diary_number": None},
     [("given-differs", "title", "Stöd till drakar"),
      ("given-lacks", "diary_number", "SR 2031/5")]),
    ("agenda_items", {"agenda_items": [{**ITEMS[0], "kind": "election"}, ITEMS[1]]},
     {"diary_number": None},
     [("given-differs", "kind", "decision"), ("given-lacks", "diary_number", "SR 2031/5")]),
    ("clauses", {"clauses": [{**CLAUSES[0], "text": "Avslå allt."}, CLAUSES[1]]},
     {"beneficiary": None},
     [("given-differs", "text", CLAUSES[0]["text"]),
      ("given-lacks", "beneficiary", "Hittepåförbundet")]),
    ("participants", {"participants": [seat("Tora Påhitt", party="V"), *SEATS[1:]]},
     {"party": "v", "party_text": None, "municipality": "2326"},
     [("given-differs", "party", "s")]),
    ("participants", {"participants": [seat("Tora Påhitt", status="absent"), *SEATS[1:]]},
     {"status": "absent", "party": "s", "municipality": "2326"},
     [("given-differs", "status", "present")]),
    ("participants", {"participants": [seat("Tora Påhitt", capacity="guest"), *SEATS[1:]]},
     {"capacity": "guest", "party": None, "municipality": None},
     [("given-differs", "capacity", "member"), ("given-lacks", "party", "s"),
      ("given-lacks", "municipality", "2326")]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "rows", "cells", "expected"), OTHERWISE)
def test_what_does_not_agree_with_the_rest_of_its_row_is_told_with_its_value(
    table: str,
    rows: Given,
    cells: dict[str, Any],
    expected: list[tuple[str, str, str]],
    home: Path,
) -> None:
    read, made = beside(home, rows, FULL)
    first = made.rows[table][0]
    assert {name: getattr(first, name) for name in cells} == cells
    assert sorted(told(read, made)) == sorted((code, table, *rest) for code, *rest in expected)


def test_a_row_that_is_withheld_keeps_nothing(home: Path) -> None:
    seats = [*SEATS[:3], {"capacity": "guest", "status": "present", "withheld": "guest"}]
    read, made = beside(home, {"participants": seats}, FULL)
    guest = made.rows["participants"][3]
    assert (guest.person, guest.organization, guest.withheld) == (None, None, "guest")
    assert "Moa Vippa" not in str(told(read, made))


def test_nobody_is_named_by_a_row_of_the_attendance_that_names_nobody(home: Path) -> None:
    seats = [*SEATS[:2], {"person": "", "capacity": "member", "status": "present"}, SEATS[3]]
    read, made = beside(home, {"participants": seats}, FULL)
    nobody = next(row for row in made.rows["participants"] if row.person is None)
    assert (nobody.party, nobody.municipality) == (None, None)
    assert told(read, made) == [
        ("given-lacks", "participants", "person", "Disa Vintergata"),  # who reserved herself
        ("given-lacks", "participants", "party", "m"),
        ("given-lacks", "participants", "municipality", "2309"),
    ]


def test_what_is_kept_where_rows_say_another_case_is_that_case(home: Path) -> None:
    rows: Given = {
        "cases": [{"id": "x", "title": "Ormar", "diary_number": "SR 2031/9"}],
        "agenda_items": [{**ITEMS[0], "case": "x"}, ITEMS[1]],
    }
    read, made = beside(home, rows, FULL)
    item = made.rows["agenda_items"][0]
    assert (item.case, item.diary_number) == ("sagoradet-sr-2031-9", None)
    assert ("given-lacks", "agenda_items", "diary_number", "SR 2031/5") in told(read, made)


TASK = DOCUMENT.replace(
    "Inget finns att anteckna.",
    "**Beslut**\nSagorådet beslutar:\n"
    "1. Att uppdra till Hittepåförbundet att senast den 1 juni 2031 räkna drakar.",
)


@pytest.mark.parametrize(
    ("cells", "due", "untold"),
    [
        ({}, ("2031-06-01", None, "2031-06-01"), []),
        ({"due": "2031-06-01"}, ("2031-06-01", None, "2031-06-01"), []),
        ({"due_from": "2031-05-01"}, (None, "2031-05-01", None), ["due"]),
    ],
)
def test_what_a_row_says_in_one_column_is_not_kept_in_another_one(
    cells: dict[str, str], due: tuple[str | None, ...], untold: list[str], home: Path
) -> None:
    row = {"clause": "8-1", "force": "decision"}
    first = beside(home, {}, TASK)[0].rows["assignments"][0]
    read, made = beside(home, {"assignments": [{**row, "text": first.text, **cells}]}, TASK)
    (after,) = made.rows["assignments"]
    days = tuple(None if day is None else str(day)
                 for day in (after.due, after.due_from, after.due_until))  # fmt: skip
    assert days == due
    assert after.organization == first.organization == "forbundet"
    assert [column for code, _, column, _ in told(read, made) if code == "given-lacks"] == untold


def test_a_citation_that_says_more_may_lead_elsewhere_and_is_told(home: Path) -> None:
    cites = FULL.replace("Inget finns att anteckna.", "Se § 7. Inget mer finns att anteckna.")
    read, _ = beside(home, {}, cites)
    (before,) = read.rows["citations"]
    row = {"item": "8", "text": before.text, "paragraph": "7"}
    _, same = beside(home, {"citations": [row]}, cites)
    assert same.rows["citations"][0].resolves_to_item == f"{MEETING}-7"
    _, other = beside(home, {"citations": [{**row, "date": "2030-02-04"}]}, cites)
    assert other.rows["citations"][0].resolves_to_item is None
    assert ("given-lacks", "citations", "resolves_to_item", "7") in told(read, other)


def test_somebody_who_is_in_no_row_is_not_named_in_what_is_told(home: Path) -> None:
    rows: Given = {
        "participants": SEATS[:2],
        "dissents": [{"item": "7", "kind": "reservation", "party": "V"}],
    }
    unlisted = FULL.replace("Disa Vintergata (M), Krokom\n", "", 1)
    assert unlisted != FULL
    read, made = beside(home, rows, unlisted)
    assert made.rows["dissents"][0].person is None
    assert ("given-lacks", "dissents", "person", "…") in told(read, made)
    (row,) = read.rows["dissents"]
    assert row.person not in str(told(read, made))  # a key is made of the name


# --- what belongs to rows that are no more ----------------------------------------------------

ROLES = FULL.replace(
    "Inget finns att anteckna.",
    "Föredragande: Moa Vippa\n\nInget finns att anteckna.\n\n**Beslut**\n"
    "Sagorådet beslutar:\n1. Tora Påhitt (S) utses till ombud.",
)


def test_roles_of_an_item_that_is_no_more_go_with_it_and_are_told(home: Path) -> None:
    read, made = beside(home, {"agenda_items": ITEMS[:1]}, ROLES)
    gone = [row for row in read.rows["roles"] if row.item == f"{MEETING}-8"]
    stays = [row for row in read.rows["roles"] if row not in gone]
    assert {row.role for row in gone} >= {"presenter", "representative"}
    assert [(r.role, r.item, r.clause) for r in made.rows["roles"]] == [
        (r.role, r.item, r.clause) for r in stays
    ]
    (problem,) = [p for p in made.problems
                  if p.code == "given-left-out" and p.facts["table"] == "roles"]  # fmt: skip
    assert problem.facts["count"] == str(len(gone))
    assert problem.first_line == gone[0].first_line


def test_the_sum_and_the_role_of_a_clause_that_is_no_more_go_with_it(home: Path) -> None:
    two = ROLES.replace("utses till ombud.", "utses till ombud.\n2. Rådet lägger till.")
    more = {"decision": "8", "number": "2", "force": "decision", "text": "Rådet lägger till."}
    read, made = beside(home, {"clauses": [CLAUSES[0], more]}, two)
    sums = [row.clause for row in read.rows["amounts"]]
    assert sums == [f"{MEETING}-7-1", f"{MEETING}-7-2"]
    assert [row.clause for row in made.rows["amounts"]] == sums[:1]
    assert "representative" in {row.role for row in read.rows["roles"]}
    assert "representative" not in {row.role for row in made.rows["roles"]}
    left = {p.facts["table"]: p.facts["count"] for p in made.problems if p.code == "given-left-out"}
    assert (left["amounts"], left["roles"]) == ("1", "1")


def test_what_only_mentions_a_row_that_is_no_more_stays_and_is_told(home: Path) -> None:
    cites = FULL.replace("Inget finns att anteckna.", "Se § 7. Inget mer finns att anteckna.")
    read, made = beside(home, {"agenda_items": ITEMS[1:]}, cites)
    (before,), (after,) = read.rows["citations"], made.rows["citations"]
    assert (before.item, before.resolves_to_item) == (f"{MEETING}-8", f"{MEETING}-7")
    assert (after.item, after.text, after.resolves_to_item) == (before.item, before.text, None)
    facts = {"table": "citations", "column": "resolves_to_item", "printed": "7",
             "count": "cell"}  # fmt: skip
    assert [p.facts for p in made.problems if p.facts.get("column") == "resolves_to_item"] == [
        facts
    ]
