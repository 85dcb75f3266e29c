"""The views for people, against cells found by reading the minutes by hand."""

from __future__ import annotations

import csv
import datetime as dt
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


BODY = "exempelradet"
Seen = tuple[str, str | None, str | None]


def seats(*seen: Seen) -> list[tuple[str, str | None, str | None, str, str]]:
    """The rows of an invented person who is seen at meetings: day, party and municipality."""
    memberships = Memberships()
    for day, party, municipality in seen:
        row = Participant(
            id=f"{BODY}-{day}-participant-01", meeting=f"{BODY}-{day}",
            person="p-00000000aa", capacity="member", status="present", party=party,
            municipality=municipality, source=f"{BODY}-{day}", first_line=1, last_line=1,
        )  # fmt: skip
        memberships.see(BODY, dt.date.fromisoformat(day), [row])
    return [
        (row.id.removeprefix(f"{BODY}-p-00000000aa-"), row.party, row.municipality,
         str(row.first_seen), str(row.last_seen))
        for row in memberships.rows()
    ]  # fmt: skip


def test_a_seat_with_another_party_or_municipality_is_another_row() -> None:
    assert seats(
        ("2031-03-05", "s", "2321"), ("2031-06-03", "s", "2321"), ("2032-03-05", "m", "2321"),
        ("2033-03-05", "m", "2326"), ("2033-06-05", "s", "2321"),
    ) == [
        ("member", "s", "2321", "2031-03-05", "2031-06-03"),
        ("member-2", "m", "2321", "2032-03-05", "2032-03-05"),
        ("member-3", "m", "2326", "2033-03-05", "2033-03-05"),
        ("member-4", "s", "2321", "2033-06-05", "2033-06-05"),
    ]  # fmt: skip


def test_a_meeting_that_prints_neither_goes_on_with_the_seat_and_says_nothing_of_it() -> None:
    assert seats(
        ("2031-03-05", None, "2321"), ("2031-06-03", "s", None), ("2031-09-02", None, None),
        ("2031-12-01", "c", None),
    ) == [
        ("member", "s", "2321", "2031-03-05", "2031-09-02"),
        ("member-2", "c", None, "2031-12-01", "2031-12-01"),
    ]  # fmt: skip
