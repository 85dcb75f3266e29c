"""Given meetings that are one sitting of a body, told with all other faults of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from socsam_opendata.model.sitting import Sitting, item_contents, printed_twice, with_signs
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.joins import JoinedRow, Ref
from socsam_opendata.rows.shared_rows import GivenMeeting
from socsam_opendata.texts import Phrase

# What is wrong here may make two sittings look like one.
_TELLING = {
    "agenda_items": {"number", "part", "title"},
    "meetings": {"starts_at", "first_paragraph", "last_paragraph"},
}


class Sittings:
    """The given meetings of days on which a body has several, as far as they are known."""

    def __init__(self, meetings: Sequence[GivenMeeting]) -> None:
        self._days: dict[Any, list[int]] = defaultdict(list)
        for number, meeting in enumerate(meetings):
            if meeting.key:
                self._days[meeting.body, meeting.row.cells["date"]].append(number)
        self._days = {day: found for day, found in self._days.items() if len(found) > 1}
        self._asked = {number for found in self._days.values() for number in found}
        self._meetings = meetings
        self._found: dict[int, Sitting] = {}

    def take(self, number: int, rows: Sequence[JoinedRow]) -> None:
        """Take in the rows of a meeting."""
        row = self._meetings[number].row
        if number in self._asked and not any(
            one.faulty & _TELLING.get(one.table, set()) for one in (row, *rows)
        ):
            self._found[number] = _sitting(row, rows)

    def check(self, faults: Faults) -> None:
        """A fault for each meeting that an earlier row gives as well."""
        for found in self._days.values():
            told: set[int] = set()
            for before, after in combinations(found, 2):
                if after not in told and self._are_one(before, after):
                    told.add(after)
                    faults.add(self._fault(before, after))

    def _are_one(self, *numbers: int) -> bool:
        if not all(number in self._found for number in numbers):
            return False
        one, other = (self._found[number] for number in numbers)
        return printed_twice(one, other)

    def _fault(self, before: int, after: int) -> Phrase:
        first, again = self._meetings[before], self._meetings[after]
        facts = {"where": again.spot.said(), "other": first.spot.said(), "meeting": first.key}
        return Phrase("rows.same-meeting", facts)


def _sitting(meeting: JoinedRow, rows: Sequence[JoinedRow]) -> Sitting:
    items = {row.place: row.cells for row in rows if row.table == "agenda_items"}
    names = {place: f"{cells['number']}{cells['part'] or ''}" for place, cells in items.items()}
    titles = ((names[place], cells["title"]) for place, cells in items.items())
    said = [*_texts(rows, names)]
    contents = with_signs(
        item_contents(titles, ((item, text) for item, _, text in said)),
        {names[place]: cells["diary_number"] for place, cells in items.items()},
        ((item, kind) for item, kind, _ in said),
    )
    numbers = [int(cells["number"]) for cells in items.values()]
    first, last = (
        meeting.cells[column] or (str(made(numbers)) if numbers else None)
        for column, made in (("first_paragraph", min), ("last_paragraph", max))
    )
    return Sitting(meeting.cells["starts_at"], first, last, contents)


def _texts(rows: Sequence[JoinedRow], names: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    """The texts and clauses of items: the number of their item, their table, what they say."""
    decisions = {row.place: row.cells["item"] for row in rows if row.table == "decisions"}
    for row in rows:
        item = row.cells["item"] if row.table == "item_texts" else None
        if row.table == "clauses" and isinstance(row.cells["decision"], Ref):
            item = decisions.get(row.cells["decision"].place)
        if isinstance(item, Ref) and item.place in names and row.cells["text"]:
            yield names[item.place], row.table, row.cells["text"]
