"""Things that bear a person's name: a law, a street, a school, a firm, a hospital, a prize."""

from __future__ import annotations

import re

from socsam_opendata.privacy.names.dictionary import is_word
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.tokens import Gap, Tokens
from socsam_opendata.privacy.names.words import words

_FIRM = frozenset({"ab", "hb", "kb", "aktiebolag", "handelsbolag", "gmbh", "ltd", "inc", "oy"})
_AND_CO = re.compile(r" ?& ?(?:co\b|son\b|söner\b|partners?\b|dotter\b|company\b)", re.IGNORECASE)
_SAINT = re.compile(r"(?:S:t|St\.?|Sankt|Sankta|S:ta)\s\Z")
# How many words before may hold the title that tells a person after `skolan`.
_TITLE_WITHIN = 5
# Endings of one word after a genitive: `Carl Eldhs ateljémuseum`.
_NAMED_SO = (
    "museum", "sjukhus", "gymnasium", "stiftelse", "fond", "fonden", "stipendium", "torg", "pris",
    "priset",
)  # fmt: skip
# `Gustav III:s torg`: the genitive of what does not end as a word.
_GENITIVE_OF = re.compile(r"[:’']s (?P<noun>[^\W\d_]+)")
# What is somebody's own, although it is tied to the name: `Qvarnvik-ärendet`.
_MATTERS = ("ärendet", "ärende", "fallet", "målet", "frågan", "utredningen", "anmälan", "familjen")
_SEAT = frozenset({"i", "som", "på", "vid", "har", "under", "inom"})


def is_thing(told: Tokens, first: int, last: int, titled: bool = False) -> bool:
    """Whether the words from `first` to `last` are part of a thing's name, by what is beside.

    After a title only what follows counts: `Drottning Silvias barnsjukhus`.
    """
    if any(is_named_after(told.words[i]) for i in range(first, last + 1)):
        return True
    if told.small[first] == "lex" and last == first + 1:
        return True  # `Lex Sarah`, a capital or not
    return _thing_after(told, last) or (not titled and _thing_before(told, first))


def is_named_after(word: str) -> bool:
    """`Nilsson-priset`, `Palme-dagen`: a name that goes on as a noun in small letters."""
    tail = word.rpartition("-")[2]
    noun = tail != word and len(tail) > 2 and tail.islower() and is_word(tail)
    return noun and not tail.endswith(_MATTERS)


def _thing_after(told: Tokens, last: int) -> bool:
    end = told.spans[last][1]
    of = _GENITIVE_OF.match(told.text, end)
    if _AND_CO.match(told.text, end) or (
        of and of["noun"].casefold() in words().things_after_genitive
    ):
        return True
    if told.gap(last) not in (Gap.SPACE, Gap.WRAP):
        return _twice(told, last)
    after, small = told.words[last + 1], told.small[last + 1]
    genitive = told.small[last].endswith(("s", "x", "z"))
    if genitive and small in words().things_after_genitive:
        seat = small == "plats" and last + 2 < len(told.words) and told.small[last + 2] in _SEAT
        return not seat
    if small in words().things_after and (after[0].isupper() or not genitive):
        return True
    if (genitive and small.endswith(_NAMED_SO)) or (after[0].isupper() and is_named_after(after)):
        return True
    return _firm_follows(told, last)


def _twice(told: Tokens, last: int) -> bool:
    """Whether a firm's two owners have one name: `Johnson & Johnson`."""
    end = last + 1 < len(told.words) and told.between(last).strip() == "&"
    return end and told.small[last + 1] == told.small[last]


def _firm_follows(told: Tokens, last: int) -> bool:
    """Whether the run of capitals that goes on after a name ends as a firm: `Sverige AB`."""
    if told.small[last].removesuffix("s") in _FIRM:
        return True  # its genitive is taken for one more surname: `Bergs Bygg ABs yttrande`
    at = last
    while at < last + 4 and told.gap(at) in (Gap.SPACE, Gap.WRAP):
        at += 1
        if told.small[at] in _FIRM:
            return True
        if not told.words[at][0].isupper():
            return False
    return False


def _thing_before(told: Tokens, first: int) -> bool:
    start = told.spans[first][0]
    if _SAINT.search(told.text, max(0, start - 8), start):
        return True
    if not first or told.small[first - 1] not in words().things_before:
        return False
    between = told.between(first - 1)
    if len(between) > 3 or between.strip(" .\"”“'’»«\n"):
        return False
    return not any(
        nature(told.small[i]).title for i in range(max(0, first - 1 - _TITLE_WITHIN), first - 1)
    )
