"""Lines that may be headings, of one paragraph or several, with a letter or without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from socsam_opendata.minutes.layout.families import Heading, without_leader
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.model.iris import fold


class Candidate(NamedTuple):
    """A line that may be a heading of the meeting: its index, and what it says."""

    at: int
    heading: Heading


def without_ranges(found: Sequence[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """Candidates, those of several paragraphs only where none of these has its own heading."""
    single = {one.heading.number for one in found if one.heading.last == one.heading.number}
    kept: list[Candidate] = []
    for one in found:
        first, last = one.heading.number, one.heading.last
        if first == last:
            kept.append(one)
        elif any(n in single for n in range(first, last + 1)):
            if "§§" not in lines[one.at].text and one.heading.rest:
                kept.append(Candidate(one.at, one.heading.as_one()))
        elif kept or one.heading.rest:  # a cover says which there are, too
            kept.append(one)
    return kept


def with_letters(found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, those with their letters that repeat a number: § 12, § 12 A, § 12 B.

    The first of them may be § 12 A.
    """
    kept: list[Candidate] = []
    for at, one in enumerate(found):
        before = kept[-1].heading if kept else None
        with_letter = one.heading.lettered()
        again = before is not None and compared(before.rest) == compared(one.heading.rest)
        goes_on = before is not None and with_letter is not None and _is_next(before, with_letter)
        if with_letter and not again and (goes_on or _begins(with_letter, found[at + 1 : at + 2])):
            kept.append(Candidate(one.at, with_letter))
        else:
            kept.append(one)
    return kept


def _begins(one: Heading, following: Sequence[Candidate]) -> bool:
    """Whether a paragraph has the first letter of a number and the next one follows it."""
    letters = (other.heading.lettered() or other.heading for other in following)
    return one.part == next_letter(None) and any(_is_next(one, other) for other in letters)


def _is_next(before: Heading, found: Heading) -> bool:
    """Whether a letter is the next one of a number."""
    return before.number == found.number and found.part == next_letter(before.part)


def compared(rest: str) -> str:
    """A title as it is compared, without the page that the contents have behind it."""
    return fold(without_leader(rest))


def next_letter(part: str | None) -> str:
    """The letter of the paragraph behind one with a letter, or without one: § 12, § 12 a."""
    return "a" if part is None else chr(ord(part) + 1)
