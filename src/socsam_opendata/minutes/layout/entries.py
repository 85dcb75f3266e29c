"""Lines of a block as text, as paragraphs, and as entries of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from socsam_opendata.minutes.layout.lines import Line, run_on


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of running text or an entry of a list: its text, marker and lines."""

    text: str
    marker: str | None
    bullet: bool
    first_line: int
    last_line: int

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last line (1-based)."""
        return self.first_line, self.last_line


def entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """Lines joined to entries: a list mark or a blank line begins a new one."""
    found: list[Entry] = []
    fresh = True
    for line in lines:
        if not line.text:
            fresh = True
        elif fresh or line.listed or line.row == line.number:
            found.append(Entry(line.text, line.marker, line.bullet, line.number, line.number))
            fresh = False
        else:
            last = found[-1]
            text = run_on(last.text, line.text)
            found[-1] = Entry(text, last.marker, last.bullet, last.first_line, line.number)
    return tuple(found)


_THAT = re.compile(r"att\s", re.I)
_GOES_ON = re.compile(r"(?:[,;]|\boch|\bsamt)$")
# A word that `att` goes on from: `för att`, `åt kansliet att`, `föreslå att`.
_WANTS_THAT = re.compile(
    r"\b(?:för|genom|om|på|till|med|av|åt|utan|efter|innan|så|vid|mot|från|i|än)$"
    r"|\b(?:uppdr|uppgift|delegera|föresl|rekommend|bemyndig|beg[äa]r|uppmana|hemstäl|meddela|utta"
    r"|konstater|anse|medge|framhåll|under?stryk|påpek|önska|inneb|säkerst|notera|beslut|anmoda"
    r"|tillåt|åläg|rätt\b|möjlighet)(?!.*\satt\s)",
    re.I,
)
_COLUMNS = re.compile(r"\S\s{3,}\S")
# A line that ends so far before the text does was ended by whoever wrote it.
_SHORT = 0.75
# So many lines that go on are no chance.
_ENOUGH = 3


def text_width(lines: Sequence[Line]) -> int:
    """How wide the lines of a text are, in characters.

    Lines that go on in the next one, which begins with a small letter, tell it; where few do, the
    longest line that has no columns side by side.
    """
    full = [
        len(above.text) for above, below in pairwise(lines)
        if above.text and below.text[:1].islower() and not (below.listed or _THAT.match(below.text))
    ]  # fmt: skip
    if len(full) >= _ENOUGH:
        return round(median(full))
    longest = sorted((line.text for line in lines), key=len, reverse=True)
    return len(next((text for text in longest if not _COLUMNS.search(text)), ""))


def clause_entries(lines: Sequence[Line], width: int = 0) -> tuple[Entry, ...]:
    """Entries of a decision: each line that begins with `att` is one of its own after a comma, or
    after another such line that is short of the `width` of the text and wants no `att`; so is each
    sentence below another that begins a line with the first word of them all, `Nämnden`."""
    apart: list[Line] = []
    listed = next((line for line in lines if line.text), None)
    parallel = listed is not None and _THAT.match(listed.text) is not None
    for line in lines:
        before = next((earlier.text for earlier in reversed(apart) if earlier.text), "")
        if apart and apart[-1].text and _THAT.match(line.text):
            short = parallel and len(before) + len(" att") <= _SHORT * width
            whole = " ".join(_since_that(apart))
            if _GOES_ON.search(before) or (short and not _WANTS_THAT.search(whole)):
                apart.append(Line(line.number, ""))
        elif apart and before.endswith(".") and listed and _first_word(line) == _first_word(listed):
            apart.append(Line(line.number, ""))
        apart.append(line)
    return entries(apart)


def _first_word(line: Line) -> str:
    """The first word of a line that begins with a capital letter; a list mark is none."""
    word = line.text.partition(" ")[0]
    return word if word[:1].isupper() and len(word) > _ENOUGH else str(line.number)


def _since_that(lines: Sequence[Line]) -> list[str]:
    """The texts of the last entry of some lines, from its `att`."""
    at = next((i for i in range(len(lines) - 1, -1, -1) if not lines[i].text), -1)
    texts = [line.text for line in lines[at + 1 :]]
    return [_THAT.sub("", texts[0], count=1), *texts[1:]]


def running_text(found: Sequence[Entry]) -> str:
    """Entries as text: a blank line between paragraphs, entries of a list on lines of their own."""
    text = ""
    for i, entry in enumerate(found):
        listed = entry.marker is not None or entry.bullet
        if i:
            before = found[i - 1]
            close = listed and (before.marker is not None or before.bullet)
            text += "\n" if close else "\n\n"
        mark = "- " if entry.bullet else ""
        if entry.marker is not None:
            mark += f"{entry.marker}{')' if entry.marker.isalpha() else '.'} "
        text += mark + entry.text
    return text
