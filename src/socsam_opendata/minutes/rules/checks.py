"""Cross-checks of a document with itself and with what the settings expect."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from socsam_opendata.minutes.layout.annexes import ANNEX, LETTERED
from socsam_opendata.minutes.layout.headings import heading
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print.diary_numbers import title_and_number
from socsam_opendata.minutes.print.paragraphs import signed
from socsam_opendata.minutes.rules.draft import Draft, Reader
from socsam_opendata.minutes.rules.titles import check_title
from socsam_opendata.minutes.sources.characters import LOST
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.code_lists import code_list, registry


def check(reader: Reader, source: Source, found: Outline) -> None:
    """Note everything in the document that does not fit together."""
    draft = reader.draft
    check_title(draft, found)
    _contents(draft, found)
    _numbers(draft, found)
    _repeated(draft, source, found)
    _spellings(reader, source)
    _offices(draft, source)
    _adjusters(draft)
    _dates(draft)
    _seats(reader)
    _file(draft, source)


def _file(draft: Draft, source: Source) -> None:
    """What the file holds that was not read, or not as it stands there."""
    for line in source.removed:
        draft.problem("control-character", line)
    for line in source.covered:
        draft.problem("text-covered", line)
    for page in source.scanned:
        draft.problem("page-scanned", source.page_line(page), page=str(page))
    for number, text in enumerate(source.lines, 1):
        if LOST in text:
            draft.problem("text-lost", number)
    if source.changed:
        draft.problem("tracked-changes", source.changed[0], source.changed[-1],
                      count=str(len(source.changed)), lines=_listed(source.changed))  # fmt: skip
    if source.commented:
        count = str(len(source.commented))
        draft.problem("comments-left-out", source.commented[0], source.commented[-1], count=count)
    if source.hidden:
        draft.problem("hidden-left-out", source.hidden[0], source.hidden[-1],
                      count=str(len(source.hidden)), lines=_listed(source.hidden))  # fmt: skip
    if source.embedded:
        draft.problem("embedded-not-read", source.embedded[0], source.embedded[-1],
                      count=str(len(source.embedded)), lines=_listed(source.embedded))  # fmt: skip


# So many lines of a problem are told; a document may have thousands of tracked changes.
_TOLD = 12


def _listed(lines: Sequence[int]) -> str:
    """Lines as they are told, each once."""
    once = list(dict.fromkeys(lines))
    return ", ".join(map(str, once[:_TOLD])) + (" …" if len(once) > _TOLD else "")


def _same(left: str, right: str) -> bool:
    """Whether titles are the same, whatever their case and diary numbers."""
    said = (" ".join(title_and_number(title)[0].split()) for title in (left, right))
    return len({*map(str.casefold, said)}) == 1


def _contents(draft: Draft, found: Outline) -> None:
    """The table of contents against the headings, letter by letter (not by case)."""
    headings = {p.number: p for p in found.paragraphs}
    entries = [entry for entry in found.contents if entry.part is None]
    listed = {e.number for e in entries}
    for entry in entries:
        paragraph = headings.get(entry.number)
        if paragraph is None:
            draft.problem("contents-without-paragraph", entry.line, paragraph=str(entry.number))
        elif not _same(entry.title, paragraph.title):
            draft.problem(
                "heading-differs", paragraph.first_line, paragraph.title_line,
                paragraph=str(entry.number), heading=paragraph.title, contents=entry.title,
                line=str(entry.line),
            )  # fmt: skip
    for number, paragraph in headings.items():
        if found.contents and number not in listed:
            draft.problem("paragraph-not-in-contents", paragraph.first_line, paragraph=str(number))


def _repeated(draft: Draft, source: Source, found: Outline) -> None:
    """A heading whose number stands before already: its text went to the paragraph before it."""
    headings = {p.number: p.first_line for p in found.paragraphs}
    listed = {e.line for e in found.contents}
    for line, before in zip(found.lines, ("", *source.lines), strict=False):
        owner = found.owners[line.number - 1]
        if before.strip() or "§" not in line.text or line.number in listed:
            continue
        if owner is not None and owner.what in (ANNEX, LETTERED):
            continue
        head = heading(line)
        if head and head[1][:1].isupper() and headings.get(head[0], line.number) < line.number:
            draft.problem("paragraph-repeated", line.number, paragraph=str(head[0]))


def _numbers(draft: Draft, found: Outline) -> None:
    for before, after in pairwise(found.paragraphs):
        if after.number != before.last_number + 1:
            draft.problem(
                "paragraph-gap", after.first_line, before=before.printed, after=after.printed
            )
    for several in found.paragraphs:
        if several.last_number > several.number:
            draft.problem(
                "paragraphs-in-one", several.first_line, several.title_line,
                paragraphs=signed(several.printed), paragraph=str(several.number),
            )  # fmt: skip


def _spellings(reader: Reader, source: Source) -> None:
    """One organization spelt two ways: a genitive s too many or too few inside its name."""
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    text = "\n".join(source.lines)
    for start, printed, known in reader.organizations.near_misses(text):
        at[printed, known].append(text.count("\n", 0, start) + 1)
    for (printed, known), lines in sorted(at.items()):
        *before, last = map(str, lines)
        reader.draft.problem("organization-spelling", lines[0], printed=printed, known=known,
                             lines=", ".join(before), last=last, count=str(len(lines)))  # fmt: skip


_OFFICE = re.compile(
    r"(?<!\w)(?P<stem>[a-zåäö]{4,}?)s?(?P<head>chef|direktör)(?:en|ens|s|n|ns)?(?!\w)",
    re.I,
)
_HEADS = re.compile("chef|direktör", re.I)


def _offices(draft: Draft, source: Source) -> None:
    """One office under two titles (`förbundschef`, `förbundsdirektör`): perhaps one person."""
    printed: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for number, line in enumerate(source.lines, 1):
        if not _HEADS.search(line):
            continue
        for match in _OFFICE.finditer(line):
            head = match["head"].casefold()
            titles = printed[match["stem"].casefold().removesuffix("s")]
            word = re.sub(r"(?:en|ens|s)$", "", match.group()) if head == "chef" else match.group()
            titles.setdefault(head, (word, number))
    for titles in printed.values():
        if len(titles) > 1:
            found = sorted(titles.values(), key=lambda t: t[1])
            draft.problem("office-titles", found[0][1], found[-1][1],
                          titles=", ".join(word for word, _ in found))  # fmt: skip


def _adjusters(draft: Draft) -> None:
    """Who a clause appoints to adjust the minutes against who signs as adjuster."""
    roles = [r for r in draft.rows["roles"] if r.role == "adjuster"]
    signed = {r.person for r in roles if r.item is None}
    appointed = [r for r in roles if r.item is not None]
    for row in appointed:
        if signed and row.person not in signed:
            draft.problem(
                "adjuster-differs", row.first_line, row.last_line, table="roles", row=row.id
            )


def _dates(draft: Draft) -> None:
    meeting = draft.rows["meetings"][0]
    lines = (meeting.first_line, meeting.last_line)
    if meeting.adjusted_on is None:
        draft.problem("adjustment-missing", *lines, table="meetings", row=meeting.id)
    elif meeting.date and meeting.adjusted_on < meeting.date:
        draft.problem(
            "date-order", *lines, earlier=str(meeting.adjusted_on), later=str(meeting.date)
        )
    if meeting.date and meeting.next_meeting_on and meeting.next_meeting_on <= meeting.date:
        draft.problem(
            "date-order", *lines, earlier=str(meeting.next_meeting_on), later=str(meeting.date)
        )
    if meeting.starts_at and meeting.ends_at and meeting.ends_at <= meeting.starts_at:
        draft.problem("time-order", *lines, start=str(meeting.starts_at), end=str(meeting.ends_at))


def _seats(reader: Reader) -> None:
    """Members and substitutes listed against the seats of the body, and its municipalities."""
    draft, body = reader.draft, reader.body
    seat = code_list("capacity").tied("holdsSeat")
    rows = [r for r in draft.rows["participants"] if r.capacity in seat]
    if not rows:
        draft.problem("attendance-missing", draft.rows["meetings"][0].first_line)
        return
    lines = (rows[0].first_line, rows[-1].last_line)
    counted = Counter(seat[r.capacity] for r in rows)
    for seats, what in ((body.seats, "member"), (body.substitute_seats, "substitute")):
        if seats is not None and counted[what] != seats:
            found = str(counted[what])
            draft.problem("seats-differ", *lines, what=what, seats=str(seats), found=found)
    kinds = reader.organizations.rows
    for row in rows:
        known = kinds.get(row.organization or "")
        if row.party_text and known and known.kind == "municipality":
            draft.problem("municipality-unknown", row.first_line, table="participants", row=row.id,
                          printed=known.name)  # fmt: skip
    if body.members:
        for row in rows:
            if row.municipality and row.municipality not in body.members:
                name = registry().municipality_by_id[row.municipality].name
                draft.problem("municipality-not-member", row.first_line, table="participants",
                              row=row.id, municipality=name)  # fmt: skip
