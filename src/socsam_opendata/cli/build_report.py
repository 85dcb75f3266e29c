"""The report of a build: what was found, what is doubtful, what was withheld, which files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from socsam_opendata import texts
from socsam_opendata.cli.texts import text
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.records import TABLES, ProblemRow
from socsam_opendata.package.build import Report
from socsam_opendata.package.portal.profile import lines_to_write

SHOWN_PROBLEMS = 30


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def problem_lines(problems: Iterable[ProblemRow], language: str) -> list[str]:
    """One line a problem: where it stands, its code, and what to do."""
    lines = []
    for problem in problems:
        place = problem.source
        if problem.first_line is not None:
            place += f", {text('line', language, line=problem.first_line)}"
        message = problem.message if language == "sv" else problem.message_en
        severity = code_list("severity").by_notation[problem.severity].label(language).lower()
        lines.append(f"  {place}: {message} [{severity}: {problem.code}]")
    return lines


def _counts(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts if count)


def _found(rows: dict[str, int], language: str) -> str:
    named = ((t.sv if language == "sv" else t.en).lower() for t in TABLES)
    counts = [
        (name, rows.get(table.name, 0))
        for table, name in zip(TABLES, named, strict=True)
        if table.scope == "meeting" and not table.view and table.name not in ("sources", "problems")
    ]
    return _counts(counts)


def _withheld(report: Report, language: str) -> str:
    reasons = code_list("withheld-reason").by_notation
    return _counts(
        (reasons[code].label(language) if code in reasons else code, count)
        for code, count in sorted(report.withheld.items())
    )


def build_text(report: Report, language: str, quiet: bool = False) -> str:
    """The report of a build: found, doubtful, withheld, judges, files; only faults when quiet."""

    def say(key: str, **facts: object) -> str:
        return text(key, language, **facts)

    serious = [p for p in report.problems if p.severity == "error"]
    faults = [v for v in report.verdicts if not v.ok]
    lines: list[str] = []
    if not quiet and report.rows:
        lines.append(f"{say('found')}: {_found(report.rows, language)}")
    if not quiet:
        counts = _counts((say(s), n) for s, n in report.severities.items())
        lines.append(f"{say('doubtful')}: {counts or say('nothing')}")
    only_serious = quiet or bool(serious)
    shown = serious if only_serious else report.problems
    count = len(serious) if only_serious else sum(report.severities.values())
    lines += problem_lines(shown[:SHOWN_PROBLEMS], language)
    if count > SHOWN_PROBLEMS:
        lines.append(f"  {say('more', count=count - SHOWN_PROBLEMS)}")
    if not quiet:
        lines.append(f"{say('withheld')}: {_withheld(report, language) or say('nothing')}")
    if report.verdicts and (faults or not quiet):
        lines.append(f"{say('judges')}:")
        for verdict in faults if quiet else report.verdicts:
            lines += [f"  {line}" for line in verdict.lines()]
    if not report.built:
        lines.append(say("not-built", out=report.out))
    elif not quiet:
        size = _size(report.size)
        lines.append(say("built", out=report.out, files=report.files, size=size))
    if report.lacking and not quiet:
        lines.append(texts.say("demands.keys", language, lines=lines_to_write(report.lacking)))
    return "\n".join(lines)


def build_json(report: Report) -> dict[str, Any]:
    """The report of a build for machines."""
    found = asdict(report)
    found["out"] = str(report.out)
    return {"ok": report.ok, **found}
