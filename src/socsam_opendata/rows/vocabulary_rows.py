"""Given rows of municipalities and parties: the vocabulary publishes its own, and they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from socsam_opendata.model.code_lists import registry
from socsam_opendata.model.iris import fold
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.rows.faults import Faults
from socsam_opendata.rows.joins import NAMED_BY, registered_rows
from socsam_opendata.rows.take import TakenRow
from socsam_opendata.texts import Phrase


def check_registered(table: str, rows: Iterable[TakenRow], faults: Faults) -> None:
    """A fault for each cell that says something else than the vocabulary's row.

    Names, and rows that the vocabulary has not, are told where keys are looked up.
    """
    columns = [c for c in BY_NAME[table].columns if c.name not in {"id", *NAMED_BY[table]}]
    for row in rows:
        known = _known(table, row.cells)
        for column in columns if known else ():
            given, has = row.cells[column.name], getattr(known, column.name)
            said = _town(given) if given and isinstance(column.kind, KeyOf) else given
            if said is not None and fold(str(said)) != fold(str(has or "")):
                wanted = Phrase("rows.is.of-vocabulary", {"known": has or "–"})
                faults.unfit(row.spot.said(column.name), given, wanted)


def _town(given: str) -> str | None:
    """The code of a municipality by code or name; None for what a giver may call a row."""
    known = registry()
    return given if given in known.municipality_by_id else known.municipality(given)


def _known(table: str, cells: Mapping[str, Any]) -> Any:
    """The row of the vocabulary: by code or letters, else by name."""
    known = registry()
    if table == "municipalities":
        named = known.municipality(cells["name"] or "") or known.municipality(
            cells["official_name"] or ""
        )
        key = cells["id"] if cells["id"] in known.municipality_by_id else named
    else:
        party = known.party(cells["abbreviation"] or "") or known.party(cells["name"] or "")
        key = party or cells["id"]
    return registered_rows(table).get(key or "")
