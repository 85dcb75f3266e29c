"""Which row another one means: by what the giver calls it, by a key of ours, or by a name.

Ids that are given only join rows. Municipalities and parties are those of the vocabulary, by code,
letters or name; organizations may also be those of the settings; a person may be meant by a name
that one person alone bears.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.errors import near_written
from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import TABLES
from socsam_opendata.rows.faults import Faults, Spot
from socsam_opendata.rows.local_letters import LocalLetters
from socsam_opendata.rows.take import TakenRow
from socsam_opendata.rows.values import OF_FLOATS, meaning_one
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Phrase

# The vocabulary has the rows of these: what is given of them says what the giver calls them.
REGISTERED = ("municipalities", "parties")
# Columns that point at a row of their own table, by which no row may lead back to itself.
_UPWARDS = {"agenda_items": "parent", "organizations": "part_of"}
# Tables through which rows of others belong to a meeting.
LEADING = frozenset({"meetings", "agenda_items", "decisions", "clauses", "votes"})
_POINTED_AT = frozenset(
    column.kind.target for table in TABLES for column in table.keys
    if isinstance(column.kind, KeyOf)
)  # fmt: skip
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "persons": ("name",),
    "organizations": ("name", "short_name"),
    "municipalities": ("name", "official_name"),
    "parties": ("abbreviation", "name"),
}
# Hints are looked for among so many ids at most.
_HINTED = 500
# So many rows of a circle are named.
_SHOWN = 10


class Ref(NamedTuple):
    """A row that another one means: its table, and its place among the rows taken, from 0."""

    table: str
    place: int


class JoinedRow(NamedTuple):
    """A row and its place in its table; keys of others are a `Ref`, or the key of what is known
    without the rows, and `given` is what stood there. A fault was told of the `faulty` columns,
    and they are None; of `id` also where an earlier row has the same."""

    table: str
    place: int
    spot: Spot
    id: str | None
    cells: Mapping[str, Any]
    given: Mapping[str, str]
    faulty: frozenset[str] = frozenset()


def joined_rows(
    taken: Mapping[str, Iterable[TakenRow]], settings: Settings, faults: Faults
) -> Iterator[JoinedRow]:
    """The rows with every key of another row looked up; one that leads nowhere is a fault.

    The rows of a table are gone through twice. They come table by table, and after those rows by
    which they belong to a meeting.
    """
    tables = {name: _Names.of(name, rows, faults) for name, rows in taken.items()}
    known = Organizations(settings)
    local = LocalLetters(known.rows, settings)
    parties = tables["parties"].by_id if "parties" in tables else {}
    for table in sorted(TABLES, key=lambda table: table.name not in LEADING):
        if table.name not in taken:
            continue
        keys = [(c.name, c.kind.target) for c in table.keys
                if isinstance(c.kind, KeyOf) and c.name != "source"]  # fmt: skip
        upwards = _UPWARDS.get(table.name)
        above: list[tuple[Spot, int | None]] = []
        repeated = tables[table.name].repeated
        for place, row in enumerate(taken[table.name]):
            cells = dict(row.cells)
            given = {column: cells[column] for column, _ in keys if cells[column] is not None}
            faulty = {*row.faulty, *(("id",) if place in repeated else ())}
            for column, target in keys:
                if column in given:
                    cells[column] = _found(
                        given[column], target, tables, known, row.spot, column, faults
                    )
                    faulty |= {column} if cells[column] is None else set()
            if "party" in given and local.is_elsewhere(given["party"], cells, parties):
                of_place = Phrase("rows.is.party-here", {"key": str(cells["party"])})
                faults.unfit(row.spot.said("party"), given["party"], of_place)
                cells["party"] = None
                faulty.add("party")
            local.take(table.name, place, cells)
            if upwards:
                up = cells[upwards]
                above.append((row.spot, up.place if isinstance(up, Ref) else None))
            called = cells.pop("id")
            yield JoinedRow(table.name, place, row.spot, called, cells, given, frozenset(faulty))
        if upwards:
            _check_no_circle(above, upwards, faults)


@dataclass(frozen=True)
class _Names:
    """What the rows of a table are called: by id, and by names that one of them alone bears.

    `written` has how those names are written; `repeated` are the places of those whose id an
    earlier one bears.
    """

    by_id: Mapping[str, int]
    by_name: Mapping[str, frozenset[int]]
    written: Mapping[str, str]
    keys: tuple[str | None, ...]
    repeated: frozenset[int] = frozenset()

    @classmethod
    def of(cls, table: str, rows: Iterable[TakenRow], faults: Faults) -> _Names:
        """The names of a table's rows; an id that two of them bear is a fault."""
        if table not in _POINTED_AT:
            _check_ids(rows, faults)
            return cls({}, {}, {}, ())
        by_id: dict[str, int] = {}
        by_name: dict[str, set[int]] = defaultdict(set)
        written: dict[str, str] = {}
        keys, repeated = [], set()
        numbers = array("q")
        for place, row in enumerate(rows):
            numbers.append(row.spot.row)
            given = row.cells["id"]
            if given is not None:
                first = by_id.setdefault(given, place)
                if first != place:
                    faults.unfit(row.spot.said("id"), given, _new_id(numbers[first]))
                    repeated.add(place)
            for column in NAMED_BY.get(table, ()):
                if row.cells.get(column):
                    name = fold(row.cells[column])
                    by_name[name].add(place)
                    written.setdefault(name, row.cells[column])
            if row.faulty and not row.cells.get("name", table):
                faults.lost.add(table)  # it may be meant by a name that is not known
            if table in REGISTERED:
                keys.append(_registered(table, row, faults))
        names = {name: frozenset(at) for name, at in by_name.items()}
        return cls(by_id, names, written, tuple(keys), frozenset(repeated))


def _new_id(row: int) -> Phrase:
    return Phrase("rows.is.new-id", {"row": str(row)})


def _check_ids(rows: Iterable[TakenRow], faults: Faults) -> None:
    """A fault for each id that an earlier row has; for rows that no other row means.

    Arrow holds a million ids in a few megabytes.
    """
    given = (row.cells["id"] for row in rows)
    parts = [pa.array([], pa.string())]
    while len(part := pa.array(islice(given, 10_000), pa.string())):
        parts.append(part)
    ids = pa.chunked_array(parts).drop_null()
    if len(pc.unique(ids)) == len(ids):
        return
    seen: dict[str, int] = {}
    for row in rows:
        name = row.cells["id"]
        if name is not None and seen.setdefault(name, row.spot.row) != row.spot.row:
            faults.unfit(row.spot.said("id"), name, _new_id(seen[name]))


def _found(
    given: str,
    target: str,
    tables: Mapping[str, _Names],
    known: Organizations,
    spot: Spot,
    column: str,
    faults: Faults,
) -> Ref | str | None:
    """What a key or a name means in the table it points at; None for a fault."""
    names = tables.get(target)
    place = names.by_id.get(given) if names else None
    if place is None and names and OF_FLOATS.fullmatch(given):
        place = names.by_id.get(given[:-2])
    if names and place is None:
        called = names.by_name.get(fold(given), frozenset())
        if len(called) > 1:
            several = Phrase("rows.is.one-of-them", {"table": target, "count": str(len(called))})
            faults.unfit(spot.said(column), given, several)
            return None
        place = next(iter(called), None)
    if names and place is not None:
        return (names.keys[place] if names.keys else None) or Ref(target, place)
    key = _known(given, target, known)
    if key is None and target not in faults.lost:
        near = partial(_near, given, target, names)
        wanted = Phrase("rows.is.key-of", {"table": target})
        wanted = Phrase("rows.is.registered") if target in REGISTERED else wanted
        wanted = Phrase("rows.is.party") if target == "parties" else wanted
        faults.unfit(spot.said(column), given, wanted, near)
    return key


def _known(given: str, target: str, organizations: Organizations) -> str | None:
    """The key of what the vocabulary or the settings know under a key, code, letters or name."""
    match target:
        case "municipalities":
            codes = registry().municipality_by_id
            # Programs that take codes for numbers lose the zero that they begin with.
            code = given.removesuffix(".0").zfill(4) if given[:1].isdigit() else given
            return code if code in codes else registry().municipality(given)
        case "parties":
            return _party(given)
        case "organizations":
            rows = organizations.rows
            return given if given in rows else organizations.resolve(given)
    return None


def known_key(given: str, target: str) -> str | None:
    """The key of the municipality or the party of the vocabulary that a cell surely means."""
    return _known(given, target, _nobody())


def _party(given: str) -> str | None:
    """The key of a party by its key, its letters, or a name that one party alone has."""
    if given in registry().party_by_id:
        return given
    return (
        registry().party(given)
        or registry().party(given.upper())
        or _party_names().get(fold(given))
    )


@lru_cache(maxsize=1)
def _party_names() -> Mapping[str, str]:
    names = [
        (name, party.id)
        for party in registry().parties
        for name in (party.name, party.name_en)
        if name
    ]
    return meaning_one([*names, *registry().spellings.items()])


def _registered(table: str, row: TakenRow, faults: Faults) -> str | None:
    """The key that the vocabulary has for a given municipality or party, by id and names."""
    cells = row.cells
    found = {
        column: key
        for column in ("id", *NAMED_BY[table])
        if cells.get(column) and (key := known_key(cells[column], table))
    }
    named = next((found[column] for column in NAMED_BY[table] if column in found), None)
    strange = next((c for c in NAMED_BY[table] if cells.get(c) and c not in found), None)
    told = cells.get(strange or "name") or cells["id"]
    if not found or strange:
        said = _of_vocabulary(table, strange, found) or Phrase("rows.is.registered")
        faults.unfit(row.spot.said(strange or "name"), told, said)
    elif any(key != named for column, key in found.items() if named and _says(table, column)):
        wanted = Phrase("rows.is.named-so", {"key": min(found.values())})
        faults.unfit(row.spot.said("name"), told, wanted)
    return named or found.get("id")


def _of_vocabulary(table: str, column: str | None, found: Mapping[str, str]) -> Phrase | None:
    """What the vocabulary has in a column of the row that other cells mean, if they mean one."""
    meant = {key for name, key in found.items() if _says(table, name)}
    if column is None or len(meant) != 1:
        return None
    known = registered_rows(table)[min(meant)]
    return Phrase("rows.is.of-vocabulary", {"known": getattr(known, column)})


def registered_rows(table: str) -> Mapping[str, Any]:
    """The rows that the vocabulary has of municipalities or of parties, by key."""
    known = registry()
    return known.municipality_by_id if table == "municipalities" else known.party_by_id


def _says(table: str, column: str) -> bool:
    """Whether a column tells which row of the vocabulary is meant: not an id of few letters."""
    return column != "id" or table == "municipalities"


@lru_cache(maxsize=1)
def _nobody() -> Organizations:
    return Organizations(Settings())


def _near(given: str, target: str, names: _Names | None) -> Phrase | str:
    """What may have been meant: an id or a name that begins with the same letter."""
    called = {**{name: name for name in names.by_id}, **names.written} if names else {}
    if target == "municipalities":
        called |= {town.name: town.name for town in registry().municipalities}
    start = given[:1].casefold()
    alike = [name for name in called if name[:1].casefold() == start]
    return near_written(given[:80], {name: called[name] for name in alike[:_HINTED]})


def _check_no_circle(above: Sequence[tuple[Spot, int | None]], column: str, faults: Faults) -> None:
    """A fault for each circle of rows that lead back to themselves by what they are a part of."""
    done: set[int] = set()
    for begin in range(len(above)):
        way: list[int] = []
        at: int | None = begin
        while at is not None and at not in done:
            done.add(at)
            way.append(at)
            at = above[at][1]
        if at is not None and at in way:
            circle = sorted(above[place][0] for place in way[way.index(at) :])
            rows = ", ".join(str(spot.row) for spot in circle[:_SHOWN])
            rows += " …" if len(circle) > _SHOWN else ""
            facts = {"where": circle[0].said(column), "chain": rows, "count": str(len(circle))}
            faults.add(Phrase("rows.circle", facts))
