"""Items whose headings have no number; bodies, people and minutes are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

COVER = """\
# Byaföreningen Tall

Protokoll 2035-10-01

Plats och tid: Bystugan, kl. 18.00-19.30

Närvarande: Ulf Tall, ordförande
Ida Gran

{stated}
"""
ITEMS = """\
{mark}Val av justerare{end}

Ida Gran utses att justera protokollet.

{mark}Ny brygga vid badet{end}

Bryggan är trasig.

{section}Beslut{end}

Föreningen köper virke för 900 kronor.

{mark}Nästa möte{end}

Vi ses i november.

{mark}Övriga frågor{end}

Inga fanns.
"""
TITLES = ["Val av justerare", "Ny brygga vid badet", "Nästa möte", "Övriga frågor"]
MARKS = {
    "headings": ("## ", "### ", ""), "deeper headings": ("### ", "#### ", ""),
    "headings of one level": ("## ", "## ", ""), "bold": ("**", "**", "**"),
    "bold underscores": ("__", "__", "__"), "bold sections": ("## ", "**", ""),
}  # fmt: skip


def read(text: str, tmp_path: Path) -> Reading:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    return read_minutes(path, Settings())


def items(reading: Reading) -> list[tuple[str, str]]:
    return [(row.number, row.title) for row in reading.rows["agenda_items"]]


def body(how: str, stated: str = "") -> str:
    mark, section, end = MARKS[how]
    text = ITEMS.format(mark=mark, section=section, end=end)
    if how == "bold sections":
        text = text.replace("**Beslut", "**Beslut**")
    return COVER.format(stated=stated) + text


@pytest.mark.parametrize("how", MARKS)
def test_titles_are_items_in_their_order_and_told(how: str, tmp_path: Path) -> None:
    reading = read(body(how), tmp_path)
    assert items(reading) == [(str(n), title) for n, title in enumerate(TITLES, 1)]
    decided = {row.decision.rpartition("-")[2]: row.text for row in reading.rows["clauses"]}
    assert decided == {
        "1": "Ida Gran utses att justera protokollet.",
        "2": "Föreningen köper virke för 900 kronor.",
    }
    (told,) = [p for p in reading.problems if p.code == "paragraphs-unnumbered"]
    assert told.facts == {"found": "§§ 1-4"}
    assert reading.lines[(told.first_line or 0) - 1].strip("#*_ ") == TITLES[0]


def test_the_numbers_of_the_cover_are_theirs(tmp_path: Path) -> None:
    reading = read(body("headings", "Paragrafer: §§ 21-24"), tmp_path)
    assert items(reading) == [(str(n), title) for n, title in enumerate(TITLES, 21)]


@pytest.mark.parametrize("stated", ["Paragrafer: §§ 21-25", "Paragrafer: § 1"])
def test_a_cover_that_states_more_or_fewer_gives_none(stated: str, tmp_path: Path) -> None:
    reading = read(body("headings", stated), tmp_path)
    assert items(reading) == []
    assert "paragraphs-missing" in {p.code for p in reading.problems}


@pytest.mark.parametrize("text", [
    "Val av justerare\n\nIda utses.\n\nNy brygga\n\nDen lagas.\n",  # no marks
    "## Ny brygga\n\nDen lagas.\n",  # one alone
    "## Ny brygga\n\n## Ny eka\n",  # nothing below them
    "**Bryggan lagas.**\n\nDet tar tid.\n\n**Ekan säljs.**\n\nDen är gammal.\n",  # sentences
])  # fmt: skip
def test_nothing_else_is_taken_for_titles(text: str, tmp_path: Path) -> None:
    assert items(read(COVER.format(stated="") + text, tmp_path)) == []


def test_beside_numbers_titles_are_no_items(tmp_path: Path) -> None:
    text = COVER.format(stated="") + "## § 5 Bryggan\n\n## Läget\n\nDålig.\n\n## Priset\n\nHögt.\n"
    assert items(read(text, tmp_path)) == [("5", "Bryggan")]


def test_parts_of_a_cover_with_headings_are_no_items(tmp_path: Path) -> None:
    cover = (
        "# Byaföreningen Tall\n\n## Tid\n\n2035-10-01 kl. 18.00\n\n## Plats\n\nBystugan\n\n"
        "## Närvarande\n\n- Ulf Tall, ordförande\n- Ida Gran\n\n"
    )
    mark, section, end = MARKS["headings"]
    text = cover + ITEMS.format(mark=mark, section=section, end=end)
    text += "\n## Underskrifter\n\nUlf Tall, ordförande\n"
    reading = read(text, tmp_path)
    assert [title for _, title in items(reading)] == TITLES
    assert [row.name for row in reading.rows["persons"]] == ["Ulf Tall", "Ida Gran"]
