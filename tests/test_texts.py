"""What is said to people: both languages with the same facts, and no entry that nobody says."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import socsam_opendata
from socsam_opendata.texts import LANGUAGES, Phrase, forms, say, texts_of
from syntax import tree_of

HOME = Path(socsam_opendata.__file__).resolve().parent
MODULES = sorted(HOME.rglob("*.py"))
FILES = sorted(path.stem for path in (HOME / "texts").glob("*.toml"))

# Whose keys are put together of more than a name at their end, so that the code does not show them.
FAMILIES = {
    "feeds.": "the part of a feed and what is told of it (package/portal/feeds.py)",
    "typer.": "found by the English of typer (cli/translated.py)",
}

# Facts that only one language of a text has: both languages make one page, and it tells them once.
# A shape hands over both.
TOLD_ONCE = {"judges.shape": {"sv", "en"}, "changes.intro": {"title"}, "readme.page": {"tables"}}


def tables(found: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry under a table, with its key."""
    if "sv" in found or "en" in found:
        yield key, found
    for name, inner in found.items():
        if isinstance(inner, dict) and name not in LANGUAGES:
            yield from tables(inner, f"{key}.{name}")


ENTRIES = {key: entry for name in FILES for key, entry in tables(texts_of(name), name)}


def facts(text: str) -> set[str]:
    """The facts of a text: what stands between its braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def all_facts(text: str | dict[str, Any]) -> set[str]:
    """The facts of all forms of a text, and those its forms are chosen by."""
    found = {name for form in forms(text) for name in facts(form)}
    return found | set(chosen_by(text))


def chosen_by(text: str | dict[str, Any]) -> Iterator[str]:
    """The facts that the forms of a text are chosen by."""
    if isinstance(text, dict):
        yield text.get("by", "count")
        for form in text.values():
            yield from chosen_by(form)


# --- the files --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_an_entry_says_the_same_facts_in_both_languages(name: str) -> None:
    for key, found in tables(texts_of(name), name):
        assert set(LANGUAGES) <= found.keys(), key
        assert all(form.strip() for language in LANGUAGES for form in forms(found[language])), key
        told_once = {"count"} | TOLD_ONCE.get(key, set())
        assert all_facts(found["sv"]) - told_once == all_facts(found["en"]) - told_once, key


# Code that is shown stands as it must be written, in either language.
CODE = re.compile(r'`[^`]*`|(pip install|--\w+|=) "[^"]*"')
# Swedish closes what is quoted with the mark it opens it with; English has two, or straight ones.
FOREIGN = {
    "sv": re.compile(r"['\"“‘’‚„«»]|\d,\d{3}\b"),
    "en": re.compile(r"[\"‚„«»]|\d\s\d{3}\b"),
}
QUOTED = {"sv": re.compile("”[^”]+”"), "en": re.compile("“[^“”]+”|‘[^‘’]+’")}


def foreign_marks(text: str, language: str) -> list[str]:
    """Quotes and thousands in a text that are not written as its language writes them."""
    told = CODE.sub("", text)
    return FOREIGN[language].findall(told) + re.findall("[“”]", QUOTED[language].sub("", told))


@pytest.mark.parametrize("key", ENTRIES)
def test_each_language_has_its_own_quotes_and_thousands(key: str) -> None:
    for language in LANGUAGES:
        text = ENTRIES[key].get(language, "")
        listed = text if isinstance(text, list) else forms(text)
        for form in listed:
            assert not foreign_marks(form, language), form


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "svaret har ingen kolumn '{name}'"),
        ("sv", "tabellen “{name}” finns inte"),
        ("sv", "tabellen ”{name} finns inte"),
        ("sv", 'tabellen "{name}" finns inte'),
        ("sv", "högst 1,048,576 rader"),
        ("en", "there is no table ”{name}”"),
        ("en", "there is no table “{name}“"),
        ("en", 'there is no table "{name}"'),
        ("en", "there is no table „{name}“"),
        ("en", "at most 1 048 576 rows"),
    ],
)
def test_quotes_and_thousands_of_the_other_language_are_found(language: str, text: str) -> None:
    assert foreign_marks(text, language)


def test_quotes_and_thousands_of_its_own_and_code_are_no_fault() -> None:
    assert not foreign_marks('raden ”{text}” av 1 048 576; pip install "x[y]"', "sv")
    assert not foreign_marks("the person's row '{text}' or “{text}” of 1,048,576; `a \"b\"`", "en")


@pytest.mark.parametrize("name", FILES)
def test_forms_of_a_number_are_one_and_other(name: str) -> None:
    for key, found in tables(texts_of(name), name):
        waiting = [found[language] for language in LANGUAGES]
        while waiting:
            text = waiting.pop()
            if isinstance(text, dict):
                waiting += [form for case, form in text.items() if case != "by"]
                assert "by" in text or text.keys() == {"one", "other"}, key


def test_plurals_are_right_in_both_languages() -> None:
    for count, sv, en in (
        (0, "0 rader", "0 rows"),
        (1, "1 rad", "1 row"),
        (2, "2 rader", "2 rows"),
    ):
        assert say("cli.command.export.done", "sv", path="p", count=count) == f"p: {sv}"
        assert say("cli.command.export.done", "en", path="p", count=count) == f"p: {en}"


# The facts that are whole numbers which count something.
NUMBERS = (
    "absent", "count", "expected", "found", "limit", "removed", "rows", "seats", "sheets", "size",
    "stated", "substitutes", "total",
)  # fmt: skip
# A number before a noun wants a form of its own, save before these words, which have one form only.
ALIKE = {
    "sv": "beslut|belopp|byte|deltagare|ersättare|fel|slag|till|uppdrag",
    "en": "belongs|does|more|unchanged",
}
# Numbers before other words that are never one, or count nothing.
NEVER_ONE = {
    "feeds.decisions.newest": "a limit of the program, and more than that",
    "feeds.meetings.newest": "a limit of the program, and more than that",
    "feeds.dues.newest": "a limit of the program, and more than that",
    "rows.is.sum-below": "a limit of the form, and more than that",
    "judges.workbook.seen": "the sheets are as many as are declared",
}


def uncounted(
    text: str | dict[str, Any], language: str, chosen: frozenset[str] = frozenset()
) -> Iterator[str]:
    """The facts of a text that count the noun after them while no form is chosen by them."""
    if isinstance(text, dict):
        by = text.get("by", "count")
        for name, form in text.items():
            if name != "by":
                yield from uncounted(form, language, chosen | {by})
        return
    noun = rf"(?!(?:{ALIKE[language]})\b)[a-zåäö]+(?:er|ar|or|s)\b"
    counted = rf"\{{({'|'.join(NUMBERS)})\}} {noun}"
    yield from {found[1] for found in re.finditer(counted, text)} - chosen


def test_what_is_counted_has_a_form_for_one() -> None:
    without = {
        key
        for key, found in ENTRIES.items()
        for language in LANGUAGES
        if any(uncounted(found[language], language))
    }
    assert without == NEVER_ONE.keys()


def test_a_number_without_a_form_for_one_is_found() -> None:
    forms_of_count = {"one": "{count} rad", "other": "{count} rader"}
    assert list(uncounted("på {count} rader", "sv")) == ["count"]
    assert list(uncounted("{size} bytes, not {stated}", "en")) == ["size"]
    assert list(uncounted({"by": "found", **forms_of_count}, "sv")) == ["count"]
    assert list(uncounted(forms_of_count, "sv")) == []
    assert list(uncounted("{size} byte, {count} till", "sv")) == []


@pytest.mark.parametrize(
    ("key", "facts", "sv", "en"),
    [
        ("judges.files.size", {"path": "a", "size": 1, "stated": 2},
         "a: 1 byte, inte 2", "a: 1 byte, not 2"),
        ("judges.files.size", {"path": "a", "size": 0, "stated": 1},
         "a: 0 byte, inte 1", "a: 0 bytes, not 1"),
        ("judges.workbook.rows", {"sheet": "S", "found": 1, "expected": 2},
         "S: 1 rad i stället för 2", "S: 1 row where 2 belong"),
        ("judges.workbook.rows", {"sheet": "S", "found": 0, "expected": 1},
         "S: 0 rader i stället för 1", "S: 0 rows where 1 belongs"),
        ("judges.workbook.rows", {"sheet": "S", "found": 1, "expected": 1},
         "S: 1 rad i stället för 1", "S: 1 row where 1 belongs"),
        ("problems.name-masked", {"count": "1", "reason": "Gäst."},
         "Ett namn är ersatt på 1 rad enligt dataset.toml: Gäst.",
         "A name is masked on 1 line as dataset.toml says: Gäst."),
        ("problems.name-masked", {"count": "2", "reason": "Gäst."},
         "Ett namn är ersatt på 2 rader enligt dataset.toml: Gäst.",
         "A name is masked on 2 lines as dataset.toml says: Gäst."),
        ("problems.lines-unread", {"text": "x", "count": "1"},
         "Raden kunde inte läsas: ”x”. Skriv om den eller anmäl formen så att läsaren lär sig den.",
         "The line could not be read: “x”. Rewrite it, or report the form so that the reader "
         "learns it."),
        ("errors.toml.wrong-kind",
         {"key": "k", "section": "s", "kind": Phrase("errors.toml.kind.bool")},
         "”k” i [s] ska vara true eller false", "'k' in [s] must be true or false"),
        ("errors.toml.wrong-kind",
         {"key": "k", "section": "s", "kind": Phrase("errors.toml.kind.str")},
         "”k” i [s] ska vara en text", "'k' in [s] must be a text"),
    ],
)  # fmt: skip
def test_a_number_and_a_kind_fit_into_their_sentence(
    key: str, facts: dict[str, object], sv: str, en: str
) -> None:
    assert (say(key, "sv", **facts), say(key, "en", **facts)) == (sv, en)


# --- what Python says -------------------------------------------------------------------------


def literals(tree: ast.AST) -> Iterator[str]:
    """The strings of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def families(tree: ast.AST) -> Iterator[str]:
    """The keys that a module puts a name into, `f"cli.progress.{step}"`, each as a pattern.

    A key that has only the name of its file before it (`f"problems.{code}"`) is none: its names
    stand in the code by themselves.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            start = str(node.values[0].value)
            file, _, path = start.partition(".")
            if file in FILES and start.endswith(".") and (path or len(node.values) > 2):
                yield "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^.]+"
                    for part in node.values
                )


def trees() -> dict[str, ast.Module]:
    """The syntax of every module, by its path."""
    return {path.relative_to(HOME).as_posix(): tree_of(path) for path in MODULES}


def said_keys(tree: ast.AST) -> set[str]:
    """The keys written out in `say`, `Phrase` and `help=`; those of errors: tests/raised.py."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        given = node.args[:1] if name in ("say", "Phrase", "entry") else []
        given += [word.value for word in node.keywords if word.arg == "help"]
        found |= {str(a.value) for a in given if isinstance(a, ast.Constant)}
    return found


def test_a_key_that_python_says_exists() -> None:
    known = {key for entry in ENTRIES for key in (entry, entry.rpartition(".")[0])}
    unknown = {(module, key) for module, tree in trees().items() for key in said_keys(tree) - known}
    assert unknown == set()


def test_every_entry_is_said_somewhere() -> None:
    said = {text for tree in trees().values() for text in literals(tree)}
    begun = {family for tree in trees().values() for family in families(tree)}
    silent = [
        key
        for key in ENTRIES
        if not {key, key.partition(".")[2]} & said
        and not key.startswith(tuple(FAMILIES))
        and not any(re.fullmatch(family, key) for family in begun)
    ]
    assert silent == []


def test_a_family_that_python_says_has_entries() -> None:
    for module, tree in trees().items():
        for family in families(tree):
            assert any(re.fullmatch(family, key) for key in ENTRIES), (module, family)


# --- no language in Python --------------------------------------------------------------------


def asks(tree: ast.AST) -> bool:
    """Whether a module compares something with the name of a language, or has texts by it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(s, ast.Constant) and s.value in LANGUAGES for s in sides):
                return True
        if isinstance(node, ast.Match) and any(
            isinstance(p, ast.MatchValue)
            and isinstance(p.value, ast.Constant)
            and p.value.value in LANGUAGES
            for case in node.cases
            for p in ast.walk(case.pattern)
        ):
            return True
        if isinstance(node, ast.Dict) and any(
            isinstance(k, ast.Constant) and k.value in LANGUAGES for k in node.keys
        ):
            return True
    return False


def test_no_module_asks_which_language_it_is() -> None:
    # `either` is the one place that chooses.
    assert {module for module, tree in trees().items() if asks(tree)} == {"texts.py"}


def test_a_key_is_found_wherever_it_is_said() -> None:
    code = """say("a.b", x); Phrase("a.c"); Option(help="a.d")"""
    assert said_keys(ast.parse(code)) == {"a.b", "a.c", "a.d"}
    code = (
        """say(f"cli.kind.{x}"); say(f"cli.a.{x}.b"); say(f"problems.{x}"); f"marks.{x}.about" """
    )
    assert sorted(families(ast.parse(code))) == [
        r"cli\.a\.[^.]+\.b",
        r"cli\.kind\.[^.]+",
        r"marks\.[^.]+\.about",
    ]


@pytest.mark.parametrize(
    "line",
    [
        'a = x if language == "sv" else y',
        'b = "en" != language',
        'c = {"sv": "rad", "en": "row"}[language]',
        'match language:\n    case "sv":\n        d = 1',
    ],
)
def test_a_question_of_the_language_is_found(line: str) -> None:
    assert asks(ast.parse(line))
    assert not asks(ast.parse('say("k", "sv")'))
