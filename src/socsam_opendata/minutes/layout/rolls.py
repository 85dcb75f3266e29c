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

from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.print.dates import CLOCK, DATE, DAY_OF_MONTH
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold

# One word may be anything; so many headings begin a list.
_FEWEST = 2
# A heading has so many words at most.
_HEADING = 3
# and so many characters.
_LONGEST = 80
_TIMED = re.compile(rf"(?P<heading>[^\d]+?)\s+(?:{CLOCK}\s*)?\d{{1,2}}[.:]\d{{2}}", re.IGNORECASE)
_ORDERED = re.compile(r"(?P<heading>[^()]+?)\s*\((?P<order>[^()]+)\)")
# A column of its own for a paragraph: `§48`, `48 §`.
_OF_PARAGRAPH = re.compile(r"§\s?(?P<number>\d{1,4})|(?P<before>\d{1,4})\s?§")
# A column of its own for a day of several: `17 juni`, `17/6`, `2031-06-17`.
_OF_DAY = (DAY_OF_MONTH, DATE, re.compile(r"[0-3]?\d/1?\d"))
_DAY = "day "
# Meanings of a column with somebody who steps in for the name on the row.
STEPPING_IN = ("substitute", "serving")
# of columns of names with the surname first, and of those of a part of each name
BY_SURNAME, NAME_PARTS = "by-surname", ("surname", "given")
_NAMES = ("name", BY_SURNAME, *NAME_PARTS)
# and of columns with the time at which somebody came, or left.
COMING_AND_GOING = ("in", "out")


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


def roll_columns(
    cells: Sequence[str], rows: Iterable[Sequence[str]] = ()
) -> tuple[str, ...] | None:
    """What each column means, where a row is the heading of such a list; None where it is none.

    A list has a column of names, first or behind numbers, parties and roles, and another that
    tells something of them. A heading that nobody knows among several means `unknown`. `rows` are
    those below: where names stand under a heading that tells who was absent, these are two lists.
    """
    found: list[str] = []
    for cell in cells:
        means = _means(cell)
        free = [m for m in means if m not in found or _again(found, m)]
        if not free:
            found.append("unknown")
            continue
        # Of a heading with two meanings the first is that of the names, where there is none yet.
        named = any(one in _NAMES for one in found)
        told = free[0] if not named or len(free) == 1 else free[-1]
        found.append("unknown" if named and told == "name" else told)
    found = [means if means not in NAME_PARTS or {*NAME_PARTS} <= {*found} else "unknown"
             for means in found]  # fmt: skip
    first_name = next((means for means in found if means in _NAMES), "")
    known = ["name" if means == first_name else means for means in found if means != "unknown"]
    before = ("number", "party", "role") if len(known) > _FEWEST else ("number",)
    first = next((means for means in known if means not in before), "")
    if len(known) < _FEWEST or first != "name":
        return None
    if "unknown" in found and not _is_list(cells, found):
        return None
    listed = list(rows)
    at = [i for i, means in enumerate(found) if tells_presence(means)]
    under = [row[i] for row in listed for i in at if i < len(row) and row[i]]
    if any(map(tells_part, found)) and any(map(_is_ballot, under)):
        return None  # how each voted, not who was there
    if listed and not any(map(_is_mark, under)) and (under or all(map(_heads_people, cells))):
        return None
    return tuple(found)


def is_paragraph(means: str) -> bool:
    """Whether a column tells who was there for one paragraph; it means `§ 48`."""
    return means.startswith("§")


def tells_part(means: str) -> bool:
    """Whether a column tells who was there for a part of the meeting: a paragraph, a day."""
    return is_paragraph(means) or means.startswith(_DAY)


def tells_presence(means: str) -> bool:
    """Whether a column has marks of who was there, or was not, or times of it."""
    return means in ("presence", "absence", *COMING_AND_GOING) or tells_part(means)


def _is_ballot(cell: str) -> bool:
    return code_list("ballot-choice").of_form(cell) is not None


def _is_mark(cell: str) -> bool:
    """Whether a cell tells presence: by a mark, or by a time, which has a digit."""
    return is_present(cell) is not None or cell[-1:].isdigit()


def _heads_people(cell: str) -> bool:
    """Whether a heading as a whole is a label that people are listed under."""
    label = cover_label(cell)
    people = code_list("cover-label").tied("listsCapacity")
    return label is not None and label[1] >= len(cell) and label[0] in people


@lru_cache(maxsize=5_000)  # each line of a list is asked whether it is a heading
def _means(heading: str) -> tuple[str, ...]:
    """What a heading may mean, also one in two languages: `Namn / Nimi`."""
    if len(heading) > _LONGEST:
        return ()
    paragraph = _OF_PARAGRAPH.fullmatch(heading.strip(" :"))
    if paragraph:
        return (f"§ {paragraph['number'] or paragraph['before']}",)
    if any(form.fullmatch(heading.strip(" :")) for form in _OF_DAY):
        return (f"{_DAY}{fold(heading)}",)
    columns = _forms().columns
    ordered = _ORDERED.fullmatch(heading)  # `Ledamot (efternamn, förnamn)`
    if ordered and columns.get(fold(ordered["order"])) == (BY_SURNAME,):
        means = columns.get(fold(ordered["heading"].strip(" :")), ())
        return (BY_SURNAME,) if "name" in means else means
    timed = _TIMED.fullmatch(heading)  # `Upprop 18.00`
    forms = (heading, *heading.split("/"), *((timed["heading"],) if timed else ()))
    found = (columns.get(fold(form.strip(" :"))) for form in forms)
    return next((means for means in found if means), ())


def _again(found: Sequence[str], means: str) -> bool:
    """Whether a column may come a second time: what is told of a substitute on the row."""
    steps_in = [i for i, one in enumerate(found) if one in STEPPING_IN]
    return bool(steps_in) and means not in (*STEPPING_IN, "name", *found[steps_in[-1] :])


def _is_list(cells: Sequence[str], found: Sequence[str]) -> bool:
    """Whether headings of which some are unknown are those of a list: words, and most known."""
    told = {"party", *STEPPING_IN, *filter(tells_presence, found)}
    words = all(cell[:1].isalpha() and len(cell.split()) <= _HEADING for cell in cells if cell)
    unknown = [cell for cell, means in zip(cells, found, strict=True) if means == "unknown"]
    names = any("(" in cell or is_name(cell) or cover_label(cell) for cell in unknown)
    return (
        words and not names and bool(told & {*found}) and found.count("unknown") * 2 <= len(found)
    )


def without_heads(text: str) -> str:
    """A line without the headings of the columns of such a list, where it begins with several."""
    words = text.split()
    at = headings = 0
    while at < len(words):
        pair = fold(" ".join(words[at : at + 2]).rstrip(":/"))
        known = pair in _forms().columns
        if not known and fold(words[at].rstrip(":/")) not in _forms().columns:
            break
        at += 1 + known
        headings += 1
    return " ".join(words[at:]) if headings >= _FEWEST else text


def name_column(columns: Sequence[str]) -> int:
    """Which column of a list has the names, or the first part of them."""
    return next(i for i, means in enumerate(columns) if means in _NAMES)


def heads_surnames(text: str) -> bool:
    """Whether a line is a heading of names that have the surname first."""
    return _means(text) == (BY_SURNAME,)


def name_head() -> str:
    """A heading of names, for a list that has none."""
    return next(form for form, means in _forms().columns.items() if means == ("name",))


def status_of(mark: str) -> str | None:
    """The status that a mark says in words, whole: `Digitalt`, `Frånvarande`."""
    return code_list("attendance-status").of_form(mark)


def is_present(mark: str) -> bool | None:
    """Whether a mark in a column of presence says so; None where it is no mark."""
    status = status_of(mark)
    if status in code_list("attendance-status").marked("takesPart"):
        return True
    if status == "absent":
        return False
    marks = _forms().marks
    return marks.get(fold(mark), marks.get(fold(mark.rstrip("."))))
