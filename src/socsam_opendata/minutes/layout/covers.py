"""Where a cover stands: in front, behind the contents, and, as signatures, below the last text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.layout.annexes import title_of_annex
from socsam_opendata.minutes.layout.cover_blocks import CoverBlock, cover_blocks, cover_label
from socsam_opendata.minutes.layout.cover_cells import by_cells, roll_lines_of
from socsam_opendata.minutes.layout.cover_columns import begins_roll, by_columns
from socsam_opendata.minutes.layout.labels_below import labels_in_front
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owners
from socsam_opendata.minutes.layout.titles_below import titles_behind
from socsam_opendata.minutes.print.names import IN_PARTY, is_name
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.code_lists import code_list

_RULED = " ._…"
_PARTY = re.compile(rf"\s*{IN_PARTY}\Z")
# So many who sign one below the other are no end of a sentence.
_SEVERAL = 2
_APART = re.compile(r"\s{2,}")
# No line of names and titles side by side is longer.
_SHORT = 100
# A list begins so few lines below its heading.
_NEAR = 5


def cover_of(
    lines: Sequence[Line], source: Source, owners: Owners, *, signed: bool = False
) -> tuple[tuple[Line, ...], tuple[CoverBlock, ...]]:
    """The title lines and the blocks of a cover, or of a part of it; with `signed` it may begin
    with a name and the title below."""
    said = [line.text for line in lines if line.text.strip(_RULED)][:2] if signed else []
    signed = len(said) > 1 and _is_signed(*said)
    labels = labels_in_front(by_cells(lines, source, owners), source)
    listed = titles_behind(by_columns(labels, source, owners), owners)
    return cover_blocks(listed, owners, signed=signed)


def signatures_below(lines: Sequence[Line], last: int, source: Source) -> int:
    """Where signatures or a list of attendance begin below the text of the last paragraph."""
    labels = code_list("cover-label")
    signing = {*labels.tied("listsRole"), "signatures"}
    sentence = next((i for i in range(len(lines) - 1, last, -1) if _is_text(lines[i])), last)
    for i in range(last + 1, len(lines)):
        text = title_of_annex(lines[i].text) or lines[i].text
        label = _label(text) if text and not lines[i - 1].text else None
        if label in signing and i >= sentence:
            return i
        everybody = label in labels.marked("listsEverybody")
        if everybody and begins_roll(lines[i + 1 : i + _NEAR], source):
            return i
    return _signed_right_below(lines, last)


def _signed_right_below(lines: Sequence[Line], last: int) -> int:
    """Where names with their titles begin, line by line up to the end, below text without a gap."""
    said = [i for i in range(last + 1, len(lines)) if lines[i].text.strip(_RULED)]
    first = len(said)
    while first > 1 and _is_signed(lines[said[first - 2]].text, lines[said[first - 1]].text):
        first -= 2
    several = len(said) - first >= 2 * _SEVERAL
    return said[first] if several else len(lines)


def _is_signed(name: str, title: str) -> bool:
    """Whether a line is a name, and the next one the title of who signs."""
    signs = code_list("role").of_form(title.strip(_RULED)) is not None
    return signs and is_name(_PARTY.sub("", name.strip(_RULED)))


def _label(text: str) -> str | None:
    """The label that a line is, or the first of several, or of names, beside each other."""
    parts = [part.rstrip(" :") for part in _APART.split(text)]
    found = [code_list("cover-label").of_form(part) or is_name(part) for part in parts]
    return found[0] if all(found) and isinstance(found[0], str) else None


def _is_text(line: Line) -> bool:
    """Whether a line is none of signatures, which are short and no sentences.

    `ordf.` is none, and labels may have their colons.
    """
    if len(line.text) > _SHORT:
        return True
    signed = all(map(_signs, _APART.split(line.text)))
    return line.text[-1:] in (".", ":", ",", "?") and not signed


def _signs(part: str) -> bool:
    """Whether a text is a label or an office of who signs."""
    label = code_list("cover-label").of_form(part.rstrip(" :"))
    return label in code_list("cover-label").tied("listsRole") or bool(
        code_list("role").of_form(part)
    )


def cover_again(lines: Sequence[Line], last: int, start: int, source: Source) -> int:
    """Where people are listed between the last entry of the contents and the first paragraph."""
    people = code_list("cover-label").tied("listsCapacity")
    rolls = roll_lines_of(source)
    return next(
        (i for i in range(last + 1, start)
         if lines[i].number in rolls or (cover_label(lines[i].text) or ("",))[0] in people),
        start,
    )  # fmt: skip
