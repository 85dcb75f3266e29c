"""Rows as they may be published: texts masked, keys of withheld people taken out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from socsam_opendata.model.belonging import OWNERS
from socsam_opendata.model.derived import MADE_OF_KEYS
from socsam_opendata.model.kinds import KeyOf, Text, Uri
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, Fact, Rows
from socsam_opendata.privacy.cut_text import CutText, mark_of
from socsam_opendata.privacy.number_mask import NumberMask
from socsam_opendata.privacy.parties import hides_party, without_party
from socsam_opendata.privacy.people import BY_PUBLISHER, NamesDecision
from socsam_opendata.privacy.screen import Screen


def published_row(
    table: str,
    row: Any,
    decided: NamesDecision,
    numbers: NumberMask,
    screen: Screen,
    text: CutText,
    *,
    addresses: bool = False,
) -> Any:
    """A row with texts masked, and without the key and the party of a person who is not named.

    `text` is the document's. With `addresses` those that name somebody are taken out too, which
    those of the settings never do. None for a row that says something of that person alone, such
    as a vote by name.
    """
    changed: dict[str, Any] = {}
    columns = _columns(table)
    for name in columns.persons:
        value = getattr(row, name)
        if value is None or value in decided.named:
            continue
        if name in columns.required:
            return None
        changed[name] = None
        if name == "person":
            reason = decided.withheld.get(value)
            if hasattr(row, "withheld"):
                changed["withheld"] = reason.reason if reason else BY_PUBLISHER
    if "person" in columns.persons and hides_party(row, decided):
        changed |= without_party(row)
    for name in columns.texts:
        value = None if name in changed else getattr(row, name)
        if value and not text.publishes(value):
            told = _published_text(columns, name, value, numbers, screen, text)
            if told != value:
                changed[name] = told
    for name in columns.addresses if addresses else ():
        value = getattr(row, name)
        if value and screen.applied(numbers.applied(value)) != value:
            changed[name] = None
    return replace(row, **changed) if changed else row


def _published_text(
    columns: _Columns, name: str, value: str, numbers: NumberMask, screen: Screen, text: CutText
) -> str | None:
    """A text of a row as it may be published."""
    told = numbers.applied(value)
    if name in columns.formed and columns.formed[name](value):
        # A number or a code names nobody; where it reaches somebody, nothing stands there.
        return told if told == value or name in columns.required else None
    told = screen.applied(told)
    return mark_of(value) if told == value and text.took(value) else told


def text_cells(rows: Rows) -> Iterator[str]:
    """Every text of rows that the policy looks at."""
    for table, found in rows.items():
        names = _columns(table).texts
        yield from (value for row in found for name in names if (value := getattr(row, name)))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table that are keys of persons, which columns each row has, texts, those of
    a form (with what tells whether a text has it), and addresses, which any row may lack."""

    persons: tuple[str, ...]
    required: frozenset[str]
    texts: tuple[str, ...]
    formed: Mapping[str, Callable[[str], object]]
    addresses: tuple[str, ...]


@lru_cache
def _columns(table: str) -> _Columns:
    own = MADE_OF_KEYS.get(table, frozenset())
    columns = [c for c in BY_NAME[table].columns if c.name not in {"id", *own}]
    persons = [c for c in columns if isinstance(c.kind, KeyOf) and c.kind.target == "persons"]
    texts = [c.name for c in columns if isinstance(c.kind, Text)]
    formed = {c.name: re.compile(c.kind.pattern).fullmatch for c in columns if c.kind.pattern}
    required = frozenset(c.name for c in columns if not c.nullable)
    addresses = tuple(c.name for c in columns if isinstance(c.kind, Uri) and c.nullable)
    return _Columns(tuple(c.name for c in persons), required, tuple(texts), formed, addresses)


def left_out_of(before: Rows, rows: Rows) -> Iterator[Problem]:
    """What is told of rows and of addresses that are not published."""
    yield from _rows_left_out(before, rows)
    yield from _addresses_left_out(before, rows)


def _rows_left_out(before: Rows, rows: Rows) -> Iterator[Problem]:
    """What rows lack that say something of a withheld person alone, such as a vote by name.

    A warning for each row that they belonged to, on their lines.
    """
    for table, found in before.items():
        if len(rows[table]) >= len(found) or table not in OWNERS:
            continue
        kept = {row.id for row in rows[table]}
        owners: dict[str, list[Any]] = defaultdict(list)
        for row in found:
            if row.id not in kept:
                owners[getattr(row, OWNERS[table])].append(row)
        target = BY_NAME[table].by_name[OWNERS[table]].kind
        for owner, gone in owners.items():
            first, last = min(row.first_line for row in gone), max(row.last_line for row in gone)
            facts = {"table": table, "count": str(len(gone))}
            up = target.target if isinstance(target, KeyOf) else None
            yield Problem("rows-withheld", first, last, facts, up, owner)


def _addresses_left_out(before: Rows, rows: Rows) -> Iterator[Problem]:
    """What is told of addresses that name somebody, and which their rows lack now."""
    for table, found in rows.items():
        names = _columns(table).addresses
        if not names:
            continue
        kept = {row.id: row for row in found}
        for old in before[table]:
            new = kept.get(old.id)
            for name in names if new else ():
                if getattr(old, name) and not getattr(new, name):
                    facts = {"table": table, "column": name}
                    # The source is that of the problem itself.
                    fact = old if isinstance(old, Fact) else None
                    first, last = (fact.first_line, fact.last_line) if fact else (None, None)
                    key = old.id if fact else None
                    yield Problem("address-withheld", first, last, facts, table, key)


def about_published(
    problems: Iterable[Problem], rows: Rows, organizations: Collection[str]
) -> Iterator[Problem]:
    """The problems, of which none is about a row that is left out, nor about a person, a case or an
    organization that is; `organizations` are the keys of those that the publisher lists."""
    shared = ("persons", "cases", "organizations")
    there = {table: {row.id for row in rows[table]} for table in (*OWNERS, *shared)}
    there["organizations"] |= {*organizations}
    for one in problems:
        known = one.row is None or one.row in there.get(one.table_name or "", (one.row,))
        yield one if known else replace(one, row=None)
