"""Empty CSV files to be filled in: headings, and a line that explains each column.

They are as a Swedish Excel saves them: UTF-8 with its mark, and semicolons.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from socsam_opendata.errors import RowsError, system_reason
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.kinds import CodeOf, KeyOf
from socsam_opendata.model.records import TABLES
from socsam_opendata.model.table import Column, Table
from socsam_opendata.rows.joins import NAMED_BY
from socsam_opendata.rows.take import may_lack
from socsam_opendata.texts import LANGUAGES, say

EXPLAINS = "#"


def write_forms(folder: Path, language: str) -> tuple[str, ...]:
    """Write a file for each table that may be given; their names.

    RowsError where one of them is there, or the folder cannot be written.
    """
    tables = [table for table in TABLES if not table.view and table.name != "problems"]
    for table in tables:
        if (folder / f"{table.name}.csv").exists():
            raise RowsError("rows.form-exists", folder / f"{table.name}.csv")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in tables:
            path = folder / f"{table.name}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, delimiter=";")
                writer.writerow([column.name for column in table.columns])
                writer.writerow(_explained(table, language))
    except OSError as error:
        raise RowsError("rows.form-unwritten", folder, reason=system_reason(error)) from error
    return tuple(f"{table.name}.csv" for table in tables)


def explains(table: Table, names: Sequence[str], cells: Sequence[str]) -> bool | None:
    """Whether a line under headings is the one that a form has there; None where it is a part.

    A line of which a part is left says what some columns hold, and may hold a row in the others.
    """
    said = [cell.strip().removeprefix(EXPLAINS).strip() for cell in cells]
    own = [
        cell in _explanations(table).get(name, ())
        for name, cell in zip(names, said, strict=False)
        if cell
    ]
    if not any(own):
        return False
    return True if all(own) and not any(said[len(names) :]) else None


@lru_cache
def _explanations(table: Table) -> dict[str, frozenset[str]]:
    """What a form says of each column, in every language."""
    told = [dict(zip(table.by_name, _explained(table, one), strict=True)) for one in LANGUAGES]
    return {
        name: frozenset(said[name].removeprefix(EXPLAINS).strip() for said in told)
        for name in table.by_name
    }


def _explained(table: Table, language: str) -> list[str]:
    """What each column holds; the first cell says by its sign that the line is no row."""
    told = [_explanation(table, column, language) for column in table.columns]
    return [f"{EXPLAINS} {told[0]}", *told[1:]]


def _explanation(table: Table, column: Column, language: str) -> str:
    about = column.means.about(language)
    lacks = column.name in may_lack(table) or column.nullable
    said = [about, say("rows.form.may-lack" if lacks else "rows.form.must", language)]
    if column.name == "id":
        said = [say("rows.form.id", language)]
    elif isinstance(column.kind, CodeOf):
        codes = code_list(column.kind.scheme).codes
        known = ", ".join(f"{code.notation} ({code.label(language)})" for code in codes)
        said.append(say("rows.form.codes", language, known=known))
    elif isinstance(column.kind, KeyOf):
        target = column.kind.target
        said.append(say("rows.form.named" if target in NAMED_BY else "rows.form.key",
                        language, table=target))  # fmt: skip
    return " ".join(said)
