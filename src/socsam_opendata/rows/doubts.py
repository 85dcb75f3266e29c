"""Problems that come with rows: what was doubtful when they were made stays doubtful.

A row of `problems` has sentences. Where they are those of a code that is known, the facts in them
are read back, so that the policy can look at the facts; else the sentences are the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from socsam_opendata.model.problems import Problem, fact_of
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.texts import LANGUAGES, either, entry

_SEVERAL = "2"
_FACT = re.compile(r"\{(\w+)\}")


def given_problem(
    cells: Mapping[str, Any], lines: tuple[int | None, int | None], row: str | None
) -> Problem:
    """The problem that the cells of a row say, on lines and of a row as they are now."""
    table = cells["table_name"] if cells["table_name"] in BY_NAME else None
    bare = Problem(cells["code"], *lines, {}, table, row)
    told = {
        language: either(language, cells["message"], cells["message_en"]) for language in LANGUAGES
    }
    for facts in _facts_of(cells["code"], told):
        known = replace(bare, facts=facts)
        if known.severity == cells["severity"] and _says(known, told):
            return known
    messages = {name: cells[name] for name in ("message", "message_en")}
    return replace(bare, facts=messages, given=cells["severity"])


def _says(problem: Problem, told: Mapping[str, str]) -> bool:
    try:
        return all(problem.sentence(language) == told[language] for language in LANGUAGES)
    except (KeyError, ValueError):
        return False


def _facts_of(code: str, told: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The facts that the sentences of a code may have been filled with."""
    try:
        texts = entry(f"problems.{code}")
    except (KeyError, TypeError):
        return
    for forms in product(*(_forms(texts.get(language)) for language in LANGUAGES)):
        facts: dict[str, str] = {}
        for language, (text, chosen) in zip(LANGUAGES, forms, strict=True):
            filled = _filled(text, told[language])
            read = [fact_of(*fact, language) for fact in (filled or {}).items()]
            if filled is None or None in read:
                break
            facts = {**chosen, **facts, **dict(filter(None, read))}
        else:
            yield facts


def _forms(text: Any, chosen: dict[str, str] | None = None) -> Iterator[tuple[str, dict[str, str]]]:
    """A sentence, or each of its forms with the fact it is chosen by."""
    if isinstance(text, dict):
        for name, form in text.items():
            if name != "by":
                # A count that is more than one and not said may be any.
                value = {"one": "1", "other": _SEVERAL}.get(name) or str(name)
                by = {str(text.get("by", "count")): value}
                yield from _forms(form, {**(chosen or {}), **by})
    elif isinstance(text, str):
        yield text, chosen or {}


def _filled(text: str, said: str) -> dict[str, str] | None:
    """The facts of a sentence, each as short as it can be, or None where it is another one.

    Looked for from left to right, once: the cost is that of the length of what is said.
    """
    start, *rest = _FACT.split(text)
    if not said.startswith(start):
        return None
    facts: dict[str, str] = {}
    at = len(start)
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    for number, (name, literal) in enumerate(pairs, 1):
        last = number == len(pairs)
        end = len(said) - len(literal) if last else said.find(literal, at)
        if end < at:
            return None
        facts[name] = said[at:end]
        at = end + len(literal)
    return facts
