"""Problems as rows of the table, and the doubt that they cast on other rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from socsam_opendata.dataset.batches import BATCH_ROWS, Dataset, MeetingRows, Spill, batches_of
from socsam_opendata.dataset.check import Finding
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import ProblemRow, Rows

# The tables that tell of clauses: by which column, and what that points at.
_TELLS_OF = (
    ("clause_actions", "clause", "clauses"),
    ("addressees", "clause", "clauses"),
    ("assignments", "clause", "clauses"),
    ("amounts", "clause", "clauses"),
    ("amounts", "item", "agenda_items"),
    ("roles", "clause", "clauses"),
    ("roles", "item", "agenda_items"),
    ("votes", "decision", "decisions"),
    ("ballots", "vote", "votes"),
)


def problem_row(key: str, number: int, problem: Problem) -> ProblemRow:
    """A problem as the row of that number of a meeting, or of `shared`."""
    return ProblemRow(
        id=f"{key}-problem-{number:02}", source=key, code=problem.code,
        severity=problem.severity, message=problem.sentence("sv"),
        message_en=problem.sentence("en"), first_line=problem.first_line,
        last_line=problem.last_line, table_name=problem.table_name, row=problem.row,
    )  # fmt: skip


def problem_rows(meeting: str, problems: Iterable[Problem]) -> list[ProblemRow]:
    """Problems as rows of the table, in the order of their lines.

    Those of no line come last: what other inputs say does not renumber what the text says. What is
    told of several whom the policy made one, as all that a line says is withheld, is told once;
    what stops a build is counted one by one.
    """
    ordered = sorted(
        problems,
        key=lambda p: (
            p.first_line is None, p.first_line or 0, p.last_line or 0, p.code, p.row or "",
        ),
    )  # fmt: skip
    told: dict[tuple[ProblemRow, int], ProblemRow] = {}
    for number, problem in enumerate(ordered):
        row = problem_row(meeting, 0, problem)
        told.setdefault((row, number if row.severity == "error" else 0), row)
    return [replace(row, id=f"{meeting}-problem-{n:02}") for n, row in enumerate(told.values(), 1)]


def as_rows(findings: Iterable[Finding], numbered: Mapping[str, int]) -> Iterator[ProblemRow]:
    """Findings as rows of `problems`, numbered after those that each meeting has already."""
    counts = Counter(numbered)
    for found in findings:
        key = found.meeting or "shared"
        counts[key] += 1
        yield problem_row(key, counts[key], found.problem)


def casts_doubt(problem: ProblemRow, first: int, last: int) -> bool:
    """THE rule of doubt: a problem that is more than a note stands on one of these lines."""
    if problem.severity == "note" or problem.first_line is None or problem.last_line is None:
        return False
    return first <= problem.last_line and last >= problem.first_line


def doubted_clauses(rows: Rows, problems: Iterable[ProblemRow]) -> frozenset[str]:
    """The clauses on whose lines a problem casts doubt, or to which a row belongs that has one.

    A row belongs to its clause, else to all clauses of its decision or of its item. What is only
    listed under an item (its texts, documents, citations and dissents) is no part of its decision.
    """
    found = [problem for problem in problems if problem.severity != "note"]
    of_rows = _clauses_of_rows(rows) if any(problem.row for problem in found) else {}
    doubted: set[str] = set()
    for problem in found:
        doubted.update(of_rows.get((problem.table_name or "", problem.row or ""), ()))
    for clause in rows.get("clauses", ()):
        if any(casts_doubt(problem, clause.first_line, clause.last_line) for problem in found):
            doubted.add(clause.id)
    return frozenset(doubted)


def _clauses_of_rows(rows: Rows) -> Mapping[tuple[str, str], Collection[str]]:
    """The clauses that a row tells of, by table and key of the row."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    item_of = {row.id: row.item for row in rows["decisions"]}
    for clause in rows["clauses"]:
        found["clauses", clause.id].add(clause.id)
        found["decisions", clause.decision].add(clause.id)
        found["agenda_items", item_of[clause.decision]].add(clause.id)
    for table, column, above in _TELLS_OF:
        for row in rows[table]:
            up = getattr(row, column)
            if up and not found.get((table, row.id)):
                found[table, row.id] |= found.get((above, up), set())
    return found


@dataclass(frozen=True)
class _Remarked:
    """Meetings with further problems: in `problems`, and as doubt in `decision_overview`."""

    meetings: Iterable[MeetingRows]
    problems: dict[str, list[ProblemRow]]

    def __iter__(self) -> Iterator[MeetingRows]:
        for meeting in self.meetings:
            more = self.problems.get(meeting.key)
            if not more:
                yield meeting
                continue
            doubted = doubted_clauses(meeting.rows, more)
            overview = [
                replace(row, doubtful="yes") if row.id in doubted else row
                for row in meeting.rows.get("decision_overview", [])
            ]
            rows = {**meeting.rows, "decision_overview": overview}
            rows["problems"] = [*meeting.rows.get("problems", []), *more]
            yield replace(meeting, rows=rows)


def remarked(dataset: Dataset, problems: Iterable[ProblemRow], scratch: Path) -> Dataset:
    """The dataset with what our own checks remark on, kept in a folder that is not there yet."""
    by_meeting: dict[str, list[ProblemRow]] = defaultdict(list)
    for problem in problems:
        by_meeting[problem.source].append(problem)
    if not by_meeting:
        return dataset
    spill = Spill(scratch)
    spill.write(batches_of(_Remarked(dataset.meetings, by_meeting), BATCH_ROWS))
    return replace(dataset, meetings=spill)
