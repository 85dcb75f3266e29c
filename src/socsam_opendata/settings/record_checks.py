"""What dataset.toml says for the catalogue record: the form of addresses, numbers and notations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from socsam_opendata.errors import did_you_mean
from socsam_opendata.model.records import ORGANISATION_NUMBER
from socsam_opendata.settings.authorities import (
    AVAILABILITY,
    FREQUENCY,
    NOTATIONS,
    PUBLISHER_TYPE,
    THEME,
)
from socsam_opendata.settings.known import is_sole_traders
from socsam_opendata.settings.toml_file import FOLDER_ADDRESS, HTTP, TomlFile
from socsam_opendata.texts import Phrase

_EMAIL = r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+"
_NOTATIONS_OF = (
    ("catalogue", "themes", THEME), ("catalogue", "frequency", FREQUENCY),
    ("catalogue", "availability", AVAILABILITY), ("publisher", "type", PUBLISHER_TYPE),
)  # fmt: skip


def _must(
    toml: TomlFile, section: str, key: str, values: Iterable[str], pattern: str, form: Phrase
) -> None:
    """SettingsError for the first value that does not match as a whole."""
    for value in values:
        if not re.fullmatch(pattern, value):
            raise toml.error(
                "settings.form", key, section, key=key, section=section, form=form, value=value
            )


def _one_of(toml: TomlFile, section: str, key: str, values: Iterable[str], table: str) -> None:
    """SettingsError for the first value that is no notation of a table of `authority`."""
    known = NOTATIONS[table]
    for value in values:
        if value not in known:
            hint = did_you_mean(value.upper(), known, cutoff=0.4)
            raise toml.error("settings.notation", key, section, value=value, table=table, hint=hint)


def _check_addresses(toml: TomlFile, tables: Mapping[str, dict[str, Any]]) -> None:
    """The addresses and numbers of publisher, contact and catalogue have their form."""
    places = (("dataset", "homepage"), ("publisher", "url"), ("contact", "url"),
              ("catalogue", "spatial"), ("catalogue", "endpoint"))  # fmt: skip
    for section, key in places:
        given = tables[section].get(key, ())
        values = [given] if isinstance(given, str) else given
        _must(toml, section, key, values, HTTP, Phrase("errors.form.web"))
    for section in ("publisher", "contact"):
        given = tables[section].get("email")
        values = [] if given is None else [given]
        _must(toml, section, "email", values, _EMAIL, Phrase("errors.form.email"))
    number = tables["publisher"].get("organisation_number")
    if number is not None:
        form = Phrase("errors.form.organisation-number")
        _must(toml, "publisher", "organisation_number", [number], ORGANISATION_NUMBER, form)
        if is_sole_traders(number):
            raise toml.error("settings.sole-trader", "organisation_number", "publisher")
    files = tables["catalogue"].get("files")
    if files is not None:
        form = Phrase("errors.form.web-folder")
        _must(toml, "catalogue", "files", [files], FOLDER_ADDRESS, form)


def check_record(toml: TomlFile, tables: Mapping[str, dict[str, Any]]) -> None:
    """SettingsError for an address, number or word that the catalogue record cannot hold."""
    _check_addresses(toml, tables)
    for section, key, authority in _NOTATIONS_OF:
        given = tables[section].get(key, ())
        _one_of(toml, section, key, [given] if isinstance(given, str) else given, authority)
    if tables["catalogue"].get("formats", "iri") not in ("iri", "literal"):
        raise toml.error("settings.formats", "formats", "catalogue")
