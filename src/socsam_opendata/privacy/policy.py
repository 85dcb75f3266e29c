"""The publication policy: what of a reading may be published, applied before anything is written.

Elected members and substitutes are named, and whoever does an act of office under a party.
Officials are named as secretary or presenter, else shown by organization and capacity; guests are
never named. Anyone else who may be a person is masked until somebody decides, or stops the build
where the settings ask for it. A withheld name is masked wherever it stands, in whatever form:
rows, texts, problems and the published source text. In viewpoints everybody but the elected is
masked. A line of a list of people that was not read whole is withheld as it stands, and no
problem quotes it. Numbers and addresses that reach a person are masked wherever they stand.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.iris import fold
from socsam_opendata.model.problems import Problem, own_words
from socsam_opendata.model.records import Rows
from socsam_opendata.privacy.attendance import with_attendance, without_attendance
from socsam_opendata.privacy.cut_text import CutText, mark_of
from socsam_opendata.privacy.elected import elected_in
from socsam_opendata.privacy.entries import Entries, entries_used
from socsam_opendata.privacy.given_names import (
    NamedForSomebody,
    holds_one_of,
    published_code,
)
from socsam_opendata.privacy.line_numbers import LineNumbers, stretches
from socsam_opendata.privacy.listed.closing import closed, seen_together
from socsam_opendata.privacy.listed.secret_titles import NO_SECRETS, SecretsOfOthers
from socsam_opendata.privacy.mask import Cut, Mask, masked_text, merged_cuts
from socsam_opendata.privacy.masked_keys import MaskedKeys
from socsam_opendata.privacy.names.known import KnownNames, known_names
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.persons import Possible
from socsam_opendata.privacy.names.tokens import small_word
from socsam_opendata.privacy.number_mask import NumberMask
from socsam_opendata.privacy.parties import HiddenParties
from socsam_opendata.privacy.people import (
    BY_PUBLISHER,
    NOT_DECIDED,
    NamesDecision,
    Private,
    Withheld,
    decide,
)
from socsam_opendata.privacy.rows import (
    about_published,
    left_out_of,
    published_row,
    text_cells,
)
from socsam_opendata.privacy.screen import PeopleFinder, Screen, Screens
from socsam_opendata.privacy.secrets_elsewhere import DocumentItems, text_of
from socsam_opendata.privacy.stated import with_stated_cells, without_stated_cells
from socsam_opendata.settings.dataset_toml import Publication, Settings
from socsam_opendata.settings.names_review import SeenName

# So much of a line is shown beside a name that is to be decided about.
_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Published:
    """A reading as it may be published, and what was withheld of it (never to be written).

    `seen` are the names that nobody has decided about, `named` those that are published,
    `entries` those of `[publication]` that printed words match. `organizations` are names of given
    organizations that nothing may be said of. `items` and `text` are what is compared with other
    documents: its items, and what it says before any name is taken out.
    """

    reading: Reading
    withheld: tuple[Withheld, ...]
    seen: tuple[SeenName, ...]
    named: frozenset[str]
    entries: Entries
    organizations: frozenset[str]
    items: DocumentItems
    text: str


def apply(
    settings: Settings,
    reading: Reading,
    release: dt.date | None,
    also: Collection[str] = (),
    secrets: SecretsOfOthers = NO_SECRETS,
) -> Published:
    """The reading as it may be published; what stops a release is an error among its problems.

    `also` are names that other documents of the dataset withhold, `secrets` what they keep secret.
    """
    if reading.stated is None:
        return _applied(settings, reading, release, also, secrets)
    looked_at = with_stated_cells(with_attendance(reading))
    published = _applied(settings, looked_at, release, also, secrets)
    left = without_attendance(published.reading, reading)
    return replace(published, reading=without_stated_cells(left, reading))


def _applied(
    settings: Settings,
    reading: Reading,
    release: dt.date | None,
    also: Collection[str],
    secrets: SecretsOfOthers,
) -> Published:
    known = _organizations(settings, reading, settings.publication.not_names)
    people = PeopleFinder(known)
    listed = closed(settings, reading, known, people.within, secrets)
    private = Private.of(reading)
    items = DocumentItems.of(reading, listed.secret)
    reading = listed.reading
    said = text_of(reading)
    printed = people.within("\n".join(reading.lines))
    spans = [(one.start, one.end) for one in printed]
    numbers = NumberMask(reading.lines, spans, text_cells(reading.rows))
    text = "\n".join(numbers.lines())
    decided = decide(settings.publication, reading, elected_in(text, people.within(text)), private)
    hidden = {w.name for w in decided.hidden}
    unread = listed.names - decided.spared
    hidden |= (set(also) - decided.spared) | unread
    viewpoints = _viewpoints(reading)
    lines = LineNumbers(text)
    places = [lines.span(first, last) for first, last in stretches(viewpoints)]
    near = {**{name: frozenset({name}) for name in unread}, **decided.near}
    # Of those whom the reader knows and nobody decided about the publisher hears too.
    waiting = {w.name for w in decided.hidden if w.reason == NOT_DECIDED} - unread
    sure = hidden - waiting
    screen = Screen(sure, decided.spared, people, near, decided.masked, decided.parties)
    left = screen.undecided(text)
    left += _not_found(text, waiting, left)
    again = _told_again(left)
    names, near = hidden | {*again}, {**again, **near}
    organizations = _of_organizations(settings, reading, listed.organizations, names, near, decided)
    hidden |= organizations.whole
    same = screen if sure == hidden and not again else None
    screens = Screens.of(hidden | set(again), decided, people, near, same)
    cuts = screens.cuts(text, places)
    cut_text = CutText("\n".join(reading.lines), masked_text(text, cuts))
    parties = HiddenParties(reading.rows, decided)
    published_text = masked_text(text, merged_cuts([*cuts, *parties.cuts(text, lines)]))
    rows = _rows(
        reading,
        decided,
        lambda table, row: published_row(
            table,
            row,
            decided,
            numbers,
            screens.of_row(row, viewpoints),
            cut_text,
            addresses=reading.stated is not None,
        ),
    )
    keys = MaskedKeys.of(reading, rows)
    problems = [
        _published_problem(
            keys.problem(parties.told(p)),
            numbers,
            screens.at_line(p.first_line, viewpoints),
            cut_text,
            names,
        )
        for p in reading.problems
    ]
    problems += _organizations_told(reading, organizations.told)
    problems = [
        *about_published(problems, keys.rows(rows), [one.row.id for one in settings.organizations]),
        *left_out_of(reading.rows, rows),
    ]
    seen = seen_together(_seen(reading, text, lines, left), listed.seen, decided.spared)
    problems += _undecided(settings.publication, seen)
    doubts = [lines.of(cut.start) for cut in cuts if cut.doubtful]
    doubts += [
        row.first_line for row in reading.rows["participants"] if row.person in decided.doubtful
    ]
    problems += [*_in_doubt(doubts), *numbers.problems()]
    by_entry = Mask((), always=decided.masked).cuts(text)
    problems += _masks_used(settings, lines, by_entry, screens)
    problems += [*_of_body(reading, rows), *_approval(settings, reading, release)]
    published = replace(
        reading,
        rows=keys.rows(rows),
        problems=tuple(problems),
        lines=tuple(published_text.split("\n")),
        stated=keys.stated(reading.stated),
    )
    words = f"{text}\n\n{listed.withheld}" if listed.withheld else text
    entries = entries_used(
        settings.publication,
        words,
        decided,
        Mask((), always=decided.masked).cuts(words) if listed.withheld else by_entry,
        PeopleFinder(_organizations(settings, reading)),
    )
    return Published(
        published,
        _withheld(decided, by_entry, seen),
        seen,
        decided.spared,
        entries,
        organizations.whole,
        items,
        said,
    )


def _rows(reading: Reading, decided: NamesDecision, made: Callable[[str, Any], Any]) -> Rows:
    """The rows as they may be published; persons are those who are named."""
    rows: Rows = {
        table: [row for one in found if (row := made(table, one))]
        for table, found in reading.rows.items()
        if table != "persons"
    }
    rows["persons"] = list(decided.named.values())
    return rows


def _published_problem(
    problem: Problem, numbers: NumberMask, screen: Screen, text: CutText, names: Collection[str]
) -> Problem:
    """A problem whose facts repeat nothing that was taken out of the text; `names` are hidden."""
    own = own_words(problem)
    facts = {
        key: value
        if key in own
        else (mark_of(value) if text.took(value) else screen.applied(numbers.applied(value)))
        for key, value in problem.facts.items()
    }
    return replace(problem, facts=facts, code=published_code(problem, names, screen))


def _of_organizations(
    settings: Settings,
    reading: Reading,
    left_out: Collection[str],
    names: Collection[str],
    near: Mapping[str, frozenset[str]],
    decided: NamesDecision,
) -> NamedForSomebody:
    """The given organizations whose names hold a name that is withheld, or may be one.

    What minutes print of an organization is a part of their text, and was looked at as such.
    """
    if reading.stated is None:
        return NamedForSomebody()
    own = {known.row.id for known in settings.organizations}
    own |= {row.id for row in reading.stated.attendance.get("organizations", ())}
    given = [row for row in reading.rows["organizations"] if row.id not in own]
    left_out = [one for one in left_out if not holds_one_of(one, decided.spared)]
    mask = Mask(names, decided.spared, near, decided.masked, decided.parties)
    return NamedForSomebody.of(given, left_out, names, mask)


def _organizations_told(reading: Reading, withheld: Collection[str]) -> list[Problem]:
    """A note that names of given organizations are left out; it repeats none of them."""
    if not withheld:
        return []
    (meeting,) = reading.rows["meetings"]
    facts = {"count": str(len(withheld))}
    return [Problem("organization-withheld", meeting.first_line, meeting.last_line, facts)]


def _organizations(settings: Settings, reading: Reading, more: Iterable[str] = ()) -> KnownNames:
    """What is known to be no person: organizations of the settings, the body, and `more`."""
    printed = set(more)
    for known in settings.organizations:
        printed |= {known.row.name, known.row.short_name or "", *known.spellings}
    (meeting,) = reading.rows["meetings"]
    printed |= {row.name for row in reading.rows["organizations"] if row.id == meeting.body}
    keys = {body.id for body in settings.bodies}
    keys |= {known.row.id for known in settings.organizations}
    return _known(frozenset(printed - {""}), frozenset(keys))


@lru_cache(maxsize=16)
def _known(printed: frozenset[str], keys: frozenset[str]) -> KnownNames:
    return known_names(sorted(printed), sorted(keys))


def _viewpoints(reading: Reading) -> frozenset[int]:
    """The lines of the sections in which opinions are told."""
    return frozenset(
        line
        for row in reading.rows["item_texts"]
        if row.section == "viewpoints"
        for line in range(row.first_line, row.last_line + 1)
    )


def _not_found(text: str, names: Collection[str], found: Iterable[Possible]) -> list[Possible]:
    """Where those of the names stand that were not found as possible persons."""
    known = {fold(one.name) for one in found}
    cuts = Mask(name for name in names if fold(name) not in known).cuts(text)
    return [Possible(cut.start, cut.end, cut.name, frozenset()) for cut in cuts]


def _told_again(found: Iterable[Possible]) -> dict[str, frozenset[str]]:
    """The undecided names that are masked wherever they stand again, and what tells them.

    A single word counts elsewhere only where it is none of the language.
    """
    names: dict[str, frozenset[str]] = {}
    for one in found:
        parts = [w for w in one.name.split() if len(w.strip(".")) > 1]
        own = [nature(small_word(word)) for word in parts]
        if len(parts) > 1:
            sure = own[0].first and own[0].sure
            names[one.name] = frozenset({one.name}) if sure else frozenset()
        elif parts and own[0].strange and "title" in one.evidence:
            names[one.name] = frozenset()
    return names


def _seen(
    reading: Reading, text: str, lines: LineNumbers, found: Iterable[Possible]
) -> tuple[SeenName, ...]:
    """The undecided names of a document, each once, where it stands first and how often."""
    (source,) = reading.rows["sources"]
    first: dict[str, Possible] = {}
    count: Counter[str] = Counter()
    for one in found:
        key = fold(one.name)
        first.setdefault(key, one)
        count[key] += 1
    names = []
    for key, one in first.items():
        line = lines.of(one.start)
        start, end = lines.span(line, lines.of(one.end))
        context = text[max(start, one.start - _CONTEXT) : min(end, one.end + _CONTEXT)]
        names.append(SeenName(one.name, count[key], source.path, line, " ".join(context.split())))
    return tuple(names)


def _undecided(publication: Publication, seen: Sequence[SeenName]) -> list[Problem]:
    """One note for all names that nobody decided about; an error each where they stop a build."""
    if not seen:
        return []
    if publication.unknown_names == "stop":
        return [Problem("name-undecided", one.line, one.line, {}) for one in seen]
    line = min(one.line for one in seen)
    return [Problem("names-not-decided", line, line, {"count": str(len(seen))})]


def _in_doubt(lines: Iterable[int]) -> list[Problem]:
    """A note for each line on which a masked form may mean somebody who is published."""
    return [Problem("name-in-doubt", line, line) for line in sorted(set(lines))]


def _masks_used(
    settings: Settings, lines: LineNumbers, cuts: Iterable[Cut], screens: Screens
) -> list[Problem]:
    """A note for each name that the publisher masks, on the first line it stood on."""
    at: dict[str, set[int]] = defaultdict(set)
    for cut in cuts:
        at[cut.name].add(lines.of(cut.start))
    problems = []
    for person in (p for p in settings.publication.mask if p.name in at):
        line, facts = min(at[person.name]), {"count": str(len(at[person.name]))}
        if person.reviewed:
            problems.append(Problem("name-masked-reviewed", line, line, facts))
        else:
            facts["reason"] = screens.always.without_withheld(person.reason)
            problems.append(Problem("name-masked", line, line, facts))
    return problems


def _of_body(reading: Reading, rows: Rows) -> list[Problem]:
    """An error where the body is called as somebody who is withheld: every key begins with it."""
    (meeting,) = reading.rows["meetings"]
    pairs = zip(reading.rows["organizations"], rows["organizations"], strict=True)
    for before, after in pairs:
        renamed = (before.name, before.short_name) != (after.name, after.short_name)
        if before.id == meeting.body and renamed:
            return [Problem("body-withheld", meeting.first_line, meeting.last_line)]
    return []


def _approval(settings: Settings, reading: Reading, release: dt.date | None) -> list[Problem]:
    """Minutes without an adjustment day, or with one after the release, are not approved."""
    (meeting,) = reading.rows["meetings"]
    approved = meeting.adjusted_on is not None and (
        release is None or meeting.adjusted_on <= release
    )
    if approved or settings.publication.unapproved:
        return []
    facts = {"release": str(release or "–"), "adjusted": str(meeting.adjusted_on or "–")}
    return [
        Problem(
            "not-approved", meeting.first_line, meeting.last_line, facts, "meetings", meeting.id
        )
    ]


def _withheld(
    decided: NamesDecision, masked: Iterable[Cut], seen: Iterable[SeenName]
) -> tuple[Withheld, ...]:
    """Everybody who is withheld, each once."""
    found = {fold(one.name): one for one in decided.hidden}
    for cut in masked:
        found.setdefault(fold(cut.name), Withheld(cut.name, "", BY_PUBLISHER))
    for one in seen:
        found.setdefault(fold(one.name), Withheld(one.name, "", NOT_DECIDED))
    return tuple(found.values())
