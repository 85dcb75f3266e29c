"""Dates of birth beside a person: `född 850412`, `f. 1985-04-12`, `Anna Vik (850412)`.

A whole day counts beside a word such as "född", or, of grown people, beside the person. A part of
one (`f -85`, `född i april 1985`, `född den 12 april`) counts only with both. There is no official
source for how they are printed: the forms are those of minutes and their annexes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.print.dates import MONTH, month_number
from socsam_opendata.privacy.numbers.beside import NearbyWords, word_before
from socsam_opendata.privacy.numbers.calendar_days import is_day
from socsam_opendata.privacy.numbers.digits import Run
from socsam_opendata.privacy.numbers.identity import PERSON_NUMBER
from socsam_opendata.privacy.numbers.persons import Persons
from socsam_opendata.privacy.numbers.spans import PlainSpan

_BORN = word_before(
    r"född|fött|f[.]|föd[.]?|födelse(?:dag|datum|tid|data|nummer)(?:en|et)?|(?<=[(,] )f|(?<=\()f"
    r"|f(?:öd)?[.]? ?da(?:g|t(?:um)?)[.]?|nyfödd|föddes|born|date of birth|dob|født|syntynyt"
)
# Of several: the children of a year are born too, so a person's name must stand before.
_BORN_THEY = word_before(r"födda")
# A place between the word and the day: född i Ragunda den 12 april 1985.
_BORN_IN = re.compile(
    r"(?<![^\W\d_])(?:född|fött|föddes|f[.]) (?:i|på|å|vid) [^\W\d_][\w -]{1,30}?,? "
    r"(?:den |år )?\Z",
    re.IGNORECASE,
)
# The word, and a day that the words between explain: född i april, närmare bestämt 850412.
_BORN_NAMELY = re.compile(
    r"(?<![^\W\d_])(?:född|fött|föddes)[^\d.!?\n]{1,60}"
    r"(?:närmare bestämt|nämligen|exakt|alltså|d[.]?v[.]?s[.]?|det vill säga)[ :,]{1,3}(?:den )?\Z",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"(?<![^\W\d_])fyll(?:er|de|t) (?:[0-9]{1,3} )?år(?:,? den|,? på)? \Z", re.IGNORECASE
)
_BORN_AFTER = re.compile(
    r" ?(?:\((?:född|f[.]?|födelse(?:datum|dag|tid|data)(?:en|et)?)\)"
    r"|,? ?(?:är|som|=) (?:\w{3,6} )?födelse(?:datum|dag|tid|data)(?:en|et)?(?!\w))",
    re.IGNORECASE,
)
_WAS_BORN = re.compile(r" (?:föddes|är [^\W\d_]{3,30} född)(?!\w)", re.IGNORECASE)
# What may stand between a person and a part of a day: (f -85), född år 1985, född i Berg i april.
_BORN_IN_PART = re.compile(
    r"(?<![^\W\d_])(?:född|fött|föddes|födda|föd[.]?|f[.]?|born|født)"
    rf"(?: (?:i|på|å|vid) (?!(?:{MONTH})(?!\w))[^\W\d_][\w -]{{1,30}}?,?)?"
    r"(?:[ \n:]{1,2}(?:den|år|i|på)){0,2}[ \n:]{1,2}(?:[-’'] ?)?\Z",
    re.IGNORECASE,
)
_YEAR = "(?:18|19|20)?[0-9]{2}"
_FORMS = (
    # 850412, 1985-04-12, 85 04 12, 8504 and 12 on the next line
    rf"(?P<y>{_YEAR})(?P<gap> ?[-./:] ?| |\n)?(?P<m>[01][0-9])(?:(?P=gap)|-?\n)?(?P<d>[0-3][0-9])",
    # 12/4 1985, 12.4.85, 12/4 -85
    rf"(?P<d>[0-3]?[0-9])(?:[./-]| ) ?(?P<m>[01]?[0-9])[-./, ]{{1,2}}(?P<y>{_YEAR})",
    # 12 april 1985, 12:e apr. -85
    rf"(?P<d>[0-3]?[0-9])(?: ?:?e|:a|[.])?[ \n]+(?P<name>{MONTH})[ \n,.-]+(?P<y>{_YEAR})",
)
_DAYS = tuple(
    re.compile(rf"(?<![0-9])(?<![0-9][-./:,]){form}(?![0-9])(?![-./:][0-9])", re.IGNORECASE)
    for form in _FORMS
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<name>{MONTH}) (?P<d>[0-3]?[0-9]),? (?P<y>(?:18|19|20)[0-9]{{2}})(?![0-9])",
    re.IGNORECASE,
)
_ORDINALS_TEXT = """
    första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde
    fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra
    tjugotredje tjugofjärde tjugofemte tjugosjätte tjugosjunde tjugoåttonde tjugonionde trettionde
    trettioförsta trettioförste förste andre
"""
# Before a year: tolfte april 1985, april 1985.
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?P<day>{'|'.join(_ORDINALS_TEXT.split())}) )?(?:{MONTH})(?: |, | år )\Z",
    re.IGNORECASE,
)
# A part of a day: 12 april, 12/4; 1985, -85. Nobody born before 1910 is taken to be alive.
_DAY_AND_MONTH = re.compile(
    rf"[0-3]?[0-9](?:(?: ?:?e|:a|[.])?[ \n]+(?:{MONTH})(?!\w)|/1?[0-9])(?![-./:, ]{{0,2}}[-0-9])",
    re.IGNORECASE,
)
_ONLY_YEAR = re.compile(
    rf"(?:19[1-9]|20[0-9])[0-9](?![0-9]|[-./: ][0-9])"
    rf"|[0-9]{{2}}(?![0-9]|[-./: ][0-9]| ?(?:{MONTH}|år|:?e|%)(?!\w))",
    re.IGNORECASE,
)
# A day before these is a limit, not a birthday.
_LIMIT_AFTER = re.compile(
    r"\s*(?:eller|och) (?:senare|tidigare|framåt)|\s*(?:t[.]?o[.]?m|-|till)\s*[0-9]", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:,|/|och|samt|respektive|resp[.]?|eller)\s*(?:den )?", re.IGNORECASE)
# Without a word a day of this year or later may be the day of a letter.
_GROWN_BEFORE = 2000


@dataclass(frozen=True, slots=True)
class _Day:
    """A printed day, as it is printed."""

    start: int
    end: int
    year: str


def birth_dates(words: NearbyWords, runs: Sequence[Run], persons: Persons) -> Iterator[PlainSpan]:
    """Every date of birth beside a word or a person, in order."""
    last: int | None = None
    for group in (group for run in runs for group in run.groups):
        day = _day_at(words.text, group.start)
        if day is None:
            part = _part_of_day(words, persons, group.start)
            if part:
                yield part
            continue
        if _LIMIT_AFTER.match(words.text, day.end):
            continue
        another = last is not None and _AND.fullmatch(words.text, last, day.start)
        if another or _is_born(words, persons, day):
            last = day.end
            yield PlainSpan(day.start, day.end, "birth-date")


def _day_at(text: str, start: int) -> _Day | None:
    """The day whose first digits stand at a place; in `April 12, 1985` the month is before."""
    for pattern in _DAYS:
        match = pattern.match(text, start)
        if match:
            break
    else:
        if start < 4 or not text[start - 2].isalpha():
            return None
        month = max(text.rfind(" ", max(0, start - 12), start - 1) + 1, 0)
        match = _MONTH_FIRST.match(text, month)
        if match is None:
            return None
    parts = match.groupdict()
    number = str(month_number(parts["name"])) if parts.get("name") else parts["m"]
    if not is_day(parts["y"], number, parts["d"]):
        return None
    return _Day(match.start(), match.end(), parts["y"])


def _is_born(words: NearbyWords, persons: Persons, day: _Day) -> bool:
    """Whether a word or a person beside a day says that somebody was born on it."""
    text, start = words.text, day.start
    if words.before(start, _BORN_THEY):
        return persons.before(start)
    if words.before(start, _BORN) or words.before(start, PERSON_NUMBER) or _spoken(text, day):
        return True
    turns = _TURNS.search(text, max(0, start - 32), start)
    born = _WAS_BORN.match(text, day.end)
    if turns and persons.directly_before(turns.start()):
        return True
    if born and (persons.directly_after(born.end()) or persons.before(start)):
        return True
    return _is_long_ago(day, text, persons)


def _is_long_ago(day: _Day, text: str, persons: Persons) -> bool:
    """Whether a day of a grown person's birth stands beside a person, without a word."""
    start = day.start
    year = int(day.year) if len(day.year) == 4 else 1900 + int(day.year)
    long_ago = year < _GROWN_BEFORE and not (len(day.year) == 2 and int(day.year) < 30)
    if not long_ago:
        return False
    compact = day.end - start in {6, 8} and text[start : day.end].isdigit()
    return persons.directly_before(start) or (compact and persons.directly_after(day.end))


def _spoken(text: str, day: _Day) -> bool:
    """Whether a word that is not just before a day says it: a place between, or behind it."""
    return (
        _BORN_IN.search(text, max(0, day.start - 64), day.start) is not None
        or _BORN_NAMELY.search(text, max(0, day.start - 90), day.start) is not None
        or _BORN_AFTER.match(text, day.end) is not None
    )


def _part_of_day(words: NearbyWords, persons: Persons, start: int) -> PlainSpan | None:
    """A year, a month and year, a day and month, or a day in words, of a person's birth."""
    text = words.text
    part = _DAY_AND_MONTH.match(text, start) or _ONLY_YEAR.match(text, start)
    if part is None or _LIMIT_AFTER.match(text, part.end()):
        return None
    written = _IN_WORDS.search(text, max(0, start - 40), start)
    begin = written.start() if written else start
    born = _BORN_IN_PART.search(text, max(0, begin - 56), begin)
    over = born is None and words.under(start, _BORN)
    if born is None and not over:
        return None
    if not persons.directly_before(born.start() if born else start):
        return None
    return PlainSpan(begin, part.end(), "birth-date")
