"""Names that one document withholds and another prints: they are withheld there too.

A guest of one meeting may be named in passing in the minutes of the next, where nothing tells that
the words are a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.iris import fold
from socsam_opendata.privacy.given_names import is_called_so_alone, said_beside
from socsam_opendata.privacy.name_forms import words_of
from socsam_opendata.privacy.names.spaced_letters import spaced_in
from socsam_opendata.privacy.names.tokens import is_joined, parts_of, plain_word, told_of
from socsam_opendata.privacy.policy import Published
from socsam_opendata.privacy.secrets_elsewhere import text_of

# Fewer letters that stand apart hold no name whole.
_FEWEST_APART = 4


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """What all documents must know of one: whom it withholds and names, and its words, plain.

    `apart` are the letters of words that are printed with something between them.
    """

    withheld: tuple[str, ...]
    named: frozenset[str]
    words: frozenset[str]
    apart: tuple[str, ...]

    @classmethod
    def of(cls, published: Published) -> DocumentNames:
        """Those of a published document."""
        text = "\n".join(said_in(published.reading))
        _, told = told_of(text)
        spaced = spaced_in(text)
        printed = {*told.words, *(spaced.told.words if spaced else ())}
        words = {part for word in printed for part in _parts(word)}
        return cls(
            (*(one.name for one in published.withheld), *published.organizations),
            frozenset(fold(name) for name in published.named),
            frozenset(words),
            tuple(run for run, _ in spaced.runs if len(run) >= _FEWEST_APART) if spaced else (),
        )

    def may_name(self, first: str, surname: str) -> bool:
        """Whether its words, or letters that stand apart, are those of a name."""
        return all(
            part in self.words or any(part in run for run in self.apart)
            for part in (first, surname)
        )


def said_in(reading: Reading) -> tuple[str, ...]:
    """Everything in a published reading in which a name of another document may stand.

    The cells of rows that were read of a text say nothing that its lines do not.
    """
    printed = reading.lines if reading.stated is None else (text_of(reading),)
    return (*printed, *said_beside(reading))


def _parts(word: str) -> list[str]:
    """A word as it is looked up: whole, without a genitive's s, and what is divided in it."""
    whole = plain_word(word)
    found = [whole, whole.removesuffix("s")]
    for start, end in parts_of(word) if is_joined(word) else ():
        part = plain_word(word[start:end])
        found += [part, part.removesuffix("s")]
    return found


def withheld_elsewhere(
    withheld: Iterable[str], organizations: Iterable[str], documents: Iterable[DocumentNames]
) -> dict[int, list[str]]:
    """By the number of a document the names of others that its words may hold.

    `withheld` are the names of persons that any document withholds, `organizations` those of
    organizations. One word alone is looked up where it is what an organization is called and no
    list explains it (`Lövhammars`): a first name, a surname or a word that is a short name too
    (`Saga`) may mean anything in the minutes of another day.
    """
    by_surname: dict[str, set[tuple[str, str]]] = defaultdict(set)
    called = sorted(set(organizations))
    for name in filter(is_called_so_alone, called):
        plain = plain_word(words_of(name)[0])
        by_surname[plain].add((plain, name))
    for name in (*withheld, *called):
        words = words_of(name)
        if len(words) > 1:
            by_surname[plain_word(words[-1])].add((plain_word(words[0]), name))
    found: dict[int, list[str]] = {}
    for n, document in enumerate(documents if by_surname else ()):
        own = {*map(fold, document.withheld), *document.named}
        names = sorted(
            name
            for surname in (by_surname if document.apart else document.words & by_surname.keys())
            for first, name in by_surname[surname]
            if document.may_name(first, surname) and fold(name) not in own
        )
        if names:
            found[n] = names
    return found
