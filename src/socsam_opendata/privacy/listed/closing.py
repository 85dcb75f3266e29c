"""A reading without what may not be published as it stands: before anybody is decided about.

Lines that list people or addressees and were not read whole, cells of tables that are not
understood, organizations with a person's name in them, confidential paragraphs: in the lines (as
many as before), in the rows made of them, in the problems about them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from socsam_opendata.minutes.layout.lines import read_line, unmarked
from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf, Text
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, Organization, Rows
from socsam_opendata.privacy.given_names import names_together
from socsam_opendata.privacy.line_numbers import LineNumbers, stretches
from socsam_opendata.privacy.listed.cells import (
    CELL_WITHHELD,
    denied_cells,
    people_rows,
    without_cells,
)
from socsam_opendata.privacy.listed.people_lines import (
    cover_lists,
    lines_of_lists,
    listed_in_items,
    unread_in_items,
    unread_on_cover,
)
from socsam_opendata.privacy.listed.pieces import without_pieces
from socsam_opendata.privacy.listed.secret_lines import SecretLines, secret_lines
from socsam_opendata.privacy.listed.secret_rows import without_secrets
from socsam_opendata.privacy.listed.secret_titles import NO_SECRETS, SecretsOfOthers
from socsam_opendata.privacy.listed.understood import People, Understanding
from socsam_opendata.privacy.listed.unlabelled import perhaps_no_members
from socsam_opendata.privacy.lists import LINE_WITHHELD, unquoted, unread_names
from socsam_opendata.privacy.names.known import KnownNames
from socsam_opendata.privacy.names.tokens import tokens
from socsam_opendata.privacy.people import ELECTED
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.settings.names_review import SeenName

# Rows of the document as a whole: no text of theirs is made of a list.
_NOT_OF_LISTS = frozenset({"meetings", "sources", "agenda_items", "decisions"})
_CONTEXT = 120
# A cell is a part of a line only in a row of so many lines.
_FEW_LINES = 20


@dataclass(frozen=True, slots=True)
class Closed:
    """A reading as it may go on to the policy, and the names that stood in what was withheld.

    `seen` are those of them that somebody may decide about; `withheld` is what was printed there,
    `organizations` are the names of those that are left out, `secret` is what is confidential.
    """

    reading: Reading
    names: frozenset[str]
    seen: tuple[SeenName, ...]
    withheld: str
    organizations: frozenset[str]
    secret: SecretLines


def closed(
    settings: Settings,
    reading: Reading,
    known: KnownNames,
    people: People,
    others: SecretsOfOthers = NO_SECRETS,
) -> Closed:
    """The reading without lists that were not read whole and without confidential paragraphs.

    `others` is what other documents keep secret.
    """
    secret = secret_lines(reading, others)
    hidden = stretches(secret.published)
    texts = ("\n".join(reading.lines[first - 1 : last]) for first, last in hidden)
    names = {one.name for text in texts for one in people(text)}
    opened = without_secrets(reading, secret)
    understanding = _understanding(settings, opened, known, people)
    denied = _Denied.of(settings, opened, understanding, people)
    names |= denied.names(people)
    left = denied.without()
    pairs = zip(reading.lines, left.lines, strict=True)
    withheld = "\n".join(before for before, after in pairs if before != after)
    gone = frozenset(
        name
        for row in opened.rows["organizations"]
        if row.id in denied.organizations or secret.titles.said_in(row.name)
        for name in names_together(row)
    )
    return Closed(left, frozenset(names), denied.seen(people), withheld, gone, secret)


def _understanding(
    settings: Settings, reading: Reading, known: KnownNames, people: People
) -> Understanding:
    persons = reading.rows["persons"]
    told = {p.name for p in (*settings.publication.allow, *settings.publication.mask)}
    elected = {row.name for row in persons if row.category == ELECTED}
    return Understanding(known, people, {row.name for row in persons} | told, elected)


def _is_legal_person(organization: Organization) -> bool:
    """Whether a number of organizations says that one word is the name of no human being."""
    return organization.organisation_number is not None and len(organization.name.split()) == 1


@dataclass(frozen=True, slots=True)
class _Denied:
    """What a reading may not say: lines as a whole, cells of lines, organizations (their keys).

    `participants` (keys) stand where nobody understood the list, and are perhaps no members.
    """

    reading: Reading
    understanding: Understanding
    lines: frozenset[int]
    cells: Mapping[int, tuple[tuple[int, int], ...]]
    rows: frozenset[int]
    organizations: frozenset[str]
    participants: frozenset[str]

    @classmethod
    def of(
        cls, settings: Settings, reading: Reading, understanding: Understanding, people: People
    ) -> _Denied:
        """What is not understood in a reading; `rows` are the lines of tables that list people."""
        own = {known.row.id for known in settings.organizations}
        own |= {row.body for row in reading.rows["meetings"]}
        minted = [row for row in reading.rows["organizations"] if row.id not in own]
        gone = {
            row.id for row in minted
            if understanding.names_a_person(row.name) and not _is_legal_person(row)
        }  # fmt: skip
        told = {row.id: row.name for row in minted if row.id not in gone}
        table = list(people_rows(reading.lines))
        rows = frozenset(row.number for row in table)
        on_lines = _organizations_on_lines(reading, told)
        listed = dict(listed_in_items(reading))
        lines = unread_on_cover(reading, understanding, on_lines)
        lines |= unread_in_items(listed, understanding)
        lines |= lines_of_lists(reading, listed) & _lines_of(reading, gone)
        doubted = perhaps_no_members(reading, lines)
        lines -= _of_nobody(reading, lines, understanding)
        lines |= {n for row in doubted for n in range(row.first_line, row.last_line + 1)}
        lines |= _broken_over(reading, lines, people)
        strange = {row.id for row in minted if understanding.doubtful(row.name)}
        gone |= strange & _named_only_on(reading, lines)
        cells = denied_cells(table, reading.lines, understanding)
        return cls(
            reading, understanding, lines - rows, cells, rows, frozenset(gone),
            frozenset(row.id for row in doubted),
        )  # fmt: skip

    def names(self, people: People) -> set[str]:
        """The names that may stand in what is denied: they are withheld elsewhere too."""
        cover = {n for n in self.lines if self.reading.owners[n - 1].what in cover_lists()}
        names = set(unread_names(self.reading, cover, people))
        for number in self.lines - cover:
            names |= {one.name for one in people(self.reading.lines[number - 1])}
        for number, denied in self.cells.items():
            raw = self.reading.lines[number - 1]
            names |= {one.name for start, end in denied for one in people(raw[start:end])}
        for row in self.reading.rows["organizations"]:
            if row.id in self.organizations:
                names |= {one.name for one in people(row.name)}
        return names

    def seen(self, people: People) -> tuple[SeenName, ...]:
        """Whoever may be a person in denied lists of items: somebody may decide about them."""
        (source,) = self.reading.rows["sources"]
        known = {fold(row.name) for row in self.reading.rows["persons"]}
        return tuple(
            SeenName(one.name, 1, source.path, number, " ".join(unmarked(line)[:_CONTEXT].split()))
            for number in sorted(self.lines)
            if self.reading.owners[number - 1].what not in cover_lists()
            for line in [self.reading.lines[number - 1]]
            for one in people(line)
            if fold(one.name) not in known
        )

    def without(self) -> Reading:
        """The reading without what is denied."""
        reading = self.reading
        hidden = self.lines | set(self.cells)
        quoted = hidden | {n for n in self.rows if reading.owners[n - 1].state == "unread"}
        fresh = sorted(
            number
            for number in hidden
            if reading.owners[number - 1].state == "read" and not self._is_withheld(number)
        )
        owners = list(reading.owners)
        for number in fresh:
            owners[number - 1] = Owner("unread", owners[number - 1].what)
        problems = [
            replace(one, facts=unquoted(one, reading.lines, quoted)) if quoted else one
            for one in reading.problems
        ]
        return replace(
            reading,
            rows=self._rows(len(fresh)),
            problems=(*problems, *self._told(fresh), *self._links_told()),
            lines=tuple(self._line(number, raw) for number, raw in enumerate(reading.lines, 1)),
            owners=tuple(owners),
        )

    def _is_withheld(self, number: int) -> bool:
        """Whether a line was given as it is published: rows of a package bring its text."""
        raw = self.reading.lines[number - 1]
        return self._line(number, raw) == raw

    def _line(self, number: int, raw: str) -> str:
        if number in self.lines:
            return LINE_WITHHELD
        return without_cells(raw, self.cells[number]) if number in self.cells else raw

    def _told(self, fresh: Sequence[int]) -> Iterator[Problem]:
        """A problem for each stretch of lines that were read, and not whole."""
        for first, last in stretches(fresh):
            mark = LINE_WITHHELD if first in self.lines else CELL_WITHHELD
            yield Problem(
                "lines-unread", first, last, {"text": mark, "count": str(last - first + 1)}
            )

    def _links_told(self) -> Iterator[Problem]:
        """What is told of each row that was given and points at an organization left out.

        What minutes print of such an organization stands in their lines, as far as it may.
        """
        if self.reading.stated is None or not self.organizations:
            return
        gone = self.organizations
        for table, found in self.reading.rows.items():
            for column in _columns(table).organizations:
                for row in found:
                    if getattr(row, column) not in gone or row.id in gone | self.participants:
                        continue
                    facts = {"table": table, "column": column}
                    lines = getattr(row, "first_line", None), getattr(row, "last_line", None)
                    yield Problem("link-withheld", *lines, facts, table, row.id)

    def _rows(self, fresh: int) -> Rows:
        cuts = _Cuts(self)
        rows: Rows = {
            table: [cuts.row(table, row) for row in found]
            for table, found in self.reading.rows.items()
        }
        rows["participants"] = [
            row for row in rows["participants"] if row.id not in self.participants
        ]
        rows["organizations"] = [
            row for row in rows["organizations"] if row.id not in self.organizations
        ]
        rows["sources"] = [
            replace(row, lines_read=row.lines_read - fresh, lines_unread=row.lines_unread + fresh)
            for row in rows["sources"]
        ]
        return rows


def _of_nobody(
    reading: Reading, lines: Iterable[int], understanding: Understanding
) -> frozenset[int]:
    """Those of some lines that nobody read and that name nobody: the foot of a page, a label."""
    return frozenset(
        number
        for number in lines
        if reading.owners[number - 1].state == "unread"
        and understanding.names_nobody(unmarked(reading.lines[number - 1]))
    )


def _broken_over(reading: Reading, lines: Collection[int], people: People) -> frozenset[int]:
    """All lines of whoever begins in a line that is not denied and ends in a denied one."""
    if not lines:
        return frozenset()
    found: set[int] = set()
    text = "\n".join(reading.lines)
    numbers = LineNumbers(text)
    for one in people(text):
        first, last = numbers.of(one.start), numbers.of(one.end)
        touched = {n for n in range(first, last + 1) if unmarked(reading.lines[n - 1])}
        if last > first and not touched.isdisjoint(lines):
            found |= touched
    return frozenset(found)


def _lines_of(reading: Reading, organizations: Collection[str]) -> frozenset[int]:
    """The lines on which people of organizations of these keys take part or have a role."""
    return frozenset(
        line
        for table in ("participants", "roles")
        for row in reading.rows[table]
        if row.organization in organizations and organizations
        for line in range(row.first_line, row.last_line + 1)
    )


def _organizations_on_lines(reading: Reading, names: Mapping[str, str]) -> dict[int, list[str]]:
    """The names of organizations by the lines on which people or roles of theirs stand."""
    found: dict[int, list[str]] = defaultdict(list)
    for table in ("participants", "roles"):
        for row in reading.rows[table]:
            if row.organization in names:
                for number in range(row.first_line, row.last_line + 1):
                    found[number].append(names[row.organization])
    return found


def _named_only_on(reading: Reading, lines: Collection[int]) -> set[str]:
    """The organizations that people or roles on some lines name, and no row on others."""
    inside: set[str] = set()
    outside = {row.beneficiary for row in reading.rows["clauses"] if row.beneficiary}
    for table in ("participants", "roles", "addressees", "assignments"):
        for row in reading.rows[table]:
            stands = range(row.first_line, row.last_line + 1)
            if row.organization:
                within = any(number in lines for number in stands)
                (inside if within else outside).add(row.organization)
    return inside - outside


class _Cuts:
    """What rows hold of lines and cells that are denied."""

    def __init__(self, denied: _Denied) -> None:
        self._denied = denied
        self._at = sorted(denied.lines | set(denied.cells))
        self._pieces: dict[int, tuple[str, ...]] = {}
        self._strange: dict[int, frozenset[str]] = {}
        for number in self._at:
            raw = denied.reading.lines[number - 1]
            if number in denied.lines:
                text = read_line(number, raw).text
                pieces = [text, unmarked(raw), text.partition(":")[2].strip()]
            else:
                pieces = [unmarked(raw[start:end]) for start, end in denied.cells[number]]
            self._pieces[number] = tuple(" ".join(p.split()) for p in pieces if p.strip())
            words = (denied.understanding.strange(p) for p in self._pieces[number])
            self._strange[number] = frozenset(w for found in words for w in found)

    def row(self, table: str, row: Any) -> Any:
        """A row without texts of denied lines and without the keys of denied organizations."""
        changed: dict[str, Any] = {}
        columns = _columns(table)
        for name in columns.organizations:
            if getattr(row, name) in self._denied.organizations:
                changed[name] = None
        if table not in _NOT_OF_LISTS and self._at and getattr(row, "first_line", None):
            start = bisect_left(self._at, row.first_line)
            inside = self._at[start : bisect_right(self._at, row.last_line)]
            for name, nullable in columns.texts if inside else ():
                value = getattr(row, name)
                left = self._without(value, inside) if value else value
                if left != value:
                    changed[name] = None if left == LINE_WITHHELD and nullable else left
        return replace(row, **changed) if changed else row

    def _without(self, text: str, lines: Sequence[int]) -> str:
        """A text of a row without what the lines it stands on may not say."""
        short = len(lines) <= _FEW_LINES
        if short and any(text in piece for n in lines for piece in self._pieces[n]):
            return LINE_WITHHELD if self._denied.understanding.doubtful(text) else text
        marks = {
            piece: LINE_WITHHELD if number in self._denied.lines else CELL_WITHHELD
            for number in lines
            for piece in self._pieces[number]
        }
        left, _ = without_pieces(text, marks)
        strange = frozenset[str]().union(*(self._strange[number] for number in lines))
        return LINE_WITHHELD if any(word in strange for word in tokens(left).words) else left


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table that are keys of organizations, and its texts, nullable or not."""

    organizations: tuple[str, ...]
    texts: tuple[tuple[str, bool], ...]


@lru_cache
def _columns(table: str) -> _Columns:
    columns = [c for c in BY_NAME[table].columns if c.name != "id"]
    keys = [c for c in columns if isinstance(c.kind, KeyOf) and c.kind.target == "organizations"]
    texts = [(c.name, c.nullable) for c in columns if isinstance(c.kind, Text)]
    return _Columns(tuple(c.name for c in keys if c.nullable), tuple(texts))


def seen_together(
    seen: Sequence[SeenName], listed: Sequence[SeenName], spared: Collection[str]
) -> tuple[SeenName, ...]:
    """Names of the text and of denied lists, each once, with how often both have it."""
    found = {fold(one.name): one for one in seen}
    decided = {fold(name) for name in spared}
    for one in listed:
        key = fold(one.name)
        if key in found:
            found[key] = replace(found[key], count=found[key].count + one.count)
        elif key not in decided:
            found[key] = one
    return tuple(found.values())
