"""What one row says that cannot be so, whatever it belongs to.

Of a row that leads to no meeting this is told at once, with that; of others with what the rows of
the meeting say together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from socsam_opendata.model.derived import IN_ORDER, MIXED
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.rows.faults import Faults, lines_said
from socsam_opendata.rows.joins import JoinedRow
from socsam_opendata.rows.values import MEDIA_TYPES, a_media_type, is_after
from socsam_opendata.texts import Phrase, Thousands

# A row, its column at fault, what stands there, and what may.
RowFault = tuple[JoinedRow, str, object, Phrase]
# A text is not taken to be longer, where rows point into one that is not given.
MOST_LINES = 1_000_000
ANY_LINES = Phrase("rows.is.lines-of-any", {"most": Thousands(MOST_LINES)})
# Periods are EDTF dates, which a check of all rows cannot compare.
_IN_ORDER: Mapping[str, tuple[str, str]] = {
    **IN_ORDER, "clauses": ("effective_from", "effective_until"),
}  # fmt: skip


def check_astray(row: JoinedRow, faults: Faults) -> None:
    """Put to the faults what is wrong with a row that belongs to no meeting that is known."""
    for found in (of_row(row), of_part(row), of_lines(row, MOST_LINES, ANY_LINES), of_source(row)):
        for _, column, given, allowed in found:
            faults.unfit(row.spot.said(column), given, allowed)


def of_row(row: JoinedRow) -> Iterator[RowFault]:
    """Times that run back, somebody who serves for themselves, a clause of a mixed force."""
    cells = row.cells
    if row.table in _IN_ORDER:
        first, last = _IN_ORDER[row.table]
        begins, ends = cells[first], cells[last]
        if begins is not None and ends is not None and is_after(begins, ends):
            yield row, first, str(begins), Phrase("rows.is.before", {"column": last})
    if row.table == "meetings":
        begins, ends = (cells[name] for name in ("first_paragraph", "last_paragraph"))
        if None not in (begins, ends) and int(begins) > int(ends):
            greater = Phrase("rows.is.no-greater", {"column": "last_paragraph", "value": ends})
            yield row, "first_paragraph", begins, greater
    serves = cells.get("serves_for")
    if serves is not None and serves == cells["person"]:
        yield row, "serves_for", row.given["serves_for"], Phrase("rows.is.other-person")
    if row.table == "clauses" and cells["force"] == MIXED:
        yield row, "force", MIXED, Phrase("rows.is.one-force")
    if cells.get("withheld") and cells.get("person"):
        yield row, "withheld", cells["withheld"], Phrase("rows.is.not-withheld")


def of_part(row: JoinedRow) -> Iterator[RowFault]:
    """A letter without what it is a part of, or the other way round."""
    if row.table != "agenda_items" or row.faulty & {"part", "parent"}:
        return
    if (row.cells["part"] is None) != (row.cells["parent"] is None):
        absent = "parent" if row.cells["parent"] is None else "part"
        yield row, absent, None, Phrase("rows.is.part-and-parent")


def of_lines(row: JoinedRow, end: int, allowed: Phrase) -> Iterator[RowFault]:
    """Lines that run back or beyond the end of their text, or one without the other."""
    first, last = (row.cells.get(c) for c in ("first_line", "last_line"))
    if (first is None) != (last is None):
        if not row.faulty & {"first_line", "last_line"}:
            absent = "first_line" if first is None else "last_line"
            yield row, absent, None, Phrase("rows.is.both-lines")
    elif first is not None and last is not None and not 1 <= first <= last <= end:
        yield row, "last_line", lines_said(first, last), allowed


def of_source(row: JoinedRow) -> Iterator[RowFault]:
    """A source of an unknown kind, and a problem of a table that is none."""
    if row.table == "sources":
        media = row.cells["media_type"]
        if media is not None and media not in MEDIA_TYPES:
            yield row, "media_type", media, a_media_type()
    elif row.table == "problems":
        name = row.cells["table_name"]
        if name is not None and name not in BY_NAME:
            yield row, "table_name", name, Phrase("rows.is.table", {"known": "`, `".join(BY_NAME)})
