"""{name}.xlsx: the tables people use as one workbook, decisions first, with a sheet about the data.

Rows stream from the Parquet files of a package through XlsxWriter, one row in memory at a time.
Whatever comes from data is written as text, number, day or time, never as a formula or a link; a
text that begins as a formula does is marked as text, so that editing the cell does not run it.

A sheet holds 1,048,576 rows and a cell 32,767 characters (Excel specifications and limits). Where
the rows of all meetings do not fit, or would make a file that no computer opens in reasonable time,
the workbook holds the newest meetings, the same ones in every sheet, and says so.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from socsam_opendata.model.withheld import MASK
from socsam_opendata.package.contents import WORKBOOK
from socsam_opendata.package.new_package import Edition, NewPackage
from socsam_opendata.package.package import Tables
from socsam_opendata.package.sheets.sheets import (
    EXCEL_ROWS,
    LEFT_OUT,
    SHEETS,
    SHOWN_IN,
    Cell,
    Sheet,
    Span,
    Words,
    fitting,
    newest,
    plain,
    runs,
)
from socsam_opendata.settings.authorities import CC0_PAGE
from socsam_opendata.settings.dataset_toml import Settings
from socsam_opendata.texts import say

CELLS = 5_000_000  # opened in half a minute, written in about one
_PLACES = 10
_LINE = 15  # points, of the default font
_LINES = 20  # of the highest row; a spreadsheet shows 27
_ABOUT_WIDTHS = (28, 100, 20, 12, 12)
_PAGE = 220  # characters of print across a page that can be read
# Excel counts days from 1900 and has a 29 February that year; earlier days are written as text.
FIRST_DAY = dt.date(1900, 3, 1)
_NO_DATE = dt.date(1980, 1, 1)
# The lines of the sheet about the data, where they apply: of the dataset, and on how to read it.
_DATASET = ("publisher", "version", "day", "licence", "cite")
_READING = (
    "left-out", "meetings", "newest", "words", "source", "dates", "doubtful", "withheld",
    "coverage", "limits", "marked", "cut", "replaced",
)  # fmt: skip
# Only for those who do not read the names of the sheets.
_SHEET_NAMES = "sheets"
_HEADINGS = ("sheet", "contents", "table", "rows-here", "rows-in-all")
_ENGLISH = "en"


def workbook_path(settings: Settings, folder: Path) -> Path:
    """Where the workbook lies in a package."""
    return folder / WORKBOOK.at(name=settings.name)


@dataclass
class Places:
    """How many cells something was done to, and where the first of them are."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, sheet: str, row: int, column: int) -> None:
        """Take in a cell."""
        self.count += 1
        if len(self.first) < _PLACES:
            self.first.append(f"{sheet}!{xl_rowcol_to_cell(row, column)}")

    @property
    def facts(self) -> dict[str, str]:
        """The count and the places in words."""
        more = ", …" if self.count > len(self.first) else ""
        return {"count": _thousands(self.count), "places": ", ".join(self.first) + more}


@dataclass
class Written:
    """What was written: rows by table, and the cells whose text is marked, cut or replaced."""

    rows: dict[str, int] = field(default_factory=dict)
    marked: Places = field(default_factory=Places)
    cut: Places = field(default_factory=Places)
    replaced: Places = field(default_factory=Places)

    @property
    def places(self) -> dict[str, Places]:
        """The places by the name of the text that tells of them."""
        return {"marked": self.marked, "cut": self.cut, "replaced": self.replaced}


@dataclass(frozen=True, slots=True)
class _Style:
    """A format, and the same for a text that must not be run."""

    usual: Format
    marked: Format


class _Styles:
    """The formats of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self.text = self._pair()
        self.wrapped = self._pair(text_wrap=True)
        self.date = self._pair(num_format="yyyy-mm-dd", align="left")
        self.time = self._pair(num_format="hh:mm", align="left")
        self.number = self._pair(num_format="#,##0.00")
        self.integer = self._pair(num_format="0")
        self.title = self._pair(bold=True, font_size=16)
        self.section = self._pair(bold=True, font_size=12)
        self.label = self._pair(bold=True, text_wrap=True)
        self.heading = self._pair(
            bold=True, text_wrap=True, bg_color="#DCE6F1", bottom=1, font_color="#000000"
        )

    def _pair(self, **properties: Any) -> _Style:
        usual = {"valign": "top", **properties}
        marked = {**usual, "quote_prefix": True}
        return _Style(self._book.add_format(usual), self._book.add_format(marked))


class _Page:
    """A worksheet being written, row after row."""

    def __init__(self, sheet: Worksheet, name: str, styles: _Styles, written: Written) -> None:
        self.sheet = sheet
        self._name = name
        self.styles = styles
        self._written = written

    def height(self, row: int, widths: Sequence[int], cells: Sequence[Cell]) -> None:
        """Make a row as high as its wrapped texts need: LibreOffice does not do so by itself.

        To be called before the cells are written; a width of 0 says that a column is not wrapped.
        """
        lines = 1
        for width, cell in zip(widths, cells, strict=False):
            if width and isinstance(cell, str) and (len(cell) >= width or "\n" in cell):
                held = width * 11 // 10  # letters are narrower than digits, which widths count
                lines = max(lines, sum(len(line) // held + 1 for line in cell.split("\n")))
        if lines > 1:
            self.sheet.set_row(row, _LINE * min(lines, _LINES))

    def text(self, row: int, column: int, text: str, style: _Style) -> None:
        """Write a text as text."""
        shown = plain(text)
        if shown != text:
            self._written.replaced.add(self._name, row, column)
        whole, shown = shown, fitting(shown)
        if shown != whole:
            self._written.cut.add(self._name, row, column)
        kind = style.usual
        if runs(shown):
            self._written.marked.add(self._name, row, column)
            kind = style.marked
        self.sheet.write_string(row, column, shown, kind)

    def cell(self, row: int, column: int, cell: Cell, style: _Style) -> None:
        """Write a value as what it is; text in the style given."""
        if cell is None:
            return
        if isinstance(cell, str):
            self.text(row, column, cell, style)
        elif isinstance(cell, int):
            self.sheet.write_number(row, column, cell, self.styles.integer.usual)
        elif isinstance(cell, Decimal):
            self.sheet.write_number(row, column, float(cell), self.styles.number.usual)
        elif isinstance(cell, dt.time):
            self.sheet.write_datetime(row, column, cell, self.styles.time.usual)
        elif cell < FIRST_DAY:
            self.text(row, column, cell.isoformat(), style)
        else:
            self.sheet.write_datetime(row, column, cell, self.styles.date.usual)


def _write_sheet(
    page: _Page, sheet: Sheet, rows: Iterator[pa.RecordBatch], words: Words, limit: int
) -> int:
    """Write the headings and the rows of a sheet, at most so many; the number written."""
    styles = page.styles
    formats = [styles.wrapped if shown.wrapped else styles.text for shown in sheet.columns]
    widths = [shown.width if shown.wrapped else 0 for shown in sheet.columns]
    for at, shown in enumerate(sheet.columns):
        page.sheet.set_column(at, at, shown.width)
        page.text(0, at, shown.heading, styles.heading)
    row = 0
    for batch in rows:
        columns = [words.cells(shown, batch) for shown in sheet.columns]
        for cells in zip(*columns, strict=True):
            if row == limit:
                break
            row += 1
            page.height(row, widths, cells)
            for at, cell in enumerate(cells):
                page.cell(row, at, cell, formats[at])
    _set_up(page.sheet, row, len(sheet.columns) - 1)
    _paper(page.sheet, sum(shown.width for shown in sheet.columns))
    return row


def _set_up(sheet: Worksheet, rows: int, last: int) -> None:
    """Headings that stay in sight, filters, and pages that can be printed."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, last)
    if rows:  # codes of municipalities are texts of digits, and meant to be
        sheet.ignore_errors({"number_stored_as_text": f"A2:{xl_rowcol_to_cell(rows, last)}"})
    sheet.repeat_rows(0)


def _paper(sheet: Worksheet, width: int) -> None:
    """A4 across, as few pages wide as can be read, the sheet's name and page numbers below."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(-(-width // _PAGE), 0)
    sheet.set_footer("&L&A&R&P (&N)")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def about_sheet() -> str:
    """The name of the sheet about the data."""
    return say("workbook.sheet.about", SHOWN_IN)


def _named(settings: Settings, language: str) -> dict[str, str]:
    """What the texts of the sheet about the data are filled with in a language."""
    return {
        "title": settings.label(language),
        "sheets": "; ".join(f"{s.name} = {s.table.label(language)}" for s in SHEETS),
        "left_out": "; ".join(f"{t.label(language)} ({t.name})" for t in LEFT_OUT),
    }


def _facts(new: NewPackage, span: Span, cells: int) -> dict[str, str]:
    """What the texts of the sheet about the data are filled with in any language."""
    settings, tables, day = new.settings, new.tables, new.edition.day
    lines = Counter[str]()
    names = ("lines", "lines_read", "lines_ignored", "lines_unread")
    for batch in tables.batches("sources", names):
        lines.update({name: pc.sum(batch[name]).as_py() or 0 for name in names})
    return {
        "publisher": settings.publisher.name or settings.title,
        "version": new.edition.version,
        "day": day,
        "released": f" ({day})" if day else "",
        "licence": CC0_PAGE,
        "link": settings.homepage or f"{settings.base}id/dataset/{settings.name}",
        "meetings": _thousands(span.meetings),
        "held": _thousands(span.meetings - len(span.left_out)),
        "first_day": str(span.first_day or "–"),
        "cells": _thousands(cells),
        "mask": MASK,
        "sources": _thousands(tables.count("sources")),
        "lines": _thousands(lines["lines"]),
        "read": _thousands(lines["lines_read"]),
        "ignored": _thousands(lines["lines_ignored"]),
        "unread": _thousands(lines["lines_unread"]),
    }


def _silent(edition: Edition, span: Span, written: Written) -> set[str]:
    """The texts that do not apply."""
    silent = {"meetings"} if not span.whole else {"newest"}
    if not edition.day:
        silent.add("day")
    return silent | {name for name, places in written.places.items() if not places.count}


class _About:
    """The sheet about the data, written line by line."""

    def __init__(self, page: _Page, facts: dict[str, str], written: Written) -> None:
        self._page = page
        self._facts = facts
        self._written = written
        self._row = 0

    def line(self, *cells: Cell, style: _Style) -> None:
        """Write a line; the first cell in the style given, the others wrapped."""
        if style is self._page.styles.title:
            self._page.sheet.set_row(self._row, 1.6 * _LINE)
        else:
            self._page.height(self._row, _ABOUT_WIDTHS, cells)
        for at, cell in enumerate(cells):
            self._page.cell(self._row, at, cell, self._page.styles.wrapped if at else style)
        self._row += 1

    def section(self, name: str) -> None:
        """Write the heading of a section, after an empty line."""
        self._row += 1
        self.line(say(f"workbook.section.{name}", SHOWN_IN), style=self._page.styles.section)

    def texts(self, names: Iterable[str], language: str, own: dict[str, str]) -> None:
        """Write texts in a language; `own` are facts in that language."""
        for name in names:
            places = self._written.places.get(name)
            facts = {**self._facts, **own, **(places.facts if places else {})}
            label, text = (
                say(f"workbook.about.{name}.{part}", language, **facts)
                for part in ("label", "text")
            )
            self.line(label, text, style=self._page.styles.label)

    def headings(self) -> None:
        """Write the headings of the list of sheets."""
        for at, name in enumerate(_HEADINGS):
            heading = say(f"workbook.heading.{name}", SHOWN_IN)
            self._page.text(self._row, at, heading, self._page.styles.heading)
        self._row += 1


def _write_about(
    page: _Page, settings: Settings, tables: Tables, facts: dict[str, str], silent: set[str],
    written: Written,
) -> None:  # fmt: skip
    """Write the sheet about the data: in the language of the workbook, then in English."""
    dataset, reading = ([n for n in names if n not in silent] for names in (_DATASET, _READING))
    own = _named(settings, SHOWN_IN)
    for at, width in enumerate(_ABOUT_WIDTHS):
        page.sheet.set_column(at, at, width)
    about = _About(page, facts, written)
    about.line(settings.title, style=page.styles.title)
    about.line(None, settings.description or None, style=page.styles.text)
    about.texts(dataset, SHOWN_IN, own)
    about.section("sheets")
    about.headings()
    for sheet in SHEETS:
        table = sheet.table
        rows = (written.rows[table.name], tables.count(table.name))
        about.line(sheet.name, table.about(SHOWN_IN), table.name, *rows, style=page.styles.text)
    about.section("reading")
    about.texts(reading, SHOWN_IN, own)
    about.section("english")
    title, described = settings.label(_ENGLISH), settings.about(_ENGLISH)
    about.line(title, described or None, style=page.styles.label)
    about.texts((*dataset, _SHEET_NAMES, *reading), _ENGLISH, _named(settings, _ENGLISH))
    _paper(page.sheet, sum(_ABOUT_WIDTHS))


def _properties(settings: Settings, edition: Edition) -> dict[str, Any]:
    day = edition.date or _NO_DATE
    return {
        "title": plain(settings.title),
        "author": plain(settings.publisher.name),
        "keywords": plain(", ".join(settings.keywords)),
        "comments": say("workbook.comments", SHOWN_IN, version=edition.version, licence=CC0_PAGE),
        "created": dt.datetime(day.year, day.month, day.day),
    }


def write_workbook(new: NewPackage, rows: int = EXCEL_ROWS, cells: int = CELLS) -> Path:
    """Write {name}.xlsx from the Parquet files of the package; equal data give equal bytes.

    Every sheet is there, also one without rows. `rows` bounds the rows of a sheet beside its
    headings, `cells` the cells of all sheets together; the oldest meetings beyond are left out.
    """
    settings, tables = new.settings, new.tables
    path = workbook_path(settings, new.folder)
    span, words, written = newest(tables, rows, cells), Words.of(tables), Written()
    with tempfile.TemporaryDirectory(prefix=".xlsx-", dir=new.folder) as scratch:
        options = {"constant_memory": True, "tmpdir": scratch}
        with closing(xlsxwriter.Workbook(str(path), options)) as book:
            book.set_properties(_properties(settings, new.edition))
            styles = _Styles(book)
            names = [SHEETS[0].name, about_sheet(), *(sheet.name for sheet in SHEETS[1:])]
            pages = {n: _Page(book.add_worksheet(n), n, styles, written) for n in names}
            for sheet in SHEETS:
                written.rows[sheet.table.name] = _write_sheet(
                    pages[sheet.name], sheet, span.rows(tables, sheet), words, rows
                )
            _write_about(
                pages[about_sheet()], settings, tables,
                _facts(new, span, cells), _silent(new.edition, span, written), written,
            )  # fmt: skip
    return path
