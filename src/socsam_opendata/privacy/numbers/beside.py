"""The words that stand beside a number: just before it, on the line above, over its column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

# How far back a word may stand and still speak of the number.
_REACH = 64
# Between a word and its number stand signs, one line end, and small words that say nothing.
_SIGNS = re.compile(r"(?:\([0-9]{1,2} |[^\w\n]|_|\n(?!\s*\n))*")
_SMALL_WORDS_TEXT = """
    nr nummer numret är var har med den d dag på till om vid i alt hem hemma arbete arb bostad
    privat direkt kväll jour samt och eller kl dagtid kvällstid enligt mig oss honom henne dem
    ååmmdd ååååmmdd åååå mm dd nnnn xxxx yymmdd yyyymmdd uppgift utgör lyder siffror
    måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())
_WORD = re.compile(r"[^\W\d_]+|[☎☏✆📞📱📠🕿]")
_LONGEST_WORD = 36
_LONGEST_LINE = 4000


def word_before(words: str) -> re.Pattern[str]:
    """A pattern for one of the words (a pattern of alternatives) that ends a stretch of text."""
    return re.compile(rf"(?<![^\W\d_])(?:{words})[.:]?\Z", re.IGNORECASE)


def any_before(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for what any of the given ones finds: one look where most find nothing."""
    return re.compile("|".join(pattern.pattern for pattern in patterns), re.IGNORECASE)


# What a number is that reaches nobody, whatever it looks like.
OTHER_NUMBER = word_before(
    r"d(?:ia?)?(?:rie)?[.]?[ -]?n(?:r|ummer)|diarie(?:beteckning|fört(?: som)?)|doss?ié(?:r|nr)?"
    r"|(?:ärende|faktura|beslut(?:s)?|kund|order|artikel|avtals?|löp|protokolls?|projekt|serie"
    r"|referens|ref|mätar|ritnings|leverantörs|verifikations|ver|inventarie|anläggnings|objekts?"
    r"|upphandlings|register)[.]?[ -]?(?:n(?:r|um(?:mer|ret))|id|kod)|avtal|faktura|konto|projekt"
    r"|klockan|ocr|isbn|issn|doi|ean|gtin|urn"
    r"|kod|koordinat(?:er|erna)?|ansvar|verksamhet|aktivitet|objekt|version|sha-?256|md5|sfs|prop"
)
# A sum or a count: digits before these words are no number of anybody.
_COUNTED = re.compile(
    r" ?(?:kr(?:onor)?|tkr|t ?kr|mnkr|mkr|mdkr|miljoner|miljarder|sek|euro?|€|\$|procent|%|st"
    r"|stycken|kvm|m2|m²|km|meter|kg|ton|liter|mwh|kwh|:-|,\d\d?(?!\d)|personer|invånare|timmar)(?!\w)",
    re.IGNORECASE,
)


def is_counted(text: str, end: int) -> bool:
    """Whether what stands before `end` is a sum or a count: `850 412 kronor`."""
    return _COUNTED.match(text, end, end + 16) is not None


class NearbyWords:
    """The words beside the numbers of a plain text; looked up by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._headers = _headers(text) if "|" in text else {}
        spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._near: dict[int, list[int]] = {}

    def before(self, start: int, words: re.Pattern[str]) -> bool:
        """Whether one of the words speaks of the number at `start`."""
        if start not in self._near:
            self._near[start] = list(self._words_before(start))
        if any(self._ends_with(words, end) for end in self._near[start]):
            return True
        return self.under(start, words)

    def under(self, start: int, words: re.Pattern[str]) -> bool:
        """Whether one of the words is the header of the column that the number stands in."""
        over = self._over(start) if self._headers else ""
        return bool(over) and words.search(over.rstrip(" :*")) is not None

    def _ends_with(self, words: re.Pattern[str], end: int) -> bool:
        dotted = self.text.startswith((".", ":"), end)
        return words.search(self.text, max(0, end - _LONGEST_WORD), end + dotted) is not None

    def _words_before(self, start: int) -> Iterator[int]:
        """Where the words before a place end, back to the first that is no small one."""
        n = bisect_right(self._ends, start) - 1
        at = start
        while n >= 0 and start - self._ends[n] <= _REACH:
            begin, end = self._starts[n], self._ends[n]
            if not _SIGNS.fullmatch(self.text, end, at):
                return
            yield end
            if self.text[begin:end].casefold() not in _SMALL_WORDS:
                return
            n, at = n - 1, begin

    def _over(self, start: int) -> str:
        """The header of the column that the place stands in, empty outside a table."""
        line = self.text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
        header = self._headers.get(line)
        if header is None:
            return ""
        cells = header.split("|")
        column = self.text.count("|", line, start)
        return cells[column].strip() if column < len(cells) else ""


def _headers(text: str) -> dict[int, str]:
    """By the start of a line the header over it: a table is lines in a row with `|`."""
    headers: dict[int, str] = {}
    header, at = "", 0
    for line in text.split("\n"):
        if "|" not in line:
            header = ""
        elif not header:
            header = line
        elif len(line) <= _LONGEST_LINE and len(header) <= _LONGEST_LINE:
            headers[at] = header
        at += len(line) + 1
    return headers
