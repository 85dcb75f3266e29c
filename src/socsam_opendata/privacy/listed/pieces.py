"""Taking lines out of a text that was joined of lines, in one walk over its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_CHUNK = re.compile(r"\S+")


def without_pieces(text: str, pieces: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """A text with marks for pieces, however blanks and line ends divide them, and those found.

    `pieces` gives the mark of each; of two that begin at a word the longer one counts.
    """
    by_first: dict[str, dict[tuple[str, ...], str]] = {}
    for piece in pieces:
        words = tuple(piece.split())
        if words:
            by_first.setdefault(words[0], {})[words] = piece
    if not by_first:
        return text, frozenset()
    lengths = {first: _lengths(told) for first, told in by_first.items()}
    spans = [match.span() for match in _CHUNK.finditer(text)]
    chunks = [text[start:end] for start, end in spans]
    out: list[str] = []
    found: set[str] = set()
    done = at = 0
    while at < len(chunks):
        told = by_first.get(chunks[at], {})
        for length in lengths.get(chunks[at], ()):
            words = tuple(chunks[at : at + length])
            here = told.get(words)
            if here is not None:
                at += len(words) - 1  # at the text's end they are fewer
                out += [text[done : spans[at - len(words) + 1][0]], pieces[here]]
                done = spans[at][1]
                found.add(here)
                break
        at += 1
    return "".join(out) + text[done:], frozenset(found)


def _lengths(pieces: Iterable[tuple[str, ...]]) -> tuple[int, ...]:
    """The numbers of words that pieces have, the longest first."""
    return tuple(sorted({len(words) for words in pieces}, reverse=True))
