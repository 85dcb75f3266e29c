"""The question about doubtful decisions finds what `decision_overview` calls doubtful, by row too.

Everybody and every body here is invented.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from few import few
from given_meeting import SETTINGS, meeting
from socsam_opendata.dataset.remarks import _TELLS_OF
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.package.linked.questions import question
from socsam_opendata.package.package import open_package
from socsam_opendata.writing import write_package

pytestmark = pytest.mark.usefixtures("lean_packages")

M = "sr-2031-03-05"
ABOUT: dict[str, str] = {
    "clauses": f"{M}-7-2", "clause_actions": f"{M}-clause-action-02",
    "addressees": f"{M}-addressee-02", "assignments": f"{M}-assignment-01",
    "amounts": f"{M}-amount-01", "roles": f"{M}-role-02", "votes": f"{M}-vote-01",
    "ballots": f"{M}-ballot-02", "decisions": f"{M}-7", "agenda_items": f"{M}-7",
}  # fmt: skip
BOTH = {"votes", "ballots", "decisions", "agenda_items"}


def asked(rows: dict[str, Any], out: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """The rows of the answer by § and first words, and the clauses that the overview doubts."""
    assert write_package(rows, out, settings=SETTINGS, workers=1).built
    package = open_package(out)
    overview = package.table("decision_overview").to_pylist()
    found = package.question("doubtful").rows
    return (
        [(str(row[2]), str(row[4])) for row in found],
        [str(row["id"]) for row in overview if row["doubtful"] == "yes"],
    )


# A note is found as a warning is, whatever it is about.
TRIED = [*((table, "warning") for table in ABOUT), ("clauses", "note"), ("votes", "note")]


@pytest.mark.parametrize("about", few(product(sorted(ABOUT), ("warning", "note")), TRIED), ids=str)
def test_a_problem_about_a_row_is_found_without_lines(
    about: tuple[str, str], tmp_path: Path
) -> None:
    table, severity = about
    rows: dict[str, Any] = meeting()
    rows["clauses"][1]["number"] = "2"
    rows["problems"] = [
        {"source": "m", "code": "own", "severity": severity, "message": "Tvivel.",
         "message_en": "Doubt.", "table_name": table, "row": key_given(rows, table)}
    ]  # fmt: skip
    found, doubted = asked(rows, tmp_path / "out")
    of = ["1", "2"] if table in BOTH else ["1" if "-01" in ABOUT[table] else "2"]
    of = {"addressees": ["1"], "roles": ["1"], "assignments": ["2"]}.get(table, of)
    assert found == [(number, "Tvivel.") for number in of]
    assert doubted == [f"{M}-7-{n}" for n in of if severity == "warning"]


def key_given(rows: dict[str, Any], table: str) -> str:
    """What the row of a table that is in doubt is called by the giver."""
    at = int(ABOUT[table][-1]) - 1 if table not in ("decisions", "agenda_items") else 0
    rows[table][at].setdefault("id", f"{table}-{at}")
    return str(rows[table][at]["id"])


def test_a_problem_of_an_item_alone_is_one_of_its_clauses(tmp_path: Path) -> None:
    rows: dict[str, Any] = meeting()
    rows["amounts"][1]["text"] = "4 kronor"
    found, doubted = asked(rows, tmp_path / "out")
    assert doubted == [f"{M}-7-1", f"{M}-7-2"]
    assert len(found) == 2


def test_what_is_only_listed_under_an_item_casts_no_doubt(tmp_path: Path) -> None:
    rows: dict[str, Any] = meeting()
    rows["citations"][0].update(item="p7", text="Se § 99", resolves_to_item=None,
                                resolves_to_meeting=None)  # fmt: skip
    assert asked(rows, tmp_path / "out") == ([], [])


def test_the_question_knows_every_table_that_tells_of_clauses() -> None:
    tables = {"clauses", "decisions", "agenda_items", *(table for table, _, _ in _TELLS_OF)}
    said = {*re.findall(r'\("(\w+)" "([\w-]+)"\)', question("doubtful").sparql)}
    assert said == {(table, BY_NAME[table].concept) for table in tables}
