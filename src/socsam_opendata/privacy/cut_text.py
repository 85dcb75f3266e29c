"""What was taken out of a document's text must not stand in a cell that was made of it.

A reader divides a line into cells (`Qvarnmyr, T., Föreningen Hjälpen`), and a part may not look
like a name any more. So a short cell that stands in the text as printed, and not in the text as
published, is taken out too.
"""

from __future__ import annotations

import re

from socsam_opendata.privacy.names.tokens import told_of

# Longer cells are looked at as texts.
_LONGEST = 120
_SIGNS = re.compile(r"[\W_]+")


class CutText:
    """A document's text before and after names and numbers were taken out of it."""

    def __init__(self, before: str, after: str) -> None:
        # As one reads it, and letter by letter: a cell may hold half of an entity.
        self._sides = [(of(before), of(after), of) for of in (_read, _bare)]

    def took(self, cell: str) -> bool:
        """Whether a cell was taken out of the text, everywhere it stood."""
        if len(cell) > _LONGEST:
            return False
        return any(_gone(of(cell), before, after) for before, after, of in self._sides)


def _gone(cell: str, before: str, after: str) -> bool:
    return bool(cell) and cell not in after and cell in before


def _bare(text: str) -> str:
    """The letters and digits of a text: how it is divided does not matter."""
    return _SIGNS.sub("", text.casefold())


def _read(text: str) -> str:
    """The letters and digits of a text as one reads it."""
    return _bare(told_of(text)[0].text)
