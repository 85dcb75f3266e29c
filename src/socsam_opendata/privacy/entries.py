"""Which entries of `[publication]` some printed words match, and which are needed.

An entry that matches nothing is a misspelt one: a name that should be masked is not. One that
matches and changes nothing may go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from socsam_opendata.errors import SettingsError
from socsam_opendata.model.iris import fold
from socsam_opendata.privacy.mask import Cut
from socsam_opendata.privacy.name_forms import Sure, forms_of
from socsam_opendata.privacy.names.tokens import Tokens, tokens, told_of
from socsam_opendata.privacy.people import NamesDecision
from socsam_opendata.privacy.screen import PeopleFinder
from socsam_opendata.settings.dataset_toml import SETTINGS_FILE, Publication
from socsam_opendata.settings.toml_file import TomlFile

# So much around words is looked at for whether they would be a name.
_AROUND = 80
# The key under [publication], and what the entry says.
Entry = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries that match printed words, and those of them that are needed."""

    matched: frozenset[Entry] = frozenset()
    needed: frozenset[Entry] = frozenset()

    def __or__(self, other: Entries) -> Entries:
        return Entries(self.matched | other.matched, self.needed | other.needed)


def unmatched(publication: Publication, used: Entries) -> int:
    """How many entries and answers no words match."""
    entries = [("allow", p.name) for p in publication.allow]
    entries += [("mask", p.name) for p in publication.mask]
    entries += [("not_names", name) for name in publication.not_names]
    return sum(entry not in used.matched for entry in entries)


def waiting(publication: Publication, used: Entries) -> int:
    """How many answers of names-to-review.csv no printed words match; they wait for later ones."""
    answers = [("allow", p.name) for p in publication.allow if p.reviewed]
    answers += [("mask", p.name) for p in publication.mask if p.reviewed]
    answers += [("not_names", name) for name in publication.answered]
    return sum(entry not in used.matched for entry in answers)


def idle_lines(publication: Publication, folder: Path, used: Entries) -> tuple[int, ...]:
    """The lines of dataset.toml with entries that match and change nothing any more."""
    path = folder / SETTINGS_FILE
    if not path.is_file():
        return ()
    toml = TomlFile(path)
    idle = [name for _, name in used.matched - used.needed if name not in publication.answered]
    places = (toml.line(name, "publication") for name in idle)
    return tuple(sorted({line for line in places if line}))


def _stated_masks(publication: Publication) -> list[Entry]:
    """The masks of dataset.toml that have to match something."""
    return [("mask", p.name) for p in publication.mask if not (p.reviewed or p.ahead)]


def masks_gone(publication: Publication, used: Entries) -> int:
    """How many masks of dataset.toml no printed words match."""
    return sum(entry not in used.matched for entry in _stated_masks(publication))


def check_matched(
    publication: Publication, folder: Path, used: Entries, *, masked_before: bool
) -> None:
    """SettingsError with the line of an entry of dataset.toml that no printed words match.

    A mask that is set `ahead` may wait; an answer of names-to-review.csv may, too. So may any mask
    where names were replaced in given rows before.
    """
    stated = [("allow", p.name) for p in publication.allow if not p.reviewed]
    stated += [] if masked_before else _stated_masks(publication)
    stated += [("not_names", n) for n in publication.not_names if n not in publication.answered]
    path = folder / SETTINGS_FILE
    for key, name in stated:
        if (key, name) in used.matched:
            continue
        if not path.is_file():
            raise SettingsError("settings.no-match", path, key=key)
        raise TomlFile(path).error("settings.no-match", name, "publication", key=key)


def entries_used(
    publication: Publication,
    text: str,
    decided: NamesDecision,
    masked: Iterable[Cut],
    without: PeopleFinder,
) -> Entries:
    """The entries that a document uses.

    `masked` are the places of the entries of `mask`; `without` finds who may be a person where no
    `not_names` are known.
    """
    matched: set[Entry] = {("mask", cut.name) for cut in masked}
    needed = {entry for entry in matched if fold(entry[1]) not in decided.idle_masks}
    _, told = told_of(text)
    elected = {fold(name) for name in decided.elected - decided.allowed}
    for form in forms_of(decided.allowed).find(told) if decided.allowed else ():
        if form.sure is Sure.WHOLE:
            matched.add(("allow", form.name))
            if fold(form.name) not in elected:
                needed.add(("allow", form.name))
    for name, start, end in _phrases(told, frozenset(publication.not_names)):
        entry = ("not_names", name)
        if entry not in matched or entry not in needed:
            matched.add(entry)
            around = text[max(0, start - _AROUND) : end + _AROUND]
            if without.within(around):
                needed.add(entry)
    return Entries(frozenset(matched), frozenset(needed))


@lru_cache(maxsize=8)
def _by_first(names: frozenset[str]) -> dict[str, list[tuple[str, list[str]]]]:
    """Names that are none, by their first word."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for name in sorted(names):
        small = tokens(name).small
        if small:
            for first in {small[0], small[0] + "s"} if len(small) == 1 else {small[0]}:
                found.setdefault(first, []).append((name, small))
    return found


def _phrases(told: Tokens, names: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Where names that are none stand in a text."""
    index = _by_first(names) if names else {}
    for i, word in enumerate(told.small if index else ()):
        for name, small in index.get(word, ()):
            last = i + len(small) - 1
            there = told.small[i : last + 1]
            if there[:-1] == small[:-1] and there and there[-1] in (small[-1], small[-1] + "s"):
                yield name, told.spans[i][0], told.spans[last][1]
