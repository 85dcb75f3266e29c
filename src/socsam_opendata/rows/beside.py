"""Single tables beside a document: they take the place of what was read of these tables.

What was read goes in as rows too, so that both are joined, keyed and checked alike. Where the two
say different things the rows hold, and a problem tells what the minutes say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from socsam_opendata.minutes.reading import Reading, Stated
from socsam_opendata.minutes.rules.agreement import OF_ROWS
from socsam_opendata.model.iris import fold
from socsam_opendata.model.keys import item_key
from socsam_opendata.model.kinds import CodeOf, Date, Integer, KeyOf, Number, Time, YesNo
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import PROVENANCE, Column
from socsam_opendata.rows.csv_folder import csv_tables
from socsam_opendata.rows.faults import Faults, Spot
from socsam_opendata.rows.joins import LEADING
from socsam_opendata.rows.minting import ELECTED, reading_of
from socsam_opendata.rows.printed import unprinted_cells
from socsam_opendata.rows.readings import by_meetings
from socsam_opendata.rows.shared_rows import OWNERS
from socsam_opendata.rows.take import TakenRow, taken_tables
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Phrase

# Tables that may lie beside a document: those of the meeting's things, and more of what is shared.
_ALONE = frozenset({"meetings", "sources", "problems", "municipalities", "parties"})
_MAY_LIE = tuple(t.name for t in TABLES if t.name not in _ALONE and not t.view)
_MORE = frozenset(t.name for t in TABLES if t.scope == "shared")
# What others mean comes before them.
_MEANT_FIRST = tuple(sorted(_MAY_LIE, key=lambda name: (name not in _MORE, name not in LEADING)))
# What tells one row of a table from another, beside whom and what it is about.
_TELLING = frozenset({"position", "number", "part", "role"})
# So much of a value is told.
_LONGEST = 80
_COMPARED = (CodeOf, Date, Time, Integer, Number, YesNo, KeyOf)

_Taken = dict[str, list[TakenRow]]


def with_rows_beside(reading: Reading, folder: Path, settings: Settings) -> Reading:
    """The reading of a document with the tables of a folder in place of what was read of them.

    RowsError with every fault of the rows, SourceError for a file that is no text.
    """
    faults = Faults()
    given = _given(folder, faults)
    read = {name: _as_taken(name, rows) for name, rows in reading.rows.items()}
    called = _Called(read, reading.meeting)
    rows = dict(read)
    for name in filter(given.__contains__, _MEANT_FIRST):
        more = [called.meant(name, row) for row in given[name] if not called.is_known(name, row)]
        more = [called.within(name, row) for row in more]
        rows[name] = [*read[name], *more] if name in _MORE else more
    left_out = [*_said_anew(rows, called.again), *_without_orphans(rows, {*given})]
    with TemporaryDirectory() as scratch:
        shared, by_meeting = by_meetings(rows, settings, Path(scratch), faults)
        shared.settle(faults)
        ((number, of_meeting),) = by_meeting
        made = reading_of(shared.meetings[number], of_meeting, shared, reading.lines, faults)
        faults.check()
    assert made is not None  # it is None where there are faults
    return _joined(reading, made, frozenset(given), left_out)


def _given(folder: Path, faults: Faults) -> _Taken:
    """The rows of the folder; a table that cannot lie beside a document is a fault."""
    files = csv_tables(folder, faults)
    for name in [name for name in files if name not in _MAY_LIE]:
        if next(files.pop(name), None) is None:
            continue  # the form of a table that nobody filled in
        where = Phrase("rows.where.place", {"place": str(folder / f"{name}.csv")})
        known = Phrase("rows.is.table-beside", {"known": ", ".join(_MAY_LIE)})
        faults.unfit(where, name, known)
    taken = taken_tables(files, faults, Counter(), frozenset({"meeting"}))
    lists = {name: list(rows) for name, rows in taken.items()}
    # A file with headings alone is one that nobody filled in.
    return {name: rows for name, rows in lists.items() if rows}


def _as_taken(table: str, rows: Sequence[Any]) -> list[TakenRow]:
    columns = [column.name for column in BY_NAME[table].columns]
    return [
        TakenRow(Spot(table, number), {name: getattr(row, name) for name in columns})
        for number, row in enumerate(rows, 1)
    ]


class _Called:
    """What the giver calls rows that were read: in full, or without the key of the meeting."""

    def __init__(self, read: _Taken, meeting: str) -> None:
        self._meeting = meeting
        self._count: Counter[tuple[str, Any]] = Counter()
        self._places = {
            (table, row.cells["id"]): {c: row.cells[c] for c in ("first_line", "last_line")}
            for table in ("agenda_items", "decisions")
            for row in read[table]
        }
        self._votes = [(row.cells["id"], row.cells["decision"]) for row in read["votes"]]
        self._read = {name: {row.cells["id"] for row in rows} for name, rows in read.items()}
        self._named = {
            name: {fold(row.cells["name"]): row.cells["id"] for row in read[name]}
            for name in ("persons", "organizations")
        }
        self._alias: dict[tuple[str, str], str] = {}
        self.again: list[tuple[str, str, TakenRow]] = []

    def is_known(self, table: str, row: TakenRow) -> bool:
        """Whether a given person or organization was read; its id then means that one."""
        known = self._named.get(table, {}).get(fold(row.cells.get("name") or ""))
        if known is None:
            return False
        if row.cells["id"] is not None:
            self._alias[table, row.cells["id"]] = known
        self.again.append((table, known, row))
        return True

    def meant(self, table: str, row: TakenRow) -> TakenRow:
        """A given row whose keys are those of the rows that were read, save of its own table."""
        cells = dict(row.cells)
        for column in BY_NAME[table].keys:
            if isinstance(column.kind, KeyOf) and column.kind.target not in ("sources", table):
                cells[column.name] = self._key(column.kind.target, cells[column.name])
        if "meeting" in cells and cells["meeting"] is None:
            cells["meeting"] = self._meeting
        cells["id"] = self._own_key(table, cells)
        if row.cells["id"] is not None and cells["id"] is not None:
            self._alias[table, row.cells["id"]] = cells["id"]
        if cells.get("first_line") is None and cells.get("last_line") is None:
            # The text of an item stays that of the item, whatever is said anew of it.
            cells |= self._places.get((table, cells["id"]), {})
        return TakenRow(row.spot, cells)

    def within(self, table: str, row: TakenRow) -> TakenRow:
        """A row whose keys of its own table are what those rows are called by now."""
        own = [c.name for c in BY_NAME[table].keys
               if isinstance(c.kind, KeyOf) and c.kind.target == table]  # fmt: skip
        cells = {name: self._key(table, row.cells[name]) for name in own}
        return TakenRow(row.spot, {**row.cells, **cells})

    def _own_key(self, table: str, cells: Mapping[str, Any]) -> str | None:
        """The key that a row will have, where others that were read may belong to it."""
        given = cells["id"]
        made = None
        if table == "agenda_items" and cells["number"]:
            made = item_key(self._meeting, cells["number"], cells["part"])
        elif table == "decisions":
            made = cells["item"]
        elif given is None and table in ("clauses", "votes"):
            owner = cells["decision"]
            self._count[table, owner] += 1
            position = cells["position"] or self._count[table, owner]
            number = cells.get("number") or position
            made = f"{owner}-{number}" if table == "clauses" else self._read_vote(owner, position)
        whole = f"{self._meeting}-{given}"
        if given is None or given == made:
            return made
        return whole if whole in self._read.get(table, ()) or whole == made else given

    def _read_vote(self, decision: str | None, position: int) -> str | None:
        """The key of the vote that was read at a place of a decision."""
        found = [key for key, owner in self._votes if owner == decision]
        return found[position - 1] if 0 < position <= len(found) else None

    def _key(self, target: str, given: str | None) -> str | None:
        if given is None:
            return None
        if (target, given) in self._alias:
            return self._alias[target, given]
        whole = f"{self._meeting}-{given}"
        # What was read may be meant too: a row given in its place has its key.
        read = self._read.get(target, set())
        return whole if whole in read and given not in read else given


def _said_anew(rows: _Taken, again: Sequence[tuple[str, str, TakenRow]]) -> Iterator[Problem]:
    """Let the rows hold for persons who were read, and tell what they say otherwise."""
    persons = rows["persons"]
    places = {row.cells["id"]: place for place, row in enumerate(persons)}
    for table, key, given in again:
        if table != "persons":
            continue
        row, after = persons[places[key]], given.cells["category"]
        before = row.cells["category"]
        if after not in (None, before):
            persons[places[key]] = TakenRow(row.spot, {**row.cells, "category": after})
            facts = {"table": table, "column": "category", "printed": before, "given": after}
            yield Problem("given-differs", None, None, facts, table, key)


def _without_orphans(rows: _Taken, given: set[str]) -> list[Problem]:
    """Take out what was read and belongs to rows that the given ones have not; how much it is."""
    problems = []
    gone: dict[str, set[str]] = {}
    there = {name: {row.cells["id"] for row in rows[name]} for name in given - _MORE}
    for table in sorted(TABLES, key=lambda table: table.name not in LEADING):
        if table.name in given or table.name not in OWNERS:
            continue
        kept, lost = [], []
        for row in rows[table.name]:
            lacking = [c for c in table.keys if _is_lacking(c, row, there, gone)]
            if any(not column.nullable for column in lacking):
                lost.append(row)
            else:
                cells = {**row.cells, **dict.fromkeys((c.name for c in lacking), None)}
                kept.append(TakenRow(row.spot, cells))
        rows[table.name] = kept
        gone[table.name] = {row.cells["id"] for row in lost}
        if lost:
            lines = lost[0].cells["first_line"], lost[0].cells["last_line"]
            facts = {"table": table.name, "count": str(len(lost))}
            problems.append(Problem("given-left-out", *lines, facts, table.name))
    return problems


def _is_lacking(
    column: Column, row: TakenRow, there: Mapping[str, set[str]], gone: Mapping[str, set[str]]
) -> bool:
    """Whether a row points at one that is there no more."""
    key = row.cells[column.name]
    target = column.kind.target if isinstance(column.kind, KeyOf) else ""
    if key is None:
        return False
    return key not in there[target] if target in there else key in gone.get(target, ())


def _joined(
    reading: Reading, made: Reading, given: frozenset[str], left_out: Sequence[Problem]
) -> Reading:
    """What was made of the rows, with what the document's reading has beside rows."""
    length = len(reading.lines)
    keys = {row.id for rows in made.rows.values() for row in rows}
    kept = (
        replace(p, row=p.row if p.row in keys else None)
        for p in reading.problems
        if p.code not in OF_ROWS  # what was made of the rows was asked anew
    )
    differs = [
        problem
        for name in sorted(given - _MORE)
        for problem in _contradictions(name, reading.rows[name], made.rows[name])
    ]
    read = {person.id: person.category for person in reading.rows["persons"]}
    stated = [p for p in made.rows["persons"] if p.category != read.get(p.id)]
    told = Stated(
        elected=frozenset(p.id for p in stated if p.category == ELECTED),
        others=frozenset(p.id for p in stated if p.category != ELECTED),
        items=tuple(reading.rows["agenda_items"]) if "agenda_items" in given else (),
        confidential=(
            made.stated.confidential
            if made.stated and "agenda_items" in given
            else frozenset()
        ),
        cells=unprinted_cells({name: made.rows[name] for name in given}, made.lines),
    )  # fmt: skip
    return replace(
        made,
        problems=(
            *kept,
            *left_out,
            *differs,
            *made.problems,
        ),
        owners=(*reading.owners, *made.owners[length:]),
        stated=told,
    )


def _contradictions(table: str, read: Sequence[Any], given: Sequence[Any]) -> Iterator[Problem]:
    """Where rows that were read say another thing than those given, or are not among them."""
    columns = [c for c in BY_NAME[table].columns if c.name not in ("id", *PROVENANCE)]
    telling = [c.name for c in columns if c.name in _TELLING or _is_about(c)]
    compared = [
        c.name for c in columns
        if c.name not in telling and (isinstance(c.kind, _COMPARED) or c.name in ("text", "title"))
    ]  # fmt: skip
    there: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in given:
        there[_told_by(row, telling)].append(row)
    # What is equal belongs together, whatever order it was given in.
    left = []
    for row in read:
        alike = there[_told_by(row, telling)]
        same = next((one for one in alike if not any(_differing(row, one, compared))), None)
        if same is None:
            left.append(row)
        else:
            alike.remove(same)
    lacking = []
    for row in left:
        alike = there[_told_by(row, telling)]
        if not alike:
            lacking.append(row)
            continue
        new = alike.pop(0)
        for column, one, other in _differing(row, new, compared):
            facts = {"table": table, "column": column}
            facts |= {"printed": _short(one), "given": _short(other)}
            yield Problem("given-differs", row.first_line, row.last_line, facts, table, new.id)
    if lacking:
        facts = {"table": table, "count": str(len(lacking))}
        first = lacking[0]
        yield Problem("given-lacks", first.first_line, first.last_line, facts, table)


def _told_by(row: Any, telling: Sequence[str]) -> tuple[Any, ...]:
    """What tells a row from others of its table; what has a number is not told by its place."""
    numbered = getattr(row, "number", None) is not None
    return tuple(
        None if numbered and name == "position" else getattr(row, name) for name in telling
    )


def _differing(
    row: Any, other: Any, columns: Sequence[str]
) -> Iterator[tuple[str, object, object]]:
    """The columns in which both rows say something, and not the same."""
    for name in columns:
        one, two = getattr(row, name), getattr(other, name)
        if one is not None and two is not None and fold(str(one)) != fold(str(two)):
            yield name, one, two


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _is_about(column: Column) -> bool:
    """Whether a column says whom or what of the meeting a row is about."""
    target = column.kind.target if isinstance(column.kind, KeyOf) else ""
    return target == "persons" or (target in BY_NAME and BY_NAME[target].scope == "meeting")
