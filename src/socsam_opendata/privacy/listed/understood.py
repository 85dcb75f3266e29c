"""What of a line of a list is understood, word by word; the rest is nobody knows whose name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from socsam_opendata.minutes.known.organizations import kind_of_organization
from socsam_opendata.model.iris import DASHES
from socsam_opendata.privacy.elected import has_party
from socsam_opendata.privacy.listed.labels import list_labels
from socsam_opendata.privacy.names.dictionary import is_word
from socsam_opendata.privacy.names.known import KnownNames, by_first_words, explained, places
from socsam_opendata.privacy.names.nature import Nature, nature
from socsam_opendata.privacy.names.parts import party_key
from socsam_opendata.privacy.names.persons import Possible
from socsam_opendata.privacy.names.tokens import Gap, Tokens, told_of
from socsam_opendata.privacy.names.words import words

# Addresses and links are the business of the numbers; letters of a diary number are no name.
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|[^\W\d_]{1,5}[/ ]\d{4}[:/.]\d+")
_DIGITS = re.compile(r"\d{4}|//")
# `IFO`, `HR`, `KLK`: longer words in capitals may be names.
_LONGEST_ACRONYM = 5
# Unknown words in small letters are abbreviations when short, and words of prose in a long line.
_SHORTEST = 3
_FEW_WORDS = 4
# Endings of words that say what people are, or what they belong to.
_NO_NAME = ("en", "et", "na", "er", "ar", "or", "are", "ing", "ion", "het", "skap", "i", "ik")
_BODIES = frozenset({"kommun", "kommuns", "region", "stad", "län"})
_BETWEEN_ENTRIES = frozenset({Gap.COMMA, Gap.CELL, Gap.LINE})
_JOINING = frozenset({Gap.SPACE, Gap.WRAP, Gap.LINE, Gap.DOT})
# So many letters has a compound of which the last word alone must be known.
_LONG = 12

People = Callable[[str], Iterable[Possible]]


class Understanding:
    """What a document's lists may hold: who is named, what is known, words of the language.

    `names` are names that the policy decides about wherever they stand; of `elected` people the
    single words count too.
    """

    def __init__(
        self, known: KnownNames, people: People, names: Iterable[str], elected: Iterable[str]
    ) -> None:
        self._known = known
        self._people = people
        said = {tuple(told_of(name)[1].small) for name in {*names, *elected}}
        self._named = KnownNames(by_first_words(said), frozenset())
        self._words = frozenset(word for name in elected for word in told_of(name)[1].small)

    def strange(self, text: str, *, persons: bool = False, loose: bool = False) -> tuple[str, ...]:
        """The words of a text that nothing explains, as printed.

        With `persons` whoever may be a person is understood, for the policy decides about them;
        a `loose` look leaves words in small letters alone.
        """
        _, told = told_of(_without_addresses(text))
        named = explained(told, self._named)
        done = explained(told, self._known) | named | self._people_in(told, persons)
        strange = [i for i in range(len(told.words)) if i not in done and self._is_strange(told, i)]
        if not persons:
            strange += [i for i in self._undecided(told, named) if i not in strange]
        return tuple(told.words[i] for i in sorted(strange) if not (loose and _is_small(told, i)))

    def unnamed(self, text: str) -> bool:
        """Whether what stands in a column of names is no name that is known, and no remark.

        A word of the language is a name there too, unless it says who or whether somebody is there.
        """
        _, told = told_of(_without_addresses(text))
        if len(told.words) > 1 and kind_of_organization(text) != "other":
            return False
        done = set(explained(told, self._named)) | self._people_in(told, persons=True)
        few = len(told.words) <= _SHORTEST
        return any(
            self._may_name(told, i, few=few) for i in range(len(told.words)) if i not in done
        )

    def names_nobody(self, text: str) -> bool:
        """Whether no word of a line that nobody read can be a name: a page's number, a label of a
        form, a party alone, a sentence of words of the language."""
        _, told = told_of(_without_addresses(text))
        if any(True for _ in self._people(told.text)):
            return False
        done = explained(told, self._known)
        return all(i in done or self._is_no_name(told, i) for i in range(len(told.words)))

    def _is_no_name(self, told: Tokens, i: int) -> bool:
        """Whether a word is one of the language where it stands, whatever it is elsewhere."""
        word, small = told.words[i], told.small[i]
        own = nature(small)
        if own.function or own.month or own.title or own.thing or _is_party(told, i):
            return True
        if word.islower():
            few = len(told.words) < _FEW_WORDS
            return own.word and not own.sure and not (few and own.surname)
        of_body = i + 1 < len(told.words) and told.small[i + 1] in _BODIES
        if of_body and small in places():
            return True
        prose = len(told.words) >= _FEW_WORDS and told.begins_sentence(i)
        return prose and own.word and not (own.first or own.surname)

    def doubtful(self, text: str) -> bool:
        """Whether a text of a list of people has strange words or an entry that is a mere word."""
        return bool(self.strange(text)) or self._has_mere_word(text)

    def _has_mere_word(self, text: str) -> bool:
        """Whether an entry of a list is a single word that is no role and no body: `Trast`.

        A word in the definite form or the plural says what somebody is.
        """
        _, told = told_of(_without_addresses(text))
        done = self._explained(told) | self._people_in(told, persons=True)
        return any(
            i not in done and _is_entry(told, i, done) and self._may_name(told, i, few=False)
            for i in range(len(told.words))
        )

    def _may_name(self, told: Tokens, i: int, *, few: bool) -> bool:
        """Whether a word in a column of names, of a cell with few words or more, may be a name."""
        word, small = told.words[i], told.small[i]
        own, bare = nature(small), nature(small.removesuffix("s"))
        code = len(word) == 1 or (word.isupper() and len(word) <= _SHORTEST)
        if code or small in self._words or small in _remarks():
            return False
        if own.function or own.month or own.title or own.thing:
            return False
        place = own.place or bare.place or small in self._known.words or small in places()
        of_body = i + 1 < len(told.words) and told.small[i + 1] in _BODIES
        return (few or word[0].isupper()) and not (place and (of_body or not own.surname))

    def _explained(self, told: Tokens) -> frozenset[int]:
        return explained(told, self._known) | explained(told, self._named)

    def _people_in(self, told: Tokens, persons: bool) -> set[int]:
        """The words of possible persons that the policy will decide about."""
        found: set[int] = set()
        for one in self._people(told.text):
            if persons or has_party(told.text, one.end):
                found |= _words_in(told, one)
        return found

    def _undecided(self, told: Tokens, named: frozenset[int]) -> set[int]:
        """The words of possible persons whom the reader does not know; `named` are of those."""
        found: set[int] = set()
        for one in self._people(told.text):
            inside = _words_in(told, one)
            known = all(
                i in named or told.small[i] in self._words for i in inside if _tells(told, i)
            )
            if not known and not has_party(told.text, one.end):
                found |= {i for i in inside if _tells(told, i)} - set(named)
        return found

    def _is_strange(self, told: Tokens, i: int) -> bool:
        word, small = told.words[i], told.small[i]
        own, bare = nature(small), nature(small.removesuffix("s"))
        acronym = word.isupper() and len(word) <= _LONGEST_ACRONYM and not own.frequent
        if acronym or len(small) == 1 or small in self._words or own.function or own.month:
            return False
        first = _is_first_name(word, own) or (not own.word and _is_first_name(word, bare))
        if first or (_after_initial(told, i) and not (own.title or own.thing)):
            return True
        parts = re.split(rf"[{DASHES}'’]", small)
        if own.title or own.thing or small in self._known.words or small in places():
            return False
        if len(parts) > 1:
            return not all(_is_part(part) for part in parts)
        if own.word or bare.word or _is_long_compound(small):
            return word[0].isupper() and own.surname and _may_be_surname(told, i)
        few = len(small) <= _SHORTEST or not _is_few(told, i)
        return not (few and word[0].islower())

    def _is_unknown(self, organization: str, told: Tokens) -> bool:
        """Whether no word of what would be an organization is understood."""
        strange = self.strange(organization, persons=True, loose=True)
        telling = [i for i in range(len(told.words)) if _tells(told, i)]
        unknown = bool(strange) and len(strange) == len(telling)
        return unknown and kind_of_organization(organization) == "other"

    def names_a_person(self, organization: str) -> bool:
        """Whether what stands where an organization would has, or may be, a person's name."""
        if any(True for _ in self._people(organization)):
            return True
        _, told = told_of(organization)
        kin = any(small in list_labels().kin for small in told.small)
        if kin and self.strange(organization, loose=True):
            return True
        if self._is_unknown(organization, told):
            return True
        first = nature(told.small[0]) if told.small else None
        body = first is not None and (first.thing or (first.word and not first.sure))
        sure = [
            i for i, word in enumerate(told.words) if _is_first_name(word, nature(told.small[i]))
        ]
        named = bool(sure) and not body and not self._explained(told).issuperset(sure)
        return named and not _is_trade_name(told, sure)


def _without_addresses(text: str) -> str:
    return _ADDRESS.sub(" ", text) if "@" in text or "." in text or _DIGITS.search(text) else text


@lru_cache(maxsize=1)
def _remarks() -> frozenset[str]:
    """The words that stand in columns of names and name nobody."""
    return list_labels().columns | list_labels().remarks


def _is_party(told: Tokens, i: int) -> bool:
    """Whether a word is a registered party in brackets, with no name before it."""
    start, end = told.spans[i]
    in_brackets = told.text[start - 1 : start] == "(" and told.text[end : end + 1] == ")"
    return in_brackets and party_key(told.words[i]) is not None


def _is_part(part: str) -> bool:
    """Whether a part of a word with dashes is a word: `HR-chef`, `IFO-enheten`."""
    own, bare = nature(part), nature(part.removesuffix("s"))
    told = own.word or own.thing or own.title or own.place or bare.word or len(part) <= _SHORTEST
    return told and not (own.first and own.sure)


def _is_long_compound(small: str) -> bool:
    """Whether a long word ends as a word that no surname ends with: `Överförmyndarsamverkan`."""
    if len(small) < _LONG or small.endswith(words().surname_endings):
        return False
    return any(is_word(small[at:]) for at in range(_LONG // 4, len(small) - _LONG // 2 + 1))


def _is_first_name(word: str, own: Nature) -> bool:
    return own.first and own.sure and (word[0].isupper() or not own.word)


def _is_trade_name(told: Tokens, names: Sequence[int]) -> bool:
    """Whether the one first name of an organization is a rare one beside words that say what it is
    or where, `Birka folkhögskola`, and no surname may stand there."""
    others = [i for i in range(len(told.words)) if i not in names]
    if len(names) != 1 or not others or nature(told.small[names[0]]).frequent:
        return False
    return all(_says_what(told.words[i], nature(told.small[i])) for i in others)


def _says_what(word: str, own: Nature) -> bool:
    acronym = word.isupper() and len(word) <= _LONGEST_ACRONYM
    return acronym or ((own.word or own.place or own.thing) and not (own.surname or own.first))


def _is_few(told: Tokens, i: int) -> bool:
    """Whether the entry of a list that a word stands in has few words."""
    first = last = i
    while first and last - first < _FEW_WORDS and told.gap(first - 1) not in _BETWEEN_ENTRIES:
        first -= 1
    end = len(told.words) - 1
    while last < end and last - first < _FEW_WORDS and told.gap(last) not in _BETWEEN_ENTRIES:
        last += 1
    return last - first < _FEW_WORDS


def _is_entry(told: Tokens, i: int, done: Collection[int]) -> bool:
    """Whether a word with a capital is an entry of a list: alone, or behind `handl.` or `och`."""
    word, small = told.words[i], told.small[i]
    if not word[0].isupper() or small.endswith(_NO_NAME) or _is_long_compound(small):
        return False
    if told.gap(i) in _JOINING:
        return False
    if not i or told.gap(i - 1) in (Gap.CELL, Gap.SLASH):
        return True
    before = told.words[i - 1]
    joined = before in ("och", "samt") and (
        i - 2 in done or (i > 1 and told.small[i - 2].endswith(("en", "et")))
    )
    return joined or (told.gap(i - 1) is Gap.DOT and before[0].islower())


def _after_initial(told: Tokens, i: int) -> bool:
    """Whether a word with a capital stands behind a single one: `Q Lund`, and not `I Lund`."""
    if not i or told.gap(i - 1) not in _JOINING or not told.words[i][0].isupper():
        return False
    initial = told.words[i - 1]
    return len(initial) == 1 and initial.isupper() and not nature(initial.casefold()).function


def _is_small(told: Tokens, i: int) -> bool:
    return told.words[i][0].islower() and not nature(told.small[i]).sure


def _tells(told: Tokens, i: int) -> bool:
    """Whether a word within a possible person is more than a title or an initial."""
    return len(told.small[i]) > 1 and not nature(told.small[i]).title


def _may_be_surname(told: Tokens, i: int) -> bool:
    """Whether a word that is also a surname stands where no capital is due, or alone."""
    after_word = i > 0 and told.gap(i - 1) in (Gap.SPACE, Gap.WRAP, Gap.LINE)
    return after_word or told.gap(i) not in (Gap.SPACE, Gap.WRAP, Gap.LINE)


def _words_in(told: Tokens, one: Possible) -> set[int]:
    """The words within a possible person, by their numbers."""
    at = bisect_right(told.spans, (one.start, 0))
    at -= at > 0 and told.spans[at - 1][1] > one.start
    found = set()
    while at < len(told.spans) and told.spans[at][0] < one.end:
        found.add(at)
        at += 1
    return found
