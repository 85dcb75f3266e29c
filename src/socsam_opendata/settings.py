"""dataset.toml and the small CSVs beside the minutes -> frozen Settings.

This and `tables`, which reads the CSVs, are the only readers of these files; everybody else
receives values. `docs/` and the comments of `minutes/dataset.toml` explain every key.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from socsam_opendata.errors import Place, SettingsError
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KEY_PATTERN
from socsam_opendata.tables import (
    ORGANIZATIONS_FILE,
    PEOPLE_FILE,
    KnownOrganization,
    KnownPerson,
    read_organizations,
    read_people,
    row_line,
)
from socsam_opendata.vocab import registry

SETTINGS_FILE = "dataset.toml"
# Only for reading a document without a dataset.toml; a dataset states its own.
DEFAULT_BASE = "https://w3id.org/socsam/"
DEFAULT_VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the dataset."""

    name: str = ""
    url: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body whose minutes are read: its organization key, member municipalities and seats."""

    id: str
    members: tuple[str, ...] = ()
    seats: int | None = None
    substitute_seats: int | None = None


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person named in a text, and why the name is let through or masked."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The decisions about names and unapproved minutes that a person has taken."""

    allow: tuple[NamedPerson, ...] = ()
    mask: tuple[NamedPerson, ...] = ()
    not_names: tuple[str, ...] = ()
    unapproved: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a dataset says of itself."""

    name: str = "minutes"
    title: str = "Protokoll som öppna data"
    title_en: str = "Minutes as open data"
    description: str = ""
    description_en: str = ""
    base: str = DEFAULT_BASE
    homepage: str | None = None
    keywords: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    version: str = DEFAULT_VERSION
    publisher: Publisher = field(default_factory=Publisher)
    release_date: dt.date | None = None
    bodies: tuple[Body, ...] = ()
    publication: Publication = field(default_factory=Publication)
    organizations: tuple[KnownOrganization, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    urls: dict[str, str] = field(default_factory=dict)


_KEYS: dict[str, dict[str, type]] = {
    "dataset": {
        "name": str, "title": str, "title_en": str, "description": str, "description_en": str,
        "base": str, "homepage": str, "keywords": list, "keywords_en": list, "version": str,
    },
    "publisher": {"name": str, "url": str, "email": str},
    "release": {"date": dt.date},
    "bodies": {"id": str, "members": list, "seats": int, "substitute_seats": int},
    "publication": {"allow": list, "mask": list, "not_names": list, "unapproved": bool},
    "urls": {},
}  # fmt: skip
_PERSON_KEYS: dict[str, type] = {"name": str, "reason": str}
_HTTP = r"https?://[^\s<>\"{}|\\^`]+"
# https://semver.org, its own expression.
_NUMBER = r"(?:0|[1-9][0-9]*)"
_SEMVER = (
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}"
    rf"(?:-(?:{_NUMBER}|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
    rf"(?:\.(?:{_NUMBER}|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
    r"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?"
)


class _Toml:
    """The parsed file with what is needed to say where something is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise SettingsError(f"is not UTF-8 text ({error.reason})", path) from error
        except OSError as error:
            raise SettingsError(f"cannot be read ({error.strerror})", path) from error
        try:
            self.data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            line = int(found.group(1)) if found else None
            raise SettingsError(f"is not valid TOML: {error}", Place(str(path), line)) from error

    def error(self, message: str, word: str, section: str = "", nth: int = 0) -> SettingsError:
        """An error placed at the key, else the first line that holds the word.

        Looked for from the (nth) head of the section on; comments are passed over.
        """
        lines = [
            (n, line)
            for n, line in enumerate(self.text.splitlines(), 1)
            if not line.lstrip().startswith("#")
        ]
        heads = [n for n, line in lines if re.match(rf"\s*\[+{section}\b", line)]
        head = heads[nth] if nth < len(heads) else 1
        whole = rf"(?<![\w-]){re.escape(word)}(?![\w-])"
        for pattern in (rf"\s*[\"']?{re.escape(word)}[\"']?\s*=", rf".*{whole}"):
            at = next((n for n, line in lines if n >= head and re.match(pattern, line)), None)
            if at:
                break
        else:
            at = head if section and heads else None
        return SettingsError(message, Place(str(self.path), at))

    def checked(self, table: Any, keys: dict[str, type], where: str) -> dict[str, Any]:
        """A table whose keys and types are known; SettingsError otherwise."""
        if not isinstance(table, dict):
            raise self.error(f"[{where}] must be a table", where.rpartition(".")[2])
        for key, value in table.items():
            if key not in keys:
                close = difflib.get_close_matches(key, keys, n=1)
                hint = f"; did you mean '{close[0]}'?" if close else ""
                raise self.error(f"unknown key '{key}' in [{where}]{hint}", key, where.strip("[]"))
            expected = keys[key]
            if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
                word = _TYPE_WORDS[expected.__name__]
                raise self.error(f"'{key}' in [{where}] must be a {word}", key, where.strip("[]"))
            texts: Any = value if expected is list and key not in ("allow", "mask") else ()
            if not all(isinstance(entry, str) for entry in texts):
                raise self.error(f"'{key}' in [{where}] must hold texts", key)
        return table

    def persons(self, key: str) -> tuple[NamedPerson, ...]:
        """The entries of publication.allow or .mask; each needs a name and a reason."""
        found = []
        for entry in self.data.get("publication", {}).get(key, []):
            self.checked(entry, _PERSON_KEYS, f"publication.{key}")
            if not entry.get("name", "").strip() or not entry.get("reason", "").strip():
                raise self.error(f"publication.{key} needs a name and a reason for each", key)
            found.append(NamedPerson(" ".join(entry["name"].split()), entry["reason"].strip()))
        return tuple(found)


_TYPE_WORDS = {"str": "text", "list": "list", "int": "whole number", "bool": "true or false",
               "date": "date such as 2026-01-31"}  # fmt: skip


def _bodies(toml: _Toml, known: set[str]) -> tuple[Body, ...]:
    from_file = toml.data.get("bodies", [])
    if not isinstance(from_file, list):
        raise toml.error("write each body as [[bodies]]", "bodies")
    bodies: dict[str, Body] = {}
    for nth, entry in enumerate(from_file):
        toml.checked(entry, _KEYS["bodies"], "[bodies]")
        if "id" not in entry:
            raise toml.error("each [[bodies]] needs an id", "bodies")
        key = entry["id"]
        if known and key not in known:
            raise toml.error(f"body '{key}' is not in {ORGANIZATIONS_FILE}", key, "bodies", nth)
        if key in bodies:
            raise toml.error(f"body '{key}' stands twice", key, "bodies", nth)
        for name in ("seats", "substitute_seats"):
            if entry.get(name, 0) < 0:
                raise toml.error(
                    f"'{name}' in [[bodies]] must not be negative", name, "bodies", nth
                )
        members = tuple(entry.get("members", ()))
        for at, code in enumerate(members):
            fault = _member_fault(code, members[:at])
            if fault:
                raise toml.error(f"'{code}' {fault}", code, "bodies", nth)
        bodies[key] = Body(key, members, entry.get("seats"), entry.get("substitute_seats"))
    return tuple(bodies.values())


def _member_fault(code: str, before: tuple[str, ...]) -> str | None:
    """What is wrong with the code of a member municipality, or None."""
    if not re.fullmatch(r"[0-9]{4}", code):
        return "is not a four-digit municipality code"
    if code not in registry().municipality_by_id:
        return "is not the code of a municipality"
    return "stands twice among the members" if code in before else None


def _check_about(toml: _Toml, about: dict[str, Any]) -> None:
    """The name, version and base of the dataset; SettingsError when one cannot be used."""
    if not re.fullmatch(KEY_PATTERN, about.get("name", "")):
        raise toml.error("[dataset] needs a name of a-z, 0-9 and hyphens", "name", "dataset")
    if not re.fullmatch(_SEMVER, about.get("version", DEFAULT_VERSION)):
        raise toml.error("version must be three numbers as in 1.0.0 (SemVer)", "version", "dataset")
    if "base" not in about:
        raise toml.error(
            "[dataset] needs base, an address of your own that every identifier starts with, "
            'such as base = "https://data.example.org/"',
            "base",
            "dataset",
        )
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`#?]+/", about["base"]):
        raise toml.error("base must be an http(s) address that ends with /", "base", "dataset")


def _urls(toml: _Toml, folder: Path) -> dict[str, str]:
    """The addresses of the originals by file name; SettingsError for a name that is no file."""
    urls = toml.data.get("urls", {})
    if not isinstance(urls, dict) or not all(isinstance(u, str) for u in urls.values()):
        raise toml.error("[urls] gives an address for each file name", "urls")
    for name, url in urls.items():
        if not re.fullmatch(_HTTP, url):
            raise toml.error(f"the address of '{name}' must be http(s)", name, "urls")
        if not (folder / name).is_file():
            raise toml.error(f"[urls] names '{name}', which is no file beside it", name, "urls")
    return dict(urls)


def _publication(toml: _Toml, table: dict[str, Any]) -> Publication:
    allow, mask = toml.persons("allow"), toml.persons("mask")
    masked = {fold(person.name) for person in mask}
    for person in allow:
        if fold(person.name) in masked:
            raise toml.error(
                "a name stands both under allow and under mask", person.name, "publication"
            )
    return Publication(
        allow, mask, tuple(table.get("not_names", ())), table.get("unapproved", False)
    )


def read_settings(folder: Path) -> Settings:
    """The settings of a folder of minutes; SettingsError with file and line when one is wrong."""
    organizations = read_organizations(folder / ORGANIZATIONS_FILE)
    known = {o.row.id for o in organizations}
    people = read_people(folder / PEOPLE_FILE, known)
    path = folder / SETTINGS_FILE
    if not path.is_file():
        raise SettingsError("is missing; `socsam init` writes one to start from", path)
    toml = _Toml(path)
    for section in toml.data:
        if section not in _KEYS:
            raise toml.error(f"unknown section [{section}]", section)
    tables = {s: toml.data.get(s, {}) for s in ("dataset", "publisher", "release", "publication")}
    for section, table in tables.items():
        toml.checked(table, _KEYS[section], section)
    about = tables["dataset"]
    _check_about(toml, about)
    texts = {k: v for k, v in about.items() if k not in ("keywords", "keywords_en")}
    return Settings(
        **texts,
        keywords=tuple(about.get("keywords", ())),
        keywords_en=tuple(about.get("keywords_en", ())),
        publisher=Publisher(**tables["publisher"]),
        release_date=tables["release"].get("date"),
        bodies=_bodies(toml, known),
        publication=_publication(toml, tables["publication"]),
        organizations=organizations,
        people=people,
        urls=_urls(toml, folder),
    )


def _own_texts(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """The texts of dataset.toml that are published as they stand: section, key and text."""
    for key in ("title", "title_en", "description", "description_en"):
        yield "dataset", key, getattr(settings, key)
    for key in ("keywords", "keywords_en"):
        for word in getattr(settings, key):
            yield "dataset", key, word
    yield "publisher", "name", settings.publisher.name


def check_own_texts(settings: Settings, folder: Path, withheld: Callable[[str], bool]) -> None:
    """SettingsError for a text of the settings that holds a name which is not published.

    These texts do not come from minutes, so the publication policy does not mask them. The
    message says where, and does not repeat the name.
    """
    says = "holds the name of a person whose name is withheld; write it without the name"
    path = folder / SETTINGS_FILE
    for section, key, text in _own_texts(settings):
        if withheld(text):
            message = f"{key} in [{section}] {says}"
            if not path.is_file():
                raise SettingsError(message, path)
            raise _Toml(path).error(message, key, section)
    path = folder / ORGANIZATIONS_FILE
    for known in settings.organizations:
        row = known.row
        if any(withheld(text) for text in (row.name, row.name_en, row.short_name) if text):
            place = Place(str(path), row_line(path, row.id))
            raise SettingsError(f"a name of '{row.id}' {says}", place)
