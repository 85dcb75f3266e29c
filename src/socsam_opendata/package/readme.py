"""README.md of a package: what is here, how much of it, and how to cite it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.compute as pc

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.records import TABLES
from socsam_opendata.package.contents import README
from socsam_opendata.package.descriptor import LICENCE
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.texts import LANGUAGES, Phrase, say


def _row_counts(tables: Tables) -> str:
    """The tables with their rows, as Markdown."""
    lines = []
    for table in TABLES:
        rows = tables.count(table.name)
        labels = " | ".join(map(table.label, LANGUAGES))
        lines.append(f"| `{table.name}` | {labels} | {rows} |")
    return "\n".join(lines)


def _coverage(tables: Tables) -> Phrase:
    columns = ["lines", "lines_read", "lines_ignored", "lines_unread"]
    sources = tables.table("sources", columns)
    lines, read, ignored, unread = (pc.sum(sources[c]).as_py() or 0 for c in columns)
    facts = {"lines": lines, "read": read, "ignored": ignored, "unread": unread}
    return Phrase("readme.coverage", {**facts, "sources": len(sources)})


def _problem_counts(tables: Tables, language: str) -> str:
    """How many problems of each severity there are, in a language."""
    found = tables.table("problems", ["severity"])
    counts = Counter(found["severity"].to_pylist())
    said = (
        f"{code.label(language).lower()}: {counts[code.notation]}"
        for code in code_list("severity").codes
        if counts[code.notation]
    )
    return say("readme.problems", language, counts=", ".join(said) or Phrase("readme.no-problems"))


def readme(new: NewPackage) -> str:
    """The README of the tables written in a folder, Swedish first, then English."""
    settings, tables = new.settings, new.tables
    facts = {
        "name": settings.name,
        "publisher": settings.publisher.name or settings.title,
        "version": new.edition.version,
        "released": f" ({new.edition.day})" if new.edition.day else "",
        "licence": LICENCE["path"],
        "link": settings.homepage or f"{settings.base}id/dataset/{settings.name}",
        "tables": _row_counts(tables),
        "coverage": _coverage(tables),
    }
    return "\n".join(
        say(
            "readme.page",
            language,
            title=settings.label(language),
            description=settings.about(language),
            problems=_problem_counts(tables, language),
            **facts,
        )
        for language in LANGUAGES
    )


def write_readme(new: NewPackage) -> Path:
    """Write README.md about the tables that lie in the folder."""
    path = new.folder / README.path
    path.write_text(readme(new), encoding="utf-8", newline="\n")
    return path
