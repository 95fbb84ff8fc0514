"""The code of a page written anew: without notes, without words beside the text, with only the resources it names."""

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream

from gongkai.publication.shield.formats.pdf_pages import DEEPEST, Use, uses

NOTE = re.compile(rb"(?m)%[^\r\n]*$")
MARKED = {"BDC", "DP", "MP"}
MARKER, START_OF_SCAN, COMMENT, ADOBE = 0xFF, 0xDA, 0xFE, 0xEE
APPLICATIONS = range(0xE0, 0xF0)
END_OF_IMAGE = b"\xff\xd9"


def clean_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Write a page's code anew, and that of the forms, patterns and drawn letters it uses.

    Raises:
        pikepdf.PdfError: the code cannot be read.
    """
    resources = page.obj.get("/Resources", None)
    if resources is None:
        resources = _inherited(page.obj)
    resources = pdf.make_indirect(Dictionary(resources)) if isinstance(resources, Dictionary) else Dictionary()
    page.obj.Resources = resources
    use = uses(page)
    code = _clean(page, resources)
    page.obj.Contents = pdf.make_stream(code)
    _clean_resources(pdf, resources, use, set(), 0)


def _inherited(node: Any) -> Any:
    for _ in range(DEEPEST):
        node = node.get("/Parent")
        if not isinstance(node, Dictionary):
            return None
        if "/Resources" in node:
            return node["/Resources"]
    return None


def _clean(holder: Any, resources: Any) -> bytes:
    named = resources.get("/Properties", Dictionary()) if isinstance(resources, Dictionary) else Dictionary()
    kept: list[Any] = []
    for instruction in pikepdf.parse_content_stream(holder):
        operator = str(instruction.operator)
        if operator not in MARKED:
            kept.append(instruction)
        elif operator == "BDC":
            kept.append(_mark(instruction.operands, named))
    return pikepdf.unparse_content_stream(kept)


def _mark(operands: Any, named: Any) -> tuple[list[Any], Operator]:
    tag = operands[0] if len(operands) and isinstance(operands[0], Name) else Name.Span
    row = operands[1] if len(operands) > 1 else None
    if isinstance(row, Name):
        row = named.get(str(row))
    if isinstance(row, Dictionary) and isinstance(row.get("/MCID"), int):
        return [tag, Dictionary(MCID=row["/MCID"])], Operator("BDC")
    return [tag], Operator("BMC")


def _clean_resources(pdf: pikepdf.Pdf, resources: Any, use: Use, seen: set[tuple[int, int]], depth: int) -> None:
    if not isinstance(resources, Dictionary) or depth > DEEPEST:
        return
    for sort in ("/Properties", "/ProcSet"):
        if sort in resources:
            del resources[sort]
    forms = resources.get("/XObject", Dictionary())
    inherits = any(
        isinstance(one, Stream) and one.get("/Subtype") == "/Form" and "/Resources" not in one for one in forms.values()
    )
    for sort in [key for key in resources if isinstance(resources[key], Dictionary) and not inherits]:
        used = use.names.get(sort, set())
        resources[sort] = Dictionary(
            {name: one for name, one in resources[sort].items() if name in used or sort == "/ColorSpace"}
        )
    for one in _codes(resources):
        if one.objgen not in seen:
            seen.add(one.objgen)
            inner = one.get("/Resources")
            inner_use = uses(one)
            one.write(_clean(one, inner if inner is not None else resources))
            _clean_resources(pdf, inner, inner_use, seen, depth + 1)
    for one in resources.get("/XObject", Dictionary()).values():
        if _is(one, "/Subtype", "/Image"):
            _clean_picture(one)
    for font in resources.get("/Font", Dictionary()).values():
        _clean_font(pdf, font, seen, depth)


def _codes(resources: Any) -> list[Any]:
    """The forms, tiles and masks that hold code."""
    found = [one for one in resources.get("/XObject", Dictionary()).values() if _is(one, "/Subtype", "/Form")]
    found += [one for one in resources.get("/Pattern", Dictionary()).values() if isinstance(one, Stream)]
    for state in resources.get("/ExtGState", Dictionary()).values():
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            found.append(mask.G)
    return found


def _is(value: Any, key: str, wanted: str) -> bool:
    return isinstance(value, Stream) and value.get(key) == wanted


def _clean_picture(picture: Any) -> None:
    """A JPEG keeps its pixels untouched and loses its notes."""
    for one in (picture, picture.get("/SMask")):
        if isinstance(one, Stream) and one.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode])):
            one.write(plain_jpeg(one.read_raw_bytes()), filter=Name.DCTDecode, decode_parms=one.get("/DecodeParms"))


def plain_jpeg(content: bytes) -> bytes:
    """The segments of a JPEG that make its picture; notes, camera data and what follows its end are left out."""
    kept, at = content[:2], 2
    while at + 4 <= len(content) and content[at] == MARKER:
        marker = content[at + 1]
        if marker == START_OF_SCAN:
            end = content.find(END_OF_IMAGE, at)  # inside coded data a marker byte is always followed by zero
            return kept + (content[at : end + 2] if end >= 0 else content[at:])
        size = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker != COMMENT and (marker not in APPLICATIONS or marker == ADOBE):
            kept += content[at : at + size]
        at += size
    return content


def _clean_font(pdf: pikepdf.Pdf, font: Any, seen: set[tuple[int, int]], depth: int) -> None:
    if not isinstance(font, Dictionary) or (font.is_indirect and font.objgen in seen):
        return
    if font.is_indirect:
        seen.add(font.objgen)
    table = font.get("/ToUnicode")
    if isinstance(table, Stream):
        table.write(NOTE.sub(b"", table.read_bytes()))
    glyphs = font.get("/CharProcs")
    inner = font.get("/Resources")
    use = Use()
    for glyph in glyphs.values() if isinstance(glyphs, Dictionary) else ():
        if isinstance(glyph, Stream):
            for sort, names in uses(glyph).names.items():
                use.names.setdefault(sort, set()).update(names)
            glyph.write(_clean(glyph, inner))
    if isinstance(inner, Dictionary):
        _clean_resources(pdf, inner, use, seen, depth + 1)
