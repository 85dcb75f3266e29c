"""Which table or column a word may mean that is the name of none: by name, or by a title of it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache

from socsam_opendata.model.iris import fold
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.rows.values import meaning_one
from socsam_opendata.texts import LANGUAGES, Phrase

# How like a name or a title a word must be (difflib, 0 to 1): "noter" is not like "votes".
_LIKE = 0.7

_OF_VOCABULARY = frozenset({"municipalities", "parties"})


@lru_cache
def column_meant(table: str, word: str) -> str | None:
    """The column of a table that a word may mean: one whose name or title is like it."""
    return _meant(word, _columns(table))


def table_meant(word: str, known: Iterable[str]) -> str | None:
    """The one of these tables that a word may mean: one whose name or title is like it."""
    among = {*known}
    return _meant(word, tuple(pair for pair in _tables() if pair[1] in among))


def maybe_meant(strange: Iterable[object], given: Iterable[str]) -> frozenset[str]:
    """The tables that names of none may have meant, of those that were not given.

    Any, but those that the vocabulary has only where a name is like theirs: what other rows call
    a municipality or a party is most often known without rows.
    """
    there = {*given}
    near = {table_meant(name, _OF_VOCABULARY) for name in strange if isinstance(name, str)}
    return frozenset(BY_NAME.keys() - there - (_OF_VOCABULARY - near))


def near_hint(name: str | None) -> Phrase | str:
    """The end of a sentence about an unknown name: the one that may be meant, if any."""
    return Phrase("errors.hint.near", {"name": name}) if name else ""


def _meant(word: str, pairs: tuple[tuple[str, str], ...]) -> str | None:
    names = {fold(name): name for _, name in pairs}
    called = {**meaning_one(pairs), **names}  # a name holds over the title of another
    found = difflib.get_close_matches(fold(word[:80]), called, n=1, cutoff=_LIKE)
    return called[found[0]] if found else None


@lru_cache
def _columns(table: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (called, column.name)
        for column in BY_NAME[table].columns
        for called in (column.name, *(column.means.label(language) for language in LANGUAGES))
    )


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[str, str], ...]:
    return tuple(
        (called, table.name)
        for table in TABLES
        for called in (table.name, *(table.label(language) for language in LANGUAGES))
    )
