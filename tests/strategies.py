"""Hypothesis strategies that make rows of every table from the declaration itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from socsam_opendata.dataset.batches import Dataset, MeetingRows
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.kinds import (
    CodeOf,
    Date,
    Edtf,
    Integer,
    KeyOf,
    Kind,
    Number,
    Time,
    Uri,
    Wikidata,
    YesNo,
)
from socsam_opendata.model.table import Column, Table
from socsam_opendata.settings.dataset_toml import Settings

# Texts that formats like to take for something else than text.
AWKWARD = (
    "=1+1", "+46", "-", "@cmd", "nan", "NaN", "NULL", "null", "None", "NaT", "NA", "#N/A", "true",
    "0123", "1e5", "1.50", " ", " inledande och avslutande ", 'citat "så" här', "a,b;c\td",
    "rad ett\nrad två", "\n", "backsnedstreck \\ och \\n", "åäö ÅÄÖ é ü", "”typografiskt” – streck",
    "§ 14 b", "<p>&amp;</p>", "{}", "'", '"', '""', "\\", "…", "\u2028", "e\u0301", "🏛",
)  # fmt: skip

KEYS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
_LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n")
TEXTS = st.one_of(st.sampled_from(AWKWARD), st.text(_LETTERS, min_size=1, max_size=40))
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
EDTF = st.one_of(
    DAYS.map(dt.date.isoformat),
    st.sampled_from(["2025", "2025-12", "../2025-12-31", "2025-03/..", "2025/2026-01"]),
)
_PLAIN: dict[type[Kind], st.SearchStrategy[Any]] = {
    Date: DAYS,
    Time: st.times().map(lambda t: t.replace(microsecond=0)),
    Number: st.integers(-(10**12) + 1, 10**12 - 1).map(lambda n: Decimal(n).scaleb(-2)),
    Edtf: EDTF,
    Uri: st.sampled_from(["https://example.org/a?b=c&d=%C3%A5#e", "http://exempel.se/å,b"]),
    YesNo: st.sampled_from(["yes", "no"]),
    Wikidata: st.from_regex("Q[1-9][0-9]{0,8}", fullmatch=True),
    KeyOf: KEYS,
}


def values(column: Column) -> st.SearchStrategy[Any]:
    """Values of one column, never null."""
    kind = column.kind
    if isinstance(kind, CodeOf):
        return st.sampled_from([code.notation for code in code_list(kind.scheme).codes])
    if isinstance(kind, Integer):
        least = -(2**62) if column.means.minimum is None else column.means.minimum
        return st.one_of(st.integers(least, least + 99), st.integers(least, 2**62))
    if type(kind) in _PLAIN:
        return _PLAIN[type(kind)]
    return st.from_regex(kind.pattern, fullmatch=True) if kind.pattern else TEXTS


def cells(table: Table) -> st.SearchStrategy[dict[str, Any]]:
    """The cells of one row save its id: every column filled, or, where it may be, empty."""
    columns = [c for c in table.columns if c.name != "id"]
    return st.fixed_dictionaries(
        {c.name: st.none() | values(c) if c.nullable else values(c) for c in columns}
    )


@st.composite
def rows(draw: st.DrawFn, table: Table, prefix: str) -> list[Any]:
    """Rows with unique ids: one with every column filled, one as empty as it may be, and others."""
    keys = draw(st.lists(KEYS, unique=True, min_size=2, max_size=4))
    full = {c.name: draw(values(c)) for c in table.columns if c.name != "id"}
    bare = {name: None if table.by_name[name].nullable else v for name, v in full.items()}
    others = [draw(cells(table)) for _ in keys[2:]]
    four_digits = table.by_name["id"].kind.pattern == "[0-9]{4}"
    ids = [f"{1000 + n}" if four_digits else f"{prefix}{key}" for n, key in enumerate(keys)]
    return [
        table.row(id=key, **of_row) for key, of_row in zip(ids, [full, bare, *others], strict=True)
    ]


@st.composite
def datasets(draw: st.DrawFn, table: Table) -> Dataset:
    """Rows of one table, for a meeting table of two meetings of one day.

    References need not point at anything.
    """
    settings = Settings(name="prov", base="https://example.org/x/")
    if table.scope == "shared":
        return Dataset(settings, {table.name: draw(rows(table, ""))}, ())
    lines = st.lists(st.text(_LETTERS, max_size=9), max_size=4).map(tuple)
    meetings = [
        MeetingRows(key, {table.name: draw(rows(table, f"{key}-"))}, draw(lines))
        for key in ("organ-2025-06-02", "organ-2025-06-02b")
    ]
    return Dataset(settings, {}, meetings)


def rows_in(dataset: Dataset, table: Table) -> list[Any]:
    """The rows of a table that a dataset was made of, sorted by id."""
    found = list(dataset.shared.get(table.name, []))
    for meeting in dataset.meetings:
        found.extend(meeting.rows.get(table.name, []))
    return sorted(found, key=lambda row: row.id)
