"""CSV as Swedish Excel opens it by a double click: semicolons, decimal comma, Swedish headings.

UTF-8 with a byte order mark, CRLF for line ends, quotes as RFC 4180 has them. The columns and
values are those of the workbook, and a text longer than a cell is cut as there: Excel would carry
the rest into other cells. The rows of a meeting come in the order of its source.

Excel guesses at the cells of a CSV file: it runs a text that begins as a formula does, so such a
text gets an apostrophe before it. The export says how many texts were marked and cut. Excel also
drops leading zeros and takes `2025-12` for a day, which no CSV can prevent; the workbook has
neither fault.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from socsam_opendata.errors import PackageError, SocsamError, did_you_mean
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.model.table import Table
from socsam_opendata.package.leaks import check_package
from socsam_opendata.package.package import Package
from socsam_opendata.package.sheets.sheets import (
    EXCEL_ROWS,
    SHOWN_IN,
    Sheet,
    Words,
    fitting,
    in_print,
    plain,
    runs,
    sheet_of,
)
from socsam_opendata.settings.dataset_toml import minutes_around
from socsam_opendata.texts import Phrase

_MARK = "\ufeff"
_HEADINGS = 4_000  # bytes; no table's headings are longer
_QUOTED = re.compile('[";\r\n]')


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written; how many texts got an apostrophe before them, and were cut."""

    path: Path
    table: str
    rows: int
    marked: int
    cut: int = 0

    @property
    def too_long(self) -> bool:
        """Whether Excel shows only the first of its rows."""
        return self.rows > EXCEL_ROWS


def _chosen(names: Sequence[str]) -> tuple[Table, ...]:
    """The tables of these names in the order of the declaration, all where none is named."""
    for name in names:
        if name not in BY_NAME:
            known = Phrase("errors.export.tables", {"names": ", ".join(BY_NAME)})
            hint = did_you_mean(name, BY_NAME, otherwise=known)
            raise SocsamError("export.no-table", name=name, hint=hint)
    return tuple(table for table in TABLES if not names or table.name in names)


def _target(out: Path, sheet: Sheet) -> Path:
    """Where a table is written; SocsamError where something lies that is no earlier export."""
    path = out / f"{sheet.table.name}-excel.csv"
    if not path.exists():
        return path
    key = sheet.table.by_name["id"].means.label(SHOWN_IN)
    if path.is_file():
        with path.open("rb") as file:
            first = file.readline(_HEADINGS).decode("utf-8", "replace").rstrip()
        if first.startswith(_MARK) and key in first.removeprefix(_MARK).split(";"):
            return path
    raise SocsamError("export.occupied", path)


def _check(package: Package, out: Path, tables: Sequence[Table]) -> None:
    """Refuse a package without these tables, and a place for files that cannot be one."""
    for table in tables:
        # Only Parquet knows dates and numbers, which Excel has its own way to write.
        if table.name not in package.files or package.file(table.name).parquet is None:
            raise PackageError("export.lacks-table", package.folder, table=table.name)
    if out.exists() and not out.is_dir():
        raise SocsamError("export.is-file", out)
    if not out.exists() and not out.parent.is_dir():
        raise SocsamError("place.no-folder", out.parent)
    if out.resolve().is_relative_to(package.folder.resolve()):
        raise SocsamError("export.in-package", out)
    around = minutes_around(out)
    if around:
        raise SocsamError("place.in-minutes", out, folder=around)


def _text(cell: dt.date | dt.time | int | Decimal | None) -> str:
    """A cell that is no text as Swedish Excel reads it."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes") if cell.second == 0 else cell.isoformat()
    return str(cell)


def _quoted(text: str) -> str:
    """A text with quotes where RFC 4180 asks for them."""
    if _QUOTED.search(text) is None:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _safe(cell: str) -> tuple[str, bool, bool]:
    """A text that Excel neither runs nor breaks, and whether it was marked and cut."""
    text = plain(cell)
    marked = f"'{text}" if runs(text) else text
    held = fitting(marked)
    return held, marked != text, held != marked


def _lines(package: Package, sheet: Sheet, words: Words) -> Iterator[tuple[str, int, int]]:
    """The rows of a table as lines without their end, each with the texts marked and cut."""
    for batch in in_print(package, sheet.table):
        columns = [words.cells(shown, batch) for shown in sheet.columns]
        for cells in zip(*columns, strict=True):
            marked = cut = 0
            texts = []
            for cell in cells:
                if isinstance(cell, str):
                    text, is_marked, is_cut = _safe(cell)
                    marked += is_marked
                    cut += is_cut
                else:
                    text = _text(cell)
                texts.append(_quoted(text))
            yield ";".join(texts), marked, cut


def _write(package: Package, sheet: Sheet, words: Words, path: Path) -> Exported:
    """Write one table beside its place and give it its name when it is whole."""
    rows = marked = cut = 0
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="") as file:
            file.write(_MARK + ";".join(_quoted(c.heading) for c in sheet.columns) + "\r\n")
            for line, marked_here, cut_here in _lines(package, sheet, words):
                file.write(f"{line}\r\n")
                rows += 1
                marked += marked_here
                cut += cut_here
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Exported(path, sheet.table.name, rows, marked, cut)


def _files(package: Package, tables: Sequence[str]) -> list[str]:
    """The files that tables are read from, relative to their package."""
    home = package.folder.resolve()
    return [package.files[name].path.resolve().relative_to(home).as_posix() for name in tables]


def export_excel_csv(folder: Path, out: Path, tables: Sequence[str] = ()) -> list[Exported]:
    """Write out/{table}-excel.csv of the tables named, or of all; what was written, in order.

    `out` is made where its parent is there. Earlier exports are replaced and other files left as
    they are; SocsamError before anything is written for an unknown table, a place inside the
    package, or a file in the way; PackageError for a folder without a package.
    """
    sheets = [sheet_of(table) for table in _chosen(tables)]
    package = Package.open(folder)
    _check(package, out, [sheet.table for sheet in sheets])
    check_package(package.folder, files=_files(package, [sheet.table.name for sheet in sheets]))
    targets = [_target(out, sheet) for sheet in sheets]
    words = Words.of(package)
    out.mkdir(exist_ok=True)
    return [
        _write(package, sheet, words, path) for sheet, path in zip(sheets, targets, strict=True)
    ]
