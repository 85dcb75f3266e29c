"""What follows from other columns, and what columns and tables always are to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

# The force of a decision whose clauses have different ones; no clause bears it.
MIXED = "mixed"
# Columns of a table of which the first never comes after the second.
IN_ORDER = {
    "meetings": ("starts_at", "ends_at"),
    "assignments": ("due_from", "due_until"),
}
# Tables whose rows have at least one of another table, and the column by which that is theirs.
MADE_OF = {"decisions": ("clauses", "decision"), "clauses": ("clause_actions", "clause")}
# Columns whose text the library makes of keys alone, and nobody prints or hands over: by table.
MADE_OF_KEYS = {"sources": frozenset({"path"})}
_STOCKHOLM = ZoneInfo("Europe/Stockholm")


def decision_force(forces: Sequence[str]) -> str:
    """The force of a decision: its clauses', or mixed."""
    return forces[0] if len(set(forces)) == 1 else MIXED


def paragraph_text(number: str, part: str | None) -> str:
    """`§ 14 b` of one paragraph."""
    return f"§ {number} {part}" if part else f"§ {number}"


def paragraph_label(table: pa.Table) -> pa.StringArray:
    """`§ 14 b` from the columns number and part."""
    with_part = pc.binary_join_element_wise(table["number"], table["part"], " ")
    label = pc.coalesce(with_part, table["number"])
    return pc.binary_join_element_wise("§", label, " ")


def moment(day: str, time: str) -> Callable[[pa.Table], pa.StringArray]:
    """The function that joins a day and a local time to an xsd:dateTime with its offset."""

    def joined(table: pa.Table) -> pa.StringArray:
        days, times = table[day].to_pylist(), table[time].to_pylist()
        return pa.array(
            [
                None if t is None else dt.datetime.combine(d, t, _STOCKHOLM).isoformat()
                for d, t in zip(days, times, strict=True)
            ],
            pa.string(),
        )

    return joined
