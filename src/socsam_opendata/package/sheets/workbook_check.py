"""The workbook read back: whether every cell is what the tables and the sheets say it must be.

It is judged as a workbook, by the columns of its own sheets, never by types that are guessed of its
cells. It is read a row at a time with openpyxl, which the judges bring.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

from socsam_opendata.package.package import Tables
from socsam_opendata.package.sheets.sheets import (
    EXCEL_ROWS,
    SHEETS,
    Cell,
    Sheet,
    Words,
    fitting,
    newest,
    plain,
)
from socsam_opendata.package.sheets.workbook import CELLS, FIRST_DAY, about_sheet
from socsam_opendata.texts import Phrase

# Faults of a sheet that are named; where a row is missing, all cells below it differ.
_NAMED = 10
_SHOWN = 60
_DIGITS = 15  # that a spreadsheet keeps of a number
# A character written by its code (ECMA-376 part 1, 22.9.2.19): openpyxl leaves it so.
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
_NOTHING = Phrase("judges.workbook.nothing")


@dataclass(slots=True)
class Seen:
    """How many cells were compared."""

    cells: int = 0


def stored(cell: Cell) -> object:
    """What a workbook must hold of a value: what openpyxl gives of the cell."""
    if isinstance(cell, str):
        return fitting(plain(cell)) or None
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, dt.date):
        return dt.datetime.combine(cell, dt.time()) if cell >= FIRST_DAY else cell.isoformat()
    return cell


def _decoded(text: str) -> str:
    return _CODED.sub(lambda code: chr(int(code[1], 16)), text)


def _is_live(cell: Any) -> bool:
    """Whether a cell holds a formula, or what a formula that failed leaves."""
    return cell.data_type in ("f", "e")


def _equal(found: object, expected: object) -> bool:
    """Whether a cell holds a value; an empty text is nothing."""
    if expected is None:
        return found in (None, "")
    if isinstance(found, str) and isinstance(expected, str):
        return expected in (found, _decoded(found))
    if isinstance(found, bool) or isinstance(expected, bool):
        return False
    if isinstance(found, int | float) and isinstance(expected, int | float):
        return f"{found:.{_DIGITS}G}" == f"{expected:.{_DIGITS}G}"
    return type(found) is type(expected) and found == expected


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _shown(value: object) -> object:
    """A value in a sentence: texts in quotation marks, days without a time of day."""
    if value is None:
        return _NOTHING
    if isinstance(value, str):
        return f"”{_cut(' '.join(value.split()))}”"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    return _cut(str(value))


def _told(cell: Any) -> object:
    """What a cell holds, in a sentence."""
    if _is_live(cell):
        return Phrase("judges.workbook.formula", {"text": _cut(str(cell.value))})
    return _shown(cell.value)


def _expected(sheet: Sheet, rows: Iterator[Any], words: Words) -> Iterator[tuple[object, ...]]:
    """The headings and then the rows of a sheet, as a workbook must hold them."""
    yield tuple(stored(shown.heading) for shown in sheet.columns)
    for batch in rows:
        columns = [map(stored, words.cells(shown, batch)) for shown in sheet.columns]
        yield from zip(*columns, strict=True)


def _cell_faults(
    sheet: Sheet, row: int, cells: tuple[Any, ...], expected: tuple[object, ...]
) -> Iterator[Phrase]:
    """The cells of a row that are not as they must be; there may be more or fewer than columns."""
    from openpyxl.cell.read_only import EMPTY_CELL
    from openpyxl.utils import get_column_letter

    headings = [shown.heading for shown in sheet.columns]
    for at, (cell, value) in enumerate(zip_longest(cells, expected)):
        held = EMPTY_CELL if cell is None else cell
        if _is_live(held) or not _equal(held.value, value):
            letter = get_column_letter(at + 1)
            column = f"{letter} ({headings[at]})" if at < len(headings) else letter
            facts = {"sheet": sheet.name, "row": row, "column": column, "found": _told(held),
                     "expected": _shown(value)}  # fmt: skip
            yield Phrase("judges.workbook.cell", facts)


def _sheet_faults(
    page: Any, sheet: Sheet, expected: Iterator[tuple[object, ...]], seen: Seen
) -> Iterator[Phrase]:
    """What is wrong with a sheet: its count of rows, then its first wrong cells, row by row."""
    named: list[Phrase] = []
    wrong = found = wanted = 0
    for row, (cells, values) in enumerate(zip_longest(page.iter_rows(), expected), 1):
        found += cells is not None
        wanted += values is not None
        if cells is None or values is None:
            continue
        seen.cells += len(values)
        for fault in _cell_faults(sheet, row, cells, values):
            wrong += 1
            if len(named) < _NAMED:
                named.append(fault)
    if found != wanted:
        facts = {"sheet": sheet.name, "found": found - 1, "expected": wanted - 1}
        yield Phrase("judges.workbook.rows", facts)
    yield from named
    if wrong > len(named):
        facts = {"sheet": sheet.name, "count": wrong - len(named)}
        yield Phrase("judges.workbook.more", facts)


def _about_faults(page: Any) -> Iterator[Phrase]:
    """The sheet about the data is prose; nothing in it is computed."""
    for row in page.iter_rows():
        for cell in row:
            if _is_live(cell):
                facts = {"sheet": page.title, "cell": cell.coordinate, "found": _told(cell)}
                yield Phrase("judges.workbook.about", facts)


def workbook_faults(
    path: Path, tables: Tables, seen: Seen, rows: int = EXCEL_ROWS, cells: int = CELLS
) -> Iterator[Phrase]:
    """Where a workbook is not what the Parquet files of its package make it; `seen` counts cells.

    `rows` and `cells` are the limits that it was written with (`write_workbook`). What openpyxl
    cannot read raises its own errors: BadZipFile, KeyError, ValueError, SyntaxError.
    """
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    try:
        names = [SHEETS[0].name, about_sheet(), *(sheet.name for sheet in SHEETS[1:])]
        if book.sheetnames != names:
            facts = {"found": ", ".join(book.sheetnames), "expected": ", ".join(names)}
            yield Phrase("judges.workbook.sheets", facts)
            return
        for page in book:
            page.reset_dimensions()  # what the file says of its size need not be so
        span, words = newest(tables, rows, cells), Words.of(tables)
        for sheet in SHEETS:
            expected = _expected(sheet, span.rows(tables, sheet), words)
            yield from _sheet_faults(book[sheet.name], sheet, expected, seen)
        yield from _about_faults(book[about_sheet()])
    finally:
        book.close()
