"""Printed forms of invented people: kinds crossed with places, names drawn anew by a seed.

First names are drawn from the shipped list, by bearers or each as likely as any; the surnames are
put together, or are words, or places, or foreign in form. Nobody is meant by any of them.
What has to be found of a form stands between ⟦ and ⟧, which are no part of the text.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import quote

from socsam_opendata.model.iris import slug
from socsam_opendata.privacy.names.first_names import first_names


@dataclass(frozen=True, slots=True)
class Surnames:
    """Two halves to put surnames together of, words, places, and foreign surnames."""

    parts: tuple[str, str]
    words: str
    towns: str
    foreign: str

    @property
    def many(self) -> int:
        """How many can be put together."""
        return len(self.parts[0].split()) * len(self.parts[1].split())


# fmt: off
WORDS = "Mandel Krona Mark Berg Lund Storm Penna Borg Skytt Frost Holme Dahl Ek Lind Ros"
TOWNS = "Malmö Norberg Ragunda Boden Ljusdal Krokom Sala Torsby Mora Vara Kalix Arboga"
FOREIGN = (
    "Abdulkarovski Yildirimoglu Nowakiewicz Haddadpour Petrovenko Rodriguezo Ngoranyi Osmanovich"
    " Kowalczykov Bertolucciani Tesfamarian Mohammadzadehi Çelikvan Đorđevićan Ferreirinha"
)
FIRST_PARTS = (
    "Qvarn Tjäder Kråk Höst Orr Gråsten Ljung Vinter Brun Stor Lill Åker Ulv Hjort Ripe Glim Tall"
    " Bygg Klöver Dun Fjäll Sten Silver Malm Grön Kvarn Snö Näver Skär Lönn",
    "myr dal fors qvist hed lid vik skog berg ström by mo sjö kulla åker rot löv gren",
)
OTHER_PARTS = (
    "Skuggen Vild Apel Torn Grind Käll Ekorre Kopp Sjunger Bister Mjölnar Halm Rust Tegel Dimma"
    " Igel Krypt Lykt Mården Pors Rimfrost Sälg Tuv Uggle Vass Yxn Ärt Öken",
    "hult gård sten borg torp näs bäck holm kvist sson ander ell ius man ing lund blad ryd",
)
SURNAMES = (
    Surnames(FIRST_PARTS, WORDS, TOWNS, FOREIGN),
    Surnames(OTHER_PARTS, WORDS, TOWNS, FOREIGN),
)
PARTICLES = "von|af|de|de la|van der|dos|von der|bin|ibn|van den|du|della|Von|De"
TITLES = (
    "Herr|fru|doktor|advokat|handläggare|enhetschef|Dr.|Rektor|socialsekreterare|vårdnadshavaren"
    "|kommunalrådet|undersköterskan|Fröken|klaganden"
)
# fmt: on
PARTIES = "(S)|(M)|(SD)|(KD)|(fd SD)|, (M)|(-)|(L)"
SCRIPTS = (
    "Олена Шевченковик|محمد القحطانيك|王小明|Ελένη Παπαδάκηκ|דוד כהנוב|გიორგი ბერიძელი"
    "|Արամ Սարգսյանց|राहुल शर्मान|김철수민|田中太郎吉|Наталія|สมชายใจดี|Tоrvald Qvаrnmyr"
)
ENTITIES = {"å": "&aring;", "ä": "&auml;", "ö": "&ouml;", "Å": "&Aring;", "Ö": "&Ouml;"}


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form in its text: of which kind and place, and what must be found of it."""

    kind: str
    place: str
    text: str
    spans: tuple[tuple[int, int], ...]

    def letters(self) -> set[int]:
        """Where the letters stand that must be found."""
        return {i for a, b in self.spans for i in range(a, b) if self.text[i].isalpha()}


class Names:
    """Draws names by a seed: first names of `least` bearers or more, and at most `most`."""

    def __init__(
        self,
        seed: int,
        surnames: Surnames = SURNAMES[0],
        by_bearers: bool = True,
        least: int = 40,
        most: int | None = None,
    ) -> None:
        self._random = random.Random(seed)
        listed = [(n, b) for n, b in first_names().items() if b >= least and n.isalpha()]
        kept = [(n, b) for n, b in listed if most is None or b <= most]
        self._first = [name.title() for name, _ in kept]
        self._weights = list(accumulate(b if by_bearers else 1 for _, b in kept))
        self.surnames = surnames

    def pick(self, among: Sequence[str]) -> str:
        """One of several: of a list, or of a text divided at `|` or at blanks."""
        if isinstance(among, str):
            among = among.split("|") if "|" in among else among.split()
        return self._random.choice(among)

    @property
    def first(self) -> str:
        """A first name."""
        return self._random.choices(self._first, cum_weights=self._weights)[0]

    @property
    def letter(self) -> str:
        """The first letter of a first name."""
        return self.first[0]

    @property
    def new(self) -> str:
        """A surname that nobody bears, put together."""
        return self.pick(self.surnames.parts[0]) + self.pick(self.surnames.parts[1])

    @property
    def last(self) -> str:
        """A surname: put together, a word, a place, or foreign in form."""
        kind = self._random.random()
        if kind < 0.55:
            return self.new
        told = self.surnames
        return self.pick(told.words if kind < 0.7 else told.towns if kind < 0.8 else told.foreign)


def broken(word: str, sign: str = "-", end: str = "\n") -> str:
    """A word that a line's end divides."""
    half = len(word) // 2
    return f"{word[:half]}{sign}{end}{word[half:]}"


def inside(word: str, sign: str) -> str:
    """A word with a sign after its second letter."""
    return word[:2] + sign + word[2:]


def apart(text: str) -> str:
    """A text with its accents as signs of their own."""
    return unicodedata.normalize("NFD", text)


def numbered(text: str) -> str:
    """A text whose blanks and letters beyond ASCII are numbered entities."""
    return "".join(c if c.isascii() and c != " " else f"&#{ord(c)};" for c in text)


Kind = Callable[[Names], str]
NAMED: dict[str, Kind] = {
    "plain": lambda n: f"⟦{n.first} {n.last}⟧",
    "capitals": lambda n: f"⟦{n.first.upper()} {n.last.upper()}⟧",
    "capital-line": lambda n: f"ANSÖKAN FRÅN ⟦{n.first.upper()} {n.last.upper()}⟧ OM BIDRAG",
    "capital-surname": lambda n: f"⟦{n.first} {n.last.upper()}⟧",
    "particle": lambda n: f"⟦{n.first} {n.pick(PARTICLES)} {n.new}⟧",
    "joined-particle": lambda n: (
        f"⟦{n.first} {n.pick('al-|el-|Al-|d’|Mc|O’')}{n.pick(n.surnames.foreign)}⟧"
    ),
    "title": lambda n: f"{n.pick(TITLES)} ⟦{n.new}⟧",
    "title-first": lambda n: f"{n.pick('sonen|dottern|brukaren|eleven|fru')} ⟦{n.first}⟧",
    "party": lambda n: f"⟦{n.first} {n.last}⟧ {n.pick(PARTIES)}",
    "surname-party": lambda n: f"⟦{n.last}⟧ {n.pick('(S)|(M)|(C)|(V)|(fd SD)')}",
    "double-surname": lambda n: f"⟦{n.first} {n.new}-{n.last}⟧",
    "two-surnames": lambda n: f"⟦{n.first} {n.new} {n.new}⟧",
    "double-first": lambda n: f"⟦{n.first}-{n.first} {n.last}⟧",
    "two-firsts": lambda n: f"⟦{n.first} {n.first} {n.last}⟧",
    "genitive": lambda n: f"⟦{n.first} {n.new}{n.pick('s|:s')}⟧ {n.pick('mor|ansökan|bostad')}",
    "small-surname": lambda n: f"⟦{n.first} {n.new.lower()}⟧",
    "small": lambda n: f"⟦{n.first.lower()} {n.new.lower()}⟧",
    "middle-initial": lambda n: f"⟦{n.first} {n.pick('E|S.|K|T.E.')} {n.last}⟧",
    "letter-after": lambda n: f"⟦{n.first} {n.new[0]}⟧.",
    "nickname": lambda n: f"⟦{n.first} {n.pick('”Totte”|(Bubben)|‘Lillis’')} {n.last}⟧",
    "together": lambda n: f"⟦{n.first}⟧ och ⟦{n.first} {n.new}⟧",
    "other-script": lambda n: f"⟦{n.pick(SCRIPTS)}⟧",
    "apart": lambda n: apart(f"⟦{n.first} {n.last}ö⟧"),
    "soft-hyphen": lambda n: f"⟦{inside(n.first, chr(0xAD))} {inside(n.new, chr(0xAD))}⟧",
    "zero-width": lambda n: f"⟦{inside(n.first, chr(0x200B))} {inside(n.new, chr(0x200C))}⟧",
    "no-break": lambda n: f"⟦{n.first}{n.pick((chr(0xA0), chr(0x202F)))}{n.last}⟧",
    "numbered-entity": lambda n: f"⟦{numbered(f'{n.first} {n.last}')}⟧",
    "named-entity": lambda n: f"⟦{n.first} {''.join(ENTITIES.get(c, c) for c in 'Ö' + n.new)}⟧",
    "emphasis": lambda n: f"⟦{n.pick('{}|_{}_|***{}***|`{}`|__{}__').format(n.first)} {n.last}⟧",
    "link": lambda n: f"[⟦{n.first} {n.last}⟧](https://example.org/a)",
    "tag": lambda n: f"<b>⟦{n.first}</b> <span class='x'>{n.last}⟧</span>",
}
DIVIDED: dict[str, Kind] = {
    "initial": lambda n: f"⟦{n.letter}. {n.last}⟧",
    "initials": lambda n: f"⟦{n.letter}{n.pick('.|. |-')}{n.letter}. {n.new}⟧",
    "initial-bare": lambda n: f"⟦{n.letter} {n.new}⟧",
    "shortened": lambda n: f"⟦{n.pick('Chr|Joh|Th')}. {n.new}⟧",
    "surname-first": lambda n: f"⟦{n.last}, {n.first}⟧",
    "surname-two-firsts": lambda n: f"⟦{n.last}, {n.first} {n.first}⟧",
    "surname-initial": lambda n: f"⟦{n.new}, {n.letter}⟧.",
    "surname-middle": lambda n: f"⟦{n.last}, {n.first} {n.letter}⟧.",
    "surname-bare": lambda n: f"⟦{n.new} {n.first}⟧",
    "surname-capitals": lambda n: f"⟦{n.new.upper()} {n.first}⟧",
    "broken-first": lambda n: f"⟦{broken(n.first)} {n.new}⟧",
    "broken-surname": lambda n: f"⟦{n.first} {broken(n.new, end=chr(13) + chr(10) + '  ')}⟧",
    "broken-softly": lambda n: f"⟦{n.first} {broken(n.new, chr(0xAD))}⟧",
    "broken-name": lambda n: f"⟦{n.first}{chr(10)}{n.pick(('', '   '))}{n.new}⟧",
    "break-tag": lambda n: f"⟦{n.first}<br>{n.new}⟧".replace("<br>", "⟧<br>⟦"),
    "tab": lambda n: f"⟦{n.first}\t{n.new}⟧",
    "cells": lambda n: f"⟦{n.first} | {n.new}⟧",
    "slash": lambda n: f"⟦{n.first}/{n.new}⟧",
}
ADDRESSED: dict[str, Kind] = {
    "file": lambda n: f"⟦{slug(n.first)}{n.pick('-|_|.')}{slug(n.new)}⟧_beslut.pdf",
    "file-capitals": lambda n: f"Ansökan_⟦{n.first}_{n.new}⟧.docx",
    "camel": lambda n: f"akt/⟦{n.first}{n.new}⟧.pdf",
    "path": lambda n: f"/akter/⟦{slug(n.first)}.{slug(n.new)}⟧/yttrande",
    "windows": lambda n: f"C:\\Akter\\⟦{n.first}_{n.new}⟧\\yttrande.txt",
    "iri": lambda n: f"https://example.org/⟦{slug(n.first)}-{slug(n.new)}⟧",
    "encoded": lambda n: f"https://example.org/⟦{quote(f'{n.first} {n.new}')}⟧.pdf",
    "query": lambda n: f"https://example.org/sok?namn=⟦{slug(n.first)}+{slug(n.new)}⟧",
    "reversed": lambda n: f"⟦{slug(n.new)}-{slug(n.first)}⟧.pdf",
    "email": lambda n: f"⟦{slug(n.first)}{n.pick('.|_')}{slug(n.new)}⟧@example.org",
    "email-spoken": lambda n: f"⟦{slug(n.first)}.{slug(n.new)}⟧{n.pick('(at)| [at] ')}example.org",
    "email-initial": lambda n: f"⟦{slug(n.first)[0]}.{slug(n.new)}⟧@example.org",
    "mailto": lambda n: f"mailto:⟦{slug(n.first)}{slug(n.new)}⟧@example.org",
}
# fmt: off
SENTENCES = {
    "start": "{} har lämnat in en skrivelse om färdtjänsten.",
    "middle": "Nämnden har fått ett klagomål från {} om avgiften.",
    "end": "Ärendet har överklagats av {}.",
    "list": "- Tjänsteskrivelse\n- Yttrande från {}\n- Avtal",
    "clause": "1. Att bevilja ansökan från {} med 1 000 kr.",
    "title": "§ 3 Ansökan om bidrag från {}\n\nBakgrund",
    "cell": "| Nr | Sökande | Belopp |\n|---|---|---|\n| 1 | {} | 500 |",
    "alone": "Underskrift\n\n{}\n\nSekreterare",
    "comma": "Närvarande var kommunens tjänstepersoner, {}, samt två boende.",
    "quotes": "I skrivelsen, undertecknad ”{}”, begärs omprövning.",
    "bracket": "En granne ({}) har inte hörts i ärendet.",
    "addressee": "Beslutet skickas till:\n{}\nMiljökontoret",
    "bullet": "• Remissvar\n• {}\n• Karta",
    "quoted-line": "> {} undrade om vägen plogas.",
    "heading": "## Klagomål från {}\n\nInga synpunkter.",
    "wrapped": "Vid besöket i november, då även entreprenören var med och såg taket,\n{} talade.",
    "after-name": "Skrivelsen lämnades av Eva Exempeldal och {} i somras.",
}
ADDRESSES = {
    "line": "Se {}",
    "sentence": "Handlingen finns i {} sedan i våras.",
    "cell": "| Handling | {} |",
}
# fmt: on
GROUPS = ((NAMED, SENTENCES), (DIVIDED, SENTENCES), (ADDRESSED, ADDRESSES))


def marked(kind: str, place: str, text: str) -> Form:
    """A form of a text in which marks stand around what has to be found."""
    bare, spans, shift = re.sub("[⟦⟧]", "", text), [], 0
    for match in re.finditer("⟦([^⟧]*)⟧", text):
        start = match.start() - shift
        spans.append((start, start + len(match[1])))
        shift += 2
    return Form(kind, place, bare, tuple(spans))


def forms(names: Names, rounds: int = 1) -> Iterator[Form]:
    """Every kind in every place, each time with another name."""
    for _ in range(rounds):
        for kinds, places in GROUPS:
            for kind, make in kinds.items():
                for place, sentence in places.items():
                    yield marked(kind, place, sentence.format(make(names)))
