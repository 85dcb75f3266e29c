"""The numbers that Word puts before paragraphs by itself, as it shows them: `§ 12`, `a)`, `2.1`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from socsam_opendata.minutes.sources.list_numbers import list_number
from socsam_opendata.minutes.sources.word_file import (
    Element,
    attribute,
    child,
    local,
    number,
    switched,
)
from socsam_opendata.minutes.sources.word_styles import ParagraphForm, WordStyles
from socsam_opendata.model.iris import DASHES

_PLACE = re.compile(r"%([1-9])")
# Levels of a list.
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered; `restart` is the level (from 1) after which it begins
    again, 0 where it never does, None after any higher one."""

    start: int = 1
    how: str = "decimal"
    text: str = ""
    between: str = " "
    in_digits: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name: its kind, whose counters it shares, and what it changes."""

    kind: str
    starts: dict[int, int]
    levels: dict[int, _Level]


def _level(element: Element) -> _Level:
    how = attribute(child(element, "numFmt")) or "decimal"
    restart = number(child(element, "lvlRestart"))
    start = number(child(element, "start"))
    return _Level(
        start=1 if start is None else start,
        how=how,
        text=_bullet(element) if how == "bullet" else attribute(child(element, "lvlText")) or "",
        between="" if attribute(child(element, "suff")) == "nothing" else " ",
        in_digits=bool(switched(child(element, "isLgl"))),
        restart=restart,
        style=attribute(child(element, "pStyle")) or "",
    )


def _bullet(element: Element) -> str:
    """The mark of a list without numbers; signs of other fonts are all one to a reader."""
    text = (attribute(child(element, "lvlText")) or "").strip()
    return "" if not text else "-" if text in f"\uf02d{DASHES}" else "•"


def _levels(element: Element) -> dict[int, _Level]:
    return {
        number(one, "ilvl") or 0: _level(one) for one in element if local(one.tag) == "lvl"
    }  # fmt: skip


class WordNumbers:
    """The lists of a file; it counts on with every number that it is asked for."""

    def __init__(self, root: Element | None, styles: WordStyles) -> None:
        self._styles = styles
        self._kinds: dict[str, dict[int, _Level]] = {}
        self._lists: dict[int, _List] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[int, int]] = set()
        linked: dict[str, str] = {}
        for element in root if root is not None else ():
            if local(element.tag) == "abstractNum":
                key = attribute(element, "abstractNumId") or ""
                self._kinds[key] = _levels(element)
                link = attribute(child(element, "numStyleLink"))
                if link:
                    linked[key] = link
            elif local(element.tag) == "num":
                self._add(element)
        for key, link in linked.items():
            named = self._lists.get(styles.list_of(link) or 0)
            if named:
                self._kinds[key] = self._kinds.get(named.kind, {})

    def _add(self, element: Element) -> None:
        starts: dict[int, int] = {}
        levels: dict[int, _Level] = {}
        for one in element:
            if local(one.tag) == "lvlOverride":
                at = number(one, "ilvl") or 0
                start, level = number(child(one, "startOverride")), child(one, "lvl")
                if level is not None:
                    levels[at] = _level(level)
                if start is not None:
                    starts[at] = start
        kind = attribute(child(element, "abstractNumId")) or ""
        self._lists[number(element, "numId") or 0] = _List(kind, starts, levels)

    def before(self, said: ParagraphForm, own: ParagraphForm, style: str) -> str:
        """What stands before a paragraph: its number, and what is between that and its text.

        `said` is all that is told of the paragraph, `own` what it says itself, beside its style.
        """
        named = self._lists.get(said.number or 0)
        if named is None:
            return ""
        levels = self._kinds.get(named.kind, {}) | named.levels
        at = said.level or 0
        if own.number is None and own.level is None:
            # A style finds its level by the level that names it.
            at = next((i for i, level in levels.items() if level.style == style), at)
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._count(said.number or 0, named, at, levels)

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, _Level())
            how = other.how
            if level.in_digits and how not in ("none", "bullet"):
                how = "decimal"
            return list_number(counts.get(place, other.start), how)

        text = _PLACE.sub(shown, level.text).strip()
        return f"{text}{level.between}" if text else ""

    def _count(
        self, key: int, named: _List, at: int, levels: dict[int, _Level]
    ) -> dict[int, int]:  # fmt: skip
        """Count one on at a level, and begin again below it."""
        counts = self._counts[named.kind]
        begins = at in named.starts and (key, at) not in self._begun
        if begins:
            counts[at] = named.starts[at]
            self._begun.add((key, at))
        elif at in counts:
            counts[at] += 1
        else:
            counts[at] = levels[at].start
        for below in range(at + 1, _LEVELS):
            restart = levels.get(below, _Level()).restart
            if restart is None or at < restart:
                counts.pop(below, None)
        return counts
