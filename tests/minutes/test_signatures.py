"""Who led, wrote and certifies the minutes, in the forms that covers print. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import people_said, reading

HEAD = "Hamnnämnden\nSammanträdesprotokoll 2026-04-09\n\nPlats och tid: Kajen, kl. 13.00-15.00\n\n"
MEMBERS = """\
Beslutande
Disa Furu (S){chair}
Frej Ås (C)
Gerda Snö (V)

Övriga deltagare
Måns Råd
Liv Stig, hamnchef

"""
ITEMS = "\n\n§ 1 Kajen\n\nInget.\n\n§ 2 Bryggan\n\nInget.\n"
FORMS = {
    "on one line": "Sekreterare: Måns Råd / Ordförande: Disa Furu / Justerare: Frej Ås\n",
    "with bars": "Sekreterare: Måns Råd | Ordförande: Disa Furu | Justerare: Frej Ås\n",
    "names over titles": (
        "Måns Råd              Disa Furu            Frej Ås\n"
        "Sekreterare           Ordförande           Justerare\n"
    ),
    "titles over names": (
        "Sekreterare           Ordförande           Justerare\n"
        "Måns Råd              Disa Furu            Frej Ås\n"
    ),
    "lines to sign on beside titles": (
        "Ordförande     ____________________     Sekreterare    ____________________\n"
        "               Disa Furu                               Måns Råd\n\n"
        "Justerare      ____________________\n"
        "               Frej Ås\n"
    ),
    "lines to sign on two blanks from titles": (
        "Ordförande     ____________________    Sekreterare  ____________________\n"
        "               Disa Furu                            Måns Råd\n\n"
        "Justerare      ____________________\n"
        "               Frej Ås\n"
    ),
    "below each other in a column": (
        "Vid protokollet               Justeras\n\n"
        "____________________          ____________________\n"
        "Måns Råd                      Disa Furu\n"
        "                              Ordförande\n\n"
        "                              ____________________\n"
        "                              Frej Ås\n"
    ),
    "titles right below names": (
        "Sekreterare\nMåns Råd\n\nJusteras\n\nDisa Furu\nOrdförande\n\nFrej Ås\nJusterare\n"
    ),
    "one title below two names": (
        "Vid protokollet\n\nMåns Råd\n\nJusteras\n\nDisa Furu                Frej Ås\nordförande\n"
    ),
    "what is to be signed": (
        "Underskrift sekreterare\nMåns Råd\n\nUnderskrift ordförande\nDisa Furu\n\n"
        "Namnteckning justerare\nFrej Ås\n"
    ),
    "once more among the others": (
        "Måns Råd, sekreterare\nDisa Furu, ordförande\nFrej Ås, justerare\n"
    ),
    "titles before names": "Ordförande Disa Furu\nSekreterare Måns Råd\nJusterare Frej Ås\n",
    "titles in brackets": "Disa Furu (ordf.)\nMåns Råd (sekr.)\nFrej Ås (justerare)\n",
}


@pytest.mark.parametrize("chair", ["", ", ordförande"])
@pytest.mark.parametrize("form", FORMS)
def test_who_signs_is_told_once_and_takes_no_second_seat(
    form: str, chair: str, tmp_path: Path
) -> None:
    found = reading(tmp_path, HEAD + MEMBERS.format(chair=chair) + FORMS[form] + ITEMS)
    names = {row.id: row.name for row in found.rows["persons"]}
    assert sorted((names[row.person], row.role) for row in found.rows["roles"]) == [
        ("Disa Furu", "chair"), ("Frej Ås", "adjuster"), ("Måns Råd", "secretary"),
    ]  # fmt: skip
    assert people_said(found) == [
        "Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
        "Måns Råd official present", "Liv Stig official present",
    ]  # fmt: skip


def test_a_second_person_of_a_title_is_there_too(tmp_path: Path) -> None:
    signed = "Justerare: Frej Ås (C) / Justerare: Gerda Snö (V) / Sekreterare: Måns Råd\n"
    found = reading(tmp_path, HEAD + MEMBERS.format(chair="") + signed + ITEMS)
    names = {row.id: row.name for row in found.rows["persons"]}
    adjusters = [names[row.person] for row in found.rows["roles"] if row.role == "adjuster"]
    assert adjusters == ["Frej Ås", "Gerda Snö"]
