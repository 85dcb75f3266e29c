"""The paragraphs: items, texts, roles, documents, decisions."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from socsam_opendata.minutes import swedish
from socsam_opendata.minutes.actors import Organizations, People, is_public, person_print
from socsam_opendata.minutes.citations import Around, cited_document, read_citations
from socsam_opendata.minutes.clauses import Scope, acts, decision_force, read_clauses
from socsam_opendata.minutes.draft import Draft
from socsam_opendata.minutes.money import read_text_amounts
from socsam_opendata.minutes.outline import Block, Line, Paragraph
from socsam_opendata.minutes.text import Entry, entries, running_text
from socsam_opendata.minutes.votes import (
    Ballots,
    is_statement,
    method_of,
    read_dissents,
    read_votes,
)
from socsam_opendata.model.iris import slug
from socsam_opendata.model.records import Case
from socsam_opendata.vocab import code_list, registry

_SECRET = re.compile(r"borttagen?\s+(?:på\s+grund\s+av|enligt|p\.?g\.?a\.?)\s+(?:sekretess|personuppgift\w*)|omfattas\s+av\s+sekretess", re.I)
_NO_TEXT = frozenset({"decision", "basis", "appendices", "presenter", "prepared-by"})


@dataclass(frozen=True, slots=True)
class Reader:
    """What every paragraph is read with."""

    draft: Draft
    people: People
    organizations: Organizations
    body: str
    members: tuple[str, ...]


def read_paragraphs(reader: Reader, paragraphs: Sequence[Paragraph], date: dt.date) -> None:
    """Rows of all paragraphs and their parts, in the order of the minutes."""
    position = 0
    for paragraph in paragraphs:
        position += 1
        parent = _item(reader, paragraph, position, None, date)
        for part in paragraph.parts:
            position += 1
            _item(reader, part, position, parent, date)


def _key(reader: Reader, paragraph: Paragraph) -> str:
    part = (paragraph.part or "").translate(str.maketrans("åäö", "xyz"))
    return f"{reader.draft.meeting}-{paragraph.number}{part}"


def _item(
    reader: Reader, paragraph: Paragraph, position: int, parent: str | None, date: dt.date
) -> str:
    draft = reader.draft
    key = _key(reader, paragraph)
    decided = [*_decided(paragraph)]
    lines = [line for block in paragraph.blocks for line in block.lines]
    text = "\n".join(line.text for line in lines)
    secret = _SECRET.search(f"{paragraph.title}\n{text}") is not None
    if not paragraph.title:
        draft.problem("title-missing", paragraph.first_line, table="agenda_items", row=key)
    title = paragraph.title or f"§ {paragraph.number}"
    draft.add(
        "agenda_items", paragraph.first_line, paragraph.last_line, key=key,
        meeting=draft.meeting, number=str(paragraph.number), part=paragraph.part, parent=parent,
        position=position, title=title, kind=_kind(paragraph, bool(decided)),
        case=_case(reader, title, paragraph.diary_number), diary_number=paragraph.diary_number,
        confidential="yes" if secret else "no",
    )  # fmt: skip
    around = Around(key, paragraph.number, paragraph.part, reader.body, date)
    ballots = read_votes(paragraph.blocks)
    if decided:
        _decision(reader, paragraph, key, decided, date, ballots)
    elif ballots:
        draft.problem("vote-without-decision", paragraph.first_line, paragraph.last_line,
                      table="agenda_items", row=key)  # fmt: skip
    for block in paragraph.blocks:
        _block(reader, paragraph, key, block, around, block in [b for b, _ in decided])
    read_dissents(draft, key, paragraph.blocks, reader.people)
    return key


def _kind(paragraph: Paragraph, decided: bool) -> str:
    if paragraph.parts:
        return "group"
    found = code_list("item-kind").find(paragraph.title)
    codes = [f.code for f in found]
    if "formality" in codes[:1]:
        return "formality"
    if decided:
        return next((c for c in codes if c in ("election", "consultation")), "decision")
    if found and found[0].code == "dialogue" and found[0].start == 0:
        return "dialogue"
    return next((c for c in codes if c in ("other-business", "consultation")), "information")


def case_title(title: str) -> str:
    """An item's title without a word of its kind before a dash: `Beslutspunkt - ansökan ...`."""
    match = re.match(r"(?P<kind>[^-–—:]{4,25}?)\s*(?:\s[-–—]|:)\s+(?P<rest>\S.*)", title)
    if match and code_list("item-kind").of_whole(match["kind"]):
        rest = match["rest"]
        return rest[0].upper() + rest[1:]
    return title


def _short(words: str) -> str:
    """A slug of at most some 80 letters: whole words, and a digest of what was cut off."""
    if len(words) <= 80:
        return words
    return f"{words[:72].rpartition('-')[0]}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"


def _case(reader: Reader, title: str, diary_number: str | None) -> str:
    """The key of a case: from its diary number, else from its title."""
    name = case_title(title)
    key = f"{reader.body}-{_short(slug(diary_number or name) or 'case')}"
    rows = reader.draft.rows["cases"]
    if key not in {row.id for row in rows}:
        rows.append(Case(id=key, title=name, diary_number=diary_number))
    return key


def _decided(paragraph: Paragraph) -> list[tuple[Block, tuple[Entry, ...]]]:
    """The blocks that decide, each with its clauses."""
    found = []
    for i, block in enumerate(paragraph.blocks):
        listed = entries(block.lines)
        if block.section == "decision":
            clauses = tuple(e for e in listed if not is_statement(e.text))
            if clauses:
                found.append((block, clauses))
        elif block.section == "text" and block.heading is None and _lead_decides(listed, i == 0):
            found.append((block, listed))
    return found


def _lead_decides(listed: Sequence[Entry], first: bool) -> bool:
    """Whether text without a heading decides: lettered or numbered sentences, or one in the passive."""
    if not listed or not first:
        return False
    acting = [e for e in listed if acts(e.text)]
    if all(e.marker or e.bullet for e in listed):
        return bool(acting)
    return len(listed) <= 2 and len(acting) == len(listed) and all(_passive(e.text) for e in listed)


def _passive(text: str) -> bool:
    """Whether a short sentence decides in the passive: `Informationen noteras.`"""
    first = acts(text)[0].outer
    verb = text[first.start : first.end].split()[0]
    return len(text) <= 250 and verb.endswith("s")


def _decision(
    reader: Reader,
    paragraph: Paragraph,
    key: str,
    decided: list[tuple[Block, tuple[Entry, ...]]],
    date: dt.date,
    ballots: Sequence[Ballots],
) -> None:
    draft = reader.draft
    blocks = [block for block, _ in decided]
    all_entries = tuple(e for _, found in decided for e in found)
    first = min(b.heading_line or b.lines[0].number for b in blocks)
    scope = Scope(key, key, reader.body, reader.members)
    forces = read_clauses(draft, scope, all_entries, reader.people, reader.organizations)
    draft.add(
        "decisions", first, all_entries[-1].last_line, key=key, item=key,
        date=date, method=method_of(paragraph.blocks, ballots),
        force=decision_force(forces),
    )  # fmt: skip
    numbers = [int(e.marker) for e in all_entries if e.marker and e.marker.isdigit()]
    if numbers and numbers != list(range(1, len(numbers) + 1)):
        draft.problem("clause-numbers", first, all_entries[-1].last_line, table="decisions", row=key,
                      numbers=", ".join(map(str, numbers)))  # fmt: skip
    for position, vote in enumerate(ballots, 1):
        draft.add("votes", vote.line, vote.line, decision=key, position=position, yes=vote.yes,
                  no=vote.no, abstained=vote.abstained, yes_means=vote.yes_means,
                  no_means=vote.no_means, outcome=vote.outcome)  # fmt: skip


def _block(
    reader: Reader, paragraph: Paragraph, key: str, block: Block, around: Around, decides: bool
) -> None:
    draft = reader.draft
    if not block.known and block.heading_line:
        draft.problem("heading-unknown", block.heading_line, heading=block.heading or "")
    if block.section == "presenter":
        _actors(reader, key, block, "presenter", paragraph)
    elif block.section == "prepared-by":
        _actors(reader, key, block, "preparer", paragraph)
    elif block.section in ("basis", "appendices"):
        _documents(reader, key, block, around)
    listed = entries(block.lines)
    if not listed:
        if block.heading and block.heading_line:
            draft.problem("section-empty", block.heading_line, heading=block.heading)
        return
    if block.section not in _NO_TEXT and not decides:
        count = sum(r.item == key for r in draft.rows["item_texts"])
        draft.add(
            "item_texts", block.heading_line or listed[0].first_line, listed[-1].last_line,
            item=key, section=block.section, heading=block.heading, position=count + 1,
            text=running_text(listed),
        )  # fmt: skip
        read_text_amounts(draft, key, listed)
        read_citations(draft, around, listed, reader.organizations)


def _actors(reader: Reader, key: str, block: Block, role: str, paragraph: Paragraph) -> None:
    """Presenters (`A, B och C, organization`) or who prepared the basis (one a line)."""
    groups = [block.lines] if role == "presenter" else [(line,) for line in block.lines]
    for group in groups:
        live = [line for line in group if line.text]
        if live:
            text = " ".join(line.text for line in live)
            _actor_list(reader, key, text, live[0].number, live[-1].number, role, paragraph)


def _actor_list(
    reader: Reader, key: str, text: str, first: int, last: int, role: str, paragraph: Paragraph
) -> None:
    waiting: list[str] = []
    for token in re.split(r",|;|\s+och\s+|\s+samt\s+", text):
        token = token.strip(" .")
        if not token:
            continue
        printed = person_print(token)
        organization = reader.organizations.resolve(token)
        known = reader.people.get(printed.name) if printed else None
        listed = any(reader.people.get(name) for name in waiting)
        if printed and known is None and (organization or (waiting and listed)):
            printed = None
        if printed:
            waiting.append(printed.name)
            continue
        if waiting:
            _actor_rows(reader, key, waiting, token, first, last, role, paragraph)
            waiting = []
        else:
            _organization_row(reader, key, token, first, last, role)
    if waiting:
        _actor_rows(reader, key, waiting, None, first, last, role, paragraph)


def _organization_row(reader: Reader, key: str, token: str, first: int, last: int, role: str) -> None:
    """An organization, or an office such as `socialchefen`, that acts without a name."""
    organization = reader.organizations.resolve(token)
    if organization is None and token[0].isupper():
        organization = reader.organizations.mint(token)
    reader.draft.add(
        "roles", first, last, meeting=reader.draft.meeting, item=key, organization=organization,
        role=role, text=token,
    )  # fmt: skip


def _actor_rows(
    reader: Reader, key: str, names: Sequence[str], where: str | None, first: int, last: int,
    role: str, paragraph: Paragraph,
) -> None:  # fmt: skip
    """Rows of persons that share what is printed after them: an organization, or a title."""
    draft = reader.draft
    organization = title = municipality = None
    if where:
        municipality = registry().municipality(where)
        if code_list("role").of_form(where) or where[0].islower() and not reader.organizations.resolve(where):
            title = where
        elif municipality is None:
            organization = reader.organizations.mint(where)
    for name in names:
        known = reader.people.get(name)
        if known is None:
            public = bool(municipality or (organization and is_public(reader.organizations.rows[organization].kind)))
            known = reader.people.add(name, "official" if public or title else "guest", municipality)
            if draft.rows["participants"]:
                draft.problem("role-not-in-attendance", first, last, name=name)
        if title and known.title and title.casefold() != known.title.casefold():
            draft.problem("title-varies", first, last, name=name, titles=f"{known.title}, {title}")
        known.title = known.title or title
        row = draft.add(
            "roles", first, last, meeting=draft.meeting, item=key, person=known.row.id,
            organization=organization or known.organization, role=role,
            text=where,
        )  # fmt: skip
        if role == "presenter" and known.paragraphs:
            if paragraph.number not in swedish.numbers_of(known.paragraphs):
                draft.problem("presenter-paragraph", first, last, table="roles", row=row, name=name,
                              listed=known.paragraphs, paragraph=str(paragraph.number))  # fmt: skip


_SHORT_DATE = re.compile(r"^(?P<y>\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)\b")


def _documents(reader: Reader, key: str, block: Block, around: Around) -> None:
    role = "basis" if block.section == "basis" else "appendix"
    for entry in _document_lines(reader, block.lines):
        row = reader.draft.add(
            "documents", entry.first_line, entry.last_line, item=key, title=entry.text,
            kind=code_list("document-kind").first(entry.text) or "other", role=role,
            dated=_dated(entry.text),
        )  # fmt: skip
        if entry.last_line > entry.first_line:
            reader.draft.problem("document-joined", entry.first_line, entry.last_line,
                                 table="documents", row=row)  # fmt: skip
        cited_document(reader.draft, around, entry, reader.organizations)


def _dated(title: str) -> str | None:
    found = swedish.dates(title)
    if found:
        return found[0].edtf
    match = _SHORT_DATE.match(title)
    if match and 1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31:
        printed = swedish.dates(f"20{match['y']}-{match['m']}-{match['d']}")
        return printed[0].edtf if printed else None
    return None


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
