"""Surnames of withheld people inside longer words; everybody here is invented."""

from __future__ import annotations

import pytest

from socsam_opendata.privacy.compound_names import holds, is_own, may_be_within
from socsam_opendata.privacy.mask import MASK, Mask

NAMES = ("Gösta Qvarnsyl", "Anna Maria Bergdotter", "Ulf Hansson", "Eva Berg", "Bo Lund")


def masked(text: str, *spared: str) -> str:
    near = {name: frozenset({name}) for name in NAMES}
    return Mask(NAMES, spared, near).applied(text)


@pytest.mark.parametrize(
    "word",
    [
        "Qvarnsyl-ärendet", "Qvarnsylutredningen", "QVARNSYLUTREDNINGEN", "Qvarnsylsärendet",
        "gqvarnsyl", "G-Qvarnsyl", "g-qvarnsyl", "qvarnsyl-g", "AnsokanQvarnsyl",
        "ansokan-qvarnsyl", "ansokanqvarnsyl", "ansokangostaqvarnsyl", "ansokangqvarnsyl",
        "QvarnsylAB", "Qvarnsylhuset", "qvarnsylfonden", "Drakfonden-Qvarnsyl", "Qvarn-Sylfonden",
        "Hanssonutredningen", "hansson-fallet", "Bergdotterärendet", "Bergdotter", "Bergdotters",
    ],
)  # fmt: skip
def test_a_surname_in_a_longer_word_is_masked(word: str) -> None:
    assert masked(f"Om {word} sades det.") == f"Om {MASK} sades det."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Brev från g.qvarnsyl kom.", "qvarnsyl"),
        ("Filen ansokan_qvarnsyl_2031.pdf kom.", "qvarnsyl"),
        ("https://example.org/b/ansokan-qvarnsyl.pdf", "qvarnsyl"),
        ("Bergdotter m.fl. kom.", "Bergdotter"),
        ("Bergdotters hus brann.", "Bergdotter"),
    ],
)
def test_so_it_is_in_names_of_files_and_with_initials(text: str, left: str) -> None:
    assert left in text
    assert left not in masked(text)
    assert MASK in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bergs kommun och Lundby skola.", "Bergskolan, Bergsgatan, Lundbyvägen, lundarna.",
        "Om Johanssonutredningen sades det.", "Johansson-ärendet togs upp.", "lundberg-fallet",
        "Bergdal ligger vid berget.", "Ett syl och en qvarn.", "Klarhansen", "berg-och-dal-bana",
    ],
)  # fmt: skip
def test_words_that_only_look_so_stay(text: str) -> None:
    assert masked(text) == text


def test_the_name_of_somebody_published_stays_and_a_surname_of_two_is_in_doubt() -> None:
    assert masked("Siv Qvarnsyl-Ek talade.", "Siv Qvarnsyl-Ek") == "Siv Qvarnsyl-Ek talade."
    near = {"Gösta Qvarnsyl": frozenset({"x"})}
    (cut,) = Mask(["Gösta Qvarnsyl"], ["Siv Qvarnsyl"], near).cuts("Om Qvarnsyl-ärendet.")
    assert cut.doubtful


def test_without_anything_that_tells_whom_a_surname_means_it_stays() -> None:
    """As a surname alone does."""
    text = "Om Qvarnsyl-ärendet och Qvarnsyl."
    assert Mask(["Gösta Qvarnsyl"]).applied(text) == text


@pytest.mark.parametrize(
    ("word", "own", "within"),
    [
        ("Qvarnsyl", True, True), ("Bergdotter", True, True), ("Berg", False, False),
        ("Lund", False, False), ("Borås", False, False), ("Henrik", True, False),
        ("Smygare", False, False), ("Qvä", True, False),
    ],
)  # fmt: skip
def test_which_surnames_can_mean_their_owner_alone(word: str, own: bool, within: bool) -> None:
    assert (is_own(word), may_be_within(word)) == (own, within)


@pytest.mark.parametrize(
    ("word", "surname", "first", "held"),
    [
        ("Johansson", "hansson", "ulf", False), ("ulfhansson", "hansson", "ulf", True),
        ("Ulf-Hansson-fonden", "hansson", "ulf", True), ("Kasperssonfallet", "persson", "ulf",
        False), ("overklagandehansson", "hansson", "ulf", True),
    ],
)  # fmt: skip
def test_what_is_left_of_a_word_is_words_or_the_persons_name(
    word: str, surname: str, first: str, held: bool
) -> None:
    assert holds(word, surname, first) is held
