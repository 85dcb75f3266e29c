"""Labels of a cover that stand below what they name, or halfway down beside it.

`Rådhuset, kl. 9–11` above `Plats och tid`: the label goes in front, as on other covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socsam_opendata.minutes.layout.column_parts import (
    SLACK,
    ColumnPart,
    parts_in_columns,
    whole_label,
)
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print.dates import DATE, TIME
from socsam_opendata.minutes.print.persons import person_print
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.code_lists import code_list


def labels_in_front(lines: Sequence[Line], source: Source) -> list[Line]:
    """The lines of a cover, each label that stands below its value before that.

    Only labels that nobody is listed under: below names a label is that of the next ones.
    """
    found = [*lines]
    rows = [parts_in_columns(line, source) for line in lines]
    for pairs in _runs(found):
        for at in pairs:
            found[at : at + 2] = reversed(found[at : at + 2])
    for at in range(len(found) - 1):
        if _halfway(found, rows, at):
            found[at : at + 2] = reversed(found[at : at + 2])
    return found


def _names_nobody(text: str) -> bool:
    """Whether a text is a whole label, and one of a day, an hour, a place or paragraphs."""
    labels = code_list("cover-label")
    people = {*labels.tied("listsCapacity"), *labels.tied("listsRole"), "signatures"}
    label = whole_label(text)
    return label is not None and label not in people


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Values with their labels below, pair by pair between empty lines, where each begins.

    The last of them has nothing below but another label; one alone has a day or an hour.
    """
    at = 0
    while at < len(lines):
        pairs: list[int] = []
        while _is_pair(lines, at):
            pairs.append(at)
            at = _next_text(lines, at + 2)
        if pairs and (at == len(lines) or cover_label(lines[at].text)):
            alone = lines[pairs[0]].text
            if len(pairs) > 1 or TIME.search(alone) or DATE.search(alone):
                yield pairs
        at += not pairs


def _is_pair(lines: Sequence[Line], at: int) -> bool:
    """Whether a value stands here and its label below, both apart from what is around them."""
    if at + 1 >= len(lines) or not lines[at].text or (at and lines[at - 1].text):
        return False
    first, apart, _ = lines[at].text.partition("   ")
    if apart and whole_label(f"{first} {lines[at + 1].text}"):
        return False  # a label that goes on below itself, beside what it names
    ends = at + 2 == len(lines) or not lines[at + 2].text
    value = cover_label(lines[at].text) is None and person_print(lines[at].text) is None
    return ends and value and _names_nobody(lines[at + 1].text)


def _next_text(lines: Sequence[Line], at: int) -> int:
    return next((i for i in range(at, len(lines)) if lines[i].text), len(lines))


def _halfway(lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int) -> bool:
    """Whether a label stands to the left of a value of several lines, not beside the first."""
    here, below = rows[at], rows[at + 1]
    if len(here) != 1 or not below or (at and lines[at - 1].text):
        return False
    start = here[0].start
    beside = (
        below if len(below) > 1 else (*below, *(rows[at + 2][:1] if at + 2 < len(rows) else ()))
    )
    return (
        below[0].start < start - SLACK
        and _names_nobody(below[0].text)
        and len(beside) == 2
        and beside[1].start == start
        and cover_label(here[0].text) is None
        and person_print(here[0].text) is None
    )
