"""Keys of organizations and cases of which a part is withheld: of where their meeting names them.

Two that are called the same once names are taken out stay two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from socsam_opendata.minutes.reading import Reading, Stated
from socsam_opendata.minutes.rules.cases import case_key
from socsam_opendata.model.iris import slug
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES, Case, Meeting, Organization, Rows
from socsam_opendata.model.withheld import (
    called_in_key,
    is_marked,
    is_placed_case,
    meeting_of_case,
    meeting_of_organization,
    numbered_key,
    ordinal_of_organization,
    placed_case,
    placed_organization,
)

_ORGANIZATIONS, _CASES = "organizations", "cases"


@dataclass(frozen=True, slots=True)
class MaskedKeys:
    """The new keys of rows whose own were made of what is masked now, by table and old key.

    `elsewhere` are those of organizations that get their keys of the other meetings that mean them.
    """

    renamed: Mapping[tuple[str, str], str]
    elsewhere: Collection[str]

    @classmethod
    def of(cls, reading: Reading, rows: Rows) -> MaskedKeys:
        """Those of the rows of a reading that may be published.

        A row that was given has been masked before, and keeps the key that it got then.
        """
        before = reading.rows
        (meeting,) = before["meetings"]
        found = {(_CASES, old): new for old, new in _of_cases(meeting, before, rows)}
        pairs = dict(_of_organizations(meeting, before, rows))
        elsewhere = reading.stated.elsewhere & pairs.keys() if reading.stated else ()
        return cls(found | {(_ORGANIZATIONS, old): new for old, new in pairs.items()}, elsewhere)

    def rows(self, rows: Rows) -> Rows:
        """The rows under their new keys, in every pointer too."""
        if not self.renamed:
            return rows
        here = [row for row in rows[_ORGANIZATIONS] if row.id not in self.elsewhere]
        return {
            table: [self._row(table, row) for row in found]
            for table, found in {**rows, _ORGANIZATIONS: here}.items()
        }

    def _row(self, table: str, row: Any) -> Any:
        changed = {}
        for column in BY_NAME[table].columns:
            target = column.kind.target if isinstance(column.kind, KeyOf) else table
            if column.name == "id" or isinstance(column.kind, KeyOf):
                new = self.renamed.get((target, getattr(row, column.name)))
                if new:
                    changed[column.name] = new
        return replace(row, **changed) if changed else row

    def stated(self, stated: Stated | None) -> Stated | None:
        """What is said beside the rows, with the new keys of the organizations."""
        if stated is None or not self.renamed:
            return stated
        keys = {self.renamed.get((_ORGANIZATIONS, key), key) for key in stated.organizations}
        return replace(stated, organizations=frozenset(keys))

    def problem(self, problem: Problem) -> Problem:
        """A problem that is about a row, or says its key, with the new one."""
        if not self.renamed:
            return problem
        row = self.renamed.get((problem.table_name or "", problem.row or ""), problem.row)
        keys = {old: new for (_, old), new in self.renamed.items()}
        facts = {name: keys.get(said, said) for name, said in problem.facts.items()}
        return replace(problem, row=row, facts=facts)


def _of_cases(meeting: Meeting, before: Rows, rows: Rows) -> Iterator[tuple[str, str]]:
    """The old and the new key of each case whose key says, or would say, what is withheld."""
    first: dict[str, str] = {}
    for item in rows["agenda_items"]:
        first.setdefault(item.case, item.id)
    taken = {row.id for row in rows[_CASES]}
    old: Case
    new: Case
    for old, new in zip(before[_CASES], rows[_CASES], strict=True):
        number = None if is_marked(new.diary_number) else new.diary_number
        changed = (new.title, new.diary_number) != (old.title, old.diary_number)
        placed = is_placed_case(new.title, new.diary_number)
        if meeting_of_case(old.id) or not (changed or placed):
            continue
        if number:
            key = case_key(meeting.body, new.title, number)
        else:
            ordinal = 1
            while (key := placed_case(first.get(old.id, meeting.id), ordinal)) in taken:
                ordinal += 1
        taken.add(key)
        yield old.id, key


def _of_organizations(meeting: Meeting, before: Rows, rows: Rows) -> Iterator[tuple[str, str]]:
    """The old and the new key of each organization whose key says, or would say, what is
    withheld."""
    pairs = zip(before[_ORGANIZATIONS], rows[_ORGANIZATIONS], strict=True)
    renamed = {old.id: new for old, new in pairs if _is_renamed(meeting, old, new)}
    if not renamed:
        return
    taken = {row.id for row in rows[_ORGANIZATIONS]} - renamed.keys()
    ordinals = {ordinal_of_organization(key, meeting.id) for key in taken}
    more = count(max(ordinals | {len(rows[_ORGANIZATIONS])}) + 1)
    for place, key in enumerate(_as_they_stand(meeting, rows), 1):
        if key not in renamed:
            continue
        new = _own_key(meeting, renamed[key])
        if new is None or new in taken:
            new = placed_organization(meeting.id, next(more) if place in ordinals else place)
        taken.add(new)
        yield key, new


def _is_renamed(meeting: Meeting, old: Organization, new: Organization) -> bool:
    """Whether an organization needs another key than it has."""
    changed = (new.name, new.short_name) != (old.name, old.short_name)
    if new.id == meeting.body or meeting_of_organization(new.id):
        return changed and new.id == meeting.body
    if not changed and not is_marked(new.name, new.short_name):
        return False
    return new.id != _own_key(meeting, new)


def _own_key(meeting: Meeting, row: Organization) -> str | None:
    """The key that tells an organization by itself: with its number; that of a body, which stops
    a build, by what is left of its name."""
    if row.id == meeting.body:
        return slug(called_in_key(row.name, row.short_name))
    number = row.organisation_number
    return numbered_key(row.name, row.short_name, number) if number else None


def _as_they_stand(meeting: Meeting, rows: Rows) -> list[str]:
    """The organizations of a meeting in the order in which its lines name them, its body last.

    It does not tell how their names are sorted, and whether they are withheld changes nothing.
    """
    found: list[tuple[int, int, int, int, str]] = []
    for number, table in enumerate(MEETING_TABLES):
        columns = [
            c.name
            for c in table.keys
            if isinstance(c.kind, KeyOf) and c.kind.target == _ORGANIZATIONS
        ]
        for place, row in enumerate(rows.get(table.name, ()) if columns else ()):
            line = getattr(row, "first_line", None) or 0
            found += [(line, number, place, n, getattr(row, c)) for n, c in enumerate(columns)]
    named = dict.fromkeys(key for *_, key in sorted(found, key=lambda one: one[:4]) if key)
    named.pop(meeting.body, None)
    loose = [row for row in rows[_ORGANIZATIONS] if row.id not in named]
    loose.sort(key=lambda row: (row.id == meeting.body, row.name, row.kind, str(row)))
    return [*named, *(row.id for row in loose)]
