"""datapackage.json and README.md: what lies in a package, for programs and for people.

Data Package v2 (https://datapackage.org). The descriptor is made of the written files: bytes and
hashes are theirs (of Parquet as `byteSize` and `sha256`). English titles and descriptions stand
beside the Swedish ones as `title_en` and `description_en`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import expand
from socsam_opendata.model.kinds import CodeOf, KeyOf, Kind, YesNo
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.release_records import PUBLISHED_HISTORY
from socsam_opendata.model.table import Column, Table
from socsam_opendata.package.checksums import sha256
from socsam_opendata.package.media import MEDIA, media_of
from socsam_opendata.settings.authorities import CC0_PAGE
from socsam_opendata.settings.dataset_toml import Settings

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC0-1.0",
    "title": "Creative Commons CC0 1.0",
    "path": CC0_PAGE,
}
# Frictionless reads Parquet through pandas, which has its own words for nothing.
_MISSING_IN_PARQUET = ["", "nan", "NaT"]


def _constraints(column: Column) -> dict[str, Any]:
    kind = column.kind
    found: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.name == "id":
        found["unique"] = True
    if isinstance(kind, CodeOf):
        found["enum"] = [code.notation for code in code_list(kind.scheme).codes]
    elif isinstance(kind, YesNo):
        found["enum"] = ["yes", "no"]
    elif kind.pattern:
        found["pattern"] = kind.pattern
    if column.means.minimum is not None:
        found["minimum"] = column.means.minimum
    return found


def _categories(kind: Kind) -> list[dict[str, str]]:
    if not isinstance(kind, CodeOf):
        return []
    return [{"value": code.notation, "label": code.sv} for code in code_list(kind.scheme).codes]


def _field(column: Column) -> dict[str, Any]:
    means = column.means
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.kind.table_type,
        "title": means.sv,
        "title_en": means.en,
        "description": means.about_sv,
        "description_en": means.about_en,
    }
    if means.term:
        field["rdfType"] = expand(means.term)
    categories = _categories(column.kind)
    if categories:
        field["categories"] = categories
    return field | {"constraints": _constraints(column)} if _constraints(column) else field


@cache
def table_schema(table: Table, suffix: str = "") -> dict[str, Any]:
    """The Table Schema of a table; `suffix` ends the names of the resources that keys refer to."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": ["id"],
        "missingValues": _MISSING_IN_PARQUET if suffix else [""],
    }
    keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.kind.target == table.name else column.kind.target + suffix,
                "fields": ["id"],
            },
        }
        for column in table.columns
        if isinstance(column.kind, KeyOf)
    ]
    return schema | {"foreignKeys": keys} if keys else schema


def _file(folder: Path, path: Path) -> dict[str, Any]:
    """Path, format, media type, bytes and hash of a written file."""
    digest = sha256(path)
    found: dict[str, Any] = {
        "path": path.relative_to(folder).as_posix(),
        "format": path.suffix.removeprefix("."),
        "mediatype": media_of(path).type,
    }
    size = path.stat().st_size
    if path.suffix == ".parquet":
        # Frictionless 5 never counts the bytes of Parquet and reports any number as wrong.
        return found | {"byteSize": size, "sha256": digest}
    encoding = {"encoding": "utf-8"} if media_of(path).text else {}
    return found | encoding | {"bytes": size, "hash": f"sha256:{digest}"}


def _history_resources(folder: Path) -> Iterator[dict[str, Any]]:
    """The dataset's own history: releases, what each changed, and what was withdrawn."""
    for table in PUBLISHED_HISTORY:
        yield {
            "name": table.name,
            "type": "table",
            "title": table.sv,
            "title_en": table.en,
            "description": table.about_sv,
            "description_en": table.about_en,
            **_file(folder, folder / f"{table.name}.csv"),
            "schema": table_schema(table),
        }


def _table_resources(folder: Path, suffix: str) -> Iterator[dict[str, Any]]:
    extension = "parquet" if suffix else "csv"
    for table in TABLES:
        yield {
            "name": table.name + suffix,
            "type": "table",
            "title": table.sv,
            "title_en": table.en,
            "description": table.about_sv,
            "description_en": table.about_en,
            **_file(folder, folder / "data" / f"{table.name}.{extension}"),
            "schema": table_schema(table, suffix),
        }


def _other_resources(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The whole graph and the vocabulary; other files are parts of these.

    The workbook is none: a validator would open it as one table and guess what its cells are.
    """
    path = folder / "rdf" / f"{name}.nq"
    if path.is_file():
        said = {
            "title": "Samma uppgifter som länkade data",
            "title_en": "The same facts as linked data",
        }
        yield {"name": "rdf", **said, **_file(folder, path)}
    for path in sorted((folder / "vocab").glob("*")):
        if path.suffix in MEDIA:
            kind = path.suffix.removeprefix(".")
            yield {
                "name": f"vocab-{path.stem}-{kind}",
                "title": f"Vokabulär: {path.name}",
                "title_en": f"Vocabulary: {path.name}",
                **_file(folder, path),
            }


def _publisher(settings: Settings) -> dict[str, Any]:
    publisher = settings.publisher
    named = {"title": publisher.name, "path": publisher.url, "email": publisher.email}
    return {key: value for key, value in named.items() if value} | {"roles": ["publisher"]}


def descriptor(settings: Settings, folder: Path) -> dict[str, Any]:
    """The descriptor of the files written in a folder."""
    about: dict[str, Any] = {
        "$schema": PROFILE,
        "name": settings.name,
        "id": f"{settings.base}id/dataset/{settings.name}",
        "title": settings.title,
        "title_en": settings.title_en,
        "description": settings.description,
        "description_en": settings.description_en,
        "homepage": settings.homepage,
        "version": settings.version,
        "keywords": [*settings.keywords, *settings.keywords_en],
        "licenses": [LICENCE],
    }
    if settings.release_date:
        about["created"] = f"{settings.release_date.isoformat()}T00:00:00Z"
    if settings.publisher.name:
        about["contributors"] = [_publisher(settings)]
        source = {"title": f"Protokoll från {settings.publisher.name}", "path": settings.homepage}
        about["sources"] = [{key: value for key, value in source.items() if value}]
    resources = [
        *_table_resources(folder, ""),
        *_table_resources(folder, "-parquet"),
        *_history_resources(folder),
        *_other_resources(folder, settings.name),
    ]
    return {key: value for key, value in about.items() if value} | {"resources": resources}


def write_descriptor(settings: Settings, folder: Path) -> Path:
    """Write datapackage.json about the files that lie in the folder."""
    path = folder / "datapackage.json"
    text = json.dumps(descriptor(settings, folder), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return path


# --- README.md of the package
