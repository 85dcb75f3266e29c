"""Draft: the rows and problems of one meeting while they are being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.minutes.known.people import People
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, TABLES, Rows
from socsam_opendata.model.table import empty


@dataclass
class Draft:
    """Collects rows under the meeting's key, with ordinals where a row has no printed name."""

    meeting: str
    rows: Rows = field(default_factory=lambda: empty(TABLES))
    problems: list[Problem] = field(default_factory=list)

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
        if found not in self.problems:
            self.problems.append(found)


@dataclass(frozen=True, slots=True)
class Reader:
    """What every paragraph is read with: where rows go, who is known, the body and its members."""

    draft: Draft
    people: People
    organizations: Organizations
    body: str
    members: tuple[str, ...]
