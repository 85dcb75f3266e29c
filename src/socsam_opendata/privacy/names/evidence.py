"""The evidence for a person at one word of a text, and how far the name goes.

Each way in is one function that gives the last word of the name and the codes of its evidence.
Evidence against (dictionary, places, bodies) stops only what no first name, title, initial or
party speaks for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from socsam_opendata.minutes.print.names import is_no_party
from socsam_opendata.model.code_lists import registry
from socsam_opendata.privacy.names.nature import Nature, nature
from socsam_opendata.privacy.names.parts import (
    Part,
    is_camel,
    is_capital,
    is_initial,
    is_shouted,
    last_part,
    next_part,
    party_after,
)
from socsam_opendata.privacy.names.tokens import Gap, Tokens
from socsam_opendata.privacy.names.words import words

_BARE_PARTY_AFTER = re.compile(r",? (?P<party>[A-ZÅÄÖ]{1,3})(?=[,.;)\n]|\Z)")
_SHORT_CAPITALS = 4
_LAST_COUNTED = "I"
_SWEDISH = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü-'’")
_BESIDE = (Gap.SPACE, Gap.WRAP)


@dataclass(frozen=True, slots=True)
class Find:
    """A possible person as words: from `first` to `last`, and why."""

    first: int
    last: int
    evidence: frozenset[str]


class Evidence:
    """The ways in to a name, over the words of one text."""

    def __init__(self, told: Tokens, blocked: frozenset[int], known: frozenset[str]) -> None:
        self.told = told
        self.blocked = blocked
        self._known = known

    def nature(self, i: int) -> Nature:
        """What word `i` may be by itself."""
        return nature(self.told.small[i])

    def at(self, i: int) -> Find | None:
        """The possible person that begins at word `i`, or None."""
        word = self.told.words[i]
        if i in self.blocked:
            return None
        if not is_capital(word):
            return self._small(i)
        if is_initial(self.told, i):
            return self._initials(i)
        return (
            self._first_name(i)
            or self._surname_first(i)
            or self._party(i)
            or self._titled(i)
            or self._particle(i)
            or self._strangers(i)
        )

    def _free(self, i: int) -> bool:
        """Whether a word may be a part of a name at all."""
        return 0 <= i < len(self.told.words) and i not in self.blocked

    def _strange(self, i: int) -> bool:
        """Whether nothing explains a word, names of this dataset included."""
        small = self.told.small[i]
        known = small in self._known or small.removesuffix("s") in self._known
        return self.nature(i).strange and not known

    def _like_surname(self, i: int) -> bool:
        return self._strange(i) or (self.nature(i).surname and not self.nature(i).thing)

    def _find(self, first: int, last: int, *evidence: str) -> Find:
        """A find from `first`, with what more belongs to the name after `last`."""
        end, more = last_part(self.told, last, self.blocked)
        codes = {*evidence, *more}
        if all(is_shouted(w) for w in self.told.words[first : end + 1] if len(w) > 1):
            codes.add("capitals")
        return Find(first, end, frozenset(codes))

    # A first name and what follows it.

    def _first_name(self, i: int) -> Find | None:
        if not self.nature(i).first:
            return None
        part = next_part(self.told, i)
        if part is None or not self._free(part.at):
            return self._small_surname(i) or self._first_and_letter(i)
        if not self._goes_on(i, part):
            return None
        codes = {"first-name", *part.evidence}
        if part.gap is Gap.LINE:
            codes.add("line-end")
        if part.gap is Gap.CELL:
            codes.add("cell")
        return self._find(i, part.at, *codes)

    def _goes_on(self, i: int, part: Part) -> bool:
        """Whether the capitalised word after a first name belongs to it."""
        own, other = self.nature(i), self.nature(part.at)
        if other.thing or (own.month and other.month) or other.title:
            return False
        if other.function and not (own.sure and not own.word and part.gap is Gap.SPACE):
            return False
        if part.gap in (Gap.LINE, Gap.CELL, Gap.SLASH, Gap.COMMA):
            strange = own.frequent and self._strange(part.at)
            return (own.sure or strange) and self._over_a_border(i, part)
        if own.place and other.place and self._among_places(i, part.at):
            return False
        if is_shouted(self.told.words[i]):
            short = len(self.told.words[i]) <= _SHORT_CAPITALS
            if short and not is_shouted(self.told.words[part.at]):
                return own.common and self._like_surname(part.at)
            plain = other.word and not other.surname
            if not own.sure:
                return own.frequent and self._strange(part.at)
            everyday = self.told.small[i] in words().everyday_names
            return not (plain and (everyday or other.function))
        if own.sure:
            return True
        if self.told.small[part.at] in words().things_after_genitive:
            return False
        if part.evidence:
            return not self.told.begins_sentence(i) or self._like_surname(part.at)
        if not self.told.begins_sentence(i):
            return own.frequent or self._like_surname(part.at)
        return self._like_surname(part.at)

    def _over_a_border(self, i: int, part: Part) -> bool:
        """A surname in the next line, cell, or after a comma or slash: nothing may explain it."""
        if not self._like_surname(part.at) or is_capital_before(self.told, i):
            return False
        other = self.nature(part.at)
        if part.gap is Gap.LINE:
            return True
        alone = self.told.gap(part.at) not in _BESIDE or not is_capital_at(self.told, part.at + 1)
        return alone and not other.first

    def _among_places(self, i: int, j: int) -> bool:
        """Whether two names of places stand in a row of places, or before `kommuner`."""
        told = self.told
        before = i > 0 and told.gap(i - 1) in _BESIDE and self.nature(i - 1).place
        if before or j + 1 >= len(told.words) or told.gap(j) not in _BESIDE:
            return before
        return told.small[j + 1].startswith("kommun") or (
            self.nature(j + 1).place and is_capital(told.words[j + 1])
        )

    def _small_surname(self, i: int) -> Find | None:
        """`Anna svensson`: a surname in small letters that is no word."""
        told = self.told
        own = self.nature(i)
        counts = own.sure or (own.frequent and not told.begins_sentence(i))
        if not (counts and told.gap(i) in _BESIDE and self._free(i + 1)):
            return None
        if (
            is_shouted(told.words[i])
            or told.words[i + 1][0].isupper()
            or len(told.words[i + 1]) < 3
        ):
            return None
        everyday = own.sure and self.nature(i + 1).surname and told.gap(i) is Gap.SPACE
        if not (self._strange(i + 1) or everyday):
            return None
        return Find(i, i + 1, frozenset({"first-name", "small-letters"}))

    def _first_and_letter(self, i: int) -> Find | None:
        """`Anna K.`: a first name and the initial of a surname."""
        told = self.told
        if not self.nature(i).sure or told.gap(i) is not Gap.SPACE or i + 1 >= len(told.words):
            return None
        if not is_initial(told, i + 1) or self.nature(i).month:
            return None
        return Find(i, i + 1, frozenset({"first-name", "initial"}))

    def _small(self, i: int) -> Find | None:
        """`torvald qvarnmyr`: both in small letters, neither a word."""
        if self.told.gap(i) not in _BESIDE or not self._free(i + 1):
            return None
        word = self.told.words[i + 1]
        if len(word) < 4 or not (self._strange(i + 1) or self.nature(i + 1).surname):
            return None
        return Find(i, i + 1, frozenset({"first-name", "small-letters"}))

    # An initial and a surname.

    def _initials(self, i: int) -> Find | None:
        told = self.told
        end = i
        while end < min(i + 4, len(told.words) - 1) and is_initial(told, end):
            if told.gap(end) not in (Gap.DOT, Gap.SPACE, Gap.WRAP):
                return None
            end += 1
        dotted = told.gap(end - 1) is Gap.DOT or "-" in told.words[i]
        if is_initial(told, end) or (end == i + 1 and self._column_mark(i, end, dotted)):
            return None
        if not is_capital(told.words[end]):
            part = next_part(told, end - 1)
            if part is None or "particle" not in part.evidence:
                return None
            end = part.at
        if not self._free(end) or not self._initial_counts(i, end, dotted):
            return None
        return self._find(i, end, "initial")

    def _column_mark(self, i: int, j: int, dotted: bool) -> bool:
        """`X Anna Ek`: a mark of a table before a whole name; `I Norge`: a word of one letter."""
        return not dotted and (self.nature(j).sure or self.told.words[i] == "I")

    def _initial_counts(self, i: int, j: int, dotted: bool) -> bool:
        """Whether letters before a word are initials and not a label, a number, a sentence's end."""
        told, other = self.told, self.nature(j)
        if other.thing or other.function or other.title or len(told.words[j]) < 2:
            return False
        beside = i > 0 and told.gap(i - 1) in _BESIDE
        if beside and told.small[i - 1] in words().labels:
            return False
        if self._like_surname(j):
            return dotted or not (is_shouted(told.words[j]) and len(told.words[j]) <= 4)
        if not dotted:
            return False
        if told.begins_sentence(i):
            # `B. Inledning` counts parts of a text, seldom so far as `R. Inledning`.
            return told.words[i] > _LAST_COUNTED and told.words[i] not in ("V", "X")
        before = nature(told.small[i - 1]) if beside else None
        return before is None or before.function or before.title

    # A surname before a first name.

    def _surname_first(self, i: int) -> Find | None:
        told, gap = self.told, self.told.gap(i)
        own = self.nature(i)
        if gap not in (Gap.COMMA, *_BESIDE) or own.thing or own.function or own.title:
            return None
        j = i + 1
        if not self._free(j) or not is_capital(told.words[j]):
            return None
        if is_initial(told, j):
            # `Qvarnmyr, T.`
            dotted = told.text[told.spans[j][1] : told.spans[j][1] + 1] == "."
            if gap is Gap.COMMA and dotted and self._like_surname(i) and not own.first:
                return Find(i, j, frozenset({"surname-first", "initial"}))
            return None
        first = self.nature(j)
        shouted = is_shouted(told.words[i]) and not is_shouted(told.words[j])
        apart = gap is Gap.COMMA or (shouted and self._strange(i))
        counts = first.sure or (apart and first.first and first.frequent)
        if not counts or self._another_begins(j) or gap is Gap.WRAP:
            return None
        if gap is Gap.COMMA:
            counts = self._comma_counts(i, j)
        else:
            counts = not own.first and (
                self._strange(i)
                or (own.surname and not (told.begins_sentence(i) and self.nature(j).word))
            )
        return self._find(i, j, "first-name", "surname-first") if counts else None

    def _another_begins(self, j: int) -> bool:
        """Whether the first name after a surname has one of its own: `Berg, Anna Ek`."""
        part = next_part(self.told, j)
        if part is None or part.gap not in _BESIDE or not self._free(part.at):
            return False
        more = self.nature(part.at)
        return self._goes_on(j, part) and not (more.sure and more.frequent)

    def _comma_counts(self, i: int, j: int) -> bool:
        """Whether a word before a comma and a first name is the surname."""
        told, own = self.told, self.nature(i)
        if is_capital_before(told, i) and nature(told.small[i - 1]).sure:
            return False
        if self._like_surname(i):
            return not own.first or own.surname or own.word or not own.sure
        first = self.nature(j)
        if not first.sure or own.sure or (own.place and (first.place or first.word)):
            return False
        ends = told.gap(j) not in _BESIDE or not is_capital_at(told, j + 1)
        ends = ends or is_initial(told, j + 1) or self.nature(j + 1).first
        return ends and (own.place or not told.begins_sentence(i) or self._begins_line(i))

    def _begins_line(self, i: int) -> bool:
        start = self.told.spans[i][0]
        return start == 0 or self.told.text[start - 1] == "\n"

    # A party, a title, a particle; nothing at all.

    def _party(self, i: int) -> Find | None:
        """A surname, or several words, with a party behind: `Vik (S)`."""
        told, last = self.told, i
        own = self.nature(i)
        known = told.small[i] in self._known and not own.place
        if own.thing or own.function or own.title or known:
            return None
        while (
            told.gap(last) in _BESIDE
            and last < i + 3
            and self._free(last + 1)
            and is_capital(told.words[last + 1])
            and not self.nature(last + 1).thing
        ):
            last += 1
        end = told.spans[last][1]
        party = party_after(told, last)
        if party is None:
            bare = _BARE_PARTY_AFTER.match(told.text, end) if self._like_surname(last) else None
            comma = bare and bare.group()[0] == ","
            if bare is None or not comma or registry().party(bare["party"]) is None:
                return None
            return Find(i, last, frozenset({"party"}))
        if is_no_party(party) and not self._like_surname(last):
            return None
        return Find(i, last, frozenset({"party"}))

    def _titled(self, i: int) -> Find | None:
        """A surname or first name after a title or a word for a person."""
        told, own = self.told, self.nature(i)
        if not i or own.thing or own.function or own.title:
            return None
        before, between = nature(told.small[i - 1]), told.between(i - 1)
        if not before.title or len(between) > 3 or between.strip(' .\n"”“') or "\n\n" in between:
            return None
        if told.gap(i - 1) is Gap.LINE:
            return None
        if is_shouted(told.words[i]) and len(told.words[i]) <= _SHORT_CAPITALS:
            return None
        counts = self._like_surname(i) or own.sure
        if before.honorific:
            small = told.small[i]
            counts = counts or not (own.place or small in self._known)
        return self._find(i, i, "title") if counts else None

    def _particle(self, i: int) -> Find | None:
        """A name with `von`, `af`, `al-`: before the word or in it."""
        told, own = self.told, self.nature(i)
        if own.thing or own.function or own.title:
            return None
        part = next_part(told, i)
        if part and "particle" in part.evidence and part.gap in _BESIDE and self._free(part.at):
            strong = any(s in words().particles for s in told.small[i + 1 : part.at])
            if strong and not self.nature(part.at).thing and not own.place:
                return self._find(i, part.at, "particle")
        alone = i and told.small[i - 1] in words().particles and told.gap(i - 1) is Gap.SPACE
        joined = told.words[i][0].islower()
        if ((alone and told.words[i - 1].islower()) or joined) and not own.place:
            return self._find(i - 1 if alone else i, i, "particle")
        return None

    def _strangers(self, i: int) -> Find | None:
        """Two words that no list explains, with the look of a name."""
        told = self.told
        part = next_part(told, i)
        if part is None or part.gap is not Gap.SPACE or not self._free(part.at):
            return None
        pair = (i, part.at)
        if not all(self._strange(k) and self._looks_named(told.words[k]) for k in pair):
            return None
        small = told.small[part.at]
        shape = small.removesuffix("s").endswith(words().surname_shapes)
        foreign = any(set(told.small[k]) - _SWEDISH for k in pair)
        cue = i > 0 and told.small[i - 1] in _CUES and told.gap(i - 1) in _BESIDE
        if shape or foreign or cue or self.nature(i).first:
            return self._find(i, part.at, "strange-words")
        return None

    def _looks_named(self, word: str) -> bool:
        short = is_shouted(word) and len(word) <= _SHORT_CAPITALS
        return len(word) > 1 and not short and not is_camel(word)


# Before a name rather than before a thing.
_CUES = frozenset({"av", "från", "med", "om", "till", "åt", "talade", "anförde", "och", "samt"})


def is_capital_at(told: Tokens, i: int) -> bool:
    """Whether there is a word `i` with a capital."""
    return 0 <= i < len(told.words) and is_capital(told.words[i])


def is_capital_before(told: Tokens, i: int) -> bool:
    """Whether the word before stands beside and has a capital."""
    return i > 0 and told.gap(i - 1) in _BESIDE and is_capital(told.words[i - 1])
