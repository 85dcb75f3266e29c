"""Keys that are made of printed facts: of a meeting, and of its items.

A meeting is known by its body and its day, and a further sitting on the day by a letter; an item by
its meeting, its § and the letter of its part. Every key of a thing of a meeting starts with that of
the meeting and goes on with a hyphen, so that it tells its meeting by itself.
"""

from __future__ import annotations

import datetime as dt
import re
from string import ascii_lowercase

# What the key of a day's first, second, third ... sitting ends with.
LETTERS: tuple[str, ...] = ("", *ascii_lowercase[1:])
# The key of a meeting, which each key of its things starts with.
_DAY = r"-[0-9]{4}-[0-9]{2}-[0-9]{2}[b-z]?"
MEETING_KEY = rf".+?{_DAY}"
# What the key of a meeting begins with whose body or day its minutes do not say.
UNPLACED = "undated-"
# What the key of another meeting begins with that was given as rows, until all have their letters.
ELSEWHERE = "?"
_MEETING = re.compile(rf"(.+){_DAY}")
_OF_MEETING = re.compile(rf"({MEETING_KEY})(?:-.*)?")
_ORDINAL = re.compile(r"-([1-9][0-9]*)")
_PART_LETTERS = str.maketrans("åäö", "xyz")


def meeting_key(body: str, day: dt.date, letter: str = "") -> str:
    """The key of the meeting of a body on a day, with the letter of a further sitting."""
    return f"{body}-{day.isoformat()}{letter}"


def unplaced_key(sha256: str) -> str:
    """The key that stands for a meeting whose body or day is not known: of its document.

    It is never published.
    """
    return f"{UNPLACED}{sha256[:10]}"


def source_path(meeting: str) -> str:
    """Where the published text of a meeting lies in a package, which a row of `sources` says."""
    return f"sources/{meeting}.txt"


def page_key(meeting: str, page: int) -> str:
    """The key of a page of the document of a meeting."""
    return f"{meeting}-source-page-{page:02}"


def item_key(meeting: str, number: str, part: str | None) -> str:
    """The key of § `number` of a meeting, or of a lettered part of it."""
    return f"{meeting}-{number}{(part or '').translate(_PART_LETTERS)}"


def meeting_of(key: str) -> str | None:
    """The meeting that the key of a thing of it starts with; None for a key without a day."""
    found = _OF_MEETING.fullmatch(key)
    return found[1] if found else None


def body_of(meeting: str) -> str | None:
    """The body in the key of a meeting; None for any other key."""
    found = _MEETING.fullmatch(meeting)
    return found[1] if found else None


def item_of(key: str, meeting: str) -> str:
    """The key of the item that the key of a thing of a meeting starts with, if it is of an item."""
    return f"{meeting}-{key.removeprefix(f'{meeting}-').partition('-')[0]}"


def letter_of(key: str, body: str, day: dt.date) -> str:
    """The letter in the key of a meeting; ValueError for a key that is not that body's and day's.

    `-2`, which was the key of the second sitting before there were letters, is `b`.
    """
    start = meeting_key(body, day)
    rest = key.removeprefix(start)
    ordinal = _ORDINAL.fullmatch(rest)
    if ordinal and 1 < int(ordinal[1]) <= len(LETTERS):
        return LETTERS[int(ordinal[1]) - 1]
    if not key.startswith(start) or rest not in LETTERS:
        raise ValueError(f"'{key[:60]}' is not a key of {start}")
    return rest
