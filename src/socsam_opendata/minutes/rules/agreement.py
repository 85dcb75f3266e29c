"""What the rows of one meeting say against each other, whatever they were made of.

A reader of minutes and whoever gives rows are asked the same. Nothing is put right here: both sides
stay, and a problem tells where they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from socsam_opendata.minutes.known.organization_names import OrganizationNames
from socsam_opendata.minutes.print import dates, paragraphs
from socsam_opendata.minutes.rules.attendance_agreement import note_attendance
from socsam_opendata.minutes.rules.clause_agreement import note_clauses
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.minutes.rules.serving_agreement import note_serving
from socsam_opendata.minutes.rules.sum_agreement import note_sums
from socsam_opendata.minutes.rules.text_agreement import note_texts
from socsam_opendata.minutes.rules.vote_agreement import note_votes
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold
from socsam_opendata.model.keys import ELSEWHERE, meeting_of
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import Rows

_NUMBER = re.compile(r"[0-9]+")
# An act that is none of the list may be anything.
_UNKNOWN = "other"
# What is told here and in the modules beside this one, and nowhere else.
OF_ROWS = frozenset(
    {
        "amount-basis-differs", "amount-differs", "amount-not-in-clause", "attendance-repeated",
        "ballot-repeated", "ballots-differ", "ballots-incomplete", "citation-differs",
        "cited-paragraph-differs", "clause-names-other", "clause-number-repeated", "date-differs",
        "decided-informing",
        "decision-day-differs", "diary-number-differs", "due-differs", "method-differs",
        "outcome-differs", "paragraph-outside", "paragraphs-reversed", "participant-paragraph",
        "party-differs", "role-absent", "serving-absent", "serving-for-present",
        "serving-in-ring", "voter-not-present", "votes-differ", "weekday-differs",
    }
)  # fmt: skip


def note_disagreements(draft: Draft, known: OrganizationNames) -> None:
    """Note everything in the rows of a draft that cannot be so together.

    `known` are the names of organizations, of which rows may be.
    """
    _items_outside(draft)
    _listed_paragraphs(draft)
    note_attendance(draft)
    note_serving(draft)
    note_votes(draft)
    _diary_numbers(draft)
    _decisions(draft)
    _clause_numbers(draft)
    _due_days(draft)
    _citations(draft)
    note_texts(draft)
    note_sums(draft)
    note_clauses(draft, known)


def found_anew(
    meeting: str, rows: Rows, given: Sequence[Problem], known: OrganizationNames
) -> tuple[Problem, ...]:
    """Problems of rows that cannot be so together, save those that were given with them."""
    draft = Draft(meeting, rows, [*given])
    note_disagreements(draft, known)
    # A count may be another by now: whose name is withheld is not told from others.
    told = {(one.code, one.row) for one in given}
    return tuple(p for p in draft.problems[len(given) :] if (p.code, p.row) not in told)


# --- the meeting and its paragraphs -----------------------------------------------------------


def span_of(meeting: Any) -> tuple[int, int] | None:
    """The first and the last paragraph of a meeting, where they are known."""
    if meeting.first_paragraph is None or meeting.last_paragraph is None:
        return None
    return int(meeting.first_paragraph), int(meeting.last_paragraph)


def _span(meeting: Any) -> str:
    """The paragraphs that a meeting is said to have."""
    return f"{meeting.first_paragraph}-{meeting.last_paragraph}"


def _items_outside(draft: Draft) -> None:
    """Items with a § that the meeting does not have by its first and last one."""
    if any(problem.code == "paragraphs-differ" for problem in draft.problems):
        return  # the cover and the headings were compared, and both are told
    (meeting,) = draft.rows["meetings"]
    span = span_of(meeting)
    for row in draft.rows["agenda_items"]:
        if span and not span[0] <= int(row.number) <= span[1]:
            draft.problem(
                "paragraph-outside", row.first_line, row.last_line, table="agenda_items",
                row=row.id, paragraph=paragraphs.signed(row.number),
                stated=paragraphs.signed(_span(meeting)),
            )  # fmt: skip


def _listed_paragraphs(draft: Draft) -> None:
    """Participants and roles that are listed for a § that these minutes do not hold."""
    (meeting,) = draft.rows["meetings"]
    span = span_of(meeting)
    if span is None:
        return  # of a meeting of which only the attendance is known
    held = {int(row.number) for row in draft.rows["agenda_items"]} or range(span[0], span[1] + 1)
    for table in ("participants", "roles"):
        for row in draft.rows[table]:
            listed = paragraphs.numbers_of(row.paragraphs or "0")
            missing = [n for n in listed if n and n not in held]
            if missing:
                draft.problem(
                    "participant-paragraph", row.first_line, row.last_line, table=table,
                    row=row.id, paragraph=paragraphs.signed(", ".join(map(str, missing))),
                    stated=paragraphs.signed(_span(meeting)),
                )  # fmt: skip


def _diary_numbers(draft: Draft) -> None:
    """Items with another diary number than their case has."""
    cases = {row.id: row for row in draft.rows["cases"]}
    for row in draft.rows["agenda_items"]:
        known = cases[row.case].diary_number if row.case in cases else None
        if known and row.diary_number and fold(known) != fold(row.diary_number):
            draft.problem(
                "diary-number-differs", row.first_line, row.last_line, table="agenda_items",
                row=row.id, printed=row.diary_number, known=known,
            )  # fmt: skip


# --- decisions, when, and what is meant --------------------------------------------------------


def _decisions(draft: Draft) -> None:
    """Decisions of another day than their meeting's, and those of items that settle nothing."""
    (meeting,) = draft.rows["meetings"]
    items = {row.id: row for row in draft.rows["agenda_items"]}
    settling = _settling(draft)
    for row in draft.rows["decisions"]:
        lines, item = (row.first_line, row.last_line), items[row.item]
        if row.date != meeting.date:
            draft.problem(
                "decision-day-differs", *lines, table="decisions", row=row.id,
                given=str(row.date), meeting=str(meeting.date),
            )  # fmt: skip
        if item.kind in code_list("item-kind").marked("settlesNothing") and row.id in settling:
            draft.problem(
                "decided-informing", *lines, table="decisions", row=row.id, kind=item.kind
            )


def _clause_numbers(draft: Draft) -> None:
    """Clauses of a decision with the number of another one; what it proposes is counted apart."""
    there: set[tuple[str, str, str]] = set()
    for row in draft.rows["clauses"]:
        place = (row.decision, row.force, row.number or "")
        if row.number and place in there:
            draft.problem(
                "clause-number-repeated", row.first_line, row.last_line, table="clauses",
                row=row.id, number=row.number,
            )  # fmt: skip
        there.add(place)


def _settling(draft: Draft) -> set[str]:
    """The decisions that do more than take note of something, and record more than it."""
    nothing = code_list("decision-action").marked("settlesNothing")
    decisions = {row.id: row.decision for row in draft.rows["clauses"] if row.force != "record"}
    return {
        decisions[act.clause]
        for act in draft.rows["clause_actions"]
        if act.clause in decisions and act.action not in {*nothing, _UNKNOWN}
    }


def _due_days(draft: Draft) -> None:
    """Tasks whose first or last day is another than when they are due."""
    for row in draft.rows["assignments"]:
        if row.due is None:
            continue
        first, last = dates.span(row.due)
        if (row.due_from or first) != first or (row.due_until or last) != last:
            days = " – ".join(str(day) for day in (row.due_from, row.due_until) if day)
            draft.problem(
                "due-differs", row.first_line, row.last_line, table="assignments", row=row.id,
                due=row.due, days=days,
            )  # fmt: skip


def _citations(draft: Draft) -> None:
    """Citations that print another § or day than those of what they resolve to."""
    for row in draft.rows["citations"]:
        for key in (row.resolves_to_item, row.resolves_to_meeting):
            meant = (key or "").removeprefix(ELSEWHERE)
            meeting = meeting_of(meant)
            if meeting is not None and _is_other(row, meant, meeting):
                draft.problem("citation-differs", row.first_line, row.last_line, table="citations",
                              row=row.id, key=meant)  # fmt: skip
                break


def _is_other(row: Any, key: str, meeting: str) -> bool:
    """Whether a citation says another body, day or § than a key does."""
    body, day = re.split(r"-(?=[0-9]{4}-[0-9]{2}-[0-9]{2}[b-z]?$)", meeting)
    if row.body and row.body != body:
        return True
    if row.date and not day.startswith(row.date) and len(row.date) <= len("2025-06-02"):
        return True
    number = _NUMBER.match(key.removeprefix(f"{meeting}-")) if key != meeting else None
    return bool(number and row.paragraph and row.paragraph.split()[0] != number[0])
