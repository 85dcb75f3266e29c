"""Characters, each with the place it is printed at, become lines of text.

Lines are put together by their base lines, words by the gaps between the advance boxes of
characters; wider gaps keep columns apart and under each other, as on the page.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from socsam_opendata.minutes.sources.ruled import OUTSIDE

# All are parts of the height of a line of text.
_SAME_LINE = 0.35
_WORDS = 0.09
_COLUMNS = 0.95
# Two characters of a word that is spaced out are never so far apart, nor do their gaps differ so.
_SPACED = 0.8
_UNEVEN = 0.3
# A raised digit is so much smaller than what it stands behind, and raised by more than that.
_SMALL = 0.85
_BARELY = 0.1
_RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
# So much more than what usually lies between two lines makes a blank one.
_PARAGRAPH = 1.3
# So many lines of text on a page tell how far they lie apart, and so many in a whole document.
_ENOUGH, _FEW = 20, 10
# A line that is so much of the width of its page goes on in the next.
_FULL = 0.75
# Two pages on a sheet: each half has so many lines, with so much of the width empty between them.
_SHEET_LINES = 8
_GUTTER = 0.03
# A line of a page has so many characters: cells of a table have fewer.
_WRITTEN = 12


class Placed(NamedTuple):
    """A character in points: its advance box from `left` to `right`, base line and height; `base`
    grows up the page. Read along the direction it is printed in. `cell` is the cell of a table that
    it stands in, by a number of its page, or OUTSIDE."""

    text: str
    left: float
    right: float
    base: float
    height: float
    cell: int = OUTSIDE


class PlacedCell(NamedTuple):
    """A cell in a line: its number, its first and last character, and in points where on the page
    it begins and ends and how wide its first word is."""

    cell: int
    start: int
    end: int
    left: float = 0.0
    right: float = 0.0
    word: float = 0.0


class PlacedLine(NamedTuple):
    """A line of text, and the cells in it."""

    text: str = ""
    cells: tuple[PlacedCell, ...] = ()


# The characters of a page by base line, from top to bottom, each row from left to right.
PlacedRows = Sequence[Sequence[Placed]]


def usual_gap(pages: Iterable[PlacedRows]) -> float | None:
    """How far the lines of a paragraph lie apart in a document, outside of its tables.

    None where too few lines stand there to tell.
    """
    rows: list[Sequence[Placed]] = []
    gaps: list[float] = []
    for page in pages:
        for above, below in pairwise(page):
            if above[0].cell == below[0].cell == OUTSIDE:
                rows.append(above)
                gaps.append(above[0].base - below[0].base)
    if len(gaps) < _FEW:
        return None
    return _usual_gap(rows, gaps, median(one.height for row in rows for one in row))


def page_lines(rows: PlacedRows, of_document: float | None = None) -> list[PlacedLine]:
    """The lines of one page from top to bottom; a blank one stands for a gap between them.

    On a page with little text lines lie as far apart as in the document, where that is known.
    """
    if not rows:
        return []
    every = [one for row in rows for one in row]
    left = min(one.left for one in every)
    width = median(one.right - one.left for one in every) or 1.0
    gaps = [above[0].base - below[0].base for above, below in pairwise(rows)]
    height = median(one.height for one in every)
    text = sum(above[0].cell == below[0].cell == OUTSIDE for above, below in pairwise(rows))
    usual = of_document if of_document and text < _ENOUGH else _usual_gap(rows, gaps, height)
    lines = [_line(rows[0], left, width)]
    for gap, above, row in zip(gaps, rows[:-1], rows[1:], strict=True):
        # Below large letters lines lie further apart, not above them.
        between = usual * max(1.0, max(one.height for one in above) / height)
        if gap > _PARAGRAPH * between:
            lines += [PlacedLine()] * (2 if gap > 3 * between else 1)
        lines.append(_line(row, left, width))
    return lines


def _usual_gap(rows: Sequence[Sequence[Placed]], gaps: Sequence[float], height: float) -> float:
    """How far the lines of a paragraph lie apart.

    That is what lies between most lines; where paragraphs are short that lies between these, and
    few of the lines above it reach the right margin.
    """
    near = [gap for gap in gaps if gap < 2 * height] or [height]
    usual = median(near)
    least = _least_gap(
        sorted(gap for gap, row in zip(gaps, rows, strict=False) if row[0].height > 0.9 * height)
    )
    if least is None or usual <= _PARAGRAPH * least:
        return usual
    left = min(row[0].left for row in rows)
    right = max(row[-1].right for row in rows)
    above = [row[-1].right for gap, row in zip(gaps, rows, strict=False)
             if _PARAGRAPH * least < gap < 2 * height]  # fmt: skip
    full = sum(end > left + _FULL * (right - left) for end in above)
    return usual if 2 * full > len(above) else least


def _least_gap(gaps: Sequence[float]) -> float | None:
    """The least of sorted gaps between lines that is one of several alike."""
    some = max(1, len(gaps) // 12)
    alike = (gap for at, gap in enumerate(gaps) if bisect_right(gaps, 1.05 * gap) - at > some)
    return next(alike, None)


def placed_rows(characters: Iterable[Placed]) -> list[list[Placed]]:
    """Characters by base line, from top to bottom, each row from left to right."""
    rows: list[list[Placed]] = []
    for one in sorted(characters, key=lambda c: (-c.base, c.left)):
        if rows and rows[-1][0].base - one.base <= _SAME_LINE * min(one.height, rows[-1][0].height):
            rows[-1].append(one)
        else:
            rows.append([one])
    for row in rows:
        row.sort(key=lambda c: c.left)
    return rows


def _line(row: Sequence[Placed], left: float, width: float) -> PlacedLine:
    """A row as text, with a space between words and so many between columns as fit."""
    text, cell = "", OUTSIDE
    cells: list[PlacedCell] = []
    for word, gap in _words(row):
        column = round((word[0].left - left) / width)
        same, cell = word[0].cell == cell, word[0].cell
        if not text:
            text = " " * column
        elif gap > _COLUMNS * word[0].height or not same:
            text += " " * max(2, column - len(text))
        else:
            text += " "
        start = len(text)
        text += "".join(one.text for one in word)
        begins, ends = word[0].left, word[-1].right
        if cell != OUTSIDE and same:
            cells[-1] = cells[-1]._replace(end=len(text), right=ends)
        elif cell != OUTSIDE:
            cells.append(PlacedCell(cell, start, len(text), begins, ends, ends - begins))
    return PlacedLine(text.rstrip(), tuple(cells))


def _words(row: Sequence[Placed]) -> list[tuple[list[Placed], float]]:
    """The words of a row, each with the gap before it; spaced-out letters are one word."""
    words: list[tuple[list[Placed], float]] = []
    end = -math.inf
    for one in row:
        gap = one.left - end
        if words and gap <= _WORDS * one.height and one.cell == words[-1][0][0].cell:
            words[-1][0].append(one)
        else:
            words.append(([one], gap))
        end = max(end, one.right)
    return _unspaced(words)


def lowered(characters: Iterable[Placed]) -> list[Placed]:
    """Characters in the order of the page, small digits that are raised above what they stand
    behind, such as those of notes, as superscripts on its base line."""
    found: list[Placed] = []
    for one in characters:
        last = found[-1] if found else None
        if last is not None and one.text in _RAISED and _is_raised(last, one):
            found.append(one._replace(text=_RAISED[one.text], base=last.base))
        else:
            found.append(one)
    return found


def _is_raised(before: Placed, one: Placed) -> bool:
    small = one.height < _SMALL * before.height or before.text in _RAISED.values()
    raised = _BARELY * one.height < one.base - before.base < one.height
    return small and raised and abs(one.left - before.right) < _SAME_LINE * one.height


def touches(one: Placed, following: Placed) -> bool:
    """Whether a character is the next of the same word."""
    height = following.height
    gap = following.left - one.right
    return abs(one.base - following.base) <= _SAME_LINE * height and abs(gap) <= _WORDS * height


def _unspaced(words: list[tuple[list[Placed], float]]) -> list[tuple[list[Placed], float]]:
    """Words with letters that are set apart evenly put together: `N ä r v a r o`."""
    found: list[tuple[list[Placed], float]] = []
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and _goes_on(words, at, end):
            end += 1
        if end - at >= 4 and all(word[0].text.isalpha() for word, _ in words[at:end]):
            found.append(([word[0] for word, _ in words[at:end]], words[at][1]))
        else:
            found += words[at:end]
        at = end
    return found


def _goes_on(words: Sequence[tuple[list[Placed], float]], at: int, end: int) -> bool:
    """Whether the word at `end` is one more letter of those from `at`."""
    if len(words[at][0]) > 1 or len(words[end][0]) > 1:
        return False
    if words[at][0][0].cell != words[end][0][0].cell:
        return False
    height, gap = words[end][0][0].height, words[end][1]
    first = words[at + 1][1]
    return gap < _SPACED * height and abs(gap - first) < _UNEVEN * first + 0.02 * height


def sheets(characters: Sequence[Placed]) -> list[Sequence[Placed]]:
    """The pages printed on a sheet: its two halves where nothing stands between them, else all."""
    middle = _gutter(characters)
    if middle is not None:
        left = [one for one in characters if one.left < middle]
        right = [one for one in characters if one.left >= middle]
        if all(_has_text(placed_rows(half)) for half in (left, right)):
            return [left, right]
    return [characters]


def _has_text(rows: Sequence[Sequence[Placed]]) -> bool:
    """Whether half a sheet has lines as a page does: the marks of a wide table are none."""
    return sum(len(row) >= _WRITTEN for row in rows) >= _SHEET_LINES


def _gutter(characters: Sequence[Placed]) -> float | None:
    """Where a wide sheet is empty from top to bottom, near its middle."""
    left, right = min(c.left for c in characters), max(c.right for c in characters)
    tall = max(c.base for c in characters) - min(c.base for c in characters)
    wide = right - left
    if wide < 1.1 * tall:
        return None
    near = [c for c in characters if left + 0.35 * wide < c.right and c.left < right - 0.35 * wide]
    edges = sorted((c.left, c.right) for c in near)
    end = left + 0.35 * wide
    widest, middle = 0.0, 0.0
    for start, stop in [*edges, (right - 0.35 * wide, 0.0)]:
        if start - end > widest:
            widest, middle = start - end, (start + end) / 2
        end = max(end, stop)
    return middle if widest >= _GUTTER * wide else None
