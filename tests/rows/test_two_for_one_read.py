"""Several rows beside a document that may mean one thing that was read. Everybody is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_beside_said_anew import CASE, COUNCIL
from test_rows_beside_minutes import DOCUMENT, beside, settings_folder

from given_meeting import Given
from socsam_opendata.errors import RowsError

COUNTY = "Länsstyrelsen i Jämtland"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return settings_folder(tmp_path)


def offices(*rows: tuple[str | None, str]) -> Given:
    same = {"name": COUNTY, "kind": "state-agency"}
    return {"organizations": [{"id": key, **same, "municipality": town} for key, town in rows]}


@pytest.mark.parametrize(
    ("document", "rows", "meant"),
    [
        (COUNCIL, offices(("x", "Krokom"), ("y", "Ragunda")), "lansstyrelsen-i-jamtland"),
        (COUNCIL, offices((None, "Krokom"), ("y", "")), "lansstyrelsen-i-jamtland"),
        (COUNCIL, offices(("lansstyrelsen-i-jamtland", ""), ("y", "Krokom")),
         "lansstyrelsen-i-jamtland"),
        (DOCUMENT, {"persons": [{"id": n, "name": "Tora Påhitt", "category": "elected"}
                                for n in (1, 2)]}, None),
        (DOCUMENT, {"cases": [{"id": n, "title": "Stöd till drakar", "diary_number": f"SR {n}"}
                              for n in (1, 2)]}, CASE),
    ],
)  # fmt: skip
def test_rows_that_say_different_things_of_one_that_was_read_are_a_fault(
    document: str, rows: Given, meant: str | None, home: Path
) -> None:
    with pytest.raises(RowsError) as caught:
        beside(home, rows, document)
    assert len(caught.value.faults) == 1
    (table,) = rows
    said = str(caught.value)
    assert f"{table}.csv:3" in said
    assert f"row 1 of `{table}`" in said
    assert meant is None or f"`{meant}`" in said


def test_one_row_given_twice_is_one(home: Path) -> None:
    _, made = beside(home, offices(("x", "Krokom"), ("y", "Krokom")), COUNCIL)
    (row,) = [row for row in made.rows["organizations"] if row.name == COUNTY]
    assert (row.id, row.municipality) == ("lansstyrelsen-i-jamtland", "2309")


def test_another_organization_of_the_name_is_its_own_where_one_has_the_key(home: Path) -> None:
    rows = offices(("lansstyrelsen-i-jamtland", "2309"), ("y", "Ragunda"))
    rows["addressees"] = [{"clause": "8-1", "organization": "y", "text": COUNTY}]
    _, made = beside(home, rows, COUNCIL)
    found = {row.id: row.municipality for row in made.rows["organizations"] if row.name == COUNTY}
    other = "lansstyrelsen-i-jamtland-2303"
    assert found == {"lansstyrelsen-i-jamtland": "2309", other: "2303"}
    assert [row.organization for row in made.rows["addressees"]] == [other]
    rows["addressees"][0]["organization"] = COUNTY
    with pytest.raises(RowsError, match="is borne by 2"):
        beside(home, rows, COUNCIL)
