"""Which row that was read and which given one are of the same thing, whatever their order.

They are where they belong to the same and are about the same persons; among several those are
taken together that differ least.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.belonging import OWNERS
from socsam_opendata.model.iris import fold, letters_alone
from socsam_opendata.model.kinds import KeyOf, Text
from socsam_opendata.model.table import PROVENANCE, Column, Table

# Rows of these are told apart by their keys, which are made of numbers; all others have ordinals.
NUMBERED = frozenset({"agenda_items", "decisions", "clauses"})
# What tells one row of a table from another, beside the persons it is about.
_TELLING = frozenset({"item", "clause", "number", "part", "role"})
# Columns that say what other columns make of it: told where those do not differ.
FOLLOWING: Mapping[str, tuple[str, ...]] = {
    "case": ("title", "diary_number"),
    "due_from": ("due",),
    "due_until": ("due",),
}


@dataclass
class Columns:
    """The columns of a table: by which rows are told apart, and in which they are compared."""

    table: Table
    owner: Column
    telling: list[Column] = field(default_factory=list)
    compared: list[Column] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table) -> Columns:
        """The columns of a table of a meeting."""
        found = cls(table, table.by_name[OWNERS[table.name]])
        for column in table.columns:
            if column.name in ("id", "position", found.owner.name, *PROVENANCE):
                continue
            of_person = isinstance(column.kind, KeyOf) and column.kind.target == "persons"
            tells = column.name in _TELLING or of_person
            (found.telling if tells else found.compared).append(column)
        return found


class Same(NamedTuple):
    """What is of the same thing in a table, what was read besides, and what was given besides.

    `pairs` have the row that was read, and the given one. `sure` are the keys of the given ones
    that could be paired with no other.
    """

    columns: Columns
    pairs: list[tuple[Any, Any]]
    left: list[Any]
    more: list[Any]
    sure: frozenset[str]


@dataclass
class Pairs:
    """The rows of a document and those given beside it, table by table."""

    read: Reading
    made: Reading
    given: frozenset[str]
    # The keys of the given rows for those of the rows that were read, by table.
    _now: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        # A person may have another key where the rows say another municipality, or none.
        keys = {fold(person.name): person.id for person in self.made.rows["persons"]}
        self._now["persons"] = {
            person.id: keys[fold(person.name)]
            for person in self.read.rows["persons"]
            if fold(person.name) in keys
        }

    def of_table(self, table: Table) -> Same:
        """The rows of a table; those of the tables that it belongs to were asked for before."""
        columns = Columns.of(table)
        before, after = self.read.rows[table.name], self.made.rows[table.name]
        waiting: dict[Any, list[Any]] = defaultdict(list)
        for new in after:
            waiting[self._group(columns, new)].append(new)
        groups: dict[Any, list[Any]] = defaultdict(list)
        for old in before:
            groups[self._group(columns, old, read=True)].append(old)
        pairs, left = [], []
        sure: set[str] = set()
        for group, olds in groups.items():
            found = _Group(olds, waiting[group])
            found.match(lambda old, new: self._cost(columns, old, new))
            pairs += found.pairs
            left += found.olds
            waiting[group] = found.news
            sure |= found.sure
        order = {new.id: n for n, new in enumerate(after)}
        more = [new for news in waiting.values() for new in news]
        pairs.sort(key=lambda pair: order[pair[1].id])
        self._now[table.name] = {old.id: new.id for old, new in pairs}
        more.sort(key=lambda new: order[new.id])
        return Same(columns, pairs, left, more, frozenset(sure))

    def _group(self, columns: Columns, row: Any, *, read: bool = False) -> tuple[Any, ...]:
        """What rows of the same thing have in common: what they belong to, whom they are about."""
        if columns.table.name in NUMBERED:
            return (row.id,)
        always = [columns.owner, *(c for c in columns.telling if not c.nullable)]
        return tuple(self.cell(c, row) if read else getattr(row, c.name) for c in always)

    def cell(self, column: Column, row: Any) -> Any:
        """A cell of a row that was read, where it is a key that of the given row."""
        value = getattr(row, column.name)
        target = column.kind.target if isinstance(column.kind, KeyOf) else ""
        if target != "persons" and target not in self.given:
            return value
        return self._now[target].get(value, value)

    def _cost(self, columns: Columns, old: Any, new: Any) -> tuple[int, int, bool] | None:
        """How much two rows differ; None where they are not of the same thing."""
        loose = 0
        for column in columns.telling if columns.table.name not in NUMBERED else ():
            one, two = self.cell(column, old), getattr(new, column.name)
            if None not in (one, two) and one != two:
                return None
            loose += one != two
        differing = [c for c in columns.compared if c.name not in FOLLOWING]
        place = getattr(old, "position", 0) != getattr(new, "position", 0)
        return sum(self.differs(c, old, new) for c in differing), loose, place

    def differs(self, column: Column, old: Any, new: Any) -> bool:
        """Whether both rows say something, and not the same."""
        one, two = self.cell(column, old), getattr(new, column.name)
        if one is None or two is None:
            return False
        if isinstance(column.kind, Text) and column.kind.pattern is None:
            # Readers mend hyphens and spaces.
            return letters_alone(one) != letters_alone(two)
        return fold(str(one)) != fold(str(two))

    def contradicted(self, columns: Columns, old: Any, new: Any) -> list[str]:
        """The columns in which two rows of the same thing differ, each cause once."""
        differing = [c.name for c in columns.compared if self.differs(c, old, new)]
        same = {c.name for c in columns.compared} - {*differing}
        # Where only one of the two says what makes it, it says no other thing.
        said = {
            c.name for c in columns.table.columns
            if (self.cell(c, old) is None) == (getattr(new, c.name) is None)
        }  # fmt: skip
        quiet = {
            name for name in differing
            if not (same & said).issuperset(
                set(FOLLOWING.get(name, ())) & columns.table.by_name.keys()
            )
        }  # fmt: skip
        if columns.table.name == "amounts" and same >= {"value", "currency"}:
            quiet.add("text")  # the same sum in other words
        if getattr(old, "party", None) and getattr(new, "party", None):
            quiet.add("party_text")  # the party itself is compared
        return [name for name in differing if name not in quiet]


_Cost = tuple[int, int, bool]


@dataclass
class _Group:
    """Rows that may be of the same thing; those that were paired are taken out."""

    olds: list[Any]
    news: list[Any]
    pairs: list[tuple[Any, Any]] = field(default_factory=list)
    sure: set[str] = field(default_factory=set)

    def match(self, cost_of: Callable[[Any, Any], _Cost | None]) -> None:
        """Pair those that differ least; sure is a pair of which neither could be in another one
        that differs no more, whatever the order of rows."""
        costs = {
            (o, n): cost
            for o, old in enumerate(self.olds)
            for n, new in enumerate(self.news)
            if (cost := cost_of(old, new)) is not None
        }
        free_old, free_new = {*range(len(self.olds))}, {*range(len(self.news))}
        open_old: set[int] = set()
        open_new: set[int] = set()
        for (o, n), cost in sorted(costs.items(), key=lambda one: (one[1], one[0])):
            if o not in free_old or n not in free_new:
                continue
            others = [(o, m) for m in free_new - {n}] + [(m, n) for m in free_old - {o}]
            as_near = [one for one in others if one in costs and costs[one][:2] <= cost[:2]]
            if not as_near and o not in open_old and n not in open_new:
                self.sure.add(self.news[n].id)
            open_old |= {one for one, _ in as_near}  # what is left over is of nobody surely
            open_new |= {one for _, one in as_near}
            self.pairs.append((self.olds[o], self.news[n]))
            free_old.remove(o)
            free_new.remove(n)
        self.olds = [self.olds[o] for o in sorted(free_old)]
        self.news = [self.news[n] for n in sorted(free_new)]
