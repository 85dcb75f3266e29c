"""dataset.toml and the small CSVs beside the minutes -> frozen Settings.

This and `known`, which reads the CSVs, are the only readers of these files; everybody else
receives values. `docs/` and the comments of `minutes/dataset.toml` explain every key.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from socsam_opendata.errors import Place, SettingsError, given_path
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KEY_PATTERN
from socsam_opendata.model.release_records import SEMVER, Release, build_metadata
from socsam_opendata.settings.history import HISTORY_FOLDER, read_releases
from socsam_opendata.settings.known import (
    ORGANIZATIONS_FILE,
    PEOPLE_FILE,
    KnownOrganization,
    KnownPerson,
    read_organizations,
    read_people,
)
from socsam_opendata.settings.limits import LIMITS, Limits, limits_of
from socsam_opendata.settings.names_review import (
    ALLOW,
    MASK,
    NOT_A_NAME,
    REVIEW_FILE,
    Review,
    read_review,
)
from socsam_opendata.settings.record_checks import check_record
from socsam_opendata.settings.toml_file import FOLDER_ADDRESS, HTTP, TomlFile
from socsam_opendata.texts import either, say

SETTINGS_FILE = "dataset.toml"
# Only for reading a document without a dataset.toml; a dataset states its own.
DEFAULT_BASE = "https://w3id.org/socsam/"
DEFAULT_VERSION = "0.1.0"
# Stands for the address of the data in a package of a folder that states none.
GUESSED_BASE = "https://data.example.org/"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the dataset.

    `type` is a notation of http://purl.org/adms/publishertype/, `organisation_number` ten digits
    with a hyphen.
    """

    name: str = ""
    url: str | None = None
    email: str | None = None
    type: str | None = None
    organisation_number: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about the dataset: an office rather than a person."""

    name: str = ""
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the catalogue record says beside title, publisher and contact.

    `files` is the address of the package's folder and ends with a slash, or None where none is
    stated; themes, frequency and availability are notations of the European Union's tables, spatial
    holds addresses of places; `formats` says how formats are written: `iri`, or `literal` as in the
    Swedish template.
    """

    files: str | None = None
    themes: tuple[str, ...] = ("GOVE",)
    spatial: tuple[str, ...] = ()
    frequency: str = "IRREG"
    availability: str = "AVAILABLE"
    endpoint: str | None = None
    formats: str = "iri"


@dataclass(frozen=True, slots=True)
class Body:
    """A body whose minutes are read: its organization key, member municipalities and seats."""

    id: str
    members: tuple[str, ...] = ()
    seats: int | None = None
    substitute_seats: int | None = None


@dataclass(frozen=True, slots=True)
class StatedDocument:
    """What a person says of a document: which body met when, and what became of its minutes.

    `body` is the key of its organization, `url` the address of the original.
    """

    body: str | None = None
    date: dt.date | None = None
    adjusted_on: dt.date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person named in a text, and why the name is let through or masked.

    `ahead` lets a mask wait for minutes in which the name stands; a `reviewed` answer of
    names-to-review.csv has a reason that is never published.
    """

    name: str
    reason: str
    ahead: bool = False
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """The decisions about names and unapproved minutes that a person has taken.

    `unknown_names` says what becomes of whoever may be a person and is not decided: `mask`, or
    `stop` for an error. `answered` are the `not_names` that stand in names-to-review.csv.
    """

    allow: tuple[NamedPerson, ...] = ()
    mask: tuple[NamedPerson, ...] = ()
    not_names: tuple[str, ...] = ()
    unapproved: bool = False
    unknown_names: str = "mask"
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a dataset says of itself; `folder` is where it was read, if it was.

    `outdated` are sections of its file that still work, and that another one has taken over;
    `guessed` are the keys that nobody stated and that stand in a package for ever.
    """

    name: str = "minutes"
    title: str = say("descriptor.title", "sv")
    title_en: str = say("descriptor.title", "en")
    description: str = ""
    description_en: str = ""
    base: str = DEFAULT_BASE
    homepage: str | None = None
    keywords: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    version: str = DEFAULT_VERSION
    publisher: Publisher = field(default_factory=Publisher)
    contact: Contact = field(default_factory=Contact)
    catalogue: Catalogue = field(default_factory=Catalogue)
    release_date: dt.date | None = None
    bodies: tuple[Body, ...] = ()
    publication: Publication = field(default_factory=Publication)
    organizations: tuple[KnownOrganization, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    documents: dict[str, StatedDocument] = field(default_factory=dict)
    limits: Limits = LIMITS
    outdated: tuple[str, ...] = field(default=(), compare=False)
    guessed: tuple[str, ...] = field(default=(), compare=False)
    releases: tuple[Release, ...] = ()
    folder: Path | None = field(default=None, compare=False, repr=False)

    def label(self, language: str) -> str:
        """The title in `sv` or `en`."""
        return either(language, self.title, self.title_en)

    def about(self, language: str) -> str:
        """The description in `sv` or `en`."""
        return either(language, self.description, self.description_en)

    def words(self, language: str) -> tuple[str, ...]:
        """The keywords in `sv` or `en`."""
        return either(language, self.keywords, self.keywords_en)

    def document(self, name: str) -> StatedDocument:
        """What is stated of the document of a file name."""
        return self.documents.get(name, StatedDocument())

    @property
    def files(self) -> str:
        """The address of the package's folder: the one stated, else one under `base`."""
        return self.catalogue.files or f"{self.base}files/"


# How a value of a field is written in TOML; fields of other types come from elsewhere.
_WRITTEN: dict[Any, Any] = {
    str: str, str | None: str, int: int, int | None: int, bool: bool, tuple[str, ...]: list[str],
    dt.date | None: dt.date,
    tuple[NamedPerson, ...]: list[dict[str, Any]],
}  # fmt: skip


def _keys(kind: type) -> dict[str, Any]:
    """The keys of a section, by the class that holds what it says, and their types in TOML."""
    hints = get_type_hints(kind)
    names = (one.name for one in fields(kind))
    return {name: _WRITTEN[hints[name]] for name in names if hints[name] in _WRITTEN}


# What settings hold beside the keys of [dataset].
_BESIDE_KEYS = ("release_date", "outdated", "guessed")
_KEYS: dict[str, dict[str, Any]] = {
    "dataset": {key: kind for key, kind in _keys(Settings).items() if key not in _BESIDE_KEYS},
    "publisher": _keys(Publisher),
    "contact": _keys(Contact),
    "catalogue": _keys(Catalogue),
    "release": {"date": dt.date},
    "bodies": _keys(Body),
    "publication": _keys(Publication),
    "documents": _keys(StatedDocument),
    "limits": _keys(Limits),
    "urls": {},
}
_PERSON_KEYS: dict[str, dict[str, Any]] = {
    "allow": {"name": str, "reason": str},
    "mask": {"name": str, "reason": str, "ahead": bool},
}
# What becomes of whoever may be a person and is not decided.
UNKNOWN_NAMES = ("mask", "stop")


def _printed(name: str) -> str:
    """A name as minutes are read: in NFC, with one space between words."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _persons(toml: TomlFile, key: str) -> tuple[NamedPerson, ...]:
    """The entries of publication.allow or .mask; each needs a name and a reason."""
    found = []
    for entry in toml.data.get("publication", {}).get(key, []):
        toml.checked(entry, _PERSON_KEYS[key], f"publication.{key}")
        if not entry.get("name", "").strip() or not entry.get("reason", "").strip():
            raise toml.error("settings.no-reason", key, key=key)
        name = _printed(entry["name"])
        found.append(NamedPerson(name, entry["reason"].strip(), entry.get("ahead", False)))
    return tuple(found)


def _bodies(toml: TomlFile, known: set[str]) -> tuple[Body, ...]:
    from_file = toml.data.get("bodies", [])
    if not isinstance(from_file, list):
        raise toml.error("settings.bodies-form", "bodies")
    bodies: dict[str, Body] = {}
    for nth, entry in enumerate(from_file):
        toml.checked(entry, _KEYS["bodies"], "[bodies]")
        if "id" not in entry:
            raise toml.error("settings.body-no-id", "bodies")
        key = entry["id"]
        if known and key not in known:
            raise toml.error("settings.body-unknown", key, "bodies", nth, body=key)
        if key in bodies:
            raise toml.error("settings.body-twice", key, "bodies", nth, body=key)
        for name in ("seats", "substitute_seats"):
            if entry.get(name, 0) < 0:
                raise toml.error("settings.negative", name, "bodies", nth, key=name)
        members = tuple(entry.get("members", ()))
        for at, code in enumerate(members):
            if not re.fullmatch(r"[0-9]{4}", code):
                raise toml.error("settings.member-digits", code, "bodies", nth, code=code)
            if code not in registry().municipality_by_id:
                raise toml.error("settings.member-unknown", code, "bodies", nth, code=code)
            if code in members[:at]:
                raise toml.error("settings.member-twice", code, "bodies", nth, code=code)
        bodies[key] = Body(key, members, entry.get("seats"), entry.get("substitute_seats"))
    return tuple(bodies.values())


def _check_about(toml: TomlFile, about: dict[str, Any]) -> None:
    """The name, version and base of the dataset; SettingsError when one cannot be used."""
    if not re.fullmatch(KEY_PATTERN, about.get("name", "")):
        raise toml.error("settings.name", "name", "dataset")
    version = about.get("version", DEFAULT_VERSION)
    if not re.fullmatch(SEMVER, version):
        raise toml.error("settings.version", "version", "dataset")
    if build_metadata(version):
        raise toml.error("settings.version-build", "version", "dataset", version=version)
    if not about.get("title", "given by default").strip():
        raise toml.error("settings.title", "title", "dataset")
    if "base" not in about:
        raise toml.error("settings.no-base", "base", "dataset")
    if not re.fullmatch(FOLDER_ADDRESS, about["base"]):
        raise toml.error("settings.base", "base", "dataset")


def _documents(toml: TomlFile, bodies: set[str]) -> dict[str, StatedDocument]:
    """What is stated of documents, by file name; SettingsError for a name that is no file.

    `[urls]` is an older place for their addresses.
    """
    stated, urls = toml.data.get("documents", {}), toml.data.get("urls", {})
    if not isinstance(stated, dict) or not all(isinstance(one, dict) for one in stated.values()):
        raise toml.error("settings.documents-form", "documents")
    if not isinstance(urls, dict) or not all(isinstance(url, str) for url in urls.values()):
        raise toml.error("settings.urls-form", "urls")
    found = {}
    for name, entry in stated.items():
        toml.checked(entry, _KEYS["documents"], "documents")
        if entry.get("body", "") not in {"", *bodies}:
            raise toml.error("settings.document-body", name, "documents", body=entry["body"])
        found[name] = StatedDocument(**entry)
    for name, url in urls.items():
        one = found.setdefault(name, StatedDocument())
        if one.url not in (None, url):
            raise toml.error("settings.url-twice", name, "urls", file=name)
        found[name] = replace(one, url=url)
    for name, one in found.items():
        section = "urls" if name in urls else "documents"
        if one.url is not None and not re.fullmatch(HTTP, one.url):
            raise toml.error("settings.url-no-http", name, section, file=name)
        if not (toml.path.parent / name).is_file():
            raise toml.error("settings.no-document", name, section, section=section, file=name)
    return found


def _catalogue(toml: TomlFile, tables: Mapping[str, dict[str, Any]]) -> Catalogue:
    """What the catalogue record says; SettingsError for a word that its tables do not have."""
    check_record(toml, tables)
    known: dict[str, Any] = dict(tables["catalogue"])
    for key in ("themes", "spatial"):
        if key in known:
            known[key] = tuple(known[key])
    return Catalogue(**known)


def _publication(toml: TomlFile, table: dict[str, Any]) -> Publication:
    allow, mask = _persons(toml, "allow"), _persons(toml, "mask")
    masked = {fold(person.name) for person in mask}
    for person in allow:
        if fold(person.name) in masked:
            raise toml.error("settings.allow-and-mask", person.name, "publication")
    unknown = table.get("unknown_names", UNKNOWN_NAMES[0])
    if unknown not in UNKNOWN_NAMES:
        known = ", ".join(UNKNOWN_NAMES)
        raise toml.error(
            "settings.unknown-names", "unknown_names", "publication", given=unknown, known=known
        )
    stated = Publication(
        allow,
        mask,
        tuple(unicodedata.normalize("NFC", n) for n in table.get("not_names", ())),
        table.get("unapproved", False),
        unknown,
    )
    return with_answers(stated, read_review(toml.path.parent), toml.path.with_name(REVIEW_FILE))


def with_answers(stated: Publication, review: Review, path: Path) -> Publication:
    """The decisions of dataset.toml with those of names-to-review.csv, which give way to them.

    SettingsError with the line of an answer that says another thing than dataset.toml.
    """
    said = {fold(p.name): ALLOW for p in stated.allow} | {fold(p.name): MASK for p in stated.mask}
    said |= {fold(name): NOT_A_NAME for name in stated.not_names}
    more: dict[str, list[NamedPerson]] = {answer: [] for answer in (ALLOW, MASK, NOT_A_NAME)}
    for answer, found in more.items():
        for row in review.answered(answer):
            before = said.get(fold(row.name))
            if before is None:
                found.append(NamedPerson(row.name, row.reason, ahead=True, reviewed=True))
            elif before != answer:
                raise SettingsError("review.other-answer", Place(str(path), row.line), said=before)
    return replace(
        stated,
        allow=(*stated.allow, *more[ALLOW]),
        mask=(*stated.mask, *more[MASK]),
        not_names=(*stated.not_names, *(p.name for p in more[NOT_A_NAME])),
        answered=frozenset(p.name for p in more[NOT_A_NAME]),
    )


def read_settings(folder: str | os.PathLike[str]) -> Settings:
    """The settings of a folder of minutes; SettingsError with file and line when one is wrong."""
    folder = given_path("folder", folder)
    organizations = read_organizations(folder / ORGANIZATIONS_FILE)
    known = {o.row.id for o in organizations}
    people = read_people(folder / PEOPLE_FILE, known)
    path = folder / SETTINGS_FILE
    if not path.is_file():
        raise SettingsError("settings.missing", path)
    toml = TomlFile(path)
    for section in toml.data:
        if section not in _KEYS:
            raise toml.error("toml.unknown-section", section, section=section)
    sections = ("dataset", "publisher", "contact", "catalogue", "release", "publication", "limits")
    tables = {section: toml.data.get(section, {}) for section in sections}
    for section, table in tables.items():
        toml.checked(table, _KEYS[section], section)
    about = tables["dataset"]
    _check_about(toml, about)
    bodies = _bodies(toml, known)
    texts = {k: v for k, v in about.items() if k not in ("keywords", "keywords_en")}
    return Settings(
        **texts,
        keywords=tuple(about.get("keywords", ())),
        keywords_en=tuple(about.get("keywords_en", ())),
        publisher=Publisher(**tables["publisher"]),
        contact=Contact(**tables["contact"]),
        catalogue=_catalogue(toml, tables),
        release_date=tables["release"].get("date"),
        bodies=bodies,
        publication=_publication(toml, tables["publication"]),
        organizations=organizations,
        people=people,
        releases=read_releases(folder),
        documents=_documents(toml, {body.id for body in bodies} & known or known),
        limits=limits_of(toml, tables["limits"]),
        outdated=("urls",) if toml.data.get("urls") else (),
        folder=folder,
    )


def settings_or_guesses(folder: Path) -> Settings:
    """The settings of a folder of minutes; those of one with minutes alone are guesses.

    The day of its build is today. Where anything else of settings lies, dataset.toml is missing.
    """
    own = (SETTINGS_FILE, ORGANIZATIONS_FILE, PEOPLE_FILE, HISTORY_FOLDER)
    if not folder.is_dir() or any((folder / name).exists() for name in own):
        return read_settings(folder)
    publication = with_answers(Publication(), read_review(folder), folder / REVIEW_FILE)
    return Settings(
        base=GUESSED_BASE, release_date=dt.date.today(), publication=publication, folder=folder,
        guessed=("base", "release.date"),
    )  # fmt: skip


def _holds_minutes(folder: Path) -> bool:
    """Whether a folder has a dataset.toml of ours: one that says a base."""
    try:
        found = tomllib.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    about = found.get("dataset")
    return isinstance(about, dict) and "base" in about


def minutes_around(folder: Path) -> Path | None:
    """The folder of minutes that a folder is or lies in, links followed; None where it is in none.

    What is no document there stops every later build, so nothing is written into one.
    """
    place = folder.resolve()
    return next(filter(_holds_minutes, (place, *place.parents)), None)


def settings_beside(file: Path) -> Settings:
    """The settings of the folder that a document lies in, or those of nobody where it has none."""
    folder = file.resolve().parent
    return read_settings(folder) if (folder / SETTINGS_FILE).is_file() else Settings()
