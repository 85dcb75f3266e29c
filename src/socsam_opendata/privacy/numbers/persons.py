"""Whether a person stands beside a place in a text: evidence for an address, a date of birth.

Who may be a person is told by the caller, or by `possible_persons` in the words around the place:
only there, so a text in which no number needs a person costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from socsam_opendata.privacy.names.known import KnownNames, known_names
from socsam_opendata.privacy.names.persons import possible_persons

# Between a person and what belongs to the person: signs, digits, brackets, and small words.
_NEAR = re.compile(
    r"(?:[^\w\n]|\d|_|\n(?!\s*\n)|\([^()\n]{0,40}\)|(?<!\w)(?:på|i|med|adress(?:en)?|hemadress(?:en)?"
    r"|bostadsadress(?:en)?|från|boende|bosatt|bor|hemma|hos|år|åring|tel|telefon|tfn|mobil|f|född|den"
    r"|personnummer|pnr|personnr|c|o|co|sökanden?|klaganden?|och|samt|som|maka|make|sambo|numera|av|lgh|är|var|blev|hemvist|x+)(?!\w))*",
    re.IGNORECASE,
)
# A part of a list or a bracket ends: `Anna Vik, Provförbundet, ` before an address.
_LISTED = re.compile(r"[,;(|\n]\s*\Z")
_BEFORE_NAME = re.compile(r"(?:,? ?|\s)(?:\(|(?:hemma )?hos |[cC]/[oO]:? )")
_ONE_SIGN = re.compile(r" ?[,;|–-]? ")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s+(?=[^\W\d_a-zåäö])|\n\s*\n")
# How far before a place a person may stand, and how far behind it a name is looked for.
_REACH = 90
_AHEAD = 60
_BLOCK = 160
_BLANK = re.compile(r"[ \n|]")

_Span = tuple[int, int]


class Persons:
    """The persons of a plain text: those given, as spans of it, or `None` to look for them."""

    def __init__(self, text: str, given: Sequence[_Span] | None) -> None:
        self._text = text
        self._given = None if given is None else sorted(given)
        self._starts = [start for start, _ in self._given or ()]
        self._blocks: dict[int, Sequence[_Span]] = {}

    def sentence(self, at: int) -> str:
        """The words of the same sentence before a place, at most so far that they belong to it."""
        before = self._text[max(0, at - _REACH) : at]
        return _SENTENCE_END.split(before)[-1]

    def before(self, at: int) -> bool:
        """Whether a person stands before a place in the same sentence."""
        end = self._last_end(at)
        return end is not None and at - end <= len(self.sentence(at))

    def directly_before(self, at: int) -> bool:
        """Whether nothing but signs and small words stands between a person and a place."""
        end = self._last_end(at)
        return end is not None and _NEAR.fullmatch(self._text, end, at) is not None

    def listed_before(self, at: int) -> bool:
        """Whether a person stands before in the sentence, and a comma or the like just before."""
        return _LISTED.search(self._text, max(0, at - 4), at) is not None and self.before(at)

    def in_brackets_after(self, at: int) -> bool:
        """Whether a name follows in brackets or after `hos`: `Storgatan 12 (Anna Vik)`."""
        return self._begins_after(at, _BEFORE_NAME)

    def directly_after(self, at: int) -> bool:
        """Whether a name follows at once: `850412, Anna Vik`."""
        return self._begins_after(at, _ONE_SIGN)

    def _last_end(self, at: int) -> int | None:
        ends = [end for _, end in self._near(at) if end <= at]
        return max(ends, default=None)

    def _begins_after(self, at: int, sign: re.Pattern[str]) -> bool:
        match = sign.match(self._text, at)
        return match is not None and any(start == match.end() for start, _ in self._near(at))

    def _near(self, at: int) -> Sequence[_Span]:
        """The persons within reach of a place."""
        if self._given is None:
            block = at // _BLOCK
            if block not in self._blocks:
                self._blocks[block] = self._looked_for(block * _BLOCK)
            near = self._blocks[block]
        else:
            first = bisect_left(self._starts, at - 2 * _REACH)
            near = self._given[first : bisect_right(self._starts, at + _AHEAD)]
        return [(start, end) for start, end in near if at - end <= _REACH]

    def _looked_for(self, first: int) -> Sequence[_Span]:
        """Possible persons around a block, in words that are not cut.

        Places that stand close share a block, so a text is looked through twice at most.
        """
        text, begin, end = self._text, max(0, first - _REACH), first + _BLOCK + _AHEAD
        cut = _BLANK.search(text, begin, first) if begin else None
        begin = cut.end() if cut else begin
        rest = _BLANK.search(text, end, end + _AHEAD)
        end = rest.start() if rest else end
        found = possible_persons(text[begin:end], _known())
        return [(begin + one.start, begin + one.end) for one in found]


@lru_cache(maxsize=1)
def _known() -> KnownNames:
    """What every dataset knows to be no person."""
    return known_names()
