"""Names that are spelt otherwise where people sign. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import reading
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.spellings import may_be_short_for, same_letters, sounds_like

COVER = """\
Källnämnden
Sammanträdesprotokoll 2031-11-04

Plats och tid: Brunnen, kl. 13.00-14.30

Beslutande
Sixten Rask (S), ordförande
Tyra Ulv (M)

Övriga närvarande
{listed}
Valter Ymer, förvaltningschef

Underskrifter

Sekreterare    {signed}

Ordförande     Sixten Rask

Justerare      Tyra Ulv

§ 1 Källa

Text.
"""


def signed_as(folder: Path, listed: str, signed: str) -> Reading:
    return reading(folder, COVER.format(listed=listed, signed=signed))


def writing(found: Reading) -> list[str]:
    names = {row.id: row.name for row in found.rows["persons"]}
    return [names[row.person] for row in found.rows["roles"] if row.role == "secretary"]


def told(found: Reading) -> list[tuple[str, str]]:
    return [
        (p.facts["listed"], p.facts["name"])
        for p in found.problems
        if p.code == "name-spelt-otherwise"
    ]


ONE = [
    ("Vera Lohm", "Vera Lom"), ("Vera Mattson", "Vera Matsson"), ("Vera Rikard", "Vera Richard"),
    ("Vera Wide", "Vera Vide"), ("Vera Sachs", "Vera Saks"), ("Cecilia Moss", "Cecilia Mos"),
    ("Eva-Lis Brant", "Eva Lis Brant"), ("Vera Görel Brant", "Vera Brant"),
    ("Vera Brant", "V. Brant"), ("Vera Brant", "Vera Brant Lohm"), ("Vera Brant", "Vera Brand"),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "signed"), ONE)
def test_an_official_who_signs_in_another_spelling_is_one_person(
    listed: str, signed: str, tmp_path: Path
) -> None:
    found = signed_as(tmp_path, f"{listed}, sekreterare", signed)
    assert writing(found) == [listed]
    assert told(found) == [(listed, signed)]
    assert signed not in {row.name for row in found.rows["persons"]}


@pytest.mark.parametrize(
    ("listed", "signed"),
    [("Vera Brant", "Vega Brant"), ("Vera Brant", "Vera Grant"), ("Vera Ek", "Vera Ask"),
     ("Vera Brant", "Vera Bratt-Lohm")],
)  # fmt: skip
def test_another_official_is_another_person(listed: str, signed: str, tmp_path: Path) -> None:
    found = signed_as(tmp_path, f"{listed}, sekreterare", signed)
    assert writing(found) == [listed, signed]
    assert told(found) == []
    assert "role-not-in-attendance" in {p.code for p in found.problems}


def test_less_is_enough_for_who_is_listed_with_the_office_alone(tmp_path: Path) -> None:
    found = signed_as(tmp_path, "Vera Görel Brant, kanslist", "Vera Brant")
    assert writing(found) == ["Vera Brant"]
    assert told(found) == []
    sounds = signed_as(tmp_path, "Vera Mattson, kanslist", "Vera Matsson")
    assert writing(sounds) == ["Vera Mattson"]


def test_of_two_who_are_alike_none_is_chosen(tmp_path: Path) -> None:
    found = signed_as(tmp_path, "Vera Wide, kanslist\nVera Vidde, kanslist", "Vera Vide")
    assert writing(found) == ["Vera Vide"]
    nearer = signed_as(tmp_path, "Vera Widé, kanslist\nVera Vide, kanslist", "Vera Wide")
    assert writing(nearer) == ["Vera Widé"]


def test_names_are_one_in_letters_in_speech_or_in_short() -> None:
    assert same_letters("Åsa-Lill B. Ek", "Asa Lill B Ek")
    assert not same_letters("Åsa Ek", "Åsa Eek")
    assert sounds_like("Åsa Ek", "Åsa Eck")
    assert not sounds_like("Åsa Ek", "Åse Ek")
    assert may_be_short_for("Åsa Ekman", "Åsa Eckman")
    assert not may_be_short_for("Åsa Ek", "Åsa Ed")
