"""Where a text that came with rows says what a confidential item does, outside of its lines.

Whoever gives rows may give an item the line of its heading alone. What it decides stands below.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection

from socsam_opendata.minutes.reading import Reading
from socsam_opendata.model.iris import letters_alone
from socsam_opendata.model.records import Fact
from socsam_opendata.privacy.listed.secret_titles import as_looked_for, may_stand_within

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
# Rows around others: that one begins on a line says nothing of what stands there.
_AROUND = frozenset({"meetings", "sources"})


def lines_below(reading: Reading, items: Collection[str]) -> set[int]:
    """The lines below the heading of an item that has no other, to the next that a row is of."""
    stated = reading.stated
    if stated is None:
        return set()
    length = len(reading.lines) - (len(stated.cells) + 1 if stated.cells else 0)
    begun = {
        row.first_line
        for table, rows in reading.rows.items()
        for row in rows
        if isinstance(row, Fact) and table not in _AROUND
    }
    found: set[int] = set()
    for item in reading.rows["agenda_items"]:
        if item.id in items and item.first_line == item.last_line:
            for number in range(item.last_line + 1, length + 1):
                if number in begun:
                    break
                found.add(number)
    return found


def lines_of_words(reading: Reading, secret: Collection[str], open_: Collection[str]) -> set[int]:
    """The lines that say what secret cells do, word for word; what open cells say too stays."""
    told = "\n".join(_letters(text) for text in open_)
    sought = {
        letters
        for text in secret
        for said in (text, *_SENTENCE.split(text))
        if may_stand_within(letters := _letters(said), said) and letters not in told
    }
    starts, at = [], 0
    parts = [_letters(line) for line in reading.lines]
    for part in parts:
        starts.append(at)
        at += len(part)
    whole = "".join(parts)
    found: set[int] = set()
    for letters in sought:
        place = whole.find(letters)
        while place >= 0:
            end = place + len(letters)
            first, last = bisect_right(starts, place), bisect_right(starts, end - 1)
            found |= {number for number in range(first, last + 1) if parts[number - 1]}
            place = whole.find(letters, end)
    return found


def _letters(text: str) -> str:
    return letters_alone(as_looked_for(text))
