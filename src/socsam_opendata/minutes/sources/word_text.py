"""Paragraphs and tables of a Word file as lines, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.sources.tables import (
    CHANGED,
    EMBEDDED,
    EMPTY_CELL,
    HIDDEN,
    MOST_COLUMNS,
    PAGE,
    RENDERED,
    Printout,
)
from socsam_opendata.minutes.sources.word_file import (
    Element,
    WordFile,
    attribute,
    child,
    local,
    number,
    switched,
)
from socsam_opendata.minutes.sources.word_inline import (
    DELETED,
    INSERTED,
    Fields,
    InlineText,
    chosen,
    fields_of,
)
from socsam_opendata.minutes.sources.word_numbers import WordNumbers
from socsam_opendata.minutes.sources.word_styles import ParagraphForm, WordStyles, form_of

# So much space between two paragraphs is a blank line, in twentieths of a point.
_BLANK = 100
_HOLDERS = frozenset(("customXml", "smartTag", "sdtContent"))


class WordText:
    """Prints parts of a file; lists count on from one to the next.

    `note` is asked for the mark of each note that the text refers to.
    """

    def __init__(
        self,
        file: WordFile,
        styles: WordStyles,
        numbers: WordNumbers,
        note: Callable[[Element], str],
    ) -> None:
        self._path, self._deepest = file.path, file.limits.nesting
        self._styles = styles
        self._numbers = numbers
        self._note = note
        self._fields = Fields(True)
        self._depth = 0
        self._lead = ""

    def story(self, part: Element, lead: str = "") -> Printout:
        """A part of the file, such as its body or a note, with what is to stand before its text."""
        self._fields, self._lead = fields_of(part), lead
        return self._printed(part, in_cell=False)

    def _printed(self, holder: Element, in_cell: bool) -> Printout:
        self._depth += 1
        if self._depth > self._deepest:
            raise SourceError("source.docx.deep", self._path, most=str(self._deepest))
        out = Printout()
        open_ = _OpenParagraph()
        for element in _blocks(holder, out):
            if local(element.tag) == "tbl":
                self._close(open_, out, in_cell)
                self._table(element, out)
                open_.space, open_.above = 0, ""
            elif not self._add(element, open_, in_cell):
                self._close(open_, out, in_cell)
        self._close(open_, out, in_cell)
        self._depth -= 1
        return out

    # --- paragraphs ---------------------------------------------------------------------------

    def _add(self, paragraph: Element, open_: _OpenParagraph, in_cell: bool) -> bool:
        """Add a paragraph to the one that is open; whether the next one goes on with it."""
        properties = child(paragraph, "pPr")
        style = self._styles.key(properties)
        own = form_of(properties)
        form = self._styles.form(own, style, in_cell)
        inline = InlineText(self._styles, self._fields, self._note, self._styles.hides(style))
        text = inline.read(paragraph)
        mark = child(properties, "rPr")
        marked = {local(one.tag) for one in mark} if mark is not None else set()
        if switched(child(properties, "pageBreakBefore")):
            text = PAGE + text
        if marked & (INSERTED | DELETED):
            text += CHANGED
        open_.take(text, own, form, style)
        open_.boxes += inline.boxes
        section = child(properties, "sectPr")
        kind = attribute(child(section, "type")) or "nextPage"
        open_.ends_page = section is not None and kind not in ("continuous", "nextColumn")
        open_.goes_on = bool(marked & DELETED) or bool(switched(child(mark, "vanish")))
        return open_.goes_on

    def _close(self, open_: _OpenParagraph, out: Printout, in_cell: bool) -> None:
        """Print the paragraph that is open, and the text boxes that hang on it."""
        if open_.form is None:
            return
        form, text = open_.form, "".join(open_.parts)
        if open_.goes_on and not open_.says:
            # It went with its end, and nothing follows that would go on with it.
            for sign in text:
                out.mark(sign, len(out.lines) + 1)
        else:
            if form.heading or open_.is_apart:
                out.blank()
            label = self._numbers.before(form, open_.own, open_.style)
            pages = len(text) - len(text.lstrip(PAGE + RENDERED))
            out.add(text[:pages] + self._lead + label + text[pages:])
            self._lead = ""
            if form.heading:
                out.blank()
            open_.space, open_.above = form.after or 0, open_.style
        if open_.ends_page:
            out.mark(PAGE, len(out.lines) + 1)
        for box in open_.boxes:
            out.append(self._printed(box, in_cell))
        open_.clear()

    # --- tables -------------------------------------------------------------------------------

    def _table(self, table: Element, out: Printout) -> None:
        out.blank()
        rows = []
        for row in _held(table, "tr"):
            properties = child(row, "trPr")
            marked = {local(one.tag) for one in properties} if properties is not None else set()
            if marked & (INSERTED | DELETED):
                out.mark(CHANGED, len(out.lines) + 1)
            if switched(child(properties, "hidden")):
                out.mark(HIDDEN, len(out.lines) + 1)
            elif not marked & DELETED:
                rows.append(self._row(row, properties))
        wide = max(map(len, rows), default=0)
        out.table([[*row, *_empty(wide - len(row), len(row))] for row in rows])

    def _row(self, row: Element, properties: Element | None) -> list[Printout]:
        cells = _empty(number(child(properties, "gridBefore")), 0)
        for cell in _held(row, "tc"):
            said = child(cell, "tcPr")
            goes_on = any(_goes_on(child(said, name)) for name in ("vMerge", "hMerge"))
            gone = child(said, "cellDel") is not None
            cells.append(Printout() if goes_on or gone else self._printed(cell, in_cell=True))
            if gone or child(said, "cellIns") is not None:
                cells[-1].mark(CHANGED, 1)
            cells += _empty((number(child(said, "gridSpan")) or 1) - 1, len(cells))
        return cells


def _empty(count: int | None, before: int) -> list[Printout]:
    """So many empty cells, and no more than a table may have with those before them."""
    return [EMPTY_CELL] * min(count or 0, MOST_COLUMNS - before)


def _goes_on(merge: Element | None) -> bool:
    """Whether a cell belongs to the one above or before it."""
    return merge is not None and attribute(merge) != "restart"


class _OpenParagraph:
    """A paragraph that may go on in the next one, where the end between them is deleted.

    `space` is what the paragraph above leaves below it, `above` the style of that one.
    """

    def __init__(self) -> None:
        self.space = 0
        self.above = ""
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.parts: list[str] = []
        self.says = False
        self.form: ParagraphForm | None = None
        self.own = ParagraphForm()
        self.style = ""
        self.boxes: list[Element] = []
        self.ends_page = False
        self.goes_on = False

    def take(self, text: str, own: ParagraphForm, form: ParagraphForm, style: str) -> None:
        """Add text; the first part that says something says what the whole is."""
        if not self.says:
            self.own, self.form, self.style = own, form, style
            self.says = bool(text.strip(CHANGED + HIDDEN))
        self.parts.append(text)

    @property
    def is_apart(self) -> bool:
        """Whether so much space is above it that a reader sees a blank line."""
        if self.form is None or (self.form.apart and self.above == self.style):
            return False
        return max(self.form.before or 0, self.space) >= _BLANK


def _blocks(holder: Element, out: Printout) -> Iterator[Element]:
    """The paragraphs and tables of a part of the file; changes are noted on the way."""
    waiting = list(reversed(holder))
    while waiting:
        element = waiting.pop()
        name = local(element.tag)
        if name in ("p", "tbl"):
            yield element
        elif name in INSERTED:
            out.mark(CHANGED, len(out.lines) + 1)
            waiting += reversed(element)
        elif name in DELETED:
            out.mark(CHANGED, len(out.lines) + 1)
        elif name in _HOLDERS:
            waiting += reversed(element)
        elif name == "sdt":
            waiting += [one for one in element if local(one.tag) == "sdtContent"]
        elif name == "AlternateContent":
            waiting += reversed(tuple(chosen(element)))
        elif name == "altChunk":
            out.mark(EMBEDDED, len(out.lines) + 1)


def _held(holder: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    waiting = list(reversed(holder))
    while waiting:
        element = waiting.pop()
        name = local(element.tag)
        if name == wanted:
            yield element
        elif name in _HOLDERS or name == "sdt":
            waiting += reversed(element)
