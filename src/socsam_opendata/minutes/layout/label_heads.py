"""Labels of people side by side, each over those who stand under it: `Beslutande   Ersättare`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socsam_opendata.minutes.layout.column_parts import (
    SLACK,
    ColumnPart,
    apart_by_two,
    goes_on_with,
    whole_label,
)
from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.lines import Line, run_on
from socsam_opendata.minutes.print.persons import person_print, split_persons
from socsam_opendata.minutes.print.surnames import commas_turned
from socsam_opendata.model.code_lists import code_list

# Who stands under a label begins so many characters to its right at most.
_INDENTED = 8


def under_labels(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int
) -> tuple[list[Line], int] | None:
    """The lines of such labels, one column after the other, and where they end.

    A row in which nobody can tell whose column is whose is left out.
    """
    lists = code_list("cover-label").tied("listsCapacity")
    people = {*lists, *code_list("cover-label").tied("listsRole")}
    heads = apart_by_two(rows[at])
    labels = [whole_label(part.text) for part in heads]
    if len(heads) < 2 or not people.issuperset(labels) or len({*labels}) < len(labels):
        return None
    if at and lines[at - 1].number + 1 == lines[at].number and len(rows[at - 1]) == len(heads):
        return None  # titles below their names
    columns = _Columns(heads, told=lists.keys() >= {*labels})
    below, end = columns.read(rows, at + 1)
    if not below:
        return None
    found: list[Line] = []
    for column, head in enumerate(heads):
        found.append(Line(lines[at].number, f"{head.text.rstrip(':')}:"))
        found += [Line(lines[i].number, cells[column]) for i, cells in below if cells[column]]
    # A line whose texts all go on with those above them is read, too.
    found += [Line(lines[i].number, "") for i, cells in below if not any(cells)]
    return found, end


def under_heads(heads: Sequence[ColumnPart], parts: Sequence[ColumnPart]) -> list[str] | None:
    """The text under each head; None where a part stands under none, or under two."""
    cells = [""] * len(heads)
    for part in (piece for whole in parts for piece in _divided(whole, heads)):
        before = [i for i, head in enumerate(heads) if head.start - SLACK <= part.start]
        if not before:
            return None
        column = before[-1]
        if cells[column] or (column + 1 < len(heads) and part.end > heads[column + 1].start):
            return None
        cells[column] = part.text
    return cells


def _divided(part: ColumnPart, heads: Sequence[ColumnPart]) -> Iterator[ColumnPart]:
    """A part, in two where two blanks stand near the next head: a long name ends there."""
    for head in heads:
        near = range(max(2, head.start - SLACK - part.start), head.start + SLACK + 1 - part.start)
        for at in near:
            if part.text[at - 2 : at] == "  " and part.text[at : at + 1].strip():
                before, behind = part.text[: at - 2].rstrip(), part.text[at:]
                yield ColumnPart(part.start, part.start + len(before), before)
                yield from _divided(ColumnPart(part.start + at, part.end, behind), heads)
                return
    yield part


class _Columns:
    """What stands under labels, by where it begins, or by its order where a row is full.

    Where all of the labels list people, `told`, those of a full row stand as their labels do, also
    where they begin further to the left or reach under the next.
    """

    def __init__(self, heads: Sequence[ColumnPart], *, told: bool) -> None:
        self._heads, self._told = heads, told
        self._starts: list[set[int]] = [{head.start} for head in heads]

    def read(
        self, rows: Sequence[tuple[ColumnPart, ...]], start: int
    ) -> tuple[list[tuple[int, list[str]]], int]:
        """The lines under the labels by index, each with the text under each label, and where they
        end: with a label. What stands above that and is of no column is left out."""
        end = start
        found: list[tuple[int, list[str]]] = []
        self._learn(rows[start:])
        lost = False
        for at in range(start, len(rows)):
            parts = rows[at]
            if not parts:
                if self._told or (at + 1 < len(rows) and len(rows[at + 1]) > 1):
                    continue
                break
            if any(_is_label(part.text) for part in parts):
                break
            cells = None if lost else self._cells(parts)
            if cells is None and not self._told:
                break
            lost = lost or (cells is None and len(apart_by_two(parts)) == 1)
            if cells:
                _add(found, at, cells)
            end = at + 1
        return found, end

    def _learn(self, rows: Sequence[tuple[ColumnPart, ...]]) -> None:
        """Note where the people of full rows begin."""
        for parts in rows:
            if any(_is_label(part.text) for part in parts):
                return
            full = self._in_order(parts) if parts else None
            for starts, part in zip(self._starts, full or (), strict=False):
                starts.add(part.start)

    def _in_order(self, parts: Sequence[ColumnPart]) -> Sequence[ColumnPart] | None:
        """The parts of a row with one person for each label, in their order."""
        for some in (parts, apart_by_two(parts)):
            if len(some) == len(self._heads) and all(_is_one(part.text) for part in some):
                return some
        return None

    def _cells(self, parts: Sequence[ColumnPart]) -> list[str] | None:
        """The text under each label of a row; None where that is in doubt."""
        cells = under_heads(self._heads, parts)
        if not self._told:
            return cells
        full = self._in_order(parts)
        if full:
            return [part.text for part in full]
        placed = [self._column(part) for part in parts]
        if cells is not None and all(
            at is not None and cells[at] == part.text
            for at, part in zip(placed, parts, strict=True)
        ):
            return cells
        (alone, *others), (at, *_) = parts, placed
        if others or at is None or not _is_one(alone.text):
            return None
        return [alone.text if i == at else "" for i in range(len(self._heads))]

    def _column(self, part: ColumnPart) -> int | None:
        """The column that a part begins in; None where it may be of two, or of none."""
        near = {
            i for i, starts in enumerate(self._starts)
            for start in starts if abs(part.start - start) <= SLACK
        }  # fmt: skip
        near = near or {
            i for i, head in enumerate(self._heads) if 0 <= part.start - head.start <= _INDENTED
        }
        return next(iter(near)) if len(near) == 1 else None


def _is_label(text: str) -> bool:
    """Whether a text begins with a label; in small letters it is what the person above is."""
    return cover_label(text) is not None and not text[:1].islower()


def _add(found: list[tuple[int, list[str]]], at: int, cells: list[str]) -> None:
    """Add the texts of a line; one that the text above in its column goes on with is put there."""
    above, before = found[-1] if found else (-1, [""] * len(cells))
    for column, text in enumerate(cells):
        office = text[:1].islower() and whole_label(text)
        if above + 1 == at and before[column] and (goes_on_with(before[column], text) or office):
            comma = "," if office and not before[column].endswith(",") else ""
            before[column] = run_on(f"{before[column]}{comma}", text)
            cells[column] = ""
    found.append((at, cells))


def _is_one(text: str) -> bool:
    """Whether a text is one person, however the names of the list are printed."""
    text = commas_turned(text, listed=True)
    one = "  " not in text and len(split_persons(text)) == 1
    return one and person_print(text) is not None
