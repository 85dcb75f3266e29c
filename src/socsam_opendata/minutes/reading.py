"""Reading: what one document says, as rows, problems and coverage."""

from __future__ import annotations

from dataclasses import dataclass

from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import Rows


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
