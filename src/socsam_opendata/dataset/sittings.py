"""Which sitting of a body on a day is which: the letter that the key of its meeting ends with.

The first sitting has none, the second `b`, the third `c`, by the time they start. A key that a
release gave stays with the meeting it was given to, which is recognised by what is printed of it:
its start, its §§, and its items. A sitting that no release knew takes the next letter that none
ever had, and so does one where a § would give the key of one item to another.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from socsam_opendata.model.keys import LETTERS, letter_of, meeting_key
from socsam_opendata.model.release_records import GivenKey
from socsam_opendata.model.sitting import (
    ItemContent,
    Items,
    Sitting,
    at_one_time,
    other_items,
    same_items,
    same_span,
    share_paragraphs,
    untimed,
)
from socsam_opendata.settings.history import Given

# The sittings of a body on a day that releases gave keys to: all that was ever printed of each.
GivenLetters = Mapping[str, Sequence[Sitting]]

# What says that a sitting is the one a key was given to, the surest first. Another time and other
# §§ together say that it is not, and so do other items, whatever the time and the §§.
_Sign = Callable[[Sitting, Sitting], bool]
_SIGNS: tuple[_Sign, ...] = (
    lambda one, other: one == other,
    lambda one, other: same_span(one, other) and same_items(one, other),
    lambda one, other: (
        at_one_time(one, other) and same_span(one, other) and not other_items(one, other)
    ),
    lambda one, other: at_one_time(one, other) and not other_items(one, other),
    lambda one, other: (
        untimed(one, other) and share_paragraphs(one, other) and not other_items(one, other)
    ),
)


def same_sitting(one: Sitting, other: Sitting) -> bool:
    """Whether two of a body and a day are one sitting, by any sign."""
    return any(sign(one, other) for sign in _SIGNS)


_Likeness = Callable[[ItemContent | None, ItemContent], bool]


def _same(one: ItemContent | None, other: ItemContent) -> bool:
    return one == other and other.has_text


def _alike(one: ItemContent | None, other: ItemContent) -> bool:
    """Whether two items have the same title or the same text; the other may be corrected."""
    return one is not None and (
        one.title == other.title or (one.text == other.text and one.has_text)
    )


def _came(item: ItemContent, number: str, before: Items, after: Items, likeness: _Likeness) -> bool:
    """Whether an item stands under another § after, where it did not stand before."""
    return any(
        likeness(found, item) and not likeness(before.get(other), item)
        for other, found in after.items()
        if other != number
    )


def _exchanged(number: str, now: Items, given: Items, likeness: _Likeness) -> bool:
    """Whether what was under a § has another one now, or what is under it had another one."""
    return _came(given[number], number, given, now, likeness) or _came(
        now[number], number, now, given, likeness
    )


def _exchanges_items(now: Items, given: Sitting) -> bool:
    """Whether a § has another item than the one that its key was given to.

    It left its § by a release, or the old item or the new one stands under two §§, before and
    after; otherwise the item was corrected, title and text.
    """
    for number in now.keys() & given.items.keys():
        is_now, was = now[number], given.items[number]
        if is_now != was and _exchanged(number, now, given.items, _same):
            return True
        if not _alike(is_now, was) and (
            number in given.left or _exchanged(number, now, given.items, _alike)
        ):
            return True
    return False


def given_letters(
    given: Given,
) -> dict[tuple[str, dt.date], dict[str, list[Sitting]]]:
    """For each body and day the letters that releases gave, with the sittings they were given."""
    found: dict[tuple[str, dt.date], dict[str, list[Sitting]]] = defaultdict(dict)
    keys = given.keys
    items, left = _given_items(given)
    for key, body, day in _of_meetings(keys):
        letter = letter_of(key.row, body, day)
        meeting = meeting_key(body, day, letter)
        sitting = Sitting(
            key.starts_at, key.first_paragraph, key.last_paragraph or key.first_paragraph,
            items.get(meeting, {}), frozenset(left.get(meeting, ())),
        )  # fmt: skip
        found[body, day].setdefault(letter, []).append(sitting)
    for key, body, day in _of_meetings(keys):
        if _has_left(key, body, day):
            # Its address leads elsewhere: the letter is taken, and no sitting has it any more.
            found[body, day][letter_of(key.row, body, day)] = []
    return dict(found)


def _of_meetings(keys: Iterable[GivenKey]) -> Iterator[tuple[GivenKey, str, dt.date]]:
    """The keys of meetings, with body and day."""
    for key in keys:
        if key.body and key.day:
            yield key, key.body, key.day


def _given_items(
    given: Given,
) -> tuple[dict[str, dict[str, ItemContent]], dict[str, set[str]]]:
    """The items of each meeting as the last release had them that told of them; §§ they left.

    What was once a number (`-2`) is the meeting with the letter.
    """
    lettered = {
        key.row: meeting_key(body, day, letter_of(key.row, body, day))
        for key, body, day in _of_meetings(given.keys)
    }
    found: dict[str, dict[str, ItemContent]] = defaultdict(dict)
    left: dict[str, set[str]] = defaultdict(set)
    for key in given.keys:
        if key.meeting and key.number and key.title_digest and key.text_digest:
            meeting, number = (
                lettered.get(key.meeting, key.meeting),
                f"{key.number}{key.part or ''}",
            )
            found[meeting][number] = ItemContent(key.title_digest, key.text_digest)
            gone = key.renamed_to or key.row in given.withdrawn
            (left[meeting].add if gone else left[meeting].discard)(number)
    return found, left


def _has_left(key: GivenKey, body: str, day: dt.date) -> bool:
    """Whether a meeting was given the key of another body, day or letter."""
    letter = letter_of(key.row, body, day)
    return key.renamed_to not in (None, meeting_key(body, day, letter))


def _recognised(
    sitting: Sitting, sign: _Sign, given: GivenLetters, taken: Collection[str]
) -> str | None:
    """The first letter given to what is this sitting by a sign, or None."""
    for letter in sorted(given):
        if letter in taken or any(_exchanges_items(sitting.items, was) for was in given[letter]):
            continue
        if any(sign(sitting, was) for was in given[letter]):
            return letter
    return None


def letters(found: Sequence[Sitting], given: GivenLetters) -> list[str]:
    """The letter of each sitting of a body on a day, which come in the order of their times.

    ValueError when there are more sittings than letters.
    """
    chosen: dict[int, str] = {}
    for sign in _SIGNS:
        for number, sitting in enumerate(found):
            taken = chosen.values()
            letter = None if number in chosen else _recognised(sitting, sign, given, taken)
            if letter is not None:
                chosen[number] = letter
    free = [letter for letter in LETTERS if letter not in given]
    new = [number for number in range(len(found)) if number not in chosen]
    chosen |= dict(zip(new, free, strict=False))
    if len(chosen) < len(found):
        raise ValueError(f"there are only {len(LETTERS)} letters")
    return [chosen[number] for number in range(len(found))]
