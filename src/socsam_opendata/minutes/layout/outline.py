"""The shape of a document: cover, contents, paragraphs, parts and blocks.

Every line is owned by exactly one part of the outline: `owners` has one entry a line, and giving
a line a second owner is an error of the program, not of the minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.layout.annexed_rolls import without_annexed_roll
from socsam_opendata.minutes.layout.body_tables import in_tables
from socsam_opendata.minutes.layout.cover_blocks import CoverBlock, cover_label
from socsam_opendata.minutes.layout.covers import cover_again, cover_of, signatures_below
from socsam_opendata.minutes.layout.furniture import PAGE_HEADER, ignored_lines
from socsam_opendata.minutes.layout.headings import (
    ContentsEntry,
    FoundHeadings,
    contents_entries,
    find_headings,
)
from socsam_opendata.minutes.layout.lines import Line, live_lines, read_line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.paragraphs import Paragraph, read_paragraph
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.code_lists import code_list

IGNORED_BLANK = Owner("ignored", "blank line")


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole document; `headers` are the running headers, `owners[i]` owns `lines[i]`.

    `inferred` says that nothing but the looks of their headings tells that there are paragraphs,
    `roll_annexed` that the cover has the attendance of an annex, too.
    """

    lines: tuple[Line, ...]
    title: tuple[Line, ...]
    headers: tuple[Line, ...]
    cover: tuple[CoverBlock, ...]
    contents: tuple[ContentsEntry, ...]
    paragraphs: tuple[Paragraph, ...]
    owners: tuple[Owner | None, ...]
    inferred: bool = False
    roll_annexed: bool = False


def outline(source: Source) -> Outline:
    """The outline of a source; one without any paragraph heading is all title and cover."""
    ignored = ignored_lines(source.lines, source.page_starts, source.running)
    lines = tuple(read_line(number, raw) for number, raw in enumerate(source.lines, 1))
    owners = Owners([None] * len(lines))
    for i, line in enumerate(lines):
        if i in ignored:
            owners.give(line.number, Owner("ignored", ignored[i]))
        elif not line.text:
            owners.give(line.number, IGNORED_BLANK)
    live, annexed = without_annexed_roll(live_lines(lines, ignored), source, owners)
    headers = _headers(lines, ignored)
    labels = code_list("cover-label")
    at = next((i for i, line in enumerate(live) if labels.of_form(line.text) == "contents"), None)
    found = find_headings(live, at)
    listed, body = found.contents, found.body
    start = body[0] if body else len(live)
    front = [i for i in (*listed, -1 if at is None else at) if body and 0 <= i < start]
    contents_start = _with_title_above(live, min(front, default=start), found, start)
    contents_end = cover_again(live, max(front, default=start), start, source)
    for line in live[contents_start:contents_end]:
        if line.text:
            owners.give(line.number, Owner("read", "table of contents"))
    contents = contents_entries(live[contents_start:contents_end], found.family)
    end = signatures_below(live, body[-1], source) if body else len(live)
    title, cover = cover_of(live[:contents_start], source, owners)
    _, again = cover_of(live[contents_end:start], source, owners)
    _, below = cover_of(live[end:], source, owners)
    body_words = " ".join(line.text for line in (*title, *headers))
    ends = [*body[1:], end][: len(body)]
    text = [*live[:start], *in_tables(live[start:end], source)]
    paragraphs = tuple(
        read_paragraph(text[start:end], found.family, body_words, owners)
        for start, end in zip(body, ends, strict=True)
    )
    blocks = (*cover, *again, *below, *annexed)
    return Outline(
        lines,
        title,
        headers,
        blocks,
        contents,
        paragraphs,
        tuple(owners.of),
        found.inferred,
        bool(annexed),
    )


def _with_title_above(lines: Sequence[Line], at: int, found: FoundHeadings, end: int) -> int:
    """Where a table of contents begins: with the title of its first entry, if that stands above."""
    if at in found.contents and not found.family.headings(lines[at : at + 1])[0][1].rest:
        while 0 < at < end and lines[at - 1].text and cover_label(lines[at - 1].text) is None:
            at -= 1
    return at


def _headers(lines: Sequence[Line], ignored: dict[int, str]) -> tuple[Line, ...]:
    """Each text of the running headers once: it may name the body and the day."""
    running = [lines[i] for i, why in ignored.items() if why == PAGE_HEADER]
    first: dict[str, Line] = {}
    for line in sorted(running, key=lambda r: r.number):
        first.setdefault(line.text, line)
    return tuple(first.values())
