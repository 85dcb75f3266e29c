"""What the rows of a named question can be chosen by: its columns, each with the kind it declares.

A question names them in its comment `columns`, in the order of its SELECT: `date=day inner=text?`,
where the question mark says that a row may have nothing there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from socsam_opendata.errors import refused
from socsam_opendata.texts import Phrase

_Wanted = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A column of a named question that keeps the rows with a value in it.

    `kind` is what its values are: `text`; `day`; `period` (EDTF, such as 2025-12); `count`;
    `decimal`; `number` as it is printed, such as 2 or 2 a; `paragraph`, such as § 17. `optional` is
    true where a row may have nothing in it, which None asks for.
    """

    name: str
    kind: str
    optional: bool

    def wanted(self, value: object) -> _Wanted:
        """What a row must have there; ArgumentError for a value of another kind.

        Decimals and counts are compared by their value, all else by its text.
        """
        if value is None and self.optional:
            return None
        found = _KINDS[self.kind](value)
        if found is not None:
            return found
        kind = Phrase(f"errors.argument.is.parameter.{self.kind}")
        raise refused(self.name, value, _or_none(kind) if self.optional else kind)


def _or_none(kind: Phrase) -> Phrase:
    return Phrase("errors.argument.is.or-none", {"kind": kind})


def checked_value(name: str, value: object) -> _Wanted:
    """What a cell of any answer is compared with; ArgumentError for what is no value of a cell."""
    if value is None or isinstance(value, str):
        return value
    number = _decimal(value)
    found = _day(value) if number is None else number
    if found is None:
        raise refused(name, value, _or_none(Phrase("errors.argument.is.value")))
    return found


def is_in(cell: str | None, wanted: _Wanted) -> bool:
    """Whether a cell of an answer has a value."""
    if cell is None or not isinstance(wanted, Decimal):
        return cell == wanted
    return _decimal(cell) == wanted


# --- kinds ------------------------------------------------------------------------------------


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _day(value: object) -> str | None:
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            return None
    is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return value.isoformat() if isinstance(value, dt.date) and is_day else None


def _period(value: object) -> str | None:
    return value if isinstance(value, str) else _day(value)


def _decimal(value: object) -> Decimal | None:
    if not isinstance(value, str | Decimal) and _whole(value) is None:
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _count(value: object) -> Decimal | None:
    found = None if isinstance(value, Decimal) else _decimal(value)
    return found if found is not None and found == found.to_integral_value() else None


def _number(value: object) -> str | None:
    return str(value) if _whole(value) is not None else _text(value)


def _paragraph(value: object) -> str | None:
    return f"§ {value}" if _whole(value) is not None else _text(value)


_KINDS: dict[str, Callable[[object], str | Decimal | None]] = {
    "text": _text,
    "day": _day,
    "period": _period,
    "count": _count,
    "decimal": _decimal,
    "number": _number,
    "paragraph": _paragraph,
}


def parameters(header: str) -> tuple[Parameter, ...]:
    """The parameters that a comment `columns` declares; none where one of them has no kind."""
    found = []
    for part in header.split():
        name, _, kind = part.partition("=")
        if kind.removesuffix("?") not in _KINDS:
            return ()
        found.append(Parameter(name, kind.removesuffix("?"), kind.endswith("?")))
    return tuple(found)
