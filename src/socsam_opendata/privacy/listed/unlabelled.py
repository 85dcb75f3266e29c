"""Whoever stands below a line of a list of members that nobody understood: perhaps no member.

A label that the reader does not know (`Tjänstemän:`, `Elever:`, `## Gäster`) is a line that was not
read, and the names below it go on as members. A member has a party where the list prints parties;
who has none there, or stands behind such a label, is not taken for one.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from socsam_opendata.minutes.layout.lines import unmarked
from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.records import Participant
from socsam_opendata.privacy.people import ELECTED


@lru_cache(maxsize=1)
def _attendance() -> frozenset[str]:
    """Who owns the lines of the lists of those present."""
    labels = code_list("cover-label").tied("listsCapacity")
    return frozenset(f"cover: {label}" for label in labels)


def perhaps_no_members(reading: Reading, denied: Collection[int]) -> list[Participant]:
    """Who was read as a member or substitute without a party, in or below denied lines (from 1).

    The secretary is known by that role, wherever the name stands.
    """
    roles = code_list("role")
    named = roles.marked("namesOfficial") & roles.marked("wholeMeeting")
    known = {row.person for row in reading.rows["roles"] if row.role in named}
    elected = {row.id for row in reading.rows["persons"] if row.category == ELECTED} - known
    rows = [row for row in reading.rows["participants"] if row.person in elected]
    with_party = {row.first_line for row in rows if row.party_text}
    found: list[Participant] = []
    doubted = _doubted(reading, denied, with_party) if denied else frozenset()
    found += [row for row in rows if not row.party_text and row.first_line in doubted]
    return found


def _doubted(
    reading: Reading, denied: Collection[int], with_party: Collection[int]
) -> frozenset[int]:
    """The denied lines, and those that follow one in its list until a party is printed again."""
    found: set[int] = set()
    listed, parties, doubt = "", False, False
    for number, (raw, owner) in enumerate(zip(reading.lines, reading.owners, strict=True), 1):
        text = unmarked(raw)
        if owner.state == "ignored" or not text or owner.what not in _attendance():
            continue
        if owner.what != listed:
            listed, parties, doubt = owner.what, False, False
        if number in denied:
            doubt = parties or text.endswith(":") or ":" in text or raw.lstrip().startswith("#")
            found.add(number)
        elif number in with_party:
            parties, doubt = True, False
        elif doubt:
            found.add(number)
    return frozenset(found)
