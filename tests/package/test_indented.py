"""JSON with a line for each value is written as the standard library writes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socsam_opendata.package.indented import indented_json

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda held: st.lists(held, max_size=4) | st.dictionaries(st.text(), held, max_size=4),
    max_leaves=20,
)


@given(_VALUES)
def test_any_value_is_written_as_the_standard_library_writes_it(value: Any) -> None:
    assert indented_json(value) == json.dumps(value, ensure_ascii=False, indent=2)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}"),
        ([], "[]"),
        ("Å\n", '"Å\\n"'),
        (
            {"a": [1, {"b": ()}], "c": {}},
            '{\n  "a": [\n    1,\n    {\n      "b": []\n    }\n  ],\n  "c": {}\n}',
        ),
    ],
)
def test_each_value_has_a_line(value: Any, text: str) -> None:
    assert indented_json(value) == text
