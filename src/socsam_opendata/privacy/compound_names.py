"""Surnames inside longer words: `Qvistmyr-ärendet`, `Qvistmyrfonden`, `ansokan-qvistmyr`.

A surname that is a word of the language, a place or a first name is looked for in no word: `Bergs`
is nobody in `Bergskolan`. Of others what is left of the word must be words, a first name or
initials, lest `Hansson` be found in `Johansson`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from socsam_opendata.privacy.names.dictionary import is_listed, is_word
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.tokens import (
    Tokens,
    one_for_two,
    parts_of,
    plain_word,
    small_word,
)

_SHORTEST_SURNAME = 5
_SHORTEST_WORD = 4
# Shorter words that are put behind a name: the hus of Qvistmyr, Qvistmyr AB.
_SHORTEST_END = 3
_FIRMS = frozenset({"ab", "hb", "kb"})
# Several who have the name: `Qvistmyrarna`.
_PLURALS = frozenset({"ar", "arna", "arnas", "er", "erna", "ernas", "or", "orna", "ornas"})
# Words of one letter, which stand among letters that are set apart: i, å, ö.
_ONE_LETTER = frozenset("ioaåöe")
_LETTERS = {"a": "aåä", "o": "oö", "e": "eé"}
_LONGEST_LOOKED_UP = 8


def is_own(word: str) -> bool:
    """Whether a surname is no word of a list, no place, no title: it can mean its owner alone."""
    own = nature(small_word(word))
    if own.strange:
        return True
    # Two words that nobody has put together but the owner's family: `Bergdotter`.
    told = own.place or own.thing or own.title or own.function
    return not told and not own.first and not is_listed(small_word(word))


def may_be_within(word: str) -> bool:
    """Whether a surname is looked for inside of longer words."""
    return len(word) >= _SHORTEST_SURNAME and is_own(word) and not nature(small_word(word)).first


def words_with(told: Tokens, surnames: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The plain surnames that words of a text hold among other letters, and where those stand."""
    longer = [plain for plain in told.places if len(plain) > _SHORTEST_SURNAME]
    text = "\n".join(longer)
    for surname in surnames:
        if surname not in text:
            continue
        for plain in longer:
            if surname in plain and plain.removesuffix("s") != surname:
                yield from ((surname, i) for i in told.places[plain])


def holds(word: str, surname: str, first: str) -> bool:
    """Whether a word means somebody by a surname inside it; `first` is the first name, plain."""
    parts = [word[start:end] for start, end in parts_of(word)]
    plain, respelt = [*map(plain_word, parts)], [*map(one_for_two, parts)]
    said = [*_runs(plain), *(_runs(respelt) if respelt != plain else ())]
    if any(surname in (one, one.removesuffix("s")) for one in said):
        return True
    return any(_within(one, surname, first) for one in said)


def stands_apart(before: str, after: str, first: str) -> bool:
    """Whether a surname between plain letters of a row, each set apart, is a word of its own.

    Where few letters more make a word with it, it may be a part of another: `J o h a n s s o n`.
    """
    if 0 < len(before) < _SHORTEST_WORD and before not in (*_ONE_LETTER, first[:1], first):
        return False
    return any(
        rest == "" or rest in _ONE_LETTER or _begins_word(rest)
        for rest in (after, after.removeprefix("s"))
    )


def _begins_word(letters: str) -> bool:
    """Whether letters in a row begin with a word."""
    ends = range(_SHORTEST_END, min(len(letters), _LONGEST_LOOKED_UP) + 1)
    return any(_is_plain_word(letters[:end]) for end in ends)


def ends_genitive(after: str) -> bool:
    """Whether the plain letters behind a surname are its s, and a word of one letter at most."""
    return after[:1] == "s" and (after[1:] == "" or after[1:] in _ONE_LETTER)


def _runs(parts: Sequence[str]) -> Iterator[str]:
    """Parts side by side, written together."""
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield "".join(parts[start:end])


def _within(solid: str, surname: str, first: str) -> bool:
    """Whether what is left of a word without a surname in it is words, names or initials."""
    before, found, after = solid.partition(surname)
    return bool(found) and _may_precede(before, first) and _may_follow(after)


def _may_precede(before: str, first: str) -> bool:
    if len(before) < _SHORTEST_WORD:
        return before in ("", first[:1], first)
    return bool(first and before.endswith(first)) or _is_spelt_so(before, first)


def _is_spelt_so(before: str, first: str) -> bool:
    """Whether letters are a word, an initial behind it or not."""
    return _is_plain_word(before) or (
        before[-1] == first[:1] and len(before) > _SHORTEST_WORD and _is_plain_word(before[:-1])
    )


def _may_follow(after: str) -> bool:
    return any(
        rest == ""
        or rest in _FIRMS
        or rest in _PLURALS
        or (len(rest) >= _SHORTEST_END and _is_plain_word(rest))
        for rest in (after, after.removeprefix("s"))
    )


@lru_cache(maxsize=10_000)
def _is_plain_word(plain: str) -> bool:
    """Whether letters are a word of the language, written with its dots and rings or without."""
    if len(plain) > _LONGEST_LOOKED_UP:  # no surname goes on for so long
        return True
    letters = (_LETTERS.get(letter, letter) for letter in plain)
    return any(is_word("".join(spelt)) for spelt in product(*letters))
