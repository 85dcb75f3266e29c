"""The shape of a document: cover, contents, paragraphs, parts and blocks.

Every line is owned by exactly one part of the outline: `owners` has one entry a line, and giving
a line a second owner is an error of the program, not of the minutes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from socsam_opendata.minutes.layout.annexes import NAMED, NOTICE, annex_in
from socsam_opendata.minutes.layout.cover_blocks import CoverBlock, cover_label
from socsam_opendata.minutes.layout.covers import cover_again, cover_of, signatures_below
from socsam_opendata.minutes.layout.entries import Entry, entries
from socsam_opendata.minutes.layout.families import HeadingFamily
from socsam_opendata.minutes.layout.furniture import PAGE_HEADER, ignored_lines
from socsam_opendata.minutes.layout.headings import (
    ContentsEntry,
    FoundHeadings,
    contents_entries,
    find_headings,
)
from socsam_opendata.minutes.layout.lines import Line, live_lines, read_line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.print.diary_numbers import diary_number, title_and_number
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.codes import CodeList
from socsam_opendata.model.iris import DASH, fold

IGNORED_BLANK = Owner("ignored", "blank line")
_DECIDES = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^.:]{1,80}?)\s+(?i:beslutar|beslutade|beslöt)"
    r"(?P<that>\s+(?:därför\s+)?(?:följande|att))?\s*:?"
)

# No letters of a body are more.
_LETTERS = 6
# A heading and the first point of its list on one line: `Nämndens beslut − Rapporten godkänns.`
_HEADED = re.compile(rf"(?P<head>[^:.]{{5,80}}?)\s+(?P<rest>{DASH}\s.+)")
_ACTS = re.compile(
    r"(?P<body>[A-ZÅÄÖ]\w[^.:,]{1,80}?)\s+(?P<verb>\w+[ae]r)\b(?:[^.]*\s(?P<files>till\s+handlingarna))?"
)
_DECIDES_THAT = re.compile(
    r"(?P<body>[A-ZÅÄÖ][^.:,]{1,80}?)\s+beslutar(?:\s+(?:enhälligt|därför|även|också|vidare))*\s+att\s+\S"
)


@dataclass(frozen=True)
class Block:
    """A section of a paragraph: its code, printed heading (None: none printed) and lines."""

    section: str
    heading: str | None
    heading_line: int | None
    lines: tuple[Line, ...]
    known: bool = True

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The lines as paragraphs of running text and entries of lists."""
        return entries(self.lines)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the minutes, or a lettered part of one."""

    number: int
    part: str | None
    title: str
    first_line: int
    title_line: int
    last_line: int
    blocks: tuple[Block, ...] = ()
    parts: tuple[Paragraph, ...] = ()
    diary_number: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole document; `headers` are the running headers, `owners[i]` owns `lines[i]`.

    `inferred` says that nothing but the looks of their headings tells that there are paragraphs.
    """

    lines: tuple[Line, ...]
    title: tuple[Line, ...]
    headers: tuple[Line, ...]
    cover: tuple[CoverBlock, ...]
    contents: tuple[ContentsEntry, ...]
    paragraphs: tuple[Paragraph, ...]
    owners: tuple[Owner | None, ...]
    inferred: bool = False


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
    live = live_lines(lines, ignored)
    headers = _headers(lines, ignored)
    labels = code_list("cover-label")
    at = next((i for i, line in enumerate(live) if labels.of_form(line.text) == "contents"), None)
    found = find_headings(live, at)
    listed, body = found.contents, found.body
    start = body[0] if body else len(live)
    front = [i for i in (*listed, -1 if at is None else at) if body and 0 <= i < start]
    contents_start = _with_title_above(live, min(front, default=start), found, start)
    contents_end = cover_again(live, max(front, default=start), start)
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
    paragraphs = tuple(
        _paragraph(live[start:end], found.family, body_words, owners)
        for start, end in zip(body, ends, strict=True)
    )
    blocks = (*cover, *again, *below)
    return Outline(
        lines, title, headers, blocks, contents, paragraphs, tuple(owners.of), found.inferred
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


def _paragraph(
    lines: list[Line], family: HeadingFamily, body_words: str, owners: Owners
) -> Paragraph:
    found = family.heading(lines[0])
    if found is None:
        raise AssertionError("a paragraph begins with its heading")
    number, rest = found
    owners.give(lines[0].number, Owner("read", "paragraph heading"))
    title, diary, at = _paragraph_title(rest, lines, owners)
    lines = _without_annex(lines, at, family, owners)
    last = max(line.number for line in lines if line.text)
    body = lines[at:]
    starts = _part_starts(body)
    if not starts:
        blocks = _blocks(body, body_words, owners)
        return Paragraph(
            number, None, title, lines[0].number, lines[at - 1].number, last, blocks, (), diary
        )
    lead = _blocks(body[: starts[0]], body_words, owners)
    parts = []
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        head = body[start]
        owners.give(head.number, Owner("read", "part heading"))
        inside = body[start + 1 : end]
        end_line = max([head.number, *(line.number for line in inside if line.text)])
        parts.append(
            Paragraph(number, head.marker, head.text, head.number, head.number, end_line,
                      _blocks(inside, body_words, owners))
        )  # fmt: skip
    return Paragraph(
        number, None, title, lines[0].number, lines[at - 1].number, last, lead, tuple(parts), diary
    )


def _without_annex(lines: list[Line], at: int, family: HeadingFamily, owners: Owners) -> list[Line]:
    """The lines of a paragraph up to what is none of its text; the index is that of its text."""
    annex = annex_in(lines, family)
    if annex is None or annex.start < at:
        return lines
    state = "read" if annex.what in (NOTICE, NAMED) else "ignored"
    for line in lines[annex.start :]:
        if line.text:
            owners.give(line.number, Owner(state, annex.what))
    return lines[: annex.start]


def _paragraph_title(rest: str, lines: list[Line], owners: Owners) -> tuple[str, str | None, int]:
    """Title, diary number and the index of the first line after them."""
    words: list[str] = []
    diary: str | None = None
    at = 1
    found = diary_number(rest)
    if found is not None:
        diary = found or None
    elif rest:
        words.append(rest)
    sections = code_list("section")
    while at < len(lines):
        line = lines[at]
        if not line.text:
            if words:
                break
            at += 1
            continue
        found = diary_number(line.text) if diary is None else None
        if found is not None:
            diary = found or None
        elif (
            line.listed
            or (words and _DECIDES.fullmatch(line.text))
            or (_section(line.text, sections) and (words or not _names_item(line.text)))
            or len(words) >= 4
            or (words and _begins_text(words[-1], lines[at:], sections))
        ):
            break
        else:
            words.append(line.text)
        owners.give(line.number, Owner("read", "paragraph heading"))
        at += 1
    below = next((j for j in range(at, len(lines)) if lines[j].text), None)
    if below is not None and diary is None and (number := diary_number(lines[below].text)):
        diary, at = number, below + 1
        owners.give(lines[below].number, Owner("read", "paragraph heading"))
    for n, word in enumerate(words):
        if diary is None:
            words[n], diary = title_and_number(word)
    return _joined(words), diary, at


def _names_item(text: str) -> bool:
    """Whether a heading of sections is the name of a kind of item too: `Information`, `Dialog`.

    Right below a number that has no other title it is the title.
    """
    kind = code_list("item-kind").find(text)[:1]
    return bool(kind) and kind[0].start == 0 and kind[0].code != "decision"


# What a line of a title does not end with, if the title ends there.
_GOES_ON = re.compile(
    rf"(?:[,&/]|{DASH}|\b(?:och|samt|eller|av|för|till|från|om|i|på|vid|med|mot|per|angående|gällande|"
    r"avseende|rörande|beträffande|enligt|under|mellan|inom|den|det|de|en|ett))\Z",
    re.IGNORECASE,
)


def _begins_text(before: str, lines: Sequence[Line], sections: CodeList) -> bool:
    """Whether text begins with the first of some lines, right below a line of a title.

    What goes on from a title says so at the end of its line or with a small letter, or it has no
    sentence.
    """
    if _GOES_ON.search(before) or not lines[0].text[:1].isupper():
        return False
    for line in lines:
        if not line.text or _section(line.text, sections):
            return False
        if line.text[-1] in ".!?" and len(line.text.split()) > 1:
            return True
    return False


def _joined(words: list[str]) -> str:
    """Lines of a title as one; a hyphen at a line's end is kept, no space follows it."""
    text = ""
    for word in words:
        text = word if not text else text + ("" if text.endswith("-") else " ") + word
    return text.strip()


def _part_starts(lines: list[Line]) -> list[int]:
    """Indexes of lettered lines that have sections of their own under them: parts, not clauses."""
    lettered = [
        i for i, line in enumerate(lines)
        if line.marker and line.marker.isalpha() and not line.bullet
        and (i == 0 or not lines[i - 1].text)
    ]  # fmt: skip
    if not lettered or lines[lettered[0]].marker != "a":
        return []
    sections = code_list("section")
    starts = []
    for i, end in zip(lettered, [*lettered[1:], len(lines)], strict=True):
        if any(line.text and _section(line.text, sections) for line in lines[i + 1 : end]):
            starts.append(i)
    return starts


def _section(text: str, sections: CodeList) -> tuple[str, str] | None:
    """The section a line heads, and the text after an inline label such as `Föredragande:`."""
    if len(text) > 300:
        return None
    whole = sections.of_whole(text) if len(text) <= 90 else None
    if whole:
        return whole, ""
    label, colon, rest = text.partition(":")
    if colon and len(label) <= 60:
        inline = sections.of_form(label)
        if inline:
            return inline, rest.strip()
    headed = _HEADED.fullmatch(text)
    if headed and sections.of_whole(headed["head"]) == "decision":
        return "decision", headed["rest"]
    return None


@dataclass
class _OpenSection:
    section: str
    heading: str | None = None
    heading_line: int | None = None
    lines: list[Line] = field(default_factory=list)
    known: bool = True
    closing: bool = False
    then: str = "text"


def _blocks(lines: list[Line], body_words: str, owners: Owners) -> tuple[Block, ...]:
    sections = code_list("section")
    open_: list[_OpenSection] = [_OpenSection("text")]
    headed = any((_section(x.text, sections) or ("",))[0] == "decision" for x in lines if x.text)
    for i, line in enumerate(lines):
        now = open_[-1]
        if not line.text:
            if now.closing and now.lines:
                open_.append(_OpenSection(now.then))
            elif now.lines:
                now.lines.append(line)
            continue
        found = None if line.listed else _section(line.text, sections)
        decides = None if line.listed or found else _decides(line.text, now.section, body_words)
        if found:
            owners.give(line.number, Owner("read", "section heading"))
            code, rest = found
            printed = line.text if not rest else line.text.partition(":")[0]
            closing = code in sections.marked("oneParagraph")
            open_.append(_OpenSection(code, printed.rstrip(":"), line.number, closing=closing))
            if rest:
                open_[-1].lines.append(Line(line.number, rest))
        elif decides:
            owners.give(line.number, Owner("read", "decision lead-in"))
            if now.section != "decision":
                open_.append(_OpenSection("decision", None, line.number))
        elif not headed and _decides_by_itself(lines, i, open_, body_words):
            owners.give(line.number, Owner("read", "decision"))
            open_.append(
                _OpenSection("decision", None, None, [line], closing=True, then=now.section)
            )
        elif now.section == "decision" and _MOVES.search(line.text):
            owners.give(line.number, Owner("read", "motions"))
            open_.append(_OpenSection("motions", None, None, [line]))
        elif _unknown_heading(lines, i, now.section):
            owners.give(line.number, Owner("read", "section heading"))
            open_.append(_OpenSection("text", line.text, line.number, known=False))
        else:
            owners.give(line.number, Owner("read", now.section))
            now.lines.append(line)
    return tuple(
        Block(o.section, o.heading, o.heading_line, _trimmed(o.lines), o.known)
        for o in open_
        if o.lines or o.heading is not None or o.section == "decision"
    )


# What somebody moves is no clause, also where it stands under the decision's heading.
_MOVES = re.compile(r"\byrka(?:r|de|s)\b", re.I)


def _begins(lines: list[Line], i: int) -> bool:
    """Whether a line begins a paragraph of text, or a sentence below one that ends its line."""
    return not lines[i].listed and (i == 0 or lines[i - 1].text[-1:] in ("", ".", "!", "?"))


def _trimmed(lines: list[Line]) -> tuple[Line, ...]:
    while lines and not lines[-1].text:
        lines = lines[:-1]
    return tuple(lines)


def _decides(text: str, section: str, body_words: str) -> bool:
    """Whether a line is the lead-in of a decision of this body: `Nämnden beslutar:`."""
    match = _DECIDES.fullmatch(text)
    if not match:
        return False
    if section == "decision":
        return True
    ours = _is_ours(match["body"], body_words)
    return ours or (section == "text" and "beslutar" in text.casefold())


def _is_ours(name: str, body_words: str) -> bool:
    """Whether a name is one that the title has, or the letters of a word of it: `AU` of an
    arbetsutskott."""
    words = fold(body_words)
    if not (name.isupper() and 1 < len(name) <= _LETTERS):
        return fold(name) in words
    letters = ".*".join(map(re.escape, fold(name)))
    return any(re.match(letters, word) for word in words.split())


def _decides_at_once(text: str, body_words: str) -> bool:
    """Whether a line decides by itself: `Nämnden beslutar att bordlägga ärendet.`"""
    match = _DECIDES_THAT.match(text)
    return match is not None and _is_ours(match["body"], body_words)


_THAT = re.compile(r"att \w")


def _decides_by_itself(
    lines: list[Line], i: int, open_: Sequence[_OpenSection], body_words: str
) -> bool:
    """Whether a paragraph of text is a decision without any heading or lead-in."""
    section, text = open_[-1].section, lines[i].text
    begins = _begins(lines, i) and section not in code_list("section").marked("decidesNothing")
    says = begins and _decides_at_once(text, body_words)
    says = says or (begins and section == "text" and _acts_at_last(lines[i:], body_words))
    return says or _alone_that(lines, i, open_, body_words)


def _acts_at_last(lines: Sequence[Line], body_words: str) -> bool:
    """Whether an item ends with a sentence in which its body acts: `Nämnden godkänner rapporten.`

    Further up such a sentence may tell what the body does at all times.
    """
    end = next((n for n, line in enumerate(lines) if not line.text), len(lines))
    if any(line.text for line in lines[end:]) or not lines[end - 1].text.endswith("."):
        return False
    text = " ".join(line.text for line in lines[:end])
    match = _ACTS.match(text)
    if match is None:
        return False
    ours = _is_ours(match["body"], body_words)
    found = code_list("decision-action").find(text)
    return ours and any(hit.start in (match.start("verb"), match.start("files")) for hit in found)


def _alone_that(lines: list[Line], i: int, open_: Sequence[_OpenSection], words: str) -> bool:
    """Whether nothing but what is to be done stands below a title: `att anta taxan`.

    Below text or any heading such a line is of what is told there, and above a decision, what that
    is about.
    """
    if (i and lines[i - 1].text) or not _THAT.match(lines[i].text):
        return False
    if any(o.heading or (o.lines and o.section != "decision") for o in open_):
        return False
    found = code_list("decision-action").find(lines[i].text)
    acts = bool(found) and found[0].start <= len("att ")
    below = (line.text for line in lines[i + 1 :])
    return acts and not any(_decides(x, "text", words) or _decides_at_once(x, words) for x in below)


def _unknown_heading(lines: list[Line], i: int, section: str) -> bool:
    """Whether a short line between blank lines is a heading that no code list knows."""
    line = lines[i]
    if section in code_list("section").marked("listsLines") or line.listed:
        return False
    if len(line.text) > 60 or len(line.text.split()) > 5 or not line.text[0].isupper():
        return False
    if line.text[-1] in ".,;:!?)":
        return False
    before = i == 0 or not lines[i - 1].text
    after = i + 1 < len(lines) and not lines[i + 1].text
    following = next((other for other in lines[i + 1 :] if other.text), None)
    return bool(before and after and following and len(following.text) > 60)
