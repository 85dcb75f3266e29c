"""The views for people, against cells found by reading the minutes by hand."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from socsam_opendata.dataset.views import Memberships
from socsam_opendata.model.records import Participant

ROOT = Path(__file__).resolve().parents[2]
FACTS = tomllib.loads((ROOT / "tests/facts/decision_overview.toml").read_text("utf-8"))
MEETING = "socsam-2025-06-02"


def expected(fact: dict[str, Any]) -> dict[str, str]:
    """The cells of a row as CSV has them: of all rows, of its item, and its own."""
    cells = {**FACTS["common"], **FACTS["items"][fact["id"].rpartition("-")[0]], **fact}
    line = cells.pop("line")
    towns = FACTS["municipalities"].get(cells.get("addressees"))
    if towns:
        cells["addressees"] = towns
    cells |= {"id": f"{MEETING}-{fact['id']}", "first_line": line, "last_line": line}
    return {name: str(cell) for name, cell in cells.items()}


@pytest.fixture(scope="module")
def overview(seed_package: Path) -> dict[str, dict[str, str]]:
    """The rows of decision_overview.csv of a package of the seed, by id."""
    path = seed_package / "data" / "decision_overview.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_every_clause_that_decides_is_a_row_and_no_other(
    overview: dict[str, dict[str, str]],
) -> None:
    assert list(overview) == [f"{MEETING}-{fact['id']}" for fact in FACTS["rows"]]


@pytest.mark.parametrize("fact", FACTS["rows"], ids=lambda fact: fact["id"])
def test_every_cell_is_what_the_minutes_say(
    overview: dict[str, dict[str, str]], fact: dict[str, Any]
) -> None:
    row = overview[f"{MEETING}-{fact['id']}"]
    assert {name: cell for name, cell in row.items() if cell} == expected(fact)


# An invented person who is seen at three meetings, and changes party and municipality.
SEEN = {
    "2031-03-05": ("s", "2321"),
    "2031-06-03": ("m", "2326"),
    "2031-09-02": (None, None),  # printed without either
}


@pytest.mark.parametrize("days", list(itertools.permutations(list(SEEN)[:2])))
def test_a_seat_is_that_of_the_newest_meeting_that_prints_it(days: tuple[str, ...]) -> None:
    memberships = Memberships()
    for day in (*days, "2031-09-02"):
        party, municipality = SEEN[day]
        seen = Participant(
            id=f"exempelradet-{day}-participant-01", meeting=f"exempelradet-{day}",
            person="p-00000000aa", capacity="member", status="present", party=party,
            municipality=municipality, source=f"exempelradet-{day}", first_line=1, last_line=1,
        )  # fmt: skip
        memberships.see("exempelradet", dt.date.fromisoformat(day), [seen])
    (row,) = memberships.rows()
    assert (row.party, row.municipality) == ("m", "2326")
    assert (row.first_seen, row.last_seen) == (dt.date(2031, 3, 5), dt.date(2031, 9, 2))
