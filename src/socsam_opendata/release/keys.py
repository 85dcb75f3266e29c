"""The keys that a package has, as the rows that a release adds to history/keys.csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from socsam_opendata.errors import PackageError, SettingsError
from socsam_opendata.model.release_records import GivenKey, Release
from socsam_opendata.package.package import Package
from socsam_opendata.release.renames import Rename

_FACTS: dict[str, tuple[str, ...]] = {
    "meetings": ("id", "body", "date", "starts_at", "first_paragraph", "last_paragraph"),
    "agenda_items": ("id", "meeting", "number", "part"),
}
_NAMES = {"id": "row", "date": "day"}


def _facts(folder: Path) -> Iterator[dict[str, Any]]:
    """The keys of meetings and items of a package, and what each is known by."""
    package = Package.open(folder)
    for table, columns in _FACTS.items():
        if table not in package.files or not {*columns} <= {*package.fields(table)}:
            continue
        for batch in package.batches(table, columns):
            for row in batch.to_pylist():
                cells = {_NAMES.get(name, name): cell for name, cell in row.items()}
                yield {"table_name": table, **cells, **_times(cells)}


def _times(cells: dict[str, Any]) -> dict[str, Any]:
    """The day and the start, which are texts where the rows come from CSV."""
    found: dict[str, Any] = {}
    if isinstance(cells.get("day"), str):
        found["day"] = dt.date.fromisoformat(cells["day"])
    if isinstance(cells.get("starts_at"), str):
        found["starts_at"] = dt.time.fromisoformat(cells["starts_at"])
    return found


def keys_to_add(
    folder: Path, release: Release, kept: Sequence[GivenKey], renames: Sequence[Rename] = ()
) -> tuple[GivenKey, ...]:
    """The rows by which history tells the keys of a release; `kept` are those that it holds.

    A key that it holds is told again where it is known by other facts, and where the release gave
    its meeting another. PackageError when a key of the package is not made of the facts beside it.
    """
    known = {key.facts for key in kept}
    last = {key.row: key for key in kept if key.table_name == "meetings"}
    left = [replace(last[r.old], renamed_to=r.new) for r in renames if r.old in last]
    found = [key for key in _keys(folder, release) if key.facts not in known]
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
