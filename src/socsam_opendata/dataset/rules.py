"""The rules of our own checks: small functions over whole Arrow columns.

`COLUMN_CHECKS` look at one table, `ROW_CHECKS` at what several columns or tables say together. Each
gives hits: a rule, a table, and where in it the rule is broken. `facts` walks a dataset with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.derived import IN_ORDER, MADE_OF, MIXED
from socsam_opendata.model.kinds import CodeOf, KeyOf
from socsam_opendata.model.records import BY_NAME
from socsam_opendata.model.table import Column, Table

# Keys that may point at another meeting of the dataset.
CROSS_MEETING = frozenset({"resolves_to_item", "resolves_to_meeting"})
# All control characters save tab and line feed: C0, DEL, and C1 (text decoded by the wrong table).
# As RE2 writes them, for Arrow; the rows of others are looked at before Arrow has them.
CONTROL = r"[\x00-\x08\x0b-\x1f\x7f\x{80}-\x{9f}]"


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule broken at the rows where `mask` is true; `column` is the one to show, if one is."""

    code: str
    table: str
    mask: pa.BooleanArray
    column: str | None = None
    expected: pa.Array | str | None = None


@dataclass(frozen=True, slots=True)
class RowOwners:
    """The meeting of each row: its number in the batch, its key, and the bounds of its keys.

    `.` is the character after `-`, so that what begins with `key-` lies between `key-` and `key.`.
    """

    number: pa.Int32Array
    key: pa.StringArray
    low: pa.StringArray
    high: pa.StringArray


@dataclass(frozen=True)
class Ground:
    """Rows under check and what they may point at.

    `columns[table][column]` are whole arrays. `known` has the ids of the shared tables and of these
    rows, and a null; `before` the ids of the batch before. `meeting` is empty for shared tables.
    `keys` and `text_lines` say for each meeting its key and how many lines its text has.
    """

    columns: dict[str, dict[str, pa.Array]]
    known: dict[str, pa.StringArray]
    before: dict[str, pa.StringArray] = field(default_factory=dict)
    meeting: dict[str, RowOwners] = field(default_factory=dict)
    keys: pa.StringArray = field(default_factory=lambda: pa.nulls(0, pa.string()))
    text_lines: pa.Int64Array = field(default_factory=lambda: pa.nulls(0, pa.int64()))

    def has_all_meetings(self, table: str) -> bool:
        """Whether the table has one row for each meeting, with the meeting's key."""
        return table in ("meetings", "sources") and self.columns[table]["id"].equals(self.keys)


Check = Callable[[Ground, Table], Iterator[Hit]]
RowCheck = Callable[[Ground], Iterator[Hit]]


def _any(mask: pa.BooleanArray) -> bool:
    """Whether any value is true; nulls are not."""
    return bool(pc.any(mask).as_py())


def _hit(
    code: str, table: str, mask: pa.BooleanArray, column: str | None = None,
    expected: pa.Array | str | None = None,
) -> Iterator[Hit]:  # fmt: skip
    if _any(mask):
        yield Hit(code, table, mask, column, expected)


def with_null(array: pa.StringArray) -> pa.StringArray:
    """The values and a null, so that what is not given is not missed."""
    return pa.concat_arrays([array, pa.nulls(1, pa.string())])


def _unlisted(array: pa.Array, allowed: pa.Array) -> pa.BooleanArray:
    """Where values are not among the allowed ones, null being one of them."""
    found = pc.is_in(array, value_set=allowed)
    return pa.nulls(0, pa.bool_()) if pc.all(found).as_py() else pc.invert(found)


def _same(one: pa.Array, other: pa.Array) -> bool:
    return pc.all(pc.equal(one, other), skip_nulls=False).as_py() is True


def _outside(column: pa.StringArray, owners: RowOwners) -> pa.BooleanArray:
    """Where a key is neither the meeting's nor begins with it and a hyphen."""
    within = pc.and_(pc.greater_equal(column, owners.low), pc.less(column, owners.high))
    return pc.invert(pc.or_(within, pc.equal(column, owners.key)))


# --- one column -------------------------------------------------------------------------------


def missing_values(ground: Ground, table: Table) -> Iterator[Hit]:
    """A required column has a value on every row."""
    for column in table.columns:
        array = ground.columns[table.name][column.name]
        if not column.nullable and array.null_count:
            yield Hit("value-missing", table.name, pc.is_null(array), column.name)


def _texts(ground: Ground, table: Table) -> Iterator[tuple[Column, pa.StringArray]]:
    """The text columns of a table that hold anything."""
    for column in table.columns:
        array = ground.columns[table.name][column.name]
        if column.kind.arrow == pa.string() and array.null_count < len(array):
            yield column, array


def empty_texts(ground: Ground, table: Table) -> Iterator[Hit]:
    """No text is empty: what is not known is null."""
    for column, array in _texts(ground, table):
        if column.kind.pattern is None:
            yield from _hit("value-empty", table.name, pc.equal(array, ""), column.name)


def patterns(ground: Ground, table: Table) -> Iterator[Hit]:
    """A text obeys the pattern of its kind as a whole; codes and foreign keys obey their lists."""
    for column, array in _texts(ground, table):
        if column.kind.pattern is not None and not isinstance(column.kind, CodeOf | KeyOf):
            pattern = rf"\A(?:{column.kind.pattern})\z"
            wrong = pc.invert(pc.match_substring_regex(array, pattern))
            yield from _hit("value-pattern", table.name, wrong, column.name, column.kind.pattern)


def _byte(value: int) -> pa.UInt8Scalar:
    return pa.scalar(value, pa.uint8())


def _has_control(array: pa.StringArray) -> bool:
    """Whether the bytes of a column may hold a control character: a screen before the regex.

    Byte arithmetic wraps round, which turns each question into one minimum or maximum.
    """
    data = array.buffers()[2]
    if data is None or data.size == 0:
        return False
    octets = pa.Array.from_buffers(pa.uint8(), data.size, [None, data])
    after_feed = pc.min(pc.subtract(octets, _byte(0x0B))).as_py() <= 0x1F - 0x0B
    before_tab = pc.max(pc.add(octets, _byte(0xFF - 0x08))).as_py() >= 0xFF - 0x08
    delete = pc.min(pc.bit_wise_xor(octets, _byte(0x7F))).as_py() == 0
    # C1 is written C2 80 to C2 9F in UTF-8.
    lead = pc.bit_wise_xor(octets[:-1], _byte(0xC2))
    trail = pc.bit_wise_xor(pc.bit_wise_and(octets[1:], _byte(0xE0)), _byte(0x80))
    upper = pc.min(pc.bit_wise_or(lead, trail)).as_py() == 0
    return bool(after_feed or before_tab or delete or upper)


def control_characters(ground: Ground, table: Table) -> Iterator[Hit]:
    """No text holds control characters other than tab and line feed."""
    for column, array in _texts(ground, table):
        if column.kind.pattern is None and _has_control(array):
            mask = pc.match_substring_regex(array, CONTROL)
            yield from _hit("value-control", table.name, mask, column.name)


def minimums(ground: Ground, table: Table) -> Iterator[Hit]:
    """A whole number is not below its minimum."""
    for column in table.columns:
        least = column.means.minimum
        if least is not None:
            mask = pc.less(ground.columns[table.name][column.name], least)
            yield from _hit("value-below", table.name, mask, column.name, str(least))


def unknown_codes(ground: Ground, table: Table) -> Iterator[Hit]:
    """A code stands in its code list."""
    for column, array in _texts(ground, table):
        if isinstance(column.kind, CodeOf):
            scheme = column.kind.scheme
            allowed = pa.array([*code_list(scheme).by_notation, None], pa.string())
            mask = _unlisted(array, allowed)
            yield from _hit("code-unknown", table.name, mask, column.name, scheme)


# --- keys -------------------------------------------------------------------------------------


def repeated_ids(ground: Ground, table: Table) -> Iterator[Hit]:
    """An id names one row of its table. The second row and later ones are reported."""
    ids = ground.columns[table.name]["id"]
    before = ground.before.get(table.name, ids[:0])
    together = pa.concat_arrays([before, ids])
    if pc.all(pc.less(together[:-1], together[1:]), skip_nulls=False).as_py():
        return
    seen = set(before.to_pylist())
    repeated = []
    for key in ids.to_pylist():
        repeated.append(key is not None and key in seen)
        seen.add(key)
    yield from _hit("id-repeated", table.name, pa.array(repeated), "id")


def foreign_ids(ground: Ground, table: Table) -> Iterator[Hit]:
    """The id of a row begins with the key of its meeting."""
    if table.name in ground.meeting:
        owners = ground.meeting[table.name]
        mask = _outside(ground.columns[table.name]["id"], owners)
        yield from _hit("id-of-other-meeting", table.name, mask, "id", owners.key)


def _within_meeting(column: Column, target: str) -> bool:
    return BY_NAME[target].scope == "meeting" and column.name not in CROSS_MEETING


def _keys(ground: Ground, table: Table) -> Iterator[tuple[Column, str, pa.StringArray]]:
    """The foreign keys to check: column, target and values, save those that are the meeting's."""
    owners = ground.meeting.get(table.name)
    for column in table.keys:
        target = column.kind.target if isinstance(column.kind, KeyOf) else ""
        array = ground.columns[table.name][column.name]
        if column.name in CROSS_MEETING or array.null_count == len(array):
            continue
        if owners is None or not (ground.has_all_meetings(target) and _same(array, owners.key)):
            yield column, target, array


def unknown_keys(ground: Ground, table: Table) -> Iterator[Hit]:
    """A foreign key names a row that exists."""
    for column, target, array in _keys(ground, table):
        mask = _unlisted(array, ground.known[target])
        yield from _hit("key-unknown", table.name, mask, column.name, target)


def foreign_keys(ground: Ground, table: Table) -> Iterator[Hit]:
    """A row points at rows of its own meeting, save by a citation."""
    owners = ground.meeting.get(table.name)
    if owners is None:
        return
    for column, target, array in _keys(ground, table):
        outside = _outside(array, owners) if _within_meeting(column, target) else None
        if outside is not None and _any(outside):
            mask = pc.and_(outside, pc.is_in(array, value_set=ground.known[target]))
            yield from _hit("key-of-other-meeting", table.name, mask, column.name, owners.key)


# --- what columns and tables say together -----------------------------------------------------


def reversed_lines(ground: Ground) -> Iterator[Hit]:
    """The first line of a fact does not come after its last."""
    for name in ground.columns:
        if BY_NAME[name].is_fact or name in ("problems", "source_pages"):
            columns = ground.columns[name]
            mask = pc.greater(columns["first_line"], columns["last_line"])
            yield from _hit("lines-reversed", name, mask, "first_line", columns["last_line"])


def lines_beyond_source(ground: Ground) -> Iterator[Hit]:
    """A fact stands on lines that the text of its meeting has."""
    for name, owners in ground.meeting.items():
        columns = ground.columns[name]
        if "last_line" in columns:
            lines = ground.text_lines.take(owners.number)
            mask = pc.greater(columns["last_line"], lines)
            yield from _hit("lines-beyond-source", name, mask, "last_line", lines)


def overlapping_pages(ground: Ground) -> Iterator[Hit]:
    """A page of a source begins behind the one before it, and is there once."""
    if "source_pages" not in ground.columns:
        return
    names = ("source", "page", "first_line", "last_line")
    rows = pa.table({name: ground.columns["source_pages"][name] for name in names})
    order = pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in names])
    before, after = rows.take(order[:-1]), rows.take(order[1:])
    early = pc.or_(
        pc.less_equal(after["first_line"], before["last_line"]),
        pc.equal(after["page"], before["page"]),
    )
    early = pc.and_(pc.equal(after["source"], before["source"]), early)
    mask = pc.is_in(pa.array(range(len(rows)), pa.uint64()), value_set=order[1:].filter(early))
    yield from _hit("pages-overlap", "source_pages", mask, "first_line")


def _sums(columns: dict[str, pa.Array]) -> pa.Array:
    parts = pc.add(columns["lines_read"], columns["lines_ignored"])
    return pc.add(parts, columns["lines_unread"])


def unaccounted_lines(ground: Ground) -> Iterator[Hit]:
    """Every line of a source is read, ignored or unread."""
    if "sources" in ground.columns:
        columns = ground.columns["sources"]
        parts = _sums(columns)
        mask = pc.not_equal(parts, columns["lines"])
        yield from _hit("lines-unaccounted", "sources", mask, "lines", parts)


def lines_of_text(ground: Ground) -> Iterator[Hit]:
    """A source says as many lines as its published text has."""
    if "sources" in ground.columns:
        lines = ground.text_lines.take(ground.meeting["sources"].number)
        mask = pc.not_equal(ground.columns["sources"]["lines"], lines)
        yield from _hit("lines-of-text", "sources", mask, "lines", lines)


def reversed_times(ground: Ground) -> Iterator[Hit]:
    """A meeting ends after it starts, and what is due from a day is not due before it."""
    codes = {"meetings": "meeting-reversed", "assignments": "due-reversed"}
    for name, (first, last) in IN_ORDER.items():
        if name in ground.columns:
            columns = ground.columns[name]
            mask = pc.greater(columns[first], columns[last])
            yield from _hit(codes[name], name, mask, first, columns[last])


def childless(ground: Ground) -> Iterator[Hit]:
    """A decision has clauses, and a clause has an action."""
    codes = {"decisions": "decision-without-clauses", "clauses": "clause-without-action"}
    for name, (child, key) in MADE_OF.items():
        if name in ground.columns:
            has = pc.is_in(ground.columns[name]["id"], value_set=ground.columns[child][key])
            yield from _hit(codes[name], name, pc.invert(has))


def named_though_withheld(ground: Ground) -> Iterator[Hit]:
    """A row whose name is withheld points at no person."""
    for name, columns in ground.columns.items():
        if "withheld" in columns:
            mask = pc.and_(pc.is_valid(columns["withheld"]), pc.is_valid(columns["person"]))
            yield from _hit("withheld-named", name, mask, "person")


def _force_of_clauses(ground: Ground) -> pa.Array:
    """The force each decision should have: its clauses', mixed where they differ."""
    clauses, ids = ground.columns["clauses"], ground.columns["decisions"]["id"]
    expected = pa.nulls(len(ids), pa.string())
    for force in code_list("decision-force").by_notation:
        if force == MIXED:
            continue
        of_force = clauses["decision"].filter(pc.equal(clauses["force"], force))
        has = pc.is_in(ids, value_set=of_force)
        with_it = pc.if_else(pc.is_null(expected), force, MIXED)
        expected = pc.if_else(has, with_it, expected)
    return expected


def forces(ground: Ground) -> Iterator[Hit]:
    """A decision has the force of its clauses, and a clause has one force."""
    if "decisions" not in ground.columns:
        return
    decisions, clauses = ground.columns["decisions"], ground.columns["clauses"]
    mask = pc.equal(clauses["force"], MIXED)
    yield from _hit("force-of-clause", "clauses", mask, "force")
    expected = _force_of_clauses(ground)
    mask = pc.not_equal(decisions["force"], expected)
    yield from _hit("force-differs", "decisions", mask, "force", expected)


def parts_and_parents(ground: Ground) -> Iterator[Hit]:
    """An item with a letter has a parent, and only such an item has one."""
    if "agenda_items" in ground.columns:
        items = ground.columns["agenda_items"]
        mask = pc.xor(pc.is_valid(items["part"]), pc.is_valid(items["parent"]))
        yield from _hit("part-without-parent", "agenda_items", mask, "parent")


# Days a date may lie from the day of its meeting: table, column, before, after.
_NEAR = (
    ("meetings", "adjusted_on", 0, 366),
    ("meetings", "next_meeting_on", -1, 800),
    ("decisions", "date", 0, 31),
    ("assignments", "due_from", 366, 11_000),
    ("assignments", "due_until", 366, 11_000),
    ("clauses", "effective_from", 3_660, 11_000),
    ("clauses", "effective_until", 3_660, 36_600),
)
# Municipal councils exist in Sweden since 1863; nothing that is planned reaches beyond a century.
_EPOCH = dt.date(1970, 1, 1)
_FIRST_DAY = (dt.date(1863, 1, 1) - _EPOCH).days
_LAST_DAY = (dt.date(2099, 12, 31) - _EPOCH).days


def _days(column: pa.Array) -> pa.Int32Array:
    """Dates as days since 1970; of EDTF, the middle of the year that a period begins in."""
    if not pa.types.is_string(column.type):
        return column.cast(pa.int32())
    year = pc.struct_field(pc.extract_regex(column, "^(?P<year>[0-9]{4})"), "year").cast(pa.int32())
    return pc.add(pc.multiply(pc.subtract(year, _EPOCH.year), 365), 182)


def absurd_dates(ground: Ground) -> Iterator[Hit]:
    """Meetings lie between 1863 and 2099, and other dates near the day of their meeting."""
    if "meetings" not in ground.columns:
        return
    meetings = ground.columns["meetings"]
    days = meetings["date"].cast(pa.int32())
    mask = pc.or_(pc.less(days, _FIRST_DAY), pc.greater(days, _LAST_DAY))
    yield from _hit("date-absurd", "meetings", mask, "date", "1863-2099")
    rows = pc.index_in(ground.keys, value_set=meetings["id"])
    for name, column, before, after in _NEAR:
        at = rows.take(ground.meeting[name].number)
        apart = pc.subtract(_days(ground.columns[name][column]), days.take(at))
        mask = pc.or_(pc.less(apart, -before), pc.greater(apart, after))
        yield from _hit("date-absurd", name, mask, column, meetings["date"].take(at))


# What the checks tell, and nothing else does: they find it again whenever they are asked.
CODES = frozenset(
    {
        "clause-without-action", "code-unknown", "date-absurd", "decision-without-clauses",
        "due-reversed", "force-differs", "force-of-clause", "id-of-other-meeting", "id-repeated",
        "key-of-other-meeting", "key-unknown", "lines-beyond-source", "lines-of-text",
        "lines-reversed", "lines-unaccounted", "meeting-reversed", "pages-overlap",
        "part-without-parent",
        "value-below", "value-control", "value-empty", "value-missing", "value-pattern",
        "withheld-named",
    }
)  # fmt: skip
COLUMN_CHECKS: tuple[Check, ...] = (
    missing_values,
    empty_texts,
    patterns,
    control_characters,
    minimums,
    unknown_codes,
    repeated_ids,
    foreign_ids,
    unknown_keys,
    foreign_keys,
)
ROW_CHECKS: tuple[RowCheck, ...] = (
    reversed_lines,
    lines_beyond_source,
    overlapping_pages,
    unaccounted_lines,
    lines_of_text,
    reversed_times,
    childless,
    named_though_withheld,
    forces,
    parts_and_parents,
    absurd_dates,
)
