"""Names in what somebody hands over beside texts: in names of organizations, in codes of problems.

Minutes print an organization as a part of a sentence or a list, where the policy finds a name. Rows
say of a few words that they are an organization, and a code is made of words in small letters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.problems import Problem, is_code
from socsam_opendata.model.records import Organization
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.name_forms import words_of
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.tokens import plain_word, small_word
from socsam_opendata.privacy.screen import Screen

# The code of a problem whose own says whose name is withheld.
WITHHELD_CODE = "code-withheld"


def _plain(words: Iterable[str]) -> set[str]:
    """Words as they are compared, without a genitive's s."""
    return {plain_word(word).removesuffix("s") for word in words}


def holds_one_of(text: str, names: Iterable[str]) -> bool:
    """Whether a text has the first and the last word of a name, side by side or not.

    `Stiftelsen Ingegerd och Karl Lövhammars fond` has those of Ingegerd Lövhammar.
    """
    there = _plain(words_of(text))
    return any(
        len(words) > 1 and _plain((words[0], words[-1])) <= there for words in map(words_of, names)
    )


def is_called_so_alone(name: str) -> bool:
    """Whether a name is one word that can mean nothing else: no list explains it."""
    found = words_of(name)
    own = nature(small_word(found[0])) if len(found) == 1 else None
    return own is not None and own.strange and not own.first


def names_together(row: Organization) -> Iterator[str]:
    """The name of an organization, and its short name where that is a word of it: `Lövhammars`.

    They are withheld together.
    """
    yield row.name
    short = row.short_name or ""
    if is_called_so_alone(short) and _plain(words_of(short)) <= _plain(words_of(row.name)):
        yield short


@dataclass(frozen=True, slots=True)
class NamedForSomebody:
    """Names of given organizations that hold a person's name; of `whole` ones nothing is said."""

    told: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, rows: Iterable[Organization], left_out: Collection[str], names: Collection[str],
        mask: Mask,
    ) -> NamedForSomebody:  # fmt: skip
        """Those of some rows, and those that are left out whatever stands in them.

        `mask` takes the withheld `names` out of a text. Where a name stands there in full the rest
        may be said; a surname alone, or a name in two pieces, takes all with it: other documents
        know nothing of whom it means.
        """
        rows = list(rows)
        printed = {text for row in rows for text in (row.name, row.short_name, row.name_en) if text}
        told = {text for text in printed if mask.found(text) or holds_one_of(text, names)}
        told |= {*left_out}
        told |= {text for row in rows if row.name in told for text in names_together(row)}
        full = Mask(names)
        left = {text: full.applied(text) for text in told}
        whole = {
            text for text, rest in left.items()
            if rest == text or mask.found(rest) or holds_one_of(rest, names)
        }  # fmt: skip
        return cls(frozenset(told), frozenset(whole))


def published_code(problem: Problem, names: Iterable[str], screen: Screen) -> str:
    """The code of a problem; that of a given one holds no word of a withheld name."""
    code = problem.code
    if is_code(code):
        return code
    words = code.split("-")
    printed = " ".join(word.capitalize() for word in words)
    hidden = _plain(word for name in names for word in words_of(name) if len(word) > 1)
    named = any(screen.applied(text) != text for text in (code, printed))
    return WITHHELD_CODE if named or not hidden.isdisjoint(_plain(words)) else code


def said_beside(reading: Reading) -> Iterator[str]:
    """What a reading says beside its lines: names of organizations, codes that are not ours."""
    for row in reading.rows["organizations"]:
        yield from filter(None, (row.name, row.short_name, row.name_en))
    yield from (problem.code for problem in reading.problems if not is_code(problem.code))
