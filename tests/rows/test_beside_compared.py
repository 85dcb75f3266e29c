"""What a document says otherwise than the rows beside it, by what a reader of both would say.

Everybody is invented.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_rows_beside_minutes import (
    BALLOTS,
    DOCUMENT,
    beside,
    built,
    save,
    settings_folder,
)

from given_meeting import Given
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.agreement import OF_ROWS
from socsam_opendata.package.package import open_package

SUMS = DOCUMENT.replace(
    "50 000 kronor.",
    "50 000 kronor för drakar och 20 000 kronor för garn.\n"
    "2. Hittepåförbundet beviljas 30 000 kronor.",
)
LISTED = DOCUMENT.replace(
    "1 nej-röst.",
    "1 nej-röst.\n\nJa: Tora Påhitt (S), Nils Fantasi (C)\n\nNej: Disa Vintergata (M)",
)
ABSTAINED = DOCUMENT.replace("er och 1 nej-röst.", "er, 1 nej-röst och 1 avstår.")
CHAIR = DOCUMENT.replace("**Beslutande", "Ordförande: Disa Vintergata\n\n**Beslutande")
MEETING = "sagoradet-2031-03-05"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return settings_folder(tmp_path)


def amount(clause: str | None, value: int, **more: Any) -> dict[str, Any]:
    text = f"{value:,} kronor".replace(",", " ")
    return {"item": "7", "clause": clause, "value": value, "currency": "SEK", "per": "total",
            "meaning": "granted", "text": text, **more}  # fmt: skip


def seat(person: str, party: str | None, **more: Any) -> dict[str, Any]:
    return {"person": person, "party": party, "capacity": "member", "status": "present",
            "municipality": "Berg", **more}  # fmt: skip


ALL_SUMS = [amount("7-1", 50000), amount("7-1", 20000), amount("7-2", 30000)]
SEATS = [seat("Tora Påhitt", "S"), seat("Nils Fantasi", "C"), seat("Disa Vintergata", "M")]
ITEMS = [
    {"number": "7", "title": "Stöd till drakar", "kind": "decision", "confidential": "nej"},
    {"number": "8", "title": "Övrigt", "kind": "other-business", "confidential": "nej"},
]
VOTE = {"decision": "7", "yes": 2, "no": 1, "outcome": "ja"}

AGREE: list[tuple[str, str, Given]] = [
    ("sums in another order", SUMS, {"amounts": ALL_SUMS[::-1]}),
    ("the same sum in other words", SUMS,
     {"amounts": [amount("7-1", 50000, text="50 tkr"), *ALL_SUMS[1:]]}),
    ("sums of the item, without their clause", SUMS,
     {"amounts": [{**one, "clause": None} for one in ALL_SUMS]}),
    ("ballots in another order", LISTED, {"ballots": BALLOTS[::-1]}),
    ("ballots without parties", LISTED, {"ballots": [{**b, "party": None} for b in BALLOTS]}),
    ("ballots where the minutes have none", DOCUMENT, {"ballots": BALLOTS}),
    ("the attendance in another order", DOCUMENT, {"participants": SEATS[::-1]}),
    ("items in another order", DOCUMENT, {"agenda_items": ITEMS[::-1]}),
    ("a diary number that the minutes have not", DOCUMENT,
     {"agenda_items": [{**ITEMS[0], "diary_number": "SR 2031/55"}, ITEMS[1]]}),
    ("an item without its diary number", DOCUMENT.replace("drakar\n", "drakar\nDnr SR 2031/5\n", 1),
     {"agenda_items": ITEMS}),
    ("what yes means, and who abstained", DOCUMENT,
     {"votes": [{**VOTE, "yes_means": "bifall", "abstained": 0, "absent": 2}]}),
    ("a chair where the minutes have none", DOCUMENT,
     {"roles": [{"person": "Tora Påhitt", "role": "chair"}]}),
    ("the chair whom the minutes have", CHAIR,
     {"roles": [{"person": "Disa Vintergata", "role": "chair"}]}),
    ("a dissent where the minutes have none", DOCUMENT,
     {"dissents": [{"item": "7", "kind": "reservation", "person": "Disa Vintergata"}]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "rows"), [one[1:] for one in AGREE], ids=[a for a, *_ in AGREE]
)
def test_nothing_is_told_where_both_agree(document: str, rows: Given, home: Path) -> None:
    read, made = beside(home, rows, document)
    assert [p for p in made.problems if p not in read.problems] == []


def column(table: str, name: str, printed: str, given: str) -> tuple[str, dict[str, str]]:
    facts = {"table": table, "column": name, "printed": printed, "given": given}
    return "given-differs", facts


# What is told: code, facts, row without the key of the meeting, words of the first and last line.
Told = tuple[str, dict[str, str], str | None, str, str]
DIFFER: list[tuple[str, str, Given, list[Told]]] = [
    ("a sum more", SUMS, {"amounts": [*ALL_SUMS[:2], amount("7-1", 999999), ALL_SUMS[2]]},
     [("given-adds", {"table": "amounts"}, "amount-03", "50 000", "20 000")]),
    ("a sum more that is printed in words of another", SUMS,
     {"amounts": [*ALL_SUMS, amount("7-1", 999999, text="50 000 kronor")]},
     [("given-adds", {"table": "amounts"}, "amount-03", "50 000", "20 000")]),
    ("a sum left out", SUMS, {"amounts": ALL_SUMS[1:]},
     [("given-lacks", {"table": "amounts", "count": "1"}, "7-1", "50 000", "50 000")]),
    ("a sum in another currency", SUMS,
     {"amounts": [*ALL_SUMS[:2], amount("7-2", 30000, currency="EUR")]},
     [(*column("amounts", "currency", "SEK", "EUR"), "amount-03", "30 000", "30 000")]),
    ("a sum under another clause", SUMS, {"amounts": [*ALL_SUMS[:2], amount("7-1", 30000)]},
     [("given-lacks", {"table": "amounts", "count": "1"}, "7-2", "30 000", "30 000"),
      ("given-adds", {"table": "amounts"}, "amount-03", "50 000", "20 000")]),
    ("another choice", LISTED, {"ballots": [BALLOTS[0], {**BALLOTS[1], "choice": "nej"},
                                            {**BALLOTS[2], "choice": "ja"}]},
     [(*column("ballots", "choice", "yes", "no"), "ballot-02", "Nils", "Nils"),
      (*column("ballots", "choice", "no", "yes"), "ballot-03", "Disa", "Disa")]),
    ("a ballot of another person", LISTED,
     {"persons": [{"name": "Ulf Aldrig", "category": "elected"}],
      "ballots": [*BALLOTS[:2], {**BALLOTS[2], "person": "Ulf Aldrig"}]},
     [("given-lacks", {"table": "ballots", "count": "1"}, "vote-01", "Disa", "Disa"),
      ("given-adds", {"table": "ballots"}, "ballot-03", "Tora", "Disa")]),
    ("votes of another result", DOCUMENT, {"votes": [{**VOTE, "yes": 1, "no": 2}]},
     [(*column("votes", "yes", "2", "1"), "vote-01", "2 ja", "2 ja"),
      (*column("votes", "no", "1", "2"), "vote-01", "2 ja", "2 ja")]),
    ("votes of other abstentions", ABSTAINED,
     {"votes": [{**VOTE, "abstained": 3}]},
     [(*column("votes", "abstained", "1", "3"), "vote-01", "2 ja", "2 ja")]),
    ("a second vote", DOCUMENT, {"votes": [VOTE, {**VOTE, "yes": 3, "no": 0}]},
     [("given-adds", {"table": "votes"}, "vote-02", "2 ja", "2 ja")]),
    ("an item beyond the last paragraph", DOCUMENT,
     {"agenda_items": [*ITEMS, {**ITEMS[1], "number": "19", "title": "Ny"}]},
     []),
    ("a part that no paragraph has", DOCUMENT,
     {"agenda_items": [ITEMS[0], {**ITEMS[1], "kind": "group"},
                       {"number": "8", "part": "a", "parent": "8", "title": "Ny",
                        "kind": "other-business", "confidential": "nej"}]},
     [(*column("agenda_items", "kind", "other-business", "group"), "8", "§ 8", ""),
      ("given-adds", {"table": "agenda_items"}, "8a", "§ 7", "")]),
    ("another title, and no other case for it", DOCUMENT,
     {"agenda_items": [{**ITEMS[0], "title": "Stöd åt ormar"}, ITEMS[1]]},
     [(*column("agenda_items", "title", "Stöd till drakar", "Stöd åt ormar"), "7", "§ 7", "")]),
    ("a person twice in the attendance", DOCUMENT,
     {"participants": [*SEATS, seat("Tora Påhitt", "S", status="absent")]},
     [("given-adds", {"table": "participants"}, "participant-04", "Tora", "Disa")]),
    ("a person twice in a role", DOCUMENT,
     {"roles": [{"person": "Tora Påhitt", "role": "chair"}] * 2},
     [("given-twice", {"table": "roles"}, "role-02", "", "")]),
    ("another chair", CHAIR, {"roles": [{"person": "Tora Påhitt", "role": "chair"}]},
     [("given-lacks", {"table": "roles", "count": "1"}, "", "Ordförande", "Ordförande"),
      ("given-more", {"table": "roles"}, "role-01", "Ordförande", "Ordförande")]),
    ("a party of the attendance", DOCUMENT,
     {"participants": [seat("Tora Påhitt", "V"), *SEATS[1:]]},
     [(*column("participants", "party", "s", "v"), "participant-01", "Tora", "Tora")]),
]  # fmt: skip


def at(made: Reading, line: int | None) -> str:
    return made.lines[line - 1] if line else ""


@pytest.mark.parametrize(
    ("document", "rows", "told"), [one[1:] for one in DIFFER], ids=[name for name, *_ in DIFFER]
)
def test_what_the_minutes_say_otherwise_is_told_with_row_and_lines(
    document: str, rows: Given, told: list[Told], home: Path
) -> None:
    read, made = beside(home, rows, document)
    new = [p for p in made.problems if p not in read.problems and p.code not in OF_ROWS]
    found = [(p.code, p.facts, (p.row or "").removeprefix(MEETING).removeprefix("-")) for p in new]
    assert found == [(code, facts, row) for code, facts, row, *_ in told]
    for problem, (*_, first, last) in zip(new, told, strict=True):
        assert first in at(made, problem.first_line)
        assert last in at(made, problem.last_line)
        assert (problem.last_line or 0) <= len(read.lines)


def test_votes_in_another_order_keep_their_ballots_and_nothing_is_told(home: Path) -> None:
    vote = "Vid omröstning avges 2 ja-röster och 1 nej-röst."
    two = LISTED.replace(vote, f"{vote}").replace(
        "## § 8 Övrigt\n\nInget finns att anteckna.",
        "## § 8 Övrigt\n\n**Beslut**\nSagorådet beslutar:\n1. Rådet avslår förslaget.\n\n"
        "**Omröstning**\nVid omröstning avges 1 ja-röst och 2 nej-röster.\n\n"
        "Ja: Tora Påhitt (S)\n\nNej: Nils Fantasi (C), Disa Vintergata (M)",
    )
    rows: Given = {
        "votes": [{"id": "b", "decision": "8", "yes": 1, "no": 2},
                  {"id": "a", "decision": "7", "yes": 2, "no": 1}],
        "ballots": [*({**b, "vote": "a"} for b in BALLOTS),
                    {**BALLOTS[0], "vote": "b"},
                    {**BALLOTS[1], "vote": "b", "choice": "nej"},
                    {**BALLOTS[2], "vote": "b"}],
    }  # fmt: skip
    read, made = beside(home, rows, two)
    assert (len(read.rows["votes"]), len(read.rows["ballots"])) == (2, 6)
    assert [p for p in made.problems if p not in read.problems] == []


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"agenda_items": [*ITEMS, {**ITEMS[1], "number": "19", "title": "Ny"}]},
         [("paragraph-outside", "19")]),
        ({"participants": [*SEATS, seat("Tora Påhitt", "S", status="absent")]},
         [("attendance-repeated", "participant-04")]),
        ({"participants": [seat("Tora Påhitt", None), *SEATS[1:]],  # who keeps the party read
          "ballots": [{**BALLOTS[0], "party": "V"}, *BALLOTS[1:]]},
         [("party-differs", "ballot-01")]),
        ({"ballots": [*BALLOTS, BALLOTS[0]]},
         [("ballot-repeated", "ballot-04"), ("ballots-differ", "vote-01")]),
    ],
)  # fmt: skip
def test_what_given_rows_say_against_each_other_is_told_beside_minutes_too(
    rows: Given, told: list[tuple[str, str]], home: Path
) -> None:
    _, made = beside(home, rows, DOCUMENT)
    found = [(p.code, (p.row or "").removeprefix(f"{MEETING}-")) for p in made.problems]
    assert [one for one in found if one[0] in OF_ROWS] == told


# --- doubt ------------------------------------------------------------------------------------

DOUBT: list[tuple[str, str, Given, list[str]]] = [
    ("a ballot", LISTED, {"ballots": [BALLOTS[0], {**BALLOTS[1], "choice": "nej"},
                                      {**BALLOTS[2], "choice": "ja"}]}, ["yes"]),
    ("ballots that agree", LISTED, {"ballots": BALLOTS}, ["no"]),
    ("a sum more", SUMS, {"amounts": [*ALL_SUMS, amount("7-1", 999999)]}, ["yes", "no"]),
    ("a sum left out", SUMS, {"amounts": ALL_SUMS[:2]}, ["no", "yes"]),
    ("a vote", SUMS, {"votes": [{**VOTE, "yes": 5}]}, ["yes", "yes"]),
    ("the title", SUMS, {"agenda_items": [{**ITEMS[0], "title": "Ormar"}, ITEMS[1]]},
     ["yes", "yes"]),
    ("the words of a clause", DOCUMENT,
     {"clauses": [{"decision": "7", "number": "1", "force": "decision",
                   "text": "Hittepåförbundet beviljas 70 000 kronor."}]}, ["yes"]),
    ("the attendance", DOCUMENT, {"participants": [seat("Tora Påhitt", "V"), *SEATS[1:]]}, ["no"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "rows", "doubtful"), [one[1:] for one in DOUBT], ids=[name for name, *_ in DOUBT]
)
@pytest.mark.usefixtures("lean_packages")
def test_what_differs_makes_the_decision_doubtful(
    document: str, rows: Given, doubtful: list[str], home: Path, tmp_path: Path
) -> None:
    (home / "a.md").write_text(document, encoding="utf-8")
    save(home / "a.rows", rows)
    built(home, tmp_path / "out")
    view = open_package(tmp_path / "out").table("decision_overview").to_pylist()
    assert [row["doubtful"] for row in view] == doubtful


def test_a_decision_has_the_force_of_the_clauses_that_lie_beside_it(home: Path) -> None:
    read, _ = beside(home, {}, DOCUMENT)
    clauses = [
        {"decision": "7", "position": row.position, "number": row.number, "text": row.text,
         "force": "proposal"}
        for row in read.rows["clauses"]
        if row.decision.endswith("-7")
    ]  # fmt: skip
    read, made = beside(home, {"clauses": clauses}, DOCUMENT)
    (before,), (after,) = read.rows["decisions"], made.rows["decisions"]
    assert (before.force, after.force) == ("decision", "proposal")
    told = [p for p in made.problems if p not in read.problems and p.code == "given-differs"]
    assert [(p.table_name, p.facts["column"], p.facts["given"]) for p in told] == [
        ("clauses", "force", "proposal")
    ] * len(clauses)
