"""A text as one reads it, with the way back: signs that no eye sees, entities, markup taken out.

Names are printed with soft hyphens, zero-width and no-break spaces inside, as HTML entities, with
accents as signs of their own, in Markdown emphasis, divided at the end of a line, and with letters
as codes of their bytes. All of it is taken out in one pass, what codes hid in the next; a place in
the readable text is told as a place in the given one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from socsam_opendata.privacy.names import codings

# Soft hyphen, pypdfium2's sign of one, zero-width and directional signs, byte order mark, variants.
_UNSEEN = "\u00ad\u0002\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\u034f\u061c"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN_OR_CODED = (
    rf"(?P<soft>[\u00ad\u0002][ \t]*\r?\n[ \t]*)"
    rf"|(?P<unseen>[{_UNSEEN}]+)"
    rf"|(?P<space>[{_SPACES}])"
    r"|(?P<marked>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    rf"|{codings.CODINGS}"
)
_TAKEN_OUT = re.compile(
    rf"{_UNSEEN_OR_CODED}"
    r"|(?P<broken>(?<=[^\W\d_])[-\u2010]\r?\n[ \t]*(?=[^\W\d_]))"
    r"|(?P<rejoined>(?<=[^\W\d_]{2})[-\u2010] (?=[a-zåäö]{2})"
    r"(?!(?:och|eller|samt|till|med|resp|som)\b))"
    r"|(?P<line><br\s?/?>)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,120}>)"
    r"|(?P<link>\]\([^()\s]{0,300}\))"
    r"|(?P<escaped>\\[*_.\-])"
    # Among letters that stand apart two signs are a wider gap and no markup: `k_a__K_v`.
    r"|(?P<mark>\*{1,3}|`+|\[(?=[^\]\n]{1,80}\]\()"
    r"|(?:(?<!~[^\W\d_])|(?!~~[^\W\d_]~))~~"
    r"|(?:(?<!_[^\W\d_])|(?!_{1,3}[^\W\d_]_))"
    r"(?:(?<![^\W_])_{1,3}(?=\w)|(?<=\w)_{1,3}(?![^\W_])))"
)
# What was coded may be a sign that hides another: `&amp;shy;`, `%25C3%25B6`.
_CODED = re.compile(_UNSEEN_OR_CODED)
_MOST_PASSES = 4
# What is most of every text, and begins none of these where accents are not apart: to look for all
# else costs less than to look for what may begin one.
_HARMLESS = "A-Za-z0-9åäöÅÄÖéÉüÜ \t\r\n.,:;!?()/+'\"’”“–—…•§#$>@^{|}"
_SIGN = re.compile(rf"[^{_HARMLESS}]")
_SIGN_OR_HYPHEN = re.compile(rf"[^{_HARMLESS}-]")


_BARE_TAG = re.compile(r"</?\w+\s*/?>")
# Tags that divide what stands in them: cells, and what begins a line of its own.
_CELL_TAG = re.compile(r"</?t[dh]\b", re.IGNORECASE)
_LINE_TAG = re.compile(r"</?(?:tr|li|p|div|h[1-6]|ul|ol|table|tbody|thead|dd|dt)\b", re.IGNORECASE)
_BLANKS = {"space": " ", "line": " "}
# What stands within words: markup between two letters, entities, a word divided at a line's end.
_HIDING = re.compile(
    rf"[{_UNSEEN}{_SPACES}]|&[#\w]|[-\u2010]\r?\n|(?<=[^\W\d_])[*~`_<\\]+(?=[^\W\d_])"
    rf"|{codings.MAY_CODE}"
)


@dataclass(frozen=True, slots=True)
class Readable:
    """A readable text; pieces begin at `at` in it, and lie at `begins` to `ends` of the given.

    `asides` are the places in the given text of what a page does not show and a file holds: the
    targets of links, tags with their attributes. Each is a text of its own. `before` is the text
    that this one was made of, if it was not the given one.
    """

    text: str
    at: tuple[int, ...]
    begins: tuple[int, ...]
    ends: tuple[int | None, ...]
    asides: tuple[tuple[int, int], ...] = ()
    before: Readable | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the given text of a stretch of the readable one."""
        first = bisect_right(self.at, start) - 1
        last = bisect_right(self.at, end - 1) - 1
        begin = self.begins[first] + (start - self.at[first] if self.ends[first] is None else 0)
        told = self.ends[last]
        stop = self.begins[last] + end - self.at[last] if told is None else told
        return self.before.span(begin, stop) if self.before else (begin, stop)

    def at_given(self, place: int) -> int:
        """The offset in the readable text of a place in the given one; inside what was taken out,
        of its beginning."""
        place = self.before.at_given(place) if self.before else place
        piece = bisect_right(self.begins, place) - 1
        if self.ends[piece] is not None:
            return self.at[piece]
        told = self.at[piece] + place - self.begins[piece]
        return min(told, self.at[piece + 1]) if piece + 1 < len(self.at) else told


def _instead(match: re.Match[str]) -> str:
    """What one reads where something is taken out."""
    kind, printed = match.lastgroup or "", match.group()
    if kind in codings.KINDS:
        return codings.uncoded(kind, printed)
    if kind == "tag":
        return "|" if _CELL_TAG.match(printed) else "\n" if _LINE_TAG.match(printed) else ""
    if kind == "marked":
        return unicodedata.normalize("NFC", printed)
    if kind == "entity":
        return _sign_of(printed)
    if kind == "broken":
        return "" if match.string[match.end()].islower() else "-"
    # Behind its stroke a sign stands for itself.
    return printed[1] if kind == "escaped" else _BLANKS.get(kind, "")


def _sign_of(entity: str) -> str:
    """What an entity of HTML stands for: a blank for every kind of blank."""
    told = html.unescape(entity)
    if told in ("\u00a0", "\u2002", "\u2003", "\u2009"):
        return " "
    return "" if re.fullmatch(f"[{_UNSEEN}]+", told) else told


def _matches(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What is to be taken out of a text. The quick class finds where anything can begin."""
    if not unicodedata.is_normalized("NFC", text):
        yield from pattern.finditer(text)
        return
    done = 0
    for sign in _SIGN.finditer(text):
        match = pattern.match(text, sign.start()) if sign.start() >= done else None
        if match:
            yield match
            done = match.end()


def is_plain(text: str) -> bool:
    """A quick look: whether nothing in a text can stand within a word and hide it."""
    if "\n" not in text and _SIGN_OR_HYPHEN.search(text) is None:
        return True
    return _HIDING.search(text) is None and unicodedata.is_normalized("NFC", text)


def readable(text: str) -> Readable:
    """A text as one reads it; equal to the given one where nothing had to be taken out."""
    seen, coded = _pass(text, _TAKEN_OUT)
    for _ in range(_MOST_PASSES):
        if not coded:
            break
        more, coded = _pass(seen.text, _CODED)
        if more.text == seen.text:
            break
        seen = replace(more, before=seen, asides=seen.asides)
    return seen


def _pass(text: str, pattern: re.Pattern[str]) -> tuple[Readable, bool]:
    """A text without what a pattern takes out, and whether codes gave a sign that hides another."""
    asides: list[tuple[int, int]] = []
    changes: list[tuple[int, int, str]] = []
    coded = False
    for match in _matches(text, pattern):
        start, end = match.span()
        if match.lastgroup == "link":
            asides.append((start + len("]("), end - len(")")))
        elif match.lastgroup == "tag" and not _BARE_TAG.fullmatch(match.group()):
            asides.append((start + len("<"), end - len(">")))
        told = _instead(match)
        if match.lastgroup == "entity" or match.lastgroup in codings.KINDS:
            coded = coded or not told.isalpha() or told in "ÂÃâ"
        changes.append((start, end, told))
    return with_instead(text, changes, asides), coded


def with_instead(
    text: str, changes: Iterable[tuple[int, int, str]], asides: Iterable[tuple[int, int]] = ()
) -> Readable:
    """A text in which something else is read between some places, in order."""
    pieces: list[str] = []
    places: list[tuple[int, int, int | None]] = []
    length = done = 0
    for start, end, told in changes:
        pieces.append(text[done:start])
        length += start - done
        if told:
            places.append((length, start, end))
            pieces.append(told)
            length += len(told)
        places.append((length, end, None))
        done = end
    if not places:
        return Readable(text, (0,), (0,), (None,))
    pieces.append(text[done:])
    return Readable(
        "".join(pieces),
        (0, *(place[0] for place in places)),
        (0, *(place[1] for place in places)),
        (None, *(place[2] for place in places)),
        tuple(asides),
    )
