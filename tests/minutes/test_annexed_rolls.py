"""Lists of attendance in an annex that the cover points at. All invented."""

from __future__ import annotations

import time
from pathlib import Path

import fpdf
import pytest

from attendance_said import people_said, reading, unread_lines
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

COVER = (
    "Bergnämnden\nSammanträdesprotokoll 2031-08-19\n\nPlats och tid: Stupet, kl. 9.00-10.45\n\n"
    "Beslutande: {}\n\nParagrafer: §§ 8-9\n\n"
)
ITEMS = (
    "§ 8 Sten\n\nNämnden beslutar att bryta sten.\n\n"
    "§ 9 Grus\n\nNämnden beslutar att sikta grus.\n\n"
)
SIGNED = "Underskrifter\n\nSekreterare    Gro Järpe\n\nOrdförande     Ask Bladh\n\n"
PEOPLE = "Ask Bladh (S), ordförande\nCaja Dufva (M)\n"
LISTED = f"Ledamöter\n{PEOPLE}\nErsättare\nEbbe Falk (V)\n"
TOLD = [
    "Ask Bladh member present S",
    "Caja Dufva member present M",
    "Ebbe Falk substitute present V",
]


def read_annexed(folder: Path, pointer: str, annex: str, between: str = "") -> Reading:
    return reading(folder, f"{COVER.format(pointer)}{ITEMS}{between}{annex}")


def codes(found: Reading) -> set[str]:
    return {problem.code for problem in found.problems}


# Where the cover points -> the annex.
ANNEXES = [
    ("Se bilaga 1", f"Bilaga 1 Närvarolista\n\n{LISTED}"),
    ("se bilaga 1.", f"Bilaga 1\n\nNärvarolista\n\n{LISTED}"),
    ("Enligt bilaga A", f"Bilaga A: Närvaroförteckning\n\n{LISTED}"),
    ("Se protokollsbilaga 3", f"Protokollsbilaga 3\n\n{LISTED}"),
    ("Enligt bifogad närvarolista", f"Närvarolista\n\n{LISTED}"),
    ("Se närvaroförteckning, bilaga 2", f"Närvaroförteckning, bilaga 2\n\n{LISTED}"),
    ("Se bilaga 1", f"Bilaga 1\nBergnämnden 2031-08-19\n\n{LISTED}"),
    ("Se bilaga 1", f"Bilaga 1 Närvarolista den 19 augusti 2031\n\n{LISTED}"),
    ("Se bilaga 2", f"Bilaga 1 Sikten\n\nSikten är ny.\n\nBilaga 2\n\n{LISTED}"),
    ("Se bilaga 1", "Bilaga 1\n\nLedamöter                Ersättare\n"
     "Bladh, Ask (S)           Falk, Ebbe (V)\nDufva, Caja (M)\n"),
    ("Se bilaga 1", "## Bilaga 1 Närvarolista\n\n### Ledamöter\n- Ask Bladh (S), ordförande\n"
     "- Caja Dufva (M)\n\n### Ersättare\n- Ebbe Falk (V)\n"),
    ("Enligt bilaga 1",
     f"Bilaga 1 Närvarolista\n\n{PEOPLE}Ebbe Falk (V), ej tjänstgörande ersättare\n"),
    ("Enligt bilaga 1", f"Bilaga 1\n\n{PEOPLE}Ebbe Falk (V), ej tjänstgörande ersättare\n"),
]  # fmt: skip


@pytest.mark.parametrize("between", ["", SIGNED])
def test_another_annex_behind_the_list_is_not_of_it(between: str, tmp_path: Path) -> None:
    others = "Bilaga 2 Krossen\n\nLedamöter\nHim Idh (S)\nJo Kai (M)\n"
    found = read_annexed(tmp_path, "Se bilaga 1", f"Bilaga 1\n\n{LISTED}\n{others}", between)
    assert people_said(found) == TOLD
    assert "annex-not-read" in codes(found)


@pytest.mark.parametrize("between", ["", SIGNED])
@pytest.mark.parametrize(("pointer", "annex"), ANNEXES)
def test_the_list_that_the_cover_points_at_is_read(
    pointer: str, annex: str, between: str, tmp_path: Path
) -> None:
    found = read_annexed(tmp_path, pointer, annex, between)
    assert people_said(found) == TOLD
    assert "attendance-elsewhere" not in codes(found)
    assert unread_lines(found) == []
    clauses = [row.text for row in found.rows["clauses"]]
    assert clauses == ["Nämnden beslutar att bryta sten.", "Nämnden beslutar att sikta grus."]


def test_the_list_of_an_annex_in_a_pdf_is_read(tmp_path: Path) -> None:
    made = fpdf.FPDF(unit="pt")
    for text in (COVER.format("Se bilaga 1"), ITEMS, f"Bilaga 1\nNärvarolista\n\n{LISTED}"):
        made.add_page()
        made.set_font("Times", size=11)
        for at, line in enumerate(text.splitlines()):
            made.text(50, 60 + 16 * at, line)
    path = tmp_path / "a.pdf"
    made.output(str(path))
    assert people_said(read_minutes(path, Settings())) == TOLD


# Where the cover points, and annexes that are none of what it means.
OTHERS = {
    "another annex": ("Se bilaga 2", f"Bilaga 1\n\n{LISTED}"),
    "another title": ("Se bilaga 1", f"Bilaga 1 Krossgruppen\n\n{LISTED}"),
    "another day": ("Se bilaga 1", f"Bilaga 1 Närvarolista 2031-08-05\n\n{LISTED}"),
    "text first": ("Se bilaga 1", f"Bilaga 1\n\nGruppen har träffats.\n\n{LISTED}"),
    "votes": ("Se bilaga 1", f"Bilaga 1 Närvaro- och voteringslista\n\n{LISTED}"),
    "names alone": ("Se bilaga 1", "Bilaga 1\n\nAsk Bladh\nCaja Dufva\nEbbe Falk\n"),
}


@pytest.mark.parametrize("form", OTHERS)
def test_an_annex_that_may_be_of_others_is_told_and_not_read(form: str, tmp_path: Path) -> None:
    pointer, annex = OTHERS[form]
    found = read_annexed(tmp_path, pointer, annex)
    assert people_said(found) == []
    assert {"attendance-elsewhere", "annex-not-read"} <= codes(found)


def test_an_annex_without_a_pointer_is_not_read(tmp_path: Path) -> None:
    found = read_annexed(tmp_path, "Lo Mo (S)", f"Bilaga 1 Närvarolista\n\n{LISTED}")
    assert people_said(found) == ["Lo Mo member present S"]
    assert "annex-not-read" in codes(found)


def test_names_below_an_annex_inside_an_item_are_no_attendance(tmp_path: Path) -> None:
    text = COVER.format("Se bilaga 1") + ITEMS.replace(
        "§ 9", "Bilaga 1\n\nHim Idh (S)\nJo Kai (M)\n\n§ 9"
    )
    found = reading(tmp_path, f"{text}Bilaga 1 Närvarolista\n\n{LISTED}")
    assert people_said(found) == TOLD


def test_others_who_stand_elsewhere_are_told(tmp_path: Path) -> None:
    text = COVER.format("Se bilaga 1\nÖvriga närvarande: Se bilaga 2") + ITEMS
    found = reading(tmp_path, f"{text}Bilaga 1\n\n{LISTED}")
    assert people_said(found) == TOLD
    elsewhere = [p.facts["printed"] for p in found.problems if p.code == "attendance-elsewhere"]
    assert elsewhere == ["Se bilaga 2"]


@pytest.mark.parametrize(
    "text",
    ["Beslutande: Se bilaga 1\n" * 4_000, "Beslutande: Se bilaga 1\n" + "\nBilaga 1\n" * 8_000,
     "Beslutande: Se bilaga 1\n" + "\nBilaga 1 2030-01-01\n\nAsk Bo (S)\nCaja Du (M)\n" * 4_000],
)  # fmt: skip
def test_many_pointers_and_annexes_take_no_time(text: str, tmp_path: Path) -> None:
    begun = time.process_time()
    reading(tmp_path, f"Bergnämnden\nProtokoll 2031-08-19\n\n{text}\n{ITEMS}")
    assert time.process_time() - begun < 20
