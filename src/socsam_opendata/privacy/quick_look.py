"""Which of many texts are worth reading: a look that costs little, where most hold nothing.

It may name a text in which nothing is found then, and never leaves out one that holds something.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import chain

from socsam_opendata.model.iris import DASHES
from socsam_opendata.privacy.names.readable import is_plain
from socsam_opendata.privacy.names.spaced_letters import has_spaced
from socsam_opendata.privacy.names.tokens import spellings

_WORD = re.compile(rf"\w+(?:[{DASHES}'’`´]\w+)*")
# Words and parts of words, as a name may stand in a path.
_RUN = re.compile(r"[A-ZÅÄÖ]?[^\W\d_A-ZÅÄÖ]+|[^\W\d_]+")
# The halves of a word that may be divided at a line's end.
_DIVIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[ \t]*+\r?\n[ \t]*(?=([^\W\d_]+))")
# Those that a blank divides.
_HALVES = re.compile(r"(?<![^\W\d_])([A-ZÅÄÖ][^\W\d_]{2,}+) (?=([a-zåäö][^\W\d_]{2,}))")


def may_name(texts: Iterable[str], keys: Collection[str]) -> list[str]:
    """The texts that hold one of the plain words `keys`, or what may hide one."""
    given = list(texts)
    said = [_words(text) for text in given]
    telling = {word for word in {*chain.from_iterable(said)} if _holds(word, keys)}
    return [
        text
        for text, words in zip(given, said, strict=True)
        if not telling.isdisjoint(words) or not is_plain(text) or has_spaced(text)
    ]


def _words(text: str) -> list[str]:
    words = [*_WORD.findall(text), *map("".join, _HALVES.findall(text))]
    return [*words, *map("".join, _DIVIDED.findall(text))] if "\n" in text else words


def _holds(word: str, keys: Collection[str]) -> bool:
    """Whether a word, or a part of it, is one of the keys, with a genitive's s or without."""
    parts = (word,) if word.isalpha() else (word, *_RUN.findall(word))
    return any(
        plain in keys or (plain[-1:] == "s" and plain[:-1] in keys)
        for part in parts
        for plain in spellings(part)
    )
