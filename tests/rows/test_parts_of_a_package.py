"""Some meetings of a package, with the whole of its organizations, are given: no organization of
which a part is withheld becomes two.

Everybody and every body here is invented.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cases_of_one_key import TOML, rows_of
from test_rows_beside_minutes import built, save
from test_withheld_keys import APRIL, MARCH, SETTINGS, WHOLE, companies, given, granted, sitting

from first_files import first_files
from given_meeting import Given
from socsam_opendata.model.withheld import MASK
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.writing import write_package


def whole(tmp_path: Path, name: str = "whole", part_of: str | None = None) -> Package:
    """A package of two bodies and four meetings; a third organization is nowhere named."""
    rows = given(*WHOLE, {"name": "Sture Björkegren Kvarn AB"})
    rows["organizations"].append({"id": "s", "name": "Sjörådet", "kind": "body"})
    if part_of:
        rows["organizations"].append(
            {"id": "d", "name": "Kvistholmens stängsel", "kind": "company", "part_of": part_of}
        )
    for own, day in (("m", "2033-03-08"), ("n", "2033-04-12"), ("o", "2033-05-10")):
        sitting(rows, own, day, {0: "o0", 1: "o1"})
    sitting(rows, "p", "2033-03-15", {1: "o1"})
    rows["meetings"][-1]["body"] = "s"
    if part_of:
        rows["clauses"][0]["beneficiary"] = "d"
    write_package(rows, tmp_path / name, settings=SETTINGS)
    return open_package(tmp_path / name)


def of_meetings(rows: Given, wanted: Callable[[str], bool]) -> Given:
    """The rows of some meetings, with all that meetings share."""
    found = {}
    for table, all_rows in rows.items():
        key = "id" if table in ("meetings", "sources") else "source"
        found[table] = [row for row in all_rows if key not in row or wanted(row[key])]
    return found


def all_rows(package: Package) -> Given:
    return {name: package.table(name).to_pylist() for name in package.tables}


def texts_of(package: Package, rows: Given) -> dict[str, list[str]]:
    return {row["id"]: package.texts[row["id"]] for row in rows["sources"]}


def written(rows: Given, out: Path, package: Package) -> Package:
    assert write_package(rows, out, settings=SETTINGS, texts=texts_of(package, rows)).built
    return open_package(out)


@pytest.mark.parametrize(
    "second", [lambda key: key >= APRIL, lambda key: key.startswith("sjoradet"), MARCH.__eq__]
)
def test_two_folders_of_one_package_are_the_package(
    second: Callable[[str], bool], tmp_path: Path
) -> None:
    package = whole(tmp_path)
    home = tmp_path / "minutes"
    home.mkdir()
    (home / "dataset.toml").write_text(TOML, encoding="utf-8")
    rows = rows_of(package)
    save(home / "one.rows", of_meetings(rows, lambda key: not second(key)))
    save(home / "two.rows", of_meetings(rows, second))
    report = built(home, tmp_path / "out")
    again = open_package(tmp_path / "out")
    for table in ("organizations", "clauses", "participants", "cases"):
        assert again.table(table).equals(package.table(table)), table
    # Each folder has all: what is of the other one's meetings is counted.
    of_meeting = [key for key in companies(package) if "-organization-" in key]
    assert report.passed_over["organizations"] == len(of_meeting)


def test_a_meeting_alone_has_its_own_and_joined_again_is_what_it_was(tmp_path: Path) -> None:
    package = whole(tmp_path)
    rows = all_rows(package)
    part = of_meetings(rows, APRIL.__eq__)
    report = write_package(
        copy.deepcopy(part), tmp_path / "a", settings=SETTINGS, texts=texts_of(package, part)
    )
    alone = open_package(tmp_path / "a")
    own = [f"{APRIL}-organization-01", f"{APRIL}-organization-02"]
    assert [*companies(alone)] == own == granted(alone)
    others = [key for key in companies(package) if key not in own]
    assert report.passed_over["organizations"] == len(others)
    assert len(others) >= 5
    joined = of_meetings(rows, lambda key: key != APRIL)
    for table, found in all_rows(alone).items():
        there = {str(row.get("id") or row) for row in joined[table]}
        joined[table] += [row for row in found if str(row.get("id") or row) not in there]
    again = written(joined, tmp_path / "joined", package)
    for table in ("organizations", "clauses", "participants"):
        assert again.table(table).equals(package.table(table)), table


def test_what_a_published_one_is_a_part_of_keeps_its_key(tmp_path: Path) -> None:
    package = whole(tmp_path, part_of="o0")
    parts = {row["id"]: row["part_of"] for row in package.table("organizations").to_pylist()}
    above = parts["kvistholmens-stangsel"]
    assert above == f"{MARCH}-organization-01"  # the first guest is for it
    rows = all_rows(package)
    alone = written(of_meetings(rows, APRIL.__eq__), tmp_path / "alone", package)
    assert above in companies(alone)
    assert {row["id"]: row["part_of"] for row in alone.table("organizations").to_pylist()}[
        "kvistholmens-stangsel"
    ] == above
    assert {*companies(alone)} < {*companies(package)}


def masked(own: str, count: int = 2) -> Given:
    """A sitting with organizations of which a part was withheld, of ids that begin so."""
    rows = given(*({"name": f"{MASK} Såg AB"} for _ in range(count)))
    sitting(rows, "m", "2033-03-08", {0: "o0", 1: "o1"})
    called = {f"o{n}": f"{own}-organization-{n + 1:02}" for n in range(count)}
    for table in ("organizations", "participants", "clauses"):
        for row in rows[table]:
            for column in ("id", "organization", "beneficiary"):
                if row.get(column) in called:
                    row[column] = called[row[column]]
    return rows


def keys(rows: Given, out: Path) -> list[str | None]:
    package = first_files(rows, out, settings=SETTINGS)
    assert granted(package) == [*companies(package)]
    return granted(package)


@pytest.mark.parametrize(
    "own",
    ["ingrid-falkenmark-2032-01-10", "viltradet-ingrid-falkenmark-2032-01-10", "o-2032-01-10"],
)
def test_an_id_of_no_body_that_is_published_is_no_key(own: str, tmp_path: Path) -> None:
    new = [f"{MARCH}-organization-01", f"{MARCH}-organization-02"]
    assert keys(masked(own), tmp_path / "out") == new


def test_an_id_of_a_meeting_of_a_body_here_stays_where_a_row_means_it(tmp_path: Path) -> None:
    before = [f"viltradet-2032-01-10-organization-{n:02}" for n in (1, 2)]
    assert keys(masked("viltradet-2032-01-10", 3), tmp_path / "out") == before


def test_the_organizations_of_a_meeting_of_another_day_go_with_it(tmp_path: Path) -> None:
    package = whole(tmp_path)
    rows = of_meetings(all_rows(package), lambda key: key in (MARCH, APRIL))
    moved = "viltradet-2033-04-13"
    for table in ("meetings", "decisions"):
        for row in rows[table]:
            if APRIL in row.values() or row.get("source") == APRIL:
                row["date"] = row["date"].replace(day=13)
    again = written(rows, tmp_path / "moved", package)
    assert granted(again)[2:] == [f"{moved}-organization-01", f"{moved}-organization-02"]
    assert not any(str(key).startswith(APRIL) for key in companies(again))


ORGANIZATIONS = """id,name,name_en,short_name,kind,part_of,municipality,\
organisation_number,wikidata,spellings
viltradet,Viltrådet,,,body,,,,,
"""
MINUTES = """# Viltrådet

Sammanträdesdatum: 2033-06-14

**Beslutande ledamöter**
Anja Vallgren (V), Åre

Paragrafer: 7
Justering: 2033-06-20

## § 7 Stängsel

**Beslut**
Viltrådet beslutar:
1. Viltrådet beviljar ansökan.
"""


def test_beside_a_document_they_are_counted(tmp_path: Path) -> None:
    home = tmp_path / "minutes"
    home.mkdir()
    bodies = '\n[[bodies]]\nid = "viltradet"\nmembers = ["2321"]\n'
    (home / "dataset.toml").write_text(TOML + bodies, encoding="utf-8")
    (home / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    (home / "a.md").write_text(MINUTES, encoding="utf-8")
    rows = rows_of(whole(tmp_path))["organizations"]
    save(home / "a.rows", {"organizations": [row for row in rows if row["id"] != "viltradet"]})
    built(home, tmp_path / "out")
    package = open_package(tmp_path / "out")
    assert companies(package) == {}
    problems: list[dict[str, Any]] = package.table("problems").to_pylist()
    told = [row["message_en"] for row in problems if row["code"] == "given-unused"]
    of_meeting = [row for row in rows if "-organization-" in row["id"]]
    assert told == [
        f"{len(of_meeting)} rows of organizations beside the minutes are not published: "
        "no other rows point at them."
    ]
