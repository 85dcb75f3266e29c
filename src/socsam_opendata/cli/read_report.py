"""A reading as `socsam read` shows it: its rows before policy, its problems, its coverage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from socsam_opendata.cli.printing import Cell, as_table, severity_word
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.rows.saved import coverage
from socsam_opendata.texts import Phrase, say


def _rows(name: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    columns = [column.name for column in BY_NAME[name].columns]
    return [{column: getattr(row, column) for column in columns} for row in rows]


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
                line=_place(reading, problem.first_line),
                message=problem.sentence(language),
                severity=severity_word(problem.severity, language),
            )
        )
    seen = coverage(reading)
    facts = {k: seen[f"lines_{k}"] for k in ("read", "ignored", "unread")}
    parts.append(say("cli.command.read.coverage", language, lines=seen["lines"], **facts))
    return "\n\n".join(parts)


def _place(reading: Reading, line: int | None) -> Phrase:
    """Where something stands: page and line, where the document has pages."""
    page = None if line is None else reading.page_of(line)
    if page is not None:
        return Phrase("cli.page-line", {"page": page, "line": line})
    return Phrase("cli.line", {"line": line or "–"})


def _cell(value: Any) -> Cell:
    return None if value is None else str(value)
