"""Which lines of a document are confidential, and what of them is published: a number, a mark."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from socsam_opendata.minutes.layout.annexes import PARTS_NOT_READ
from socsam_opendata.minutes.layout.lines import Line, read_line, unmarked
from socsam_opendata.minutes.print.secrecy import (
    Secrecy,
    is_mark,
    is_set_off,
    is_taken_out,
    may_be_secret,
    secrecy_of,
    title_is_secret,
)
from socsam_opendata.minutes.reading import Reading, Stated
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.records import BY_NAME, AgendaItem, Fact, Rows
from socsam_opendata.privacy.listed.secret_blocks import secret_blocks
from socsam_opendata.privacy.listed.secret_cells import (
    lines_of_cells,
    texts_in_row,
    titles_of_cases,
)
from socsam_opendata.privacy.listed.secret_titles import NO_SECRETS, SecretsOfOthers, SecretTitles
from socsam_opendata.privacy.listed.secret_words import lines_below, lines_of_words

SECRET_MARK = "[sekretess]"
# The code of the problem that tells of such lines.
LINES_TOLD = "confidential-withheld"
# Keys that lead elsewhere, and make a row no part of what they lead to.
_POINTERS = frozenset({"resolves_to_item", "resolves_to_meeting", "parent", "due_clause"})
_HEAD = re.compile(r"\W*(?:[A-ZÅÄÖ]\w{0,5}\s+)?(?:§\s*)?\d+(?:\s*§)?")
_SIGNED = re.compile(r"\W*(?:[A-ZÅÄÖ]\w{0,5}\s+)?(?:§\s*(?=\d)|(?=\d+\s*§))(?P<number>\d+)")
_MARKER = re.compile(
    r"\s*(?:>\s*)*(?:#{1,6}\s+)?[\s*_]*"
    r"(?:(?:[-•–▪*]\s+)?(?:\d{1,2}[.)]|[a-zåäö]\))|[-•–▪*])\s+"
)
# `Paragrafer 40-52 varav sekretess 52`.
_OF_THEM = re.compile(
    r"varav\s+(?:§{1,2}\s*)?sekretess\s*:?\s*(?:§{1,2}\s*)?(?P<numbers>\d[\d\s,och–-]*)", re.I
)
_RANGE = re.compile(r"(\d{1,4})(?:\s*[–-]\s*(\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class SecretLines:
    """The confidential lines (from 1), as they are published, the items that are so wholly, the
    keys of what belongs to those, and their titles, which nothing else may say.

    `cases` are those of confidential items, here or in other documents."""

    published: dict[int, str] = field(default_factory=dict)
    items: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    titles: SecretTitles = field(default_factory=SecretTitles)
    cases: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.published or self.items or self.titles.alone or self.cases)


def secret_lines(reading: Reading, others: SecretsOfOthers = NO_SECRETS) -> SecretLines:
    """The confidential lines of a document; `others` is what other documents withhold."""
    stated = reading.stated or Stated()
    told = {row.id for row in reading.rows["agenda_items"] if row.confidential == "yes"}
    told |= stated.confidential
    if not told and not others and not may_be_secret("\n".join(reading.lines)):
        return SecretLines()
    # What a document says is confidential is so, whatever rows say of it.
    items: list[AgendaItem] = [*reading.rows["agenda_items"], *stated.items]
    said = _said_on_cover(reading)
    blocks = secret_blocks(reading.lines, [(row.first_line, row.last_line) for row in items])
    lines: set[int] = set(blocks)
    whole: set[str] = set()
    parts: dict[str, list[AgendaItem]] = defaultdict(list)
    for item in items:
        if item.parent:
            parts[item.parent].append(item)
    for item in items:
        own = title_is_secret(item.title) and not _title_left_out(reading, item)
        own = own or item.number in said or item.parent in whole
        own = own or item.first_line in blocks or item.id in told
        units = [] if own else list(_paragraphs(reading, item, parts[item.id]))
        marks = [_secrecy_of(reading, unit) for unit in units]
        if own or Secrecy.ITEM in marks or _ends_so(marks) or _begins_so(marks):
            whole.add(item.id)
            lines |= set(range(item.first_line, item.last_line + 1))
            continue
        lines |= _marked(reading, units, marks)
    numbers = {item.number for item in items if item.id in whole and item.part is None}
    contents = _in_contents(reading, numbers)
    titles = SecretTitles.of(
        [
            *(item.title for item in items if item.id in whole),
            *titles_of_cases(reading, whole, others.cases),
        ],
        (item.title for item in items if item.id not in whole),
    ).with_more(others.titles)
    lines |= _parts_not_read(reading)
    lines |= contents | titles.lines(reading.lines) | lines_of_cells(reading, titles)
    keys = _keys(whole, reading.rows)
    if reading.stated:
        lines |= _apart(reading, keys) | lines_below(reading, whole) | _worded(reading, keys)
    heads = {item.first_line for item in items if item.id in whole or titles.said_in(item.title)}
    numbered = contents | {n for n in heads if reading.owners[n - 1].what == "paragraph heading"}
    published = {
        number: text
        for number in sorted(lines)
        if (text := _published(reading, number, number in numbered)) is not None
    }
    hidden = (item for item in items if item.id in whole or _title_left_out(reading, item))
    cases = {item.case for item in hidden if item.case}
    return SecretLines(published, frozenset(whole), keys, titles, others.cases | cases)


def _parts_not_read(reading: Reading) -> set[int]:
    """The lines of annexes and other parts that nobody read and that say something of secrecy.

    Which of their text it reaches nobody knows.
    """
    parts: list[tuple[str, list[Line]]] = []
    for number, (raw, owner) in enumerate(zip(reading.lines, reading.owners, strict=True), 1):
        apart = owner.what in PARTS_NOT_READ
        if apart and (not parts or parts[-1][0] != owner.what):
            parts.append((owner.what, []))
        elif not apart and owner.state != "ignored":
            parts.append(("", []))
        if apart:
            parts[-1][1].append(read_line(number, raw))
    return {
        line.number
        for what, part in parts if what and any(_is_secret_line(reading, line) for line in part)
        for line in part
    }  # fmt: skip


def _is_secret_line(reading: Reading, line: Line) -> bool:
    """Whether a line by itself, or as a title behind its number, says something of secrecy."""
    title = _HEAD.sub("", line.text, count=1)
    secret = title_is_secret(line.text) or title_is_secret(title) or is_taken_out(title)
    return secret or _secrecy_of(reading, [line]) is not Secrecy.NONE


def _title_left_out(reading: Reading, item: AgendaItem) -> bool:
    """Whether a package says of an open item that its title is left out, as another's is said."""
    return reading.stated is not None and item.title == SECRET_MARK and item.confidential == "no"


def _keys(items: set[str], rows: Rows) -> frozenset[str]:
    """The keys of items and of the rows through which others belong to them."""
    keys = set(items)
    for table, column in (("decisions", "item"), ("clauses", "decision"), ("votes", "decision")):
        keys |= {row.id for row in rows.get(table, ()) if getattr(row, column) in keys}
    return frozenset(keys)


def belongs_to(table: str, row: Any, keys: Collection[str]) -> bool:
    """Whether a row is one of those that the keys are of, or belongs to one."""
    if row.id in keys:
        return True
    columns = (c.name for c in BY_NAME[table].keys if c.name not in _POINTERS)
    return any(getattr(row, name) in keys for name in columns)


def _apart(reading: Reading, keys: Collection[str]) -> set[int]:
    """The lines of rows that were given of confidential items and stand outside those; what stands
    on a line with a row that is none stays, such as a list of those present."""
    secret: set[int] = set()
    open_: set[int] = set()
    for table, rows in reading.rows.items():
        for row in rows:
            if isinstance(row, Fact):
                found = secret if belongs_to(table, row, keys) else open_
                found.update(range(row.first_line, row.last_line + 1))
    return secret - open_


def _worded(reading: Reading, keys: Collection[str]) -> set[int]:
    """The lines that say what cells of confidential items do, wherever they stand."""
    secret: list[str] = []
    open_: list[str] = []
    for table, rows in reading.rows.items():
        for row in rows:
            if isinstance(row, Fact):
                found = secret if belongs_to(table, row, keys) else open_
                found += texts_in_row(table, row)
    return lines_of_words(reading, secret, open_) if secret else set()


def _said_on_cover(reading: Reading) -> set[str]:
    """The §§ that the cover says are confidential."""
    found: set[str] = set()
    for raw, owner in zip(reading.lines, reading.owners, strict=True):
        if not owner.what.startswith(("cover", "title")):
            continue
        match = _OF_THEM.search(raw)
        for first, last in _RANGE.findall(match["numbers"]) if match else ():
            found |= {str(n) for n in range(int(first), int(last or first) + 1)}
    return found


def _ends_so(marks: Sequence[Secrecy]) -> bool:
    """Whether the last paragraph is nothing but a mark: it speaks of those above it."""
    return bool(marks) and marks[-1] is Secrecy.BELOW


def _begins_so(marks: Sequence[Secrecy]) -> bool:
    """Whether a mark stands right below the title: it reaches all of the item, with its title."""
    return bool(marks) and marks[0] is Secrecy.BELOW


def _paragraphs(
    reading: Reading, item: AgendaItem, parts: Sequence[AgendaItem]
) -> Iterator[list[Line]]:
    """The paragraphs and entries of an item, without its title and its lettered parts."""
    inside = {n for part in parts for n in range(part.first_line, part.last_line + 1)}
    unit: list[Line] = []
    for number in range(item.first_line, item.last_line + 1):
        owner, line = reading.owners[number - 1], read_line(number, reading.lines[number - 1])
        heading = owner.what in ("paragraph heading", "part heading")
        ends = not line.text or owner.state == "ignored" or heading or number in inside
        if unit and (ends or line.listed or owner.what == "section heading"):
            yield unit
            unit = []
        if not ends:
            unit.append(line)
            if _is_head(reading, number):
                yield unit
                unit = []
    if unit:
        yield unit


def _is_head(reading: Reading, number: int) -> bool:
    """Whether a line is a heading alone, without words after its label."""
    if reading.owners[number - 1].what != "section heading":
        return False
    text = unmarked(reading.lines[number - 1])
    return not text.partition(":")[2].strip()


def _secrecy_of(reading: Reading, unit: Sequence[Line]) -> Secrecy:
    """What a paragraph says of secrecy: as a whole, by its first or last line, by its markup.

    In the text of a package a mark stands for a paragraph that was left out, and for no other; for
    its line alone, where the package tells of such lines.
    """
    if reading.stated:
        open_ = [line for line in unit if not _is_left_out(reading.lines[line.number - 1])]
        if not open_:
            return Secrecy.PARAGRAPH
        if any(problem.code == LINES_TOLD for problem in reading.problems):
            unit = open_
    said = secrecy_of(" ".join(line.text for line in unit))
    if said is not Secrecy.NONE:
        return said
    raws = (reading.lines[line.number - 1] for line in unit)
    if any(is_set_off(raw, first=n == 0) for n, raw in enumerate(raws)):
        return Secrecy.PARAGRAPH
    if len(unit) == 1:
        return said
    first, second, last = unit[0].text, unit[1].text, unit[-1].text
    if is_mark(last) or (is_mark(first) and not second[0].islower()):
        return Secrecy.PARAGRAPH
    return said


def _is_left_out(raw: str) -> bool:
    """Whether a line is what is published of a confidential one."""
    marker = _MARKER.match(raw)
    return raw[marker.end() if marker else 0 :] == SECRET_MARK


def _marked(
    reading: Reading, units: Sequence[Sequence[Line]], marks: Sequence[Secrecy]
) -> set[int]:
    """The lines of paragraphs that are marked, and of those that a mark above them reaches."""
    found: set[int] = set()
    reach = Secrecy.NONE
    for unit, mark in zip(units, marks, strict=True):
        if reach is Secrecy.SECTION and _known_heading(unit):
            reach = Secrecy.NONE
        if mark in (Secrecy.BELOW, Secrecy.SECTION) and reach is not Secrecy.BELOW:
            reach = mark
        if reach is not Secrecy.NONE or mark is not Secrecy.NONE:
            found |= {line.number for line in unit}
    return found


def _known_heading(unit: Sequence[Line]) -> bool:
    text = unit[0].text
    sections = code_list("section")
    return len(text) <= 90 and (
        sections.of_whole(text) is not None or sections.of_form(text.partition(":")[0]) is not None
    )


def _in_contents(reading: Reading, numbers: set[str]) -> set[int]:
    """The lines of the table of contents that tell of the items of these numbers.

    Of a text that came with rows nobody knows where its contents are: they are what stands above
    all items and begins with a sign of paragraphs.
    """
    found: set[int] = set()
    now = ""
    above = min((item.first_line for item in reading.rows["agenda_items"]), default=0)
    for number, (raw, owner) in enumerate(zip(reading.lines, reading.owners, strict=True), 1):
        if owner.what != "table of contents":
            if reading.stated and number < above and (match := _SIGNED.match(unmarked(raw))):
                found |= {number} if match["number"] in numbers else set()
            continue
        match = _HEAD.match(unmarked(raw))
        if match:
            now = re.sub(r"\D", "", match.group())
        if now in numbers:
            found.add(number)
    return found


def _published(reading: Reading, number: int, numbered: bool) -> str | None:
    """What is published of a confidential line: None for one that says nothing.

    The number that stands before the title of an item stays.
    """
    raw, owner = reading.lines[number - 1], reading.owners[number - 1]
    if (owner.state == "ignored" and owner.what not in PARTS_NOT_READ) or not unmarked(raw):
        return None
    if numbered:
        match = _HEAD.match(raw)
        return f"{match.group()} {SECRET_MARK}" if match else SECRET_MARK
    match = _MARKER.match(raw)
    return f"{match.group()}{SECRET_MARK}" if match else SECRET_MARK
