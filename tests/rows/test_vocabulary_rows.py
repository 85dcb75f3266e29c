"""Rows of municipalities and parties: what the vocabulary says of them, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from given_meeting import SETTINGS, meeting
from socsam_opendata.errors import RowsError
from socsam_opendata.package.package import open_package
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.writing import write_package

BERG = {"id": "2326", "name": "Berg"}
MODERATES = {"id": "blue", "abbreviation": "M"}
OTHERWISE: list[tuple[str, dict[str, Any], str, str]] = [
    ("municipalities", {**BERG, "county": "Skåne län"}, "county: 'Skåne län'", "Jämtlands län"),
    ("municipalities", {**BERG, "county_code": "12"}, "county_code: '12'", "`23`"),
    ("municipalities", {**BERG, "name": "Bergen"}, "name: 'Bergen'", "`Berg`"),
    ("municipalities", {**BERG, "name": "Åre"}, "name: 'Åre'", "mean the same"),
    ("municipalities", {"id": "b", "official_name": "Bergs kommun", "county": "Skåne län"},
     "county: 'Skåne län'", "Jämtlands län"),
    ("parties", {**MODERATES, "name_en": "Left Party"}, "name_en: 'Left Party'", "`Moderate Par"),
    ("parties", {**MODERATES, "name": "Sagopartiet"}, "name: 'Sagopartiet'", "`Moderata"),
    ("parties", {**MODERATES, "scope": "local"}, "scope: 'local'", "`national`"),
    ("parties", {**MODERATES, "municipality": "Åre"}, "municipality: 'Åre'", "`–`"),
    ("parties", {"id": "v", "name": "Vänsterpartiet", "wikidata": "Q1"}, "wikidata: 'Q1'", "`Q"),
]  # fmt: skip
ALIKE: list[tuple[str, dict[str, Any]]] = [
    ("municipalities", BERG), ("municipalities", {"name": "Bergs kommun"}),
    ("municipalities", {**BERG, "county": "jämtlands  län", "county_code": 23}),
    ("municipalities", {"id": "home", "official_name": "Bergs kommun"}),
    ("parties", MODERATES), ("parties", {**MODERATES, "name": "Moderaterna"}),
    ("parties", {**MODERATES, "name_en": "Moderate Party", "scope": "national"}),
]  # fmt: skip


def faults_of(table: str, row: dict[str, Any], scratch: Path) -> list[str]:
    faults = Faults()
    given_readings({**meeting(), table: [row]}, {}, SETTINGS, scratch / "given", "x", faults)
    return [fault.said("en") for fault in faults.told]


@pytest.mark.parametrize(("table", "row", "given", "known"), OTHERWISE)
def test_what_is_said_otherwise_is_one_fault_that_names_both(
    table: str, row: dict[str, Any], given: str, known: str, tmp_path: Path
) -> None:
    (said,) = faults_of(table, row, tmp_path)
    assert f"{table}, row 1, {given}" in said
    assert known in said


@pytest.mark.parametrize(("table", "row"), ALIKE)
def test_what_is_said_alike_is_none(table: str, row: dict[str, Any], tmp_path: Path) -> None:
    assert faults_of(table, row, tmp_path) == []


@pytest.mark.usefixtures("lean_packages")
def test_nothing_is_built_of_them_and_the_rows_of_a_package_are_taken(tmp_path: Path) -> None:
    assert write_package(meeting(), tmp_path / "first", settings=SETTINGS, workers=1).built
    package = open_package(tmp_path / "first")
    rows = {name: package.table(name) for name in package.tables}
    assert write_package(rows, tmp_path / "second", settings=SETTINGS, workers=1).built
    towns = package.table("municipalities").to_pylist()
    towns[0]["county"] = "Sagolän"
    with pytest.raises(RowsError, match="Sagolän"):
        write_package(
            {**rows, "municipalities": towns}, tmp_path / "third", settings=SETTINGS, workers=1
        )
    assert not (tmp_path / "third").exists()
