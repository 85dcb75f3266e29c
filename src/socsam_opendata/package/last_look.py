"""The last look at a package that is being written; what is large of many meetings is looked at in
a process of its own, while the rest is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from socsam_opendata.dataset.workers import in_background
from socsam_opendata.package.leaks import LeakSearch, every_file, tell
from socsam_opendata.privacy.mask import Mask

_Leak = tuple[str, str] | None
# A file as it stood: path, size, when it was written, where.
_File = tuple[str, int, int, int]
_Task = tuple[Path, list[str], frozenset[str], frozenset[str], frozenset[str]]


class LastLook:
    """The search of one package for `hidden` names, of which none in `named` is published.

    `own` are values that may hold an address. With `aside` a process is made ready for what there
    is to look at early. A context: it is gone when that is left.
    """

    def __init__(
        self,
        folder: Path,
        hidden: Iterable[str],
        named: Iterable[str],
        own: frozenset[str],
        *,
        aside: bool,
    ) -> None:
        self._folder = folder
        self._hidden, self._named, self._own = frozenset(hidden), frozenset(named), own
        self._begun: set[_File] = set()
        self._open = ExitStack()
        self._aside = aside
        self._search: Callable[..., Callable[[], _Leak]] | None = None
        self._answers: list[Callable[[], _Leak]] = []

    def __enter__(self) -> LastLook:
        if self._aside:
            self._search = self._open.enter_context(in_background(_first_leak))
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def begin(self) -> None:
        """Look at the files that are there by now, if a process is ready for that."""
        if self._search and (left := self._left()):
            self._begun |= left
            self._answers.append(self._search(*self._task(left)))

    def finish(self) -> None:
        """Look at all other files; PackageError with the first that must not be published."""
        leaks = [_first_leak(*self._task(self._left()))]
        leaks += [answer() for answer in self._answers]
        tell(min(filter(None, leaks), default=None))

    def _left(self) -> set[_File]:
        """What was not looked at, or was written since."""
        states = ((told, (self._folder / told).stat()) for told in every_file(self._folder))
        return {(told, s.st_size, s.st_mtime_ns, s.st_ino) for told, s in states} - self._begun

    def _task(self, files: Iterable[_File]) -> _Task:
        told = sorted(file[0] for file in files)
        return self._folder, told, self._hidden, self._named, self._own


def _first_leak(
    folder: Path,
    files: list[str],
    hidden: frozenset[str],
    named: frozenset[str],
    own: frozenset[str],
) -> _Leak:
    """The first leak of some files; what the same process was asked before is remembered."""
    return _search_for(folder, hidden, named, own).first(folder, files)


@lru_cache(maxsize=1)
def _search_for(
    folder: Path, hidden: frozenset[str], named: frozenset[str], own: frozenset[str]
) -> LeakSearch:
    return LeakSearch(Mask(hidden, named), own)
