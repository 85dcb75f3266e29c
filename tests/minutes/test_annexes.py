"""What stands in a file behind minutes is none of their text; bodies and minutes are made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_outline import COVER, shape

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

MINUTES = """\
Skogsrådet
Protokoll 2031-03-12

Tid: onsdag 12 mars 2031 kl. 13.15
Beslutande: Tora Ek (S), ordförande
Lars Al (M)
Sekreterare: Bo Myr
Justerare: Lars Al

§ 44 Val av justerare

Lars Al (M) utses.

§ 45 Stigar

Beslut

Skogsrådet beviljar Stigfinnarna 20 000 kronor.

"""
# What stands behind, its first line, and the code that tells of it; None where it is read.
BEHIND: list[tuple[str, str, str | None]] = [
    ("Bilaga 1\n\nStiftelsen Rot får 99 000 kronor.\n", "Bilaga 1", "annex-not-read"),
    ("BILAGA A\nRot får 99 000 kronor.\n", "BILAGA A", "annex-not-read"),
    ("Protokollsbilaga till § 45\n\nJag reserverar mig.\nLars Al\n",
     "Protokollsbilaga till § 45", "annex-not-read"),
    ("Bilaga 2, § 44\n\nAtt 99 000 kronor beviljas.\n", "Bilaga 2, § 44", "annex-not-read"),
    ("LILLÅ KOMMUN\nFritidsnämnden\nPROTOKOLLSUTDRAG\n2031-02-20\n\n"
     "§ 12 Ansökan om bidrag\n\nBeslut\n\n"
     "Fritidsnämnden avslår 99 000 kronor.\n", "LILLÅ KOMMUN", "other-minutes"),
    ("§ 12 Ansökan\n\nFritidsnämnden avslår 99 000 kronor.\n", "§ 12 Ansökan", "other-minutes"),
    ("BEVIS OM ANSLAG\n\nJusteringen har tillkännagivits. Anslaget tas ned 2031-04-11.\n",
     "BEVIS OM ANSLAG", None),
    ("Bilaga 1\n", "Bilaga 1", None),
    ("Bilaga 1\n\nBilagan säger att 99 000 kronor beviljas.\n", "Bilaga 1", "annex-not-read"),
]  # fmt: skip
KEPT = [
    "Bilaga\n- Karta\n",  # a section of the item
    "Handlingar\n\nBilaga 1\nBilaga 2\n",  # entries of a list
    "Stigarna redovisas i\nBilaga 1\n",
    "Enligt\n§ 12 kommunallagen gäller detta.\n",
    "Stigarna redovisas i bilaga 1 till § 44.\n",
]


def read(text: str, tmp_path: Path) -> Reading:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    return read_minutes(path, Settings())


def said(reading: Reading) -> list[str]:
    return [row.text for row in reading.rows["clauses"]]


@pytest.mark.parametrize(("text", "first", "code"), BEHIND, ids=[row[1] for row in BEHIND])
def test_it_is_no_text_of_the_last_item(
    text: str, first: str, code: str | None, tmp_path: Path
) -> None:
    alone = read(MINUTES, tmp_path)
    reading = read(MINUTES + text, tmp_path)
    for table in ("agenda_items", "clauses", "amounts", "dissents", "decisions", "item_texts"):
        rows = [(row.first_line, row.last_line) for row in reading.rows[table]]
        assert rows == [(row.first_line, row.last_line) for row in alone.rows[table]], table
    told = [p for p in reading.problems if p.code in ("annex-not-read", "other-minutes")]
    assert [p.code for p in told] == ([code] if code else [])
    at = reading.lines.index(first)
    if told:
        assert (told[0].first_line, told[0].last_line) == (at + 1, len(reading.lines))
    states = {
        o.state for o, line in zip(reading.owners[at:], reading.lines[at:], strict=True) if line
    }
    assert states == {"ignored" if code else "read"}


def test_between_two_items_it_ends_with_the_next(tmp_path: Path) -> None:
    head, *items = MINUTES.split("§ ")
    text = f"{head}§ {items[0]}Bilaga 1\n\nRot får 99 000 kronor.\n\n§ {items[1]}"
    reading = read(text, tmp_path)
    assert [row.number for row in reading.rows["agenda_items"]] == ["44", "45"]
    assert said(reading) == said(read(MINUTES, tmp_path))
    assert [str(row.value) for row in reading.rows["amounts"]] == ["20000.00"]


@pytest.mark.parametrize("text", KEPT)
def test_what_only_mentions_one_is_text_of_the_item(text: str, tmp_path: Path) -> None:
    reading = read(MINUTES + text, tmp_path)
    assert not {p.code for p in reading.problems} & {"annex-not-read", "other-minutes"}
    owner = reading.owners[len(reading.lines) - 1]
    assert owner.state != "ignored"


@pytest.mark.parametrize(
    "name", ["Bilaga 1 Närvarolista", "Bilaga A: Voteringslista", "Bilaga 2 – Räkning"]
)
def test_an_annex_with_a_title_is_no_text_of_the_last_item(name: str) -> None:
    text = (
        f"{COVER}§ 1 Ved\n\nBeslut\n\nVeden köps.\n\n{name}\n\nVed    Pris\nBjörk    4\nAsp    3\n"
    )
    (paragraph,) = shape(text).paragraphs
    decided = [b for b in paragraph.blocks if b.section == "decision"]
    assert [line.text for b in decided for line in b.lines if line.text] == ["Veden köps."]


@pytest.mark.parametrize("text", [
    "Bilaga 1 Räkning\n\nBeslut\n\nVeden köps.",  # the item goes on
    "Bilaga 1 Räkning\nVeden köps.",
    "Handlingar\n\nBilaga 1 Räkning\n\nBilaga 2 Ritning",
])  # fmt: skip
def test_what_only_names_an_annex_ends_no_item(text: str) -> None:
    (paragraph,) = shape(f"{COVER}§ 1 Ved\n\nVed behövs.\n\n{text}\n").paragraphs
    said = [line.text for b in paragraph.blocks for line in b.lines]
    assert {"Veden köps.", "Bilaga 2 Ritning"} & {*said}
