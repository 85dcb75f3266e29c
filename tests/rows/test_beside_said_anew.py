"""What is shared and what is made anew, lying beside a document. Everybody is invented."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from test_rows_beside_minutes import (
    BALLOTS,
    DOCUMENT,
    beside,
    built,
    save,
    settings_folder,
    told,
)

from given_meeting import Given
from socsam_opendata.cli.build_report import build_text
from socsam_opendata.errors import RowsError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.package.package import open_package
from socsam_opendata.settings.dataset_toml import read_settings

# § 8 assigns something to a council that organizations.csv of the folder does not have.
COUNCIL = DOCUMENT.replace(
    "Inget finns att anteckna.",
    "**Beslut**\nSagorådet beslutar:\n1. uppdra åt Länsstyrelsen i Jämtland att räkna drakar.",
)
CASE = "sagoradet-stod-till-drakar"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return settings_folder(tmp_path)


def given(made: Reading, *codes: str) -> list[tuple[Any, ...]]:
    """Row and facts of the problems with a code."""
    return [(p.code, p.row, p.facts) for p in made.problems if p.code in codes]


def differs(table: str, column: str, printed: str, other: str) -> dict[str, str]:
    return {"table": table, "column": column, "printed": printed, "given": other}


# --- cases ------------------------------------------------------------------------------------


def test_the_cases_that_were_read_may_be_given_as_they_are(home: Path) -> None:
    settings = read_settings(home)
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    rows: Given = {
        "cases": [asdict(row) for row in read_minutes(home / "a.md", settings).rows["cases"]]
    }
    read, made = beside(home, rows)
    assert {row.id for row in read.rows["cases"]} == {CASE, "sagoradet-ovrigt"}
    assert sorted(made.rows["cases"], key=lambda row: row.id) == sorted(
        read.rows["cases"], key=lambda row: row.id
    )
    assert told(made) == told(read)


def test_a_case_is_said_anew_by_its_key(home: Path) -> None:
    _, made = beside(home, {"cases": [{"id": CASE, "title": "Stöd till ormar"}]})
    item = made.rows["agenda_items"][0]
    assert item.case == "sagoradet-stod-till-ormar"
    facts = differs("cases", "title", "Stöd till drakar", "Stöd till ormar")
    assert given(made, "given-differs") == [("given-differs", item.case, facts)]
    (problem,) = [p for p in made.problems if p.code == "given-differs"]
    assert "## § 7" in made.lines[(problem.first_line or 0) - 1]


def test_a_diary_number_that_the_minutes_have_not_is_no_contradiction(home: Path) -> None:
    read, made = beside(home, {"cases": [{"title": "stöd till drakar", "diary_number": "D 7"}]})
    (case,) = [row for row in made.rows["cases"] if row.diary_number]
    assert (case.title, case.diary_number) == ("Stöd till drakar", "D 7")
    assert made.rows["agenda_items"][0].case == case.id
    assert told(made) == told(read)


def test_a_diary_number_that_differs_is_told(home: Path) -> None:
    document = DOCUMENT.replace("## § 7 Stöd till drakar", "## § 7 Stöd till drakar\nDnr 12/2031")
    read, made = beside(home, {"cases": [{"id": "sagoradet-12-2031", "title": "Stöd till drakar",
                                          "diary_number": "13/2031"}]}, document)  # fmt: skip
    assert {row.id for row in read.rows["cases"]} == {"sagoradet-12-2031", "sagoradet-ovrigt"}
    facts = differs("cases", "diary_number", "12/2031", "13/2031")
    assert given(made, "given-differs") == [("given-differs", "sagoradet-13-2031", facts)]


def test_a_case_may_be_added_for_an_item(home: Path) -> None:
    _, made = beside(home, {
        "cases": [{"id": "new", "title": "Drakarnas framtid"}, {"title": "Ingens ärende"}],
        "agenda_items": [
            {"number": "7", "title": "Stöd till drakar", "kind": "decision", "case": "new",
             "confidential": "nej"},
            {"number": "8", "title": "Övrigt", "kind": "other-business", "confidential": "nej"},
        ],
    })  # fmt: skip
    assert made.rows["agenda_items"][0].case == "sagoradet-drakarnas-framtid"
    facts = differs("agenda_items", "case", CASE, "sagoradet-drakarnas-framtid")
    assert given(made, "given-differs") == [
        ("given-differs", "sagoradet-2031-03-05-7", facts)
    ]  # fmt: skip
    assert given(made, "given-unused") == [
        ("given-unused", None, {"table": "cases", "count": "1"})
    ]  # fmt: skip


NUMBERED = DOCUMENT.replace("## § 7 Stöd till drakar", "## § 7 Stöd till drakar\nDnr 12/2031")


@pytest.mark.parametrize("own", [{}, {"id": "x"}, {"id": "12/2031"}])
def test_another_diary_number_of_the_same_title_holds_and_is_told(
    own: dict[str, str], home: Path
) -> None:
    row = {**own, "title": "stöd  till Drakar", "diary_number": "99/2031"}
    _, made = beside(home, {"cases": [row]}, NUMBERED)
    assert {one.id for one in made.rows["cases"]} == {"sagoradet-99-2031", "sagoradet-ovrigt"}
    assert made.rows["agenda_items"][0].case == "sagoradet-99-2031"
    facts = differs("cases", "diary_number", "12/2031", "99/2031")
    assert given(made, "given-differs", "given-unused") == [
        ("given-differs", "sagoradet-99-2031", facts)
    ]


@pytest.mark.parametrize(
    ("rows", "unused"),
    [
        ([{"title": "Stöd till drakar", "diary_number": "12/2031"},
          {"title": "Stöd till drakar", "diary_number": "99/2031"}], "1"),
        ([{"title": "Stöd till drakar", "diary_number": "98/2031"},
          {"title": "Stöd till drakar", "diary_number": "99/2031"}], "2"),
    ],
)  # fmt: skip
def test_cases_of_one_title_of_which_none_is_surely_meant_are_told_as_unused(
    rows: list[dict[str, str]], unused: str, home: Path
) -> None:
    read, made = beside(home, {"cases": rows}, NUMBERED)
    assert made.rows["cases"] == read.rows["cases"]
    assert given(made, "given-differs", "given-unused") == [
        ("given-unused", None, {"table": "cases", "count": unused})
    ]


# --- organizations, persons, members ----------------------------------------------------------


def test_an_organization_that_was_read_is_what_the_rows_say(home: Path) -> None:
    rows: Given = {"organizations": [
        {"name": "Länsstyrelsen i Jämtland", "short_name": "LST", "kind": "state-agency",
         "municipality": "Östersund", "organisation_number": "202100-2452",
         "part_of": "Hittepåförbundet"},
    ]}  # fmt: skip
    read, made = beside(home, rows, COUNCIL)
    (before,) = [o for o in read.rows["organizations"] if o.name.startswith("Läns")]
    (after,) = [o for o in made.rows["organizations"] if o.name.startswith("Läns")]
    assert (before.id, before.kind, before.short_name) == (after.id, "county-board", None)
    assert (after.short_name, after.kind, after.municipality) == ("LST", "state-agency", "2380")
    assert (after.organisation_number, after.part_of) == ("202100-2452", "forbundet")
    facts = differs("organizations", "kind", "county-board", "state-agency")
    assert given(made, "given-differs") == [("given-differs", after.id, facts)]
    (problem,) = [p for p in made.problems if p.code == "given-differs"]
    assert "Länsstyrelsen" in made.lines[(problem.first_line or 0) - 1]


@pytest.mark.usefixtures("lean_packages")
def test_what_is_said_of_an_organization_holds_over_meetings(home: Path, tmp_path: Path) -> None:
    (home / "a.md").write_text(COUNCIL, encoding="utf-8")
    later = COUNCIL.replace("2031-03-05", "2031-09-05").replace("2031-03-12", "2031-09-12")
    (home / "b.md").write_text(later, encoding="utf-8")
    name = "Länsstyrelsen i Jämtland"
    save(home / "b.rows", {"organizations": [{"name": name, "kind": "state-agency"}]})
    built(home, tmp_path / "out")
    rows = open_package(tmp_path / "out").table("organizations").to_pylist()
    assert [row["kind"] for row in rows if row["name"] == name] == ["state-agency"]


def test_an_organization_of_the_settings_stays_theirs_and_the_difference_is_told(
    home: Path,
) -> None:
    rows: Given = {"organizations": [
        {"name": "Hittepåförbundet", "kind": "association", "municipality": "Berg"},
        {"id": "x", "name": "SR", "kind": "body"},
    ], "roles": [{"role": "presenter", "item": "7", "organization": "Hittepåförbundet"},
                 {"role": "presenter", "item": "8", "organization": "x"}]}  # fmt: skip
    read, made = beside(home, rows)
    before, after = (sorted(map(str, one.rows["organizations"])) for one in (read, made))
    assert after == before
    assert [row.organization for row in made.rows["roles"]] == ["forbundet", "sagoradet"]
    told_of = [(p.row, p.facts) for p in made.problems if p.code == "organization-differs"]
    assert told_of == [
        ("forbundet", {"column": "kind", "given": "association", "known": "other"}),
        ("forbundet", {"column": "municipality", "given": "2326", "known": "–"}),
    ]
    (problem, _) = [p for p in made.problems if p.code == "organization-differs"]
    assert "Hittepåförbundet" in made.lines[(problem.first_line or 0) - 1]


@pytest.mark.parametrize("own", [{}, {"id": "forbundet"}, {"id": "x"}])
def test_an_organization_of_the_settings_in_another_municipality_is_no_second_one(
    own: dict[str, str], home: Path
) -> None:
    known = (home / "organizations.csv").read_text(encoding="utf-8")
    known = known.replace("forbundet,Hittepåförbundet,,,other,,,,,",
                          "forbundet,Hittepåförbundet,,HF,other,,2309,,,")  # fmt: skip
    (home / "organizations.csv").write_text(known, encoding="utf-8")
    row = {**own, "name": "hittepåförbundet", "kind": "other", "municipality": "Berg"}
    read, made = beside(home, {"organizations": [row]})
    assert sorted(map(str, made.rows["organizations"])) == sorted(
        map(str, read.rows["organizations"])
    )
    facts = {"column": "municipality", "given": "2326", "known": "2309"}
    assert given(made, "organization-differs", "given-differs") == [
        ("organization-differs", "forbundet", facts)
    ]


def test_another_name_under_the_key_of_the_settings_is_told(home: Path) -> None:
    row = {"id": "forbundet", "name": "Påhittsförbundet", "kind": "other"}
    read, made = beside(home, {"organizations": [row]})
    assert sorted(map(str, made.rows["organizations"])) == sorted(
        map(str, read.rows["organizations"])
    )
    facts = {"column": "name", "given": "Påhittsförbundet", "known": "Hittepåförbundet"}
    assert given(made, "organization-differs", "given-differs") == [
        ("organization-differs", "forbundet", facts)
    ]


def test_an_organization_that_nothing_points_at_is_added(home: Path) -> None:
    read, made = beside(home, {"organizations": [{"name": "Drakhuset", "kind": "other"}]})
    new = {row.name for row in made.rows["organizations"]}
    assert new == {row.name for row in read.rows["organizations"]} | {"Drakhuset"}
    assert told(made) == told(read)


def test_persons_and_members_may_be_given_as_they_were_read(home: Path) -> None:
    settings = read_settings(home)
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    before = read_minutes(home / "a.md", settings)
    names = ("persons", "body_members", "organizations")
    read, made = beside(home, {name: [asdict(row) for row in before.rows[name]] for name in names})
    for name in names:
        assert sorted(map(str, made.rows[name])) == sorted(map(str, read.rows[name]))
    assert told(made) == told(read)


def test_a_person_is_said_anew_by_the_key_that_was_read(home: Path) -> None:
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    tora = next(row for row in read_minutes(home / "a.md", read_settings(home)).rows["persons"]
                if row.name == "Tora Påhitt")  # fmt: skip
    rows: Given = {
        "persons": [{"id": tora.id, "name": "Tora Påhittsdotter", "category": "elected"},
                    {"name": "Ulf Aldrig", "category": "elected"}],
    }  # fmt: skip
    _, made = beside(home, rows)
    (now,) = [row for row in made.rows["persons"] if row.name == "Tora Påhittsdotter"]
    assert now.id in [row.person for row in made.rows["participants"]]
    facts = differs("persons", "name", "Tora Påhitt", "Tora Påhittsdotter")
    assert given(made, "given-differs") == [("given-differs", now.id, facts)]
    assert given(made, "given-unused") == [
        ("given-unused", None, {"table": "persons", "count": "1"})
    ]  # fmt: skip


def test_members_are_added_and_told_where_the_body_has_others(home: Path) -> None:
    rows = [("SR", "Berg"), ("Sagorådet", "Åre")]
    _, made = beside(home, {"body_members": [{"body": b, "municipality": m} for b, m in rows]})
    assert [row.municipality for row in made.rows["body_members"]] == ["2326", "2321"]
    assert given(made, "given-more") == [
        ("given-more", "sagoradet-2321", {"table": "body_members"})
    ]  # fmt: skip


# --- what is made anew ------------------------------------------------------------------------


@pytest.mark.usefixtures("lean_packages")
def test_views_and_what_is_of_the_document_are_passed_over_and_counted(
    home: Path, tmp_path: Path
) -> None:
    (home / "a.md").write_text(DOCUMENT, encoding="utf-8")
    built(home, tmp_path / "plain")
    rows: Given = {
        "decision_overview": [{"id": "x", "title": "x"}, {"id": "y", "title": "y"}],
        "memberships": [{"id": "x", "person": "x"}],
        "problems": [{"id": "x", "code": "x"}],
        "sources": [{"id": "x", "url": "x"}],
        "municipalities": [{"id": "2326", "name": "Berg"}],
        "parties": [{"id": "s", "abbreviation": "S"}],
    }
    save(home / "a.rows", rows)
    report = built(home, tmp_path / "out")
    assert report.passed_over == {
        "decision_overview": 2, "memberships": 1, "municipalities": 1, "parties": 1,
        "problems": 1, "sources": 1,
    }  # fmt: skip
    said = build_text(report, "en")
    assert "decision_overview (2), memberships (1), municipalities (1), parties (1)" in said
    for path in (tmp_path / "plain" / "data").glob("*.csv"):
        assert (tmp_path / "out" / "data" / path.name).read_bytes() == path.read_bytes()


def test_rows_of_the_vocabulary_say_what_the_giver_calls_its_rows(home: Path) -> None:
    rows: Given = {
        "municipalities": [{"id": "home", "name": "Berg", "county": "Jämtlands län"}],
        "parties": [{"id": "red", "abbreviation": "S"}],
        "ballots": [{**BALLOTS[0], "party": "red"}],
        "body_members": [{"body": "SR", "municipality": "home"}],
    }
    _, made = beside(home, rows)
    assert made.rows["ballots"][0].party == "s"
    assert [row.municipality for row in made.rows["body_members"]] == ["2326"]


WRONG: list[tuple[str, dict[str, str], str]] = [
    ("municipalities", {"id": "2326", "name": "Berg", "county": "Skåne län"}, "Jämtlands län"),
    ("municipalities", {"name": "Sagostad"}, "municipality or party of the vocabulary"),
    ("parties", {"abbreviation": "S", "name": "Sagopartiet"}, "what the vocabulary says"),
]


@pytest.mark.parametrize(("table", "row", "words"), WRONG, ids=[words for *_, words in WRONG])
def test_rows_that_are_not_those_of_the_vocabulary_are_faults(
    table: str, row: dict[str, str], words: str, home: Path
) -> None:
    with pytest.raises(RowsError) as error:
        beside(home, {table: [row]})
    assert words in error.value.message
