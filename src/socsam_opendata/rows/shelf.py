"""Where rows wait on disk: as they were taken, and by the meeting that they belong to.

Memory does not grow with the number of rows: what is written here is read again a batch at a time.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar

_Row = TypeVar("_Row")
# So many rows are read and written at a time.
_BATCH = 1_000
# Rows of meetings that follow each other lie in one file, and no more files are open at a time.
_FILES = 200


class RowFile(Generic[_Row]):
    """Rows in a file, in the order they came; they can be gone through again and again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.touch()

    def extend(self, rows: Iterable[_Row]) -> int:
        """Write rows behind those that are there; how many they were."""
        count = 0
        with self._path.open("ab") as file:
            for batch in _batches(rows):
                pickle.dump(batch, file, protocol=pickle.HIGHEST_PROTOCOL)
                count += len(batch)
        return count

    def __iter__(self) -> Iterator[_Row]:
        return chain.from_iterable(pickled(self._path))


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    batch: list[_Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def pickled(path: Path) -> Iterator[Any]:
    """What was pickled into a file, one after the other."""
    with path.open("rb") as file:
        while file.peek(1):
            yield pickle.load(file)


@dataclass
class ByMeeting:
    """Rows sorted into files by the number of their meeting, of so many meetings."""

    folder: Path
    meetings: int
    _waiting: dict[int, list[tuple[int, Any]]] = field(default_factory=lambda: defaultdict(list))
    _count: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self._size = -(-self.meetings // _FILES) or 1

    def add(self, meeting: int, row: Any) -> None:
        """Put a row to those of its meeting."""
        self._waiting[meeting // self._size].append((meeting, row))
        self._count += 1
        if self._count == 20 * _BATCH:
            self._write()

    def _write(self) -> None:
        for number, rows in self._waiting.items():
            with (self.folder / str(number)).open("ab") as file:
                pickle.dump(rows, file, protocol=pickle.HIGHEST_PROTOCOL)
        self._waiting.clear()
        self._count = 0

    def __iter__(self) -> Iterator[tuple[int, list[Any]]]:
        """All meetings in order, each with its rows in the order they came."""
        self._write()
        for start in range(0, self.meetings, self._size):
            path = self.folder / str(start // self._size)
            rows: dict[int, list[Any]] = defaultdict(list)
            if path.exists():
                for meeting, row in chain.from_iterable(pickled(path)):
                    rows[meeting].append(row)
                path.unlink()
            for number in range(start, min(start + self._size, self.meetings)):
                yield number, rows[number]
