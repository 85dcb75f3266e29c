"""Rows and problems without what confidential lines say: texts become the mark, facts are gone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from socsam_opendata.minutes.layout.lines import read_line
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.cases import case_of_item, case_title
from socsam_opendata.model.belonging import OWNERS
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf, Text, Uri
from socsam_opendata.model.problems import Problem, own_words
from socsam_opendata.model.records import (
    BY_NAME,
    AgendaItem,
    Case,
    ClauseAction,
    Fact,
    ItemText,
    Role,
    Rows,
)
from socsam_opendata.privacy.line_numbers import stretches
from socsam_opendata.privacy.listed.pieces import without_pieces
from socsam_opendata.privacy.listed.secret_cells import texts_in_row
from socsam_opendata.privacy.listed.secret_lines import (
    LINES_TOLD,
    SECRET_MARK,
    SecretLines,
    belongs_to,
)

# What stays of a confidential item: that it is there, with its number, and how many parts it has.
_STAYS = frozenset({"agenda_items", "decisions", "clauses", "item_texts", "documents"})
# Of such rows, what is no code and stays too.
_SAID = frozenset({("decisions", "date")})
# What is told of rows that were given beside minutes.
_OF_GIVEN = frozenset(
    {"given-adds", "given-differs", "given-lacks", "given-left-out", "given-more", "given-twice"}
)
_GIVEN_OPEN = "given-open"
_COVER = frozenset({"meetings", "sources", "participants"})
# What a confidential clause decides is not said.
_UNTOLD = "other"
_ONE_AFTER_ANOTHER = re.compile(rf"{re.escape(SECRET_MARK)}(?: {re.escape(SECRET_MARK)})+")


def without_secrets(reading: Reading, secret: SecretLines) -> Reading:
    """The reading with its confidential lines and what was read of them taken out."""
    if not secret:
        return reading
    at = _Places(reading, secret)
    rows: Rows = {table: list(at.kept(table, found)) for table, found in reading.rows.items()}
    _with_owners(rows)
    rows["clause_actions"] = _actions(rows)
    rows["agenda_items"], rows["cases"] = _with_cases(reading, rows, secret)
    for name in ("persons", "organizations"):
        gone = _meant(name, reading.rows) - _meant(name, rows)
        rows[name] = [row for row in rows[name] if row.id not in gone]
    left = {table: {row.id for row in found} for table, found in rows.items()}
    problems = [told for one in reading.problems if (told := at.problem(one, left)) is not None]
    lines = tuple(
        secret.published.get(number, line) for number, line in enumerate(reading.lines, 1)
    )
    notes = (*_said_open(reading, secret), *_notes(problems, secret), *at.addresses())
    return replace(reading, rows=rows, lines=lines, problems=(*problems, *notes))


def _with_owners(rows: Rows) -> None:
    """Leave out what belongs to rows that are left out: the ballots of a vote."""
    for table, column in OWNERS.items():
        kind = BY_NAME[table].by_name[column].kind
        if isinstance(kind, KeyOf) and kind.target not in _COVER:
            there = {row.id for row in rows[kind.target]}
            rows[table] = [row for row in rows[table] if getattr(row, column) in there]


def _meant(table: str, rows: Rows) -> set[str]:
    """The keys of the rows of a table that other rows mean."""
    return {
        getattr(row, column.name)
        for name, found in rows.items()
        for column in BY_NAME[name].keys
        if isinstance(column.kind, KeyOf) and column.kind.target == table
        for row in found
    } - {None}


def case_of_secret(item: str) -> str:
    """The key of the case of a confidential item, which no other item shares."""
    return f"{item}-confidential"


def _with_cases(
    reading: Reading, rows: Rows, secret: SecretLines
) -> tuple[list[AgendaItem], list[Case]]:
    """The items and their cases, of which none says what a confidential item does.

    A case that confidential items of any meeting share with others has only what those say of it.
    """
    (meeting,) = reading.rows["meetings"]
    given = {row.id: row for row in rows["cases"]}
    cases: dict[str, Case] = {}
    items = []
    for row in rows["agenda_items"]:
        case = given.get(row.case)
        if row.title == SECRET_MARK:
            case = Case(id=case_of_secret(row.id), title=SECRET_MARK)
        elif case is None or (_is_secret(case, secret) and not _is_said(case, reading, secret)):
            title, diary = case_title(row.title), row.diary_number
            case = case_of_item(meeting.body, row.id, title, diary)
        cases.setdefault(case.id, case)
        items.append(row if row.case == case.id else replace(row, case=case.id))
    return items, [cases[key] for key in {**given, **cases} if key in cases]


def _is_secret(case: Case, secret: SecretLines) -> bool:
    """Whether a case is that of a confidential item, or is called so."""
    return case.id in secret.cases or secret.titles.said_in(case.title)


def _is_said(case: Case, reading: Reading, secret: SecretLines) -> bool:
    """Whether open items of a case say its title, and its diary number if it has one."""
    open_ = [
        row
        for row in reading.rows["agenda_items"]
        if row.case == case.id and row.id not in secret.items
    ]
    titles = {fold(case_title(row.title)) for row in open_}
    return fold(case_title(case.title)) in titles and (
        case.diary_number in {None, *(row.diary_number for row in open_)}
    )


def _actions(rows: Rows) -> list[Any]:
    """The actions of the clauses; a confidential one has one, which is not told."""
    told = list(rows["clause_actions"])
    has = {row.clause for row in told}
    for clause in rows["clauses"]:
        if clause.id not in has:
            told.append(
                ClauseAction(
                    id=f"{clause.id}-{BY_NAME['clause_actions'].concept}",
                    source=clause.source, first_line=clause.first_line,
                    last_line=clause.last_line, clause=clause.id, position=1, action=_UNTOLD,
                )
            )  # fmt: skip
    return told


def _is_note(problem: Problem) -> bool:
    """Whether a problem is a note of confidential lines, such as a package has, and no more."""
    counted = set(problem.facts) == {"count"} and problem.facts["count"].isdecimal()
    return problem.code == LINES_TOLD and counted and problem.given is None


def _said_open(reading: Reading, secret: SecretLines) -> Iterable[Problem]:
    """A problem for each confidential item that rows say is none."""
    opened = reading.stated.opened if reading.stated else ()
    for item in reading.rows["agenda_items"]:
        if item.id in secret.items and item.id in opened:
            lines = item.first_line, item.last_line
            yield Problem(_GIVEN_OPEN, *lines, {}, "agenda_items", item.id)


def _notes(given: Sequence[Problem], secret: SecretLines) -> Iterable[Problem]:
    """One note for each stretch of confidential lines; of a package's rows some are given."""
    told = {
        line
        for one in given
        if _is_note(one) and one.first_line and one.last_line
        for line in range(one.first_line, one.last_line + 1)
    }
    for first, last in stretches(sorted(secret.published.keys() - told)):
        yield Problem(LINES_TOLD, first, last, {"count": str(last - first + 1)})


def _says_what_stays(problem: Problem) -> bool:
    """Whether a problem tells that rows lack, or say otherwise, what is published of a confidential
    item: that it is there, the codes of it. It says nothing else, so it may be told."""
    facts = problem.facts
    if problem.code == _GIVEN_OPEN:
        return not facts
    if facts.get("column") == "confidential":
        return False  # what the document says of that is more than what was read of the item
    if problem.code not in _OF_GIVEN or facts.get("table") not in _STAYS:
        return False
    own = own_words(problem) | {name for name in ("count",) if facts.get(name, "").isdecimal()}
    own |= {"printed", "given"} if (facts["table"], facts.get("column")) in _SAID else frozenset()
    return facts.keys() <= own


class _Places:
    """Which rows stand on confidential lines, and what they hold of them."""

    def __init__(self, reading: Reading, secret: SecretLines) -> None:
        self._reading, self._secret = reading, secret
        self._lines = sorted(secret.published)
        self._dead = set(self._lines)
        self._addresses = 0
        self._secret_rows = {
            (table, row.id)
            for table, found in reading.rows.items()
            for row in found
            if belongs_to(table, row, secret.keys)
        }

    def _within(self, row: Any) -> list[int]:
        """The confidential lines that a row or a problem stands on."""
        if getattr(row, "first_line", None) is None:
            return []
        last = row.last_line or row.first_line
        start = bisect_left(self._lines, row.first_line)
        return self._lines[start : bisect_right(self._lines, last)]

    def kept(self, table: str, rows: Iterable[Any]) -> Iterable[Any]:
        """The rows of a table as they may go on."""
        for row in rows:
            if table in _COVER or not isinstance(row, Fact):
                yield self._cover(table, row)
                continue
            inside = self._within(row)
            # What belongs to a confidential item is so wherever it stands: rows may be given apart.
            secret = belongs_to(table, row, self._secret.keys)
            if not inside and not secret and not self._says_title(table, row):
                yield row
            elif table in _STAYS:
                yield self._masked(table, row, inside)
            elif isinstance(row, Role) and row.item is None and not secret:
                yield replace(row, text=SECRET_MARK) if self._says_title(table, row) else row

    def _cover(self, table: str, row: Any) -> Any:
        """A row of the meeting as a whole, without what says the title of a confidential item."""
        if table not in _COVER or not self._says_title(table, row):
            return row
        said = self._secret.titles.said_in
        gone = {
            column.name: None
            for column in BY_NAME[table].columns
            if column.nullable and isinstance(column.kind, Text | Uri)
            if (text := getattr(row, column.name)) and said(text)
        }
        if any(isinstance(BY_NAME[table].by_name[name].kind, Uri) for name in gone):
            self._addresses += 1
        return replace(row, **gone)

    def addresses(self) -> Iterable[Problem]:
        """A note for addresses that are left out, which no line of a text holds."""
        (meeting,) = self._reading.rows["meetings"]
        if self._addresses:
            facts = {"count": str(self._addresses)}
            yield Problem(LINES_TOLD, meeting.first_line, meeting.first_line, facts)

    def _says_title(self, table: str, row: Any) -> bool:
        """Whether a cell says the title of a confidential item; the lines need not hold it."""
        titles = self._secret.titles
        return bool(titles.alone) and any(map(titles.said_in, texts_in_row(table, row)))

    def _masked(self, table: str, row: Any, inside: Sequence[int]) -> Any:
        match table:
            case "agenda_items":
                return self._item(row)
            case "item_texts" if not inside:
                return replace(row, text=SECRET_MARK, heading=None)
            case "item_texts":
                return self._text(row, inside)
            case "clauses":
                return replace(
                    row, text=SECRET_MARK, beneficiary=None, effective_from=None,
                    effective_until=None,
                )  # fmt: skip
            case "documents":
                return replace(row, title=SECRET_MARK, dated=None)
            case _:
                return row

    def _item(self, row: AgendaItem) -> AgendaItem:
        """An item without its title, where that is confidential."""
        case = case_of_secret(row.id)
        if row.id in self._secret.items:
            return replace(row, title=SECRET_MARK, diary_number=None, case=case, confidential="yes")
        if not self._secret.titles.said_in(row.title):
            return row
        number = None if row.case in self._secret.cases else row.diary_number
        return replace(row, title=SECRET_MARK, diary_number=number, case=case)

    def _text(self, row: ItemText, inside: Sequence[int]) -> ItemText:
        """A section's text with a mark for each confidential paragraph of it."""
        printed = range(row.first_line, row.last_line + 1)
        live = [n for n in printed if self._reading.owners[n - 1].state != "ignored"]
        head = row.heading if row.first_line not in self._dead else None
        body = [n for n in live if not (row.heading and n == row.first_line)]
        if not set(body) - self._dead:
            return replace(row, text=SECRET_MARK, heading=head)
        lines = [read_line(n, self._reading.lines[n - 1]).text for n in inside]
        lines = [" ".join(line.split()) for line in lines if line]
        rests = {line: line.partition(":")[2].strip() for line in lines}
        marks = dict.fromkeys([*lines, *filter(None, rests.values())], SECRET_MARK)
        text, found = without_pieces(row.text, marks)
        if any(line not in found and rests[line] not in found for line in lines):
            return replace(row, text=SECRET_MARK, heading=head)
        return replace(row, text=_ONE_AFTER_ANOTHER.sub(SECRET_MARK, text), heading=head)

    def problem(self, problem: Problem, left: dict[str, set[str]]) -> Problem | None:
        """A problem without what it says of confidential lines; None where it says nothing else."""
        inside = self._within(problem)
        about_secret = (problem.table_name, problem.row) in self._secret_rows
        if (inside or about_secret) and _says_what_stays(problem):
            gone = problem.row is not None and not self._is_left(problem, left)
            return replace(problem, table_name=None, row=None) if gone else problem
        if about_secret:
            return None
        said = problem.facts.keys() - own_words(problem)
        if not inside and any(self._secret.titles.said_in(problem.facts[name]) for name in said):
            problem = replace(problem, facts={**problem.facts, **dict.fromkeys(said, SECRET_MARK)})
        if not inside:
            gone = self._was_taken_out(problem, left)
            return replace(problem, table_name=None, row=None) if gone else problem
        if _is_note(problem):
            return problem
        if problem.first_line in self._dead:
            return None
        facts = {k: v if v.isdigit() else SECRET_MARK for k, v in problem.facts.items()}
        return replace(problem, facts=facts, table_name=None, row=None)

    def _was_taken_out(self, problem: Problem, left: dict[str, set[str]]) -> bool:
        """Whether a problem is about a row that the reading had, and has no more.

        It may be about none, or about an organization that only other meetings have.
        """
        table, row = problem.table_name or "", problem.row
        if row is None or self._is_left(problem, left):
            return False
        return any(one.id == row for one in self._reading.rows.get(table, ()))

    @staticmethod
    def _is_left(problem: Problem, left: dict[str, set[str]]) -> bool:
        return problem.row in left.get(problem.table_name or "", ())
