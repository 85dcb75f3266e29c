"""A body decides by what its title calls it, in the definite form too. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_said import reading


@pytest.mark.parametrize(
    ("title", "said", "decides"),
    [
        ("Kommunstyrelsens arbetsutskott", "Arbetsutskottet", True),
        ("Föreningen Bryggans interimsstyrelse", "Interimsstyrelsen", True),
        ("Kommunstyrelsens arbetsutskott", "Socialutskottet", False),
        ("Kommunstyrelsens arbetsutskott", "Utskottet", False),
    ],
)
def test_a_sentence_of_the_body_decides(
    title: str, said: str, decides: bool, tmp_path: Path
) -> None:
    found = reading(
        tmp_path,
        f"{title}\nSammanträdesprotokoll 2026-04-09\n\n§ 4 Bryggan\n\n"
        f"Kajen sprack i mars.\n\n{said} beslutar att laga kajen.\n\n§ 5 Nästa möte\n\nI maj.\n",
    )
    clauses = [row.text for row in found.rows["clauses"]]
    assert clauses == ([f"{said} beslutar att laga kajen."] if decides else [])
