"""Other minutes and annexes whose numbers go on from the meeting's give no items of it.

Bodies, people and minutes are made up.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.layout.outline import outline
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.settings.dataset_toml import Settings

COVER = """\
Kulturnämnden i Ås
Sammanträdesprotokoll
2033-09-06

Plats och tid: Ladan, kl. 8.30-10.00
Beslutande: Stina Lund (C), ordförande
Olle Kvist (V)
Sekreterare: Maj Bark
Utses att justera: Olle Kvist
"""
STATED = "Paragrafer: §§ 61-62\n"
ITEM = "\n§ {n} {title}\n\nBeslut\n\nKulturnämnden fastställer plan {n}.\n"
OWN = ITEM.format(n=61, title="Scenen") + ITEM.format(n=62, title="Konsten")
DECIDED = "\n\nBeslut\n\n{whose} beviljar 70 000 kronor.\n"
# What stands behind the last item, its first line apart.
BEHIND = {
    "an extract": ("Utdrag ur protokoll från tekniska nämnden § 63", "\n\n§ 63 Belysning"),
    "an extract of one paragraph": ("Utdrag ur sammanträdesprotokoll, valnämnden § 9", ""),
    "an extract named so first": ("Protokollsutdrag från valnämnden", "\n\n§ 63 Lokaler"),
    "an annex with a head": ("Bilaga 4", "\n\nValnämnden 2033-08-01\n\n§ 63 Lokaler"),
    "an annex that is an extract": ("Bilaga B Protokollsutdrag § 63", "\n\n§ 63 Lokaler"),
    "an annex another board decides in": ("Bilaga 1", "\n\n§ 63 Lokaler"),
    "the head of an extract": (
        "ÅS KOMMUN", "\nValnämnden\nPROTOKOLLSUTDRAG\n2033-08-01\n\n§ 63 Lokaler"
    ),
    "the head of minutes": ("Valnämnden", "\nSammanträdesprotokoll\n\n§ 63 Lokaler"),
    "a committee of another day": (
        "Kulturnämnden i Ås", "\nProtokoll 2033-08-16\n\n§ 63 Lokaler"
    ),
    "two of its paragraphs": (
        "Valnämnden", "\nProtokoll 2033-08-16\n\n§ 63 Lokaler\n\nBeslut\n\nDe hyrs.\n\n§ 64 Valet",
    ),
}  # fmt: skip


def read(text: str, tmp_path: Path, name: str = "a.md") -> Reading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_minutes(path, Settings())


def told(reading: Reading) -> list[tuple[str, int | None, int | None]]:
    codes = ("annex-not-read", "other-minutes")
    return [(p.code, p.first_line, p.last_line) for p in reading.problems if p.code in codes]


def items(reading: Reading) -> list[tuple[str, str]]:
    return [(row.number, row.title) for row in reading.rows["agenda_items"]]


def clauses(reading: Reading) -> list[str]:
    return [row.text for row in reading.rows["clauses"]]


PLANS = ["Kulturnämnden fastställer plan 61.", "Kulturnämnden fastställer plan 62."]


@pytest.mark.parametrize("stated", ["", STATED])
@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("what", BEHIND)
def test_what_stands_behind_gives_no_item(
    what: str, signed: bool, stated: str, tmp_path: Path
) -> None:
    first, rest = BEHIND[what]
    names = "\nSekreterare\nMaj Bark\n\nOrdförande\nStina Lund\n" if signed else ""
    own = COVER + stated + OWN + names
    reading = read(f"{own}\n{first}{rest}{DECIDED.format(whose='Valnämnden')}", tmp_path)
    assert items(reading) == [("61", "Scenen"), ("62", "Konsten")]
    assert clauses(reading) == PLANS
    assert reading.rows["amounts"] == []
    at = own.count("\n") + 2
    assert told(reading) == [("other-minutes", at, len(reading.lines))]
    assert "paragraphs-differ" not in {p.code for p in reading.problems}


def test_statutes_that_begin_anew_give_none_beyond_the_last_number(tmp_path: Path) -> None:
    own = COVER + "".join(ITEM.format(n=n, title=f"Sak {n}") for n in (1, 2))
    rules = "".join(f"\n§ {n} Regel\nReglerna gäller punkt {n}.\n" for n in range(1, 6))
    for head in ("\nBilaga 2\n\nStadgar för Ladans vänner\n", "\nStadgar för Ladans vänner\n"):
        reading = read(own + head + rules, tmp_path)
        assert [number for number, _ in items(reading)] == ["1", "2"]
        assert len(told(reading)) == 1
        assert told(reading)[0][2] == len(reading.lines)


@pytest.mark.parametrize("number", [62, 63, 9])
def test_between_two_items_it_ends_with_the_next(number: int, tmp_path: Path) -> None:
    first, second = ITEM.format(n=61, title="Scenen"), ITEM.format(n=62, title="Konsten")
    extract = f"\nUtdrag ur valnämndens protokoll\n\n§ {number} Lokaler"
    extract += DECIDED.format(whose="Valnämnden")
    reading = read(COVER + STATED + first + extract + second, tmp_path)
    assert items(reading) == [("61", "Scenen"), ("62", "Konsten")]
    assert clauses(reading) == PLANS
    assert [code for code, _, _ in told(reading)] == ["other-minutes"]


# What stands above an item of the meeting, and is none of other minutes.
ABOVE = {
    "those it goes to": "Expedieras till\nValnämnden\nTekniska nämnden\n",
    "those it goes to, apart": "Skickas till\n\nValnämnden\n\nTekniska nämnden\n",
    "a document": "Beslutsunderlag\n\nSkrivelse 8\n\nProtokollsutdrag från valnämnden § 4\n",
    "documents": "Handlingar\n\nProtokoll från valnämnden 2033-02-03\nYttrande\n",
    "an annex that is named": "Bilaga 1\n",
    "its own head": "Kulturnämnden i Ås\nSammanträdesprotokoll\n2033-09-06\n",
}


@pytest.mark.parametrize("what", ABOVE)
def test_what_goes_on_with_an_item_takes_none_away(what: str, tmp_path: Path) -> None:
    reading = read(COVER + OWN + "\n" + ABOVE[what] + ITEM.format(n=63, title="Dans"), tmp_path)
    assert [number for number, _ in items(reading)] == ["61", "62", "63"]
    assert clauses(reading)[-1] == "Kulturnämnden fastställer plan 63."
    assert "other-minutes" not in {code for code, _, _ in told(reading)}


@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
def test_a_title_that_names_other_minutes_is_a_title(gap: str, tmp_path: Path) -> None:
    title = "Valnämndens protokoll 2033-02-03"
    text = f"{COVER}{OWN}\n§ 63{gap}{title}\n{ITEM.format(n=64, title='Dans')}"
    assert items(read(text, tmp_path))[2:] == [("63", title), ("64", "Dans")]


def test_two_extracts_are_told_apart(tmp_path: Path) -> None:
    extract = "\nUtdrag ur valnämndens protokoll\n\nLokaler hyrs.\n"
    first, second = ITEM.format(n=61, title="Scenen"), ITEM.format(n=62, title="Konsten")
    reading = read(COVER + first + extract + second + extract, tmp_path)
    at = [n for n, line in enumerate(reading.lines, 1) if line.startswith("Utdrag")]
    assert told(reading) == [("other-minutes", n, n + 2) for n in at]


def test_a_title_that_is_printed_again_is_no_text(tmp_path: Path) -> None:
    title = "\n".join(COVER.splitlines()[:3])
    text = COVER + "".join(f"{ITEM.format(n=n, title='Dans')}\n{title}\n" for n in (61, 62, 63))
    reading = read(text, tmp_path)
    assert clauses(reading) == [f"Kulturnämnden fastställer plan {n}." for n in (61, 62, 63)]
    owners = {o.what for o, line in zip(reading.owners, reading.lines, strict=True)
              if line.startswith("Sammanträdesprotokoll")}  # fmt: skip
    assert owners == {"title", "page header or footer"}


@pytest.mark.parametrize("letters", ["VaN", "TN AU"])
def test_other_letters_before_the_sign_are_another_board(letters: str, tmp_path: Path) -> None:
    own = COVER + OWN.replace("§ ", "KN § ")
    reading = read(f"{own}\n{letters} § 63 Lokaler\n\nDe hyrs för 900 kronor.\n", tmp_path)
    assert [number for number, _ in items(reading)] == ["61", "62"]
    assert [code for code, _, _ in told(reading)] == ["other-minutes"]
    same = read(f"{own}\nKN § 63 Lokaler\n\nDe hyrs.\n", tmp_path)
    assert [number for number, _ in items(same)] == ["61", "62", "63"]


def test_short_items_that_come_again_in_an_annex_are_no_table_of_contents(tmp_path: Path) -> None:
    short = "".join(f"\n§ {n} Sak {n}\n\nBeslut\n\nDen antas.\n" for n in (1, 2, 3))
    rules = "".join(f"\n§ {n} Regel\n\nReglerna gäller alla.\n" for n in (1, 2, 3))
    reading = read(f"{COVER}{short}\nBilaga 1\n{rules}", tmp_path)
    assert [title for _, title in items(reading)] == ["Sak 1", "Sak 2", "Sak 3"]
    assert "heading-differs" not in {p.code for p in reading.problems}


def calls(text: str) -> int:
    """How many functions are called to find the shape of a text."""
    lines, _ = text_lines(text)
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        outline(Source("a.md", "text/markdown", "", lines))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", [
    "§ 1 Sak\n\nDen antas.\n\n", "§ 62 A Sak\n\nDen antas.\n\n", "Bilaga 1\n\n§ 61 Sak\n\n",
    "Ärende 5 Sak\n\n", "Valnämnden\nProtokoll 2031-01-01\n\n§ 61 Sak\n\n",
    "Plats: Ladan\n\nTid: kl. 8\n\n",
])  # fmt: skip
def test_the_work_grows_with_the_text(unit: str) -> None:
    small, large = (calls(COVER + OWN + "\n" + unit * count) for count in (100, 400))
    assert large < 5 * small
