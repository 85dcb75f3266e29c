"""What a publisher writes beside the minutes and is published as it stands: checked, not masked.

The texts of dataset.toml, organizations.csv and history/ do not come from minutes, so the
publication policy does not mask them. A withheld name, an identity number, an e-mail address or a
telephone number in them stops the build; the sentence says where, and does not repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from socsam_opendata.errors import Place, SettingsError
from socsam_opendata.model.iris import slug
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.number_mask import reaches
from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, Settings
from socsam_opendata.settings.history import check_history
from socsam_opendata.settings.known import ORGANIZATIONS_FILE, row_line
from socsam_opendata.settings.toml_file import TomlFile
from socsam_opendata.texts import Phrase


def _in_keys(text: str) -> str:
    """A text as its words stand in keys and addresses."""
    return slug(unquote(text)).replace("-", " ")


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
    for file, url in settings.urls.items():
        yield "urls", file, url


def _check_settings(settings: Settings, folder: Path, withheld: WithheldNames) -> None:
    faults = [
        (section, key, withheld.in_text(text))
        for section, key, text in _texts(settings)
        if withheld.in_text(text) or reaches(text)
    ]
    faults += [
        (section, key, True)
        for section, key, address in _addresses(settings)
        if address and withheld.in_address(address)
    ]
    for section, key, named in faults:
        path = folder / SETTINGS_FILE
        # The name of a document may be that of a person, too.
        about = {} if section == "urls" else {"key": key, "section": section}
        what = Phrase("errors.own.key" if about else "errors.own.address", about)
        fault = "own.named" if named else "own.reached"
        if not path.is_file():
            raise SettingsError(fault, path, what=what)
        raise TomlFile(path).error(fault, key, section, what=what)


def _check_organizations(settings: Settings, folder: Path, withheld: WithheldNames) -> None:
    path = folder / ORGANIZATIONS_FILE
    for known in settings.organizations:
        row = known.row
        texts = [text for text in (row.name, row.name_en, row.short_name) if text]
        named = withheld.in_address(row.id)
        if named or any(map(withheld.in_text, texts)) or any(map(reaches, texts)):
            place = Place(str(path), row_line(path, row.id))
            if named:
                raise SettingsError("own.named", place, what=Phrase("errors.own.an-id"))
            what = Phrase("errors.own.name-of", {"id": row.id})
            fault = "own.named" if any(map(withheld.in_text, texts)) else "own.reached"
            raise SettingsError(fault, place, what=what)


def check_own_texts(settings: Settings, folder: Path, withheld: WithheldNames) -> None:
    """SettingsError with file and line for a text beside the minutes that must not be published."""
    _check_settings(settings, folder, withheld)
    _check_organizations(settings, folder, withheld)
    check_history(folder, withheld.in_text, withheld.in_keys.found, reaches)
