"""Tables of text files: lines under each other whose cells stand apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socsam_opendata.minutes.sources.characters import text_lines
from socsam_opendata.minutes.sources.tables import CellTable, laid_out, moved_down

# Two lines at least make a table.
_FEWEST = 2
# A page begins, or something stands there that is taken out: that line keeps its place.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_INNER = re.compile(r"[^\s]\s*\t+\s*[^\s]")
_PAGE_NUMBER = re.compile(r"[.…\s]*\d+\s*")


def with_tables(text: str) -> tuple[str, tuple[CellTable, ...]]:
    """A text whose tables have spaces for their tabs, a line a line, and these tables as cells.

    A list of titles with the numbers of pages, and a tab by itself, are none and stay.
    """
    if "\t" not in text:
        return text, ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tables: list[CellTable] = []
    for start, end in _blocks(lines):
        rows = [[_clean(cell) for cell in line.split("\t")] for line in lines[start:end]]
        lines[start:end], table = laid_out(rows)
        tables.append(moved_down(table, start))
    return "\n".join(lines), tuple(tables)


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end, in lines from 0."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and "\t" in lines[end] and not _ODD.search(lines[end]):
            end += 1
        if end - at >= _FEWEST and _INNER.search(lines[at]) and _has_columns(lines[at:end]):
            yield at, end
        at = max(end, at + 1)


def _has_columns(lines: Sequence[str]) -> bool:
    """Whether lines are rows of a table: each says something, and not of pages alone."""
    cells = [line.split("\t") for line in lines]
    if not all(any(map(str.strip, row)) for row in cells):
        return False
    return not all(_PAGE_NUMBER.fullmatch(row[-1]) for row in cells)


def _clean(cell: str) -> list[str]:
    """The clean text of a cell as the lines that `laid_out` takes: one, or none."""
    lines, _ = text_lines(cell)
    return [line.strip() for line in lines if line.strip()]
