"""Which version a package has.

That of the last release when its tables are exactly those, else one that says that it is none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from socsam_opendata.errors import PackageError
from socsam_opendata.model.release_records import UNRELEASED
from socsam_opendata.package.checksums import sha256
from socsam_opendata.package.package import Tables
from socsam_opendata.settings.dataset_toml import Settings


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


def named(settings: Settings, tables: Tables) -> Settings:
    """The settings with the version of the tables that were written, and its day if released."""
    version = version_of(settings, data_digest(tables))
    if version.endswith(UNRELEASED):
        return replace(settings, version=version)
    return replace(settings, version=version, release_date=settings.releases[-1].date)


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


def data_digest(tables: Tables) -> str:
    """SHA-256 over the CSV files of a package and the functional parts of their Table Schemas.

    PackageError when a CSV file cannot be read.
    """
    whole = hashlib.sha256()
    for name, file in sorted(tables.files.items()):
        if file.csv is None:
            continue
        try:
            content = sha256(file.csv)
        except OSError as error:
            raise PackageError("package.no-csv", tables.folder, table=name) from error
        schema = json.dumps(functional(file.schema), ensure_ascii=False, sort_keys=True)
        form = hashlib.sha256(schema.encode()).hexdigest()
        whole.update(f"{name} {content} {form}\n".encode())
    return whole.hexdigest()
