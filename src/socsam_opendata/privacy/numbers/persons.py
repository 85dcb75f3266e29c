"""Whether a person stands beside a place in a text: by a name's two capitals, or by what a caller
knows. It is evidence, no more: who is a person is decided elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_NAME_WORD = r"[^\W\d_a-zåäöéü](?:[.]|[^\W\d_]*(?:[-’'][^\W\d_]+)*)"
_PARTICLE = r"(?:(?:von|van|af|de|la|der|den|al|bin|el|du|dos|da|di) )?"
_NAME = re.compile(
    rf"(?<![\w-])(?:{_NAME_WORD}(?: {_PARTICLE}{_NAME_WORD}){{1,4}}|{_NAME_WORD}, {_NAME_WORD})"
)
# NearbyWords of bodies, firms and houses: what they stand in names no person.
_NO_PERSON_TEXT = """
    huset hallen salen rummet kontor kontoret skola skolan gymnasium gymnasiet kommun kommuns
    kommunen förening föreningen förbund förbundet aktiebolag bolag bolaget hotell hotellet
    restaurang lokal lokalen kyrka kyrkan förvaltning förvaltningen nämnd nämnden bibliotek
    biblioteket center centrum centret gården stadion arena museum museet byggnad byggnaden
    verket myndigheten styrelse styrelsen fullmäktige region regionen stiftelse stiftelsen
    förskola förskolan boende boendet station stationen teatern parken klubb klubben affär
    byrån enhet enheten avdelning avdelningen utskott utskottet församling församlingen hemmet
    vårdcentral vårdcentralen sjukhus sjukhuset mottagning mottagningen banken kvarteret
    fastigheten fastighet detaljplan bygglov besöksadress postadress fakturaadress sammanträde
    mötet planen projekt projektet personnummer protokoll justering butiken museer lokaler
    industri centralen torget medborgarkontor folkets korset svenska nationella svensk
"""
_NO_PERSON = tuple(_NO_PERSON_TEXT.split())
_NO_PERSON_WHOLE_TEXT = """
    hus hall sal rum ab hb kb gård län teater park byrå plats tid bank brf if ik bk adress
    möte plan dnr telefon butik campus torg mobil epost e-post
"""
_NO_PERSON_WHOLE = frozenset(_NO_PERSON_WHOLE_TEXT.split())
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# Between a person and what belongs to the person: signs, digits, brackets, and small words.
_NEAR = re.compile(
    r"(?:[^\w\n]|\d|_|\n(?!\s*\n)|\([^()\n]{0,40}\)|(?<!\w)(?:på|i|med|adress(?:en)?|hemadress(?:en)?"
    r"|bostadsadress(?:en)?|från|boende|bosatt|bor|hemma|hos|år|åring|tel|telefon|tfn|mobil|f|född|den"
    r"|personnummer|pnr|personnr|c|o|co|sökanden?|klaganden?|och|samt|som|maka|make|sambo|numera|av|lgh|x+)(?!\w))*",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"\s?(?:\(|(?:hemma )?hos )")
_ONE_SIGN = re.compile(r" ?[,;|–-]? ")
_REACH = 90
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s+(?=[^\W\d_a-zåäö])|\n\s*\n")


class Persons:
    """The persons of a plain text: those given (sorted, as spans of the text), and likely names."""

    def __init__(self, text: str, given: Sequence[tuple[int, int]] = ()) -> None:
        self._text = text
        self._given = sorted(end for _, end in given)
        self._likely: list[int] | None = None

    def sentence(self, at: int) -> str:
        """The words of the same sentence before a place, at most so far that they belong to it."""
        before = self._text[max(0, at - _REACH) : at]
        return _SENTENCE_END.split(before)[-1]

    def given_before(self, at: int) -> bool:
        """Whether a person that the caller knows stands before a place in the same sentence."""
        end = _last_before(self._given, at)
        return end is not None and at - end <= len(self.sentence(at))

    def named_before(self, at: int) -> bool:
        """Whether a person or two words with capitals stand before a place in the sentence."""
        end = _last_before(self._names(), at)
        near = end is not None and at - end <= len(self.sentence(at))
        return near or self.given_before(at)

    def directly_before(self, at: int) -> bool:
        """Whether nothing but signs and small words stands between a person and a place."""
        for ends in (self._given, self._names()):
            end = _last_before(ends, at)
            if end is not None and at - end <= _REACH and _NEAR.fullmatch(self._text, end, at):
                return True
        return False

    def named_after(self, at: int) -> bool:
        """Whether a name follows in brackets or after `hos`: `Storgatan 12 (Anna Vik)`."""
        match = _BEFORE_NAME.match(self._text, at)
        name = _NAME.match(self._text, match.end()) if match else None
        return name is not None and is_likely_name(name.group())

    def named_next(self, at: int) -> bool:
        """Whether a name follows at once: `850412, Anna Vik`."""
        sign = _ONE_SIGN.match(self._text, at)
        name = _NAME.match(self._text, sign.end()) if sign else None
        return name is not None and is_likely_name(name.group())

    def _names(self) -> list[int]:
        """Where likely names may end, in order: with each word from the second on."""
        if self._likely is None:
            self._likely = []
            for name in _NAME.finditer(self._text):
                words = list(_WORD.finditer(self._text, *name.span()))[1:]
                for word in words if is_likely_name(name.group()) else ():
                    self._likely.append(word.end())
        return self._likely


def _last_before(ends: Sequence[int], at: int) -> int | None:
    """The last of sorted places that is not behind `at`."""
    n = bisect_right(ends, at) - 1
    return ends[n] if n >= 0 else None


def is_likely_name(words: str) -> bool:
    """Whether two words or more with capitals may be a person's, and not a house's or a body's."""
    for word in _WORD.findall(words.casefold()):
        if word in _NO_PERSON_WHOLE or word.endswith(_NO_PERSON):
            return False
    return True
