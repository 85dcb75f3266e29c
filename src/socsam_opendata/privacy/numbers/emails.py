"""E-mail addresses, also those that are written to hide from a machine.

RFC 5322 addr-spec and RFC 6531 (letters of any script), looked for from the at sign outwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from socsam_opendata.privacy.numbers.beside import word_before
from socsam_opendata.privacy.numbers.spans import PlainSpan

_EMAIL_WORD = word_before(
    r"e[- ]?(?:post|mail|mejl)(?:adress)?(?:en)?|mail(?:adress|a)?|mejl(?:adress|a)?|epost|maila"
    r"|kontakta?|skriv(?: till)?|mailto"
)
_AT_WORD = r"at|snabel-?a|alfa(?:krull|slang)|kanelbulle"
_AT_SIGN = re.compile(r"@ ?\n?[ >|]{0,6}")
_AT_LETTER = re.compile(r"(?<=\w)[(\[][aA][)\]](?=\w)")
_AT_LETTER_APART = re.compile(r"(?<=\w) [(\[][aA][)\]] (?=\w)")
_BEFORE_SIGN = re.compile(r" ?\n?[ >|]{0,6}\Z")
_AT_BRACKETS = re.compile(rf"[(\[{{<]\s?(?:@|{_AT_WORD})\s?[)\]}}>][ \n]{{0,3}}", re.IGNORECASE)
_AT_BARE = re.compile(
    r"(?:(?<=\w)[_-]at[_-](?=\w)| [_-]at[_-] |[ \n](?:at|snabel-?a)[ \n])", re.IGNORECASE
)
# Only what stands around them shows that these are meant as a sign.
_UNSURE = (_AT_BARE, _AT_LETTER_APART)
# A text without one of these words holds no such sign.
_TOLD_BY: dict[re.Pattern[str], tuple[str, ...]] = {
    _AT_BRACKETS: (
        "@", "nabel", "alfa", "kanelbulle",
        *(f"{sign}{blank}at" for sign in "([{<" for blank in ("", " ", "\n")),
    ),
    _AT_LETTER: ("(a)", "[a]", "(a]", "[a)"),
    _AT_SIGN: ("@",),
    _AT_BARE: ("-at", "_at", " at ", "\nat ", " at\n", "\nat\n", "nabel"),
    _AT_LETTER_APART: ("(a)", "[a]", "(a]", "[a)"),
}  # fmt: skip
_DOT = r"(?:[ ]?[(\[{](?:dot|punkt|[.])[)\]}][ ]?|[ ](?:dot|punkt|[.])[ ])"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
# exempel.⏎se, and not the full stop behind exempel.se at the end of a line.
_BREAK = r"(?<![.][a-z]{2}[.])(?<![.][a-z]{3}[.])\n[ >|]{0,6}(?=(?-i:[a-zåäö]))"
_ATOM = r"[\w+'’&=~^$!#%?*{}-]{1,64}"
_LOCAL = re.compile(
    rf"(?:\"[^\"\n]{{1,64}}\"|(?:{_ATOM}(?:[.]\n?|{_DOT}))*{_ATOM})\Z", re.IGNORECASE
)
_DOMAIN = re.compile(
    rf"{_LABEL}(?:-\n[ >|]{{0,6}}{_LABEL}|\n[ >|]{{0,6}}{_LABEL}(?=[.]\w))?"
    rf"(?:(?:[.](?:{_BREAK}|[ ](?=[a-z]{{2,3}}\b))?|\n[ >|]{{0,6}}[.]|{_DOT}){_LABEL})+",
    re.IGNORECASE,
)
# Letters of a country or a kind of domain, so that `mötet. Anna` begins no domain.
_TOP = re.compile(r"(?:xn--[\w-]+|[^\W\d_]{2,24})", re.IGNORECASE)
_LAST_LABEL = re.compile(r"(?<=[.\s)\]}])[^.\s)\]}]+\Z")
_BROKEN_HEAD = re.compile(r"(?P<head>[\w+-]+(?:[.][\w+-]*)+|[\w+-]*_[\w+-]*)-?\n[ >|]{0,6}\Z")
_HOST = re.compile(r"[^\W\d_][\w-]+")
_REACH = 100


def email_addresses(text: str) -> Iterator[PlainSpan]:
    """Every e-mail address in a plain text, in order."""
    free = 0
    for start, end, sure in _at_signs(text):
        span = _address_around(text, start, end, free, sure) if start >= free else None
        if span:
            free = span.end
            yield span


def _at_signs(text: str) -> list[tuple[int, int, bool]]:
    """What may be read as an at sign: start and end with the blanks, and whether it is sure."""
    signs = []
    small = text.casefold()
    for pattern, told in _TOLD_BY.items():
        if not any(word in small for word in told):
            continue
        for match in pattern.finditer(text):
            start, end = match.span()
            if pattern not in _UNSURE:
                blank = _BEFORE_SIGN.search(text, max(0, start - 8), start)
                start = blank.start() if blank else start
            signs.append((start, end, pattern not in _UNSURE))
    return sorted(signs)


def _address_around(text: str, start: int, end: int, free: int, sure: bool) -> PlainSpan | None:
    """The address around an at sign, `free` where the one before ended."""
    local = _LOCAL.search(text, max(free, start - _REACH), start)
    if local is None:
        return None
    # The user of a server, sftp://user@host, and a text with its language, "Ja"@sv, are none.
    quoted = text[start - 1] == '"'
    if text.endswith("//", 0, local.start()) or (quoted and text[start:end] != "@"):
        return None
    last = _domain_end(text, end)
    if last is None:
        # Without a dot only an address of an own network: anna.vik@kommunen.
        name = _HOST.match(text, end) if text[start:end] == "@" and not quoted else None
        if name is None or text.startswith("@", name.end()):
            return None
        last = name.end()
    if not sure and not _is_meant(text, local.start(), start, last):
        return None
    first = local.start()
    head = _BROKEN_HEAD.search(text, max(free, first - _REACH), first)
    if head and "\n" in text[max(0, first - 8) : first]:
        first = head.start()
    return PlainSpan(first, last, "email")


def _domain_end(text: str, start: int) -> int | None:
    """Where the domain from `start` ends; a number behind it, such as a footnote's, is no part."""
    domain = _DOMAIN.match(text, start, start + 200)
    while domain:
        label = _LAST_LABEL.search(domain.group())
        if label is None:
            return None
        if _TOP.fullmatch(label.group()):
            return domain.end()
        domain = _DOMAIN.match(text, start, start + label.start())
    return None


def _is_meant(text: str, first: int, at: int, last: int) -> bool:
    """Whether ` at ` between words makes an address: `vik.tora at example.se`."""
    joined = text[at : at + 2].strip(" \n").startswith(("-", "_"))
    if joined or re.search(r"[._\d]| punkt | dot ", text[first:at]):
        return True
    if " dot " in text[at:last] or " punkt " in text[at:last] or "nabel" in text[at:last]:
        return True
    return _EMAIL_WORD.search(text[max(0, first - 40) : first].rstrip(" :")) is not None
