"""Headings of other families than most are of: `Paragraf 22` between § 21 and § 23."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from socsam_opendata.minutes.layout.candidates import Candidate
from socsam_opendata.minutes.layout.families import HeadingFamily


class OfFamily(NamedTuple):
    """A heading of another family than most are of."""

    candidate: Candidate
    family: HeadingFamily

    def place(self) -> int:
        """Where it stands."""
        return self.candidate.at


class Mixed(NamedTuple):
    """The headings of other families that are of the document, and the indexes of lines on which
    something begins that may be a paragraph behind its last one."""

    found: tuple[Candidate, ...] = ()
    doubtful: tuple[int, ...] = ()


def of_other_families(
    own: Sequence[Candidate], others: Sequence[OfFamily], contents_end: int, end: int
) -> Mixed:
    """The headings of other families whose numbers fill the gaps between those of a document.

    `contents_end` is the index of the last line of its table of contents, `end` how many lines it
    has.
    """
    others = sorted(others, key=lambda one: (one.candidate.at, not one.family.worded))
    found: list[Candidate] = []
    doubtful: list[int] = []
    for before, after in pairwise([None, *own, None]):
        first = bisect(others, before.at if before else contents_end, key=OfFamily.place)
        behind = bisect_left(others, after.at if after else end, key=OfFamily.place)
        there = others[first:behind]
        if before is None and after is not None:
            found += _before(there, after.heading.number)
        elif before is not None and after is not None:
            found += _between(there, before.heading.last, after.heading.number)
        elif before is not None:
            chain = _chain(there, before.heading.last)
            sure = list(takewhile(lambda one: one.family.sure, chain))
            found += [one.candidate for one in sure]
            doubtful += [one.candidate.at for one in chain[len(sure) :] if one.family.worded][:1]
    return Mixed(tuple(found), tuple(doubtful))


def _before(there: Sequence[OfFamily], number: int) -> list[Candidate]:
    """The headings of sure families whose numbers lead to that of the first one."""
    found: list[Candidate] = []
    for one, family in reversed(there):
        if family.sure and one.heading.last == number - 1:
            found.append(one)
            number = one.heading.number
    return found


def _between(there: Sequence[OfFamily], before: int, after: int) -> list[Candidate]:
    """The headings whose numbers lead from one number to another: of families that are not sure
    where no number is missing."""
    chain = [one for one in _chain(there, before) if one.candidate.heading.last < after]
    whole = bool(chain) and chain[-1].candidate.heading.last == after - 1
    return [one for one, family in chain if whole or family.sure]


def _chain(there: Sequence[OfFamily], number: int) -> list[OfFamily]:
    """The headings whose numbers go on from one number."""
    chain: list[OfFamily] = []
    for one in there:
        if one.candidate.heading.number == number + 1:
            chain.append(one)
            number = one.candidate.heading.last
    return chain
