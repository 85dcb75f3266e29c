"""typer in Swedish and English: help, usage and the errors of arguments.

typer has no translations: it prints English, most of it without asking gettext. So what it prints
is looked up in texts/typer.toml by its English and said again in the language; in English that
gives the same words. Only names that typer documents are used (`cls=` for a group and a command,
their `format_*` and `main`, `Context.obj`), so that a typer which words a thing otherwise costs a
Swedish sentence, never a command.
"""

from __future__ import annotations

import io
import re
import sys
from collections import UserDict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from socsam_opendata.cli.common import guarded
from socsam_opendata.texts import entry, say

# The kind of error that typer.BadParameter is; typer gives it no public name of its own.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]
_FACT = re.compile(r"\{(\w+)\}")


@cache
def _wordings(family: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The key of each text of a family, and the parts of its English: words, fact, words, ..."""
    texts = entry(f"typer.{family}").items()
    return tuple((f"typer.{family}.{n}", tuple(_FACT.split(words["en"]))) for n, words in texts)


@cache
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    """What finds an English text again, whatever its facts are."""
    facts = [f"(?P<{fact}>.+?)" for fact in parts[1::2]]
    words = [re.escape(part) for part in parts[::2]]
    return re.compile("".join(w + f for w, f in zip(words, [*facts, ""], strict=True)), re.DOTALL)


def translated(text: str, language: str, *families: str) -> str:
    """What typer prints, in a language; its facts are looked up too. Unknown words stay."""
    for family in families:
        for key, parts in _wordings(family):
            # Most are not there at all: their patterns need not be made.
            if all(words in text for words in parts[::2]) and (
                match := _pattern(parts).fullmatch(text)
            ):
                facts = match.groupdict()
                said = {name: translated(fact, language, *families) for name, fact in facts.items()}
                return say(key, language, **said)
    return text


class _Speaking:
    """A formatter of typer's that writes in a language; all else it leaves to that one."""

    def __init__(self, formatter: Any, language: str) -> None:
        self._formatter = formatter
        self._language = language

    def __getattr__(self, name: str) -> Any:
        return getattr(self._formatter, name)

    def write_usage(self, prog: str, args: str = "") -> None:
        """The line that says how a command is called."""
        self._formatter.write_usage(prog, args, say("typer.usage", self._language))

    def section(self, name: str) -> Any:
        """The heading of a list."""
        return self._formatter.section(translated(name, self._language, "heading"))

    def write_dl(self, rows: Iterable[tuple[str, str]]) -> None:
        """A list of names and what they mean."""
        self._formatter.write_dl(
            [
                (
                    translated(name, self._language, "value"),
                    translated(about, self._language, "about", "note"),
                )
                for name, about in rows
            ]
        )


def _speaking(formatter: Any, language: str) -> Any:
    return _Speaking(formatter, language)


def _localize(command: TyperCommand | TyperGroup, language: str) -> None:
    """Put the words of a language in the place of their keys, in all that a command declares."""
    command.options_metavar = say("typer.options-metavar", language)
    declared: Sequence[Any] = command.params
    for parameter in declared:
        if parameter.help is not None:  # a hidden option has none
            parameter.help = say(parameter.help, language)
        if parameter.param_type_name == "argument":
            parameter.metavar = say(f"cli.argument.{parameter.name}", language)


class Command(TyperCommand):
    """A command whose help is in the language of its context."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how it is called."""
        super().format_usage(ctx, _speaking(formatter, ctx.obj))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write its arguments and options."""
        super().format_options(ctx, _speaking(formatter, ctx.obj))


def _made(name: str, language: str) -> TyperCommand:
    """A command, of the function `{name}_command` of its module."""
    module = import_module(f"socsam_opendata.cli.{name}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    about = say(f"cli.command.{name}", language)
    app.command(name, cls=Command, help=about)(getattr(module, f"{name}_command"))
    command = typer.main.get_command(app)
    assert isinstance(command, Command)
    _localize(command, language)
    return command


class _Commands(UserDict[str, Any]):
    """The commands by name; the module of one is imported when somebody asks for it."""

    def __init__(self, language: str) -> None:
        super().__init__(dict.fromkeys(entry("cli.command")))
        self._language = language

    def __getitem__(self, name: str) -> TyperCommand:
        if self.data[name] is None:
            self.data[name] = _made(name, self._language)
        command: TyperCommand = self.data[name]
        return command


class Commands(TyperGroup):
    """`socsam`: its commands, each made when it is asked for, and what is said when one fails.

    The language is the `obj` of the context, for the commands too.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.language: str = self.context_settings["obj"]
        self.commands = _Commands(self.language)
        self.subcommand_metavar = say("typer.command-metavar", self.language)
        _localize(self, self.language)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of texts/cli.toml."""
        return list(self.commands)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how it is called."""
        super().format_usage(ctx, _speaking(formatter, self.language))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options of all commands, and the commands."""
        super().format_options(ctx, _speaking(formatter, self.language))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands by the first line of their help: none of them is made for that."""
        rows = [
            (name, say(f"cli.command.{name}", self.language).partition("\n")[0])
            for name in self.commands
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: Any) -> int:
        """Run a command; its exit code."""
        return guarded(lambda: super(Commands, self).invoke(ctx), self.language)

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run what the arguments say, and exit with the code of it; 2 where they are wrong."""
        alone = options.get("standalone_mode", True)
        try:
            code = super().main(*arguments, **{**options, "standalone_mode": False}) or 0
        except UsageError as error:
            self._show(error)
            code = 2
        except typer.Abort:
            print(translated("Aborted!", self.language, "message"), file=sys.stderr)
            code = 1
        if alone:
            sys.exit(code)
        return code

    def _show(self, error: Any) -> None:
        """Print what is wrong with the arguments."""
        printed = io.StringIO()
        error.show(printed)
        said = translated(printed.getvalue(), self.language, "printed", "message")
        print(said, end="", file=sys.stderr)
