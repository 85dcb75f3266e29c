"""The text of a paragraph of a Word file, as Word shows it with all changes accepted.

What is deleted, hidden or a comment is left out, and a sign stands for it; so does one where a page
begins. Of a field the result is taken, of two forms of a drawing the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from socsam_opendata.minutes.sources.characters import LOST, plain_signs
from socsam_opendata.minutes.sources.tables import (
    CHANGED,
    COMMENTED,
    EMBEDDED,
    HIDDEN,
    PAGE,
    RENDERED,
)
from socsam_opendata.minutes.sources.word_file import Element, attribute, child, local, switched
from socsam_opendata.minutes.sources.word_styles import WordStyles

# Elements that hold others of a paragraph and say nothing themselves; `e` to `deg` are of formulas.
_HOLDERS = frozenset({
    "hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "bdo", "dir", "oMath",
    "oMathPara", "ruby", "rubyBase", "f", "num", "den", "sSup", "sSub", "sup", "sub", "e", "d",
    "rad", "deg", "nary", "func", "fName", "m", "mr", "acc", "bar", "box", "eqArr", "sSubSup",
})  # fmt: skip
INSERTED = frozenset(("ins", "moveTo"))
DELETED = frozenset(("del", "moveFrom"))
_DRAWN = frozenset(("drawing", "pict", "object"))
# Another program's part in a drawing: a sheet or other file, a chart, a diagram.
_OF_OTHERS = frozenset(("OLEObject", "chart", "relIds"))
_NOTES = frozenset(("footnoteReference", "endnoteReference"))
_PLAIN = {
    "tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad",
    "commentReference": COMMENTED, "lastRenderedPageBreak": RENDERED,
}  # fmt: skip
_OF_SYMBOLS = re.compile(r"symbol|wingdings|webdings", re.I)


def chosen(alternate: Element) -> Iterable[Element]:
    """The one of several forms of the same content that is read: the first that has something."""
    return next((tuple(one) for one in alternate if len(one)), ())


@dataclass
class Fields:
    """The fields that are open, from the outermost; True where the result has begun.

    A field may go on over many paragraphs. Where ends are missing in the file, nothing is taken for
    the instruction of one.
    """

    whole: bool
    open: list[bool] = field(default_factory=list)

    @property
    def instructs(self) -> bool:
        """Whether what stands here is the instruction of a field, which nobody sees."""
        return self.whole and not all(self.open)

    def pass_by(self, element: Element) -> str:
        """A beginning, middle or end; what is shown there: a box that is ticked or not."""
        match attribute(element, "fldCharType"):
            case "begin":
                shown = "" if self.instructs else _ticked(child(element, "ffData", "checkBox"))
                self.open.append(False)
                return shown
            case "separate" if self.open:
                self.open[-1] = True
            case "end" if self.open:
                self.open.pop()
        return ""


def _ticked(box: Element | None) -> str:
    if box is None:
        return ""
    said = (switched(child(box, name)) for name in ("checked", "default"))
    return "☒" if next((ticked for ticked in said if ticked is not None), False) else "☐"


def fields_of(story: Element) -> Fields:
    """The fields of a part of a file, none of them open yet; `whole` where each one ends."""
    depth = 0
    for element in story.iter("{*}fldChar"):
        kind = attribute(element, "fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth < 0:
            break
    return Fields(depth == 0)


class InlineText:
    """The raw text of a paragraph; `boxes` are the text boxes that hang on it."""

    def __init__(
        self, styles: WordStyles, fields: Fields, note: Callable[[Element], str], hidden: bool
    ) -> None:
        self._styles = styles
        self._fields = fields
        self._note = note
        self._hidden = hidden
        self._parts: list[str] = []
        self.boxes: list[Element] = []

    def read(self, paragraph: Element) -> str:
        """The text of a paragraph, with tabs, line ends and signs."""
        waiting = [paragraph]
        while waiting:
            element = waiting.pop()
            name = local(element.tag)
            if name in ("r", "p"):
                hides = name == "r" and self._is_hidden(element)
                waiting += reversed(self._shown(element) if hides else element)
            elif name in _HOLDERS:
                waiting += reversed(element)
            elif name in INSERTED:
                self._parts.append(CHANGED)
                waiting += reversed(element)
            elif name in DELETED:
                self._parts.append(CHANGED)
            elif name == "sdt":
                waiting += [one for one in element if local(one.tag) == "sdtContent"]
            elif name == "AlternateContent":
                waiting += reversed(tuple(chosen(element)))
            elif name == "fldChar":
                self._parts.append(self._fields.pass_by(element))
            elif name in _DRAWN:
                self._parts.append(self._drawn(element))
            elif not self._fields.instructs:
                self._parts.append(self._plain(name, element))
        return "".join(self._parts)

    def _plain(self, name: str, element: Element) -> str:
        """The text of an element of a run; nothing for what is not shown."""
        if name == "t":
            return plain_signs(element.text or "")
        if name == "br":
            if attribute(element, "type") != "page":
                return "\n"
            begun = any(part.strip() for part in self._parts)
            return f"\n{PAGE}" if begun else PAGE
        if name == "sym":
            return _symbol(element)
        if name in _NOTES:
            return self._note(element)
        return _PLAIN.get(name, "")

    def _drawn(self, drawing: Element) -> str:
        """Note the text boxes of a drawing, each once, and give a sign for what is not read.

        Boxes inside another one come with it.
        """
        signs = ""
        waiting = [drawing]
        while waiting:
            element = waiting.pop()
            name = local(element.tag)
            if name == "txbxContent":
                self.boxes.append(element)
            elif name == "AlternateContent":
                waiting += reversed(tuple(chosen(element)))
            elif name in _OF_OTHERS:
                signs += EMBEDDED
            else:
                waiting += reversed(element)
        return signs

    def _is_hidden(self, run: Element) -> bool:
        properties = child(run, "rPr")
        said = switched(child(properties, "vanish"))
        if said is not None:
            return said
        style = attribute(child(properties, "rStyle"))
        # A toggle: a style that hides, in a paragraph whose style hides, shows.
        return self._hidden != bool(style and self._styles.hides(style))

    def _shown(self, run: Element) -> list[Element]:
        """What is left of a hidden run: the ends of fields; a sign tells that text was there."""
        texts = (e.text or "" for e in run if local(e.tag) == "t")
        told = any(text.strip() for text in texts) and not self._fields.instructs
        if told and (not self._parts or self._parts[-1] != HIDDEN):
            self._parts.append(HIDDEN)
        return [e for e in run if local(e.tag) == "fldChar"]


def _symbol(element: Element) -> str:
    """A character that is named by its font and its number there."""
    try:
        code = int(attribute(element, "char") or "", 16)
        of_font = _OF_SYMBOLS.match(attribute(element, "font") or "")
        sign = chr(code + 0xF000 if of_font and code < 0x100 else code)
    except (ValueError, OverflowError):
        return LOST
    return plain_signs(sign)
