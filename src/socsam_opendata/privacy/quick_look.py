"""Which of many texts are worth reading: a look that costs little, where most hold nothing.

It may name a text in which nothing is found then, and never leaves out one that holds something.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

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


# Between two texts: no word goes on behind it.
_BORDER = "\0"


def may_name(texts: Iterable[str], keys: Collection[str]) -> list[str]:
    """The texts that hold one of the plain words `keys`, or what may hide one."""
    given, plain = list(texts), frozenset(keys)
    every = {*_words(_BORDER.join(given))}
    telling = {word for word in every if not plain.isdisjoint(_forms(word))}
    return [
        text
        for text in given
        if (telling and not telling.isdisjoint(_words(text)))
        or not is_plain(text)
        or has_spaced(text)
    ]


def _words(text: str) -> list[str]:
    words = [*_WORD.findall(text), *map("".join, _HALVES.findall(text))]
    return [*words, *map("".join, _DIVIDED.findall(text))] if "\n" in text else words


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    """A word and its parts as they are compared, with a genitive's s and without."""
    parts = (word,) if word.isalpha() else (word, *_RUN.findall(word))
    plain = [form for part in parts for form in spellings(part)]
    return (*plain, *(form[:-1] for form in plain if form[-1:] == "s"))
