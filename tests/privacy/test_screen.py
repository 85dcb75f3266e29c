"""What a text may say of withheld, published and undecided people. Everybody here is invented."""

from __future__ import annotations

import pytest

from socsam_opendata.privacy.mask import MASK, Mask
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.screen import PeopleFinder, Screen

NEAR = {
    "Torvald Qvarnmyr": frozenset({"hjalpen", "kurator"}),
    "Anna Berg": frozenset({"hjalpen", "kurator"}),
}


def screen(hidden: list[str], spared: list[str] = []) -> Screen:  # noqa: B006
    return Screen(hidden, spared, PeopleFinder(known_names()), NEAR, frozenset(), {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tora Vik yrkar bifall.", "Tora Vik yrkar bifall."),
        ("Tora Viks yrkande", "Tora Viks yrkande"),
        ("T. Vik (S) yrkar", "T. Vik (S) yrkar"),
        ("Vik (S) yrkar", "Vik (S) yrkar"),
        ("ordföranden Vik yrkar", "ordföranden Vik yrkar"),
        ("Vik, Tora", "Vik, Tora"),
        ("Tora och Erik Vik", f"Tora och {MASK}"),
        ("Tora Vik Ekmyr talade.", f"{MASK} talade."),
        ("Ulla Vik (M) klagade.", f"{MASK} klagade."),
        ("Vik (M) och Ripmyr (M) klagade.", f"Vik (M) och {MASK} klagade."),
    ],
)
def test_whom_a_published_name_spares(text: str, expected: str) -> None:
    assert screen([], ["Tora Vik"]).applied(text) == expected


def test_the_party_of_whoever_is_masked_goes_with_the_name() -> None:
    told = screen(["Torvald Qvarnmyr"]).applied(
        "Torvald Qvarnmyr (S) och Siri Orrskog, (KD) skrev."
    )
    assert told == f"{MASK} och {MASK} skrev."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sedan talade Qvarnmyr om läget.", f"Sedan talade {MASK} om läget."),
        ("Berg från Hjälpen talade.", f"{MASK} från Hjälpen talade."),
        ("Mötet hålls i Berg på tisdag.", "Mötet hålls i Berg på tisdag."),
        ("Kommunerna Berg och Ragunda.", "Kommunerna Berg och Ragunda."),
        ("Erik Qvarnmyr", MASK),
    ],
)
def test_a_surname_alone_is_masked_where_it_can_only_mean_its_owner(
    text: str, expected: str
) -> None:
    assert screen(["Torvald Qvarnmyr", "Anna Berg"]).applied(text) == expected


def test_a_form_that_two_may_bear_is_masked_and_said_to_be_in_doubt() -> None:
    mask = Mask(["Torvald Qvarnmyr"], ["Tora Qvarnmyr"], NEAR)
    (cut,) = mask.cuts("T. Qvarnmyr talade.")
    assert cut.doubtful
    assert mask.cuts("T. Qvarnmyr (S) talade.") == []
    assert mask.cuts("Tora Qvarnmyr talade.") == []
    (sure,) = mask.cuts("Torvald E. Qvarnmyr talade.")
    assert not sure.doubtful


def test_words_of_the_language_in_small_letters_are_no_name() -> None:
    mask = Mask(["Per Mark", "Siri Stor"])
    assert mask.applied("500 kr per mark och år") == "500 kr per mark och år"
    assert mask.applied("Per Mark och PER MARK") == f"{MASK} och {MASK}"
    alone = Mask(["Vara"])
    assert alone.applied("Det kan vara så, sade Vara.") == f"Det kan vara så, sade {MASK}."


def test_a_party_before_a_municipality_is_no_initial_of_a_surname() -> None:
    mask = Mask(["Sten Berg"])
    for text in ("Tora Ripmo (S), Bergs kommun", "Tora Ripmo, S, Bergs kommun", "| S | Berg |"):
        assert mask.applied(text) == text
    assert mask.applied("S. Berg och S Berg") == f"{MASK} och {MASK}"


def test_an_initial_and_a_surname_that_together_are_a_word_are_masked_apart_only() -> None:
    mask = Mask(["S. Vara", "S. Ek", "Torvald Qvarnmyr"])
    assert mask.applied("500 SEK; vem ska svara?") == "500 SEK; vem ska svara?"
    told = mask.applied("S. Vara, S. Ek och torvaldqvarnmyr talade.")
    assert told == f"{MASK}, {MASK} och {MASK} talade."


def test_a_name_misspelt_by_a_letter_beside_a_title_is_masked() -> None:
    told = screen(["Torvald Qvarnmyr"]).applied("Kuratorn Qvarnmyhr och Torwald Qvarnmyr talade.")
    assert told == f"Kuratorn {MASK} och {MASK} talade."


def test_a_mask_for_all_documents_wins_over_a_spared_name_and_others_are_left() -> None:
    mask = Mask((), ["Tora Vik", "Tore Vik"], always=frozenset({"Tora Vik"}))
    assert mask.applied("Tora Vik och Tore Vik") == f"{MASK} och Tore Vik"
