"""How long work tells how far it has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """A function that is told how far the work has come, from the thread that does it.

    It is called as `progress(step, done, total)`: `step` is `read` (documents), `gather` and
    `write` (meetings) in a build or a release, `publish` (files) in publishing; `done` counts from
    1, `total` is 0 where it is not known. What it returns is not looked at, what it raises ends
    the work as any error does.
    """

    def __call__(self, step: str, done: int, total: int, /) -> object: ...
