"""Titles of confidential items where a document says them again: its contents, other items.

A title is looked for by its letters, so that it is found however its lines are broken. One of a
single word, or a short one, counts where it is all that stands there: `Information` says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.print.secrecy import is_mark
from socsam_opendata.minutes.rules.cases import case_title
from socsam_opendata.model.iris import letters_alone

# A title that says enough to be looked for within other words.
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 10
# A title is not broken over more lines.
_MOST_LINES = 6
# What stands before a title and behind it in a table of contents: a number of the item, a page.
_COUNTED = re.compile(r"^(?:\W*§*\W*\d+)+|(?:\W*\d+)+\W*$")


@dataclass(frozen=True, slots=True)
class SecretTitles:
    """The letters of the titles of confidential items that no open item has too.

    `telling` are those that may be looked for within other words.
    """

    alone: frozenset[str]
    telling: frozenset[str]

    @classmethod
    def of(cls, secret: Iterable[str], open_: Iterable[str]) -> SecretTitles:
        """The titles that are `secret`, without those that are said openly."""
        said = {letters for title in open_ for letters in _forms(title)}
        found = {
            letters: title
            for title in secret
            if not is_mark(title)
            for letters in _forms(title)
            if letters not in said
        }
        telling = {
            letters
            for letters, title in found.items()
            if len(title.split()) >= _FEWEST_WORDS and len(letters) >= _FEWEST_LETTERS
        }
        return cls(frozenset(found), frozenset(telling))

    def said_in(self, text: str) -> bool:
        """Whether a text says one of the titles."""
        letters = letters_alone(text)
        return letters in self.alone or any(title in letters for title in self.telling)

    def lines(self, lines: Sequence[str]) -> set[int]:
        """The lines, from 1, on which one of the titles stands."""
        if not self.alone:
            return set()
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
                if last - first < _MOST_LINES:
                    found |= {n for n in range(first, last + 1) if letters[n - 1]}
                place = text.find(title, end)
        return found


def _forms(title: str) -> set[str]:
    """The letters of a title, with its kind before it (`Beslutspunkt - ...`) and without."""
    return {letters_alone(title), letters_alone(case_title(title))} - {""}
