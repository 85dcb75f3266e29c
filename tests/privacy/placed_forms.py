"""Printed forms in the places of minutes, drawn by a seed: who is listed, who is told of.

`half` chooses between two tables of sentences and of surnames. Nobody is meant by any name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from invented_minutes import Document, Secret, document
from printed_names import Kind, Names
from printed_places import FILE_NAMES, HALVES, IN_CELLS, LISTS, NOT_LISTED

from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import slug

# What is no fault, because nothing in the words tells it: exactly these.
LIMITS: dict[str, Kind] = {
    "single-first-name": lambda n: f"⟦{n.first}⟧ klagade på maten.",
    "no-list-no-cue": lambda n: f"⟦{n.new} {n.new}⟧ klagade på maten.",
    "both-words-common": lambda n: (
        f"⟦{n.pick('Glada|Kloka|Stora|Lilla')} Mandel⟧ klagade på maten."
    ),
    "inside-a-firm": lambda n: f"Avtalet med ⟦{n.first} {n.new}⟧ AB löper ut.",
    "host-name": lambda n: f"Mer finns på www.⟦{slug(n.first)}{slug(n.new)}⟧.example.org.",
    "description": lambda n: f"⟦{n.pick('Modern|Fadern')} till den enda eleven⟧ klagade på maten.",
}
# No surname that is put together is one of these: a place, a word, a name on the cover.
_TAKEN = {town.name for town in registry().municipalities} | {
    "Bygglöv", "Tjäderby", "Orrskog", "Kråkvik", "Ripmo",
}  # fmt: skip


class DrawnNames(Names):
    """Names that remember what was drawn; a made-up surname is drawn once, and is no place's.

    First names by bearers and each as likely as any, in turns; or `rare` ones, under 40 bearers.
    """

    def __init__(self, seed: int, half: int = 0, rare: bool = False) -> None:
        least, most = (5, 39) if rare else (40, None)
        surnames = HALVES[half].surnames
        super().__init__(seed, surnames, True, least, most)
        self.half = half
        self._even = Names(seed + 1, surnames, False, least, most)
        self._turn = False
        self._used: set[str] = set()
        self.firsts: list[str] = []
        self.lasts: list[str] = []

    def new_form(self) -> None:
        """Forget whose names were drawn."""
        self.firsts, self.lasts = [], []

    @property
    def first(self) -> str:
        """A first name."""
        self._turn = not self._turn
        self.firsts.append(super().first if self._turn else self._even.first)
        return self.firsts[-1]

    @property
    def new(self) -> str:
        """A surname that nobody else has."""
        while (name := super().new) in self._used or name in _TAKEN:
            if len(self._used) > 0.95 * self.surnames.many:
                raise ValueError("the surnames are used up; begin another folder")
        self._used.add(name)
        self.lasts.append(name)
        return name

    @property
    def last(self) -> str:
        """A surname: put together, a word, a place, or foreign in form."""
        name = super().last
        if name not in self._used:
            self.lasts.append(name)
        return name

    def secret(self, kind: str, place: str, text: str) -> Secret:
        """A form of the names that were drawn for it."""
        pairs = tuple((a, b) for a in self.firsts for b in self.lasts)
        return Secret(kind, place, text, pairs, tuple(n for n in self.lasts if n in self._used))


def name_documents(names: DrawnNames, count: int, start: int = 0) -> Iterator[Document]:
    """So many documents in which together every kind of name stands in every place that fits."""
    for n in range(count):
        forms = {place: list(_forms(names, place, n, count)) for place in HALVES[names.half].places}
        if n < len(FILE_NAMES):
            kind, make = list(FILE_NAMES.items())[n]
            names.new_form()
            forms["file-name"] = [names.secret(f"file-{kind}", "file-name", make(names))]
        yield document(start + n, forms)


def limit_document(names: DrawnNames, each: int, number: int = 0) -> Document:
    """A document with what the policy cannot see, which `docs/privacy.md` tells."""
    forms = []
    for kind, make in LIMITS.items():
        for _ in range(each):
            names.new_form()
            forms.append(names.secret(kind, "body", make(names)))
    return document(number, {"body": forms})


def _forms(names: DrawnNames, place: str, n: int, count: int) -> Iterator[Secret]:
    """The forms of a place in one of `count` documents."""
    for kinds, sentences in _groups(place, names.half):
        for i in range((n + sum(map(ord, place))) % count, len(kinds), count):
            kind, make = kinds[i]
            names.new_form()
            text = sentences[(i + n) % len(sentences)].replace("{}", make(names))
            yield names.secret(kind, place, text)


def _groups(place: str, half: int) -> Iterator[tuple[list[tuple[str, Kind]], Sequence[str]]]:
    tables = HALVES[half]
    left_out = NOT_LISTED if place in LISTS else frozenset() if place == "cell" else IN_CELLS
    yield [(k, make) for k, make in tables.kinds.items() if k not in left_out], tables.places[place]
    if place in tables.addresses:
        yield list(tables.addressed.items()), tables.addresses[place]
