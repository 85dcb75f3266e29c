"""Minutes as PDF: the text that is printed on the pages, never what the file says of its author.

Characters are taken with the place they are printed at, in the order of the page. What lies under a
filled box is covered and does not leave the file; a page without text is a picture of one.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.sources.characters import COVERED, FONT_SIGNS, LOST
from socsam_opendata.minutes.sources.file_pages import PageLines, pages_between
from socsam_opendata.minutes.sources.placed import Placed, page_lines, sheets
from socsam_opendata.minutes.sources.text import SourceText
from socsam_opendata.settings.limits import LIMITS, Limits

_SIGNS = {
    # What PDFium has for a hyphen that divides a word, and for a character without a meaning.
    "\x02": "\u00ad", "\ufffe": LOST, "\uffff": LOST, "\x00": LOST, COVERED: LOST,
    **FONT_SIGNS,
}  # fmt: skip
_NOT_SHOWN = frozenset("\r\n\t \u00a0\x0b\x0c")
# A box that covers text is at least so wide and high, in points.
_BOX = 4.0


class _Box(NamedTuple):
    """A filled box, and its place in the order in which the page is painted."""

    left: float
    bottom: float
    right: float
    top: float
    order: int


def pdf_text(data: bytes, path: Path, limits: Limits = LIMITS) -> SourceText:
    """The text of a PDF; SourceError for one that is locked, broken, too long or without text."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise SourceError("source.pdf.password", path) from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise SourceError("source.pdf.encrypted", path) from error
        raise SourceError("source.pdf.broken", path) from error
    with document:
        count = len(document)
        if count > limits.pages:
            raise SourceError("source.pdf.pages", path, most=str(limits.pages), pages=str(count))
        pages: list[str] = []
        numbers: list[int] = []
        pictures: list[int] = []
        for number in range(count):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise SourceError("source.pdf.page", path, page=str(number + 1)) from error
            printed = list(_printed(page))
            if not printed and _has_pictures(page):
                pictures.append(number + 1)
            printed = printed or [""]
            pages += printed
            numbers += [number + 1] * len(printed)
            page.close()
    if len(pictures) == count or (pictures and not any(map(str.strip, pages))):
        raise SourceError("source.pdf.scanned", path)
    return SourceText(
        "\f".join(f"{page}\n" for page in pages),
        page_lines=_lines_of_pages(pages, numbers), scanned=tuple(pictures),
    )  # fmt: skip


def _lines_of_pages(pages: Sequence[str], numbers: Sequence[int]) -> tuple[PageLines, ...]:
    """The pages of the file by the lines of those printed on them: two may stand on a sheet."""
    begins: dict[int, int] = {}
    end = 0
    for number, page in zip(numbers, pages, strict=True):
        begins.setdefault(number, end + 1)
        end += page.count("\n") + 1
    return tuple(pages_between(begins.items(), end))


def _printed(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The text of each page on a sheet, along the direction in which most of it is printed; what
    stands across that, such as a stamp in the margin, comes last."""
    by_angle = _characters(page)
    found = sorted(by_angle.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    across = [line for _, some in found[1:] for line in page_lines(some)]
    if found:
        *others, last = sheets(found[0][1])
        yield from ("\n".join(page_lines(one)) for one in others)
        yield "\n".join([*page_lines(last), *([""] if across else []), *across])


def _characters(page: pypdfium2.PdfPage) -> dict[int, list[Placed]]:
    """The printed characters by the angle they are printed at, in degrees, turned upright."""
    textpage = page.get_textpage()
    raw = textpage.raw
    boxes, orders = _boxes(page)
    found: dict[int, list[Placed]] = defaultdict(list)
    x, y, loose = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    for at in range(pdfium.FPDFText_CountChars(raw)):
        sign = chr(pdfium.FPDFText_GetUnicode(raw, at))
        if sign in _NOT_SHOWN or pdfium.FPDFText_IsGenerated(raw, at) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(raw, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, at, loose)
        angle = round(math.degrees(pdfium.FPDFText_GetCharAngle(raw, at))) % 360
        text = _SIGNS.get(sign, sign)
        box = (loose.left, loose.bottom, loose.right, loose.top)
        if boxes and _is_covered(box, boxes, raw, at, orders):
            text = COVERED
        one = _upright(text, x.value, y.value, box, angle)
        # Letters printed twice, a hair apart, are bold.
        last = found[angle][-1] if found[angle] else None
        if last and last.text == one.text and abs(last.left - one.left) < 0.1 * one.height \
                and abs(last.base - one.base) < 0.1 * one.height:  # fmt: skip
            continue
        found[angle].append(one)
    textpage.close()
    return found


def _upright(
    text: str, x: float, y: float, box: tuple[float, float, float, float], angle: int
) -> Placed:
    """A character with its place along the direction it is printed in, and across it."""
    left, bottom, right, top = box
    if angle == 0:
        return Placed(text, left, right, y, top - bottom)
    turn = math.radians(-angle)
    cos, sin = math.cos(turn), math.sin(turn)
    corners = [(a, b) for a in (left, right) for b in (bottom, top)]
    along = [a * cos + b * sin for a, b in corners]
    across = [b * cos - a * sin for a, b in corners]
    return Placed(text, min(along), max(along), y * cos - x * sin, max(across) - min(across))


# --- what covers text, and pictures -----------------------------------------------------------


def _objects(page: pypdfium2.PdfPage) -> Iterator[Any]:
    raw = page.raw
    for at in range(pdfium.FPDFPage_CountObjects(raw)):
        yield pdfium.FPDFPage_GetObject(raw, at)


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    """Whether a page shows something that is no text: a picture, or letters that are drawn."""
    kinds = map(pdfium.FPDFPageObj_GetType, _objects(page))
    return any(kind != pdfium.FPDF_PAGEOBJ_TEXT for kind in kinds)


def _boxes(page: pypdfium2.PdfPage) -> tuple[list[_Box], dict[int, int]]:
    """The filled boxes of a page, and when each piece of its text is painted."""
    boxes: list[_Box] = []
    orders: dict[int, int] = {}
    for order, one in enumerate(_objects(page)):
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            orders[ctypes.addressof(one.contents)] = order
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and orders and _is_filled(one):
            found = _bounds(one, order)
            if found.right - found.left >= _BOX and found.top - found.bottom >= _BOX:
                boxes.append(found)
    return boxes, orders


def _is_filled(path: Any) -> bool:
    """Whether a path is a box of a colour that nothing is seen through."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        and fill.value
        and pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
        and alpha.value == 255
    )


def _bounds(one: Any, order: int) -> _Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(one, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return _Box(left, bottom, right, top, order)


def _is_covered(
    box: tuple[float, float, float, float], boxes: list[_Box], raw: Any, at: int,
    orders: dict[int, int],
) -> bool:  # fmt: skip
    """Whether the middle of a character lies under a box that is painted after it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    over = [b for b in boxes if b.left <= x <= b.right and b.bottom <= y <= b.top]
    if not over:
        return False
    piece = pdfium.FPDFText_GetTextObject(raw, at)
    painted = orders.get(ctypes.addressof(piece.contents)) if piece else None
    return painted is not None and any(b.order > painted for b in over)
