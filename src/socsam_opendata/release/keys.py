"""The keys that a package has, as the rows that a release adds to history/keys.csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from socsam_opendata.errors import PackageError, SettingsError
from socsam_opendata.model.release_records import KEYS, GivenKey, Release
from socsam_opendata.package.package import Package
from socsam_opendata.release.renames import (
    ITEMS,
    MEETINGS,
    Rename,
    as_time,
    cells_of,
    package_contents,
)
from socsam_opendata.settings.history import history_path

_MEETING = ("id", "body", "date", "starts_at", "first_paragraph", "last_paragraph")
_ITEM = ("id", "meeting", "number", "part")
_NAMES = {"id": "row", "date": "day"}


def _facts(folder: Path) -> Iterator[dict[str, Any]]:
    """The keys of meetings and items of a package, and what each is known by."""
    package = Package.open(folder)
    for row in cells_of(package, MEETINGS, *_MEETING):
        cells = {_NAMES.get(name, name): cell for name, cell in row.items()}
        if isinstance(cells["day"], str):  # the rows come from CSV
            cells["day"] = dt.date.fromisoformat(cells["day"])
        yield {"table_name": MEETINGS, **cells, "starts_at": as_time(cells["starts_at"])}
    contents = package_contents(package)
    for row in cells_of(package, ITEMS, *_ITEM):
        cells = {_NAMES.get(name, name): cell for name, cell in row.items()}
        content = contents[row["id"]]
        yield {"table_name": ITEMS, **cells,
               "title_digest": content.title, "text_digest": content.text}  # fmt: skip


def keys_to_add(
    folder: Path, release: Release, kept: Sequence[GivenKey], renames: Sequence[Rename] = ()
) -> tuple[GivenKey, ...]:
    """The rows by which history tells the keys of a release; `kept` are those that it holds.

    A key that it holds is told again where it is known by other facts than last, and where the
    release gave its meeting or item another. PackageError when a key of the package is not made of
    the facts beside it.
    """
    last = {key.row: key for key in kept}
    left = [replace(last[r.old], renamed_to=r.new) for r in renames if r.old in last]
    found = [
        key for key in _keys(folder, release)
        if key.row not in last or key.facts != last[key.row].facts
    ]  # fmt: skip
    number = sum(key.release == release.id for key in kept)
    return tuple(
        replace(key, id=f"{release.id}-key-{n:04}", release=release.id, date=release.date)
        for n, key in enumerate([*left, *found], number + 1)
    )


def check_keys(folder: Path, release: Release, kept: Sequence[GivenKey], minutes: Path) -> None:
    """SettingsError when history tells a key of the last release by other facts than its package.

    Somebody has changed keys.csv by hand then, and a key would be given to something else.
    """
    last = {key.row: key for key in kept}
    for key in _keys(folder, release):
        if key.row in last and key.printed != last[key.row].printed:
            path = history_path(minutes, KEYS)
            raise SettingsError("history.keys-differ", path, row=key.row, release=release.id)


def _keys(folder: Path, release: Release) -> Iterator[GivenKey]:
    """The keys of a package, not numbered yet."""
    for facts in _facts(folder):
        try:
            yield GivenKey(
                id=f"{release.id}-key-0000", release=release.id, date=release.date, **facts
            )
        except SettingsError as error:
            raise PackageError("package.odd-key", folder, key=str(facts["row"])) from error
