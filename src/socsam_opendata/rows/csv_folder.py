"""A folder NAME.rows: a CSV file a table, as programs or Excel save it, and source texts.

Cells are divided by commas, semicolons or tabs, whichever the line of headings has. The line of a
form below it, which explains the columns, is no row. Source texts lie in `sources/`, as in a
package.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from socsam_opendata.errors import (
    Place,
    SourceError,
    line_of,
    reason_of,
    system_reason,
)
from socsam_opendata.model.records import BY_NAME, TABLES
from socsam_opendata.rows.csv_forms import explains
from socsam_opendata.rows.faults import Faults, Spot, taken_columns
from socsam_opendata.rows.near_names import maybe_meant, near_hint, table_meant
from socsam_opendata.rows.take import MADE_TABLES, FileRow
from socsam_opendata.rows.values import LONGEST_CELL
from socsam_opendata.texts import Phrase

ENDING_FOLDER = ".rows"
SOURCES = "sources"
_DIVIDERS = ",;\t"
_TEXT = ".txt"
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})


def is_rows_folder(path: Path) -> bool:
    """Whether a path is a folder of rows, by its name."""
    return path.name.casefold().endswith(ENDING_FOLDER) and path.is_dir()


def has_meetings(folder: Path) -> bool:
    """Whether a folder of rows has a meeting of its own: all of it, then."""
    rows = csv_tables(folder, Faults()).get("meetings", iter(()))
    return next(rows, None) is not None


def csv_tables(folder: Path, faults: Faults) -> dict[str, Iterator[FileRow]]:
    """The rows of each table of a folder, as they are asked for.

    A file of no table is a fault, and so is one that is no text, when its rows are asked for; those
    of tables that the library makes are only counted, whatever they hold.
    """
    found: dict[str, Iterator[FileRow]] = {}
    known = [table.name for table in TABLES]
    astray: list[str] = []
    files: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if _is_of_system(path) or (path.is_dir() and path.name == SOURCES):
            continue
        name = path.stem
        if name in found and _is_csv(path):
            where = Phrase("rows.where.place", {"place": str(path)})
            two = {"table": name, "other": files[name], "file": path.name}
            faults.add(Phrase("rows.two-files", {"where": where, **two}))
            faults.lost.add(name)
            continue
        strange = not _is_csv(path)
        if strange or name not in {*known, *MADE_TABLES}:
            where = Phrase("rows.where.place", {"place": str(path)})
            near = "" if strange else near_hint(table_meant(name, known))
            faults.unfit(where, path.name, Phrase("rows.is.csv-file"), near)
            astray.append(name)
            continue
        found[name] = _rows(path, name, faults)
        files[name] = path.name
    if astray:
        faults.lost |= maybe_meant(astray, found)
    _check_sources(folder, faults)
    return found


def _check_sources(folder: Path, faults: Faults) -> None:
    """Tell of what lies among the source texts and is none, and of two texts of one source."""
    seen: set[str] = set()
    for path in _sources(folder):
        if not _is_text(path) or path.stem in seen:
            where = Phrase("rows.where.place", {"place": str(path)})
            faults.unfit(where, path.name, Phrase("rows.is.text-file"))
        else:
            seen.add(path.stem)


def _sources(folder: Path) -> list[Path]:
    """What lies among the source texts of a folder, without what systems leave behind."""
    place = folder / SOURCES
    return [path for path in (sorted(place.iterdir()) if place.is_dir() else ())
            if not _is_of_system(path)]  # fmt: skip


def _is_csv(path: Path) -> bool:
    return path.suffix.casefold() == ".csv" and path.is_file()


def _is_text(path: Path) -> bool:
    return path.suffix.casefold() == _TEXT and path.is_file()


def _is_of_system(path: Path) -> bool:
    """Whether a name is one of what programs or people put beside the files of a folder."""
    name = path.name
    hidden = name.startswith((".", "~$")) or name.upper().startswith("README")
    return hidden or name.casefold() in _OF_SYSTEMS


def _rows(path: Path, table: str, faults: Faults) -> Iterator[FileRow]:
    """The rows of a CSV file under its headings; rows of other lengths are faults."""
    counted_only = "replace" if table in MADE_TABLES else "strict"
    try:
        with path.open(encoding="utf-8-sig", newline="", errors=counted_only) as file:
            first, ahead = file.readline(), 0
            while first and _is_above(first):
                first, ahead = file.readline(), ahead + 1
            divider = max(_DIVIDERS, key=first.count)
            before = csv.field_size_limit(LONGEST_CELL)
            try:
                yield from _under(first, file, divider, ahead, path, table, faults)
            finally:
                csv.field_size_limit(before)
    except UnicodeDecodeError:
        faults.lost.add(table)
        faults.add(reason_of(SourceError("file.not-utf8", Place(str(path), _line_of(path)))))
    except OSError as error:
        raise SourceError("file.unreadable", path, reason=system_reason(error)) from error


def _is_above(line: str) -> bool:
    """Whether a line may stand above the headings: the sign between cells, or nothing."""
    return line.casefold().startswith("sep=") or not line.strip(f"{_DIVIDERS} \r\n")


def _line_of(path: Path) -> int | None:
    """The first line that is no UTF-8; what a stream says of it counts from its last block."""
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return line_of(error)
    return None


def _under(
    first: str, file: io.TextIOBase, divider: str, ahead: int, path: Path, table: str,
    faults: Faults,
) -> Iterator[FileRow]:  # fmt: skip
    """The rows under a first line, each with the line it begins on."""
    reader = csv.reader(_chained(first, file), delimiter=divider, strict=True)
    names: list[str] = []
    heading = Place(str(path), 1 + ahead)
    number = 0
    begins = 1
    while True:
        place = Place(str(path), begins + ahead)
        try:
            cells = next(reader, None)
        except csv.Error as error:
            spot = Spot(table, number + 1, place)
            faults.unfit(spot.said(), path.name, Phrase("rows.is.csv", {"said": reason_of(error)}))
            yield FileRow(place, heading, names, (), whole=False)
            return
        begins = reader.line_num + 1
        if cells is None:
            if number == 0:
                _check_headings(table, names, heading, faults)
            return
        if not names:
            names = [cell.strip() for cell in cells]
            while names and not names[-1]:
                names.pop()
            continue
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        form = number == 0 and table in BY_NAME and explains(BY_NAME[table], names, cells)
        if form:
            continue
        number += 1
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()  # spreadsheets fill up rows with empty cells
        whole = len(cells) == len(names) and form is False
        if form is None:
            faults.unfit(Spot(table, number, place).said(), cells, Phrase("rows.is.form-line"))
        elif not whole:
            count = Phrase("rows.is.cells", {"count": str(len(names))})
            faults.unfit(Spot(table, number, place).said(), cells, count)
        yield FileRow(place, heading, names, cells, whole)


def _check_headings(table: str, names: Sequence[str], place: Place, faults: Faults) -> None:
    """Tell of the headings of a file without rows that are those of no column: it may be a row."""
    if table in MADE_TABLES:
        return
    if len(taken_columns(BY_NAME[table], names, Spot(table, 0, place), faults)) < len(names):
        faults.lost.add(table)


def _chained(first: str, file: io.TextIOBase) -> Iterator[str]:
    yield first
    yield from file


class FolderTexts(Mapping[str, str]):
    """The source texts of a folder of rows, by the id of their source; read when asked for."""

    def __init__(self, folder: Path) -> None:
        self._paths: dict[str, Path] = {}
        for path in _sources(folder):
            if _is_text(path):
                self._paths.setdefault(path.stem, path)

    def place(self, source: str, line: int | None = None) -> Place:
        """The file of a text, and a line of it."""
        return Place(str(self._paths[source]), line)

    def __getitem__(self, source: str) -> str:
        path = self._paths[source]
        try:
            return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise SourceError("file.not-utf8", Place(str(path), line_of(error))) from error
        except OSError as error:
            raise SourceError("file.unreadable", path, reason=system_reason(error)) from error

    def __contains__(self, source: object) -> bool:
        return source in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
