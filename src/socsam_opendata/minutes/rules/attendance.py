"""The attendance on the cover: who took part as what, from where, for whom and for how long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from socsam_opendata.minutes.layout.cover_blocks import CoverBlock, cover_label, deciding_labels
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.layout.rolls import without_heads
from socsam_opendata.minutes.print import paragraphs
from socsam_opendata.minutes.print.name_order import given_first, has_surnames_first
from socsam_opendata.minutes.print.names import FULL_NAME, NAME_WITH_PARTY, is_name
from socsam_opendata.minutes.print.persons import (
    PersonPrint,
    person_print,
    says_kind,
    split_persons,
)
from socsam_opendata.minutes.print.replaced import replaced
from socsam_opendata.minutes.print.run_rolls import roll_persons
from socsam_opendata.minutes.print.titles import (
    capacity_of,
    shares_title,
    tells_several,
    without_titles,
)
from socsam_opendata.minutes.rules.attendance_prose import lists_the_absent, read_prose
from socsam_opendata.minutes.rules.cover import Cover
from socsam_opendata.minutes.rules.draft import Reader
from socsam_opendata.minutes.rules.participants import SeenLine, add_participant
from socsam_opendata.minutes.rules.serving import Served, tie_serving
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH, fold

_ELSEWHERE = re.compile(
    r"(?:\d{1,3}\s+(?:\w+\s+){1,2})?\(?(?:enligt|se|jfr)\b.*"
    r"\b(?:förteckning\w*|bilaga\w*|bilagda|närvaro\w*|sid\w*|\w*lista\w*|röstlängd\w*)\b.*",
    re.I,
)
_VACANT = re.compile(
    rf"vakant\b.*|\(?ersätter tom .*plats\)?|{DASH}{{2,}}|ingen|inga|.*\bingen närvarande"
    r"|(?:ersättare|ledamot)\s+saknas",
    re.I,
)
# A heading of a list tells how many stand in it: `Ledamöter (7)`.
_COUNT = re.compile(
    r"\(\d{1,3}(?:\s+\w+)?\)|\d{1,3}\s+(?:st|personer|ledamöter|medlemmar|ombud|röstberättigade)\.?",
    re.I,
)
# A title in front of several is that of so many people at least.
_TOGETHER = 2
# A label has so many words at most.
_WORDS = 5
# An officer's label stands so many lines at most before the next one.
_NEAR = 3
_INSIDE = re.compile(r"\)\s{1,2}([A-ZÅÄÖ][a-zåäö]+)\s+(?=[A-ZÅÄÖ])")
_AWAY = re.compile(
    r"\b(?:inte|ej|icke|aldrig|sjuk(?:a|skriven|anmäld\w*|frånv\w*)?|frånv\w*|förhind\w*|förfall\w*|uteb\w*|\w*ledig|borta|sakna\w*)\b",
    re.I,
)
_BEHIND_NAME = re.compile(r"[,(]")
# A line inside an enumeration ends so.
_GOES_ON = re.compile(r"(?:,|\boch|\bsamt)$")
# So many people at least make a list under labels that all stand above it.
_STACKED = 3


@dataclass
class _List:
    """What is collected of the attendance."""

    served: Served = field(default_factory=Served)
    reverse: bool = False
    group: str | None = None  # the word for a capacity before a name, for those named after it
    goes_on: bool = False  # whether the line before ends inside an enumeration


def read_attendance(reader: Reader, cover: Cover, outline: Outline) -> None:
    """The participants, one row a printed person; lines that are no person stay unread."""
    stated = paragraphs.numbers_of(cover.paragraphs) if cover.paragraphs else ()
    numbers = stated or tuple(p.number for p in outline.paragraphs)
    found = _List(reverse=_surname_first(outline))
    less = code_list("cover-label").marked("lessThePresent")
    blocks = [(block, labels) for block, labels in _lists(outline) if labels]
    listed = (line.text for block, _ in blocks for line in block.lines)
    parties = any("(" in text and _parties(text) for text in listed)
    before = ""
    for block, labels in sorted(blocks, key=lambda b: b[0].label in less):
        if block.label in less and not _all_read(reader, blocks):
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        if _may_adjust(block, outline.cover) or _under_absent(block, outline):
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        if len({code_list("cover-label").tie("listsStatus", label) for label in labels}) > 1:
            # Who was there and who was not cannot be told.
            reader.draft.unread.update(line.number for line in block.lines)
            continue
        unclear, above = _unclear(labels, before), block.first_line
        but = next((i for i, line in enumerate(block.lines) if lists_the_absent(line.text)), None)
        reader.draft.unread.update(line.number for line in block.lines[but:] if but is not None)
        for line in block.lines[:but]:
            unclear = unclear or _heads_others(line, above) or _label_inside(line.text)
            above = line.number
            alone = len(block.lines) == 1
            _read_line(reader, SeenLine(labels, line, numbers, parties, unclear, alone), found)
        before = labels[-1]
    read_prose(reader, outline.title)
    tie_serving(reader, found.served)


def _under_absent(block: CoverBlock, outline: Outline) -> bool:
    """Whether a label right below one that goes on with `Frånvarande` may be of the absent, too."""
    at = next((i for i, other in enumerate(outline.cover) if other is block), 0)
    above = outline.cover[at - 1] if at else None
    lists = code_list("cover-label").tied("listsStatus")
    if not above or not above.lines or lists.get(above.label) != "absent":
        return False
    first, last = above.lines[0].number, above.lines[-1].number
    label = cover_label(outline.lines[first - 1].text) if first > above.first_line else None
    goes_on = label is not None and label[0] in lists
    return goes_on and lists[block.label] != "absent" and block.first_line == last + 1


def _may_adjust(block: CoverBlock, cover: Sequence[CoverBlock]) -> bool:
    """Whether a substitute right below an adjuster may be one of the adjuster."""
    at = next((i for i, other in enumerate(cover) if other is block), 0)
    above = cover[at - 1] if at else block
    capacity = code_list("cover-label").tied("listsCapacity").get(block.label)
    role = code_list("cover-label").tied("listsRole").get(above.label)
    return (
        capacity == code_list("capacity").tied("holdsSeat").get(capacity or "")
        and capacity not in code_list("capacity").marked("decides")
        and role in code_list("role").marked("appointedFirst")
        and sum(len(split_persons(line.text)) for line in block.lines) == 1
    )


def _lists(outline: Outline) -> list[tuple[CoverBlock, tuple[str, ...]]]:
    """The blocks with the labels that their people are listed under.

    An officer with a label of their own right before those who decide is one of these.
    """
    found = [(block, _labels(block)) for block in outline.cover]
    officers = code_list("cover-label").tied("listsRole")
    whole = deciding_labels()
    for i in range(len(found) - 2, -1, -1):
        block, labels = found[i]
        following = found[i + 1]
        near = following[0].first_line - block.first_line <= _NEAR
        if (
            not labels
            and near
            and block.label in officers
            and following[1][-1:]
            and (following[1][-1] in whole and (officers[block.label] in _presiding()))
        ):
            found[i] = (block, (following[1][-1],))
    return found


def _presiding() -> frozenset[str]:
    """The roles of those who sit in a seat of the body and lead it."""
    roles = code_list("role")
    others = roles.marked("namesOfficial") | roles.marked("appointedFirst")
    return roles.marked("wholeMeeting") - others


def _all_read(reader: Reader, blocks: Sequence[tuple[CoverBlock, tuple[str, ...]]]) -> bool:
    """Whether nobody of those present was left unread, so that who is not among them was absent."""
    lists, less = code_list("cover-label"), code_list("cover-label").marked("lessThePresent")
    present = [
        line.number for block, labels in blocks for line in block.lines
        if block.label not in less and lists.tie("listsStatus", labels[-1]) != "absent"
    ]  # fmt: skip
    return bool(present) and not reader.draft.unread & {*present}


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


def _label_inside(text: str) -> bool:
    """Whether a label of others stands between two people, as of columns whose places are lost."""
    lists = code_list("cover-label").tied("listsCapacity")
    return any(
        code_list("cover-label").of_form(match[1]) in lists for match in _INSIDE.finditer(text)
    )


def _heads_others(line: Line, above: int) -> bool:
    """Whether a line inside a list may be a label that nobody knows, for those who follow."""
    text = line.text
    if len(text.split()) > _WORDS or not text[:1].isupper() or "(" in text:
        return False
    apart = line.number - above > 1 or text.endswith(":")
    said = _ELSEWHERE.fullmatch(text) or _VACANT.fullmatch(text) or _COUNT.fullmatch(text)
    return apart and not said and not any(map(person_print, split_persons(text)))


def _surname_first(outline: Outline) -> bool:
    """Whether the lists have surnames first, as the signatures of the same people tell."""
    labels = code_list("cover-label")
    signing = {*labels.tied("listsRole"), "signatures"}
    signed = [line.text for b in outline.cover if b.label in signing for line in b.lines]
    listed = [line.text for b, labels in _lists(outline) if labels for line in b.lines]
    return has_surnames_first(listed, signed)


def _read_line(reader: Reader, seen: SeenLine, found: _List) -> None:
    """Add the persons of a line; a line that is not read whole is unread."""
    draft, line = reader.draft, seen.line
    if _ELSEWHERE.fullmatch(line.text):
        draft.problem("attendance-elsewhere", line.number, printed=line.text)
        return
    if _VACANT.fullmatch(line.text):
        draft.problem("vacant-seat", line.number, printed=line.text)
        return
    if _COUNT.fullmatch(line.text):
        if seen.alone:
            draft.problem("attendance-elsewhere", line.number, printed=line.text)
        return
    if line.text.endswith("*") or _label_inside(line.text):
        draft.unread.add(line.number)  # a note may say that this one was not there
        return
    text = without_heads(line.text)
    texts = roll_persons(text) or split_persons(text if text == line.text else "")
    absent = code_list("cover-label").tie("listsStatus", seen.label) == "absent"
    told = [(one, printed) for one in texts
            for printed in replaced(one, absent=absent) or (person_print(one),)]  # fmt: skip
    prints = [None if _may_be_away(printed) else _person(reader, printed) for _, printed in told]
    prints = _with_shared_part(prints)
    if not found.goes_on:
        found.group = None
    found.goes_on = _GOES_ON.search(line.text) is not None
    for (said, _), printed in zip(told, prints, strict=True):
        if printed is not None:
            person = _in_group(reader, seen, said, _for_one(said, printed), found)
            _take(reader, seen, given_first(person) if found.reverse else person, found)
    doubtful = any(printed and _of_served(said, printed) for said, printed in told)
    if not prints or None in prints or doubtful or _left_out(line.text, prints):
        draft.unread.add(line.number)


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
