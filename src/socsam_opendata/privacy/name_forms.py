"""Every form in which given names are printed, found word by word: the work does not grow with
the number of names, for a name is looked up by its surname.

A form is told by how sure it is that this very name is meant: the whole name, with or without
what stands between first name and surname; initials; a surname alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from socsam_opendata.model.iris import DASHES
from socsam_opendata.privacy.compound_names import (
    ends_genitive,
    holds,
    is_own,
    may_be_within,
    stands_apart,
    words_with,
)
from socsam_opendata.privacy.names.dictionary import is_listed
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.parts import is_capital, is_initial, is_shouted
from socsam_opendata.privacy.names.spaced_letters import Spaced
from socsam_opendata.privacy.names.tokens import (
    Gap,
    Tokens,
    is_quoted,
    one_for_two,
    plain_word,
    spellings,
)
from socsam_opendata.privacy.names.words import words

_WORD = re.compile(rf"[^\W\d_]+(?:[{DASHES}'’`´][^\W\d_]+)*")
_IN_WORD = re.compile(rf"[{DASHES}]")
# What may stand between the words of one name; of two names in a list a comma may.
_BETWEEN = re.compile(r"(?:[^\w\n]|_|%[0-9A-Fa-f]{2}){0,8}(?:\n[^\w\n]{0,24})?")
# `Ripmo (S), Bergs kommun`: the letter of a party is no initial of a Sten Berg.
_DIVIDES_INITIAL = re.compile(r"[),;:|\]]")
# More words than these do not stand between a first name and its surname.
_MOST_BETWEEN = 4
_SHORTENED = 4
# Fewer letters in a row may stand among others by chance.
_FEWEST_APART = 6


class Sure(IntEnum):
    """How sure a form is."""

    NONE = 0
    ALONE = 1
    INITIALS = 2
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class NameForm:
    """A printed form: its first and last word, whose it is, and how sure.

    `within` is a surname that is a part of a longer word, or that the end of a line divides.
    """

    first: int
    last: int
    name: str
    sure: Sure
    within: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """A name by its plain words: the first, all, those between, and those that are surnames.

    `solid` are its words written as one; `alone` is the only word of a name of one. `parts` are
    surnames that are looked for in longer words too.
    """

    name: str
    first: str
    all: frozenset[str]
    middle: frozenset[str]
    surnames: tuple[str, ...]
    solid: tuple[str, ...]
    alone: str = ""
    parts: frozenset[str] = frozenset()


def words_of(name: str) -> list[str]:
    """The words of a name, the first name first: `Qvistmyr, Hilda` is said as it is spoken."""
    before, comma, after = name.partition(",")
    said = f"{after} {before}" if comma and _WORD.search(after) else name
    return _WORD.findall(said)


def as_compared(name: str) -> str:
    """A name as it is compared with another: its plain words, the first name first."""
    return " ".join(map(plain_word, words_of(name)))


@lru_cache(maxsize=10_000)
def _entry(name: str) -> _Name:
    """A name made ready to be looked for."""
    found = words_of(name)
    if len(found) < 2:
        alone = plain_word(found[0]) if found else ""
        return _Name(name, alone, frozenset(), frozenset(), (), (), alone)
    first, *others = found
    if all(len(word) == 1 for word in others):
        # `Qvarnmyr, T` and `Qvarnmyr T.E.`: a surname and letters.
        first, others = others[0], [first]
    # A name printed in small letters has its surname last.
    surnames = [w for w in others if is_capital(w) and len(w) > 1] or others[-1:]
    pieces = [h for w in surnames for h in (w, *_IN_WORD.split(w)) if len(h) > 1]
    keys = sorted({told for one in (*surnames, *pieces) for told in spellings(one)})
    solid = [parts for key in keys for parts in ([first, key], [key, first])]
    return _Name(
        name,
        plain_word(first),
        frozenset(map(plain_word, found)),
        frozenset(map(plain_word, found[1:-1])),
        tuple(keys),
        tuple(filter(None, map(_solid, [*solid, found]))),
        parts=frozenset(told for one in pieces if may_be_within(one) for told in spellings(one)),
    )


def _solid(parts: Sequence[str]) -> str:
    """A name as one word, unless that is a word: `S. Ek` and `SEK`, `S. Vara` and `svara`."""
    if min(map(len, parts)) < 2 or is_listed("".join(parts).casefold()):
        return ""
    return "".join(map(plain_word, parts))


class NameForms:
    """Given names, found in any form.

    `known` holds them as they are compared, `keys` the plain words by one of which each is found.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_surname: dict[str, list[_Name]] = {}
        self._solid: dict[str, str] = {}
        self._alone: dict[str, str] = {}
        self._parts: set[str] = set()
        given = sorted(set(names))
        self.known = frozenset(map(as_compared, given))
        for entry in map(_entry, given):
            if entry.alone:
                self._alone.setdefault(entry.alone, entry.name)
            for key in entry.surnames:
                self._by_surname.setdefault(key, []).append(entry)
            self._parts |= entry.parts
            for solid in entry.solid:
                self._solid.setdefault(solid, entry.name)
        self._last: tuple[Tokens, tuple[NameForm, ...]] | None = None
        self.keys = frozenset({*self._by_surname, *self._solid, *self._alone})

    def __bool__(self) -> bool:
        return bool(self._by_surname or self._alone)

    def find(self, told: Tokens) -> Sequence[NameForm]:
        """Every form in a text; forms may overlap. The last text's are remembered."""
        if not self.keys:
            return ()
        if self._last is None or self._last[0] is not told:
            self._last = (told, tuple(self._forms(told)))
        return self._last[1]

    def within(self, told: Tokens) -> Iterator[NameForm]:
        """The surnames that stand in longer words."""
        for key, i in words_with(told, self._parts):
            for name in self._by_surname[key]:
                if key in name.parts and holds(told.words[i], key, name.first):
                    yield NameForm(i, i, name.name, Sure.ALONE, within=True)

    def places_in(self, spaced: Spaced) -> Iterator[tuple[str, tuple[int, int]]]:
        """The names among letters that stand apart, and where in the given text."""
        for solid, name in self._solid.items():
            if len(solid) >= _FEWEST_APART:
                yield from ((name, place) for place in spaced.places(solid))

    def surnames_in(self, spaced: Spaced) -> Iterator[tuple[str, tuple[int, int]]]:
        """The surnames among such letters, alone: whose they are, and where in the given text."""
        for run, places in spaced.runs:
            for key in self._parts if len(run) >= _FEWEST_APART else ():
                at = run.find(key) if len(key) >= _FEWEST_APART else -1
                while at >= 0:
                    end = at + len(key)
                    for name in self._by_surname[key]:
                        if key in name.parts and stands_apart(run[:at], run[end:], name.first):
                            last = end if ends_genitive(run[end:]) else end - 1
                            yield name.name, spaced.first.span(places[at], places[last] + 1)
                    at = run.find(key, at + 1)

    def _forms(self, told: Tokens) -> Iterator[NameForm]:
        for key, i in _where(self._by_surname, told.places):
            for name in self._by_surname[key]:
                yield self._around(told, i, name)
        yield from self._of_two_halves(told)
        for places in (told.places, told.joined):
            for key, i in _where(self._solid, places):
                yield NameForm(i, i, self._solid[key], Sure.WHOLE)
        for key, i in _where(self._alone, told.places):
            # `Vara` is a name; `vara` is a word of the language.
            if not (told.words[i][0].islower() and is_listed(told.words[i])):
                yield NameForm(i, i, self._alone[key], Sure.WHOLE)

    def _of_two_halves(self, told: Tokens) -> Iterator[NameForm]:
        """The names whose surname the end of a line divides, or a blank behind what is
        no word of the language or has a capital within a sentence."""
        for halves, at_blank in ((told.divided, False), (told.halves, True)):
            for key, i in _where(self._by_surname, halves):
                if at_blank and told.begins_sentence(i) and not is_own(told.words[i]):
                    continue
                for name in self._by_surname[key]:
                    before = _before(told, i, name)
                    if before:
                        yield NameForm(before[0], i + 1, name.name, before[1])
                    elif key in name.parts and told.words[i][0].isupper():
                        yield NameForm(i, i + 1, name.name, Sure.ALONE, within=True)

    def _around(self, told: Tokens, i: int, name: _Name) -> NameForm:
        """The largest form of a name about its surname."""
        before = _before(told, i, name)
        after = _after(told, i, name)
        if before and (not after or before[1] >= after[1]):
            return NameForm(before[0], _last(told, i, name), name.name, before[1])
        if after:
            return NameForm(i, after[0], name.name, after[1])
        return NameForm(i, i, name.name, Sure.ALONE)


def _where(
    keys: Mapping[str, object], places: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, int]]:
    """The keys among the words of a text, and where they stand."""
    shared = keys.keys() & places.keys()
    return ((key, i) for key in sorted(shared) for i in places[key]) if shared else iter(())


def _tied(told: Tokens, i: int) -> bool:
    """Whether the words `i` and the next may belong to one name."""
    return 0 <= i < len(told.words) - 1 and _BETWEEN.fullmatch(told.between(i)) is not None


def _last(told: Tokens, i: int, name: _Name) -> int:
    """The last word of a form: further surnames of the same name behind one belong to it."""
    while _tied(told, i) and "," not in told.between(i):
        following = plain_word(told.words[i + 1])
        if name.first in (following, following.removesuffix("s")):
            break
        if following not in name.all and following.removesuffix("s") not in name.all:
            break
        i += 1
    return i


def _before(told: Tokens, i: int, name: _Name) -> tuple[int, Sure] | None:
    """Where the first name or an initial of it stands before a surname."""
    letters: int | None = None
    for j in range(i - 1, max(-1, i - 2 - _MOST_BETWEEN), -1):
        if not _tied(told, j):
            break
        word = plain_word(told.words[j])
        if len(word) > 1 and name.first in (word, one_for_two(told.words[j])):
            seam = "," in told.between(i - 1) and _in_list(told, j, i)
            return None if seam else (j, Sure.WHOLE)
        if _begins(told, j, name) and not _DIVIDES_INITIAL.search(told.between(j)):
            letters = j
        elif not (
            word in name.middle
            or is_initial(told, j)
            or told.small[j] in words().particles
            or told.small[j] in words().loose_particles
            or is_quoted(told, j)
        ):
            break
    return (letters, Sure.INITIALS) if letters is not None else None


def _begins(told: Tokens, j: int, name: _Name) -> bool:
    """Whether a word is an initial of a first name, or the name shortened with a dot."""
    word = plain_word(told.words[j])
    if len(word) == 1 or is_initial(told, j):
        return word[:1] == name.first[:1] and told.words[j][0].isupper()
    shortened = len(word) <= _SHORTENED and told.gap(j) is Gap.DOT
    return shortened and name.first.startswith(word)


def _after(told: Tokens, i: int, name: _Name) -> tuple[int, Sure] | None:
    """Where the first name or an initial of it stands behind a surname."""
    last = _last(told, i, name)
    if not _tied(told, last):
        return None
    word, between = plain_word(told.words[last + 1]), told.between(last)
    respelt = one_for_two(told.words[last + 1])
    if len(word) > 1 and name.first in (word, word.removesuffix("s"), respelt):
        if "," in between and _in_list(told, i, last + 1):
            return None
        return last + 1, Sure.WHOLE
    if "," in between and len(word) == 1 and word == name.first[:1]:
        return last + 1, Sure.INITIALS
    return None


def _in_list(told: Tokens, first: int, last: int) -> bool:
    """Whether two words are the seam of two names in a list: `Erik Dahlberg, Sara Ek`."""

    def touches(i: int, word: int) -> bool:
        if not 0 <= i < len(told.words) - 1 or told.between(i).strip(" *_"):
            return False
        own = nature(told.small[word])
        if own.title or (own.word and not own.first and not own.surname):
            return False
        return is_capital(told.words[word]) and not is_shouted(told.words[word])

    return touches(first - 1, first - 1) or touches(last, last + 1)


@lru_cache(maxsize=4)
def forms_of(names: frozenset[str]) -> NameForms:
    """The forms of names that are looked for in many texts: made once."""
    return NameForms(names)
