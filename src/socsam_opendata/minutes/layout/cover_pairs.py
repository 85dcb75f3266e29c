"""Labels of people beside each other, each with its people to its right, which go on below.

`Beslutande   Ida Höstmo (S)   Ersättare   Tor Ekmo (M)`: who stands below is of the column that
they begin in; what is of no column, or beside a label that nobody knows, is unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from socsam_opendata.minutes.layout.column_parts import SLACK, ColumnPart, apart_by_two, whole_label
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.print.persons import person_print
from socsam_opendata.model.code_lists import code_list, registry


@dataclass
class _Column:
    """A label, where it and what it names begin, and the lines of that; without a label unread."""

    label: str | None
    start: int
    value: int
    lines: list[Line] = field(default_factory=list)

    def head(self, number: int, label: str) -> None:
        """Begin with a label of the column, on a line."""
        self.label = label
        self.lines.append(Line(number, f"{label.rstrip(':')}:"))

    def add(self, number: int, text: str, owners: Owners) -> None:
        """Take what stands in the column on a line; it is unread where nobody knows the label."""
        if self.label is not None:
            self.lines.append(Line(number, text))
        elif owners.of[number - 1] is None:
            owners.give(number, Owner("unread", "cover"))


def side_by_side(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int, owners: Owners
) -> tuple[list[Line], int] | None:
    """The lines of such labels, one column after the other, and where they end."""
    below = rows[at + 1] if at + 1 < len(rows) else ()
    heads = _heads(rows[at], below) or _heads(apart_by_two(rows[at]), below)
    if heads is None:
        return None
    columns: list[_Column] = []
    wrapped: set[int] = set()
    first = heads[0][0]
    for label, value in heads:
        column = _Column(None, label.start, (value or label).start)
        more = _goes_on(label, below)
        printed = (
            label.text
            if whole_label(label.text) and (label is first or not _presides(label.text))
            else None
        )
        if more:
            printed = f"{label.text} {more.text}"
            wrapped.add(more.start)
        if printed:
            column.head(lines[at].number, printed)
        if value:
            column.add(lines[at].number, value.text, owners)
        columns.append(column)
    end = at + 1
    for i in range(at + 1, len(rows)):
        parts = [p for p in rows[i] if i > at + 1 or p.start not in wrapped]
        if not rows[i] and not lines[i].text:
            continue
        if not rows[i] or _ends(columns, parts):
            break
        end = i + 1
        if parts and parts[0].start < columns[0].value - SLACK:
            continue  # it is of no column
        _take(columns, parts, lines[i].number, owners)
    return [line for column in columns for line in column.lines], end


def _ends(columns: Sequence[_Column], parts: Sequence[ColumnPart]) -> bool:
    """Whether a line begins to the left of the first people, or with a label."""
    if not parts:
        return False
    left = parts[0].start <= columns[0].start + SLACK
    return left or (parts[0].start < columns[0].value - SLACK and bool(whole_label(parts[0].text)))


def _goes_on(label: ColumnPart, below: Sequence[ColumnPart]) -> ColumnPart | None:
    """What stands under a label and makes it a whole one, `Ej tjänstgörande` `ersättare`."""
    under = next((part for part in below if abs(part.start - label.start) <= 1), None)
    return under if under and whole_label(f"{label.text} {under.text}") else None


def _heads(
    parts: Sequence[ColumnPart], below: Sequence[ColumnPart]
) -> list[tuple[ColumnPart, ColumnPart | None]] | None:
    """The labels of a line, each with what stands beside it; None where they are no pairs.

    The first is one that people are listed under, and has somebody beside it.
    """
    lists = code_list("cover-label").tied("listsCapacity")
    first = parts[0] if len(parts) > 2 else None
    people = {*lists, *code_list("cover-label").tied("listsRole")}
    if first is None or _label(first, below) not in people or _label(parts[1], below):
        return None
    found: list[tuple[ColumnPart, ColumnPart | None]] = [(first, parts[1])]
    for part, after in zip(parts[2:], [*parts[3:], None], strict=True):
        if part is found[-1][1]:
            continue
        named = after is not None and not _label(after, below) and _is_person(after.text)
        beside = after if after is not None and not _label(after, below) else None
        label = _label(part, below)
        office = label is not None and label not in lists and _may_head(part.text)
        if label in lists or (named and (_is_label(part.text) or (office and after is parts[-1]))):
            found.append((part, beside))
    several = any(_label(label, below) in lists for label, _ in found)
    return found if len(found) > 1 and several else None


def _may_head(text: str) -> bool:
    """Whether an office begins with a capital, as that of the person to its right does."""
    return text[:1].isupper()


def _presides(text: str) -> bool:
    """Whether an office may as well be that of the member to its left."""
    role = code_list("cover-label").tied("listsRole").get(whole_label(text) or "")
    roles = code_list("role")
    return role in roles.marked("wholeMeeting") - roles.marked("namesOfficial") - roles.marked(
        "appointedFirst"
    )


def _label(part: ColumnPart, below: Sequence[ColumnPart]) -> str | None:
    """The label that a part is, or that it begins and what stands under it ends."""
    more = _goes_on(part, below)
    return whole_label(f"{part.text} {more.text}" if more else part.text)


def _is_person(text: str) -> bool:
    return person_print(text) is not None


def _is_label(text: str) -> bool:
    """Whether a text before a person may be a label that nobody knows: no name, party or title."""
    said = text.strip(" :")
    lists = ("role", "capacity", "attendance-status")
    known = registry().party(said) or any(code_list(one).of_form(said) for one in lists)
    return said[:1].isupper() and not known and not is_name(said) and "(" not in said


def _take(
    columns: Sequence[_Column], parts: Sequence[ColumnPart], number: int, owners: Owners
) -> None:
    """Give the parts of a line to their columns; none where one is of no column.

    What begins where the people of a column do may be as long as it likes; a label where those
    stand begins the column anew.
    """
    cells: dict[int, list[str]] = {}
    heads: dict[int, str] = {}
    for part in parts:
        at = max((i for i, c in enumerate(columns) if c.start - SLACK <= part.start), default=0)
        column = columns[at]
        if at and part.start < column.value - SLACK:
            if abs(part.start - column.start) > SLACK or not whole_label(part.text):
                return
            heads[at] = part.text
            continue
        apart = abs(part.start - column.value) > SLACK
        if apart and (at not in cells or _is_person(part.text)):
            return
        cells.setdefault(at, []).append(part.text)
    for at, label in heads.items():
        columns[at].head(number, label)
    for at, said in cells.items():
        columns[at].add(number, "    ".join(said), owners)
