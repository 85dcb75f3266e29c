"""The parts of a printed name: where it goes on, over initials, particles, nicknames, line ends."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from socsam_opendata.minutes.print.names import IN_PARTY, is_no_party
from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import DASH, DASHES
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.tokens import Gap, Tokens, is_quoted
from socsam_opendata.privacy.names.words import words

_LETTERS = re.compile(rf"[^\W\d_](?:{DASH}[^\W\d_])?")
# Abbreviated first names of more than a letter, with a dot behind: `Th.`, `Chr.`, `Joh.`.
_SHORTENED = frozenset({"th", "ch", "chr", "joh", "jh", "sv", "fr", "wm", "gust", "vilh", "carl"})
# A particle and a name in one word that begins with a small letter: `al-Hakim`, `d’Arvik`.
_JOINED = re.compile(
    rf"(?:al|el|ad|as|ash|an|bin|ibn|ben|abd|abu|d|l|dell|von|van|de)[{DASHES}'’`´](?=[^\W\d_])"
)
_CAMEL = re.compile(r"[^\W\d_]*[a-zåäö][A-ZÅÄÖ]")
_PARTY_AFTER = re.compile(rf"\s{{0,3}},?\s{{0,3}}{IN_PARTY}")
# `Tora (f. Ripvik) Qvarnvik`: the surname somebody was born with.
_BORN = frozenset({"f", "född", "fd", "tidigare"})
_BORN_AFTER = re.compile(r"\s?[,(]?\s?(?:född|f\.\s?d\.|f\.|fd|ogift)\s(?=[A-ZÅÄÖ][^\W\d_A-ZÅÄÖ])")
# The genitive of a name whose s stands behind a sign: `Vik:s`, `Vik’s`.
SIGNED_GENITIVE = re.compile(r"[:’']s(?!\w)")
_MOST_MORE = 4
_IN_ROW = (Gap.SPACE, Gap.WRAP)


@dataclass(frozen=True, slots=True)
class Part:
    """The next part of a name: its word, how it is tied to the part before, and what that says."""

    at: int
    gap: Gap
    evidence: frozenset[str]


@lru_cache(maxsize=50_000)
def is_capital(word: str) -> bool:
    """Whether a word begins as a name does: a capital, or a particle and a capital."""
    if word[0].isupper():
        return True
    joined = _JOINED.match(word)
    return joined is not None and word[joined.end()].isupper()


def is_initial(told: Tokens, i: int) -> bool:
    """Whether a word is an initial: `A`, `A-K`, or `Th` with a dot behind."""
    word = told.words[i]
    if not word[0].isupper():
        return False
    if _LETTERS.fullmatch(word):
        return word[-1].isupper()
    return len(word) < 5 and told.small[i] in _SHORTENED and told.gap(i) is Gap.DOT


def is_shouted(word: str) -> bool:
    """Whether a word stands in capitals throughout."""
    return len(word) > 1 and word.isupper()


@lru_cache(maxsize=50_000)
def may_begin(word: str) -> bool:
    """Whether a name may begin with a word; in small letters only with a first name of many."""
    if is_capital(word):
        return True
    own = nature(word)
    everyday = own.word and (not own.common or word in words().everyday_names)
    return len(word) > 2 and own.frequent and own.sure and not everyday


def is_camel(word: str) -> bool:
    """Whether capitals stand inside a word: `SharePoint`; `McDonald` and `Ann-Marie` are names."""
    small = word.casefold()
    return _CAMEL.match(word) is not None and not small.startswith(("mc", "mac", "o'", "o’", "de"))


def party_after(told: Tokens, i: int) -> str | None:
    """The party or dashes printed in brackets behind a word: `S`, `fd SD`, `-`; else None."""
    after = _PARTY_AFTER.match(told.text, told.spans[i][1])
    if after is None:
        return None
    party = after["party"]
    return party if is_no_party(party) or party_key(party) else None


def party_key(printed: str) -> str | None:
    """The registered party that is printed in brackets: `S`, `fd SD`; its key."""
    return registry().party(printed.rpartition(" ")[2])


def next_part(told: Tokens, i: int) -> Part | None:
    """The capitalised word that may continue a name after word `i`, or None."""
    gap = told.gap(i)
    if gap is Gap.NONE:
        return _after_nickname(told, i) if i + 2 < len(told.words) else None
    if gap is Gap.DOT and not is_initial(told, i):
        return None
    evidence: set[str] = set()
    at = i + 1
    if gap in (Gap.SPACE, Gap.WRAP, Gap.LINE, Gap.DOT):
        at = _past_initials(told, at, evidence)
        at = _past_particles(told, at, evidence)
    if at < len(told.words) and is_capital(told.words[at]) and not is_initial(told, at):
        return Part(at, gap, frozenset(evidence))
    return None


def _past_initials(told: Tokens, at: int, evidence: set[str]) -> int:
    begun = at
    while (
        at < len(told.words) - 1
        and is_initial(told, at)
        and told.gap(at) in (Gap.DOT, Gap.SPACE, Gap.WRAP)
    ):
        evidence.add("initial")
        at += 1
    return at if at < begun + _MOST_MORE else begun


def _past_particles(told: Tokens, at: int, evidence: set[str]) -> int:
    begun, group = at, words()
    while (
        at < min(len(told.words) - 1, begun + 3)
        and (told.small[at] in group.particles or told.small[at] in group.loose_particles)
        and told.gap(at) in (*_IN_ROW, Gap.LINE)
        and (told.words[at][0].islower() or is_capital(told.words[at + 1]))
    ):
        evidence.add("particle")
        at += 1
    return at


def _after_nickname(told: Tokens, i: int) -> Part | None:
    """`Totte`s surname in `Torvald ”Totte” Qvarndal`, or None."""
    born = told.between(i).strip() == "(" and told.small[i + 1] in _BORN
    if born and i + 3 < len(told.words) and told.between(i + 2).strip() == ")":
        return (
            Part(i + 3, Gap.SPACE, frozenset({"nickname"}))
            if is_capital(told.words[i + 3])
            else None
        )
    at = i + 2
    if at < len(told.words) and is_quoted(told, i + 1) and is_capital(told.words[at]):
        told_as = told.words[i + 1]
        party = registry().party(told_as) is not None or told_as.isupper()
        if len(told_as) > 1 and not party and "\n" not in told.between(i + 1):
            return Part(at, Gap.SPACE, frozenset({"nickname"}))
    return None


def last_part(told: Tokens, last: int, blocked: Collection[int]) -> tuple[int, frozenset[str]]:
    """The last word of a name whose first two parts end at `last`, and what more it says."""
    evidence: set[str] = set()
    for _ in range(_MOST_MORE):
        part = next_part(told, last)
        if part is None or part.gap not in (*_IN_ROW, Gap.DOT) or part.at in blocked:
            break
        if is_shouted(told.words[last]) and not is_shouted(told.words[part.at]):
            break
        more = nature(told.small[part.at])
        if more.thing or more.title or more.function or _names_thing(told, last, part.at):
            break
        counts = more.strange or more.sure or (more.surname and part.gap is Gap.SPACE)
        counts = counts or (nature(told.small[last]).sure and part.gap is Gap.SPACE)
        if not (counts or party_after(told, part.at)):
            break
        if part.gap is Gap.WRAP and not more.strange:
            break
        evidence |= part.evidence | {"double"}
        last = part.at
    born = _born(told, last)
    if born and born not in blocked:
        return born, frozenset(evidence | {"double"})
    at = last + 1
    if nature(told.small[last]).sure and told.gap(last) is Gap.SPACE and is_initial(told, at):
        return at, frozenset(evidence | {"initial"})
    return last, frozenset(evidence)


def _born(told: Tokens, last: int) -> int | None:
    """The surname somebody was born with, behind the name: `Tora Vik, född Qvarnmyr`; or None."""
    cue = _BORN_AFTER.match(told.text, told.spans[last][1])
    if cue is None:
        return None
    near = range(last + 1, min(last + 4, len(told.words)))
    at = next((k for k in near if told.spans[k][0] == cue.end()), None)
    if at is None:
        return None
    own = nature(told.small[at])
    return None if own.thing or own.title or own.function or own.month else at


def _names_thing(told: Tokens, last: int, after: int) -> bool:
    """Whether a word makes a thing of the name before it: `Tora Viks Barnhus`."""
    own = told.small[after] in words().things_after_genitive and told.small[last].endswith("s")
    return own or told.small[after] in words().things_after
