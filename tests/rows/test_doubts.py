"""The sentences of the library's own problems are read back as what they say."""

from __future__ import annotations

import re

import pytest

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.problems import _CODES, Problem
from socsam_opendata.rows.doubts import given_problem
from socsam_opendata.texts import entry

# The facts that are codes, and every code of each.
LABELLED = [
    (problem, fact, code.notation)
    for problem in entry("problems")
    for fact, scheme in _CODES.items()
    if f"{{{fact}_label}}" in str(entry(f"problems.{problem}"))
    for code in code_list(scheme).codes
]


def test_some_problems_say_codes() -> None:
    assert {"role-absent", "outcome-differs"} <= {problem for problem, _, _ in LABELLED}


@pytest.mark.parametrize(("code", "fact", "value"), LABELLED)
def test_a_fact_that_is_a_code_is_read_back(code: str, fact: str, value: str) -> None:
    names = {*re.findall(r"\{(\w+)\}", str(entry(f"problems.{code}")))} - {f"{fact}_label"}
    facts = {name: str(number) for number, name in enumerate(sorted(names), 3)} | {fact: value}
    told = Problem(code, 4, 5, facts)
    cells = {
        "code": code, "severity": told.severity, "message": told.sentence("sv"),
        "message_en": told.sentence("en"), "table_name": None, "row": None,
    }  # fmt: skip
    found = given_problem(cells, (4, 5), None)
    assert found.given is None
    assert found.facts[fact] == value
    assert [found.sentence(language) for language in ("sv", "en")] == [
        cells["message"], cells["message_en"]
    ]  # fmt: skip
