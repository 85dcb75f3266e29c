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
        self._before, self._after = _bare(before), _bare(after)
        self._same = self._before == self._after

    def took(self, cell: str) -> bool:
        """Whether a cell was taken out of the text, everywhere it stood."""
        if self._same or len(cell) > _LONGEST:
            return False
        bare = _bare(cell)
        return bool(bare) and bare not in self._after and bare in self._before


def _bare(text: str) -> str:
    """The letters and digits of a text as one reads it: how it is divided does not matter."""
    seen, _ = told_of(text)
    return _SIGNS.sub("", seen.text.casefold())
