"""The attendance on the cover: who took part as what, from where, for whom and for how long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from socsam_opendata.minutes.known.organizations import is_public
from socsam_opendata.minutes.known.people import Known
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.print.persons import (
    PersonPrint,
    person_print,
    says_kind,
    split_persons,
)
from socsam_opendata.minutes.rules.cover import Cover
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH

_ELSEWHERE = re.compile(
    r"(?:enligt|se)\b.*\b(?:förteckning|bilaga|närvaro\w*|sid\w*|uppropslista)\b.*", re.I
)
_VACANT = re.compile(rf"vakant\b.*|\(?ersätter tom .*plats\)?|{DASH}{{2,}}|ingen|inga", re.I)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line of the attendance, the label it stands under, and the paragraphs of the meeting."""

    label: str
    line: Line
    numbers: tuple[int, ...]


def read_attendance(reader: Reader, cover: Cover, outline: Outline) -> None:
    """The participants, one row a printed person; lines that are no person stay unread."""
    stated = paragraphs.numbers_of(cover.paragraphs) if cover.paragraphs else ()
    numbers = stated or tuple(p.number for p in outline.paragraphs)
    served: dict[str, str] = {}
    for block in outline.cover:
        if block.label in code_list("cover-label").tied("listsCapacity"):
            for line in block.lines:
                _read_line(reader, _Seen(block.label, line, numbers), served)
    _serving(reader, served)


def _read_line(reader: Reader, seen: _Seen, served: dict[str, str]) -> None:
    """Add the persons of a line; a line that is not read whole is unread."""
    draft, line = reader.draft, seen.line
    if _ELSEWHERE.fullmatch(line.text):
        draft.problem("attendance-elsewhere", line.number, printed=line.text)
        return
    if _VACANT.fullmatch(line.text):
        draft.problem("vacant-seat", line.number, printed=line.text)
        return
    prints = [_person(reader, person_print(text)) for text in split_persons(line.text)]
    for printed in prints:
        if printed is not None:
            key = _participant(reader, seen, printed)
            if printed.serves_for:
                served[key] = printed.serves_for
    if not prints or None in prints:
        draft.unread.add(line.number)


def _person(reader: Reader, printed: PersonPrint | None) -> PersonPrint | None:
    """A printed person; where the organization stands before the name, `Hjälpen, Ida Höstmo`, both
    change places, and an organization without a name is no person."""
    if printed is None or printed.party_text or not _is_organization(reader, printed.name):
        return printed
    if printed.affiliation is None or not is_name(printed.affiliation):
        # An organization that bears a person's name may be that person: the policy decides.
        return printed if is_name(printed.name) and not says_kind(printed.name) else None
    return replace(printed, name=printed.affiliation, affiliation=printed.name)


def _is_organization(reader: Reader, name: str) -> bool:
    """Whether what stands first is a known organization, or begins with what it is."""
    return bool(reader.organizations.resolve(name)) or says_kind(name)


def _capacity(reader: Reader, label: str, printed: PersonPrint, organization: str | None) -> str:
    """In what capacity somebody takes part: by the label, and what stands with the name."""
    capacity = code_list("cover-label").tie("listsCapacity", label)
    if capacity in code_list("capacity").tied("holdsSeat") and not (
        printed.title and not printed.party_text
    ):
        return "serving-substitute" if printed.serves_for else capacity
    if printed.serves_for:
        return "serving-substitute"
    elected = label == "others" and printed.party_text and not organization
    if printed.not_serving or elected:
        return "substitute"
    kind = reader.organizations.rows[organization].kind if organization else "municipality"
    return "official" if is_public(kind) and not printed.party_text else "guest"


def _during(printed: PersonPrint, numbers: Sequence[int]) -> str | None:
    """The paragraphs that somebody attends, written out: `t.o.m. § 15` is `12-15`."""
    if printed.paragraphs is None or printed.during is None or not numbers:
        return printed.paragraphs
    named = paragraphs.numbers_of(printed.paragraphs)
    match printed.during:
        case "until":
            kept = [n for n in numbers if n <= named[-1]]
        case "from":
            kept = [n for n in numbers if n >= named[0]]
        case _:
            kept = [n for n in numbers if n not in named]
    return paragraphs.ranges_of(kept) or printed.paragraphs


def _participant(reader: Reader, seen: _Seen, printed: PersonPrint) -> str:
    draft, line = reader.draft, seen.line
    organization = reader.organizations.mint(printed.affiliation) if printed.affiliation else None
    capacity = _capacity(reader, seen.label, printed, organization)
    category = code_list("capacity").tie("givesCategory", capacity)
    known = reader.people.add(printed.name, category, printed.municipality)
    party = reader.party(printed.party_text, line.number)
    _compare(reader, known, printed, party, line)
    during = _during(printed, seen.numbers)
    known.municipality = known.municipality or printed.municipality
    known.organization = known.organization or organization
    known.paragraphs = known.paragraphs or during
    known.title = known.title or printed.title
    status = code_list("cover-label").tie("listsStatus", seen.label)
    if during and status == "present":
        status = "partial"
    key = draft.add(
        "participants", line.number, line.number, meeting=draft.meeting, person=known.row.id,
        capacity=capacity, status=printed.status or status, party=party,
        party_text=printed.party_text, municipality=printed.municipality,
        organization=organization, paragraphs=during,
    )  # fmt: skip
    # An absent chair or vice chair has the office, and acted as nothing at this meeting.
    there = (printed.status or status) != "absent"
    for role, text in printed.roles if there else ():
        draft.add(
            "roles", line.number, line.number, meeting=draft.meeting, person=known.row.id,
            organization=organization, role=role, text=text,
        )  # fmt: skip
    return key


def _compare(
    reader: Reader, known: Known, printed: PersonPrint, party: str | None, line: Line
) -> None:
    """One name with two parties or municipalities may be two persons."""
    other_party = party and known.party and known.party != party
    other_place = known.municipality and printed.municipality not in (None, known.municipality)
    if other_party or other_place:
        reader.draft.problem("same-name", line.number, name=printed.name)
    known.party = known.party or party


def _serving(reader: Reader, served: dict[str, str]) -> None:
    """Tie serving substitutes to their members; a note where nobody is said to serve."""
    draft, people = reader.draft, reader.people
    rows = draft.rows["participants"]
    for i, row in enumerate(rows):
        if row.id in served:
            name = served[row.id]
            member = people.get(name) or people.add(name, "elected")
            rows[i] = replace(row, serves_for=member.row.id)
    absent = [r for r in rows if r.capacity == "member" and r.status == "absent"]
    present = [r for r in rows if r.capacity == "substitute" and r.status == "present"]
    stated = any(r.capacity == "serving-substitute" for r in rows)
    if absent and present and not stated:
        draft.problem(
            "serving-not-stated", min(r.first_line for r in present),
            max(r.last_line for r in present),
            absent=str(len(absent)), substitutes=str(len(present)),
        )  # fmt: skip
