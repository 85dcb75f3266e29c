"""What was taken out of a document's text must not stand in a cell that was made of it.

A reader divides a line into cells (`Qvarnmyr, T., Föreningen Hjälpen`), and a part may not look
like a name any more. So a short cell that stands in the text as printed, and not in the text as
published, is taken out too.
"""

from __future__ import annotations

from functools import cached_property

from socsam_opendata.model.iris import letters_alone
from socsam_opendata.privacy.names.readable import readable
from socsam_opendata.privacy.names.tokens import told_of

# Longer cells are looked at as texts.
_LONGEST = 120
_FEWEST_WORDS = 4


class CutText:
    """A document's text before and after names and numbers were taken out of it."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._words = f" {' '.join(after.split())} "

    def publishes(self, cell: str) -> bool:
        """Whether the published text says the same words: nothing need be taken out of the cell.

        Few words may be all that is left of a name, and mean something else elsewhere.
        """
        words = cell.split()
        return len(words) >= _FEWEST_WORDS and f" {' '.join(words)} " in self._words

    def took(self, cell: str) -> bool:
        """Whether a cell was taken out of the text, everywhere it stood."""
        if len(cell) > _LONGEST or self._before == self._after or cell in self._after:
            return False
        if _gone(_read(cell), *self._as_read):
            return True
        # Half of an entity or of a tag is read as something else than the whole.
        return self._coded and _gone(letters_alone(cell), *self._letters)

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


def _gone(cell: str, before: str, after: str) -> bool:
    return bool(cell) and cell not in after and cell in before


def _read(text: str) -> str:
    """The letters and digits of a text as one reads it."""
    return letters_alone(readable(text).text)
