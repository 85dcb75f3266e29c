"""Minutes as PDF: the text that is printed on the pages, never what the file says of its author.

Characters are taken with the place they are printed at, in the order of the page. What lies under a
filled box is covered and does not leave the file; a page without text is a picture of one.
"""

from __future__ import annotations

import ctypes
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.sources.characters import COVERED, FONT_SIGNS, LOST
from socsam_opendata.minutes.sources.file_pages import PageLines, pages_between
from socsam_opendata.minutes.sources.pdf_paths import Drawn, has_pictures, turned_back
from socsam_opendata.minutes.sources.placed import (
    Placed,
    PlacedLine,
    PlacedRows,
    lowered,
    page_lines,
    placed_rows,
    sheets,
    usual_gap,
)
from socsam_opendata.minutes.sources.ruled import Grid, grids
from socsam_opendata.minutes.sources.ruled_pages import PrintedPage, in_cells, tables_of
from socsam_opendata.minutes.sources.text import SourceText
from socsam_opendata.settings.limits import LIMITS, Limits

_SIGNS = {
    # What PDFium has for a hyphen that divides a word, and for a character without a meaning.
    "\x02": "\u00ad", "\ufffe": LOST, "\uffff": LOST, "\x00": LOST, COVERED: LOST,
    **FONT_SIGNS,
}  # fmt: skip
_NOT_SHOWN = frozenset("\r\n\t \u00a0\x0b\x0c")


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
        sheets_of: list[list[_Sheet]] = []
        pictures: list[int] = []
        for number in range(count):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise SourceError("source.pdf.page", path, page=str(number + 1)) from error
            try:
                sheets_of.append(list(_printed(page, limits.page_parts)))
            except _CrowdedError as error:
                most = str(limits.page_parts)
                raise SourceError(
                    "source.pdf.parts", path, page=str(number + 1), most=most
                ) from error
            if not sheets_of[-1] and has_pictures(page):
                pictures.append(number + 1)
            page.close()
    usual = usual_gap(one.rows for some in sheets_of for one in some)
    pages: list[PrintedPage] = []
    numbers: list[int] = []
    for number, some in enumerate(sheets_of, 1):
        printed = [one.page(usual) for one in some] or [PrintedPage()]
        pages += printed
        numbers += [number] * len(printed)
    if len(pictures) == count or (pictures and not any(map(_says, pages))):
        raise SourceError("source.pdf.scanned", path)
    found = tables_of(pages)
    return SourceText(
        "\f".join("".join(f"{line.text}\n" for line in page.lines) for page in pages),
        page_lines=_lines_of_pages(pages, numbers), scanned=tuple(pictures),
        tables=found.tables, running=found.again,
    )  # fmt: skip


def _says(page: PrintedPage) -> bool:
    return any(line.text.strip() for line in page.lines)


def _lines_of_pages(pages: Sequence[PrintedPage], numbers: Sequence[int]) -> tuple[PageLines, ...]:
    """The pages of the file by the lines of those printed on them: two may stand on a sheet."""
    begins: dict[int, int] = {}
    end = 0
    for number, page in zip(numbers, pages, strict=True):
        begins.setdefault(number, end + 1)
        end += len(page.lines)
    return tuple(pages_between(begins.items(), end))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A printed page: its rows of characters, its ruled tables, and what is printed across."""

    rows: PlacedRows
    ruled: Sequence[Grid]
    across: tuple[PlacedRows, ...] = ()

    def page(self, usual: float | None) -> PrintedPage:
        """Its lines, which in the document usually lie so far apart."""
        lines = page_lines(self.rows, usual)
        across = [line for some in self.across for line in page_lines(some)]
        return PrintedPage([*lines, PlacedLine(), *across] if across else lines, self.ruled)


class _CrowdedError(Exception):
    """A page has more characters, or pieces that it is drawn of, than are read."""


def _printed(page: pypdfium2.PdfPage, limit: int) -> Iterator[_Sheet]:
    """Each page on a sheet, along the direction in which most of its text is printed; what stands
    across that, such as a stamp in the margin, comes last."""
    # The pieces first: the characters of a page that is made to harm take all memory.
    if pdfium.FPDFPage_CountObjects(page.raw) > limit:
        raise _CrowdedError
    drawn = Drawn(page)
    by_angle = _characters(page, drawn, limit)
    if not by_angle:
        return
    (angle, most), *others = sorted(by_angle.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ruled = grids(*drawn.rules(angle))
    placed = in_cells(lowered(most), ruled)
    *before, last = sheets(placed) if _lies_down(page, angle) else [placed]
    yield from (_Sheet(placed_rows(one), ruled) for one in before)
    yield _Sheet(placed_rows(last), ruled, tuple(placed_rows(some) for _, some in others))


def _lies_down(page: pypdfium2.PdfPage, angle: int) -> bool:
    """Whether a page is wider than high, turned so that text at an angle stands upright."""
    width, height = page.get_size()
    turned = (page.get_rotation() + angle) % 180 != 0
    return bool(height > width if turned else width > height)


def _characters(page: pypdfium2.PdfPage, drawn: Drawn, limit: int) -> dict[int, list[Placed]]:
    """The printed characters by the angle they are printed at, in degrees, turned upright."""
    textpage = page.get_textpage()
    raw = textpage.raw
    found: dict[int, list[Placed]] = defaultdict(list)
    x, y, loose = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    count = pdfium.FPDFText_CountChars(raw)
    if count > limit:
        raise _CrowdedError
    for at in range(count):
        sign = chr(pdfium.FPDFText_GetUnicode(raw, at))
        if sign in _NOT_SHOWN or pdfium.FPDFText_IsGenerated(raw, at) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(raw, at, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, at, loose)
        angle = round(math.degrees(pdfium.FPDFText_GetCharAngle(raw, at))) % 360
        text = _SIGNS.get(sign, sign)
        box = (loose.left, loose.bottom, loose.right, loose.top)
        if drawn.boxes and _is_covered(box, drawn, raw, at):
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
    corners = [turned_back(a, b, angle) for a in (left, right) for b in (bottom, top)]
    along, across = zip(*corners, strict=True)
    _, base = turned_back(x, y, angle)
    return Placed(text, min(along), max(along), base, max(across) - min(across))


def _is_covered(box: tuple[float, float, float, float], drawn: Drawn, raw: Any, at: int) -> bool:
    """Whether the middle of a character lies under a box that is painted after it."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    over = [b for b in drawn.boxes if b.left <= x <= b.right and b.bottom <= y <= b.top]
    if not over:
        return False
    piece = pdfium.FPDFText_GetTextObject(raw, at)
    painted = drawn.orders.get(ctypes.addressof(piece.contents)) if piece else None
    return painted is not None and any(b.order > painted for b in over)
