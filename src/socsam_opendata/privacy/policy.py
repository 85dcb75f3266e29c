"""The publication policy: what of a reading may be published, applied before anything is written.

Elected members and substitutes are named. Officials are named as secretary or presenter, else
shown by organization and capacity; guests are never named. A withheld name is masked wherever it
stands: rows, texts, problems and the published source text. In viewpoints everybody but elected
members is masked. Only a person in the attendance list counts as elected, official or guest:
anyone else named in a text stops the build until dataset.toml decides. A line of a list of people
that was not read whole is withheld as it stands, and no problem quotes it. Numbers and addresses
that reach a person are masked wherever they stand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.cases import case_key
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold, slug
from socsam_opendata.model.kinds import KeyOf, Text
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, Person, Rows
from socsam_opendata.privacy.lists import unquoted, unread_people, without_lines
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.name_rule import NameRule
from socsam_opendata.privacy.number_mask import NumberMask
from socsam_opendata.settings.dataset_toml import Settings

BY_PUBLISHER = "publisher-decision"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A name that is not published: in which category the person stands, and why."""

    name: str
    category: str
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """A reading as it may be published, and what was withheld of it (never to be written)."""

    reading: Reading
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class _Decision:
    """Who may be named in this reading."""

    named: dict[str, Person]
    withheld: dict[str, Withheld]
    undecided: frozenset[str]


def _decide(settings: Settings, reading: Reading) -> _Decision:
    allowed = {fold(p.name) for p in settings.publication.allow}
    mask = {fold(p.name): p for p in settings.publication.mask}
    listed = {row.person for row in reading.rows["participants"]}
    roles = code_list("role")
    acting = {
        row.person for row in reading.rows["roles"]
        if row.role in roles.marked("namesOfficial")
        and (row.item is None or row.role not in roles.marked("wholeMeeting"))
    }  # fmt: skip
    categories = code_list("person-category")
    named: dict[str, Person] = {}
    withheld: dict[str, Withheld] = {}
    undecided: set[str] = set()
    for person in reading.rows["persons"]:
        folded = fold(person.name)
        if folded in mask:
            withheld[person.id] = Withheld(person.name, person.category, BY_PUBLISHER)
        elif folded in allowed:
            named[person.id] = person
        elif person.id not in listed:
            undecided.add(person.id)
        elif person.category == "elected" or (
            person.category == "official" and person.id in acting
        ):
            named[person.id] = person
        else:
            reason = categories.tie("withheldAs", person.category)
            withheld[person.id] = Withheld(person.name, person.category, reason)
    return _Decision(named, withheld, frozenset(undecided))


def apply(settings: Settings, reading: Reading, release: dt.date | None) -> Published:
    """The reading as it may be published; what stops a release is an error among its problems."""
    decided = _decide(settings, reading)
    people = {p.id: p for p in reading.rows["persons"]}
    names = {w.name for w in decided.withheld.values()} | {
        p.name for p in settings.publication.mask
    }
    named = [p.name for p in decided.named.values()]
    always = Mask(names, named)
    elected = [p.name for p in decided.named.values() if p.category == "elected"]
    speakers = Mask(names | (set(named) - set(elected)), elected)
    viewpoints = _viewpoint_lines(reading)
    denied = unread_people(reading)
    numbers = NumberMask(without_lines(reading.lines, denied))
    lines = _masked_lines(numbers.lines(), viewpoints, always, speakers)
    rows: Rows = {}
    for table, found in reading.rows.items():
        rows[table] = [
            _row(table, row, decided, numbers, speakers if _within(row, viewpoints) else always)
            for row in found
            if table != "persons"
        ]
    rows["persons"] = list(decided.named.values())
    rows = _rekeyed(reading.rows, rows)
    problems = []
    for problem in reading.problems:
        mask = speakers if problem.first_line in viewpoints else always
        facts = unquoted(problem, reading.lines, denied)
        masked = {key: mask.applied(numbers.applied(value)) for key, value in facts.items()}
        problems.append(replace(problem, facts=masked))
    problems += _stops(
        settings, reading, lines, named, [people[k] for k in sorted(decided.undecided)]
    )
    problems += numbers.problems()
    problems += _masks_used(settings, reading, always)
    problems += _approval(settings, reading, release)
    published = replace(reading, rows=rows, problems=tuple(problems), lines=tuple(lines))
    return Published(published, tuple(decided.withheld.values()))


def _viewpoint_lines(reading: Reading) -> frozenset[int]:
    return frozenset(
        line
        for row in reading.rows["item_texts"]
        if row.section == "viewpoints"
        for line in range(row.first_line, row.last_line + 1)
    )


def _within(row: Any, lines: frozenset[int]) -> bool:
    return getattr(row, "first_line", None) in lines


def _masked_lines(
    lines: Sequence[str],
    viewpoints: frozenset[int],
    always: Mask,
    speakers: Mask,
) -> list[str]:
    """The source text masked, names that a line end divides too; as many lines as before."""
    whole = always.applied_to_lines(lines)
    start = 0
    result: list[str] = []
    while start < len(whole):
        inside = (start + 1) in viewpoints
        end = start
        while end < len(whole) and ((end + 1) in viewpoints) == inside:
            end += 1
        part = whole[start:end]
        result += speakers.applied_to_lines(part) if inside else part
        start = end
    return result


def _row(table: str, row: Any, decided: _Decision, numbers: NumberMask, mask: Mask) -> Any:
    """A row with texts masked and keys of persons who are not named taken out."""
    changed: dict[str, Any] = {}
    persons, texts = _columns(table)
    for name in persons:
        value = getattr(row, name)
        if value is not None and value not in decided.named:
            changed[name] = None
            if name == "person" and hasattr(row, "withheld"):
                reason = decided.withheld.get(value)
                changed["withheld"] = reason.reason if reason else BY_PUBLISHER
    for name in texts:
        value = getattr(row, name)
        hidden = mask.applied(numbers.applied(value)) if value else value
        if hidden != value:
            changed[name] = hidden
    return replace(row, **changed) if changed else row


@lru_cache
def _columns(table: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of a table that are keys of persons, and those that hold text."""
    columns = [c for c in BY_NAME[table].columns if c.name != "id"]
    keys = [(c.name, c.kind) for c in columns]
    persons = [n for n, kind in keys if isinstance(kind, KeyOf) and kind.target == "persons"]
    texts = [c.name for c in columns if isinstance(c.kind, Text)]
    return tuple(persons), tuple(texts)


def _rekeyed(before: Rows, rows: Rows) -> Rows:
    """Rows whose keys were made of a text that is masked now get the key of the masked text."""
    (meeting,) = before["meetings"]
    renamed: dict[tuple[str, str], str] = {}
    for old, new in zip(before["cases"], rows["cases"], strict=True):
        if new.title != old.title:
            renamed["cases", old.id] = case_key(meeting.body, new.title, new.diary_number)
    for old, new in zip(before["organizations"], rows["organizations"], strict=True):
        if (new.name, new.short_name) != (old.name, old.short_name):
            renamed["organizations", old.id] = slug(new.short_name or new.name)
    if not renamed:
        return rows
    return {
        table: [_with_keys(table, row, renamed) for row in found] for table, found in rows.items()
    }


def _with_keys(table: str, row: Any, renamed: dict[tuple[str, str], str]) -> Any:
    """A row with its own key and its references under their new names."""
    changed = {}
    for column in BY_NAME[table].columns:
        target = column.kind.target if isinstance(column.kind, KeyOf) else table
        if column.name == "id" or isinstance(column.kind, KeyOf):
            new = renamed.get((target, getattr(row, column.name)))
            if new:
                changed[column.name] = new
    return replace(row, **changed) if changed else row


def _stops(
    settings: Settings,
    reading: Reading,
    lines: list[str],
    named: list[str],
    undecided: list[Person],
) -> list[Problem]:
    """Names nobody decided about."""
    organizations = {
        form for row in reading.rows["organizations"] for form in (row.name, row.short_name) if form
    }
    for known in settings.organizations:
        organizations |= {known.row.name, known.row.short_name or "", *known.spellings}
    allowed = [p.name for p in settings.publication.allow]
    rule = NameRule(organizations, settings.publication.not_names, [*named, *allowed])
    seen = rule.sightings(lines)
    problems = [Problem(s.code, s.line, s.line, {"name": s.text}) for s in seen]
    known_names = {fold(s.text) for s in seen}
    for person in undecided:
        if not any(fold(person.name) in name for name in known_names):
            at = next(
                (n for n, line in enumerate(lines, 1) if fold(person.name) in fold(line)), None
            )
            problems.append(Problem("name-undecided", at, at, {"name": person.name}))
    return problems


def _masks_used(settings: Settings, reading: Reading, always: Mask) -> list[Problem]:
    """A note for each name that dataset.toml masks, on the first line it stood on."""
    problems = []
    for person in settings.publication.mask:
        mask = Mask([person.name], [])
        at = [n for n, line in enumerate(reading.lines, 1) if mask.found(line)]
        if at:
            reason = always.applied(person.reason)
            facts = {"count": str(len(at)), "reason": reason}
            problems.append(Problem("name-masked", at[0], at[0], facts))
    return problems


def _approval(settings: Settings, reading: Reading, release: dt.date | None) -> list[Problem]:
    """Minutes without an adjustment day, or with one after the release, are not approved."""
    (meeting,) = reading.rows["meetings"]
    approved = meeting.adjusted_on is not None and (
        release is None or meeting.adjusted_on <= release
    )
    if approved or settings.publication.unapproved:
        return []
    facts = {"release": str(release or "–"), "adjusted": str(meeting.adjusted_on or "–")}
    return [
        Problem(
            "not-approved", meeting.first_line, meeting.last_line, facts, "meetings", meeting.id
        )
    ]
