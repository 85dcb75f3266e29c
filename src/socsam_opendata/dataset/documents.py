"""The documents of a folder of minutes, and what reads each: by its ending."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Protocol

from socsam_opendata.dataset.given_twice import check_given_twice
from socsam_opendata.dataset.workers import Lost, Watch, Workers
from socsam_opendata.errors import RowsError, SourceError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.sources.source import FORMATS, check_written
from socsam_opendata.rows.beside import passed_beside, with_rows_beside
from socsam_opendata.rows.csv_folder import (
    ENDING_FOLDER,
    FolderTexts,
    csv_tables,
    has_meetings,
    is_rows_folder,
)
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.readings import given_readings
from socsam_opendata.rows.saved import ENDING, read_saved, saved_name
from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, Settings
from socsam_opendata.settings.history import HISTORY_FOLDER
from socsam_opendata.settings.known import ORGANIZATIONS_FILE, PEOPLE_FILE
from socsam_opendata.settings.limits import Limits
from socsam_opendata.settings.names_review import REVIEW_FILE
from socsam_opendata.texts import Phrase

_BESIDE = frozenset({SETTINGS_FILE, ORGANIZATIONS_FILE, PEOPLE_FILE, REVIEW_FILE, HISTORY_FOLDER})


class Input(Protocol):
    """One of the things that a dataset is made of: what a meeting is read from.

    `name` is what a report calls it, `place` where an error says it is. One that was given as rows
    has the `key` that its rows were made with, the `letter` that its id claims, and the `door` it
    came by; a document has none of them.
    """

    @property
    def name(self) -> str: ...
    @property
    def place(self) -> Path | str: ...
    @property
    def key(self) -> str: ...
    @property
    def letter(self) -> str | None: ...
    @property
    def door(self) -> str: ...
    def reading(self, settings: Settings, letter: str = "") -> Reading: ...


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document of a folder of minutes, and the folder of rows beside it where there is one."""

    place: Path
    rows: Path | None = None
    key: str = ""
    letter: str | None = None
    door: str = ""

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.place.name

    def reading(self, settings: Settings, letter: str = "") -> Reading:
        """What it says, and the rows beside it; SocsamError where they cannot be read."""
        _check_known(self.place)
        read = read_document(self.place, settings, letter)
        _check_placed(read, settings, self.place)
        if self.rows is None:
            return read
        return with_rows_beside(read, self.rows, settings, self.place)


# What tells that a document is no adjusted minutes, whatever they hold.
_NO_MINUTES = frozenset({"minutes-not-adjusted", "meeting-cancelled", "title-of-summons"})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document of a folder that is not in the dataset: its name, a code, and why.

    `state` is `refused` where something is to be mended, `unfinished` where reading it took too
    long or too much memory, or ended the process that read it, `waiting` for minutes that are not
    adjusted yet, `double` for one whose meeting another document tells too, item by item.
    """

    document: str
    code: str
    reason: Phrase
    state: str = "refused"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a dataset is made of, and how many given rows are in no table, by table."""

    found: tuple[Input, ...] = ()
    passed_over: Counter[str] = field(default_factory=Counter)


def documents(folder: Path) -> list[Path]:
    """The documents and folders of rows of a folder of minutes, by name.

    Files that are neither are among them, for a report to name; SourceError for another folder.
    """
    if not folder.is_dir():
        raise SourceError("minutes.no-folder", folder)
    found = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith(".") or name in _BESIDE or name.upper().startswith("README"):
            continue
        if path.is_dir() and not is_rows_folder(path):
            raise SourceError("minutes.subfolder", path)
        found.append(path)
    if not found:
        raise SourceError("minutes.none", folder)
    _check_apart(found)
    return found


def inputs_of(settings: Settings, folder: Path, scratch: Path) -> Inputs:
    """All that lies in a folder of minutes; rows are kept under `scratch`."""
    paths = documents(folder)
    beside = {_bare(path): path for path in paths if is_rows_folder(path)}
    alone = beside.keys() - {_bare(path) for path in paths if not is_rows_folder(path)}
    found: list[Input] = []
    passed: Counter[str] = Counter()
    told = Faults()
    for number, path in enumerate(paths):
        if not is_rows_folder(path):
            found.append(DocumentFile(path, beside.get(_bare(path))))
        elif _bare(path) in alone:
            faults = Faults()
            rows, texts = csv_tables(path, faults), FolderTexts(path)
            place = scratch / f"rows-{number}"
            lacking = _no_meeting(path, paths)
            given = given_readings(
                rows, texts, settings, place, path.name, faults, lacking, persons=check_given_twice
            )
            found += given.readings
            passed += given.passed_over
            told.join(faults.told)
        else:
            passed += passed_beside(path)
    if told.told:
        told.join(_beside_documents(found, settings))
    told.check()
    return Inputs(tuple(found), passed)


def _beside_documents(found: Iterable[Input], settings: Settings) -> Iterator[Phrase]:
    """The faults of the rows beside documents, to be told with those of rows without one."""
    beside = [(one,) for one in found if isinstance(one, DocumentFile) and one.rows is not None]
    watch = Watch(settings.limits.seconds, settings.limits.memory_megabytes)
    with Workers(_faults_beside, 1, (settings,), watch) as workers:
        for faults in workers.answers(beside):
            if not isinstance(faults, Lost):
                yield from faults


def _faults_beside(settings: Settings, document: DocumentFile) -> tuple[Phrase, ...]:
    """The faults of the rows beside a document."""
    try:
        document.reading(settings)
    except RowsError as error:
        return error.faults
    except SourceError:
        pass  # that is told when the rows are right
    return ()


def _no_meeting(folder: Path, paths: Sequence[Path]) -> Phrase:
    """What is told of a folder without a meeting; with the minutes that its rows may belong to."""
    own, taken = _bare(folder), {_bare(path) for path in paths if is_rows_folder(path)}
    documents = {name: path for path in paths if (name := _bare(path)) not in taken}
    near = [name for name in documents if own in name or name in own]
    near = near or get_close_matches(own, documents, n=1)
    hint: Phrase | str = ""
    if near:
        document = documents[near[0]]
        name = f"{document.name.removesuffix(ENDING).removesuffix(document.suffix)}{ENDING_FOLDER}"
        hint = Phrase("rows.hint.document", {"document": document.name, "name": name})
    return Phrase("rows.no-meeting-in", {"folder": folder.name, "hint": hint})


def _bare(path: Path) -> str:
    """The name of a document, of a saved reading or of rows, without what tells these apart."""
    name = path.name.casefold()
    for ending in (ENDING, ENDING_FOLDER):
        if name.endswith(ending):
            return name[: -len(ending)]
    return path.stem.casefold()


def _check_apart(found: list[Path]) -> None:
    """SourceError where the same minutes lie there in two ways that both say all of them."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(found, key=is_saved, reverse=True):
        if not is_rows_folder(path):
            files[_bare(path)].append(path)
    for path in found:
        others = files.get(_bare(path), [path])
        if is_saved(path) and others[-1] != path:
            raise SourceError("saved.beside", path, document=others[-1].name)
        if is_rows_folder(path) and others[-1] != path and has_meetings(path):
            raise SourceError("rows.beside", path, document=others[-1].name)
        if is_rows_folder(path) and len(others) > 1:
            raise SourceError(
                "rows.of-two", path, documents=", ".join(sorted(p.name for p in others))
            )


def _check_placed(read: Reading, settings: Settings, path: Path) -> None:
    """SourceError for minutes that no dataset can take in: of no body, no day or no paragraph, and
    for what calls itself something else."""
    (meeting,) = read.rows["meetings"]
    known = {body.id for body in settings.bodies}
    name = document_name(path, settings.limits)
    if meeting.body is None:
        raise SourceError("source.no-body", path, file=name)
    if meeting.date is None:
        raise SourceError("source.no-date", path, file=name)
    if not read.rows["agenda_items"]:
        raise SourceError("source.no-paragraphs", path)
    denied = next((one for one in read.problems if one.code in _NO_MINUTES), None)
    if denied is not None:
        raise SourceError("source.no-minutes", path, printed=denied.facts["printed"])
    if known and meeting.body not in known:
        called = {row.id: row.name for row in read.rows["organizations"]}
        names = {one.row.id: one.row.name for one in settings.organizations}
        ours = ", ".join(names.get(key, key) for key in sorted(known))
        raise SourceError("source.other-body", path, printed=called[meeting.body], names=ours)


def _check_known(path: Path) -> None:
    """SourceError for a file that is neither minutes nor rows, by its ending."""
    if path.suffix.lower() not in FORMATS and not is_saved(path):
        check_written(path)
        known = ", ".join([*sorted(FORMATS), ENDING, f"{ENDING_FOLDER}/"])
        raise SourceError("minutes.unknown-file", path, known=known)


def is_saved(path: Path) -> bool:
    """Whether a file is a saved reading, by its ending."""
    return path.name.casefold().endswith(ENDING)


def document_name(path: Path, limits: Limits) -> str:
    """The name of a document, also where a saved reading of it stands for it."""
    return saved_name(path, limits) if is_saved(path) else path.name


def read_document(path: Path, settings: Settings, letter: str = "") -> Reading:
    """The reading of a document, or of a saved reading of one; SocsamError where it has none."""
    return (read_saved if is_saved(path) else read_minutes)(path, settings, letter)
