"""The party of whoever is not named: it is masked with the name, in cells, lines and problems.

Behind a printed name it goes with the name. The line that stands for a row says it in a cell of
its own, and so may a problem that compares it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, Rows
from socsam_opendata.model.row_lines import cell_said, line_of_row
from socsam_opendata.privacy.line_numbers import LineNumbers
from socsam_opendata.privacy.mask import MASK, Cut
from socsam_opendata.privacy.people import NamesDecision

# The columns that say for which party the person of a row sits, votes or dissents.
_OF_PARTY = ("party", "party_text")
# The facts of a problem that are the values of a cell.
_COMPARED = frozenset({"printed", "given"})
_TABLES = ("participants", "ballots", "dissents")


def without_party(row: Any) -> dict[str, None]:
    """What is changed of a row so that it says no party."""
    return {name: None for name in _OF_PARTY if getattr(row, name, None) is not None}


def hides_party(row: Any, decided: NamesDecision) -> bool:
    """Whether a row is of somebody who is not named; one of a party alone is of nobody."""
    if row.person is None:
        return getattr(row, "withheld", None) is not None
    return row.person not in decided.named


class HiddenParties:
    """The parties of those of a document who are not named, by table and key of their rows."""

    def __init__(self, rows: Rows, decided: NamesDecision) -> None:
        self._names = {person.id: " ".join(person.name.split()) for person in rows["persons"]}
        self._rows = [
            (table, row) for table in _TABLES for row in rows[table] if hides_party(row, decided)
        ]
        of_person: dict[str | None, set[str]] = defaultdict(set)
        self._on_line: dict[int, set[str]] = defaultdict(set)
        for _, row in self._rows:
            of_person[row.person].update(_words(row))
            for line in range(row.first_line, row.last_line + 1):
                self._on_line[line].update(_words(row))
        # Two rows of one person may say two parties, and a problem about one compares the other's.
        self._said = {
            (table, row.id): {*_words(row), *(of_person[row.person] if row.person else ())}
            for table, row in self._rows
        }

    def cuts(self, text: str, lines: LineNumbers) -> Iterator[Cut]:
        """Where lines that stand for such rows say the party."""
        for table, row in self._rows:
            if not without_party(row):
                continue
            start, end = lines.span(row.first_line, row.last_line)
            columns = BY_NAME[table].by_name
            person = cell_said(columns["person"], self._names.get(row.person, MASK))
            stretches = [*_of_rows(table, text, start, end)]
            own = [(first, last) for first, last in stretches if person in text[first:last]]
            for first, last in own or stretches:
                for name in without_party(row):
                    said = cell_said(columns[name], "")
                    # A short name may begin a longer one: `C` is none of `C-gruppen`.
                    for value in map(re.escape, sorted(_words(row), key=len, reverse=True)):
                        form = re.compile(rf"(?<![^\s;]){re.escape(said)}({value})(?=;|\s|\Z)")
                        for hit in form.finditer(text, first, last):
                            yield Cut(*hit.span(1), "")

    def told(self, problem: Problem) -> Problem:
        """A problem, with a mark in place of such a party: that of the row, and those compared.

        One of no row is about whoever stands on its first line.
        """
        row = (problem.table_name or "", problem.row or "")
        said = self._said.get(row) if problem.row else self._on_line.get(problem.first_line or 0)
        if said is None:
            return problem
        compared = problem.facts.get("column") in _OF_PARTY
        facts = {
            name: MASK if fact in said or (compared and name in _COMPARED) else fact
            for name, fact in problem.facts.items()
        }
        return replace(problem, facts=facts)


def _words(row: Any) -> Iterator[str]:
    """The party of a row, in each way it may be said."""
    if row.party:
        yield row.party
        yield registry().party_by_id[row.party].abbreviation
    if printed := getattr(row, "party_text", None):
        yield printed
        yield " ".join(printed.split())


def _of_rows(table: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where rows of a table are printed between two places: several may stand on a line."""
    found = [(hit.start(), hit[0]) for hit in _begin().finditer(text, start, end)]
    ends = [*(at for at, _ in found[1:]), end]
    for (at, lead), last in zip(found, ends, strict=False):
        if lead == line_of_row(table):
            yield at, last


@lru_cache(maxsize=1)
def _begin() -> re.Pattern[str]:
    """How lines of rows begin, of any table."""
    return re.compile("|".join(re.escape(line_of_row(name)) for name in BY_NAME))
