"""The names that a cell of a person's name holds, taken apart as a reader of minutes does.

A minute prints a person's title, party and role beside the name. Systems put them into the cell of
the name, write the surname first, or write two people in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from socsam_opendata.minutes.print.persons import says_kind
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import DASHES
from socsam_opendata.privacy.name_forms import words_of
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.parts import party_key
from socsam_opendata.privacy.names.readable import readable
from socsam_opendata.privacy.names.tokens import is_joined, parts_of, plain_word, small_word
from socsam_opendata.privacy.names.words import words

_ASIDE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?|\{[^{}]*\}?|<[^<>]*>?")
# What divides two people, or a person from what else is said of them.
_DIVIDES = re.compile(
    rf"[/;&+|\n\t:]|\s[{DASHES}]+\s|\s[{DASHES}]|[{DASHES}]\s|\b(?:och|samt|jämte|and|med|för|genom)\b",
    re.IGNORECASE,
)
# No part of a name in small letters is shorter: `m.fl.`
_SHORTEST = 3
_WORD = re.compile(rf"[^\W\d_]+(?:[{DASHES}'’`´][^\W\d_]+)*")


@lru_cache(maxsize=20_000)
def names_in_cell(cell: str) -> tuple[str, ...]:
    """The names of persons in a cell, the first name first, without titles, roles and parties.

    Where nothing of it has the look of a name, the cell as it is: somebody is called so.
    """
    said = _ASIDE.sub(";", readable(cell).text)
    pieces = [piece for part in _DIVIDES.split(said) for piece in _between_commas(part)]
    people = [found for piece in pieces if (found := _name_words(piece))]
    full = [found for found in people if len(found) > 1]
    if not full:
        return (" ".join(cell.split()),)
    named = [found for i, found in enumerate(people) if len(found) > 1 or _shares(people, i)]
    whole = (found if len(found) > 1 else [*found, _next_surname(people, found)] for found in named)
    said_so = [_first_name_first(found) for found in whole]
    persons = [found for found in said_so if not _begins_with_word(found)] or said_so
    return tuple(dict.fromkeys(" ".join(found) for found in persons))


def _begins_with_word(found: Sequence[str]) -> bool:
    """Whether words begin as the name of an organization does: `Advokatbyrån Svan`."""
    own = nature(small_word(found[0]))
    return len(found[0]) > 1 and not own.first and (own.word or own.thing)


def _between_commas(part: str) -> Iterator[str]:
    """What commas divide; a surname and the first name behind it are one: `Qvistmyr, Hilda`."""
    pieces = part.split(",")
    while pieces:
        piece = pieces.pop(0)
        before = _name_words(piece)
        after = _name_words(pieces[0]) if pieces else []
        starts = [word for word in before if small_word(word) not in words().particles][:1]
        if before and after and _are_first_names(after) and not _are_first_names(starts):
            pieces.pop(0)
            yield " ".join([*after, *before])
        else:
            yield piece


def _are_first_names(found: Sequence[str]) -> bool:
    """Whether words are first names, and initials among them."""
    return bool(found) and all(len(w) == 1 or nature(small_word(w)).first for w in found)


def _name_words(piece: str) -> list[str]:
    """The words of a piece that may be of a name, without what stands before and behind it."""
    found = _WORD.findall(piece)
    if len(found) == 1 and is_joined(found[0]):
        found = _apart(found[0])
    while found and _is_no_name(found[0]):
        found = found[1:]
    while found and (_is_no_name(found[-1]) or (len(found) > 2 and party_key(found[-1]))):
        found = found[:-1]
    told = " ".join(found)
    nobody = code_list("role").of_form(told) or registry().municipality(told) or says_kind(told)
    return [] if nobody else found


def _apart(word: str) -> list[str]:
    """The words that are written as one: `HildaQvistmyr`; a double name stays one."""
    parts = [word[start:end] for start, end in parts_of(word)]
    first = nature(small_word(parts[0])).first
    return parts if first and not nature(small_word(word)).first else [word]


def _is_no_name(word: str) -> bool:
    """Whether a word beside a name is none of it: a title, a role, a small word."""
    small = small_word(word)
    own = nature(small)
    if own.first and own.common:
        return False
    told = own.title or own.function or code_list("role").of_form(small) is not None
    plain = word.islower() and (own.word or own.thing or len(word) < _SHORTEST)
    return bool(told or plain) and small not in words().particles


def _shares(people: Sequence[Sequence[str]], i: int) -> bool:
    """Whether a first name alone has the surname of the next: `Hilda och Ulf Qvistmyr`."""
    following = people[i + 1] if i + 1 < len(people) else ()
    return len(following) > 1 and _are_first_names(people[i])


def _next_surname(people: Sequence[list[str]], found: list[str]) -> str:
    """The surname of whoever stands behind a first name."""
    return people[people.index(found) + 1][-1]


def _first_name_first(found: Sequence[str]) -> Sequence[str]:
    """A name as it is said; `Qvistmyr Hilda` has the surname first."""
    natures = [nature(small_word(word)) for word in found]
    initials = all(len(word) == 1 for word in found[1:])
    turned = not natures[0].first and len(found[0]) > 1
    if turned and (initials or all(own.first and own.frequent for own in natures[1:])):
        return [*found[1:], found[0]]
    return found


def may_be_called(cell: str, name: str) -> bool:
    """Whether a cell may mean whoever has a name: it has the first name and a surname's half.

    `Hilda Maria Qvistmyr` and `Hilda Qvistmyr-Ek` may be Hilda Qvistmyr, and so may whoever is
    called by the surname alone; nothing else tells.
    """
    found = words_of(name)
    said = [word for word in _WORD.findall(_ASIDE.sub(" ", cell)) if not _is_no_name(word)]
    there = _halves(said)
    if len(found) < 2:
        return bool(found) and _halves(found) <= there
    if _halves(found[-1:]).isdisjoint(there):
        return False
    return not _halves(found[:1]).isdisjoint(there) or _is_surname_alone(said, found[0])


def _is_surname_alone(said: Sequence[str], first: str) -> bool:
    """Whether words are a surname and letters, of which those before it may be of a first name."""
    long = [i for i, word in enumerate(said) if len(word) > 1]
    letters = [plain_word(word) for word in said[: long[0]]] if long else []
    return len(long) == 1 and (not letters or plain_word(first)[:1] in letters)


def _halves(found: Sequence[str]) -> set[str]:
    """Words as they are compared, and what dashes and capitals divide in them."""
    parts = [word[start:end] for word in found for start, end in parts_of(word)]
    return {plain_word(word).removesuffix("s") for word in (*found, *parts)}
