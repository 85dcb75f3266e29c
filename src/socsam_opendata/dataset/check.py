"""Our own judges: every row of a dataset checked column by column, before anything is written.

They find what Frictionless and the shapes find on the written files, and what those cannot see.
Batches flow through: only the keys of meetings and agenda items are kept, for citations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.dataset.batches import Batch, Dataset
from socsam_opendata.dataset.rules import (
    COLUMN_CHECKS,
    CROSS_MEETING,
    ROW_CHECKS,
    Ground,
    Hit,
    RowOwners,
    with_null,
)
from socsam_opendata.model.kinds import KeyOf
from socsam_opendata.model.problems import Problem
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES, SHARED_TABLES

# Larger batches than the writers': a call costs the same for 8,000 rows as for 80.
CHECK_ROWS = 32_000


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and the key of the meeting it belongs to; None for rows that meetings share."""

    meeting: str | None
    problem: Problem


def _arrays(table: pa.Table) -> dict[str, pa.Array]:
    columns = zip(table.column_names, table.columns, strict=True)
    return {n: c.chunk(0) if c.num_chunks == 1 else c.combine_chunks() for n, c in columns}


def shared_ground(tables: dict[str, pa.Table]) -> Ground:
    """The ground of the tables that meetings share."""
    columns = {t.name: _arrays(tables[t.name]) for t in SHARED_TABLES}
    return Ground(columns, {name: with_null(c["id"]) for name, c in columns.items()})


def _owners(keys: dict[str, pa.StringArray], offsets: Sequence[int]) -> RowOwners:
    """The meeting of each row of a table, from where the rows of each meeting end."""
    ends = pa.array(offsets, pa.int32())
    filled = pc.greater(ends[1:], ends[:-1])
    numbers = pa.array(range(len(ends) - 1), pa.int32()).filter(filled)
    runs = pa.RunEndEncodedArray.from_arrays(ends[1:].filter(filled), numbers)
    number = pc.run_end_decode(runs)
    return RowOwners(number, *(keys[mark].take(number) for mark in ("", "-", ".")))


def batch_ground(batch: Batch, shared: Ground, before: dict[str, pa.StringArray]) -> Ground:
    """The ground of a batch of meetings, beside the shared tables."""
    columns = {t.name: _arrays(batch.tables[t.name]) for t in MEETING_TABLES}
    keys = {m: pa.array([key + m for key in batch.keys], pa.string()) for m in ("", "-", ".")}
    return Ground(
        columns,
        {**shared.known, **{name: with_null(c["id"]) for name, c in columns.items()}},
        before,
        {name: _owners(keys, ends) for name, ends in batch.offsets.items()},
        keys[""],
        pa.array([len(text) for text in batch.texts], pa.int64()),
    )


def _findings(ground: Ground, hit: Hit) -> Iterator[Finding]:
    """One finding for each row of a hit, with the facts of its sentence."""
    mask = pc.fill_null(hit.mask, False)
    columns = ground.columns[hit.table]
    owners = ground.meeting.get(hit.table)

    def cells(array: pa.Array | str | None) -> list[Any]:
        if isinstance(array, pa.Array):
            return list(array.filter(mask).to_pylist())
        return [array] * count

    count = pc.sum(mask).as_py()
    placed = not hit.code.startswith("lines-")
    for row, value, expected, meeting, first, last in zip(
        cells(columns["id"]),
        cells(columns.get(hit.column) if hit.column else None),
        cells(hit.expected),
        cells(owners.key if owners else None),
        cells(columns.get("first_line") if placed else None),
        cells(columns.get("last_line") if placed else None),
        strict=True,
    ):
        named = {"row": row, "value": value, "expected": expected}
        facts = {name: "" if cell is None else str(cell) for name, cell in named.items()}
        facts.update(table=hit.table, column=hit.column or "")
        yield Finding(meeting, Problem(hit.code, first, last, facts, hit.table, facts["row"]))


def check_ground(ground: Ground) -> Iterator[Finding]:
    """Every check on some rows; citations of other meetings are left to `check_facts`."""
    for name, columns in ground.columns.items():
        for check in COLUMN_CHECKS if len(columns["id"]) else ():
            for hit in check(ground, BY_NAME[name]):
                yield from _findings(ground, hit)
    for row_check in ROW_CHECKS:
        for hit in row_check(ground):
            yield from _findings(ground, hit)


@dataclass
class _Citations:
    """What citations point at, and what there is: keys only, kept over all batches."""

    cited: list[tuple[str, str, pa.Table]] = field(default_factory=list)
    known: dict[str, list[pa.StringArray]] = field(default_factory=dict)

    def note(self, ground: Ground) -> None:
        """Remember the ids of a batch, and its citations that point outside it."""
        for name in ("meetings", "agenda_items"):
            self.known.setdefault(name, []).append(ground.columns[name]["id"])
        columns = ground.columns["citations"]
        for column in BY_NAME["citations"].keys:
            if column.name in CROSS_MEETING and isinstance(column.kind, KeyOf):
                target = column.kind.target
                found = pc.is_in(columns[column.name], value_set=ground.known[target])
                mask = pc.invert(found)
                if pc.any(mask).as_py():
                    kept = {
                        "meeting": ground.meeting["citations"].key, "value": columns[column.name],
                        **{c: columns[c] for c in ("id", "first_line", "last_line")},
                    }  # fmt: skip
                    self.cited.append((column.name, target, pa.table(kept).filter(mask)))

    def unresolved(self) -> Iterator[Finding]:
        """Citations of meetings and items that the dataset does not have."""
        for column, target, table in self.cited:
            known = pa.chunked_array(self.known[target], pa.string())
            unknown = pc.invert(pc.is_in(table["value"], value_set=known))
            for row in table.filter(unknown).to_pylist():
                facts = {"table": "citations", "row": row["id"], "column": column,
                         "value": row["value"], "expected": target}  # fmt: skip
                lines = (row["first_line"], row["last_line"])
                yield Finding(
                    row["meeting"], Problem("key-unknown", *lines, facts, "citations", row["id"])
                )


def check_batches(shared: Ground, batches: Iterable[Batch]) -> Iterator[Finding]:
    """The faults of batches of meetings in key order."""
    before: dict[str, pa.StringArray] = {}
    citations = _Citations()
    for batch in batches:
        ground = batch_ground(batch, shared, before)
        citations.note(ground)
        yield from check_ground(ground)
        before = {name: columns["id"] for name, columns in ground.columns.items()}
    yield from citations.unresolved()


def check_facts(dataset: Dataset) -> Iterator[Finding]:
    """Every fault of a dataset: shared tables first, then meeting by meeting in batches."""
    shared = shared_ground(dataset.shared_tables())
    yield from check_ground(shared)
    yield from check_batches(shared, dataset.batches(CHECK_ROWS))
