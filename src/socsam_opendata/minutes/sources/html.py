"""Minutes as web pages: the text of the part that holds them, as a browser shows it.

Menus, the head and foot of the page, forms, scripts, comments, what is hidden and what is marked as
taken out are left out. No address is ever asked for anything; links to documents are only told.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.sources.characters import LOST
from socsam_opendata.minutes.sources.html_content import page_content
from socsam_opendata.minutes.sources.html_text import HtmlText
from socsam_opendata.minutes.sources.tables import CHANGED, REMOVED
from socsam_opendata.minutes.sources.text import SourceText, unicode_text
from socsam_opendata.settings.limits import LIMITS, Limits

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.I)
_PRESCAN = 4_096
# Encodings that a page may name, by their usual labels; all others are taken for Western ones.
_NAMED = {"iso-8859-15": "iso8859-15", "macintosh": "mac-roman", "ibm850": "cp850"}
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# They end by themselves.
_NEVER_OPEN = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
    "optgroup", "colgroup", "caption", "html", "head", "body", "rp", "rt",
})  # fmt: skip
_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
# A parser looks through all open elements at each tag, and opens formatting again in each block:
# so many steps take some seconds, and no page that a person reads asks for a tenth of them.
_MOST_STEPS = 400_000_000
_MOST_OPENED = 4_000_000


def html_text(data: bytes, path: Path, limits: Limits = LIMITS) -> SourceText:
    """The text of a web page; SourceError for what is no text, and for elements without end."""
    text = _decoded(data, path)
    _check_tangled(text, path, limits.html_tags)
    try:
        page = LexborHTMLParser(text)
    except SelectolaxError as error:
        raise SourceError("source.html.tangled", path) from error
    content = page_content(page)
    if content.depth > limits.html_depth:
        raise SourceError("source.html.deep", path, most=str(limits.html_depth))
    out = HtmlText(content).printed()
    return SourceText(
        "".join(f"{line}\n" for line in out.lines), tables=tuple(out.tables),
        links=tuple(out.links), removed=tuple(out.marks.get(REMOVED, ())),
        changed=tuple(out.marks.get(CHANGED, ())),
    )  # fmt: skip


def _decoded(data: bytes, path: Path) -> str:
    """The bytes of a page as text, by their mark, by what they are, by what the page says."""
    unicode = unicode_text(data, path)
    if unicode is not None:
        return unicode
    said = _CHARSET.search(data, 0, _PRESCAN)
    name = said[1].decode("ascii", "replace").casefold() if said else ""
    if name in ("utf-8", "utf8") or data.startswith(codecs.BOM_UTF8):
        text = data.decode("utf-8-sig", "replace")
        lost = text.count(LOST)
        # One broken letter does not make it another encoding; if most are, it was never this one.
        if lost < sum(1 for sign in text if sign > "\x7f") - lost:
            return text
    return data.decode(_NAMED.get(name, "cp1252"), "replace")


def _check_tangled(text: str, path: Path, most_tags: int) -> None:
    """SourceError for a page that would take a parser minutes: its time grows with what is open."""
    opened: Counter[str] = Counter()
    deep = formats = steps = again = 0
    for tags, match in enumerate(_TAG.finditer(text), 1):
        name = match[2].lower()
        steps += deep
        again += formats
        if tags > most_tags:
            raise SourceError("source.html.large", path, most=str(most_tags))
        if steps > _MOST_STEPS or again > _MOST_OPENED:
            raise SourceError("source.html.tangled", path)
        if name in _NEVER_OPEN:
            continue
        count = -1 if match[1] else 1
        if count > 0 or opened[name]:
            opened[name] += count
            deep += count
            formats += count if name in _FORMATTING else 0
