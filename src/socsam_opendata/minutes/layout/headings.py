"""Headings of paragraphs: those of the body, and those that a table of contents repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print import paragraphs

_HEADING = re.compile(
    rf"(?:[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{{0,5}}\s+)?{paragraphs.ONE}\b[.:]?\s*(?P<rest>.*)"
)
_LEADER = re.compile(r"^(?P<title>.*?)(?:\s*\.{3,}|\s*…+|\s{3,}|\t)\s*(?P<page>\d{1,4})?$")
# So many printed lines at most stand between two headings of a table of contents.
_CLOSE = 4


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A heading as the table of contents has it."""

    number: int
    title: str
    line: int


def heading(line: Line) -> tuple[int, str] | None:
    """The number of a paragraph's heading and what follows it, or None."""
    if line.listed:
        return None
    match = _HEADING.fullmatch(line.text)
    return (int(match["number"]), match["rest"].strip()) if match else None


def find_headings(lines: Sequence[Line], contents_line: int | None) -> tuple[list[int], list[int]]:
    """Indexes of the headings in the table of contents, and of those in the body."""
    found = [(i, *h) for i, line in enumerate(lines) if (h := heading(line))]
    listed = max(_unlabelled(lines, [(i, n) for i, n, _ in found]), _up_to_leader(found))
    contents: list[int] = []
    body: list[int] = []
    for at, (i, number, rest) in enumerate(found):
        again = any(later == number for _, later, _ in found[at + 1 :])
        in_list = contents_line is not None and i >= contents_line and not body
        if _has_leader(rest) or at < listed or (in_list and again and not body):
            contents.append(i)
        else:
            body.append(i)
    return contents, _rising(lines, body)


def _has_leader(rest: str) -> bool:
    return re.search(r"(?:\.{3,}|…)\s*\d{0,4}$|\s{3,}\d{1,4}$", rest) is not None


def _up_to_leader(found: list[tuple[int, int, str]]) -> int:
    """How many headings stand before the last that has a leader, until a number comes again."""
    count, seen = 0, set()
    for at, (_, number, rest) in enumerate(found):
        if number in seen:
            break
        seen.add(number)
        if _has_leader(rest):
            count = at + 1
    return count


def _unlabelled(lines: Sequence[Line], found: list[tuple[int, int]]) -> int:
    """How many headings stand close together at the front and all come again: a list of them."""
    numbers = [number for _, number in found]
    count = next((at for at, n in enumerate(numbers) if n in numbers[:at]), 0)
    if count < 2 or not set(numbers[:count]) <= set(numbers[count:]):
        return 0
    for (first, _), (second, _) in pairwise(found[:count]):
        if sum(1 for line in lines[first + 1 : second] if line.text) > _CLOSE:
            return 0
    return count


def _rising(lines: Sequence[Line], candidates: list[int]) -> list[int]:
    """The headings whose numbers go on from each other; a § that begins a line of text does not."""
    numbers = {i: (heading(lines[i]) or (0, ""))[0] for i in candidates}
    kept: list[int] = []
    for at, i in enumerate(candidates):
        last = numbers[kept[-1]] if kept else None
        following = last is None or numbers[i] == last + 1
        missing = last is not None and all(numbers[j] != last + 1 for j in candidates[at + 1 :])
        if following or (last is not None and numbers[i] > last and missing):
            kept.append(i)
    return kept


def contents_entries(lines: Sequence[Line]) -> tuple[ContentsEntry, ...]:
    """The entries of a table of contents; a title may go on after, or begin before, its number."""
    entries: list[ContentsEntry] = []
    before = ""
    for line in lines:
        found = heading(line) if line.text else None
        if found:
            number, rest = found
            if rest or not before:
                entries.append(ContentsEntry(number, _without_leader(rest), line.number))
            else:
                last = entries[-1]
                entries[-1] = ContentsEntry(
                    last.number, last.title.removesuffix(before).strip(), last.line
                )
                entries.append(ContentsEntry(number, before, line.number))
            before = ""
        elif line.text and entries:
            last, before = entries[-1], _without_leader(line.text)
            entries[-1] = ContentsEntry(last.number, f"{last.title} {before}".strip(), last.line)
    return tuple(entries)


def _without_leader(text: str) -> str:
    match = _LEADER.match(text)
    return (match["title"] if match else text).strip()
