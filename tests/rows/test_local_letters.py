"""The letters of a local party in rows, here and elsewhere. Everybody is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from first_files import first_files
from given_meeting import SETTINGS
from socsam_opendata.errors import RowsError
from socsam_opendata.writing import write_package


def rows(party: str, municipality: str | None, own: str | None) -> dict[str, Any]:
    return {
        "organizations": [
            {"id": "b", "name": "Sagonämnden", "kind": "body", "municipality": municipality}
        ],
        "persons": [{"id": 1, "name": "Alvar Tjäderby", "category": "elected"}],
        "meetings": [{"id": "m", "body": "b", "date": "2031-03-05", "adjusted_on": "2031-03-12"}],
        "participants": [
            {"meeting": "m", "person": 1, "capacity": "member", "status": "present",
             "party": party, "municipality": own}
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("party", "municipality", "own"),
    [("VV", "Åre", None), ("VV", "Krokom", "Åre kommun"), ("vv-2321", "Krokom", None),
     ("Västjämtlands Väl", "Krokom", None)],
)  # fmt: skip
def test_a_local_party_is_meant_by_its_letters_at_home_and_else_by_key_or_name(
    party: str, municipality: str, own: str | None, tmp_path: Path
) -> None:
    made = first_files(rows(party, municipality, own), tmp_path / "out")
    assert [row["party"] for row in made.table("participants").to_pylist()] == ["vv-2321"]


@pytest.mark.parametrize(
    ("municipality", "own"), [("Krokom", None), (None, None), ("Åre", "Krokom")]
)
def test_its_letters_elsewhere_are_a_fault_that_says_what_to_write(
    municipality: str | None, own: str | None, tmp_path: Path
) -> None:
    with pytest.raises(RowsError) as fault:
        write_package(rows("VV", municipality, own), tmp_path / "out", settings=SETTINGS)
    said = fault.value.sentence("en")
    assert "participants, row 1, party: 'VV'" in said
    assert "`vv-2321`" in said
    assert "`party_text`" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", ["municipality", "body"])
def test_another_organization_there_makes_no_party_known(kind: str, tmp_path: Path) -> None:
    given = rows("VV", "Krokom", None)
    given["organizations"].append(
        {"id": "o", "name": "Sagohamns kommun", "kind": kind, "municipality": "Åre"}
    )
    with pytest.raises(RowsError):
        write_package(given, tmp_path / "out", settings=SETTINGS)


def test_whoever_sits_for_it_votes_and_dissents_for_it(tmp_path: Path) -> None:
    given = rows("VV", "Krokom", "Åre")
    given |= {
        "agenda_items": [{"id": 8, "meeting": "m", "number": "8", "title": "Hyra",
                          "kind": "decision", "confidential": False}],
        "decisions": [{"id": 8, "item": 8, "date": "2031-03-05", "method": "vote",
                       "force": "decision"}],
        "clauses": [{"id": 1, "decision": 8, "number": "1", "text": "Hyran sänks.",
                     "force": "decision"}],
        "clause_actions": [{"clause": 1, "action": "grant"}],
        "votes": [{"id": 1, "decision": 8, "yes": 1, "no": 0, "outcome": "yes"}],
        "ballots": [{"vote": 1, "person": 1, "party": "VV", "choice": "yes"}],
        "dissents": [{"item": 8, "kind": "note", "person": 1, "party": "VV"}],
    }  # fmt: skip
    made = first_files(given, tmp_path / "out")
    for table in ("ballots", "dissents"):
        assert [row["party"] for row in made.table(table).to_pylist()] == ["vv-2321"]
    given["dissents"][0]["person"] = None
    with pytest.raises(RowsError):
        write_package(given, tmp_path / "other", settings=SETTINGS)
