"""The words of a readable text, and what stands between two of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from itertools import pairwise

from socsam_opendata.model.iris import DASHES, ONE_DASH, slug
from socsam_opendata.privacy.names.readable import Readable, readable

_WORD = re.compile(rf"[^\W\d_]+(?:[{DASHES}'’`´][^\W\d_]+)*")
# A line of prose is at least this long; its end divides a sentence and not two cells.
_PROSE = 45
_QUOTES = "\"”“„»«'’‘(["
_LONGEST_GAP = 60
# Texts of so many characters are remembered for long.
SHORT = 200
# More blanks than these within a line are the border of a column.
_WIDE = 2
_NICKNAME = re.compile(rf"[{re.escape(_QUOTES)})\]]")
# A quotation's sign where its next line begins.
_QUOTED_LINE = re.compile(r"\n[ \t]*(?:>[ \t]*)+")
_LINE_END = re.compile(r"\n")
_PART = re.compile(rf"[^{DASHES}](?:(?!(?<=[a-zåäö])[A-ZÅÄÖ])[^{DASHES}])*")
# A word that may hold two: a dash, or a capital after a small letter.
_JOINED = re.compile(rf"[{DASHES}]|[a-zåäö][A-ZÅÄÖ]")
_SHORTEST_JOINED = 6
_SHORTEST_HALF = 3
# Two letters that stand for å, ä or ö.
_TWO_FOR_ONE = re.compile("[ao]e|aa(?!e)|æ")
# A shorter word may be another: `Boe` is not Bo.
_SHORTEST_RESPELT = 5


class Gap(Enum):
    """What divides two words that may belong to one name."""

    SPACE = "space"
    LINE = "line"
    WRAP = "wrap"
    DOT = "dot"
    SLASH = "slash"
    COMMA = "comma"
    CELL = "cell"
    NONE = "none"


_SIGNS = {
    ".": Gap.DOT, "/": Gap.SLASH, ",": Gap.COMMA, "|": Gap.CELL, ";": Gap.CELL,
    "·": Gap.SLASH, "–": Gap.SLASH, "—": Gap.SLASH,
}  # fmt: skip


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """A word as it is compared: without case, accents, dashes; a letter that is not Latin stays."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return slug(word.replace("ı", "i")).replace("-", "") or word.casefold()


@lru_cache(maxsize=50_000)
def spellings(word: str) -> tuple[str, ...]:
    """A word as it is compared, and as it is with one letter for two: `Loevenqvaern` is Lövenqvärn,
    and so is what our neighbours spell `Løvenqværn`. What is short then may be another word."""
    plain, other = plain_word(word), one_for_two(word)
    return (plain,) if other == plain or len(other) < _SHORTEST_RESPELT else (plain, other)


def one_for_two(word: str) -> str:
    """A word as it is compared, with one letter where two may stand for å, ä or ö: `Goeta` is Göta,
    and Håå stays what it is."""
    return plain_word(_TWO_FOR_ONE.sub(_first_letter, word.casefold()))


def _first_letter(two: re.Match[str]) -> str:
    return "a" if two.group() == "æ" else two.group()[0]


def _compared(word: str) -> tuple[str, ...]:
    """A word in each spelling as it is compared, with a genitive's s and without."""
    told = spellings(word)
    return (*told, *(plain[:-1] for plain in told)) if told[0][-1:] == "s" else told


@dataclass(frozen=True)
class Tokens:
    """Words with their places, as they stand, and in small letters with one kind of dash."""

    text: str
    words: list[str]
    small: list[str]
    spans: list[tuple[int, int]]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The words by what they are compared as, with and without a genitive's s."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.words):
            for plain in _compared(word):
                found[plain].append(i)
        return dict(found)

    @cached_property
    def divided(self) -> dict[str, list[int]]:
        """Words that the next one, in small letters on the next line, may end: by both together."""
        found: dict[str, list[int]] = defaultdict(list)
        for end in _LINE_END.finditer(self.text):
            i = bisect_right(self.spans, (end.start(), 0)) - 1
            if self.gap(i) in (Gap.WRAP, Gap.LINE) and self.words[i + 1][0].islower():
                for plain in _compared(self.words[i] + self.words[i + 1]):
                    found[plain].append(i)
        return dict(found)

    @cached_property
    def halves(self) -> dict[str, list[int]]:
        """Words with a capital and what stands in small letters behind a blank, by both together:
        rows have a text's lines as one."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, (one, other) in enumerate(pairwise(self.words)):
            cased = one[0].isupper() and other.islower()
            if cased and min(len(one), len(other)) >= _SHORTEST_HALF and self.between(i) == " ":
                for plain in _compared(one + other):
                    found[plain].append(i)
        return dict(found)

    @cached_property
    def joined(self) -> dict[str, list[int]]:
        """Words that hold two or more, by each two that stand side by side in them."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.words):
            if len(word) > _SHORTEST_JOINED and is_joined(word):
                parts = [word[start:end] for start, end in parts_of(word)]
                for first, second in pairwise(parts):
                    for plain in _compared(second):
                        found[plain_word(first) + plain].append(i)
        return dict(found)

    def between(self, i: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.spans[i][1] : self.spans[i + 1][0]]

    def gap(self, i: int) -> Gap:
        """What kind of gap lies between a word and the next."""
        found = self._gaps.get(i)
        if found is None:
            found = self._gaps[i] = self._gap(i)
        return found

    @cached_property
    def _gaps(self) -> dict[int, Gap]:
        return {}

    def _gap(self, i: int) -> Gap:
        if not 0 <= i < len(self.words) - 1:
            return Gap.NONE
        between = self.between(i)
        if between == " " or len(between) > _LONGEST_GAP:
            return Gap.SPACE if between == " " else Gap.NONE
        if ">" in between:
            between = _QUOTED_LINE.sub("\n", between)
        bare = between.strip()
        if not bare:
            return self._blank(i, between)
        if between.count("\n") > (1 if bare == "," else 0):
            return Gap.NONE
        return _SIGNS.get(bare, Gap.NONE if bare.strip("|") else Gap.CELL)

    def _blank(self, i: int, between: str) -> Gap:
        """The gap of white space: within a line, at a cell's border, at an end of a line."""
        lines = between.count("\n")
        if not lines:
            return Gap.CELL if "\t" in between or len(between) > _WIDE else Gap.SPACE
        if lines > 1:
            return Gap.NONE
        begin = self.text.rfind("\n", 0, self.spans[i][1]) + 1
        return Gap.WRAP if self.spans[i][1] - begin >= _PROSE else Gap.LINE

    def begins_sentence(self, i: int) -> bool:
        """Whether a capital is due at a word by where it stands, name or not."""
        start = self.spans[i][0]
        before = self.text[max(0, start - 12) : start]
        bare = before.rstrip(" \t")
        if not bare:
            return True
        if bare[-1] == "\n":
            return self.gap(i - 1) is not Gap.WRAP if i else True
        return bare[-1] in '.!?:;•·–—-*#|\t>)”"(' or bare[-1].isdigit()


def is_joined(word: str) -> bool:
    """Whether a word may hold two: `anna-vik`, `AnnaVik`."""
    return _JOINED.search(word) is not None


def parts_of(word: str) -> list[tuple[int, int]]:
    """Where the parts of a word stand that dashes and capitals divide."""
    return [part.span() for part in _PART.finditer(word)]


def small_word(word: str) -> str:
    """A word in small letters, as lists hold it: `Anna–Lena` is the first name `anna-lena`."""
    small = word.casefold()
    return small if small.isalpha() else small.translate(ONE_DASH)


def tokens(text: str) -> Tokens:
    """The words of a text: letters, with dashes and apostrophes inside."""
    spans = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    return Tokens(text, words, [small_word(word) for word in words], spans)


def told_of(text: str) -> tuple[Readable, Tokens]:
    """A text as one reads it, and its words.

    The texts of one document are asked for often, short ones by other documents too.
    """
    return _told_of_short(text) if len(text) <= SHORT else _told_of_long(text)


def _told_of(text: str) -> tuple[Readable, Tokens]:
    seen = readable(text)
    return seen, tokens(seen.text)


_told_of_short = lru_cache(maxsize=8_000)(_told_of)
_told_of_long = lru_cache(maxsize=16)(_told_of)


def is_quoted(tokens: Tokens, i: int) -> bool:
    """Whether a word stands in quotation marks or brackets of its own, as a nickname does."""
    if not 0 < i < len(tokens.words) - 1:
        return False
    before, after = tokens.between(i - 1).strip(), tokens.between(i).strip()
    return (
        len(before) == len(after) == 1
        and _NICKNAME.match(before) is not None
        and _NICKNAME.match(after) is not None
    )
