"""A cell must not hold what was taken out of the text it was made of. Everybody is invented."""

from __future__ import annotations

import pytest

from socsam_opendata.privacy.cut_text import CutText

TEXT = CutText(
    "Föredragande: *Qvarn-\nmyr, T., Hjälpen*\nFrån Hjälpen.",
    "Föredragande: *[namn utelämnat],\n Hjälpen*\nFrån Hjälpen.",
)


@pytest.mark.parametrize("cell", ["Qvarnmyr", "Qvarn-myr", "QVARNMYR", "qvarnmyr T", "*Qvarnmyr*"])
def test_a_part_of_what_was_cut_is_cut_too(cell: str) -> None:
    assert TEXT.took(cell)


@pytest.mark.parametrize("cell", ["Hjälpen", "Föredragande", "", "–", "Annat", "Qvarnmyr " * 20])
def test_what_still_stands_and_what_never_stood_is_left(cell: str) -> None:
    assert not TEXT.took(cell)


def test_nothing_is_cut_from_a_text_that_is_published_whole() -> None:
    assert not CutText("Från Hjälpen.", "Från Hjälpen.").took("Hjälpen")
