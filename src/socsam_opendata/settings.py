"""dataset.toml and the small CSVs beside the minutes -> frozen Settings.

This is the only reader of these files; everybody else receives values. `docs/` and the comments
of `minutes/dataset.toml` explain every key.
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from socsam_opendata.errors import Place, SettingsError
from socsam_opendata.model.kinds import KEY_PATTERN
from socsam_opendata.model.records import Organization

SETTINGS_FILE = "dataset.toml"
DEFAULT_BASE = "https://w3id.org/socsam/"


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
class KnownOrganization:
    """A row of organizations.csv and its other printed spellings."""

    row: Organization
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A row of people.csv: this name, in this body and municipality, has this key."""

    body: str
    name: str
    id: str
    municipality: str | None = None


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
    version: str = "0.1.0"
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
_ORGANIZATION_COLUMNS = (
    "id", "name", "name_en", "short_name", "kind", "part_of", "municipality",
    "organisation_number", "wikidata", "spellings",
)  # fmt: skip
_PEOPLE_COLUMNS = ("body", "name", "municipality", "id")


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

    def error(self, message: str, word: str, section: str = "") -> SettingsError:
        """An error placed at the first line that holds the word, from the section's head on."""
        lines = list(enumerate(self.text.splitlines(), 1))
        head = next((n for n, line in lines if re.match(rf"\s*\[+{section}\b", line)), 1)
        at = next((n for n, line in lines if n >= head and word in line), None)
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
    bodies = []
    for entry in from_file:
        toml.checked(entry, _KEYS["bodies"], "[bodies]")
        if "id" not in entry:
            raise toml.error("each [[bodies]] needs an id", "bodies")
        if known and entry["id"] not in known:
            raise toml.error(
                f"body '{entry['id']}' is not in organizations.csv", entry["id"], "bodies"
            )
        for code in entry.get("members", []):
            if not re.fullmatch(r"\d{4}", code):
                raise toml.error(f"'{code}' is not a four-digit municipality code", code)
        bodies.append(
            Body(entry["id"], tuple(entry.get("members", ())), entry.get("seats"),
                 entry.get("substitute_seats"))
        )  # fmt: skip
    return tuple(bodies)


def _rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a small CSV with exactly these columns, each with its line number."""
    if not path.is_file():
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"is not UTF-8 text ({error.reason})", path) from error
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise SettingsError(f"must have the columns {','.join(columns)}", Place(str(path), 1))
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise SettingsError("has a row with the wrong number of cells",
                                Place(str(path), reader.line_num))  # fmt: skip
        rows.append((reader.line_num, {k: v.strip() for k, v in row.items()}))
    return rows


def _key(value: str, path: Path, line: int) -> str:
    if not re.fullmatch(KEY_PATTERN, value):
        raise SettingsError(
            f"id '{value}' may hold only a-z, 0-9 and single hyphens", Place(str(path), line)
        )
    return value


def _organizations(path: Path) -> tuple[KnownOrganization, ...]:
    found: dict[str, KnownOrganization] = {}
    rows = _rows(path, _ORGANIZATION_COLUMNS)
    ids = {row["id"] for _, row in rows}
    for line, row in rows:
        key = _key(row["id"], path, line)
        if key in found:
            raise SettingsError(f"id '{key}' stands twice", Place(str(path), line))
        if not row["name"] or not row["kind"]:
            raise SettingsError(f"'{key}' needs a name and a kind", Place(str(path), line))
        if row["part_of"] and row["part_of"] not in ids:
            raise SettingsError(f"part_of '{row['part_of']}' is no id here", Place(str(path), line))
        cells: dict[str, Any] = {
            c: row[c] or None for c in _ORGANIZATION_COLUMNS if c != "spellings"
        }
        spellings = tuple(s.strip() for s in row["spellings"].split("|") if s.strip())
        found[key] = KnownOrganization(Organization(**cells), spellings)
    return tuple(found.values())


def _people(path: Path) -> tuple[KnownPerson, ...]:
    return tuple(
        KnownPerson(r["body"], r["name"], _key(r["id"], path, line), r["municipality"] or None)
        for line, r in _rows(path, _PEOPLE_COLUMNS)
    )


def read_settings(folder: Path) -> Settings:
    """The settings of a folder of minutes; SettingsError with file and line when one is wrong."""
    organizations = _organizations(folder / "organizations.csv")
    people = _people(folder / "people.csv")
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
    about, publication = tables["dataset"], tables["publication"]
    if not re.fullmatch(KEY_PATTERN, about.get("name", "")):
        raise toml.error("[dataset] needs a name of a-z, 0-9 and hyphens", "name")
    base = about.get("base", DEFAULT_BASE)
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`#?]+/", base):
        raise toml.error("base must be an http(s) address that ends with /", "base")
    urls = toml.data.get("urls", {})
    if not isinstance(urls, dict) or not all(isinstance(u, str) for u in urls.values()):
        raise toml.error("[urls] gives an address for each file name", "urls")
    texts = {k: v for k, v in about.items() if k not in ("base", "keywords", "keywords_en")}
    return Settings(
        **texts,
        keywords=tuple(about.get("keywords", ())),
        keywords_en=tuple(about.get("keywords_en", ())),
        base=base,
        publisher=Publisher(**tables["publisher"]),
        release_date=tables["release"].get("date"),
        bodies=_bodies(toml, {o.row.id for o in organizations}),
        publication=Publication(
            toml.persons("allow"),
            toml.persons("mask"),
            tuple(publication.get("not_names", ())),
            publication.get("unapproved", False),
        ),
        organizations=organizations,
        people=people,
        urls=dict(urls),
    )
