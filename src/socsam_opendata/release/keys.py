"""The keys that a package has, as the rows that a release adds to history/keys.csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
        yield {"table_name": MEETINGS, **_named(row)}
    contents = package_contents(package)
    for row in cells_of(package, ITEMS, *_ITEM):
        content = contents[row["id"]]
        yield {"table_name": ITEMS, **_named(row),
               "title_digest": content.title, "text_digest": content.text}  # fmt: skip


def _named(row: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row under the names of history's columns."""
    return {_NAMES.get(name, name): cell for name, cell in row.items()}


def keys_to_add(
    folder: Path, release: Release, kept: Sequence[GivenKey], renames: Sequence[Rename] = ()
) -> tuple[GivenKey, ...]:
    """The rows by which history tells the keys of a release; `kept` are those that it holds.

    A key that it holds is told again where it is known by other facts than last, and where the
    release gave its meeting or item another. PackageError when a key of the package is not made of
    the facts beside it.
    """
    return _told(_keys(folder, release), release, kept, renames)


def keys_lacking(
    folder: Path, release: Release, kept: Sequence[GivenKey], minutes: Path
) -> tuple[GivenKey, ...]:
    """The rows that history lacks of the last release, whose package lies in `folder`.

    SettingsError when it tells a key by other facts than the package: somebody has changed keys.csv
    by hand then, and a key would be given to something else.
    """
    last = {key.row: key for key in kept}
    given = list(_keys(folder, release))
    for key in given:
        if key.row in last and key.printed != last[key.row].printed:
            path = history_path(minutes, KEYS)
            raise SettingsError("history.keys-differ", path, row=key.row, release=release.id)
    return _told(given, release, kept)


def _told(
    given: Iterable[GivenKey],
    release: Release,
    kept: Sequence[GivenKey],
    renames: Sequence[Rename] = (),
) -> tuple[GivenKey, ...]:
    """The keys that history does not tell as they are, numbered after those of the release."""
    last = {key.row: key for key in kept}
    left = [replace(last[r.old], renamed_to=r.new) for r in renames if r.old in last]
    found = [key for key in given if key.row not in last or key.facts != last[key.row].facts]
    number = sum(key.release == release.id for key in kept)
    return tuple(
        replace(key, id=f"{release.id}-key-{n:04}", release=release.id, date=release.date)
        for n, key in enumerate([*left, *found], number + 1)
    )


def _keys(folder: Path, release: Release) -> Iterator[GivenKey]:
    """The keys of a package, not numbered yet."""
    for facts in _facts(folder):
        try:
            yield GivenKey(
                id=f"{release.id}-key-0000", release=release.id, date=release.date, **facts
            )
        except SettingsError as error:
            raise PackageError("package.odd-key", folder, key=str(facts["row"])) from error
