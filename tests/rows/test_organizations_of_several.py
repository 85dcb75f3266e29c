"""Two folders of rows say different things of one organization: told, and nothing lost.

Everybody and every body here is invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from socsam_opendata.errors import RowsError
from socsam_opendata.package.build import build
from socsam_opendata.package.package import open_package

pytestmark = pytest.mark.usefixtures("lean_packages")

TOML = """\
[dataset]
name = "sagan"
base = "https://example.org/sagan/"
title = "Sagan"
title_en = "Saga"

[release]
date = 2033-01-01
"""
COLUMNS = "name,name_en,short_name,kind,municipality,organisation_number"
FIRST = "Sagorådet,,SR,body,Berg,"


def folders(scratch: Path, *organizations: str) -> Path:
    """Minutes with a folder of rows for each of the organizations, which meets once."""
    minutes = scratch / "minutes"
    for number, row in enumerate(organizations, 1):
        folder = minutes / f"{number}.rows"
        folder.mkdir(parents=True)
        (folder / "organizations.csv").write_text(f"{COLUMNS}\n{row}\n", encoding="utf-8")
        name = row.partition(",")[0]
        (folder / "meetings.csv").write_text(
            f"body,date,adjusted_on\n{name},2031-0{number}-05,2031-09-01\n", encoding="utf-8"
        )
    (minutes / "dataset.toml").write_text(TOML, encoding="utf-8")
    return minutes


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (FIRST, []),
        ("Sagorådet,,SR,other,Berg,", ["kind: other, not body"]),
        ("Sago-rådet,,SR,body,Berg,", ["name: Sago-rådet, not Sagorådet"]),
        # what the first does not say is of another one, perhaps
        ("Sagorådet,Council of fables,SR,other,,",
         ["kind: other, not body", "name_en: Council of fables, not "]),
    ],
)  # fmt: skip
def test_what_is_said_otherwise_is_a_problem_and_the_first_is_published(
    second: str, told: list[str], tmp_path: Path
) -> None:
    assert build(folders(tmp_path, FIRST, second, second), tmp_path / "out", workers=1).built
    package = open_package(tmp_path / "out")
    (row,) = package.table("organizations").to_pylist()
    assert (row["id"], row["name"], row["kind"], row["municipality"]) == (
        "sr", "Sagorådet", "body", "2326",
    )  # fmt: skip
    problems = package.table("problems").to_pylist()
    assert {(p["code"], p["row"], p["source"]) for p in problems} <= {
        ("organizations-differ", "sr", "sr-2031-02-05")
    }
    said = [
        f"{column}: {given}, not {known}"
        for p in problems
        for given, column, known in [_facts(p["message_en"])]
    ]
    assert said == told


def _facts(sentence: str) -> tuple[str, str, str]:
    given, known = (part.partition("”")[0] for part in sentence.split("“")[1:])
    return given, sentence.partition("in the column ")[2].partition(",")[0], known


def test_what_only_one_of_them_says_is_published(tmp_path: Path) -> None:
    minutes = folders(tmp_path, "Sagorådet,,SR,body,,", "Sagorådet,Saga,SR,body,Berg,222000-0000")
    assert build(minutes, tmp_path / "out", workers=1).built
    (row,) = open_package(tmp_path / "out").table("organizations").to_pylist()
    assert (row["name_en"], row["municipality"], row["organisation_number"]) == (
        "Saga", "2326", "222000-0000",
    )  # fmt: skip
    assert open_package(tmp_path / "out").table("problems").num_rows == 0


@pytest.mark.parametrize(
    ("second", "column"),
    [
        ("Sjörådet,,SR,body,Berg,", "name"),
        ("Sagorådet,,SR,body,Åre,", "municipality"),
        ("Sagorådet,,SR,other,Åre,222000-0000", "municipality"),
    ],
)
def test_two_that_would_get_one_key_are_a_fault(second: str, column: str, tmp_path: Path) -> None:
    minutes = folders(tmp_path, FIRST, second)
    with pytest.raises(RowsError) as caught:
        build(minutes, tmp_path / "out", workers=1)
    (fault,) = caught.value.faults
    assert (fault.facts["where"], fault.facts["other"]) == (
        "2.rows/meetings.csv:2", "1.rows/meetings.csv:2",
    )  # fmt: skip
    assert fault.facts["column"] == column
    (minutes / "organizations.csv").write_text(
        "id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings\n"
        "sr,Sagorådet,,SR,body,,2326,,,Sjörådet\n", encoding="utf-8",
    )  # fmt: skip
    report = build(minutes, tmp_path / "out", workers=1)
    assert report.built


@pytest.mark.parametrize("second", [
    "Sagorådet,,,body,Berg,", "Sagorådet,,SAGA,body,,", "Sago-rådet,,,other,,",
])  # fmt: skip
def test_one_body_that_would_get_two_keys_is_a_fault(second: str, tmp_path: Path) -> None:
    minutes = folders(tmp_path, FIRST, second)
    with pytest.raises(RowsError) as caught:
        build(minutes, tmp_path / "out", workers=1)
    (fault,) = caught.value.faults
    assert fault.key == "rows.two-keys"
    assert {fault.facts["where"], fault.facts["other"]} == {
        "2.rows/meetings.csv:2", "1.rows/meetings.csv:2",
    }  # fmt: skip
    assert {fault.facts["key"], fault.facts["known"]} > {"sr"}


def test_bodies_of_one_name_in_two_municipalities_are_two(tmp_path: Path) -> None:
    minutes = folders(tmp_path, FIRST, "Sagorådet,,ÅSR,body,Åre,")
    assert build(minutes, tmp_path / "out", workers=1).built
    bodies = open_package(tmp_path / "out").table("meetings")["body"].to_pylist()
    assert sorted(bodies) == ["asr", "sr"]
