"""Problem: something doubtful about the data, told to people and published in `problems`.

Every code has its severity and its sentences in texts/problems.toml. A sentence says what is
doubtful and what a clerk can do about it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.kinds import CodeOf, YesNo
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.texts import either, entry, say


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubtful thing: a code of texts/problems.toml, the lines it stands on, and its facts.

    `facts` fill the sentence of the code. `table_name` and `row` point at the row it is about.
    Lines are 1-based lines of the source text. One that was given with rows has its severity, and
    as facts its two sentences (`message` and `message_en`).
    """

    code: str
    first_line: int | None = None
    last_line: int | None = None
    facts: dict[str, str] = field(default_factory=dict)
    table_name: str | None = None
    row: str | None = None
    given: str | None = None

    @property
    def severity(self) -> str:
        """`error` stops a build, `warning` asks for a look, `note` tells what was inferred."""
        return self.given or str(entry(f"problems.{self.code}")["severity"])

    def sentence(self, language: str) -> str:
        """What is doubtful and what to do, in `sv` or `en`."""
        if self.given:
            return either(language, self.facts["message"], self.facts["message_en"])
        return say(f"problems.{self.code}", language, **self.facts, **self._labels(language))

    def _labels(self, language: str) -> dict[str, str]:
        """The label of each fact that is a code, under the name of the fact and `_label`."""
        return {
            f"{fact}_label": code_list(scheme).by_notation[self.facts[fact]].label(language)
            for fact, scheme in _CODES.items()
            if fact in self.facts
        }


def is_code(code: str) -> bool:
    """Whether a code is one of the library's own."""
    try:
        entry(f"problems.{code}")
    except KeyError:
        return False
    return True


# Facts that are a code, and the list it stands in. A sentence may have a form of its own for a code
# (`sv.chair`); for any other that the marks bring, it says the label: `{role_label}`.
_CODES = {
    "role": "role",
    "method": "decision-method",
    "outcome": "vote-outcome",
    "choice": "ballot-choice",
    "per": "amount-per",
    "kind": "item-kind",
}


def fact_of(name: str, said: str, language: str) -> tuple[str, str] | None:
    """The fact that a sentence says in a place of this name, and its value; None where a label is
    that of no code."""
    fact = name.removesuffix("_label")
    if fact == name:
        return name, said
    codes = code_list(_CODES[fact]).codes if fact in _CODES else ()
    found = next((code.notation for code in codes if code.label(language) == said), None)
    return None if found is None else (fact, found)


def own_words(problem: Problem) -> frozenset[str]:
    """The facts of a problem that are the library's own words, whatever name they look like.

    They are names of tables and columns, codes of a list, and what a form of the sentence is chosen
    by. A fact that has another value than these is none: it may have come with rows.
    """
    if problem.given:
        return frozenset()  # the facts are the sentences that were given
    return frozenset(
        name
        for name, value in problem.facts.items()
        if value in _own_values(problem, name) or value in _choices_of(problem.code, name)
    )


def _own_values(problem: Problem, name: str) -> Collection[str]:
    """What a fact may be without being anything that somebody wrote."""
    if name in _CODES:
        return code_list(_CODES[name]).by_notation
    if name in _OF_TABLE:
        return BY_NAME
    table = BY_NAME.get(problem.facts.get("table") or problem.table_name or "")
    if name == "column":
        return table.by_name if table else _COLUMNS
    column = table.by_name.get(problem.facts.get("column", "")) if table else None
    match column.kind if column else None:
        case CodeOf(scheme=scheme):
            return code_list(scheme).by_notation
        case YesNo():
            return ("yes", "no")
    return ()


def _choices_of(code: str, name: str) -> Collection[str]:
    return _choices(entry(f"problems.{code}"), name) if is_code(code) else ()


# Facts that are names of tables.
_OF_TABLE = frozenset({"table", "of"})
_COLUMNS = frozenset(column.name for table in TABLES for column in table.columns)


def _choices(text: Any, name: str) -> frozenset[str]:
    """The values of a fact for which a text has forms of their own."""
    if not isinstance(text, Mapping):
        return frozenset()
    found = {*text} - {"by", "one", "other"} if text.get("by") == name else set()
    return frozenset(found).union(*(_choices(form, name) for form in text.values()))
