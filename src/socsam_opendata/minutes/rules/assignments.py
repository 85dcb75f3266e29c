"""Assignments: who is to do what by when, where the date may stand in a later clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.minutes.known.people import People
from socsam_opendata.minutes.layout.entries import Entry
from socsam_opendata.minutes.rules.acts import FORCE, WORK, Act, Handed, handed
from socsam_opendata.minutes.rules.deadlines import Due, due_date, speaks_of_time
from socsam_opendata.minutes.rules.draft import Draft

ReadClause = tuple[str, Entry, tuple[Act, ...]]


def read_assignments(
    draft: Draft,
    clauses: Sequence[ReadClause],
    organizations: Organizations,
    people: People,
) -> None:
    """Who is to do what; a later point that reports the assignment back gives it its date."""
    for key, entry, found in clauses:
        if any(a.outer.code == "assign" or (a.inner and a.inner.code == "assign") for a in found):
            for act in found:
                _assignment(draft, key, entry, act, organizations, people)
        elif any(a.outer.code == "report-back" for a in found) and _refers_to_assignment(
            entry.text
        ):
            _date_of_earlier(draft, key, entry)
        elif any(a.outer.code in WORK for a in found):
            _nobody(draft, key, entry)


def _cells(due: Due | None) -> dict[str, Any]:
    """The columns of a due date."""
    if due is None:
        return {}
    return {"due": due.edtf, "due_from": due.first, "due_until": due.last}


def _refers_to_assignment(text: str) -> bool:
    return re.search(r"\buppdrag(?:et|en)\b", text, re.I) is not None


def _assignment(
    draft: Draft, key: str, entry: Entry, act: Act, organizations: Organizations, people: People
) -> None:
    hit = act.outer if act.outer.code == "assign" else act.inner
    if hit is None or hit.code != "assign":
        return
    tasks = handed(entry.text, hit)
    for one in tasks:
        due = due_date(one.task) if len(tasks) > 1 else due_date(entry.text)
        _task(draft, key, entry, act, one, due, organizations, people)


def _task(
    draft: Draft,
    key: str,
    entry: Entry,
    act: Act,
    one: Handed,
    due: Due | None,
    organizations: Organizations,
    people: People,
) -> None:
    lines = (entry.first_line, entry.last_line)
    person = people.get(one.who) if one.who else None
    organization = organizations.named(one.who) if one.who and not person else None
    row = draft.add(
        "assignments", *lines, clause=key,
        force="decision" if act.outer.code == "assign" else FORCE.get(act.outer.code, "decision"),
        organization=organization, person=person.row.id if person else None,
        text=one.task, **_cells(due),
    )  # fmt: skip
    if due is None and speaks_of_time(one.task):
        draft.problem("due-unclear", *lines, table="assignments", row=row)
    if one.who and organization is None and person is None:
        draft.problem("assignee-unknown", *lines, table="assignments", row=row, name=one.who)
    elif not one.who:
        draft.problem("no-actor", *lines, table="clauses", row=key)


def _date_of_earlier(draft: Draft, key: str, entry: Entry) -> None:
    decision = key.rsplit("-", 1)[0]
    due = due_date(entry.text)
    rows = draft.rows["assignments"]
    earlier = [i for i, r in enumerate(rows) if r.clause.rsplit("-", 1)[0] == decision]
    if not earlier:
        _nobody(draft, key, entry)
    elif due and rows[earlier[-1]].due is None:
        rows[earlier[-1]] = replace(rows[earlier[-1]], **_cells(due), due_clause=key)


def _nobody(draft: Draft, key: str, entry: Entry) -> None:
    lines = (entry.first_line, entry.last_line)
    text = re.sub(r"^att\s+", "", entry.text, flags=re.I).rstrip(" .")
    draft.add(
        "assignments", *lines, clause=key, force="decision", text=text,
        **_cells(due_date(entry.text)),
    )  # fmt: skip
    draft.problem("no-actor", *lines, table="clauses", row=key)
