"""Titles on lines of their own below the names of a list. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import people_said, reading

HEAD = "Hamnnämnden\nSammanträdesprotokoll 2026-04-09\n\nPlats och tid: Kajen, kl. 13.00-15.00\n\n"
ITEMS = "\n\n§ 1 Kajen\n\nInget.\n\n§ 2 Bryggan\n\nInget.\n"
LED = """\
Ledamöter
Disa Furu (S)
Ordförande{gap}
Frej Ås (C)
1:e vice ordförande{gap}
Gerda Snö (V)

Ersättare
Tore Vik (S)
Tjänstgör för Maj Sten (S)
Rut Berg (M)

Övriga deltagare
Liv Stig
Hamnchef{gap}
Måns Råd
Sekreterare

"""


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_title_below_a_name_is_of_that_person(gap: str, tmp_path: Path) -> None:
    found = reading(tmp_path, HEAD + LED.format(gap=gap) + ITEMS)
    names = {row.id: row.name for row in found.rows["persons"]}
    roles = [(names[row.person], row.role) for row in found.rows["roles"]]
    assert roles == [("Disa Furu", "chair"), ("Frej Ås", "vice-chair"), ("Måns Råd", "secretary")]
    assert people_said(found) == [
        "Disa Furu member present S", "Frej Ås member present C", "Gerda Snö member present V",
        "Tore Vik serving-substitute present S för Maj Sten", "Rut Berg substitute present M",
        "Liv Stig official present", "Måns Råd official present",
    ]  # fmt: skip
    assert not [row for row in found.problems if row.code == "lines-unread"]


def test_an_office_in_the_middle_of_a_list_is_no_title_of_the_one_above(tmp_path: Path) -> None:
    listed = "Ledamöter\nFrej Ås (C)\nGerda Snö (V)\nOrdförande\nDisa Furu (S)\n"
    found = reading(tmp_path, HEAD + listed + ITEMS)
    names = {row.id: row.name for row in found.rows["persons"]}
    assert [(names[r.person], r.role) for r in found.rows["roles"]] == [("Disa Furu", "chair")]
