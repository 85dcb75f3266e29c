"""Problem: something doubtful about the data, told to people and published in `problems`.

Every code has its severity and its sentences in texts/problems.toml. A sentence says what is
doubtful and what a clerk can do about it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from socsam_opendata.model.code_lists import code_list
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
