"""Headings of paragraphs: those of the body, and those that a table of contents repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from socsam_opendata.minutes.layout.annexes import is_apart
from socsam_opendata.minutes.layout.candidates import (
    Candidate,
    compared,
    with_letters,
    without_ranges,
)
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.families import (
    Heading,
    HeadingFamily,
    has_leader,
    heading_families,
    may_be_headings,
)
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.mixed_headings import Mixed, OfFamily, of_other_families
from socsam_opendata.minutes.layout.other_minutes import FrontMatter, Own, own_headings
from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.minutes.print.diary_numbers import diary_number
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold

# So many printed lines at most stand between two headings of a table of contents.
_CLOSE = 4
# Numbers that may be anything are headings where there are at least so many.
_FEWEST = 2
# A sentence has so many words at least.
_FEWEST_WORDS = 3
# A point of an item.
_POINT = re.compile(r"\d{1,2}\.\d{1,2}\.?\s+[A-ZÅÄÖ]")
# A title is not longer, in characters; a page that was run together is.
_LONGEST = 160


@dataclass(frozen=True)
class FoundHeadings:
    """The headings of a document: the indexes of their lines, in the table of contents and in the
    body, and what each says by the number of its line.

    Most are of the first of the `families`. `others` are the numbers of lines on which other
    minutes begin; `inferred` says that only their looks tell that they are headings, `unnumbered`
    that they have no numbers.
    """

    families: tuple[HeadingFamily, ...]
    contents: tuple[int, ...] = ()
    body: tuple[int, ...] = ()
    told: Mapping[int, Heading] = field(default_factory=dict)
    others: frozenset[int] = frozenset()
    inferred: bool = False
    unnumbered: bool = False

    @classmethod
    def of(
        cls, lines: Sequence[Line], families: Sequence[HeadingFamily], apart: _Apart, inferred: bool
    ) -> FoundHeadings:
        """The headings that were told apart."""
        told = {lines[one.at].number: one.heading for one in (*apart.contents, *apart.body)}
        return cls(
            tuple(families), tuple(one.at for one in apart.contents), apart.own.headings, told,
            frozenset(lines[at].number for at in apart.own.others), inferred,
        )  # fmt: skip


@dataclass(frozen=True)
class _Apart:
    """Candidates told apart: those of the table of contents, of the body, and its own ones."""

    contents: Sequence[Candidate] = ()
    body: Sequence[Candidate] = ()
    own: Own = field(default_factory=Own)

    def of_body(self) -> list[Heading]:
        """The headings of the meeting in the body."""
        there = {*self.own.headings}
        return [one.heading for one in self.body if one.at in there]


@dataclass(frozen=True)
class _Document:
    """The lines of a document, its running headers, and where its contents have their heading."""

    lines: Sequence[Line]
    headers: Sequence[Line]
    contents_line: int | None
    _found: dict[str, list[Candidate]] = field(default_factory=dict)

    @cached_property
    def _numbered(self) -> list[int]:
        return may_be_headings(self.lines)

    def candidates(self, family: HeadingFamily) -> list[Candidate]:
        """The lines that are headings of a family by themselves; looked for once."""
        if family.prints not in self._found:
            found = [
                Candidate(at, heading)
                for at, heading in family.headings(self.lines, self._numbered)
            ]
            self._found[family.prints] = with_letters(without_ranges(found, self.lines))
        return self._found[family.prints]

    def apart(self, found: Sequence[Candidate]) -> _Apart:
        """The headings of the table of contents, and those of the body."""
        contents, body = _told_apart(self.lines, found, self.contents_line)
        if not body:
            return _Apart(contents)
        front = [*self.headers, *self.lines[: body[0].at]]
        numbers = {one.heading.number for one in contents} | stated_numbers(front)
        return _Apart(contents, body, own_headings(self.lines, body, FrontMatter(front, numbers)))

    def mixed(self, apart: _Apart, chosen: HeadingFamily) -> Mixed:
        """The headings of other families beside those of the family that most are of."""
        taken = {*apart.own.headings}
        if not taken:
            return Mixed()
        others = [
            OfFamily(one, family)
            for family in heading_families() if family != chosen
            for one in self.candidates(family) if one.at not in taken
        ]  # fmt: skip
        own = [one for one in apart.body if one.at in taken]
        contents_end = max((one.at for one in apart.contents), default=-1)
        alone = [one for one in others if is_apart(self.lines, one.candidate.at)]
        mixed = of_other_families(own, alone, contents_end, len(self.lines))
        numbers = {one.heading.number for one in mixed.found}
        listed = {
            one.at: one for one, _ in others
            if one.heading.number in numbers and one.at < own[0].at
            and (one.at < contents_end or has_leader(one.heading.rest))
        }  # fmt: skip
        return Mixed((*listed.values(), *mixed.found), mixed.doubtful)


def heading(line: Line) -> Heading | None:
    """The heading that a line is by itself, with the sign of a paragraph before its number."""
    return heading_families()[0].heading(line)


def find_headings(
    lines: Sequence[Line], contents_line: int | None, headers: Sequence[Line] = ()
) -> FoundHeadings:
    """The headings of the family that has the most in the body, of equal ones the first's, and
    those of other families that stand in their order."""
    document = _Document(lines, headers, contents_line)
    best, chosen, inferred = _Apart(), heading_families()[0], False
    for family in heading_families():
        apart = document.apart(document.candidates(family))
        more = len(apart.own.headings) > len(best.own.headings)
        if more and (family.sure or _is_stated(lines, apart)):
            best, chosen, inferred = apart, family, False
        elif not best.own.headings and not family.sure and _look_alike(lines, apart):
            best, chosen, inferred = apart, family, True
    families = [chosen, *(one for one in heading_families() if one.sure and one != chosen)]
    mixed = document.mixed(best, chosen)
    if mixed.found:
        best = document.apart(sorted([*best.contents, *best.body, *mixed.found]))
    others = (*best.own.others, *mixed.doubtful)
    best = replace(best, own=Own(best.own.headings, others))
    return FoundHeadings.of(lines, families, best, inferred)


def stated_numbers(front: Sequence[Line]) -> set[int]:
    """The numbers of the paragraphs that a cover says there are."""
    for at, line in enumerate(front):
        label = cover_label(line.text) if line.text else None
        if label is None or label[0] != "paragraphs":
            continue
        rest = line.text[label[1] :]
        below = next((row.text for row in front[at + 1 :] if row.text), "")
        printed = rest if rest.strip(" :") else below
        stated = paragraphs.bare_ranges(printed) or paragraphs.paragraph_ranges(line.text)
        stated = stated or paragraphs.paragraph_ranges(printed)
        if stated:
            return {*paragraphs.numbers_of(stated)}
    return set()


def _look_alike(lines: Sequence[Line], apart: _Apart) -> bool:
    """Whether titles that stand apart begin with numbers that go on from each other.

    Not where the document says that it has other paragraphs.
    """
    body, told = apart.own.headings, apart.of_body()
    numbers = [one.number for one in told]
    alone = all(i + 1 == len(lines) or not lines[i + 1].text for i in body)
    # No list begins so, and no sentence of one ends so.
    begun = len(body) > _FEWEST and numbers[0] > 1
    titled = not any(one.rest.endswith((".", ",")) for one in told)
    alone = alone or (titled and (begun or _is_agenda(told, lines[body[0] :] if body else ())))
    # An item may be called as a cover names something, `Nästa möte`; the parts of a cover all are.
    labels = sum(cover_label(one.rest) is not None for one in told)
    titles = all(len(one.rest) <= _LONGEST for one in told) and labels * 3 < len(told)
    following = all(after == before + 1 for before, after in pairwise(numbers))
    if len(body) < _FEWEST or not (alone and titles and following):
        return False
    return not any(paragraphs.paragraph_ranges(line.text) for line in lines[: body[0]])


def _is_agenda(told: Sequence[Heading], lines: Sequence[Line]) -> bool:
    """Whether titles begin or end with how a meeting goes, as its agenda does and no other list:
    `1. Mötets öppnande`. Not where they have points of their own, `2.1 Val av justerare`."""
    if any(_POINT.match(line.text) for line in lines):
        return False
    kinds = code_list("item-kind")
    formal = [kinds.find(one.rest)[:1] for one in (told[0], told[-1])] if told else []
    return len(told) > _FEWEST and told[0].number == 1 and any(
        found and found[0].start == 0 and found[0].code == "formality" for found in formal
    )  # fmt: skip


def _told_apart(
    lines: Sequence[Line], found: Sequence[Candidate], contents_line: int | None
) -> tuple[list[Candidate], list[Candidate]]:
    """The headings in the table of contents, and those that may be of the body."""
    listed = max(_unlabelled(lines, found), _up_to_leader(found), _single(lines, found))
    last = {_key(one): at for at, one in enumerate(found)}
    contents: list[Candidate] = []
    body: list[Candidate] = []
    for at, one in enumerate(found):
        again = last[_key(one)] > at
        in_list = contents_line is not None and one.at >= contents_line and not body
        if has_leader(one.heading.rest) or at < listed or (in_list and again and not body):
            contents.append(one)
        else:
            body.append(one)
    return contents, [one for one in body if not _in_a_list(lines, one.at)]


def _key(one: Candidate) -> tuple[int, str | None]:
    return one.heading.number, one.heading.part


def _in_a_list(lines: Sequence[Line], at: int) -> bool:
    """Whether a line goes on with the entry of a list that the line above it is.

    A title that no sentence is does not go on with one that has its full stop, and what has a diary
    number below it is a title.
    """
    if at == 0 or not lines[at - 1].listed:
        return False
    if at + 1 < len(lines) and lines[at + 1].text and diary_number(lines[at + 1].text):
        return False
    return not lines[at - 1].text.endswith(".") or lines[at].text.endswith(".")


def _single(lines: Sequence[Line], found: Sequence[Candidate]) -> int:
    """1 where the first heading comes again at once: a table of contents with one entry."""
    if len(found) < 2 or _key(found[0]) != _key(found[1]):
        return 0
    between = [line.text for line in lines[found[0].at + 1 : found[1].at] if line.text]
    return int(len(between) < _CLOSE and not any(map(_is_text, between)))


def _is_stated(lines: Sequence[Line], apart: _Apart) -> bool:
    """Whether a document says which paragraphs it has: by its contents, or by their range."""
    told = apart.of_body()
    numbers = [one.number for one in told]
    if len(numbers) < _FEWEST or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return False
    listed = {one.heading.number: compared(one.heading.rest) for one in apart.contents}
    if [*listed] == numbers and all(fold(one.rest) == listed[one.number] for one in told):
        return True
    front = lines[: apart.own.headings[0]]
    ranges = (paragraphs.paragraph_ranges(line.text) for line in front)
    return any(paragraphs.numbers_of(one) == tuple(numbers) for one in ranges if one)


def _up_to_leader(found: Sequence[Candidate]) -> int:
    """How many headings stand before the last that has a leader, until a number comes again."""
    count, seen = 0, set()
    for at, one in enumerate(found):
        if _key(one) in seen:
            break
        seen.add(_key(one))
        if has_leader(one.heading.rest):
            count = at + 1
    return count


def _unlabelled(lines: Sequence[Line], found: Sequence[Candidate]) -> int:
    """How many headings stand close together at the front and all come again: a list of them."""
    keys = [_key(one) for one in found]
    first: dict[tuple[int, str | None], int] = {}
    count = next((at for at, key in enumerate(keys) if first.setdefault(key, at) < at), 0)
    if count < 2 or not set(keys[:count]) <= set(keys[count:]):
        return 0
    for above, below in pairwise(found[:count]):
        between = [line.text for line in lines[above.at + 1 : below.at] if line.text]
        if len(between) > _CLOSE or any(map(_is_text, between)):
            return 0
    return count


def _is_text(text: str) -> bool:
    """Whether a line is a sentence or heads a section, as none of a table of contents does."""
    sentence = text.endswith(".") and len(text.split()) >= _FEWEST_WORDS and not has_leader(text)
    return sentence or code_list("section").of_form(text) is not None
