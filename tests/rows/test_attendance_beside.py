"""Participants given beside minutes take nothing of the rest. Everybody here is invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_round import again, differing, files
from test_rows_beside_minutes import save, settings_folder

from few import few
from given_meeting import OFFICIAL, SETTINGS, meeting
from socsam_opendata.package.build import build
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.settings.dataset_toml import read_settings
from socsam_opendata.writing import write_package

pytestmark = pytest.mark.usefixtures("lean_packages")

DOCUMENT = """# Sagorådet

Sammanträdesdatum: 2031-03-05
Tid: kl. 09:00-11:00
Plats: Tornet

**Beslutande ledamöter**
Alvar Tjäderby (S), Berg
Siri Orrskog (C), Berg, tjänstgörande ersättare för Ragna Kråkvik (C)
Hedvig Morkulla (M), Berg

**Övriga deltagare**
Torvald Qvarnmyr, Bergs kommun, sekreterare
Ingegerd Spovholm, Bergs kommun
Vendla Ripås, Hittepåförbundet

Paragrafer: 7-8
Justering: 2031-03-12

## § 7 Stöd till drakar

**Föredragande**
Vendla Ripås

**Beslut**
Sagorådet beslutar:
1. Hittepåförbundet beviljas 50 000 kronor.

## § 8 Övrigt

Inget finns att anteckna.
"""
SAT = [
    {"person": "Alvar Tjäderby", "capacity": "member", "status": "present", "party": "S"},
    {"person": "Siri Orrskog", "capacity": "serving-substitute", "status": "present",
     "party": "C"},
]  # fmt: skip
SECRETARY = {"person": "Torvald Qvarnmyr", "capacity": "official", "status": "present"}


def package(place: Path, rows: Any, document: str = DOCUMENT, toml: str = "") -> Package:
    """What is published of the document with rows beside it."""
    place.mkdir()
    home = settings_folder(place)
    with (home / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write(toml)
    (home / "a.md").write_text(document, encoding="utf-8")
    if rows:
        save(home / "a.rows", rows)
    report = build(home, place / "out", workers=1)
    assert report.built, [problem.sentence("en") for problem in report.problems]
    return open_package(place / "out")


def roles(found: Package) -> list[tuple[str, str | None, str | None]]:
    called = {row["id"]: row["name"] for row in found.table("persons").to_pylist()}
    return [
        (row["role"], called.get(row["person"]), row["withheld"])
        for row in found.table("roles").to_pylist()
    ]


def printed(found: Package) -> list[str]:
    """The lines of the document, without those that are made of rows."""
    (lines,) = found.texts.values()
    return [*lines][: len(DOCUMENT.splitlines())]


def codes(found: Package) -> set[str]:
    return {row["code"] for row in found.table("problems").to_pylist()}


SEATS = (SAT, SAT[:1], [*SAT, SECRETARY], [SECRETARY])


@pytest.mark.parametrize("seats", few(SEATS, [SEATS[0], SEATS[3]]))
def test_the_text_and_the_roles_are_those_of_the_document(seats: Any, tmp_path: Path) -> None:
    alone = package(tmp_path / "alone", {})
    found = package(tmp_path / "beside", {"participants": seats})
    assert ("secretary", "Torvald Qvarnmyr", None) in roles(alone)
    assert roles(found) == roles(alone)
    assert printed(found) == printed(alone)
    assert codes(found) - codes(alone) == {"given-lacks"}


@pytest.mark.parametrize("seats", few([SAT, SAT[:1], [SECRETARY]], [SAT, [SECRETARY]]))
def test_the_rows_are_the_given_ones_and_nobody_else_is_a_person(
    seats: Any, tmp_path: Path
) -> None:
    found = package(tmp_path / "beside", {"participants": seats})
    called = {row["id"]: row["name"] for row in found.table("persons").to_pylist()}
    there = [called[row["person"]] for row in found.table("participants").to_pylist()]
    assert sorted(there) == sorted(row["person"] for row in seats)
    assert set(called.values()) == {*there, "Torvald Qvarnmyr"}


def test_whom_the_policy_withholds_it_withholds_without_a_row_too(tmp_path: Path) -> None:
    found = package(tmp_path / "beside", {"participants": SAT})
    assert ("presenter", None, "guest") in roles(found)
    for held in files(tmp_path / "beside" / "out").values():
        for name in ("Ripås", "Spovholm"):
            assert name.encode() not in held
    assert printed(found)[12:15] == [
        "Torvald Qvarnmyr, Bergs kommun, sekreterare",
        "[namn utelämnat], Bergs kommun",
        "[namn utelämnat], Hittepåförbundet",
    ]


@pytest.mark.parametrize(
    "name",
    few(
        ["Torvald Qvarnmyr", "Hedvig Morkulla", "Ragna Kråkvik"],
        ["Torvald Qvarnmyr", "Ragna Kråkvik"],
    ),
)
def test_a_mask_and_another_category_hold_over_the_list(name: str, tmp_path: Path) -> None:
    toml = f'[[publication.mask]]\nname = "{name}"\nreason = "Vill inte."\n'
    package(tmp_path / "masked", {"participants": SAT}, toml=toml)
    said = {"participants": SAT, "persons": [{"name": name, "category": "guest"}]}
    package(tmp_path / "said", said)
    for place in ("masked", "said"):
        for held in files(tmp_path / place / "out").values():
            assert name.split()[1].encode() not in held


@pytest.mark.parametrize(("toml", "named"), [
    ("", "Ragna Kråkvik"),
    ('[[publication.mask]]\nname = "Ragna Kråkvik"\nreason = "Vill inte."\n', "[namn utelämnat]"),
])  # fmt: skip
def test_whom_the_list_names_in_a_cell_that_was_not_kept_is_told_as_published(
    toml: str, named: str, tmp_path: Path
) -> None:
    document = DOCUMENT.replace(
        "Hedvig Morkulla (M), Berg\n",
        "Hedvig Morkulla (M), Berg\n\n**Ej närvarande ledamöter**\nRagna Kråkvik (C), Berg\n",
    )
    assert document != DOCUMENT
    seats = [SAT[0], {**SAT[1], "capacity": "substitute"}]
    found = package(tmp_path / "beside", {"participants": seats}, document, toml)
    told = [row["message_en"] for row in found.table("problems").to_pylist()
            if "column serves_for" in row["message_en"]]  # fmt: skip
    assert [f"“{named}”" in message for message in told] == [True]
    assert ("Ragna" in "".join(line for text in found.texts.values() for line in text)) == (
        not toml
    )


@pytest.mark.parametrize("seats", few(SEATS, [SEATS[1], SEATS[2]]))
def test_the_rows_and_the_text_of_it_make_it_again(seats: Any, tmp_path: Path) -> None:
    package(tmp_path / "beside", {"participants": seats})
    settings, out = read_settings(tmp_path / "beside" / "minutes"), tmp_path / "beside" / "out"
    assert differing(files(out), again(settings, out, tmp_path / "again")) == []


@pytest.mark.parametrize(
    ("category", "organization", "named"),
    [
        ("official", None, True),
        ("official", "Hittepåförbundet", False),  # of no public kind
        ("guest", None, False),
    ],
)
@pytest.mark.parametrize("role", ["secretary", "presenter"])
def test_the_category_that_rows_give_holds_without_attendance(
    category: str, organization: str | None, named: bool, role: str, tmp_path: Path
) -> None:
    rows = meeting()
    rows["participants"] = rows["participants"][:3]
    rows["persons"][3]["category"] = category
    rows["roles"].append(
        {"meeting": "m", "item": "p7" if role == "presenter" else None, "person": 4,
         "role": role, "organization": organization, "text": "vid protokollet"}
    )  # fmt: skip
    assert write_package(rows, tmp_path / "out", settings=SETTINGS, texts={}, workers=1).built
    names = open_package(tmp_path / "out").table("persons")["name"].to_pylist()
    assert (OFFICIAL in names) is named
    assert any(b"Kontorsson" in held for held in files(tmp_path / "out").values()) is named


def test_whoever_presents_and_is_on_no_list_waits_for_an_answer_or_a_category(
    tmp_path: Path,
) -> None:
    """Of whom only a paragraph tells the reader knows nothing."""
    text = DOCUMENT.replace("Föredragande**\nVendla Ripås", "Föredragande**\nIngegerd Spovholm")
    text = text.replace("Ingegerd Spovholm, Bergs kommun\n", "")
    alone = package(tmp_path / "alone", {}, text)
    found = package(tmp_path / "beside", {"participants": SAT}, text)
    assert ("presenter", None, "not-decided") in roles(alone)
    assert roles(found) == roles(alone)
    said = [{"name": "Ingegerd Spovholm", "category": "official"}]
    answered = package(tmp_path / "said", {"persons": said}, text)
    assert ("presenter", "Ingegerd Spovholm", None) in roles(answered)
