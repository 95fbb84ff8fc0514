"""A PDF page as PDFium paints it: what was placed, in which order, where, and what was really seen.

A character counts as seen when the picture changes once the text is taken away; no list of ways to hide is needed.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

SCALE = 100 / 72
MOST_PIXELS = 12_000_000
MOST_ITEMS = 200_000
DEEPEST_FORM = 12
FAINTEST = 10
"""A difference of fewer grey steps is not seen."""
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


@dataclass(frozen=True, slots=True)
class Item:
    """Something placed on the page; ``box`` and ``clip`` are left, bottom, right, top in points of the page."""

    handle: Any
    kind: int
    order: int
    box: Box
    clip: Box

    @property
    def address(self) -> int:
        """The identity of the object behind the handle."""
        return ctypes.addressof(self.handle.contents)


def items(page: pypdfium2.PdfPage) -> list[Item]:
    """Everything placed on a page in the order of painting, forms opened."""
    found: list[Item] = []
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(min(count, MOST_ITEMS)):
        _place(pdfium.FPDFPage_GetObject(page, index), IDENTITY, EVERYWHERE, found, 0)
    return found


def _place(handle: Any, outer: Matrix, clip: Box, found: list[Item], depth: int) -> None:
    if not handle or len(found) >= MOST_ITEMS:
        return
    clip = intersection(clip, _clip(handle, outer))
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        found.append(Item(handle, kind, len(found), _moved(_bounds(handle), outer), clip))
        return
    if depth >= DEEPEST_FORM:
        return
    inner = _times(_matrix(handle), outer)
    for index in range(min(pdfium.FPDFFormObj_CountObjects(handle), MOST_ITEMS)):
        _place(pdfium.FPDFFormObj_GetObject(handle, index), inner, clip, found, depth + 1)


def _bounds(handle: Any) -> Box:
    values = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(handle, *values)
    left, bottom, right, top = (value.value for value in values)
    return left, bottom, right, top


def _matrix(handle: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(box: Box, matrix: Matrix) -> Box:
    left, bottom, right, top = box
    return around([_point(matrix, x, y) for x in (left, right) for y in (bottom, top)])


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: list[tuple[float, float]]) -> Box:
    """The smallest box around points."""
    across = [x for x, _ in points]
    up = [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def intersection(one: Box, other: Box) -> Box:
    """Where two boxes overlap; a box without area when they do not."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def area(box: Box) -> float:
    """The area of a box in square points."""
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _clip(handle: Any, outer: Matrix) -> Box:
    path = pdfium.FPDFPageObj_GetClipPath(handle)
    box = EVERYWHERE
    for index in range(max(pdfium.FPDFClipPath_CountPaths(path), 0) if path else 0):
        points = list(_clip_points(path, index, outer))
        if points:
            box = intersection(box, around(points))
    return box


def _clip_points(path: Any, index: int, outer: Matrix) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(max(pdfium.FPDFClipPath_CountPathSegments(path, index), 0)):
        segment = pdfium.FPDFClipPath_GetPathSegment(path, index, at)
        if segment and pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield _point(outer, x.value, y.value)


class Picture:
    """The picture of a page, and the same picture without some of its text."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        width, height = page.get_size()
        self.scale = min(SCALE, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        self.whole = self._render()
        self.size = self.whole.size
        self._matrix = self._to_device()

    def _render(self) -> Image.Image:
        bitmap = self._page.render(scale=self.scale, rev_byteorder=True)
        return bitmap.to_pil().convert("RGB")

    def change_without(self, objects: list[Any]) -> Image.Image:
        """A black and white picture: white where taking the objects away changes what is seen."""
        for handle in objects:
            pdfium.FPDFPageObj_SetIsActive(handle, False)
        try:
            other = self._render()
        finally:
            for handle in objects:
                pdfium.FPDFPageObj_SetIsActive(handle, True)
        bands = ImageChops.difference(self.whole, other).split()
        strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
        return strongest.point([255 if step > FAINTEST else 0 for step in range(256)])

    def _to_device(self) -> Matrix:
        span = 1000
        corners = ((0, 0), (span, 0), (0, span))
        (ox, oy), (ax, ay), (bx, by) = (_device(self._page, self.size, across, up) for across, up in corners)
        return ((ax - ox) / span, (ay - oy) / span, (bx - ox) / span, (by - oy) / span, ox, oy)

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Where a box of the page lies in the picture: left, top, right, bottom, at least one pixel."""
        left, top, right, bottom = _moved(box, self._matrix)
        return int(left), int(top), max(int(right + 0.999), int(left) + 1), max(int(bottom + 0.999), int(top) + 1)

    def holds(self, box: tuple[int, int, int, int]) -> bool:
        """Whether any of a box of pixels lies inside the picture."""
        width, height = self.size
        return box[0] < width and box[1] < height and box[2] > 0 and box[3] > 0


def _device(page: pypdfium2.PdfPage, size: tuple[int, int], across: float, up: float) -> tuple[float, float]:
    finer = 64  # PDFium answers in whole pixels
    x, y = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, size[0] * finer, size[1] * finer, 0, across, up, x, y)
    return x.value / finer, y.value / finer
