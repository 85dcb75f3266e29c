"""Which version a package has.

That of the last release when its tables are exactly those, else one that says that it is none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from socsam_opendata.errors import PackageError, SettingsError
from socsam_opendata.model.release_records import UNRELEASED
from socsam_opendata.package.checksums import Sums
from socsam_opendata.package.new_package import Edition
from socsam_opendata.package.package import Tables
from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, Settings


def version_of(settings: Settings, digest: str) -> str:
    """The version of tables with this digest: the last release's, or one ending in +unreleased."""
    if not settings.releases:
        return settings.version + UNRELEASED
    last = settings.releases[-1]
    return last.id if last.data_sha256 == digest else last.id + UNRELEASED


def effective_date(settings: Settings) -> dt.date | None:
    """The day that a build is of: that of the settings, or of the last release if it is later."""
    days = [settings.release_date, *(release.date for release in settings.releases[-1:])]
    return max((day for day in days if day), default=None)


def day_of_build(settings: Settings, minutes: Path | None, date: dt.date | None) -> dt.date:
    """The day that a build is of, `date` where it is given; SettingsError where none is known."""
    day = date or effective_date(settings)
    if day is not None:
        return day
    if minutes is None:
        raise SettingsError("release.no-day-given")
    raise SettingsError("release.no-day", minutes / SETTINGS_FILE)


def edition_of(
    settings: Settings, tables: Tables, date: dt.date | None, sums: Sums | None = None
) -> Edition:
    """The edition of the tables that were written: the last release's, or none, of that day."""
    version = version_of(settings, data_digest(tables, sums))
    if version.endswith(UNRELEASED):
        return Edition(version, date)
    return Edition(version, settings.releases[-1].date)


def functional(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a Table Schema that programs rely on: no titles, descriptions or labels."""
    fields = []
    for field in schema.get("fields", ()):
        rules = dict(field.get("constraints", {}))
        if "enum" in rules:
            rules["enum"] = sorted(map(str, rules["enum"]))
        kept = {key: field[key] for key in ("name", "type", "rdfType") if key in field}
        fields.append(kept | {"constraints": rules})
    keys = schema.get("foreignKeys", [])
    return {"fields": fields, "primaryKey": schema.get("primaryKey"), "foreignKeys": keys}


def data_digest(tables: Tables, sums: Sums | None = None) -> str:
    """SHA-256 over the CSV files of a package and the functional parts of their Table Schemas.

    `sums` holds what is known already. PackageError when a CSV file cannot be read.
    """
    of = (sums or Sums()).of
    whole = hashlib.sha256()
    for name, file in sorted(tables.files.items()):
        if file.csv is None:
            continue
        try:
            content = of(file.csv)
        except OSError as error:
            raise PackageError("package.no-csv", tables.folder, table=name) from error
        schema = json.dumps(functional(file.schema), ensure_ascii=False, sort_keys=True)
        form = hashlib.sha256(schema.encode()).hexdigest()
        whole.update(f"{name} {content} {form}\n".encode())
    return whole.hexdigest()
