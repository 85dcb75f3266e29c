"""Organizations of which a part is withheld, whose keys are those of meetings not given here.

A package has all organizations in one table. Rows of some of its meetings come with the whole of
it: an organization that another meeting names is published with that one, under the key it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from socsam_opendata.model.keys import body_of
from socsam_opendata.model.withheld import meeting_of_organization
from socsam_opendata.rows.joins import JoinedRow, Ref


def foreign_organizations(
    rows: Iterable[JoinedRow], here: Collection[str]
) -> Mapping[int, JoinedRow]:
    """Those by place whose ids are keys of the library's, of meetings that are not `here`."""
    of_meetings = ((row, meeting_of_organization(row.id or "")) for row in rows)
    return {row.place: row for row, meeting in of_meetings if meeting and meeting not in here}


def unmeant(
    foreign: Collection[int], rows: Iterable[JoinedRow], meant: Collection[int]
) -> frozenset[int]:
    """The places of the foreign ones that nothing here means, nor what is published is part of."""
    above: dict[int, int] = {}
    waiting = [*meant]
    for row in rows:
        up = row.cells["part_of"]
        if isinstance(up, Ref):
            above[row.place] = up.place
        if row.place not in foreign:
            waiting.append(row.place)
    found: set[int] = set()
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += [above[place]] if place in above else []
    return frozenset(foreign) - found


def keys_kept(foreign: Iterable[JoinedRow], bodies: Collection[str]) -> Iterator[tuple[int, str]]:
    """The place and the key of each whose key says a meeting of one of the bodies.

    Those have their names in all that is published. What else stands before a day in an id may be
    anybody's name.
    """
    for row in foreign:
        meeting = meeting_of_organization(row.id or "")
        if row.id and meeting and body_of(meeting) in bodies:
            yield row.place, row.id
