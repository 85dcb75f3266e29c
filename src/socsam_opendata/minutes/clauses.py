"""The points of a decision (att-satser): what they do, for whom, to whom, how much and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from socsam_opendata.minutes import swedish
from socsam_opendata.minutes.actors import Organizations, People
from socsam_opendata.minutes.draft import Draft
from socsam_opendata.minutes.money import read_amounts
from socsam_opendata.minutes.text import Entry
from socsam_opendata.model.codes import Found
from socsam_opendata.model.iris import fold
from socsam_opendata.vocab import code_list, registry

# Acts that hand another act on to somebody: what follows their "att" is the inner act.
DIRECTIVE = frozenset({"recommend", "propose", "assign", "urge", "authorize"})
# Acts that leave work to be done; without a directive nobody is named to do it.
_WORK = frozenset({"draw-up", "report-back"})
_FORCE = {"recommend": "recommendation", "urge": "recommendation", "propose": "proposal",
          "carry-out": "record", "adjust-at-once": "record"}  # fmt: skip
_MEMBERS = re.compile(r"(?:samtliga\s+|alla\s+)?(?:medlems)?kommunerna|medlemskommuner|kommuner", re.I)


@dataclass(frozen=True, slots=True)
class Act:
    """An act of a clause: the signal of its outer verb, and the inner act if there is one."""

    outer: Found
    inner: Found | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a clause is read within."""

    item: str
    decision: str
    body: str
    members: tuple[str, ...]


def acts(text: str) -> tuple[Act, ...]:
    """The acts of a clause in order; the act after a directive's `att` is its inner act."""
    found: list[Act] = []
    for hit in code_list("decision-action").find(text):
        last = found[-1] if found else None
        if last is None:
            found.append(Act(hit))
            continue
        between = text[last.outer.end : hit.start]
        inside = re.search(r"\batt\b", between) or re.match(r"att\b", text[hit.start : hit.end], re.I)
        again = re.search(r"(?:\boch|\bsamt|[,;])\s*$", between) and _finite(text[hit.start : hit.end])
        if last.outer.code in DIRECTIVE and inside and not again:
            found[-1] = last if last.inner else Act(last.outer, hit)
        elif _subordinate(between):
            continue
        elif hit.code != last.outer.code:
            found.append(Act(hit))
    return tuple(found)


def _finite(verb: str) -> bool:
    """Whether a verb stands in the present tense, so that it is an act of its own."""
    return verb.split()[0].casefold().endswith(("r", "rs"))


def _subordinate(between: str) -> bool:
    """Whether the words before a verb open a clause that only describes something."""
    return re.search(r"\b(?:som|vilk\w+|där|när|om)\b[^,]*$", between) is not None


def force_of(found: Sequence[Act]) -> str:
    """The force of a clause by its first act: decision, recommendation, proposal or record."""
    return _FORCE.get(found[0].outer.code, "decision") if found else "decision"


def decision_force(forces: Sequence[str]) -> str:
    """The force of a decision: its clauses', or mixed."""
    return forces[0] if len(set(forces)) == 1 else "mixed"


def read_clauses(
    draft: Draft, scope: Scope, entries: Sequence[Entry], people: People, organizations: Organizations
) -> list[str]:
    """Rows of every clause of a decision; gives the forces of the clauses."""
    taken: set[str] = set()
    forces: list[str] = []
    keys: list[tuple[str, Entry, tuple[Act, ...]]] = []
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
            **_effect(entry.text),
        )  # fmt: skip
        _actions(draft, key, entry, found)
        read_amounts(draft, scope.item, key, entry, force)
        for act in found:
            _addressees(draft, key, entry, act, scope, organizations)
        _appointments(draft, scope, key, entry, found, people)
    _assignments(draft, keys, organizations, people)
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
    return next(((a, b) for a, b in swedish.sentences(text) if a <= at <= b), (0, len(text)))


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


_FROM = re.compile(r"(?:från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|med\s+verkan\s+från|gäller\s+från|träder\s+i\s+kraft)\s+", re.I)
_UNTIL = re.compile(r"(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|längst\s+till|dock\s+längst)\s+", re.I)
_BEFORE = re.compile(r"(?:inför|före|innan)(?:\s+den|\s+årsskiftet)?\s+$", re.I)
_AT_LATEST = re.compile(r"(?:senast\b[^.,;:\d]{0,60}|(?:före|innan|vid|till|per)\s+(?:utgången|slutet)\s+av(?:\s+(?:den|under|i|vid))*\s+)$", re.I)
_BY = re.compile(r"(?:senast|till|under|i|vid|per|klar\w*|redovisas|i\s+slutet\s+av|utgången\s+av)(?:\s+den|\s+(?:sitt\s+)?(?:möte|sammanträde)t?|\s+utgången\s+av|\s+slutet\s+av)*\s+$", re.I)


def _effect(text: str) -> dict[str, Any]:
    """`effective_from` and `effective_until` as EDTF, from the first sentence that says them."""
    cells: dict[str, Any] = {}
    for column, pattern in (("effective_from", _FROM), ("effective_until", _UNTIL)):
        match = pattern.search(text)
        if match:
            after = (w for w in swedish.periods(text) if w.start >= match.end())
            when = next((w for w in after if not text[match.end() : w.start].strip()), None)
            if when:
                cells[column] = when.edtf
    return cells


def due_date(text: str) -> str | None:
    """When something is to be done, EDTF: `senast den 15 mars 2026`, `inför 2026`, `december 2025`."""
    effects = [m.end() for p in (_FROM, _UNTIL) for m in p.finditer(text)]
    plain: str | None = None
    for when in swedish.periods(text):
        before = text[: when.start]
        if any(end <= when.start <= end + 4 for end in effects):
            continue
        if _BEFORE.search(before):
            return swedish.before(when.edtf)
        if _AT_LATEST.search(before):
            return swedish.at_latest(when.edtf)
        if _BY.search(before):
            return when.edtf
        if len(when.edtf) == 7 and plain is None:
            plain = when.edtf
    return plain


_TO_WHOM = (
    re.compile(r"^\s*(?:till|åt)\s+(?P<who>.+?)(?=\s+att\b|\s*[:,;.]|$)"),
    re.compile(r"^\s+(?P<who>[^,;:.]+?)(?=,?\s+att\b)"),
    re.compile(r"^\s*,?\s*(?:till|åt)\s+(?P<who>[^,;.]+)"),
)
_GIVEN = re.compile(r"(?:\bge[rs]?|\blämna[rs]?)\s+(?P<who>.+?)\s+(?:får\s+)?(?:i\s+uppdrag|uppdraget)\b", re.I)
_GETS = re.compile(r"(?:^|\batt\s+)(?P<who>[^,;:]+?)\s+(?:får|ges|erhåller)\s+i\s+uppdrag\b", re.I)

_PASSIVE = re.compile(r"(?:^|\batt\s+)(?P<who>[^,;:.]+?)\s+(?:rekommenderas|uppmanas|uppdras|föreslås|bemyndigas|anmodas|åläggs)\b", re.I)


def _to_whom(text: str, hit: Found) -> str | None:
    """The printed name of whom a directive verb speaks to."""
    around = text[max(0, hit.start - 120) : hit.end]
    for pattern in (_GIVEN, _GETS, _PASSIVE):
        match = pattern.search(around)
        if match and match.end() >= len(around) - 2:
            return match["who"].removeprefix("Att ").removeprefix("att ").strip()
    for pattern in _TO_WHOM:
        match = pattern.match(text[hit.end :])
        if match:
            return match["who"].strip()
    return None


def _addressees(
    draft: Draft, key: str, entry: Entry, act: Act, scope: Scope, organizations: Organizations
) -> None:
    lines = (entry.first_line, entry.last_line)
    if act.outer.code not in DIRECTIVE:
        return
    printed = _to_whom(entry.text, act.outer)
    if not printed or len(printed) > 160:
        draft.problem("addressee-missing", *lines, table="clauses", row=key)
        return
    if _MEMBERS.fullmatch(printed):
        for code in scope.members:
            draft.add("addressees", *lines, clause=key, municipality=code, text=printed)
        if not scope.members:
            draft.add("addressees", *lines, clause=key, text=printed)
        return
    for part in re.split(r"\s+(?:och|samt)\s+|,\s*", printed):
        municipality = registry().municipality(part) if fold(part).endswith("kommun") else None
        organization = None if municipality else organizations.named(part)
        if organization is None and municipality is None:
            draft.problem("organization-unknown", *lines, table="clauses", row=key, name=part)
        draft.add(
            "addressees", *lines, clause=key, organization=organization,
            municipality=municipality, text=part,
        )  # fmt: skip


_NAMED = re.compile(
    rf"(?P<name>{swedish.NAME_WORD}(?:\s+(?:(?:von|af|de|der|van|den)\s+)*{swedish.NAME_WORD})+)\s*\((?P<party>[A-Za-zÅÄÖåäö]{{1,6}})\)"
)


def _appointments(
    draft: Draft, scope: Scope, key: str, entry: Entry, found: tuple[Act, ...], people: People
) -> None:
    """Who a clause appoints, and to what: the names with a party that it prints, or known ones."""
    if not any(a.outer.code == "appoint" for a in found):
        return
    roles = [f for f in code_list("role").find(entry.text) if f.code != "chair"]
    role = _appointed_role(entry.text, [f.code for f in roles])
    lines = (entry.first_line, entry.last_line)
    for match in _NAMED.finditer(entry.text):
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


def _assignments(
    draft: Draft,
    keys: list[tuple[str, Entry, tuple[Act, ...]]],
    organizations: Organizations,
    people: People,
) -> None:
    """Who is to do what; a later point that reports the assignment back gives it its date."""
    for key, entry, found in keys:
        if any(a.outer.code == "assign" or (a.inner and a.inner.code == "assign") for a in found):
            for act in found:
                _assignment(draft, key, entry, act, organizations, people)
        elif any(a.outer.code == "report-back" for a in found) and _refers_to_assignment(entry.text):
            _date_of_earlier(draft, key, entry)
        elif any(a.outer.code in _WORK for a in found):
            _nobody(draft, key, entry)


def _refers_to_assignment(text: str) -> bool:
    return re.search(r"\buppdrag(?:et|en)\b", text, re.I) is not None


def _assignment(
    draft: Draft, key: str, entry: Entry, act: Act, organizations: Organizations, people: People
) -> None:
    hit = act.outer if act.outer.code == "assign" else act.inner
    if hit is None or hit.code != "assign":
        return
    printed = _to_whom(entry.text, hit)
    that = re.search(r"\batt\s+", entry.text[hit.end :])
    task = entry.text[hit.end + that.end() :].strip() if that else entry.text
    lines = (entry.first_line, entry.last_line)
    person = people.get(printed) if printed else None
    due = due_date(entry.text)
    first, last = swedish.span(due) if due else (None, None)
    organization = organizations.named(printed) if printed and not person else None
    row = draft.add(
        "assignments", *lines, clause=key,
        force="decision" if act.outer.code == "assign" else _FORCE.get(act.outer.code, "decision"),
        organization=organization, person=person.row.id if person else None,
        text=task.rstrip(" .") or entry.text, due=due, due_from=first, due_until=last,
    )  # fmt: skip
    if printed and organization is None and person is None:
        draft.problem("assignee-unknown", *lines, table="assignments", row=row, name=printed)
    elif not printed:
        draft.problem("no-actor", *lines, table="clauses", row=key)


def _date_of_earlier(draft: Draft, key: str, entry: Entry) -> None:
    decision = key.rsplit("-", 1)[0]
    due = due_date(entry.text)
    rows = draft.rows["assignments"]
    earlier = [i for i, r in enumerate(rows) if r.clause.rsplit("-", 1)[0] == decision]
    if not earlier:
        _nobody(draft, key, entry)
    elif due and rows[earlier[-1]].due is None:
        first, last = swedish.span(due)
        rows[earlier[-1]] = replace(
            rows[earlier[-1]], due=due, due_from=first, due_until=last, due_clause=key
        )


def _nobody(draft: Draft, key: str, entry: Entry) -> None:
    lines = (entry.first_line, entry.last_line)
    due = due_date(entry.text)
    first, last = swedish.span(due) if due else (None, None)
    text = re.sub(r"^att\s+", "", entry.text, flags=re.I).rstrip(" .")
    draft.add(
        "assignments", *lines, clause=key, force="decision", text=text, due=due,
        due_from=first, due_until=last,
    )  # fmt: skip
    draft.problem("no-actor", *lines, table="clauses", row=key)
