"""The attendance list: who is a person of a line, and from where. Everybody here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.settings.dataset_toml import Settings

MINUTES = """\
Fjällnämnden
Sammanträdesprotokoll

Plats och tid: Sal Norr, Fjällby, den 3 mars 2025 kl. 09.00-11.00

Beslutande
Ida Höstmo (S), ordförande

Övriga deltagare
{line}

Paragrafer: § 4

§ 4 Upprop

Upprop genomförs.
"""


def read(tmp_path: Path, line: str) -> tuple[set[str], set[str], int]:
    """The names of persons beside Ida Höstmo, of organizations, and how many lines are unread."""
    path = tmp_path / "minutes.md"
    path.write_text(MINUTES.replace("{line}", line), encoding="utf-8")
    reading = read_minutes(path, Settings())
    names = {row.name for row in reading.rows["persons"]} - {"Ida Höstmo"}
    organizations = {row.name for row in reading.rows["organizations"]}
    return names, organizations, sum(owner.state == "unread" for owner in reading.owners)


@pytest.mark.parametrize(
    "organization", ["Föreningen Hjälpen", "Anhöriggruppen Stigen", "Samfälligheten Norra Viken"]
)
@pytest.mark.parametrize("line", ["{}, Tora Ripvik", "{}, Tora Ripvik, § 4", "Tora Ripvik, {}"])
def test_an_organization_stands_before_or_behind_the_name(
    tmp_path: Path, organization: str, line: str
) -> None:
    names, organizations, unread = read(tmp_path, line.replace("{}", organization))
    assert (names, unread) == ({"Tora Ripvik"}, 0)
    assert organization in organizations
    assert "Tora Ripvik" not in organizations


@pytest.mark.parametrize("line", ["Föreningen Hjälpen", "Föreningen Hjälpen, Ripvik, T."])
def test_an_organization_without_a_name_is_no_person(tmp_path: Path, line: str) -> None:
    names, organizations, unread = read(tmp_path, line)
    assert (names, unread) == (set(), 1)
    assert "Ripvik" not in organizations


@pytest.mark.parametrize(
    ("status", "roles"), [("frånvarande", ["chair"]), ("", ["chair", "vice-chair"])]
)
def test_who_is_absent_has_an_office_and_acted_as_nothing(
    status: str, roles: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "minutes.md"
    line = f"Tora Ripvik (M), vice ordförande, {status}".rstrip(", ")
    path.write_text(MINUTES.replace("Övriga deltagare\n{line}", line), encoding="utf-8")
    reading = read_minutes(path, Settings())
    assert len(reading.rows["participants"]) == 2
    assert [row.role for row in reading.rows["roles"]] == roles
