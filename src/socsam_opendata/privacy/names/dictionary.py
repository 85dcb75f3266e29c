"""Swedish words in small letters, and compounds of them: evidence that a word is no name.

Source: Den stora svenska ordlistan (SFOL) of Göran Andersson, LGPL 3, as `lists/README.md` tells.
Genitives are derived here, and compounds of two words of the list are put together here, so the
file holds neither. Compounds that end as surnames do (`Tjäderberg`) are not put together.
"""

from __future__ import annotations

from functools import lru_cache

from socsam_opendata.privacy.names.word_blocks import WordBlocks, load_blocks
from socsam_opendata.privacy.names.words import words

_SHORTEST_COMPOUND = 8
_LONGEST_COMPOUND = 60
_SHORTEST_HALF = 3
_SHORTEST_END = 4


@lru_cache(maxsize=1)
def dictionary() -> WordBlocks:
    """The list; loaded once, when first asked for."""
    return load_blocks("swedish-words")


def is_compound(word: str, known: WordBlocks | set[str]) -> bool:
    """Whether a word is two known words put together, an s between them or not."""
    if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND or word.endswith(
        words().surname_endings
    ):
        return False
    for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_END + 1):
        first = word[:at]
        if word[at:] in known and (
            first in known or (at > _SHORTEST_HALF and first[-1] == "s" and first[:-1] in known)
        ):
            return True
    return False


def is_listed(word: str) -> bool:
    """Whether the list itself holds a word or the word of a genitive: no compound put together."""
    known = dictionary()
    return word in known or (word[-1:] == "s" and len(word) > 3 and word[:-1] in known)


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """Whether a word in small letters is Swedish: itself, its genitive, or a compound."""
    known = dictionary()
    if word in known or is_compound(word, known):
        return True
    if word[-1:] == "s" and len(word) > 3:
        return word[:-1] in known or is_compound(word[:-1], known)
    return False
