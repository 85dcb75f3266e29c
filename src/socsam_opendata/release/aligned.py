"""The rows of a table in two packages side by side, in the order of their ids.

Rows stream by, so that memory does not grow with the packages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.errors import PackageError
from socsam_opendata.package.package import Package
from socsam_opendata.release.rekeyed import Rekeyed, keyed_rows


class _Cursor:
    """The rows of one file that were not compared yet, in the order of their ids."""

    def __init__(
        self, package: Package, table: str, kept: Callable[[str, pa.Table], pa.Table]
    ) -> None:
        there = table in package.files
        self.path = package.path(table) if there else None
        self.batches = keyed_rows(package, table) if there else iter(())
        self.kept = partial(kept, table)
        self.waiting: pa.Table | None = None
        self.read_to = ""

    def next_id(self) -> str | None:
        """The last id of the rows at hand, which are read when none are; None at the end."""
        while self.waiting is None or not len(self.waiting):
            batch = next(self.batches, None)
            if batch is None:
                self.waiting = None
                return None
            if len(batch):
                self._check(batch["id"])
            self.waiting = self.kept(batch)
        return str(self.waiting["id"][-1].as_py())

    def _check(self, ids: pa.ChunkedArray) -> None:
        rising = pc.all(pc.less(ids[:-1], ids[1:])).as_py() if len(ids) > 1 else True
        if ids.null_count or not rising or ids[0].as_py() <= self.read_to:
            raise PackageError("package.not-sorted", self.path)
        self.read_to = ids[-1].as_py()

    def take(self, bound: str) -> pa.Table | None:
        """The rows at hand up to an id."""
        if self.waiting is None:
            return None
        count = pc.sum(pc.less_equal(self.waiting["id"], bound)).as_py() or 0
        taken, self.waiting = self.waiting[:count], self.waiting[count:]
        return taken


@dataclass(frozen=True, slots=True)
class Aligned:
    """Rows of a range of ids: only in the old file, only in the new, and in both, row by row."""

    removed: pa.Table | None
    added: pa.Table | None
    before: pa.Table | None = None
    after: pa.Table | None = None


def aligned_rows(rekeyed: Rekeyed, table: str) -> Iterator[Aligned]:
    """A table of two packages merged by id; of one that lacks it, as if it were empty there.

    The rows of renamed meetings come apart, by the ids that they have now.
    """
    yield from _aligned_renamed(rekeyed, table)
    left = _Cursor(rekeyed.before, table, rekeyed.others_before)
    right = _Cursor(rekeyed.after, table, rekeyed.others_after)
    while True:
        ends = [end for end in (left.next_id(), right.next_id()) if end is not None]
        if not ends:
            return
        before, after = left.take(min(ends)), right.take(min(ends))
        if not before or not after:
            yield Aligned(before or None, after or None)
            continue
        yield _side_by_side(before, after, before)


def _side_by_side(before: pa.Table, after: pa.Table, original: pa.Table) -> Aligned:
    """Rows aligned by id; those that are gone as they are in `original`, row by row as `before`."""
    at = pc.index_in(after["id"], value_set=before["id"].combine_chunks())
    both = pc.is_valid(at)
    gone = pc.invert(pc.is_in(before["id"], value_set=after["id"].combine_chunks()))
    return Aligned(
        original.filter(gone), after.filter(pc.invert(both)),
        before.take(at.drop_null()), after.filter(both),
    )  # fmt: skip


def _aligned_renamed(rekeyed: Rekeyed, table: str) -> Iterator[Aligned]:
    """The rows of renamed meetings, all at once: they do not lie in one order in both files."""
    original, after = rekeyed.renamed_before(table), rekeyed.renamed_after(table)
    if original and after:
        yield _side_by_side(rekeyed.as_renamed(table, original), after, original)
    elif original or after:
        yield Aligned(original or None, after or None)


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as the text that CSV has."""
    if pa.types.is_time32(column.type):
        # Parquet knows no times without a fraction of the second.
        column = column.cast(pa.time32("s"))
    return column.cast(pa.string())


def differs(old: pa.ChunkedArray, new: pa.ChunkedArray) -> pa.BooleanArray:
    """Where two columns of the same length hold something else; null is one value."""
    if old.type != new.type:
        old, new = as_text(old), as_text(new)
    unequal = pc.fill_null(pc.not_equal(old, new), False)
    found = pc.or_(unequal, pc.xor(pc.is_null(old), pc.is_null(new)))
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
