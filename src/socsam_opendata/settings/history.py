"""The history beside the minutes: releases, changes, withdrawn rows and keys, in `history/*.csv`.

`socsam release` writes these files and a build reads them; a person may correct a reason in them by
hand. They are written in an order that leaves the release undone until the last of them stands:
changes, tombstones and keys first, then releases. What an interrupted release left in the first
three, rows of a later version at the end, is passed over, and the next release writes it anew.

Nothing is ever taken out of `keys.csv`. A release adds the keys it gave for the first time, those
it knows by other facts than before (a corrected start; any of its facts recognise a meeting), and
those whose meeting it gave another key.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from socsam_opendata.errors import Place, SettingsError
from socsam_opendata.model.csv_rows import columns_of, read_csv_rows
from socsam_opendata.model.release_records import (
    CHANGES,
    HISTORY_TABLES,
    KEYS,
    RELEASES,
    TOMBSTONES,
    Change,
    GivenKey,
    Release,
    Tombstone,
    build_metadata,
)
from socsam_opendata.model.table import Table
from socsam_opendata.texts import Phrase

HISTORY_FOLDER = "history"
# The columns that may hold words.
_TOLD = ("row", "iri", "column", "old", "new", "reason")


@dataclass(frozen=True, slots=True)
class Given:
    """The keys that releases gave, and those of them whose items are withdrawn."""

    keys: tuple[GivenKey, ...] = ()
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class History:
    """The releases, oldest first, what each changed, what is withdrawn, and the keys given."""

    releases: tuple[Release, ...] = ()
    changes: tuple[Change, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    keys: tuple[GivenKey, ...] = ()

    @property
    def last(self) -> Release | None:
        """The latest release, or None."""
        return self.releases[-1] if self.releases else None

    @property
    def given(self) -> Given:
        """What a build has to know so that it gives no key to something else."""
        return Given(self.keys, _withdrawn_items(self.tombstones))

    def rows(self, table: Table) -> Sequence[Any]:
        """The rows of one of the four tables."""
        rows: Sequence[Any] = getattr(self, table.name)
        return rows


def history_path(minutes: Path, table: Table) -> Path:
    """Where a table of the history lies beside the minutes."""
    return minutes / HISTORY_FOLDER / f"{table.name}.csv"


def core(version: str) -> tuple[int, int, int]:
    """The three numbers of a version (SemVer)."""
    major, minor, patch = re.split(r"[-+]", version, maxsplit=1)[0].split(".")
    return int(major), int(minor), int(patch)


# --- reading ----------------------------------------------------------------------------------


def _lines(path: Path, table: Table) -> Iterator[tuple[int, Any]]:
    """The rows of a file with their line numbers; none without the file."""
    if not path.is_file():
        return
    for line, cells in read_csv_rows(path, columns_of(table), SettingsError, unique="id"):
        try:
            row = table.row(**cells)
        except SettingsError as error:
            raise error.at(Place(str(path), line)) from error
        yield line, row


def read_releases(minutes: Path) -> tuple[Release, ...]:
    """The releases, oldest first; none where nothing was released.

    SettingsError with file and line when the file is broken, versions or days go backwards, or a
    version is that of a build that is no release; and where a file has the name of their folder.
    """
    path = history_path(minutes, RELEASES)
    if path.parent.exists() and not path.parent.is_dir():
        raise SettingsError("history.no-folder", path.parent)
    found = list(_lines(path, RELEASES))
    for line, release in found:
        if build_metadata(release.id):
            raise SettingsError("history.version-build", Place(str(path), line), release=release.id)
    for (_, before), (line, after) in pairwise(found):
        if core(after.id) <= core(before.id):
            raise SettingsError(
                "history.order", Place(str(path), line), release=after.id, before=before.id
            )
        if after.date < before.date:
            raise SettingsError(
                "history.day-order", Place(str(path), line), release=after.id, before=before.id
            )
    return tuple(release for _, release in found)


def read_history(minutes: Path, releases: Sequence[Release] | None = None) -> History:
    """The history beside the minutes; empty where nothing was released.

    `releases` are those of its file where they have been read already, as in settings.
    SettingsError with file and line when a file is broken or names a release that is none.
    """
    releases = read_releases(minutes) if releases is None else tuple(releases)
    known = {release.id: release.date for release in releases}
    rows = {
        table.name: tuple(_of_releases(history_path(minutes, table), table, known))
        for table in (CHANGES, TOMBSTONES, KEYS)
    }
    return History(releases, rows["changes"], rows["tombstones"], rows["keys"])


def read_given(minutes: Path, releases: Sequence[Release] | None = None) -> Given:
    """The keys that releases gave; none where there are no such files yet.

    `releases` and SettingsError, with file and line, as of the whole history.
    """
    releases = read_releases(minutes) if releases is None else releases
    known = {release.id: release.date for release in releases}
    keys, tombstones = (
        tuple(_of_releases(history_path(minutes, table), table, known))
        for table in (KEYS, TOMBSTONES)
    )
    return Given(keys, _withdrawn_items(tombstones))


def _withdrawn_items(tombstones: Iterable[Tombstone]) -> frozenset[str]:
    return frozenset(stone.row for stone in tombstones if stone.table_name == "agenda_items")


def _of_releases(path: Path, table: Table, known: Mapping[str, dt.date]) -> Iterator[Any]:
    """The rows of a file that belong to releases; what an interrupted release left is not."""
    last = max(map(core, known), default=(-1, -1, -1))
    pending: tuple[int, str] | None = None
    for line, row in _lines(path, table):
        if row.release not in known:
            if core(row.release) <= last or (pending and pending[1] != row.release):
                raise SettingsError(
                    "history.no-release", Place(str(path), line), release=row.release
                )
            pending = (line, row.release)
            continue
        if pending:
            raise SettingsError(
                "history.no-release", Place(str(path), pending[0]), release=pending[1]
            )
        if row.date != known[row.release]:
            day = known[row.release]
            raise SettingsError(
                "history.other-day", Place(str(path), line), release=row.release, day=day
            )
        yield row


def check_history(
    minutes: Path,
    withheld: Callable[[str], bool],
    withheld_words: Callable[[str], bool],
    reaches: Callable[[str], bool],
) -> None:
    """SettingsError for a cell of the history that holds a name which is not published.

    `withheld` looks at texts; `withheld_words` at keys, whose words are given with spaces between
    and in ASCII, as `slug` writes them; `reaches` finds identity numbers, e-mail addresses and
    telephone numbers in reasons. The message repeats none of them.
    """
    for table in HISTORY_TABLES:
        path = history_path(minutes, table)
        # Keys are made of the facts beside them, whose only words are those of their start.
        names = ("body", "meeting", "renamed_to") if table is KEYS else _TOLD
        sound: set[tuple[str, str]] = set()
        for line, row in _lines(path, table):
            for name in names:
                text = getattr(row, name, None)
                if not text or (name, text) in sound:
                    continue
                what = Phrase("errors.own.column", {"column": name})
                words = " ".join(re.findall("[^/_-]+", text))
                if withheld(text) or withheld(words) or withheld_words(words):
                    raise SettingsError("own.named", Place(str(path), line), what=what)
                if name == "reason" and reaches(text):
                    raise SettingsError("own.reached", Place(str(path), line), what=what)
                sound.add((name, text))


# --- writing ----------------------------------------------------------------------------------


def history_csv(table: Table, rows: Iterable[Any]) -> str:
    """Rows of the history as CSV (RFC 4180, LF for line ends, an empty cell for null)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for row in rows:
        cells = (getattr(row, name) for name in names)
        writer.writerow(["" if cell is None else str(cell) for cell in cells])
    return out.getvalue()


# The name of a file that is being written; nobody gives a file of their own such a name.
_WRITING = r"\.(?:{names})\.csv\.[0-9a-f]{{32}}\.writing"


def _replace(path: Path, data: bytes) -> None:
    """Write a file under a new name, force it to the disk, and give it its name."""
    writing = path.with_name(f".{path.name}.{secrets.token_hex(16)}.writing")
    try:
        with writing.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        writing.replace(path)
    finally:
        writing.unlink(missing_ok=True)


def clear_unwritten(minutes: Path) -> None:
    """Remove what a killed release had begun to write; to be called under the lock of releases."""
    names = "|".join(table.name for table in HISTORY_TABLES)
    folder = minutes / HISTORY_FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if re.fullmatch(_WRITING.format(names=names), path.name) and not path.is_dir():
            path.unlink()


def keep_history(minutes: Path, history: History) -> None:
    """Keep the history beside the minutes; the release counts once its own file stands."""
    (minutes / HISTORY_FOLDER).mkdir(exist_ok=True)
    for table in HISTORY_TABLES:
        text = history_csv(table, history.rows(table))
        _replace(history_path(minutes, table), text.encode())


def keep_keys(minutes: Path, keys: Iterable[GivenKey]) -> None:
    """Write keys.csv alone, for releases that stand in the history already."""
    _replace(history_path(minutes, KEYS), history_csv(KEYS, keys).encode())


def saved(minutes: Path) -> dict[str, bytes | None]:
    """The bytes of the history as it is now, to be put back; None for a file that is not there."""
    paths = {table.name: history_path(minutes, table) for table in reversed(HISTORY_TABLES)}
    return {name: p.read_bytes() if p.is_file() else None for name, p in paths.items()}


def put_back(minutes: Path, before: Mapping[str, bytes | None]) -> None:
    """The history as it was: releases first, so that what they do not name counts no more."""
    for name, data in before.items():
        path = minutes / HISTORY_FOLDER / f"{name}.csv"
        if data is None:
            path.unlink(missing_ok=True)
        else:
            _replace(path, data)
    folder = minutes / HISTORY_FOLDER
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


# --- is this the release? ---------------------------------------------------------------------
