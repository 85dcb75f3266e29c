"""Lines of a document without markup, with their list marks, and joined over the end of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from socsam_opendata.model.iris import DASHES

_SIGN = rf"[{DASHES}•▪●◦*]"
_BULLET = re.compile(rf"{_SIGN}\s+(?P<rest>.*)")
_MARKER = re.compile(r"(?:(?P<number>\d{1,2})[.)]|(?P<letter>[a-zåäö])\))\s+(?P<rest>.*)")
# What an entry of a list may begin with.
_LISTED = re.compile(rf"{_SIGN}\s|\d{{1,2}}[.)]|[a-zåäö]\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without markup: its 1-based number, text, and the list marker it began with.

    In a table inside a paragraph `row` is the line that its row begins on, `cells` are those of the
    row that begins with it, and `heads` the headings of that table.
    """

    number: int
    text: str
    marker: str | None = None
    bullet: bool = False
    row: int | None = None
    cells: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether the line begins an entry of a list."""
        return self.bullet or self.marker is not None


_MARKUP = re.compile(r"[>#<*\\_|]")
_LINE_START = re.compile(r"^\s*(?:>\s*)*(?:#{1,6}\s+)?")
_BREAK = re.compile(r"<br\s*/?>")
_STAR_BULLET = re.compile(r"\s*\*\s+")
_UNDERLINED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+)(?<!\s)_(?![\w_])")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*")
# A star behind the text, and no other, points to a note: it is no emphasis.
_NOTED = re.compile(r"[^*_]*[^*_\s|]\s?\*\s*")
_EMPHASIS = re.compile(r"(?<!\\)\*{1,3}|(?<!\w)__|__(?!\w)")


@lru_cache(maxsize=2_000)
def unmarked(raw: str) -> str:
    """A line without Markdown's emphasis, heading and quote marks."""
    if not _MARKUP.search(raw):
        return raw.strip()
    text = _LINE_START.sub("", raw)
    text = _BREAK.sub(" ", text)
    bullet = _STAR_BULLET.match(text)
    start = bullet.group() if bullet else ""
    noted = _NOTED.fullmatch(text[len(start) :])
    text = start + (text[len(start) :] if noted else _EMPHASIS.sub("", text[len(start) :]))
    text = _UNDERLINED.sub(r"\1", text)
    if _TABLE_ROW.fullmatch(text):  # its cells far apart, as in a table without lines
        text = "    ".join(cell.strip() for cell in text.strip().strip("|").split("|"))
    return text.strip().rstrip("\\").rstrip()


# A word that a hyphen divides at the end of a line; what is shorter is a part of a compound, `e-`.
_DIVIDED = re.compile(rf"[^\W\d_]{{3,}}[{DASHES}]\Z")
_END = 8
_HALF = re.compile(rf"[^\W_][{DASHES}]\Z")
# What a part of a compound stands before: `barn- och utbildningsnämnden`.
_BESIDE = re.compile(r"(?:och|eller|samt|respektive|resp|som|till)\b")


def run_on(before: str, after: str) -> str:
    """A text and what it goes on with in the next line: a divided word is whole again."""
    end = before[-_END:]  # what goes on for many lines is looked through once
    if not _HALF.search(end) or _BESIDE.match(after) or not after[:1].isalnum():
        return f"{before} {after}"
    if _DIVIDED.search(end) and after[0].islower():
        return before[:-1] + after
    return before + after


def read_line(number: int, raw: str) -> Line:
    """One line of a source, its list marker taken off."""
    text = unmarked(raw)
    if not _LISTED.match(text):
        return Line(number, text)
    bullet = _BULLET.fullmatch(text)
    rest = bullet["rest"] if bullet else text
    marker = _MARKER.fullmatch(rest)
    if marker:
        mark = marker["number"] or marker["letter"]
        return Line(number, marker["rest"].strip(), mark, bool(bullet))
    return Line(number, rest.strip(), None, bool(bullet))


def live_lines(all_lines: Sequence[Line], ignored: dict[int, str]) -> list[Line]:
    """The lines that are read; where a sentence goes on over a page, nothing stands between."""
    lines: list[Line] = []
    page = False
    for i, found in enumerate(all_lines):
        line = Line(found.number, "") if i in ignored else found
        page = page or ignored.get(i, "").startswith("page")
        if line.text:
            if page and _goes_on(lines, line):
                while lines and not lines[-1].text:
                    lines.pop()
            page = False
        lines.append(line)
    return lines


def _goes_on(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line goes on with the sentence that a page's end broke off."""
    before = next((earlier.text for earlier in reversed(lines) if earlier.text), "")
    broken = bool(before) and before[-1] not in ".!?:;)"
    return broken and not line.listed and line.text[0].islower()
