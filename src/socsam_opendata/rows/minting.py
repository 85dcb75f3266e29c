"""The rows of one meeting as a reading: their keys, what follows from them, their text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from socsam_opendata.minutes.known.organizations import organizations_of
from socsam_opendata.minutes.known.people import People
from socsam_opendata.minutes.print.dates import span
from socsam_opendata.minutes.reading import NO_CHECKSUM, Reading, Stated
from socsam_opendata.minutes.rules.agreement import found_anew
from socsam_opendata.minutes.rules.cases import case_of_item, case_title
from socsam_opendata.model.belonging import OWNERS, belongs_by
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import slug
from socsam_opendata.model.keys import item_key, source_path
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, TABLES, BodyMember, Case, Person, Rows, SourceRow
from socsam_opendata.model.table import empty
from socsam_opendata.rows.alone import ANY_LINES, MOST_LINES, RowFault, of_lines, of_source
from socsam_opendata.rows.doubts import given_problem
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.given_pages import GivenPage, page_faults, page_row
from socsam_opendata.rows.joins import LEADING, JoinedRow, Ref
from socsam_opendata.rows.printed import PlacedRow, PrintedText, printed_text, unprinted_cells
from socsam_opendata.rows.shared_rows import GivenMeeting, Shared
from socsam_opendata.rows.together import check_together
from socsam_opendata.texts import Phrase, Thousands

ELECTED = "elected"
# Pointers that may lead to another meeting.
_ANYWHERE = frozenset({"resolves_to_item", "resolves_to_meeting"})
# The kinds of rows that have keys of their own; all others have one with an ordinal.
_KEYED = (
    "meetings", "agenda_items", "decisions", "clauses", "sources", "source_pages", "problems",
)  # fmt: skip
# What a problem may be about that is a row of its meeting, or that a row of it means.
_TOLD_OF = frozenset({*OWNERS, "meetings", "persons", "cases"})
_NUMBER = re.compile(r"[0-9]{1,4}(-[0-9]{1,4}){0,3}[a-z]?|[a-z]")
# More stand in no number of a clause, but in a person's number, a telephone's, a day.
_MOST_DIGITS = 5


def reading_of(
    meeting: GivenMeeting, rows: Sequence[JoinedRow], shared: Shared, lines: Sequence[str] | None,
    faults: Faults,
) -> Reading | None:  # fmt: skip
    """The reading of a meeting that was given as rows; what is wrong goes to the faults.

    None where anything is wrong.

    `lines` are those of its text, where that was given.
    """
    return minted(meeting, rows, shared, lines, faults)[0]


def minted(
    meeting: GivenMeeting, rows: Sequence[JoinedRow], shared: Shared, lines: Sequence[str] | None,
    faults: Faults,
) -> tuple[Reading | None, Mapping[tuple[str, int], str]]:  # fmt: skip
    """What `reading_of` gives, and the keys of its rows by table and place among those taken."""
    minting = _Minting(meeting, rows, shared, lines, faults)
    return minting.reading(), minting.keys


def _due(cells: Mapping[str, Any]) -> dict[str, Any]:
    """When a task is due, where only its days are given, and its last day where only that is."""
    due, first, last = cells["due"], cells["due_from"], cells["due_until"]
    if due is not None and first is None and last is None:
        return {"due_until": span(due)[1]}
    if due is not None or last is None:
        return {}
    return {"due": str(last) if first in (None, last) else f"{first}/{last}"}


def _ordinal(given: str | None) -> int:
    """The number that an id ends with."""
    number = re.search("[0-9]{1,9}$", given or "")
    return int(number[0]) if number else 0


class _Minting:
    """The rows of a meeting while they get their keys."""

    def __init__(
        self, meeting: GivenMeeting, rows: Sequence[JoinedRow], shared: Shared,
        lines: Sequence[str] | None, faults: Faults,
    ) -> None:  # fmt: skip
        self._meeting, self._shared, self._lines, self._faults = meeting, shared, lines, faults
        self._by_table: dict[str, list[JoinedRow]] = defaultdict(list)
        for row in rows:
            self._by_table[row.table].append(row)
        self._people = People(shared.settings, meeting.body)
        self._keys: dict[tuple[str, int], str] = {("meetings", meeting.row.place): meeting.key}
        self._items: dict[tuple[str, int], int] = {}
        self._towns: dict[int, str] = {}
        for row in self._by_table["participants"]:
            if isinstance(row.cells["person"], Ref) and row.cells["municipality"]:
                self._towns.setdefault(row.cells["person"].place, row.cells["municipality"])
        self._named: dict[str, Ref] = {}
        self._cases: dict[str, Case] = {}
        self._by_items: set[str] = set()
        self._told: list[Problem] = []

    @property
    def keys(self) -> Mapping[tuple[str, int], str]:
        """The keys that the rows have got, by table and place."""
        return self._keys

    def reading(self) -> Reading | None:
        """The reading, or None where there are faults."""
        check_together({**self._by_table, "meetings": [self._meeting.row]}, self._faults)
        positions = self._positions()
        self._give_keys(positions)
        placed = [
            PlacedRow(
                row.table, self._keys[row.table, row.place],
                self._cells(row, positions), self._items.get((row.table, row.place), 0),
            )
            for row in [self._meeting.row, *self._in_order()]
        ]  # fmt: skip
        source = self._given_source()
        self._check_pages(source)
        length = self._length(source)
        self._check_problems()
        if self._faults.count:
            return None
        text = printed_text(placed, self._lines, length, self._called)
        made = empty(TABLES)
        for row in placed:
            first, last = text.places[row.table, row.key]
            cells = {**row.cells, "source": self._meeting.key}
            cells |= {"first_line": first, "last_line": last}
            made[row.table].append(BY_NAME[row.table].row(id=row.key, **cells))
        made["sources"] = [self._source(source, text, length)]
        made["source_pages"] = [
            page_row(self._meeting.key, row.cells)
            for row in sorted(self._by_table["source_pages"], key=lambda row: row.cells["page"])
        ]
        self._add_shared(made)
        stated = Stated(
            elected=frozenset(p.id for p in made["persons"] if p.category == ELECTED),
            others=frozenset(p.id for p in made["persons"] if p.category != ELECTED),
            confidential=frozenset(
                row.id for row in made["agenda_items"] if row.confidential == "yes"
            ),
            opened=frozenset(row.id for row in made["agenda_items"] if row.confidential == "no"),
            cells=() if self._lines is None else unprinted_cells(made, text.lines),
            uncounted=made["sources"][0].sha256 == NO_CHECKSUM,
        )
        given = [*self._problems(len(text.lines)), *self._told]
        problems = (*given, *found_anew(self._meeting.key, made, given, self._shared.names))
        return Reading(self._meeting.key, made, problems, text.lines, text.owners, stated)

    # --- keys ----------------------------------------------------------------------------------

    def _positions(self) -> dict[tuple[str, int], int]:
        """The position of each row within what it belongs to: as given, else the next."""
        found: dict[tuple[str, int], int] = {}
        for table, rows in self._by_table.items():
            if "position" not in BY_NAME[table].by_name:
                continue
            last: dict[Any, int] = defaultdict(int)
            for row in rows:
                owner = row.cells[OWNERS[table]]
                given = row.cells["position"]
                found[table, row.place] = last[owner] + 1 if given is None else given
                last[owner] = max(last[owner], found[table, row.place])
        return found

    def _give_keys(self, positions: Mapping[tuple[str, int], int]) -> None:
        self._key_items(positions)
        self._key_decisions()
        self._key_clauses(positions)
        # Votes come before what points at them.
        for table in sorted(self._by_table, key=lambda name: name not in LEADING):
            rows = self._by_table[table]
            if table not in OWNERS or table == "agenda_items":
                continue
            places: dict[int, tuple[int, int]] = {}
            for row in rows:
                up = self._belongs_to(row)
                self._items[table, row.place] = self._items.get((up.table, up.place), 0)
                above = positions.get((up.table, up.place), 0)
                places[row.place] = self._items[table, row.place], above
            if table not in _KEYED:
                rows.sort(key=lambda row: places[row.place])
                self._key_by_ordinal(table, rows)

    @staticmethod
    def _belongs_to(row: JoinedRow) -> Ref:
        """What a row belongs to most closely: a role may be one of an item or of a clause."""
        for column in belongs_by(row.table):
            value = row.cells.get(column)
            if isinstance(value, Ref):
                return value
        raise AssertionError(f"{row.table} belongs to nothing")

    def _key_items(self, positions: Mapping[tuple[str, int], int]) -> None:
        rows = self._by_table["agenda_items"]
        rows.sort(key=lambda row: positions["agenda_items", row.place])
        first: dict[str, JoinedRow] = {}
        for number, row in enumerate(rows, 1):
            number_or_row = row.cells["number"] or f"row{row.place}"
            key = item_key(self._meeting.key, number_or_row, row.cells["part"])
            if first.setdefault(key, row) is not row:
                other = {"row": str(first[key].spot.row)}
                self._unfit(row, "number", row.cells["number"], Phrase("rows.is.own-number", other))
            self._keys["agenda_items", row.place] = key
            self._items["agenda_items", row.place] = number

    def _key_decisions(self) -> None:
        first: dict[str, JoinedRow] = {}
        for row in self._by_table["decisions"]:
            up = row.cells["item"]
            key = self._keys[up.table, up.place]
            if first.setdefault(key, row) is not row:
                other = {"row": str(first[key].spot.row)}
                self._unfit(row, "item", row.given["item"], Phrase("rows.is.one-decision", other))
            self._keys["decisions", row.place] = key

    def _key_clauses(self, positions: Mapping[tuple[str, int], int]) -> None:
        """`{decision}-{number as printed, else position}`, as a reader of minutes does."""
        rows = self._by_table["clauses"]
        rows.sort(key=lambda row: positions["clauses", row.place])
        taken: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            up = row.cells["decision"]
            decision = self._keys[up.table, up.place]
            position = positions["clauses", row.place]
            number = row.cells["number"] or ""
            if sum(sign.isdigit() for sign in number) > _MOST_DIGITS:
                self._unfit(row, "number", number, Phrase("rows.is.clause-number"))
            name = slug(number)
            # Words of any other kind may be anybody's name.
            name = name if _NUMBER.fullmatch(name) else str(position)
            more = len(taken[decision])
            while name in taken[decision]:
                name, more = f"{position}-{more}", more + 1
            taken[decision].add(name)
            self._keys["clauses", row.place] = f"{decision}-{name}"

    def _key_by_ordinal(self, table: str, rows: list[JoinedRow]) -> None:
        """`{meeting}-{concept}-{ordinal}`; an id that is such a key of this meeting stays."""
        start = f"{self._meeting.key}-{BY_NAME[table].concept}"
        own = re.compile(rf"{re.escape(start)}-(0[1-9]|[1-9][0-9]{{1,8}})")
        claimed = self._meeting.letter is not None
        kept = {
            row.place: int(match[1])
            for row in rows
            if claimed and row.id and (match := own.fullmatch(row.id))
        }
        last = max(kept.values(), default=0)
        for row in rows:
            if row.place not in kept:
                last += 1
                kept[row.place] = last
            self._keys[table, row.place] = f"{start}-{kept[row.place]:02}"
        rows.sort(key=lambda row: kept[row.place])

    # --- cells ---------------------------------------------------------------------------------

    def _in_order(self) -> list[JoinedRow]:
        return [
            row for table in TABLES if table.name in OWNERS for row in self._by_table[table.name]
        ]

    def _cells(self, row: JoinedRow, positions: Mapping[tuple[str, int], int]) -> dict[str, Any]:
        """The cells of a row but its id, with the keys that the rows it means have."""
        cells = dict(row.cells)
        if (row.table, row.place) in positions:
            cells["position"] = positions[row.table, row.place]
        for column in BY_NAME[row.table].keys:
            value = cells[column.name]
            if column.name == "source":
                if value not in (None, self._meeting.source):
                    own = Phrase("rows.is.own-source", {"source": self._meeting.source or ""})
                    self._unfit(row, "source", value, own)
            elif isinstance(value, Ref):
                cells[column.name] = self._key(row, column.name, value)
        if row.table == "agenda_items":
            cells["case"] = self._case(row)
        if row.table == "assignments":
            cells |= _due(cells)
        if row.table == "meetings":
            self._span(row, cells)
        return cells

    def _key(self, row: JoinedRow, column: str, ref: Ref) -> str | None:
        """The key of a row that a cell means; a fault where it is not of this meeting."""
        if ref.table == "persons":
            key = self._shared.person(
                ref, self._people, self._meeting.body, self._towns.get(ref.place), self._faults
            )
            self._named[key] = ref
            return key
        if ref.table == "organizations":
            return self._shared.organization(ref)
        if ref.table == "cases":
            return None
        key_here = self._keys.get((ref.table, ref.place))
        if key_here is None and column in _ANYWHERE:
            return self._shared.elsewhere(ref)
        if key_here is None and not self._shared.is_astray(ref):
            own = Phrase("rows.is.own-meeting", {"table": ref.table})
            self._unfit(row, column, row.given[column], own)
        return key_here

    def _case(self, row: JoinedRow) -> str:
        """The key of the case of an item: the one given, else one by its diary number or title."""
        given = row.cells["case"]
        if isinstance(given, Ref):
            case = self._shared.case(given, self._meeting.body)
            if case.id in self._by_items:  # it holds over what an item says by itself
                self._by_items.discard(case.id)
                self._cases[case.id] = case
            told = self._shared.told_of_case(given, case.id)
            self._told += [told] if told else []
        else:
            title, diary = case_title(row.cells["title"] or ""), row.cells["diary_number"]
            item = self._keys["agenda_items", row.place]
            case = case_of_item(self._meeting.body, item, title, diary)
            if case.id not in self._cases:
                self._by_items.add(case.id)
        self._cases.setdefault(case.id, case)
        return case.id

    def _span(self, row: JoinedRow, cells: dict[str, Any]) -> None:
        """The first and the last paragraph of the meeting, where they are not given."""
        items = self._by_table["agenda_items"]
        numbers = [int(item.cells["number"]) for item in items if item.cells["number"]]
        for column, made in (("first_paragraph", min), ("last_paragraph", max)):
            if cells[column] is not None:
                continue
            if not numbers:
                # The numbers, or what the items belong to, may be among what was told.
                told = row.faulty & {column, "id"} or items
                if told or self._faults.may_lack("agenda_items"):
                    return
                if cells["first_paragraph"] is None and cells["last_paragraph"] is None:
                    return  # it has no items, as where only the attendance is known
                missing = Phrase("rows.missing", {"where": row.spot.said(column)})
                self._faults.add(missing)
                return
            cells[column] = str(made(numbers))

    def _tell(self, found: Iterable[RowFault]) -> None:
        for row, column, given, allowed in found:
            self._unfit(row, column, given, allowed)

    def _unfit(self, row: JoinedRow, column: str, given: object, allowed: Phrase) -> None:
        self._faults.unfit(row.spot.said(column), given, allowed)

    # --- text ----------------------------------------------------------------------------------

    def _length(self, source: JoinedRow | None) -> int:
        """How many lines the text has that rows point into; rows that point beyond are faults."""
        given = None if source is None else source.cells["lines"]
        length = given if self._lines is None else len(self._lines)
        if source is not None and given is not None:
            if given != length:
                self._unfit(source, "lines", given, Phrase("rows.is.count", {"count": str(length)}))
            elif self._lines is None and given > MOST_LINES:
                most = Phrase("rows.is.length", {"most": Thousands(MOST_LINES)})
                self._unfit(source, "lines", given, most)
        end = MOST_LINES if length is None else length
        last = self._last_line((self._meeting.row, *self._in_order()), end, length)
        pages = self._last_line(self._by_table["source_pages"], end, length)
        if self._lines is None and not last:
            self._by_table["source_pages"] = []  # of a text that no row stands in
            pages = 0
        return max(last, pages) if length is None else length

    def _last_line(self, rows: Iterable[JoinedRow], end: int, length: int | None) -> int:
        """The last line that some rows stand on; those beyond the end are faults."""
        last = 0
        for row in rows:
            said = Phrase("rows.is.lines", {"last": str(end)}) if length else ANY_LINES
            wrong = [*of_lines(row, end, said)]
            self._tell(wrong)
            last = last if wrong else max(last, row.cells["last_line"] or 0)
        return last

    def _check_pages(self, source: JoinedRow | None) -> None:
        """Put to the faults the pages that the source cannot have."""
        rows = self._by_table["source_pages"]
        said = ("page", "first_line", "last_line")
        pages = [GivenPage(row.spot.row, *(row.cells[name] for name in said)) for row in rows]
        for fault in page_faults(pages, source.cells["pages"] if source else None):
            self._unfit(rows[fault.place], *fault[1:])

    def _called(self, table: str, key: str) -> str:
        """What a row is called in the text that is printed from rows."""
        known = registry()
        match table:
            case "persons":
                return str(self._shared.person_cells(self._named[key])["name"])
            case "organizations":
                return self._shared.organizations[key].name
            case "municipalities":
                return known.municipality_by_id[key].name
            case "parties":
                return known.party_by_id[key].abbreviation
            case "cases":
                return self._cases[key].title
        return key.removeprefix(f"{self._meeting.key}-")

    def _given_source(self) -> JoinedRow | None:
        """The row of the source of this meeting, where one was given; a second one is a fault."""
        rows = self._by_table["sources"]
        for row in rows[1:]:
            if "id" in row.faulty:
                continue
            other = {"row": str(rows[0].spot.row)}
            self._unfit(row, "id", row.id, Phrase("rows.is.one-source", other))
        for row in rows:
            self._tell(of_source(row))
        return rows[0] if rows else None

    def _source(self, given: JoinedRow | None, text: PrintedText, length: int) -> SourceRow:
        """The row of the source: what was given of it, and what its lines are."""
        cells = dict(given.cells) if given else {}
        states = [owner.state for owner in text.owners]
        counts = {f"lines_{state}": states.count(state) for state in ("read", "ignored", "unread")}
        stated = [cells[name] for name in counts if cells.get(name) is not None]
        if given and len(stated) == len(counts):
            if sum(stated) != length:
                count = Phrase("rows.is.count", {"count": str(length)})
                self._unfit(given, "lines_read", sum(stated), count)
            counts = {name: cells[name] for name in counts}
            counts["lines_read"] += len(states) - length
        return SourceRow(
            id=self._meeting.key, path=source_path(self._meeting.key), url=cells.get("url"),
            media_type=cells.get("media_type") or "text/plain",
            sha256=cells.get("sha256") or NO_CHECKSUM, pages=cells.get("pages"),
            lines=len(states), **counts,
        )  # fmt: skip

    def _problems(self, length: int) -> Iterator[Problem]:
        """The problems that were given, by their numbers: what was doubtful stays so."""
        for row in sorted(self._by_table["problems"], key=lambda row: _ordinal(row.id)):
            cells = row.cells
            first, last = cells["first_line"], cells["last_line"]
            there = None not in (first, last) and 1 <= first <= last <= length
            lines = (first, last) if there else (None, None)
            yield given_problem(cells, lines, self._key_of_id(cells["table_name"], cells["row"]))

    def _check_problems(self) -> None:
        """Put to the faults the problems of rows that are not there."""
        for row in self._by_table["problems"]:
            name, key = row.cells["table_name"], row.cells["row"]
            strange = [*of_source(row)]
            self._tell(strange)
            if (
                not strange
                and key
                and name in _TOLD_OF
                and not (self._key_of_id(name, key) or self._faults.may_lack(name))
            ):
                self._unfit(row, "row", key, Phrase("rows.is.row-of", {"table": name}))

    def _key_of_id(self, table: str | None, given: str | None) -> str | None:
        """The key of a row of this meeting, or of what it means, by the id it was given."""
        if not given or not table:
            return None
        if table in ("meetings", "sources"):
            own = self._meeting.row.id if table == "meetings" else self._meeting.source
            return self._meeting.key if given == own else None
        if BY_NAME[table].scope == "shared":
            return self._key_of_shared(table, given)
        for row in self._by_table[table]:
            if row.id == given:
                return self._keys.get((row.table, row.place))
        return None

    def _key_of_shared(self, table: str, given: str) -> str | None:
        """The key of a row that meetings share; of a person or a case only where a row here means
        it."""
        ref = self._shared.called(table, given)
        if table == "persons":
            return next((key for key, one in self._named.items() if one == ref), None)
        if table == "cases":
            key = self._shared.case(ref, self._meeting.body).id if ref else given
            return key if key in self._cases else None
        if table == "organizations":
            key = self._shared.organization(ref or given)
            return key if key in self._shared.organizations else None
        return self._shared.member(ref) if ref else None

    # --- what meetings share -------------------------------------------------------------------

    def _add_shared(self, made: Rows) -> None:
        """The persons, cases, organizations and members that the rows of the meeting mean."""
        body = self._meeting.body
        made["persons"] = [
            Person(id=key, **self._shared.person_cells(ref)) for key, ref in self._named.items()
        ]
        made["cases"] = list(self._cases.values())
        elected = {
            row.municipality
            for row in made["participants"]
            if row.municipality and (row.party or row.party_text)
        }
        made["body_members"] = [
            BodyMember(id=f"{body}-{code}", body=body, municipality=code)
            for code in self._shared.members.get(body) or sorted(elected)
        ]
        made["organizations"] = organizations_of(made, body, self._shared.organizations)
