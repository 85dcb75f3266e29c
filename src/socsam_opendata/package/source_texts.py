"""The published source texts of a package, read one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from socsam_opendata.errors import PackageError


class SourceTexts(Mapping[str, list[str]]):
    """The lines of each source text by the id of its source; a file is read when it is asked for.

    `rows` say the path of each, relative to the folder. PackageError for a file that cannot be
    read, or lies outside.
    """

    def __init__(self, folder: Path, rows: Iterable[Mapping[str, str]]) -> None:
        self._folder = folder.resolve()
        self._paths = {row["id"]: row["path"] for row in rows}

    def __getitem__(self, source: str) -> list[str]:
        path = (self._folder / self._paths[source]).resolve()
        if not path.is_relative_to(self._folder):
            raise PackageError("package.no-text", self._folder, source=source)
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise PackageError("package.no-text", self._folder, source=source) from error
        return text.removesuffix("\n").split("\n") if text else []

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
