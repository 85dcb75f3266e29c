"""The elements of a web page as lines: headings and paragraphs apart, lists with their numbers,
tables as cells. No call goes deeper with the page, however deep its elements lie."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from socsam_opendata.minutes.sources.characters import has_signs, plain_signs
from socsam_opendata.minutes.sources.html_content import PageContent, is_document
from socsam_opendata.minutes.sources.list_numbers import list_number
from socsam_opendata.minutes.sources.tables import (
    CHANGED,
    EMPTY_CELL,
    LINKED,
    MOST_COLUMNS,
    DocumentLink,
    Printout,
)

# With a blank line around them, and on lines of their own.
_APART = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "figure", "pre", "dl", "hr", "table",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dir", "div", "dt",
    "fieldset", "figcaption", "footer", "form", "header", "hgroup", "li", "main", "menu", "ol",
    "search", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_CELLS = frozenset(("td", "th"))
_HOW = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "none": "none",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b([a-z]+(?:-[a-z]+)?)\b", re.I)
_WHITE = re.compile(r"[ \t\n\r\f]+")
_SPACES = re.compile(r"[ \t\r\f]+")
# As many rows as a cell may span.
_TALLEST_SPAN = 1_000


@dataclass
class _List:
    """A list that is open: how it is numbered, and the next number."""

    how: str | None
    number: int = 1
    step: int = 1


@dataclass
class _OpenTable:
    """A table that is open: its rows so far, each cell with its columns and rows."""

    rows: list[list[tuple[Printout, int, int]]] = field(default_factory=list)

    def grid(self) -> list[list[Printout]]:
        """All places of the table; what spans several stands in the first."""
        covered: dict[int, int] = {}
        found = []
        for row in self.rows:
            line: list[Printout] = []
            for cell, wide, tall in row:
                _pass_covered(line, covered)
                at = len(line)
                line += [cell, *[EMPTY_CELL] * (wide - 1)]
                if tall > 1:
                    covered |= dict.fromkeys(range(at, at + wide), tall - 1)
            _pass_covered(line, covered)
            found.append(line)
        return found


def _pass_covered(line: list[Printout], covered: dict[int, int]) -> None:
    """Go on to the next place that no cell from above reaches into."""
    while covered.get(len(line), 0):
        covered[len(line)] -= 1
        line.append(EMPTY_CELL)


class HtmlText:
    """Prints a part of a page."""

    def __init__(self, content: PageContent) -> None:
        self._content = content
        self._out = Printout()
        self._parts: list[str] = []
        self._links: deque[tuple[str, str]] = deque()
        self._lead = ""
        self._lists: list[_List] = []
        self._tables: list[_OpenTable] = []
        self._outer: list[tuple[Printout, list[_List]]] = []
        self._pre = 0

    def printed(self) -> Printout:
        """All of it as lines."""
        waiting: list[tuple[LexborNode, bool]] = []
        if self._content.root is not None:
            waiting.append((self._content.root, False))
        while waiting:
            node, ends = waiting.pop()
            tag = node.tag or ""
            if ends:
                self._leave(node, tag)
            elif tag == "-text":
                self._text(node.text_content or "")
            elif tag == "del":
                self._parts.append(CHANGED)
            elif not tag.startswith("-") and node.mem_id not in self._content.left_out:
                self._enter(node, tag)
                waiting.append((node, True))
                waiting += [(c, False) for c in reversed([*node.iter(include_text=True)])]
        self._flush()
        self._out.end()
        return self._out

    # --- elements -----------------------------------------------------------------------------

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag in _APART or tag in _BLOCKS:
            self._flush()
        if tag in _APART or (tag in _LISTS and not self._lists):
            self._out.blank()
        if tag in _LISTS:
            self._lists.append(_list(node, tag))
        elif tag in _CELLS and self._tables:
            self._outer.append((self._out, self._lists))
            self._out, self._lists = Printout(), []
        match tag:
            case "br":
                self._parts.append("\n")
            case "pre":
                self._pre += 1
            case "q":
                self._parts.append("”")
            case "ins":
                self._parts.append(CHANGED)
            case "a":
                self._link(node)
            case "li":
                self._lead = self._number(node)
            case "table":
                self._tables.append(_OpenTable())
            case "tr" if self._tables:
                self._tables[-1].rows.append([])

    def _leave(self, node: LexborNode, tag: str) -> None:
        if tag in _APART or tag in _BLOCKS:
            self._flush()
        if tag in _LISTS:
            self._lists.pop()
        elif tag in _CELLS and self._tables:
            self._end_cell(node)
        elif tag == "table":
            self._out.table(self._tables.pop().grid())
        elif tag == "pre":
            self._pre -= 1
        elif tag == "q":
            self._parts.append("”")
        elif tag == "li":
            self._lead = ""
        if tag in _APART or (tag in _LISTS and not self._lists):
            self._out.blank()

    def _end_cell(self, node: LexborNode) -> None:
        cell = self._out
        self._out, self._lists = self._outer.pop()
        said = node.attributes
        rows = self._tables[-1].rows or [[]]
        wide = min(_whole(said.get("colspan"), 1) or 1, MOST_COLUMNS)
        tall = _whole(said.get("rowspan"), 1) or _TALLEST_SPAN
        rows[-1].append((cell, max(wide, 1), min(max(tall, 1), _TALLEST_SPAN)))
        self._tables[-1].rows = rows

    def _number(self, node: LexborNode) -> str:
        """What stands before an entry of a list."""
        if not self._lists or self._lists[-1].how is None:
            return "" if self._lists and self._lists[-1].step == 0 else "• "
        own = self._lists[-1]
        count = own.number = _whole(node.attributes.get("value"), own.number)
        own.number += own.step
        text = list_number(count, own.how or "decimal")
        # As Swedish minutes print it: `1.` and `a)`.
        return f"{text}) " if text.isalpha() else f"{text}. "

    def _link(self, node: LexborNode) -> None:
        href = (node.attributes.get("href") or "").strip()
        scheme = re.match(r"[a-z][^:/?#]*:", href, re.I)
        if is_document(href) and (not scheme or scheme.group().lower() in ("http:", "https:")):
            words = " ".join((node.text() or "").split())
            self._links.append((plain_signs(words), href))
            self._parts.append(LINKED)

    # --- text ---------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        self._parts.append(plain_signs(text if self._pre else _WHITE.sub(" ", text)))

    def _flush(self) -> None:
        """Print the text that was met as lines of its own."""
        raw = "".join(self._parts).replace("\r", "\n")
        if not has_signs(raw.replace(LINKED, "")):
            # A link that holds blocks is told of where their text begins.
            self._parts = [LINKED] * raw.count(LINKED)
            return
        if not self._pre:
            raw = "\n".join(_SPACES.sub(" ", line).strip(" ") for line in raw.split("\n"))
        raw = self._lead + raw.strip("\n")
        first = len(self._out.lines) + 1
        lines = list(enumerate(raw.split("\n"), first))
        # A link without words is told of where words stand last before it: an empty line may go.
        at = next(n for n, line in lines if has_signs(line.replace(LINKED, "")))
        for number, line in lines:
            at = number if has_signs(line.replace(LINKED, "")) else at
            for _ in range(line.count(LINKED)):
                self._out.links.append(DocumentLink(at, *self._links.popleft()))
        self._out.add(raw.replace(LINKED, ""))
        self._parts, self._lead = [], ""


def _list(node: LexborNode, tag: str) -> _List:
    """A list as it begins; step 0 is one without marks."""
    said = node.attributes
    style = _LIST_STYLE.search(said.get("style") or "")
    kind = _STYLES.get(style[1].lower(), "") if style else ""
    if kind == "none":
        return _List(None, step=0)
    if tag != "ol":
        return _List(None)
    back = "reversed" in said
    entries = sum(1 for one in node.iter() if one.tag == "li") if back else 1
    how = _HOW.get(kind or said.get("type") or "", "decimal")
    return _List(how, _whole(said.get("start"), entries), -1 if back else 1)


def _whole(text: str | None, otherwise: int) -> int:
    """A whole number of an attribute."""
    found = re.fullmatch(r"\s*(-?\d{1,9})\s*", text or "")
    return int(found[1]) if found else otherwise
