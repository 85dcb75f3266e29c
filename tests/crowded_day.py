"""An invented day with two meetings of one body, whose keys tell them apart only just.

The first meeting's § 2 has the key that the second meeting has: `exempelradet-2031-03-05-2`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import small_dataset
from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.package.build import copy_vocabulary, write_sources
from socsam_opendata.package.linked.quads import write_graphs
from socsam_opendata.package.tables import write_tables

DAY = dt.date(2031, 3, 5)
FIRST = f"{small_dataset.BODY}-{DAY.isoformat()}"
SECOND = f"{FIRST}-2"
OTHER = f"{small_dataset.BODY}-2031-06-03"


def _renamed(value: Any, old: str, new: str) -> Any:
    starts = isinstance(value, str) and (value == old or value.startswith(f"{old}-"))
    return new + value[len(old) :] if starts else value


def rekeyed(found: MeetingRows, old: str, new: str) -> MeetingRows:
    """The meeting with every key that starts with one key starting with another."""
    rows = {
        table: [
            replace(row, **{f.name: _renamed(getattr(row, f.name), old, new) for f in fields(row)})
            for row in of_table
        ]
        for table, of_table in found.rows.items()
    }
    return replace(found, key=_renamed(found.key, old, new), rows=rows)


def meetings() -> list[MeetingRows]:
    """The two meetings of the day, and one of another day."""
    plain = small_dataset.meeting(DAY)
    first = rekeyed(plain, f"{FIRST}-4", f"{FIRST}-2")
    first = rekeyed(first, f"{FIRST}-2-role-01", f"{FIRST}-role-02")
    return [
        rekeyed(first, f"{FIRST}-5a", f"{FIRST}-2a"),
        rekeyed(plain, FIRST, SECOND),
        small_dataset.meeting(dt.date.fromisoformat(OTHER[-10:])),
    ]


def dataset() -> Dataset:
    """The dataset of these meetings."""
    return small_dataset.dataset(meetings())


def write(folder: Path, of: Dataset | None = None) -> Dataset:
    """Tables, graphs, sources and vocabulary of the dataset into a folder, and the dataset."""
    found = of or dataset()
    folder.mkdir(parents=True, exist_ok=True)
    write_tables(found, folder)
    write_graphs(found, folder)
    write_sources(found, folder)
    copy_vocabulary(folder)
    return found


def tombstones(folder: Path, base: str, *things: tuple[str, str, str]) -> None:
    """tombstones.csv of some things: table, concept and key of each."""
    lines = ["id,table_name,row,iri,release,date,reason"]
    lines += [
        f'{concept}/{key},{table},{key},{base}id/{concept}/{key},1.1.0,2031-05-01,"rättat, igen"'
        for table, concept, key in things
    ]
    (folder / "tombstones.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
