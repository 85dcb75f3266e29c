"""Rows of a saved reading that say nothing of somebody whom the reading names all the same.

A reading is made before the policy, which names whoever is among its persons, in every line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.iris import fold
from socsam_opendata.rows.faults import Spot


def named_by_their_lines(
    reading: Reading, at: Callable[[str, int], Spot]
) -> Iterator[tuple[Spot, str]]:
    """The rows with `withheld` whose lines name one of `persons` that no row there is of.

    Where such a row is, and the reason that it gives.
    """
    persons = {row.id: _whole(row.name) for row in reading.rows["persons"]}
    for table, given in reading.rows.items():
        rows: Sequence[Any] = given
        hidden = [(n, row) for n, row in enumerate(rows, 1) if getattr(row, "withheld", None)]
        told: dict[int, set[str | None]] = defaultdict(set)
        for row in rows if hidden else ():
            told[row.first_line].add(row.person)
        for number, row in hidden:
            text = fold(" ".join(reading.lines[row.first_line - 1 : row.last_line]))
            named = {key for key, name in persons.items() if name.search(text)}
            if named - told[row.first_line]:
                yield at(table, number), row.withheld


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(fold(name))}(?!\w)")
