"""The line that stands for a row where no text was given: how it begins, what it says of a cell."""

from __future__ import annotations

from collections.abc import Iterable

from socsam_opendata.model.table import Column
from socsam_opendata.texts import say


def cell_said(column: Column, said: str) -> str:
    """What a line says of a cell; `said` is its value in words."""
    return f"{column.means.sv}: {said}"


def line_of_row(table: str, cells: Iterable[str] = ()) -> str:
    """The line of a row of a table; how such lines begin, where no cells are given."""
    return say("rows.printed.row", "sv", table=table, cells="; ".join(cells))
