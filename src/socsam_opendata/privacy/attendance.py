"""Who stands in the attendance list of a document for which other participants were given.

The list is printed, and the policy decides about everybody in it as it does without the rows: an
official who is secretary stays named, a guest stays withheld. Nothing of it is published as rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import BY_NAME, Rows


def with_attendance(reading: Reading) -> Reading:
    """The reading with the rows of the attendance list that it prints and does not have."""
    printed = reading.stated.attendance if reading.stated else {}
    if not printed:
        return reading
    rows = {name: [*reading.rows[name], *more] for name, more in printed.items()}
    return replace(reading, rows={**reading.rows, **rows})


def without_attendance(published: Reading, given: Reading) -> Reading:
    """What is published, without those rows and what they alone mean."""
    printed = given.stated.attendance if given.stated else {}
    if not printed:
        return published
    added = {name: {row.id for row in rows} for name, rows in printed.items()}
    rows = {
        name: [row for row in found if row.id not in added.get(name, ())]
        for name, found in published.rows.items()
    }
    # The key of an organization is another one where a name is left out of it.
    own = {row.id for row in given.rows["organizations"]} | {*_meant_organizations(rows)}
    rows["organizations"] = [row for row in rows["organizations"] if row.id in own]
    return replace(published, rows=rows)


def _meant_organizations(rows: Rows) -> Iterator[str]:
    """The keys of the organizations that rows mean."""
    for name, found in rows.items():
        for column in BY_NAME[name].keys:
            if isinstance(column.kind, KeyOf) and column.kind.target == "organizations":
                yield from (key for row in found if (key := getattr(row, column.name)))
