"""Numbers and addresses that reach a person: what is found, where, and what is none."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import FrozenInstanceError
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printed_numbers import Printed, marked, more_forms, printed_forms
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.names.persons import possible_persons
from socsam_opendata.privacy.number_mask import NUMBER_MASK, NumberMask
from socsam_opendata.privacy.numbers import FoundNumber, find_numbers
from socsam_opendata.privacy.numbers.plain import plain_text

HERE = Path(__file__).parent
SEED = HERE.parents[1] / "minutes"
KINDS = ["identity-number", "birth-date", "telephone", "email", "home-address", "bank-account"]
GENERATED = list(printed_forms(seed=20261126, rounds=3))
WRITTEN = (HERE / "printed_numbers.tsv").read_text(encoding="utf-8").splitlines()
HARMLESS = (HERE / "harmless_numbers.txt").read_text(encoding="utf-8").splitlines()


def words(text: str) -> list[tuple[str, str]]:
    """What is found in a text: the kind and the words."""
    return [(span.kind, text[span.start : span.end]) for span in find_numbers(text)]


def people_of(text: str) -> list[tuple[int, int]]:
    """The spans of everybody who may be a person in a text."""
    return [(one.start, one.end) for one in possible_persons(text, known_names())]


def missed(forms: Iterable[Printed]) -> list[tuple[str, str]]:
    """The forms of which a letter or a digit of a secret is not covered, with their text."""
    left = []
    for form in forms:
        covered = {n for span in find_numbers(form.text) for n in range(span.start, span.end)}
        secret = [n for start, end in form.secrets for n in range(start, end)]
        if any(form.text[n].isalnum() and n not in covered for n in secret):
            left.append((form.form, form.text))
    return left


@pytest.mark.parametrize("kind", KINDS)
def test_every_generated_form_of_a_kind_is_found(kind: str) -> None:
    forms = [form for form in GENERATED if form.kind == kind]
    assert missed(forms) == []


def test_the_generated_forms_are_many_and_of_every_kind() -> None:
    names = {(form.kind, form.form) for form in GENERATED}
    assert len(names) >= 120
    assert all(form.secrets for form in GENERATED)
    assert {kind for kind, _ in names} == set(KINDS)
    assert min(Counter(kind for kind, _ in names).values()) >= 10


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", KINDS)
def test_every_written_form_of_a_kind_is_found(kind: str, seed: int) -> None:
    forms = [form for form in more_forms(WRITTEN, seed) if form.kind == kind]
    assert len(forms) >= 20
    assert all(form.secrets for form in forms)
    assert missed(forms) == []


AROUND = [
    ("| 1 | ", " | 100 |"), ("| 1 | ", ". | 100 |"), ("| 100 | ", " |"), ("12\n", ""), ("3. ", ""),
    ("", ".\n2 § Ärende"), ("", ".\nNästa ärende"), ("", ". 14 dagar senare"), ("", ", 25 kronor"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), AROUND)
def test_a_number_beside_it_hides_none(before: str, after: str) -> None:
    """What the next cell, line or sentence counts is no part of what reaches a person."""
    forms = [
        Printed(form.kind, form.form, before + form.text + after,
                tuple((start + len(before), end + len(before)) for start, end in form.secrets))
        for form in [*GENERATED, *more_forms(WRITTEN, seed=0)]
        if "\n" not in form.text and "|" not in form.text
    ]  # fmt: skip
    assert len(forms) > 500
    assert missed(forms) == []


def test_the_sum_behind_an_account_is_no_part_of_it() -> None:
    assert words("till konto 1234-56 789 01, 500 kronor") == [("bank-account", "1234-56 789 01")]
    assert words("konto 4511, 250 000 kronor") == words("konto 4511 250 000 kronor") == []


def test_a_full_stop_ends_an_address_and_a_break_does_not() -> None:
    assert words("till anna.vik@exempel.se.\nNästa") == [("email", "anna.vik@exempel.se")]
    assert words("till anna.vik@exempel.\nse") == [("email", "anna.vik@exempel.\nse")]


def test_a_form_that_is_not_found_is_missed() -> None:
    assert missed([marked("telephone", "word", "ring [[nollsjuttio]]")]) == [
        ("word", "ring nollsjuttio")
    ]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_reaches_nobody_is_not_found(text: str) -> None:
    assert words(text) == []


def test_the_harmless_texts_are_many() -> None:
    assert len(set(HARMLESS)) >= 150


@pytest.mark.parametrize("file", sorted(p.name for p in SEED.glob("*.md")))
def test_no_number_is_found_in_the_seed(file: str) -> None:
    text = (SEED / file).read_text(encoding="utf-8")
    assert words(text) == []
    assert find_numbers(text, people_of(text)) == ()
    assert [line for line in text.splitlines() if find_numbers(line)] == []


def test_no_number_is_found_in_a_corpus_of_minutes() -> None:
    folder = os.environ.get("SOCSAM_CORPUS", "")
    if not folder:
        pytest.skip("SOCSAM_CORPUS names no folder of minutes")
    files = sorted(p for p in Path(folder).rglob("*") if p.suffix in {".txt", ".md"})
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert (file.name, words(text)) == (file.name, [])
        assert (file.name, find_numbers(text, people_of(text))) == (file.name, ())
        assert [line for line in text.splitlines() if find_numbers(line)] == []


# People and numbers are invented; 811218-9876 is the tax agency's example.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ärendet rör 811218-9876.", [("identity-number", "811218-9876")]),
        ("dnr 8112189876", [("identity-number", "8112189876")]),
        ("diarienummer 811218-9877", []),
        ("811218-9877", [("identity-number", "811218-9877")]),
        ("8112189877", []),
        ("pnr 8112189877", [("identity-number", "8112189877")]),
        ("org.nr 811218-9876", [("identity-number", "811218-9876")]),
        ("20250602_1530.pdf", []),  # the last digit is the check digit
        ("20250602-1530", [("identity-number", "20250602-1530")]),
        ("850602_1537.pdf", [("identity-number", "850602_1537")]),
        ("850412 [1230]", [("identity-number", "850412 [1230")]),
        ("[850412]-[1231]", [("identity-number", "850412]-[1231")]),
        ("850412 [1231]", []),
        ("850412 § 1230", []),
        ("19 och mycket annat som står här 850412-1230", [("identity-number", "850412-1230")]),
        # Two days of a year, and what looks like them and is none.
        ("perioden 250101-1231", []),
        ("personnummer 250101-1231", [("identity-number", "250101-1231")]),
        ("250101-1130", [("identity-number", "250101-1130")]),  # a right check digit
        ("251231-0101", [("identity-number", "251231-0101")]),
        ("250101-1232", [("identity-number", "250101-1232")]),
        ("250101+1231", [("identity-number", "250101+1231")]),
        ("850101-1231", [("identity-number", "850101-1231")]),
        ("19250101-1231", [("identity-number", "19250101-1231")]),
        ("org.nr 802002-4280", []),
        ("701063-2391", [("identity-number", "701063-2391")]),
        ("701093-2391", []),
        ("811218-\n9876", [("identity-number", "811218-\n9876")]),
        ("811218\u00ad-9\u200b876", [("identity-number", "811218\u00ad-9\u200b876")]),
        ("811218&#45;9876!", [("identity-number", "811218&#45;9876")]),
        ("Tora Vik (850412)", [("birth-date", "850412")]),
        ("Tora Vik 250412", []),
        ("avtalet från 850412", []),
        ("barn födda 2015-04-12", []),
        ("Tora Vik och Ture Ek, födda 850412 och 870301",
         [("birth-date", "850412"), ("birth-date", "870301")]),
        ("ring +46 (0)63-14 10 00.", [("telephone", "+46 (0)63-14 10 00")]),
        ("växel (063) 14 10 00", [("telephone", "(063) 14 10 00")]),
        ("ankn 4512", [("telephone", "4512")]),
        ("konto 4512", []),
        ("tora.vik (at)\nexample (punkt) se.", [("email", "tora.vik (at)\nexample (punkt) se")]),
        ("Tora bor på Per Qvarns väg 12 B", [("home-address", "Per Qvarns väg 12 B")]),
        ("Tora Vik, Ekgatan 3, 840 70 Ekby.", [("home-address", "Ekgatan 3, 840 70 Ekby")]),
        ("Ombyggnad av Ekgatan 3", []),
        ("bankgiro 123-4567", [("bank-account", "123-4567")]),
        ("SE45 5000 0000 0583 9825 7466", [("bank-account", "SE45 5000 0000 0583 9825 7466")]),
        ("SE46 5000 0000 0583 9825 7466", []),
    ],
)  # fmt: skip
def test_what_is_found_and_where(text: str, expected: list[tuple[str, str]]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Sökande: Tora. Hon, 850412, beviljas stöd", "Hon"),
        ("Beslutet gäller Tora i stugan, Ekgatan 3", "Tora"),
    ],
)
def test_a_person_that_the_caller_knows_is_evidence(text: str, person: str) -> None:
    at = text.index(person)
    without = find_numbers(text)
    assert len(find_numbers(text, [(at, at + len(person))])) == len(without) + 1


@pytest.mark.parametrize("text", ["Tora Vik (850412)", "Tora Vik, Ekgatan 3"])
def test_where_the_caller_says_nobody_is_a_person_nothing_belongs_to_one(text: str) -> None:
    assert len(find_numbers(text)) == 1
    assert find_numbers(text, []) == ()


def test_the_mask_of_a_document_takes_the_persons_of_the_caller() -> None:
    lines = ["Hon, 850412,", "får stöd"]
    assert NumberMask(lines).lines() == lines
    assert NumberMask(lines, [(0, 3)]).lines() == [f"Hon, {NUMBER_MASK},", "får stöd"]


def test_spans_are_frozen_sorted_and_apart() -> None:
    text = "Tora Vik, f. 850412, Ekgatan 3, tel 070-123 45 67, tora@example.se, pg 12 34 56-7"
    spans = find_numbers(text)
    assert [span.kind for span in spans] == [
        "birth-date", "home-address", "telephone", "email", "bank-account"
    ]  # fmt: skip
    with pytest.raises(FrozenInstanceError):
        spans[0].start = 0
    assert not hasattr(FoundNumber("email", 0, 1), "__dict__")


_PARTS = st.sampled_from(
    ["811218-9876", "811218", "9876", "-", "\n", " ", "tel ", "070", "123 45 67", "@", "a.b", ".se",
     "Tora Vik, ", "Ekgatan 3", "född ", "&#64;", "**", "\u200b", "\u00a0", "１２", "|", "(0)",
     "+46", "a\u030a", "\r\n", "<br>", "\\-", "%40", "konto "]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=14).map("".join))
def test_spans_lie_in_any_text_in_order_and_hold_something(text: str) -> None:
    spans = find_numbers(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text(max_size=60))
def test_every_place_of_a_plain_text_leads_back_to_the_given_one(text: str) -> None:
    plain = plain_text(text)
    places = [plain.original(n, n + 1) for n in range(len(plain.text))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(plain.nearest(start) == n for n, (start, _) in enumerate(places))


def test_a_number_is_found_in_the_midst_of_other_text() -> None:
    r = random.Random(9)
    filler = [line for line in HARMLESS if "|" not in line]
    for form in GENERATED[::7]:
        before, after = ". ".join(r.sample(filler, 3)), r.choice(filler)
        text = f"{before}.\n\n{form.text}\n\n{after}"
        at = len(before) + 3
        moved = tuple((start + at, end + at) for start, end in form.secrets)
        assert missed([Printed(form.kind, form.form, text, moved)]) == []
