"""Inputs -> their published readings on disk: each is read by a worker, within its limits.

A document may be broken, or made to harm: what is read of it is read in a process that may be
ended, and that is replaced. Given rows are read in this process where they are few.
"""

from __future__ import annotations

import datetime as dt
import os
import pickle
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from socsam_opendata.dataset.documents import Input, LeftOut
from socsam_opendata.dataset.progress import Progress
from socsam_opendata.dataset.workers import MEMORY, SECONDS, Lost, Watch, Workers
from socsam_opendata.errors import BuildError, RowsError, SourceError
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.records import SHARED_TABLES, Rows
from socsam_opendata.model.sitting import Items, Sitting, item_contents, with_signs
from socsam_opendata.model.withheld import MASK
from socsam_opendata.privacy.elsewhere import DocumentNames
from socsam_opendata.privacy.entries import Entries
from socsam_opendata.privacy.listed.secret_titles import NO_SECRETS, SecretsOfOthers
from socsam_opendata.privacy.policy import apply
from socsam_opendata.privacy.secrets_elsewhere import DocumentItems, SecretItem
from socsam_opendata.rows.faults import told_together
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.settings.names_review import SeenName
from socsam_opendata.texts import Phrase

# Fewer inputs than this are read one after the other: starting more workers costs more.
PARALLEL_FROM = 24


@dataclass(frozen=True, slots=True)
class InputRead:
    """One thing read: where its published reading lies on disk, and what all must know of it."""

    item: Input
    key: str
    body: str
    date: dt.date
    sitting: Sitting
    withheld: tuple[tuple[str, str], ...]
    organizations: frozenset[str]
    seen: tuple[SeenName, ...]
    entries: Entries
    letter: str
    store: Path
    places: tuple[int, ...]
    stated: frozenset[str]
    masked_before: bool
    secret: tuple[SecretItem, ...]
    waits: LeftOut | None
    unread: int

    def stored(self) -> Reading:
        """The published reading, as it was stored."""
        reading: Reading = self._loaded(0)
        return reading

    def shared(self) -> Rows:
        """The rows of it that meetings share."""
        rows: Rows = self._loaded(1)
        return rows

    def names(self) -> DocumentNames:
        """Whom it withholds and names, and its words."""
        names: DocumentNames = self._loaded(2)
        return names

    def items(self) -> DocumentItems:
        """Its items, confidential and open."""
        items: DocumentItems = self._loaded(3)
        return items

    def text(self) -> str:
        """What it says before names are taken out, for nobody's eyes but the policy's."""
        text: str = self._loaded(4)
        return text

    def _loaded(self, number: int) -> Any:
        with self.store.open("rb") as file:
            file.seek(self.places[number])
            return pickle.load(file)


@dataclass(frozen=True, slots=True)
class HowRead:
    """What every document is read with: the settings, the day of the build, a place to store."""

    settings: Settings
    date: dt.date | None
    scratch: Path


@dataclass(frozen=True, slots=True)
class ReadTask:
    """What is read: an input, with its letter, the names that other documents withhold, and what
    they keep secret."""

    item: Input
    letter: str = ""
    also: Collection[str] = ()
    secrets: SecretsOfOthers = NO_SECRETS


@dataclass(frozen=True, slots=True)
class InputUnread:
    """An input that could not be read, and why; `state` is as of a document that is left out."""

    item: Input
    error: SourceError
    state: str = "refused"

    def left_out(self) -> LeftOut:
        """As a document that is left out."""
        return LeftOut(self.item.name, self.error.key, self.error.phrase, self.state)


Found = InputRead | InputUnread | RowsError


def read_input(how: HowRead, task: ReadTask) -> Found:
    """What is read of an input, stored in a file of this process, or why not."""
    try:
        return _stored(how, task)
    except RowsError as error:
        return error
    except SourceError as error:
        return InputUnread(task.item, error)


def _stored(how: HowRead, task: ReadTask) -> InputRead:
    """Read a document or given rows, apply the policy, and append the published reading to a
    store."""
    item = task.item
    read = item.reading(how.settings, task.letter)
    published = apply(how.settings, read, how.date, task.also, task.secrets)
    reading = published.reading
    (meeting,) = reading.rows["meetings"]
    shared = {t.name: reading.rows.get(t.name, []) for t in SHARED_TABLES}
    places = []
    store = how.scratch / f"read-{os.getpid()}.pickle"
    with store.open("ab") as file:
        for part in (
            reading, shared, DocumentNames.of(published), published.items, published.text,
        ):  # fmt: skip
            places.append(file.tell())
            pickle.dump(part, file, protocol=pickle.HIGHEST_PROTOCOL)
    return InputRead(
        item, reading.meeting, meeting.body, meeting.date,
        Sitting(meeting.starts_at, meeting.first_paragraph, meeting.last_paragraph,
                _contents(reading.rows), ends_at=meeting.ends_at),
        tuple((w.name, w.reason) for w in published.withheld),
        published.organizations,
        tuple(replace(name, document=item.name) for name in published.seen),
        published.entries, task.letter, store, tuple(places),
        _stated(item, reading),
        bool(item.door) and any(MASK in line for line in read.lines),
        published.items.secret,
        _waiting(item, reading), sum(row.lines_unread or 0 for row in reading.rows["sources"]),
    )  # fmt: skip


def _stated(item: Input, reading: Reading) -> frozenset[str]:
    """The organizations that the publisher said something of, and not only its minutes."""
    if item.door:
        return frozenset(row.id for row in reading.rows["organizations"])
    return reading.stated.organizations if reading.stated else frozenset()


def _waiting(item: Input, reading: Reading) -> LeftOut | None:
    """A document, or rows of a meeting, whose minutes are not adjusted yet, as it is left out."""
    found = [problem for problem in reading.problems if problem.code == "not-approved"]
    if not found:
        return None
    reason = Phrase("problems.not-approved", found[0].facts)
    return LeftOut(item.name, found[0].code, reason, "waiting")


def _contents(rows: Rows) -> Items:
    """What each item of a meeting is recognised by, by § and part."""
    items = {row.id: f"{row.number}{row.part or ''}" for row in rows["agenda_items"]}
    titles = ((row.id, row.title) for row in rows["agenda_items"])
    numbers = {row.id: row.diary_number for row in rows["agenda_items"]}
    item_of = {row.id: row.item for row in rows.get("decisions", ())}
    said = [(row.item, "item_texts", row.text) for row in rows.get("item_texts", ())]
    said += [(item_of[row.decision], "clauses", row.text) for row in rows.get("clauses", ())]
    found = item_contents(titles, ((item, text) for item, _, text in said))
    found = with_signs(found, numbers, ((item, kind) for item, kind, _ in said))
    return {items[key]: content for key, content in found.items()}


class InputReader:
    """Reads inputs, each within the limits of the settings; a context that holds the processes."""

    def __init__(self, how: HowRead, inputs: int, workers: int) -> None:
        limits = how.settings.limits
        self._how = how
        self._watch = Watch(limits.seconds, limits.memory_megabytes)
        self._many = workers > 1 and inputs >= PARALLEL_FROM
        count = workers if self._many else 1
        self._workers = Workers(read_input, count, (how,), self._watch)

    def __enter__(self) -> InputReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.__exit__()

    def found(self, tasks: Sequence[ReadTask]) -> Iterator[Found]:
        """What is read of each, in their order; BuildError where a worker ends over given rows."""
        aside = [self._is_aside(task.item) for task in tasks]
        sent = [(task,) for task, away in zip(tasks, aside, strict=True) if away]
        answers = self._workers.answers(sent)
        for task, away in zip(tasks, aside, strict=True):
            found = next(answers) if away else read_input(self._how, task)
            yield self._lost(task.item, found) if isinstance(found, Lost) else found

    def _is_aside(self, item: Input) -> bool:
        """Whether an input is read in another process: a document is where it has limits."""
        return self._many or (not item.door and self._watch != Watch())

    def _lost(self, item: Input, lost: Lost) -> InputUnread:
        """A document that no worker came to an end with."""
        if item.door:
            raise BuildError("workers.died", code=str(lost.code))
        place, limits = item.place, self._how.settings.limits
        error = SourceError("source.reader-ended", place, code=lost.code)
        if lost.cause == SECONDS:
            error = SourceError("source.too-slow", place, seconds=limits.seconds)
        if lost.cause == MEMORY:
            most = limits.memory_megabytes
            error = SourceError("source.too-much-memory", place, megabytes=most)
        return InputUnread(item, error, "unfinished")


def read_all(
    inputs: Sequence[Input], reader: InputReader, progress: Progress | None
) -> tuple[list[InputRead], list[LeftOut]]:
    """All that is read, and the documents that are left out.

    RowsError with the faults of all rows beside documents, SourceError where no document is left.
    """
    reads: list[InputRead] = []
    left: list[InputUnread] = []
    faulty: list[RowsError] = []
    for done, one in enumerate(reader.found([ReadTask(item) for item in inputs]), 1):
        if progress:
            progress("read", done, len(inputs))
        if isinstance(one, InputRead):
            reads.append(one)
        elif isinstance(one, InputUnread):
            left.append(one)
        else:
            faulty.append(one)
    if faulty:
        raise told_together(faulty)
    if left and not reads:
        raise left[0].error
    out = [one.left_out() for one in left]
    whole = [read for read in reads if read.waits is None]
    # Where all of them wait, their problems say so, and nothing is built.
    out += [read.waits for read in reads if read.waits and whole]
    return whole or reads, out


def read_again(
    tasks: Sequence[ReadTask], reader: InputReader, out: list[LeftOut]
) -> Iterator[InputRead | None]:
    """What was read before, read otherwise; None for what takes too long now, which is left out."""
    for one in reader.found(tasks):
        if isinstance(one, RowsError):
            raise one
        if isinstance(one, InputUnread):
            out.append(one.left_out())
        yield one if isinstance(one, InputRead) else None
