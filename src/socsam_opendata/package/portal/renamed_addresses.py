"""Where addresses lead whose meeting has another key than it had: to the same things now.

changes.csv says which meetings and items were renamed. Of a meeting one line is enough, for the
keys of its things start with its own; a server puts the new key in place of the old one. Each thing
has a line of its own where a meeting had a number for a letter (`a-2025-06-02-2`), which reads as a
§ of the first meeting of that day, and where an item got another §.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.errors import PackageError
from socsam_opendata.model.iris import PARTS_OF_LINES
from socsam_opendata.model.keys import item_of, meeting_of
from socsam_opendata.model.kinds import KEY_PATTERN
from socsam_opendata.model.records import BY_NAME, MEETING_TABLES
from socsam_opendata.model.release_records import CHANGES
from socsam_opendata.model.table import Table
from socsam_opendata.package.package import Tables

# Concepts whose keys are the keys of meetings.
WHOLE_MEETING = ("meeting", "source", "graph")


def _renames(folder: Path, table: str) -> dict[str, str]:
    """The old and the new key of every renamed meeting or item, in the order of releases."""
    history, name = Tables.of_history(folder), CHANGES.name
    found: dict[str, str] = {}
    if name not in history.tables:
        return found
    for batch in history.batches(name, ["change", "table_name", "old", "new"]):
        for row in batch.filter(pc.equal(batch["change"], "renamed")).to_pylist():
            old, new = row["old"] or "", row["new"] or ""
            if not all(re.fullmatch(KEY_PATTERN, key) for key in (old, new)):
                raise PackageError("package.odd-rename", history.path(name), old=old, new=new)
            if row["table_name"] == table:
                found[old] = new
    return found


def _later(after: Mapping[str, str], meetings: frozenset[str]) -> dict[str, list[str]]:
    """For each key that no meeting has any more, the keys that its meeting had since.

    The last of them is the one it has, or had when it was withdrawn.
    """
    found: dict[str, list[str]] = {}
    for old in after:
        keys = [old]
        while keys[-1] in after and keys[-1] not in meetings and after[keys[-1]] not in keys:
            keys.append(after[keys[-1]])
        if len(keys) > 1:
            found[old] = keys[1:]
    return found


def _misread(later: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Those of the old keys that read as a § of another meeting."""
    return {old: keys for old, keys in later.items() if meeting_of(old) != old}


class _Withdrawn:
    """The concepts and keys of withdrawn things, by the meetings that their keys start with."""

    def __init__(self, things: Iterable[tuple[str, str]]) -> None:
        self.things = tuple(things)
        self._by_meeting: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for concept, key in self.things:
            self._by_meeting[meeting_of(key) or key].append((concept, key))

    def lines(self, old: str, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Lines for things of a renamed meeting that were withdrawn under some later keys of it."""
        for meeting in keys:
            for concept, key in self._by_meeting.get(meeting_of(meeting) or meeting, ()):
                if key.startswith(f"{meeting}-"):
                    yield f"{concept}/{old}{key.removeprefix(meeting)}", f"{concept}/{key}"


def _of_batch(
    table: Table, rows: pa.RecordBatch, olds: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """Lines for things of renamed meetings, and for the passages that they were read from."""
    columns = (rows[name].to_pylist() for name in ("id", "source", "first_line", "last_line"))
    for key, meeting, first, last in zip(*columns, strict=True):
        rest = key.removeprefix(meeting)
        lines = f"-{first}-{last}"
        for old in olds[meeting]:
            if table.concept not in WHOLE_MEETING:
                yield f"{table.concept}/{old}{rest}", f"{table.concept}/{key}"
            if table.is_fact:
                for part in PARTS_OF_LINES:
                    yield f"{part}/{old}{lines}", f"{part}/{meeting}{lines}"


def _things(
    tables: Tables, misread: Mapping[str, list[str]], withdrawn: _Withdrawn
) -> dict[str, str]:
    """A line for each thing of meetings whose old keys read as a § of another meeting."""
    olds: dict[str, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for old, keys in misread.items():
        olds[keys[-1]].append(old)
    renamed = pa.array(sorted(olds), pa.string())
    others = pa.array(sorted({meeting_of(old) or old for old in misread}), pa.string())
    real: set[str] = set()
    columns = ["id", "source", "first_line", "last_line"]
    for table in (t for t in MEETING_TABLES if t.in_rdf and t.by_name.keys() >= {*columns}):
        for batch in tables.batches(table.name, columns):
            rows = batch.filter(pc.is_in(batch["source"], value_set=renamed))
            found |= dict(_of_batch(table, rows, olds))
            same_day = batch.filter(pc.is_in(batch["source"], value_set=others))
            real |= {f"{table.concept}/{key}" for key in same_day["id"].to_pylist()}
    for old, keys in misread.items():
        found |= dict(withdrawn.lines(old, keys))
    return {old: new for old, new in found.items() if old not in real}


# --- items that got another § -----------------------------------------------------------------


def _whose(item: str, meetings: Iterable[str]) -> str:
    """The meeting that an item was of, whose key may be one of renamed ones."""
    known = (meeting for meeting in meetings if item.startswith(f"{meeting}-"))
    return max(known, key=len, default=meeting_of(item) or item)


def _later_items(
    items: Mapping[str, str],
    meetings: Mapping[str, str],
    later: Mapping[str, list[str]],
    gone: Collection[str],
) -> dict[str, str]:
    """The last key of each item that once got another §, by every key that it had.

    It is the last of one that is `gone`, whatever its meeting was called afterwards.
    """
    found = {}
    waiting = list(items)
    while waiting:
        old = waiting.pop()
        if old in found:
            continue
        keys = [old]
        while keys[-1] not in gone:
            whose = _whose(keys[-1], meetings)
            end = keys[-1].removeprefix(whose)
            key = items.get(keys[-1]) or (f"{meetings[whose]}{end}" if whose in later else None)
            if key is None or key in keys:
                break
            keys.append(key)
        found[old] = keys[-1]
        whose = _whose(old, meetings)
        before = (meeting for meeting, now in meetings.items() if now == whose)
        waiting += [meeting + old.removeprefix(whose) for meeting in before]
    return {old: last for old, last in found.items() if old != last}


def _of_items(
    tables: Tables, items: Mapping[str, str], withdrawn: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """A line for each thing of items that got another §, save where the old address is one now."""
    olds: dict[str, list[str]] = defaultdict(list)
    for old, last in items.items():
        olds[last].append(old)
    concepts = {table.concept for table in MEETING_TABLES}
    things = [thing for thing in withdrawn if thing[0] in concepts]
    there: set[str] = set()
    meetings = pa.array(sorted({meeting_of(key) or key for pair in items.items() for key in pair}))
    for table in (t for t in MEETING_TABLES if t.in_rdf and t.by_name.keys() >= {"id", "source"}):
        for batch in tables.batches(table.name, ["id", "source"]):
            rows = batch.filter(pc.is_in(batch["source"], value_set=meetings))
            there |= {f"{table.concept}/{key}" for key in rows["id"].to_pylist()}
            things += [(table.concept, key) for key in rows["id"].to_pylist()]
    found = {}
    for concept, key in things:
        meeting = meeting_of(key) or key
        item = item_of(key, meeting)
        for old in olds.get(item, ()):
            found[f"{concept}/{old}{key.removeprefix(item)}"] = f"{concept}/{key}"
    return {old: new for old, new in found.items() if old not in there}


# --- both -------------------------------------------------------------------------------------


def renamed_addresses(
    folder: Path, tables: Tables, meetings: frozenset[str], withdrawn: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Old keys of meetings and their last ones; old `concept/key` of things and their last ones.

    `withdrawn` are the concepts and keys of what is withdrawn. PackageError for a row of
    changes.csv that holds no keys.
    """
    after, gone = _renames(folder, "meetings"), _Withdrawn(withdrawn)
    later = _later(after, meetings)
    # What was withdrawn before the last key stays so: its § may be that of another item since.
    misread = _misread(later)
    things: dict[str, str] = {}
    for old in later.keys() - misread.keys():
        things |= dict(gone.lines(old, later[old][:-1]))
    things |= _things(tables, misread, gone) if misread else {}
    ends = {key for concept, key in gone.things if concept == BY_NAME["agenda_items"].concept}
    items = _later_items(_renames(folder, "agenda_items"), after, later, ends)
    if items:
        things |= _of_items(tables, items, gone.things)
    return dict(sorted(({old: keys[-1] for old, keys in later.items()} | things).items()))
