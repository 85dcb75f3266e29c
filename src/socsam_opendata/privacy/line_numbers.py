"""On which line of a text an offset lies, found without counting from its beginning each time."""

from __future__ import annotations

from bisect import bisect_right


class LineNumbers:
    """The lines of a text, numbered from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def of(self, offset: int) -> int:
        """The number of the line that an offset lies on."""
        return bisect_right(self._starts, offset)
