"""What rows of one meeting say against each other: told whoever made them, and nothing else is."""

from __future__ import annotations

import datetime as dt
import string
from pathlib import Path
from typing import Any

import pytest

from given_meeting import SETTINGS, Given, meeting, together
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.agreement import OF_ROWS
from socsam_opendata.package.package import open_package
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.texts import entry
from socsam_opendata.writing import write_package

DAY = dt.date(2031, 3, 5)
Changes = dict[tuple[str, int], dict[str, Any]]
# What texts say against their rows (test_text_agreement.py).
OF_TEXTS = {
    "amount-basis-differs", "amount-differs", "amount-not-in-clause", "cited-paragraph-differs",
    "clause-names-other", "date-differs", "weekday-differs",
}  # fmt: skip


def with_voters(changes: Changes) -> Given:
    """A meeting with three who vote, whose changed rows are given by table and place from 0.

    A place behind the last one is a further row.
    """
    rows = meeting()
    rows["persons"].append({"id": 5, "name": "Disa Vintergata", "category": "elected"})
    rows["participants"].append(
        {"id": "d5", "meeting": "m", "person": 5, "capacity": "member", "status": "present",
         "party": "M", "municipality": "Åre"}
    )  # fmt: skip
    rows["votes"][0].update(yes=2, no=1)
    rows["ballots"].append({"vote": "v", "person": 5, "party": "M", "choice": "ja"})
    for (table, at), cells in changes.items():
        if at == len(rows[table]):
            rows[table].append({})
        rows[table][at].update(cells)
    return rows


def read(rows: Given, scratch: Path) -> Reading:
    (found,) = given_readings(rows, {}, SETTINGS, scratch / "given", "x").readings
    return found.reading(SETTINGS)


def told(reading: Reading) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.row) for problem in reading.problems]


M = "sr-2031-03-05"
ITEM = {"kind": "information", "confidential": "nej"}
CASES: list[tuple[str, Changes, list[tuple[str, str]]]] = [
    ("two more voted yes", {("votes", 0): {"yes": 4}}, [("ballots-differ", f"{M}-vote-01")]),
    ("one voted otherwise", {("ballots", 2): {"choice": "nej"}},
     [("ballots-differ", f"{M}-vote-01")] * 2),
    ("one abstained", {("votes", 0): {"abstained": 1}}, [("ballots-differ", f"{M}-vote-01")]),
    ("nobody was absent", {("votes", 0): {"absent": 0}, ("ballots", 2): {"choice": "absent"}},
     [("ballots-differ", f"{M}-vote-01")] * 2),
    ("the list sums otherwise", {("votes", 0): {"listed_yes": 1, "listed_no": 2}},
     [("votes-differ", f"{M}-vote-01"), ("ballots-incomplete", f"{M}-vote-01")]),
    ("the list has another yes alone", {("votes", 0): {"listed_yes": 3}},
     [("votes-differ", f"{M}-vote-01"), ("ballots-incomplete", f"{M}-vote-01")]),
    ("the list alone has another no", {("votes", 0): {"yes": None, "no": None, "listed_no": 2}},
     [("ballots-incomplete", f"{M}-vote-01")]),
    ("the list has its yes, and another voted no",
     {("votes", 0): {"listed_yes": 2, "no": 2}}, [("ballots-differ", f"{M}-vote-01")]),
    ("two clauses of one number", {("clauses", 1): {"number": 1}},
     [("clause-number-repeated", f"{M}-7-2-1")]),
    ("somebody votes twice", {("ballots", 2): {"person": 1, "party": "S"}},
     [("ballot-repeated", f"{M}-ballot-03")]),
    ("somebody votes yes and no",
     {("votes", 0): {"no": 2}, ("ballots", 3): {"vote": "v", "person": 5, "choice": "no"}},
     [("ballot-repeated", f"{M}-ballot-04")]),
    ("the fewer win", {("votes", 0): {"outcome": "no"}}, [("outcome-differs", f"{M}-vote-01")]),
    ("a tie of two and one", {("votes", 0): {"outcome": "tie"}},
     [("outcome-differs", f"{M}-vote-01")]),
    ("a ballot of another party", {("ballots", 2): {"party": "V"}},
     [("party-differs", f"{M}-ballot-03")]),
    ("a reservation of another party", {("dissents", 0): {"party": "KD"}},
     [("party-differs", f"{M}-dissent-01")]),
    ("other letters", {("participants", 1): {"party_text": "MP"}},
     [("party-differs", f"{M}-participant-02")]),
    ("a person of two parties",
     {("participants", 5): {"meeting": "m", "person": 5, "capacity": "substitute", "party": "L",
                            "status": "present", "paragraphs": "7", "municipality": "Åre"}},
     [("party-differs", f"{M}-participant-06")]),
    ("present and absent",
     {("participants", 5): {"meeting": "m", "person": 5, "capacity": "substitute",
                            "status": "absent", "municipality": "Åre"}},
     [("attendance-repeated", f"{M}-participant-06")]),
    ("listed twice alike",
     {("participants", 5): {"meeting": "m", "person": 5, "capacity": "member", "party": "M",
                            "status": "present", "municipality": "Åre"}},
     [("attendance-repeated", f"{M}-participant-06")]),
    ("who is absent votes", {("participants", 4): {"status": "absent"}},
     [("voter-not-present", f"{M}-vote-01")]),
    ("who was there at another item votes",
     {("participants", 4): {"status": "partial", "paragraphs": "8"}},
     [("voter-not-present", f"{M}-vote-01")]),
    ("who is recused votes", {("participants", 4): {"status": "recused", "paragraphs": "7"}},
     [("voter-not-present", f"{M}-vote-01")]),
    ("somebody not listed votes",
     {("persons", 6): {"id": 6, "name": "Ulf Aldrig", "category": "elected"},
      ("ballots", 2): {"person": 6, "party": "M"}},
     [("voter-not-present", f"{M}-vote-01")]),
    ("without a vote", {("decisions", 0): {"method": "acclamation"}},
     [("method-differs", f"{M}-7")]),
    ("a § beyond the last one",
     {("meetings", 0): {"first_paragraph": "7", "last_paragraph": "7"}},
     [("paragraph-outside", f"{M}-8")]),
    ("a § before the first one",
     {("meetings", 0): {"first_paragraph": "8", "last_paragraph": "10"}},
     [("paragraph-outside", f"{M}-7")]),
    ("there at a § that is none", {("participants", 2): {"paragraphs": "7,9"}},
     [("participant-paragraph", f"{M}-participant-03")]),
    ("another diary number", {("agenda_items", 0): {"diary_number": "SR 2031/5"}},
     [("diary-number-differs", f"{M}-7")]),
    ("due in another month", {("assignments", 0): {"due": "2031-11"}},
     [("due-differs", f"{M}-assignment-01")]),
    ("due later", {("assignments", 0): {"due_until": "2031-12-30"}},
     [("due-differs", f"{M}-assignment-01")]),
    ("another § is cited", {("citations", 0): {"paragraph": "8"}},
     [("citation-differs", f"{M}-citation-01")]),
    ("another day is cited", {("citations", 0): {"date": "2031-03-06"}},
     [("citation-differs", f"{M}-citation-01")]),
    ("another body is cited", {("citations", 0): {"body": "org/2"}},
     [("citation-differs", f"{M}-citation-01")]),
    ("another day decides", {("decisions", 0): {"date": dt.date(2031, 3, 6)}},
     [("decision-day-differs", f"{M}-7")]),
    ("a decision of an item that informs", {("agenda_items", 0): {"kind": "information"}},
     [("decided-informing", f"{M}-7")]),
    ("a decision of a dialogue", {("agenda_items", 0): {"kind": "dialogpunkt"}},
     [("decided-informing", f"{M}-7")]),
    ("paragraphs run back", {("participants", 2): {"paragraphs": "8-7"}},
     [("paragraphs-reversed", f"{M}-participant-03")]),
    ("paragraphs run back among others", {("participants", 2): {"paragraphs": "7,8-7"}},
     [("paragraphs-reversed", f"{M}-participant-03")]),
    ("the chair is absent",
     {("participants", 0): {"status": "absent"}, ("ballots", 0): {"choice": "absent"},
      ("votes", 0): {"yes": 1, "absent": 1, "outcome": None}},
     [("role-absent", f"{M}-role-01")]),
    ("an adjuster whom a clause appoints is absent",
     {("participants", 4): {"status": "absent"}, ("ballots", 2): {"choice": "absent"},
      ("votes", 0): {"yes": 1, "absent": 1, "outcome": None},
      ("roles", 1): {"role": "adjuster", "person": 5, "organization": None}},
     [("role-absent", f"{M}-role-02")]),
    ("somebody serves for the chair, who sits there", {("participants", 1): {"serves_for": 1}},
     [("serving-for-present", f"{M}-participant-02")]),
    ("somebody serves at a § for one who is there at it",
     {("participants", 1): {"serves_for": 5, "paragraphs": "7"},
      ("participants", 4): {"status": "partial", "paragraphs": "7-8"}},
     [("serving-for-present", f"{M}-participant-02")]),
    ("somebody serves at a § for one who is recused at another",
     {("participants", 1): {"serves_for": 5, "paragraphs": "7"},
      ("participants", 5): {"meeting": "m", "person": 5, "capacity": "member", "party": "M",
                            "status": "recused", "paragraphs": "8", "municipality": "Åre"}},
     [("serving-for-present", f"{M}-participant-02")]),
    ("two serve for each other",
     {("participants", 1): {"serves_for": 5}, ("participants", 4): {"serves_for": 2}},
     [("serving-in-ring", f"{M}-participant-02")]),
    ("three serve for each other, and a fourth for one of them",
     {("participants", 0): {"serves_for": 2}, ("participants", 1): {"serves_for": 5},
      ("participants", 3): {"serves_for": 5}, ("participants", 4): {"serves_for": 1}},
     [("serving-for-present", f"{M}-participant-04"),
      ("serving-in-ring", f"{M}-participant-01")]),
    ("who is absent serves",
     {("participants", 4): {"status": "absent", "serves_for": 8},
      ("ballots", 2): {"choice": "absent"},
      ("votes", 0): {"yes": 1, "absent": 1, "outcome": None}},
     [("serving-absent", f"{M}-participant-05")]),
]  # fmt: skip
# What looks like it and is none.
AGREEING: list[tuple[str, Changes]] = [
    ("nothing changed", {}),
    ("a tie that the chair decides",
     {("votes", 0): {"yes": 1, "no": 1, "outcome": "no"}, ("ballots", 2): {"choice": "abstain"}}),
    ("nothing is stated", {("votes", 0): {"yes": None, "no": None, "outcome": "yes"}}),
    ("who was absent is listed as such",
     {("votes", 0): {"yes": 1, "absent": 1}, ("ballots", 2): {"choice": "absent"},
      ("participants", 4): {"status": "absent"}}),
    ("there at the item of the vote",
     {("participants", 4): {"status": "partial", "paragraphs": "7-8"}}),
    ("there from afar", {("participants", 4): {"status": "remote"}}),
    ("a member at one item and a substitute at another",
     {("participants", 4): {"paragraphs": "7"},
      ("participants", 5): {"meeting": "m", "person": 5, "capacity": "substitute", "party": "M",
                            "status": "absent", "paragraphs": "8", "municipality": "Åre"}}),
    ("a ballot without a party", {("ballots", 2): {"party": None}}),
    ("the method is not known", {("decisions", 0): {"method": "not-stated"}}),
    ("by secret ballot", {("decisions", 0): {"method": "secret-ballot"}}),
    ("more paragraphs than items", {("meetings", 0): {"first_paragraph": 1, "last_paragraph": 9}}),
    ("at latest", {("assignments", 0): {"due_from": None}}),
    ("a month of the day", {("citations", 0): {"date": "2031-03", "body": "org/1"}}),
    ("a part of the paragraph", {("citations", 0): {"paragraph": "7 a"}}),
    ("an item that informs is noted",
     {("agenda_items", 0): {"kind": "information"}, ("clause_actions", 0): {"action": "note"},
      ("clause_actions", 1): {"action": "file"}}),
    ("an item that informs, and what is done is no act of the list",
     {("agenda_items", 0): {"kind": "information"}, ("clause_actions", 0): {"action": "other"},
      ("clause_actions", 1): {"action": "note"}}),
    ("an item that informs is recorded",
     {("agenda_items", 0): {"kind": "information"}, ("decisions", 0): {"force": "record"},
      ("clauses", 0): {"force": "record"}, ("clauses", 1): {"force": "record"}}),
    ("the chair is absent from one item",
     {("participants", 0): {"paragraphs": "7"},
      ("participants", 5): {"meeting": "m", "person": 1, "capacity": "member", "party": "S",
                            "status": "absent", "paragraphs": "8", "municipality": "Berg"}}),
    ("the chair is not listed at all",
     {("persons", 6): {"id": 6, "name": "Ulf Aldrig", "category": "elected"},
      ("roles", 0): {"person": 6}}),
    ("a presenter is absent",
     {("participants", 3): {"status": "absent"},
      ("roles", 1): {"person": 4, "organization": None}}),
    ("the chair of something else is absent",
     {("participants", 4): {"status": "absent"}, ("ballots", 2): {"choice": "absent"},
      ("votes", 0): {"yes": 1, "absent": 1, "outcome": None},
      ("roles", 1): {"role": "chair", "person": 5, "organization": None}}),
    ("somebody serves at a § for one who is there at another",
     {("participants", 1): {"serves_for": 4, "paragraphs": "7"},
      ("participants", 3): {"status": "partial", "paragraphs": "8"}}),
    ("somebody serves for one who came late", {("participants", 1): {"serves_for": 4},
                                               ("participants", 3): {"status": "partial"}}),
    ("somebody serves at a § for one who is recused at it",
     {("participants", 1): {"serves_for": 4, "paragraphs": "7"},
      ("participants", 5): {"meeting": "m", "person": 4, "capacity": "official",
                            "status": "recused", "paragraphs": "7", "municipality": "Berg"}}),
    ("what is decided and what is proposed are counted apart",
     {("decisions", 0): {"force": "mixed"}, ("clauses", 1): {"force": "proposal", "number": 1}}),
    ("clauses of one number and letters", {("clauses", 1): {"number": "1 a"}}),
    ("the list alone has its yes", {("votes", 0): {"listed_yes": 2}}),
    ("somebody serves for one who is listed as absent",
     {("participants", 5): {"meeting": "m", "person": 8, "capacity": "member",
                            "status": "absent", "party": "C", "municipality": "Berg"}}),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "problems"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_cannot_be_so_together_is_told(
    changes: Changes, problems: list[tuple[str, str]], tmp_path: Path
) -> None:
    reading = read(with_voters(changes), tmp_path)
    assert sorted(told(reading)) == sorted(problems)
    assert all(problem.severity == "warning" for problem in reading.problems)
    for problem in reading.problems:
        assert problem.table_name is not None
        assert problem.row in {row.id for row in reading.rows[problem.table_name]}
        assert problem.first_line is not None
        assert problem.sentence("sv") != problem.sentence("en")


@pytest.mark.parametrize("changes", [c[1] for c in AGREEING], ids=[c[0] for c in AGREEING])
def test_what_agrees_is_not_told(changes: Changes, tmp_path: Path) -> None:
    assert told(read(with_voters(changes), tmp_path)) == []


def test_every_code_is_tested_here_and_says_all_it_asks_for(tmp_path: Path) -> None:
    told_here = {code for _, _, problems in CASES for code, _ in problems}
    assert told_here == OF_ROWS - OF_TEXTS
    for number, (_, changes, _) in enumerate(CASES):
        scratch = tmp_path / str(number)
        scratch.mkdir()
        for problem in read(with_voters(changes), scratch).problems:
            for language in ("sv", "en"):
                said = entry(f"problems.{problem.code}")[language]
                for form in said.values() if isinstance(said, dict) else [said]:
                    asked = {name for _, name, _, _ in string.Formatter().parse(form) if name}
                    assert {a.removesuffix("_label") for a in asked} <= {*problem.facts}


def test_whose_name_is_withheld_may_have_voted(tmp_path: Path) -> None:
    rows = with_voters({("participants", 4): {"person": None, "withheld": "publisher-decision"}})
    del rows["ballots"][2]
    assert told(read(rows, tmp_path)) == []


@pytest.mark.usefixtures("lean_packages")
def test_it_is_published_once_however_often_the_rows_go_round(tmp_path: Path) -> None:
    rows = with_voters({("votes", 0): {"outcome": "no"}, ("ballots", 2): {"party": "V"}})
    expected = [("outcome-differs", f"{M}-vote-01"), ("party-differs", f"{M}-ballot-03")]
    given: Any = rows
    for number in range(3):
        out = tmp_path / str(number)
        assert write_package(given, out, settings=SETTINGS, workers=1).built
        package = open_package(out)
        problems = package.table("problems").to_pylist()
        assert sorted((row["code"], row["row"]) for row in problems) == expected
        given = {name: package.table(name) for name in package.tables}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({("participants", 1): {"serves_for": 2}}, "participants, row 2, serves_for: '2' cannot"),
        ({("meetings", 0): {"first_paragraph": 10, "last_paragraph": 9}},
         "meetings, row 1, first_paragraph: '10' cannot be used; what stands here is a number"),
        ({("agenda_items", 1): {"number": "7", "part": "a", "parent": "p7"}},
         "agenda_items, row 2, parent: 'p7' cannot be used; what stands here is a paragraph of the "
         "same number and of the kind `group`; this one is § 7 of the kind `decision`"),
        ({("agenda_items", 0): {"kind": "group"},
          ("agenda_items", 1): {"number": "9", "part": "a", "parent": "p7"}},
         "agenda_items, row 2, parent: 'p7' cannot be used; what stands here is a paragraph of the "
         "same number and of the kind `group`; this one is § 7 of the kind `group`"),
        ({("roles", 1): {"item": "p8"}}, "roles, row 2, clause: 'c1' cannot be used; what"),
    ],
)  # fmt: skip
def test_what_can_never_be_is_a_fault(changes: Changes, words: str, tmp_path: Path) -> None:
    faults = Faults()
    given_readings(with_voters(changes), {}, SETTINGS, tmp_path / "given", "x", faults)
    assert [fault.said("en")[: len(words)] for fault in faults.told] == [words]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ({"due": "2031-12", "due_from": None, "due_until": None},
         ("2031-12", None, dt.date(2031, 12, 31))),
        ({"due": None, "due_from": None, "due_until": DAY}, ("2031-03-05", None, DAY)),
        ({"due": None, "due_from": DAY, "due_until": DAY}, ("2031-03-05", DAY, DAY)),
        ({"due": None, "due_from": DAY, "due_until": dt.date(2031, 4, 1)},
         ("2031-03-05/2031-04-01", DAY, dt.date(2031, 4, 1))),
        ({"due": None, "due_from": DAY, "due_until": None}, (None, DAY, None)),
        ({"due": "2031/..", "due_from": None, "due_until": None}, ("2031/..", None, None)),
    ],
)  # fmt: skip
def test_a_deadline_given_in_one_way_is_there_in_both(
    given: dict[str, Any], made: tuple[Any, ...], tmp_path: Path
) -> None:
    (row,) = read(with_voters({("assignments", 0): given}), tmp_path).rows["assignments"]
    assert (row.due, row.due_from, row.due_until) == made


def test_a_meeting_added_to_others_cites_them_as_they_are(tmp_path: Path) -> None:
    first, second = meeting(), meeting(DAY + dt.timedelta(days=1), own="o-")
    second["citations"][0].update(resolves_to_item="p7", resolves_to_meeting="m", paragraph="8")
    found = given_readings(together(first, second), {}, SETTINGS, tmp_path / "given", "x").readings
    codes = [[code for code, _ in told(one.reading(SETTINGS))] for one in found]
    assert codes == [[], ["citation-differs"]]
