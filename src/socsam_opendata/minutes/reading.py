"""Reading: what one document says, as rows, problems and coverage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from socsam_opendata.errors import ArgumentError, did_you_mean, given_text
from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.model.pages import page_of
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, Rows

# Stands for the checksum of a text that is none of a file; it is made of what is published of it.
NO_CHECKSUM = "0" * 64


@dataclass(frozen=True, slots=True)
class Stated:
    """What whoever hands over rows says beside them, and no reader of documents can know.

    `elected` and `others` are the keys of persons who are said to be so, or something else,
    `confidential` those of items, `opened` those of items that are said not to be so; `items` are
    the rows of items that a document has and for which others were given; `cells` are texts of rows
    that the text does not hold, each with the line of its row; `organizations` are the keys of
    those of which rows beside a document say more than it does; `uncounted` says that the text is
    that of no file, so that its checksum is that of what is published of it; `elsewhere` are the
    keys of organizations that only other meetings given with this one mean; `attendance` holds rows
    (participants, and the persons and organizations that they alone mean) of the attendance list
    that a document prints where others were given.
    """

    elected: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    confidential: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    items: tuple[Any, ...] = ()
    cells: tuple[tuple[int, str], ...] = ()
    organizations: frozenset[str] = frozenset()
    uncounted: bool = False
    elsewhere: frozenset[str] = frozenset()
    attendance: Rows = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's meeting.

    `rows` holds rows of the meeting's own tables and, of the shared tables, the organizations,
    persons, cases and body_members that this document names; not problems and not views.
    `lines` is the source text; `owners` says for each line who owns it. `stated` is there where the
    rows were not read from the text.
    """

    meeting: str
    rows: Rows
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    owners: tuple[Owner, ...]
    stated: Stated | None = None

    def page_of(self, line: int) -> int | None:
        """The page of the document (from 1) that a line (from 1) stands on, where it has pages.

        None also for a line that stands on none, such as a footnote of a Word file.
        """
        return page_of(self.rows.get("source_pages", ()), line)

    def table(self, name: str) -> pa.Table:
        """The rows of a table as an Arrow table, in the order they were read.

        Without rows it has its columns; ArgumentError for a table that is none of the model's.
        """
        if given_text("name", name) not in BY_NAME:
            raise ArgumentError("argument.no-table", table=name, hint=did_you_mean(name, BY_NAME))
        return BY_NAME[name].arrow(self.rows.get(name, []))
