"""Headings of paragraphs: those of the body, and those that a table of contents repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from socsam_opendata.minutes.layout.families import (
    Heading,
    HeadingFamily,
    has_leader,
    heading_families,
    without_leader,
)
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.model.iris import fold

# So many printed lines at most stand between two headings of a table of contents.
_CLOSE = 4
# Numbers that may be anything are headings where there are at least so many.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading as the table of contents has it."""

    number: int
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class FoundHeadings:
    """The headings of a document, all of one family: the indexes of their lines, in the table of
    contents and in the body."""

    family: HeadingFamily
    contents: tuple[int, ...] = ()
    body: tuple[int, ...] = ()


def heading(line: Line) -> Heading | None:
    """The heading that a line is by itself, with the sign of a paragraph before its number."""
    return heading_families()[0].heading(line)


def find_headings(lines: Sequence[Line], contents_line: int | None) -> FoundHeadings:
    """The headings of the family that has the most in the body; of equal ones the first's."""
    best = FoundHeadings(heading_families()[0])
    for family in heading_families():
        found = [(i, *h) for i, h in family.headings(lines)]
        contents, body = _told_apart(lines, found, contents_line)
        if len(body) > len(best.body) and (family.sure or _is_stated(lines, found, contents, body)):
            best = FoundHeadings(family, tuple(contents), tuple(body))
    return best


def _told_apart(
    lines: Sequence[Line], found: list[tuple[int, int, str]], contents_line: int | None
) -> tuple[list[int], list[int]]:
    """The indexes of headings in the table of contents, and of those in the body."""
    listed = max(_unlabelled(lines, [(i, n) for i, n, _ in found]), _up_to_leader(found))
    last = {number: at for at, (_, number, _) in enumerate(found)}
    contents: list[int] = []
    body: list[tuple[int, int]] = []
    for at, (i, number, rest) in enumerate(found):
        again = last[number] > at
        in_list = contents_line is not None and i >= contents_line and not body
        if has_leader(rest) or at < listed or (in_list and again and not body):
            contents.append(i)
        else:
            body.append((i, number))
    return contents, _rising(body)


def _is_stated(
    lines: Sequence[Line],
    found: Sequence[tuple[int, int, str]],
    contents: Sequence[int],
    body: Sequence[int],
) -> bool:
    """Whether a document says which paragraphs it has: by its contents, or by their range."""
    told = {i: (number, rest) for i, number, rest in found}
    numbers = [told[i][0] for i in body]
    if len(body) < _FEWEST or numbers != list(range(numbers[0], numbers[0] + len(body))):
        return False
    listed = {told[i][0]: fold(without_leader(told[i][1])) for i in contents}
    if [*listed] == numbers and all(fold(told[i][1]) == listed[told[i][0]] for i in body):
        return True
    ranges = (paragraphs.paragraph_ranges(line.text) for line in lines[: body[0]])
    return any(paragraphs.numbers_of(one) == tuple(numbers) for one in ranges if one)


def _up_to_leader(found: list[tuple[int, int, str]]) -> int:
    """How many headings stand before the last that has a leader, until a number comes again."""
    count, seen = 0, set()
    for at, (_, number, rest) in enumerate(found):
        if number in seen:
            break
        seen.add(number)
        if has_leader(rest):
            count = at + 1
    return count


def _unlabelled(lines: Sequence[Line], found: list[tuple[int, int]]) -> int:
    """How many headings stand close together at the front and all come again: a list of them."""
    numbers = [number for _, number in found]
    first: dict[int, int] = {}
    count = next((at for at, n in enumerate(numbers) if first.setdefault(n, at) < at), 0)
    if count < 2 or not set(numbers[:count]) <= set(numbers[count:]):
        return 0
    for (above, _), (below, _) in pairwise(found[:count]):
        if sum(1 for line in lines[above + 1 : below] if line.text) > _CLOSE:
            return 0
    return count


def _rising(candidates: Sequence[tuple[int, int]]) -> list[int]:
    """The headings (index and number) whose numbers go on from each other; a § that begins a line
    of text does not."""
    last = {number: at for at, (_, number) in enumerate(candidates)}
    kept: list[int] = []
    before: int | None = None
    for at, (i, number) in enumerate(candidates):
        following = before is None or number == before + 1
        missing = before is not None and last.get(before + 1, -1) <= at
        if following or (before is not None and number > before and missing):
            kept.append(i)
            before = number
    return kept


def contents_entries(lines: Sequence[Line], family: HeadingFamily) -> tuple[ContentsEntry, ...]:
    """The entries of a table of contents; a title may go on after, or begin before, its number."""
    entries: list[ContentsEntry] = []
    before = ""
    for line in lines:
        found = family.heading(line) if line.text else None
        if found:
            number, rest = found
            if rest or not before:
                entries.append(ContentsEntry(number, without_leader(rest), line.number))
            else:
                last = entries[-1]
                entries[-1] = ContentsEntry(
                    last.number, last.title.removesuffix(before).strip(), last.line
                )
                entries.append(ContentsEntry(number, before, line.number))
            before = ""
        elif line.text and entries:
            last, before = entries[-1], without_leader(line.text)
            entries[-1] = ContentsEntry(last.number, f"{last.title} {before}".strip(), last.line)
    return tuple(entries)
