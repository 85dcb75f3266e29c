"""The cover but for the attendance: time, place, adjustment, next meeting, signatures."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from socsam_opendata.minutes.layout.cover_blocks import CoverBlock
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print import dates, paragraphs
from socsam_opendata.minutes.print.persons import PersonPrint, person_print
from socsam_opendata.minutes.rules.draft import Draft, Reader
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASHES


@dataclass
class Cover:
    """What the cover says: values of the meeting's row, and between which lines (1-based)."""

    date: dt.date | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str | None = None
    adjusted_on: dt.date | None = None
    adjustment_place: str | None = None
    next_meeting_on: dt.date | None = None
    paragraphs: str | None = None
    first_line: int | None = None
    last_line: int | None = None


def _one_date(draft: Draft, text: str, line: int) -> dt.date | None:
    """The first date of a text; a weekday that does not fit it, or no such day, is a problem."""
    for impossible in dates.impossible_dates(text):
        draft.problem("impossible-date", line, printed=impossible)
    found = dates.dates(text)
    if not found:
        return None
    when = found[0]
    if when.weekday and when.weekday != dates.true_weekday(when.edtf):
        draft.problem(
            "weekday-wrong", line, printed=text[when.start : when.end], weekday=when.weekday,
            true=dates.true_weekday(when.edtf),
        )  # fmt: skip
    return dt.date.fromisoformat(when.edtf)


def _without(text: str) -> str:
    """A line of time and place without its date and times: the place."""
    text = re.sub(r"\bajourner\w*.*$", " ", text, flags=re.I)
    text = dates.DATE.sub(" ", text)
    text = re.sub(rf"\(?\b{dates.CLOCK}\b\s*:?", " ", text, flags=re.I)
    text = dates.TIME_RANGE.sub(" ", text)
    text = dates.TIME.sub(" ", text)
    return " ".join(text.split()).strip(f"{DASHES} ,;.:()")


def read_times(draft: Draft, outline: Outline) -> Cover:
    """Everything of the cover but people; also looks for the date in the title lines."""
    cover = Cover()
    for block in outline.cover:
        for line in block.lines:
            _read_line(draft, cover, block.label, line)
    for line in (*outline.title, *outline.headers):
        if cover.date is None:
            cover.date = _one_date(draft, line.text, line.number)
    used = [line.number for block in outline.cover for line in block.lines]
    used += [block.first_line for block in outline.cover] + [line.number for line in outline.title]
    if used:
        cover.first_line, cover.last_line = min(used), max(used)
    return cover


def _read_line(draft: Draft, cover: Cover, label: str, line: Line) -> None:
    text = line.text
    match label:
        case "time-and-place" | "time" | "place" | "date":
            if cover.date is None:
                cover.date = _one_date(draft, text, line.number)
            start, end = dates.times(text if label != "time" else f"kl {text}")
            cover.starts_at = cover.starts_at or start
            cover.ends_at = cover.ends_at or end
            if label != "date":
                cover.place = _joined(cover.place, _without(text))
        case "adjustment":
            found = _one_date(draft, text, line.number)
            cover.adjusted_on = cover.adjusted_on or found
            cover.adjustment_place = _joined(cover.adjustment_place, _without(text))
        case "next-meeting":
            cover.next_meeting_on = cover.next_meeting_on or _one_date(draft, text, line.number)
            if cover.next_meeting_on is None:
                draft.problem("next-meeting-unclear", line.number, printed=text)
        case "paragraphs":
            found_range = paragraphs.paragraph_ranges(text) or paragraphs.bare_ranges(text)
            cover.paragraphs = cover.paragraphs or found_range
            if found_range is None:
                draft.unread.add(line.number)
        case _:
            return


def _joined(before: str | None, place: str) -> str | None:
    """A place that goes on in another line."""
    return ", ".join(filter(None, (before, place))) or None


def read_signatures(reader: Reader, cover: Cover, outline: Outline) -> None:
    """Chair, secretary and adjusters, from the block of signatures or from labels of their own."""
    draft, roles = reader.draft, code_list("role")
    labels = code_list("cover-label").tied("listsRole")
    for block in outline.cover:
        if block.label == "signatures":
            _pairs(reader, block)
        elif block.label in labels:
            for line in block.lines:
                _label_names(reader, line, labels[block.label])
    found = {(r.person, r.role) for r in draft.rows["roles"] if r.item is None}
    for code in (c.notation for c in roles.codes if "signsMinutes" in c.marks):
        if not any(role == code for _, role in found):
            draft.problem("role-missing", cover.first_line, cover.last_line, role=code)


@dataclass(frozen=True, slots=True)
class _Signed:
    """A printed name of the signatures, and the lines (1-based) of it and its title."""

    printed: PersonPrint
    first: int
    last: int


def _label_names(reader: Reader, line: Line, role: str) -> None:
    names = [n for n in re.split(r",|\boch\b|\bsamt\b", line.text) if n.strip(" .…_")]
    for text in names:
        printed = person_print(text.strip(" .…_"))
        if printed is None:
            reader.draft.unread.add(line.number)
        else:
            _role(reader, _Signed(printed, line.number, line.number), role, None)


def _pairs(reader: Reader, block: CoverBlock) -> None:
    """Names and titles of a block of signatures: a title stands above, below or before a name."""
    draft, roles = reader.draft, code_list("role")
    name: tuple[PersonPrint, int] | None = None
    title: tuple[str, str, int] | None = None
    for line in block.lines:
        text = line.text.strip(" .…_")
        role = roles.of_form(text)
        if role:
            if name:
                _role(reader, _Signed(name[0], name[1], line.number), role, text)
                name = None
            else:
                title = (role, text, line.number)
            continue
        first, _, rest = text.partition(" ")
        inline = roles.of_form(first)
        printed = person_print(rest.strip(" .…_:") if inline else text)
        if printed is None:
            draft.unread.add(line.number)
        elif inline:
            _role(reader, _Signed(printed, line.number, line.number), inline, first)
        elif title:
            _role(reader, _Signed(printed, title[2], line.number), title[0], title[1])
            title = None
        else:
            if name:
                draft.problem("signature-without-title", name[1], name=name[0].name)
            name = (printed, line.number)
    if name:
        draft.problem("signature-without-title", name[1], name=name[0].name)


def _role(reader: Reader, signed: _Signed, role: str, text: str | None) -> None:
    draft, printed = reader.draft, signed.printed
    known = reader.people.get(printed.name)
    if known is None:
        category = "elected" if printed.party_text or role != "secretary" else "official"
        known = reader.people.add(printed.name, category, printed.municipality)
        if draft.rows["participants"]:
            draft.problem("role-not-in-attendance", signed.first, signed.last, name=printed.name)
    stated = {(r.person, r.role) for r in draft.rows["roles"] if r.item is None}
    if (known.row.id, role) not in stated:
        draft.add(
            "roles", signed.first, signed.last, meeting=draft.meeting, person=known.row.id,
            organization=known.organization, role=role, text=text,
        )  # fmt: skip
