"""Lists of votes: who voted how, in a table with a mark a person or after `Ja:` and `Nej:`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print.names import NAME_WITH_PARTY, is_name
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH

# What the last line of a list of votes begins with.
TOTAL = r"\b(?:Summa|Resultat|Totalt|Antal)\b"
_TOTAL = re.compile(TOTAL, re.I)
_MARKS = ("X", "x", "1")
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
    for line in lines:
        if told := _choices_headed(line.heads):
            if line.cells == line.heads:
                if summed or not lists:  # else the list goes on over a page
                    lists.append([])
                columns, summed = {}, False
                continue
            if choices := _in_cells(line, told):
                if {one.name for one in choices} & {one.name for one in lists[-1]}:
                    lists.append([])  # another vote, for the list above has no sum
                lists[-1] += choices
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


def _choices_headed(heads: Sequence[str]) -> dict[int, str]:
    """What the headings of a list of votes mean, by column; none for those of another table."""
    head, _ = _patterns()
    told = {
        i: _code(found.group()) for i, cell in enumerate(heads)
        if (found := head.match(cell)) and not re.search(r"\d", cell)
    }  # fmt: skip
    return told if len({*told.values()}) > 1 else {}


def _in_cells(line: Line, choices_at: Mapping[int, str]) -> list[Choice]:
    """The voters of a row, of which it has one for each time that the first heading comes."""
    starts = [i for i, head in enumerate(line.heads) if head == line.heads[0]]
    told = [
        _voter(line, start, end, choices_at)
        for start, end in pairwise([*starts, len(line.heads)])
        if end <= len(line.cells)
    ]
    return [choice for choice in told if choice]


def _voter(line: Line, start: int, end: int, choices_at: Mapping[int, str]) -> Choice | None:
    """The voter of some columns of a row, by the only one that has a mark."""
    cells = line.cells[start:end]
    marked = [choices_at[i] for i in range(start, end)
              if i in choices_at and line.cells[i] in _MARKS]  # fmt: skip
    if len(marked) != 1:
        return None
    for i, cell in enumerate(cells):
        beside = cells[i + 1] if i + 1 < len(cells) else ""
        party = "" if start + i + 1 in choices_at else beside
        voter = NAME_WITH_PARTY.match(cell) or NAME_WITH_PARTY.fullmatch(f"{cell} ({party})")
        if voter:
            return Choice(voter["name"], voter["party"], marked[0], line.number)
    return Choice(cells[0], "", marked[0], line.number) if is_name(cells[0]) else None


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
