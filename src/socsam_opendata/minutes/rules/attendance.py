"""The attendance on the cover: who took part as what, from where, for whom and for how long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from socsam_opendata.minutes.layout.cover_blocks import CoverBlock
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.layout.rolls import without_heads
from socsam_opendata.minutes.print.name_order import given_first
from socsam_opendata.minutes.print.names import FULL_NAME, IN_PARTY, NAME_WITH_PARTY, is_name
from socsam_opendata.minutes.print.persons import (
    PersonPrint,
    person_print,
    says_kind,
    split_persons,
)
from socsam_opendata.minutes.print.replaced import replaced
from socsam_opendata.minutes.print.run_rolls import roll_persons
from socsam_opendata.minutes.print.surnames import commas_turned
from socsam_opendata.minutes.print.titles import capacity_of, tells_several, without_titles
from socsam_opendata.minutes.rules.attendance_lists import (
    COUNT,
    ELSEWHERE,
    VACANT,
    by_surname,
    columns_lost,
    heads_others,
    label_inside,
    leaves_capacity_open,
    listed_blocks,
    may_adjust,
    may_be_absent,
    surnames_first,
)
from socsam_opendata.minutes.rules.attendance_prose import read_prose
from socsam_opendata.minutes.rules.chairs import in_office, in_turn
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.minutes.rules.participants import SeenLine, add_participant
from socsam_opendata.minutes.rules.serving import Served, tie_serving
from socsam_opendata.model.code_lists import code_list, registry
from socsam_opendata.model.iris import fold

_AWAY = re.compile(
    r"\b(?:inte|ej|icke|aldrig|sjuk(?:a|skriven|anmäld\w*|frånv\w*)?|frånv\w*|förhind\w*|förfall\w*|uteb\w*|\w*ledig|borta|sakna\w*)\b",
    re.I,
)
_PARTY = re.compile(IN_PARTY)
_BEHIND_NAME = re.compile(r"[,(]")
# A line inside an enumeration ends so.
_GOES_ON = re.compile(r"(?:,|\boch|\bsamt)$")


@dataclass
class _List:
    """What is collected of the attendance."""

    served: Served = field(default_factory=Served)
    reverse: bool = False
    by_surname: bool = False  # whether the surnames stand before a comma
    in_turn: bool = False  # whether several led the meeting, one after the other
    group: str | None = None  # the word for a capacity before a name, for those named after it
    goes_on: bool = False  # whether the line before ends inside an enumeration


def read_attendance(reader: Reader, outline: Outline) -> None:
    """The participants, one row a printed person; lines that are no person stay unread."""
    found = _List(
        reverse=surnames_first(outline), by_surname=by_surname(outline), in_turn=in_turn(outline)
    )
    less = code_list("cover-label").marked("lessThePresent")
    blocks = [(block, labels) for block, labels in listed_blocks(outline) if labels]
    listed = (line.text for block, _ in blocks for line in block.lines)
    parties = any("(" in text and _parties(text) for text in listed)
    roles = code_list("cover-label").tied("listsRole")
    offices = frozenset(
        line.number for block, _ in blocks if block.label in roles for line in block.lines
    )
    before = ""
    for block, labels in sorted(blocks, key=lambda b: b[0].label in less):
        if block.label in less and not _all_read(reader, blocks):
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        if may_adjust(block, outline.cover) or may_be_absent(block, outline):
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        several = {code_list("cover-label").tie("listsStatus", label) for label in labels}
        if len(several) > 1 or columns_lost(block, outline):
            # Who was there and who was not cannot be told, or as what.
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        unclear, above = leaves_capacity_open(labels, before), block.first_line
        for line in block.lines:
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


def _parties(text: str) -> bool:
    """Whether anybody on a line has a party."""
    return any(
        printed is not None and printed.party_text is not None
        for printed in map(person_print, split_persons(text))
    )


def _read_line(reader: Reader, seen: SeenLine, found: _List) -> None:
    """Add the persons of a line; a line that is not read whole is unread."""
    draft, line = reader.draft, seen.line
    if ELSEWHERE.fullmatch(line.text):
        draft.problem("attendance-elsewhere", line.number, printed=line.text)
        return
    if VACANT.fullmatch(line.text):
        draft.problem("vacant-seat", line.number, printed=line.text)
        return
    if COUNT.fullmatch(line.text):
        if seen.alone:
            draft.problem("attendance-elsewhere", line.number, printed=line.text)
        return
    if line.text.endswith("*") or label_inside(line.text):
        draft.unread.add(line.number)  # a note may say that this one was not there
        return
    whole = commas_turned(line.text, listed=found.by_surname)
    text = without_heads(whole)
    texts = roll_persons(text) or split_persons(text if text == whole else "")
    absent = code_list("cover-label").tie("listsStatus", seen.label) == "absent"
    told = [(one, printed) for one in texts
            for printed in replaced(one, absent=absent) or (person_print(one),)]  # fmt: skip
    prints = [None if _may_be_away(printed) else _person(reader, printed) for _, printed in told]
    if not found.goes_on:
        found.group = None
    found.goes_on = _GOES_ON.search(line.text) is not None
    for (said, _), printed in zip(told, prints, strict=True):
        if printed is not None:
            led = printed
            if found.in_turn:
                led = in_office(printed, said, seen.office, reader.numbers)
            person = _in_group(reader, seen, said, _for_one(said, led), found)
            _take(reader, seen, given_first(person) if found.reverse else person, found)
    doubtful = any(printed and _of_served(said, printed) for said, printed in told) or any(
        _more_parties(said, [printed for one, printed in told if one == said]) for said in texts
    )
    if not prints or None in prints or doubtful or _left_out(whole, prints):
        draft.unread.add(line.number)


def _may_be_away(printed: PersonPrint | None) -> bool:
    """Whether what stands with a name may say, in words that nobody knows, that they were away."""
    words = (printed.title, printed.affiliation) if printed and not printed.status else ()
    return any(_AWAY.search(word) and not FULL_NAME.search(word) for word in words if word)


def _for_one(said: str, printed: PersonPrint) -> PersonPrint:
    """A person as it is printed; for whom is not told where it is for several, each for a part."""
    if printed.serves_for and _left_out(said, [printed]):
        return replace(printed, serves_for=None, capacity="serving-substitute")
    return replace(printed, roles=()) if _of_served(said, printed) else printed


def _of_served(said: str, printed: PersonPrint) -> bool:
    """Whether an office stands behind the name of who is served for: it may be that one's."""
    at = said.find(printed.serves_for or "") if printed.serves_for else -1
    return at >= 0 and any(said.rfind(text) > at for _, text in printed.roles)


def _more_parties(said: str, prints: Sequence[PersonPrint | None]) -> bool:
    """Whether more parties stand with people than of them and of those named beside them."""
    parties = [str(m["party"]) for m in _PARTY.finditer(said)]
    known = sum(party.isupper() or registry().party(party) is not None for party in parties)
    named = [name for p in prints if p for name in (p.name, p.serves_for, p.served_by) if name]
    return known > len(named)


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


def _take(reader: Reader, seen: SeenLine, printed: PersonPrint, found: _List) -> None:
    """Add a printed person, and note whom for or by whom the seat was taken."""
    if seen.label in code_list("cover-label").marked("lessThePresent") and (
        reader.people.get(printed.name)
    ):
        return
    key = add_participant(reader, seen, printed)
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
