"""What meetings share, once a key: the first that says it; what others say otherwise is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple

from socsam_opendata.dataset.views import Memberships
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import letters_alone
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import MEETING_TABLES, SHARED_TABLES, Rows
from socsam_opendata.model.withheld import MASK
from socsam_opendata.rows.faults import Faults
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Phrase

# What tells an organization from others, beside its name.
_TELLING = frozenset({"municipality", "organisation_number", "wikidata"})


class Giver(NamedTuple):
    """Whose rows they are: what a report calls it, the door it came by, the key of its meeting."""

    name: str
    door: str
    meeting: str

    def is_one_with(self, other: Giver) -> bool:
        """Whether both were given together: the rows of one call, or of one folder."""
        return (self.door or self.name) == (other.door or other.name)


@dataclass
class SharedOnce:
    """The rows that meetings share, one a key; the first meeting in key order wins.

    Of an organization the first one wins of which the publisher said more than its minutes do; what
    others that were given say besides is added, and what they say otherwise is `told`, by the key
    of their meeting. `settled` are the organizations of the settings, which hold.
    """

    settled: Collection[str]
    rows: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {t.name: {} for t in SHARED_TABLES}
    )
    told: dict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))

    # The bodies that met, by the letters of their names: each, who said so, and whether as rows.
    _bodies: dict[str, list[tuple[Any, Giver, bool]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _stated: dict[str, Giver] = field(default_factory=dict)
    _faults: Faults = field(default_factory=Faults)

    def take(self, found: Rows, giver: Giver, stated: frozenset[str] = frozenset()) -> None:
        """Add the shared rows of a meeting; `stated` are the organizations given with it."""
        for row in found["organizations"]:
            if row.id in stated and row.id not in self.settled:
                self._state(row, giver)
            if giver.meeting.startswith(f"{row.id}-"):
                self._check_body(row, giver, given=row.id in stated)
        for name, rows in found.items():
            for row in rows:
                before: Any = self.rows[name].setdefault(row.id, row)
                if name == "persons" and "elected" == row.category != before.category:
                    self.rows[name][row.id] = row

    def _check_body(self, row: Any, giver: Giver, *, given: bool) -> None:
        """A fault where a body has met under another key, as one giver has its short name and
        another has not: each of its people would be two."""
        name = letters_alone(row.name)
        told = {column: getattr(row, column) for column in _TELLING}
        for before, first, was_given in self._bodies[name]:
            apart = any(_differing(before, told))
            if before.id == row.id or apart or first.is_one_with(giver) or not (given or was_given):
                continue
            facts = {"where": giver.name, "name": row.name, "key": row.id}
            facts |= {"other": first.name, "known": before.id}
            self._faults.add(Phrase("rows.two-keys", facts))
        if row.id not in {one.id for one, _, _ in self._bodies[name]}:
            self._bodies[name].append((row, giver, given))

    def _state(self, row: Any, giver: Giver) -> None:
        """Take in what was given of an organization."""
        first = self._stated.setdefault(row.id, giver)
        if first is giver:
            self.rows["organizations"][row.id] = row
            return
        known = self.rows["organizations"][row.id]
        if first.is_one_with(giver) or known == row:
            return
        said = {one.name: getattr(row, one.name) for one in fields(row)}
        differing = [*_differing(known, said)]
        if not differing:
            lacking = {n: value for n, value in said.items() if value and not getattr(known, n)}
            self.rows["organizations"][row.id] = replace(known, **lacking)
        else:  # what the other lacks may be another one's
            differing += [(n, "", str(value)) for n, value in said.items()
                          if value and not getattr(known, n) and MASK not in value]  # fmt: skip
        for column, ours, other in differing:
            if _is_another(column, ours, other):
                facts = {"where": giver.name, "column": column, "given": other, "known": ours}
                self._faults.add(
                    Phrase("rows.other-organization", {**facts, "key": row.id, "other": first.name})
                )
                continue
            facts = {"column": column, "given": other, "known": ours, "other": first.meeting}
            told = Problem("organizations-differ", None, None, facts, "organizations", row.id)
            if told not in [one for of in self.told.values() for one in of]:
                self.told[giver.meeting].append(told)

    def check(self) -> None:
        """RowsError where two organizations would have one key."""
        self._faults.check()

    def finished(
        self, settings: Settings, memberships: Memberships, used: dict[str, set[str]]
    ) -> Rows:
        """All shared rows, with the municipalities and parties that any row refers to."""
        for known in settings.organizations:
            self.rows["organizations"].setdefault(known.row.id, known.row)
        rows: Rows = {name: list(found.values()) for name, found in self.rows.items()}
        rows["memberships"] = list(memberships.rows())
        note_references(rows, used)
        known_rows = registry()
        parties = [known_rows.party_by_id[key] for key in sorted(used["parties"])]
        used["municipalities"] |= {p.municipality for p in parties if p.municipality}
        rows["parties"] = list(parties)
        rows["municipalities"] = [
            known_rows.municipality_by_id[key] for key in sorted(used["municipalities"])
        ]
        return rows


def _differing(known: Any, said: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The columns of which two rows say different things, each with both."""
    for column, other in said.items():
        ours = getattr(known, column)
        if ours and other and ours != other and MASK not in f"{ours} {other}":
            yield column, str(ours), str(other)


def _is_another(column: str, ours: str, other: str) -> bool:
    """Whether what rows say makes two organizations of one: meetings would be of the wrong one."""
    if column == "name":
        return letters_alone(ours) != letters_alone(other)
    return column in _TELLING and bool(ours)


def note_references(rows: Rows, used: dict[str, set[str]]) -> None:
    """Note the municipalities and parties that rows refer to."""
    for table in (*MEETING_TABLES, *SHARED_TABLES):
        found = rows.get(table.name)
        if not found:
            continue
        for column in table.keys:
            if isinstance(column.kind, KeyOf) and column.kind.target in used:
                used[column.kind.target] |= {getattr(row, column.name) for row in found} - {None}
