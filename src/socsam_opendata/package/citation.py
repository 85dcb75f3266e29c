"""CITATION.cff: how to cite the dataset (Citation File Format 1.2.0)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from socsam_opendata.package.contents import CITATION
from socsam_opendata.package.new_package import Edition, NewPackage
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import LANGUAGES, say


def _quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar: JSON's, with what does not print escaped as well."""
    return "".join(
        c if c.isprintable() else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}"
        for c in json.dumps(text, ensure_ascii=False)
    )


def citation(settings: Settings, edition: Edition) -> dict[str, Any]:
    """What CITATION.cff says: texts, lists of texts, and lists of texts by key."""
    publisher = settings.publisher
    author = {"name": publisher.name or settings.title, "website": publisher.url,
              "email": publisher.email}  # fmt: skip
    said: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": " / ".join(say("citation.message", language) for language in LANGUAGES),
        "type": "dataset",
        "title": settings.title,
        "abstract": settings.description,
        "authors": [{key: value for key, value in author.items() if value}],
        "version": edition.version,
        "license": "CC0-1.0",
        "url": settings.homepage,
        "repository": settings.catalogue.files,
        "identifiers": [
            {"type": "url", "value": f"{settings.base}id/dataset/{settings.name}"},
        ],
        "keywords": list(dict.fromkeys(filter(None, (*settings.keywords, *settings.keywords_en)))),
    }
    if edition.day and edition.released:
        said["date-released"] = edition.day
    return {key: value for key, value in said.items() if value}


def _lines(said: dict[str, Any]) -> Iterator[str]:
    for key, value in said.items():
        if isinstance(value, str):
            yield f"{key}: {_quoted(value)}"
            continue
        yield f"{key}:"
        for entry in value:
            if isinstance(entry, str):
                yield f"  - {_quoted(entry)}"
                continue
            pairs = [f"{name}: {_quoted(text)}" for name, text in entry.items()]
            yield from (f"  {'  ' if n else '- '}{pair}" for n, pair in enumerate(pairs))


def write_citation(new: NewPackage) -> Path:
    """Write CITATION.cff of the edition that is built."""
    path = new.folder / CITATION.path
    text = "".join(f"{line}\n" for line in _lines(citation(new.settings, new.edition)))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
