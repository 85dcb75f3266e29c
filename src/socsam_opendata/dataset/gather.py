"""All documents and given rows -> Dataset: policy applied, references resolved.

Readings are made one by one, each by one worker, and kept on disk until all are there; memory does
not grow with their number, save for small indexes of meetings, persons, organizations and cases.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

from socsam_opendata.dataset.batches import BATCH_ROWS, Dataset, MeetingRows, Spill, batches_of
from socsam_opendata.dataset.documents import Input, Inputs, LeftOut, inputs_of
from socsam_opendata.dataset.doubles import NotTaken, told_once
from socsam_opendata.dataset.inputs_read import (
    HowRead,
    InputRead,
    InputReader,
    ReadTask,
    read_again,
    read_all,
)
from socsam_opendata.dataset.progress import Progress
from socsam_opendata.dataset.remarks import problem_rows
from socsam_opendata.dataset.rules import CODES
from socsam_opendata.dataset.shared_once import Giver, SharedOnce, note_references
from socsam_opendata.dataset.sittings import (
    GivenLetters,
    given_letters,
    letters,
)
from socsam_opendata.dataset.views import Memberships, Names, decision_overview
from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.iris import fold
from socsam_opendata.model.keys import ELSEWHERE, meeting_of
from socsam_opendata.model.pages import page_of
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import MEETING_TABLES, ProblemRow, Rows, SourcePage
from socsam_opendata.model.sitting import (
    Items,
)
from socsam_opendata.privacy.elsewhere import said_in, withheld_elsewhere
from socsam_opendata.privacy.entries import Entries
from socsam_opendata.privacy.listed.secret_titles import NO_SECRETS
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.people import sought
from socsam_opendata.privacy.publisher_texts import WithheldNames, check_own_texts
from socsam_opendata.privacy.secrets_elsewhere import (
    secrets_of_others,
)
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.settings.history import Given, read_given
from socsam_opendata.settings.names_review import SeenName

# How many problems that are no errors a report shows at most; all of them are published.
SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class Gathered:
    """The dataset, and what a report says of it.

    `problems` holds every error and the first of the others (at most SHOWN); `severities` counts
    all; `numbered` counts each meeting's problems; `withheld` counts names withheld by reason.
    `seen` are the names that nobody has decided about, never to be written into a package;
    `hidden` are the names that must stand in no file, `named` all that are published anywhere;
    `used` are the entries of `[publication]` that some printed words match, `meetings` how many
    there are; `passed_over` counts given rows that are in no table. `masked_before` says that names
    were replaced in rows before they were given; `left_out` are the documents that are not in the
    dataset, `bodies` the keys of bodies that documents print and no settings have. `pages` has the
    pages on which those problems begin, by their ids.
    """

    dataset: Dataset
    problems: tuple[ProblemRow, ...]
    severities: Counter[str]
    numbered: Counter[str]
    withheld: Counter[str]
    seen: tuple[SeenName, ...] = ()
    hidden: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    used: Entries = field(default_factory=Entries)
    meetings: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    masked_before: bool = False
    left_out: tuple[LeftOut, ...] = ()
    bodies: tuple[str, ...] = ()
    pages: dict[str, int] = field(default_factory=dict)


def _ordered(
    reads: Iterable[InputRead], reader: InputReader, given: Given, apart: NotTaken
) -> list[InputRead]:
    """The readings in key order; one whose key ends with a letter is read again with it.

    Documents whose meeting another one tells are added to those that are not taken.
    """
    days: dict[tuple[str, dt.date], list[InputRead]] = defaultdict(list)
    for read in reads:
        days[read.body, read.date].append(read)
    known = given_letters(given)
    placed: list[tuple[InputRead, str]] = []
    for day, found in days.items():
        same_day = told_once(found, apart)
        claimed = _claimed(same_day, known.get(day, {}))
        placed += zip(same_day, _letters(same_day, claimed), strict=True)
    tasks = [ReadTask(read.item, letter) for read, letter in placed if letter]
    again = read_again(tasks, reader, apart.documents)
    ordered = [next(again) if letter else read for read, letter in placed]
    return sorted(filter(None, ordered), key=lambda r: r.key)


def _claimed(same_day: Iterable[InputRead], given: GivenLetters) -> GivenLetters:
    """The letters that releases gave, and those that the ids of given rows have, which stay."""
    found = {letter: list(sittings) for letter, sittings in given.items()}
    for read in same_day:
        if read.item.letter is not None:
            found.setdefault(read.item.letter, []).append(read.sitting)
    return found


def _letters(same_day: Sequence[InputRead], given: GivenLetters) -> list[str]:
    """The letters of the sittings of a day; SourceError when there are not enough of them."""
    try:
        return letters([read.sitting for read in same_day], given)
    except ValueError as error:
        raise SourceError("minutes.too-many-sittings", same_day[-1].item.place,
                          day=same_day[-1].date.isoformat()) from error  # fmt: skip


def _without_what_others_withhold(
    reads: Sequence[InputRead], reader: InputReader, apart: NotTaken
) -> list[InputRead]:
    """The readings; one that says what another document withholds is read again without."""
    names = _names_of_others(reads)
    secret = {n: read.secret for n, read in enumerate(reads) if read.secret}
    secrets = secrets_of_others(
        secret, lambda: (read.items() for read in reads), lambda n: reads[n].text()
    )
    tasks = {
        n: ReadTask(reads[n].item, reads[n].letter, names.get(n, ()), secrets.get(n, NO_SECRETS))
        for n in sorted(names.keys() | secrets.keys())
    }
    again = dict(zip(tasks, read_again([*tasks.values()], reader, apart.documents), strict=True))
    return [found for n, read in enumerate(reads) if (found := again.get(n, read))]


def _names_of_others(reads: Sequence[InputRead]) -> dict[int, list[str]]:
    """By the number of a reading the names in it that other documents withhold."""
    withheld = (name for read in reads for name, _ in read.withheld)
    organizations = (name for read in reads for name in read.organizations)
    found = withheld_elsewhere(withheld, organizations, (read.names() for read in reads))
    return {
        n: names
        for n, names in found.items()
        if Mask(names).found("\n".join(said_in(reads[n].stored())))
    }


def _seen(reads: Iterable[InputRead]) -> tuple[SeenName, ...]:
    """The names that nobody has decided about, each once, where it stands first."""
    found: dict[str, SeenName] = {}
    for one in (seen for read in reads for seen in read.seen):
        before = found.get(fold(one.name))
        count = one.count + (before.count if before else 0)
        found[fold(one.name)] = replace(before or one, count=count)
    return tuple(found.values())


def _only_printed(reads: Iterable[InputRead], settings: Settings) -> tuple[str, ...]:
    """The keys of bodies that documents print and no settings have."""
    known = {one.row.id for one in settings.organizations} | {one.id for one in settings.bodies}
    return tuple(sorted({read.body for read in reads if not read.item.door} - known))


@dataclass(frozen=True)
class _Index:
    """The meetings of the dataset by body and day, the items of each, and the keys that meetings
    of given rows were made with, by door, where they have another one now."""

    meetings: dict[tuple[str, str], list[str]]
    items: dict[str, Items]
    moved: dict[tuple[str, str], str]

    @classmethod
    def of(cls, reads: Iterable[InputRead]) -> _Index:
        """The index of what was read."""
        days: dict[tuple[str, str], list[str]] = defaultdict(list)
        items, moved = {}, {}
        for read in reads:
            days[read.body, str(read.date)].append(read.key)
            items[read.key] = read.sitting.items
            if read.item.key not in ("", read.key):
                moved[read.item.door, read.item.key] = read.key
        return cls(dict(days), items, moved)

    def placed(self, row: Any, own: str, item: Input) -> Any:
        """A citation with the keys that what it points at has."""
        marked = {
            name: self._moved(key.removeprefix(ELSEWHERE), item)
            for name in ("resolves_to_meeting", "resolves_to_item")
            if (key := getattr(row, name) or "").startswith(ELSEWHERE)
        }
        return self.resolved(replace(row, **marked) if marked else row, own)

    def _moved(self, key: str, item: Input) -> str:
        """The key that a meeting given with an input has now, or a thing of it."""
        meeting = meeting_of(key) or ""
        return self.moved.get((item.door, meeting), meeting) + key.removeprefix(meeting)

    def resolved(self, row: Any, own: str) -> Any:
        """A citation with what it points at in the dataset, when that is one meeting."""
        found = self.meetings.get((row.body or "", row.date or ""), [])
        if len(found) != 1 or found[0] == own or row.resolves_to_meeting:
            return row
        item = None
        if row.paragraph:
            number = row.paragraph.replace(" ", "")
            item = f"{found[0]}-{number}" if number in self.items[found[0]] else None
        return replace(row, resolves_to_meeting=found[0], resolves_to_item=item)


def _meeting_rows(item: Input, reading: Reading, index: _Index, names: Names) -> MeetingRows:
    rows: Rows = {t.name: list(reading.rows.get(t.name, [])) for t in MEETING_TABLES}
    rows["citations"] = [index.placed(row, reading.meeting, item) for row in rows["citations"]]
    problems = (one for one in reading.problems if one.code not in CODES)
    rows["problems"] = problem_rows(reading.meeting, problems)
    rows["decision_overview"] = decision_overview(rows, names)
    return MeetingRows(reading.meeting, rows, reading.lines)


def gather(
    settings: Settings,
    folder: Path | None,
    scratch: Path,
    *,
    inputs: Inputs | None = None,
    date: dt.date | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    given: Given | None = None,
) -> Gathered:
    """Read documents and given rows into a dataset kept under `scratch`.

    `folder` is where the settings lie, None where they lie nowhere; `inputs` are what is read, by
    default all that lies in the folder. `date` is the day of the build where it is another than
    that of the settings; `given` are the keys that releases gave, by default those that `history/`
    of the folder holds.
    SocsamError names the document when one cannot be read or is there twice, or when the settings
    hold a name that is withheld.
    """
    count = workers if workers is not None else (os.cpu_count() or 1)
    how = HowRead(settings, date or settings.release_date, scratch)
    if folder is not None:
        inputs = inputs or inputs_of(settings, folder, scratch)
        given = read_given(folder) if given is None else given
    inputs = inputs or Inputs()
    with InputReader(how, len(inputs.found), count) as reader:
        reads, unread = read_all(inputs.found, reader, progress)
        apart = NotTaken(unread)
        reads = _ordered(reads, reader, given or Given(), apart)
        reads = _without_what_others_withhold(reads, reader, apart)
    shared = SharedOnce({known.row.id for known in settings.organizations})
    withheld: dict[str, str] = {}
    named: set[str] = set()
    organizations: set[str] = set()
    for read in reads:
        shared.take(read.shared(), Giver(read.item.name, read.item.door, read.key), read.stated)
        withheld |= dict(read.withheld)
        named |= read.names().named
        organizations |= read.organizations
    shared.check()
    used = reduce(or_, (read.entries for read in reads), Entries())
    hidden = {
        *sought(withheld),
        *organizations,
        *(person.name for person in settings.publication.mask),
    }
    spared = {row.name for row in shared.rows["persons"].values()}
    spared |= named
    check_own_texts(settings, folder, WithheldNames.of(hidden, spared))
    names = Names(
        {k: r.name for k, r in shared.rows["organizations"].items()},
        {k: r.name for k, r in shared.rows["persons"].items()},
        {k: r.title for k, r in shared.rows["cases"].items()},
    )
    told = dict(shared.told)
    for read in reads:
        if doubles := [*apart.told(read.item)]:
            told[read.key] = [*told.get(read.key, ()), *doubles]
    finished = _Finishing(settings, reads, _Index.of(reads), names, told)
    spill = Spill(scratch / "meetings")
    spill.write(batches_of(finished.meetings(progress), BATCH_ROWS))
    rows = shared.finished(settings, finished.memberships, finished.used)
    return Gathered(
        Dataset(settings, rows, spill), tuple(finished.problems), finished.severities,
        finished.numbered, Counter(withheld.values()), _seen(reads),
        frozenset(hidden), frozenset(spared), used, len(reads), inputs.passed_over,
        any(read.masked_before for read in reads),
        tuple(sorted(apart.documents, key=lambda one: one.document)),
        _only_printed(reads, settings), finished.pages,
    )  # fmt: skip


@dataclass
class _Finishing:
    """Turns stored readings into the rows of meetings, and counts along the way."""

    settings: Settings
    reads: list[InputRead]
    index: _Index
    names: Names
    told: Mapping[str, Sequence[Problem]]
    memberships: Memberships = field(default_factory=Memberships)
    used: dict[str, set[str]] = field(
        default_factory=lambda: {"municipalities": set(), "parties": set()}
    )
    problems: list[ProblemRow] = field(default_factory=list)
    pages: dict[str, int] = field(default_factory=dict)
    severities: Counter[str] = field(default_factory=Counter)
    numbered: Counter[str] = field(default_factory=Counter)

    def meetings(self, progress: Progress | None) -> Iterator[MeetingRows]:
        """The meetings in key order."""
        for done, read in enumerate(self.reads, 1):
            found = read.stored()
            told = self.told.get(found.meeting, ())
            found = replace(found, problems=(*found.problems, *told))
            meeting = _meeting_rows(read.item, found, self.index, self.names)
            self._count(meeting, read)
            if progress:
                progress("gather", done, len(self.reads))
            yield meeting

    def _count(self, meeting: MeetingRows, read: InputRead) -> None:
        self.memberships.see(read.body, read.date, meeting.rows["participants"])
        note_references(meeting.rows, self.used)
        self.numbered[meeting.key] = len(meeting.rows["problems"])
        for problem in meeting.rows["problems"]:
            self.severities[problem.severity] += 1
            if problem.severity == "error" or len(self.problems) < SHOWN:
                self.problems.append(problem)
                self._place(problem, meeting.rows["source_pages"])

    def _place(self, problem: ProblemRow, pages: Sequence[SourcePage]) -> None:
        """Note the page that a problem begins on, where its source has pages."""
        page = None if problem.first_line is None else page_of(pages, problem.first_line)
        if page is not None:
            self.pages[problem.id] = page
