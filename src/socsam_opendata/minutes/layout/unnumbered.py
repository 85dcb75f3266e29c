"""Items whose headings have no numbers: lines that are marked as headings, or printed in bold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import dropwhile

from socsam_opendata.minutes.layout.annexes import NOTICE, begins_annex
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.families import Heading, heading_families
from socsam_opendata.minutes.layout.headings import FoundHeadings
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.sections import section_of
from socsam_opendata.model.code_lists import code_list

_MARKED = re.compile(r"\s{0,3}(?P<level>#{1,6})\s+\S")
_BOLD = re.compile(r"\s*(?:\*\*|__)(?![*\s])[^*]+(?:\*\*|__)\s*\\?")
_BOLD_LEVEL = "bold"
# A title is not longer, in characters.
_LONGEST = 160
# One title alone may be that of anything.
_FEWEST = 2
_SENTENCE = (".", "!", "?", ",", ";", ":")


def unnumbered_headings(
    lines: Sequence[Line], printed: Sequence[str], stated: Set[int]
) -> FoundHeadings | None:
    """The headings of the level that most titles are of, behind all that a cover says.

    Their numbers are those that the cover states, where these are as many, else in their order from
    1; None where no headings are sure, or the cover states more or fewer.
    """
    levels: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        level = _level(printed[line.number - 1])
        apart = level != _BOLD_LEVEL or not at or not lines[at - 1].text
        if level and apart and _is_title(lines, at):
            levels[level].append(at)
    # What is marked is surer than what is bold, and what is marked higher than what is lower.
    ranked = sorted(
        levels, key=lambda level: (-len(levels[level]), level == _BOLD_LEVEL, len(level))
    )
    start = _cover_end(lines)
    for level in ranked:
        titles = (at for at in levels[level] if at >= start)
        body = list(dropwhile(lambda at: cover_label(lines[at].text), titles))
        if len(body) < _FEWEST or not _have_text(lines, body):
            continue
        if stated and len(stated) != len(body):
            return None
        numbers = sorted(stated) or range(1, len(body) + 1)
        told = {
            lines[at].number: Heading(number, lines[at].text, None, number)
            for at, number in zip(body, numbers, strict=True)
        }
        return FoundHeadings(heading_families()[:1], (), tuple(body), told, unnumbered=True)
    return None


def _level(printed: str) -> str | None:
    """The marks of a heading: `##`, or `bold`."""
    marked = _MARKED.match(printed)
    if marked:
        return marked["level"]
    return _BOLD_LEVEL if _BOLD.fullmatch(printed) else None


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a line that is marked as a heading may be that of an item."""
    line = lines[at]
    if not line.text or line.listed or len(line.text) > _LONGEST or line.text[-1] in _SENTENCE:
        return False
    if not line.text[0].isupper():
        return False
    if section_of(line.text, code_list("section")) or begins_annex(lines, at):
        return False
    labels = code_list("cover-label")
    lists = {*labels.tied("listsCapacity"), *labels.tied("listsRole"), "signatures", NOTICE}
    label = cover_label(line.text)
    # An item may be called as a part of a cover is, `Nästa möte`.
    return label is None or label[1] < len(line.text) or label[0] not in lists


def _cover_end(lines: Sequence[Line]) -> int:
    """The index of the line below the first part of a cover that lists people; 0 without one."""
    labels = code_list("cover-label")
    lists = {*labels.tied("listsCapacity")}
    return next(
        (at + 1 for at, line in enumerate(lines)
         if line.text and (cover_label(line.text) or ("",))[0] in lists),
        len(lines),
    )  # fmt: skip


def _have_text(lines: Sequence[Line], body: Sequence[int]) -> bool:
    """Whether something stands below every heading."""
    return all(
        any(line.text for line in lines[at + 1 : end])
        for at, end in zip(body, [*body[1:], len(lines)], strict=True)
    )
