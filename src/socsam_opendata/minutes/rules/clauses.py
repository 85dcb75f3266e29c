"""The points of a decision (att-satser): what they do, for whom, to whom, how much and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.minutes.known.people import People
from socsam_opendata.minutes.layout.entries import Entry
from socsam_opendata.minutes.print import names, sentences
from socsam_opendata.minutes.rules.acts import DIRECTIVE, Act, acts, force_of, handed
from socsam_opendata.minutes.rules.amounts import read_amounts
from socsam_opendata.minutes.rules.assignments import ReadClause, read_assignments
from socsam_opendata.minutes.rules.deadlines import effect
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import fold

_MEMBERS = re.compile(
    r"(?:samtliga\s+|alla\s+)?(?:medlems)?kommunerna|medlemskommuner|kommuner", re.I
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a clause is read within."""

    item: str
    decision: str
    body: str
    members: tuple[str, ...]


def read_clauses(
    draft: Draft,
    scope: Scope,
    entries: Sequence[Entry],
    people: People,
    organizations: Organizations,
) -> list[str]:
    """Rows of every clause of a decision; gives the forces of the clauses."""
    taken: set[str] = set()
    forces: list[str] = []
    keys: list[ReadClause] = []
    for position, entry in enumerate(entries, 1):
        found = acts(entry.text)
        number = entry.marker if entry.marker and entry.marker not in taken else None
        name = number or str(position)
        while name in taken:
            name = f"{position}-{len(taken)}"
        taken.add(name)
        key = f"{scope.decision}-{name.translate(str.maketrans('åäö', 'aao'))}"
        force = force_of(found)
        forces.append(force)
        keys.append((key, entry, found))
        draft.add(
            "clauses", entry.first_line, entry.last_line, key=key, decision=scope.decision,
            position=position, number=number, text=entry.text, force=force,
            beneficiary=_beneficiary(entry.text, found, scope, organizations),
            **effect(entry.text),
        )  # fmt: skip
        _actions(draft, key, entry, found)
        read_amounts(draft, scope.item, key, entry, force)
        for act in found:
            _addressees(draft, key, entry, act, scope, people, organizations)
        _appointments(draft, scope, key, entry, found, people)
    read_assignments(draft, keys, organizations, people)
    return forces


def _actions(draft: Draft, key: str, entry: Entry, found: tuple[Act, ...]) -> None:
    lines = (entry.first_line, entry.last_line)
    if not found:
        draft.problem("action-unknown", *lines, table="clauses", row=key, text=entry.text[:120])
        draft.add("clause_actions", *lines, clause=key, position=1, action="other")
    for position, act in enumerate(found, 1):
        draft.add(
            "clause_actions", *lines, clause=key, position=position, action=act.outer.code,
            inner_action=act.inner.code if act.inner else None,
        )  # fmt: skip


def _sentence(text: str, at: int) -> tuple[int, int]:
    return next(((a, b) for a, b in sentences.sentences(text) if a <= at <= b), (0, len(text)))


def _beneficiary(
    text: str, found: tuple[Act, ...], scope: Scope, organizations: Organizations
) -> str | None:
    """Whom a grant or refusal is for: the organization after the verb, else before it."""
    for act in found:
        for hit in (act.inner, act.outer):
            if hit is None or hit.code not in ("grant", "reject"):
                continue
            start, end = _sentence(text, hit.start)
            named = [
                m for m in organizations.mentions(text)
                if start <= m.start < end and m.organization != scope.body
            ]  # fmt: skip
            after = [m.organization for m in named if m.start >= hit.end]
            before = [] if act.inner else [m.organization for m in named if m.end <= hit.start]
            if after or before:
                return (after or before)[0]
    return None


def _addressees(
    draft: Draft,
    key: str,
    entry: Entry,
    act: Act,
    scope: Scope,
    people: People,
    organizations: Organizations,
) -> None:
    """Whom the outer verb speaks to; an assignment may be handed to several, one after another."""
    lines = (entry.first_line, entry.last_line)
    if act.outer.code not in DIRECTIVE:
        return
    tasks = handed(entry.text, act.outer)
    for one in tasks if act.outer.code == "assign" else tasks[:1]:
        if not one.who or len(one.who) > 160:
            draft.problem("addressee-missing", *lines, table="clauses", row=key)
        elif _MEMBERS.fullmatch(one.who):
            for code in scope.members or (None,):
                draft.add("addressees", *lines, clause=key, municipality=code, text=one.who)
        else:
            _addressed(draft, key, entry, one.who, people, organizations)


def _addressed(
    draft: Draft, key: str, entry: Entry, printed: str, people: People, organizations: Organizations
) -> None:
    lines = (entry.first_line, entry.last_line)
    for part in re.split(r"\s+(?:och|samt)\s+|,\s*", printed):
        municipality = registry().municipality(part) if fold(part).endswith("kommun") else None
        organization = None if municipality else organizations.named(part)
        if not (organization or municipality or people.get(part)):
            draft.problem("organization-unknown", *lines, table="clauses", row=key, name=part)
        draft.add(
            "addressees", *lines, clause=key, organization=organization,
            municipality=municipality, text=part,
        )  # fmt: skip


# A person named so gives up the role rather than gets it.
_LEAVES_BEFORE = re.compile(r"\b(?:efter|i\s?stället\s+för|avgående|entlediga[rs]?)\s+$", re.I)
_LEAVES_AFTER = re.compile(r"\s*,?\s*(?:som\s+)?(?:entledigas|avgår|har\s+avsagt|avsäger)", re.I)


def _appointments(
    draft: Draft, scope: Scope, key: str, entry: Entry, found: tuple[Act, ...], people: People
) -> None:
    """Who a clause appoints, and to what: the names with a party that it prints, or known ones."""
    if not any(a.outer.code == "appoint" for a in found):
        return
    roles = [f for f in code_list("role").find(entry.text) if f.code != "chair"]
    role = _appointed_role(entry.text, [f.code for f in roles])
    lines = (entry.first_line, entry.last_line)
    for match in names.NAME_WITH_PARTY.finditer(entry.text):
        before, after = entry.text[: match.start()], entry.text[match.end() :]
        if _LEAVES_BEFORE.search(before) or _LEAVES_AFTER.match(after):
            continue
        known = people.get(match["name"])
        if known is None:
            known = people.add(match["name"], "elected")
            draft.problem("role-not-in-attendance", *lines, name=match["name"])
        draft.add(
            "roles", *lines, meeting=draft.meeting, item=scope.item, clause=key,
            person=known.row.id, role=role, text=match.group(),
        )  # fmt: skip
    if not roles:
        draft.problem("role-unclear", *lines, table="clauses", row=key)


def _appointed_role(text: str, codes: list[str]) -> str:
    """The role a clause appoints to; a chair named only to act together with is not it."""
    for preferred in ("reference-group-member", "steering-group-member", "adjuster"):
        if preferred in codes:
            return preferred
    if re.search(r"\btill\s+(?:\w+\s+)?ordförande\b", text, re.I):
        return "vice-chair" if re.search(r"vice\s+ordförande", text, re.I) else "chair"
    return codes[0] if codes else "representative"
