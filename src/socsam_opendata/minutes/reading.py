"""Reading: what one document says, as rows, problems and coverage."""

from __future__ import annotations

from dataclasses import dataclass

from socsam_opendata.errors import Problem
from socsam_opendata.model.records import Rows


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a line: `read` by a part, `ignored` for a named reason, or `unread`."""

    state: str
    what: str


@dataclass
class Owners:
    """Gives every line its one owner."""

    of: list[Owner | None]

    def give(self, number: int, owner: Owner) -> None:
        """Give a line (1-based) its owner; a second one is a fault of the program."""
        taken = self.of[number - 1]
        if taken is not None:
            raise AssertionError(f"line {number} is owned by {taken} and by {owner}")
        self.of[number - 1] = owner


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
