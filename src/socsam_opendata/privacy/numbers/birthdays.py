"""Dates of birth beside a person: `född 850412`, `f. 1985-04-12`, `Anna Vik (850412)`."""

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
    r"|f[.]dag|nyfödd|föddes|born|date of birth|dob"
)
# Of several: the children of a year are born too, so a person's name must stand before.
_BORN_THEY = word_before(r"födda")
# A place between the word and the day: född i Ragunda den 12 april 1985.
_BORN_IN = re.compile(
    r"(?<![^\W\d_])(?:född|fött|föddes|f[.]) (?:i|på) [^\W\d_][\w -]{1,30}?,? (?:den |år )?\Z",
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
        if day is None or _LIMIT_AFTER.match(words.text, day.end):
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
    if words.before(day.start, _BORN_THEY):
        return persons.before(day.start)
    if words.before(day.start, _BORN) or words.before(day.start, PERSON_NUMBER):
        return True
    if _BORN_IN.search(words.text, max(0, day.start - 64), day.start):
        return True
    year = int(day.year) if len(day.year) == 4 else 1900 + int(day.year)
    long_ago = year < _GROWN_BEFORE and not (len(day.year) == 2 and int(day.year) < 30)
    if not long_ago:
        return False
    compact = day.end - day.start in {6, 8} and words.text[day.start : day.end].isdigit()
    return persons.directly_before(day.start) or (compact and persons.directly_after(day.end))
