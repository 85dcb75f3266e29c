"""People under labels side by side, and with the surname before a comma. All invented."""

from __future__ import annotations

from pathlib import Path

import fpdf
import pytest

from attendance_said import people_said, reading, unread_lines
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.print.surnames import commas_turned, lists_by_surname
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

HEAD = "Sjönämnden\nSammanträdesprotokoll 2031-02-11\n\nPlats och tid: Bryggan, kl. 9.00-11.30\n\n"
TAIL = "\n§ 1 Båt\n\nText.\n\n§ 2 Åra\n\nText.\n\n§ 3 Mast\n\nText.\n"

# Given name, surname, party; those of the right column follow.
LEFT = [("Torun", "Almskog", "S"), ("Vidar", "af Borgen", "M"), ("Ylva", "Dunge-Kast", "C")]
RIGHT = [("Rurik", "Evelöf", "V"), ("Sigrun", "Frost", "KD")]


def read_cover(folder: Path, text: str) -> Reading:
    return reading(folder, f"{HEAD}{text}{TAIL}")


def in_print(people: list[tuple[str, str, str]], order: str, party: str) -> list[str]:
    """People as they are printed: given name or surname first, the party in brackets or bare."""
    names = [f"{a} {b}" if order == "given" else f"{b}, {a}" for a, b, _ in people]
    behind = {"brackets": " ({})", "comma": ", {}"}[party]
    return [name + behind.format(p) for name, (_, _, p) in zip(names, people, strict=True)]


@pytest.mark.parametrize("gap", [2, 3, 9])
@pytest.mark.parametrize("order", ["given", "surname"])
@pytest.mark.parametrize("party", ["brackets", "comma"])
@pytest.mark.parametrize("under", ["its label", "wherever the left ends"])
@pytest.mark.parametrize(
    "heads",
    [("Beslutande", "Ersättare"), ("Ledamöter:", "Ersättare:"), ("BESLUTANDE", "ERSÄTTARE"),
     ("Beslutande ledamöter", "Närvarande ersättare")],
)  # fmt: skip
def test_people_stand_in_the_column_of_their_label(
    gap: int, order: str, party: str, under: str, heads: tuple[str, str], tmp_path: Path
) -> None:
    left, right = in_print(LEFT, order, party), in_print(RIGHT, order, party)
    wide = max(map(len, (*left, heads[0]))) + gap
    lines = [heads[0].ljust(wide) + heads[1]]
    for one, other in zip(left, [*right, ""], strict=True):
        apart = wide if under == "its label" else len(one) + gap
        lines.append((one.ljust(apart) + other).rstrip())
    found = read_cover(tmp_path, "\n".join(lines) + "\n")
    assert people_said(found) == [
        "Torun Almskog member present S", "Vidar af Borgen member present M",
        "Ylva Dunge-Kast member present C", "Rurik Evelöf substitute present V",
        "Sigrun Frost substitute present KD",
    ]  # fmt: skip
    assert unread_lines(found) == []


def test_columns_of_a_page_are_those_of_a_text(tmp_path: Path) -> None:
    made = fpdf.FPDF(unit="pt")
    made.add_page()
    made.set_font("Times", size=11)
    rows = [("Beslutande", "Ersättare"), ("Almskog, Torun (S), ordförande", "Evelöf, Rurik (V)"),
            ("af Borgen, Vidar (M)", "Frost, Sigrun (KD)"),
            ("Dunge-Kast, Ylva (C)", "")]  # fmt: skip
    top = 60.0
    for line in HEAD.splitlines():
        made.text(50, top, line)
        top += 14
    for one, other in rows:
        made.text(50, top, one)
        made.text(230, top, other)
        top += 14
    for line in TAIL.splitlines():
        made.text(50, top, line)
        top += 14
    path = tmp_path / "a.pdf"
    made.output(str(path))
    assert people_said(read_minutes(path, Settings())) == [
        "Torun Almskog member present S", "Vidar af Borgen member present M",
        "Ylva Dunge-Kast member present C", "Rurik Evelöf substitute present V",
        "Sigrun Frost substitute present KD",
    ]  # fmt: skip


# Cover -> who took part, and what is unread.
COVERS = {
    "what stands with each": (
        "Beslutande                            Ersättare\n"
        "Almskog, Torun (S), §§ 1-2            Evelöf, Rurik (V) § 3, för Almskog, Torun (S)\n"
        "Dunge-Kast, Ylva (C)                  Frost, Sigrun (KD), tjänstgörande\n",
        ["Torun Almskog member partial S 1-2", "Ylva Dunge-Kast member present C",
         "Rurik Evelöf serving-substitute partial V 3 för Torun Almskog",
         "Sigrun Frost serving-substitute present KD"], []),
    "an office on the next line": (
        "Beslutande              Ersättare\nTorun Almskog (S)       Rurik Evelöf (V)\nordförande\n"
        "Ylva Dunge (C),         Sigrun Frost (KD) för\nvice ordförande         Vidar Borgen (M)\n",
        ["Torun Almskog member present S", "Ylva Dunge member present C",
         "Rurik Evelöf substitute present V",
         "Sigrun Frost serving-substitute present KD för Vidar Borgen"], []),
    "a blank line inside": (
        "Beslutande              Ersättare\nTorun Almskog (S)       Rurik Evelöf (V)\n\n"
        "Ylva Dunge (C)\n                        Sigrun Frost (KD)\n",
        ["Torun Almskog member present S", "Ylva Dunge member present C",
         "Rurik Evelöf substitute present V", "Sigrun Frost substitute present KD"], []),
    "under no label": (
        "Beslutande                          Ersättare\n"
        "Torun Almskog (S)                   Rurik Evelöf (V)\n"
        "               Sigrun Frost (KD)\n",
        ["Torun Almskog member present S", "Rurik Evelöf substitute present V"],
        ["Sigrun Frost (KD)"]),
    "one blank between the labels": (
        "Beslutande Ersättare\nTorun Almskog (S) Rurik Evelöf (V)\nYlva Dunge (C)\n",
        [], ["Torun Almskog (S) Rurik Evelöf (V)", "Ylva Dunge (C)"]),
    "one blank between the labels, no parties": (
        "BESLUTANDE ERSÄTTARE\nTorun Almskog Rurik Evelöf\nYlva Dunge\n",
        [], ["Torun Almskog Rurik Evelöf", "Ylva Dunge"]),
    "a label of two words": (
        "Beslutande ersättare\nRurik Evelöf (V)\nSigrun Frost (KD)\n",
        ["Rurik Evelöf serving-substitute present V",
         "Sigrun Frost serving-substitute present KD"], []),
    "surnames first in all lists": (
        "Beslutande\nAlmskog, Torun (S)\nGrane Hallon, Vidar (M)\n\n"
        "Ersättare\nEvelöf, Rurik Loke (V) för Grane Hallon, Vidar (M)\n\n"
        "Övriga närvarande\nIdegran, Tyra, sekreterare\n",
        ["Torun Almskog member present S", "Vidar Grane Hallon member present M",
         "Rurik Loke Evelöf serving-substitute present V för Vidar Grane Hallon",
         "Tyra Idegran official present"], []),
    "surnames first, and no parties": (
        "Beslutande\nAlmskog, Torun, ordförande\nGrane Hallon, Vidar\nEvelöf, Rurik §§ 1-2\n"
        "Frost, Sigrun\n",
        ["Torun Almskog member present", "Vidar Grane Hallon member present",
         "Rurik Evelöf member partial 1-2", "Sigrun Frost member present"], []),
    "two names and what may be a third": (
        "Beslutande: Torun Almskog (S), Grane Hallon, Vidar (M)\n",
        ["Torun Almskog member present S"],
        ["Beslutande: Torun Almskog (S), Grane Hallon, Vidar (M)"]),
    "organizations and where they are": (
        "Närvarande\nSegelverket, Umeå\nMastverket, Lund\nÅrverket, Malmö\n",
        [], ["Segelverket, Umeå", "Mastverket, Lund", "Årverket, Malmö"]),
    "two on a line": (
        "Närvarande\nAlmskog, Torun (S)  Evelöf, Rurik (V)\n"
        "Dunge-Kast, Ylva (C), Frost, Sigrun (KD)\n",
        ["Torun Almskog member present S", "Rurik Evelöf member present V",
         "Ylva Dunge-Kast member present C", "Sigrun Frost member present KD"], []),
    "labels over each other": (
        "Beslutande\nErsättare\n\nTorun Almskog, teknisk chef\n",
        ["Torun Almskog official present"], []),
}  # fmt: skip


@pytest.mark.parametrize("form", COVERS)
def test_a_column_tells_as_what_somebody_was_there(form: str, tmp_path: Path) -> None:
    text, people, unread = COVERS[form]
    found = read_cover(tmp_path, text)
    assert people_said(found) == people
    assert unread_lines(found) == unread


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Almskog, Torun (S)", "Torun Almskog (S)"),
        ("von Borgen, Vidar A. (M)", "Vidar A. von Borgen (M)"),
        ("Torun Almskog (S), Evelöf, Rurik (V)", "Torun Almskog (S), Rurik Evelöf (V)"),
        ("Ordförande Almskog, Torun (S)", "Ordförande Torun Almskog (S)"),
        (
            "Almskog, Torun, politisk vilde, Evelöf, Rurik (V)",
            "Torun Almskog, politisk vilde, Rurik Evelöf (V)",
        ),
        ("Torun Almskog (S), Lund, Rurik Loke (V)", "Torun Almskog (S), Lund, Rurik Loke (V)"),
        ("Torun Almskog, Hede (S)", "Torun Almskog, Hede (S)"),
        ("Ordförande, Torun (S)", "Ordförande, Torun (S)"),
        ("Almskog, Torun", "Almskog, Torun"),
    ],
)
def test_a_surname_before_a_comma_is_turned_where_it_can_be_nothing_else(
    text: str, turned: str
) -> None:
    assert commas_turned(text) == turned


@pytest.mark.parametrize(
    ("texts", "is_such"),
    [
        (["Almskog, Torun (S)", "Grane Hallon, Vidar (M)", "Frost, Sigrun (KD)"], True),
        (["Almskog, Torun (S)", "Frost, Sigrun (KD)", "Rurik Evelöf (V)"], False),
        (["Almskog, Torun", "Frost, Sigrun"], False),
        (["Almskog, Torun", "Frost, Sigrun", "Evelöf, Rurik, ordf."], True),
        (["Almskog, Torun", "Frost, Sigrun", "Årverket, Malmö"], False),
        (["Almskog, Torun (S)", "Grane Hallon, Nora (M)", "Frost, Sigrun (KD)"], True),
        (["Almskog, Torun", "Frost, Sigrun", "Evelöf, Rurik", "Årverket, Malmö"], False),
    ],
)
def test_a_list_is_by_surname_where_all_of_it_is(texts: list[str], *, is_such: bool) -> None:
    assert lists_by_surname(texts) == is_such


def test_a_line_with_a_party_of_nobody_is_told(tmp_path: Path) -> None:
    found = read_cover(tmp_path, "Beslutande\nTorun Almskog (S) frost (KD)\n")
    assert unread_lines(found) == ["Torun Almskog (S) frost (KD)"]
