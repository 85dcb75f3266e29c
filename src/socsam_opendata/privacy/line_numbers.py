"""Lines by their numbers (from 1): on which one an offset lies, and which stand side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class LineNumbers:
    """The lines of a text, numbered from 1; nothing is counted from its beginning each time."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._end = len(text)

    def of(self, offset: int) -> int:
        """The number of the line that an offset lies on."""
        return bisect_right(self._starts, offset)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the lines from one to another stand in the text, without the last line's end."""
        end = self._starts[last] - 1 if last < len(self._starts) else self._end
        return self._starts[first - 1], end


def stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of the numbers that follow each other, in order."""
    first = last = None
    for number in sorted(numbers):
        if first is None or last is None:
            first = number
        elif number != last + 1:
            yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
