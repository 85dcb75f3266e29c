"""Persons, organizations and cases that were read, and of which rows beside the document say more.

What the rows say holds, and a problem tells where what was read is another; of an organization
that the dataset's own organizations.csv has, that file holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.cases import case_key
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES, Case
from socsam_opendata.model.withheld import is_placed_case
from socsam_opendata.rows.called import Again, TakenTables
from socsam_opendata.rows.shared_rows import Shared
from socsam_opendata.settings.dataset_toml import Settings

# Keys are made of these: an organization that was read keeps the one it has, and is called anew
# when it has got it.
_OF_KEY = frozenset({"name", "short_name"})
# What a person or a case is found by, once it has its key.
_FOUND_BY = {"persons": ("name",), "cases": ("title", "diary_number"), "organizations": ("name",)}


@dataclass(frozen=True, slots=True)
class Anew:
    """What is said anew of a row that was read: its key then, and what it is found by now."""

    table: str
    key: str
    found_by: tuple[Any, ...]
    cells: dict[str, Any]
    other_name: str | None = None  # of an organization of the settings, which keeps its own

    def now(self, rows: Sequence[Any]) -> Any:
        """The row among those that were made, or None where it is no more."""
        names = _FOUND_BY[self.table]
        alike = [
            row for row in rows if tuple(_folded(getattr(row, n)) for n in names) == self.found_by
        ]
        return next((row for row in alike if row.id == self.key), alike[0] if alike else None)


def _folded(cell: Any) -> str:
    return fold(str(cell or ""))


def said_anew(rows: TakenTables, again: Sequence[Again], settings: Settings) -> list[Anew]:
    """Let the given cells hold in the rows that were read, and say which they are.

    What is given of an organization of the settings is compared with these where all given
    organizations are.
    """
    known = Organizations(settings)
    found = []
    for table, key, given in again:
        place = next(n for n, row in enumerate(rows[table]) if row.cells["id"] == key)
        row = rows[table][place]
        new = {
            name: cell
            for name, cell in given.cells.items()
            if name != "id" and cell is not None and _folded(cell) != _folded(row.cells[name])
        }
        stated = table == "organizations" and key in known.rows
        if stated:
            name = given.cells["name"]
            other = name if known.resolve(name or "") != key else None
            held = {n: c for n, c in new.items() if n != "name"}
            rows[table][place] = row._replace(spot=given.spot, cells={**row.cells, **held})
            found.append(Anew(table, key, (_folded(row.cells["name"]),), {}, other))
            continue
        held = {n: c for n, c in new.items() if table != "organizations" or n not in _OF_KEY}
        cells = {**row.cells, **held}
        rows[table][place] = row._replace(cells=cells)
        found_by = tuple(_folded(cells[name]) for name in _FOUND_BY[table])
        found.append(Anew(table, key, found_by, new))
    return found


def told_anew(read: Reading, made: Reading, anew: Sequence[Anew]) -> tuple[Reading, list[Problem]]:
    """The reading with organizations called as the rows say, and what was read otherwise."""
    problems: list[Problem] = []
    organizations = list(made.rows["organizations"])
    for one in anew:
        rows = organizations if one.table == "organizations" else made.rows[one.table]
        row = now = one.now(rows)
        if now is not None and one.table == "organizations":
            names = {n: c for n, c in one.cells.items() if n in _OF_KEY}
            row = replace(now, **names)
            organizations[organizations.index(now)] = row
        if row is not None:
            problems += _otherwise(read, one, row)
            if one.other_name:
                facts = {"column": "name", "given": one.other_name, "known": row.name}
                lines = _first_lines(read, one.table, one.key)
                problems.append(Problem("organization-differs", *lines, facts, one.table, row.id))
    return replace(made, rows={**made.rows, "organizations": organizations}), problems


def _otherwise(read: Reading, one: Anew, row: Any) -> Iterator[Problem]:
    """What was read of a row and is not what is said anew, at the first line that means it."""
    (before,) = [found for found in read.rows[one.table] if found.id == one.key]
    for column in BY_NAME[one.table].columns:
        was, said = getattr(before, column.name), getattr(row, column.name)
        if column.name in one.cells and was is not None and _folded(was) != _folded(said):
            facts = {"table": one.table, "column": column.name}
            facts |= {"printed": str(was), "given": str(said)}
            lines = _first_lines(read, one.table, one.key)
            yield Problem("given-differs", *lines, facts, one.table, row.id)


def _first_lines(read: Reading, table: str, key: str | None) -> tuple[int | None, int | None]:
    """The lines of the first row of the meeting that points at a shared one."""
    found = []
    for one in MEETING_TABLES:
        columns = [c.name for c in one.keys if isinstance(c.kind, KeyOf) and c.kind.target == table]
        for row in read.rows.get(one.name, ()):
            if any(getattr(row, name) == key for name in columns):
                found.append((row.first_line, row.last_line))
    return min(found, default=(None, None))


def _is_made(cells: Mapping[str, Any], body: str, cases: Sequence[Case]) -> bool:
    """Whether a given case is among those that were made."""
    title, diary_number = cells["title"] or "", cells["diary_number"]
    if is_placed_case(title, diary_number):
        return (title, diary_number) in {(row.title, row.diary_number) for row in cases}
    return case_key(body, title, diary_number) in {row.id for row in cases}


def with_added(
    read: Reading, made: Reading, given: TakenTables, shared: Shared
) -> tuple[Reading, list[Problem]]:
    """The reading with given organizations and members that no row of it means.

    Persons and cases that no row means have no key and are not published: a problem counts them.
    """
    problems = []
    if "organizations" in given or "body_members" in given:
        loose = shared.with_loose_rows(made)
        made = replace(loose, problems=made.problems)
        for problem in loose.problems[len(made.problems) :]:
            first, last = _first_lines(read, "organizations", problem.row)
            problems.append(replace(problem, first_line=first, last_line=last))
    there_before = {row.body for row in read.rows["body_members"]}
    for row in made.rows["body_members"]:
        if row.body in there_before and row not in read.rows["body_members"]:
            facts = {"table": "body_members"}
            problems.append(Problem("given-more", None, None, facts, "body_members", row.id))
    (meeting,) = made.rows["meetings"]
    names = {_folded(row.name) for row in made.rows["persons"]}
    unused = {
        "persons": [r for r in given.get("persons", ()) if _folded(r.cells["name"]) not in names],
        "cases": [
            row
            for row in given.get("cases", ())
            if not _is_made(row.cells, meeting.body, made.rows["cases"])
        ],
    }
    counts = {table: len(rows) for table, rows in unused.items()}
    counts["organizations"] = shared.unused()["organizations"]
    for table, count in counts.items():
        if count:
            facts = {"table": table, "count": str(count)}
            problems.append(Problem("given-unused", None, None, facts, table))
    return made, problems
