"""Long lists of words as they are shipped, and how a word is looked up in them.

A list is UTF-8 text, compressed by gzip, one line for all words that share their first three
letters: `ann a 81000 ette 3100` holds `anna` and `annette`. A list with numbers has one after each
word. Nothing but the lines is made when a list is loaded; the words of a line are divided when
one of them is first asked for, so that a small text pays for a small part of the list.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_LISTS = Path(__file__).with_name("lists")
_SHARED = 3
# An empty rest: the word is the first three letters and no more.
_NOTHING = "-"


class WordBlocks:
    """A loaded list: which words it has, with a number for each (0 where the list has none)."""

    def __init__(self, text: str, numbered: bool = False) -> None:
        lines = (line.partition(" ") for line in text.splitlines())
        self._lines = {head: rest for head, _, rest in lines}
        self._numbered = numbered
        self._blocks: dict[str, dict[str, int]] = {}

    def _block(self, head: str) -> dict[str, int]:
        block = self._blocks.get(head)
        if block is None:
            found = self._lines.get(head, "").split(" ") if head in self._lines else []
            if self._numbered:
                block = dict(zip(found[::2], map(int, found[1::2]), strict=True))
            else:
                block = dict.fromkeys(found, 0)
            self._blocks[head] = block
        return block

    def number(self, word: str) -> int | None:
        """The number of a word in small letters; None when the list does not have it."""
        return self._block(word[:_SHARED]).get(word[_SHARED:] or _NOTHING)

    def __contains__(self, word: str) -> bool:
        return self.number(word) is not None

    def items(self) -> Iterator[tuple[str, int]]:
        """Every word with its number, in the order of the file."""
        for head in self._lines:
            for rest, number in self._block(head).items():
                yield head + ("" if rest == _NOTHING else rest), number


def load_blocks(name: str, numbered: bool = False) -> WordBlocks:
    """A list that lies in `lists/`, by its name without the ending."""
    packed = (_LISTS / f"{name}.txt.gz").read_bytes()
    return WordBlocks(gzip.decompress(packed).decode("utf-8"), numbered)


def pack_blocks(words: Mapping[str, int] | Iterable[str]) -> bytes:
    """The bytes of a list, as `load_blocks` reads them; of a mapping with its numbers."""
    numbers: Mapping[str, int] | None = words if isinstance(words, Mapping) else None
    lines: dict[str, list[str]] = {}
    for word in sorted(words):
        block = lines.setdefault(word[:_SHARED], [])
        block.append(word[_SHARED:] or _NOTHING)
        if numbers is not None:
            block.append(str(numbers[word]))
    text = "".join(f"{head} {' '.join(block)}\n" for head, block in lines.items())
    return gzip.compress(text.encode("utf-8"), mtime=0)
