"""What stops a release: rows lost without a word or a reason, and what could not be published."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from socsam_opendata.errors import BuildError
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.package.portal.profile import (
    lines_to_write,
    missing_keys,
    placeholder_keys,
    profile_faults,
    read_catalogue,
)
from socsam_opendata.privacy.number_mask import reaches
from socsam_opendata.release.compare import REMARKS, Difference, TableDifference

# A table that loses more than this share of its rows stops a release until it is confirmed.
MOST = 0.5
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no release: a code of `release_report`, and its facts."""

    code: str
    facts: dict[str, str]


def lost(difference: Difference) -> Iterator[tuple[TableDifference, bool]]:
    """The tables that vanished or lost most of their rows; whether they vanished.

    Fewer remarks are no loss, and need no reason.
    """
    gone = {change.table for change in difference.schema if change.change == "table-removed"}
    for table in difference.tables:
        vanished = table.table in gone or (table.old_rows > 0 and not table.new_rows)
        if table.table in gone or (
            table.table not in REMARKS and (vanished or table.removed > table.old_rows * MOST)
        ):
            yield table, vanished


def row_counts(tables: Iterable[TableDifference]) -> dict[str, int]:
    """How many rows were added, changed and removed; remarks are not counted."""
    facts = [table for table in tables if table.table not in REMARKS]
    kinds = ("added", "changed", "removed")
    return {kind: sum(getattr(table, kind) for table in facts) for kind in kinds}


def refusals_of(
    difference: Difference, confirmed: Collection[str], reason: str | None
) -> Iterator[Refusal]:
    """What of a difference needs a word or a reason that was not given."""
    for table, vanished in lost(difference):
        if table.old_rows and table.table not in confirmed:
            code = "table-vanished" if vanished else "table-lost"
            facts = {"table": table.table, "removed": str(table.removed),
                     "rows": str(table.old_rows)}  # fmt: skip
            yield Refusal(code, facts)
    removed = row_counts(difference.tables)["removed"]
    if removed and not reason:
        yield Refusal("no-reason", {"rows": str(removed)})


def unpublishable(new: Path) -> Iterator[Refusal]:
    """What of a catalogue record keeps a package from being published."""
    record = read_catalogue(new)
    keys = missing_keys(record)
    if keys:
        yield Refusal("lacks-keys", {"keys": ", ".join(keys), "lines": lines_to_write(keys)})
        standing = placeholder_keys(record)
        if standing:
            yield Refusal("placeholders", {"keys": ", ".join(standing)})
        return
    for fault in profile_faults(record)[:_SHOWN]:
        yield Refusal("profile", {"fault": fault})


def check_confirmed(confirmed: Collection[str], difference: Difference | None) -> None:
    """BuildError for the name of no table."""
    known = {*BY_NAME} | {table.table for table in (difference.tables if difference else ())}
    for name in confirmed:
        if name not in known:
            raise BuildError("release.no-table", table=name)


def checked_reason(reason: str | None) -> str | None:
    """The reason on one line; BuildError when it holds what must not be published."""
    words = " ".join((reason or "").split())
    if any(unicodedata.category(c) == "Cc" for c in words):
        raise BuildError("release.reason-control")
    if reaches(words):
        raise BuildError("release.reason-reaches")
    return words or None
