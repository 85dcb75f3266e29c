"""Which version a package has.

That of the last release when its tables are exactly those, else one that says that it is none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from socsam_opendata.errors import PackageError
from socsam_opendata.model.release_records import UNRELEASED
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


def named(settings: Settings, folder: Path, schemas: Mapping[str, Mapping[str, Any]]) -> Settings:
    """The settings with the version of the tables written in a folder, and its day if released.

    `schemas` holds the Table Schema of every table by name.
    """
    version = version_of(settings, data_digest(folder, schemas))
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


def _schemas(folder: Path) -> dict[str, Any]:
    """The Table Schemas of the tables of a finished package, by name."""
    try:
        descriptor = json.loads((folder / "datapackage.json").read_bytes())
        return {
            resource["name"]: resource["schema"]
            for resource in descriptor["resources"]
            if resource.get("path") == f"data/{resource['name']}.csv" and "schema" in resource
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackageError("holds no descriptor that can be read", folder) from error


def data_digest(folder: Path, schemas: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """SHA-256 over the CSV files of a package and the functional parts of their Table Schemas.

    `schemas` gives the schemas by table name where the descriptor is not written yet. PackageError
    when the folder holds no such package.
    """
    described = _schemas(folder) if schemas is None else schemas
    whole = hashlib.sha256()
    for name in sorted(described):
        try:
            with (folder / "data" / f"{name}.csv").open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise PackageError(f"holds no data/{name}.csv that can be read", folder) from error
        schema = json.dumps(functional(described[name]), ensure_ascii=False, sort_keys=True)
        form = hashlib.sha256(schema.encode()).hexdigest()
        whole.update(f"{name} {content} {form}\n".encode())
    return whole.hexdigest()
