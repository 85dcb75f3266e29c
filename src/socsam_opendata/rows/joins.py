"""Which row another one means: by what the giver calls it, by a key of ours, or by a name.

Ids that are given only join rows. Municipalities and parties are those of the vocabulary, by code,
letters or name; organizations may also be those of the settings; a person may be meant by a name
that one person alone bears.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from socsam_opendata.errors import did_you_mean
from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.rows.faults import Faults, Spot
from socsam_opendata.rows.take import TakenRow
from socsam_opendata.rows.values import meaning_one
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Phrase

# The vocabulary has the rows of these: what is given of them says what the giver calls them.
REGISTERED = ("municipalities", "parties")
# Columns that point at a row of their own table, by which no row may lead back to itself.
_UPWARDS = (("agenda_items", "parent"), ("organizations", "part_of"))
_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "persons": ("name",),
    "organizations": ("name", "short_name"),
    "municipalities": ("name", "official_name"),
    "parties": ("abbreviation", "name"),
}
# Hints are looked for among so many ids at most.
_HINTED = 500


@dataclass(frozen=True, slots=True)
class Ref:
    """A row that another one means: its table, and its place among the rows taken, from 0."""

    table: str
    place: int


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """A row whose keys of others are a `Ref`, or the key of what is known without the rows."""

    spot: Spot
    cells: Mapping[str, Any]


def joined_rows(
    taken: Mapping[str, Sequence[TakenRow]], settings: Settings, faults: Faults
) -> dict[str, list[JoinedRow]]:
    """The rows with every key of another row looked up; one that leads nowhere is a fault."""
    tables = {name: _Names.of(name, rows, faults) for name, rows in taken.items()}
    known = Organizations(settings)
    joined: dict[str, list[JoinedRow]] = {}
    for name, rows in taken.items():
        keys = [column for column in BY_NAME[name].keys if column.name != "source"]
        joined[name] = []
        for row in rows:
            cells = dict(row.cells)
            for column in keys:
                given = cells[column.name]
                if given is None or not isinstance(column.kind, KeyOf):
                    continue
                cells[column.name] = _found(
                    given, column.kind.target, tables, known, row.spot.said(column.name), faults
                )
            joined[name].append(JoinedRow(row.spot, cells))
    for name, column_name in _UPWARDS:
        _check_no_circle(joined.get(name, ()), column_name, faults)
    return joined


@dataclass(frozen=True)
class _Names:
    """What the rows of a table are called: by id, and by names that one of them alone bears."""

    by_id: Mapping[str, int]
    by_name: Mapping[str, frozenset[int]]
    keys: tuple[str | None, ...]

    @classmethod
    def of(cls, table: str, rows: Sequence[TakenRow], faults: Faults) -> _Names:
        """The names of a table's rows; an id that two of them bear is a fault."""
        by_id: dict[str, int] = {}
        by_name: dict[str, set[int]] = defaultdict(set)
        keys = []
        for place, row in enumerate(rows):
            given = row.cells["id"]
            if given is not None and by_id.setdefault(given, place) != place:
                first = str(rows[by_id[given]].spot.row)
                allowed = Phrase("rows.is.new-id", {"row": first})
                faults.unfit(row.spot.said("id"), given, allowed)
            for column in _NAMED_BY.get(table, ()):
                if row.cells.get(column):
                    by_name[fold(row.cells[column])].add(place)
            key = _registered(table, row.cells) if table in REGISTERED else None
            if key is None and table in REGISTERED:
                named = row.cells.get("name") or given
                faults.unfit(row.spot.said("name"), named, Phrase("rows.is.registered"))
            keys.append(key)
        return cls(by_id, {name: frozenset(at) for name, at in by_name.items()}, tuple(keys))


def _found(
    given: str,
    target: str,
    tables: Mapping[str, _Names],
    known: Organizations,
    where: Phrase,
    faults: Faults,
) -> Ref | str | None:
    """What a key or a name means in the table it points at; None for a fault."""
    names = tables.get(target)
    place = names.by_id.get(given) if names else None
    if names and place is None:
        called = names.by_name.get(fold(given), frozenset())
        if len(called) > 1:
            several = Phrase("rows.is.one-of-them", {"table": target, "count": str(len(called))})
            faults.unfit(where, given, several)
            return None
        place = next(iter(called), None)
    if names and place is not None:
        return names.keys[place] or Ref(target, place)
    key = _known(given, target, known)
    if key is None:
        near = partial(_near, given, target, names)
        faults.unfit(where, given, Phrase("rows.is.key-of", {"table": target}), near)
    return key


def _known(given: str, target: str, organizations: Organizations) -> str | None:
    """The key of what the vocabulary or the settings know under a key, code, letters or name."""
    match target:
        case "municipalities":
            codes = registry().municipality_by_id
            return given if given in codes else registry().municipality(given)
        case "parties":
            return _party(given)
        case "organizations":
            rows = organizations.rows
            return given if given in rows else organizations.resolve(given)
    return None


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
    return meaning_one(
        (name, party.id)
        for party in registry().parties
        for name in (party.name, party.name_en)
        if name
    )


def _registered(table: str, cells: Mapping[str, Any]) -> str | None:
    """The key that the vocabulary has for a given municipality or party, by id or name."""
    for given in (cells["id"], *(cells.get(column) for column in _NAMED_BY[table])):
        key = _known(given, table, _nobody()) if given else None
        if key:
            return key
    return None


@lru_cache(maxsize=1)
def _nobody() -> Organizations:
    return Organizations(Settings())


def _near(given: str, target: str, names: _Names | None) -> Phrase | str:
    """What may have been meant: an id or a name that begins with the same letter."""
    called = [*names.by_id, *names.by_name] if names else []
    if target == "municipalities":
        called += [town.name for town in registry().municipalities]
    start = given[:1].casefold()
    alike = [name for name in called if name[:1].casefold() == start]
    return did_you_mean(given[:80], alike[:_HINTED])


def _check_no_circle(rows: Sequence[JoinedRow], column: str, faults: Faults) -> None:
    """A fault for each row that leads back to itself by what it is a part of."""
    done: set[int] = set()
    for begin in range(len(rows)):
        way: list[int] = []
        at: int | None = begin
        while at is not None and at not in done:
            done.add(at)
            way.append(at)
            up = rows[at].cells[column]
            at = up.place if isinstance(up, Ref) else None
        circle = way[way.index(at) :] if at in way else []
        for place in circle:
            faults.add(Phrase("rows.circle", {"where": rows[place].spot.said(column)}))
