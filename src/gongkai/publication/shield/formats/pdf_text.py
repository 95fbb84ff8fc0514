"""Hidden text and hidden parts of pictures on the pages of a PDF."""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from gongkai.publication.shield.findings import Finding, finding
from gongkai.publication.shield.formats.pdf_picture import Box, Item, Picture, area, intersection, items

INVISIBLE = {3, 7}
SMALLEST = 2.2
"""Points; smaller characters are not read by people."""
FEWEST = 2
"""One character alone may be a speck that anti-aliasing swallowed."""
SHOWN = 0.85
THINNEST = 4
SMALL_PICTURE = 8
CORNERS = range(4, 8)
OPAQUE = 255
GREY_SPREAD = 12
FULL = 0.9
UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Character:
    """A character of the page: its letter, its box and size in points, what it was painted with."""

    letter: str
    box: Box
    size: float
    item: Item
    invisible: bool


def page_findings(page: pypdfium2.PdfPage, where: str) -> Iterator[Finding]:
    """Text that is not seen and pictures of which only a part is seen."""
    placed = items(page)
    characters = list(_characters(page, placed))
    texts = [item.handle for item in placed if item.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    if texts:
        yield from _hidden_text(page, placed, characters, texts, where)
    yield from _pictures(page, placed, characters, where)
    if not characters and any(item.kind == pdfium.FPDF_PAGEOBJ_IMAGE for item in placed):
        yield finding("pdf.image_only", where)


def _characters(page: pypdfium2.PdfPage, placed: list[Item]) -> Iterator[Character]:
    by_address = {item.address: item for item in placed if item.kind == pdfium.FPDF_PAGEOBJ_TEXT}
    invisible = {
        address: pdfium.FPDFTextObj_GetTextRenderMode(item.handle) in INVISIBLE or _fill(item)[3] == 0
        for address, item in by_address.items()
    }
    text = page.get_textpage()
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    loose = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or code in {0, 0xFFFE, 0xFFFF} or chr(code).isspace():
            continue
        handle = pdfium.FPDFText_GetTextObject(text, index)
        item = by_address.get(ctypes.addressof(handle.contents)) if handle else None
        if item and pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            pdfium.FPDFText_GetLooseCharBox(text, index, loose)
            size = max(abs(loose.right - loose.left), abs(loose.top - loose.bottom))
            box = (left.value, bottom.value, right.value, top.value)
            yield Character(chr(code), box, size, item, invisible[item.address])


def _hidden_text(
    page: pypdfium2.PdfPage, placed: list[Item], characters: list[Character], texts: list[Any], where: str
) -> Iterator[Finding]:
    picture = Picture(page)
    later = _later(placed)
    below = {one.item.address for one in characters if _covering(one, later)}
    changed = picture.change_without(texts)
    below_texts = [item.handle for item in placed if item.address in below]
    changed_below = picture.change_without(below_texts) if below_texts else changed
    media = page.get_mediabox()
    hidden: dict[str, list[str]] = defaultdict(list)
    for one in characters:
        change = changed_below if one.item.address in below else changed
        kind = _kind(one, picture, change, media)
        if kind == UNSEEN:
            kind = _why(one, later)
        if kind:
            hidden[kind].append(one.letter)
    for kind, letters in hidden.items():
        if len(letters) >= FEWEST:
            yield finding(kind, where, f"{''.join(letters[:4])}…（共{len(letters)}个字）")


def _kind(one: Character, picture: Picture, change: Image.Image, media: Box) -> str | None:
    if one.invisible:
        return "pdf.invisible_text"
    pixels = picture.pixels(one.box)
    if not picture.holds(pixels):
        return "pdf.outside_cropbox" if area(intersection(one.box, media)) > 0 else "pdf.off_page_text"
    if one.size < SMALLEST:
        return "pdf.tiny_text"
    return None if change.crop(pixels).getbbox() or not area(one.box) else UNSEEN


def _why(one: Character, later: dict[int, list[Item]]) -> str:
    if _layered(one.item):
        return "pdf.layer"
    if _covering(one, later):
        return "pdf.covered_text"
    clipped = area(intersection(one.box, one.item.clip)) == 0
    return "pdf.clipped_text" if clipped else "pdf.same_colour_text"


def _later(placed: list[Item]) -> dict[int, list[Item]]:
    """What was painted after a text and over it, by the text's address."""
    covers = [item for item in placed if _covers(item)]
    return {
        item.address: [one for one in covers if one.order > item.order and area(intersection(one.box, item.box)) > 0]
        for item in placed
        if item.kind == pdfium.FPDF_PAGEOBJ_TEXT
    }


def _fill(item: Item) -> tuple[int, int, int, int]:
    values = [ctypes.c_uint(OPAQUE) for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(item.handle, *values)
    red, green, blue, alpha = (value.value for value in values)
    return red, green, blue, alpha


def _layered(item: Item) -> bool:
    buffer = ctypes.create_string_buffer(64)
    length = ctypes.c_ulong()
    for index in range(max(pdfium.FPDFPageObj_CountMarks(item.handle), 0)):
        mark = pdfium.FPDFPageObj_GetMark(item.handle, index)
        units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        if pdfium.FPDFPageObjMark_GetName(mark, units, 64, length) and buffer.raw[:4] == "OC".encode("utf-16-le"):
            return True
    return False


def _covers(item: Item) -> bool:
    if item.kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING}:
        return True
    if item.kind != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.handle, mode, stroke)
    return mode.value != 0 or bool(
        stroke.value and min(item.box[2] - item.box[0], item.box[3] - item.box[1]) > THINNEST
    )


def _covering(one: Character, later: dict[int, list[Item]]) -> bool:
    x, y = (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2
    return any(
        cover.box[0] <= x <= cover.box[2] and cover.box[1] <= y <= cover.box[3] for cover in later[one.item.address]
    )


def _pictures(
    page: pypdfium2.PdfPage, placed: list[Item], characters: list[Character], where: str
) -> Iterator[Finding]:
    sheet = page.get_bbox()
    boxes = [item for item in placed if item.kind == pdfium.FPDF_PAGEOBJ_PATH and _is_box(item)]
    for item in placed:
        if item.kind != pdfium.FPDF_PAGEOBJ_IMAGE or not _is_photograph(item) or not area(item.box):
            continue
        shown = intersection(intersection(item.box, item.clip), sheet)
        if area(shown) < SHOWN * area(item.box):
            yield finding("pdf.cropped_image", where)
        if any(_conceals(box, shown, item, characters) for box in boxes) or _under_picture(item, placed):
            yield finding("pdf.covered_image", where)


def _is_photograph(item: Item) -> bool:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item.handle, width, height)
    return width.value >= SMALL_PICTURE and height.value >= SMALL_PICTURE


def _is_box(item: Item) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.handle, mode, stroke)
    red, green, blue, alpha = _fill(item)
    return (
        mode.value != 0
        and alpha == OPAQUE
        and max(red, green, blue) - min(red, green, blue) <= GREY_SPREAD
        and pdfium.FPDFPath_CountSegments(item.handle) in CORNERS
        and min(item.box[2] - item.box[0], item.box[3] - item.box[1]) > THINNEST
    )


def _conceals(box: Item, shown: Box, item: Item, characters: list[Character]) -> bool:
    """Whether a plain box lies on a picture and carries nothing itself, as a redaction does and a design does not."""
    if box.order < item.order or area(intersection(intersection(box.box, box.clip), shown)) < THINNEST**2:
        return False
    return not any(one.item.order > box.order and area(intersection(one.box, box.box)) > 0 for one in characters)


def _under_picture(item: Item, placed: list[Item]) -> bool:
    return any(
        other.order > item.order
        and other.kind == pdfium.FPDF_PAGEOBJ_IMAGE
        and not pdfium.FPDFPageObj_HasTransparency(other.handle)
        and area(intersection(item.box, other.box)) > FULL * min(area(other.box), area(item.box))
        and _is_photograph(other)
        for other in placed[item.order + 1 :]
    )
