"""Printed persons: where one ends and the next begins, and what stands with each. All invented."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socsam_opendata.minutes.print.persons import person_print, split_persons


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ida Höstmo (S), Bergs kommun", {"party_text": "S", "municipality": "2326"}),
        ("Ida Höstmo, (C)", {"party_text": "C"}),
        ("Ida Höstmo (-)", {"party_text": "-"}),
        ("Ida Höstmo (m)", {"party_text": "m"}),
        ("Ida Höstmo (—)", {"party_text": "—"}),
        ("Ida Höstmo (fd SD)", {"party_text": "fd SD"}),
        ("Ida Höstmo (f.d. M)", {"party_text": "f.d. M"}),
        ("Ida Höstmo (f. d. KD), Bergs kommun", {"party_text": "f. d. KD"}),
        ("Ida Höstmo (S), § 5 till 10.30", {"paragraphs": "5"}),
        ("Ida Höstmo (S), 12 och 14", {"paragraphs": "12,14"}),
        ("Ida Höstmo (S), 2025", {"paragraphs": None}),
        ("Ida Höstmo (M) (ordförande)", {"roles": (("chair", "ordförande"),)}),
        ("Ida Höstmo (M) ordförande", {"roles": (("chair", "ordförande"),)}),
        ("Ida Höstmo (S), ordf.", {"roles": (("chair", "ordf"),)}),
        ("Ida Höstmo (S) 2:e vice ordförande", {"roles": (("vice-chair", "2:e vice ordförande"),)}),
        ("Ida Höstmo, nämndsekreterare", {"roles": (("secretary", "nämndsekreterare"),)}),
        ("Ida Höstmo, socialchef, §§ 12-14", {"title": "socialchef", "paragraphs": "12-14"}),
        ("Ida Höstmo, Förskolechef", {"title": "Förskolechef", "affiliation": None}),
        ("Ida Höstmo, Fjällbolaget, §14", {"affiliation": "Fjällbolaget", "paragraphs": "14"}),
        ("Ida Höstmo (S) §§111-114", {"paragraphs": "111-114"}),
        ("Ida Höstmo (S) §111, §115", {"paragraphs": "111,115"}),
        ("Ida Höstmo (S) 48-62, 65", {"paragraphs": "48-62,65"}),
        ("Ida Höstmo (S) tom § § 1-5", {"paragraphs": "1-5", "during": None}),
        ("Ida Höstmo (S), t.o.m. § 15", {"paragraphs": "15", "during": "until"}),
        ("Ida Höstmo (S) from kl.10.30 § 6", {"paragraphs": "6", "during": "from"}),
        ("Ida Höstmo (S), fr.o.m. § 6", {"paragraphs": "6", "during": "from"}),
        ("Ida Höstmo (S), ej § 13", {"paragraphs": "13", "during": "except"}),
        ("Ida Höstmo (S), ej 13", {"paragraphs": "13", "during": "except"}),
        ("Ida Höstmo (S), del av § 159", {"paragraphs": "159", "during": None}),
        ("Ida Höstmo (punkt A, handläggare) §29", {"title": "handläggare", "paragraphs": "29"}),
        ("Ida Höstmo (KD), ej tjg ers", {"not_serving": True, "party_text": "KD"}),
    ],
)
def test_a_person_is_read_with_what_stands_beside(text: str, says: dict[str, Any]) -> None:
    printed = person_print(text)
    assert printed is not None
    assert printed.name == "Ida Höstmo"
    assert {column: getattr(printed, column) for column in says} == says


@pytest.mark.parametrize(
    "text",
    [
        "Ida Höstmo (S) ersätter Tor Ekmo (M)",
        "Ida Höstmo (S), ersättare för Tor Ekmo (M)",
        "Ida Höstmo (S), tgj ers för Tor Ekmo (M)",
        "Ida Höstmo (S) tjänstgör för Tor Ekmo (M)",
        "Ida Höstmo (S) §§ 1-3 ersätter Tor Ekmo (M)",
        "Ida Höstmo (S) ersätter Tor Ekmo (M) §§ 1-3",
        "Ida Höstmo (S) ersätter Tor Ekmo (M) (ordförande)",
    ],
)
def test_a_substitute_serves_for_a_member_and_takes_no_role_from_them(text: str) -> None:
    printed = person_print(text)
    assert printed is not None
    assert (printed.name, printed.party_text) == ("Ida Höstmo", "S")
    assert printed.serves_for == "Tor Ekmo"
    assert printed.roles == ()
    assert printed.paragraphs == ("1-3" if "§§" in text else None)


@pytest.mark.parametrize(
    "text", ["", "4 elever åk. 8 §25", "Bergs kommun", "Vakant (M)", "enligt lista", "§ 12", "(S)"]
)
def test_what_is_no_person_is_none(text: str) -> None:
    assert person_print(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ida Höstmo (S)", ["Ida Höstmo"]),
        ("Ida Höstmo (S) Tor Ekmo (M)", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo (S) ordförande Tor Ekmo (M)", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo (S), Bergs kommun; Tor Ekmo (M)", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo (S), Bergs kommun, Tor Ekmo (M), Åre kommun", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo (S) ersätter Bo Myr (M) Tor Ekmo (M)", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo (S) tom § § 1-5 Tor Ekmo (M)", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo, ekonomichef Tor Ekmo, chef förskola", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo, Bergs kommun, Tor Ekmo, Åre kommun", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo (S), ej tjg ers, § 84 Tor Ekmo, chef", ["Ida Höstmo", "Tor Ekmo"]),
        ("Ida Höstmo, Kvinnojouren Fjällby, §14", ["Ida Höstmo"]),
        ("Ida Höstmo, ordförande i Norra Rådet", ["Ida Höstmo"]),
        ("Ida Höstmo, Röda Korset", ["Ida Höstmo"]),
        ("", []),
    ],
)
def test_one_text_a_person(text: str, names: list[str]) -> None:
    found = [person_print(piece) for piece in split_persons(text)]
    assert [printed.name if printed else None for printed in found] == names


NAME = st.sampled_from(["Ida Höstmo", "Tor Ekmo", "Bo Myr", "Karl-Erik af Tjärnvall", "Lo Ö Ån"])
TAIL = st.sampled_from([" (S)", " (M), Bergs kommun", " (KD) ordförande", " (-)", " (C) §§ 1-5"])


@given(st.lists(st.tuples(NAME.filter(lambda n: len(n) > 7), TAIL), min_size=1, max_size=6))
def test_any_list_with_parties_gives_each_person(people: list[tuple[str, str]]) -> None:
    names = [name for name, _ in people]
    for between in ("; ", " "):
        text = between.join(name + tail for name, tail in people)
        found = [person_print(piece) for piece in split_persons(text)]
        assert [printed and printed.name for printed in found] == names


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for piece in split_persons(text):
        person_print(piece)


@pytest.mark.parametrize(("text", "party", "role", "capacity"), [
    ("Ida Höstmo, ordförande (S)", "S", "chair", None),
    ("Ida Höstmo, ordförande, (KD)", "KD", "chair", None),
    ("Ida Höstmo, vice ordförande (BYN)", "BYN", "vice-chair", None),
    ("Ida Höstmo, ledamot (c), Berg", "c", None, "member"),
    ("Ida Höstmo, ordförande (V) §§ 1-3", "V", "chair", None),
    ("Ida Höstmo, ordförande (Berg)", None, "chair", None),  # where from
    ("Ida Höstmo (S), Bergs kommun, v. ordf.", "S", "vice-chair", None),
    ("Ida Höstmo, kassör (VD)", None, None, None),  # another title
])  # fmt: skip
def test_a_party_may_stand_behind_the_office(
    text: str, party: str | None, role: str | None, capacity: str | None
) -> None:
    printed = person_print(text)
    assert printed is not None
    assert printed.party_text == party
    assert next((code for code, _ in printed.roles), None) == role
    assert printed.capacity == capacity
