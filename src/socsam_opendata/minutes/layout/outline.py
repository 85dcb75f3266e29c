"""The shape of a document: cover, contents, paragraphs, parts and blocks.

Every line is owned by exactly one part of the outline: `owners` has one entry a line, and giving
a line a second owner is an error of the program, not of the minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.minutes.layout.annexes import (
    ANNEX,
    COVER_AGAIN,
    LETTERED,
    PARTS_NOT_READ,
    SUMMONS,
    annex_in,
    give_annex,
)
from socsam_opendata.minutes.layout.body_tables import in_tables
from socsam_opendata.minutes.layout.contents import ContentsEntry, contents_entries
from socsam_opendata.minutes.layout.cover_blocks import CoverBlock, cover_label
from socsam_opendata.minutes.layout.covers import cover_again, cover_of, signatures_below
from socsam_opendata.minutes.layout.footnotes import footnotes
from socsam_opendata.minutes.layout.furniture import PAGE_HEADER, ignored_lines
from socsam_opendata.minutes.layout.headings import FoundHeadings, find_headings, stated_numbers
from socsam_opendata.minutes.layout.lines import Line, live_lines, read_line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.layout.paragraphs import Paragraph, read_paragraph
from socsam_opendata.minutes.layout.summons import minutes_start
from socsam_opendata.minutes.layout.unnumbered import unnumbered_headings
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.code_lists import code_list

IGNORED_BLANK = Owner("ignored", "blank line")


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole document; `headers` are the running headers, `owners[i]` owns `lines[i]`.

    `inferred` says that nothing but the looks of their headings tells that there are paragraphs,
    `unnumbered` that these have no numbers.
    """

    lines: tuple[Line, ...]
    title: tuple[Line, ...]
    headers: tuple[Line, ...]
    cover: tuple[CoverBlock, ...]
    contents: tuple[ContentsEntry, ...]
    paragraphs: tuple[Paragraph, ...]
    owners: tuple[Owner | None, ...]
    inferred: bool = False
    unnumbered: bool = False


def outline(source: Source) -> Outline:
    """The outline of a source; one without any paragraph heading is all title and cover."""
    ignored = ignored_lines(source.lines, source.page_starts, source.running)
    ignored |= footnotes(source.lines, source.page_starts, ignored)
    lines = tuple(read_line(number, raw) for number, raw in enumerate(source.lines, 1))
    owners = Owners([None] * len(lines))
    for i, line in enumerate(lines):
        if i in ignored:
            owners.give(line.number, Owner("ignored", ignored[i]))
        elif not line.text:
            owners.give(line.number, IGNORED_BLANK)
    live = _without_summons(live_lines(lines, ignored), owners)
    headers = _headers(lines, ignored)
    labels = code_list("cover-label")
    at = next((i for i, line in enumerate(live) if labels.of_form(line.text) == "contents"), None)
    found = find_headings(live, at, headers)
    if not found.body:
        stated = stated_numbers([*headers, *live])
        found = unnumbered_headings(live, source.lines, stated) or found
    listed, body = found.contents, found.body
    start = body[0] if body else len(live)
    front = [i for i in (*listed, -1 if at is None else at) if body and 0 <= i < start]
    contents_start = _with_title_above(live, min(front, default=start), found, start)
    contents_end = cover_again(live, max(front, default=start), start, source)
    for line in live[contents_start:contents_end]:
        if line.text:
            owners.give(line.number, Owner("read", "table of contents"))
    contents = contents_entries(live[contents_start:contents_end], found.told)
    end, behind, annex = _below(live, found, source)
    title, cover = cover_of(live[:contents_start], source, owners)
    _, again = cover_of(live[contents_end:start], source, owners)
    _, below = cover_of(live[end:behind], source, owners, signed=True)
    give_annex(live[behind:], annex, owners)
    body_words = " ".join(line.text for line in (*title, *headers))
    ends = [*body[1:], end][: len(body)]
    text = [*live[:start], *in_tables(live[start:end], source)]
    paragraphs = []
    for first, following in zip(body, ends, strict=True):
        if found.told[live[first].number].part is None:
            paragraphs.append(read_paragraph(text[first:following], found, body_words, owners))
        else:
            give_annex(text[first:following], LETTERED, owners)
    blocks = (*cover, *again, *below)
    return Outline(
        lines,
        title,
        headers,
        blocks,
        contents,
        tuple(paragraphs),
        tuple(owners.of),
        found.inferred,
        found.unnumbered,
    )


def _without_summons(live: list[Line], owners: Owners) -> list[Line]:
    """The lines of the minutes, without a summons that stands in front of them."""
    start = minutes_start(live)
    give_annex(live[:start], SUMMONS, owners)
    return live[start:]


def _below(live: Sequence[Line], found: FoundHeadings, source: Source) -> tuple[int, int, str]:
    """Where signatures begin below the text of the last paragraph, where an annex does below them,
    and what it is; both are at the end of the lines where nothing stands there."""
    if not found.body:
        return len(live), len(live), ANNEX
    last = found.body[-1]
    end = signatures_below(live, last, source)
    annex = annex_in(live[last:], found.families, found.others)
    if annex is not None and annex.what in PARTS_NOT_READ and last + annex.start < end:
        behind = last + annex.start
        if annex.what == COVER_AGAIN and not _lists_people(live[: found.body[0]]):
            return behind, len(live), ANNEX  # the only cover
        signed = signatures_below(live[:behind], last, source)
        if signed < behind:
            return signed, behind, annex.what
    return end, len(live), ANNEX


def _lists_people(lines: Sequence[Line]) -> bool:
    """Whether lines have a label that people are listed under."""
    lists = code_list("cover-label").tied("listsCapacity")
    found = (cover_label(line.text) for line in lines if line.text)
    return any(label is not None and label[0] in lists for label in found)


def _with_title_above(lines: Sequence[Line], at: int, found: FoundHeadings, end: int) -> int:
    """Where a table of contents begins: with the title of its first entry, if that stands above."""
    if at in found.contents and not found.told[lines[at].number].rest:
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
