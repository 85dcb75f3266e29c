"""What a file holds behind minutes, or between their items, and is none of their text.

An annex, minutes of another body or meeting, the notice that the minutes were posted: what stands
there was not decided by this meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.layout.families import HeadingFamily, between_empty
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.codes import CodeList
from socsam_opendata.model.iris import DASHES

ANNEX, OTHERS, NOTICE = "annex", "other minutes", "notice"
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
_ENTRY = re.compile(r"(?:protokolls)?bilaga\s+(?:nr\.?\s*)?(?:\d|[a-zåäö]\b)", re.IGNORECASE)
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


def annex_in(lines: Sequence[Line], family: HeadingFamily) -> Annex | None:
    """Where the text of a paragraph ends though its lines go on; the first is its heading."""
    # A heading among them was not taken for one: its number does not go on from the others.
    others = {at for at, _ in family.headings(lines) if at and _is_apart(lines, at)}
    for at, line in enumerate(lines):
        if not at or not line.text or lines[at - 1].text:
            continue
        if code_list("cover-label").of_form(line.text) == NOTICE:
            return Annex(at, NOTICE)
        if at in others:
            return Annex(_head(lines, at), OTHERS)
        if _begins_annex(lines, at):
            goes_on = any(below.text for below in lines[at + 1 :])
            return Annex(at, ANNEX if goes_on else NAMED)
    return None


def _begins_annex(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the heading of an annex, and no entry of a list of documents."""
    sections = code_list("section")
    whole = _ANNEX.fullmatch(lines[at].text)
    if lines[at].listed or not (whole or _is_titled(lines, at, sections)):
        return False
    if sections.of_form(lines[at].text):
        return False
    above = next((line.text for line in reversed(lines[:at]) if line.text), "")
    below = next((line.text for line in lines[at + 1 :] if line.text), "")
    listed = sections.of_form(above.rstrip(":")) or _ENTRY.match(above) or _ENTRY.match(below)
    return not listed


def _is_titled(lines: Sequence[Line], at: int, sections: CodeList) -> bool:
    """Whether an annex with a title begins: no section of the item follows, so it is its last."""
    if title_of_annex(lines[at].text) is None or (lines[at + 1 : at + 2] and lines[at + 1].text):
        return False
    return not any(sections.of_form(line.text.rstrip(":")) for line in lines[at + 1 :] if line.text)


def title_of_annex(text: str) -> str | None:
    """The title of an annex in its heading, `Bilaga 1 Närvarolista`; None where it is none."""
    match = _TITLED.fullmatch(text)
    return match["title"].strip() if match else None


def _is_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a heading stands between empty lines, and is no sentence."""
    return between_empty(lines, at) and lines[at].text[-1:] not in _SENTENCE


def _head(lines: Sequence[Line], at: int) -> int:
    """Where the head of other minutes begins above their first heading: short lines, no text."""
    start, printed = at, 0
    for above in range(at - 1, 0, -1):
        text = lines[above].text
        if not text:
            continue
        if text[-1:] in _SENTENCE or len(text) > _SHORT or printed == _HEAD:
            break
        start, printed = above, printed + 1
    return start
