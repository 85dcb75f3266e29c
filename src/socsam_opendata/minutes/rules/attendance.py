"""The attendance on the cover: who took part as what, from where, for whom and for how long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from socsam_opendata.minutes.known.organizations import is_public
from socsam_opendata.minutes.known.people import Known
from socsam_opendata.minutes.layout.cover_blocks import CoverBlock
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.minutes.print.name_order import given_first, has_surnames_first
from socsam_opendata.minutes.print.names import NAME_WITH_PARTY, is_name
from socsam_opendata.minutes.print.persons import (
    PersonPrint,
    person_print,
    says_kind,
    split_persons,
)
from socsam_opendata.minutes.print.run_rolls import roll_persons
from socsam_opendata.minutes.rules.cover import Cover
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.minutes.rules.serving import Served, tie_serving
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH, fold

_ELSEWHERE = re.compile(
    r"(?:enligt|se|jfr)\b.*\b(?:förteckning|bilaga|närvaro\w*|sid\w*|uppropslista|deltagarlista)\b.*",
    re.I,
)
_VACANT = re.compile(
    rf"vakant\b.*|\(?ersätter tom .*plats\)?|{DASH}{{2,}}|ingen|inga|.*\bingen närvarande"
    r"|(?:ersättare|ledamot)\s+saknas",
    re.I,
)
# A heading of a list tells how many stand in it: `Ledamöter (7)`.
_COUNT = re.compile(r"\(\d{1,3}(?:\s+\w+)?\)|\d{1,3}\s+(?:st|personer|ledamöter)\.?", re.I)
# So many people at least make a list under labels that all stand above it.
_STACKED = 3


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line of the attendance and what is known of its list.

    `labels` are those that it may belong to, its own last; `numbers` the paragraphs of the meeting;
    `parties` says whether anybody of the list has a party; `unclear` whether the label leaves open
    in what capacity its people are called.
    """

    labels: tuple[str, ...]
    line: Line
    numbers: tuple[int, ...]
    parties: bool
    unclear: bool

    @property
    def label(self) -> str:
        """The label right above."""
        return self.labels[-1]

    @property
    def for_everybody(self) -> bool:
        """Whether people of all capacities are listed under the label."""
        return self.label in code_list("cover-label").marked("listsEverybody")


@dataclass
class _List:
    """What is collected of the attendance."""

    served: Served = field(default_factory=Served)
    reverse: bool = False


def read_attendance(reader: Reader, cover: Cover, outline: Outline) -> None:
    """The participants, one row a printed person; lines that are no person stay unread."""
    stated = paragraphs.numbers_of(cover.paragraphs) if cover.paragraphs else ()
    numbers = stated or tuple(p.number for p in outline.paragraphs)
    found = _List(reverse=_surname_first(outline))
    less = code_list("cover-label").marked("lessThePresent")
    blocks = [block for block in outline.cover if _labels(block)]
    before = ""
    for block in sorted(blocks, key=lambda b: b.label in less):
        labels = _labels(block)
        if len({code_list("cover-label").tie("listsStatus", label) for label in labels}) > 1:
            # Who was there and who was not cannot be told.
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        parties = any("(" in line.text and _parties(line.text) for line in block.lines)
        for line in block.lines:
            unclear = _unclear(labels, before)
            _read_line(reader, _Seen(labels, line, numbers, parties, unclear), found)
        before = labels[-1]
    tie_serving(reader, found.served)


def _labels(block: CoverBlock) -> tuple[str, ...]:
    """The labels of a block that people are listed under; none where it lists no attendance."""
    lists = code_list("cover-label").tied("listsCapacity")
    if block.label in lists and not block.above:
        return (block.label,)
    above = tuple(label for label in block.above if label in lists)
    if block.label in lists:
        return (*above, block.label)
    people = sum(len(split_persons(line.text)) for line in block.lines)
    return above if people >= _STACKED else ()


def _parties(text: str) -> bool:
    """Whether anybody on a line has a party."""
    return any(
        printed is not None and printed.party_text is not None
        for printed in map(person_print, split_persons(text))
    )


def _unclear(labels: Sequence[str], before: str) -> bool:
    """Whether the labels leave open in what capacity the elected under them are called."""
    lists = code_list("cover-label").tied("listsCapacity")
    seats = code_list("capacity").tied("holdsSeat")
    if len({lists[label] for label in labels if lists[label] in seats}) > 1:
        return True
    absent = code_list("cover-label").tie("listsStatus", labels[-1]) == "absent"
    everybody = labels[-1] in code_list("cover-label").marked("listsEverybody")
    return absent and everybody and seats.get(lists.get(before, "")) == "substitute"


def _surname_first(outline: Outline) -> bool:
    """Whether the lists have surnames first, as the signatures of the same people tell."""
    labels = code_list("cover-label")
    signing = {*labels.tied("listsRole"), "signatures"}
    signed = [line.text for b in outline.cover if b.label in signing for line in b.lines]
    listed = [line.text for b in outline.cover if _labels(b) for line in b.lines]
    return has_surnames_first(listed, signed)


def _read_line(reader: Reader, seen: _Seen, found: _List) -> None:
    """Add the persons of a line; a line that is not read whole is unread."""
    draft, line = reader.draft, seen.line
    if _ELSEWHERE.fullmatch(line.text):
        draft.problem("attendance-elsewhere", line.number, printed=line.text)
        return
    if _VACANT.fullmatch(line.text):
        draft.problem("vacant-seat", line.number, printed=line.text)
        return
    if _COUNT.fullmatch(line.text):
        return
    texts = roll_persons(line.text) or split_persons(line.text)
    prints = [_person(reader, person_print(text)) for text in texts]
    for printed in prints:
        if printed is not None:
            _take(reader, seen, given_first(printed) if found.reverse else printed, found)
    if not prints or None in prints or _left_out(line.text, prints):
        draft.unread.add(line.number)


def _left_out(text: str, prints: Sequence[PersonPrint | None]) -> bool:
    """Whether a name with a party stands on a line that gave nobody of that name."""
    said = [
        fold(name) for printed in prints if printed
        for name in (printed.name, printed.serves_for, printed.served_by) if name
    ]  # fmt: skip
    return any(
        not any(name in fold(match["name"]) or fold(match["name"]) in name for name in said)
        for match in NAME_WITH_PARTY.finditer(text)
    )


def _take(reader: Reader, seen: _Seen, printed: PersonPrint, found: _List) -> None:
    """Add a printed person, and note whom for or by whom the seat was taken."""
    if seen.label in code_list("cover-label").marked("lessThePresent") and (
        reader.people.get(printed.name) or not reader.draft.rows["participants"]
    ):
        return
    key = _participant(reader, seen, printed)
    if key and printed.serves_for:
        found.served.for_whom[key] = printed.serves_for
    if key and printed.served_by:
        found.served.by_whom[key] = printed.served_by


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


def _capacity(reader: Reader, seen: _Seen, printed: PersonPrint, organization: str | None) -> str:
    """In what capacity somebody takes part: by the label, and what stands with the name."""
    lists, seats = code_list("cover-label").tied("listsCapacity"), code_list("capacity")
    if printed.serves_for:
        return "serving-substitute"
    if printed.capacity:
        listed = lists[seen.label] in seats.marked("decides") and not seen.for_everybody
        if printed.capacity == "substitute" and listed and len(seen.labels) == 1:
            return "serving-substitute"
        return printed.capacity
    elected = next((lists[n] for n in seen.labels if lists[n] in seats.tied("holdsSeat")), None)
    titled = printed.title and not printed.party_text
    if elected and not titled and _has_seat(seen, printed, organization):
        if seen.unclear:
            reader.draft.problem("capacity-unclear", seen.line.number, name=printed.name)
        return elected
    if printed.not_serving or (seen.label == "others" and printed.party_text and not organization):
        return "substitute"
    kind = reader.organizations.rows[organization].kind if organization else "municipality"
    return "official" if is_public(kind) and not printed.party_text else "guest"


def _has_seat(seen: _Seen, printed: PersonPrint, organization: str | None) -> bool:
    """Whether somebody without a title sits in a seat of the list they stand in."""
    if printed.party_text or (len(seen.labels) == 1 and not seen.for_everybody):
        return True
    official = any(role in code_list("role").marked("namesOfficial") for role, _ in printed.roles)
    return seen.for_everybody and not seen.parties and not (official and organization is None)


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
        case "before":
            kept = [n for n in numbers if n < named[0]]
        case "after":
            kept = [n for n in numbers if n > named[-1]]
        case _:
            kept = [n for n in numbers if n not in named]
    return paragraphs.ranges_of(kept) or printed.paragraphs


def _participant(reader: Reader, seen: _Seen, printed: PersonPrint) -> str | None:
    """Add the row of a printed person; None where it says what a row before has said."""
    draft, line = reader.draft, seen.line
    organization = reader.organizations.mint(printed.affiliation) if printed.affiliation else None
    capacity = _capacity(reader, seen, printed, organization)
    category = code_list("capacity").tie("givesCategory", capacity)
    known = reader.people.add(printed.name, category, printed.municipality)
    party = reader.party(printed.party_text, line.number)
    _compare(reader, known, printed, party, line)
    during = _during(printed, seen.numbers)
    known.municipality = known.municipality or printed.municipality
    known.organization = known.organization or organization
    known.paragraphs = known.paragraphs or during
    known.title = known.title or printed.title
    status = printed.status or code_list("cover-label").tie("listsStatus", seen.label)
    if during and status == "present":
        status = "partial"
    if _said_before(reader, seen, printed, (known.row.id, capacity, status, during)):
        return None
    key = draft.add(
        "participants", line.number, line.number, meeting=draft.meeting, person=known.row.id,
        capacity=capacity, status=status, party=party,
        party_text=printed.party_text, municipality=printed.municipality,
        organization=organization, paragraphs=during,
    )  # fmt: skip
    # An absent chair or vice chair has the office, and acted as nothing at this meeting.
    for role, text in printed.roles if status != "absent" else ():
        draft.add(
            "roles", line.number, line.number, meeting=draft.meeting, person=known.row.id,
            organization=organization, role=role, text=text,
        )  # fmt: skip
    return key


def _said_before(
    reader: Reader, seen: _Seen, printed: PersonPrint, said: tuple[str, str, str, str | None]
) -> bool:
    """Whether a row says the same; a list of everybody beside others has nothing to repeat."""
    person, _, status, during = said
    again = seen.for_everybody or len(seen.labels) > 1
    for row in reader.draft.rows["participants"]:
        if again and (row.person, row.status, during) == (person, status, None):
            return True
        alike = (row.person, row.capacity, row.status, row.paragraphs) == said
        if alike and printed.party_text in (None, row.party_text):
            reader.draft.problem(
                "attendance-repeated", row.first_line, seen.line.number, table="participants",
                row=row.id, count="1",
            )  # fmt: skip
            return True
    return False


def _compare(
    reader: Reader, known: Known, printed: PersonPrint, party: str | None, line: Line
) -> None:
    """One name with two parties or municipalities may be two persons."""
    other_party = party and known.party and known.party != party
    other_place = known.municipality and printed.municipality not in (None, known.municipality)
    if other_party or other_place:
        reader.draft.problem("same-name", line.number, name=printed.name)
    known.party = known.party or party
