"""Lists of votes: who voted how, in a table with a mark a person or after `Ja:` and `Nej:`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print.names import NAME_WITH_PARTY, is_name
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH

# What the last line of a list of votes begins with.
TOTAL = r"\b(?:Summa|Resultat|Totalt|Antal)\b"
_TOTAL = re.compile(TOTAL, re.I)
_MARKS = (("X",), ("x",), ("1",))
# How far from the head of its column a mark may stand, in characters.
_ASIDE = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """How one person voted, and the line that says so; `party` is empty where none is printed."""

    name: str
    party: str
    choice: str
    line: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of the choices as heads of columns, and one of them before a list of names."""
    forms = {form.rstrip(".") for c in code_list("ballot-choice").codes for form in c.forms}
    words = "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
    told = (
        rf"(?P<choice>{words})(?:{DASH}?röst\w*)?(?:\s+röstar|\s+röstade)?\s*"
        r"(?:\(\d+\))?\s*:?\s+(?=\D)(?P<names>.+)"
    )
    return re.compile(rf"\b(?:{words})\b", re.I), re.compile(told, re.I | re.S)


def _code(word: str) -> str:
    return code_list("ballot-choice").of_form(word) or ""


def read_lists(lines: Iterable[Line]) -> tuple[tuple[Choice, ...], ...]:
    """The lists of votes in lines of an item, one a vote; what no column explains is left out."""
    lists: list[list[Choice]] = []
    columns: dict[int, str] = {}
    summed = False
    head, _ = _patterns()
    by_cell: dict[int, str] = {}
    for line in lines:
        if line.cells:
            told = {i: _code(found.group()) for i, cell in enumerate(line.cells)
                    if (found := head.match(cell)) and not re.search(r"\d", cell)}  # fmt: skip
            if len({*told.values()}) > 1:
                by_cell, columns, summed = told, {}, False
                lists.append([])
                continue
            if by_cell and (choice := _in_cells(line, by_cell)):
                lists[-1].append(choice)
                continue
        heads = [m for m in head.finditer(line.text) if not NAME_WITH_PARTY.search(line.text)]
        if len({_code(m.group()) for m in heads}) > 1 and not re.search(r"\d", line.text):
            columns = {m.start(): _code(m.group()) for m in heads}
            if summed or not lists:  # else the list goes on over a page
                lists.append([])
            summed = False
        elif _TOTAL.match(line.text):
            columns, summed = {}, True
        elif columns:
            lists[-1] += _marked(line, columns)
        else:
            _told(line, lists)
    return tuple(tuple(found) for found in lists if found)


def _marked(line: Line, columns: dict[int, str]) -> list[Choice]:
    """The voter of a row of a table, by the column that the mark stands nearest to."""
    voter = NAME_WITH_PARTY.match(line.text)
    mark = re.search(r"(?<=\s)[Xx1](?=\s|$)", line.text[voter.end() :]) if voter else None
    if voter is None or mark is None:
        return []
    at = voter.end() + mark.start()
    nearest = min(columns, key=lambda start: abs(start - at))
    if abs(nearest - at) > _ASIDE:
        return []
    return [Choice(voter["name"], voter["party"], columns[nearest], line.number)]


def _in_cells(line: Line, columns: dict[int, str]) -> Choice | None:
    """The voter of a row of cells, by the only one that has a mark."""
    marked = [code for i, code in columns.items() if line.cells[i : i + 1] in _MARKS]
    for i, cell in enumerate(line.cells):
        beside = line.cells[i + 1] if i + 1 < len(line.cells) and i + 1 not in columns else ""
        voter = NAME_WITH_PARTY.match(cell) or NAME_WITH_PARTY.fullmatch(f"{cell} ({beside})")
        if voter and len(marked) == 1:
            return Choice(voter["name"], voter["party"], marked[0], line.number)
    name = line.cells[0]
    return Choice(name, "", marked[0], line.number) if is_name(name) and len(marked) == 1 else None


def _told(line: Line, lists: list[list[Choice]]) -> None:
    """`Ja: A (S), B (M)`: a new list begins where a choice comes again."""
    match = _patterns()[1].fullmatch(line.text)
    voters = list(NAME_WITH_PARTY.finditer(match["names"])) if match else []
    if match is None or not voters:
        return
    choice = _code(match["choice"])
    if not lists or any(other.choice == choice for other in lists[-1]):
        lists.append([])
    lists[-1] += [Choice(v["name"], v["party"], choice, line.number) for v in voters]
