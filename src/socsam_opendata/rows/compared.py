"""What a document says otherwise than the rows beside it: row by row, whatever their order.

A row that was read and a given one are of the same thing where they belong to the same and are
about the same persons; among several those are taken together that differ least. A cell that was
read and is empty in the given row is told where it was not kept (rows/kept.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.agreement import span_of
from socsam_opendata.minutes.rules.attendance_agreement import of_other_party
from socsam_opendata.model.belonging import OWNERS
from socsam_opendata.model.iris import letters_alone
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.table import Column, Table
from socsam_opendata.rows.joins import LEADING
from socsam_opendata.rows.pairs import FOLLOWING, Columns, Pairs

# Tables in which a row more says more than what the document lists, adds up or decides.
_LISTED = frozenset(
    {"agenda_items", "decisions", "clauses", "amounts", "votes", "ballots", "participants"}
)
# What a person is once: in a role of the same thing. Two votes of a person, and two places in the
# attendance, are told of all rows, whether anything lies beside a document or not.
_ONCE: Mapping[str, tuple[str, ...]] = {"roles": ("person", "role", "item", "clause")}
_TOLD_ANYWAY = frozenset({"ballots", "participants"})
# The form of the sentence about what is lacking that is of a cell, and of no number of rows.
CELL = "cell"
# What is told of somebody who is in no row that is published.
_UNTOLD = "…"
# So much of a value is told.
_LONGEST = 80


def differences(read: Reading, made: Reading, given: frozenset[str]) -> Iterator[Problem]:
    """A problem for each thing that the document says otherwise than the given tables."""
    compared = _Compared(read, made, given)
    for table in sorted(TABLES, key=lambda table: table.name not in LEADING):
        if table.name in given and table.name in OWNERS:
            yield from compared.of_table(table)
    yield from _other_parties_read(read, made, given)


@dataclass
class _Compared:
    """The rows of a document and those given beside it, table by table."""

    read: Reading
    made: Reading
    given: frozenset[str]

    def __post_init__(self) -> None:
        self._pairs = Pairs(self.read, self.made, self.given)

    def of_table(self, table: Table) -> Iterator[Problem]:
        """What is told of a table."""
        columns, pairs, left, more, _ = self._pairs.of_table(table)
        for old, new in pairs:
            for column in self._pairs.contradicted(columns, old, new):
                facts = {"table": table.name, "column": column}
                facts |= {"printed": _short(getattr(old, column))}
                facts |= {"given": _short(getattr(new, column))}
                lines = old.first_line, old.last_line
                yield Problem("given-differs", *lines, facts, table.name, new.id)
            yield from self._emptied(columns, old, new)
        yield from self._lacking(columns, left)
        said = {_of_person(columns, new) for _, new in pairs}
        for new in more:
            person = _of_person(columns, new)
            if person in said - {None}:
                yield self._more("given-twice", columns, new)
            else:
                yield from self._added(columns, new)
            said.add(person)

    def _emptied(self, columns: Columns, old: Any, new: Any) -> Iterator[Problem]:
        """What was read of a row and could not be kept where the given one says nothing."""
        if getattr(new, "withheld", None):
            return  # which says that something is not there
        names = [c.name for c in (*columns.telling, *columns.compared)
                 if getattr(old, c.name) is not None and getattr(new, c.name) is None]  # fmt: skip
        for name in names:
            following = not {*FOLLOWING.get(name, ())}.isdisjoint(names)
            said = any(getattr(row, "party", None) for row in (old, new))
            if not following and not (name == "party_text" and said):
                printed = self._printed(columns.table.by_name[name], old)
                facts = {"table": columns.table.name, "column": name, "printed": printed}
                lines = old.first_line, old.last_line
                facts["count"] = CELL
                yield Problem("given-lacks", *lines, facts, columns.table.name, new.id)

    def _printed(self, column: Column, old: Any) -> str:
        """What is told of a cell that was read: the name of whom it means, else what it holds."""
        value = getattr(old, column.name)
        target = column.kind.target if isinstance(column.kind, KeyOf) else ""
        if target == "persons":
            key = self._pairs.cell(column, old)
            names = (one.name for one in self._decided_about() if one.id in (key, value))
            return _short(next(names, _UNTOLD))
        if target == "organizations":
            value = next((one.name for one in self.read.rows[target] if one.id == value), _UNTOLD)
        return _short(str(value).removeprefix(f"{self.read.meeting}-"))

    def _decided_about(self) -> Iterator[Any]:
        """The persons of whom the policy decides whether they are named, given ones first.

        They are those of the rows, and of the attendance list for which others were given.
        """
        yield from self.made.rows["persons"]
        if "participants" in self.given:
            listed = {
                key
                for row in self.read.rows["participants"]
                for key in (row.person, row.serves_for)
            }
            yield from (one for one in self.read.rows["persons"] if one.id in listed)

    # --- rows of one side ----------------------------------------------------------------------

    def _lacking(self, columns: Columns, left: Sequence[Any]) -> Iterator[Problem]:
        """What was read and was not given, counted by what it belongs to."""
        owner = columns.owner
        target = owner.kind.target if isinstance(owner.kind, KeyOf) else ""
        there = {row.id for row in self.made.rows[target]}
        # A sum belongs to its clause where it is of one.
        by_owner: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for old in left:
            clause = getattr(old, "clause", None)
            at = ("clauses", clause) if clause else (target, self._pairs.cell(owner, old))
            by_owner[at].append(old)
        there |= {row.id for row in self.made.rows["clauses"]}
        for (table, key), olds in by_owner.items():
            facts = {"table": columns.table.name, "count": str(len(olds))}
            lines = olds[0].first_line, olds[0].last_line
            yield Problem("given-lacks", *lines, facts, table, key if key in there else None)

    def _added(self, columns: Columns, new: Any) -> Iterator[Problem]:
        """A given row more, where the document has others of the same thing and not this one."""
        table = columns.table.name
        if table == "agenda_items" and self._is_outside(new):
            return  # told as a § that the meeting does not have
        if (beside := self._beside(columns, new)) and not self._is_printed(table, new, beside):
            yield self._more("given-adds" if table in _LISTED else "given-more", columns, new)

    def _is_outside(self, item: Any) -> bool:
        """Whether a given item is none of the paragraphs of the meeting."""
        (meeting,) = self.read.rows["meetings"]
        span = span_of(meeting)
        return span is not None and not span[0] <= int(item.number) <= span[1]

    def _beside(self, columns: Columns, new: Any) -> list[Any]:
        """What was read of the same thing: of the same vote, of the same clause, in such a role."""
        by = [c for c in columns.telling
              if c.name not in ("number", "part")
              and not (isinstance(c.kind, KeyOf) and c.kind.target == "persons")]  # fmt: skip
        owner = columns.owner
        return [
            old
            for old in self.read.rows[columns.table.name]
            if self._pairs.cell(owner, old) == getattr(new, owner.name)
            and all(
                None in (one := self._pairs.cell(c, old), two := getattr(new, c.name)) or one == two
                for c in by
            )
        ]

    def _is_printed(self, table: str, new: Any, beside: Sequence[Any]) -> bool:
        """Whether a sum that was not read stands in its clause all the same."""
        if table != "amounts" or any(
            letters_alone(old.text) == letters_alone(new.text) for old in beside
        ):
            return False
        whole = " ".join(c.text for c in self.read.rows["clauses"] if c.id == new.clause)
        figures = "".join(filter(str.isdigit, new.text)).strip("0")
        value = "".join(filter(str.isdigit, str(new.value))).strip("0")
        return letters_alone(new.text) in letters_alone(whole) and figures in ("", value)

    def _more(self, code: str, columns: Columns, new: Any) -> Problem:
        """A problem of a given row at the lines where the document lists such."""
        lines = [(old.first_line, old.last_line) for old in self._beside(columns, new)]
        first = min((at for at, _ in lines), default=None)
        last = max((at for _, at in lines), default=None)
        facts = {"table": columns.table.name}
        return Problem(code, first, last, facts, columns.table.name, new.id)


def _of_person(columns: Columns, row: Any) -> tuple[Any, ...] | None:
    """What a row says of a person that can be said once; None where it says no such thing."""
    table = columns.table.name
    if table in _TOLD_ANYWAY or getattr(row, "person", None) is None:
        return None
    names = _ONCE.get(table) or [c.name for c in (*columns.telling, *columns.compared)]
    return (getattr(row, columns.owner.name), *(getattr(row, name) for name in names))


def _other_parties_read(read: Reading, made: Reading, given: frozenset[str]) -> Iterator[Problem]:
    """Parties of ballots and dissents that the document's attendance has not.

    Where the given attendance says the party of a person, that is what counts.
    """
    if "participants" not in given:
        return
    said = {row.person for row in made.rows["participants"] if row.party}
    listed: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in read.rows["participants"]:
        if row.person and row.party and row.person not in said:
            listed[row.person].setdefault(row.party, row)
    for table, row, there in of_other_party(made.rows, listed):
        if table in given:
            lines = next((at.first_line, at.last_line) for at in there.values())
            facts = {"table": table, "column": "party"}
            facts |= {"printed": ", ".join(there), "given": row.party}
            yield Problem("given-differs", *lines, facts, table, row.id)


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
