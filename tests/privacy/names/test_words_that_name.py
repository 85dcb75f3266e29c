"""Words that are no name where they stand, and words that hold a whole name. All is invented."""

from __future__ import annotations

import time

import pytest

from socsam_opendata.privacy.mask import MASK, Mask
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.names.persons import possible_persons

NOBODY = known_names()


def names(text: str) -> list[str]:
    return [person.name for person in possible_persons(text, NOBODY)]


@pytest.mark.parametrize("text", [
    "Tillsättning av ekonomichef Bun/2031:81 661",
    "rektor On/2031:12",
    "sekreterare Ola-2031-0014",
    "handläggare Son/2031.7",
    "chef dnr Tor 2031/44",
    "ordförande KSAU",
    "gruppledare BUNAU beslutade",
    "rektor 2031/14 BUN",
])  # fmt: skip
def test_letters_of_a_diary_number_or_a_committee_are_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(("text", "found"), [
    ("chef Tora Bun/2031:81", ["Tora Bun"]),
    ("rektor Bun Qvarnmyr", ["Bun Qvarnmyr"]),
    ("rektor Qvarnmyr 2031", ["Qvarnmyr"]),
    ("Tora KSAU yrkade", ["Tora KSAU"]),
    ("chef T. Bun/2031:81", ["T. Bun"]),
    ("rektor Tora Qvarnmyr (KSAU)", ["Tora Qvarnmyr"]),
])  # fmt: skip
def test_what_may_be_a_surname_there_is_withheld(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("Signed by: TORA QVARNMYR Date: 2031-04-29", ["TORA QVARNMYR"]),
    ("Tora Qvarnmyr Signed by: Hedda Vik Date: 2031-01-02", ["Tora Qvarnmyr", "Hedda Vik"]),
    ("Tora Qvarnmyr Utdragsbestyrkande", ["Tora Qvarnmyr"]),
    ("Tora Qvarnmyr BankID refno: 1", ["Tora Qvarnmyr"]),
    ("Tora Qvarnmyr Sign: ........", ["Tora Qvarnmyr"]),
    ("Justerandes sign Tora Qvarnmyr", ["Tora Qvarnmyr"]),
    ("Tora Date: 2031", ["Tora Date"]),
])  # fmt: skip
def test_a_label_of_a_form_ends_a_name_and_is_none(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_withheld_surname_does_not_take_the_letters_of_a_diary_number() -> None:
    mask = Mask(["Tora Bun", "Bun"], near={"Tora Bun": frozenset({"rektor"})})
    assert mask.applied("Dnr Bun/2031:81, rektor") == "Dnr Bun/2031:81, rektor"
    assert mask.applied("Tora Bun, Bun och Bun/2031:81") == f"{MASK}, {MASK} och Bun/2031:81"


@pytest.mark.parametrize(("text", "found"), [
    ("Se hedda-qvarnmyr för mer", ["hedda qvarnmyr"]),
    ("Handling: motion-hedda-qvarnmyr", ["hedda qvarnmyr"]),
    ("hedda-maria-qvarnmyr", ["hedda maria qvarnmyr"]),
    ("Filen HeddaQvarnmyr saknas", ["Hedda Qvarnmyr"]),
    ("HeddaMariaQvarnmyr", ["Hedda Maria Qvarnmyr"]),
    ("Hedda–Qvarnmyr", ["Hedda Qvarnmyr"]),
    ("Hedda\u2011Qvarnmyr", ["Hedda Qvarnmyr"]),
    ("qvarnmyr-hedda", ["qvarnmyr hedda"]),
    ("lena-ek", ["lena ek"]),
    ("Britt–Marie Zqvatt yrkar", ["Britt–Marie Zqvatt"]),
    ("Britt\u2011Marie Zqvatt yrkar", ["Britt\u2011Marie Zqvatt"]),
    ("Hedda Qvarn\u2011Vik", ["Hedda Qvarn\u2011Vik"]),
])  # fmt: skip
def test_a_name_in_one_word_or_with_another_dash_is_found(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize("text", [
    "SharePoint, YouTube, BankID och GitHub", "Britt-Marie", "Britt–Marie", "Lars-Erik", "maj–juni",
    "mars-april", "Karin-Boye-skolan", "Astrid Lindgren-skolan", "IT-chef", "e-tjänst", "max-taxa",
    "MariaSkolan", "firstLine", "odd-rename", "barn- och familj-center", "Berg-Lund", "SemVer",
])  # fmt: skip
def test_other_words_that_are_joined_are_no_names(text: str) -> None:
    assert names(text) == []


def test_a_known_key_or_word_is_no_name_and_others_are() -> None:
    known = known_names(["Karin-Qvarnvik"], ["halmhult-on", "anna-bun"])
    texts = (
        "sources/halmhult-on-2031-06-04.txt", "https://x.se/id/organization/halmhult-on",
        "sources/anna-bun-2031-06-04b.txt", "anna-bun", "Karin-Qvarnvik",
    )  # fmt: skip
    for text in texts:
        assert possible_persons(text, known) == (), text
    for text in ("sources/hedda-qvarnmyr-2031-06-04.txt", "x/halmhult-on-qvarnmyr.pdf",
                 "x/hedda-halmhult-on", "minutes/Hedda Qvarnmyr.md"):  # fmt: skip
        assert possible_persons(text, known), text


def test_the_time_grows_with_the_text() -> None:
    def taken(text: str) -> float:
        start = time.perf_counter()
        possible_persons(text, NOBODY)
        return time.perf_counter() - start

    for piece in ("hedda-", "Hedda", "hedda-qvarnmyr ", "Bun/2031:81 ", "Date: "):
        taken(piece * 500)
        few, many = taken(piece * 2_000), taken(piece * 16_000)
        assert many < 40 * few + 0.5, piece
