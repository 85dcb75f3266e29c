"""Headings of paragraphs: those of the body, and those that a table of contents repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.families import (
    Heading,
    HeadingFamily,
    has_leader,
    heading_families,
    without_leader,
)
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.minutes.print.diary_numbers import diary_number
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold

# So many printed lines at most stand between two headings of a table of contents.
_CLOSE = 4
# Numbers that may be anything are headings where there are at least so many.
_FEWEST = 2
# A title is not longer, in characters; a page that was run together is.
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading as the table of contents has it."""

    number: int
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class FoundHeadings:
    """The headings of a document, all of one family: the indexes of their lines, in the table of
    contents and in the body. `inferred` where only their looks say that they are headings."""

    family: HeadingFamily
    contents: tuple[int, ...] = ()
    body: tuple[int, ...] = ()
    inferred: bool = False


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
        elif not best.body and not family.sure and _look_alike(lines, found, body):
            best = FoundHeadings(family, tuple(contents), tuple(body), inferred=True)
    return best


def _look_alike(
    lines: Sequence[Line], found: Sequence[tuple[int, int, str]], body: Sequence[int]
) -> bool:
    """Whether titles that stand apart begin with numbers that go on from each other.

    Not where the document says that it has other paragraphs.
    """
    there = set(body)
    told = [(number, rest) for i, number, rest in found if i in there]
    numbers = [number for number, _ in told]
    apart = all(i + 1 == len(lines) or not lines[i + 1].text for i in body)
    # No list begins so, and no sentence of one ends so.
    begun = len(body) > _FEWEST and numbers[0] > 1
    apart = apart or (begun and not any(rest.endswith((".", ",")) for _, rest in told))
    # An item may be called as a cover names something, `Nästa möte`; the parts of a cover all are.
    labels = sum(cover_label(rest) is not None for _, rest in told)
    titles = all(len(rest) <= _LONGEST for _, rest in told) and labels * 3 < len(told)
    following = all(after == before + 1 for before, after in pairwise(numbers))
    if len(body) < _FEWEST or not (apart and titles and following):
        return False
    return not any(paragraphs.paragraph_ranges(line.text) for line in lines[: body[0]])


def _told_apart(
    lines: Sequence[Line], found: list[tuple[int, int, str]], contents_line: int | None
) -> tuple[list[int], list[int]]:
    """The indexes of headings in the table of contents, and of those in the body."""
    numbered = [(i, n) for i, n, _ in found]
    listed = max(_unlabelled(lines, numbered), _up_to_leader(found), _single(lines, numbered))
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
    return contents, _rising([one for one in body if not _in_a_list(lines, one[0])])


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


def _single(lines: Sequence[Line], found: Sequence[tuple[int, int]]) -> int:
    """1 where the first heading comes again at once: a table of contents with one entry."""
    if len(found) < 2 or found[0][1] != found[1][1]:
        return 0
    between = [line.text for line in lines[found[0][0] + 1 : found[1][0]] if line.text]
    sections = code_list("section")
    return int(len(between) < _CLOSE and not any(map(sections.of_form, between)))


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
