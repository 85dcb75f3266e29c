"""What the rows of one meeting must say together; the checks of a dataset ask the same of all.

There a break is an error of the program, whose readers never make one. Here it is a fault of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from socsam_opendata.model.belonging import OWNERS
from socsam_opendata.model.derived import MADE_OF, MIXED, decision_force
from socsam_opendata.model.records import MEETING_TABLES
from socsam_opendata.rows.alone import RowFault, of_part, of_row
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.joins import JoinedRow
from socsam_opendata.texts import Phrase

_Rows = Mapping[str, Sequence[JoinedRow]]
# The kind of a paragraph that has lettered parts.
_GROUP = "group"
# Who is twice in these is told in problems; in roles beside minutes alone (rows/compared.py).
_PER_PERSON = frozenset({"ballots", "participants", "roles"})
_PLACED = tuple(table.name for table in MEETING_TABLES if "position" in table.by_name)


def check_together(rows: _Rows, faults: Faults) -> None:
    """Put to the faults what rows of a meeting say that cannot be so together."""
    found = defaultdict(list, rows)
    for row, column, given, allowed in _found(found, faults):
        faults.unfit(row.spot.said(column), given, allowed)
    _check_children(found, faults)
    for table in OWNERS:
        if table not in _PER_PERSON:
            check_alike(found[table], faults)


def _found(rows: _Rows, faults: Faults) -> Iterator[RowFault]:
    for found in [*rows.values()]:
        for row in found:
            yield from of_row(row)
    yield from _of_parts(rows)
    yield from _of_positions(rows)
    yield from _of_items(rows)
    yield from _of_forces(rows, faults)


def _of_parts(rows: _Rows) -> Iterator[RowFault]:
    """Lettered parts without a paragraph that they are a part of, or of one that has no parts."""
    items = {row.place: row.cells for row in rows["agenda_items"]}
    for row in rows["agenda_items"]:
        if _leads_back(row.place, items):
            continue  # that was told, and one of them has to change
        if (row.cells["part"] is None) != (row.cells["parent"] is None):
            yield from of_part(row)
            continue
        up = row.cells["parent"]
        above = items.get(up.place) if up is not None else None
        if above is None or None in (above["kind"], above["number"], row.cells["number"]):
            continue
        if (above["kind"], above["number"]) != (_GROUP, row.cells["number"]):
            there = {"number": above["number"], "kind": above["kind"]}
            group = Phrase("rows.is.group", {"group": _GROUP, **there})
            yield row, "parent", row.given["parent"], group


def _leads_back(place: int, items: Mapping[int, Mapping[str, Any]]) -> bool:
    """Whether the paragraph that a row is a part of leads back to that row, or to itself."""
    seen: set[int] = set()
    while place in items and place not in seen:
        seen.add(place)
        up = items[place]["parent"]
        if up is None:
            return False
        place = up.place
    return place in seen


def _of_positions(rows: _Rows) -> Iterator[RowFault]:
    """Rows that are given a place within what they belong to that another one has."""
    for table in _PLACED:
        first: dict[tuple[Any, int], JoinedRow] = {}
        for row in rows[table]:
            position = row.cells["position"]
            other = first.setdefault((row.cells[OWNERS[table]], position), row)
            if position is not None and other is not row:
                free = Phrase("rows.is.new-position", {"row": str(other.spot.row)})
                yield row, "position", position, free


def _of_items(rows: _Rows) -> Iterator[RowFault]:
    """Rows of an item that point at a clause of another one."""
    owners = {row.place: row.cells["item"] for row in rows["decisions"]}
    items = {row.place: owners.get(row.cells["decision"].place) for row in rows["clauses"]}
    for table in ("amounts", "citations", "roles"):
        for row in rows[table]:
            clause = row.cells["clause"]
            own = row.cells["item"]
            if None in (clause, own):
                continue  # a role may be one of a clause alone
            if items.get(clause.place) not in (None, own):
                yield row, "clause", row.given["clause"], Phrase("rows.is.of-item")


def _check_children(rows: _Rows, faults: Faults) -> None:
    """A fault for each decision and clause without what makes it, where it cannot be among those
    of which faults were told."""
    for table, (child, column) in MADE_OF.items():
        there = {row.cells[column].place for row in rows[child]}
        for row in rows[table]:
            # One whose id an earlier row has may have had what belongs to that one.
            known = row.place in there or "id" in row.faulty or faults.may_lack(child)
            if not known:
                faults.add(Phrase("rows.childless", {"where": row.spot.said(), "table": child}))


def check_alike(rows: Iterable[JoinedRow], faults: Faults) -> None:
    """A fault for each row that says exactly what an earlier one does, and has no id to differ.

    Rows about nobody who is named may be about several.
    """
    first: dict[tuple[Any, ...], JoinedRow] = {}
    for row in rows:
        who = [row.cells[name] for name in ("person", "organization") if name in row.cells]
        unnamed = "withheld" in row.cells and not any(who)
        if row.id is not None or row.faulty or unnamed:
            continue
        before = first.setdefault((row.table, *row.cells.values()), row)
        if before is not row:
            facts = {"where": row.spot.said(), "row": str(before.spot.row)}
            faults.add(Phrase("rows.same-row", facts))


def _of_forces(rows: _Rows, faults: Faults) -> Iterator[RowFault]:
    """Decisions with another force than that of their clauses, and clauses with a mixed one."""
    forces: dict[int, list[Any]] = defaultdict(list)
    for row in rows["clauses"]:
        forces[row.cells["decision"].place].append(row.cells["force"])
    for row in rows["decisions"]:
        found = forces[row.place]
        unknown = "force" in row.faulty or faults.may_lack("clauses") or {None, MIXED} & {*found}
        if unknown or not found:
            continue
        force = decision_force(found)
        if row.cells["force"] != force:
            yield row, "force", row.cells["force"], Phrase("rows.is.force", {"force": force})
