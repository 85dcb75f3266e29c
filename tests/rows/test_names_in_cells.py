"""What a cell of a name holds besides the name hides nobody from the policy.

Everybody and every body here is invented.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_given_names import codes, files_with, named, published

from few import few
from first_files import FirstFiles
from given_meeting import GUEST, MASKED, SETTINGS, Given, meeting
from socsam_opendata.package.package import Package, open_package
from socsam_opendata.privacy.names_in_cell import may_be_called, names_in_cell
from socsam_opendata.settings.dataset_toml import NamedPerson, Publication
from socsam_opendata.writing import write_package

TYRA, GOSTA = ("undansson",), ("hemligsson",)


def seated(name: str) -> Given:
    """A meeting at which somebody elected sits whose cell says `name`."""
    rows = meeting()
    rows["persons"][4]["name"] = name
    rows["participants"].append(
        {"id": "d5", "meeting": "m", "person": 8, "capacity": "ledamot", "status": "present",
         "party": "S", "municipality": "Berg"}
    )  # fmt: skip
    return rows


def persons(package: Package | FirstFiles) -> list[str]:
    found: list[str] = package.table("persons")["name"].to_pylist()
    return found


@pytest.mark.parametrize(
    "name",
    few([
        f"{MASKED} (S)", f"{MASKED} S", f"{MASKED} - S", f"{MASKED}, ordförande", f"Ordf. {MASKED}",
        f"Fru {MASKED}", f"{MASKED}/Nils Fantasi", "TyraUndansson", f"{MASKED}-Ek",
        "Tyra Karin Undansson", "Undansson Tyra", "Undansson, Tyra (S)", "T. Undansson",
        f"2:e vice ordförande {MASKED}, Bergs kommun", f"{MASKED} [S]", f"{MASKED} och Siv Saga",
        "Ek-Undansson Tyra", "Undansson T", "Undansson", "Undansson (S)", "Undansson T (S)",
        f"{MASKED}, tjg ers för Siv Saga",
    ], [
        f"{MASKED} (S)", f"{MASKED}, ordförande", f"{MASKED}/Nils Fantasi", "TyraUndansson",
        f"{MASKED}-Ek", "Undansson, Tyra (S)", "T. Undansson", f"{MASKED} och Siv Saga",
        "Undansson", "Undansson T (S)",
    ]),
)  # fmt: skip
def test_somebody_masked_is_masked_whatever_else_the_cell_says(name: str, tmp_path: Path) -> None:
    package = published(seated(name), tmp_path / "out", whole=name == "Undansson T (S)")
    assert files_with(tmp_path / "out", TYRA) == []
    assert {"Tora Påhitt", "Nils Fantasi"} <= {*persons(package)}
    withheld = package.table("participants")["withheld"].to_pylist()
    assert withheld.count("publisher-decision") == 1


@pytest.mark.parametrize("name", ["Tyra Karin Undansson", "Tyra Undansson-Ek"])
@pytest.mark.usefixtures("lean_packages")
def test_whoever_may_be_another_is_told_and_named_where_the_publisher_allows_it(
    name: str, tmp_path: Path
) -> None:
    assert "name-in-doubt" in codes(published(seated(name), tmp_path / "out"))
    allow = (NamedPerson(name, "En annan."),)
    publication = Publication(mask=SETTINGS.publication.mask, allow=allow)
    settings = replace(SETTINGS, publication=publication)
    report = write_package(seated(name), tmp_path / "two", settings=settings, workers=1)
    assert report.built, report.problems
    assert name in persons(open_package(tmp_path / "two"))


@pytest.mark.parametrize("name", ["Nils Undansson", "Tyra Lövhammar", "Tyra Sagasson (S)"])
def test_another_of_the_surname_or_of_the_first_name_is_named(name: str, tmp_path: Path) -> None:
    assert name in persons(published(seated(name), tmp_path / "out"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("Hemligsson Gösta", GOSTA, marks=pytest.mark.campaign),
        ("Hemligsson, Gösta", GOSTA),
        pytest.param(f"Herr {GUEST}", GOSTA, marks=pytest.mark.campaign),
        (f"{GUEST} och Pia Qvarnsyl", (*GOSTA, "qvarnsyl")),
        (f"Pia Qvarnsyl/{GUEST}", (*GOSTA, "qvarnsyl")),
        ("Gösta och Pia Hemligsson", GOSTA),
        pytest.param(
            f"{GUEST} & Pia Qvarnsyl", (*GOSTA, "qvarnsyl"), marks=pytest.mark.campaign
        ),
        (f"{GUEST}, Pia Qvarnsyl", (*GOSTA, "qvarnsyl")),
    ],
)  # fmt: skip
def test_a_guests_surname_alone_is_masked_however_the_cell_says_the_name(
    name: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    rows = meeting()
    rows["persons"][2]["name"] = name
    said = " och ".join(word.capitalize() for word in words)
    rows["item_texts"][0]["text"] = f"Drakarna fryser hos {said} om vintern."
    package = published(rows, tmp_path / "out")
    assert files_with(tmp_path / "out", words) == []
    assert "Drakarna fryser hos" in package.table("item_texts")["text"].to_pylist()[0]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ulf Qvistmyr", ("Ulf Qvistmyr",)),
        ("Qvistmyr Hilda Maria", ("Hilda Maria Qvistmyr",)),
        ("von Qvistmyr, Carl", ("Carl von Qvistmyr",)),
        ("Advokat Ulf Qvistmyr, Advokatbyrån Svan", ("Ulf Qvistmyr",)),
        ("Ombud för Hilda Qvistmyr m.fl.", ("Hilda Qvistmyr",)),
        ("Hilda Qvistmyr (S), Ulf Ek (M); Bo Ek", ("Hilda Qvistmyr", "Ulf Ek", "Bo Ek")),
        ("Hilda", ("Hilda",)),
        ("hilda qvistmyr", ("hilda qvistmyr",)),
        ("Anna-Karin Ek-Lund", ("Anna-Karin Ek-Lund",)),
        ("(okänd)", ("(okänd)",)),
    ],
)
def test_the_names_of_a_cell(cell: str, names: tuple[str, ...]) -> None:
    assert names_in_cell(cell) == names


@pytest.mark.parametrize(
    ("cell", "name", "may"),
    [
        ("Hilda Maria Qvistmyr", "Hilda Qvistmyr", True),
        ("Hilda Qvistmyr-Ek", "Hilda Qvistmyr", True),
        ("Hilda Ek", "Hilda Qvistmyr-Ek", True),
        ("Ulf Qvistmyr", "Hilda Qvistmyr", False),
        ("Hilda Ek", "Hilda Qvistmyr", False),
        ("Qvistmyr, ordf. (S)", "Hilda Qvistmyr", True),
        ("U. Qvistmyr", "Hilda Qvistmyr", False),
        ("H. Qvistmyr", "Hilda Qvistmyr", True),
        ("", "Hilda Qvistmyr", False),
    ],
)
def test_who_may_be_called_so(cell: str, name: str, may: bool) -> None:
    assert may_be_called(cell, name) is may


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("item_texts", 0, "text", "Hemligsson-ärendet togs upp igen."),
        ("agenda_items", 1, "title", "Hemligssonutredningen"),
        ("documents", 0, "title", "ansokangostahemligsson.pdf"),
        ("sources", 0, "url", "https://example.org/ansokan-hemligsson.pdf"),
        ("organizations", 1, "short_name", "G-Hemligsson"),
        ("organizations", 1, "short_name", "Hemligsson-fonden"),
    ],
)
def test_a_guests_surname_in_a_longer_word_is_in_no_file(
    table: str, row: int, column: str, value: str, tmp_path: Path
) -> None:
    rows = meeting()
    rows[table][row][column] = value
    published(rows, tmp_path / "out")
    assert files_with(tmp_path / "out", GOSTA) == []


def test_so_it_is_in_the_name_of_an_organization(tmp_path: Path) -> None:
    published(named("Hemligssonstiftelsen"), tmp_path / "out")
    assert files_with(tmp_path / "out", GOSTA) == []
