"""The short lists of words that are evidence, as `lists/words.toml` holds them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class WordLists:
    """WordLists in small letters: what each group means stands beside it in the file."""

    titles: frozenset[str]
    title_endings: tuple[str, ...]
    persons: frozenset[str]
    name_labels: frozenset[str]
    particles: frozenset[str]
    loose_particles: frozenset[str]
    things_after: frozenset[str]
    things_after_genitive: frozenset[str]
    things_before: frozenset[str]
    thing_endings: tuple[str, ...]
    place_endings: tuple[str, ...]
    capital_things: frozenset[str]
    labels: frozenset[str]
    function_words: frozenset[str]
    surnames: frozenset[str]
    surname_endings: tuple[str, ...]
    nature_endings: tuple[str, ...]
    surname_shapes: tuple[str, ...]
    everyday_names: frozenset[str]
    months: frozenset[str]
    path_words: frozenset[str]


@lru_cache(maxsize=1)
def words() -> WordLists:
    """The short lists; read once."""
    path = Path(__file__).with_name("lists") / "words.toml"
    with path.open("rb") as file:
        told: dict[str, Any] = {key: value.split() for key, value in tomllib.load(file).items()}
    for field in fields(WordLists):
        ordered = str(field.type).startswith("tuple")
        told[field.name] = (tuple if ordered else frozenset)(told[field.name])
    return WordLists(**told)
