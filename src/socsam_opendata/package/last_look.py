"""The last look at a package that is being written; what is large of many meetings is looked at in
a process of its own, while the rest is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from socsam_opendata.dataset.workers import in_background
from socsam_opendata.package.leaks import LeakSearch, every_file, is_packed, own_addresses, tell
from socsam_opendata.privacy.mask import Mask

_Leak = tuple[str, str] | None


class LastLook:
    """The search of one package for `hidden` names, of which none in `named` is published.

    With `aside` a process is made ready for what there is to look at early. A context: it is gone
    when that is left.
    """

    def __init__(
        self, folder: Path, hidden: Iterable[str], named: Iterable[str], *, aside: bool
    ) -> None:
        self._folder = folder
        self._hidden, self._named = frozenset(hidden), frozenset(named)
        self._begun: list[str] = []
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
        """Look at the files that there are by now, if a process is ready for that."""
        if self._search:
            self._begun = every_file(self._folder)
            self._ask(self._begun, [], frozenset())

    def finish(self) -> None:
        """Look at all other files; PackageError with the first that must not be published."""
        own = own_addresses(self._folder)
        left = {*every_file(self._folder)} - {*self._begun}
        packed = sorted(told for told in left if is_packed(told)) if self._search else []
        if packed:
            self._ask(packed, self._begun, own)
        here = sorted(left.difference(packed))
        leaks = [_first_leak(self._folder, here, self._begun, own, self._hidden, self._named)]
        leaks += [answer() for answer in self._answers]
        tell(min(filter(None, leaks), default=None))

    def _ask(self, files: list[str], others: list[str], own: frozenset[str]) -> None:
        if self._search:
            task = (self._folder, files, others, own, self._hidden, self._named)
            self._answers.append(self._search(*task))


def _first_leak(
    folder: Path,
    files: list[str],
    others: list[str],
    own: frozenset[str],
    hidden: frozenset[str],
    named: frozenset[str],
) -> _Leak:
    """The first leak of some files; `others` are looked at elsewhere, also those in a zip."""
    search = LeakSearch(Mask(hidden, named), own)
    for told in others:
        search.leave(folder / told)
    return search.first(folder, files)
