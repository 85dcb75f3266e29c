"""datapackage.json: what lies in a package, for programs.

Data Package v2 (https://datapackage.org). The descriptor is made of the written files: bytes and
hashes are theirs (of Parquet as `byteSize` and `sha256`). English titles and descriptions stand
beside the Swedish ones as `title_en` and `description_en`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from socsam_opendata.model.records import TABLES
from socsam_opendata.model.release_records import PUBLISHED_HISTORY
from socsam_opendata.package.contents import CONTENTS, HISTORY, TABLE_CSV, TABLE_PARQUET, media_of
from socsam_opendata.package.described import DESCRIPTOR
from socsam_opendata.package.indented import indented_json
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.table_schema import table_schema
from socsam_opendata.settings.authorities import CC0_PAGE
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import in_both, say

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC0-1.0",
    "title": "Creative Commons CC0 1.0",
    "path": CC0_PAGE,
}


def _file(new: NewPackage, path: Path) -> dict[str, Any]:
    """Path, format, media type, bytes and hash of a written file."""
    digest = new.sums.of(path)
    found: dict[str, Any] = {
        "path": path.relative_to(new.folder).as_posix(),
        "format": path.suffix.removeprefix("."),
        "mediatype": media_of(path).type,
    }
    size = path.stat().st_size
    if path.suffix == ".parquet":
        # Frictionless 5 never counts the bytes of Parquet and reports any number as wrong.
        return found | {"byteSize": size, "sha256": digest}
    encoding = {"encoding": "utf-8"} if media_of(path).text else {}
    return found | encoding | {"bytes": size, "hash": f"sha256:{digest}"}


def _history_resources(new: NewPackage) -> Iterator[dict[str, Any]]:
    """The dataset's own history: releases, what each changed, and what was withdrawn."""
    for table in PUBLISHED_HISTORY:
        yield {
            "name": table.name,
            "type": "table",
            "title": table.sv,
            "title_en": table.en,
            "description": table.about_sv,
            "description_en": table.about_en,
            **_file(new, new.folder / HISTORY.at(history=table.name)),
            "schema": table_schema(table),
        }


def _table_resources(new: NewPackage, suffix: str) -> Iterator[dict[str, Any]]:
    content = TABLE_PARQUET if suffix else TABLE_CSV
    for table in TABLES:
        yield {
            "name": table.name + suffix,
            "type": "table",
            "title": table.sv,
            "title_en": table.en,
            "description": table.about_sv,
            "description_en": table.about_en,
            **_file(new, new.folder / content.at(table=table.name)),
            "schema": table_schema(table, suffix),
        }


def _other_resources(new: NewPackage) -> Iterator[dict[str, Any]]:
    """The whole graph and the vocabulary; other files are parts of these.

    The workbook is none: a validator would open it as one table and guess what its cells are.
    """
    found = [
        (path, content)
        for content in CONTENTS
        if content.resource
        for path in new.folder.glob(content.pattern)
    ]
    for path, content in sorted(found, key=lambda pair: pair[0]):
        relative = path.relative_to(new.folder).as_posix()
        yield {
            "name": str(content.resource).format(**(content.names(relative) or {})),
            "title": content.about("sv", relative),
            "title_en": content.about("en", relative),
            **_file(new, path),
        }


def _publisher(settings: Settings) -> dict[str, Any]:
    publisher = settings.publisher
    named = {"title": publisher.name, "path": publisher.url, "email": publisher.email}
    return {key: value for key, value in named.items() if value} | {"roles": ["publisher"]}


def descriptor(new: NewPackage) -> dict[str, Any]:
    """The descriptor of the files that are written."""
    settings = new.settings
    about: dict[str, Any] = {
        "$schema": PROFILE,
        "name": settings.name,
        "id": f"{settings.base}id/dataset/{settings.name}",
        **in_both("title", settings.label),
        **in_both("description", settings.about),
        "homepage": settings.homepage,
        "version": new.edition.version,
        "keywords": [*settings.keywords, *settings.keywords_en],
        "licenses": [LICENCE],
    }
    if new.edition.day:
        about["created"] = f"{new.edition.day}T00:00:00Z"
    if settings.publisher.name:
        about["contributors"] = [_publisher(settings)]
        title = say("descriptor.source", "sv", publisher=settings.publisher.name)
        source = {"title": title, "path": settings.homepage}
        about["sources"] = [{key: value for key, value in source.items() if value}]
    resources = [
        *_table_resources(new, ""),
        *_table_resources(new, "-parquet"),
        *_history_resources(new),
        *_other_resources(new),
    ]
    return {key: value for key, value in about.items() if value} | {"resources": resources}


def write_descriptor(new: NewPackage) -> Path:
    """Write datapackage.json about the files that are written."""
    path = new.folder / DESCRIPTOR
    text = indented_json(descriptor(new))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return path
