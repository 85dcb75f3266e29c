"""People whom a list or the publisher withholds, printed again in other forms; and people who stay.

Each kind gives a line of the attendance list and what is printed of the same person elsewhere. What
must not be published, or must stay, stands between ⟦ and ⟧. Nobody is meant by any name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from invented_minutes import Document, Secret, document
from placed_forms import DrawnNames
from printed_names import broken, inside

from socsam_opendata.model.iris import slug


@dataclass(frozen=True, slots=True)
class Person:
    """A first name, a surname, and another letter."""

    first: str
    last: str
    letter: str


Again = Callable[[Person], str]
GUEST = "{} {}, Föreningen Hjälpen, § 3"
OFFICIAL = "{} {}, enhetschef, Ragunda kommun"


def plain(text: str) -> str:
    """A text without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def swapped(word: str) -> str:
    """A word with two letters in the middle that changed places."""
    for i in range(len(word) // 2, len(word) - 1):
        if word[i] != word[i + 1]:
            return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    return word + word[-1]


def replaced(word: str) -> str:
    """A word with another letter in the middle."""
    i = len(word) // 2
    return word[:i] + ("e" if word[i] != "e" else "a") + word[i + 1 :]


# What is printed of a guest of the list, or of an official whose name has no place in the minutes.
FIRST_AGAIN: dict[str, Again] = {
    "whole": lambda p: f"⟦{p.first} {p.last}⟧",
    "initial": lambda p: f"⟦{p.first[0]}. {p.last}⟧",
    "initials": lambda p: f"⟦{p.first[0]}.{p.letter}. {p.last}⟧",
    "middle-letter": lambda p: f"⟦{p.first} {p.letter} {p.last}⟧",
    "nickname": lambda p: f"⟦{p.first} ”Totte” {p.last}⟧",
    "without-accents": lambda p: f"⟦{plain(p.first)} {plain(p.last)}⟧",
    "genitive": lambda p: f"⟦{p.first} {p.last}s⟧ ansökan",
    "broken-first": lambda p: f"⟦{broken(p.first)} {p.last}⟧",
    "broken-surname": lambda p: f"⟦{p.first} {broken(p.last)}⟧",
    "broken-name": lambda p: f"⟦{p.first}\n{p.last}⟧",
    "hyphened": lambda p: f"⟦{p.first}-{p.last}⟧",
    "comma": lambda p: f"⟦{p.first}, {p.last}⟧",
    "surname-first": lambda p: f"⟦{p.last}, {p.first}⟧",
    "surname-bare": lambda p: f"⟦{p.last} {p.first}⟧",
    "slash": lambda p: f"⟦{p.first}/{p.last}⟧",
    "entity": lambda p: f"⟦{p.first}&nbsp;{p.last}⟧",
    "no-break": lambda p: f"⟦{p.first}\u00a0{p.last}⟧",
    "capitals": lambda p: f"⟦{p.first.upper()} {p.last.upper()}⟧",
    "small": lambda p: f"⟦{p.first.lower()} {p.last.lower()}⟧",
    "iri": lambda p: f"https://example.org/⟦{slug(p.first)}-{slug(p.last)}⟧",
    "file": lambda p: f"⟦{slug(p.first)}-{slug(p.last)}⟧.pdf",
    "email": lambda p: f"⟦{slug(p.first)}.{slug(p.last)}⟧@example.org",
    "emphasis": lambda p: f"⟦**{p.first}** _{p.last}_⟧",
    "surname-near": lambda p: f"⟦{p.last}⟧ från Föreningen Hjälpen",
    "surname-of-guest": lambda p: f"Föreningen Hjälpens ⟦{p.last}⟧",
    "with-party": lambda p: f"⟦{p.first} {p.last} (SD)⟧",
}
FIRST_OFFICIAL: dict[str, Again] = {
    "title-surname": lambda p: f"enhetschef ⟦{p.last}⟧",
    "title-definite": lambda p: f"enhetschefen ⟦{p.last}⟧",
    "misspelt-swapped": lambda p: f"enhetschef ⟦{p.first} {swapped(p.last)}⟧",
    "misspelt-replaced": lambda p: f"enhetschefen ⟦{p.first} {replaced(p.last)}⟧",
    "misspelt-surname": lambda p: f"enhetschef ⟦{replaced(p.last)}⟧",
}
# What is printed of an elected member whose name the publisher masks.
FIRST_MASKED: dict[str, Again] = {
    "moves": lambda p: f"⟦{p.first} {p.last}⟧ (S) yrkar bifall till förslaget",
    "genitive": lambda p: f"⟦{p.first} {p.last}s⟧ yrkande",
    "initial": lambda p: f"⟦{p.first[0]}. {p.last}⟧",
    "surname-party": lambda p: f"⟦{p.last}⟧ (S) reserverar sig",
    "capitals": lambda p: f"⟦{p.first.upper()} {p.last.upper()}⟧",
    "surname-first": lambda p: f"⟦{p.last}, {p.first}⟧",
    "broken": lambda p: f"⟦{p.first} {broken(p.last)}⟧",
    "file": lambda p: f"⟦{slug(p.first)}_{slug(p.last)}⟧.pdf",
}
FIRST_SENTENCES: dict[str, tuple[str, ...]] = {
    "body": ("{} berättade om läget.", "Vid mötet talade {} om avgiften.", "Se även {}."),
    "clause": ("Att skicka svaret till {}.",),
    "viewpoints": ("{} ansåg att det dröjer.",),
    "document": ("Brev från {}", "Underlag {}"),
    "cell": ("{}",),
    "title": ("Svar till {}",),
    "addressee": ("{}",),
}
# Who stays: listed members, and whom an act with a party shows as elected.
FIRST_LISTED: dict[str, Again] = {
    "moves": lambda p: f"⟦{p.first} {p.last}⟧ (S) yrkar bifall till förslaget.",
    "reserves": lambda p: f"⟦{p.first} {p.last}⟧ (S) reserverar sig mot beslutet.",
    "bare": lambda p: f"⟦{p.first} {p.last}⟧ informerar om budgeten.",
    "genitive": lambda p: f"Nämnden bifaller ⟦{p.first} {p.last}⟧s förslag.",
    "surname-party": lambda p: f"⟦{p.last}⟧ (S) yrkar återremiss.",
}
FIRST_ACTS: dict[str, Again] = {
    "moves": lambda p: f"⟦{p.first} {p.last}⟧ (S) yrkar bifall till förslaget.",
    "moves-with": lambda p: (
        f"⟦{p.first} {p.last}⟧ (S), med instämmande av Siri Orrskog (C), yrkar avslag."
    ),
    "reserves": lambda p: f"⟦{p.first} {p.last}⟧ (M) reserverar sig mot beslutet.",
    "motion": lambda p: f"Motion av ⟦{p.first} {p.last}⟧ (V) om skolskjuts besvaras.",
    "recused": lambda p: f"⟦{p.first} {p.last}⟧ (KD) deltar inte i beslutet på grund av jäv.",
    "elected": lambda p: f"Nämnden väljer ⟦{p.first} {p.last}⟧ (L) till ny ersättare.",
    "row": lambda p: f"Siri Orrskog (C), ⟦{p.first} {p.last}⟧ (S) och Edla Ripmo (M) yrkar avslag.",
    "votes": lambda p: f"⟦{p.first} {p.last}⟧ (SD) röstar nej.",
}
OTHER_AGAIN: dict[str, Again] = {
    "initials-bare": lambda p: f"⟦{p.first[0]} {p.letter} {p.last}⟧",
    "initial-tight": lambda p: f"⟦{p.first[0]}.{p.last}⟧",
    "initial-behind": lambda p: f"⟦{p.last} {p.first[0]}⟧",
    "initials-behind": lambda p: f"⟦{p.last}, {p.first[0]}.{p.letter}.⟧",
    "middle-dotted": lambda p: f"⟦{p.first} {p.letter}. {p.last}⟧",
    "shortened": lambda p: f"⟦{p.first[:3]}. {p.last}⟧",
    "nickname-behind": lambda p: f"⟦{p.first} {p.last}⟧ (”Totte”)",
    "small-surname": lambda p: f"⟦{p.first} {p.last.lower()}⟧",
    "capital-surname": lambda p: f"⟦{p.first} {p.last.upper()}⟧",
    "capitals-without-accents": lambda p: f"⟦{plain(p.first).upper()} {plain(p.last).upper()}⟧",
    "accents-apart": lambda p: f"⟦{unicodedata.normalize('NFD', f'{p.first} {p.last}')}⟧",
    "genitive-colon": lambda p: f"⟦{p.first} {p.last}:s⟧ ärende",
    "genitive-capitals": lambda p: f"⟦{p.first.upper()} {p.last.upper()}S⟧ ÄRENDE",
    "broken-without-hyphen": lambda p: f"⟦{p.first} {broken(p.last, '')}⟧",
    "broken-comma": lambda p: f"⟦{p.last},\n{p.first}⟧",
    "soft-hyphen": lambda p: f"⟦{p.first} {inside(p.last, chr(0xAD))}⟧",
    "zero-width": lambda p: f"⟦{inside(p.first, chr(0x200B))} {p.last}⟧",
    "underlined": lambda p: f"⟦{p.first}_{p.last}⟧",
    "dotted": lambda p: f"⟦{p.first}.{p.last}⟧",
    "dash": lambda p: f"⟦{p.first} – {p.last}⟧",
    "plus": lambda p: f"⟦{p.first}+{p.last}⟧",
    "encoded": lambda p: f"https://example.org/⟦{quote(f'{p.first} {p.last}')}⟧",
    "camel": lambda p: f"⟦{p.first}{p.last}⟧.pdf",
    "file-reversed": lambda p: f"akt_⟦{slug(p.last)}_{slug(p.first)}⟧.docx",
    "email-initial": lambda p: f"⟦{slug(p.first)[0]}.{slug(p.last)}⟧@example.org",
    "tags": lambda p: f"<b>⟦{p.first}</b> <i>{p.last}⟧</i>",
    "link": lambda p: f"[⟦{p.first} {p.last}⟧](https://example.org/a)",
    "letter-spaced": lambda p: f"⟦{' '.join(p.first.upper())}  {' '.join(p.last.upper())}⟧",
    "surname-bracket": lambda p: f"Föreningen Hjälpen (⟦{p.last}⟧)",
    "surname-genitive": lambda p: f"⟦{p.last}s⟧ på Föreningen Hjälpen",
    "with-party-bare": lambda p: f"⟦{p.first} {p.last}, (KD)⟧",
}
OTHER_OFFICIAL: dict[str, Again] = {
    "title-behind": lambda p: f"⟦{p.last}⟧, enhetschef",
    "title-initial": lambda p: f"enhetschefen ⟦{p.first[0]}. {p.last}⟧",
    "misspelt-missing": lambda p: f"enhetschef ⟦{p.first} {p.last[:3] + p.last[4:]}⟧",
    "misspelt-doubled": lambda p: f"enhetschefen ⟦{p.first} {p.last[:4] + p.last[3:]}⟧",
    "misspelt-behind": lambda p: f"⟦{p.first} {swapped(p.last)}⟧, enhetschef",
}
OTHER_MASKED: dict[str, Again] = {
    "reserves": lambda p: f"⟦{p.first} {p.last}⟧ (S) reserverar sig mot beslutet",
    "motion": lambda p: f"motion av ⟦{p.first} {p.last}⟧ (S)",
    "initials": lambda p: f"⟦{p.first[0]}.{p.letter}. {p.last}⟧ (S)",
    "small": lambda p: f"⟦{p.first.lower()} {p.last.lower()}⟧",
    "chair": lambda p: f"ordföranden ⟦{p.first} {p.last}⟧",
    "misspelt": lambda p: f"⟦{p.first} {replaced(p.last)}⟧ (S)",
    "slash": lambda p: f"⟦{p.first}/{p.last}⟧",
    "without-accents": lambda p: f"⟦{plain(p.first)} {plain(p.last)}⟧",
    "email": lambda p: f"⟦{slug(p.first)}.{slug(p.last)}⟧@example.org",
}
OTHER_SENTENCES: dict[str, tuple[str, ...]] = {
    "body": (
        "Frågan väcktes av {} i våras.", "Därefter lämnade {} mötet.", "Jfr {} och protokollet.",
    ),
    "clause": ("Att ge {} i uppgift att ordna lokal.", "Att tacka {}."),
    "viewpoints": ("Mot detta invände {} flera gånger.",),
    "document": ("Mejl, {}", "PM {} 2025"),
    "cell": ("genom {}",),
    "title": ("Fråga från {}",),
    "addressee": ("Även {}",),
}  # fmt: skip
OTHER_LISTED: dict[str, Again] = {
    "asks": lambda p: f"⟦{p.first} {p.last}⟧ (S) begär votering.",
    "leaves": lambda p: f"⟦{p.first} {p.last}⟧ (S) lämnar sammanträdet klockan 11.10.",
    "adjuster": lambda p: f"Till justerare utses ⟦{p.first} {p.last}⟧.",
    "cell": lambda p: f"| Ja | Nej |\n|---|---|\n| ⟦{p.first} {p.last}⟧ | |",
    "brackets": lambda p: f"Förslaget (⟦{p.first} {p.last}⟧, S) bifalls.",
}
OTHER_ACTS: dict[str, Again] = {
    "seconds": lambda p: f"⟦{p.first} {p.last}⟧ (C) instämmer i yrkandet.",
    "serves": lambda p: f"⟦{p.first} {p.last}⟧ (M) tjänstgör i stället för Siri Orrskog (C).",
    "released": lambda p: f"⟦{p.first} {p.last}⟧ (S) entledigas från uppdraget som ersättare.",
    "notes": lambda p: f"⟦{p.first} {p.last}⟧ (V) lämnar en protokollsanteckning.",
    "on-motion": lambda p: f"I en motion föreslår ⟦{p.first} {p.last}⟧ (MP) fler cykelvägar.",
    "against": lambda p: f"Mot beslutet reserverar sig ⟦{p.first} {p.last}⟧ (SD).",
    "abstains": lambda p: f"⟦{p.first} {p.last}⟧ (L) avstår från att rösta.",
    "interpellation": lambda p: f"Interpellation från ⟦{p.first} {p.last}⟧ (KD) till ordföranden.",
}
AGAIN, OFFICIALS = (FIRST_AGAIN, OTHER_AGAIN), (FIRST_OFFICIAL, OTHER_OFFICIAL)
MASKED, SENTENCES = (FIRST_MASKED, OTHER_MASKED), (FIRST_SENTENCES, OTHER_SENTENCES)
LISTED, ACTS = (FIRST_LISTED, OTHER_LISTED), (FIRST_ACTS, OTHER_ACTS)


def _person(names: DrawnNames) -> Person:
    names.new_form()
    return Person(names.first, names.new, names.pick("A E K L M T"))


def withheld_documents(names: DrawnNames, count: int, start: int = 0) -> Iterator[Document]:
    """Documents with guests and officials of the list, each printed again in one other form."""
    kinds = [(k, make, GUEST) for k, make in AGAIN[names.half].items()]
    kinds += [(k, make, OFFICIAL) for k, make in OFFICIALS[names.half].items()]
    pairs = [(kind, place) for place in SENTENCES[names.half] for kind in kinds]
    for n in range(count):
        forms: dict[str, list[Secret]] = {"attendance": []}
        for i, ((kind, make, listed), place) in enumerate(pairs[n::count]):
            person = _person(names)
            line = f"⟦{person.first} {person.last}⟧" + listed.replace("{} {}", "")
            forms["attendance"].append(names.secret("listed", "attendance", line))
            sentences = SENTENCES[names.half][place]
            text = sentences[(i + n) % len(sentences)].replace("{}", make(person))
            forms.setdefault(place, []).append(names.secret(f"again-{kind}", place, text))
        yield document(start + n, forms)


def masked_documents(
    names: DrawnNames, count: int, start: int = 0
) -> Iterator[tuple[Document, list[str]]]:
    """Documents whose publisher masks some of the elected, each with the names to be masked."""
    pairs = [
        (kind, place) for place in SENTENCES[names.half] for kind in MASKED[names.half].items()
    ]
    for n in range(count):
        forms: dict[str, list[Secret]] = {"members": []}
        masked = []
        for i, ((kind, make), place) in enumerate(pairs[n::count]):
            person = _person(names)
            masked.append(f"{person.first} {person.last}")
            line = f"⟦{person.first} {person.last}⟧ (S), Ragunda kommun"
            forms["members"].append(names.secret("mask-listed", "members", line))
            sentences = SENTENCES[names.half][place]
            text = sentences[(i + n) % len(sentences)].replace("{}", make(person))
            forms.setdefault(place, []).append(names.secret(f"mask-{kind}", place, text))
        yield document(start + n, forms), masked


def staying_documents(names: DrawnNames, count: int, start: int = 0) -> Iterator[Document]:
    """Documents in which everybody marked is elected, beside guests with the same surnames."""
    for n in range(count):
        forms: dict[str, list[Secret]] = {"members": [], "attendance": [], "body": []}
        for kind, make in LISTED[names.half].items():
            for namesake in (False, True):
                person = _person(names)
                name = f"{person.first} {person.last}"
                line = f"⟦{name}⟧ (S), Ragunda kommun"
                forms["members"].append(names.secret("listed", "members", line))
                told = f"{kind}-namesake" if namesake else kind
                forms["body"].append(names.secret(told, "body", make(person)))
                if namesake:
                    guest = f"{names.first} {person.last}, Föreningen Hjälpen, § 3"
                    forms["attendance"].append(Secret("", "attendance", guest))
        for kind, make in ACTS[names.half].items():
            forms["body"].append(names.secret(f"act-{kind}", "body", make(_person(names))))
        yield document(start + n, forms)
