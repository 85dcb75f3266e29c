"""A cover between paragraphs, as one that was adjusted at once has; all of it is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

COVER = """\
Fjordnämnden
{title}

Plats och tid: Sjöboden, {day} kl. 13.00-15.30
Beslutande: Liv Holm (S), ordförande
Arne Vik (M)
Övriga närvarande: Kari Nes, tolk
Sekreterare: Odd Fors
Utses att justera: Arne Vik
Paragrafer: {paragraphs}

"""
ITEM = "§ {n} Sak {n}\n\nBeslut\n\nFjordnämnden antar förslag {n}.\n\n"
FIRST = COVER.format(title="Sammanträdesprotokoll", day="2037-05-06", paragraphs="§§ 3-4")
OWN = FIRST + ITEM.format(n=3) + ITEM.format(n=4)


def read(text: str, tmp_path: Path) -> Reading:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return read_minutes(path, Settings())


def said(reading: Reading) -> list[str]:
    return [row.text for row in reading.rows["clauses"]]


@pytest.mark.parametrize("title", [
    "Sammanträdesprotokoll", "PROTOKOLL\nOmedelbar justering", "\nSammanträdesprotokoll",
])  # fmt: skip
@pytest.mark.parametrize("signed", ["", "Ordförande\nLiv Holm\n\nSekreterare\nOdd Fors\n\n"])
def test_it_is_no_text_of_the_item_above_it(title: str, signed: str, tmp_path: Path) -> None:
    again = COVER.format(title=title, day="2037-05-06", paragraphs="§ 5")
    reading = read(OWN + signed + again + ITEM.format(n=5), tmp_path)
    assert [row.number for row in reading.rows["agenda_items"]] == ["3", "4", "5"]
    assert said(reading)[0] == "Fjordnämnden antar förslag 3."
    assert said(reading)[-1] == "Fjordnämnden antar förslag 5."
    assert not [text for text in said(reading) if "Sjöboden" in text or "Kari" in text]
    (told,) = [p for p in reading.problems if p.code == "cover-again"]
    first = OWN.count("\n") + 1  # of a title that is printed again no line is told
    assert first <= (told.first_line or 0) <= first + 4
    assert len([r for r in reading.rows["participants"] if r.capacity == "member"]) == 2


@pytest.mark.parametrize("day", ["2037-06-10", "2036-05-06"])
def test_that_of_another_day_begins_other_minutes(day: str, tmp_path: Path) -> None:
    again = COVER.format(title="Sammanträdesprotokoll", day=day, paragraphs="§ 5")
    reading = read(OWN + again + ITEM.format(n=5), tmp_path)
    assert [row.number for row in reading.rows["agenda_items"]] == ["3", "4"]
    assert said(reading) == ["Fjordnämnden antar förslag 3.", "Fjordnämnden antar förslag 4."]
    assert "other-minutes" in {p.code for p in reading.problems}


def test_the_only_one_may_stand_behind_the_items(tmp_path: Path) -> None:
    head, _, cover = FIRST.partition("\n\n")
    reading = read(f"{head}\n\n{ITEM.format(n=3)}{ITEM.format(n=4)}{cover}", tmp_path)
    assert said(reading) == ["Fjordnämnden antar förslag 3.", "Fjordnämnden antar förslag 4."]
    assert [row.name for row in reading.rows["persons"]][:2] == ["Liv Holm", "Arne Vik"]
    assert "cover-again" not in {p.code for p in reading.problems}


def test_a_few_labels_in_an_item_are_its_text(tmp_path: Path) -> None:
    text = (
        FIRST + ITEM.format(n=3) + "§ 4 Resa\n\nTid: 3 juni\n\nPlats: Bergen\n\nDeltagare: alla\n"
    )
    reading = read(text, tmp_path)
    assert "cover-again" not in {p.code for p in reading.problems}
    assert "Bergen" in " ".join(row.text for row in reading.rows["item_texts"])
