"""Tables as people read them in a spreadsheet: Swedish headings, labels and names, plain cells.

The workbook and the CSV files for Swedish Excel show the same columns and values. Codes are shown
by their Swedish labels, keys of shared tables by names, `yes` and `no` as Ja and Nej. The key of
the row stays, so that rows join with CSV, Parquet and linked data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.kinds import (
    CodeOf,
    Date,
    Edtf,
    Integer,
    KeyOf,
    Kind,
    Number,
    Time,
    YesNo,
)
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import PROVENANCE, Table
from socsam_opendata.package.package import Tables
from socsam_opendata.texts import say

Cell = str | dt.date | dt.time | int | Decimal | None

# What headings, labels and names of sheets are written in.
SHOWN_IN = "sv"

REPLACED = "\N{REPLACEMENT CHARACTER}"
SHEET_ROWS = 8_000
EXCEL_ROWS = 1_048_575  # that a sheet can hold beside its headings
# The column that names the rows of a table, where others refer to it.
_NAMED = {
    "municipalities": "name",
    "parties": "name",
    "organizations": "name",
    "persons": "name",
    "cases": "title",
}
_YES_NO = {cell: say(f"workbook.cell.{cell}", SHOWN_IN) for cell in ("yes", "no")}
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls and noncharacters, which XML 1.0 (production 2, Char) cannot hold or advises against.
_UNHELD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# What spreadsheets run when a cell begins with it, blanks and controls before it not counted, or
# take for the start of a formula after an import (OWASP, CSV Injection); also in full width.
_RUNS = re.compile(r"[\t\r\n]|[\s\x00-\x1f\ufeff]*[=+\-@＝＋－＠]")
CHARACTERS = 32_767  # that a cell can hold, in UTF-16 code units
CUT = " […]"
_IN_PRINT = [(name, "ascending") for name in ("source", "first_line", "id")]


def plain(text: str) -> str:
    r"""Text with \n for line ends and U+FFFD for each control character and noncharacter."""
    if text.isprintable():
        return text
    return _UNHELD.sub(REPLACED, _LINE_ENDS.sub("\n", text))


def runs(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula when it is typed or imported."""
    return _RUNS.match(text) is not None


def fitting(text: str) -> str:
    """A text that a cell can hold: cut at 32,767 UTF-16 code units, with a marker at the end."""
    if len(text) <= CHARACTERS // 2 or len(text.encode("utf-16-le")) // 2 <= CHARACTERS:
        return text
    kept = text.encode("utf-16-le")[: 2 * (CHARACTERS - len(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT


# Widths of columns in characters of the default font. Texts that are wide are wrapped as well.
_WRAPPED = {
    "text": 70, "title": 45, "message": 60, "message_en": 60, "quoted_text": 50, "case": 40,
    "name": 36, "name_en": 36, "official_name": 30, "body": 28, "beneficiary": 28, "place": 28,
    "addressees": 40, "assignee": 30, "actions": 28, "presenters": 28, "amounts_text": 24,
    "amount_meaning": 24, "yes_means": 40, "no_means": 40, "body_text": 30, "adjustment_place": 28,
}  # fmt: skip
_NARROW = {
    "paragraph": 12, "number": 10, "part": 7, "clause": 8, "currency": 8, "abbreviation": 12,
    "county_code": 8, "first_paragraph": 10, "last_paragraph": 10, "party_text": 12,
}  # fmt: skip
_OF_KIND: dict[type[Kind], int] = {
    Date: 12, Time: 9, Integer: 11, Number: 16, YesNo: 11, Edtf: 14, CodeOf: 22, KeyOf: 30,
}  # fmt: skip
_KEY_WIDTH = 26


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as it is shown: the table's column it comes from, heading, kind, and width.

    `meeting_day` says that the day of the row's meeting stands in place of its source.
    """

    column: str
    heading: str
    kind: Kind
    width: int
    wrapped: bool = False
    meeting_day: bool = False


def _shown(table: Table, name: str) -> Shown:
    column = table.by_name[name]
    kind = column.kind
    heading = column.means.label(SHOWN_IN)
    if name == "id" or (isinstance(kind, KeyOf) and kind.target not in _NAMED):
        return Shown(name, heading, kind, _KEY_WIDTH)
    width = (_WRAPPED | _NARROW).get(name) or _OF_KIND.get(type(kind), 20)
    wrapped = name in _WRAPPED or isinstance(kind, KeyOf)
    return Shown(name, heading, kind, max(width, len(heading) + 3), wrapped)


@dataclass(frozen=True)
class Sheet:
    """A table as a sheet; `name` is its title."""

    table: Table
    name: str

    @cached_property
    def columns(self) -> tuple[Shown, ...]:
        """The columns: the day of the meeting, the table's own, the key, and where it stands."""
        names = [c.name for c in self.table.columns]
        last = ["id", *(PROVENANCE if self.table.is_fact else ())]
        dated = any(c.name == "date" and isinstance(c.kind, Date) for c in self.table.columns)
        first = [_MEETING_DAY] if self.meeting and not dated else []
        own = [name for name in names if name not in last]
        return (*first, *(_shown(self.table, name) for name in [*own, *last]))

    @cached_property
    def meeting(self) -> str | None:
        """The column that says which source, and so which meeting, a row comes from."""
        return "source" if "source" in self.table.by_name else None


_MEETING_DAY = Shown(
    "source", say("workbook.column.meeting-day", SHOWN_IN), Date(), 12, meeting_day=True
)


def sheet_of(table: Table) -> Sheet:
    """Any table as a sheet of its title; the overview is what people call decisions."""
    if table.name == "decision_overview":
        return Sheet(table, say("workbook.sheet.decisions", SHOWN_IN))
    return Sheet(table, table.label(SHOWN_IN))


# The sheets of the workbook, in order: the tables people use.
SHEETS: tuple[Sheet, ...] = tuple(
    sheet_of(BY_NAME[name])
    for name in (
        "decision_overview", "meetings", "participants", "agenda_items", "assignments", "amounts",
        "documents", "citations", "votes", "ballots", "dissents", "roles", "memberships",
        "persons", "organizations", "municipalities", "parties", "problems",
    )
)  # fmt: skip
LEFT_OUT: tuple[Table, ...] = tuple(t for t in TABLES if t not in {s.table for s in SHEETS})


def in_print(tables: Tables, table: Table) -> Iterator[pa.RecordBatch]:
    """The rows of a table in batches, those of a meeting in the order of its source.

    A table that does not say where its rows stand comes in the order of ids. The files are sorted
    by id as text, where 10 comes before 2; so what is in memory is a batch and the rows of one
    meeting.
    """
    if not {"source", "first_line"} <= table.by_name.keys():
        yield from tables.batches(table.name, rows=SHEET_ROWS)
        return
    held = table.schema.empty_table()  # rows of the last meeting seen, which may go on
    for batch in tables.batches(table.name, rows=SHEET_ROWS):
        rows = pa.concat_tables([held, pa.Table.from_batches([batch]).cast(table.schema)])
        last = pc.equal(rows["source"], rows["source"][-1])
        held = rows.filter(last)
        yield from _sorted(rows.filter(pc.invert(last)))
    yield from _sorted(held)


def _sorted(rows: pa.Table) -> Iterator[pa.RecordBatch]:
    """Rows of whole meetings in the order of meetings and lines."""
    if len(rows):
        ordered = rows.take(pc.sort_indices(rows, sort_keys=_IN_PRINT))
        yield from ordered.combine_chunks().to_batches()


def _names(tables: Tables, table: str, column: str) -> dict[str, str]:
    """Keys and names; a name that several rows have is followed by the key."""
    pairs = [
        pair
        for batch in tables.batches(table, ["id", column])
        for pair in zip(batch["id"].to_pylist(), batch[column].to_pylist(), strict=True)
    ]
    times = Counter(name for _, name in pairs)
    return {key: name if times[name] == 1 else f"{name} ({key})" for key, name in pairs}


@dataclass(frozen=True)
class Words:
    """What keys, codes and sources of a package are shown as."""

    names: dict[str, dict[str, str]]
    days: dict[str, dt.date]

    @classmethod
    def of(cls, tables: Tables) -> Words:
        """Read from the shared tables and the meetings of a package."""
        days = {
            source: day
            for batch in tables.batches("meetings", ["source", "date"])
            for source, day in zip(
                batch["source"].to_pylist(), batch["date"].to_pylist(), strict=True
            )
        }
        return cls({name: _names(tables, name, c) for name, c in _NAMED.items()}, days)

    def cells(self, shown: Shown, rows: pa.RecordBatch) -> list[Cell]:
        """The cells of a column; None where there is nothing."""
        values: list[Any] = rows[shown.column].to_pylist()
        if shown.meeting_day:
            return [self.days.get(value) for value in values]
        words = self._words(shown.kind)
        if words is not None:
            return [words.get(value, value) for value in values]
        if isinstance(shown.kind, Edtf):
            return [_day(value) for value in values]
        return values

    def _words(self, kind: Kind) -> dict[str, str] | None:
        if isinstance(kind, CodeOf):
            return {code.notation: code.label(SHOWN_IN) for code in code_list(kind.scheme).codes}
        if isinstance(kind, KeyOf):
            return self.names.get(kind.target)
        return _YES_NO if isinstance(kind, YesNo) else None


def _day(edtf: str | None) -> str | dt.date | None:
    """A date of known precision as a day where it is one, else as it is written."""
    if edtf is None or len(edtf) != 10 or "/" in edtf:
        return edtf
    try:
        return dt.date.fromisoformat(edtf)
    except ValueError:  # the pattern of the form lets 2031-02-30 through
        return edtf


@dataclass(frozen=True, slots=True)
class Span:
    """Which meetings a workbook holds: sources left out, their number, all meetings, first day."""

    left_out: pa.Array
    meetings: int
    first_day: dt.date | None

    @property
    def whole(self) -> bool:
        """Whether every meeting is there."""
        return len(self.left_out) == 0

    def rows(self, tables: Tables, sheet: Sheet) -> Iterator[pa.RecordBatch]:
        """The rows of a sheet that belong to the meetings held, or to none, as in the sources."""
        for batch in in_print(tables, sheet.table):
            if self.whole or sheet.meeting is None:
                yield batch
            else:
                out = pc.is_in(batch[sheet.meeting], value_set=self.left_out)
                yield batch.filter(pc.invert(out))


def newest(tables: Tables, rows: int, cells: int) -> Span:
    """The newest meetings whose rows fit: `rows` a sheet, `cells` in all, shared tables first."""
    meetings = [
        pair
        for batch in tables.batches("meetings", ["date", "source"])
        for pair in zip(batch["date"].to_pylist(), batch["source"].to_pylist(), strict=True)
    ]
    of_meetings = [s for s in SHEETS if s.meeting]
    room = cells - sum(
        tables.count(s.table.name) * len(s.columns) for s in SHEETS if s not in of_meetings
    )
    counts = [_by_source(tables, sheet) for sheet in of_meetings]
    used = [0] * len(of_meetings)
    meetings.sort(reverse=True)
    for at, (_, source) in enumerate(meetings):
        used = [n + found[source] for n, found in zip(used, counts, strict=True)]
        size = sum(n * len(s.columns) for n, s in zip(used, of_meetings, strict=True))
        if max(used) > rows or size > room:
            left_out = sorted(source for _, source in meetings[at:])
            day = meetings[at - 1][0] if at else None
            return Span(pa.array(left_out, pa.string()), len(meetings), day)
    return Span(pa.array([], pa.string()), len(meetings), meetings[-1][0] if meetings else None)


def _by_source(tables: Tables, sheet: Sheet) -> Counter[str]:
    """How many rows of a sheet come from each source."""
    found: Counter[str] = Counter()
    for batch in tables.batches(sheet.table.name, ["source"]):
        for pair in pc.value_counts(batch["source"]).to_pylist():
            found[pair["values"]] += pair["counts"]
    return found
