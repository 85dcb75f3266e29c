"""Reading: what one document says, as rows, problems and coverage."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from socsam_opendata.errors import ArgumentError, did_you_mean, given_text
from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, Rows


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's meeting.

    `rows` holds rows of the meeting's own tables and, of the shared tables, the organizations,
    persons, cases and body_members that this document names; not problems and not views.
    `lines` is the source text; `owners` says for each line who owns it.
    """

    meeting: str
    rows: Rows
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    owners: tuple[Owner, ...]

    def table(self, name: str) -> pa.Table:
        """The rows of a table as an Arrow table, in the order they were read.

        Without rows it has its columns; ArgumentError for a table that is none of the model's.
        """
        if given_text("name", name) not in BY_NAME:
            raise ArgumentError("argument.no-table", table=name, hint=did_you_mean(name, BY_NAME))
        return BY_NAME[name].arrow(self.rows.get(name, []))
