"""Who signed as what: chair, secretary and adjusters, each perhaps for paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from socsam_opendata.minutes.known.people import Known
from socsam_opendata.minutes.layout.cover_blocks import CoverBlock
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print import dates
from socsam_opendata.minutes.print.paragraphs import NUMBERS, paragraph_ranges
from socsam_opendata.minutes.print.persons import PersonPrint, person_print
from socsam_opendata.minutes.rules.cover import Cover
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.minutes.rules.participants import paragraphs_meant
from socsam_opendata.minutes.rules.spellings import (
    may_be_short_for,
    same_letters,
    sounds_like,
    spelt_otherwise,
)
from socsam_opendata.model.code_lists import code_list

_APART = re.compile(r"\s{3,}")
# Between names on one line; the commas between numbers of paragraphs are none of these.
_BETWEEN = re.compile(r"\s{3,}|;|,(?!\s*\d)|\boch\b(?!\s*§?\s*\d)|\bsamt\b")
# Those who would sign for adjusters who cannot, behind them: `med Tor Ekmo som ersättare`.
_SPARE = re.compile(r"\s+med\s+(?=[A-ZÅÄÖ])")
_PARAGRAPHS = re.compile(rf"\s*§[§\s]*{NUMBERS}\.?$")
_MAY_HEAD = re.compile(r"[A-ZÅÄÖ][^\d,()]*")
_RULED = " .…_"
# A label that says what is done, and not by whom: `Justeras`.
_IS_ADJUSTED = re.compile(r"justera[st]\b", re.I)
_SEVERAL = 2
# A line that names nobody and ends so tells of something else, and so do those below it.
_ENDS = frozenset("0123456789:")


@dataclass(frozen=True, slots=True)
class _Signed:
    """A printed name of the signatures, and the lines (1-based) of it and its title."""

    printed: PersonPrint
    first: int
    last: int


def read_signatures(reader: Reader, cover: Cover, outline: Outline) -> None:
    """Chair, secretary and adjusters, from the block of signatures or from labels of their own."""
    draft, roles = reader.draft, code_list("role")
    labels = code_list("cover-label").tied("listsRole")
    for block in outline.cover:
        if block.label == "signatures":
            _pairs(reader, block)
        elif block.label in labels:
            _labelled(reader, block, labels[block.label])
    _without_doubtful(reader, outline)
    found = {(r.person, r.role) for r in draft.rows["roles"] if r.item is None}
    for code in (c.notation for c in roles.codes if "signsMinutes" in c.marks):
        if not any(role == code for _, role in found):
            draft.problem("role-missing", cover.first_line, cover.last_line, role=code)


def _without_doubtful(reader: Reader, outline: Outline) -> None:
    """Take back the adjusters below `Justeras` where nobody is known to have led the meeting.

    Who led it signs there too, and the label does not tell who of several did.
    """
    draft, roles = reader.draft, code_list("role")
    led = (
        roles.marked("signsMinutes")
        - roles.marked("namesOfficial")
        - roles.marked("appointedFirst")
    )
    rows = draft.rows["roles"]
    if any(row.role in led and row.item is None for row in rows):
        return
    lines = outline.lines
    passive = {
        line.number for block in outline.cover for line in block.lines
        if block.label == "adjuster" and _IS_ADJUSTED.match(lines[block.first_line - 1].text)
    }  # fmt: skip
    signed = [
        row for row in rows
        if row.role in roles.marked("appointedFirst") and row.item is None
        and (row.first_line in passive or _IS_ADJUSTED.match(row.text or ""))
    ]  # fmt: skip
    if len({row.person for row in signed}) < _SEVERAL:
        return
    known = {one.row.id: folded for folded, one in reader.people.known.items()}
    for row in signed:
        rows.remove(row)
        folded = known[row.person or ""]
        name = reader.people.known[folded].row.name
        draft.problem("signature-without-title", row.first_line, row.last_line, name=name)
        if not any(one.person == row.person for one in (*draft.rows["participants"], *rows)):
            del reader.people.known[folded]  # nothing else is said of them


def _labelled(reader: Reader, block: CoverBlock, role: str) -> None:
    """The people of a label; behind a line that names nobody others may stand, as others."""
    unread = reader.draft.unread
    for at, line in enumerate(block.lines):
        _label_names(reader, line, role, again=bool(block.above))
        if line.number in unread and line.text[-1:] in _ENDS:
            unread.update(below.number for below in block.lines[at:])
            return


def _label_names(reader: Reader, line: Line, role: str, *, again: bool) -> None:
    """The people behind a label; with `again` those of a list above stand there too, once more."""
    if again:
        _once_more(reader, line, role)
        return
    said, *spare = _SPARE.split(line.text, maxsplit=1)
    names = [n for n in _BETWEEN.split(said) if n.strip(_RULED)]
    reader.draft.unread.update([line.number] if spare else [])
    for text in names:
        printed = person_print(text.strip(_RULED))
        if printed is None:
            reader.draft.unread.add(line.number)
            if _MAY_HEAD.fullmatch(text.strip(_RULED)):
                return  # it may be a label of those to its right
        else:
            _role(reader, _Signed(printed, line.number, line.number), role, None)


def _once_more(reader: Reader, line: Line, role: str) -> None:
    """The role of who stands last of a line, and once before in it or above it."""
    for known in reader.people.known.values():
        name = known.row.name
        if line.text.endswith(name) and line.text.count(name) > 1:
            printed = PersonPrint(name)
            _role(reader, _Signed(printed, line.number, line.number), role, None)


def _cells(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """The lines of a block; of names side by side and their titles each name with its title."""
    roles = code_list("role")
    at = 0
    while at < len(lines):
        here, below = (_APART.split(lines[i].text) if i < len(lines) else [] for i in (at, at + 1))
        titles = [roles.of_form(_title(text)[0]) for text in (*here, *below)]
        first, second = titles[: len(here)], titles[len(here) :]
        paired = len(here) == len(below) > 1 and (
            (all(first) and not any(second)) or (all(second) and not any(first))
        )
        if paired:
            for one, other in zip(here, below, strict=True):
                yield lines[at], one
                yield lines[at + 1], other
            at += 2
            continue
        for text in here if len(here) > 1 else (lines[at].text,):
            yield lines[at], text
        at += 1


def _title(text: str) -> tuple[str, str]:
    """A printed title without the paragraphs behind it, and all of it."""
    text = text.strip(_RULED)
    return _PARAGRAPHS.sub("", text).strip(_RULED), text


_Title = tuple[str, str, int]


def _titles(
    printed: PersonPrint, above: _Title | None, beside: _Title | None, line: int
) -> list[_Title]:
    """The titles of who signs, each with its code and line: above, behind the name, or before.

    None where one stands above and another behind.
    """
    own = [(role, said, line) for role, said in printed.roles]
    if above:
        return [above] if not own or above[0] in {role for role, _, _ in own} else []
    return own or ([beside] if beside else [])


def _pairs(reader: Reader, block: CoverBlock) -> None:
    """Names and titles of a block of signatures: a title stands above, below or before a name."""
    draft, roles, labels = reader.draft, code_list("role"), code_list("cover-label")
    signing = labels.tied("listsRole")
    without: list[tuple[PersonPrint, int]] = []
    name: tuple[PersonPrint, int] | None = None
    title: _Title | None = None
    last: _Title | None = None
    for line, cell in _cells(block.lines):
        bare, text = _title(cell)
        if not text:
            continue
        role = roles.of_form(bare) or signing.get(labels.of_form(bare) or "")
        if role is None and title and title[2] == line.number and dates.DATE.fullmatch(text):
            continue  # the day of signing
        if role:
            if name:
                _role(reader, _Signed(name[0], name[1], line.number), role, text)
                name = None
            else:
                title = (role, text, line.number)
            last = None
            continue
        first, _, rest = text.partition(" ")
        inline = roles.of_form(first)
        printed = person_print(rest.strip(f"{_RULED}:") if inline else text)
        beside = last if last and last[2] == line.number else None
        if printed is None:
            draft.unread.add(line.number)
        elif inline:
            _role(reader, _Signed(printed, line.number, line.number), inline, first)
            last = (inline, first, line.number)
        elif titles := _titles(printed, title, beside, line.number):
            for role, said, at in titles:
                _role(reader, _Signed(printed, at, line.number), role, said)
                last = (role, said, line.number)
            title = None
        else:
            without.extend([name] if name else [])
            name = (printed, line.number)
    without.extend([name] if name else [])
    for person, at in without:
        draft.problem("signature-without-title", at, name=person.name)


def _role(reader: Reader, signed: _Signed, role: str, text: str | None) -> None:
    draft, printed = reader.draft, signed.printed
    known = reader.people.get(printed.name) or _alike(reader, signed, role)
    if known is None:
        category = "elected" if printed.party_text or role != "secretary" else "official"
        known = reader.people.add(printed.name, category, printed.municipality)
        if draft.rows["participants"]:
            draft.problem("role-not-in-attendance", signed.first, signed.last, name=printed.name)
    stated = {(r.person, r.role) for r in draft.rows["roles"] if r.item is None}
    if role in code_list("role").marked("appointedFirst") and _alone(stated, known.row.id, role):
        return  # who led or wrote the minutes certifies them by that
    during = paragraphs_meant(printed.paragraphs, printed.during, reader.numbers)
    during = during or paragraph_ranges(text or "")
    if (known.row.id, role) not in stated:
        draft.add(
            "roles", signed.first, signed.last, meeting=draft.meeting, person=known.row.id,
            organization=known.organization, role=role, text=text, paragraphs=during,
        )  # fmt: skip
        return
    rows = draft.rows["roles"]
    for i, row in enumerate(rows):
        same = (row.person, row.role, row.item) == (known.row.id, role, None)
        if during and same and row.paragraphs is None:
            rows[i] = replace(row, paragraphs=during)


def _alone(stated: Iterable[tuple[str | None, str]], person: str, role: str) -> bool:
    """Whether a person alone has another role of those who sign."""
    others = code_list("role").marked("signsMinutes") - {role}
    return any({who for who, other in stated if other == one} == {person} for one in others)


def _alike(reader: Reader, signed: _Signed, role: str) -> Known | None:
    """The one person of the attendance whose name is spelt otherwise in the signature.

    Where one person alone is listed with the office, less is enough.
    """
    name = signed.printed.name
    people = [*reader.people.known.values()]
    holders = {r.person for r in reader.draft.rows["roles"] if r.role == role and r.item is None}
    holding = [known for known in people if len(holders) == 1 and known.row.id in holders]
    for spelling, among in (
        (same_letters, people), (_one_in_print_or_speech, people), (may_be_short_for, holding),
    ):  # fmt: skip
        alike = [known for known in among if spelling(known.row.name, name)]
        if len(alike) == 1:
            reader.draft.problem(
                "name-spelt-otherwise", signed.first, signed.last, name=name,
                listed=alike[0].row.name,
            )  # fmt: skip
            return alike[0]
        if alike:
            return None
    return None


def _one_in_print_or_speech(listed: str, signed: str) -> bool:
    return spelt_otherwise(listed, signed) or sounds_like(listed, signed)
