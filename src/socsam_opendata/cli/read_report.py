"""A reading as `socsam read` shows it: its rows before policy, its problems, its coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from socsam_opendata.cli.printing import Cell, as_table, severity_word
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.texts import Phrase, say


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.sentence("sv"),
        "message_en": problem.sentence("en"),
        "first_line": problem.first_line,
        "last_line": problem.last_line,
        "table_name": problem.table_name,
        "row": problem.row,
    }


def coverage(reading: Reading) -> dict[str, Any]:
    """How many lines were read, ignored for which reasons, and which were not understood."""
    states = Counter(owner.state for owner in reading.owners)
    reasons = Counter(owner.what for owner in reading.owners if owner.state == "ignored")
    unread = [n for n, owner in enumerate(reading.owners, 1) if owner.state == "unread"]
    return {
        "lines": len(reading.owners),
        "lines_read": states["read"],
        "lines_ignored": states["ignored"],
        "lines_unread": states["unread"],
        "ignored": dict(sorted(reasons.items())),
        "unread": unread,
    }


def _rows(name: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    columns = [column.name for column in BY_NAME[name].columns]
    return [{column: getattr(row, column) for column in columns} for row in rows]


def reading_json(reading: Reading) -> dict[str, Any]:
    """A reading as {"tables", "problems", "coverage"}; a table without rows is an empty list."""
    names = [t.name for t in TABLES if t.name in reading.rows]
    return {
        "tables": {name: _rows(name, reading.rows[name]) for name in names},
        "problems": [_problem(problem) for problem in reading.problems],
        "coverage": coverage(reading),
    }


def reading_text(reading: Reading, language: str) -> str:
    """The rows of a reading for the eye: each table that has any, without its empty columns."""
    parts = []
    for table in TABLES:
        rows = _rows(table.name, reading.rows.get(table.name, ()))
        if not rows:
            continue
        hidden = {"source", "meeting"} | {c for c in rows[0] if all(r[c] is None for r in rows)}
        columns = [c for c in rows[0] if c not in hidden]
        cells = [[_cell(row[c]) for c in columns] for row in rows]
        title = say(
            "cli.command.read.title",
            language,
            label=table.label(language),
            name=table.name,
            count=len(rows),
        )
        parts.append(as_table(columns, cells, title))
    for problem in reading.problems:
        parts.append(
            say(
                "cli.command.read.problem",
                language,
                line=Phrase("cli.line", {"line": problem.first_line or "–"}),
                message=problem.sentence(language),
                severity=severity_word(problem.severity, language),
            )
        )
    seen = coverage(reading)
    facts = {k: seen[f"lines_{k}"] for k in ("read", "ignored", "unread")}
    parts.append(say("cli.command.read.coverage", language, lines=seen["lines"], **facts))
    return "\n\n".join(parts)


def _cell(value: Any) -> Cell:
    return None if value is None else str(value)
