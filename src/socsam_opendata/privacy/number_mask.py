"""Numbers and addresses that reach a person: masked wherever they stand, told by their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socsam_opendata.model.problems import Problem
from socsam_opendata.privacy.line_numbers import LineNumbers
from socsam_opendata.privacy.numbers import FoundNumber, Kind, find_numbers

NUMBER_MASK = "[uppgift utelämnad]"
# The problem that tells of each kind.
_CODES: dict[Kind, str] = {
    "identity-number": "identity-number",
    "birth-date": "birth-date",
    "telephone": "phone-number",
    "email": "email-address",
    "home-address": "home-address",
    "bank-account": "bank-account",
}
# A shorter one, such as an extension, is found in the text with the words beside it.
_TELLING = re.compile(
    r"(?:\d\D{0,3}){6}|[@＠﹫]|&#|&commat|[(\[{<]\s?(?:at|a|alfa|snabel)\b|\bsnabel", re.IGNORECASE
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


class NumberMask:
    """The numbers and addresses of a document, found in its text as a whole.

    `people` are spans of persons in the lines joined by `\\n`, as `find_numbers` takes them.
    """

    def __init__(
        self, lines: Sequence[str], people: Sequence[tuple[int, int]] | None = None
    ) -> None:
        self._text = "\n".join(lines)
        self._found = find_numbers(self._text, people)
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
        if not may_reach(text) or f" {' '.join(text.split())} " in self._words:
            return text
        return _masked(text, find_numbers(text))

    def problems(self) -> list[Problem]:
        """One for each line and kind; none of them repeats a number."""
        lines = LineNumbers(self._text)
        told = {(lines.of(one.start), _CODES[one.kind]) for one in self._found}
        return [Problem(code, line, line) for line, code in sorted(told)]
