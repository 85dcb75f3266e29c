"""A cell must not hold what was taken out of the text it was made of. Everybody is invented."""

from __future__ import annotations

import pytest

from socsam_opendata.privacy.cut_text import CutText, mark_of

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


NUMBERS = CutText(
    "Sökande: Tyko Qvarnmyr, 070-188 25 09, KB 2031/4, 2031-03-05, se bit 7 av it",
    "Sökande: [rad utelämnad]",
)


@pytest.mark.parametrize(
    "cell", ["7", "25", "18", "KB 2031/4", "2031-03-05", "18825", "bi", "se b"]
)
def test_a_number_a_day_a_code_and_letters_within_words_are_no_part_of_a_name(cell: str) -> None:
    assert not NUMBERS.took(cell)


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("070-188", "[uppgift utelämnad]"),
        ("188 25 09", "[uppgift utelämnad]"),
        ("Qvarnmyr", "[namn utelämnat]"),
        ("bit", "[namn utelämnat]"),
        ("T. Qvarnmyr, 070-188", None),
        ("Tyko", "[namn utelämnat]"),
    ],
)
def test_what_was_cut_is_marked_as_what_it_is(cell: str, mark: str | None) -> None:
    assert (mark_of(cell) if NUMBERS.took(cell) else None) == mark
