"""What can go wrong: exceptions for what cannot be read, Problem records for what is doubtful.

An exception says that a command cannot do its work (a missing file, a broken setting). A
`Problem` is a finding about the data: it is collected, published in the `problems` table and
never raised. Its sentences live in `problem_texts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A file and, where known, a 1-based line in it."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class SocsamError(Exception):
    """The root of every error this library raises on purpose: one sentence, and the place."""

    def __init__(self, message: str, place: Place | str | Path | None = None) -> None:
        self.message = message
        self.place = place if isinstance(place, Place) or place is None else Place(str(place))
        super().__init__(message if self.place is None else f"{self.place}: {message}")


class SourceError(SocsamError):
    """A document that cannot be read as minutes: missing, undecodable, empty, no paragraphs."""


class SettingsError(SocsamError):
    """dataset.toml or a table beside it says something that cannot be understood."""


class VocabularyError(SocsamError):
    """A code list of the vocabulary is broken, or a code is used that no list holds."""


class BuildError(SocsamError):
    """A build cannot start or finish: the folder is not ours, or another build is running."""


class PackageError(SocsamError):
    """A folder that should hold a built dataset package does not."""


class QueryError(SocsamError):
    """A SPARQL query is unknown or cannot be parsed."""
