"""Problem: something doubtful about the data, told to people and published in `problems`.

Every code has its severity and its sentences in texts/problems.toml. A sentence says what is
doubtful and what a clerk can do about it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from socsam_opendata.texts import entry, say, texts_of


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubtful thing: a code of texts/problems.toml, the lines it stands on, and its facts.

    `facts` fill the sentence of the code. `table_name` and `row` point at the row it is about.
    Lines are 1-based lines of the source text.
    """

    code: str
    first_line: int | None = None
    last_line: int | None = None
    facts: dict[str, str] = field(default_factory=dict)
    table_name: str | None = None
    row: str | None = None

    @property
    def severity(self) -> str:
        """`error` stops a build, `warning` asks for a look, `note` tells what was inferred."""
        return str(entry(f"problems.{self.code}")["severity"])

    def sentence(self, language: str) -> str:
        """What is doubtful and what to do, in `sv` or `en`."""
        return say(f"problems.{self.code}", language, **self.facts)


def problem_codes() -> tuple[str, ...]:
    """Every code that a problem can have."""
    return tuple(texts_of("problems"))
