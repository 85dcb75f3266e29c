"""A person of given rows who is withheld by one row and named by another that calls them otherwise.

`Vik, Tora` and `T. Vik` may be the guest Tora Vik: no package could hold the one and not the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from socsam_opendata.model.iris import fold
from socsam_opendata.privacy.mask import Mask
from socsam_opendata.privacy.names_in_cell import names_in_cell
from socsam_opendata.privacy.people import ELECTED
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.joins import JoinedRow
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import Phrase


def check_given_twice(
    persons: Iterable[JoinedRow],
    in_office: Collection[int],
    settings: Settings,
    faults: Faults,
) -> frozenset[int]:
    """A fault for each row of a person who is named, and may be one whom another row withholds.

    `in_office` are the places of those who have a role; those of the faulty rows are returned.
    """
    allowed = {fold(one.name) for one in settings.publication.allow}
    masked = {fold(one.name) for one in settings.publication.mask}
    named: dict[str, JoinedRow] = {}
    others: list[JoinedRow] = []
    for row in persons:
        name, category = row.cells["name"], row.cells["category"]
        if not name or fold(name) in masked:
            continue
        office = category == ELECTED or (category == "official" and row.place in in_office)
        if office or fold(name) in allowed:
            named.setdefault(name, row)
        elif category:
            others.append(row)
    told = {fold(name) for name in named}
    withheld = {
        name: row
        for row in others
        for name in (row.cells["name"], *names_in_cell(row.cells["name"]))
        if fold(name) not in told
    }
    if not withheld:
        return frozenset()
    mask = Mask(withheld, named)
    found = set()
    for name, row in named.items():
        for cut in mask.cuts(name)[:1]:
            other = {"row": str(withheld[cut.name].spot.row)}
            allowed_here = Phrase("rows.is.person-named-otherwise", other)
            faults.unfit(row.spot.said("name"), name, allowed_here)
            found.add(row.place)
    return frozenset(found)
