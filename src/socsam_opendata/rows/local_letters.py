"""The letters of a local party in given rows: they mean it where somebody may sit for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from typing import Any

from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.records import Organization
from socsam_opendata.settings.dataset_toml import Settings


class LocalLetters:
    """Where the bodies of a call are from, and for which local parties people sit in them.

    The rows of meetings come first, those of organizations, members of bodies and participants
    before those of ballots and dissents; their keys are looked up.
    """

    def __init__(self, listed: Mapping[str, Organization], settings: Settings) -> None:
        self._from: dict[Hashable, set[str]] = defaultdict(set)
        for key, row in listed.items():
            if row.municipality:
                self._from[key].add(row.municipality)
        for body in settings.bodies:
            self._from[body.id].update(body.members)
        self._bodies: dict[int, Hashable] = {}
        self._sits: set[tuple[Hashable, str]] = set()

    def take(self, table: str, place: int, cells: Mapping[str, Any]) -> None:
        """A row of a table, by its place there."""
        if table == "meetings":
            self._bodies[place] = cells["body"]
        elif table == "organizations" and isinstance(cells["municipality"], str):
            self._from[table, place].add(cells["municipality"])  # as a `Ref` means it
        elif table == "body_members" and isinstance(cells["municipality"], str):
            self._from[cells["body"]].add(cells["municipality"])
        elif table == "participants" and _is_local(cells["party"]):
            self._sits.add((cells["person"], cells["party"]))

    def is_elsewhere(self, said: str, cells: Mapping[str, Any], called: Collection[str]) -> bool:
        """Whether the letters of a row were taken for those of a party of where nobody is from.

        `said` is what stood there, `called` what the call itself calls parties.
        """
        party = cells["party"]
        if not isinstance(party, str) or said == party or said in called:
            return False
        known = registry().party_by_id[party]
        if fold(said) in (fold(known.name), fold(known.name_en or "")):
            return False
        if (cells["person"], party) in self._sits:
            return False
        return not registry().may_sit_in(party, self._places(cells))

    def _places(self, cells: Mapping[str, Any]) -> set[str]:
        """The municipality of a row; else those of the body of its meeting, or of all bodies."""
        if isinstance(own := cells.get("municipality"), str):
            return {own}
        meeting = getattr(cells.get("meeting"), "place", None)
        bodies = self._bodies.values() if meeting is None else [self._bodies[meeting]]
        return {code for body in bodies for code in self._from.get(body, ())}


def _is_local(party: Hashable) -> bool:
    return isinstance(party, str) and not registry().may_sit_in(party, ())
