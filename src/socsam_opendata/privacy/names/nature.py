"""What a word may be by itself: a first name, a word of the language, a place, a body, a title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from socsam_opendata.privacy.names.dictionary import is_listed, is_word
from socsam_opendata.privacy.names.first_names import bearers
from socsam_opendata.privacy.names.known import person_words, places
from socsam_opendata.privacy.names.words import words

# Above this many bearers a first name is one also when it is a word (Per, Max, Björn, Lisa).
_COMMON = 1000
# A first name of fewer bearers is none in small letters.
_FREQUENT = 40


@dataclass(frozen=True, slots=True)
class Nature:
    """What the lists know of a word.

    `first` is a first name and `sure` one that can hardly be anything else; `word` is in the
    dictionary; `place` a word of a municipality's name or with a place's ending; `thing` a body,
    a street, a school, a heading, which no surname is; `surname` an everyday word that is one;
    `title` a word for a person, `honorific` one that only goes with a name; `function` a word
    without a meaning of its own; `frequent` and `common` first names of many.
    """

    first: bool
    sure: bool
    word: bool
    place: bool
    thing: bool
    surname: bool
    title: bool
    honorific: bool
    function: bool
    month: bool
    frequent: bool
    common: bool

    @property
    def strange(self) -> bool:
        """Whether no list explains the word."""
        return not (self.word or self.place or self.thing or self.title or self.function)

    @property
    def like_surname(self) -> bool:
        """Whether the word may be a surname where nothing but its look tells."""
        return self.strange or (self.surname and not self.thing)


@lru_cache(maxsize=50_000)
def nature(small: str) -> Nature:
    """The nature of a word in small letters."""
    told = words()
    persons, endings = person_words()
    number = bearers(small)
    honorific = small in told.titles
    function = small in told.function_words and number < _COMMON
    title = honorific or small in persons
    title = title or (number < 200 and len(small) > 5 and small.endswith(endings))
    thing = number < _COMMON and (
        small in told.capital_things
        or small in told.thing_endings
        or _ends_so(small, told.thing_endings)
    )
    base = small[:-1] if small.endswith("s") else small
    is_place = small in places()
    # A compound put together proves nothing against a first name: `Solbritt`.
    word = (is_listed if number else is_word)(small) or (
        "-" in small and is_word(small.rpartition("-")[2])
    )
    return Nature(
        first=number > 0 and not function,
        sure=number > 0 and not function and not title
        and (number >= _COMMON or not (word or thing or is_place)),
        word=word,
        place=is_place or _ends_so(small, told.place_endings),
        thing=thing,
        surname=small in told.surnames
        or base in told.surnames
        or (len(base) > 4 and small.endswith(told.nature_endings))
        or (len(base) > 4 and base.endswith(told.nature_endings)),
        title=title and number < _COMMON,
        honorific=honorific,
        function=function,
        month=small in told.months,
        frequent=number >= _FREQUENT,
        common=number >= _COMMON,
    )  # fmt: skip


def _ends_so(small: str, endings: tuple[str, ...]) -> bool:
    """Whether a word ends so, genitive or not, with at least two letters before."""
    for word in (small, small[:-1] if small.endswith("s") else ""):
        if word.endswith(endings):
            return any(word.endswith(e) and len(word) > len(e) + 1 for e in endings)
    return False
