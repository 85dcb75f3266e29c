"""Who is elected by what is printed of them. Everybody here is invented."""

from __future__ import annotations

import pytest

from socsam_opendata.privacy.elected import elected_in
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.names.persons import possible_persons

NOBODY = known_names()


def elected(text: str) -> set[str]:
    return set(elected_in(text, possible_persons(text, NOBODY)))


@pytest.mark.parametrize(
    "text",
    [
        "Tora Qvarnvik (S) yrkar bifall till förslaget.",
        "Mot beslutet reserverar sig Tora Qvarnvik (S).",
        "Tora Qvarnvik (S) reserverar sig mot beslutet.",
        "Reservation av Tora Qvarnvik (S)",
        "Tora Qvarnvik (S) deltar inte i beslutet på grund av jäv.",
        "Tora Qvarnvik (S) tjänstgör för Erik Ripmo (M).",
        "Ordförande Tora Qvarnvik (S) öppnar mötet.",
        "Tora Qvarnvik (S), ordförande",
        "Tora Qvarnvik (S)\nJusterare",
        "Motion från Tora Qvarnvik (S) om skolmat",
        "Tora Qvarnvik (S) har lämnat in en motion om skolmat.",
        "Nämnden utser Tora Qvarnvik (S) till ledamot.",
        "Kommunfullmäktige beviljar Tora Qvarnvik (S) entledigande från uppdraget.",
        "Tora Qvarnvik (S) lämnar salen kl. 14.20.",
        "Tora Qvarnvik (fd S) yrkar avslag.",
        "Ordförande Tora Qvarnvik (f.d. M) yrkar bifall.",
    ],
)
def test_an_act_of_office_under_a_party_makes_elected(text: str) -> None:
    assert "Tora Qvarnvik" in elected(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tora Qvarnvik (S) har klagat på avgiften.",
        "Ansökan från Tora Qvarnvik (S) om bidrag.",
        "Medborgarförslag från Tora Qvarnvik (S) om en lekplats",
        "Grannen Tora Qvarnvik (S) yrkar att bygglovet avslås.",
        "Tora Qvarnvik yrkar bifall.",
        "Tora Qvarnvik (-) yrkar bifall.",
        "Tora Qvarnvik (XQ) yrkar bifall.",
        "Qvarnvik (S) yrkar bifall.",
        "Tora Qvarnvik (S).\n\nErik Ripmo yrkar bifall.",
    ],
)
def test_a_party_without_an_act_or_an_act_without_a_party_makes_nobody_elected(text: str) -> None:
    assert elected(text) == set()


def test_names_side_by_side_share_the_act() -> None:
    text = "Tora Qvarnvik (S), Erik Ripmo\n(M) och Siri Orrskog (V) yrkar återremiss."
    assert elected(text) == {"Tora Qvarnvik", "Erik Ripmo", "Siri Orrskog"}


@pytest.mark.parametrize(
    "text",
    [
        "Deltog\n  Tora Qvarnvik (S)\n  Erik Ripmo (M), kl. 09.00–11.30\n  Siri Orrskog (V)\n",
        "| Tora Qvarnvik (S) | X |\n| Erik Ripmo (M) | |\n| Siri Orrskog (V) | X |",
        "Tora Qvarnvik (S)<br>Erik Ripmo (M)<br>Siri Orrskog (V)<br>",
    ],
)
def test_names_with_parties_one_below_the_other_are_a_list_of_members(text: str) -> None:
    assert elected(text) == {"Tora Qvarnvik", "Erik Ripmo", "Siri Orrskog"}


def test_two_names_with_parties_in_a_sentence_are_no_list() -> None:
    assert elected("Brev har kommit från Tora Qvarnvik (S) och Erik Ripmo (M).") == set()
