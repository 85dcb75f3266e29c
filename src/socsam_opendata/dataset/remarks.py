"""Problems as rows of the table, and the doubt that they cast on other rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from socsam_opendata.dataset.batches import BATCH_ROWS, Dataset, MeetingRows, Spill, batches_of
from socsam_opendata.dataset.check import Finding
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import ProblemRow


def problem_row(key: str, number: int, problem: Problem) -> ProblemRow:
    """A problem as the row of that number of a meeting, or of `shared`."""
    return ProblemRow(
        id=f"{key}-problem-{number:02}", source=key, code=problem.code,
        severity=problem.severity, message=problem.sentence("sv"),
        message_en=problem.sentence("en"), first_line=problem.first_line,
        last_line=problem.last_line, table_name=problem.table_name, row=problem.row,
    )  # fmt: skip


def problem_rows(meeting: str, problems: Iterable[Problem]) -> list[ProblemRow]:
    """Problems as rows of the table, in the order of their lines."""
    ordered = sorted(
        problems, key=lambda p: (p.first_line or 0, p.last_line or 0, p.code, p.row or "")
    )
    return [problem_row(meeting, number, p) for number, p in enumerate(ordered, 1)]


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
            overview = [
                replace(row, doubtful="yes")
                if any(casts_doubt(problem, row.first_line, row.last_line) for problem in more)
                else row
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
