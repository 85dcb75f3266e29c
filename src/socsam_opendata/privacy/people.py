"""Who of a document may be named: by the publisher, the attendance list, or an act.

The order is the policy: a `mask` beats everything, then an `allow`; elected members and
substitutes are named, officials as secretary or presenter; guests never. Who stands in no list is
named where the text shows an act of office with a party, else nobody has decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from socsam_opendata.minutes.known.organizations import is_public
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold
from socsam_opendata.model.records import Person
from socsam_opendata.privacy.name_forms import NameForms, Sure, forms_of, words_of
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.tokens import plain_word, small_word, told_of
from socsam_opendata.privacy.names.words import words
from socsam_opendata.privacy.names_in_cell import may_be_called, names_in_cell
from socsam_opendata.settings.dataset_toml import Publication

ELECTED = "elected"
GUEST = "guest"
BY_PUBLISHER = "publisher-decision"
NOT_DECIDED = "not-decided"
# Shorter words of a line tell nobody.
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Withheld:
    """A name that is not published: in which category the person stands, and why.

    `names` are those that it holds, as one says them: of two people two.
    """

    name: str
    category: str
    reason: str
    names: tuple[str, ...] = ()

    def each(self) -> Iterator[Withheld]:
        """Each of the names alone."""
        for name in self.names or (self.name,):
            yield replace(self, name=name, names=())


@dataclass(frozen=True, slots=True)
class NamesDecision:
    """Who is named and who is withheld, by the keys of a reading.

    `elected` are all names of elected people, those without a row included; `near` tells beside
    which words the surname of a withheld person means that person, `parties` (keys) for whom
    somebody sits, votes or dissents; `allowed` and
    `masked` are the publisher's word, `idle_masks` those (folded) who would be withheld without it.
    `doubtful` are keys of persons who may be one whom the publisher masks, or may be another.
    """

    named: Mapping[str, Person]
    withheld: Mapping[str, Withheld]
    elected: frozenset[str]
    near: Mapping[str, frozenset[str]]
    parties: Mapping[str, frozenset[str]]
    allowed: frozenset[str]
    masked: frozenset[str]
    idle_masks: frozenset[str]
    doubtful: frozenset[str] = frozenset()

    @property
    def hidden(self) -> tuple[Withheld, ...]:
        """Every name of those who are withheld; none that somebody published has too."""
        published = {fold(person.name) for person in self.named.values()}
        return tuple(
            one
            for withheld in self.withheld.values()
            for one in withheld.each()
            if one.name == withheld.name or fold(one.name) not in published
        )

    @property
    def spared(self) -> frozenset[str]:
        """Every name that is published."""
        return self.elected | self.allowed | {person.name for person in self.named.values()}


def decide(
    publication: Publication,
    reading: Reading,
    acting: Collection[str],
    private: Private,
) -> NamesDecision:
    """The decision about everybody whom the reader knows, and about `acting`, elected by acts.

    Of officials who are there for `private` organizations none is named.
    """
    let_through = frozenset(p.name for p in publication.allow)
    hidden = frozenset(p.name for p in publication.mask)
    allowed, masked = _folded(let_through), _folded(hidden)
    in_rows = _acting(reading, forms_of(hidden))
    if reading.stated:  # whoever hands over rows knows who is none, whatever they do
        in_rows = in_rows - reading.stated.others | reading.stated.elected
        others = {p.name for p in reading.rows["persons"] if p.id in reading.stated.others}
        others -= {p.name for p in reading.rows["persons"] if p.id in in_rows}
        not_acting = set(map(fold, others))
        acting = {name for name in acting if fold(name) not in not_acting}
    acting = {name for name in acting if not _may_be_masked(name, hidden, allowed)}
    by_act = {fold(name) for name in acting} - masked
    listed = {row.person for row in reading.rows["participants"]}
    # Of others whom rows call officials or guests that is the giver's word, on a list or not.
    given = reading.stated.others if reading.stated else frozenset()
    in_duty = _in_duty(reading, private)
    categories = code_list("person-category")
    named: dict[str, Person] = {}
    withheld: dict[str, Withheld] = {}
    idle: set[str] = set()
    doubtful: set[str] = set()
    for person in reading.rows["persons"]:
        folded = fold(person.name)
        in_office = person.category == ELECTED or (
            person.category == "official" and person.id in in_duty
        )
        names = names_in_cell(person.name)
        if own := masked & {folded, *map(fold, names)}:
            withheld[person.id] = Withheld(person.name, person.category, BY_PUBLISHER, names)
            if person.id in listed and not in_office:
                idle |= own
        elif _may_be_masked(person.name, hidden, allowed):
            withheld[person.id] = Withheld(person.name, person.category, BY_PUBLISHER, names)
            doubtful.add(person.id)
        elif folded in allowed:
            named[person.id] = person
        elif folded in by_act or person.id in in_rows:
            named[person.id] = replace(person, category=ELECTED)
        elif person.id not in listed and person.id not in given:
            withheld[person.id] = Withheld(person.name, person.category, NOT_DECIDED, names)
        elif in_office:
            named[person.id] = person
        else:
            category = GUEST if person.id in private.persons else person.category
            reason = categories.tie("withheldAs", category)
            withheld[person.id] = Withheld(person.name, person.category, reason, names)
    out = {fold(w.name) for w in withheld.values() if w.reason != NOT_DECIDED} | masked
    elected = {name for name in acting if fold(name) not in out}
    elected |= {p.name for p in named.values() if p.category == ELECTED}
    return NamesDecision(
        named, withheld, frozenset(elected), _near(reading, withheld), _parties(reading),
        let_through, hidden, frozenset(idle), frozenset(doubtful),
    )  # fmt: skip


def sought(withheld: Mapping[str, str]) -> Iterator[str]:
    """The names (with the reason of each) that must stand in no text beside the minutes either.

    Of those that nobody has decided about only what begins with a first name: other words that may
    be a person (`Creative Commons`) may as well be said by the publisher or by the library.
    """
    for name, reason in withheld.items():
        found = words_of(name)
        if reason != NOT_DECIDED or (found and nature(small_word(found[0])).sure):
            yield name


@lru_cache(maxsize=20_000)
def _may_be_masked(name: str, hidden: frozenset[str], allowed: frozenset[str]) -> bool:
    """Whether a name, which the publisher does not allow, may mean somebody whom they mask."""
    if not hidden or fold(name) in allowed:
        return False
    forms = forms_of(hidden)
    return any(
        any(form.sure > Sure.ALONE for form in forms.find(told_of(said)[1]))
        or any(may_be_called(said, one) for one in hidden)
        for said in (name, *names_in_cell(name))
    )


@lru_cache(maxsize=8)
def _folded(names: frozenset[str]) -> frozenset[str]:
    """Names as they are compared; those of the settings are the same for many documents."""
    return frozenset(map(fold, names))


@dataclass(frozen=True, slots=True)
class Private:
    """Who is at a meeting for an organization that is no public one: keys of persons, of roles."""

    persons: frozenset[str | None] = frozenset()
    roles: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reading: Reading) -> Private:
        """Those of a reading of which nothing was taken out yet, no organization either."""
        firms = {row.id for row in reading.rows["organizations"] if not is_public(row.kind)}
        roles = [row for row in reading.rows["roles"] if row.organization in firms]
        seats = reading.rows["participants"]
        placed = {row.person for row in seats if row.municipality or row.organization}
        persons = {row.person for row in roles} - placed
        persons |= {row.person for row in seats if row.organization in firms}
        return cls(frozenset(persons), frozenset(row.id for row in roles))


def _in_duty(reading: Reading, private: Private) -> set[str | None]:
    """The keys of officials who are secretary or present an item, for a public organization."""
    roles = code_list("role")
    return {
        row.person for row in reading.rows["roles"]
        if row.role in roles.marked("namesOfficial")
        and (row.item is None or row.role not in roles.marked("wholeMeeting"))
        and row.id not in private.roles and row.person not in private.persons
    }  # fmt: skip


def _acting(reading: Reading, hidden: NameForms) -> set[str]:
    """The keys of those who vote or dissent under full name and a registered party.

    A name that may be another form of one that the publisher masks is none of them.
    """
    rows = (*reading.rows["ballots"], *reading.rows["dissents"])
    keys = {row.person for row in rows if row.party}
    return {
        person.id
        for person in reading.rows["persons"]
        if person.id in keys
        and sum(len(word) > 1 for word in words_of(person.name)) > 1
        and not hidden.find(told_of(person.name)[1])
    }


def _parties(reading: Reading) -> dict[str, frozenset[str]]:
    """The parties (keys) under which each name is printed as taking part, voting or dissenting."""
    names = {person.id: person.name for person in reading.rows["persons"]}
    found: dict[str, set[str]] = defaultdict(set)
    for table in ("participants", "ballots", "dissents"):
        for row in reading.rows[table]:
            if row.person in names and row.party:
                found[names[row.person]].add(row.party)
    return {name: frozenset(parties) for name, parties in found.items()}


def _near(reading: Reading, withheld: Mapping[str, Withheld]) -> dict[str, frozenset[str]]:
    """The words that stand beside each withheld name in the attendance list.

    Whom rows alone know is known by the name.
    """
    given = reading.stated.others if reading.stated else frozenset()
    found = {
        one.name: frozenset({one.name})
        for key in given
        if key in withheld
        for one in withheld[key].each()
    }
    for row in reading.rows["participants"]:
        if row.person not in withheld:
            continue
        printed = " ".join(reading.lines[row.first_line - 1 : row.last_line])
        names = [one.name for one in withheld[row.person].each()]
        own = {plain_word(word) for name in names for word in words_of(name)}
        told = {word for word in words_of(printed) if len(word) >= _TELLING}
        told = {w for w in told if w.casefold() not in words().function_words}
        found |= dict.fromkeys(names, frozenset(plain_word(word) for word in told) - own)
    return found
