"""The report of a build: what was found, what is doubtful, what was withheld, which files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import islice
from typing import Any

from socsam_opendata.cli.check_report import verdict_lines
from socsam_opendata.cli.printing import severity_word
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.records import TABLES, ProblemRow
from socsam_opendata.package.build import Report, ReviewReport
from socsam_opendata.package.portal.profile import lines_to_write
from socsam_opendata.settings.names_review import REVIEW_FILE
from socsam_opendata.texts import either, say

SHOWN_PROBLEMS = 30
# The tables of a meeting that are no facts of it.
_ABOUT = ("sources", "source_pages", "problems")


def _size(size: int, language: str) -> str:
    """Bytes as `2,8 MB` in Swedish and `2.8 MB` in English."""
    if size < 1e6:
        return f"{size / 1e3:.0f} kB"
    whole, _, tenths = f"{size / 1e6:.1f}".partition(".")
    return say("build.megabytes", language, whole=whole, tenths=tenths)


def problem_lines(
    problems: Iterable[ProblemRow], language: str, pages: Mapping[str, int]
) -> list[str]:
    """One line a problem: where it stands, its code, and what to do.

    `pages` has the page of a problem by its id, where its document has pages.
    """
    lines = []
    for problem in problems:
        place = problem.source
        if problem.first_line is not None:
            facts = {"source": place, "line": problem.first_line}
            if problem.id in pages:
                place = say("build.place-page", language, **facts, page=pages[problem.id])
            else:
                place = say("build.place", language, **facts)
        said = say(
            "build.problem",
            language,
            place=place,
            message=either(language, problem.message, problem.message_en),
            severity=severity_word(problem.severity, language),
            code=problem.code,
        )
        lines.append(f"  {said}")
    return lines


def _counts(said: Iterable[str], language: str) -> str:
    return ", ".join(said) or say("build.nothing", language)


def _found(rows: dict[str, int], language: str) -> str:
    names = [t.name for t in TABLES if t.scope == "meeting" and not t.view and t.name not in _ABOUT]
    counted = [(name, rows[name]) for name in names if rows.get(name)]
    return _counts((say(f"build.rows.{name}", language, count=n) for name, n in counted), language)


def _doubtful(severities: dict[str, int], language: str) -> str:
    said = (say(f"build.severity.{name}", language, count=n) for name, n in severities.items() if n)
    return _counts(said, language)


def _withheld(withheld: dict[str, int], language: str) -> str:
    reasons = code_list("withheld-reason").by_notation
    counted = [
        (reasons[code].label(language) if code in reasons else code, count)
        for code, count in sorted(withheld.items())
        if count
    ]
    said = (say("build.withheld-for", language, reason=name, count=n) for name, n in counted)
    return _counts(said, language)


def _passed_over(passed: dict[str, int], language: str) -> str:
    said = (say("build.passed-over-of", language, table=t, count=n) for t, n in passed.items())
    return say("build.passed-over", language, counts=_counts(said, language))


def _review(review: ReviewReport, language: str, quiet: bool) -> list[str]:
    """What waits for an answer; only what is wrong when quiet."""
    lines: list[str] = []
    count, at = len(review.undecided), review.undecided
    if count and review.file is None:
        lines.append(say("build.undecided-here", language, file=REVIEW_FILE))
        shown = (say("build.undecided-at", language, document=d, line=n) for d, n in at)
        lines += [f"  {one}" for one in islice(shown, SHOWN_PROBLEMS)]
        if count > SHOWN_PROBLEMS:
            lines.append(f"  {say('build.undecided-more', language, count=count - SHOWN_PROBLEMS)}")
    elif count and not quiet:
        lines.append(say("build.undecided", language, count=count, file=review.file))
    if review.tracked:
        lines.append(say("build.review-tracked", language, file=REVIEW_FILE))
    if review.waiting and not quiet:
        lines.append(say("build.review-waiting", language, count=review.waiting, file=REVIEW_FILE))
    if review.gone and not quiet:
        lines.append(say("build.masks-gone", language, count=review.gone))
    if review.namesakes and not quiet:
        lines.append(say("build.namesakes", language, count=review.namesakes))
    if review.idle and not quiet:
        idle = ", ".join(map(str, review.idle))
        lines.append(say("build.idle-entries", language, lines=idle))
    return lines


def _left_out(report: Report, language: str) -> list[str]:
    """The documents that are not in the package, and why."""
    if not report.left_out:
        return []
    said = (f"  {one.document}: {one.reason.said(language)}" for one in report.left_out)
    lines = [say("build.left-out", language, count=len(report.left_out)), *said]
    if unfinished := sum(one.state == "unfinished" for one in report.left_out):
        lines.append(say("build.unfinished", language, count=unfinished))
    return lines


def _indented(lines: Iterable[str]) -> str:
    return "\n".join(f"  {line}" for line in lines)


def _settings(report: Report, language: str) -> list[str]:
    """What dataset.toml lacks, or says in an older way."""
    lines = []
    if report.guessed:
        lines.append(say("build.guessed", language, lines=_indented(report.guessed)))
    if report.bodies:
        said = [f'[[bodies]] id = "{key}"' for key in report.bodies]
        lines.append(say("build.guessed-bodies", language, lines=_indented(said)))
    if report.outdated:
        lines.append(say("build.outdated-urls", language))
    if report.lacking:
        lines.append(say("demands.keys", language, lines=lines_to_write(report.lacking)))
    if report.placeholders:
        keys = ", ".join(report.placeholders)
        lines.append(say("demands.placeholders", language, keys=keys))
    return lines


def build_text(report: Report, language: str, quiet: bool = False) -> str:
    """The report of a build: found, doubtful, withheld, judges, files; only faults when quiet."""
    serious = [p for p in report.problems if p.severity == "error"]
    faults = [v for v in report.verdicts if not v.ok]
    lines: list[str] = []
    if not quiet and report.rows:
        lines.append(say("build.found", language, counts=_found(report.rows, language)))
    if not quiet:
        lines.append(say("build.doubtful", language, counts=_doubtful(report.severities, language)))
    only_serious = quiet or bool(serious)
    shown = serious if only_serious else report.problems
    count = len(serious) if only_serious else sum(report.severities.values())
    lines += problem_lines(shown[:SHOWN_PROBLEMS], language, report.pages)
    if count > SHOWN_PROBLEMS:
        lines.append(f"  {say('build.more', language, count=count - SHOWN_PROBLEMS)}")
    if not quiet:
        lines.append(say("build.withheld", language, counts=_withheld(report.withheld, language)))
    if report.passed_over and not quiet:
        lines.append(_passed_over(report.passed_over, language))
    lines += _left_out(report, language)
    lines += _review(report.review, language, quiet)
    if report.verdicts and (faults or not quiet):
        lines.append(say("build.judges", language))
        for verdict in faults if quiet else report.verdicts:
            lines += [f"  {line}" for line in verdict_lines(verdict, language)]
    if not report.built:
        lines.append(say("build.not-built", language, out=report.out))
    elif not quiet:
        size = _size(report.size, language)
        lines.append(say("build.built", language, out=report.out, count=report.files, size=size))
    lines += [] if quiet else _settings(report, language)
    return "\n".join(lines)


def build_json(report: Report) -> dict[str, Any]:
    """The report of a build for machines."""
    found = asdict(report)
    found["out"] = str(report.out)
    for problem in found["problems"]:
        problem["page"] = report.pages.get(problem["id"])
    del found["pages"]
    found["left_out"] = [
        {"document": one.document, "code": one.code, "state": one.state,
         "reason": one.reason.said("sv"), "reason_en": one.reason.said("en")}
        for one in report.left_out
    ]  # fmt: skip
    found["review"]["file"] = str(report.review.file) if report.review.file else None
    return {"ok": report.ok, **found}
