"""What `socsam release` and `socsam diff` tell: for people in Swedish or English, and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from socsam_opendata.cli.printing import as_table, json_value
from socsam_opendata.model.release_records import CHANGE_KINDS
from socsam_opendata.release.compare import Difference, RowChange, SchemaChange, TableDifference
from socsam_opendata.release.release import Refusal, ReleaseReport
from socsam_opendata.release.renames import Rename
from socsam_opendata.texts import say

# How many rows that differ are shown to people; JSON has all of them.
SHOWN_ROWS = 30

_TEXTS: dict[str, tuple[str, str]] = {
    "table": ("Tabell", "Table"),
    "before": ("Rader före", "Rows before"),
    "after": ("Rader efter", "Rows after"),
    "added": ("Nya", "Added"),
    "changed": ("Ändrade", "Changed"),
    "removed": ("Borttagna", "Removed"),
    "row": ("Rad", "Row"),
    "change": ("Ändring", "Change"),
    "column": ("Kolumn", "Column"),
    "old": ("Före", "Before"),
    "new": ("Efter", "After"),
    "packages": ("Före: {old}\nEfter: {new}", "Before: {old}\nAfter: {new}"),
    "same": ("Ingenting skiljer.", "Nothing differs."),
    "schemas": ("Scheman", "Schemas"),
    "rows": ("Rader", "Rows"),
    "same-as": ("samma innehåll som {name}: omdöpt?", "same content as {name}: renamed?"),
    "more": ("… och {count} till; --format json visar alla.",
             "… and {count} more; --format json shows all."),
    "step-major": ("Steg: major. Det som bygger på tabellerna kan behöva ändras.",
                   "Step: major. What builds on the tables may have to change."),
    "step-minor": ("Steg: minor. Nya rader, kolumner, tabeller eller koder.",
                   "Step: minor. New rows, columns, tables or codes."),
    "step-patch": ("Steg: patch. Rättade eller borttagna rader, eller andra anmärkningar.",
                   "Step: patch. Corrected or withdrawn rows, or other remarks."),
    "released": ("Utgåva {version} ({date}) ligger i {out}.",
                 "Release {version} ({date}) stands in {out}."),
    "after-last": ("Utgåvan före: {previous}.", "The release before: {previous}."),
    "kept": ("Historiken står i history/ bredvid protokollen; spara den tillsammans med dem.",
             "The history stands in history/ beside the minutes; keep it together with them."),
    "finished": ("Utgåva {version} ({date}) hade avbrutits och ligger nu i {out}.",
                 "Release {version} ({date}) had been interrupted and now stands in {out}."),
    "unchanged": ("Inga uppgifter har ändrats sedan utgåva {version} ({date}); ingen ny utgåva.",
                  "No data has changed since release {version} ({date}); no new release."),
    "rebuilt": ("Inga uppgifter har ändrats sedan utgåva {version} ({date}). Paketet i {out} är "
                "byggt igen med det som dataset.toml nu säger om dem.",
                "No data has changed since release {version} ({date}). The package in {out} was "
                "built again with what dataset.toml now says of it."),
    "refused": ("Ingen utgåva. Ingenting har skrivits.", "No release. Nothing was written."),
    "problems": ("Protokollen har problem som stoppar bygget; rätta dem först.",
                 "The minutes have problems that stop the build; mend them first."),
    "judges": ("Kontrollerna anmärker på paketet.", "The judges find fault with the package."),
    "no-previous": (
        "Paketet för utgåva {version} finns inte i {folder}: det som ligger där har andra "
        "uppgifter. Hämta tillbaka det och ange mappen med --previous.",
        "The package of release {version} is not in {folder}: what lies there has other data. "
        "Bring it back and name its folder with --previous."),
    "previous-differs": (
        "{folder} är inte paketet för utgåva {version}: uppgifterna är andra.",
        "{folder} is not the package of release {version}: its data is other data."),
    "table-vanished": (
        "Tabellen {table} hade {rows} rader och är borta eller tom. Är det meningen: "
        "--confirm {table}.",
        "The table {table} had {rows} rows and is gone or empty. If that is meant: "
        "--confirm {table}."),
    "table-lost": (
        "Tabellen {table} mister {removed} av {rows} rader. Är det meningen: --confirm {table}.",
        "The table {table} loses {removed} of {rows} rows. If that is meant: --confirm {table}."),
    "no-reason": (
        "{rows} rader tas bort, anmärkningar (problems) oräknade. Säg varför med --reason; skälet "
        "publiceras.",
        "{rows} rows are withdrawn, remarks (problems) not counted. Say why with --reason; the "
        "reason is published."),
}  # fmt: skip


def _say(key: str, language: str, **facts: object) -> str:
    return _TEXTS[key][0 if language == "sv" else 1].format(**facts)


def _change(change: str, language: str) -> str:
    kind = CHANGE_KINDS[change]
    return kind.sv if language == "sv" else kind.en


def shown(text: str | None) -> str:
    """A value for a terminal: what does not print stands as its escape."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text or "")


def _counts(tables: Iterable[TableDifference], language: str) -> str:
    columns = [_say(key, language) for key in
               ("table", "before", "after", "added", "changed", "removed")]  # fmt: skip
    rows = [
        [shown(t.table), *map(str, (t.old_rows, t.new_rows, t.added, t.changed, t.removed))]
        for t in tables
        if not t.same
    ]
    return as_table(columns, rows) if rows else ""


def _schemas(changes: Iterable[SchemaChange], language: str) -> str:
    columns = [_say(key, language) for key in ("table", "column", "change", "old", "new")]
    rows = []
    for found in changes:
        words = _change(found.change, language)
        if found.same_as:
            words += f" ({_say('same-as', language, name=shown(found.same_as))})"
        rows.append([shown(found.table), shown(found.column), words, shown(found.old),
                     shown(found.new)])  # fmt: skip
    return as_table(columns, rows, _say("schemas", language)) if rows else ""


def _renames(renames: Sequence[Rename], language: str) -> str:
    """The meetings that have another key, a line each."""
    columns = [_say(key, language) for key in ("old", "new", "rows")]
    lines = [[shown(one.old), shown(one.new), str(one.rows)] for one in renames]
    return as_table(columns, lines, say("release.renames", language)) if lines else ""


def _row_lines(row: RowChange, language: str) -> Iterator[list[str]]:
    """A row of the table for people: a line a changed cell, one line for a new or gone row."""
    start = [shown(row.table), shown(row.row), _change(row.change, language)]
    if row.change != "changed":
        yield [*start, "", "", ""]
        return
    for column, (old, new) in row.cells.items():
        yield [*start, shown(column), shown(old), shown(new)]


def _rows(difference: Difference, language: str, limit: int) -> Iterator[str]:
    columns = [_say(key, language) for key in
               ("table", "row", "change", "column", "old", "new")]  # fmt: skip
    first = islice(difference.rows(), limit)
    lines = [line for row in first for line in _row_lines(row, language)]
    if lines:
        yield as_table(columns, lines, _say("rows", language))
    count = sum(t.added + t.changed + t.removed for t in difference.tables)
    if count > limit:
        yield _say("more", language, count=count - limit)


def _folder(folder: object, version: str) -> str:
    return shown(f"{folder} ({version})" if version else str(folder))


def diff_text(difference: Difference, language: str, limit: int = SHOWN_ROWS) -> str:
    """What differs between two packages, for people: counts, schemas, the first rows, the step."""
    sides = {
        "old": _folder(difference.old, difference.before.version),
        "new": _folder(difference.new, difference.after.version),
    }
    parts = [_say("packages", language, **sides)]
    if difference.step == "none":
        return "\n".join([*parts, _say("same", language)])
    parts += [_counts(difference.tables, language), _schemas(difference.schema, language),
              _renames(difference.renames, language)]  # fmt: skip
    parts += _rows(difference, language, limit)
    parts.append(_say(f"step-{difference.step}", language))
    return "\n".join(part for part in parts if part)


def _schema_json(change: SchemaChange) -> dict[str, Any]:
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
        "schema": [_schema_json(change) for change in difference.schema],
        "renames": [asdict(rename) for rename in difference.renames],
        "tables": [asdict(table) for table in difference.tables],
    }
    yield json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}") + ',\n  "rows": ['
    between = "\n    "
    for row in difference.rows():
        yield between + json.dumps(_row_json(row), ensure_ascii=False)
        between = ",\n    "
    yield ("\n  ]" if between[0] == "," else "]") + "\n}\n"


# --- release ----------------------------------------------------------------------------------


def refusal_text(refusal: Refusal, language: str) -> str:
    """Why there is no release, and what to do."""
    if refusal.code in _TEXTS:
        return _say(refusal.code, language, **refusal.facts)
    return say(f"release.refusal.{refusal.code}", language, **refusal.facts)


def release_text(report: ReleaseReport, language: str, quiet: bool = False) -> str:
    """What a release did, after the report of its build."""
    release = report.release
    if report.status == "refused" or release is None:
        lines = [refusal_text(refusal, language) for refusal in report.refusals]
        parts = [] if quiet else [_counts(report.tables, language)]
        parts += [*lines, _say("refused", language)]
        return "\n".join(part for part in parts if part)
    facts = {"version": release.id, "date": release.date.isoformat(), "out": report.out}
    told = _say(report.status, language, **facts)
    if report.keys_kept:
        kept = say("release.keys-kept", language, count=report.keys_kept, version=release.id)
        told = f"{told}\n{kept}"
    if quiet or report.status != "released":
        return told
    parts = []
    if report.previous:
        parts = [_counts(report.tables, language), _schemas(report.schema, language),
                 _renames(report.renames, language), _say(f"step-{report.step}", language),
                 _say("after-last", language, previous=report.previous)]  # fmt: skip
    return "\n".join(part for part in (*parts, told, _say("kept", language)) if part)


def release_json(report: ReleaseReport) -> dict[str, Any]:
    """What a release did, for machines."""
    release = report.release
    return {
        "ok": report.ok,
        "status": report.status,
        "out": str(report.out),
        "release": {k: _plain(v) for k, v in asdict(release).items()} if release else None,
        "previous": report.previous,
        "step": report.step,
        "schema": [_schema_json(change) for change in report.schema],
        "renames": [asdict(rename) for rename in report.renames],
        "tables": [asdict(table) for table in report.tables],
        "refusals": [
            {"code": refusal.code, **refusal.facts, "message": refusal_text(refusal, "sv"),
             "message_en": refusal_text(refusal, "en")}
            for refusal in report.refusals
        ],
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return json_value(value) if isinstance(value, dt.date) else value
