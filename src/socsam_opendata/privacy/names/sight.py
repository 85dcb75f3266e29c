"""A place in a text as the evidence looks at it: words, what explains them, what stands beside."""

from __future__ import annotations

from dataclasses import dataclass, field

from socsam_opendata.privacy.names.nature import Nature, nature
from socsam_opendata.privacy.names.parts import (
    Part,
    is_capital,
    is_shouted,
    last_part,
    next_part,
    party_after,
)
from socsam_opendata.privacy.names.tokens import Gap, Tokens

# Capital words as short as this are abbreviations: `LRF`, `BUN`.
SHORT_CAPITALS = 4
BESIDE = (Gap.SPACE, Gap.WRAP)


@dataclass(frozen=True, slots=True)
class Find:
    """A possible person as words: from `first` to `last`, and why."""

    first: int
    last: int
    evidence: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sight:
    """The words of one text; `blocked` are those within known phrases, `known` known words."""

    told: Tokens
    blocked: frozenset[int]
    known: frozenset[str]
    _parts: dict[int, Part | None] = field(default_factory=dict)

    def next_part(self, i: int) -> Part | None:
        """The capitalised word that may continue a name after word `i`, or None."""
        if i not in self._parts:
            self._parts[i] = next_part(self.told, i)
        return self._parts[i]

    def nature(self, i: int) -> Nature:
        """What word `i` may be by itself."""
        return nature(self.told.small[i])

    def free(self, i: int) -> bool:
        """Whether there is a word `i`, and no known phrase holds it."""
        return 0 <= i < len(self.told.words) and i not in self.blocked

    def strange(self, i: int) -> bool:
        """Whether nothing explains a word, names of this dataset included."""
        small = self.told.small[i]
        explained = small in self.known or small.removesuffix("s") in self.known
        return self.nature(i).strange and not explained

    def like_surname(self, i: int) -> bool:
        """Whether a word may be a surname where nothing but its look tells."""
        return self.strange(i) or (self.nature(i).surname and not self.nature(i).thing)

    def no_name(self, i: int) -> bool:
        """Whether a word is a body, a title, or one without a meaning of its own."""
        own = self.nature(i)
        return own.thing or own.title or own.function

    def capital(self, i: int) -> bool:
        """Whether there is a word `i` with a capital."""
        return 0 <= i < len(self.told.words) and is_capital(self.told.words[i])

    def capital_before(self, i: int) -> bool:
        """Whether the word before stands beside and has a capital."""
        return i > 0 and self.told.gap(i - 1) in BESIDE and is_capital(self.told.words[i - 1])

    def find(self, first: int, last: int, *evidence: str) -> Find:
        """A find from `first`, with what more belongs to the name after `last`."""
        end, more = last_part(self.told, last, self.blocked)
        codes = {*evidence, *more}
        if all(is_shouted(w) for w in self.told.words[first : end + 1] if len(w) > 1):
            codes.add("capitals")
        if party_after(self.told, end) is not None:
            codes.add("party")
        return Find(first, end, frozenset(codes))
