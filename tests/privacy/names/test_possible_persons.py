"""Who may be a person in a text. Everybody named here is invented."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_names import ADDRESSED, DIVIDED, SENTENCES, SURNAMES, Names, forms

from socsam_opendata.model.code_lists import registry
from socsam_opendata.privacy.names.known import known_names
from socsam_opendata.privacy.names.persons import possible_persons
from socsam_opendata.settings.known import read_organizations

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
NOBODY = known_names()

# Kinds of which more may be missed than of the others: no capital or no full name tells there.
BARE = {*DIVIDED, *ADDRESSED, "small", "letter-after"}


def names(text: str) -> list[str]:
    """The names of the possible persons of a text, of which nothing is known."""
    return [person.name for person in possible_persons(text, NOBODY)]


@pytest.mark.parametrize(("seed", "half"), [(901, 0), (902, 1)])
def test_printed_forms_are_found(seed: int, half: int) -> None:
    tried: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for form in forms(Names(seed, SURNAMES[half]), rounds=2):
        tried[form.kind] += 1
        found = possible_persons(form.text, NOBODY)
        covered = {i for person in found for i in range(person.start, person.end)}
        missed[form.kind] += bool(form.letters() - covered)
    assert len(tried) > 60
    assert missed.total() <= 0.01 * tried.total(), +missed
    allowed = {kind: (0.2 if kind in BARE else 0.05) * n for kind, n in tried.items()}
    assert {k: n for k, n in missed.items() if n > max(1, allowed[k])} == {}


@pytest.mark.parametrize(
    "file", ["ordinary.txt", "ordinary_unseen.txt", "named_after.txt", "named_after_unseen.txt"]
)
def test_paragraphs_without_persons_are_left_alone(file: str) -> None:
    paragraphs = (HERE.parent / "harmless" / file).read_text(encoding="utf-8").strip().split("\n\n")
    assert len(paragraphs) >= 10
    assert {p: found for p in paragraphs if (found := names(p))} == {}


PRINTED = {
    "Ansökan från Tora Qvarnvik.": ("Tora Qvarnvik", "Tora Qvarnvik", {"first-name"}),
    "Se Tora Qvarnviks ansökan.": ("Tora Qvarnviks", "Tora Qvarnvik", {"first-name"}),
    "Se Tora Qvarnvik:s mor.": ("Tora Qvarnvik:s", "Tora Qvarnvik", {"first-name"}),
    "Tora Lindås ansöker.": ("Tora Lindås", "Tora Lindås", {"first-name"}),
    "Se **Tora** Qvarn&shy;vik.": ("Tora** Qvarn&shy;vik", "Tora Qvarnvik", {"first-name"}),
    "Se T\u200bora\u00a0Qvarnvik.": ("T\u200bora\u00a0Qvarnvik", "Tora Qvarnvik", {"first-name"}),
    "Se Tora Qvarn-\nvik där.": ("Tora Qvarn-\nvik", "Tora Qvarnvik", {"first-name"}),
    "Tora\nQvarnvik": ("Tora\nQvarnvik", "Tora Qvarnvik", {"first-name", "line-end"}),
    "| Tora | Qvarnvik |": ("Tora | Qvarnvik", "Tora | Qvarnvik", {"first-name", "cell"}),
    "Se Tore\u0301 Qvarnvik.": ("Tore\u0301 Qvarnvik", "Toré Qvarnvik", {"first-name"}),
    "TORA QVARNVIK": ("TORA QVARNVIK", "TORA QVARNVIK", {"first-name", "capitals"}),
    "Se Tora qvarnvik.": ("Tora qvarnvik", "Tora qvarnvik", {"first-name", "small-letters"}),
    "Se tora qvarnvik.": ("tora qvarnvik", "tora qvarnvik", {"first-name", "small-letters"}),
    "Se Tora von Qvarnvik.": (
        "Tora von Qvarnvik", "Tora von Qvarnvik", {"first-name", "particle"}),
    "Se Tora Qvarn Ripvik.": ("Tora Qvarn Ripvik", "Tora Qvarn Ripvik", {"first-name", "double"}),
    "Se Tora ”Totte” Qvarn.": (
        "Tora ”Totte” Qvarn", "Tora ”Totte” Qvarn", {"first-name", "nickname"}),
    "Se Tora E Qvarnvik.": ("Tora E Qvarnvik", "Tora E Qvarnvik", {"first-name", "initial"}),
    "Se T.E. Qvarnvik.": ("T.E. Qvarnvik", "T.E. Qvarnvik", {"initial"}),
    "Se Qvarnvik, Tora.": ("Qvarnvik, Tora", "Qvarnvik, Tora", {"first-name", "surname-first"}),
    "Se herr Qvarnvik.": ("Qvarnvik", "Qvarnvik", {"title"}),
    "Qvarnvik (fd SD) talar.": ("Qvarnvik", "Qvarnvik", {"party"}),
    "Se af Qvarnvik.": ("af Qvarnvik", "af Qvarnvik", {"particle"}),
    "Se Tora/Qvarnvik.": (
        "Tora/Qvarnvik", "Tora/Qvarnvik", {"first-name", "divided"}),
    "av Xqyra Çelikqvan här": ("Xqyra Çelikqvan", "Xqyra Çelikqvan", {"strange-words"}),
    "Se Олена Шевченковик.": ("Олена Шевченковик", "Олена Шевченковик", {"other-script"}),
    "Se akt/tora-qvarnvik.pdf": ("tora-qvarnvik", "tora qvarnvik", {"path"}),
    "till qvarnvik@example.org": ("qvarnvik", "qvarnvik", {"email-local-part"}),
}  # fmt: skip


@pytest.mark.parametrize("text", PRINTED)
def test_a_possible_person_has_its_place_its_name_and_its_evidence(text: str) -> None:
    printed, name, evidence = PRINTED[text]
    last = possible_persons(text, NOBODY)[-1]
    assert (text[last.start : last.end], last.name) == (printed, name)
    assert evidence <= last.evidence


def test_the_name_somebody_was_born_with_belongs_to_the_name() -> None:
    assert names("Se Tora (f. Ripvik) Qvarnvik.") == ["Tora (f. Ripvik) Qvarnvik"]


def test_a_first_name_that_shares_a_surname_is_found_with_it() -> None:
    assert names("Brev från Tora och Erik Qvarnvik.") == ["Tora", "Erik Qvarnvik"]


def test_a_word_that_begins_the_sentence_does_not_part_a_first_name_from_its_fellow() -> None:
    assert names("Enligt Tora och Erik Qvarnvik bör det plogas.") == ["Tora", "Erik Qvarnvik"]
    assert names("Berg Tora och Erik Qvarnvik.")[-1] == "Erik Qvarnvik"


# Ways of printing, each with the names that are found.
OTHER_WAYS = {
    "Se Tora Ripvik-ärendet.": ["Tora Ripvik"],
    "Se Tora Ripvik-priset.": [],
    "Efternamn: Ripvik, förnamn: Tora": ["Ripvik", "Tora"],
    "Förnamn: Tora Efternamn: Ripvik": ["Tora", "Ripvik"],
    "Namn: Sporthallen": [],
    "Enligt Ripvik T.E. är det så.": ["Ripvik T.E"],
    "Det sades av T Stål igår.": ["T Stål"],
    "En förening (K Ripå) söker.": ["K Ripå"],
    "Bidrag för etapp B Stolpar": [],
    "Se B Ekonomi": [],
    "Brev från advokat Kalix har kommit.": ["Kalix"],
    "Till advokat Kalix kommun": [],
    "Till enhetschefen Kalix": [],
    "ADVOKAT KÄRR": ["KÄRR"],
    "Enhetschef IFO": [],
    "Av Tora\\_Ripvik sägs": ["Tora Ripvik"],
    "Fjälldalen/F. Ripvik": ["F. Ripvik"],
    "M/S Ripvik": [],
    "har simon ripdalen ringt": ["simon ripdalen"],
    "> hörde Tora\n> Ripvik i ärendet": ["Tora > Ripvik"],
    "<td>Tora</td><td>Ripvik</td>": ["Tora||Ripvik"],
    "Enligt Lex Sarah och lex Maria": [],
    "Firman Ripvik & Ripvik": [],
    # Who trades in the own name is a person.
    "Enskild firma Tora Ripvik": ["Tora Ripvik"],
    "Firma Tora Ripvik bygger om.": ["Tora Ripvik"],
    "Firman Tora Ripvik AB": [],
    "Firma Storhage": [],
    "ICA Maxi Ripdalen har sökt.": [],
    "Enligt Tora Ripvik ABs yttrande": [],
    "i Tora Ripvik Ask-skolan": [],
    "Tora Ripviks församlingshem": [],
    "Se Ripvik, T.E. där.": ["Ripvik, T.E"],
    "Enligt Ripvik T är det så.": [],
    "Se Tora von\nRipvik där.": ["Tora von Ripvik"],
    "Se Tora de la\nRipvik där.": ["Tora de la Ripvik"],
    "Tora Ripvik, född Qvarnvik, har sökt.": ["Tora Ripvik, född Qvarnvik"],
    "Tora Ripvik, f. Qvarnvik, har sökt.": ["Tora Ripvik, f. Qvarnvik"],
    "Tora Ripvik, f.d. Ordförande, har sökt.": ["Tora Ripvik"],
    "Beviljas, eftersom S-S Storhage flyttat.": ["S-S Storhage"],
    "Se \\\\server\\akter\\Kalkling Frans\\beslut.pdf": ["Kalkling Frans"],
    "Se \\\\server\\akter\\Nya Protokoll\\beslut.pdf": [],
    "Se Max_Åkerkulla.pdf": ["Max Åkerkulla"],
    "Se https://example.org/Max%20%C3%85kerkulla.pdf": ["Max Åkerkulla"],
    "Se Max_Avgift.pdf": [],
    "Se Tora – Ripvik där.": ["Tora – Ripvik"],
    "Se Tora·Ripvik där.": ["Tora·Ripvik"],
    "Tora – Föreningens ordförande": [],
    "Linjen Ragunda – Nora – Sala": [],
    "| 1 | Ripvik | Tora | 300 |": ["Ripvik | Tora"],
    "| 1 | Ragunda | Tora | 300 |": [],
    "Det var syskonen Ådalekar.": ["Ådalekar"],
}
# Things named after people, written after the mechanism stood.
MORE_THINGS = (
    "På Gustav III:s torg byggs en scen.",
    "Färjan M/S Thomée går i juli.",
    "Brf Gustaf Adolf har klagat.",
    "Advokatfirman Lindahl har svarat.",
    "Dag Hammarskjöldbiblioteket lånar ut.",
    "Selma Lagerlöfs litteraturpris delas ut.",
    "Maria Montessoris Barnhus har sökt.",
    "Astrid Lindgren Memorial Award ges.",
    "Lars Larsson Möbler har lämnat anbud.",
)


@pytest.mark.parametrize("text", OTHER_WAYS)
def test_other_ways_of_printing_are_read(text: str) -> None:
    assert names(text) == OTHER_WAYS[text]


@pytest.mark.parametrize("text", MORE_THINGS)
def test_more_things_named_after_people_are_left_alone(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("name", ["Per Mark", "Vilhelmina Lund", "Maj Norberg", "Max Krona",
                                  "Nora Berg", "Björn Penna", "Inga Malmö"])  # fmt: skip
def test_words_that_are_names_too_count_by_what_stands_beside(name: str) -> None:
    assert names(f"{name} har hörts.") == [name]
    assert names(f"{name.split(maxsplit=1)[0]} har hörts.") == []


def test_a_sign_that_no_name_has_inside_divides_two_words() -> None:
    for text in ("Tora: Qvarnvik", "Tora! Qvarnvik", "Tora\n\nQvarnvik", "Tora = Qvarnvik"):
        assert names(text) == [], text


def test_months_and_places_side_by_side_are_no_names() -> None:
    assert names("Jan Feb Mar Apr Maj Jun Jul Aug Sep Okt Nov Dec") == []
    assert names("Vilhelmina Dorotea kommuner") == names("Nora Lund Mora Sala") == []


# What the evidence cannot see, told in docs/privacy.md; whoever mends one moves it from here.
LIMITS = {
    "a single first name": "Tora klagade på maten.",
    "a rare name without a cue": "Xqyra Ngvelo klagade på maten.",
    "both words common": "Glada Mandel klagade på maten.",
    "a name inside a firm's": "Avtalet med Tora Qvarnvik AB löper ut.",
    "a letter that is a word": "Han heter I Qvarnvik.",
}


@pytest.mark.parametrize("limit", LIMITS)
def test_the_known_limits_are_what_they_are_said_to_be(limit: str) -> None:
    assert names(LIMITS[limit]) == []


def test_what_a_dataset_knows_is_no_person() -> None:
    text = "Avtal med Tora Qvarnviks Vänner och med Malin Strömskog."
    assert names(text) == ["Malin Strömskog"]
    assert names("Avtal med Tora Qvarnviks Kompis.") == ["Tora Qvarnviks"]
    known = known_names(["Tora Qvarnviks Kompis", "Malin Strömskog"])
    assert possible_persons(text + " Tora Qvarnviks Kompis.", known) == ()


def test_a_title_or_a_party_is_stronger_than_a_thing_before_the_name() -> None:
    assert names("Kvarteret Tora Qvarnvik byggs.") == []
    assert names("Rektor för förskolan Tora Qvarnvik talar.") == ["Tora Qvarnvik"]
    assert names("Förskolan Tora Qvarnvik (S) talar.") == ["Tora Qvarnvik"]


def test_one_owns_what_is_no_thing_of_the_name() -> None:
    for noun in ("hus", "hem", "vård", "bostad", "dotter", "plats i nämnden"):
        assert names(f"Frågan om Tora Qvarnviks {noun} bordläggs.") == ["Tora Qvarnvik"]
    assert names("Tora Qvarnviks plats byggs om.") == names("Tora Qvarnviks väg") == []


def test_no_municipality_party_or_organization_of_the_seed_is_a_person() -> None:
    register = registry()
    texts = [town.official_name for town in register.municipalities]
    texts += [f"Yttrande från {town.name}." for town in register.municipalities]
    texts += [party.name for party in register.parties]
    texts += [o.row.name for o in read_organizations(ROOT / "minutes" / "organizations.csv")]
    assert {text: found for text in texts if (found := names(text))} == {}


def test_everybody_and_nothing_else_of_the_corpus_lists_is_found() -> None:
    folder = os.environ.get("SOCSAM_CORPUS", "")
    if not folder:
        pytest.skip("SOCSAM_CORPUS names no folder of minutes")
    missed, touched = [], []
    facts = sorted(Path(folder).glob("gold/*.json"))
    assert facts
    for gold in facts:
        told = json.loads(gold.read_text(encoding="utf-8"))
        missed += [
            person["name"]
            for person in told.get("attendance", [])
            if not names(f"Yrkande av {person['name']}.")
        ]
        things = {told.get("body"), told.get("municipality"), told.get("place")}
        titles = [decision.get("title") for decision in told.get("decisions", [])]
        # A title with brackets names who moved it, with the party.
        things |= {title for title in titles if title and "(" not in title}
        touched += [thing for thing in things if thing and names(thing)]
    assert (missed, touched) == ([], [])


@given(st.text(alphabet=st.sampled_from("AnnaÅ Qvik\n.,-|/()[]*_&;@:s”\u00ad\u0301я"), max_size=80))
def test_finds_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = possible_persons(text, NOBODY)
    places = [place for person in found for place in (person.start, person.end)]
    assert places == sorted(places)
    assert all(0 <= p.start < p.end <= len(text) and p.name for p in found)


def test_a_sentence_has_the_same_persons_in_every_place() -> None:
    assert set(SENTENCES) >= {"cell", "title", "wrapped"}
    for sentence in SENTENCES.values():
        found = names(sentence.format("Tora Qvarnvik"))
        assert "Tora Qvarnvik" in found
