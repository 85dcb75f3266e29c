"""The attendance on the cover: who took part as what, from where, for whom and for how long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from socsam_opendata.minutes.layout.annexed_rolls import pointing_labels
from socsam_opendata.minutes.layout.cover_blocks import CoverBlock
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.layout.rolls import heads_surnames, without_heads
from socsam_opendata.minutes.print.dates import CLOCK
from socsam_opendata.minutes.print.during import HOURS
from socsam_opendata.minutes.print.name_order import given_first
from socsam_opendata.minutes.print.names import NAME_WITH_PARTY, is_name
from socsam_opendata.minutes.print.persons import (
    PersonPrint,
    person_print,
    says_kind,
    split_persons,
)
from socsam_opendata.minutes.print.replaced import replaced
from socsam_opendata.minutes.print.run_rolls import roll_persons
from socsam_opendata.minutes.print.surnames import capitals_turned, commas_turned
from socsam_opendata.minutes.print.titles import (
    capacity_of,
    shares_title,
    tells_several,
    without_titles,
)
from socsam_opendata.minutes.rules.attendance_doubts import (
    leaves_out,
    may_be_away,
    may_be_for_others,
    may_be_of_served,
    more_parties,
)
from socsam_opendata.minutes.rules.attendance_lists import (
    COUNT,
    ELSEWHERE,
    VACANT,
    begins_with_label,
    by_surname,
    columns_lost,
    heads_others,
    in_capitals,
    label_inside,
    leaves_capacity_open,
    listed_blocks,
    may_adjust,
    may_be_absent,
    surnames_first,
)
from socsam_opendata.minutes.rules.attendance_prose import lists_the_absent, read_prose
from socsam_opendata.minutes.rules.chairs import in_office, in_turn
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.minutes.rules.participants import (
    SeenLine,
    add_participant,
    may_be_organization,
)
from socsam_opendata.minutes.rules.serving import Served, tie_serving
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import fold

# Somebody in brackets behind somebody: who of them was there is not said.
_NESTED = re.compile(rf"\(\s*{NAME_WITH_PARTY.pattern}")
_A_TIME = re.compile(r"\d[.:]\d")
_HOURS = re.compile(rf"[\s,]*\(?(?:{CLOCK}\s*)?(?<![\d.:]){HOURS}(?![\d.:])\)?", re.I)
# A title in front of several is that of so many people at least.
_TOGETHER = 2
_BEHIND_NAME = re.compile(r"[,(]")
# A line inside an enumeration ends so.
_GOES_ON = re.compile(r"(?:,|\boch|\bsamt)$")


@dataclass
class _List:
    """What is collected of the attendance."""

    served: Served = field(default_factory=Served)
    reverse: bool = False
    by_surname: bool = False  # whether the surnames stand before a comma
    in_capitals: bool = False  # whether they stand first, in capitals
    in_turn: bool = False  # whether several led the meeting, one after the other
    group: str | None = None  # the word for a capacity before a name, for those named after it
    annexed: bool = False  # whether the list that the cover points at is read
    names: frozenset[str] = frozenset()  # of all that are listed, folded
    goes_on: bool = False  # whether the line before ends inside an enumeration


def read_attendance(reader: Reader, outline: Outline) -> None:
    """The participants, one row a printed person; lines that are no person stay unread."""
    found = _List(
        reverse=surnames_first(outline),
        by_surname=by_surname(outline),
        in_capitals=in_capitals(outline),
        in_turn=in_turn(outline),
        annexed=outline.roll_annexed,
    )
    less = code_list("cover-label").marked("lessThePresent")
    blocks = [(block, labels) for block, labels in listed_blocks(outline) if labels]
    listed = [
        printed for block, _ in blocks for line in block.lines
        for printed in map(person_print, split_persons(line.text)) if printed
    ]  # fmt: skip
    parties = any(printed.party_text is not None for printed in listed)
    found.names = frozenset(fold(printed.name) for printed in listed)
    beside = Counter(block.first_line for block, _ in blocks)
    roles = code_list("cover-label").tied("listsRole")
    offices = frozenset(
        line.number for block, _ in blocks if block.label in roles for line in block.lines
    )
    before_it = {id(block): above for above, block in pairwise(outline.cover)}
    before = ""
    for block, labels in sorted(blocks, key=lambda b: b[0].label in less):
        if block.label in less and not _all_read(reader, blocks):
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        upper = before_it.get(id(block))
        if may_adjust(block, upper) or may_be_absent(block, upper, outline):
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        several = {code_list("cover-label").tie("listsStatus", label) for label in labels}
        if len(several) > 1 or columns_lost(block, outline, beside[block.first_line]):
            # Who was there and who was not cannot be told, or as what.
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        unclear, above = leaves_capacity_open(labels, before), block.first_line
        but = next((i for i, line in enumerate(block.lines) if lists_the_absent(line.text)), None)
        reader.draft.unread.update(line.number for line in block.lines[but:] if but is not None)
        for line in block.lines[:but]:
            unclear = unclear or heads_others(line, above) or label_inside(line.text)
            above = line.number
            alone = len(block.lines) == 1
            _read_line(
                reader, SeenLine(labels, line, parties, unclear, alone, block.label, offices), found
            )
        before = labels[-1]
    read_prose(reader, outline.title)
    tie_serving(reader, found.served)


def _all_read(reader: Reader, blocks: Sequence[tuple[CoverBlock, tuple[str, ...]]]) -> bool:
    """Whether nobody of those present was left unread, so that who is not among them was absent."""
    lists, less = code_list("cover-label"), code_list("cover-label").marked("lessThePresent")
    present = [
        line.number for block, labels in blocks for line in block.lines
        if block.label not in less and lists.tie("listsStatus", labels[-1]) != "absent"
    ]  # fmt: skip
    return bool(present) and not reader.draft.unread & {*present}


def _read_line(reader: Reader, seen: SeenLine, found: _List) -> None:
    """Add the persons of a line; a line that is not read whole is unread."""
    draft, line = reader.draft, seen.line
    if _names_nobody(reader, seen, found):
        return
    doubtful = label_inside(line.text) or begins_with_label(line.text)
    if line.text.endswith("*") or doubtful or _NESTED.search(line.text):
        draft.unread.add(line.number)  # a note may say that this one was not there
        return
    printed_so = capitals_turned(line.text) if found.in_capitals else line.text
    whole = commas_turned(_without_hours(printed_so, reader), listed=found.by_surname)
    text = without_heads(whole)
    texts = roll_persons(text) or split_persons(text if text == whole else "")
    absent = code_list("cover-label").tie("listsStatus", seen.label) == "absent"
    told = [(one, printed) for one in texts
            for printed in replaced(one, absent=absent) or (_printed(seen, one),)]  # fmt: skip
    told = [one for said, printed in told for one in _both_listed(said, printed, found)]
    prints = [None if may_be_away(printed) else _person(reader, printed) for _, printed in told]
    prints = _with_shared_part(prints)
    if not found.goes_on:
        found.group = None
    found.goes_on = _GOES_ON.search(line.text) is not None
    for (said, _), printed in zip(told, prints, strict=True):
        if printed is not None:
            led = printed
            if found.in_turn:
                led = in_office(printed, said, seen.office, reader.numbers)
            one = _for_one(said, led)
            if not _decides(seen) and may_be_for_others(said, one, found.names):
                one = replace(one, serves_for=None)
                draft.unread.add(line.number)
            person = _in_group(reader, seen, said, one, found)
            _take(reader, seen, given_first(person) if found.reverse else person, found)
    beside: dict[str, list[PersonPrint | None]] = {said: [] for said in texts}
    for said, printed in told:
        beside.setdefault(said, []).append(printed)
    doubtful = any(printed and may_be_of_served(said, printed) for said, printed in told) or any(
        more_parties(said, beside[said]) for said in {*texts}
    )
    if not prints or None in prints or doubtful or leaves_out(whole, prints):
        draft.unread.add(line.number)


def _names_nobody(reader: Reader, seen: SeenLine, found: _List) -> bool:
    """Whether a line says where people stand, or how many, or that nobody does, and names none."""
    draft, line = reader.draft, seen.line
    counted = COUNT.fullmatch(line.text) is not None
    if ELSEWHERE.fullmatch(line.text) or (counted and seen.alone):
        if counted or not (found.annexed and seen.label in pointing_labels()):
            draft.problem("attendance-elsewhere", line.number, printed=line.text)
        return True
    if VACANT.fullmatch(line.text):
        draft.problem("vacant-seat", line.number, printed=line.text)
        return True
    return counted or heads_surnames(line.text)


def _with_shared_part(prints: Sequence[PersonPrint | None]) -> list[PersonPrint | None]:
    """People with one title in front of all: the paragraphs behind the last are those of each."""
    first, last = prints[0] if prints else None, prints[-1] if prints else None
    if not first or not last or len(prints) < _TOGETHER or not shares_title(first.title or ""):
        return [*prints]
    return [
        replace(printed, title=first.title, paragraphs=printed.paragraphs or last.paragraphs)
        if printed and (printed.title in (None, first.title)) else printed
        for printed in prints
    ]  # fmt: skip


def _without_hours(text: str, reader: Reader) -> str:
    """A text without hours that are those of the meeting."""
    said = _HOURS.search(text) if reader.hours and _A_TIME.search(text) else None
    if said is None:
        return text
    parts = [int(said[part]) for part in ("hour", "minute", "until_hour", "until_minute")]
    whole = [n for time in reader.hours or () for n in (time.hour, time.minute)]
    return f"{text[: said.start()]}{text[said.end() :]}".strip() if parts == whole else text


def _both_listed(
    said: str, printed: PersonPrint | None, found: _List
) -> Iterator[tuple[str, PersonPrint | None]]:
    """A person; two where a name behind a comma, which may be an organization's, is listed too."""
    other = printed.affiliation if printed and not printed.party_text else None
    if printed and other and said == f"{printed.name}, {other}" and fold(other) in found.names:
        yield printed.name, replace(printed, affiliation=None)
        yield other, person_print(other)
    else:
        yield said, printed


def _printed(seen: SeenLine, said: str) -> PersonPrint | None:
    """A printed person; among those who serve a name alone tells for whom: `Ida Höstmo för …`."""
    printed = person_print(said)
    capacity = code_list("cover-label").tie("listsCapacity", seen.label)
    seats = code_list("capacity").tied("holdsSeat")
    serving = _decides(seen) and seats.get(capacity or "") != capacity
    if printed is None and serving:
        return person_print(f"{code_list('capacity').by_notation[capacity or ''].sv} {said}")
    return printed


def _for_one(said: str, printed: PersonPrint) -> PersonPrint:
    """A person as it is printed; for whom is not told where it is for several, each for a part."""
    if printed.serves_for and leaves_out(said, [printed]):
        return replace(printed, serves_for=None, capacity="serving-substitute")
    return replace(printed, roles=()) if may_be_of_served(said, printed) else printed


def _in_group(
    reader: Reader, seen: SeenLine, said: str, printed: PersonPrint, found: _List
) -> PersonPrint:
    """A person with the capacity of the word that stands before a name before: `ersättarna A, B`.

    A word that may be that of one person alone leaves open whether it is meant of the next.
    """
    titles, _ = without_titles(_BEHIND_NAME.split(said, maxsplit=1)[0].strip())
    if titles:
        capacity = capacity_of(titles[0])
        found.group = titles[0] if capacity in code_list("capacity").tied("holdsSeat") else None
        return printed
    group = found.group or ""
    capacity = capacity_of(group)
    told = printed.capacity or printed.roles or printed.serves_for or printed.title
    if capacity is None or told:
        return printed
    seated = code_list("capacity").tied("holdsSeat")[capacity] == capacity
    decides = capacity in code_list("capacity").marked("decides")
    if not tells_several(group) and not (seated and decides):
        reader.draft.problem("capacity-unclear", seen.line.number, name=printed.name)
    return replace(printed, capacity=capacity)


def _take(reader: Reader, seen: SeenLine, printed: PersonPrint, found: _List) -> None:
    """Add a printed person, and note whom for or by whom the seat was taken."""
    if seen.label in code_list("cover-label").marked("lessThePresent") and (
        reader.people.get(printed.name)
    ):
        other = printed.affiliation
        if other and is_name(other) and not may_be_organization(reader, other):
            reader.draft.unread.add(seen.line.number)  # it may be one more who was called
        return
    key = _served_after(reader, printed) or add_participant(reader, seen, printed)
    if key and printed.serves_for:
        found.served.for_whom[key] = printed.serves_for
    if key and printed.substitute_of and _decides(seen):
        found.served.of_whom[key] = printed.substitute_of
    if key and printed.served_by:
        found.served.by_whom[key] = printed.served_by


def _served_after(reader: Reader, printed: PersonPrint) -> str | None:
    """The row of a substitute who is listed as no more than that, and said to have served now."""
    known = reader.people.get(printed.name)
    if known is None or not printed.serves_for or printed.paragraphs:
        return None
    rows = reader.draft.rows["participants"]
    for i, row in enumerate(rows):
        told = (row.capacity, row.status, row.paragraphs) == ("substitute", "present", None)
        if row.person == known.row.id and told:
            rows[i] = replace(row, capacity="serving-substitute")
            return str(row.id)
    return None


def _decides(seen: SeenLine) -> bool:
    """Whether those who decide are listed under the label of a line, and nobody else."""
    capacity = code_list("cover-label").tie("listsCapacity", seen.label)
    return capacity in code_list("capacity").marked("decides") and not seen.for_everybody


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
