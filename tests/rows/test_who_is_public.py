"""Officials are those of public organizations, whatever rows call them. Everybody is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_given_names import files_with, published

from given_meeting import GUEST, OFFICIAL, SETTINGS, Given, meeting
from socsam_opendata.errors import RowsError
from socsam_opendata.writing import write_package

BERIT = ("kontorsson",)


def presenting(kind: str, **more: object) -> Given:
    """A meeting at which the official presents an item for an organization of a kind."""
    rows = meeting()
    rows["organizations"].append({"id": "org/9", "name": "Drakvård", "kind": kind})
    rows["roles"].append(
        {"meeting": "m", "item": "p7", "person": 4, "role": "presenter", "organization": "org/9",
         "text": "föredrar", **more}
    )  # fmt: skip
    return rows


@pytest.mark.parametrize("kind", ["company", "association", "other"])
def test_an_official_who_presents_for_a_private_organization_is_withheld(
    kind: str, tmp_path: Path
) -> None:
    published(presenting(kind), tmp_path / "out")
    assert files_with(tmp_path / "out", BERIT) == []


def test_so_is_one_who_takes_part_for_one_and_the_reason_is_that_of_a_guest(
    tmp_path: Path,
) -> None:
    rows = presenting("company")
    rows["roles"][-1].pop("organization")
    rows["participants"][3].update(organization="org/9")
    rows["participants"][3].pop("municipality")
    package = published(rows, tmp_path / "out")
    assert files_with(tmp_path / "out", BERIT) == []
    assert package.table("participants")["withheld"].to_pylist()[3] == "guest"


@pytest.mark.parametrize("kind", ["state-agency", "office", "region"])
def test_one_of_a_public_organization_is_named(kind: str, tmp_path: Path) -> None:
    names = published(presenting(kind), tmp_path / "out").table("persons")["name"].to_pylist()
    assert OFFICIAL in names


def test_one_who_is_secretary_too_is_named(tmp_path: Path) -> None:
    rows = presenting("company")
    rows["roles"].append({"meeting": "m", "person": 4, "role": "secretary", "text": "Sekreterare"})
    assert OFFICIAL in published(rows, tmp_path / "out").table("persons")["name"].to_pylist()


@pytest.mark.parametrize("name", [
    GUEST.upper(), GUEST.lower(), GUEST.replace(" ", "  "), GUEST.replace(" ", "\u00a0"),
    GUEST.replace("H", "\u200bH"), GUEST.replace("m", "m\u00ad"),
])  # fmt: skip
def test_a_guest_is_not_named_as_somebody_elected_whose_name_looks_the_same(
    name: str, tmp_path: Path
) -> None:
    rows = meeting()
    rows["persons"].append({"id": 9, "name": name, "category": "elected"})
    rows["participants"].append({"meeting": "m", "person": 9, "capacity": "ledamot",
                                 "status": "present", "party": "V"})  # fmt: skip
    rows["ballots"].append({"vote": "v", "person": 9, "choice": "ja"})
    with pytest.raises(RowsError, match="persons, row 6, name: ") as told:
        write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1)
    assert len(told.value.faults) == 1
