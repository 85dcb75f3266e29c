"""What the commands share: errors as one sentence, days, the progress bar."""

import datetime as dt
import os
import sys
from collections.abc import Callable
from typing import Any

import typer

from socsam_opendata.errors import SocsamError, system_error
from socsam_opendata.texts import say

# Below this many documents a build is over before a progress bar would be of use.
MUCH = 40


def fail(sentence: str) -> int:
    """Say on stderr why a command cannot run; its exit code."""
    print(f"socsam: {sentence}", file=sys.stderr)
    return 2


def guarded(run: Callable[[], int | None], language: str) -> int:
    """The exit code of a command; every error that is to be expected is one sentence on stderr."""
    try:
        try:
            return run() or 0
        finally:
            sys.stdout.flush()
    except SocsamError as error:
        return fail(error.sentence(language))
    except BrokenPipeError:
        # Whoever read our output has seen enough; the interpreter must not try again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return fail(system_error(error).sentence(language))


def day_of(text: str | None, language: str) -> dt.date | None:
    """The day of an option such as --date; a usage error when it is none."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        said = say("cli.not-a-day", language, value=text)
        raise typer.BadParameter(said, param_hint="--date") from None


class Bar:
    """A progress bar on stderr, once there is much to do and someone to see it."""

    def __init__(self, language: str, quiet: bool) -> None:
        self.language = language
        self.wanted = not quiet and sys.stderr.isatty()
        self.bar: Any = None
        self.tasks: dict[str, Any] = {}

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def update(self, step: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done; a total of 0 means that it is not known."""
        if not self.wanted or (self.bar is None and max(done, total) < MUCH):
            return
        if self.bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.bar.start()
        if step not in self.tasks:
            said = say(f"cli.progress.{step}", self.language)
            self.tasks[step] = self.bar.add_task(said, total=total or None)
        self.bar.update(self.tasks[step], completed=done, total=total or None)
