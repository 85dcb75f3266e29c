"""Notes at the foot of a page, which stand between the lines of the text that goes on over it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from socsam_opendata.minutes.layout.annexes import FOOTNOTE

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
# Behind a word or its sign; behind a measure it says square or cubic metres.
_REFERENCE = re.compile(rf"(?<=[^\s\d{_RAISED}])(?<!\bm)(?<!\b[kcdm]m)[{_RAISED}]{{1,2}}")
_NOTE = re.compile(
    rf"\s*(?P<number>[{_RAISED}]{{1,2}}|\d{{1,2}})(?:\s+[^\W\d_].*|(?<=[{_RAISED}])\S.*|\s*)"
)
# The notes of a page take so many lines at most.
_MOST = 30


def footnotes(
    texts: Sequence[str], page_starts: Sequence[int], ignored: Collection[int]
) -> dict[int, str]:
    """The indexes of lines of notes at the foot of their page, and what they are.

    Those of a page are known by its text: it has as many raised numbers, and the same.
    """
    found: dict[int, str] = {}
    if not page_starts:
        return found
    starts = sorted({0, *(n - 1 for n in page_starts)})
    for start, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        lines = [at for at in range(start, end) if texts[at].strip() and at not in ignored]
        first = _first_note(texts, lines)
        found |= {at: FOOTNOTE for at in lines if first is not None and at >= first}
    return found


def _first_note(texts: Sequence[str], lines: Sequence[int]) -> int | None:
    """The index of the first line of the notes of a page, where it has some."""
    numbers: list[int] = []
    for n in range(len(lines) - 1, max(-1, len(lines) - _MOST - 1), -1):
        at = lines[n]
        match = _NOTE.fullmatch(texts[at])
        if match is None:
            continue
        number = int(match["number"].translate(_PLAIN))
        if numbers and number != numbers[0] - 1:
            continue
        numbers.insert(0, number)
        above = {
            int(one.translate(_PLAIN)) for i in lines[:n] for one in _REFERENCE.findall(texts[i])
        }
        if above == {*numbers} and at and not texts[at - 1].strip():
            return at
    return None
