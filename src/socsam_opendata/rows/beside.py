"""Single tables beside a document: they take the place of what was read of these tables.

What was read goes in as rows too, so that both are joined, keyed and checked alike. Where the two
say different things the rows hold, and a problem tells what the minutes say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from socsam_opendata.errors import Place
from socsam_opendata.minutes.reading import Reading, Stated
from socsam_opendata.minutes.rules.agreement import OF_ROWS
from socsam_opendata.model.belonging import OWNERS, belongs_by
from socsam_opendata.model.derived import decision_force
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import Column
from socsam_opendata.rows.called import Called, TakenTables
from socsam_opendata.rows.compared import CELL, differences
from socsam_opendata.rows.csv_folder import csv_tables
from socsam_opendata.rows.faults import Faults, Spot
from socsam_opendata.rows.joins import LEADING, REGISTERED
from socsam_opendata.rows.kept import Making, kept_cells
from socsam_opendata.rows.minting import ELECTED
from socsam_opendata.rows.printed import unprinted_cells
from socsam_opendata.rows.said_anew import said_anew, told_anew, with_added
from socsam_opendata.rows.take import MADE_TABLES, TakenRow, taken_tables
from socsam_opendata.rows.vocabulary_rows import check_registered
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Phrase

# What is made anew, or is of the document and of the vocabulary: passed over beside a document.
_OF_DOCUMENT = MADE_TABLES | {"sources", "source_pages", "problems"}
_PASSED = _OF_DOCUMENT | {*REGISTERED}
# Tables that may lie beside a document: those of the meeting's things, and more of what is shared.
_MAY_LIE = tuple(t.name for t in TABLES if t.name != "meetings" and t.name not in _OF_DOCUMENT)
_MORE = frozenset(t.name for t in TABLES if t.scope == "shared")
# What others mean comes before them.
_MEANT_FIRST = tuple(sorted(_MAY_LIE, key=lambda name: (name not in _MORE, name not in LEADING)))


def with_rows_beside(
    reading: Reading, folder: Path, settings: Settings, document: Path | None = None
) -> Reading:
    """The reading of a document with the tables of a folder in place of what was read of them.

    `document` is its file, for what is told of rows that were read of it; by default the folder.
    RowsError with every fault of the rows, SourceError for a file that is no text.
    """
    faults = Faults()
    given = _given(folder, faults)
    file = str(document or folder)
    read = {name: _as_taken(name, rows, file) for name, rows in reading.rows.items()}
    called = Called(read, reading.meeting)
    rows = dict(read)
    for name in filter(given.__contains__, _MEANT_FIRST):
        given[name] = called.unknown(name, given[name], faults)
        more = [called.meant(name, row) for row in given[name]]
        more = [called.within(name, row) for row in more]
        rows[name] = [*read[name], *more] if name in _MORE else more
    anew = said_anew(rows, called.said_again(), settings)
    lines = [(row.first_line, row.last_line) for row in reading.rows["agenda_items"]]
    left_out = _without_orphans(rows, {*given}, lines)
    if "clauses" in given and "decisions" not in given:
        _forces_of_clauses(rows)
    making = Making(reading, settings)
    made, keys, shared = making.made(rows, faults)
    faults.check()
    assert made is not None  # it is None where there are faults
    kept = kept_cells(reading, made, rows, keys, frozenset(given))
    made, shared = making.with_kept(rows, kept) or (made, shared)
    made, otherwise = told_anew(reading, made, anew)
    made, more_told = with_added(reading, made, given, shared)
    joined = _joined(reading, made, frozenset(given), [*left_out, *otherwise, *more_told])
    joined = _with_opened(joined, given, keys)
    if "participants" not in given:
        return joined
    said = {row.cells["id"]: row.cells["category"] for row in rows["persons"]}
    return _with_attendance(reading, joined, said)


def _with_opened(
    reading: Reading, given: TakenTables, keys: Mapping[tuple[str, int], str]
) -> Reading:
    """The reading with the items of which given rows say that they are not confidential; an empty
    cell says nothing, and what a document says is for the policy to find."""
    assert reading.stated is not None
    rows = enumerate(given.get("agenda_items", ()))
    opened = {keys["agenda_items", n] for n, row in rows if row.cells["confidential"] == "no"}
    return replace(reading, stated=replace(reading.stated, opened=frozenset(opened)))


def passed_beside(folder: Path) -> Counter[str]:
    """How many rows of a folder beside a document are in no table, by table.

    SourceError for a file that is no text.
    """
    files = csv_tables(folder, Faults())
    counts = {name: sum(1 for _ in files[name]) for name in files if name in _PASSED}
    return Counter({name: count for name, count in counts.items() if count})


def _given(folder: Path, faults: Faults) -> TakenTables:
    """The rows of the folder; a table that cannot lie beside a document is a fault.

    Rows of the vocabulary's own tables say what the giver calls its rows, and nothing else.
    """
    files = csv_tables(folder, faults)
    for name in _OF_DOCUMENT & files.keys():
        del files[name]
    for name in [name for name in files if name not in _MAY_LIE]:
        if next(files.pop(name), None) is None:
            continue  # the form of a table that nobody filled in
        where = Phrase("rows.where.place", {"place": str(folder / f"{name}.csv")})
        known = Phrase("rows.is.table-beside", {"known": "`, `".join(_MAY_LIE)})
        faults.unfit(where, name, known)
    taken = taken_tables(files, faults, Counter(), frozenset({"meeting"}))
    lists = {name: list(rows) for name, rows in taken.items()}
    for name in REGISTERED:
        check_registered(name, lists.get(name, ()), faults)
    # A file with headings alone is one that nobody filled in.
    return {name: rows for name, rows in lists.items() if rows}


def _as_taken(table: str, rows: Sequence[Any], file: str) -> list[TakenRow]:
    columns = [column.name for column in BY_NAME[table].columns]
    return [
        TakenRow(
            Spot(table, number, Place(file, getattr(row, "first_line", None)), row.id),
            {name: getattr(row, name) for name in columns},
        )
        for number, row in enumerate(rows, 1)
    ]


def _forces_of_clauses(rows: TakenTables) -> None:
    """Let the decisions that were read have the force that the given clauses make."""
    forces: dict[Any, list[Any]] = defaultdict(list)
    for row in rows["clauses"]:
        forces[row.cells.get("decision")].append(row.cells.get("force"))
    rows["decisions"] = [
        row._replace(cells={**row.cells, "force": decision_force(found)})
        if (found := forces[row.cells["id"]]) and None not in found else row
        for row in rows["decisions"]
    ]  # fmt: skip


def _without_orphans(
    rows: TakenTables, given: set[str], items: Sequence[tuple[int, int]]
) -> list[Problem]:
    """Take out what was read and belongs to rows that the given ones have not; how much it is.

    `items` are the first and the last line of each item that was read.

    What only mentions such a row says no more where it pointed at it.
    """
    problems = []
    gone: dict[str, set[str]] = {}
    meeting = rows["meetings"][0].cells["id"]
    there = {name: {row.cells["id"] for row in rows[name]} for name in given - _MORE}
    for table in sorted(TABLES, key=lambda table: table.name not in LEADING):
        if table.name in given or table.name not in OWNERS:
            continue
        kept, lost = [], []
        for row in rows[table.name]:
            lacking = [c.name for c in table.keys if _is_lacking(c, row, there, gone)]
            if not {*belongs_by(table.name)}.isdisjoint(lacking):
                lost.append(row)
                continue
            kept.append(row._replace(cells={**row.cells, **dict.fromkeys(lacking)}))
            for name in lacking:
                printed = row.cells[name].removeprefix(f"{meeting}-")
                cell = {"column": name, "printed": printed, "count": CELL}
                problems.append(_left_out(table.name, row, cell))
        rows[table.name] = kept
        gone[table.name] = {row.cells["id"] for row in lost}
        for found in _by_item(lost, items):
            problems.append(_left_out(table.name, found[0], {"count": str(len(found))}))
    return problems


def _by_item(rows: Iterable[TakenRow], items: Sequence[tuple[int, int]]) -> list[list[TakenRow]]:
    """Rows by the items on whose lines they stand: what is told of one may be confidential."""
    found: dict[int, list[TakenRow]] = defaultdict(list)
    for row in rows:
        line = row.cells["first_line"]
        within = (n for n, (first, last) in enumerate(items) if line and first <= line <= last)
        found[max(within, default=-1)].append(row)
    return [*found.values()]


def _left_out(table: str, row: TakenRow, facts: Mapping[str, str]) -> Problem:
    lines = row.cells["first_line"], row.cells["last_line"]
    return Problem("given-left-out", *lines, {"table": table, **facts}, table)


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
    differs = differences(reading, made, given)
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
        organizations=frozenset(
            row.id
            for row in made.rows["organizations"]
            if "organizations" in given and row not in reading.rows["organizations"]
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


def _with_attendance(read: Reading, made: Reading, said: Mapping[str, str]) -> Reading:
    """The reading with what the document's attendance list says beside the given participants.

    Of those whom these have they hold. `said` are the categories of persons by their keys.
    """
    assert made.stated is not None
    known = {person.id for person in made.rows["persons"]}
    everybody = (*made.rows["persons"], *read.rows["persons"])
    called = {person.id: fold(person.name) for person in everybody}
    there = {called[row.person] for row in made.rows["participants"] if row.person in called}
    seats = [
        replace(row, id=f"{row.id}-read")  # a given one may have its key
        for row in read.rows["participants"]
        if called.get(row.person) not in there
    ]
    listed = {key for row in read.rows["participants"] for key in (row.person, row.serves_for)}
    printed = [person for person in read.rows["persons"] if person.id in listed - known]
    persons = [replace(person, category=said[person.id]) for person in printed]
    anew = [new for new, old in zip(persons, printed, strict=True) if new != old]
    organizations = {row.organization for row in seats}
    organizations -= {row.id for row in made.rows["organizations"]}
    stated = replace(
        made.stated,
        elected=made.stated.elected | {one.id for one in anew if one.category == ELECTED},
        others=made.stated.others | {one.id for one in anew if one.category != ELECTED},
        attendance={
            "participants": seats,
            "persons": persons,
            "organizations": [o for o in read.rows["organizations"] if o.id in organizations],
        },
    )
    return replace(made, stated=stated)
