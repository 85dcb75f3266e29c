"""The last look at a package that is being written; what is large of many meetings is looked at in
a process of its own, while the rest is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from socsam_opendata.dataset.workers import in_background
from socsam_opendata.package.leaks import LeakSearch, every_file, own_addresses, tell
from socsam_opendata.privacy.mask import Mask

# Fewer files than this are looked at in this process: starting another costs more.
_MANY = 200
_Leak = tuple[str, str] | None


class LastLook:
    """The search of one package for `hidden` names, of which none in `named` is published.

    A context: a process that was begun is gone when it is left.
    """

    def __init__(self, folder: Path, hidden: Iterable[str], named: Iterable[str]) -> None:
        self._folder = folder
        self._hidden, self._named = frozenset(hidden), frozenset(named)
        self._begun: list[str] = []
        self._answer: Callable[[], _Leak] | None = None
        self._open = ExitStack()

    def __enter__(self) -> LastLook:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def begin(self) -> None:
        """Look at the files that there are by now, if they are many."""
        files = every_file(self._folder)
        if len(files) < _MANY:
            return
        self._begun = files
        look = in_background(_first_leak, self._folder, files, self._hidden, self._named)
        self._answer = self._open.enter_context(look)

    def finish(self) -> None:
        """Look at all other files; PackageError with the first that must not be published."""
        search = LeakSearch(Mask(self._hidden, self._named), own_addresses(self._folder))
        for told in self._begun:
            search.leave(self._folder / told)
        leaks = [search.first(self._folder, {*every_file(self._folder)} - {*self._begun})]
        if self._answer is not None:
            leaks.append(self._answer())
        tell(min(filter(None, leaks), default=None))


def _first_leak(
    folder: Path, files: list[str], hidden: frozenset[str], named: frozenset[str]
) -> _Leak:
    return LeakSearch(Mask(hidden, named)).first(folder, files)
