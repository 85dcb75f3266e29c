"""The lists of attendance on a cover: under which labels people stand, and how they are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.minutes.layout.column_parts import whole_label
from socsam_opendata.minutes.layout.cover_blocks import CoverBlock, cover_label, deciding_labels
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.outline import Outline
from socsam_opendata.minutes.layout.rolls import heads_surnames
from socsam_opendata.minutes.print.name_order import begins_with_surnames, has_surnames_first
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.print.persons import person_print, split_persons
from socsam_opendata.minutes.print.surnames import lists_by_surname, lists_in_capitals
from socsam_opendata.minutes.print.titles import without_titles
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH

ELSEWHERE = re.compile(
    r"(?:\d{1,3}\s+(?:\w+\s+){1,2})?\(?(?:enligt|se|jfr)\b.*"
    r"\b(?:förteckning\w*|\w*bilaga\w*|bilagda|närvaro\w*|sid\w*|\w*lista\w*|röstlängd\w*)\b.*",
    re.I,
)
VACANT = re.compile(
    rf"vakant\b.*|\(?ersätter tom .*plats\)?|{DASH}{{2,}}|ingen|inga|.*\bingen närvarande"
    r"|(?:ersättare|ledamot)\s+saknas",
    re.I,
)
# A heading of a list tells how many stand in it: `Ledamöter (7)`.
COUNT = re.compile(
    r"\(\d{1,3}(?:\s+\w+)?\)|\d{1,3}\s+(?:st|personer|ledamöter|medlemmar|ombud|röstberättigade)\.?",
    re.I,
)
# A label has so many words at most.
_WORDS = 5
# Two full names have so many words.
_TWO_NAMES = 4
# An officer's label stands so many lines at most before the next one.
_NEAR = 3
_INSIDE = re.compile(r"\)\s{1,2}([A-ZÅÄÖ][a-zåäö]+)\s+(?=[A-ZÅÄÖ])")
_APART = re.compile(r"\s{2,}")
_WORD_APART = re.compile(r"(?P<word>[A-ZÅÄÖ]\w+)\s{2,}(?P<name>[A-ZÅÄÖ][\w-]+\s[A-ZÅÄÖ][\w-]+)")
# So many people at least make a list under labels that all stand above it.
_STACKED = 3


def may_be_absent(block: CoverBlock, above: CoverBlock | None, outline: Outline) -> bool:
    """Whether a label right below one that goes on with `Frånvarande` may be of the absent, too."""
    lists = code_list("cover-label").tied("listsStatus")
    if not above or not above.lines or lists.get(above.label) != "absent":
        return False
    first, last = above.lines[0].number, above.lines[-1].number
    label = cover_label(outline.lines[first - 1].text) if first > above.first_line else None
    goes_on = label is not None and label[0] in lists
    return goes_on and lists[block.label] != "absent" and block.first_line == last + 1


def may_adjust(block: CoverBlock, above: CoverBlock | None) -> bool:
    """Whether a substitute right below an adjuster may be one of the adjuster."""
    capacity = code_list("cover-label").tied("listsCapacity").get(block.label)
    role = code_list("cover-label").tied("listsRole").get((above or block).label)
    return (
        capacity == code_list("capacity").tied("holdsSeat").get(capacity or "")
        and capacity not in code_list("capacity").marked("decides")
        and role in code_list("role").marked("appointedFirst")
        and sum(len(split_persons(line.text)) for line in block.lines) == 1
    )


def listed_blocks(outline: Outline) -> list[tuple[CoverBlock, tuple[str, ...]]]:
    """The blocks with the labels that their people are listed under.

    An officer with a label of their own right before those who decide is one of these.
    """
    found = [(block, labels_of(block)) for block in outline.cover]
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


def labels_of(block: CoverBlock) -> tuple[str, ...]:
    """The labels of a block that people are listed under; none where it lists no attendance."""
    lists = code_list("cover-label").tied("listsCapacity")
    if block.label in lists and not block.above:
        return (block.label,)
    above = tuple(label for label in block.above if label in lists)
    if block.label in lists:
        return (*above, block.label)
    people = sum(len(split_persons(line.text)) for line in block.lines)
    return above if people >= _STACKED else ()


def leaves_capacity_open(labels: Sequence[str], before: str) -> bool:
    """Whether the labels leave open in what capacity the elected under them are called."""
    lists = code_list("cover-label").tied("listsCapacity")
    seats = code_list("capacity").tied("holdsSeat")
    if len({lists[label] for label in labels if lists[label] in seats}) > 1:
        return True
    absent = code_list("cover-label").tie("listsStatus", labels[-1]) == "absent"
    everybody = labels[-1] in code_list("cover-label").marked("listsEverybody")
    return absent and everybody and seats.get(lists.get(before, "")) == "substitute"


def columns_lost(block: CoverBlock, outline: Outline, beside: int) -> bool:
    """Whether two labels stand beside each other on a line, above people side by side.

    `beside` is how many labels of people stand on that line, this one among them.

    `Beslutande Ersättare` may be one label, where one person a line stands below it.
    """
    whole = [line.text for line in block.lines if line.text == outline.lines[line.number - 1].text]
    if beside > 1 and any(map(_are_apart, whole)):
        return True
    words = outline.lines[block.first_line - 1].text.rstrip(" :").split(" ")
    lists = code_list("cover-label").tied("listsCapacity")
    two = any(
        words[at][:1].isupper()
        and {whole_label(" ".join(words[:at])), whole_label(" ".join(words[at:]))} <= lists.keys()
        for at in range(1, len(words) if len(words) <= _WORDS else 1)
    )
    return two and any(
        len(split_persons(line.text)) > 1
        or (is_name(line.text) and len(line.text.split()) >= _TWO_NAMES)
        for line in block.lines
    )


def _are_apart(text: str) -> bool:
    """Whether several people stand apart on a line, as in columns."""
    return sum(person_print(part) is not None for part in _APART.split(text)) > 1


def label_inside(text: str) -> bool:
    """Whether a label of others stands between two people, as of columns whose places are lost."""
    lists = code_list("cover-label").tied("listsCapacity")
    return any(
        code_list("cover-label").of_form(match[1]) in lists for match in _INSIDE.finditer(text)
    )


def begins_with_label(text: str) -> bool:
    """Whether a word that is no title stands apart before a full name: a label nobody knows."""
    match = _WORD_APART.match(text)
    return match is not None and not without_titles(f"{match['word']} {match['name']}")[0]


def heads_others(line: Line, above: int) -> bool:
    """Whether a line inside a list may be a label that nobody knows, for those who follow."""
    text = line.text
    if len(text.split()) > _WORDS or not text[:1].isupper() or "(" in text:
        return False
    apart = line.number - above > 1 or text.endswith(":")
    return apart and not _no_person(text) and not any(map(person_print, split_persons(text)))


def surnames_first(outline: Outline) -> bool:
    """Whether the lists have surnames first: by their heading, or as signatures, the text of the
    items or the endings of the names tell."""
    labels = code_list("cover-label")
    signing = {*labels.tied("listsRole"), "signatures"}
    signed = [line.text for b in outline.cover if b.label in signing for line in b.lines]
    listed = [line.text for b, labels in listed_blocks(outline) if labels for line in b.lines]
    first = outline.paragraphs[0].first_line if outline.paragraphs else len(outline.lines) + 1
    cover = {line.number for b in outline.cover for line in b.lines}
    told = (line.text for line in outline.lines[first - 1 :] if line.number not in cover)
    people = [text for text in listed if not heads_surnames(text)]
    headed = len(people) < len(listed)
    return headed or has_surnames_first(people, signed, told) or begins_with_surnames(people)


def by_surname(outline: Outline) -> bool:
    """Whether the elected are listed with their surnames before a comma."""
    lists, seats = code_list("cover-label").tied("listsCapacity"), code_list("capacity")
    return lists_by_surname(
        line.text for block, labels in listed_blocks(outline) for line in block.lines
        if labels and lists[labels[-1]] in seats.tied("holdsSeat") and not _no_person(line.text)
    )  # fmt: skip


def in_capitals(outline: Outline) -> bool:
    """Whether people are listed with their surnames first and in capitals."""
    return lists_in_capitals(
        line.text for block, labels in listed_blocks(outline) for line in block.lines
        if labels and not _no_person(line.text)
    )  # fmt: skip


def _no_person(text: str) -> bool:
    """Whether a line of a list says that somebody is missing in it, or where they stand."""
    return any(form.fullmatch(text) for form in (ELSEWHERE, VACANT, COUNT))
