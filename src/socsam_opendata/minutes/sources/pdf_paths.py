"""What is drawn on a page of a PDF beside its text: pictures, filled boxes, and rules of tables."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from socsam_opendata.minutes.sources.ruled import Rule

# A box that covers text is at least so wide and high, in points.
_BOX = 4.0
# A rule is no thicker, and no shorter.
_THICK, _SHORT = 3.5, 4.0
# A path of more parts is a drawing.
_MOST_PARTS = 2_000


class Box(NamedTuple):
    """A filled box, and its place in the order in which the page is painted."""

    left: float
    bottom: float
    right: float
    top: float
    order: int


def _objects(page: pypdfium2.PdfPage) -> Iterator[Any]:
    raw = page.raw
    for at in range(pdfium.FPDFPage_CountObjects(raw)):
        yield pdfium.FPDFPage_GetObject(raw, at)


def has_pictures(page: pypdfium2.PdfPage) -> bool:
    """Whether a page shows something that is no text: a picture, or letters that are drawn."""
    kinds = map(pdfium.FPDFPageObj_GetType, _objects(page))
    return any(kind != pdfium.FPDF_PAGEOBJ_TEXT for kind in kinds)


class Drawn:
    """The paths of a page: `boxes` that may cover text, with the `orders` in which each piece of
    its text is painted, and the ends of thin lines, which may be rules of tables."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.boxes: list[Box] = []
        self.orders: dict[int, int] = {}
        self._lines: list[tuple[float, float, float, float]] = []
        for order, one in enumerate(_objects(page)):
            kind = pdfium.FPDFPageObj_GetType(one)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self.orders[ctypes.addressof(one.contents)] = order
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._add(one, order)

    def _add(self, path: Any, order: int) -> None:
        box = _bounds(path, order)
        wide, high = box.right - box.left, box.top - box.bottom
        if min(wide, high) <= _THICK:
            x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            ends = (box.left, y, box.right, y) if wide > high else (x, box.bottom, x, box.top)
            self._lines.append(ends)
        elif _is_stroked(path):
            self._lines += _parts(path)
        if self.orders and min(wide, high) >= _BOX and _is_filled(path):
            self.boxes.append(box)

    def rules(self, angle: int) -> tuple[list[Rule], list[Rule]]:
        """Lines across and down the page, turned as text is that is printed at an angle."""
        across, down = [], []
        for x, y, other_x, other_y in self._lines:
            left, bottom = turned_back(x, y, angle)
            right, top = turned_back(other_x, other_y, angle)
            wide, high = abs(right - left), abs(top - bottom)
            if wide >= _SHORT and high <= _THICK:
                across.append(Rule((bottom + top) / 2, min(left, right), max(left, right)))
            elif high >= _SHORT and wide <= _THICK:
                down.append(Rule((left + right) / 2, min(bottom, top), max(bottom, top)))
        return across, down


def turned_back(x: float, y: float, angle: int) -> tuple[float, float]:
    """A place of a page along text that is printed at an angle, in degrees, and across it."""
    if not angle:
        return x, y
    turn = math.radians(-angle)
    cos, sin = math.cos(turn), math.sin(turn)
    return x * cos + y * sin, y * cos - x * sin


def _parts(path: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight parts of a path, each from one place of the page to another."""
    count = pdfium.FPDFPath_CountSegments(path)
    matrix = pdfium.FS_MATRIX()
    if count > _MOST_PARTS or not pdfium.FPDFPageObj_GetMatrix(path, matrix):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = last = (0.0, 0.0)
    for at in range(count):
        part = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(part, x, y)
        here = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(part)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            yield (*last, *here)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = here
        if pdfium.FPDFPathSegment_GetClose(part):
            yield (*here, *begin)
        last = here


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, fill, stroke) and stroke.value)


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


def _bounds(one: Any, order: int) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(one, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return Box(left, bottom, right, top, order)
