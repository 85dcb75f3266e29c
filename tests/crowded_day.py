"""An invented day with two meetings of one body, and sittings of the seed's day that never were.

The second meeting has the key `exempelradet-2031-03-05b`. It was `exempelradet-2031-03-05-2`, which
reads as § 2 of the first meeting, before there were letters.
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
SECOND = f"{FIRST}b"
OLD_SECOND = f"{FIRST}-2"
OTHER = f"{small_dataset.BODY}-2031-06-03"


# When the sittings of the seed's day are; the first is the one that was.
TIMES = ("kl. 09.00 – 12.00", "kl. 13.00 – 15.00", "kl. 16.00 – 17.00", "kl. 18.00 – 19.00")


def sitting_text(seed: str, number: int) -> str:
    """The seed as a later sitting of its day: at another time, with the §§ that follow."""
    more = 9 * number
    text = seed.replace(TIMES[0], TIMES[number]).replace("12-20", f"{12 + more}-{20 + more}")
    for was in range(20, 11, -1):
        text = text.replace(f"§ {was} ", f"§ {was + more} ")
        text = text.replace(f"§{was}\n", f"§{was + more}\n")
    return text


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


def meetings(second: str = SECOND) -> list[MeetingRows]:
    """The two meetings of the day, and one of another day; `second` is the key of the second."""
    plain = small_dataset.meeting(DAY)
    first = rekeyed(plain, f"{FIRST}-4", f"{FIRST}-2")
    first = rekeyed(first, f"{FIRST}-2-role-01", f"{FIRST}-role-02")
    return [
        rekeyed(first, f"{FIRST}-5a", f"{FIRST}-2a"),
        rekeyed(plain, FIRST, second),
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


def changes(
    folder: Path, *renames: tuple[str, str], items: tuple[tuple[str, str], ...] = ()
) -> None:
    """changes.csv of some renamed meetings and items, a release each: the old and the new key."""
    lines = ["id,release,date,table_name,change,row,column,rows,old,new,reason"]
    told = [("meetings", *pair) for pair in renames] + [("agenda_items", *pair) for pair in items]
    lines += [
        f"{n}.0.0-change-0001,{n}.0.0,2031-05-01,{table},renamed,{new},,40,{old},{new},"
        for n, (table, old, new) in enumerate(told, 1)
    ]
    (folder / "changes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def tombstones(folder: Path, base: str, *things: tuple[str, str, str]) -> None:
    """tombstones.csv of some things: table, concept and key of each."""
    lines = ["id,table_name,row,iri,release,date,reason"]
    lines += [
        f'{concept}/{key},{table},{key},{base}id/{concept}/{key},1.1.0,2031-05-01,"rättat, igen"'
        for table, concept, key in things
    ]
    (folder / "tombstones.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
