"""The documents that an item lists as its basis or appendices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.layout.entries import Entry
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.sections import Block
from socsam_opendata.minutes.print import dates
from socsam_opendata.minutes.rules.citations import cited_document
from socsam_opendata.minutes.rules.draft import Item, Reader
from socsam_opendata.model.code_lists import code_list


def read_documents(reader: Reader, item: Item, block: Block, role: str) -> None:
    """The documents listed under a heading such as `Beslutsunderlag`."""
    for entry in _document_lines(reader, block.lines):
        row = reader.draft.add(
            "documents", *entry.lines, item=item.key, title=entry.text,
            kind=code_list("document-kind").first(entry.text) or "other", role=role,
            dated=_dated(entry.text),
        )  # fmt: skip
        if entry.last_line > entry.first_line:
            reader.draft.problem("document-joined", *entry.lines, table="documents", row=row)
        cited_document(reader, item, entry)


def _dated(title: str) -> str | None:
    found = dates.dates(title)
    return found[0].edtf if found else dates.short_date(title)


def _document_lines(reader: Reader, lines: Sequence[Line]) -> list[Entry]:
    """One entry a document: a line that cannot begin one goes on from the line before."""
    found: list[Entry] = []
    fresh = True
    for line in lines:
        if not line.text:
            fresh = True
            continue
        if found and not fresh and _goes_on(reader, found[-1].text, line):
            last = found[-1]
            found[-1] = Entry(f"{last.text} {line.text}", last.marker, last.bullet,
                              last.first_line, line.number)  # fmt: skip
        else:
            found.append(Entry(line.text, line.marker, line.bullet, line.number, line.number))
        fresh = False
    return found


def _goes_on(reader: Reader, before: str, line: Line) -> bool:
    if line.listed or re.match(r"\d", line.text):
        return False
    if line.text[0].islower():
        return True
    if code_list("document-kind").first(line.text):
        return False
    return reader.organizations.resolve(line.text) is not None or len(before) >= 60
