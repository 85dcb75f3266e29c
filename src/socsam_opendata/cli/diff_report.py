"""What `socsam diff` tells: for people in Swedish or English, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from socsam_opendata.cli.printing import as_table, shown
from socsam_opendata.model.release_records import change_label
from socsam_opendata.release.compare import Difference, RowChange, SchemaChange, TableDifference
from socsam_opendata.release.renames import Rename
from socsam_opendata.texts import say

# How many rows that differ are shown to people; JSON has all of them.
SHOWN_ROWS = 30


def _columns(language: str, *names: str) -> list[str]:
    return [say(f"release.column.{name}", language) for name in names]


def counts_text(tables: Iterable[TableDifference], language: str) -> str:
    """How many rows of each table differ; nothing where none does."""
    columns = _columns(language, "table", "before", "after", "added", "changed", "removed")
    rows = [
        [shown(t.table), *map(str, (t.old_rows, t.new_rows, t.added, t.changed, t.removed))]
        for t in tables
        if not t.same
    ]
    return as_table(columns, rows) if rows else ""


def schemas_text(changes: Iterable[SchemaChange], language: str) -> str:
    """How the schemas of tables and the code lists differ; nothing where they do not."""
    columns = _columns(language, "table", "column", "change", "old", "new")
    rows = []
    for found in changes:
        words = change_label(found.change, language)
        if found.same_as:
            words = say("release.same-as", language, change=words, name=shown(found.same_as))
        rows.append([shown(found.table), shown(found.column), words, shown(found.old),
                     shown(found.new)])  # fmt: skip
    return as_table(columns, rows, say("release.schemas", language)) if rows else ""


def renames_text(renames: Sequence[Rename], language: str) -> str:
    """The meetings and items that have another key, a line each; nothing where none has."""
    columns = _columns(language, "old", "new", "rows")
    lines = [[shown(one.old), shown(one.new), str(one.rows)] for one in renames]
    return as_table(columns, lines, say("release.renames", language)) if lines else ""


def _row_lines(row: RowChange, language: str) -> Iterator[list[str]]:
    """A row of the table for people: a line a changed cell, one line for a new or gone row."""
    start = [shown(row.table), shown(row.row), change_label(row.change, language)]
    if row.change != "changed":
        yield [*start, "", "", ""]
        return
    for column, (old, new) in row.cells.items():
        yield [*start, shown(column), shown(old), shown(new)]


def _rows(difference: Difference, language: str, limit: int) -> Iterator[str]:
    columns = _columns(language, "table", "row", "change", "column", "old", "new")
    first = islice(difference.rows(), limit)
    lines = [line for row in first for line in _row_lines(row, language)]
    if lines:
        yield as_table(columns, lines, say("release.rows", language))
    count = sum(t.added + t.changed + t.removed for t in difference.tables)
    if count > limit:
        yield say("release.more", language, count=count - limit)


def _folder(folder: object, version: str) -> str:
    return shown(f"{folder} ({version})" if version else str(folder))


def diff_text(difference: Difference, language: str, limit: int = SHOWN_ROWS) -> str:
    """What differs between two packages, for people: counts, schemas, the first rows, the step."""
    sides = {
        "old": _folder(difference.old, difference.before.version),
        "new": _folder(difference.new, difference.after.version),
    }
    parts = [say("release.packages", language, **sides)]
    if difference.step == "none":
        return "\n".join([*parts, say("release.same", language)])
    parts += [
        counts_text(difference.tables, language),
        schemas_text(difference.schema, language),
        renames_text(difference.renames, language),
    ]
    parts += _rows(difference, language, limit)
    parts.append(say(f"release.step.{difference.step}", language))
    return "\n".join(part for part in parts if part)


def schema_json(change: SchemaChange) -> dict[str, Any]:
    """A change of a schema, for machines."""
    found = {key: value for key, value in asdict(change).items() if value is not None}
    return found | {"step": change.step}


def _row_json(row: RowChange) -> dict[str, Any]:
    cells = {name: {"old": old, "new": new} for name, (old, new) in row.cells.items()}
    return {"table": row.table, "row": row.row, "change": row.change, "cells": cells}


def diff_json(difference: Difference) -> Iterator[str]:
    """Everything that differs as one JSON object, in pieces to be written one after the other."""
    head = {
        "old": {"folder": str(difference.old), "version": difference.before.version},
        "new": {"folder": str(difference.new), "version": difference.after.version},
        "step": difference.step,
        "schema": [schema_json(change) for change in difference.schema],
        "renames": [asdict(rename) for rename in difference.renames],
        "tables": [asdict(table) for table in difference.tables],
    }
    yield json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}") + ',\n  "rows": ['
    between = "\n    "
    for row in difference.rows():
        yield between + json.dumps(_row_json(row), ensure_ascii=False)
        between = ",\n    "
    yield ("\n  ]" if between[0] == "," else "]") + "\n}\n"
