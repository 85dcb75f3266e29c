"""Printed sums of money in Swedish kronor to values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from socsam_opendata.model.kinds import Number

_SUMMISH = re.compile(r"\d(?:.{0,20}?(?:kr|sek)|:-)", re.I | re.S)
_MULTIPLES = {
    "tkr": 1_000, "t.kr": 1_000, "tusen kronor": 1_000, "tusen kr": 1_000,
    "mkr": 1_000_000, "m.kr": 1_000_000, "mnkr": 1_000_000, "miljon kronor": 1_000_000,
    "miljoner kronor": 1_000_000, "miljoner kr": 1_000_000, "miljon kr": 1_000_000,
    "mdkr": 1_000_000_000, "miljarder kronor": 1_000_000_000, "miljard kronor": 1_000_000_000,
    "miljarder kr": 1_000_000_000,
}  # fmt: skip
# What stands behind a number that is a sum, the longest first.
UNITS = "|".join(
    re.escape(u).replace(r"\ ", r"\s+")
    for u in sorted([*_MULTIPLES, "kronor", "kr", "sek"], key=len, reverse=True)
)
# Digits in groups of three (by a space or a point) or not, and decimals behind a comma or a point.
_GROUPED = r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?"
NUMBER = rf"(?<![\d,.:])(?:{_GROUPED}|\d+(?:[,.]\d+)?)"
SUM = re.compile(
    rf"(?P<number>{NUMBER})(?::-|\s*(?P<unit>{UNITS})(?:\.(?!\w))?(?=\W|$))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money in kronor and where it stands in the text."""

    value: Decimal
    start: int
    end: int


def sums_in(text: str) -> tuple[Sum, ...]:
    """Every printed sum in Swedish kronor, multiples worked out: `1,2 miljoner kronor`."""
    return tuple(
        Sum(value.quantize(Decimal("0.01")), start, end)
        for value, start, end in _printed_sums(text)
        if value < Number.too_large
    )


def too_large_sums(text: str) -> tuple[str, ...]:
    """What is printed as a sum and is larger than any table holds."""
    return tuple(
        text[start:end] for value, start, end in _printed_sums(text) if value >= Number.too_large
    )


def _printed_sums(text: str) -> Iterator[tuple[Decimal, int, int]]:
    if not _SUMMISH.search(text):
        return
    for match in SUM.finditer(text):
        value = Decimal(digits_of(match["number"])) * multiple_of(match["unit"])
        yield value, match.start(), match.end()


def digits_of(number: str) -> str:
    """A printed number with a point before its decimals and nothing between its digits."""
    if re.fullmatch(_GROUPED, number):
        number = number.replace(".", "")
    return number.replace(" ", "").replace(",", ".")


def multiple_of(unit: str | None) -> int:
    """What a printed unit of a sum makes of its number: 1 000 of `tkr`."""
    return _MULTIPLES.get(" ".join((unit or "kr").casefold().split()), 1)
