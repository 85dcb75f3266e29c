"""Processes that read documents, kept from one build of a run of the tests to the next.

Starting one takes most of a second, and a run builds hundreds of times. A process is kept only
where it has answered all that it was asked; those of another working folder are others. Tests of
the workers themselves take `own_workers`.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from socsam_opendata.dataset.workers import Begin, Lost, _Worker
from socsam_opendata.errors import SocsamError

_KEPT: dict[tuple[str, str], list[subprocess.Popen[bytes]]] = defaultdict(list)


class KeptWorker(_Worker):
    """A worker that takes over a process where one is idle, and leaves its own to the next."""

    def __init__(self, function: Callable[..., Any], begin: Begin) -> None:
        self._key = (f"{function.__module__}:{function.__qualname__}", str(Path.cwd()))
        self._at_work = False
        if _KEPT[self._key]:
            self._process = _KEPT[self._key].pop()
            self._begin, self._begun = begin, False
        else:
            super().__init__(function, begin)

    def ask(self, task: tuple[Any, ...]) -> Any:
        self._at_work = True
        try:
            answer = super().ask(task)
        except (SocsamError, OSError):  # that is an answer too
            self._at_work = False
            raise
        self._at_work = isinstance(answer, Lost)
        return answer

    def end(self) -> None:
        if self._at_work:
            super().end()

    def close(self) -> None:
        if self._at_work or self._process.poll() is not None:
            super().end()
            super().close()
        else:
            _KEPT[self._key].append(self._process)


def end_all() -> None:
    """End the processes that were kept."""
    for processes in _KEPT.values():
        for process in processes:
            process.kill()
            process.communicate()
    _KEPT.clear()
