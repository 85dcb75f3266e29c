"""The paragraphs: items, texts, roles, documents, decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.layout.entries import Entry, clause_entries, running_text
from socsam_opendata.minutes.layout.paragraphs import Paragraph
from socsam_opendata.minutes.layout.sections import Block
from socsam_opendata.minutes.print.secrecy import (
    Secrecy,
    is_mark,
    is_taken_out,
    secrecy_of,
    title_is_secret,
)
from socsam_opendata.minutes.rules.acts import acts
from socsam_opendata.minutes.rules.amounts import read_text_amounts
from socsam_opendata.minutes.rules.cases import case_of_item, case_title
from socsam_opendata.minutes.rules.citations import read_citations
from socsam_opendata.minutes.rules.clauses import read_clauses
from socsam_opendata.minutes.rules.documents import read_documents
from socsam_opendata.minutes.rules.draft import Item, Reader
from socsam_opendata.minutes.rules.presenters import read_actors, read_told_presenters
from socsam_opendata.minutes.rules.votes import (
    Ballots,
    add_votes,
    is_statement,
    method_of,
    read_dissents,
    read_votes,
)
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.derived import decision_force
from socsam_opendata.model.keys import item_key

# What stands so far behind a title is of a column of its own, and none of it.
_APART = re.compile(r"\s{3,}")


def read_paragraphs(reader: Reader, paragraphs: Sequence[Paragraph]) -> None:
    """Rows of all paragraphs and their parts, in the order of the minutes."""
    position = 0
    for paragraph in paragraphs:
        position += 1
        parent = _item(reader, paragraph, position, None)
        for part in paragraph.parts:
            position += 1
            _item(reader, part, position, parent)


def _key(reader: Reader, paragraph: Paragraph) -> str:
    return item_key(reader.draft.meeting, str(paragraph.number), paragraph.part)


def _item(reader: Reader, paragraph: Paragraph, position: int, parent: str | None) -> str:
    draft = reader.draft
    key = _key(reader, paragraph)
    decided = [*_decided(paragraph, reader.width)]
    if not paragraph.title:
        draft.problem("title-missing", paragraph.first_line, table="agenda_items", row=key)
    title, *aside = _APART.split(paragraph.title or f"§ {paragraph.number}", maxsplit=1)
    draft.unread.update([paragraph.title_line] if aside else [])
    secret = _is_secret(paragraph)
    draft.add(
        "agenda_items", paragraph.first_line, paragraph.last_line, key=key,
        meeting=draft.meeting, number=str(paragraph.number), part=paragraph.part, parent=parent,
        position=position, title=title, kind=_kind(paragraph, bool(decided)),
        case=_case(reader, key, title, paragraph.diary_number, secret=secret),
        diary_number=paragraph.diary_number, confidential="yes" if secret else "no",
    )  # fmt: skip
    item = Item(key, paragraph)
    ballots = read_votes(paragraph.blocks)
    if decided:
        _decision(reader, item, decided, ballots)
    elif ballots:
        draft.problem("vote-without-decision", paragraph.first_line, paragraph.last_line,
                      table="agenda_items", row=key)  # fmt: skip
    for block in paragraph.blocks:
        _block(reader, item, block, block in [b for b, _ in decided])
    read_told_presenters(reader, item)
    read_dissents(reader, item)
    return key


def _is_secret(paragraph: Paragraph) -> bool:
    """Whether a paragraph says of itself that it is confidential: by its title or a sentence.

    A document of its list that is withheld, or one entry among others, is not the paragraph.
    """
    if title_is_secret(paragraph.title) or is_taken_out(paragraph.title):
        return True
    lists = code_list("section").tied("listsDocuments")
    told = [e for block in paragraph.blocks if block.section not in lists for e in block.entries]
    if len(told) == 1 and is_mark(told[0].text):
        return True
    return any(
        secrecy_of(entry.text) is Secrecy.ITEM
        or (is_taken_out(entry.text) and (len(told) == 1 or not (entry.marker or entry.bullet)))
        for entry in told
    )


def _kind(paragraph: Paragraph, decided: bool) -> str:
    if paragraph.parts:
        return "group"
    kinds = code_list("item-kind")
    found = kinds.find(paragraph.title)
    codes = [f.code for f in found]
    if "formality" in codes[:1]:
        return "formality"
    if decided:
        return next((c for c in codes if c in kinds.marked("kindIfDecided")), "decision")
    if found and found[0].code == "dialogue" and found[0].start == 0:
        return "dialogue"
    return next((c for c in codes if c in kinds.marked("kindIfUndecided")), "information")


def _case(reader: Reader, item: str, title: str, diary_number: str | None, *, secret: bool) -> str:
    """The key of the case of an item, of which the first one's row stands."""
    case = case_of_item(reader.body.id, item, case_title(title), diary_number, secret=secret)
    rows = reader.draft.rows["cases"]
    if case.id not in {row.id for row in rows}:
        rows.append(case)
    return case.id


def _decided(paragraph: Paragraph, width: int) -> list[tuple[Block, tuple[Entry, ...]]]:
    """The blocks that decide, each with its clauses."""
    found = []
    for i, block in enumerate(paragraph.blocks):
        listed = block.entries
        if block.section == "decision":
            found_entries = clause_entries(block.lines, width)
            clauses = tuple(e for e in found_entries if not is_statement(e.text))
            if clauses:
                found.append((block, clauses))
        elif block.section == "text" and block.heading is None and _lead_decides(listed, i == 0):
            found.append((block, listed))
    return found


def _lead_decides(listed: Sequence[Entry], first: bool) -> bool:
    """Whether text without a heading decides: listed sentences, or one in the passive."""
    if not listed or not first:
        return False
    acting = [e for e in listed if acts(e.text)]
    if all(e.marker or e.bullet for e in listed):
        return len(acting) == len(listed)
    return len(listed) <= 2 and len(acting) == len(listed) and all(_passive(e.text) for e in listed)


def _passive(text: str) -> bool:
    """Whether a short sentence decides in the passive: `Informationen noteras.`"""
    first = acts(text)[0].outer
    verb = text[first.start : first.end].split(maxsplit=1)[0]
    return len(text) <= 250 and verb.endswith("s")


def _decision(
    reader: Reader,
    item: Item,
    decided: list[tuple[Block, tuple[Entry, ...]]],
    ballots: Sequence[Ballots],
) -> None:
    draft, key = reader.draft, item.key
    blocks = [block for block, _ in decided]
    all_entries = tuple(e for _, found in decided for e in found)
    first = min(b.heading_line or b.lines[0].number for b in blocks)
    forces = read_clauses(reader, key, all_entries)
    draft.add(
        "decisions", first, all_entries[-1].last_line, key=key, item=key,
        date=reader.date, method=method_of(item.paragraph.blocks, ballots),
        force=decision_force(forces),
    )  # fmt: skip
    numbers = [int(e.marker) for e in all_entries if e.marker and e.marker.isdigit()]
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        draft.problem(
            "clause-numbers", first, all_entries[-1].last_line, table="decisions", row=key,
            numbers=", ".join(map(str, numbers)),
        )  # fmt: skip
    add_votes(reader, key, ballots)


def _block(reader: Reader, item: Item, block: Block, decides: bool) -> None:
    draft, key = reader.draft, item.key
    if not block.known and block.heading_line:
        draft.problem("heading-unknown", block.heading_line, heading=block.heading or "")
    sections = code_list("section")
    if block.section in sections.tied("listsRole"):
        read_actors(reader, item, block, sections.tied("listsRole")[block.section])
    elif block.section in sections.tied("listsDocuments"):
        read_documents(reader, item, block, sections.tied("listsDocuments")[block.section])
    listed = block.entries
    if not listed:
        if block.heading and block.heading_line:
            draft.problem("section-empty", block.heading_line, heading=block.heading)
        return
    if block.section not in sections.marked("hasOwnRows") and not decides:
        count = sum(r.item == key for r in draft.rows["item_texts"])
        draft.add(
            "item_texts", block.heading_line or listed[0].first_line, listed[-1].last_line,
            item=key, section=block.section, heading=block.heading, position=count + 1,
            text=running_text(listed),
        )  # fmt: skip
        read_text_amounts(reader, key, listed)
        read_citations(reader, item, listed)
