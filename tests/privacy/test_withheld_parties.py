"""The party of whoever is not named goes with the name. Everybody here is invented."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

import socsam_opendata as so
from given_meeting import MASKED, SETTINGS
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.writing import write_package

pytestmark = pytest.mark.usefixtures("lean_packages")

MARK = "[namn utelämnat]"
PEOPLE = [
    {"id": 1, "name": "Alvar Tjäderby", "category": "elected"},
    {"id": 2, "name": "Torvald Qvarnmyr", "category": "guest"},
    {"id": 4, "name": MASKED, "category": "elected"},
    {"id": 3, "name": "Ingegerd Spovholm", "category": "official"},
]
SITS: dict[str, Any] = {"meeting": "m", "status": "present"}


def rows(*participants: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "organizations": [{"id": "b", "name": "Sagorådet", "kind": "body"}],
        "persons": PEOPLE,
        "meetings": [{"id": "m", "body": "b", "date": "2031-03-05", "adjusted_on": "2031-03-12"}],
        "participants": [{**SITS, **one} for one in participants],
        **more,
    }


def written(given: Any, out: Path, texts: Any = None) -> Package:
    report = write_package(given, out, settings=SETTINGS, texts=texts, workers=1)
    assert report.built, [problem.sentence("en") for problem in report.problems]
    return open_package(out)


def said(package: Package) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (row["party"], row["party_text"], row["withheld"])
        for row in package.table("participants").to_pylist()
    ]


def lines(package: Package, table: str = "participants") -> list[str]:
    (text,) = package.texts.values()
    return [line for line in text if f"Rad i {table} –" in line]


@pytest.mark.parametrize(("person", "capacity", "reason"), [
    (2, "guest", "guest"), (3, "official", "official-without-role"),
])  # fmt: skip
@pytest.mark.parametrize("party", [
    {"party": "KD"}, {"party_text": "kristdemokraterna"},
    {"party": "KD", "party_text": "Kristdemokraterna"},
])  # fmt: skip
def test_the_party_of_the_withheld_stands_in_no_cell_and_no_line(
    person: int, capacity: str, reason: str, party: dict[str, str], tmp_path: Path
) -> None:
    elected = {"person": 1, "capacity": "member", "party": "KD", "party_text": "KD"}
    given = rows(elected, {"person": person, "capacity": capacity, **party})
    package = written(given, tmp_path / "out")
    assert said(package) == [("kd", "KD", None), (None, None, reason)]
    own, withheld = lines(package)
    assert own.endswith("Parti: KD; Parti som tryckt: KD")
    assert withheld.startswith(f"Rad i participants – Person: {MARK}; Egenskap: ")
    assert "kd" not in withheld.casefold()
    assert "kristdem" not in withheld.casefold()


def test_a_row_that_is_withheld_already_says_no_party(tmp_path: Path) -> None:
    given = rows({"capacity": "guest", "withheld": "guest", "party": "V", "party_text": "V"})
    package = written(given, tmp_path / "out")
    assert said(package) == [(None, None, "guest")]
    assert "Parti" not in lines(package)[0]


@pytest.mark.parametrize("at", [{}, {"first_line": 2, "last_line": 2}])
@pytest.mark.parametrize("other", [2, 4])
def test_dissents_of_the_withheld_say_no_party_on_a_line_of_their_own_or_one_for_both(
    other: int, at: dict[str, int], tmp_path: Path
) -> None:
    given = rows({"person": 1, "capacity": "member"}, {"person": other, "capacity": "guest"})
    given["agenda_items"] = [
        {"id": "i", "meeting": "m", "number": 1, "title": "Broar", "kind": "information",
         "confidential": False}
    ]  # fmt: skip
    given["dissents"] = [
        {"item": "i", "person": who, "party": "MP", "kind": "reservation", **at}
        for who in (other, 1)
    ]
    package = written(given, tmp_path / "out")
    assert [row["party"] for row in package.table("dissents").to_pylist()] == [None, "mp"]
    printed = "; ".join(lines(package, "dissents"))
    assert re.findall("(?:Person|Parti): ([^;]*?)(?= Rad|;|$)", printed) == [
        MARK, MARK, "Alvar Tjäderby", "MP"
    ]  # fmt: skip


def test_a_package_without_the_party_is_made_again_with_its_texts(tmp_path: Path) -> None:
    given = rows(
        {"person": 1, "capacity": "member", "party": "S", "party_text": "S"},
        {"person": 2, "capacity": "guest", "party": "S", "party_text": "Soc."},
    )
    first = written(given, tmp_path / "out")
    tables = {name: first.table(name) for name in first.tables}
    texts = {source: first.texts[source] for source in first.texts}
    second = written(tables, tmp_path / "again", texts)
    assert {name: second.table(name).to_pylist() for name in second.tables} == {
        name: table.to_pylist() for name, table in tables.items()
    }
    assert {source: [*text] for source, text in second.texts.items()} == {
        source: [*text] for source, text in texts.items()
    }


@pytest.mark.parametrize(("person", "capacity"), [(2, "guest"), (4, "member")])
def test_a_problem_that_compares_two_parties_of_the_withheld_says_neither(
    person: int, capacity: str, tmp_path: Path
) -> None:
    given = rows(
        {"person": 1, "capacity": "member", "party": "C"},
        {"person": person, "capacity": capacity, "party": "KD"},
        agenda_items=[{"id": 8, "meeting": "m", "number": "8", "title": "Hyra", "kind": "decision",
                       "confidential": False}],
        dissents=[{"item": 8, "kind": "note", "person": person, "party": "MP"},
                  {"item": 8, "kind": "note", "person": 1, "party": "L"}],
    )  # fmt: skip
    package = written(given, tmp_path / "out")
    told = [row["message_en"] for row in package.table("problems").to_pylist()
            if row["code"] == "party-differs"]  # fmt: skip
    hidden, own = sorted(told, reverse=True)
    assert (hidden.count(MARK), " L " in own, " C " in own) == (2, True, True)
    everything = "".join(
        path.read_text("utf-8") for path in (tmp_path / "out" / "data").rglob("*.csv")
    )
    assert not re.search(r"\b(?:KD|MP)\b", everything)


@pytest.mark.parametrize("party", ["FVN", "KD", "ÖVP"])
def test_letters_behind_a_withheld_name_go_with_it(party: str, tmp_path: Path) -> None:
    (tmp_path / "minutes").mkdir()
    (tmp_path / "minutes" / "a.txt").write_text(
        "Sagonämnden\nProtokoll 2031-03-05\n\nBeslutande\nAlvar Tjäderby (C), ordförande\n\n"
        f"Övriga\nTorvald Qvarnmyr ({party}), Anhörigföreningen Norrsken, § 1\n\nParagrafer: 1\n\n"
        f"Justeringens tid: 2031-03-12\n\n§ 1 Bidrag\n\nTorvald Qvarnmyr ({party}) berättar.\n",
        "utf-8",
    )
    late = dt.date(2032, 1, 1)
    assert so.build(tmp_path / "minutes", tmp_path / "out", date=late, workers=1).built
    package = open_package(tmp_path / "out")
    (text,) = package.texts.values()
    assert [line for line in text if "Norrsken" in line or "berättar" in line] == [
        f"{MARK}, Anhörigföreningen Norrsken, § 1", f"{MARK} berättar.",
    ]  # fmt: skip
    everything = "".join(
        path.read_text("utf-8") for path in (tmp_path / "out" / "data").rglob("*.csv")
    )
    assert not re.search(rf"\b{party}\b", everything)
