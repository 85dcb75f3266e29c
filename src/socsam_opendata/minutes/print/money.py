"""A printed sum of money of any currency, where a text surely says one: its bounds and scale.

`sums` finds what minutes grant and promise in kronor; here the whole of a short text is asked what
it says, for a cell that stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from socsam_opendata.minutes.print import dates, paragraphs, sums
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.iris import DASH

KRONOR = "SEK"
# Currencies beside those of the vocabulary by their letters, as ISO 4217 has them.
_LETTERS = r"USD|NOK|DKK|GBP|CHF|ISK"
_FOREIGN_MULTIPLES = {"tusen": 1_000, "miljon": 1_000_000, "miljard": 1_000_000_000}
_MULTIPLE = r"(?:(?P<multiple>tusen|miljon|miljard)(?:er)?\s+)?"
# A lower end before a sum: `25 000–50 000 kr`, `25 000 kr till 50 000 kr`, `mellan 1 och 2 mnkr`.
_LOWER = re.compile(
    rf"(?P<number>{sums.NUMBER})\s*(?:{sums.UNITS})?\s*(?:{DASH}|till)\s*$"
    rf"|\bmellan\s+(?P<between>{sums.NUMBER})\s*(?:{sums.UNITS})?\s+och\s+$",
    re.IGNORECASE,
)
_MINUS = re.compile(rf"(?:(?:^|[\s(]){DASH}|\bminus\s)\s?$", re.IGNORECASE)
# A dash, a space and a number at the beginning is a point of a list as well.
_POINT = re.compile(rf"^\s*{DASH}\s+$")
# A sum without öre may be one that has them.
_HALF = Decimal("0.5")
# Words by which the sum that is printed is a part or a multiple of another one, or is said to be
# less or more than something.
_RECKONED = re.compile(
    r"\b(?:gånger|vardera|var|styck|st|à|procent|hälften|halva?|tredjedel\w*|varav|respektive"
    r"|plus|jämte|samt|exkl\w*|(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv))\b|[%+*×]",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"\b(?:ca|cirka|c:a|omkring|ungefär|drygt|knappt|närmare|nästan|runt|uppskattningsvis)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Money:
    """What a text says of money: from `low` to `high`, which are one unless it is a range.

    `step` is what its last printed digit counts; `alone` says that nothing else is printed, and
    `roughly` that the text says so. It ends at `end` of the text.
    """

    low: Decimal
    high: Decimal
    currency: str
    step: Decimal
    end: int
    alone: bool
    roughly: bool

    def is_said_of(self, value: Decimal) -> bool:
        """Whether a value is the printed one, as exactly as it is printed.

        A sign that is not printed may stand in words: `ett underskott på 25 000 kr`.
        """
        if self.low != self.high:
            return False  # one number is not what a range says
        near = self.step if self.roughly else _HALF
        signed = (value,) if self.alone or self.low < 0 else (value, -value)
        return any(abs(one - self.low) <= near for one in signed)


@dataclass(frozen=True, slots=True)
class _Printed:
    number: str
    multiple: int
    currency: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _foreign() -> tuple[re.Pattern[str], dict[str, str]]:
    """Numbers with another currency than kronor behind or before them; the currency of a form."""
    forms = {
        form.casefold(): code.notation
        for code in code_list("currency").codes
        for form in (code.notation, *code.forms)
        if code.notation != KRONOR
    }
    written = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    number = sums.NUMBER
    return re.compile(
        rf"(?P<number>{number})\s*{_MULTIPLE}(?P<unit>{written}|{_LETTERS})(?!\w)"
        rf"|(?<!\w)(?P<ahead>{written}|{_LETTERS})\s*(?P<after>{number})",
        re.IGNORECASE,
    ), forms


def _found(text: str) -> Iterator[_Printed]:
    for match in sums.SUM.finditer(text):
        multiple = sums.multiple_of(match["unit"])
        yield _Printed(match["number"], multiple, KRONOR, match.start(), match.end())
    pattern, forms = _foreign()
    for match in pattern.finditer(text):
        unit = (match["unit"] or match["ahead"]).casefold()
        yield _Printed(
            match["number"] or match["after"],
            _FOREIGN_MULTIPLES.get((match["multiple"] or "").casefold(), 1),
            forms.get(unit, unit.upper()), match.start(), match.end(),
        )  # fmt: skip


def money(text: str) -> Money | None:
    """The one sum, or range, of money that a text surely says; None for none, several or doubt.

    What is reckoned (`3 gånger 5 000 kr`, `10 000 kr vardera`) or has other numbers beside it than
    those of dates is in doubt.
    """
    text = re.sub(r"\s", " ", text)
    found = [*_found(text)]
    lower = _LOWER.search(text[: found[-1].start]) if found else None
    if not found or len([one for one in found if not lower or one.start >= lower.end()]) != 1:
        return None
    printed = found[-1]
    if len(found) > 1 and {one.currency for one in found} != {printed.currency}:
        return None
    before = text[: lower.start() if lower else printed.start]
    if _in_doubt(before, text[printed.end :]):
        return None
    ends = [_value(printed.number) * printed.multiple] * 2
    if lower:
        ends[0] = _lower_end(lower, found, printed)
    if _MINUS.search(before):
        if _POINT.match(before):
            return None
        ends = [-ends[1], -ends[0]]
    return Money(
        ends[0], ends[1], printed.currency, _step(printed.number) * printed.multiple, printed.end,
        not re.search(r"\w", _MINUS.sub("", before) + text[printed.end :]),
        _ROUGHLY.search(text) is not None,
    )  # fmt: skip


def _lower_end(lower: re.Match[str], found: list[_Printed], printed: _Printed) -> Decimal:
    """The lower end of a range: by its own unit, else by that of the upper end."""
    own = next((one for one in found if one.end > lower.start() and one is not printed), None)
    if own is not None:
        return _value(own.number) * own.multiple
    return _value(lower["number"] or lower["between"]) * printed.multiple


def _in_doubt(before: str, after: str) -> bool:
    """Whether words or numbers around a sum may make another one of it."""
    around = f"{before} | {after}"
    if _RECKONED.search(around):
        return True
    for when in reversed(dates.periods(around)):
        around = f"{around[: when.start]} {around[when.end :]}"
    return re.search(r"\d", around) is not None


def _value(number: str) -> Decimal:
    return Decimal(sums.digits_of(number))


def _step(number: str) -> Decimal:
    """What the last printed digit of a number counts."""
    return Decimal(1).scaleb(-len(sums.digits_of(number).partition(".")[2]))


# --- the sums of a longer text ------------------------------------------------------------------

# Beside those words of reckoning that join sums: here any of them may be added to another.
_FACTORS = re.compile(_RECKONED.pattern.replace("plus|jämte|samt|exkl", "exkl"), re.IGNORECASE)
# Numbers that are no factor: §§, and diary numbers and the like.
_OF_OTHERS = re.compile(rf"{paragraphs.PARAGRAPHS.pattern}|\d+\s?[/:]\s?\d+", re.IGNORECASE)
_FREE = re.compile(sums.NUMBER)
# So many sums, and other numbers, of a text are reckoned with; of more nothing is sure.
_MOST_SUMS = 5
_MOST_NUMBERS = 2


@dataclass(frozen=True, slots=True)
class SumsSaid:
    """The sums that a text prints, with their currencies, and the other numbers in it.

    Values of rows are those of it that are no further from them than `near`.
    """

    printed: tuple[tuple[Decimal, str], ...]
    others: tuple[Decimal, ...]
    near: Decimal

    def has_others_than(self, rows: Sequence[tuple[Decimal, str]]) -> bool:
        """Whether a sum is printed that none of these values and currencies is."""
        return any(not any(self._is(*one, *row) for row in rows) for one in self.printed)

    def may_make(self, value: Decimal, currency: str) -> bool:
        """Whether a value is one of the sums, or may be reckoned from them and other numbers."""
        own = [printed for printed, of in self.printed if of == currency]
        totals = {Decimal(0)}
        for one in own:
            totals |= {total + sign * one for total in totals for sign in (1, -1)}
        factors = [*self.others, *(a * b for a, b in combinations(self.others, 2))]
        made = {*totals}
        for factor in (factor for factor in factors if factor and own):
            made |= {made_of for total in totals for made_of in
                     (total * factor, total / factor, total + factor, total - factor)}  # fmt: skip
        return any(abs(abs(value) - abs(one)) <= self.near for one in made if one)

    def _is(self, printed: Decimal, of: str, value: Decimal, currency: str) -> bool:
        return of == currency and abs(abs(value) - printed) <= self.near


def sums_said(text: str) -> SumsSaid | None:
    """The sums that a text prints, where nothing in it reckons with them in words; else None."""
    text = re.sub(r"\s", " ", text)
    found = [*_found(text)]
    if not found or len(found) > _MOST_SUMS:
        return None
    rest = text
    for printed in sorted(found, key=lambda one: one.start, reverse=True):
        rest = f"{rest[: printed.start]} | {rest[printed.end :]}"
    if _FACTORS.search(rest):
        return None
    for when in reversed(dates.periods(rest)):
        rest = f"{rest[: when.start]} {rest[when.end :]}"
    others = [_value(number) for number in _FREE.findall(_OF_OTHERS.sub(" ", rest))]
    if len(others) > _MOST_NUMBERS:
        return None
    roughly = _ROUGHLY.search(text) is not None
    return SumsSaid(
        tuple((_value(one.number) * one.multiple, one.currency) for one in found), tuple(others),
        max(_step(one.number) * one.multiple for one in found) if roughly else _HALF,
    )  # fmt: skip


def prints(text: str, value: Decimal, currency: str) -> bool:
    """Whether a text prints a sum of this value and currency anywhere."""
    found = _found(re.sub(r"\s", " ", text))
    return any(
        one.currency == currency and abs(abs(value) - _value(one.number) * one.multiple) <= _HALF
        for one in found
    )
