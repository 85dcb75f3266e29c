"""Which part of a web page holds the text: `main` or `article`, or where most of it stands.

Text of links counts for nothing there: menus are made of it, and running text is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

# They hold no text of a document.
_NEVER = frozenset({
    "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "input", "label",
    "legend", "map", "nav", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})  # fmt: skip
_ROLES = frozenset(("banner", "complementary", "contentinfo", "menu", "navigation", "search"))
# Around the text they belong to the page; inside an article to that.
_AROUND = frozenset(("header", "footer", "aside"))
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LISTS = frozenset(("ul", "ol", "div", "p", "section"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "table"))
# What else may be inside each other around the text.
_HOLDERS = frozenset(("article", "center", "div", "form", "main", "section", "span"))
# The part of the text that must stand inside an element for all else to be left out.
_NEARLY_ALL = 0.9
_MAIN = 0.2
# A list of so many links, with so little else, is a menu.
_MENU = 3
_BESIDE_LINKS = 0.2


@dataclass(slots=True)
class _Weight:
    """How many characters an element holds outside links and in them, and how many links; whether
    one leads to a document or to a place on the page; how many headings and tables are inside."""

    text: int = 0
    linked: int = 0
    links: int = 0
    kept: bool = False
    headings: int = 0


@dataclass(frozen=True, slots=True)
class PageContent:
    """The part of a page that is read, and the elements in it that are not, by `mem_id`; how many
    elements of the page lie inside each other."""

    root: LexborNode | None
    left_out: frozenset[int] = frozenset()
    depth: int = 0


def is_document(href: str) -> bool:
    """Whether a link leads to a document that somebody wrote, by the end of its address."""
    return _DOCUMENT.search(href) is not None


_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|pptx?|odp|zip)(?:$|[?#])", re.I)


def _is_left_out(node: LexborNode, tag: str, in_article: bool) -> bool:
    """Whether an element shows nothing of the text, by what it is or says of itself."""
    if tag in _NEVER or (tag in _AROUND and not in_article):
        return True
    said = node.attributes
    if not said:
        return False
    hidden = "hidden" in said or (said.get("aria-hidden") or "").casefold() == "true"
    role = (said.get("role") or "").casefold()
    return hidden or role in _ROLES or _NOT_SHOWN.search(said.get("style") or "") is not None


class _Measured:
    """The weight of each element of a page, and what is left out of it."""

    def __init__(self, body: LexborNode) -> None:
        self.of: dict[int, _Weight] = {}
        self.left_out: set[int] = set()
        self.depth = 0
        self.mains: list[LexborNode] = []
        self.main = 0
        self.articles: list[LexborNode] = []
        self.forms: list[int] = []
        self.lists: list[int] = []
        self._measure(body)

    def _measure(self, body: LexborNode) -> None:
        open_: list[_Weight] = [_Weight()]
        waiting: list[tuple[LexborNode | None, bool, bool]] = [(body, False, False)]
        while waiting:
            node, in_article, in_link = waiting.pop()
            if node is None:
                weight = open_.pop()
                over = open_[-1]
                over.text, over.linked = over.text + weight.text, over.linked + weight.linked
                over.links, over.kept = over.links + weight.links, over.kept or weight.kept
                over.headings += weight.headings
                continue
            tag = node.tag or ""
            if tag == "-text":
                long = len("".join((node.text_content or "").split()))
                open_[-1].linked += long if in_link else 0
                open_[-1].text += 0 if in_link else long
                continue
            if tag.startswith("-") or self._leaves(node, tag, in_article):
                continue
            weight = _Weight()
            self.of[node.mem_id] = weight
            open_.append(weight)
            self.depth = max(self.depth, len(open_) - 1)
            self._note(node, tag, weight, in_article)
            # Nodes are compared by all they hold: only their keys are quick.
            main = tag == "article" or self.main == node.mem_id
            inside = (in_article or main, in_link or tag == "a")
            waiting.append((None, False, False))
            waiting += [(c, *inside) for c in reversed([*node.iter(include_text=True)])]

    def _leaves(self, node: LexborNode, tag: str, in_article: bool) -> bool:
        if not _is_left_out(node, tag, in_article):
            return False
        self.left_out.add(node.mem_id)
        return True

    def _note(self, node: LexborNode, tag: str, weight: _Weight, in_article: bool) -> None:
        """What an element is to the choice of the part that is read."""
        if tag == "main" or (node.attributes.get("role") or "").casefold() == "main":
            self.mains.append(node)
            self.main = node.mem_id
        elif tag == "article" and not in_article:
            self.articles.append(node)
        elif tag == "form":
            self.forms.append(node.mem_id)
        elif tag in _HEADINGS:
            weight.headings = 1
        elif tag == "a":
            href = node.attributes.get("href") or ""
            weight.links = 1
            weight.kept = is_document(href) or href.startswith("#")
        elif tag in _LISTS:
            self.lists.append(node.mem_id)


def page_content(page: LexborHTMLParser) -> PageContent:
    """The part of a page that is read."""
    body = page.body or page.root
    if body is None:
        return PageContent(None)
    found = _Measured(body)
    whole = found.of.get(body.mem_id)
    if whole is None:
        return PageContent(None)
    left_out = {*found.left_out}
    # A form around the page is how some servers make one.
    left_out |= {form for form in found.forms if found.of[form].text < whole.text / 2}
    mains = [n for n in found.mains if found.of[n.mem_id].text > _MAIN * whole.text]
    if len(mains) != 1 and len(found.articles) == 1:
        article = found.articles[0]
        mains = [article] if found.of[article.mem_id].text > _MAIN * whole.text else []
    if len(mains) == 1:
        return PageContent(mains[0], frozenset(left_out), found.depth)
    left_out |= {one for one in found.lists if _is_menu(found.of[one])}
    return PageContent(_densest(body, found.of, whole), frozenset(left_out), found.depth)


def _is_menu(weight: _Weight) -> bool:
    few = weight.text <= _BESIDE_LINKS * weight.linked
    return weight.links >= _MENU and few and not weight.kept


def _densest(body: LexborNode, weights: dict[int, _Weight], whole: _Weight) -> LexborNode:
    """The smallest element with nearly all of the text, and with every heading and table."""
    node = body
    while True:
        holders = (c for c in node.iter() if c.tag in _HOLDERS)
        inner = next((c for c in holders if _holds(weights.get(c.mem_id), whole)), None)
        if inner is None:
            return node
        node = inner


def _holds(weight: _Weight | None, whole: _Weight) -> bool:
    if weight is None or not whole.text or weight.text < _NEARLY_ALL * whole.text:
        return False
    return weight.headings == whole.headings
