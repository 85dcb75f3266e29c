"""A cover in columns side by side: labels over each other with their names, lists of attendance.

Columns are told by where their parts begin: parts of a line stand apart by three blanks or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from socsam_opendata.minutes.layout.column_parts import (
    SLACK,
    ColumnPart,
    apart_by_two,
    parts_in_columns,
    whole_label,
)
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.cover_pairs import side_by_side
from socsam_opendata.minutes.layout.cover_values import value_columns, values_whole
from socsam_opendata.minutes.layout.label_heads import under_heads, under_labels
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.roll_rows import Blanks, blank_means, in_order, roll_row
from socsam_opendata.minutes.layout.rolls import (
    name_column,
    name_head,
    roll_columns,
    tells_presence,
)
from socsam_opendata.minutes.layout.signed_columns import (
    names_below_label,
    names_beside_label,
    names_over_titles,
    names_signed,
)
from socsam_opendata.minutes.print.persons import person_print
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.code_lists import code_list

# A label takes so many lines at most.
_LONGEST = 3
# So many labels at least with their values at one place make columns.
_SEVERAL = 2


def by_columns(lines: Sequence[Line], source: Source, owners: Owners) -> list[Line]:
    """The lines of a cover, those of columns side by side one column after the other.

    A label that goes on below itself, beside what it names, stands whole on the first line of that.
    What stands beside a label that nobody knows, and a row of a list that tells nobody, is unread.
    """
    rows = [parts_in_columns(line, source) for line in lines]
    values = value_columns(rows)
    lines, rows = values_whole(lines, rows, values, owners)
    found: list[Line] = []
    at = 0
    while at < len(lines):
        read = (
            (_roll(lines, rows, at) if _is_roll(_heads(rows[at])) else None)
            or side_by_side(lines, rows, at, owners)
            or names_beside_label(lines, rows, at)
            or names_signed(lines, rows, at)
            or names_below_label(lines, rows, at)
            or _split_label(lines, rows, at)
            or _roll(lines, rows, at)
            or under_labels(lines, rows, at)
            or names_over_titles(lines, rows, at)
            or _unknown(lines, rows, at, values)
        )
        if read:
            new, end = read
            found += new
            _leave(lines[at:end], new, owners)
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


def _is_roll(heads: Sequence[ColumnPart]) -> bool:
    """Whether headings are those of a list with marks of who was there, and of nothing else."""
    columns = roll_columns([part.text for part in heads]) or ()
    return "unknown" not in columns and any(map(tells_presence, columns))


def _heads(parts: tuple[ColumnPart, ...]) -> tuple[ColumnPart, ...]:
    """The headings of a line; two blanks set them apart where all are known then."""
    near = apart_by_two(parts)
    return near if len(near) > len(parts) and _is_roll(near) else parts


def _leave(taken: Sequence[Line], new: Sequence[Line], owners: Owners) -> None:
    """Make the lines unread that gave none; those that only go on with a label are read."""
    given = {line.number: line.text for line in new}
    for line in taken:
        if line.text and not given.get(line.number) and owners.of[line.number - 1] is None:
            state = "read" if line.number in given else "unread"
            owners.give(line.number, Owner(state, "cover"))


def _unknown(
    lines: Sequence[Line],
    rows: Sequence[tuple[ColumnPart, ...]],
    at: int,
    values: Sequence[tuple[int, int]],
) -> tuple[list[Line], int] | None:
    """Nothing, and where the lines end that stand beside a label that nobody knows.

    It is told by where others have their values, or in a list of people by its colon.
    """
    here = rows[at]
    if len(here) < 2 or cover_label(here[0].text):
        return None
    place = (here[0].start, here[1].start)
    told = place in values or (here[0].text.endswith(":") and _is_in_list(lines, at))
    if not told or whole_label(f"{here[0].text} {here[1].text}"):
        return None
    end = at + 1
    while end < len(rows) and rows[end] and rows[end][0].start >= place[1]:
        end += 1
    return [], end


def _is_in_list(lines: Sequence[Line], at: int) -> bool:
    """Whether the last label above a line is one that people are listed under."""
    above = (cover_label(lines[i].text) for i in range(at - 1, -1, -1) if lines[i].text)
    label = next((found for found in above if found), None)
    return label is not None and label[0] in code_list("cover-label").tied("listsCapacity")


def _split_label(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int
) -> tuple[list[Line], int] | None:
    """The lines of a label that goes on below itself, and where they end."""
    first = rows[at]
    if len(first) < 2:
        return None
    label = first[0].text
    alone = cover_label(label) is not None
    best = 0
    for more in range(1, _LONGEST):
        below = rows[at + more] if at + more < len(rows) else ()
        if not below or abs(below[0].start - first[0].start) > 1:
            break
        if below[0].end > first[1].start or (alone and not below[0].text[0].islower()):
            break
        broken = label.endswith("-")
        label = f"{label[:-1] if broken else label}{'' if broken else ' '}{below[0].text}"
        best = more if whole_label(label) else best
        whole = label if best == more else ""
        if whole:
            printed = whole
    if not best:
        return None
    values = [(lines[at + n].number, _after(rows[at + n])) for n in range(best + 1)]
    (number, value), *others = values
    return [
        Line(number, f"{printed}    {value}"),
        *(Line(n, said) for n, said in others),
    ], at + best + 1


def _after(parts: Sequence[ColumnPart]) -> str:
    """What stands on a line behind its first part, as far apart as it is printed."""
    return "    ".join(part.text for part in parts[1:])


def _roll(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int
) -> tuple[list[Line], int] | None:
    """A list of attendance in columns as persons in running text, and where it ends."""
    heads = _heads(rows[at])
    if len(heads) < _SEVERAL:
        return None
    if roll_columns([part.text for part in heads]) is None:
        heads = _with_names(heads, rows, at + 1)
    texts = [part.text for part in heads]
    headed = roll_columns(texts)
    if headed is None:
        return None
    first_role = headed[0] == "role"
    listed: list[tuple[int, list[str]]] = []
    end = at + 1
    for i in range(at + 1, len(rows)):
        if not rows[i]:
            continue
        cells = under_heads(heads, rows[i])
        if (
            cells is None
            or not any(cells[:2])
            or (_ends_roll(rows[i]) and not (first_role and len(rows[i]) > 1))
        ):
            break
        listed.append((lines[i].number, cells))
        end = i + 1
    if not listed:
        listed, end = _ragged(lines, rows, at, headed)
    columns = roll_columns(texts, [cells for _, cells in listed if cells]) if listed else None
    if columns is None:
        return None
    blank = blank_means(columns, [cells for _, cells in listed if cells])
    found = [Line(lines[at].number, roll_label(texts[name_column(columns)]))]
    for number, cells in listed:
        found += roll_lines(number, columns, cells, blank=blank)
    return found, end


def _with_names(
    heads: tuple[ColumnPart, ...], rows: Sequence[tuple[ColumnPart, ...]], at: int
) -> tuple[ColumnPart, ...]:
    """The headings of a list with one more for the names, which stand to the left of all of them.

    As it is where the first rows below, labels aside, do not begin with names there.
    """
    if roll_columns([name_head(), *(part.text for part in heads)]) is None:
        return heads
    below = (rows[i] for i in range(at, len(rows)) if rows[i])
    named = list(islice((parts for parts in below if not cover_label(parts[0].text)), _SEVERAL))
    left = min((parts[0].start for parts in named), default=heads[0].start)
    people = all(parts[0].end < heads[0].start and person_print(parts[0].text) for parts in named)
    if not people or left + SLACK >= heads[0].start:
        return heads
    return (ColumnPart(left, left, name_head()), *heads)


def _ragged(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int, columns: Sequence[str]
) -> tuple[list[tuple[int, list[str]]], int]:
    """The rows right below the heading of a list that do not stand under it, and where they end.

    They are told by their order where each part fits its heading; a row of which that cannot be
    said has no cells, for what marks say is under some heading.
    """
    if not {"presence", "absence"} & {*columns}:
        return [], at
    end = at + 1
    while end < len(rows) and len(rows[end]) > 1 and not cover_label(rows[end][0].text):
        end += 1
    cells = [[part.text for part in rows[i]] for i in range(at + 1, end)]
    told = [in_order(columns, parts) for parts in cells]
    return [(lines[at + 1 + n].number, found) for n, found in enumerate(told)], end


def begins_roll(lines: Sequence[Line], source: Source) -> bool:
    """Whether the heading of a list of attendance in columns is what comes first."""
    first = next((line for line in lines if line.text), None)
    return (
        first is not None
        and roll_columns([p.text for p in parts_in_columns(first, source)]) is not None
    )


def _ends_roll(parts: Sequence[ColumnPart]) -> bool:
    """Whether a line under a list begins something else."""
    label = cover_label(parts[0].text)
    return label is not None and label[0] not in code_list("cover-label").tied("listsCapacity")


def roll_label(head: str) -> str:
    """The label that stands for the heading of a list: its own, or that for all who attended."""
    label = head.partition("(")[0].rstrip(" :")
    return f"{label if whole_label(label) else _everybody()}:"


def _everybody() -> str:
    labels = code_list("cover-label")
    there = labels.tied("listsStatus")
    return next(
        code.sv for code in labels.codes
        if "listsEverybody" in code.marks and there[code.notation] == "present"
    )  # fmt: skip


def roll_lines(
    number: int, columns: Sequence[str], cells: Sequence[str], *, blank: Blanks
) -> list[Line]:
    """The lines of a row of a list, one a person; none where it does not tell who was there.

    A cell alone is as it stands: a heading in the list, or a seat that is vacant.
    """
    said = [cell for cell in cells if cell]
    if len(said) < 2:
        return [Line(number, cell) for cell in said]
    return [Line(number, person) for person in roll_row(columns, cells, blank=blank) or ()]
