"""Families of headings of paragraphs, as `families.toml` declares how they are printed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.model.iris import DASH, fold

# The letters of a body, in front of a number, or of a board and its committee: `TN AU § 41`.
_LETTERS = r"(?:[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{0,5}\s+|[A-ZÅÄÖ]{2,6}\s+[A-ZÅÄÖ]{2,6}\s+)?"
# Looked for from where dots or blanks begin, so that a long run of them is walked through once.
_LEADER = re.compile(r"(?:(?<!\.)\.{3,}|…)\s*\d{0,4}$|(?<!\s)\s{3,}\d{1,4}$")


# No heading is of more paragraphs than so many: `§§ 22-23 Utgår`.
_MOST = 50
# The number of a heading of any family stands so near its beginning.
_NUMBER_NEAR = re.compile(r"\D{0,80}\d")
_MORE = rf"(?P<more>(?:\s*(?:{DASH}|[,&]|\boch\b|\btill\b)\s*§{{0,2}}\s*\d{{1,4}})+(?!\d|[/:.]\d))?"
_PART = rf"(?:(?P<part>[A-Za-zåäöÅÄÖ](?!\w|{DASH}))|\s(?P<before>[A-Za-zåäöÅÄÖ])(?=\s*§))?"
# What divides a number from its title, and is of neither.
_BEFORE_TITLE = re.compile(rf"\A(?:[,;)]\s*|{DASH}\s+)")
_SPACED_PART = re.compile(r"(?P<part>[A-ZÅÄÖa-zåäö])(?:[.:)]?\s+(?=[A-ZÅÄÖ0-9])|[.:)]?\Z)")


class Heading(NamedTuple):
    """The number of a paragraph's heading and what follows it on its line; `part` is the letter
    of a paragraph that has one, `§ 12 a`; `last` is the number of the last of several, and `more`
    how those behind the first are printed."""

    number: int
    rest: str
    part: str | None = None
    last: int = 0
    more: str = ""

    def as_one(self) -> Heading:
        """The heading of one paragraph, where the numbers behind the first are of its title."""
        rest = _BEFORE_TITLE.sub("", f"{self.more} {self.rest}".strip(), count=1)
        return Heading(self.number, rest, self.part, self.number)

    def lettered(self) -> Heading | None:
        """The heading of a paragraph with a letter that stands apart, if it may be one."""
        match = _SPACED_PART.match(self.rest)
        if match is None or self.part is not None or self.last != self.number:
            return None
        part, rest = match["part"].lower(), self.rest[match.end() :].strip()
        return Heading(self.number, rest, part, self.last)


@dataclass(frozen=True, slots=True)
class HeadingFamily:
    """How a paragraph's number is printed; see `families.toml` for what `alone` and `sure` say."""

    prints: str
    pattern: re.Pattern[str]
    alone: bool
    sure: bool

    @property
    def worded(self) -> bool:
        """Whether a word or letters stand before the number: `Ärende 12`."""
        return self.prints[0].isalpha()

    def heading(self, line: Line) -> Heading | None:
        """The heading that a line is by itself, or None; behind a bullet only a number alone."""
        text = line.text
        if line.marker is not None and (line.bullet or self.sure):
            return None
        if line.marker is not None:
            text = f"{line.marker}. {text}"
        match = self.pattern.fullmatch(text)
        if match is None or (line.bullet and match["rest"].strip()):
            return None
        return _found(match, self.sure)

    def headings(
        self, lines: Sequence[Line], numbered: Iterable[int] | None = None
    ) -> list[tuple[int, Heading]]:
        """The lines, by index, that are headings where they stand; `numbered` are those that may
        be, where that was looked for."""
        there = [
            (at, found)
            for at in (may_be_headings(lines) if numbered is None else numbered)
            if (found := self.heading(line := lines[at]))
            and (not line.bullet or between_empty(lines, at))
            and (found.last == found.number or has_leader(found.rest) or _below_empty(lines, at))
        ]
        if not self.alone:
            return there
        listed = {_told(found) for _, found in there if has_leader(found.rest)}
        return [
            (at, found)
            for at, found in there
            if has_leader(found.rest) or _told(found) in listed or _stands_alone(lines, at, found)
        ]


def may_be_headings(lines: Sequence[Line]) -> list[int]:
    """The lines, by index, that have a number near their beginning, as a heading of any family."""
    return [
        at for at, line in enumerate(lines)
        if line.marker is not None or _NUMBER_NEAR.match(line.text) is not None
    ]  # fmt: skip


def _found(match: re.Match[str], sure: bool) -> Heading | None:
    """The heading of a line; None for numbers that none has."""
    number, rest = int(match["number"]), _BEFORE_TITLE.sub("", match["rest"].strip(), count=1)
    letter = match["part"] or match["before"]
    part = letter.lower() if letter else None
    if match["more"] is None:
        return Heading(number, rest, part, number) if sure or part is None else None
    more = match["more"].strip()
    numbers = [number, *map(int, re.findall(r"\d+", more))]
    found = Heading(number, rest, part, numbers[-1], more)
    rising = all(a < b for a, b in pairwise(numbers)) and numbers[-1] <= number + _MOST
    if part is None and rising and (not rest or rest[0].isupper()):
        return found
    signed = re.search(r"(?<!§)§\W*\Z|paragraf\W*\Z", match.string[: match.start("number")], re.I)
    return found.as_one() if signed else None


def _stands_alone(lines: Sequence[Line], at: int, found: Heading) -> bool:
    return _below_empty(lines, at) and (not found.rest or found.rest[0].isupper())


def _below_empty(lines: Sequence[Line], at: int) -> bool:
    return not at or not lines[at - 1].text


def between_empty(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands between empty ones, or at an end of the lines."""
    return _below_empty(lines, at) and (at + 1 == len(lines) or not lines[at + 1].text)


def _told(found: Heading) -> tuple[int, str]:
    """What a heading of the body has alike with that in a table of contents."""
    return found.number, fold(without_leader(found.rest))


def without_leader(rest: str) -> str:
    """The title of an entry of a table of contents, without its page."""
    found = _LEADER.search(rest)
    return rest[: found.start()].rstrip(" \t.…") if found else rest.strip()


def has_leader(rest: str) -> bool:
    """Whether a heading goes on with dots or space to a page, as a table of contents has them."""
    return _LEADER.search(rest) is not None


@lru_cache(maxsize=1)
def heading_families() -> tuple[HeadingFamily, ...]:
    """The families; read once."""
    with Path(__file__).with_name("families.toml").open("rb") as file:
        told = tomllib.load(file)["heading"]
    return tuple(
        HeadingFamily(
            one["prints"],
            re.compile(
                one["before"].replace("{letters}", _LETTERS)
                + rf"(?P<number>\d{{1,4}}){_PART}{_MORE}" + one["after"] + r"\s*(?P<rest>.*)"
            ),
            one.get("alone", False), one.get("sure", True),
        )
        for one in told
    )  # fmt: skip
