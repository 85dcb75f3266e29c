"""The views: decision_overview a meeting, and memberships over all meetings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from socsam_opendata.dataset.remarks import doubted_clauses
from socsam_opendata.minutes.print.paragraphs import numbers_of
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.derived import paragraph_text
from socsam_opendata.model.records import DecisionOverview, Membership, Rows


@dataclass(frozen=True, slots=True)
class Names:
    """The names that rows of a meeting refer to by key."""

    organizations: Mapping[str, str]
    persons: Mapping[str, str]
    cases: Mapping[str, str]


def _joined(texts: Iterable[str | None]) -> str | None:
    """Different texts with semicolons between, in order; None when there are none."""
    return "; ".join(dict.fromkeys(t for t in texts if t)) or None


def _label(scheme: str, notation: str) -> str:
    return code_list(scheme).by_notation[notation].sv


def _acts(rows: Rows, clause: str) -> str:
    acts = [r for r in rows["clause_actions"] if r.clause == clause]
    texts = []
    for act in sorted(acts, key=lambda r: r.position):
        inner = f" ({_label('decision-action', act.inner_action)})" if act.inner_action else ""
        texts.append(_label("decision-action", act.action) + inner)
    return "; ".join(texts)


def _addressees(rows: Rows, clause: str, names: Names) -> str | None:
    towns = registry().municipality_by_id
    return _joined(
        towns[r.municipality].official_name
        if r.municipality
        else names.organizations.get(r.organization or "") or r.text
        for r in rows["addressees"]
        if r.clause == clause
    )


def _presenters(rows: Rows, item: str, names: Names) -> str | None:
    """Presenters by name where it is published, else by organization."""
    return _joined(
        names.persons.get(r.person or "") or names.organizations.get(r.organization or "") or r.text
        for r in rows["roles"]
        if r.role == "presenter" and r.item == item
    )


def _present(rows: Rows) -> Callable[[str], int]:
    """How many who decide were there for a paragraph, by its number: nobody who came later, had
    gone, or had a conflict of interest in it."""
    decides = code_list("capacity").marked("decides")
    there = code_list("attendance-status").marked("takesPart")
    seated, recused = [], []
    for row in rows["participants"]:
        told = (row.person or row.id, frozenset(numbers_of(row.paragraphs or "")))
        if row.status == "recused":
            recused.append(told)
        elif row.status in there and row.capacity in decides:
            seated.append(told)

    @cache
    def at(number: str) -> int:
        digits = re.match(r"\d+", number)
        of = int(digits.group()) if digits else 0
        here = {who for who, numbers in seated if not numbers or of in numbers}
        return len(here - {who for who, numbers in recused if of in numbers})

    return at


def decision_overview(rows: Rows, names: Names) -> list[DecisionOverview]:
    """One row a clause that is more than a record, with everything people ask about it."""
    items = {r.id: r for r in rows["agenda_items"]}
    decisions = {r.id: r for r in rows["decisions"]}
    (meeting,) = rows["meetings"]
    (source,) = rows["sources"]
    present = _present(rows)
    doubted = doubted_clauses(rows, rows["problems"])
    found = []
    for clause in rows["clauses"]:
        if clause.force == "record":
            continue
        decision = decisions[clause.decision]
        item = items[decision.item]
        found.append(
            DecisionOverview(
                id=clause.id, date=decision.date, body=names.organizations[meeting.body],
                paragraph=paragraph_text(item.number, item.part), title=item.title,
                clause=clause.number, text=clause.text, force=clause.force,
                beneficiary=names.organizations.get(clause.beneficiary or ""),
                effective_from=clause.effective_from, case=names.cases[item.case],
                presenters=_presenters(rows, item.id, names), present_members=present(item.number),
                url=source.url, source=clause.source, first_line=clause.first_line,
                last_line=clause.last_line, doubtful="yes" if clause.id in doubted else "no",
                **_of_clause(rows, clause, names),
            )
        )  # fmt: skip
    return found


def _of_clause(rows: Rows, clause: Any, names: Names) -> dict[str, Any]:
    """The cells that gather the rows of a clause: what, how much, to whom, who, by when."""
    amounts = [r for r in rows["amounts"] if r.clause == clause.id]
    assignments = [r for r in rows["assignments"] if r.clause == clause.id]
    due = {r.due for r in assignments if r.due}
    return {
        "actions": _acts(rows, clause.id),
        "amount": amounts[0].value if len(amounts) == 1 else None,
        "amounts_text": _joined(r.text for r in amounts),
        "amount_meaning": _joined(_label("amount-meaning", r.meaning) for r in amounts),
        "addressees": _addressees(rows, clause.id, names),
        "assignee": _joined(
            names.organizations.get(r.organization or "") or names.persons.get(r.person or "")
            for r in assignments
        ),
        "due": due.pop() if len(due) == 1 else None,
    }


@dataclass(frozen=True, slots=True)
class _Seat:
    """A seat from the first to the last meeting that say the same of it."""

    first: dt.date
    last: dt.date
    party: str | None
    municipality: str | None

    def goes_on(self, row: Any) -> bool:
        """Whether a row of the attendance says no other party and no other municipality."""
        same_party = None in (self.party, row.party) or self.party == row.party
        towns = (self.municipality, row.municipality)
        return same_party and (None in towns or towns[0] == towns[1])

    def with_meeting(self, date: dt.date, row: Any) -> _Seat:
        """The seat with a further meeting, which may say more of it."""
        party, town = self.party or row.party, self.municipality or row.municipality
        return _Seat(self.first, date, party, town)


@dataclass
class Memberships:
    """Gathers the seats that elected persons are seen in, meeting by meeting.

    A seat goes on until a meeting says another party or municipality; then another row begins.
    What a meeting does not say contradicts nothing.
    """

    _seen: dict[tuple[str, str, str], list[_Seat]] = field(default_factory=dict)

    def see(self, body: str, date: dt.date, participants: Iterable[Any]) -> None:
        """Take in the attendance of a meeting; those of a body come in the order of their days."""
        seats = code_list("capacity").tied("holdsSeat")
        for row in participants:
            role = seats.get(row.capacity)
            if role is not None and row.person is not None:
                found = self._seen.setdefault((row.person, body, role), [])
                if found and found[-1].goes_on(row):
                    found[-1] = found[-1].with_meeting(date, row)
                else:
                    found.append(_Seat(date, date, row.party, row.municipality))

    def rows(self) -> list[Membership]:
        """A row a person, body, role and period with one party and municipality."""
        return [
            Membership(
                id=f"{body}-{person}-{role}" + (f"-{number}" if number > 1 else ""),
                person=person, body=body, role=role, party=seat.party,
                municipality=seat.municipality, first_seen=seat.first, last_seen=seat.last,
            )
            for (person, body, role), found in self._seen.items()
            for number, seat in enumerate(found, 1)
        ]  # fmt: skip
