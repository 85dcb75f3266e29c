"""The text of a meeting that was given as rows: what was given of it, and what the rows say.

A row that points at lines of a text stands there. Where the text is not given, its lines say what
the rows on them say; a row without lines gets one of its own behind the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from socsam_opendata.minutes.layout.furniture import ignored_lines
from socsam_opendata.minutes.layout.lines import unmarked
from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.derived import MADE_OF_KEYS, paragraph_text
from socsam_opendata.model.iris import letters_alone
from socsam_opendata.model.kinds import CodeOf, KeyOf, Text, Uri
from socsam_opendata.model.records import BY_NAME, Rows
from socsam_opendata.model.row_lines import cell_said, line_of_row
from socsam_opendata.model.table import PROVENANCE, Column
from socsam_opendata.texts import say

# What a row says of its meeting, its text and other meetings; and whether an item is confidential,
# for the words alone are a mark of secrecy.
_UNPRINTED = frozenset(
    {"id", "meeting", "confidential", "resolves_to_item", "resolves_to_meeting", *PROVENANCE}
)
_PARTY = frozenset({"party", "party_text"})
_PARAGRAPH, _SECTION = "paragraph heading", "section heading"
# The heading of a section stands at most so many lines above its text.
_ABOVE = 6
# Tables whose rows list people: their lines in a given text are looked at as such lists are.
_LISTING = ("participants", "roles")
# Tables whose rows are the text that lines say: whom these name stands in no list.
_RUNNING = ("clauses", "item_texts")
# Tables whose rows stand on the lines of others: a heading or the foot of a page may be there.
_AROUND = frozenset({"meetings", "agenda_items", "decisions"})


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its key, its cells, and its lines in the given text, if it has any there.

    `item` is the place of the item it belongs to among the items, from 1; 0 for none.
    """

    table: str
    key: str
    cells: dict[str, Any]
    item: int = 0

    @property
    def lines(self) -> tuple[int, int] | None:
        """Its first and last line in the given text."""
        first, last = self.cells["first_line"], self.cells["last_line"]
        return None if first is None or last is None else (first, last)


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text of a meeting: its lines, who owns each, and the lines of each row by table and key."""

    lines: tuple[str, ...]
    owners: tuple[Owner, ...]
    places: Mapping[tuple[str, str], tuple[int, int]]


def printed_text(
    rows: Sequence[PlacedRow],
    given: Sequence[str] | None,
    length: int,
    named: Callable[[str, str], str],
) -> PrintedText:
    """The text of a meeting, of `length` lines where rows point into one that is not given.

    `named` says what a key of a table is called in words.
    """
    lines = [""] * length if given is None else list(given)
    places: dict[tuple[str, str], tuple[int, int]] = {}
    held, said = [False] * len(lines), [False] * len(lines)
    listing: set[int] = set()
    running: set[int] = set()
    loose = []
    for row in rows:
        at = row.lines
        if at is None:
            loose.append(row)
            continue
        places[row.table, row.key] = at
        stretch, all_of_it = slice(at[0] - 1, at[1]), [True] * (at[1] - at[0] + 1)
        held[stretch] = all_of_it
        if row.table not in _AROUND:
            said[stretch] = all_of_it
        if given is None:
            before = lines[at[0] - 1]
            lines[at[0] - 1] = f"{before}; {_line(row, named)}" if before else _line(row, named)
        elif row.table in _LISTING:
            listing |= {*range(at[0], at[1] + 1)}
        elif row.table in _RUNNING:
            running |= {*range(at[0], at[1] + 1)}
    for row in sorted(loose, key=lambda row: (row.item, row.table != "agenda_items")):
        lines.append(_line(row, named))
        held.append(True)
        said.append(True)
        places[row.table, row.key] = (len(lines), len(lines))
    _stretch_items(loose, places)
    heads = {} if given is None else _headings(rows, lines, said)
    layout = {} if given is None else _layout(lines, rows)
    listed = listing - running
    owners = [
        heads.get(n) or layout.get(n) or _owner(held[n - 1], n in listed, line)
        for n, line in enumerate(lines, 1)
    ]
    return PrintedText(tuple(lines), tuple(owners), places)


def _layout(lines: Sequence[str], rows: Sequence[PlacedRow]) -> dict[int, Owner]:
    """The owners of lines that a page's layout puts between the others, as in a document: no list
    of people goes on in the foot of a page, and a text may go on behind it.

    A row begins and ends on lines that are its own.
    """
    own = {n for row in rows if row.table not in _AROUND for n in row.lines or ()}
    ignored = ignored_lines(lines, (), ())
    return {i + 1: Owner("ignored", why) for i, why in ignored.items() if i + 1 not in own}


def _headings(
    rows: Sequence[PlacedRow], lines: Sequence[str], said: Sequence[bool]
) -> dict[int, Owner]:
    """The owners of the lines of a given text that are headings: by the rows below them, or as
    sections are called.

    A list of people ends where one begins.
    """
    sections = code_list("section")
    found: dict[int, Owner] = {
        number: Owner("read", _SECTION)
        for number, line in enumerate(lines, 1)
        if not said[number - 1] and sections.of_whole(unmarked(line).rstrip(" :"))
    }
    for row in rows:
        if row.lines is None:
            continue
        first, _ = row.lines
        if row.table == "agenda_items":
            found[first] = Owner("read", "part heading" if row.cells["part"] else _PARAGRAPH)
        heading = str(row.cells.get("heading") or "")
        for number in range(first, max(first - _ABOVE, 0), -1) if heading else ():
            if unmarked(lines[number - 1]).casefold().startswith(heading.casefold()):
                found.setdefault(number, Owner("read", _SECTION))
                break
    return found


def _stretch_items(
    loose: Sequence[PlacedRow], places: dict[tuple[str, str], tuple[int, int]]
) -> None:
    """Let an item that was printed end where the last row that belongs to it was printed."""
    last: dict[int, int] = {}
    for row in loose:
        last[row.item] = max(last.get(row.item, 0), places[row.table, row.key][1])
    for row in loose:
        if row.table == "agenda_items":
            first, _ = places[row.table, row.key]
            places[row.table, row.key] = (first, last[row.item])


def _owner(held: bool, listing: bool, line: str) -> Owner:
    if held:
        return Owner("read", _list_owner() if listing else "rows")
    return Owner("unread", "nothing") if line.strip() else Owner("ignored", "blank")


def _list_owner() -> str:
    """The owner of lines of a list of people, as a reader of documents names it."""
    return f"cover: {min(code_list('cover-label').tied('listsCapacity'))}"


def _line(row: PlacedRow, named: Callable[[str, str], str]) -> str:
    """What a row says, on one line."""
    # Whom a row withholds it gives no party either.
    left_out = _UNPRINTED | (_PARTY if row.cells.get("withheld") else frozenset())
    cells = [
        cell_said(column, said)
        for column in BY_NAME[row.table].columns
        if column.name not in left_out
        and (said := _said(column, row.cells.get(column.name), named))
    ]
    if row.table == "agenda_items":
        label = paragraph_text(row.cells["number"], row.cells["part"])
        return say("rows.printed.item", "sv", label=label, cells="; ".join(cells))
    return line_of_row(row.table, cells)


def _said(column: Column, value: Any, named: Callable[[str, str], str]) -> str:
    """A value in words; empty for none."""
    if value is None:
        return ""
    if isinstance(column.kind, CodeOf):
        return code_list(column.kind.scheme).by_notation[value].sv
    if isinstance(column.kind, KeyOf):
        value = named(column.kind.target, value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return " ".join(str(value).split())


def unprinted_cells(rows: Rows, lines: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The texts of rows that a given text does not hold, each with the line of its row.

    Letters and digits count: a reader mends hyphens and spaces.
    """
    whole = letters_alone("\n".join(lines))
    found: dict[tuple[int, str], None] = {}
    for table, made in rows.items():
        own = MADE_OF_KEYS.get(table, ())
        columns = [c.name for c in BY_NAME[table].columns if _holds_words(c) and c.name not in own]
        for row in made if table != "persons" else ():
            first = getattr(row, "first_line", 1)
            near = letters_alone("\n".join(lines[first - 1 : getattr(row, "last_line", 1)]))
            for column in columns:
                text = getattr(row, column)
                if text and (bare := letters_alone(text)) not in near and bare not in whole:
                    found[first, " ".join(text.split())] = None
    return tuple(found)


def _holds_words(column: Column) -> bool:
    """Whether texts of a column may name somebody: those that are no keys, numbers or letters."""
    kind = column.kind
    return column.name != "id" and (
        isinstance(kind, Uri) or (isinstance(kind, Text) and kind.pattern is None)
    )
