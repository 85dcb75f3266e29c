"""Printed forms of invented people: kinds crossed with places, names drawn anew by a seed.

First names are drawn from the shipped list by bearers; the surnames are invented, or words, or
places, or foreign in form. Nobody is meant by any of them.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from socsam_opendata.model.iris import slug
from socsam_opendata.privacy.names.first_names import first_names

BEGINNINGS = (
    "Qvarn Tjäder Kråk Höst Orr Gråsten Ljung Vinter Brun Stor Lill Åker Ulv Hjort Ripe Glim Tall "
    "Bygg Klöver Dun Fjäll Sten Silver Malm Grön Kvarn Snö Näver Skär Lönn"
).split()
ENDINGS = "myr dal fors qvist hed lid vik skog berg ström by mo sjö kulla åker rot löv gren".split()
WORDS = "Mandel Krona Mark Berg Lund Storm Penna Borg Skytt Frost Holme Dahl Ek Lind Ros".split()
PLACES = "Malmö Norberg Ragunda Boden Ljusdal Krokom Sala Torsby Mora Vara Kalix Arboga".split()
FOREIGN = (
    "Abdulkarovski Yildirimoglu Nowakiewicz Haddadpour Petrovenko Rodriguezo Ngoranyi Osmanovich "
    "Kowalczykov Bertolucciani Tesfamarian Mohammadzadehi Çelikvan Đorđevićan Nguyenhao Ferreirinha"
).split()


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form in its text: what must be found of it, and of which kind and place."""

    kind: str
    place: str
    text: str
    printed: str

    def at(self) -> tuple[int, int]:
        """Where the form stands in its text."""
        start = self.text.index(self.printed)
        return start, start + len(self.printed)


def _weighted(least: int) -> tuple[list[str], list[int]]:
    kept = [(n, b) for n, b in first_names().items() if b >= least and n.isalpha()]
    return [n.title() for n, _ in kept], [b for _, b in kept]


class Names:
    """Draws names by a seed: first names by how many bear them, or each as likely as any."""

    def __init__(self, seed: int, least: int = 40, by_bearers: bool = True) -> None:
        self._random = random.Random(seed)
        self._first, bearers = _weighted(least)
        self._weights = bearers if by_bearers else None

    def pick(self, among: tuple[str, ...] | list[str]) -> str:
        """One of several, as likely as any."""
        return self._random.choice(among)

    def first(self) -> str:
        """A first name."""
        return self._random.choices(self._first, self._weights)[0]

    def invented(self) -> str:
        """A surname that nobody bears."""
        return self.pick(BEGINNINGS) + self.pick(ENDINGS)

    def surname(self) -> str:
        """A surname: mostly invented, else a word, a place, or foreign in form."""
        kind = self._random.random()
        if kind < 0.55:
            return self.invented()
        return self.pick(WORDS if kind < 0.7 else PLACES if kind < 0.8 else FOREIGN)


def broken(word: str) -> str:
    """A word with a hyphen and a line's end in its middle."""
    half = len(word) // 2
    return f"{word[:half]}-\n{word[half:]}"


def entities(text: str) -> str:
    """A text whose letters beyond ASCII, and whose blanks, are HTML entities."""
    return "".join(
        "&nbsp;" if c == " " else c if c.isascii() else f"&#{ord(c)};" for c in text
    )


Kind = Callable[[Names], str]
PLAIN: dict[str, Kind] = {
    "plain": lambda n: f"{n.first()} {n.surname()}",
    "capitals": lambda n: f"{n.first()} {n.surname()}".upper(),
    "particle": lambda n: f"{n.first()} {n.pick(('von', 'af', 'de', 'de la', 'van der', 'dos'))} {n.invented()}",
    "title": lambda n: f"{n.pick(('Herr', 'fru', 'doktor', 'advokat', 'handläggare', 'enhetschef'))} {n.invented()}",
    "party": lambda n: f"{n.first()} {n.surname()} ({n.pick(('S', 'M', 'SD', 'KD'))})",
    "surname-party": lambda n: f"{n.surname()} ({n.pick(('S', 'M', 'C', 'V', 'MP'))})",
    "double-surname": lambda n: f"{n.first()} {n.invented()}-{n.surname()}",
    "two-surnames": lambda n: f"{n.first()} {n.invented()} {n.invented()}",
    "double-first": lambda n: f"{n.first()}-{n.first()} {n.surname()}",
    "two-firsts": lambda n: f"{n.first()} {n.first()} {n.surname()}",
    "genitive": lambda n: f"{n.first()} {n.invented()}s",
    "small-surname": lambda n: f"{n.first()} {n.invented().lower()}",
    "capital-surname": lambda n: f"{n.first()} {n.surname().upper()}",
    "middle-initial": lambda n: f"{n.first()} {n.pick(('E', 'S.', 'K', 'T.E.'))} {n.surname()}",
    "nickname": lambda n: f"{n.first()} ”{n.pick(('Totte', 'Fia', 'Bubben'))}” {n.surname()}",
    "arabic": lambda n: f"{n.first()} {n.pick(('al-', 'el-', 'Al-', 'd’'))}{n.pick(FOREIGN)}",
    "other-script": lambda n: n.pick(("Олена Шевченковик", "محمد القحطانيك", "王小明", "Ελένη Παπαδάκηκ", "דוד כהנוב")),
    "apart": lambda n: unicodedata.normalize("NFD", f"{n.first()} {n.invented()}é"),
    "soft-hyphen": lambda n: f"{n.first()} {n.pick(BEGINNINGS)}\u00ad{n.pick(ENDINGS)}",
    "zero-width": lambda n: f"{n.first()} {n.pick(BEGINNINGS)}\u200b{n.pick(ENDINGS)}",
    "no-break": lambda n: f"{n.first()}\u00a0{n.surname()}",
    "entity": lambda n: entities(f"{n.first()} {n.surname()}"),
    "emphasis": lambda n: f"**{n.first()}** {n.surname()}",
    "tag": lambda n: f"<b>{n.first()}</b> {n.surname()}",
}
OTHER: dict[str, Kind] = {
    "initial": lambda n: f"{n.first()[0]}. {n.invented()}",
    "initials": lambda n: f"{n.first()[0]}-{n.first()[0]} {n.invented()}",
    "surname-first": lambda n: f"{n.surname()}, {n.first()}",
    "surname-first-bare": lambda n: f"{n.invented()} {n.first()}",
    "broken-word": lambda n: f"{n.first()} {broken(n.invented())}",
    "broken-name": lambda n: f"{n.first()}\n{n.invented()}",
}
ADDRESSES: dict[str, Kind] = {
    "file": lambda n: f"{slug(n.first())}-{slug(n.invented())}.pdf",
    "file-capitals": lambda n: f"Ansökan_{n.first()}_{n.invented()}.docx",
    "path": lambda n: f"/akter/{slug(n.first())}.{slug(n.invented())}/yttrande",
    "iri": lambda n: f"https://example.org/{slug(n.first())}-{slug(n.invented())}",
    "email": lambda n: f"{slug(n.first())}.{slug(n.invented())}@example.org",
    "email-spoken": lambda n: f"{slug(n.first())}.{slug(n.invented())}(at)example.org",
}
SENTENCES: dict[str, str] = {
    "start": "{} har lämnat in en skrivelse om färdtjänsten.",
    "middle": "Nämnden har fått ett klagomål från {} om avgiften.",
    "end": "Ärendet har överklagats av {}.",
    "list": "- Tjänsteskrivelse\n- Yttrande från {}\n- Avtal",
    "clause": "1. Att bevilja ansökan från {} med 1 000 kr.",
    "title": "§ 3 Ansökan om bidrag från {}\n\nBakgrund",
    "cell": "| Ärende | Sökande |\n|---|---|\n| Bidrag | {} |",
    "alone": "Underskrift\n\n{}\n\nSekreterare",
    "long-line": "Efter en genomgång av de handlingar som hör till ärendet framförde {} att frågan borde tas upp igen när året är slut.",
    "comma": "Närvarande vid besöket var kommunens tjänstepersoner, {}, samt två boende.",
}
ADDRESS_PLACES = {
    "line": "Se {}",
    "sentence": "Handlingen finns i {} sedan i våras.",
    "bracket": "Beslutsunderlag (bilagan {})",
}


def forms(
    names: Names, kinds: dict[str, Kind], places: dict[str, str], rounds: int
) -> Iterator[Form]:
    """Every kind in every place, each time with another name."""
    for _ in range(rounds):
        for kind, make in kinds.items():
            for place, sentence in places.items():
                printed = make(names)
                yield Form(kind, place, sentence.format(printed), printed)
