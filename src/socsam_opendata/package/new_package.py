"""A package that is being written: what its writers are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from socsam_opendata.model.release_records import UNRELEASED
from socsam_opendata.package.checksums import Sums
from socsam_opendata.package.package import Tables
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
    def tables(self) -> Tables:
        """The tables that are written."""
        return Tables.written(self.folder)
