"""A text as a reader sees it: nothing invisible, one hyphen, one space, one kind of digit.

Numbers and addresses hide behind soft hyphens, no-break spaces, full-width digits, HTML entities
and Markdown. The patterns look at the plain text; `Plain.original` leads back to the given one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# The hyphen and whatever is printed for it: dashes (Unicode Pd), minus signs, the swung dash.
_DASHES = (
    "\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2e17\u2e1a\u2e3a\u2e3b\u301c"
    "\u3030\ufe31\ufe32\ufe58\ufe63\uff0d\u02d7"
)
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
)
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
# Signs of the full-width and small forms whose plain ones belong to numbers and addresses.
_SIGNS = (
    "\uff01-\uff0c\uff0e\uff0f\uff1a-\uff5e\ufe50-\ufe57\ufe59-\ufe62\ufe64-\ufe6b"
    "\u2044\u2024\u2215\u00b7\u207a"
)

_ACCENT = r"(?P<accent>[aoAO][\u0308\u030a])|"
_MAY_BE_ODD = rf"(?=[{_INVISIBLE}\r{_DASHES}{_SPACES}{_LINE_ENDS}{_SIGNS}&%<\\*`]|(?![0-9])\d)"
_ODDITIES = (
    rf"(?P<invisible>[{_INVISIBLE}]+|\r(?=\n))|(?P<dash>[{_DASHES}])|(?P<space>[{_SPACES}])"
    rf"|(?P<end>[{_LINE_ENDS}])|(?P<digit>(?![0-9])\d)|(?P<sign>[{_SIGNS}])"
    r"|(?P<entity>&(?:amp;)*(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z][a-zA-Z0-9]{1,10});)"
    # Coded in an address once or more: a sign of ASCII, a blank or a dash of UTF-8, a soft hyphen.
    r"|(?P<percent>%(?:25)*(?:[2-7][0-9a-fA-F]|[cC]2%(?:25)*[aA][0dD]"
    r"|[eE]2%(?:25)*[89][0-9a-fA-F]%(?:25)*[89abAB][0-9a-fA-F]))"
    r"|(?P<break><[bB][rR] ?/?>)"
    r"|(?P<cell></?(?:t[dhr]|li|p|div)(?: [^<>@\d]{0,80})?>)"
    r"|(?P<tag></?(?:[abiqsu]|em|strong|span|su[bp]|small|wbr|mark|code|font|del|ins|big|strike|tt"
    r"|kbd|abbr)(?: (?:style|class|size)=\"[^\"<>@\d]{0,60}\d{0,3}[^\"<>@\d]{0,20}\"){0,3}"
    r"(?: [^<>@\d]{0,80})?/?>"
    r"|<!--[^<>@\d]{0,80}-->)"
    r"|(?P<escape>\\[-+.@_*()#\[\]{}!~`])"
    r"|(?P<emphasis>(?<![*\d])(?<!\d-)\*{1,3}(?![*\s])|(?<=[\d.])\*{1,3}(?=[-+\w@])|`)"
)
_ODD = re.compile(rf"{_MAY_BE_ODD}(?:{_ODDITIES})")
_ODD_OR_ACCENT = re.compile(rf"{_ACCENT}{_MAY_BE_ODD}(?:{_ODDITIES})")
_BYTE = re.compile(r"%(?:25)*([0-9a-fA-F]{2})")
_AMP = re.compile(r"&(?:amp;)+(?=[^;]*;)")
# An accent and a sign are normalised; these are read as something else, or not at all.
_READ_AS = {"dash": "-", "space": " ", "end": "\n", "break": "\n", "cell": "|"}
_READ_AS |= dict.fromkeys(("invisible", "tag", "emphasis"), "")
_ONE_SIGN = {"\u2044": "/", "\u2215": "/", "\u2024": ".", "\u00b7": ".", "\u207a": "+"}


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text, and where each stretch of it stands in the given one.

    Stretch `n` begins at `starts[n]` of the plain text and at `origins[n]` of the given one;
    `widths[n]` is how many given characters stand for its one plain character, 0 for a stretch
    that is taken as it is.
    """

    text: str
    starts: Sequence[int]
    origins: Sequence[int]
    widths: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the given text of a stretch of the plain one that is not empty."""
        return self._place(start)[0], self._place(end - 1)[1]

    def nearest(self, origin: int) -> int:
        """The offset in the plain text of the character that stands at or before `origin`."""
        at = bisect_right(self.origins, origin) - 1
        if at < 0:
            return 0
        start = self.starts[at]
        return start if self.widths[at] else min(start + origin - self.origins[at], len(self.text))

    def _place(self, at: int) -> tuple[int, int]:
        n = bisect_right(self.starts, at) - 1
        if self.widths[n]:
            return self.origins[n], self.origins[n] + self.widths[n]
        place = self.origins[n] + at - self.starts[n]
        return place, place + 1


def _written(match: re.Match[str]) -> str:
    """What is read for an odd sign: one character, or nothing; longer if it is left as it is."""
    printed, kind = match.group(), match.lastgroup or ""
    if kind in _READ_AS:
        return _READ_AS[kind]
    if kind == "escape":
        return printed[1]
    if kind == "digit":
        return str(unicodedata.decimal(printed))
    if kind in ("percent", "entity"):
        sign = _sign_of(printed) if kind == "percent" else html.unescape(_AMP.sub("&", printed))
        odd = _ODD.fullmatch(sign) if len(sign) == 1 else None
        return _written(odd) if odd else sign
    return _ONE_SIGN.get(printed) or unicodedata.normalize("NFKC", printed)


def _sign_of(coded: str) -> str:
    """The sign that an address codes by its bytes, however often it was coded."""
    return bytes.fromhex("".join(_BYTE.findall(coded))).decode("utf-8", errors="ignore")


def plain_text(text: str) -> Plain:
    """A text made plain; in time that grows with its length."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    widths: list[int] = []
    at = length = 0

    def add(piece: str, origin: int, width: int) -> None:
        nonlocal length
        if piece:
            starts.append(length)
            origins.append(origin)
            widths.append(width)
            pieces.append(piece)
            length += len(piece)

    odd = _ODD_OR_ACCENT if "\u0308" in text or "\u030a" in text else _ODD
    for match in odd.finditer(text):
        written = _written(match)
        if len(written) > 1:
            continue
        add(text[at : match.start()], at, 0)
        add(written, match.start(), match.end() - match.start())
        at = match.end()
    add(text[at:], at, 0)
    return Plain("".join(pieces), starts, origins, widths)
