"""Whoever a row withholds is named by no other row that calls them otherwise. All are invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_given_names import files_with

from given_meeting import GUEST, OFFICIAL, SETTINGS, Given, meeting
from socsam_opendata.errors import RowsError
from socsam_opendata.settings.dataset_toml import NamedPerson, Publication, Settings
from socsam_opendata.writing import write_package

pytestmark = pytest.mark.usefixtures("lean_packages")


def with_seat(name: str) -> Given:
    """A meeting at which somebody sits who is called so."""
    rows = meeting()
    rows["persons"].append({"id": 9, "name": name, "category": "elected"})
    rows["participants"].append(
        {"meeting": "m", "person": 9, "capacity": "member", "status": "present", "party": "M"}
    )
    return rows


def fault(rows: Given, out: Path, settings: Settings = SETTINGS) -> str:
    with pytest.raises(RowsError) as caught:
        write_package(rows, out, settings=settings, workers=1)
    return str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "Hemligsson, Gösta", "Hemligsson Gösta", "G. Hemligsson", "Gösta T. Hemligsson",
        "Gösta Hemligs\u00adson", "Gösta  HEMLIGSSONS", "Goesta Hemligsson", "Gösta von Hemligsson",
    ],
)  # fmt: skip
def test_another_form_of_a_guests_name_is_a_fault_of_its_row(name: str, tmp_path: Path) -> None:
    told = fault(with_seat(name), tmp_path / "out")
    assert told.startswith("the rows cannot be used (1 fault):\npersons, row 6, name: ")
    assert "the person of row 3, whose name is withheld; one row for one person" in told
    assert not (tmp_path / "out").exists()


def test_so_is_one_of_an_official_without_a_role_and_not_of_one_with(tmp_path: Path) -> None:
    rows = with_seat("B. Kontorsson")
    assert "the person of row 4, whose name is withheld" in fault(rows, tmp_path / "out")
    rows["roles"].append({"meeting": "m", "person": 4, "role": "secretary", "text": "Sekreterare"})
    assert write_package(rows, tmp_path / "out", settings=SETTINGS, workers=1).built


@pytest.mark.parametrize(
    "name", ["Gerd Hemligsson", "Gösta Maria Hemligsson", "Gösta Uppensson", "G. Hemligssén"]
)
def test_another_name_is_taken(name: str, tmp_path: Path) -> None:
    report = write_package(with_seat(name), tmp_path / "out", settings=SETTINGS, workers=1)
    assert (report.built, report.withheld["guest"]) == (True, 1)
    assert files_with(tmp_path / "out", ("gösta hemligsson",)) == []


def test_the_publisher_may_decide_for_both(tmp_path: Path) -> None:
    rows = with_seat("G. Hemligsson")
    names = tuple(NamedPerson(name, "Vald.") for name in (GUEST, "G. Hemligsson"))
    allowed = replace(SETTINGS, publication=replace(SETTINGS.publication, allow=names))
    assert write_package(rows, tmp_path / "named", settings=allowed, workers=1).built
    masked = replace(SETTINGS, publication=Publication(mask=(*SETTINGS.publication.mask, *names)))
    assert write_package(rows, tmp_path / "masked", settings=masked, workers=1).built
    assert files_with(tmp_path / "masked", ("hemligsson",)) == []
    assert OFFICIAL in {row["name"] for row in rows["persons"]}
