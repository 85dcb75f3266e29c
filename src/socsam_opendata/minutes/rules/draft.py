"""What every rule is handed: the draft that rows go to, and who and what meeting they are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.minutes.known.people import Known, People
from socsam_opendata.minutes.layout.paragraphs import Paragraph
from socsam_opendata.minutes.print.names import is_no_party
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, TABLES, Rows
from socsam_opendata.model.table import empty
from socsam_opendata.settings.dataset_toml import Body


@dataclass
class Draft:
    """Collects rows under the meeting's key, with ordinals where a row has no printed name.

    `unread` are the lines (1-based) that a rule was given and could not read.
    """

    meeting: str
    rows: Rows = field(default_factory=lambda: empty(TABLES))
    problems: list[Problem] = field(default_factory=list)
    unread: set[int] = field(default_factory=set)
    _noted: set[tuple[object, ...]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._noted.update(map(_said, self.problems))

    def add(
        self,
        table_name: str,
        first_line: int,
        last_line: int,
        *,
        key: str | None = None,
        **cells: Any,
    ) -> str:
        """Add a row of a fact table; gives its key, by default `{meeting}-{concept}-{ordinal}`."""
        table = BY_NAME[table_name]
        rows = self.rows[table_name]
        row_key = key or f"{self.meeting}-{table.concept}-{len(rows) + 1:02}"
        rows.append(
            table.row(
                id=row_key, source=self.meeting, first_line=first_line, last_line=last_line, **cells
            )
        )
        return row_key

    def problem(
        self,
        code: str,
        first_line: int | None = None,
        last_line: int | None = None,
        *,
        table: str | None = None,
        row: str | None = None,
        **facts: str,
    ) -> None:
        """Note something doubtful on these lines; the same thing is noted once."""
        found = Problem(code, first_line, last_line or first_line, facts, table, row)
        said = _said(found)
        if said not in self._noted:  # a long text has thousands: not looked through each time
            self._noted.add(said)
            self.problems.append(found)


def _said(problem: Problem) -> tuple[object, ...]:
    """All that a problem says, to be looked up by."""
    lines = (problem.first_line, problem.last_line)
    facts = tuple(sorted(problem.facts.items()))
    return (problem.code, *lines, problem.table_name, problem.row, facts, problem.given)


@dataclass(frozen=True, slots=True)
class Reader:
    """What every rule reads with: where rows go, who is known, which body met and on what day.

    The body has an empty id where the minutes do not say which one met. `width` is that of the
    text, in characters; `places` are the municipalities, by code, that the body is known to be of.
    """

    draft: Draft
    organizations: Organizations
    people: People
    body: Body
    date: dt.date | None
    width: int = 0
    places: frozenset[str] = frozenset()

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of the municipalities that the body consists of."""
        return tuple(row.municipality for row in self.draft.rows["body_members"])

    def person(self, name: str, first_line: int, last_line: int) -> Known:
        """The person of a printed name; a new one is elected, and a problem if nobody listed it."""
        known = self.people.get(name)
        if known is None:
            known = self.people.add(name, "elected")
            self.draft.problem("role-not-in-attendance", first_line, last_line, name=name)
        return known

    def party(self, printed: str | None, line: int, municipality: str | None = None) -> str | None:
        """The key of a printed party; None without one, and a problem for one nobody knows.

        The letters of a local party are known where somebody is from its municipality, by code, or
        the body is of it, or somebody of that party sits in it.
        """
        if printed is None or is_no_party(printed):
            return None
        key = registry().party(printed) or registry().party(printed.upper())
        places = {municipality} if municipality else self.places | {*self.members}
        if key and not registry().may_sit_in(key, places):
            sits = not municipality and any(
                row.party == key for row in self.draft.rows["participants"]
            )
            key = key if sits else None
        if key is None:
            self.draft.problem("party-unknown", line, party=printed)
        return key


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, or a part of one, that is being read: the key of its row, and its text."""

    key: str
    paragraph: Paragraph
