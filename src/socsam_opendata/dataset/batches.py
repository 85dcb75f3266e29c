"""Dataset: all meetings, as small shared tables and batches of Arrow rows in key order."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from socsam_opendata.model.records import MEETING_TABLES, SHARED_TABLES, Rows
from socsam_opendata.settings.dataset_toml import Settings

BATCH_ROWS = 8_000


@dataclass(frozen=True, slots=True)
class MeetingRows:
    """Everything of one meeting after policy: all its rows, views included, and its text."""

    key: str
    rows: Rows
    text: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """Rows of several meetings in key order.

    `tables[name]` holds the rows of meeting i at `offsets[name][i] : offsets[name][i + 1]`, each
    meeting's rows sorted by id; `texts[i]` is the published source text of meeting i, by line.
    """

    keys: tuple[str, ...]
    tables: dict[str, pa.Table]
    offsets: dict[str, tuple[int, ...]]
    texts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Dataset:
    """All meetings: `meetings` can be iterated again and again and comes in key order."""

    settings: Settings
    shared: Rows
    meetings: Iterable[MeetingRows]

    def shared_tables(self) -> dict[str, pa.Table]:
        """The shared tables, sorted by id."""
        return {
            t.name: t.arrow(sorted(self.shared.get(t.name, []), key=lambda r: r.id))
            for t in SHARED_TABLES
        }

    def batches(self, rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The meetings' rows in batches of some `rows` rows; a meeting is never divided."""
        if isinstance(self.meetings, Spill):
            yield from self.meetings.batches(rows)
        else:
            yield from batches_of(self.meetings, rows)


def batches_of(meetings: Iterable[MeetingRows], rows: int) -> Iterator[Batch]:
    """Meetings gathered into batches of some `rows` rows."""
    waiting: list[MeetingRows] = []
    count = 0
    for meeting in meetings:
        waiting.append(meeting)
        count += sum(len(r) for r in meeting.rows.values())
        if count >= rows:
            yield batch_of(waiting)
            waiting, count = [], 0
    if waiting:
        yield batch_of(waiting)


def batch_of(meetings: Sequence[MeetingRows]) -> Batch:
    """Arrow tables over the rows of some meetings."""
    tables: dict[str, pa.Table] = {}
    offsets: dict[str, tuple[int, ...]] = {}
    for table in MEETING_TABLES:
        rows = []
        ends = [0]
        for meeting in meetings:
            rows.extend(sorted(meeting.rows.get(table.name, []), key=lambda r: r.id))
            ends.append(len(rows))
        tables[table.name] = table.arrow(rows)
        offsets[table.name] = tuple(ends)
    return Batch(tuple(m.key for m in meetings), tables, offsets, tuple(m.text for m in meetings))


class Spill:
    """Batches of meetings kept in a folder rather than in memory, read back as often as needed.

    Each table is an Arrow IPC file with a record batch for each batch written; keys, offsets and
    texts lie beside it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: list[int] = []
        folder.mkdir()

    def write(self, batches: Iterable[Batch]) -> None:
        """Write all batches, once."""
        writers = {
            t.name: pa.ipc.new_file(str(self._folder / f"{t.name}.arrow"), t.schema)
            for t in MEETING_TABLES
        }
        with (self._folder / "meetings.pickle").open("wb") as beside:
            for batch in batches:
                self._places.append(beside.tell())
                pickle.dump((batch.keys, batch.offsets, batch.texts), beside)
                for name, table in batch.tables.items():
                    arrays = [column.combine_chunks() for column in table.columns]
                    writers[name].write_batch(
                        pa.RecordBatch.from_arrays(arrays, schema=table.schema)
                    )
        for writer in writers.values():
            writer.close()

    def _stored(self) -> Iterator[Batch]:
        readers = {
            # Not mapped: the pages of a mapped file stay in memory once they were read.
            t.name: pa.ipc.open_file(pa.OSFile(str(self._folder / f"{t.name}.arrow")))
            for t in MEETING_TABLES
        }
        with (self._folder / "meetings.pickle").open("rb") as beside:
            for i, place in enumerate(self._places):
                beside.seek(place)
                keys, offsets, texts = pickle.load(beside)
                tables = {
                    name: pa.Table.from_batches([reader.get_batch(i)])
                    for name, reader in readers.items()
                }
                yield Batch(keys, tables, offsets, texts)

    def batches(self, rows: int) -> Iterator[Batch]:
        """The batches written, joined until they hold some `rows` rows."""
        waiting: list[Batch] = []
        count = 0
        for batch in self._stored():
            waiting.append(batch)
            count += sum(ends[-1] for ends in batch.offsets.values())
            if count >= rows:
                yield joined(waiting)
                waiting, count = [], 0
        if waiting:
            yield joined(waiting)

    def __iter__(self) -> Iterator[MeetingRows]:
        for batch in self._stored():
            yield from meetings_of(batch)


def joined(batches: Sequence[Batch]) -> Batch:
    """Several batches as one."""
    if len(batches) == 1:
        return batches[0]
    tables = {t.name: pa.concat_tables([b.tables[t.name] for b in batches]) for t in MEETING_TABLES}
    offsets: dict[str, tuple[int, ...]] = {}
    for table in MEETING_TABLES:
        ends = [0]
        for batch in batches:
            start = ends[-1]
            ends.extend(start + end for end in batch.offsets[table.name][1:])
        offsets[table.name] = tuple(ends)
    return Batch(
        tuple(key for b in batches for key in b.keys), tables, offsets,
        tuple(text for b in batches for text in b.texts),
    )  # fmt: skip


def meetings_of(batch: Batch) -> Iterator[MeetingRows]:
    """The meetings of a batch as rows."""
    for i, key in enumerate(batch.keys):
        rows: Rows = {}
        for table in MEETING_TABLES:
            start, end = batch.offsets[table.name][i : i + 2]
            rows[table.name] = table.rows(batch.tables[table.name].slice(start, end - start))
        yield MeetingRows(key, rows, batch.texts[i])
