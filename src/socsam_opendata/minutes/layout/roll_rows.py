"""The rows of a list of those who attended, as persons in running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from socsam_opendata.minutes.layout.rolls import (
    BY_SURNAME,
    COMING_AND_GOING,
    NAME_PARTS,
    STEPPING_IN,
    is_paragraph,
    is_present,
    status_of,
    tells_part,
    tells_presence,
)
from socsam_opendata.minutes.print.dates import CLOCK
from socsam_opendata.minutes.print.name_order import name_turned
from socsam_opendata.minutes.print.names import IN_PARTY, is_name
from socsam_opendata.minutes.print.persons import ACTING
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH

# The meaning of a blank in the columns of paragraphs, which all have the same.
PARAGRAPH = "paragraph"
_TIME = r"\d{1,2}[.:]\d{2}"
_TIMES = re.compile(
    rf"(?:{CLOCK}\s*)?(?:(?:från|till|fr\.?|t\.?o\.?m\.?)\s+)?(?:{CLOCK}\s*)?"
    rf"{_TIME}(?:\s*{DASH}\s*(?:{_TIME})?)?",
    re.I,
)
_OFFICE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<said>[^()]+)\)")
_PARTY = re.compile(rf"\s*{IN_PARTY}")


@dataclass
class _Said:
    """What a row says of one person: the name, what stands beside it, whether there, and at which
    paragraphs."""

    name: str = ""
    beside: list[str] = field(default_factory=list)
    told: list[bool | None] = field(default_factory=list)
    at: list[tuple[str, bool]] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)
    acting: bool | None = None


@dataclass(frozen=True, slots=True)
class Blanks:
    """What no mark means, by the meaning of its column; None, or missing, where nobody can tell.

    `usual` is the time that most people have, so that it is that of the meeting; `coming` the same
    for columns of when people came and left. `partly` says that such a time is there for those
    alone who attended a part.
    """

    means: Mapping[str, bool | None] = field(default_factory=dict)
    usual: str | None = None
    coming: Mapping[str, str] = field(default_factory=dict)
    partly: bool = False


def blank_means(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Blanks:
    """What no mark means: not there where those who were have marks, there where those who were
    not have, and nobody has a mark that says otherwise."""
    listed = list(rows)
    found: dict[str, bool | None] = {}
    times: Counter[str] = Counter()
    for column, blank in (("presence", False), ("absence", True)):
        cells = [
            row[i] for row in listed for i, means in enumerate(columns)
            if means == column and i < len(row) and row[i]
        ]  # fmt: skip
        marks = {is_present(cell) for cell in cells if not _TIMES.fullmatch(cell)}
        timed = [cell for cell in cells if _TIMES.fullmatch(cell)]
        times.update(timed)
        sure = marks == {True} or (column == "presence" and not marks and bool(timed))
        found[column] = blank if sure else None
    if {"presence", "absence"} <= {*columns}:
        found = {}
    told = {
        is_present(row[i]) for row in listed for i, means in enumerate(columns)
        if tells_part(means) and i < len(row) and row[i]
    }  # fmt: skip
    # Where one mark tells who was away, a blank tells nothing.
    found[PARAGRAPH] = False if told == {True} else None
    time, count = times.most_common(1)[0] if times else ("", 0)
    marked = bool({"presence", "absence"} & {*columns})
    coming = _coming(columns, listed)
    # Where few have a time, they may be those who came late, and the others were there.
    found |= {means: False for means in coming if not marked}
    usual = time if count * 2 > times.total() else None
    return Blanks(found, usual, coming, partly=marked)


def _coming(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The time of a column that most rows have, by the meaning of that column."""
    found: dict[str, str] = {}
    for i, means in enumerate(columns):
        if means in COMING_AND_GOING:
            cells = Counter(row[i] for row in rows if i < len(row) and _TIMES.fullmatch(row[i]))
            time, count = cells.most_common(1)[0] if cells else ("", 0)
            if count * 2 > len(rows):
                found[means] = time
    return found


def roll_row(
    columns: Sequence[str], cells: Sequence[str], *, blank: Blanks
) -> tuple[str, ...] | None:
    """A row as persons in running text, `Ida Höstmo (S), ordförande, frånvarande`.

    The substitute of the row follows as one of their own. None where nobody can tell who was
    there, or where something stands under a heading that nobody knows.
    """
    columns, cells = _whole_names(columns, cells)
    people: dict[str, _Said] = {"name": _Said()}
    who = "name"
    for means, cell in zip(columns, cells, strict=False):
        if means in ("name", *STEPPING_IN):
            who = means if means == "name" or is_name(_bare(cell)) or not cell else who
            said = people.setdefault(who, _Said())
            if who == means:
                said.name = cell
            else:
                said.beside.append(cell)
        elif means == "unknown" and cell:
            return None
        elif means == "acting" or tells_presence(means):
            if not _mark(people[who], means, cell, blank):
                return None
        elif cell and means not in ("number", "aside", "unknown"):
            people[who].beside.append(_beside(means, cell))
    if "unknown" in columns and not people["name"].told:
        return None  # that column may tell who was there
    there = {who: _there(said, blank) for who, said in people.items() if said.name}
    if len(there) > 1 and _for_some(people["name"]):
        return None  # for which part the other one stepped in nobody can tell
    if not there or any(present is None for present in there.values()):
        return None
    return _persons(people, {who: bool(present) for who, present in there.items()}, columns)


def _whole_names(
    columns: Sequence[str], cells: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """The columns and cells of a row with its names in one column, the given names first."""
    means, said = [*columns], [*cells, *[""] * (len(columns) - len(cells))]
    by_surname = BY_SURNAME in means
    for i, column in enumerate(columns):
        if column == BY_SURNAME or (by_surname and column in STEPPING_IN):
            said[i] = name_turned(said[i])
            means[i] = "name" if column == BY_SURNAME else column
    if {*NAME_PARTS} <= {*means}:
        surname, given = (means.index(part) for part in NAME_PARTS)
        at, other = min(surname, given), max(surname, given)
        said[at] = f"{said[given]} {said[surname]}".strip()
        means[at], means[other], said[other] = "name", "aside", ""
    return means, said


def in_order(columns: Sequence[str], parts: Sequence[str]) -> list[str]:
    """The cells of a row whose parts stand under no heading, by their order; none in doubt.

    The last cells may be empty where each of the others is of the kind that its heading asks for.
    """
    if len(parts) > len(columns):
        return []
    whole = len(parts) == len(columns)
    fits = [_fits(means, part) for means, part in zip(columns, parts, strict=False)]
    if any(fit is False or (fit is None and not whole) for fit in fits):
        return []
    return [*parts, *[""] * (len(columns) - len(parts))]


def _fits(means: str, cell: str) -> bool | None:
    """Whether a cell is of the kind that a heading asks for; None where anything may stand."""
    mark = is_present(cell) is not None or _TIMES.fullmatch(cell) is not None
    if means in ("presence", "absence"):
        return mark
    if means in ("name", "serves", BY_SURNAME, *STEPPING_IN):
        return is_name(_bare(cell))
    if means == "party":
        return not mark and _PARTY.fullmatch(_beside("party", cell)) is not None
    if means == "number":
        return cell.strip(".").isdigit()
    if means == "role":
        known = code_list("role").of_form(cell) or code_list("capacity").of_form(cell)
        return True if known else None
    return None


def _bare(cell: str) -> str:
    """A name without the party and the paragraphs behind it."""
    return re.split(r"[,(§]", cell, maxsplit=1)[0].strip()


def _beside(means: str, cell: str) -> str:
    """What stands beside a name, as in running text."""
    if means == "party":
        return cell if "(" in cell else f"({cell})"
    return f"ersättare för {cell}" if means == "serves" else cell


def _mark(said: _Said, means: str, cell: str, blank: Blanks) -> bool:
    """Take a mark of presence or absence, or of serving; False where it is none."""
    if means == "acting" or tells_part(means):
        no_mark = False if means == "acting" else blank.means.get(PARAGRAPH)
        there = is_present(cell) if cell else no_mark
        if means == "acting":
            said.acting = there
        elif there is not None:
            said.at.append((means, there))
        return there is not None
    if means in COMING_AND_GOING or not cell:
        return _time(said, means, cell, blank)
    if means == "presence" and _TIMES.fullmatch(cell):
        if blank.usual is None:
            return False
        said.told.append(True)
        if cell != blank.usual:
            said.beside.append(_PARTLY)
        return True
    mark = is_present(cell)
    if mark is None:
        return False
    said.told.append(mark if means == "presence" else not mark)
    if means == "presence" and mark and status_of(cell) not in (None, "present"):
        said.beside.append(cell)  # there, but not as the others: from afar, or in part
    return True


def _time(said: _Said, means: str, cell: str, blank: Blanks) -> bool:
    """Take a blank, or when somebody came or left; False where nobody can tell what that means."""
    if not _TIMES.fullmatch(cell):
        if not blank.partly or means not in COMING_AND_GOING:
            said.blanks.append(means)
        return not cell or is_present(cell) is False
    if not blank.partly and means not in blank.coming:
        return False
    said.told.append(True)
    if cell != blank.coming.get(means) and _PARTLY not in said.beside:
        said.beside.append(_PARTLY)
    return True


def _there(said: _Said, blank: Blanks) -> bool | None:
    """Whether somebody was there by all their marks; None where these say nothing, or both."""
    told = {*said.told} or {blank.means.get(means) for means in said.blanks} or {True}
    if said.at:
        told = {*said.told} | {any(there for _, there in said.at)}
    return next(iter(told)) if len(told) == 1 else None


def _for_some(said: _Said) -> list[str]:
    """The paragraphs that somebody was there for, where that is some of those told; of days that
    it was a part."""
    there = [part for part, present in said.at if present]
    if not 0 < len(there) < len(said.at):
        return []
    return there if all(map(is_paragraph, there)) else [_PARTLY]


def _persons(
    people: Mapping[str, _Said], there: Mapping[str, bool], columns: Sequence[str]
) -> tuple[str, ...] | None:
    """The persons of a row, each with what stands beside them; None where it contradicts itself."""
    absent = code_list("attendance-status").by_notation["absent"].sv
    marked = "presence" in columns or "absence" in columns
    found: list[str] = []
    for who, present in there.items():
        said = people[who]
        name, behind = _name_first(said.name)
        parts = [*behind, *_served(said), *_for_some(said)]
        if who in STEPPING_IN:
            partly = any("§" in part for part in parts)
            away = "name" in there and not there["name"]
            if who == "serving" and not (partly or (away and present and marked)):
                return None
            serving = who == "serving" or (away and present)
            parts.append(f"ersättare för {_bare(people['name'].name)}" if serving else _IDLE)
        if not present:
            parts.append(absent)
        party = [part for part in parts if _PARTY.fullmatch(part)]
        others = [part for part in parts if not _PARTY.fullmatch(part)]
        found.append(", ".join([" ".join([name, *party]), *others]))
    return tuple(found)


def _served(said: _Said) -> list[str]:
    """What stands beside a name, and whether they served; `för Ida Höstmo` says for whom."""
    if not said.acting:
        return said.beside
    return [
        ACTING,
        *(f"ersätter {n[4:]}" if n.casefold().startswith("för ") else n for n in said.beside),
    ]


_PARTLY = "del av mötet"
# The words that tell a substitute who serves for nobody.
_IDLE = "ej tjänstgörande ersättare"


def _name_first(cell: str) -> tuple[str, list[str]]:
    """A name, and what stands behind a comma in its cell; a surname before a comma is none."""
    bracket = _OFFICE.fullmatch(cell)
    if bracket and is_name(bracket["name"]) and code_list("role").of_form(bracket["said"]):
        return bracket["name"], [bracket["said"]]
    name, *behind = cell.split(",")
    if not behind or not is_name(_bare(name)):
        return cell, []
    return name.strip(), [part.strip() for part in behind if part.strip()]
