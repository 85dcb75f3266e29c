"""Letters that a text holds in another form: as codes of their bytes, or as look-alikes.

`%C3%B6` in an address, `=C3=B6` in a mail, `Ã¶` of a file that was read amiss, the letters of
mathematics, in circles and of full width. Each is told as the letter that is meant. A blank that an
address codes stays coded, for it ends no address.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_HEX = "[0-9A-Fa-f]"
_NEXT = rf"[89abAB]{_HEX}"
# One sign in UTF-8, or else a byte.
_PERCENT = (
    rf"%(?:[c-dC-D]{_HEX}%{_NEXT}|[eE]{_HEX}%{_NEXT}%{_NEXT}|[fF][0-4](?:%{_NEXT}){{3}}"
    rf"|(?!20){_HEX}{{2}})"
)
_LETTER = r"[^\W\d_]"
# Of one byte only the letters of our own names: `n=DAhl` is no code.
_MAILED = (
    r"=(?:[C-D][0-9A-F]=[89AB][0-9A-F]|E[0-9A-F](?:=[89AB][0-9A-F]){2})"
    rf"|(?<={_LETTER})=(?:C[4-69]|D[68]|E[4-69]|F[68])(?={_LETTER})"
    rf"|(?<={_LETTER})=\r?\n(?={_LETTER})"
)
# The bytes of a sign behind its first, as they look in Latin-1 or in Windows-1252.
_AMISS = "[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
_READ_AMISS = f"[ÂÃ]{_AMISS}|â[\u0080€]{_AMISS}"
_BLANK = "%20"


def _look_alikes() -> dict[str, str]:
    """Signs that look like one letter, with that letter."""
    places = (
        *range(0x1D2C, 0x1D6B), 0x2071, 0x207F, *range(0x2090, 0x209D), *range(0x2100, 0x2150),
        *range(0x249C, 0x24EA), *range(0xFB00, 0xFB07), *range(0xFF21, 0xFF5B),
        *range(0x1D400, 0x1D7CC), *range(0x1F110, 0x1F14A),
    )  # fmt: skip
    found = {}
    for sign in map(chr, places):
        told = unicodedata.normalize("NFKC", sign).strip("()〔〕")
        if told != sign and told.isalpha() and (len(told) == 1 or 0xFB00 <= ord(sign) <= 0xFB06):
            found[sign] = told
    # White letters on black, and those of flags, which Unicode ties to no other.
    for first in (0x1F150, 0x1F170, 0x1F1E6):
        found |= {chr(first + n): chr(ord("A") + n) for n in range(26)}
    return found


def _ranges(signs: Iterable[str]) -> str:
    """Signs as ranges of a class: one by one they are slow to look for."""
    runs: list[list[int]] = []
    for place in sorted(map(ord, signs)):
        if runs and runs[-1][1] == place - 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


_LETTER_OF = _look_alikes()
# They, within a class of a pattern.
LOOK_ALIKES = _ranges(_LETTER_OF)
# Where a word may hold what is no letter of it: a not sign for a soft hyphen, an editor's brackets.
_ADDED = (
    rf"(?<={_LETTER})¬(?:\r?\n)?[ \t]*(?={_LETTER})"
    rf"|(?<={_LETTER})\[(?!(?:a|at)\])(?={_LETTER}{{1,3}}\]{_LETTER})"
    rf"|(?<={_LETTER}\[{_LETTER})\](?<!\[a\])(?={_LETTER})"
    rf"|(?<={_LETTER}\[{_LETTER}{{2}})\](?<!\[at\])(?={_LETTER})"
    rf"|(?<={_LETTER}\[{_LETTER}{{3}})\](?={_LETTER})"
)
# Groups for a larger pattern, and the signs with which they begin.
CODINGS = (
    rf"(?P<percent>{_PERCENT})|(?P<mailed>{_MAILED})|(?P<amiss>{_READ_AMISS})"
    rf"|(?P<like>[{LOOK_ALIKES}])|(?P<added>{_ADDED})"
)
KINDS = frozenset({"percent", "mailed", "amiss", "like", "added"})
# A quick look: what any of them has.
MAY_CODE = (
    rf"%(?!20){_HEX}{{2}}|=[C-F][0-9A-F]|(?<={_LETTER})=\r?\n|{_READ_AMISS}|[{LOOK_ALIKES}]"
    rf"|(?<={_LETTER})[¬\[](?={_LETTER}|\r?\n)"
)


def uncoded(kind: str, printed: str) -> str:
    """What one reads where a letter is coded; `kind` is the name of a group of `CODINGS`."""
    if kind == "like":
        return _LETTER_OF[printed]
    if kind == "added" or printed[1:2] in "\r\n":
        return ""
    if kind == "amiss":
        return _as_bytes(printed).decode("utf-8", errors="ignore") or printed
    return _of_bytes(bytes.fromhex(printed.replace("%", "").replace("=", "")), printed)


def _as_bytes(printed: str) -> bytes:
    """The bytes that were read amiss."""
    try:
        return printed.encode("cp1252")
    except UnicodeEncodeError:
        return printed.encode("latin-1", errors="replace")


def _of_bytes(data: bytes, printed: str) -> str:
    """A sign by its bytes; what is no letter in Latin-1 either stays as it is printed."""
    try:
        sign = data.decode("utf-8")
    except UnicodeDecodeError:
        sign = data.decode("latin-1")
        return sign if len(sign) == 1 and sign.isalpha() else printed
    if sign.isspace():
        return _BLANK
    return "" if unicodedata.category(sign) in ("Cc", "Cf") else sign
