"""Headings that print their number in another way than most of their document do.

Bodies and minutes are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_outline import COVER, shape, titles

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

FIRST = "§ 31 Val\n\nTora utses.\n\n§ 32 Bryggor\n\nBeslut\n\nBryggorna lagas.\n\n"
DECIDED = "\n\nBeslut\n\nFjällrådet beviljar 8 000 kronor.\n\n"


def body(heading: str, *following: str) -> str:
    return COVER + FIRST + heading + DECIDED + "".join(f"{one}{DECIDED}" for one in following)


def read(text: str, tmp_path: Path) -> Reading:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    return read_minutes(path, Settings())


def clauses(reading: Reading, number: str) -> list[str]:
    (item,) = [row.id for row in reading.rows["agenda_items"] if row.number == number]
    return [row.text for row in reading.rows["clauses"] if row.decision == item]


@pytest.mark.parametrize("heading", [
    "Paragraf 33 Isar", "PARAGRAF 33. Isar", "33 § Isar", "Paragraf 33\n\nIsar", "SN § 33 Isar",
])  # fmt: skip
@pytest.mark.parametrize("following", [(), ("§ 34 Övrigt",)])
def test_a_sure_number_in_another_form_is_an_item(heading: str, following: tuple[str, ...]) -> None:
    found = titles(shape(body(heading, *following)))
    assert found[:3] == [(31, "Val"), (32, "Bryggor"), (33, "Isar")]
    assert found[3:] == [(34, "Övrigt")] * len(following)


@pytest.mark.parametrize("heading", ["Ärende 33 Isar", "33. Isar", "Punkt 33: Isar", "FR-33 Isar"])
def test_a_number_that_may_be_anything_is_an_item_in_a_gap(heading: str) -> None:
    found = titles(shape(body(heading, "§ 34 Övrigt")))
    assert found == [(31, "Val"), (32, "Bryggor"), (33, "Isar"), (34, "Övrigt")]


@pytest.mark.parametrize("heading", ["Ärende 33 Isar", "Punkt 33: Isar"])
def test_at_the_end_it_is_told_and_gives_nothing(heading: str, tmp_path: Path) -> None:
    reading = read(body(heading), tmp_path)
    assert clauses(reading, "32") == ["Bryggorna lagas."]
    assert [p.code for p in reading.problems if p.code == "other-minutes"] == ["other-minutes"]
    assert reading.rows["amounts"] == []


@pytest.mark.parametrize("text", [
    "Paragraf 33 i stadgarna gäller.", "Ärende 33 utgår.", "33. Isar lagas", "Paragraf 40 Isar",
    "33 § kommunallagen gäller.",
])  # fmt: skip
def test_what_only_begins_so_is_no_item(text: str) -> None:
    assert titles(shape(f"{COVER}{FIRST}{text}\n")) == [(31, "Val"), (32, "Bryggor")]


def test_the_first_one_may_be_printed_otherwise() -> None:
    text = f"{COVER}Paragraf 30 Öppnande\n\nTora öppnar.\n\n{FIRST}"
    assert titles(shape(text)) == [(30, "Öppnande"), (31, "Val"), (32, "Bryggor")]


def test_the_contents_may_mix_forms_too() -> None:
    listed = "Innehåll\n\n§ 31 Val ..... 2\n§ 32 Bryggor ..... 3\nParagraf 33 Isar ..... 4\n\n"
    found = shape(body("Paragraf 33 Isar").replace(COVER, COVER + listed))
    assert titles(found) == [(31, "Val"), (32, "Bryggor"), (33, "Isar")]
    assert [(e.number, e.title) for e in found.contents] == titles(found)


@pytest.mark.parametrize("heading", [
    "§§ 33-35 Isar", "§§ 33–35\nIsar", "§ 33-35 Isar", "§§ 33, 34, 35 Isar", "§ 33 – § 35 Isar",
    "§§ 33 till 35 Isar", "Paragraferna 33-35 Isar", "33-35 §§ Isar",
])  # fmt: skip
@pytest.mark.parametrize("following", [(), ("§ 36 Övrigt",)])
def test_several_in_one_are_the_item_of_the_first_and_told(
    heading: str, following: tuple[str, ...], tmp_path: Path
) -> None:
    reading = read(body(heading, *following), tmp_path)
    found = [(row.number, row.title) for row in reading.rows["agenda_items"]]
    assert found[:3] == [("31", "Val"), ("32", "Bryggor"), ("33", "Isar")]
    assert [number for number, _ in found[3:]] == ["36"] * len(following)
    assert clauses(reading, "32") == ["Bryggorna lagas."]
    told = {p.code: p.facts for p in reading.problems}
    assert told["paragraphs-in-one"] == {"paragraphs": "§§ 33-35", "paragraph": "33"}
    assert "paragraph-gap" not in told
    (meeting,) = reading.rows["meetings"]
    assert meeting.last_paragraph == ("36" if following else "35")


@pytest.mark.parametrize(("heading", "title"), [
    ("§ 33 - 34 platser i viken", "34 platser i viken"), ("§ 33, Isar", "Isar"),
    ("§ 33 – 34 Nya bryggor", "34 Nya bryggor"), ("§ 33) Isar", "Isar"),
    ("§ 33 – Isar", "Isar"),
])  # fmt: skip
def test_a_title_may_begin_with_a_number_behind_a_dash(heading: str, title: str) -> None:
    found = titles(shape(body(heading, "§ 34 Övrigt")))
    assert found[2:] == [(33, title), (34, "Övrigt")]


@pytest.mark.parametrize("letter", ["A", "a", " A", " a", " A."])
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
def test_a_paragraph_with_a_letter_gives_nothing_to_the_one_above(
    letter: str, gap: str, tmp_path: Path
) -> None:
    letters = (f"§ 32{letter}{gap}Isar", f"§ 32{letter.replace('A', 'B').replace('a', 'b')} Snö")
    reading = read(body(letters[0], letters[1], "§ 33 Övrigt"), tmp_path)
    found = [(row.number, row.part) for row in reading.rows["agenda_items"]]
    assert found == [("31", None), ("32", None), ("33", None)]
    assert clauses(reading, "32") == ["Bryggorna lagas."]
    assert [row.item for row in reading.rows["amounts"]] == [reading.rows["agenda_items"][2].id]
    told = [p for p in reading.problems if p.code == "paragraph-lettered"]
    assert len(told) == 1
    first, last = told[0].first_line, told[0].last_line
    assert first is not None
    assert last is not None
    assert reading.lines[first - 1].startswith("§ 32")
    assert "§ 33 Övrigt" in reading.lines[last : last + 2]
    assert not {"paragraph-gap", "paragraph-repeated"} & {p.code for p in reading.problems}


def test_the_first_paragraph_may_have_a_letter_too(tmp_path: Path) -> None:
    text = f"{COVER}§ 31 A Val{DECIDED}§ 31 B Isar{DECIDED}§ 32 Snö{DECIDED}"
    reading = read(text, tmp_path)
    assert [(row.number, row.title) for row in reading.rows["agenda_items"]] == [("32", "Snö")]
    assert len([p for p in reading.problems if p.code == "paragraph-lettered"]) == 1


@pytest.mark.parametrize("heading", ["32 a § Isar", "32a § Isar", "32 A § Isar"])
def test_a_letter_may_stand_before_the_sign(heading: str, tmp_path: Path) -> None:
    first = "31 § Val\n\nTora utses.\n\n32 § Bryggor\n\nBeslut\n\nBryggorna lagas.\n\n"
    reading = read(f"{COVER}{first}{heading}{DECIDED}33 § Snö{DECIDED}", tmp_path)
    assert [row.number for row in reading.rows["agenda_items"]] == ["31", "32", "33"]
    assert clauses(reading, "32") == ["Bryggorna lagas."]


@pytest.mark.parametrize("title", ["E 45 genom byn", "A-lagets hall", "Å-dalens vägar", "E 45"])
def test_a_title_may_begin_with_a_letter(title: str) -> None:
    listed = f"Innehåll\n\n§ 31 Val ... 2\n§ 32 Bryggor ... 3\n§ 33 {title} ..... 4\n\n"
    for front in ("", listed):
        found = shape(body(f"§ 33 {title}").replace(COVER, COVER + front))
        assert titles(found)[2:] == [(33, title)]


def test_numbers_on_a_cover_are_no_heading() -> None:
    found = shape("Fjällrådet\n\nTid: tisdag 3 juni 2025 kl. 13.00\n\nParagrafer\n\n§§ 31-32\n\n")
    assert found.paragraphs == ()
    text = f"Fjällrådet\n\nTid: tisdag 3 juni 2025 kl. 13.00\n\nParagrafer\n\n§§ 31-32\n\n{FIRST}"
    assert titles(shape(text)) == [(31, "Val"), (32, "Bryggor")]


def test_a_document_may_mix_four_forms() -> None:
    forms = ("§ {}", "Paragraf {}", "{} §", "Ärende {}")
    text = "".join(f"{forms[n % 4].format(n)} Sak {n}\n\nDen tas upp.\n\n" for n in range(4, 801))
    assert [number for number, _ in titles(shape(COVER + text))] == [*range(4, 801)]
