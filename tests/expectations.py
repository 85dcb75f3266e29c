"""Rows of a reading as plain values, and whether they are what a test expects.

`plain_rows` shortens keys to what is printed ("14b", "17-2"), turns keys of persons and
organizations into names, and dates, times and sums into text; lines stay numbers. The facts found
by hand (tests/facts/*.toml) and the variants (variants.py) are written in those values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.settings.dataset_toml import Settings

Plain = dict[str, Any]

# Columns that hold the key of a thing of the meeting, of a person, of an organization.
_OWN_KEYS = frozenset({
    "item", "clause", "parent", "due_clause", "decision", "resolves_to_item", "vote",
})  # fmt: skip
_PERSONS = frozenset({"person", "serves_for"})
_ORGANIZATIONS = frozenset({"organization", "body", "beneficiary", "part_of"})
_UNSHOWN = frozenset({"id", "source", "meeting", "party_text"})
_WHERE = frozenset({"id", "source", "first_line", "last_line", "meeting", "case"})


def plain_rows(reading: Reading) -> dict[str, list[Plain]]:
    """Every table of a reading as plain rows."""
    persons = {row.id: row.name for row in reading.rows["persons"]}
    organizations = {row.id: row.name for row in reading.rows["organizations"]}
    parties = {row.id: row.abbreviation for row in registry().parties}
    cases = {row.id: row.title for row in reading.rows["cases"]}

    def short(key: str) -> str:
        return key.removeprefix(f"{reading.meeting}-")

    def value(column: str, cell: Any) -> Any:
        if cell is None or isinstance(cell, int):
            return cell
        if column in _OWN_KEYS:
            return short(cell)
        if column in _PERSONS:
            return persons[cell]
        if column in _ORGANIZATIONS:
            return organizations.get(cell, cell)
        named = {"party": parties, "case": cases}.get(column)
        if named is not None:
            return named[cell]
        return f"{cell:%H:%M}" if isinstance(cell, dt.time) else _text(cell)

    tables = {
        name: [{f.name: value(f.name, getattr(row, f.name)) for f in fields(row)} for row in rows]
        for name, rows in reading.rows.items()
    }
    _add_owners(tables, short)
    return tables


def _text(cell: Any) -> str:
    return f"{cell:.2f}" if isinstance(cell, Decimal) else str(cell)


def _add_owners(tables: dict[str, list[Plain]], short: Callable[[str], str]) -> None:
    """The columns `item` and `clause` of the rows that have them only in their key."""
    for row in tables["agenda_items"]:
        row["item"] = short(row["id"])
    for row in tables["clauses"]:
        row["clause"] = short(row["id"])
        row["item"] = row["decision"]
    for row in tables["body_members"]:
        row["name"] = registry().municipality_by_id[row["municipality"]].name
    items = {row["clause"]: row["item"] for row in tables["clauses"]}
    for row in tables["clause_actions"]:
        row["item"] = items[row["clause"]]


def apart_from_place(rows: Sequence[Plain]) -> list[Plain]:
    """Rows without keys of their own, sources and line numbers, in an order of their own."""
    bare = [{c: v for c, v in row.items() if c not in _WHERE} for row in rows]
    return sorted(bare, key=repr)


def matches(row: Plain, expected: Mapping[str, Any]) -> bool:
    """Whether a row has every expected value; a column that ends with ~ contains its value."""
    for column, value in expected.items():
        if column.endswith("~"):
            if value not in str(row.get(column[:-1]) or ""):
                return False
        elif row.get(column) != value:
            return False
    return True


def as_filter(text: str) -> Plain:
    """`capacity=guest,status=partial` as expected values."""
    return dict(part.split("=", 1) for part in text.split(",")) if text else {}


def shown(rows: Sequence[Plain], columns: Sequence[str] = ()) -> str:
    """Rows for a message of failure, one a line: what they hold, or only some columns of it."""
    lines = []
    for row in rows[:12]:
        held = {
            c: v
            for c, v in row.items()
            if (c in columns if columns else v is not None and c not in _UNSHOWN)
        }
        lines.append(f"    {held}")
    if len(rows) > 12:
        lines.append(f"    and {len(rows) - 12} more")
    return "\n".join(lines) or "    (none)"


@dataclass(frozen=True)
class Sameness:
    """Which printed names mean one organization, by the facts and by the settings."""

    groups: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, facts: Mapping[str, Any], settings: Settings) -> Sameness:
        """The forms that the facts list as one, with those of organizations.csv."""
        known = [
            {fold(form) for form in (o.row.name, o.row.short_name, *o.spellings) if form}
            for o in settings.organizations
        ]
        groups = []
        for row in facts["organizations"]["rows"]:
            forms = {fold(form) for form in (row["name"], *row["printed"])}
            for other in known:
                if forms & other:
                    forms |= other
            groups.append(frozenset(forms))
        return cls(tuple(groups))

    def same(self, left: str, right: str) -> bool:
        """Whether two names are printed for one organization."""
        pair = {fold(left), fold(right)}
        return len(pair) == 1 or any(pair <= group for group in self.groups)


_PLACES = frozenset({"line", "last_line", "heading_line", "also_lines", "ends"})
_NOT_COMPARED = frozenset({
    "municipality_text", "first_words", "last_words", "actions", "inner", "quoted",
})  # fmt: skip
_WORDS_OF = {"item_texts": "text", "clauses": "text", "citations": "text", "cases": "title"}


def differences(table: str, row: Plain, fact: Mapping[str, Any], same: Sameness) -> list[str]:
    """What of a row is not as a fact says; empty when the row is the fact."""
    found = []
    for column, wanted in fact.items():
        if column in _PLACES or column in _NOT_COMPARED:
            continue
        value = row.get(column)
        if wanted == "":
            equal = value is None
        elif column in _ORGANIZATIONS:
            equal = value is not None and same.same(value, wanted)
        else:
            equal = value == wanted
        if not equal:
            found.append(f"{column} is {value!r}, not {wanted!r}")
    words = str(row.get(_WORDS_OF.get(table, "text")) or "").rstrip(". ")
    if not words.startswith(str(fact.get("first_words", "")).rstrip(". ")):
        found.append(f"text begins {words[:50]!r}")
    if not words.endswith(str(fact.get("last_words", "")).rstrip(". ")):
        found.append(f"text ends {words[-50:]!r}")
    return found + _misplaced(row, fact)


def _misplaced(row: Plain, fact: Mapping[str, Any]) -> list[str]:
    if "line" not in fact:
        return []
    first, last = row["first_line"], row["last_line"]
    begins, ends = fact["line"], fact.get("last_line", fact["line"])
    also = [*fact.get("also_lines", ()), fact.get("heading_line", begins), fact.get("ends", ends)]
    low, high = min(begins, *also), max(ends, *also)
    if low <= first <= begins and ends <= last <= high:
        return []
    return [f"lines are {first}-{last}, not {begins}-{ends} (at most {low}-{high})"]
