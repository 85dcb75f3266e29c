"""The command line `socsam`: settle the language, find the command, exit.

Exit code 0: fine; 1: the data has problems; 2: could not run. A command is one module beside this
one, imported when it runs; `socsam --help` reads texts/cli.toml and imports none of them.
"""

import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from socsam_opendata.cli.translated import Commands
from socsam_opendata.texts import LANGUAGES, say


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[str, list[str]]:
    """The language, and the arguments without `--lang`: it may stand anywhere before `--`.

    Without it the locale decides (LC_ALL, LC_MESSAGES, LANG, the first that says anything).
    An unknown language is left in the arguments, where it is a usage error.
    """
    said = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, said), "")
    language = locale[:2].lower() if locale[:2].lower() in LANGUAGES else "en"
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            return language, [*rest, argument, *waiting]
        name, equals, value = argument.partition("=")
        if name == "--lang" and (equals or waiting):
            value = value if equals else waiting.pop(0)
            if value in LANGUAGES:
                language = value
            else:
                rest = ["--lang", value, *rest]
        else:
            rest.append(argument)
    return language, rest


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(version("socsam_opendata"))
        raise typer.Exit


def _options_of_all(
    lang: Annotated[str | None, typer.Option(metavar="sv|en", help="cli.option.lang")] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="cli.option.version"),
    ] = False,
) -> None:
    if lang is not None:
        raise typer.BadParameter(f"'{lang}': {', '.join(LANGUAGES)}", param_hint="--lang")


def make_app(language: str) -> typer.Typer:
    """The command line, with its help in `sv` or `en`."""
    # Without rich: it would double the time that help takes.
    return typer.Typer(
        name="socsam",
        cls=Commands,
        callback=_options_of_all,
        context_settings={"obj": language},
        help=say("cli.app", language),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    if arguments is None:
        # A command is short and leaves few cycles: they are looked for less often.
        gc.freeze()
        gc.set_threshold(50_000)
    given = sys.argv[1:] if arguments is None else arguments
    language, rest = choose_language(given, os.environ)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        make_app(language)(args=list(rest), prog_name="socsam")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
