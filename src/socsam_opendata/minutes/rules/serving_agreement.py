"""Who serves for whom, against who was there: nobody takes the seat of somebody who sits in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.minutes.rules.attendance_agreement import attendance_of, lines_of
from socsam_opendata.minutes.rules.draft import Draft
from socsam_opendata.model.code_lists import code_list

_ABSENT = "absent"
_IN_PART = "partial"


def note_serving(draft: Draft) -> None:
    """Note substitutes who serve for each other, for somebody present, or while they are absent."""
    listed = attendance_of(draft)
    serving = [row for row in draft.rows["participants"] if row.serves_for]
    in_rings: set[str] = set()
    for ring in _rings(serving):
        in_rings.update(row.id for row in ring)
        draft.problem("serving-in-ring", *lines_of(ring), table="participants", row=ring[0].id)
    for row in serving:
        lines = row.first_line, row.last_line
        if row.status == _ABSENT and row.paragraphs is None:
            draft.problem("serving-absent", *lines, table="participants", row=row.id)
        elif row.id not in in_rings and _was_there_too(row, listed.get(row.serves_for, ())):
            draft.problem("serving-for-present", *lines, table="participants", row=row.id)


def _rings(serving: Sequence[Any]) -> Iterator[list[Any]]:
    """The rows of persons who serve for each other in a ring, each ring once."""
    seats: dict[str, dict[str, Any]] = {}
    for row in serving:
        if row.person:
            seats.setdefault(row.person, {}).setdefault(row.serves_for, row)
    done: set[str] = set()
    for start in seats:
        way = _way_back(start, seats) if start not in done else None
        if way:
            done.update(row.person for row in way)
            yield way


def _way_back(start: str, seats: Mapping[str, Mapping[str, Any]]) -> list[Any] | None:
    """The rows that lead from a person over those they serve for to that person again."""
    came: dict[str, Any] = {}
    waiting = [start]
    while waiting:
        for meant, row in seats.get(waiting.pop(), {}).items():
            if meant in came:
                continue
            came[meant] = row
            if meant != start:
                waiting.append(meant)
    if start not in came:
        return None
    way = [came[start]]
    while way[-1].person != start:
        way.append(came[way[-1].person])
    return way[::-1]


def _was_there_too(row: Any, meant: Sequence[Any]) -> bool:
    """Whether who is served for was surely there at each § of the one who serves."""
    there = code_list("attendance-status").marked("takesPart")
    if any(one.paragraphs is None and _is_unsure(one, there) for one in (row, *meant)):
        return False
    sat = [one for one in meant if one.status in there]
    left = {n for one in meant if one not in sat for n in paragraphs.numbers_of(one.paragraphs)}
    whole = any(one.paragraphs is None for one in sat)
    if row.paragraphs is None:
        return whole and not left
    held = {n for one in sat for n in paragraphs.numbers_of(one.paragraphs or "")}
    served = paragraphs.numbers_of(row.paragraphs)
    return all(number not in left and (whole or number in held) for number in served)


def _is_unsure(row: Any, there: Sequence[str] | frozenset[str]) -> bool:
    """Whether a row without §§ leaves open at which of them somebody was there."""
    return row.status not in there or row.status == _IN_PART
