"""All names of organizations that are known, those of several alike, and where a text has them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from socsam_opendata.minutes.print import names
from socsam_opendata.model.iris import fold

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r":?s(?!\w)|(?!\w)")
# A word of a name that is longer than this is the name's own: `Kvinnojouren`.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class NamedThere:
    """A name of an organization in a text, and whose it is; one name may be that of several."""

    start: int
    end: int
    keys: frozenset[str]


class OrganizationNames:
    """The names of organizations, and whose each is."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """`named` are names, each with the key of an organization that bears it."""
        keys: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        for name, key in named:
            keys[fold(name)].add(key)
            self._words[key] |= {*_WORD.findall(fold(name))}
        self._keys = {name: frozenset(found) for name, found in keys.items()}
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._keys, key=len, reverse=True):
            if first := _WORD.search(name):
                self._by_word[first.group()].append(name)

    def whose(self, printed: str) -> frozenset[str]:
        """The keys of the organizations of a name, genitive or not."""
        found = self._keys.get(fold(printed))
        return found or self._keys.get(fold(names.without_genitive(printed)), frozenset())

    def found_in(self, folded: str) -> tuple[NamedThere, ...]:
        """The names in a folded text, the longest at each place."""
        found: list[NamedThere] = []
        for word in _WORD.finditer(folded):
            if not found or word.start() >= found[-1].end:
                found += self._beginning(folded, word)
        return tuple(found)

    def _beginning(self, folded: str, word: re.Match[str]) -> list[NamedThere]:
        """The longest name that begins with a word, if one does."""
        for first in dict.fromkeys((word.group(), word.group().removesuffix("s"))):
            for name in self._by_word.get(first, ()):
                end = word.start() + len(name)
                ending = _ENDING.match(folded, end)
                if folded.startswith(name, word.start()) and ending:
                    return [NamedThere(word.start(), ending.end(), self._keys[name])]
        return []

    def may_be_in(self, key: str, folded: str, found: Iterable[NamedThere]) -> bool:
        """Whether a folded text names an organization, or has a word of its name elsewhere."""
        rest = folded
        for one in found:
            if key in one.keys:
                return True
            rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
        words = {*_WORD.findall(rest)}
        words |= {word.removesuffix("s") for word in words}
        return any(len(word) > _SHORT for word in self._words.get(key, set()) & words)
