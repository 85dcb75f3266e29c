"""The documents of a folder of minutes, and what reads each: by its ending."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.minutes.sources.source import FORMATS
from socsam_opendata.rows.saved import ENDING, read_saved, saved_name
from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, Settings
from socsam_opendata.settings.history import HISTORY_FOLDER
from socsam_opendata.settings.known import ORGANIZATIONS_FILE, PEOPLE_FILE
from socsam_opendata.settings.names_review import REVIEW_FILE

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
    """A document of a folder of minutes."""

    place: Path
    key: str = ""
    letter: str | None = None
    door: str = ""

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.place.name

    def reading(self, settings: Settings, letter: str = "") -> Reading:
        """What it says; SocsamError where it cannot be read."""
        return read_document(self.place, settings, letter)


def documents(folder: Path) -> list[Path]:
    """The documents of a folder of minutes, by name; SourceError for a file that is none."""
    if not folder.is_dir():
        raise SourceError("minutes.no-folder", folder)
    found = []
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith(".") or name in _BESIDE or name.upper().startswith("README"):
            continue
        if path.is_dir():
            raise SourceError("minutes.subfolder", path)
        if path.suffix.lower() not in FORMATS and not is_saved(path):
            known = ", ".join([*sorted(FORMATS), ENDING])
            raise SourceError("minutes.unknown-file", path, known=known)
        found.append(path)
    if not found:
        raise SourceError("minutes.none", folder)
    _check_apart(found)
    return found


def inputs_of(settings: Settings, folder: Path, scratch: Path) -> list[Input]:
    """All that lies in a folder of minutes; what is read ahead is kept under `scratch`."""
    return [DocumentFile(path) for path in documents(folder)]


def _check_apart(found: list[Path]) -> None:
    """SourceError where the same minutes lie there as a document and as a saved reading of it."""
    saved = {path.name[: -len(ENDING)].casefold(): path for path in found if is_saved(path)}
    for path in found:
        other = None if is_saved(path) else saved.get(path.stem.casefold())
        if other:
            raise SourceError("saved.beside", other, document=path.name)


def is_saved(path: Path) -> bool:
    """Whether a file is a saved reading, by its ending."""
    return path.name.casefold().endswith(ENDING)


def document_name(path: Path) -> str:
    """The name of a document, also where a saved reading of it stands for it."""
    return saved_name(path) if is_saved(path) else path.name


def read_document(path: Path, settings: Settings, letter: str = "") -> Reading:
    """The reading of a document, or of a saved reading of one; SocsamError where there is none."""
    return (read_saved if is_saved(path) else read_minutes)(path, settings, letter)
