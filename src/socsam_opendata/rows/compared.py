"""What a document says otherwise than the rows beside it: row by row, whatever their order.

A row that was read and a given one are of the same thing where they belong to the same and are
about the same persons; among several those are taken together that differ least. Nothing is told
where one of the two says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.rules.agreement import span_of
from socsam_opendata.minutes.rules.attendance_agreement import of_other_party
from socsam_opendata.model.belonging import OWNERS
from socsam_opendata.model.iris import fold, letters_alone
from socsam_opendata.model.kinds import KeyOf, Text
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.table import PROVENANCE, Column, Table
from socsam_opendata.rows.joins import LEADING

# Rows of these are told apart by their keys, which are made of numbers; all others have ordinals.
_NUMBERED = frozenset({"agenda_items", "decisions", "clauses"})
# What tells one row of a table from another, beside the persons it is about.
_TELLING = frozenset({"item", "clause", "number", "part", "role"})
# Tables in which a row more says more than what the document lists, adds up or decides.
_LISTED = frozenset(
    {"agenda_items", "decisions", "clauses", "amounts", "votes", "ballots", "participants"}
)
# Columns that say what other columns make of it: told where those do not differ.
_FOLLOWING: Mapping[str, tuple[str, ...]] = {
    "case": ("title", "diary_number"),
    "due_from": ("due",),
    "due_until": ("due",),
}
# What a person is once: in a role of the same thing. Two votes of a person, and two places in the
# attendance, are told of all rows, whether anything lies beside a document or not.
_ONCE: Mapping[str, tuple[str, ...]] = {"roles": ("person", "role", "item", "clause")}
_TOLD_ANYWAY = frozenset({"ballots", "participants"})
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
class _Columns:
    """The columns of a table: by which rows are told apart, and in which they are compared."""

    table: Table
    owner: Column
    telling: list[Column] = field(default_factory=list)
    compared: list[Column] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table) -> _Columns:
        """The columns of a table of a meeting."""
        found = cls(table, table.by_name[OWNERS[table.name]])
        for column in table.columns:
            if column.name in ("id", "position", found.owner.name, *PROVENANCE):
                continue
            of_person = isinstance(column.kind, KeyOf) and column.kind.target == "persons"
            tells = column.name in _TELLING or of_person
            (found.telling if tells else found.compared).append(column)
        return found


@dataclass
class _Compared:
    """The rows of a document and those given beside it, table by table."""

    read: Reading
    made: Reading
    given: frozenset[str]
    # The keys of the given rows for those of the rows that were read, by table.
    _now: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def of_table(self, table: Table) -> Iterator[Problem]:
        """What is told of a table."""
        columns = _Columns.of(table)
        before, after = self.read.rows[table.name], self.made.rows[table.name]
        pairs, left, more = self._paired(columns, before, after)
        self._now[table.name] = {old.id: new.id for old, new in pairs}
        for old, new in pairs:
            for column in self._told(columns, old, new):
                facts = {"table": table.name, "column": column}
                facts |= {"printed": _short(getattr(old, column))}
                facts |= {"given": _short(getattr(new, column))}
                lines = old.first_line, old.last_line
                yield Problem("given-differs", *lines, facts, table.name, new.id)
        yield from self._lacking(columns, left)
        said = {_of_person(columns, new) for _, new in pairs}
        for new in more:
            person = _of_person(columns, new)
            if person in said - {None}:
                yield self._more("given-twice", columns, new)
            else:
                yield from self._added(columns, new)
            said.add(person)

    # --- pairs ---------------------------------------------------------------------------------

    def _paired(
        self, columns: _Columns, before: Sequence[Any], after: Sequence[Any]
    ) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
        """Rows that are of the same thing, what was read besides, and what was given besides."""
        waiting: dict[Any, list[Any]] = defaultdict(list)
        for new in after:
            waiting[self._group(columns, new)].append(new)
        groups: dict[Any, list[Any]] = defaultdict(list)
        for old in before:
            groups[self._group(columns, old, read=True)].append(old)
        pairs, left = [], []
        for group, olds in groups.items():
            news = waiting[group]
            costs = sorted(
                (cost, o, n)
                for o, old in enumerate(olds)
                for n, new in enumerate(news)
                if (cost := self._cost(columns, old, new)) is not None
            )
            free_old, free_new = {*range(len(olds))}, {*range(len(news))}
            for _, o, n in costs:
                if o in free_old and n in free_new:
                    pairs.append((olds[o], news[n]))
                    free_old.remove(o)
                    free_new.remove(n)
            left += [olds[o] for o in sorted(free_old)]
            waiting[group] = [news[n] for n in sorted(free_new)]
        order = {new.id: n for n, new in enumerate(after)}
        more = [new for news in waiting.values() for new in news]
        pairs.sort(key=lambda pair: order[pair[1].id])
        return pairs, left, sorted(more, key=lambda new: order[new.id])

    def _group(self, columns: _Columns, row: Any, *, read: bool = False) -> tuple[Any, ...]:
        """What rows of the same thing have in common: what they belong to, whom they are about."""
        if columns.table.name in _NUMBERED:
            return (row.id,)
        always = [columns.owner, *(c for c in columns.telling if not c.nullable)]
        return tuple(self._cell(c, row) if read else getattr(row, c.name) for c in always)

    def _cell(self, column: Column, row: Any) -> Any:
        """A cell of a row that was read, where it is a key that of the given row."""
        value = getattr(row, column.name)
        target = column.kind.target if isinstance(column.kind, KeyOf) else ""
        return self._now[target].get(value, value) if target in self.given else value

    def _cost(self, columns: _Columns, old: Any, new: Any) -> tuple[int, int, bool] | None:
        """How much two rows differ; None where they are not of the same thing."""
        loose = 0
        for column in columns.telling if columns.table.name not in _NUMBERED else ():
            one, two = self._cell(column, old), getattr(new, column.name)
            if None not in (one, two) and one != two:
                return None
            loose += one != two
        differing = [c for c in columns.compared if c.name not in _FOLLOWING]
        place = getattr(old, "position", 0) != getattr(new, "position", 0)
        return sum(self._differs(c, old, new) for c in differing), loose, place

    def _differs(self, column: Column, old: Any, new: Any) -> bool:
        """Whether both rows say something, and not the same."""
        one, two = self._cell(column, old), getattr(new, column.name)
        if one is None or two is None:
            return False
        if isinstance(column.kind, Text) and column.kind.pattern is None:
            # Readers mend hyphens and spaces.
            return letters_alone(one) != letters_alone(two)
        return fold(str(one)) != fold(str(two))

    def _told(self, columns: _Columns, old: Any, new: Any) -> list[str]:
        """The columns in which two rows of the same thing differ, each cause once."""
        differing = [c.name for c in columns.compared if self._differs(c, old, new)]
        same = {c.name for c in columns.compared} - {*differing}
        # Where only one of the two says what makes it, it says no other thing.
        said = {
            c.name for c in columns.table.columns
            if (self._cell(c, old) is None) == (getattr(new, c.name) is None)
        }  # fmt: skip
        quiet = {
            name for name in differing
            if not (same & said).issuperset(
                set(_FOLLOWING.get(name, ())) & columns.table.by_name.keys()
            )
        }  # fmt: skip
        if columns.table.name == "amounts" and same >= {"value", "currency"}:
            quiet.add("text")  # the same sum in other words
        if getattr(old, "party", None) and getattr(new, "party", None):
            quiet.add("party_text")  # the party itself is compared
        return [name for name in differing if name not in quiet]

    # --- rows of one side ----------------------------------------------------------------------

    def _lacking(self, columns: _Columns, left: Sequence[Any]) -> Iterator[Problem]:
        """What was read and was not given, counted by what it belongs to."""
        owner = columns.owner
        target = owner.kind.target if isinstance(owner.kind, KeyOf) else ""
        there = {row.id for row in self.made.rows[target]}
        # A sum belongs to its clause where it is of one.
        by_owner: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for old in left:
            clause = getattr(old, "clause", None)
            at = ("clauses", clause) if clause else (target, self._cell(owner, old))
            by_owner[at].append(old)
        there |= {row.id for row in self.made.rows["clauses"]}
        for (table, key), olds in by_owner.items():
            facts = {"table": columns.table.name, "count": str(len(olds))}
            lines = olds[0].first_line, olds[0].last_line
            yield Problem("given-lacks", *lines, facts, table, key if key in there else None)

    def _added(self, columns: _Columns, new: Any) -> Iterator[Problem]:
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

    def _beside(self, columns: _Columns, new: Any) -> list[Any]:
        """What was read of the same thing: of the same vote, of the same clause, in such a role."""
        by = [c for c in columns.telling
              if c.name not in ("number", "part")
              and not (isinstance(c.kind, KeyOf) and c.kind.target == "persons")]  # fmt: skip
        owner = columns.owner
        return [
            old
            for old in self.read.rows[columns.table.name]
            if self._cell(owner, old) == getattr(new, owner.name)
            and all(
                None in (one := self._cell(c, old), two := getattr(new, c.name)) or one == two
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

    def _more(self, code: str, columns: _Columns, new: Any) -> Problem:
        """A problem of a given row at the lines where the document lists such."""
        lines = [(old.first_line, old.last_line) for old in self._beside(columns, new)]
        first = min((at for at, _ in lines), default=None)
        last = max((at for _, at in lines), default=None)
        facts = {"table": columns.table.name}
        return Problem(code, first, last, facts, columns.table.name, new.id)


def _of_person(columns: _Columns, row: Any) -> tuple[Any, ...] | None:
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
