"""Rows of a saved reading that say nothing of somebody whom their lines name all the same.

A reading is made before the policy, which is told whom to withhold by the settings, not by rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.withheld import is_marked
from socsam_opendata.rows.faults import Spot


def named_by_their_lines(
    reading: Reading, at: Callable[[str, int], Spot]
) -> Iterator[tuple[Spot, str]]:
    """The rows with `withheld` on whose lines no name is left out, with their reasons."""
    for table, rows in reading.rows.items():
        for number, row in enumerate(rows, 1):
            reason = getattr(row, "withheld", None)
            if reason and not any(
                is_marked(line) for line in reading.lines[row.first_line - 1 : row.last_line]
            ):
                yield at(table, number), reason
