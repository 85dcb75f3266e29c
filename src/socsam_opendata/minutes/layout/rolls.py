"""A list of those who attended in columns: name, party, whether present, from where, as what.

What the columns are headed, and the marks that stand in them, is told by `columns.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from socsam_opendata.minutes.print.dates import CLOCK
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH, fold

# One word may be anything; so many headings begin a list.
_FEWEST = 2
_CLOCK = re.compile(
    rf"{CLOCK}?\s*(?:från\s+)?\d{{1,2}}[.:]\d{{2}}(?:\s*{DASH}\s*(?:\d{{1,2}}[.:]\d{{2}})?)?", re.I
)


@dataclass(frozen=True, slots=True)
class _Forms:
    """Meanings of a column by its folded heading, and whether a folded mark is one of presence."""

    columns: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, bool]


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    """The forms of `columns.toml`; read once."""
    with Path(__file__).with_name("columns.toml").open("rb") as file:
        told = tomllib.load(file)
    columns: dict[str, tuple[str, ...]] = {}
    for one in told["column"]:
        for form in one["forms"]:
            columns[fold(form)] = (*columns.get(fold(form), ()), one["means"])
    marks = {fold(mark): True for mark in told["marks"]["present"]}
    return _Forms(columns, marks | {fold(mark): False for mark in told["marks"]["absent"]})


def roll_columns(cells: Sequence[str]) -> tuple[str, ...] | None:
    """What each column means, where a row is the heading of such a list; None where it is none.

    A list has one column of names first, and another that tells something of them.
    """
    found: list[str] = []
    for cell in cells:
        means = _forms().columns.get(fold(cell.rstrip(" :")), ())
        free = [m for m in means if m not in found or m == "presence"]
        if not free:
            return None
        # Of a heading with two meanings the first is that of the names, where there is none yet.
        found.append(free[0] if "name" not in found or len(free) == 1 else free[-1])
    if len(found) < 2 or found[0] != "name":
        return None
    return tuple(found)


def without_heads(text: str) -> str:
    """A line without the headings of the columns of such a list, where it begins with several."""
    words = text.split()
    at = 0
    while at < len(words):
        pair = fold(" ".join(words[at : at + 2]).rstrip(":/"))
        known = pair in _forms().columns
        if not known and fold(words[at].rstrip(":/")) not in _forms().columns:
            break
        at += 1 + known
    return " ".join(words[at:]) if at >= _FEWEST else text


def is_present(mark: str) -> bool | None:
    """Whether a mark in a column of presence says so; None where it is no mark."""
    return _forms().marks.get(fold(mark))


def roll_row(
    columns: Sequence[str], cells: Sequence[str], *, blank: bool | None = None
) -> tuple[str, ...] | None:
    """A row as persons in running text, `Ida Höstmo (S), ordförande, frånvarande`.

    The personal substitute of the row follows as one of their own. None where nobody can tell from
    a mark who was there; `blank` says what no mark means, None where that is not known.
    """
    said: dict[str, list[str]] = {"name": [], "substitute": []}
    there: dict[str, bool | None] = {"name": True, "substitute": True}
    named: dict[str, str] = {}
    who = "name"
    for means, cell in zip(columns, cells, strict=False):
        who = means if means in said else who
        if not cell:
            there[who] = blank if means == "presence" else there[who]
        elif means in said:
            named[means] = cell
        elif means == "presence":
            there[who] = is_present(cell)
        else:
            said[who].append(f"({cell})" if means == "party" and "(" not in cell else cell)
    if any(there[who] is None for who in named) or not named:
        return None
    if "presence" not in columns:
        there = dict.fromkeys(there, True)
    return tuple(_persons(named, said, there))


def blank_means(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bool | None:
    """What no mark in a column of presence means: not there, where those who were have marks and
    nobody has one that says otherwise."""
    at = [i for i, means in enumerate(columns) if means == "presence"]
    marks = {is_present(row[i]) for row in rows for i in at if i < len(row) and row[i]}
    return False if marks == {True} else None


def _persons(
    named: Mapping[str, str], said: Mapping[str, Sequence[str]], there: Mapping[str, bool | None]
) -> Iterable[str]:
    """The persons of a row, each with what stands beside them."""
    absent = code_list("attendance-status").by_notation["absent"].sv
    for who, name in named.items():
        parts = [name, *said[who]]
        if who == "substitute":
            serving = "name" in named and not there["name"] and there[who]
            parts.append(f"ersättare för {named['name']}" if serving else "ersättare")
        if not there[who]:
            parts.append(absent)
        party = [part for part in parts[1:] if part.startswith("(")]
        others = [part for part in parts[1:] if not part.startswith("(")]
        yield ", ".join([" ".join([name, *party]), *others])
