"""A package that is being written: what its writers are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from socsam_opendata.model.release_records import UNRELEASED
from socsam_opendata.package.checksums import Sums
from socsam_opendata.package.described import TableFile, stamp_of
from socsam_opendata.package.package import Tables
from socsam_opendata.package.table_files import SMALL_BYTES, check_columns, open_parquet
from socsam_opendata.settings.dataset_toml import Settings


@dataclass(frozen=True, slots=True)
class Edition:
    """Which version of the dataset is built, and the day that it is of."""

    version: str
    date: dt.date | None

    @classmethod
    def stated(cls, settings: Settings) -> Edition:
        """The version and the day that the settings state."""
        return cls(settings.version, settings.release_date)

    @property
    def released(self) -> bool:
        """Whether the version is that of a release."""
        return not self.version.endswith(UNRELEASED)

    @property
    def day(self) -> str:
        """The day as text, 2026-01-31; empty where there is none."""
        return self.date.isoformat() if self.date else ""


@dataclass(frozen=True, eq=False)
class WrittenTables(Tables):
    """The tables that a build has written. Small ones are read once: most writers ask for them."""

    _held: dict[tuple[int, ...], pa.Table] = field(default_factory=dict, init=False, repr=False)

    def _whole(self, file: TableFile) -> pa.Table | None:
        """All rows of a small table, as its file stands; None of a large one."""
        if file.parquet is None or not file.parquet.is_file():
            return None
        state = file.parquet.stat()
        if state.st_size > SMALL_BYTES:
            return None
        stamp = stamp_of(state)
        if stamp not in self._held:
            with self._sound(file), open_parquet(file.parquet) as opened:
                check_columns(file, list(file.fields), opened.schema_arrow.names)
                self._held[stamp] = opened.read(use_threads=False).combine_chunks()
        return self._held[stamp]

    def _batches(self, file: TableFile, wanted: list[str], rows: int) -> Iterator[pa.RecordBatch]:
        held = self._whole(file)
        if held is None or len(held) > rows:
            yield from super()._batches(file, wanted, rows)
        elif len(held):
            yield from held.select(wanted).to_batches()

    def count(self, name: str) -> int:
        """The number of rows of a table."""
        held = self._whole(self.file(name))
        return super().count(name) if held is None else len(held)


@dataclass(frozen=True)
class NewPackage:
    """A package that is being written into a folder: its settings, its edition, what is there.

    The tables come first; every other writer is handed this. What is written changes no more, and
    `sums` holds the checksums that are known already; `minutes` is the folder whose history of
    releases is told.
    """

    settings: Settings
    edition: Edition
    folder: Path
    minutes: Path | None = None
    sums: Sums = field(default_factory=Sums)

    @classmethod
    def stated(cls, settings: Settings, folder: Path) -> NewPackage:
        """One of the edition that its settings state."""
        return cls(settings, Edition.stated(settings), folder)

    @cached_property
    def tables(self) -> WrittenTables:
        """The tables that are written."""
        return WrittenTables.written(self.folder)
