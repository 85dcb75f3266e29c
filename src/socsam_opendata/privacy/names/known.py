"""What is known to be no person: names of bodies, organizations, places, parties, code lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from socsam_opendata.model.code_lists import code_lists, registry
from socsam_opendata.privacy.names.tokens import Tokens, tokens
from socsam_opendata.privacy.names.words import words

_Phrases = Mapping[tuple[str, str], Sequence[tuple[str, ...]]]


@dataclass(frozen=True, slots=True, eq=False)
class KnownNames:
    """Names that are no persons, in small letters: phrases by their first two words, and words.

    Words are single names (`Hjälpen`, `Berg`) and are soft evidence: a municipality is a surname
    too. Phrases explain all their words, a first name among them. `keys` are those that the
    steward gave to bodies and organizations: `halmstad-on` in a path is that body, and nobody.
    """

    phrases: _Phrases
    words: frozenset[str]
    keys: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _everywhere() -> tuple[frozenset[str], frozenset[str]]:
    """Phrases and words that every dataset knows: municipalities, counties, parties, codes."""
    register = registry()
    printed: set[str] = set()
    for town in register.municipalities:
        printed |= {town.name, register.genitives[town.id], town.county.removesuffix(" län")}
        printed |= {f"{register.genitives[town.id]} kommun", f"{town.name} kommun", town.county}
    printed |= {party.name for party in register.parties}
    for found in code_lists().values():
        for code in found.codes:
            printed |= {code.sv, *code.forms}
    parts = {tuple(tokens(text).small) for text in printed}
    single = frozenset(part[0] for part in parts if len(part) == 1)
    return frozenset(" ".join(part) for part in parts if len(part) > 1), single


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Words of the names of municipalities and counties, also in the genitive."""
    register = registry()
    printed = {
        form
        for town in register.municipalities
        for form in (town.name, register.genitives[town.id], town.county.removesuffix(" län"))
    }
    parts = {word for form in printed for word in form.casefold().split()}
    return frozenset(parts | {word + "s" for word in parts})


@lru_cache(maxsize=1)
def person_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Titles and roles, and endings of titles: those of the code lists and our own."""
    printed: set[str] = set(words().persons)
    endings: set[str] = set(words().title_endings)
    for scheme in ("role", "capacity"):
        for code in code_lists()[scheme].codes:
            printed |= {form.casefold() for form in (code.sv, *code.forms) if form.isalpha()}
            endings |= {
                s[1:].casefold() for s in code.signals if re.fullmatch(r"\*[^\W\d_]{4,}", s)
            }
    return frozenset(printed), tuple(sorted(endings))


def known_names(printed: Iterable[str] = (), keys: Iterable[str] = ()) -> KnownNames:
    """What is known everywhere, with the names of one dataset: organizations, `not_names`; `keys`
    are those of its bodies and organizations."""
    everywhere, single = _everywhere()
    own = {tuple(tokens(text).small) for text in printed}
    phrases = own | {tuple(text.split(" ")) for text in everywhere}
    alone = {phrase[0] for phrase in own if len(phrase) == 1}
    return KnownNames(by_first_words(phrases), single | alone, frozenset(keys))


def by_first_words(phrases: Iterable[tuple[str, ...]]) -> _Phrases:
    """Phrases of two words or more by the first two, as these may stand in a text; long first."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        if len(phrase) > 1:
            found.setdefault((phrase[0], phrase[1]), []).append(phrase)
        if len(phrase) == 2:
            found.setdefault((phrase[0], f"{phrase[1]}s"), []).append(phrase)
    return found


def explained(told: Tokens, known: KnownNames) -> frozenset[int]:
    """The words (by their number) that stand within a known phrase of two words or more."""
    found: set[int] = set()
    small, phrases = told.small, known.phrases
    for i in [i for i, pair in enumerate(pairwise(small)) if pair in phrases]:
        for phrase in phrases[small[i], small[i + 1]]:
            end = i + len(phrase)
            *body, last = phrase
            if (
                end <= len(small)
                and small[i : end - 1] == body
                and small[end - 1] in (last, last + "s")
                and all("\n\n" not in told.between(j) for j in range(i, end - 1))
            ):
                found.update(range(i, end))
                break
    return frozenset(found)
