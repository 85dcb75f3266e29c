"""Which sitting of a body on a day is which: the letter that the key of its meeting ends with.

The first sitting has none, the second `b`, the third `c`, by the time they start. A key that a
release gave stays with the meeting it was given to, which is recognised by what is printed of it;
a sitting that no release knew takes the next letter that none ever had.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from socsam_opendata.model.keys import LETTERS, letter_of, meeting_key
from socsam_opendata.model.release_records import GivenKey

# The sittings of a body on a day that releases gave keys to: all that was ever printed of each.
GivenLetters = Mapping[str, Sequence["Sitting"]]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is printed of a meeting that tells it from the others of its body on its day."""

    starts_at: dt.time | None
    first_paragraph: str
    last_paragraph: str

    @property
    def span(self) -> tuple[int, int]:
        """Its first and last §."""
        return int(self.first_paragraph), int(self.last_paragraph)


def same_sitting(one: Sitting, other: Sitting) -> bool:
    """Whether two are one sitting: they start at one time, or hold the same §§."""
    return one.starts_at == other.starts_at or one.span == other.span


def _at_one_time(one: Sitting, other: Sitting) -> bool:
    return one.starts_at is not None and one.starts_at == other.starts_at


def _same_span(one: Sitting, other: Sitting) -> bool:
    return one.span == other.span


def _overlap_without_times(one: Sitting, other: Sitting) -> bool:
    """Whether §§ are in both, where the start of one was not known."""
    (first, last), (other_first, other_last) = one.span, other.span
    untimed = one.starts_at is None or other.starts_at is None
    return untimed and first <= other_last and other_first <= last


# What says that two are one sitting, the surest first.
_Sign = Callable[[Sitting, Sitting], bool]
_SIGNS: tuple[_Sign, ...] = (
    lambda one, other: one == other, _at_one_time, _same_span, _overlap_without_times,
)  # fmt: skip


def given_letters(
    keys: Collection[GivenKey],
) -> dict[tuple[str, dt.date], dict[str, list[Sitting]]]:
    """For each body and day the letters that releases gave, with the sittings they were given."""
    found: dict[tuple[str, dt.date], dict[str, list[Sitting]]] = defaultdict(dict)
    for key in keys:
        if key.body and key.day and key.first_paragraph:
            sitting = Sitting(
                key.starts_at, key.first_paragraph, key.last_paragraph or key.first_paragraph
            )
            letter = letter_of(key.row, key.body, key.day)
            found[key.body, key.day].setdefault(letter, []).append(sitting)
    for key in keys:
        if key.body and key.day and _has_left(key):
            # Its address leads elsewhere: the letter is taken, and no sitting has it any more.
            found[key.body, key.day][letter_of(key.row, key.body, key.day)] = []
    return dict(found)


def _has_left(key: GivenKey) -> bool:
    """Whether a meeting was given the key of another body, day or letter."""
    if key.renamed_to is None or key.body is None or key.day is None:
        return False
    letter = letter_of(key.row, key.body, key.day)
    return key.renamed_to != meeting_key(key.body, key.day, letter)


def _recognised(
    sitting: Sitting, sign: _Sign, given: GivenLetters, taken: Collection[str]
) -> str | None:
    """The first letter given to what is this sitting by a sign, or None."""
    for letter in sorted(given):
        if letter not in taken and any(sign(sitting, was) for was in given[letter]):
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
