"""The lines between a mark that secrecy begins and one that it ends, in minutes as they are set.

`[SEKRETESS BÖRJAR] ... [SEKRETESS SLUT]` on a line or over many, `Sekretess start` and `Sekretess
slut` on lines of their own, `[/sekretess]`, a comment of HTML over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = r"(?:sekretess\w*|konfidentiellt?|hemligt?)(?:\s+(?:del|text|avsnitt|uppgift(?:er)?))?"
_EDGE = "*_=#~|\"'”»«`–—-"
_BEFORE = rf"(?:(?:\A|(?<=[\[({{<>!{_EDGE}])|(?<=[.:;!?]\s))\s*)"
_AFTER = rf"""(?=\s*(?:[.!]?\s*\Z|[\])}}>:{_EDGE}]|(?-i:[A-ZÅÄÖ])))"""
_BEGINS = rf"""(?:{_WORD}[\s:–—-]+(?:börjar|början|start(?:ar|as)?|inled(?:s|er|ning)|begin
     |(?:fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?)\s+här)(?:\s+här)?
    |(?:här\s+)?(?:börjar|början|start(?:ar)?)(?:\s+(?:på|av|för))?[\s:–—-]+{_WORD})"""
_STOPS = rf"""(?:{_WORD}[\s:–—-]+(?:slut(?:ar|as)?|upphör|avslut(?:as|ar|ning)?|stopp?|end
     |(?:t\.?\s?o\.?\s?m\.?|till(?:\s+och\s+med)?)\s+(?:hit|här))(?:\s+här)?
    |(?:här\s+)?(?:slut(?:ar)?|stopp?|end)(?:\s+(?:på|av|för))?[\s:–—-]+{_WORD}
    |(?<=[\[<({{])\s*/\s*{_WORD})"""
_FLAGS = re.IGNORECASE | re.VERBOSE
_MARK = re.compile(
    rf"""{_BEFORE}(?:(?P<begins>{_BEGINS})|(?P<stops>{_STOPS})){_AFTER}
    |(?P<comment><!--\s*{_WORD}(?!.{{0,500}}-->))
    |(?P<tag>[\[<({{]\s*{_WORD}\s*[\])}}>])""",
    _FLAGS,
)
_COMMENT_ENDS = re.compile(r"-->")
_MAY_MARK = re.compile(r"sekretess|konfidenti|hemlig|-->", re.IGNORECASE)


def secret_blocks(lines: Sequence[str], items: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The numbers (from 1) of lines within such marks, with the lines of the marks.

    `items` are the first and last lines of the items: a block without its end goes to the end of
    its item, and one without its beginning starts below the title of its item.
    """
    owner = _owners(items)
    found: set[int] = set()
    begun: int | None = None
    tag: int | None = None
    comment = False
    for number, raw in enumerate(lines, 1):
        if number not in owner or not _MAY_MARK.search(raw):
            continue
        if comment and begun is not None and _COMMENT_ENDS.search(raw):
            found |= set(range(begun, number + 1))
            begun, comment = None, False
        for match in _MARK.finditer(raw):
            if match["tag"]:
                tag = number
            elif match["stops"]:
                found |= set(range(begun or _start(owner, tag, number), number + 1))
                begun = tag = None
            elif begun is None or owner[begun] != owner[number]:
                found |= set(range(begun, owner[begun][1] + 1)) if begun else set()
                begun, comment = number, bool(match["comment"])
    if begun is not None:
        found |= set(range(begun, owner[begun][1] + 1))
    return frozenset(found)


def _start(owner: Mapping[int, tuple[int, int]], tag: int | None, end: int) -> int:
    """Where a block starts that only its end tells of: at a mark in brackets, else at its item."""
    first, _ = owner[end]
    return tag if tag is not None and owner[tag] == owner[end] else min(first + 1, end)


def _owners(items: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The item of each line; of an item and its parts the item."""
    found: dict[int, tuple[int, int]] = {}
    for first, last in sorted(items, key=lambda item: item[0] - item[1]):
        for number in range(first, last + 1):
            found.setdefault(number, (first, last))
    return found
