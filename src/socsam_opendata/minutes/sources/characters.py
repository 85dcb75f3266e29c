"""What single characters of a file stand for, and text as clean lines.

A reader of files with tables cleans each line before it lays a table out, by the same rule as the
whole text is cleaned in the end: a place in a line stays where it is.
"""

from __future__ import annotations

import re
import unicodedata

# Stands in a SourceText for a character that is not seen in the file; no text has it.
COVERED = "\ufdd0"
# What stands in any text for a character that could not be told.
LOST = "\ufffd"
# What letters joined in one sign, and signs of the fonts Symbol and Wingdings, are in text.
FONT_SIGNS = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    **dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf06f", "•"), "\uf02d": "-",
    "\uf0fc": "✓", "\uf0fe": "✓", "\uf0fb": "✗", "\uf078": "✗",
}  # fmt: skip
# Private characters, joined letters, and what stands for something here.
_SPECIAL = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufb00-\ufb06\ufdd0-\ufdef]")
# What is left out, and what is a space, wherever it stands.
_INSTEAD = dict.fromkeys("\ufeff\u200b\u200c\u200d\u2060\u00ad", "") | dict.fromkeys(
    "\t\u00a0\u2007\u202f\u2009\u2028\u2029\u0085\u000b", " "
)
_ODD = re.compile(f"[{''.join(_INSTEAD)}]")
# A soft hyphen is seen where it divides a word at the end of a line.
_SEEN_HYPHEN = re.compile(r"\u00ad(?=[ \t]*(?:\n|\Z))")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def plain_signs(text: str) -> str:
    """Text without signs of single fonts and joined letters, and without those that mean something
    to the readers of files."""
    return _SPECIAL.sub(lambda match: FONT_SIGNS.get(match.group(), LOST), text)


def has_signs(text: str) -> bool:
    """Whether anything can be read in a text: signs without width are left out of its lines."""
    return bool(_ODD.sub(lambda match: _INSTEAD[match.group()], text).strip())


def text_lines(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Text as clean lines in NFC, and which (from 1) held control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SEEN_HYPHEN.sub("-", text)
    text = _ODD.sub(lambda match: _INSTEAD[match.group()], text)
    lines = text.replace("\f", "").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    removed = tuple(n for n, line in enumerate(lines, 1) if _CONTROL.search(line))
    # Last, so that letters and their marks meet that had something invisible between them.
    clean = (unicodedata.normalize("NFC", _CONTROL.sub("", line)) for line in lines)
    return tuple(line.rstrip() for line in clean), removed


def page_starts(text: str) -> tuple[int, ...]:
    """The lines (1-based) before which a form feed begins a page."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(n for n, line in enumerate(lines, 1) if "\f" in line)
