"""What the commands share: forms of output, errors as one sentence, the progress bar."""

import datetime as dt
import functools
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import typer

Say = Callable[..., str]
# Below this many documents a build is over before a progress bar would be of use.
MUCH = 40


class Form(StrEnum):
    """How tables of an answer are written."""

    table = "table"
    json = "json"
    csv = "csv"


class ReportForm(StrEnum):
    """How a report is written."""

    table = "table"
    json = "json"


def fail(sentence: str) -> typer.Exit:
    """Say on stderr why a command cannot run; what to raise."""
    print(f"socsam: {sentence}", file=sys.stderr)
    return typer.Exit(2)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """The command, with every error that is to be expected as one sentence on stderr."""

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        from socsam_opendata.errors import SocsamError

        try:
            try:
                command(*arguments, **options)
            finally:
                sys.stdout.flush()
        except SocsamError as error:
            raise fail(str(error)) from error
        except BrokenPipeError as error:
            # Whoever read our output has seen enough; the interpreter must not try again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        except OSError as error:
            raise fail(f"{error.filename or 'system'}: {error.strerror or error}") from error

    return run


def day_of(text: str | None, say: Say) -> dt.date | None:
    """The day of an option such as --date; a usage error when it is none."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(say("not-a-day", value=text), param_hint="--date") from None


class Bar:
    """A progress bar on stderr, once there is much to do and someone to see it."""

    def __init__(self, say: Say, quiet: bool) -> None:
        self.say = say
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
            self.tasks[step] = self.bar.add_task(self.say(f"progress.{step}"), total=total or None)
        self.bar.update(self.tasks[step], completed=done, total=total or None)
