"""Evidence of a first name: with a surname after it, or before it."""

from __future__ import annotations

from socsam_opendata.privacy.names.dictionary import is_listed
from socsam_opendata.privacy.names.nature import nature
from socsam_opendata.privacy.names.parts import (
    Part,
    is_capital,
    is_initial,
    is_shouted,
)
from socsam_opendata.privacy.names.sight import BESIDE, SHORT_CAPITALS, Find, Sight
from socsam_opendata.privacy.names.tokens import Gap
from socsam_opendata.privacy.names.words import words

_BORDERS = {Gap.LINE: "line-end", Gap.CELL: "cell", Gap.SLASH: "divided", Gap.COMMA: "divided"}
_SHORTEST_SMALL = 3


def first_name(sight: Sight, i: int) -> Find | None:
    """A first name with a capital, and the surname or initial after it."""
    if not sight.nature(i).first:
        return None
    part = sight.next_part(i)
    if part is None or not sight.free(part.at):
        return _small_surname(sight, i) or _letter_after(sight, i)
    if not _goes_on(sight, i, part):
        return None
    border = {_BORDERS[part.gap]} if part.gap in _BORDERS else set()
    return sight.find(i, part.at, "first-name", *part.evidence, *border)


def _goes_on(sight: Sight, i: int, part: Part) -> bool:
    """Whether the capitalised word after a first name belongs to it."""
    own, other = sight.nature(i), sight.nature(part.at)
    if other.thing or other.title or (own.month and other.month):
        return False
    if part.gap in _BORDERS:
        counts = own.sure or (own.frequent and sight.strange(part.at))
        return counts and not other.function and _over_a_border(sight, i, part)
    if other.function and not (own.sure and not own.word and part.gap is Gap.SPACE):
        return False
    if own.place and other.place and _among_places(sight, i, part.at):
        return False
    if is_shouted(sight.told.words[i]):
        return _in_capitals(sight, i, part.at)
    return own.sure or _in_doubt(sight, i, part)


def _in_capitals(sight: Sight, i: int, j: int) -> bool:
    """Whether two words of a line in capitals are a name: there no capital tells."""
    own, other = sight.nature(i), sight.nature(j)
    if len(sight.told.words[i]) <= SHORT_CAPITALS and not is_shouted(sight.told.words[j]):
        return own.common and sight.like_surname(j)
    if not own.sure:
        return own.frequent and sight.strange(j)
    everyday = sight.told.small[i] in words().everyday_names
    return not (other.word and not other.surname and (everyday or other.function))


def _in_doubt(sight: Sight, i: int, part: Part) -> bool:
    """Whether a first name that is a word too is one here: by its capital, or by the next word."""
    if sight.told.small[part.at] in words().things_after_genitive:
        return False
    if sight.like_surname(part.at):
        return sight.nature(i).frequent or sight.strange(part.at)
    tied = sight.nature(i).frequent or bool(part.evidence)
    return tied and not sight.told.begins_sentence(i)


def _over_a_border(sight: Sight, i: int, part: Part) -> bool:
    """A surname in the next line, cell, or after a comma or slash: nothing may explain it."""
    third = sight.capital_before(i) and not sight.no_name(i - 1)
    if not sight.like_surname(part.at) or third:
        return False
    if part.gap is Gap.LINE:
        return True
    alone = sight.told.gap(part.at) not in BESIDE or not sight.capital(part.at + 1)
    return alone and not sight.nature(part.at).first


def _among_places(sight: Sight, i: int, j: int) -> bool:
    """Whether two names of places stand in a row of places, or before `kommuner`."""
    told = sight.told
    before = i > 0 and told.gap(i - 1) in BESIDE and sight.nature(i - 1).place
    if before or j + 1 >= len(told.words) or told.gap(j) not in BESIDE:
        return before
    return told.small[j + 1].startswith("kommun") or (
        sight.nature(j + 1).place and is_capital(told.words[j + 1])
    )


def _small_surname(sight: Sight, i: int) -> Find | None:
    """`Anna svensson`: a surname in small letters that is no word."""
    told, own = sight.told, sight.nature(i)
    if told.gap(i) not in BESIDE or not sight.free(i + 1) or is_shouted(told.words[i]):
        return None
    word = told.words[i + 1]
    if word[0].isupper() or len(word) < _SHORTEST_SMALL:
        return None
    everyday = own.sure and sight.nature(i + 1).surname and told.gap(i) is Gap.SPACE
    counts = own.sure or (own.frequent and not told.begins_sentence(i))
    if not (counts and (sight.strange(i + 1) or everyday)):
        return None
    return Find(i, i + 1, frozenset({"first-name", "small-letters"}))


def small_name(sight: Sight, i: int) -> Find | None:
    """`torvald qvarnmyr`: both in small letters, neither a word."""
    if sight.told.gap(i) not in BESIDE or not sight.free(i + 1):
        return None
    other, word = sight.nature(i + 1), sight.told.words[i + 1]
    named = (other.place and not is_listed(word)) or (other.sure and not other.word)
    if len(word) <= _SHORTEST_SMALL or not (sight.like_surname(i + 1) or named):
        return None
    return Find(i, i + 1, frozenset({"first-name", "small-letters"}))


def _letter_after(sight: Sight, i: int) -> Find | None:
    """`Anna K.`: a first name and the initial of a surname."""
    own, told = sight.nature(i), sight.told
    if not own.sure or own.month or told.gap(i) is not Gap.SPACE or not is_initial(told, i + 1):
        return None
    return Find(i, i + 1, frozenset({"first-name", "initial"}))


def surname_first(sight: Sight, i: int) -> Find | None:
    """A surname before a first name, a comma between them or not: `Qvarnmyr, Torvald`."""
    told, gap, j = sight.told, sight.told.gap(i), i + 1
    thing = sight.no_name(i) or told.small[i] in words().things_before
    beside = gap in (Gap.COMMA, Gap.SPACE, Gap.CELL) and sight.free(j)
    if thing or not beside or not is_capital(told.words[j]):
        return None
    if is_initial(told, j):
        return _surname_and_letter(sight, i) or _surname_and_letters(sight, i)
    if gap is Gap.CELL:
        return _surname_cell(sight, i)
    own, first = sight.nature(i), sight.nature(j)
    shouted = is_shouted(told.words[i]) and not is_shouted(told.words[j])
    apart = gap is Gap.COMMA or (shouted and sight.strange(i))
    if not (first.sure or (apart and first.first and first.frequent)):
        return None
    if gap is Gap.COMMA:
        counts = _comma_counts(sight, i, j)
    else:
        counts = not own.first and _bare_counts(sight, i, j, shouted)
    if not counts or _another_begins(sight, i, j):
        return None
    return sight.find(i, j, "first-name", "surname-first")


def _surname_cell(sight: Sight, i: int) -> Find | None:
    """A surname in a cell, the first name in the next: nothing may explain the surname."""
    first = sight.nature(i + 1)
    alone = not sight.capital_before(i) and sight.told.gap(i + 1) not in BESIDE
    if not (alone and sight.strange(i) and first.sure and first.frequent):
        return None
    return Find(i, i + 1, frozenset({"first-name", "surname-first", "cell"}))


def _bare_counts(sight: Sight, i: int, j: int, shouted: bool) -> bool:
    """Whether a word right before a first name is the surname: `Qvarnmyr Torvald`.

    Where no sentence begins nothing but a name asks for the capital of a word.
    """
    own, first = sight.nature(i), sight.nature(j)
    if sight.strange(i):
        return True
    if own.surname:
        return not (sight.told.begins_sentence(i) and first.word)
    unasked = not sight.told.begins_sentence(i) and not first.word
    longer = len(sight.told.words[i]) > SHORT_CAPITALS
    return first.common and not own.place and ((shouted and longer) or unasked)


def _surname_and_letter(sight: Sight, i: int) -> Find | None:
    """`Qvarnmyr, T.` or `Qvarnmyr T.E.`: a surname and initials, two where no comma is."""
    told, last = sight.told, i + 1
    while told.gap(last) is Gap.DOT and is_initial(told, last + 1) and last < i + 4:
        last += 1
    end = told.spans[last][1]
    if told.text[end : end + 1] != "." or (told.gap(i) is not Gap.COMMA and last == i + 1):
        return None
    if not sight.like_surname(i) or sight.nature(i).first:
        return None
    return Find(i, last, frozenset({"surname-first", "initial"}))


def _surname_and_letters(sight: Sight, i: int) -> Find | None:
    """`Qvarnmyr E.I.`: a surname and two letters or more, each with its dot."""
    told, last = sight.told, i + 1
    if told.gap(i) is not Gap.SPACE or sight.told.small[i] in words().labels:
        return None
    while told.gap(last) is Gap.DOT and is_initial(told, last + 1):
        last += 1
    end = told.spans[last][1]
    counts = sight.like_surname(i) or not told.begins_sentence(i)
    if last == i + 1 or told.text[end : end + 1] != "." or not counts:
        return None
    return Find(i, last, frozenset({"surname-first", "initial"}))


def _another_begins(sight: Sight, i: int, j: int) -> bool:
    """Whether the first name after a surname has one of its own: `Berg, Anna Ek`."""
    part = sight.next_part(j)
    if part is None or not sight.free(part.at):
        return False
    # `Fullmakt, Anna – Berg`: a word that is no surname has no claim over a border.
    if part.gap not in BESIDE and (part.gap is Gap.COMMA or sight.like_surname(i)):
        return False
    more = sight.nature(part.at)
    given = more.frequent and (more.sure or (more.first and not sight.nature(i).place))
    given = given or (more.sure and not more.word and sight.strange(i))
    return not given and _goes_on(sight, j, part)


def _comma_counts(sight: Sight, i: int, j: int) -> bool:
    """Whether a word before a comma and a first name is the surname."""
    told, own, first = sight.told, sight.nature(i), sight.nature(j)
    if sight.capital_before(i) and nature(told.small[i - 1]).sure:
        return False
    everyday = told.small[j] in words().everyday_names
    if sight.like_surname(i):
        return not own.first or own.surname or own.word or not own.sure
    if not first.sure or own.sure or (own.place and (first.place or everyday)):
        return False
    goes_on = told.gap(j) in BESIDE and sight.capital(j + 1)
    if goes_on and not is_initial(told, j + 1) and not sight.nature(j + 1).first:
        return False
    return own.place or not told.begins_sentence(i) or _begins_line(sight, i)


def _begins_line(sight: Sight, i: int) -> bool:
    """Whether a word is the first of its line or cell."""
    start = sight.told.spans[i][0]
    before = sight.told.text[max(0, start - 4) : start].rstrip(" \t")
    return not before or before[-1] in "\n•·*-–|>#"
