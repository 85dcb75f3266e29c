"""The numbers of lists in letters and Roman ones, as programs that write documents print them."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# The highest number that is written in letters or in Roman ones.
_HIGHEST = 3_999


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _lettered(count: int) -> str:
    """a to z, then aa to zz, aaa to zzz, as Word has it."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


_HOW: dict[str, Callable[[int], str]] = {
    "lowerLetter": _lettered,
    "upperLetter": lambda count: _lettered(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}


def list_number(count: int, how: str) -> str:
    """A number in a format of Word (`lowerLetter`, `none` ...); in digits where it is unknown."""
    if how == "none":
        return ""
    if how == "decimalZero":
        return f"{count:02}"
    return _HOW.get(how, str)(count) if 1 <= count <= _HIGHEST else str(count)
