"""Which row another one means, by id or name. Everybody and every body here is invented."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from socsam_opendata.model.records import BY_NAME, Organization
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.joins import Ref, joined_rows
from socsam_opendata.rows.take import taken_rows
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.settings.known import KnownOrganization

KONTORET = Organization(id="kontoret", name="Påhittskontoret", kind="authority")
SETTINGS = Settings(organizations=(KnownOrganization(KONTORET, ("Kontoret",)),))
MEETINGS = [{"id": 7, "body": "Sagorådet", "date": "2031-03-05"}]
ORGANIZATIONS: list[dict[str, Any]] = [
    {"id": "x/1", "name": "Sagorådet", "short_name": "SR", "kind": "body"},
    {"id": "x/2", "name": "Hittepåförbundet", "kind": "other", "part_of": "SR"},
]
PERSONS = [
    {"id": 1, "name": "Tora Påhitt", "category": "elected"},
    {"id": 2, "name": "Nils Fantasi", "category": "elected"},
    {"id": 3, "name": "Nils Fantasi", "category": "guest"},
]


def joined(**tables: list[dict[str, Any]]) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """The cells of all rows that are no keys of their own, and the faults in English."""
    faults = Faults()
    taken = {name: list(taken_rows(BY_NAME[name], rows, faults)) for name, rows in tables.items()}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in joined_rows(taken, SETTINGS, faults):
        found[row.table].append(dict(row.cells))
    return found, [fault.said("en") for fault in faults.told]


def participant(**cells: object) -> dict[str, object]:
    return {"meeting": 7, "capacity": "member", "status": "present", **cells}


@pytest.mark.parametrize(
    ("column", "given", "meant"),
    [
        ("meeting", "7", Ref("meetings", 0)),
        ("person", 1, Ref("persons", 0)),
        ("person", "3", Ref("persons", 2)),
        ("person", "tora  påhitt", Ref("persons", 0)),
        ("party", "s", "s"),
        ("party", "S", "s"),
        ("party", "Centerpartiet", "c"),
        ("party", "Moderata samlingspartiet", "m"),
        ("municipality", "2326", "2326"),
        ("municipality", "Bergs kommun", "2326"),
        ("municipality", "Berg", "2326"),
        ("organization", "x/2", Ref("organizations", 1)),
        ("organization", "SR", Ref("organizations", 0)),
        ("organization", "kontoret", "kontoret"),
        ("organization", "Kontorets", "kontoret"),
    ],
)
def test_a_row_is_meant_by_id_key_code_or_name(column: str, given: object, meant: object) -> None:
    found, faults = joined(
        meetings=MEETINGS, organizations=ORGANIZATIONS, persons=PERSONS,
        participants=[participant(**{column: given})],
    )  # fmt: skip
    assert faults == []
    assert found["participants"][0][column] == meant
    assert found["meetings"][0]["body"] == Ref("organizations", 0)
    assert found["organizations"][1]["part_of"] == Ref("organizations", 0)


@pytest.mark.parametrize(
    ("column", "given", "words"),
    [
        ("meeting", 8, "the key of a row of `meetings`"),
        ("person", "Nils Fantasi", "the id of a row of `persons`; the name is borne by 2"),
        ("person", "Tora Påhit", "did you mean 'Tora Påhitt'"),
        (
            "party",
            "Sagopartiet",
            "a party of the vocabulary, by letters or name; other parties are written in",
        ),
        ("municipality", "Bärg", "did you mean 'Berg'"),
        ("organization", "x/3", "did you mean 'x/"),
    ],
)
def test_what_means_no_row_or_several_is_told(column: str, given: object, words: str) -> None:
    _, faults = joined(
        meetings=MEETINGS, organizations=ORGANIZATIONS, persons=PERSONS,
        participants=[participant(), participant(**{column: given})],
    )  # fmt: skip
    (fault,) = faults
    assert fault.startswith(f"participants, row 2, {column}: ")
    assert words in fault


def test_given_municipalities_and_parties_only_say_what_the_giver_calls_them() -> None:
    found, faults = joined(
        meetings=MEETINGS, organizations=ORGANIZATIONS,
        municipalities=[{"id": "k9", "name": "Berg", "official_name": "Bergs kommun",
                         "county_code": "23", "county": "Jämtlands län"}],
        parties=[{"id": "p4", "abbreviation": "C", "name": "Centerpartiet", "scope": "national"}],
        participants=[participant(municipality="k9", party="p4")],
    )  # fmt: skip
    assert faults == []
    assert found["participants"][0]["municipality"] == "2326"
    assert found["participants"][0]["party"] == "c"
    _, faults = joined(parties=[{"id": "p5", "abbreviation": "SAG", "name": "Sagopartiet",
                                 "scope": "local"}])  # fmt: skip
    (fault,) = faults
    assert fault.startswith("parties, row 1, abbreviation: 'SAG' cannot be used")


def test_an_id_that_two_rows_have_is_told_with_the_first() -> None:
    _, faults = joined(persons=[*PERSONS, {**PERSONS[0], "name": "Siri Saga"}])
    (fault,) = faults
    assert fault.startswith("persons, row 4, id: '1' cannot be used")
    assert "row 1 has it already" in fault


def test_rows_that_lead_back_to_themselves_are_told_and_those_that_lead_there_are_not() -> None:
    def part(id: str, of: str | None) -> dict[str, object]:
        return {"id": id, "name": f"Organ {id}", "kind": "other", "part_of": of}

    _, faults = joined(organizations=[part("a", "b"), part("b", "c"), part("c", "b"),
                                      part("d", "d"), part("e", None)])  # fmt: skip
    assert [fault.partition(":")[0] for fault in faults] == [
        "organizations, row 2, part_of", "organizations, row 4, part_of",
    ]  # fmt: skip
    assert faults[0].endswith(": rows 2, 3 lead back to themselves")
    assert faults[1].endswith(": the row leads back to itself")
