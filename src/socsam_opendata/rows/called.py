"""What the giver of tables beside a document calls the rows that were read of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from socsam_opendata.minutes.rules.cases import case_key
from socsam_opendata.model.iris import fold
from socsam_opendata.model.keys import item_key
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.model.withheld import is_placed_case
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.joins import NAMED_BY, known_key
from socsam_opendata.rows.take import TakenRow
from socsam_opendata.texts import Phrase

TakenTables = dict[str, list[TakenRow]]
# Tables whose rows may be said anew: who or what was read is not there twice.
_SAID_ANEW = ("persons", "organizations", "cases")


class Again(NamedTuple):
    """A given row that says anew what is said of one that was read, with the key of that one."""

    table: str
    key: str
    row: TakenRow


class Called:
    """What the giver calls rows that were read: in full, or without the key of the meeting."""

    def __init__(self, read: TakenTables, meeting: str) -> None:
        self._meeting = meeting
        self._body: str = read["meetings"][0].cells["body"]
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
        self._cases = {
            case_key(self._body, row.cells["title"], row.cells["diary_number"]): row.cells["id"]
            for row in read["cases"]
            if not is_placed_case(row.cells["title"], row.cells["diary_number"])
        }
        self._titled: dict[str, list[str]] = defaultdict(list)
        for row in read["cases"]:
            self._titled[fold(row.cells["title"])].append(row.cells["id"])
        self._made: dict[str, set[str]] = defaultdict(set)
        self._alias: dict[tuple[str, str], str] = {}
        self._again: list[Again] = []

    def unknown(self, table: str, rows: Sequence[TakenRow], faults: Faults) -> list[TakenRow]:
        """The given rows without those that mean a person, an organization or a case that was read.

        The ids of these mean that one from now on. Rows that say different things and may all mean
        one are a fault.
        """
        if table not in _SAID_ANEW:
            return [*rows]
        known = [self._known(table, row.cells) for row in rows]
        if table == "cases":
            self._find_by_title(rows, known)
        if table == "organizations":
            self._keep_others(rows, known)
        self._check_one(table, rows, known, faults)
        new = [row for row, key in zip(rows, known, strict=True) if key is None]
        names = {fold(row.cells[c]) for row in new for c in NAMED_BY.get(table, ()) if row.cells[c]}
        for row, key in zip(rows, known, strict=True):
            if key is not None:
                self._take_again(table, row, key, names)
        return new

    def _keep_others(self, rows: Sequence[TakenRow], known: list[str | None]) -> None:
        """Organizations of a name that was read stay others, where a row has the key of that one
        and they have another municipality than it."""
        own = {row.cells["id"]: row.cells["municipality"] for row in rows}
        for place, (row, key) in enumerate(zip(rows, known, strict=True)):
            meant, town = own.get(key), row.cells["municipality"]
            if row.cells["id"] != key and meant and town and not _are_one_town(meant, town):
                known[place] = None

    @staticmethod
    def _check_one(
        table: str, rows: Sequence[TakenRow], known: Sequence[str | None], faults: Faults
    ) -> None:
        """A fault for each row that may mean what an earlier one does, and says something else."""
        first: dict[str, TakenRow] = {}
        for row, key in zip(rows, known, strict=True):
            before = row if key is None else first.setdefault(key, row)
            alike = table != "persons" and not _differ(before, row)
            if before is not row and not alike:
                facts = {"table": table, "row": str(before.spot.row), "key": str(key)}
                column = "title" if table == "cases" else "name"
                shared = Phrase("rows.is.another-read", facts)
                faults.unfit(row.spot.said(column), row.cells[column] or row.cells["id"], shared)

    def _take_again(self, table: str, row: TakenRow, key: str, names: Collection[str]) -> None:
        """Let what a row is called mean what was read, save `names` that other rows bear too."""
        if row.cells["id"] is not None:
            self._alias[table, row.cells["id"]] = key
        for column in NAMED_BY.get(table, ()):
            if row.cells[column] is not None and fold(row.cells[column]) not in names:
                self._alias.setdefault((table, fold(row.cells[column])), key)
        self._again.append(Again(table, key, row))

    def _find_by_title(self, rows: Sequence[TakenRow], known: list[str | None]) -> None:
        """Find cases that were read under another diary number: by a title that one alone has."""
        given: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            if known[place] is None:
                given[fold(row.cells["title"] or "")].append(place)
        for title, places in given.items():
            found = self._titled.get(title, ())
            if len(places) == len(found) == 1 and found[0] not in known:
                known[places[0]] = found[0]

    def said_again(self) -> list[Again]:
        """The given rows that mean those that were read, with their keys as those are called."""
        return [Again(table, key, self.within(table, row)) for table, key, row in self._again]

    def _known(self, table: str, cells: Mapping[str, Any]) -> str | None:
        """The key of what was read: by its key, or by what it is called."""
        if cells["id"] in self._read[table]:
            return str(cells["id"])
        if table != "cases":
            return self._named[table].get(fold(cells["name"] or ""))
        title = cells["title"] or ""
        keys = (
            case_key(self._body, title, number)
            for number in (cells["diary_number"], None)
            if not is_placed_case(title, number)
        )
        return next((self._cases[key] for key in keys if key in self._cases), None)

    def meant(self, table: str, row: TakenRow) -> TakenRow:
        """A given row whose keys are those of the rows that were read, save of its own table."""
        cells = dict(row.cells)
        for column in BY_NAME[table].keys:
            if isinstance(column.kind, KeyOf) and column.kind.target not in ("sources", table):
                cells[column.name] = self._key(column.kind.target, cells[column.name])
        if "meeting" in cells and cells["meeting"] is None:
            cells["meeting"] = self._meeting
        cells["id"] = self._own_key(table, cells)
        if cells["id"] is not None:
            self._made[table].add(cells["id"])
            if row.cells["id"] is not None:
                self._alias[table, row.cells["id"]] = cells["id"]
        if cells.get("first_line") is None and cells.get("last_line") is None:
            # The text of an item stays that of the item, whatever is said anew of it.
            cells |= self._places.get((table, cells["id"]), {})
        return row._replace(cells=cells)

    def within(self, table: str, row: TakenRow) -> TakenRow:
        """A row whose keys of its own table are what those rows are called by now."""
        own = [c.name for c in BY_NAME[table].keys
               if isinstance(c.kind, KeyOf) and c.kind.target == table]  # fmt: skip
        cells = {name: self._key(table, row.cells[name]) for name in own}
        return row._replace(cells={**row.cells, **cells})

    def _own_key(self, table: str, cells: Mapping[str, Any]) -> str | None:
        """The key that a row will have, where others that were read may belong to it."""
        given = cells["id"]
        if table == "body_members":
            return None  # no row means one of them, and the same one may be given again
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
        for called in (given, fold(given)):
            if (target, called) in self._alias:
                return self._alias[target, called]
        whole = f"{self._meeting}-{given}"
        # What was read may be meant too: a row in its place has its key, one added its own.
        known = (self._read.get(target, ()), self._made[target])
        is_known = [any(key in keys for keys in known) for key in (whole, given)]
        return whole if is_known == [True, False] else given


def _differ(one: TakenRow, other: TakenRow) -> bool:
    """Whether two rows say different things, beside what they are called and what is at fault."""
    left = {"id", *one.faulty, *other.faulty}
    return any(one.cells[name] != other.cells[name] for name in one.cells if name not in left)


def _are_one_town(one: str, other: str) -> bool:
    """Whether two cells mean one municipality, however each is written."""
    keys = [known_key(cell, "municipalities") or fold(cell) for cell in (one, other)]
    return keys[0] == keys[1]
