"""Who signs below the last text: names and titles in the orders they are printed. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import reading

HEAD = (
    "Hamnnämnden\nSammanträdesprotokoll 2026-04-09\n\nBeslutande\nDisa Furu (S)\nEskil Mård (C)\n\n"
    "Övriga\nLiv Stig, nämndsekreterare\n\n§ 4 Bryggan\n\nBeslut\nHamnnämnden lagar bryggan.\n"
)
SIGNED = {
    "each title below its name": "\nVid protokollet\n\nLiv Stig\nSekreterare\n\nDisa Furu (S)\n"
    "Ordförande\n\nEskil Mård (C)\nJusterare\n",
    "with lines to sign on": "\nVid protokollet\n.....\nLiv Stig\nSekreterare\n.....\n"
    "Disa Furu\nOrdförande\n.....\nEskil Mård\nJusterare\n",
    "each title above a name": "\nVid protokollet\nLiv Stig\nOrdförande\nDisa Furu\nJusterare\n"
    "Eskil Mård (C)\n",
    "right below the text": "Liv Stig\nSekreterare\nDisa Furu (S)\nOrdförande\nEskil Mård (C)\n"
    "Justerare\n",
}


@pytest.mark.parametrize("signed", SIGNED.values(), ids=SIGNED)
def test_each_has_the_title_of_their_own(signed: str, tmp_path: Path) -> None:
    found = reading(tmp_path, HEAD + signed)
    names = {row.id: row.name for row in found.rows["persons"]}
    assert sorted((row.role, names[row.person]) for row in found.rows["roles"]) == [
        ("adjuster", "Eskil Mård"), ("chair", "Disa Furu"), ("secretary", "Liv Stig"),
    ]  # fmt: skip
    assert [row.text for row in found.rows["clauses"]] == ["Hamnnämnden lagar bryggan."]


def test_one_name_with_a_title_below_text_is_text(tmp_path: Path) -> None:
    found = reading(tmp_path, f"{HEAD.rstrip()} Till ombud väljs\nLiv Stig\nSekreterare\n")
    assert [row.text for row in found.rows["clauses"]] == [
        "Hamnnämnden lagar bryggan. Till ombud väljs Liv Stig Sekreterare"
    ]
