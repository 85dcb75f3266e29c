"""Titles and cases of items that one document keeps secret, where other documents say them.

What an item is called in the meeting that keeps it secret may stand in the minutes or the rows of
the next: as the title of its case, in a text, as the title of an item that nobody marked. A heading
that other meetings have openly too (`Ekonomisk rapport`) is no secret; what tells of it is the
dataset itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from socsam_opendata.minutes.print.secrecy import is_mark
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.iris import letters_alone
from socsam_opendata.model.problems import own_words
from socsam_opendata.model.records import AgendaItem
from socsam_opendata.privacy.listed.secret_cells import texts_in_row
from socsam_opendata.privacy.listed.secret_lines import SecretLines
from socsam_opendata.privacy.listed.secret_titles import (
    SecretsOfOthers,
    SecretTitles,
    as_looked_for,
    forms_of_title,
    may_stand_within,
    secret_forms,
)
from socsam_opendata.privacy.listed.telling_words import is_telling

# In the titles of items of so many meetings words are a heading that says nothing by itself.
_COMMON = 3
# Titles are looked up by so many of their first letters.
_KEY = 6


@dataclass(frozen=True, slots=True)
class SecretTitle:
    """The letters of a title, whether they may be looked for within others, and whether a word of
    it tells whom or what it is about."""

    letters: str
    within: bool
    telling: bool


@dataclass(frozen=True, slots=True)
class SecretItem:
    """A confidential item: what it and its case are called, its case, its diary number."""

    titles: tuple[SecretTitle, ...]
    case: str
    number: str


@dataclass(frozen=True, slots=True)
class DocumentItems:
    """The items of a document: the confidential ones, the letters of the titles of the open ones
    with those of their diary numbers, and the cases, of which open items say less than is known."""

    secret: tuple[SecretItem, ...] = ()
    open: tuple[tuple[str, str], ...] = ()
    cases: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, reading: Reading, secret: SecretLines) -> DocumentItems:
        """Those of a reading before anything is withheld of it."""
        cases = {row.id: row for row in reading.rows["cases"]}
        stated = reading.stated.items if reading.stated else ()
        items: list[AgendaItem] = [*reading.rows["agenda_items"], *stated]
        numbers = {
            item.id: letters_alone(item.diary_number or _number(cases.get(item.case)))
            for item in items
        }
        opened = {
            (letters, numbers[item.id])
            for item in items
            if item.id not in secret.items and not is_mark(item.title)
            for letters in forms_of_title(item.title)
        }
        said = {letters for letters, _ in opened}
        hidden = []
        for item in items:
            if item.id in secret.items:
                titles = _titles(item, cases.get(item.case), said)
                hidden.append(SecretItem(titles, item.case, numbers[item.id]))
        told = frozenset((row.id, letters_alone(_number(row))) for row in cases.values())
        return cls(tuple(hidden), tuple(sorted(opened)), told)


def _number(case: object) -> str:
    return getattr(case, "diary_number", None) or ""


def _titles(item: AgendaItem, case: object, said: Iterable[str]) -> tuple[SecretTitle, ...]:
    """What a confidential item is called, and its case, if no open item of its meeting is."""
    printed = {item.title, getattr(case, "title", item.title)}
    found = {
        letters: SecretTitle(letters, may_stand_within(letters, title), is_telling(title))
        for one in sorted(printed)
        for letters, title in secret_forms(one)
    }
    return tuple(found[letters] for letters in sorted(found.keys() - set(said)))


def text_of(reading: Reading) -> str:
    """All that a reading says: its lines, the texts of its rows, the facts of its problems."""
    cells = (
        text
        for table, rows in reading.rows.items()
        for row in rows
        for text in texts_in_row(table, row)
    )
    told = (
        value
        for problem in reading.problems
        for own in (own_words(problem),)
        for name, value in problem.facts.items()
        if name not in own
    )
    return "\n".join((*reading.lines, *cells, *told))


@dataclass(slots=True)
class _Sought:
    """A title that documents keep secret: which (by their numbers), under which diary numbers."""

    title: SecretTitle
    documents: set[int] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)


def secrets_of_others(
    secret: Mapping[int, Sequence[SecretItem]],
    documents: Callable[[], Iterable[DocumentItems]],
    text: Callable[[int], str],
) -> dict[int, SecretsOfOthers]:
    """By the number of a document what it must not say because others keep it secret.

    `secret` has the confidential items by the numbers of documents; `documents` gives all anew,
    one after another, `text` what one says, without what it withholds as secret itself.
    """
    sought: dict[str, _Sought] = {}
    cases: dict[str, set[int]] = defaultdict(set)
    for n, items in secret.items():
        for item in items:
            cases[item.case].add(n)
            if item.number:
                cases[item.number].add(n)
            for title in item.titles:
                one = sought.setdefault(title.letters, _Sought(title))
                one.documents.add(n)
                one.numbers |= {item.number} - {""}
    if not cases:
        return {}
    said_openly = _said_openly(sought, documents())
    wanted = _by_start(t for t in sought if sought[t].title.within and t not in said_openly)
    found: dict[int, SecretsOfOthers] = {}
    for n, document in enumerate(documents()):
        same = {
            letters
            for letters, number in document.open
            if letters in sought and number and number in sought[letters].numbers
        }
        shared = {
            key
            for key, number in document.cases
            if (cases.get(key, set()) | cases.get(number, set())) - {n}
        }
        said = {
            t
            for t in _within(letters_alone(as_looked_for(text(n))), wanted)
            if sought[t].documents != {n}
        }
        if same or shared or said:
            titles = SecretTitles(
                frozenset(said | same), frozenset(t for t in said | same if sought[t].title.within)
            )
            found[n] = SecretsOfOthers(titles, frozenset(shared))
    return found


def _said_openly(sought: Mapping[str, _Sought], documents: Iterable[DocumentItems]) -> set[str]:
    """The secret titles that other meetings use as a heading.

    One open item is enough where every word is an ordinary one. A title that tells whom it is about
    must be the whole heading of several, and of more than keep it secret.
    """
    whole: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    by_start = _by_start(sought)
    for n, document in enumerate(documents):
        here: set[str] = set()
        within: set[str] = set()
        for letters, number in document.open:
            one = sought.get(letters)
            if one and n not in one.documents and not (number and number in one.numbers):
                here.add(letters)
            within |= {t for t in _within(letters, by_start) if n not in sought[t].documents}
        whole.update(here)
        inside.update(within)
    return {
        letters
        for letters, one in sought.items()
        if (
            whole[letters] >= max(_COMMON, len(one.documents) + 1)
            if one.title.telling
            else whole[letters] or inside[letters] >= _COMMON
        )
    }


def _by_start(titles: Iterable[str]) -> dict[str, list[str]]:
    """Titles by their first letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for title in titles:
        found[title[:_KEY]].append(title)
    return dict(found)


def _within(letters: str, by_start: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The titles that stand in letters; the work does not grow with the number of titles."""
    lengths = {len(key) for key in by_start}
    for length in lengths:
        parts = {letters[i : i + length] for i in range(len(letters) - length + 1)}
        for key in parts & by_start.keys():
            yield from (title for title in by_start[key] if title in letters)
