"""Who a printed name means: the persons of one document, and the keys they get."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from socsam_opendata.minutes.print.names import without_genitive
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold
from socsam_opendata.model.records import Person
from socsam_opendata.settings.dataset_toml import Settings


@dataclass
class Known:
    """A person of this document: the row, and what the attendance list says."""

    row: Person
    municipality: str | None = None
    organization: str | None = None
    party: str | None = None
    paragraphs: str | None = None
    title: str | None = None


def made_person_key(body: str, name: str) -> str:
    """The key of a person whom people.csv does not have."""
    digest = hashlib.sha256(f"{body}\n{fold(name)}".encode()).hexdigest()
    return f"p-{digest[:10]}"


class People:
    """The persons of one document, by folded name."""

    def __init__(self, settings: Settings, body: str) -> None:
        self._body = body
        self._settings = settings
        self.known: dict[str, Known] = {}

    def key(self, name: str, municipality: str | None = None) -> str:
        """`p-` and ten hex digits over body and folded name, or what people.csv says."""
        for person in self._settings.people:
            same_place = person.municipality in (None, municipality)
            if person.body == self._body and fold(person.name) == fold(name) and same_place:
                return person.id
        return made_person_key(self._body, name)

    def get(self, name: str) -> Known | None:
        """The person of a printed name, also in the genitive, or None."""
        found = self.known.get(fold(name))
        return found or self.known.get(fold(without_genitive(name)))

    def add(self, name: str, category: str, municipality: str | None = None) -> Known:
        """The person of a name; elected wins over official, official over guest."""
        known = self.known.get(fold(name))
        if known is None:
            row = Person(id=self.key(name, municipality), name=name, category=category)
            known = self.known[fold(name)] = Known(row)
        elif _rank(category) < _rank(known.row.category):
            known.row = replace(known.row, category=category)
        return known

    def rows(self) -> list[Person]:
        """The persons' rows, one a key."""
        return list({k.row.id: k.row for k in self.known.values()}.values())


def _rank(category: str) -> int:
    """The place of a category in its list: the first wins where somebody stands in several."""
    return list(code_list("person-category").by_notation).index(category)
