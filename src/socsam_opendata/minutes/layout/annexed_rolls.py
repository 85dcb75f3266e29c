"""A list of attendance in an annex of these minutes, which their cover points at: `Se bilaga 1`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from socsam_opendata.minutes.layout.annexes import ANNEX, NAMED, NOTICE, give_annex
from socsam_opendata.minutes.layout.cover_blocks import (
    CoverBlock,
    cover_label,
    deciding_labels,
)
from socsam_opendata.minutes.layout.cover_columns import begins_roll
from socsam_opendata.minutes.layout.covers import cover_of
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.layout.owners import Owner, Owners
from socsam_opendata.minutes.print.dates import dates
from socsam_opendata.minutes.print.paragraphs import ANY_ONE
from socsam_opendata.minutes.print.persons import person_print, split_persons
from socsam_opendata.minutes.sources.source import Source
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASHES

_NUMBER = r"(?i:(?:protokolls)?bilaga)\s*(?i:nr\.?\s*)?(?P<number>\d{1,3}|[A-ZÅÄÖ])\b"
_POINTS = re.compile(r"(?i:enligt|se|jfr)\b.*")
_NAMES_LIST = re.compile(r"närvaro|deltagar|förteckning|upprop|röstlängd|bilag", re.IGNORECASE)
_BILAGA = re.compile(_NUMBER)
# The heading of an annex: with its title behind it, `Bilaga 1 Närvarolista`, or before it.
_HEADING = re.compile(rf"{_NUMBER}(?:\s*[{DASHES}.,:]?\s+(?P<title>[^.;]{{2,80}})|\s*[.:]?)")
_TITLE_FIRST = re.compile(rf"(?P<title>[^,(]{{3,40}}?)\s*[,(]\s*{_NUMBER}\s*\)?")
# What stands in the title of an annex with those who attended.
_ATTENDING = re.compile(
    r"närvar|deltag|upprop|röstlängd|ledamöter|beslutande|förteckning|protokoll", re.IGNORECASE
)
_VOTES = re.compile(r"voter|omröst", re.IGNORECASE)
# Where other text begins: the heading of an item, or a line as long as no line of a list.
_ITEM = re.compile(rf"(?:#+\s*)?(?:{ANY_ONE}|\d{{1,4}}\s*§|[Pp]unkt\s+\d)")
_LONG = 140
# A list begins so few lines below the heading of its annex.
_NEAR = 8
# So many people with parties begin a list without any label; more without parties.
_FEWEST, _WITHOUT_PARTY = 2, 3
# So many labels that point at lists are tried.
_POINTERS = 4
# The days of the meeting stand in so many lines of the minutes.
_FRONT = 60


@dataclass(frozen=True, slots=True)
class _Pointer:
    """Where the cover points at a list, by index; under which label; the number of its annex."""

    at: int
    label: str
    number: str | None


@dataclass(frozen=True, slots=True)
class _Annex:
    """An annex with such a list: where its heading is, where the list begins and ends, by index,
    the label for people without one, and whether anything stands behind the list."""

    heading: int
    start: int
    end: int
    label: str
    goes_on: bool


def without_annexed_roll(
    live: Sequence[Line], source: Source, owners: Owners
) -> tuple[list[Line], tuple[CoverBlock, ...]]:
    """The lines without a list that their cover points at, and its blocks; none where there is no
    such annex, or nobody can tell that it is one of this meeting."""
    for pointer in islice(_pointers(live), _POINTERS):
        found = _annexed(live, pointer, source)
        if found is None:
            continue
        lines = live[found.start : found.end]
        if cover_label(lines[0].text) is None and not begins_roll(lines[:1], source):
            lines = [Line(lines[0].number, f"{found.label}:"), *lines]
        first = found.start if found.goes_on else found.heading
        for line in live[first : found.start]:
            if line.text:
                owners.give(line.number, Owner("read", NAMED))
        _, blocks = cover_of(lines, source, owners)
        rest = _without_annexes(live, found.end, owners)
        return [*live[:first], *rest], blocks
    return [*live], ()


def _without_annexes(live: Sequence[Line], start: int, owners: Owners) -> Sequence[Line]:
    """What stands behind a list in an annex: nothing, where that is other annexes."""
    rest = live[start:]
    headed = bool(rest) and _heads_annex(rest[0].text)
    signs = {*code_list("cover-label").tied("listsRole"), NOTICE, "signatures"}
    others = any(
        _is_item(live, i) or code_list("cover-label").of_form(live[i].text) in signs
        for i in range(start, len(live)) if live[i].text
    )  # fmt: skip
    if not headed or others:
        return rest
    give_annex(rest, ANNEX, owners)
    return ()


def pointing_labels() -> frozenset[str]:
    """The labels of those present whose people may all stand in another list."""
    labels = code_list("cover-label")
    there = {label for label, status in labels.tied("listsStatus").items() if status == "present"}
    return deciding_labels() | (labels.marked("listsEverybody") & there)


def _pointers(live: Sequence[Line]) -> Iterator[_Pointer]:
    """The labels of those present that have a list elsewhere for their people."""
    labels, wanted = code_list("cover-label"), pointing_labels()
    for at, line in enumerate(live):
        found = cover_label(line.text) if line.text else None
        if found is None or found[0] not in wanted:
            continue
        said = line.text[found[1] :].strip(" .()")
        said = said or next((below.text for below in live[at + 1 : at + 3] if below.text), "")
        if _POINTS.fullmatch(said.strip(" .()")) and _NAMES_LIST.search(said):
            number = _BILAGA.search(said)
            yield _Pointer(at, labels.by_notation[found[0]].sv, number and number["number"].upper())


def _annexed(live: Sequence[Line], pointer: _Pointer, source: Source) -> _Annex | None:
    """The list that a pointer points at."""
    pages = frozenset(source.page_starts)
    items = [at for at in range(len(live)) if _is_item(live, at)]
    told = [(i, day.edtf) for i, line in enumerate(live[:_FRONT]) for day in dates(line.text)]
    for at in range(pointer.at + 1, len(live)):
        title = _title(live, at, pointer.number, pages)
        if title is None or _VOTES.search(title):
            continue
        start = _start(live, at, title, source)
        if start is None:
            continue
        heads = [title, *(line.text for line in live[at + 1 : start])]
        days = {day.edtf for text in heads for day in dates(text)}
        if days and not days & {day for i, day in told if i < at}:
            continue  # it may be of another meeting
        end, goes_on = _end(live, start)
        if items and items[0] < at and end <= items[-1]:
            continue  # it stands in an item
        label = next(filter(None, map(_list_title, heads)), pointer.label)
        own = _list_title(live[at].text) or _TITLE_FIRST.fullmatch(live[at].text)
        return _Annex(at, start, end, label, goes_on and not own)
    return None


def _title(live: Sequence[Line], at: int, number: str | None, pages: Collection[int]) -> str | None:
    """The title of the annex that a line heads, or nothing where it has none; None where it heads
    no annex of that number, and, without a number, no list."""
    text = live[at].text
    if not text or not _stands_below(live, at, pages) or live[at].listed or len(text) > _LONG:
        return None
    match = _HEADING.fullmatch(text) or _TITLE_FIRST.fullmatch(text)
    if match is None:
        return text if _list_title(text) else None
    title = (match["title"] or "").strip()
    listed = _list_title(title) is not None
    if number is None or match["number"].upper() != number:
        return title if number is None and listed else None
    return title if listed or not title or _ATTENDING.search(title) else None


def _stands_below(live: Sequence[Line], at: int, pages: Collection[int]) -> bool:
    """Whether a line stands below an empty one, or where a page begins."""
    above = live[at - 1]
    return not above.text or any(n in pages for n in range(above.number + 1, live[at].number + 1))


def _list_title(text: str) -> str | None:
    """The label of all who attended that a title is, `Närvarolista`; None where it is none."""
    labels = code_list("cover-label")
    found = labels.of_form(text.partition(",")[0].strip(" :"))
    everybody = found in labels.marked("listsEverybody") and found in pointing_labels()
    return labels.by_notation[found].sv if found and everybody else None


def _start(live: Sequence[Line], heading: int, title: str, source: Source) -> int | None:
    """Where a list begins below a heading; None where other text does."""
    people = code_list("cover-label").tied("listsCapacity")
    below = (i for i in range(heading + 1, len(live)) if live[i].text)
    printed = [*islice(below, _NEAR + _WITHOUT_PARTY)]
    for place, at in enumerate(printed[:_NEAR]):
        found = cover_label(live[at].text)
        if found and found[0] in people and not _list_title(live[at].text):
            return at
        if begins_roll([live[at]], source):
            return at
        texts = [live[i].text for i in printed[place : place + _WITHOUT_PARTY]]
        if _are_people(texts, titled=_list_title(title) is not None):
            return at
        if _ends(live, at) or live[at].text[-1] in ".!?":
            return None
    return None


def _are_people(texts: Sequence[str], *, titled: bool) -> bool:
    """Whether lines are people: the first with parties, or, below the title of a list, without."""
    prints = [[person_print(one) for one in split_persons(text)] for text in texts]
    people = [all(row) and bool(row) for row in prints]
    parties = [any(one and one.party_text for one in row) for row in prints]
    if all(people[:_FEWEST]) and all(parties[:_FEWEST]) and len(people) >= _FEWEST:
        return True
    return titled and all(people) and len(people) >= _WITHOUT_PARTY


def _end(live: Sequence[Line], start: int) -> tuple[int, bool]:
    """Where a list ends, and whether what follows is the heading of no annex or item."""
    for at in range(start + 1, len(live)):
        if _ends(live, at):
            return at, False
        if len(live[at].text) > _LONG:
            return at, True
    return len(live), False


def _ends(live: Sequence[Line], at: int) -> bool:
    """Whether a line heads an annex, an item, a notice or signatures."""
    text = live[at].text
    if not text or live[at - 1].text:
        return False
    label = code_list("cover-label").of_form(text)
    return _heads_annex(text) or _is_item(live, at) or label in (NOTICE, "signatures")


def _heads_annex(text: str) -> bool:
    """Whether a line is the heading of an annex."""
    return bool(_HEADING.fullmatch(text) or _TITLE_FIRST.fullmatch(text))


def _is_item(live: Sequence[Line], at: int) -> bool:
    """Whether a line is the heading of an item, and none of the lines of contents."""
    text = live[at].text
    return bool(text and _ITEM.match(text)) and (at == 0 or not live[at - 1].text)
