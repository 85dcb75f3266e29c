"""The points of a decision (att-satser): what they do, for whom, to whom, how much and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.layout.entries import Entry
from socsam_opendata.minutes.print import names, sentences
from socsam_opendata.minutes.rules.acts import Act, ReadClause, acts, handed
from socsam_opendata.minutes.rules.amounts import read_amounts
from socsam_opendata.minutes.rules.assignments import read_assignments
from socsam_opendata.minutes.rules.deadlines import effect
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import fold

_MEMBERS = re.compile(
    r"(?:samtliga\s+|alla\s+)?(?:medlems)?kommunerna|medlemskommuner|kommuner", re.I
)


def read_clauses(reader: Reader, item: str, entries: Sequence[Entry]) -> list[str]:
    """Rows of every clause of an item's decision; gives the forces of the clauses."""
    taken: set[str] = set()
    clauses: list[ReadClause] = []
    for position, entry in enumerate(entries, 1):
        number = entry.marker if entry.marker and entry.marker not in taken else None
        name = number or str(position)
        while name in taken:
            name = f"{position}-{len(taken)}"
        taken.add(name)
        key = f"{item}-{name.translate(str.maketrans('åäö', 'aao'))}"
        clause = ReadClause(key, entry, acts(entry.text))
        clauses.append(clause)
        reader.draft.add(
            "clauses", *entry.lines, key=key, decision=item, position=position, number=number,
            text=entry.text, force=clause.force, beneficiary=_beneficiary(reader, clause),
            **effect(entry.text),
        )  # fmt: skip
        _actions(reader, clause)
        read_amounts(reader, item, entry, key, clause.force)
        for act in clause.acts:
            _addressees(reader, clause, act)
        _appointments(reader, item, clause)
    read_assignments(reader, clauses)
    return [clause.force for clause in clauses]


def _actions(reader: Reader, clause: ReadClause) -> None:
    draft, lines, text = reader.draft, clause.entry.lines, clause.entry.text
    if not clause.acts:
        draft.problem("action-unknown", *lines, table="clauses", row=clause.key, text=text[:120])
        draft.add("clause_actions", *lines, clause=clause.key, position=1, action="other")
    for position, act in enumerate(clause.acts, 1):
        draft.add(
            "clause_actions", *lines, clause=clause.key, position=position, action=act.outer.code,
            inner_action=act.inner.code if act.inner else None,
        )  # fmt: skip


def _sentence(text: str, at: int) -> tuple[int, int]:
    return next(((a, b) for a, b in sentences.sentences(text) if a <= at <= b), (0, len(text)))


def _beneficiary(reader: Reader, clause: ReadClause) -> str | None:
    """Whom a grant or refusal is for: the organization after the verb, else before it."""
    text = clause.entry.text
    giving = code_list("decision-action").marked("hasBeneficiary")
    for act in clause.acts:
        for hit in (act.inner, act.outer):
            if hit is None or hit.code not in giving:
                continue
            start, end = _sentence(text, hit.start)
            named = [
                m for m in reader.organizations.mentions(text)
                if start <= m.start < end and m.organization != reader.body.id
            ]  # fmt: skip
            after = [m.organization for m in named if m.start >= hit.end]
            before = [] if act.inner else [m.organization for m in named if m.end <= hit.start]
            if after or before:
                return (after or before)[0]
    return None


def _addressees(reader: Reader, clause: ReadClause, act: Act) -> None:
    """Whom the outer verb speaks to; an assignment may be handed to several, one after another."""
    draft, lines = reader.draft, clause.entry.lines
    if act.outer.code not in code_list("decision-action").marked("handsOn"):
        return
    tasks = handed(clause.entry.text, act.outer)
    for one in tasks if act.outer.code == "assign" else tasks[:1]:
        if not one.who or len(one.who) > 160:
            draft.problem("addressee-missing", *lines, table="clauses", row=clause.key)
        elif _MEMBERS.fullmatch(one.who):
            for code in reader.members or (None,):
                draft.add("addressees", *lines, clause=clause.key, municipality=code, text=one.who)
        else:
            _addressed(reader, clause, one.who)


def _addressed(reader: Reader, clause: ReadClause, printed: str) -> None:
    draft, lines = reader.draft, clause.entry.lines
    for part in re.split(r"\s+(?:och|samt)\s+|,\s*", printed):
        municipality = registry().municipality(part) if fold(part).endswith("kommun") else None
        organization = None if municipality else reader.organizations.named(part)
        if not (organization or municipality or reader.people.get(part)):
            draft.problem(
                "organization-unknown", *lines, table="clauses", row=clause.key, name=part
            )
        draft.add(
            "addressees", *lines, clause=clause.key, organization=organization,
            municipality=municipality, text=part,
        )  # fmt: skip


# A person named so gives up the role rather than gets it.
_LEAVES_BEFORE = re.compile(r"\b(?:efter|i\s?stället\s+för|avgående|entlediga[rs]?)\s+$", re.I)
_LEAVES_AFTER = re.compile(r"\s*,?\s*(?:som\s+)?(?:entledigas|avgår|har\s+avsagt|avsäger)", re.I)


def _appointments(reader: Reader, item: str, clause: ReadClause) -> None:
    """Who a clause appoints, and to what: the names with a party that it prints, or known ones."""
    if not any(a.outer.code == "appoint" for a in clause.acts):
        return
    draft, lines, text = reader.draft, clause.entry.lines, clause.entry.text
    roles = [f for f in code_list("role").find(text) if f.code != "chair"]
    role = _appointed_role(text, [f.code for f in roles])
    for match in names.NAME_WITH_PARTY.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _LEAVES_BEFORE.search(before) or _LEAVES_AFTER.match(after):
            continue
        known = reader.person(match["name"], *lines)
        draft.add(
            "roles", *lines, meeting=draft.meeting, item=item, clause=clause.key,
            person=known.row.id, role=role, text=match.group(),
        )  # fmt: skip
    if not roles:
        draft.problem("role-unclear", *lines, table="clauses", row=clause.key)


def _appointed_role(text: str, codes: list[str]) -> str:
    """The role a clause appoints to; a chair named only to act together with is not it."""
    first = [code for code in codes if code in code_list("role").marked("appointedFirst")]
    if first:
        return first[0]
    if re.search(r"\btill\s+(?:\w+\s+)?ordförande\b", text, re.I):
        return "vice-chair" if re.search(r"vice\s+ordförande", text, re.I) else "chair"
    return codes[0] if codes else "representative"
