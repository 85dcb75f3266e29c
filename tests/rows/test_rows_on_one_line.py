"""Several rows that stand on one line of a text that is not given. Everybody is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from first_files import first_files

PEOPLE = [
    {"id": 1, "name": "Alvar Tjäderby", "category": "elected"},
    {"id": 2, "name": "Siri Orrskog", "category": "elected"},
    {"id": 3, "name": "Torvald Qvarnmyr", "category": "guest"},
]
MEMBER = {"meeting": "m", "capacity": "member", "status": "present"}
GUEST = {"meeting": "m", "person": 3, "capacity": "guest", "status": "present"}
CHAIR = {"meeting": "m", "role": "chair", "text": "ordförande"}

# What stands on line 2 -> participants, roles, and the names that the line has.
ON_A_LINE: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], int]] = {
    "a member with a role": ([{**MEMBER, "person": 1, "party": "S"}], [{**CHAIR, "person": 1}], 2),
    "two members": (
        [{**MEMBER, "person": 1, "party": "S"}, {**MEMBER, "person": 2, "party": "C"}], [], 2),
    "a role of another": ([{**MEMBER, "person": 1, "party": "KD"}], [{**CHAIR, "person": 2}], 2),
    "a party as printed": (
        [{**MEMBER, "person": 1, "party": "S", "party_text": "s"}], [{**CHAIR, "person": 1}], 2),
    "a guest who is withheld": (
        [{**MEMBER, "person": 1, "party": "S"}, {**GUEST, "party": "MP"}], [], 1),
}  # fmt: skip


@pytest.mark.parametrize(("participants", "roles", "named"), ON_A_LINE.values(), ids=ON_A_LINE)
def test_rows_on_one_line_are_printed_and_read_whole(
    participants: list[dict[str, Any]], roles: list[dict[str, Any]], named: int, tmp_path: Path
) -> None:
    lines = {"first_line": 2, "last_line": 2}
    made = first_files({
        "organizations": [{"id": "b", "name": "Sagonämnden", "kind": "body"}],
        "persons": PEOPLE,
        "meetings": [{"id": "m", "body": "b", "date": "2031-03-05", "adjusted_on": "2031-03-12",
                      "first_line": 1, "last_line": 1}],
        "participants": [{**row, **lines} for row in participants],
        "roles": [{**row, **lines} for row in roles],
    }, tmp_path / "out")  # fmt: skip
    (text,) = made.texts.values()
    line = text[1]
    assert line.count("Rad i ") == len(participants) + len(roles)
    assert sum(line.count(one["name"]) for one in PEOPLE) == named
    assert ("Parti: MP" in line, "[namn utelämnat]" in line) == (False, named == 1)
    (source,) = made.table("sources").to_pylist()
    assert source["lines_unread"] == 0
    assert [row["code"] for row in made.table("problems").to_pylist()
            if row["code"] == "lines-unread"] == []  # fmt: skip
