"""What a text may say of people: withheld names, and whoever may be a person and is not decided."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from socsam_opendata.privacy.elected import party_end
from socsam_opendata.privacy.mask import Cut, Mask, masked_text, merged_cuts
from socsam_opendata.privacy.name_forms import NameForm, Sure, words_of
from socsam_opendata.privacy.names.known import KnownNames
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.persons import Possible, possible_persons
from socsam_opendata.privacy.names.readable import Readable
from socsam_opendata.privacy.names.spaced_letters import Spaced, spaced_in
from socsam_opendata.privacy.names.tokens import SHORT, Tokens, plain_word, told_of
from socsam_opendata.privacy.people import NamesDecision

_Near = Mapping[str, frozenset[str]]
_Found = TypeVar("_Found", Possible, Cut)
# Evidence that a surname alone is meant as a name.
_LETTER_MORE = re.compile(r"[\W_]{1,7}[iåö]", re.IGNORECASE)
_CALLED = frozenset({"title", "party", "initial", "email-local-part", "path"})


class PeopleFinder:
    """Who may be a person in the texts of a document; a text is searched once.

    Short ones are remembered over documents: the cells of all minutes of a body are alike.
    """

    def __init__(self, known: KnownNames) -> None:
        self._known = known
        self._told: dict[str, tuple[Possible, ...]] = {}

    def within(self, text: str) -> tuple[Possible, ...]:
        """Everybody who may be a person in a text."""
        if len(text) <= SHORT:
            return _in_short(text, self._known)
        found = self._told.get(text)
        if found is None:
            found = self._of_larger(text)
            self._told[text] = found = (
                possible_persons(text, self._known) if found is None else found
            )
        return found

    def _of_larger(self, text: str) -> tuple[Possible, ...] | None:
        """Who was found in a text that is a stretch of lines of one that was searched."""
        for larger, found in self._told.items():
            start = f"\n{larger}\n".find(f"\n{text}\n")
            if start < 0:
                continue
            inside = _of_stretch(found, start, start + len(text))
            if inside is not None:
                return tuple(inside)
        return None


def _of_stretch(found: Iterable[_Found], start: int, end: int) -> list[_Found] | None:
    """What was found in a stretch of a text, by its places there; None where a border cuts one."""
    touched = [one for one in found if one.start < end and start < one.end]
    if not all(start <= one.start and one.end <= end for one in touched):
        return None
    return [replace(one, start=one.start - start, end=one.end - start) for one in touched]


@lru_cache(maxsize=4_000)
def _in_short(text: str, known: KnownNames) -> tuple[Possible, ...]:
    return possible_persons(text, known)


class Screen:
    """Names that are withheld and names that are published; everybody else may not be named.

    One document has one (and one for its viewpoints): texts made of it are looked at once.
    """

    def __init__(
        self,
        hidden: Iterable[str],
        spared: Iterable[str],
        people: PeopleFinder,
        near: _Near,
        always: frozenset[str],
        parties: _Near,
    ) -> None:
        spared = list(spared)
        self._people = people
        self._mask = Mask(hidden, spared, near, always, parties)
        self._first_names = frozenset(
            plain_word(words_of(name)[0]) for name in spared if words_of(name)
        )
        self._told: dict[str, str] = {}
        self._long: dict[str, list[Cut]] = {}
        self._cuts: dict[str, list[Cut]] = {}

    def undecided(self, text: str) -> list[Possible]:
        """Whoever may be a person in a text, and is neither published nor withheld."""
        cuts = self._masked(text)
        return [
            one
            for one in self._unpublished(text)
            if not any(cut.start < one.end and one.start < cut.end for cut in cuts)
        ]

    def _masked(self, text: str) -> list[Cut]:
        """Where withheld names stand; what is found in a long text, such as a document, is kept."""
        if len(text) <= SHORT:
            return self._mask.cuts(text)
        found = self._cuts.get(text)
        if found is None:
            found = self._cuts[text] = self._mask.cuts(text)
        return found

    def cuts(self, text: str) -> list[Cut]:
        """Everything that is taken out of a text."""
        found = self._cuts_of_larger(text)
        if found is None:
            more = [
                Cut(one.start, party_end(text, one.end), one.name)
                for one in self._unpublished(text)
            ]
            masked = self._masked(text)
            found = merged_cuts([*masked, *(c for c in more if not _is_told(text, c, masked))])
        return found

    def cuts_of_document(self, text: str) -> list[Cut]:
        """Everything that is taken out of the document's text, or of a stretch of it.

        It is remembered: long texts made of it are cut as it is.
        """
        found = self._long[text] = self.cuts(text)
        return found

    def _cuts_of_larger(self, text: str) -> list[Cut] | None:
        """The cuts in a long text that stands in one which was looked at, such as the document."""
        if len(text) <= SHORT:
            return None
        for larger, cuts in self._long.items():
            start = larger.find(text)
            if start < 0:
                continue
            inside = _of_stretch(cuts, start, start + len(text))
            if inside is not None:
                return inside
        return None

    def applied(self, text: str) -> str:
        """A text without the names that are not published."""
        told = self._told.get(text)
        if told is None:
            told = self._told[text] = masked_text(text, self.cuts(text))
        return told

    def without_withheld(self, text: str) -> str:
        """A text of the publisher's without withheld names; it may name others."""
        return masked_text(text, self._mask.cuts(text))

    def _unpublished(self, text: str) -> list[Possible]:
        seen, told = told_of(text)
        spaced = spaced_in(text)
        aside = [
            replace(one, start=one.start + start, end=one.end + start)
            for start, end in seen.asides
            for one in self._unpublished(text[start:end])
        ]
        found = self._people.within(text)
        if not found:
            return aside
        kept = [_Kept(seen, told, self._mask.published(told))]
        if spaced is not None:
            kept.append(_Kept(spaced, spaced.told, self._mask.published(spaced.told)))
        return [*(one for one in found if not self._is_published(one, kept)), *aside]

    def _is_published(self, one: Possible, kept: Iterable[_Kept]) -> bool:
        """Whether every word of a possible person is one of a published name that stands there.

        Names are looked for in each reading of the text.
        """
        if "together" in one.evidence and len(one.name.split()) == 1:
            return plain_word(one.name) in self._first_names
        least = Sure.ALONE if one.evidence & _CALLED else Sure.INITIALS
        return any(reading.covers(one.start, one.end, least) for reading in kept)


def _is_told(text: str, cut: Cut, masked: Iterable[Cut]) -> bool:
    """Whether a cut is a masked one, and a word of one letter behind letters that stand apart."""
    return any(
        one.start <= cut.start < one.end and _LETTER_MORE.fullmatch(text, one.end, cut.end)
        for one in masked
    )


class _Kept:
    """The words of a text that published names hold, by their places."""

    def __init__(self, seen: Readable | Spaced, told: Tokens, forms: Iterable[NameForm]) -> None:
        self._seen, self._told = seen, told
        self._sure: dict[int, Sure] = {}
        for form in forms:
            for i in range(form.first, form.last + 1):
                self._sure[i] = max(form.sure, self._sure.get(i, form.sure))
        self._starts = [start for start, _ in told.spans]

    def covers(self, start: int, end: int, least: Sure) -> bool:
        """Whether names hold all words between two places of the given text, titles left out."""
        # The word that holds the place: a name may stand within one, `motion-tora-vik`.
        at = max(0, bisect_right(self._starts, self._seen.at_given(start)) - 1)
        held = False
        while at < len(self._starts) and self._seen.span(*self._told.spans[at])[0] < end:
            if self._sure.get(at, Sure.NONE) >= least:
                held = True
            elif not nature(self._told.small[at]).title:
                return False
            at += 1
        return held


@dataclass(frozen=True, slots=True)
class Screens:
    """The two screens of a document: everywhere, and in viewpoints, where only the elected speak
    under their names."""

    always: Screen
    speakers: Screen

    @classmethod
    def of(
        cls,
        hidden: Collection[str],
        decided: NamesDecision,
        people: PeopleFinder,
        near: _Near,
        always: Screen | None = None,
    ) -> Screens:
        """The screens for names to be hidden, beside those whom a decision names.

        `always` is one for the same names that has looked at the document's text.
        """
        others = decided.spared - decided.elected
        told = (people, near, decided.masked, decided.parties)
        return cls(
            always or Screen(hidden, decided.spared, *told),
            Screen({*hidden, *others}, decided.elected, *told),
        )

    def cuts(self, text: str, viewpoints: Sequence[tuple[int, int]]) -> list[Cut]:
        """What is taken out of a document's text; `viewpoints` are stretches of it."""
        cuts = self.always.cuts_of_document(text)
        for start, end in viewpoints:
            within = self.speakers.cuts_of_document(text[start:end])
            cuts += [replace(cut, start=cut.start + start, end=cut.end + start) for cut in within]
        return merged_cuts(cuts)

    def at_line(self, line: int | None, viewpoints: Collection[int]) -> Screen:
        """The screen for what a line says."""
        return self.speakers if line in viewpoints else self.always

    def of_row(self, row: Any, viewpoints: Collection[int]) -> Screen:
        """The screen for the texts of a row."""
        return self.at_line(getattr(row, "first_line", None), viewpoints)
