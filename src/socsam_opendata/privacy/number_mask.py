"""Numbers and addresses that reach a person: masked wherever they stand, told by their lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from socsam_opendata.model.problems import Problem
from socsam_opendata.model.withheld import NUMBER_MASK
from socsam_opendata.privacy.line_numbers import LineNumbers
from socsam_opendata.privacy.numbers import FoundNumber, Kind, find_numbers

# The problem that tells of each kind.
_CODES: dict[Kind, str] = {
    "identity-number": "identity-number",
    "birth-date": "birth-date",
    "telephone": "phone-number",
    "email": "email-address",
    "home-address": "home-address",
    "bank-account": "bank-account",
}
# These are nothing else wherever they stand; a day of birth may be that of a meeting.
_SAME_ANYWHERE: frozenset[Kind] = frozenset({"identity-number", "telephone", "bank-account"})
_FEWEST_DIGITS = 8
_SIGNS = r"[\s().+/\u2010-\u2015-]{0,3}"
_COUNTRY = rf"(?:(?:\+|00)?46{_SIGNS})?0?{_SIGNS}"
# A cell with a number alone is no longer.
_LONGEST_NUMBER = 60
_WORDS = re.compile(r"[^\W_]")
# A shorter one, such as an extension, is found in the text with the words beside it.
_TELLING = re.compile(
    r"(?:\d\D{0,3}){6}|[@＠﹫]|&(?:amp;)*(?:#|commat)|%(?:25)*40|[(\[{<]\s?(?:at|a|alfa|snabel)\b|\bsnabel",
    re.IGNORECASE,
)


def may_reach(text: str) -> bool:
    """A quick look before `reaches`: whether a text has digits enough, or a sign of an address."""
    return _TELLING.search(text) is not None


def reaches(text: str) -> bool:
    """Whether a person can be told or reached by a text."""
    return bool(find_numbers(text))


def without_numbers(text: str) -> str:
    """A text of a package that others wrote, without what tells or reaches a person."""
    return _masked(text, find_numbers(text)) if may_reach(text) else text


def _masked(text: str, found: Sequence[FoundNumber]) -> str:
    """A text without what was found in it; line ends inside stay, so lines keep their numbers."""
    pieces, end = [], 0
    for one in found:
        pieces += [text[end : one.start], NUMBER_MASK, "\n" * text.count("\n", one.start, one.end)]
        end = one.end
    return "".join(pieces) + text[end:]


def _numbers_in(text: str, found: Iterable[FoundNumber]) -> Iterator[tuple[Kind, str]]:
    """The kinds and the digits of numbers that are the same wherever they are printed."""
    for one in found:
        digits = re.sub(r"\D", "", text[one.start : one.end])
        if one.kind in _SAME_ANYWHERE and len(digits) >= _FEWEST_DIGITS:
            yield one.kind, digits


def _alone(cells: Iterable[str]) -> Iterator[tuple[Kind, str]]:
    """The numbers of cells that say nothing else."""
    for cell in cells:
        if len(cell) <= _LONGEST_NUMBER and may_reach(cell):
            for one in find_numbers(cell):
                if not _WORDS.search(cell[: one.start] + cell[one.end :]):
                    yield from _numbers_in(cell, [one])


def _printed_again(numbers: Iterable[tuple[Kind, str]]) -> Mapping[Kind, re.Pattern[str]]:
    """For each kind what finds its numbers again, with and without a century, a country, signs."""
    forms: dict[Kind, set[str]] = defaultdict(set)
    for kind, digits in numbers:
        own, before = digits, ""
        if kind == "identity-number":
            own, before = digits[-10:], r"(?:1[89]|20)?"
        elif kind == "telephone":
            own, before = digits.removeprefix("00").removeprefix("46").lstrip("0"), _COUNTRY
        forms[kind].add(before + _SIGNS.join(own))
    return {
        kind: re.compile(rf"(?<!\d)(?:{'|'.join(sorted(told))})(?!\d)")
        for kind, told in forms.items()
    }


def _with_more(
    text: str, found: Sequence[FoundNumber], again: Mapping[Kind, re.Pattern[str]]
) -> tuple[FoundNumber, ...]:
    """What was found in a text, and the numbers that are known from elsewhere."""
    more = [
        FoundNumber(kind, *match.span())
        for kind, pattern in again.items()
        for match in pattern.finditer(text)
    ]
    apart: list[FoundNumber] = []
    for one in sorted([*found, *more], key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
        elif one.end > apart[-1].end:
            apart[-1] = FoundNumber(apart[-1].kind, apart[-1].start, one.end)
    return tuple(apart)


class NumberMask:
    """The numbers and addresses of a document, found in its text as a whole.

    `people` are spans of persons in the lines joined by `\\n`, as `find_numbers` takes them. A
    number that is one in any place is one in all, whatever is said before it; so is one that is
    all that one of the `cells` of the rows says.
    """

    def __init__(
        self,
        lines: Sequence[str],
        people: Sequence[tuple[int, int]] | None = None,
        cells: Iterable[str] = (),
    ) -> None:
        self._text = "\n".join(lines)
        self._found = find_numbers(self._text, people)
        self._again = _printed_again([*_numbers_in(self._text, self._found), *_alone(cells)])
        self._found = _with_more(self._text, self._found, self._again)
        printed = {self._text[one.start : one.end] for one in self._found}
        written = (
            r"\s+".join(map(re.escape, text.split()))
            for text in sorted(printed, key=lambda text: (-len(text), text))
        )
        self._printed = re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if printed else None
        self._words = f" {' '.join(self._text.split())} "

    def lines(self) -> list[str]:
        """The lines of the document, masked; as many as before."""
        return _masked(self._text, self._found).split("\n")

    def applied(self, text: str) -> str:
        """A text that was made of the document, such as a cell, masked.

        What was found in the document is known again without the words beside it; a text that
        stands in the document holds no other.
        """
        if self._printed is not None:
            text = self._printed.sub(NUMBER_MASK, text)
        text = _masked(text, _with_more(text, (), self._again))
        if not may_reach(text) or f" {' '.join(text.split())} " in self._words:
            return text
        return _masked(text, find_numbers(text))

    def problems(self) -> list[Problem]:
        """One for each line and kind; none of them repeats a number."""
        lines = LineNumbers(self._text)
        told = {(lines.of(one.start), _CODES[one.kind]) for one in self._found}
        return [Problem(code, line, line) for line, code in sorted(told)]
