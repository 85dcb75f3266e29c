"""What typer prints of its own accord is said in the language asked for: help, usage, errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from socsam_opendata.cli.main import main, make_app
from socsam_opendata.cli.translated import translated
from socsam_opendata.texts import entry, texts_of

Captured = pytest.CaptureFixture[str]
COMMANDS = tuple(entry("cli.command"))
# Words that typer uses and Swedish does not.
ENGLISH = re.compile(
    r"\b(usage|options?|arguments|commands?|show|this|exit|default|required|missing|such|mean|"
    r"invalid|value|unexpected|extra|one of|try|for|help\.|error|integer|range|path|int|str|list|"
    r"input|should|valid|does not|requires|takes|aborted)\b",
    re.IGNORECASE,
)
# What stands in the help of a command and is no English: names of files, options and examples.
NAMES = re.compile(r"--[a-z-]+|\[release\] date|slaget error|socsam .*|`.*?`|\btable\b|rader\.json")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A locale that says nothing, and a width of 100."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")


def printed(capsys: Captured, *arguments: str, code: int) -> str:
    """What is printed in Swedish, on either stream."""
    assert main(["--lang", "sv", *arguments]) == code
    out, err = capsys.readouterr()
    return str(out + err)


def english(text: str) -> list[str]:
    """The English words of typer in a text."""
    return [match[0] for match in ENGLISH.finditer(NAMES.sub("", text))]


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
def test_help_is_swedish_to_the_last_word(command: tuple[str, ...], capsys: Captured) -> None:
    text = printed(capsys, *command, "--help", code=0)
    assert text.startswith(f"Användning: {' '.join(['socsam', *command])} [FLAGGOR]")
    assert "\nFlaggor:\n" in text
    assert "Visa den här hjälpen och sluta." in text
    assert english(text) == []


def test_the_english_words_are_found_where_they_stand(capsys: Captured) -> None:
    assert main(["release", "--help"]) == 0
    assert {"Usage", "Options", "Arguments", "Show", "default"} <= set(
        english(capsys.readouterr().out)
    )


def test_arguments_and_defaults_are_swedish(capsys: Captured) -> None:
    text = printed(capsys, "read", "--help", code=0)
    usage, _, rest = text.partition("\n")
    assert re.fullmatch(r"Användning: socsam read \[FLAGGOR\] \W?filer\W*", usage)
    assert re.search(r"filer.* Dokument att läsa\.  \[krävs\]", rest)
    assert "[förval: table]" in rest


def test_every_argument_has_a_word_and_every_word_an_argument() -> None:
    program: Any = typer.main.get_command(make_app("sv"))
    arguments = {
        parameter.name: parameter.metavar
        for command in program.commands.values()
        for parameter in command.params
        if parameter.param_type_name == "argument"
    }
    assert arguments == {name: words["sv"] for name, words in entry("cli.argument").items()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "Fel: Kommandot 'bild' finns inte. Menades 'build'?"),
        (["qqq"], "Fel: Kommandot 'qqq' finns inte."),
        (["--nonsense"], "Fel: Flaggan finns inte: --nonsense"),
        (["build", "--quie"], "Fel: Flaggan finns inte: --quie (Möjliga flaggor: --quiet)"),
        (["build", "--out"], "Fel: Flaggan '--out' kräver ett värde."),
        (["build", "a", "b"], "Fel: För många argument (b)"),
        (["build", "--date", "igår"],
         "Fel: Ogiltigt värde för --date: ”igår” är inte en dag som 2026-01-31"),
        (["read"], "Fel: Argumentet 'filer' saknas."),
        (["query", "--format", "xml"],
         "Fel: Ogiltigt värde för '--format': 'xml' är inte något av 'table', 'json', 'csv'."),
        (["query", "money", "--file", "x.rq"],
         "Fel: Ogiltigt värde: ange ett namn eller --file, inte båda"),
        (["--lang", "de", "describe"], "Fel: Ogiltigt värde för --lang: 'de': sv, en"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)  # fmt: skip
def test_a_usage_error_is_swedish(arguments: list[str], said: str, capsys: Captured) -> None:
    text = printed(capsys, *arguments, code=2)
    assert text.endswith(f"{said}\n")
    assert english(text) == []


def test_a_usage_error_says_where_the_help_is(capsys: Captured) -> None:
    text = printed(capsys, "build", "a", "b", code=2)
    assert text.startswith("Användning: socsam build [FLAGGOR] [protokoll]\n")
    assert "\nHjälp: socsam build --help\n" in text


@pytest.mark.parametrize("number", ["0", "many", "9" * 5000])
def test_a_number_that_is_none_is_refused_in_swedish(number: str, capsys: Captured) -> None:
    text = printed(capsys, "build", "--workers", number, code=2)
    assert "Ogiltigt värde för '--workers': " in text
    assert english(text) == []


def test_no_arguments_show_the_help_in_swedish(capsys: Captured) -> None:
    assert printed(capsys, code=2).startswith("Användning: socsam [FLAGGOR] KOMMANDO")


def test_ctrl_c_is_no_trace(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    from socsam_opendata.cli import describe_report

    def stopped(*_: object) -> None:
        raise EOFError

    monkeypatch.setattr(describe_report, "described", stopped)
    assert printed(capsys, "describe", code=1).strip() == "Avbrutet!"


# What this and older versions of typer print, and pydantic for it.
SAID = {
    "Invalid value for 'X': 'no' is not a valid integer range.":
        "Ogiltigt värde för 'X': 'no' är inget heltal.",
    "'no' is not a valid int range.": "'no' är inget heltal.",
    "0 is not in the range x>=1.": "0 ligger inte i intervallet x>=1.",
    "Value error, 'a' is not one of 'b', 'c'.": "'a' är inte något av 'b', 'c'.",
    "Input should be a valid integer, unable to parse string as an integer": "ska vara ett heltal",
    "Input should be greater than or equal to 1": "ska vara minst 1",
    "Unable to parse input string as an integer, exceeded maximum size": "talet är för långt",
    "No such option: --x ('(Possible options: --y)',)":
        "Flaggan finns inte: --x (Möjliga flaggor: --y)",
    "No such option: --x (Possible options: --y)": "Flaggan finns inte: --x (Möjliga flaggor: --y)",
    "Missing argument 'FILES...'.": "Argumentet 'FILES...' saknas.",
    "Missing command.": "Kommando saknas.",
    "Got unexpected extra argument(s) (a b)": "För många argument (a b)",
    "Option '--x' requires an argument.": "Flaggan '--x' kräver ett värde.",
    "Option '--x' does not take a value.": "Flaggan '--x' tar inget värde.",
    "No such command 'x'. Did you mean 'y'?": "Kommandot 'x' finns inte. Menades 'y'?",
    "No such command 'x'.": "Kommandot 'x' finns inte.",
    "Invalid value: so": "Ogiltigt värde: so",
    "Aborted!": "Avbrutet!",
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_errors_of_every_wording_are_swedish_and_stay_as_they_are_in_english(text: str) -> None:
    assert translated(text, "sv", "message") == SAID[text]
    assert translated(text, "en", "message") == text


def test_every_wording_is_tried() -> None:
    swedish = "\n".join(SAID.values())
    for name, words in texts_of("typer")["message"].items():
        literal = max(re.split(r"\{\w+\}", words["sv"]), key=len).strip()
        assert literal in swedish, name


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("--out PATH", "--out SÖKVÄG"),
        ("--workers INTEGER RANGE", "--workers HELTAL"),
        ("--date TEXT", "--date TEXT"),
        ("files <list[Path]>", "files <sökvägar>"),
    ],
)
def test_kinds_of_values_are_swedish_in_each_version_of_typer(old: str, said: str) -> None:
    assert translated(old, "sv", "value") == said


def test_what_nobody_translated_stays(tmp_path: Path) -> None:
    assert translated(f"no such thing as {tmp_path}", "sv", "message").startswith("no such thing")
