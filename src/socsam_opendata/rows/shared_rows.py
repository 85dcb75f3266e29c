"""What meetings of given rows share: organizations, persons, cases; and whose each row is."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from socsam_opendata.minutes.known.organization_names import OrganizationNames
from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.minutes.known.people import People
from socsam_opendata.minutes.reading import Reading, Stated
from socsam_opendata.minutes.rules.cases import case_key
from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.model.belonging import OWNERS
from socsam_opendata.model.iris import fold, slug
from socsam_opendata.model.keys import (
    ELSEWHERE,
    LETTERS,
    UNPLACED,
    item_key,
    letter_of,
    meeting_key,
)
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, BodyMember, Case, Organization
from socsam_opendata.model.withheld import (
    is_marked,
    is_placed_case,
    meeting_of_case,
    meeting_of_organization,
    numbered_key,
)
from socsam_opendata.rows.faults import Faults, Spot
from socsam_opendata.rows.foreign_organizations import (
    foreign_organizations,
    keys_kept,
    unmeant,
)
from socsam_opendata.rows.joins import JoinedRow, Ref
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.settings.known import is_sole_traders
from socsam_opendata.texts import Phrase

_LONGEST_KEY = 100


@dataclass(slots=True)
class GivenMeeting:
    """A given meeting: its row, and once it is known the key it has, and the letter it claims."""

    row: JoinedRow
    body: str = ""
    key: str = ""
    letter: str | None = None

    @property
    def spot(self) -> Spot:
        """Where its row was given."""
        return self.row.spot

    @property
    def source(self) -> str | None:
        """What the giver calls its source: as its row says, else as the meeting is called."""
        source: str | None = self.row.cells["source"]
        return source or self.row.id


@dataclass
class Shared:
    """The rows that meetings share, and of each row through which others belong to a meeting the
    number of that meeting."""

    settings: Settings
    meetings: list[GivenMeeting] = field(default_factory=list)
    _rows: dict[str, list[JoinedRow]] = field(default_factory=lambda: defaultdict(list))
    _referred: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _owners: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))
    _items: list[str] = field(default_factory=list)
    _persons: dict[str, int] = field(default_factory=dict)
    _alike: set[int] = field(default_factory=set)
    _cases: dict[str, int] = field(default_factory=dict)
    _cases_told: set[int] = field(default_factory=set)
    _with_role: set[int] = field(default_factory=set)
    _organizations: dict[int, str] = field(default_factory=dict)
    _told_of: set[str] = field(default_factory=set)
    _elsewhere: frozenset[int] = frozenset()

    # --- as rows come --------------------------------------------------------------------------

    def refer(self, row: JoinedRow) -> None:
        """Remember which shared rows a row means."""
        of_meeting = BY_NAME[row.table].scope != "shared"
        tables = ("persons", "cases", *(("organizations",) if of_meeting else ()))
        for value in row.cells.values():
            if isinstance(value, Ref) and value.table in tables:
                self._referred[value.table].add(value.place)
                if row.table == "roles":
                    self._with_role.add(value.place)
        if row.table == "problems" and row.cells["table_name"] == "organizations":
            self._told_of.add(row.cells["row"] or "")

    def take(self, row: JoinedRow) -> None:
        """Take in a row of a table that meetings share."""
        self._rows[row.table].append(row)

    def meet(self, row: JoinedRow) -> None:
        """Take in a meeting."""
        self.meetings.append(GivenMeeting(row))

    def owner(self, row: JoinedRow, faults: Faults) -> int | None:
        """The number of the meeting that a row belongs to; None for a fault."""
        if row.table in ("sources", "source_pages", "problems"):
            source = row.id if row.table == "sources" else row.cells["source"]
            number = self._by_source.get(source or "")
            column = "id" if row.table == "sources" else "source"
            told = column in row.faulty or faults.may_lack("meetings")
            if number is None and not told:
                faults.unfit(row.spot.said(column), source, Phrase("rows.is.source"))
            return number
        up = row.cells[OWNERS[row.table]]
        number = self._number(up) if isinstance(up, Ref) else None
        # Those that nothing is known of have a fault, which is told; their rows belong nowhere.
        self._owners[row.table].append(-1 if number is None else number)
        if number is None:
            faults.astray.add(row.table)
        if row.table == "agenda_items":
            self._items.append(f"{row.cells['number']}\n{row.cells['part'] or ''}")
        return number

    def _number(self, up: Ref) -> int | None:
        if up.table == "meetings":
            return up.place
        number = self._owners[up.table][up.place]
        return None if number < 0 else number

    def is_astray(self, ref: Ref) -> bool:
        """Whether a row belongs to no meeting that is known, which was told."""
        return ref.table in self._owners and self._owners[ref.table][ref.place] < 0

    @cached_property
    def _by_source(self) -> dict[str, int]:
        """The numbers of the meetings by what their sources are called: the first, as of ids."""
        found: dict[str, int] = {}
        for number, meeting in enumerate(self.meetings):
            if meeting.source:
                found.setdefault(meeting.source, number)
        return found

    # --- when all are there --------------------------------------------------------------------

    def settle(self, faults: Faults) -> None:
        """Give organizations and meetings their keys; empty ones where what they need is faulty."""
        self._name_organizations(faults)
        known = {body.id for body in self.settings.bodies}
        days: dict[tuple[str, Any], list[GivenMeeting]] = defaultdict(list)
        for meeting in self.meetings:
            meeting.body = self.organization(meeting.row.cells["body"] or "")
            if known and meeting.body and meeting.body not in known:
                bodies = Phrase("rows.is.body", {"known": "`, `".join(sorted(known))})
                faults.unfit(meeting.spot.said("body"), meeting.row.given["body"], bodies)
            if meeting.body and meeting.row.cells["date"]:
                days[meeting.body, meeting.row.cells["date"]].append(meeting)
        for (body, day), found in days.items():
            self._letter(found, body, day, faults)
        self._name_withheld()

    def _letter(self, found: Sequence[GivenMeeting], body: str, day: Any, faults: Faults) -> None:
        """Give the meetings of a day their keys: what an id claims, else the next letter."""
        taken: set[str] = set()
        for meeting in found:
            try:
                claimed = letter_of(meeting.row.id or "", body, day)
            except ValueError:
                continue
            if claimed not in taken:
                meeting.letter = claimed
                taken.add(claimed)
        free = (letter for letter in LETTERS if letter not in taken)
        for meeting in found:
            letter = next(free, None) if meeting.letter is None else meeting.letter
            if letter is None:
                most = Phrase("rows.is.lettered", {"most": str(len(LETTERS))})
                faults.unfit(meeting.spot.said("date"), day.isoformat(), most)
                return
            meeting.key = meeting_key(body, day, letter)

    # --- organizations -------------------------------------------------------------------------

    @cached_property
    def _known(self) -> Organizations:
        return Organizations(self.settings)

    def _name_organizations(self, faults: Faults) -> None:
        """Give every organization the key that minutes would give it.

        That of the settings by its name; else one made of its name, and of its municipality where
        several have the name and are not the same. An id that is such a key already is kept: others
        of the name may have come since it was published.
        """
        rows = [row for row in self._rows["organizations"] if row.cells["name"]]
        for row in rows:
            number = row.cells["organisation_number"]
            if number and is_sole_traders(number):
                where = row.spot.said("organisation_number")
                faults.unfit(where, number, Phrase("rows.is.legal-person"))
        bodies = {one.row.cells["body"] for one in self.meetings}
        rows = [row for row in rows if not _is_masked(row) or Ref(row.table, row.place) in bodies]
        told: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
        for row in rows:
            told[fold(row.cells["name"])].add(_what(row))
        taken: dict[str, tuple[Any, ...]] = dict.fromkeys(self._known.rows, ())
        ordered = sorted(rows, key=lambda row: (fold(row.cells["name"]), _digest(row)))
        keys = {row.place: self._of_settings(row) or _claimed(row, taken) for row in ordered}
        for row in ordered:
            key = keys[row.place]
            if not key:
                key = _own_key(row)
                if len(told[fold(row.cells["name"])]) > 1:
                    key = f"{key}-{row.cells['municipality'] or _digest(row)}"
                if taken.setdefault(key, _what(row)) != _what(row):
                    key = f"{key}-{_digest(row)}"
            self._organizations[row.place] = key

    def _name_withheld(self) -> None:
        """Give keys to the organizations of which a part is withheld, and which are no bodies.

        An id that the library gave such a one stays; one of a meeting that is not here and that
        nothing here means is left out. Else one that its number does not tell from the others
        gets its key when it is published, of the meeting that names it.
        """
        rows = [
            row
            for row in self._rows["organizations"]
            if row.cells["name"] and row.place not in self._organizations
        ]
        taken = {*self._organizations.values()}
        keys = {row.place: self._of_settings(row) for row in rows}
        # A meeting of another key than its id, or of an id of its own, makes its keys anew.
        here = {name for one in self.meetings for name in (one.key, one.row.id) if name}
        foreign = foreign_organizations((row for row in rows if not keys[row.place]), here)
        self._elsewhere = unmeant(foreign, self._rows["organizations"], self._meant())
        rows = [row for row in rows if row.place not in self._elsewhere]
        for place, kept in keys_kept(foreign.values(), self._bodies()):
            if place not in self._elsewhere and kept not in taken:
                keys[place] = kept
                taken.add(kept)
        for row in rows:
            numbered = _numbered(row)
            # Minutes may print a name as withheld: what was read of them has a key of what is left.
            own = (
                row.id in (numbered, _own_key(row))
                or meeting_of_organization(row.id or "") in self._claiming
            )
            if not keys[row.place] and row.id and own and row.id not in taken:
                keys[row.place] = row.id
                taken.add(row.id)
        for row in rows:
            key = keys[row.place] or _numbered(row)
            if not key or (key in taken and not keys[row.place]):
                key = _unplaced("organizations", row.place)
            taken.add(key)
            self._organizations[row.place] = key

    def _meant(self) -> set[int]:
        """The places of the organizations that rows of meetings, and of members, mean."""
        told = {self._by_id["organizations"].get(name, -1) for name in self._told_of} - {-1}
        bodies = [row.cells["body"] for row in self._rows["body_members"]]
        members = {body.place for body in bodies if isinstance(body, Ref)}
        return {*self._referred["organizations"]} | told | members

    def _bodies(self) -> set[str]:
        """The keys of bodies and organizations of which nothing is withheld: a build stops else."""
        stated = {body.id for body in self.settings.bodies} | {*self._known.rows}
        return stated | {one.body for one in self.meetings}

    @cached_property
    def _claiming(self) -> Collection[str]:
        """The keys of the meetings that have had them before, as their ids say."""
        return {one.key for one in self.meetings if one.key and one.letter is not None}

    def _of_settings(self, row: JoinedRow) -> str | None:
        """The key of the organization of the settings that a row means by its name.

        Another municipality is that of another one, save where the row has its key too.
        """
        cells = row.cells
        for name in (cells["name"], cells["short_name"]):
            key = self._known.resolve(name) if name else None
            if key:
                if row.id == key:
                    return key
                own = self._known.rows[key].municipality
                other = own and cells["municipality"] and own != cells["municipality"]
                return None if other else key
        return None

    def called(self, table: str, given: str) -> Ref | None:
        """The row of a shared table that was given an id, or None."""
        place = self._by_id[table].get(given)
        return None if place is None else Ref(table, place)

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, int]]:
        """The places of shared rows by their ids; made only where a problem is about one."""
        return defaultdict(dict, {
            table: {row.id: row.place for row in rows if row.id is not None}
            for table, rows in self._rows.items()
        })  # fmt: skip

    def member(self, ref: Ref) -> str:
        """The key of a row of members of bodies."""
        cells = self._rows["body_members"][ref.place].cells
        return f"{self.organization(cells['body'])}-{cells['municipality']}"

    def organization(self, value: Ref | str) -> str:
        """The key of an organization."""
        return self._organizations.get(value.place, "") if isinstance(value, Ref) else value

    @property
    def _named(self) -> list[JoinedRow]:
        """The rows of organizations save those of meetings that are not here."""
        rows = self._rows["organizations"]
        return [row for row in rows if row.place not in self._elsewhere]

    @cached_property
    def organizations(self) -> dict[str, Organization]:
        """The organizations by their keys; those of the settings as they stand there."""
        found = dict(self._known.rows)
        for row in self._named:
            key = self._organizations[row.place]
            if key not in found:
                cells = dict(row.cells)
                if cells["part_of"] is not None:
                    cells["part_of"] = self.organization(cells["part_of"])
                found[key] = Organization(id=key, **cells)
        return found

    @cached_property
    def names(self) -> OrganizationNames:
        """The names of all organizations, and whose each is."""
        return self._known.all_names(self.organizations.values())

    def with_loose_rows(self, reading: Reading) -> Reading:
        """A reading with what belongs to no meeting: all given organizations and members.

        Its problems tell what the rows and the settings say differently of an organization.
        """
        rows = dict(reading.rows)
        there = {row.id for row in rows["organizations"]}
        keys = {*self._organizations.values(), *self.given_members()} - there
        rows["organizations"] = [*rows["organizations"], *map(self.organizations.get, sorted(keys))]
        there = {row.id for row in rows["body_members"]}
        rows["body_members"] = [*rows["body_members"], *(
            BodyMember(id=f"{body}-{code}", body=body, municipality=code)
            for body in sorted(self.given_members()) for code in self.members[body]
            if f"{body}-{code}" not in there
        )]  # fmt: skip
        problems = (*reading.problems, *self._contradictions())
        meant = self._with_parents(
            self._organizations[place] for place in self._referred["organizations"]
        )
        elsewhere = (keys & meant) - self._with_parents(keys - meant)
        stated = replace(reading.stated or Stated(), elsewhere=frozenset(elsewhere))
        return replace(reading, rows=rows, problems=problems, stated=stated)

    def _with_parents(self, keys: Iterable[str]) -> set[str]:
        """The keys of organizations, with those that they are a part of."""
        found: set[str] = set()
        waiting = [*keys]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += filter(None, [self.organizations[key].part_of])
        return found

    def _contradictions(self) -> Iterator[Problem]:
        """What rows and settings say differently of an organization; the settings are published."""
        for row in self._named:
            key = self._organizations[row.place]
            known = self._known.rows.get(key)
            for column in row.cells if known else ():
                given, said = row.cells[column], getattr(known, column, None)
                given = self.organization(given) if isinstance(given, Ref) else given
                if column == "name" and self._known.resolve(given) == key:
                    continue
                if given and given != said:
                    facts = {"column": column, "given": given, "known": said or "–"}
                    yield Problem("organization-differs", None, None, facts, "organizations", key)

    # --- persons, cases, members ---------------------------------------------------------------

    def person(
        self, ref: Ref, people: People, body: str, municipality: str | None, faults: Faults
    ) -> str:
        """The key of a person in a body; two rows that would get one are a fault."""
        row = self._rows["persons"][ref.place]
        name = row.cells["name"] or ""
        key = people.key(name, municipality)
        for known in self.settings.people:
            if (known.id, known.body, fold(known.name)) == (row.id, body, fold(name)):
                key = known.id  # the key that people.csv gave, and a package says
        # A name that looks alike is the same: signs without width tell nobody apart.
        looks = name if name.isprintable() else " ".join(text_lines(name)[0])
        alike = key if looks == name else people.key(looks, municipality)
        first = self._persons.setdefault(alike, ref.place)
        if name and first != ref.place and ref.place not in self._alike:
            self._alike.add(ref.place)
            other = {"row": str(self._rows["persons"][first].spot.row)}
            faults.unfit(row.spot.said("name"), name, Phrase("rows.is.one-person", other))
        return key

    def given_persons(self) -> tuple[Sequence[JoinedRow], Collection[int]]:
        """The rows of persons, and the places of those who have a role."""
        return self._rows["persons"], self._with_role

    def were_told(self, persons: Collection[int]) -> None:
        """Tell no more of persons (by place) who are given twice."""
        self._alike.update(persons)

    def person_cells(self, ref: Ref) -> Mapping[str, Any]:
        """Name and category of a person."""
        return self._rows["persons"][ref.place].cells

    def case(self, ref: Ref, body: str) -> Case:
        """A case, with the key that it has in a body.

        Of one of which a part is withheld that is what its id says, or made when it is published.
        """
        row = self._rows["cases"][ref.place]
        cells = row.cells
        title, diary = cells["title"] or "", cells["diary_number"]
        key = case_key(body, title, diary)
        if is_placed_case(title, diary):
            claimed = meeting_of_case(row.id or "") in self._claiming
            key = row.id if claimed and row.id else _unplaced("cases", ref.place)
        return Case(id=key, **cells)

    def told_of_case(self, ref: Ref, key: str) -> Problem | None:
        """What is told of a row of cases that has the key of another one and says otherwise.

        Once of each; it repeats neither, as meetings may keep them secret.
        """
        rows = self._rows["cases"]
        row, first = rows[ref.place], rows[self._cases.setdefault(key, ref.place)]
        if first.cells == row.cells or ref.place in self._cases_told:
            return None
        self._cases_told.add(ref.place)
        facts = {"row": str(row.spot.row), "other": str(first.spot.row)}
        return Problem("cases-differ", None, None, facts, "cases", key)

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the municipalities that bodies consist of, by body: settings and rows."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for body in self.settings.bodies:
            found[body.id].update(dict.fromkeys(body.members))
        for row in self._rows["body_members"]:
            found[self.organization(row.cells["body"])][row.cells["municipality"]] = None
        return {body: tuple(codes) for body, codes in found.items()}

    def given_members(self) -> Collection[str]:
        """The bodies whose members were given as rows."""
        return {self.organization(row.cells["body"]) for row in self._rows["body_members"]}

    def elsewhere(self, ref: Ref) -> str:
        """The key that a meeting, or an item, of any meeting that was given has so far, marked."""
        if ref.table == "meetings":
            return ELSEWHERE + self.meetings[ref.place].key
        number, _, part = self._items[ref.place].partition("\n")
        meeting = self.meetings[self._owners["agenda_items"][ref.place]]
        return ELSEWHERE + item_key(meeting.key, number, part or None)

    def unused(self) -> Counter[str]:
        """How many persons and cases no row refers to: they are of no meeting, and have no key.

        So many organizations too as are of meetings that are not here.
        """
        found = {t: len(self._rows[t]) - len(self._referred[t]) for t in ("persons", "cases")}
        found["organizations"] = len(self._elsewhere)
        return Counter({table: count for table, count in found.items() if count})


def _is_masked(row: JoinedRow) -> bool:
    """Whether a part of what an organization is called is withheld."""
    return is_marked(row.cells["name"], row.cells["short_name"])


def _numbered(row: JoinedRow) -> str | None:
    """The key of an organization of which a part is withheld, where it has a number."""
    cells = row.cells
    number = cells["organisation_number"]
    return numbered_key(cells["name"] or "", cells["short_name"], number) if number else None


def _unplaced(table: str, place: int) -> str:
    """What a row is called until its meeting gives it a key; it is never published."""
    return f"{UNPLACED}{BY_NAME[table].concept}-{place}"


def _own_key(row: JoinedRow) -> str:
    """The key of an organization by what it is called."""
    key = slug(row.cells["short_name"] or row.cells["name"]) or "organization"
    if len(key) > _LONGEST_KEY:  # it is a part of the names of files
        key = f"{key[:_LONGEST_KEY].rstrip('-')}-{_digest(row)}"
    return key


def _claimed(row: JoinedRow, taken: dict[str, tuple[Any, ...]]) -> str | None:
    """The id of a row where that is a key the library gives such an organization, and no other
    row has taken it."""
    key, ends = _own_key(row), (row.cells["municipality"], _digest(row))
    given = {key, *(f"{key}-{end}" for end in ends), f"{key}-{ends[0]}-{ends[1]}"}
    claimed = row.id if row.id in given else None
    return claimed if claimed and taken.setdefault(claimed, _what(row)) == _what(row) else None


def _what(row: JoinedRow) -> tuple[Any, ...]:
    """What is said of an organization, to tell it from another of its name."""
    return tuple(row.cells.values())


def _digest(row: JoinedRow) -> str:
    cells = row.cells
    told = "\n".join(str(cells[c]) for c in ("organisation_number", "municipality", "kind"))
    return hashlib.sha256(f"{fold(cells['name'])}\n{told}".encode()).hexdigest()[:6]
