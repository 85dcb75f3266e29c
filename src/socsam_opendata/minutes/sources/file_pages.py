"""The pages of a file: on which lines of its text each of them stands.

A page is one that a reader can open the file at, counted from its first. What a file keeps apart
from its pages, such as a running header that is read once, stands on none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# A form feed behind words of its line.
_FEED_IN_LINE = re.compile(r"([^\s\f][^\S\n\r\f]*)\f")


class PageLines(NamedTuple):
    """A page, from 1, and its first and last line, from 1."""

    page: int
    first_line: int
    last_line: int


def pages_apart(text: str) -> str:
    """Text in which no line goes on behind a form feed: it ends a line where words stand before."""
    return _FEED_IN_LINE.sub("\\1\n\f", text) if "\f" in text else text


def pages_of_feeds(text: str) -> tuple[PageLines, ...]:
    """The pages of a text that form feeds divide, save those without a line.

    None where no form feed does. None either where the text begins with one: an empty page may
    stand before it, or it may begin the first page, and all pages would count from there.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    feeds = [line.count("\f") for line in lines]
    if feeds[0] or not any(feeds):
        return ()
    page, begins = 1, [(1, 1)]
    for number, count in enumerate(feeds, 1):
        if count:
            page += count
            begins.append((page, number))
    return tuple(pages_between(begins, len(lines)))


def pages_between(begins: Iterable[tuple[int, int]], end: int) -> Iterator[PageLines]:
    """Pages, given with the line that each begins on in order, to that of the next, or to `end`."""
    found = [one for one in begins if one[1] <= end]
    nexts = [line for _, line in found[1:]] + [end + 1]
    for (page, first), following in zip(found, nexts, strict=True):
        yield PageLines(page, first, following - 1)


def pages_within(pages: Iterable[PageLines], length: int) -> tuple[PageLines, ...]:
    """Pages of a text of so many lines: a form feed at its end closes the last one."""
    return tuple(
        one._replace(last_line=min(one.last_line, length))
        for one in pages
        if one.first_line <= length
    )
