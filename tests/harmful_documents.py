"""Stand-ins for documents that harm whoever reads them; they say what the seed says.

Workers import this module, so it brings nothing that they do not have.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from socsam_opendata.dataset.documents import DocumentFile
from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.settings.dataset_toml import Settings

ROOT = Path(__file__).resolve().parents[1]
MINUTES = ROOT / "minutes"
SEED = DocumentFile(MINUTES / "2025-06-02-socsam.md")
SPOILED: list[str] = []


def nothing() -> None:
    """What a document does that harms nobody."""


def turn_in_circles() -> None:
    """A pattern that tries all ways to divide some letters, and lets no other Python code run."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def fall_over() -> None:
    """What a library does that reads where nothing is."""
    os.kill(os.getpid(), signal.SIGSEGV)


def grow() -> None:
    """What a file does that unpacks to more than there is; it ends where nothing limits it."""
    held = [bytearray(10_000_000) for _ in range(150)]
    raise AssertionError(f"{len(held)} pieces of memory were given")


def fail() -> None:
    """A fault of the program."""
    raise AssertionError("not to be expected")


def spoil() -> None:
    """Something that shows at a later document."""
    SPOILED.append("here")
    raise SourceError("source.empty", "a.pdf")


def fall_over_if_spoiled() -> None:
    """What only a document before it has broken."""
    if SPOILED:
        fall_over()


@dataclass(frozen=True)
class Harmful:
    """A document that does something, then says what the seed says."""

    name: str
    does: Callable[[], None]
    key: str = ""
    letter: str | None = None
    door: str = ""

    @property
    def place(self) -> Path:
        return Path("minutes") / self.name

    def reading(self, settings: Settings, letter: str = "") -> Reading:
        self.does()
        return SEED.reading(settings, letter)


def here() -> None:
    """Notes the process that it is read in."""
    SPOILED.append(str(os.getpid()))
