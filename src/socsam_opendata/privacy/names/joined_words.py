"""A first name and a surname in one word of a text: `anna-qvarnvik`, `AnnaQvarnvik`, `Anna–Vik`.

So names stand in keys, file names and tags that were pasted among sentences. Swedish joins other
words by hyphens too: two first names, two surnames, and what is called after somebody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from socsam_opendata.privacy.names.dictionary import is_listed
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.other_places import has_shape_of_surname
from socsam_opendata.privacy.names.parts import may_begin
from socsam_opendata.privacy.names.things import is_named_after
from socsam_opendata.privacy.names.tokens import Tokens, is_joined, parts_of
from socsam_opendata.privacy.names.words import words

# A shorter word holds no two names, a shorter part is no first name: `MeetingOn`.
_SHORTEST_JOINED = 5
_SHORTEST = 2
# A shorter word that no list knows is no surname: `SemVer`.
_SHORTEST_STRANGE = 4


def in_joined_words(
    told: Tokens, explained: Collection[int], known: Collection[str]
) -> Iterator[tuple[int, int, str]]:
    """Every name that stands within one word, by its place; `known` words and keys name nobody."""
    for i, word in enumerate(told.words):
        if len(word) < _SHORTEST_JOINED or i in explained or not is_joined(word):
            continue
        found = None if told.small[i] in known else name_within(word, told.small[i])
        if found:
            start, _ = told.spans[i]
            yield start + found[0], start + found[1], "joined"


def name_within(word: str, small: str) -> tuple[int, int] | None:
    """Where in a word a first name stands beside a surname, both whole; None where none does.

    The whole word may be a first name, a word or a thing: `Anna-Lena`, `YouTube`,
    `Karin-Qvarnvik-skolan`.
    """
    own = nature(small)
    if own.frequent or own.sure or own.thing or own.title or is_listed(small):
        return None
    if word[0].isupper() and is_named_after(word):
        return None
    spans = parts_of(word)
    parts = [word[start:end] for start, end in spans]
    for i in range(len(parts) - 1):
        if _are_name(parts[i], parts[i + 1]) or _are_name(parts[i + 1], parts[i], shaped=True):
            return spans[_first_of(parts, i)][0], spans[_last_of(parts, i + 1)][1]
    return None


def _first_of(parts: Sequence[str], i: int) -> int:
    """The first of the first names that end with part `i`."""
    while i and _is_first(parts[i - 1]):
        i -= 1
    return i


def _last_of(parts: Sequence[str], i: int) -> int:
    """The last of the names that go on from part `i`."""
    while i + 1 < len(parts) and (_is_surname(parts[i + 1]) or _is_first(parts[i + 1])):
        i += 1
    return i


def _are_name(first: str, surname: str, *, shaped: bool = False) -> bool:
    """Whether a part is a first name and another its surname; a `shaped` one looks like one.

    Beside what is only unknown the first name must be one of many: `odd-rename` is English.
    """
    if not _is_first(first) or not _is_surname(surname):
        return False
    return _looks_like_surname(surname) or (nature(first.casefold()).common and not shaped)


def _is_first(part: str) -> bool:
    return len(part) >= _SHORTEST and may_begin(part) and nature(part.casefold()).sure


def _is_surname(part: str) -> bool:
    small = part.casefold()
    own = nature(small)
    if small in words().path_words or own.month or own.thing:
        return False
    if _looks_like_surname(part):
        return True
    given = own.first and own.sure and own.frequent
    return own.strange and not given and len(part) >= _SHORTEST_STRANGE


def _looks_like_surname(part: str) -> bool:
    small = part.casefold()
    return nature(small).surname or has_shape_of_surname(small)
