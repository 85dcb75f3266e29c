"""How answers are printed: tables for the eye, CSV and JSON for machines."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

Cell = str | None
# Rows for the eye are this wide where they are not written to a terminal.
PIPE_WIDTH = 160


def json_value(value: Any) -> Any:
    """A cell as JSON has it: days and times in ISO 8601, decimals as numbers."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def as_json(value: Any) -> str:
    """JSON text in UTF-8, indented, with the keys in the order given."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=json_value)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """CSV (RFC 4180) with LF for line ends and empty cells for what is unbound."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue().rstrip("\n")


def shown(text: str | None) -> str:
    """A name or value for a terminal: what does not print stands as its escape."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text or "")


def severity_word(severity: str, language: str) -> str:
    """What a severity is called in the code list, as it stands within a line."""
    from socsam_opendata.model.code_lists import code_list

    return code_list("severity").by_notation[severity].label(language).lower()


def as_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], title: str = "") -> str:
    """A table for the eye, as wide as the terminal, or 160 characters in a pipe."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPE_WIDTH
    console = Console(file=out, width=width, color_system=None)
    table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell or "") for cell in row))
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())


def in_form(form: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Rows as `table`, `csv` or `json` (a list of objects)."""
    if form == "json":
        return as_json([dict(zip(columns, row, strict=True)) for row in rows])
    return as_csv(columns, rows) if form == "csv" else as_table(columns, rows)
