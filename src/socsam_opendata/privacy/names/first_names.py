"""First names in use in Sweden, with how many people bear them.

Source: Statistics Sweden (SCB), people registered on 31 December 2020, names with five bearers or
more; `lists/README.md` says how the file was made of it and what is known of its licence.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from socsam_opendata.privacy.names.word_blocks import WordBlocks, load_blocks

_SWEDISH = "åäöÅÄÖ"


@lru_cache(maxsize=1)
def first_names() -> WordBlocks:
    """The list; loaded once, when first asked for. Words are in small letters."""
    return load_blocks("first-names", numbered=True)


def without_accents(word: str) -> str:
    """A word without accents, `renée` as `renee`; å, ä and ö are letters and stay."""
    if word.isascii():
        return word
    kept = "".join(
        c if c in _SWEDISH else unicodedata.normalize("NFD", c).translate(_UNDECOMPOSED)
        for c in word
    )
    return "".join(c for c in kept if not unicodedata.combining(c) or c in _SWEDISH)


_UNDECOMPOSED = str.maketrans({"ı": "i", "đ": "d", "ø": "ö", "æ": "ä", "ł": "l", "ð": "d"})


@lru_cache(maxsize=20_000)
def bearers(word: str) -> int:
    """How many people have a word as first name; 0 when nobody does.

    Of a double name (`Ann-Marie`) without a line of its own the rarer half counts. Case and
    accents do not matter: `İbrahim` is Ibrahim, `Goran` counts as Göran.
    """
    folded = word.casefold().replace("’", "'")
    names = first_names()
    found = names.number(folded) or names.number(without_accents(folded))
    if found or "-" not in folded:
        return found or 0
    halves = [names.number(half) or 0 for half in folded.split("-")]
    return min(halves) if len(halves) <= 3 else 0
