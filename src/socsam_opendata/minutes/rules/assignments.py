"""Assignments: who is to do what by when, where the date may stand in a later clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from socsam_opendata.minutes.rules.acts import Act, Handed, ReadClause, force_of, handed
from socsam_opendata.minutes.rules.deadlines import Due, due_date, speaks_of_time
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.model.code_lists import code_list


def read_assignments(reader: Reader, clauses: Sequence[ReadClause]) -> None:
    """Who is to do what; a later point that reports the assignment back gives it its date."""
    work = code_list("decision-action").marked("leavesWork")
    for clause in clauses:
        text = clause.entry.text
        if any("assign" in (a.outer.code, a.inner and a.inner.code) for a in clause.acts):
            for act in clause.acts:
                _assignment(reader, clause, act)
        elif _has(clause, "report-back") and _refers_to_assignment(text):
            _date_of_earlier(reader, clause)
        elif any(a.outer.code in work for a in clause.acts):
            _nobody(reader, clause)


def _has(clause: ReadClause, action: str) -> bool:
    return any(act.outer.code == action for act in clause.acts)


def _cells(due: Due | None) -> dict[str, Any]:
    """The columns of a due date."""
    if due is None:
        return {}
    return {"due": due.edtf, "due_from": due.first, "due_until": due.last}


def _refers_to_assignment(text: str) -> bool:
    return re.search(r"\buppdrag(?:et|en)\b", text, re.I) is not None


def _assignment(reader: Reader, clause: ReadClause, act: Act) -> None:
    hit = act.outer if act.outer.code == "assign" else act.inner
    if hit is None or hit.code != "assign":
        return
    tasks = handed(clause.entry.text, hit)
    force = "decision" if hit is act.outer else force_of([act])
    for task in tasks:
        due = due_date(task.task if len(tasks) > 1 else clause.entry.text)
        _task(reader, clause, task, force, due)


def _task(reader: Reader, clause: ReadClause, task: Handed, force: str, due: Due | None) -> None:
    draft, lines = reader.draft, clause.entry.lines
    person = reader.people.get(task.who) if task.who else None
    organization = reader.organizations.named(task.who) if task.who and not person else None
    row = draft.add(
        "assignments", *lines, clause=clause.key, force=force, organization=organization,
        person=person.row.id if person else None, text=task.task, **_cells(due),
    )  # fmt: skip
    if due is None and speaks_of_time(task.task):
        draft.problem("due-unclear", *lines, table="assignments", row=row)
    if task.who and organization is None and person is None:
        draft.problem("assignee-unknown", *lines, table="assignments", row=row, name=task.who)
    elif not task.who:
        draft.problem("no-actor", *lines, table="clauses", row=clause.key)


def _date_of_earlier(reader: Reader, clause: ReadClause) -> None:
    decision = clause.key.rsplit("-", 1)[0]
    due = due_date(clause.entry.text)
    rows = reader.draft.rows["assignments"]
    earlier = [i for i, r in enumerate(rows) if r.clause.rsplit("-", 1)[0] == decision]
    if not earlier:
        _nobody(reader, clause)
    elif due and rows[earlier[-1]].due is None:
        rows[earlier[-1]] = replace(rows[earlier[-1]], **_cells(due), due_clause=clause.key)


def _nobody(reader: Reader, clause: ReadClause) -> None:
    entry = clause.entry
    text = re.sub(r"^att\s+", "", entry.text, flags=re.I).rstrip(" .")
    reader.draft.add(
        "assignments", *entry.lines, clause=clause.key, force="decision", text=text,
        **_cells(due_date(entry.text)),
    )  # fmt: skip
    reader.draft.problem("no-actor", *entry.lines, table="clauses", row=clause.key)
