"""What was taken out of a document's text must not stand in a cell that was made of it.

A reader divides a line into cells (`Qvarnmyr, T., Föreningen Hjälpen`), and a part may not look
like a name any more. So a short cell that stands in the text as printed, and not in the text as
published, is taken out too. What is a number, a day or a code by its form is none of it: the digits
of a `§ 4` stand in many a telephone number.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate

from socsam_opendata.model.iris import letters_alone
from socsam_opendata.model.withheld import MASK, NUMBER_MASK
from socsam_opendata.privacy.names.readable import readable
from socsam_opendata.privacy.names.tokens import told_of

# Longer cells are looked at as texts.
_LONGEST = 120
_FEWEST_WORDS = 4
# Fewer letters in a row stand in longer words by chance.
_FEWEST_LETTERS = 5
# Fewer digits reach nobody; more may be a half of a number that does.
_FEWEST_DIGITS = 6
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
_CODE = re.compile(r"[A-ZÅÄÖ]{1,6}[\s./:-]{0,2}\d[\d\s./:-]*")
_WORD = re.compile(r"[^\W_]+")


def mark_of(cell: str) -> str:
    """What stands in place of a cell that was taken out."""
    return MASK if any(map(str.isalpha, cell)) else NUMBER_MASK


class CutText:
    """A document's text before and after names and numbers were taken out of it."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._whole = _Searched(after)
        self._words = _Searched(f" {' '.join(after.split())} ")

    def publishes(self, cell: str) -> bool:
        """Whether the published text says the same words: nothing need be taken out of the cell.

        Few words may be all that is left of a name, and mean something else elsewhere.
        """
        words = cell.split()
        return len(words) >= _FEWEST_WORDS and f" {' '.join(words)} " in self._words

    def took(self, cell: str) -> bool:
        """Whether a cell was taken out of the text, everywhere it stood."""
        if len(cell) > _LONGEST or self._before == self._after or _says_no_word(cell):
            return False
        if cell in self._whole:
            return False
        told = _read(cell)
        if _gone(told, *self._as_read):
            return len(told) >= _FEWEST_LETTERS or self._stood_apart(told)
        # Half of an entity or of a tag is read as something else than the whole.
        return self._coded and _gone(letters_alone(cell), *self._letters)

    def _stood_apart(self, told: str) -> bool:
        """Whether few letters stood in the printed text as whole words, and not within others."""
        joined, starts, ends = self._borders
        at = joined.find(told)
        while at >= 0:
            if at in starts and at + len(told) in ends:
                return True
            at = joined.find(told, at + 1)
        return False

    @cached_property
    def _borders(self) -> tuple[str, frozenset[int], frozenset[int]]:
        """The letters of the printed text, and where a word begins and ends among them."""
        seen, _ = told_of(self._before)
        words = [letters_alone(word) for word in _WORD.findall(seen.text)]
        ends = list(accumulate(map(len, words)))
        return "".join(words), frozenset((0, *ends)), frozenset(ends)

    @cached_property
    def _coded(self) -> bool:
        return any(sign in self._before for sign in "&<%\\")

    @cached_property
    def _letters(self) -> tuple[str, str]:
        """The texts letter by letter: a cell may hold half of an entity."""
        return letters_alone(self._before), letters_alone(self._after)

    @cached_property
    def _as_read(self) -> tuple[str, str]:
        """The letters of the texts as one reads them."""
        seen, _ = told_of(self._before)  # which was read for names, and is remembered
        before, after = seen.text, readable(self._after).text
        if (before, after) == (self._before, self._after):
            return self._letters
        return letters_alone(before), letters_alone(after)


class _Searched:
    """A text in which cells are looked for, most of them in the order in which they stand.

    Each is looked for from where the last one was found, and then from the start, so that the
    cells of a long text do not each cost the whole of it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def __contains__(self, cell: str) -> bool:
        at = self._text.find(cell, self._at)
        if at < 0:
            at = self._text.find(cell, 0, self._at + len(cell))
        if at >= 0:
            self._at = at
        return at >= 0


def _says_no_word(cell: str) -> bool:
    """Whether a cell is a day, a code, or a number too short to reach anybody."""
    if any(map(str.isalpha, cell)):
        return _CODE.fullmatch(cell) is not None
    few = sum(map(str.isdigit, cell)) < _FEWEST_DIGITS
    return few or _DAY.fullmatch(cell) is not None


def _gone(cell: str, before: str, after: str) -> bool:
    return bool(cell) and cell not in after and cell in before


def _read(text: str) -> str:
    """The letters and digits of a text as one reads it."""
    return letters_alone(readable(text).text)
