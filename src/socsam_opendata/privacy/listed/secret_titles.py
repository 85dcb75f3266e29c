"""Titles of confidential items where a document says them again: its contents, other items.

A title is looked for by its letters, so that it is found however its lines are broken. One of a
single word, or a short one, counts where it is all that stands there (`Information` says nothing),
unless a word of it tells whom or what it is about (`LVU Zorvex`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from socsam_opendata.minutes.print.secrecy import is_mark, without_mark
from socsam_opendata.minutes.rules.cases import case_title
from socsam_opendata.model.iris import letters_alone
from socsam_opendata.privacy.listed.telling_words import is_telling
from socsam_opendata.privacy.names.readable import readable

# A title that says enough to be looked for within other words.
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 10
# With a word that tells whom it is about fewer do.
_FEWEST_OF_TELLING = 4
_CAPITAL_WITHIN = re.compile(r"(?<=[^\W\d_]\s)[A-ZÅÄÖ][a-zåäöé]")
# A title is not broken over more lines.
_MOST_LINES = 6
# What stands before a title and behind it in a table of contents: a number of the item, a page.
_COUNTED = re.compile(r"^(?:\W*§*\W*\d+)+|(?:\W*\d+)+\W*$")


@dataclass(frozen=True, slots=True)
class SecretTitles:
    """The letters of the titles of confidential items that no open item has too.

    `telling` are those that may be looked for within other words.
    """

    alone: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()

    def with_more(self, other: SecretTitles) -> SecretTitles:
        """These titles and others."""
        return SecretTitles(self.alone | other.alone, self.telling | other.telling)

    @classmethod
    def of(cls, secret: Iterable[str], open_: Iterable[str]) -> SecretTitles:
        """The titles that are `secret`, without those that are said openly."""
        said = {letters for title in open_ for letters in forms_of_title(title)}
        found = {
            letters: title
            for printed in secret
            for letters, title in secret_forms(printed)
            if letters not in said
        }
        telling = {letters for letters, title in found.items() if may_stand_within(letters, title)}
        return cls(frozenset(found), frozenset(telling))

    def said_in(self, text: str) -> bool:
        """Whether a text says one of the titles."""
        if not self.alone:
            return False
        text = as_looked_for(text)
        letters = letters_alone(text)
        return letters in self.alone or any(
            title in letters and _begins_word(title, text) for title in self.telling
        )

    def lines(self, lines: Sequence[str]) -> set[int]:
        """The lines, from 1, on which one of the titles stands."""
        if not self.alone:
            return set()
        lines = [as_looked_for(line) for line in lines]
        found = {
            number
            for number, line in enumerate(lines, 1)
            if letters_alone(_COUNTED.sub("", line)) in self.alone
        }
        letters = [letters_alone(line) for line in lines]
        starts, at = [], 0
        for part in letters:
            starts.append(at)
            at += len(part)
        text = "".join(letters)
        for title in self.telling:
            place = text.find(title)
            while place >= 0:
                end = place + len(title)
                first, last = bisect_right(starts, place), bisect_right(starts, end - 1)
                near = last - first < _MOST_LINES
                if near and _begins_word(title, "\n".join(lines[first - 1 : last])):
                    found |= {n for n in range(first, last + 1) if letters[n - 1]}
                place = text.find(title, end)
        return found


@dataclass(frozen=True, slots=True)
class SecretsOfOthers:
    """What other documents of a dataset withhold: titles of confidential items, keys of cases."""

    titles: SecretTitles = SecretTitles()
    cases: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.titles.alone or self.cases)


NO_SECRETS = SecretsOfOthers()


def may_stand_within(letters: str, title: str) -> bool:
    """Whether the letters of a title say enough to be looked for within other words."""
    if len(title.split()) >= _FEWEST_WORDS and len(letters) >= _FEWEST_LETTERS:
        return True
    # Within a short title a capital is a name's: `Vite Ax`.
    named = is_telling(title) or _CAPITAL_WITHIN.search(title) is not None
    return len(letters) >= _FEWEST_OF_TELLING and named


def _begins_word(letters: str, text: str) -> bool:
    """Whether a short title that a text holds begins as a word does: `LVU Ek`, not `elvu ekar`."""
    return len(letters) >= _FEWEST_LETTERS or _short(letters).search(text) is not None


@lru_cache(maxsize=1_000)
def _short(letters: str) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + r"[\W_]*".join(letters))


def secret_forms(title: str) -> Iterator[tuple[str, str]]:
    """The letters under which a confidential title is looked for, and the title that each is of:
    with its mark of secrecy, which other items do not repeat, and without."""
    for said in dict.fromkeys((title, without_mark(title))):
        if not is_mark(said):
            yield from ((letters, said) for letters in forms_of_title(said))


def forms_of_title(title: str) -> set[str]:
    """The letters of a title, with its kind before it (`Beslutspunkt - ...`) and without."""
    return {letters_alone(as_looked_for(said)) for said in (title, case_title(title))} - {""}


def as_looked_for(text: str) -> str:
    """A text as titles are looked for in it: read, not as it is written in an address, without
    accents and capitals."""
    seen = readable(text).text
    seen = unquote(seen) if "%" in seen else seen
    apart = unicodedata.normalize("NFKD", seen.casefold())
    return apart if apart.isascii() else "".join(c for c in apart if not unicodedata.combining(c))
