"""Evidence beside a word: an initial, a party, a title, a particle, or that no list explains it."""

from __future__ import annotations

import re

from socsam_opendata.minutes.print.names import is_no_party
from socsam_opendata.model.code_lists import registry
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.parts import (
    is_camel,
    is_capital,
    is_initial,
    is_shouted,
    party_after,
)
from socsam_opendata.privacy.names.sight import BESIDE, SHORT_CAPITALS, Find, Sight
from socsam_opendata.privacy.names.tokens import Gap
from socsam_opendata.privacy.names.words import words

# In a list a party may stand without brackets: `Vik, S`.
_BARE_PARTY = re.compile(r", (?P<party>[A-ZÅÄÖ]{1,3})(?=[,.;)\n]|\Z)")
# Letters that count the parts of a text, up to this one; Roman numbers are no initials either.
_LAST_COUNTED = "I"
_ROMAN = frozenset("VX")
_SWEDISH = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü-'’")
# Before a name rather than before a thing.
_BEFORE_NAMES = frozenset(
    ["av", "från", "med", "om", "till", "åt", "talade", "anförde", "och", "samt"]
)
_MOST_INITIALS = 4
# Titles that go with a person and with no place that somebody is the head of.
_OF_A_PERSON = frozenset(
    [
        "adv",
        "advokat",
        "dr",
        "doktor",
        "docent",
        "fru",
        "frk",
        "fröken",
        "herr",
        "hr",
        "kand",
        "lic",
    ]
)


def initials(sight: Sight, i: int) -> Find | None:
    """Letters and a surname: `A. Qvarnmyr`, `T.E. Qvarnmyr`, `A-K Qvarnmyr`."""
    told, end = sight.told, i
    if told.gap(i - 1) is Gap.SLASH and len(told.words[i - 1]) == 1:
        return None  # `M/S Thomée` is a ship
    while end < min(i + _MOST_INITIALS, len(told.words) - 1) and is_initial(told, end):
        if told.gap(end) not in (Gap.DOT, *BESIDE):
            return None
        end += 1
    dotted = told.gap(end - 1) is Gap.DOT or "-" in told.words[i]
    if is_initial(told, end) or (end == i + 1 and _column_mark(sight, i, dotted)):
        return None
    if not is_capital(told.words[end]):
        part = sight.next_part(end - 1)
        if part is None or "particle" not in part.evidence:
            return None
        end = part.at
    if not sight.free(end) or not _letters_count(sight, i, end, dotted):
        return None
    return sight.find(i, end, "initial")


def _column_mark(sight: Sight, i: int, dotted: bool) -> bool:
    """`X Anna Ek`: a mark of a table before a whole name; `I Norge`: a word of one letter."""
    if dotted or _in_brackets(sight, i, i + 1):
        return False
    return sight.nature(i + 1).sure or sight.told.words[i] == "I"


def _in_brackets(sight: Sight, i: int, j: int) -> bool:
    """Whether nothing but two words stands in brackets: `(K Vik)`."""
    told, end = sight.told, sight.told.spans[j][1]
    return told.text[: told.spans[i][0]].endswith("(") and told.text[end : end + 1] == ")"


def _letters_count(sight: Sight, i: int, j: int, dotted: bool) -> bool:
    """Whether letters before a word are initials, and no label, number, or end of a sentence."""
    told = sight.told
    beside = i > 0 and told.gap(i - 1) in BESIDE
    label = beside and told.small[i - 1] in words().labels
    if label or sight.no_name(j) or len(told.words[j]) < 2:
        return False
    if sight.like_surname(j):
        return dotted or not (is_shouted(told.words[j]) and len(told.words[j]) <= SHORT_CAPITALS)
    if not dotted:
        return told.words[i] not in _ROMAN and _bare_letter_counts(sight, i, j)
    if sight.nature(j).place and not sight.nature(j).word:
        return True
    if told.begins_sentence(i):
        # `B. Inledning` counts parts of a text, seldom so far as `R. Inledning`.
        return told.words[i] > _LAST_COUNTED and told.words[i] not in _ROMAN
    before = nature(told.small[i - 1]) if beside else None
    several = "-" in told.words[i] or is_initial(told, i + 1)
    return several or before is None or before.function or before.title


def _bare_letter_counts(sight: Sight, i: int, j: int) -> bool:
    """Whether a letter without a dot is an initial of what is a word or place: `av T Vid`.

    Within a sentence nothing but a name asks for the capital of that word.
    """
    told = sight.told
    within = i > 0 and told.gap(i - 1) in BESIDE and told.words[i - 1].islower()
    return (within and not told.begins_sentence(i)) or _in_brackets(sight, i, j)


def party(sight: Sight, i: int) -> Find | None:
    """A surname, or several words, with a party behind: `Vik (S)`."""
    told, last = sight.told, i
    # `Sina Qvarnmyr (S)`: some first names are words without a meaning of their own, too.
    given = sight.nature(i).function and sight.nature(i).frequent
    if not given and sight.no_name(i):
        return None
    if told.small[i] in sight.known and not sight.nature(i).place:
        return None
    while (
        told.gap(last) in BESIDE
        and last < i + 3
        and sight.free(last + 1)
        and is_capital(told.words[last + 1])
        and not sight.nature(last + 1).thing
    ):
        last += 1
    if given and last == i:
        return None
    printed = party_after(told, last)
    if printed is None:
        bare = _BARE_PARTY.match(told.text, told.spans[last][1])
        counts = bare is not None and registry().party(bare["party"]) is not None
        counts = counts and sight.like_surname(last)
    else:
        counts = not is_no_party(printed) or sight.like_surname(last)
    return Find(i, last, frozenset({"party"})) if counts else None


def titled(sight: Sight, i: int) -> Find | None:
    """A surname or first name after a title or a word for a person."""
    told, own = sight.told, sight.nature(i)
    if not i or sight.no_name(i) or told.gap(i - 1) is Gap.LINE:
        return None
    before, between = nature(told.small[i - 1]), told.between(i - 1)
    if not before.title or len(between) > 3 or between.strip(' .\n"”“') or "\n\n" in between:
        return None
    short = is_shouted(told.words[i]) and len(told.words[i]) <= SHORT_CAPITALS
    if short and not is_shouted(told.words[i - 1]):
        return None
    counts = sight.like_surname(i) or own.sure
    if before.honorific:
        counts = counts or not (own.place or told.small[i] in sight.known)
        counts = counts or (told.small[i - 1] in _OF_A_PERSON and not _is_seat(sight, i))
    return sight.find(i, i, "title") if counts else None


def _is_seat(sight: Sight, i: int) -> bool:
    """Whether a place goes on as one: `Kalix kommun`, and not `Kalix sade`."""
    told = sight.told
    return told.gap(i) in BESIDE and (sight.nature(i + 1).thing or told.small[i].endswith("s"))


def labelled(sight: Sight, i: int) -> Find | None:
    """What stands behind the label of a form: `Efternamn: Qvarnmyr`, `Namn: Tora`."""
    told = sight.told
    if not i or told.small[i - 1] not in words().name_labels or sight.no_name(i):
        return None
    if told.between(i - 1).strip(" *_|") != ":":
        return None
    own = sight.nature(i)
    counts = told.small[i - 1] != "namn" or sight.like_surname(i) or own.sure
    return sight.find(i, i, "title") if counts else None


def particle(sight: Sight, i: int) -> Find | None:
    """A name with `von`, `af`, `al-`: between two words, before one, or in one."""
    told, group = sight.told, words().particles
    if sight.no_name(i) or sight.nature(i).place:
        return None
    part = sight.next_part(i)
    if part and "particle" in part.evidence and part.gap in BESIDE and sight.free(part.at):
        strong = any(small in group for small in told.small[i + 1 : part.at])
        if strong and not sight.nature(part.at).thing:
            return sight.find(i, part.at, "particle")
    before = i > 0 and told.words[i - 1] in group and told.gap(i - 1) is Gap.SPACE
    if before or told.words[i][0].islower():
        return sight.find(i - 1 if before else i, i, "particle")
    return None


def strangers(sight: Sight, i: int) -> Find | None:
    """Two words that no list explains, with the look of a name."""
    told = sight.told
    if told.small[i] in words().things_before or not sight.strange(i):
        return None
    part = sight.next_part(i)
    if part is None or part.gap is not Gap.SPACE or not sight.free(part.at):
        return None
    pair = (i, part.at)
    if not all(sight.strange(k) and _looks_named(told.words[k]) for k in pair):
        return None
    shape = told.small[part.at].removesuffix("s").endswith(words().surname_shapes)
    foreign = any(set(told.small[k]) - _SWEDISH for k in pair)
    cue = i > 0 and told.small[i - 1] in _BEFORE_NAMES and told.gap(i - 1) in BESIDE
    if shape or foreign or cue or sight.nature(i).first:
        return sight.find(i, part.at, "strange-words")
    return None


def _looks_named(word: str) -> bool:
    short = is_shouted(word) and len(word) <= SHORT_CAPITALS
    return len(word) > 1 and not short and not is_camel(word)
