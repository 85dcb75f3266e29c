"""Faults planted in synthetic rows, and who finds them: our checks, Frictionless on the CSVs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.csv as pa_csv

from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.dataset.check import check_facts
from socsam_opendata.model.records import MEETING_TABLES, SHARED_TABLES, TABLES
from socsam_opendata.package.descriptor import table_schema
from socsam_opendata.package.tables import csv_bytes

# A fault is known by the table, the column and the id of the row.
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell to spoil; `repeat` gives the row the id of the row before it instead."""

    table: str
    column: str
    value: Any = None
    repeat: bool = False


FAULTS = (
    Fault("participants", "capacity", "hedersgäst"),
    Fault("clauses", "text", None),
    Fault("amounts", "currency", "kr"),
    Fault("item_texts", "position", 0),
    Fault("citations", "date", "2025-13"),
    Fault("roles", "person", "p-ffffffffff"),
    Fault("agenda_items", "case", "socsam-finns-inte"),
    Fault("agenda_items", "confidential", "kanske"),
    Fault("documents", "id", repeat=True),
    Fault("sources", "sha256", "inte en kontrollsumma"),
)


def plant(meetings: Sequence[MeetingRows]) -> tuple[list[MeetingRows], set[Place]]:
    """The meetings with every fault in one of them, far from each other, and where they are."""
    spoilt, places = list(meetings), set()
    for number, fault in enumerate(FAULTS):
        at = (number * 7 + 3) % len(spoilt)
        rows = sorted(spoilt[at].rows[fault.table], key=lambda row: row.id)
        filled = [i for i, row in enumerate(rows) if getattr(row, fault.column) is not None]
        which = filled[-1]
        value = rows[which - 1].id if fault.repeat else fault.value
        rows[which] = replace(rows[which], **{fault.column: value})
        places.add((fault.table, fault.column, rows[which].id))
        spoilt[at] = replace(spoilt[at], rows={**spoilt[at].rows, fault.table: rows})
    return spoilt, places


def ours(dataset: Dataset) -> set[Place]:
    """What our checks find."""
    return {
        (f.problem.table_name or "", f.problem.facts["column"], f.problem.row or "")
        for f in check_facts(dataset)
    }


def write_csvs(dataset: Dataset, folder: Path) -> Path:
    """All tables as CSV with a descriptor, faults and all; the path of the descriptor."""
    folder.mkdir(parents=True, exist_ok=True)
    shared = dataset.shared_tables()
    for table in TABLES:
        with (folder / f"{table.name}.csv").open("wb") as file:
            file.write(",".join(c.name for c in table.columns).encode() + b"\n")
            if table in SHARED_TABLES:
                file.write(csv_bytes(table, shared[table.name]))
    for batch in dataset.batches():
        for table in MEETING_TABLES:
            with (folder / f"{table.name}.csv").open("ab") as file:
                if len(batch.tables[table.name]):
                    file.write(csv_bytes(table, batch.tables[table.name]))
    resources = [
        {"name": t.name, "type": "table", "path": f"{t.name}.csv", "encoding": "utf-8",
         "schema": table_schema(t)}
        for t in TABLES
    ]  # fmt: skip
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "prov", "resources": resources}), encoding="utf-8")
    return path


def theirs(report: Any, folder: Path) -> Iterator[Place]:
    """The faults of a report of Frictionless."""
    for task in report.tasks:
        ids: list[str] = []
        for error in task.errors:
            ids = ids or _ids(folder / f"{task.name}.csv")
            found = error.to_dict()
            fields = found.get("fieldNames") or [found.get("fieldName") or "id"]
            for name in fields:
                yield task.name, name, ids[int(found.get("rowNumber", 2)) - 2]


def _ids(path: Path) -> list[str]:
    options = pa_csv.ParseOptions(newlines_in_values=True)
    found: list[str] = pa_csv.read_csv(path, parse_options=options)["id"].to_pylist()
    return found
