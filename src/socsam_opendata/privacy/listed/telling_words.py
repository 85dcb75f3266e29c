"""Whether a title has a word that says whom or what it is about: a name, a property, a firm.

`LVU Zorvex` does, `Ekonomisk rapport` does not: there every word is one of the language.
"""

from __future__ import annotations

import re
from functools import lru_cache

from socsam_opendata.privacy.names.dictionary import is_word
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.tokens import Tokens, parts_of, small_word, tokens

# A shorter word is an abbreviation or a chance: `LVU`, `T1`, `kf`.
_SHORTEST = 3
# Capitals as short as this are the letters of a law or a body: `LSS`, `IVO`, `SKR`.
_LETTERS = 5
# The designation of a property: `Vallen 3:14`.
_PROPERTY = re.compile(r"(?<!\d)\d+:\d+(?!\d)")


def is_telling(title: str) -> bool:
    """Whether a title has a word that no list explains, a name, or a property's number."""
    if _PROPERTY.search(title):
        return True
    told = tokens(title)
    return any(_tells(told, i, capitals=title.isupper()) for i in range(len(told.words)))


def _tells(told: Tokens, i: int, *, capitals: bool) -> bool:
    """Whether a word, or a part of it, is no ordinary one where it stands."""
    if capitals or i == 0:
        return any(_is_name(part) for part in _parts(told.words[i], capitals=capitals))
    after = told.small[i - 1]
    placed = told.words[i - 1].islower() and nature(after).function
    placed = placed or told.small[i + 1 : i + 2] in (["kommun"], ["kommuns"], ["stad"], ["stads"])
    return any(
        _is_name(part) or (part[0].isupper() and _is_capital_name(part, placed=placed))
        for part in _parts(told.words[i], capitals=False)
    )


def _parts(word: str, *, capitals: bool) -> list[str]:
    """The parts of a word that may tell: no letters of a law or a body, with a genitive or not."""
    parts = [word[start:end] for start, end in parts_of(word)]
    bare = [part.removesuffix("s") for part in parts]
    return [
        part
        for part, letters in zip(parts, bare, strict=True)
        if len(part) > 1 and (capitals or not (letters.isupper() and len(letters) <= _LETTERS))
    ]


def _is_name(part: str) -> bool:
    """Whether a word is a first name, or one that no list explains, wherever it stands."""
    small = small_word(part)
    own, bare = nature(small), nature(small.removesuffix("s"))
    if len(part) < _SHORTEST:
        return False
    if own.sure or bare.sure:
        return True
    explained = own.thing or own.title or own.function or own.month or own.place
    return not explained and not _is_ordinary(small)


def _is_capital_name(part: str, *, placed: bool) -> bool:
    """Whether a word is one of the surnames by its capital within a title.

    One that is a municipality too, and `placed` behind `i` or before `kommun` is no person.
    """
    own = nature(small_word(part))
    if own.thing or own.title or own.function or own.month:
        return False
    return own.surname and not (own.place and placed)


@lru_cache(maxsize=20_000)
def _is_ordinary(small: str) -> bool:
    """Whether a word is one of the language, or put together of several."""
    return is_word(small) or any(
        _is_first_part(small[:at]) and _is_ordinary(small[at:])
        for at in range(_SHORTEST, len(small) - _SHORTEST + 1)
    )


def _is_first_part(word: str) -> bool:
    """Whether a compound may begin with a word: as it is, or with the sound that joins two."""
    return is_word(word) or (len(word) > _SHORTEST and word[-1] in "se" and is_word(word[:-1]))
