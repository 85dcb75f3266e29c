"""Masking given names in texts, in every form they are printed; others of the surname are spared.

Where a form may mean a withheld person or a published one, it is masked, and said to be in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from socsam_opendata.model.withheld import MASK
from socsam_opendata.privacy.compound_names import is_own, may_be_within
from socsam_opendata.privacy.elected import party_behind, party_end
from socsam_opendata.privacy.name_forms import (
    NameForm,
    Sure,
    as_compared,
    forms_of,
    words_of,
)
from socsam_opendata.privacy.names.letters import letters_and_labels
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.parts import SIGNED_GENITIVE, is_capital
from socsam_opendata.privacy.names.readable import Readable
from socsam_opendata.privacy.names.sight import BESIDE
from socsam_opendata.privacy.names.spaced_letters import Spaced, spaced_in
from socsam_opendata.privacy.names.tokens import Gap, Tokens, plain_word, told_of
from socsam_opendata.privacy.quick_look import may_name

# So many words beside a surname are looked at for the organization or capacity of its owner.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class Cut:
    """What is taken out of a text: where, whose name, and whether another may be meant."""

    start: int
    end: int
    name: str
    doubtful: bool = False


class Mask:
    """Names that are withheld, and names that are not, in whatever form a text has them.

    `near` holds for a name the plain words that tell whom a surname alone means: the words of
    the person's organization and capacity; `parties` for whom the person sits (keys). Withheld
    names win over equal `spared` ones. `always` are withheld in every document, and made ready
    once.
    """

    def __init__(
        self,
        names: Iterable[str],
        spared: Iterable[str] = (),
        near: Mapping[str, frozenset[str]] | None = None,
        always: frozenset[str] = frozenset(),
        parties: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._hidden = (forms_of(frozenset(names) - always), forms_of(always))
        same = self._hidden[0].known | self._hidden[1].known
        self._spared = forms_of(frozenset(n for n in spared if as_compared(n) not in same))
        self._near = near or {}
        self._always = always
        self._parties = parties or {}

    def cuts(self, text: str) -> list[Cut]:
        """Where withheld names stand, genitive and party included, in order, no two overlapping."""
        if not any(self._hidden):
            return []
        seen, told = told_of(text)
        found = [
            replace(cut, start=cut.start + start, end=cut.end + start)
            for start, end in seen.asides
            for cut in self.cuts(text[start:end])
        ]
        found += self._cuts_in(seen, told)
        spaced = spaced_in(text)
        if spaced is not None:
            found += self._cuts_in(spaced, spaced.told)
            found += self._among_letters(spaced)
        return merged_cuts(found)

    def _among_letters(self, spaced: Spaced) -> Iterator[Cut]:
        """Names among letters that stand apart, where nothing tells one word from the next."""
        kept = [place for _, place in self._spared.places_in(spaced)]
        kept += [place for _, place in self._spared.surnames_in(spaced)]
        for forms in self._hidden:
            for name, (start, end) in forms.places_in(spaced):
                if not any(first <= start and end <= last for first, last in kept):
                    yield Cut(start, end, name)
            for name, (start, end) in forms.surnames_in(spaced):
                inside = any(first <= start and end <= last for first, last in kept)
                if self._is_known(name) and not inside:
                    yield Cut(start, end, name)

    def _cuts_in(self, seen: Readable | Spaced, told: Tokens) -> list[Cut]:
        """The cuts in one reading of a text."""
        forms = [form for forms in self._hidden for form in forms.find(told)]
        if any(form.first == form.last for form in forms):
            # `Bun/2016:81` is a number of a board, whoever is called Bun.
            apart = letters_and_labels(told)
            forms = [one for one in forms if one.first < one.last or one.first not in apart]
        kept = self.published(told) if forms else ()
        parts = [form for hidden in self._hidden for form in hidden.within(told)]
        if parts:
            forms = [*forms, *parts]
            kept = [*self.published(told), *self._spared.within(told)]
        at_word: dict[int, list[NameForm]] = defaultdict(list)
        for one in kept:
            for word in range(one.first, one.last + 1):
                at_word[word].append(one)
        cuts = (self._cut(seen, told, form, _beside(form, at_word)) for form in forms)
        return [cut for cut in cuts if cut]

    def published(self, told: Tokens) -> Sequence[NameForm]:
        """The forms in a text of names that are not withheld."""
        return self._spared.find(told)

    def _cut(
        self, seen: Readable | Spaced, told: Tokens, form: NameForm, beside: Sequence[NameForm]
    ) -> Cut | None:
        if any(_means(one, form) or _all_of(told, one, form) for one in beside):
            return None
        if form.sure is Sure.ALONE and not self._counts_alone(told, form):
            return None
        if _everyday(told, form):
            return None
        doubtful = form.sure is not Sure.WHOLE and any(one.sure <= form.sure for one in beside)
        end = told.spans[form.last][1]
        party = party_behind(told.text, end) if doubtful else None
        if party and not self._may_sit_for(party, form.name, beside):
            return None
        stop = name_end(told, form.last)
        return Cut(*seen.span(told.spans[form.first][0], stop), form.name, doubtful)

    def _may_sit_for(self, party: str, name: str, others: Sequence[NameForm]) -> bool:
        """Whether a form with a party behind it may mean a withheld person, not a published one.

        It does where that is the person's party alone; where nothing tells, if the publisher asked
        for the name to be masked.
        """
        own = party in self._parties.get(name, ())
        theirs = any(party in self._parties.get(other.name, ()) for other in others)
        return (own and not theirs) or (name in self._always and own >= theirs)

    def _counts_alone(self, told: Tokens, form: NameForm) -> bool:
        """Whether a surname alone means its owner: no word, or with the owner's organization."""
        i = form.last
        word = told.words[i]
        if form.within or not is_capital(word):
            said = form.within or may_be_within(word) or may_be_within(word.removesuffix("s"))
            other = form.first < form.last and _has_another_first_name(told, form)
            return said and not other and self._is_known(form.name)
        if len(word) < 3:
            return False
        if _has_another_first_name(told, form):
            return False
        if not self._is_known(form.name):
            return False
        if is_own(word) and is_own(word.removesuffix("s")):
            return True
        telling = self._near.get(form.name, frozenset())
        around = range(max(0, i - _NEAR), min(len(told.words), i + _NEAR + 1))
        return any(plain_word(told.words[j]) in telling for j in around if j != i)

    def _is_known(self, name: str) -> bool:
        """Whether anything tells whom a surname alone means."""
        return bool(self._near.get(name)) or name in self._always

    def found(self, text: str) -> bool:
        """Whether a withheld name stands in a text."""
        return bool(self.cuts(text))

    def worth_reading(self, texts: Iterable[str]) -> list[str]:
        """The texts that may hold a withheld name: told by a look that costs less than to read."""
        keys = self._hidden[0].keys | self._hidden[1].keys
        return may_name(texts, keys) if keys else []

    def applied(self, text: str) -> str:
        """A text with every withheld name replaced."""
        return masked_text(text, self.cuts(text))


def _beside(form: NameForm, at_word: Mapping[int, Sequence[NameForm]]) -> list[NameForm]:
    """The forms that have a word with one in common."""
    words = range(form.first, form.last + 1)
    return [one for word in words if word in at_word for one in at_word[word]]


def _has_another_first_name(told: Tokens, form: NameForm) -> bool:
    """Whether a first name stands beside a surname, other than its owner's.

    A line may begin with any word, a first name is behind a surname on its own line alone, and
    none behind one in the genitive. Rare ones that are words are taken for these: `Bygg`, `El`.
    """
    i, j = form.first - 1, form.last + 1
    beside = [i] if i >= 0 and told.gap(i) in BESIDE else []
    own = plain_word(told.words[form.last]) in map(plain_word, words_of(form.name))
    beside += [j] if own and told.gap(form.last) is Gap.SPACE else []
    return any(is_capital(told.words[n]) and _is_first_name(told.small[n]) for n in beside)


def _is_first_name(small: str) -> bool:
    own = nature(small)
    return own.first and (own.sure or not own.word)


def _means(spared: NameForm, form: NameForm) -> bool:
    """Whether a place where two names might stand is the published one's."""
    if spared.sure is Sure.WHOLE:
        larger = spared.last - spared.first > form.last - form.first
        return larger or form.sure is not Sure.WHOLE or _short_of(form)
    return spared.sure > form.sure


def _everyday(told: Tokens, form: NameForm) -> bool:
    """Whether a form is words of the language in small letters: `500 kr per mark`."""
    small = range(form.first, form.last + 1)
    return len(small) > 1 and all(
        told.words[i].islower() and nature(told.small[i]).word for i in small
    )


def _all_of(told: Tokens, spared: NameForm, form: NameForm) -> bool:
    """Whether a longer name is a published one and words of the language around it."""
    if spared.sure is not Sure.WHOLE or not (
        form.first <= spared.first <= spared.last <= form.last
    ):
        return False
    around = (*range(form.first, spared.first), *range(spared.last + 1, form.last + 1))
    others = [nature(told.small[i]) for i in around]
    return bool(others) and all(own.word and not own.first for own in others)


def _short_of(form: NameForm) -> bool:
    """Whether a form is shorter than the name it may mean."""
    return form.last - form.first + 1 < len(words_of(form.name))


def name_end(told: Tokens, last: int) -> int:
    """Where a printed name ends: with its genitive's s and the party behind it."""
    end = told.spans[last][1]
    genitive = SIGNED_GENITIVE.match(told.text, end)
    return party_end(told.text, genitive.end() if genitive else end)


def merged_cuts(cuts: Iterable[Cut]) -> list[Cut]:
    """Cuts in order; those that overlap become one."""
    apart: list[Cut] = []
    for cut in sorted(cuts, key=lambda c: (c.start, -c.end)):
        if not apart or cut.start >= apart[-1].end:
            apart.append(cut)
            continue
        before = apart.pop()
        doubtful = before.doubtful and cut.doubtful
        apart.append(Cut(before.start, max(before.end, cut.end), before.name, doubtful))
    return apart


def masked_text(text: str, cuts: Iterable[Cut]) -> str:
    """A text with a mark for each cut; line ends inside a name stay, so lines keep numbers."""
    pieces, end = list[str](), 0
    for cut in cuts:
        pieces += [text[end : cut.start], MASK, "\n" * text.count("\n", cut.start, cut.end)]
        end = cut.end
    return "".join(pieces) + text[end:] if pieces else text
