"""The codes of problems: each has a severity and two sentences, and is raised somewhere."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.problems import Problem
from socsam_opendata.texts import LANGUAGES, entry, forms, texts_of
from syntax import tree_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "socsam_opendata"
# The rooms where problems are found.
FINDERS = ("minutes", "privacy", "rows", "dataset")


def constants() -> set[str]:
    """Every text constant of the rooms where problems are found."""
    return {
        node.value
        for room in FINDERS
        for path in (SOURCE / room).rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def named() -> set[str]:
    """The codes that are written where a problem is made, in any room."""
    calls = {"problem", "Problem", "_hit", "Sighting"}
    return {
        node.args[0].value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in calls
    }  # fmt: skip


def asked(code: str, language: str) -> set[str]:
    """The facts that the sentence of a code is made of, those it is chosen by too."""
    text = entry(f"problems.{code}")[language]
    chosen = [text] if isinstance(text, dict) else []
    found = set()
    while chosen:
        choice = chosen.pop()
        found.add(choice.get("by", "count"))
        chosen += [form for form in choice.values() if isinstance(form, dict)]
    for form in forms(text):
        found |= {name for _, name, _, _ in string.Formatter().parse(form) if name}
    return found


def test_every_code_is_raised_somewhere_and_every_raised_one_has_an_entry() -> None:
    assert set(texts_of("problems")) <= constants()
    assert named() <= set(texts_of("problems"))
    assert "paragraph-gap" in named()


@pytest.mark.parametrize("code", texts_of("problems"))
def test_a_code_has_a_severity_and_two_sentences_of_the_same_facts(code: str) -> None:
    assert set(entry(f"problems.{code}")) == {"severity", "sv", "en"}
    assert Problem(code).severity in code_list("severity").by_notation
    assert asked(code, "sv") == asked(code, "en")
    for language in LANGUAGES:
        for form in forms(entry(f"problems.{code}")[language]):
            assert form[0].isupper() or form[0] in "”“{§"
            assert form.endswith((".", "}"))


def test_what_is_missing_is_named_in_the_language_asked_for() -> None:
    missing = Problem("role-missing", 1, 2, {"role": "adjuster"})
    assert missing.sentence("sv").startswith("Protokollet anger ingen justerare.")
    assert missing.sentence("en").startswith("The minutes name no adjuster.")


@pytest.mark.parametrize(
    ("absent", "substitutes", "sv", "en"),
    [
        (
            "1",
            "1",
            "1 ledamot är frånvarande och 1 ersättare",
            "1 member is absent and 1 substitute ",
        ),
        ("1", "2", "1 ledamot är", "1 member is absent and 2 substitutes "),
        ("2", "1", "2 ledamöter är", "2 members are absent and 1 substitute "),
        ("0", "3", "0 ledamöter är", "0 members are absent and 3 substitutes "),
    ],
)
def test_two_numbers_in_a_sentence_have_each_their_form(
    absent: str, substitutes: str, sv: str, en: str
) -> None:
    problem = Problem("serving-not-stated", facts={"absent": absent, "substitutes": substitutes})
    assert problem.sentence("sv").startswith(sv)
    assert problem.sentence("en").startswith(en)


def test_a_fact_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError, match="paragraph"):
        Problem("paragraph-repeated").sentence("sv")
