"""Given rows of municipalities and parties beside a document: the vocabulary has these rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.take import TakenRow
from socsam_opendata.texts import Phrase


def check_registered(table: str, rows: Iterable[TakenRow], faults: Faults) -> None:
    """A fault for each cell that says something else than the vocabulary's row.

    A row that the vocabulary has not is told where keys are looked up.
    """
    columns = [c.name for c in BY_NAME[table].columns
               if c.name != "id" and not isinstance(c.kind, KeyOf)]  # fmt: skip
    for row in rows:
        known = _known(table, row.cells)
        for name in columns if known else ():
            given, has = row.cells[name], getattr(known, name)
            if given is not None and fold(str(given)) != fold(str(has or "")):
                said = Phrase("rows.is.of-vocabulary", {"known": has or "–"})
                faults.unfit(row.spot.said(name), given, said)


def _known(table: str, cells: Mapping[str, Any]) -> Any:
    """The row of the vocabulary: by code or letters, else by name."""
    known = registry()
    if table == "municipalities":
        key = cells["id"] if cells["id"] in known.municipality_by_id else None
        key = key or known.municipality(cells["name"] or "")
        return known.municipality_by_id.get(key or "")
    party = known.party(cells["abbreviation"] or "")
    return known.party_by_id.get(party or cells["id"] or "")
