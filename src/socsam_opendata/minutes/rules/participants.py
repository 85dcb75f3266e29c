"""A printed person of the attendance as a row: in what capacity, for how long, from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from socsam_opendata.minutes.known.organizations import is_public
from socsam_opendata.minutes.known.people import Known
from socsam_opendata.minutes.layout.cover_blocks import deciding_labels
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.print.persons import PersonPrint, says_kind
from socsam_opendata.minutes.print.titles import is_members_office, of_another_body
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.model.code_lists import code_list


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of the attendance and what is known of its list.

    `labels` are those that it may belong to, its own last; `parties` says whether anybody of the
    meeting has a party; `unclear` whether the label leaves open in what capacity its people are
    called; `alone` whether nothing else is below the label; `office` is the label printed above,
    where it is that of an office, and `offices` are the lines below such labels.
    """

    labels: tuple[str, ...]
    line: Line
    parties: bool
    unclear: bool
    alone: bool = False
    office: str = ""
    offices: frozenset[int] = frozenset()

    @property
    def label(self) -> str:
        """The label right above."""
        return self.labels[-1]

    @property
    def for_everybody(self) -> bool:
        """Whether people of all capacities are listed under the label."""
        return self.label in code_list("cover-label").marked("listsEverybody")


def _capacity(
    reader: Reader, seen: SeenLine, printed: PersonPrint, organization: str | None
) -> str:
    """In what capacity somebody takes part: by the label, and what stands with the name."""
    lists, seats = code_list("cover-label").tied("listsCapacity"), code_list("capacity")
    listed = lists[seen.label] in seats.marked("decides") and not seen.for_everybody
    acting = printed.acting and lists[seen.label] == "substitute"
    if printed.serves_for or printed.not_serving or printed.substitute_of or acting:
        serves = printed.serves_for or acting or (printed.substitute_of and listed)
        return "serving-substitute" if serves else "substitute"
    if printed.capacity:
        if printed.capacity == "substitute" and listed and len(seen.labels) == 1:
            return "serving-substitute"
        return printed.capacity
    elected = next((lists[n] for n in seen.labels if lists[n] in seats.tied("holdsSeat")), None)
    bare = not printed.party_text and (seen.parties or not printed.titled)
    official = {role for role, _ in printed.roles} & code_list("role").marked("namesOfficial")
    among = seen.for_everybody and is_members_office(printed.title or "")
    employed = printed.title and not among
    titled = bool((employed and bare) or (official and seen.parties and bare))
    if elected and not titled and _has_seat(seen, printed, organization):
        if seen.unclear:
            reader.draft.problem("capacity-unclear", seen.line.number, name=printed.name)
        return elected
    if elected and titled and seen.label in deciding_labels():
        # Listed with those who decide, by a title that an official may have as well.
        reader.draft.problem(
            "capacity-by-title",
            seen.line.number,
            name=printed.name,
            title=printed.title or next(text for _, text in printed.roles),
        )
    elif elected and official and not titled and bare and not organization:
        # Who writes the minutes of a board may sit on it.
        reader.draft.problem("capacity-unclear", seen.line.number, name=printed.name)
    return _without_seat(reader, seen, printed, organization)


def _without_seat(
    reader: Reader, seen: SeenLine, printed: PersonPrint, organization: str | None
) -> str:
    """In what capacity somebody takes part who sits in no seat of the list they stand in."""
    labels = code_list("cover-label")
    co_opted = labels.tied("listsCapacity").get(labels.of_form(printed.title or "") or "")
    if co_opted and not printed.party_text:
        return co_opted
    invited = organization or of_another_body((printed.title or "").split())
    if seen.label == "others" and printed.party_text and not invited:
        return "substitute"
    kind = reader.organizations.rows[organization].kind if organization else "municipality"
    return "official" if is_public(kind) and not printed.party_text else "guest"


def _organization(reader: Reader, seen: SeenLine, printed: PersonPrint) -> str | None:
    """The organization of somebody; what may be another person's name makes none, and is unread."""
    name = printed.affiliation
    if name is None:
        return None
    if is_name(name) and not may_be_organization(reader, name):
        reader.draft.unread.add(seen.line.number)
        return None
    return reader.organizations.mint(name)


def may_be_organization(reader: Reader, name: str) -> bool:
    """Whether what is printed like a name is an organization that is known, or says its kind."""
    known = bool(reader.organizations.resolve(name)) or says_kind(name)
    return known or bool(code_list("organization-kind").find(name))


def _has_seat(seen: SeenLine, printed: PersonPrint, organization: str | None) -> bool:
    """Whether somebody without a title sits in a seat of the list they stand in."""
    if printed.party_text or (len(seen.labels) == 1 and not seen.for_everybody):
        return True
    official = any(role in code_list("role").marked("namesOfficial") for role, _ in printed.roles)
    return seen.for_everybody and not seen.parties and not (official and organization is None)


def paragraphs_meant(said: str | None, during: str | None, numbers: Sequence[int]) -> str | None:
    """The paragraphs that are meant, written out: `t.o.m. § 15` of 12 to 20 is `12-15`."""
    if said is None or during is None:
        return said
    if not numbers:
        return None
    named = paragraphs.numbers_of(said)
    match during:
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
    return paragraphs.ranges_of(kept) or said


def add_participant(reader: Reader, seen: SeenLine, printed: PersonPrint) -> str | None:
    """Add the row of a printed person; None where it says what a row before has said."""
    draft, line = reader.draft, seen.line
    organization = _organization(reader, seen, printed)
    capacity = _capacity(reader, seen, printed, organization)
    category = code_list("capacity").tie("givesCategory", capacity)
    known = reader.people.add(printed.name, category, printed.municipality)
    party = reader.party(printed.party_text, line.number, printed.municipality)
    _compare(reader, known, printed, party, line)
    during = paragraphs_meant(printed.paragraphs, printed.during, reader.numbers)
    led = paragraphs_meant(printed.role_paragraphs, printed.role_during, reader.numbers)
    known.municipality = known.municipality or printed.municipality
    known.organization = known.organization or organization
    known.paragraphs = known.paragraphs or during
    known.title = known.title or printed.title
    status = printed.status or code_list("cover-label").tie("listsStatus", seen.label)
    if printed.paragraphs and (status == "present" or printed.recused):
        status = "partial"
    if _said_before(reader, seen, printed, (known.row.id, capacity, status, during)):
        _offices(reader, line, known, printed, status, led)
        return None
    cells: dict[str, Any] = {
        "meeting": draft.meeting, "person": known.row.id, "capacity": capacity, "party": party,
        "party_text": printed.party_text, "municipality": printed.municipality,
        "organization": organization,
    }  # fmt: skip
    at = (line.number, line.number)
    key = draft.add("participants", *at, status=status, paragraphs=during, **cells)
    if printed.recused:
        draft.add("participants", *at, status="recused", paragraphs=printed.recused, **cells)
    _offices(reader, line, known, printed, status, led)
    return key


def _offices(
    reader: Reader, line: Line, known: Known, printed: PersonPrint, status: str, led: str | None
) -> None:
    """The roles that are printed beside a person, each once.

    An absent chair or vice chair has the office, and acted as nothing at this meeting.
    """
    draft = reader.draft
    there = {(row.person, row.role, row.paragraphs) for row in draft.rows["roles"] if not row.item}
    for i, (role, text) in enumerate(printed.roles if status != "absent" else ()):
        paragraphs_led = led if i == 0 else None
        if (known.row.id, role, paragraphs_led) not in there:
            draft.add(
                "roles", line.number, line.number, meeting=draft.meeting, person=known.row.id,
                organization=known.organization, role=role, text=text, paragraphs=paragraphs_led,
            )  # fmt: skip


def _said_before(
    reader: Reader, seen: SeenLine, printed: PersonPrint, said: tuple[str, str, str, str | None]
) -> bool:
    """Whether a row says the same; a list of everybody beside others has nothing to repeat."""
    person, capacity, status, during = said
    again = seen.for_everybody or len(seen.labels) > 1
    seats = code_list("capacity").tied("holdsSeat")
    for row in reader.draft.rows["participants"]:
        if again and (row.person, row.status, during) == (person, status, None):
            return True
        if _among_substitutes(seen, printed, row) and (row.person, status) == (person, row.status):
            return (capacity, during) == ("substitute", None)
        alike = (row.person, row.capacity, row.status, row.paragraphs) == said
        # Who sits there stands among the others only by being named once more.
        seated = (row.person, row.status, row.paragraphs) == (person, status, during) and (
            row.capacity in seats and capacity not in seats
        )
        if (alike or seated) and printed.party_text in (None, row.party_text):
            if row.first_line in seen.offices - {seen.line.number}:
                return True  # first by the office, then among the others
            reader.draft.problem(
                "attendance-repeated", row.first_line, seen.line.number, table="participants",
                row=row.id, count="1",
            )  # fmt: skip
            return True
    return False


def _among_substitutes(seen: SeenLine, printed: PersonPrint, row: Any) -> bool:
    """Whether who served all of the meeting stands once more in the list of all substitutes."""
    serving = row.capacity == "serving-substitute" and row.paragraphs is None
    everybody = seen.label == "substitutes" and not printed.not_serving
    return serving and everybody and printed.capacity is None


def _compare(
    reader: Reader, known: Known, printed: PersonPrint, party: str | None, line: Line
) -> None:
    """One name with two parties or municipalities may be two persons."""
    other_party = party and known.party and known.party != party
    other_place = known.municipality and printed.municipality not in (None, known.municipality)
    if other_party or other_place:
        reader.draft.problem("same-name", line.number, name=printed.name)
    known.party = known.party or party
