"""Where the values of a cover stand beside their labels, and those that go on below themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from socsam_opendata.minutes.layout.column_parts import ColumnPart, goes_on_with, whole_label
from socsam_opendata.minutes.layout.lines import Line, run_on
from socsam_opendata.minutes.layout.owners import Owner, Owners

# So many labels at least with their values at one place make columns.
_SEVERAL = 2


def value_columns(rows: Sequence[tuple[ColumnPart, ...]]) -> tuple[tuple[int, int], ...]:
    """Where labels begin, and values beside them, if several labels have theirs at one place."""
    places = Counter(
        (parts[0].start, parts[1].start)
        for parts in rows
        if len(parts) > 1 and whole_label(parts[0].text)
    )
    return tuple(place for place, count in places.items() if count >= _SEVERAL)


def values_whole(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]],
    values: Sequence[tuple[int, int]], owners: Owners,
) -> tuple[list[Line], list[tuple[ColumnPart, ...]]]:  # fmt: skip
    """Lines and their parts, what goes on alone below a value put behind that.

    An empty line without parts stands where that stood.
    """
    found, parts = [*lines], [*rows]
    place = 0  # of the line that the one above stands in
    for at in range(1, len(found)):
        above, here = rows[at - 1], rows[at]
        near = found[at - 1].number + 1 == found[at].number
        beside = near and len(here) == 1 and bool(above) and any(
            above[-1].start == value == here[0].start for _, value in values
        )  # fmt: skip
        if not beside or not goes_on_with(found[place].text, here[0].text):
            place = at
            continue
        found[place] = replace(found[place], text=run_on(found[place].text, here[0].text))
        found[at] = Line(found[at].number, "")
        *others, last = parts[place]
        parts[place] = (*others, replace(last, text=run_on(last.text, here[0].text)))
        parts[at] = ()
        if owners.of[found[at].number - 1] is None:
            owners.give(found[at].number, Owner("read", "cover"))
    return found, parts
