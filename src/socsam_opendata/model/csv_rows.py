"""THE reader of small CSV files: strictly by the kinds of its columns, each fault with its line.

`organizations.csv` and `people.csv`, the history and the registers of the vocabulary are read here.
The big tables of a package are not: Arrow reads those.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from socsam_opendata.errors import Place, SocsamError, line_of, system_reason
from socsam_opendata.model.kinds import Date, Integer, Kind, Text, Time
from socsam_opendata.model.table import Table

# How a value that is no text is written, and the sentence for one that is not.
_WRITTEN: dict[type[Kind], tuple[str, str]] = {
    Date: (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "csv.date"),
    Time: (r"[0-9]{2}:[0-9]{2}:[0-9]{2}", "csv.time"),
    Integer: (r"[0-9]{1,15}", "csv.integer"),
}
# The characters of the Unicode category Cc: a cell is one line of text.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_SHOWN = 60
_PLAIN = Text()


@dataclass(frozen=True, slots=True)
class CsvColumn:
    """A column of a CSV file, and the sentence for a value that is not of its kind.

    The sentence gets the facts `column`, `value` and `id`, the first cell of the row.
    """

    name: str
    kind: Kind = _PLAIN
    nullable: bool = True
    fault: str = "csv.value"


def columns_of(table: Table) -> tuple[CsvColumn, ...]:
    """The columns of a file that holds a table as it is declared."""
    return tuple(CsvColumn(c.name, c.kind, c.nullable) for c in table.columns)


@dataclass(frozen=True, slots=True)
class _File:
    """A file that is being read, and which error of ours says what is wrong with it."""

    path: Path
    error: type[SocsamError]

    def fault(self, key: str, line: int | None = None, **facts: object) -> SocsamError:
        """The error of a key of texts/errors.toml at a line."""
        return self.error(key, Place(str(self.path), line), **facts)

    def text(self) -> str:
        """The text of the file, UTF-8 with or without its mark."""
        try:
            return self.path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise self.fault("file.not-utf8", line_of(error)) from error
        except OSError as error:
            raise self.fault("file.unreadable", reason=system_reason(error)) from error


class _Cells:
    """The cells of a column: what they must match, and what makes values of them."""

    def __init__(self, column: CsvColumn, file: _File) -> None:
        self.column, self.file = column, file
        kind = column.kind
        pattern, self.fault = _WRITTEN.get(type(kind), (kind.pattern, column.fault))
        self.matches = re.compile(pattern).fullmatch if pattern else None
        self.parsed = kind.value if type(kind) in _WRITTEN else None

    def value(self, text: str, row: str, line: int) -> Any:
        """A cell as a value of its kind; None for an empty one."""
        if not text:
            if not self.column.nullable:
                raise self.file.fault("csv.empty", line, column=self.column.name)
            return None
        try:
            if self.matches is None or self.matches(text):
                return self.parsed(text) if self.parsed else text
        except ValueError:
            pass  # such as the 30th of February
        facts = {"column": self.column.name, "value": text[:_SHOWN], "id": row[:_SHOWN]}
        raise self.file.fault(self.fault, line, **facts)


def read_csv_rows(
    path: Path,
    columns: Sequence[CsvColumn],
    error: type[SocsamError],
    *,
    unique: str | None = None,
    by_hand: bool = False,
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a file with exactly these columns, each with the line it ends on (from 1).

    Values are those of their kinds, None for an empty cell. No two rows have the same value in the
    column `unique`. In a file kept `by_hand` spaces around a cell and empty lines do not count, nor
    whether an ä is written as one character or two.
    `error` with file and line when something is wrong, at the first row that is.
    """
    file = _File(path, error)
    reader = csv.reader(io.StringIO(file.text(), newline=""), strict=True)
    names = [column.name for column in columns]
    readers = [_Cells(column, file) for column in columns]
    seen: set[Any] = set()
    try:
        if next(reader, None) != names:
            raise file.fault("csv.columns", 1, columns=",".join(names))
        for cells in reader:
            line = reader.line_num
            if by_hand and not cells:
                continue
            if len(cells) != len(names):
                raise file.fault("csv.cells", line)
            texts = [normalize("NFC", cell).strip() for cell in cells] if by_hand else cells
            if _CONTROL.search("".join(texts)):
                odd = next(n for n, x in zip(names, texts, strict=True) if _CONTROL.search(x))
                raise file.fault("csv.control", line, column=odd)
            row = {
                name: one.value(text, texts[0], line)
                for name, one, text in zip(names, readers, texts, strict=True)
            }
            if unique is not None:
                if row[unique] in seen:
                    raise file.fault("csv.twice", line, column=unique, value=row[unique])
                seen.add(row[unique])
            yield line, row
    except csv.Error as fault:
        raise file.fault("csv.broken", max(1, reader.line_num), said=fault) from fault
