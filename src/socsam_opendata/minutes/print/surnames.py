"""Names with the surname before a comma, `Höstmo, Ida (S)`, turned to how people are addressed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from socsam_opendata.minutes.print.names import (
    BARE_PARTY,
    IN_PARTY,
    NAME_WORD,
    PARTICLE,
    WITHOUT_PARTY,
)
from socsam_opendata.minutes.print.titles import capacity_of, is_title
from socsam_opendata.model.code_lists import code_list, registry

_LAST = rf"(?:{PARTICLE}\s+)*{NAME_WORD}"
_FIRST = rf"{NAME_WORD}(?:\s(?:{NAME_WORD}|[A-ZÅÄÖ]\b\.?))?"
_BACKWARDS = re.compile(
    rf"(?<![\w-])(?P<before>(?:{NAME_WORD}\s+)?)(?P<last>{_LAST}),\s*(?P<first>{_FIRST})"
    rf"(?=\s*,?\s*{IN_PARTY}|,\s*(?P<bare>{BARE_PARTY})\s*(?:,|$)"
    rf"|,\s*(?i:{WITHOUT_PARTY})(?!\w))"
)
# Without a party, where all of a list is printed so: `Höstmo, Ida`, `Höstmo, Ida, ordförande`.
_ALONE = re.compile(
    rf"(?P<last>(?:{NAME_WORD}\s+)?{_LAST}),\s*(?P<first>{_FIRST})(?=\s*(?:[,(§]|$))"
)
_NAMED = re.compile(rf"{NAME_WORD}\s+(?:{PARTICLE}\s+)*{NAME_WORD}")
# So many people at least make a list of surnames; more where no party tells that they are people.
_FEWEST, _WITHOUT_PARTY = 2, 3
# Given names that are places, `Nora`, are not more than one of so many.
_RARE = 5


@lru_cache(maxsize=20_000)
def commas_turned(text: str, *, listed: bool = False) -> str:
    """A text with the given names before the surnames that stand before a comma and them.

    One word and one given name with a party behind it can be nothing else. Two surnames, more given
    names behind another comma, and people without a party may be: they are turned where all of the
    list is printed so, `listed`.
    """
    if "," not in text:
        return text

    def turn(match: re.Match[str]) -> str:
        before, last, first = match["before"], match["last"], match["first"]
        titled = not before or _is_title(before.strip())
        behind = text[max(0, match.start() - 2) : match.start()].rstrip()[-1:] == ","
        doubtful = not titled or (behind and " " in first)
        bare = match["bare"]
        if (doubtful and not listed) or _is_title(last) or (bare and not registry().party(bare)):
            return match.group()
        return f"{before}{first} {last}" if titled else f"{first} {before}{last}"

    turned = _BACKWARDS.sub(turn, text)
    alone = _ALONE.match(text) if listed and turned == text else None
    if alone and not _is_title(alone["last"]) and not _is_title(alone["first"]):
        return f"{alone['first']} {alone['last']}{text[alone.end() :]}"
    return turned


def lists_by_surname(texts: Iterable[str]) -> bool:
    """Whether the lines of a list have the surname before a comma, and none has it behind."""
    parties = alone = places = 0
    for text in texts:
        bare = _ALONE.match(text)
        if commas_turned(text) != text:
            parties += 1
        elif bare and registry().municipality(bare["first"]):
            places += 1  # `Fjällverket, Berg` is an organization; `Berg` may be a name all the same
        elif not _NAMED.match(text):
            alone += bare is not None
        elif not may_be_surnames(text) and not bare:
            return False
    return parties >= _FEWEST or (alone >= _WITHOUT_PARTY and places * _RARE <= alone)


# A surname in capitals before the given names: `HÖSTMO Ida`, `HÖSTMO-EKMO Ida Maria`.
_IN_CAPITALS = re.compile(
    r"(?<![\w-])(?P<last>[A-ZÅÄÖÉÜ]{2,}(?:-[A-ZÅÄÖÉÜ]{2,})?)\s+"
    rf"(?P<first>{NAME_WORD}(?:\s{NAME_WORD})?)(?=\s*(?:[,(§]|$))"
)


def capitals_turned(text: str) -> str:
    """A text with each surname in capitals behind the given names, as names are written."""
    return _IN_CAPITALS.sub(lambda m: f"{m['first']} {m['last'].title()}", text)


def lists_in_capitals(texts: Iterable[str]) -> bool:
    """Whether several lines of a list begin with a surname in capitals, and most of them do."""
    found = [_IN_CAPITALS.match(text) for text in texts if text]
    # Two letters may be short for anything, outside such a list.
    begins = [match is not None and len(match["last"]) > len("AB") for match in found]
    return sum(begins) >= _FEWEST and sum(begins) * 2 > len(begins)


def may_be_surnames(text: str) -> bool:
    """Whether a text begins with what may be two surnames and, behind a comma, a given name.

    A place that is known is none: `Ida Höstmo, Berg (S)`.
    """
    match = _BACKWARDS.match(text)
    if match is None or not match["before"] or _is_title(match["before"].strip()):
        return False
    return not registry().municipality(match["first"]) and not _is_title(match["first"])


def _is_title(word: str) -> bool:
    """Whether a word is a title, a role or a capacity rather than a name."""
    return is_title(word) or bool(code_list("role").of_form(word) or capacity_of(word))
