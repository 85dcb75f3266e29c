"""The rule of doubt: which lines a problem casts doubt on."""

from __future__ import annotations

import pytest

from socsam_opendata.dataset.remarks import casts_doubt, problem_rows
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import ProblemRow


def problem(severity: str, first: int | None, last: int | None) -> ProblemRow:
    return ProblemRow(
        id="exempel-2031-03-04-problem-01", source="exempel-2031-03-04", code="sum-unclear",
        severity=severity, message="", message_en="", first_line=first, last_line=last,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "doubted"),
    [(1, 9, False), (1, 10, True), (10, 12, True), (11, 11, True), (12, 20, True), (13, 20, False)],
)
def test_a_warning_or_error_casts_doubt_on_what_shares_a_line_with_it(
    first: int, last: int, doubted: bool
) -> None:
    for severity in ("warning", "error"):
        assert casts_doubt(problem(severity, 10, 12), first, last) is doubted


def test_a_note_and_a_problem_without_lines_cast_none() -> None:
    assert not casts_doubt(problem("note", 10, 12), 11, 11)
    assert not casts_doubt(problem("error", None, None), 11, 11)


def test_rows_of_problems_stand_on_their_lines_in_the_order_of_the_lines() -> None:
    facts = {"printed": "12 öre"}
    problems = [
        Problem("sum-unread", 9, 11, facts, "amounts", "exempel-2031-03-04-4-amount-01"),
        Problem("sum-unread", 9, 10, facts),
        Problem("sum-unread", 2, 3, facts),
        Problem("sum-unread", None, None, facts),
    ]
    rows = problem_rows("exempel-2031-03-04", problems)
    assert [(row.id[-2:], row.first_line, row.last_line, row.row) for row in rows] == [
        ("01", 2, 3, None),
        ("02", 9, 10, None),
        ("03", 9, 11, "exempel-2031-03-04-4-amount-01"),
        ("04", None, None, None),
    ]
    assert {row.source for row in rows} == {"exempel-2031-03-04"}
    assert all("12 öre" in row.message and "12 öre" in row.message_en for row in rows)


def test_what_is_told_in_the_same_words_of_the_same_line_is_told_once() -> None:
    masked, other = {"printed": "[rad utelämnad]"}, {"printed": "12 öre"}
    problems = [Problem("sum-unread", 9, 9, masked)] * 3 + [Problem("sum-unread", 9, 9, other)]
    rows = problem_rows("exempel-2031-03-04", [*problems, Problem("sum-unread", 10, 10, masked)])
    assert [(row.id[-2:], row.first_line, "12 öre" in row.message) for row in rows] == [
        ("01", 9, False), ("02", 9, True), ("03", 10, False)
    ]  # fmt: skip
