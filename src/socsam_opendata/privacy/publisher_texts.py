"""What a publisher writes beside the minutes and is published as it stands: checked, not masked.

The texts of dataset.toml, organizations.csv, people.csv and history/ do not come from minutes, so
the publication policy does not mask them. A withheld name, an identity number, an e-mail address or
a telephone number in them stops the build; the sentence says where, and does not repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from socsam_opendata.errors import Place, SettingsError
from socsam_opendata.model.iris import slug
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.names.readable import readable
from socsam_opendata.privacy.number_mask import reaches
from socsam_opendata.privacy.numbers import find_numbers
from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, Settings
from socsam_opendata.settings.history import check_history
from socsam_opendata.settings.known import (
    ORGANIZATIONS_FILE,
    PEOPLE_FILE,
    KnownOrganization,
    row_line,
)
from socsam_opendata.settings.toml_file import TomlFile
from socsam_opendata.texts import Phrase

# The section of dataset.toml with the addresses of documents.
DOCUMENTS = "documents"


def _in_keys(text: str) -> str:
    """A text as its words stand in keys and addresses."""
    return slug(unquote(readable(text).text)).replace("-", " ")


@dataclass(frozen=True, slots=True)
class WithheldNames:
    """The withheld names, as they are printed and as they stand in keys and addresses."""

    printed: Mask
    in_keys: Mask

    @classmethod
    def of(cls, names: Iterable[str], spared: Iterable[str]) -> WithheldNames:
        """The names that are withheld; `spared` are published names, which are left alone."""
        names, spared = list(names), list(spared)
        return cls(Mask(names, spared), Mask(map(_in_keys, names), map(_in_keys, spared)))

    def in_text(self, text: str) -> bool:
        """Whether a name stands in a text."""
        return self.printed.found(text)

    def in_address(self, text: str) -> bool:
        """Whether a name stands in an address, an e-mail address or a key."""
        return self.printed.found(unquote(text)) or self.in_keys.found(_in_keys(text))


def _texts(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """The texts of dataset.toml that are published: section, key and text."""
    for key in ("title", "title_en", "description", "description_en"):
        yield "dataset", key, getattr(settings, key)
    for key in ("keywords", "keywords_en"):
        for word in getattr(settings, key):
            yield "dataset", key, word
    yield "publisher", "name", settings.publisher.name
    yield "contact", "name", settings.contact.name


def _addresses(settings: Settings) -> Iterator[tuple[str, str, str | None]]:
    """The addresses of dataset.toml that are published: section, key and address."""
    yield "dataset", "base", settings.base
    yield "dataset", "homepage", settings.homepage
    for section, who in (("publisher", settings.publisher), ("contact", settings.contact)):
        yield section, "url", who.url
        yield section, "email", who.email
    yield "catalogue", "files", settings.catalogue.files
    yield "catalogue", "endpoint", settings.catalogue.endpoint
    for stated in settings.documents.values():
        yield DOCUMENTS, "url", stated.url


def _reaches_by(key: str, address: str) -> bool:
    """Whether an address holds what reaches a person; an e-mail address is no more than that."""
    return any(found.kind != "email" or key != "email" for found in find_numbers(address))


# A section and a key of dataset.toml, the word to find the line by, and whether a name stands there
# (else what reaches a person).
_Fault = tuple[str, str, str, bool]


def _faults(settings: Settings, withheld: WithheldNames) -> Iterator[_Fault]:
    for section, key, text in _texts(settings):
        if withheld.in_text(text):
            yield section, key, key, True
        elif reaches(text):
            yield section, key, key, False
    for section, key, address in _addresses(settings):
        # Many documents have one: it is found by what it says.
        word = address if address and section == DOCUMENTS else key
        if address and withheld.in_address(address):
            yield section, key, word, True
        elif address and _reaches_by(key, address):
            yield section, key, word, False
    # A name in a reason is masked as everywhere; reasons of names-to-review.csv are not published.
    publication = settings.publication
    for key, persons in (("allow", publication.allow), ("mask", publication.mask)):
        for reason in (person.reason for person in persons if not person.reviewed):
            for found in find_numbers(reason)[:1]:
                yield "publication", key, reason[found.start : found.end], False


def _what(section: str, key: str) -> Phrase:
    if section == DOCUMENTS:
        # The name of a document may be that of a person, too.
        return Phrase("errors.own.address")
    if section == "publication":
        return Phrase("errors.own.reason-of", {"key": key, "section": section})
    return Phrase("errors.own.key", {"key": key, "section": section})


def _check_settings(settings: Settings, folder: Path | None, withheld: WithheldNames) -> None:
    path = (folder or Path()) / SETTINGS_FILE
    for section, key, word, named in _faults(settings, withheld):
        what = _what(section, key)
        # That section may be the older one, [urls].
        place = "" if section == DOCUMENTS else section
        lies = folder is not None and path.is_file()
        if not lies and named:
            raise SettingsError("own.named", path, what=what)
        if not lies:
            raise SettingsError("own.reached", path, what=what)
        if named:
            raise TomlFile(path).error("own.named", word, place, what=what)
        raise TomlFile(path).error("own.reached", word, place, what=what)


def _fault_of(known: KnownOrganization, withheld: WithheldNames) -> tuple[bool, Phrase] | None:
    """What must not be published in a row of organizations.csv: whether a name, and where."""
    row = known.row
    names = [text for text in (row.name, row.name_en, row.short_name) if text]
    if withheld.in_address(row.id) or reaches(row.id):
        return withheld.in_address(row.id), Phrase("errors.own.an-id")
    if any(map(withheld.in_text, names)) or any(map(reaches, names)):
        named = any(map(withheld.in_text, names))
        return named, Phrase("errors.own.name-of", {"id": row.id})
    if any(map(reaches, known.spellings)):
        return False, Phrase("errors.own.spelling-of", {"id": row.id})
    return None


def _check_tables(settings: Settings, folder: Path | None, withheld: WithheldNames) -> None:
    path = (folder or Path()) / ORGANIZATIONS_FILE
    for known in settings.organizations:
        found = _fault_of(known, withheld)
        if found is None:
            continue
        named, what = found
        place = Place(str(path), row_line(path, known.row.id) if folder else None)
        if named:
            raise SettingsError("own.named", place, what=what)
        raise SettingsError("own.reached", place, what=what)
    path = (folder or Path()) / PEOPLE_FILE
    for person in settings.people:
        if reaches(person.id):
            place = Place(str(path), row_line(path, person.id) if folder else None)
            raise SettingsError("own.reached", place, what=Phrase("errors.own.an-id"))


def check_own_texts(settings: Settings, folder: Path | None, withheld: WithheldNames) -> None:
    """SettingsError with file and line for a text beside the minutes that must not be published.

    Without a folder the settings alone are looked at.
    """
    _check_settings(settings, folder, withheld)
    _check_tables(settings, folder, withheld)
    if folder is not None:
        check_history(folder, withheld.in_text, withheld.in_keys.found, reaches)
