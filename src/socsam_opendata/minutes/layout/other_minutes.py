"""Which headings are of this meeting, and which of other minutes that stand in its document.

An extract of another board's minutes, statutes in an annex: their numbers may go on from those of
the meeting. They are known by what stands above them, and by the numbers that the document says it
has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from socsam_opendata.minutes.layout.annexes import (
    EXTRACT,
    begins_annex,
    begins_cover,
    cover_title,
    lists_lines,
    short_above,
)
from socsam_opendata.minutes.layout.candidates import Candidate, next_letter
from socsam_opendata.minutes.layout.deciding_lines import LEAD_IN
from socsam_opendata.minutes.layout.families import Heading
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print.dates import dates
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASHES, fold

_MINUTES = re.compile(
    r"\b(?:(?:sammanträdes|mötes)?(?:protokoll|datum)(?:et)?|kallelse|föredragningslista)\b", re.I
)
_TITLE = re.compile(r"(?:sammanträdes|mötes)?protokoll", re.I)
_LETTERS = re.compile(r"(?P<letters>[A-ZÅÄÖ]\w{0,5}(?:\s+[A-ZÅÄÖ]{2,6})?)\s*§")
# The word alone may also stand above those whom an extract goes to.
_EXTRACT = re.compile(r"protokollsutdrag", re.I)
_DECISION = re.compile(rf"(?P<body>[A-ZÅÄÖ][{DASHES}\w ]{{3,60}}?)s\s+beslut:?")
_ACTS = re.compile(r"(?P<body>[A-ZÅÄÖ]\w[^.:,]{1,60}?)\s+(?=\w{2,}(?:ar|er|lår|år)\b)")
# A cover says in so many printed lines whose it is, and of what day.
_HEAD = 8
# Numbers of another text that follow each other are so many at least.
_RUN = 2


@dataclass(frozen=True)
class FrontMatter:
    """What a document says of itself above its first heading, and the numbers of its paragraphs
    where it says them."""

    front: Sequence[Line]
    numbers: Set[int]

    @cached_property
    def words(self) -> str:
        """All its words, folded."""
        return fold(" ".join(line.text for line in self.front))

    @cached_property
    def days(self) -> Set[str]:
        """All its days."""
        return {day.edtf for line in self.front for day in dates(line.text)}


@dataclass(frozen=True, slots=True)
class Own:
    """The headings of the meeting, and where other minutes begin, as indexes of lines."""

    headings: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


@dataclass
class _Choice:
    """Goes through the candidates in their order; `run` is the last number of other minutes that
    stand above, `length` how many of theirs follow each other and `start` where the first of these
    stands; `sure` says that their head tells. `above` is where the candidate before stands."""

    lines: Sequence[Line]
    told: FrontMatter
    last: Mapping[tuple[int, str | None], int]
    own: list[Candidate] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    run: int | None = None
    length: int = 0
    start: int = 0
    sure: bool = False
    above: int = -1

    def take(self, n: int, one: Candidate, end: int) -> None:
        """Take the candidate of a number in the order; its text goes on to the index `end`."""
        follows = self._follows(n, one.heading)
        head = self._head(one, end) if self.own else None
        if head is not None and not (follows and self._is_told(n, one.heading)):
            self._other(one, head, sure=True)
        elif self._goes_on(one.heading) and not (follows and self._is_told(n, one.heading)):
            self._other(one, one.at, sure=self.sure)
        elif follows:
            self.own.append(one)
            self.run, self.length, self.sure = None, 0, False
        elif not one.at or not self.lines[one.at - 1].text:
            self._other(one, one.at, sure=False)
        self.above = one.at

    def _other(self, one: Candidate, start: int, *, sure: bool) -> None:
        """A heading of other minutes."""
        goes_on = self.run is not None and one.heading.number == self.run + 1
        self.length = self.length + 1 if goes_on else 1
        if not goes_on:
            self.start = start
        self.run, self.sure = one.heading.number, sure
        if sure or self.length == _RUN:
            self.others += [self.start, start]

    def _goes_on(self, found: Heading) -> bool:
        """Whether a number goes on from other minutes above it."""
        there = self.sure or self.length >= _RUN
        return there and self.run is not None and found.number == self.run + 1

    def _is_told(self, n: int, found: Heading) -> bool:
        """Whether the document says that it has a number, which comes no more."""
        return found.number in self.told.numbers and self.last[_key(found)] == n

    def _follows(self, n: int, found: Heading) -> bool:
        """Whether a number goes on from the meeting's; a § that begins a line of text does not."""
        if not self.own:
            return True
        before = self.own[-1].heading
        if found.part is not None:
            return found.number == before.number and found.part == next_letter(before.part)
        if found.number <= before.last:
            return False
        return found.number == before.last + 1 or self.last.get((before.last + 1, None), -1) <= n

    def _head(self, one: Candidate, end: int) -> int | None:
        """Where the head of other minutes begins above a heading; None where none stands there."""
        start = max(_below_title(self.lines, self.own[-1]), self.above + 1)
        above = list(short_above(self.lines, one.at, start))
        there = [self.lines[i].text for i in above]
        other = any(names_other(text, self.told.words) for text in there)
        days = {day.edtf for text in there for day in dates(text)}
        another_day = bool(days and self.told.days) and not days & self.told.days
        if self._has_other_letters(one):
            return min([one.at, *above])
        listed = lists_lines(self.lines[start : one.at])
        if (other or another_day) and _are_minutes(there, self.told.words, listed=listed):
            return above[-1]
        region = self.lines[start : one.at]
        if (cover := self._other_cover(region)) is not None:
            return start + cover
        annex = next((i for i in above if begins_annex(region, i - start)), None)
        if annex is None:
            return None
        extract = EXTRACT.fullmatch(self.lines[annex].text) or any(map(_EXTRACT.search, there))
        untold = self.told.numbers and one.heading.number not in self.told.numbers
        if extract or other or another_day or untold or self._others_decide(one.at, end):
            return annex
        return None

    def _has_other_letters(self, one: Candidate) -> bool:
        """Whether other letters stand before the sign than before that of the meeting's first."""
        first = _LETTERS.match(self.lines[self.own[0].at].text)
        letters = _LETTERS.match(self.lines[one.at].text)
        if first is None or letters is None:
            return False
        return fold(first["letters"]) != fold(letters["letters"])

    def _other_cover(self, region: Sequence[Line]) -> int | None:
        """Where the cover of another meeting begins among some lines, with its title."""
        at = next(
            (i for i, line in enumerate(region)
             if line.text and not region[i - 1].text and begins_cover(region, i)),
            None,
        )  # fmt: skip
        if at is None:
            return None
        start = cover_title(region, at)
        head = [line.text for line in region[start:] if line.text][:_HEAD]
        days = {day.edtf for text in head for day in dates(text)}
        another_day = bool(days and self.told.days) and not days & self.told.days
        other = any(names_other(line.text, self.told.words) for line in region[start:at])
        return start if other or another_day else None

    def _others_decide(self, at: int, end: int) -> bool:
        """Whether another board decides in the text of a heading."""
        for line in self.lines[at + 1 : end]:
            for pattern in (LEAD_IN, _DECISION, _ACTS):
                match = pattern.match(line.text)
                if match is None or not names_other(match["body"], self.told.words):
                    continue
                acts = code_list("decision-action").find(line.text)
                if pattern is not _ACTS or match.end() in {hit.start for hit in acts}:
                    return True
        return False


def _below_title(lines: Sequence[Line], one: Candidate) -> int:
    """The index of the line below a heading and its title."""
    start = one.at + 1
    while not one.heading.rest and start < len(lines) and not lines[start].text:
        start += 1
    while start < len(lines) and lines[start].text:
        start += 1
    return start


def _are_minutes(head: Sequence[str], words: str, *, listed: bool) -> bool:
    """Whether lines above a heading, the nearest first, are the head of minutes.

    Below the heading of a list of documents only a title by itself says so.
    """
    if any(_TITLE.fullmatch(text) if listed else _MINUTES.search(text) for text in head):
        return True
    extract = next((n for n, text in enumerate(head) if _EXTRACT.fullmatch(text)), None)
    if extract is None:
        return False
    above, below = head[extract + 1 :], head[:extract]
    return any(names_other(text, words) for text in above) or any(map(dates, below))


def own_headings(lines: Sequence[Line], candidates: Sequence[Candidate], told: FrontMatter) -> Own:
    """The headings of the meeting among candidates, whose numbers go on from each other."""
    last = {_key(one.heading): n for n, one in enumerate(candidates)}
    choice = _Choice(lines, told, last)
    ends = [*(one.at for one in candidates[1:]), len(lines)]
    for n, (one, end) in enumerate(zip(candidates, ends, strict=False)):
        choice.take(n, one, end)
    return Own(tuple(one.at for one in choice.own), tuple(choice.others))


def _key(found: Heading) -> tuple[int, str | None]:
    return found.number, found.part


def names_other(text: str, words: str) -> bool:
    """Whether a text names a board that some words, folded, do not, where there are any."""
    if not words.strip():
        return False
    meeting = code_list("organization-kind").marked("holdsMeetings")
    found = [hit for hit in code_list("organization-kind").find(text) if hit.code in meeting]
    named = (fold(text[hit.start : hit.end]).removesuffix("s") for hit in found)
    return any(name not in words for name in named)
