"""The sections of a paragraph: what heads them, and what begins one without a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from socsam_opendata.minutes.layout.deciding_lines import decides_by_itself, leads_in
from socsam_opendata.minutes.layout.entries import Entry, entries
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.codes import CodeList
from socsam_opendata.model.iris import DASH

# A heading and the first point of its list on one line: `Nämndens beslut − Rapporten godkänns.`
_HEADED = re.compile(rf"(?P<head>[^:.]{{5,80}}?)\s+(?P<rest>{DASH}\s.+)")
_BOTH = re.compile(r"\s+(?:och|samt|&)\s+|\s*/\s*")
# What somebody moves is no clause, also where it stands under the decision's heading.
_MOVES = re.compile(r"\byrka(?:r|de|s)\b", re.I)


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


def section_of(text: str, sections: CodeList) -> tuple[str, str] | None:
    """The section a line heads, and the text after an inline label such as `Föredragande:`."""
    if len(text) > 300:
        return None
    whole = _whole_heading(text, sections) if len(text) <= 90 else None
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


def _whole_heading(text: str, sections: CodeList) -> str | None:
    """The section that a line heads as a whole; of two that it names, `Yrkanden och beslutsgång`,
    the first."""
    whole = sections.of_whole(text)
    if whole:
        return whole
    parts = _BOTH.split(text)
    codes = [sections.of_whole(part.strip()) for part in parts] if len(parts) == 2 else [None]
    return codes[0] if all(codes) else None


@dataclass
class _OpenSection:
    """A section while its lines come; one that is `closing` ends with its first paragraph, one that
    is a `table` with the last row of that: `then` it is another."""

    section: str
    heading: str | None = None
    heading_line: int | None = None
    lines: list[Line] = field(default_factory=list)
    known: bool = True
    closing: bool = False
    then: str = "text"
    table: bool = False


class _Span(NamedTuple):
    """What a line is, and the section that begins with it, if one does."""

    what: str
    begins: _OpenSection | None


class _Sections:
    """The sections of a paragraph, whose lines are given to them one after the other."""

    def __init__(self, lines: Sequence[Line], body_words: str) -> None:
        self._lines, self._words = lines, body_words
        self._known = code_list("section")
        headed = (section_of(line.text, self._known) for line in lines if line.text)
        self._headed = any(found and found[0] == "decision" for found in headed)
        self.open = [_OpenSection("text")]

    def span(self, i: int) -> _Span | None:
        """What a line is that does not go on with the section above it."""
        line, now = self._lines[i], self.open[-1]
        if not line.listed and (found := section_of(line.text, self._known)):
            return _Span("section heading", self._headed_by(line, *found))
        if not line.listed and leads_in(line.text, now.section, self._words):
            begins = None
            if now.section != "decision":
                begins = _OpenSection("decision", None, line.number)
            return _Span("decision lead-in", begins)
        if not self._headed and decides_by_itself(
            self._lines, i, now.section, self._has_text(), self._words
        ):
            then = now.section
            begins = _OpenSection("decision", None, None, [line], closing=True, then=then)
            return _Span("decision", begins)
        if now.section == "decision" and _MOVES.search(line.text):
            return _Span("motions", _OpenSection("motions", None, None, [line]))
        if _unknown_heading(self._lines, i, now.section):
            begins = _OpenSection("text", line.text, line.number, known=False)
            return _Span("section heading", begins)
        return None

    def _headed_by(self, line: Line, code: str, rest: str) -> _OpenSection:
        """The section of a heading, with the text behind its colon."""
        printed = line.text if not rest else line.text.partition(":")[0]
        closing = code in self._known.marked("oneParagraph")
        begun = _OpenSection(code, printed.rstrip(":"), line.number, closing=closing)
        if rest:
            begun.lines.append(Line(line.number, rest))
        return begun

    def _has_text(self) -> bool:
        """Whether anything but decisions stands above, or a heading."""
        return any(o.heading or (o.lines and o.section != "decision") for o in self.open)

    def row(self, line: Line) -> _OpenSection:
        """The section of a row of a table, which is no sentence of a decision."""
        now = self.open[-1]
        if now.section == "decision":
            self.open.append(now := _OpenSection("text", then=now.section, table=True))
        now.lines.append(line)
        return now

    def sentence(self, line: Line) -> _OpenSection:
        """The section of any other line that begins none."""
        now = self.open[-1]
        if now.table:
            self.open.append(now := _OpenSection(now.then))
        now.lines.append(line)
        return now

    def blank(self, line: Line) -> None:
        """An empty line: the end of a section that is one paragraph."""
        now = self.open[-1]
        if now.closing and now.lines:
            self.open.append(_OpenSection(now.then))
        elif now.lines:
            now.lines.append(line)


def blocks_of(lines: Sequence[Line], body_words: str, owners: Owners) -> tuple[Block, ...]:
    """The sections of the lines of a paragraph below its title, each line with its owner."""
    sections = _Sections(lines, body_words)
    for i, line in enumerate(lines):
        if not line.text:
            sections.blank(line)
            continue
        span = None if line.row is not None else sections.span(i)
        if span is None:
            now = sections.row(line) if line.row is not None else sections.sentence(line)
            owners.give(line.number, Owner("read", now.section))
            continue
        owners.give(line.number, Owner("read", span.what))
        if span.begins is not None:
            sections.open.append(span.begins)
    return tuple(
        Block(o.section, o.heading, o.heading_line, _trimmed(o.lines), o.known)
        for o in sections.open
        if o.lines or o.heading is not None or o.section == "decision"
    )


def _trimmed(lines: list[Line]) -> tuple[Line, ...]:
    while lines and not lines[-1].text:
        lines = lines[:-1]
    return tuple(lines)


def _unknown_heading(lines: Sequence[Line], i: int, section: str) -> bool:
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
