"""The lines that list people or addressees, and those of them that are not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from socsam_opendata.minutes.layout.annexes import PARTS_NOT_READ
from socsam_opendata.minutes.layout.lines import read_line, unmarked
from socsam_opendata.minutes.layout.owners import Owner
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.privacy.listed.labels import list_label_of
from socsam_opendata.privacy.listed.understood import Understanding

# A line below a label that has at most so many words and does not end as a sentence is listed.
_LONGEST_LISTED = 14
# A longer line that ends as a sentence is prose.
_LONGEST_ENTRY = 12
_ADDRESSEES = "dispatch"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a line of an item lists: addressees, or people who speak or are present."""

    text: str
    addressees: bool


@lru_cache(maxsize=1)
def cover_lists() -> frozenset[str]:
    """Who owns the lines of the cover that list people: attendance, signatures, roles."""
    labels = code_list("cover-label")
    listing = {*labels.tied("listsCapacity"), *labels.tied("listsRole"), "signatures"}
    return frozenset(f"cover: {label}" for label in listing)


@lru_cache(maxsize=1)
def _sections() -> frozenset[str]:
    """The sections of an item that list people or addressees."""
    return frozenset({*code_list("section").tied("listsRole"), _ADDRESSEES})


def listed_in_items(reading: Reading) -> Iterator[tuple[int, Listed]]:
    """Lines of the items that list people or addressees: number (from 1), and what is listed."""
    open_list: bool | None = None
    blank = empty = False
    for number, (raw, owner) in enumerate(zip(reading.lines, reading.owners, strict=True), 1):
        text = unmarked(raw)
        apart = owner.what in PARTS_NOT_READ  # nobody read it, and it is published
        if (owner.state == "ignored" and not apart) or not text:
            blank = True
            continue
        if owner.what.startswith("cover: ") or owner.what in ("title", "table of contents"):
            open_list, blank = None, False
            continue
        found = list_label_of(read_line(number, raw).text)
        if found is not None:
            open_list, blank, empty = found.addressees, False, not found.rest
            if found.rest:
                yield number, Listed(found.rest, found.addressees)
            continue
        if _begins_other(owner):
            open_list = None
        elif owner.what in _sections() or (
            open_list is not None and _goes_on(raw, text, blank and not empty, open_list)
        ):
            sent = owner.what == _ADDRESSEES if open_list is None else open_list
            yield number, Listed(read_line(number, raw).text, sent)
        else:
            open_list = None
        blank = empty = False


def _begins_other(owner: Owner) -> bool:
    return owner.what in ("section heading", "paragraph heading", "part heading")


def _goes_on(raw: str, text: str, blank: bool, addressees: bool) -> bool:
    """Whether a line below a label, or below a line of its list, is listed there too."""
    short = len(text.split()) <= _LONGEST_LISTED and text[-1] not in ".:!?"
    if not blank:
        return True
    return short and (addressees or "," in text or read_line(1, raw).listed)


def lines_of_lists(reading: Reading, in_items: Iterable[int]) -> frozenset[int]:
    """The lines of the cover and of the items that list people or addressees."""
    cover = {
        number
        for number, owner in enumerate(reading.owners, 1)
        if owner.what in cover_lists() and owner.state != "ignored"
    }
    return frozenset(cover.union(in_items))


def unread_in_items(listed: Mapping[int, Listed], understanding: Understanding) -> frozenset[int]:
    """The lines of lists within items that are not read whole; `listed` are their lines."""
    return frozenset(
        number
        for number, one in listed.items()
        if not _is_prose(one.text)
        and (
            understanding.strange(one.text) if one.addressees else understanding.doubtful(one.text)
        )
    )


def _is_prose(text: str) -> bool:
    return text.endswith((".", "!", "?")) and len(text.split()) > _LONGEST_ENTRY


def unread_on_cover(
    reading: Reading, understanding: Understanding, organizations: Mapping[int, Sequence[str]]
) -> frozenset[int]:
    """The lines of the cover's lists that nobody read, or of which not every word is understood.

    `organizations` are, by their lines, names that the document introduces and that are published.
    """
    found = set()
    # A list may stand in one row of a table, with the title of the minutes.
    listed = {
        number
        for row in reading.rows["participants"]
        for number in range(row.first_line, row.last_line + 1)
    }
    for number, (raw, owner) in enumerate(zip(reading.lines, reading.owners, strict=True), 1):
        if owner.what not in cover_lists() and number not in listed:
            continue
        if owner.state == "ignored":
            continue
        text = unmarked(raw)
        if owner.state == "unread":
            found.add(number)
            continue
        for name in organizations.get(number, ()):
            text = text.replace(name, " ")
        if text.strip() and understanding.strange(text, loose=True):
            found.add(number)
    return frozenset(found)
