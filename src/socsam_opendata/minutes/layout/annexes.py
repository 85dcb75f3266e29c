"""What a file holds behind minutes, or between their items, and is none of their text.

An annex, minutes of another body or meeting, the notice that the minutes were posted: what stands
there was not decided by this meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from socsam_opendata.minutes.layout.cover_blocks import cover_label
from socsam_opendata.minutes.layout.families import HeadingFamily, between_empty, may_be_headings
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.codes import CodeList
from socsam_opendata.model.iris import DASHES

ANNEX, OTHERS, NOTICE = "annex", "other minutes", "notice"
# A paragraph of this meeting with a letter of its own, `§ 12 A`, and all its text.
LETTERED = "paragraph with a letter"
# Another cover of this meeting, as a paragraph that was adjusted at once has one of its own.
COVER_AGAIN = "another cover"
# A summons or an agenda in front of the minutes.
SUMMONS = "summons"
# Notes at the foot of a page.
FOOTNOTE = "page footnote"
# What stands in a document, is not read, and is published with it.
PARTS_NOT_READ = frozenset({ANNEX, OTHERS, LETTERED, COVER_AGAIN, SUMMONS, FOOTNOTE})
# The heading of an annex whose text was read elsewhere, or that is only named.
NAMED = "name of an annex"
_ANNEX = re.compile(
    r"(?:protokolls)?bilaga(?:\s+(?:nr\.?\s*)?(?:\d{1,3}|[a-zåäö]))?"
    rf"(?:\s*[,:]?\s*(?:till\s+)?§{{1,2}}\s*\d[\d\s,{DASHES}]*)?\s*[.:]?",
    re.IGNORECASE,
)
# An annex with a number and a title: `Bilaga 1 Närvarolista`.
_TITLED = re.compile(
    r"(?:protokolls)?bilaga\s+(?:nr\.?\s*)?(?:\d{1,3}|[A-ZÅÄÖ])"
    rf"\s*[{DASHES},.:]?\s+(?P<title>[A-ZÅÄÖ][^.:;]{{2,60}})",
    re.IGNORECASE,
)
# The heading of an extract: `Utdrag ur protokoll kommunstyrelsen § 57`. The word alone may also
# stand above those whom an extract goes to.
EXTRACT = re.compile(
    r"(?!.*\b(?:skickas|sänds|lämnas|till)\b)"
    r"(?:utdrag\s+(?:ur|från)\s+(?=.{0,60}protokoll)|(?:sammanträdes)?protokollsutdrag\s+(?:ur|från)\s)"
    r".{2,90}[^.,:;!?]",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?:protokolls)?bilaga\s+(?:nr\.?\s*)?(?:\d|[a-zåäö]\b)", re.IGNORECASE)
_MINUTES = re.compile(r"\b(?:sammanträdes|mötes)?protokoll\b", re.IGNORECASE)
# A cover has so many labels at least in so many printed lines; its title has so many at most.
_LABELS = 4
_COVER = 16
_TITLE = 4
# A list of documents goes on for so many lines below its heading at most.
_LIST = 20
# The head of other minutes takes so many printed lines at most above their first paragraph.
_HEAD = 8
# and each of these so many characters.
_SHORT = 60
_SENTENCE = (".", "!", "?", ",", ";", ":")


@dataclass(frozen=True, slots=True)
class Annex:
    """Where what is no text of an item begins among its lines, by index, and what it is."""

    start: int
    what: str


def annex_in(
    lines: Sequence[Line], families: Sequence[HeadingFamily], others: Set[int]
) -> Annex | None:
    """Where the text of a paragraph ends though its lines go on; the first is its heading.

    `families` are those that headings may be of, `others` the numbers of lines on which other
    minutes are known to begin.
    """
    # A heading among them was not taken for one: its number does not go on from the others.
    numbered = [at for at in may_be_headings(lines) if at and is_apart(lines, at)]
    apart = {at for family in families for at, _ in family.headings(lines, numbered)}
    for at, line in enumerate(lines):
        if at and line.number in others:
            return Annex(at, OTHERS)
        if not at or not line.text or lines[at - 1].text:
            continue
        if code_list("cover-label").of_form(line.text) == NOTICE:
            return Annex(at, NOTICE)
        if at in apart:
            return Annex(min([at, *short_above(lines, at, 1)]), OTHERS)
        if begins_cover(lines, at):
            return Annex(cover_title(lines, at), COVER_AGAIN)
        if begins_annex(lines, at):
            goes_on = any(below.text for below in lines[at + 1 :])
            extract = EXTRACT.fullmatch(line.text)
            return Annex(at, (OTHERS if extract else ANNEX) if goes_on else NAMED)
    return None


def begins_cover(lines: Sequence[Line], at: int) -> bool:
    """Whether a cover begins on a line: its labels, those of who was there among them, follow each
    other closely."""
    if not lines[at].text or cover_label(lines[at].text) is None:
        return False
    below = islice((line.text for line in lines[at:] if line.text), _COVER)
    labels = {label[0] for text in below if (label := cover_label(text))}
    return len(labels) >= _LABELS and bool(
        labels & code_list("cover-label").tied("listsCapacity").keys()
    )


def cover_title(lines: Sequence[Line], at: int) -> int:
    """Where the title of a cover begins above its first label: a block of short lines, and one more
    above it."""
    start = at
    for _ in range(2):
        end = start
        while end > 1 and not lines[end - 1].text:
            end -= 1
        block = end
        while block > 1 and lines[block - 1].text:
            block -= 1
        if block == end or end - block > _TITLE or not _may_title(lines[block:end]):
            break
        start = block
    return start


def _may_title(block: Sequence[Line]) -> bool:
    """Whether lines may be a title: short ones, no sentence, and none of an item's."""
    for line in block:
        text = line.text
        if len(text) > _SHORT or text[-1] in _SENTENCE or line.listed or text[0].islower():
            return False
    of_item = any(
        code_list("section").of_form(line.text) or _signs(line) or _acts(line.text)
        for line in block
    )
    return not of_item or any(_MINUTES.search(line.text) for line in block)


def give_annex(lines: Sequence[Line], what: str, owners: Owners) -> None:
    """Give lines that are no text of an item their owner."""
    state = "read" if what in (NOTICE, NAMED) else "ignored"
    for line in lines:
        if line.text:
            owners.give(line.number, Owner(state, what))


def begins_annex(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the heading of an annex or of an extract of minutes.

    An entry of a list of documents, or one line of a text, is none.
    """
    sections = code_list("section")
    whole = _ANNEX.fullmatch(lines[at].text) or EXTRACT.fullmatch(lines[at].text)
    if lines[at].listed or not (whole or _is_titled(lines, at, sections)):
        return False
    if sections.of_form(lines[at].text) or (at and lines[at - 1].text):
        return False
    above_it = lines[max(0, at - _LIST) : at]
    above = next((line.text for line in reversed(lines[:at]) if line.text), "")
    below = next((line.text for line in lines[at + 1 :] if line.text), "")
    listed = sections.of_form(above.rstrip(":")) or _ENTRY.match(above) or _ENTRY.match(below)
    return not listed and not (EXTRACT.fullmatch(lines[at].text) and lists_lines(above_it))


def lists_lines(lines: Sequence[Line]) -> bool:
    """Whether the last heading of a section among some lines is that of a list: of documents, or of
    whom a decision goes to."""
    sections = code_list("section")
    for line in reversed(lines):
        section = sections.of_form(line.text.rstrip(":")) if line.text else None
        if section:
            return section in sections.marked("listsLines") and section != "decision"
    return False


def _is_titled(lines: Sequence[Line], at: int, sections: CodeList) -> bool:
    """Whether an annex with a title begins: no section of the item follows, so it is its last."""
    if title_of_annex(lines[at].text) is None or (lines[at + 1 : at + 2] and lines[at + 1].text):
        return False
    return not any(sections.of_form(line.text.rstrip(":")) for line in lines[at + 1 :] if line.text)


def title_of_annex(text: str) -> str | None:
    """The title of an annex in its heading, `Bilaga 1 Närvarolista`; None where it is none."""
    match = _TITLED.fullmatch(text)
    return match["title"].strip() if match else None


def is_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a heading stands between empty lines, and is no sentence."""
    return between_empty(lines, at) and lines[at].text[-1:] not in _SENTENCE


def short_above(lines: Sequence[Line], at: int, start: int) -> Iterator[int]:
    """The indexes of the short lines above a heading that are no text, upwards from it.

    A list of whom a decision goes to, or of documents, is of the item above; so are signatures.
    """
    sections = code_list("section")
    found: list[int] = []
    for above in range(at - 1, start - 1, -1):
        line = lines[above]
        if not line.text:
            continue
        if line.text[-1] in _SENTENCE or len(line.text) > _SHORT or len(found) == _HEAD:
            break
        if line.listed or sections.of_form(line.text) or _signs(line) or _acts(line.text):
            found = [i for i in found if not all(row.text for row in lines[above:i])]
            break
        found.append(above)
    return iter(found)


def _acts(text: str) -> bool:
    """Whether a line says what is decided, without a full stop: `Taxan antas`."""
    hits = code_list("decision-action").find(text)
    words = (text[hit.start : hit.end].split(maxsplit=1)[0] for hit in hits)
    return any(word.endswith(("s", "ar", "er")) for word in words)


def _signs(line: Line) -> bool:
    """Whether a line is a title that somebody signs under or above."""
    labels = code_list("cover-label")
    return labels.of_form(line.text) in {*labels.tied("listsRole"), "signatures"}
