"""What rows say that their text does not: read by the policy behind the text, and not published.

Whoever hands over rows may write into a cell what no line of the source text holds. The policy
looks at such cells as if they were lines at the end of the text, so that a name in them is found,
told and withheld as one of the text is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.minutes.reading import NO_CHECKSUM, Reading
from socsam_opendata.model.problems import Problem

_CELL = Owner("ignored", "cell")


def with_stated_cells(reading: Reading) -> Reading:
    """The reading with a line at the end for each cell that its text does not hold."""
    cells = reading.stated.cells if reading.stated else ()
    if not cells:
        return reading
    # A line between keeps what follows out of the last paragraph and its lists.
    more = ("", *(text for _, text in cells))
    owners = (Owner("ignored", "blank"), *(_CELL for _ in cells))
    return replace(reading, lines=(*reading.lines, *more), owners=(*reading.owners, *owners))


def without_stated_cells(published: Reading, given: Reading) -> Reading:
    """What is published, without those lines; what was told of one is told of the cell's row.

    A text that is that of no file gets the checksum of what is published of it.
    """
    stated, length = given.stated, len(given.lines)
    if stated is None:
        return published
    lines = published.lines[:length]
    (source,) = published.rows["sources"]
    if stated.uncounted and source.sha256 == NO_CHECKSUM:
        text = "".join(f"{line}\n" for line in lines)
        source = replace(source, sha256=hashlib.sha256(text.encode()).hexdigest())
    return replace(
        published,
        rows={**published.rows, "sources": [source]},
        problems=tuple(_problems(published, given, length)),
        lines=lines,
        owners=published.owners[:length],
    )


def _problems(published: Reading, given: Reading, length: int) -> Iterator[Problem]:
    """The problems, each once: one that came with the rows may have been found again."""
    told = set()
    for problem in published.problems:
        placed = _placed(problem, given, length)
        what = (
            placed.code, placed.first_line, placed.last_line, placed.table_name, placed.row,
            tuple(sorted(placed.facts.items())),
        )  # fmt: skip
        if what not in told:
            told.add(what)
            yield placed


def _placed(problem: Problem, given: Reading, length: int) -> Problem:
    """A problem of a cell at the line of its row."""
    if given.stated is None or problem.first_line is None or problem.first_line <= length:
        return problem
    line, _ = given.stated.cells[problem.first_line - length - 2]
    return replace(problem, first_line=line, last_line=line)
