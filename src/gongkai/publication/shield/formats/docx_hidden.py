"""What the text parts of a Word file hold that a reader does not see."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from gongkai.publication.shield.findings import Finding, finding
from gongkai.publication.shield.formats.docx_place import is_far, is_off_sheet, is_unseen_row, number, rules_of
from gongkai.publication.shield.formats.docx_style import Look, W

PACKAGE = "http://schemas.openxmlformats.org/"
TRACKED = {
    "ins": "docx.tracked_insertion",
    "cellIns": "docx.tracked_insertion",
    "del": "docx.tracked_deletion",
    "cellDel": "docx.tracked_deletion",
    "delText": "docx.tracked_deletion",
    "delInstrText": "docx.tracked_deletion",
    "moveFrom": "docx.tracked_move",
    "moveTo": "docx.tracked_move",
    "cellMerge": "docx.tracked_format",
    "altChunk": "docx.alt_chunk",
    "commentRangeStart": "docx.comment",
    "commentReference": "docx.comment",
    "ffData": "docx.field_data",
    "fldData": "docx.field_data",
}
PROPERTIES = ("rPr", "pPr", "sectPr", "tblPr", "tcPr", "trPr", "tblGrid", "tblPrEx", "numbering")
CHANGED = {f"{one}Change" for one in PROPERTIES}
CALLING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|AUTOTEXT)\b", re.IGNORECASE
)
ORDINARY = re.compile(
    r"^\s*(PAGE|NUMPAGES|SECTIONPAGES|SECTION|DATE|TIME|TOC|PAGEREF|REF|NOTEREF|SEQ|STYLEREF|HYPERLINK|FORMTEXT|FORMCHECKBOX|"
    r"FORMDROPDOWN|EQ|=|CREATEDATE|SAVEDATE|TITLE|AUTHOR|FILENAME|SHAPE|SYMBOL|INDEX|XE|TC)\b",
    re.IGNORECASE,
)
BARE = {"PAGE", "NUMPAGES", "DATE", "TIME", "TOC", "REF", "PAGEREF", "SEQ", "SECTIONPAGES", "FORMTEXT", "EQ"}
UNSHOWN = {
    "XE",
    "TC",
    "TA",
    "RD",
    "SET",
    "COMMENTS",
    "DOCVARIABLE",
    "DOCPROPERTY",
    "QUOTE",
    "IF",
    "ASK",
    "FILLIN",
    "PRIVATE",
    "ADDIN",
}
LONGEST_CODE = 60
LONG_TEXT = 60
LONG_TAG = 20
CROP_FROM = 1000
"""Thousandths of a per cent; Word writes smaller crops by rounding."""


def hidden_in(root: Any, where: str, look: Look) -> Iterator[Finding]:
    """Findings of a text part; ``where`` names the part for a person (``正文``, ``页眉``)."""
    for element in root.iter():
        if isinstance(element, etree._Comment):  # noqa: SLF001 - lxml has no public name for it
            yield finding("docx.note_in_code", where, f"{len(element.text or '')}个字")
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        place = f"{where} {_place(element)}".strip()
        if element.tag.startswith(W):
            yield from _of_word(element, name, place, look)
        yield from _of_drawing(element, name, place)
    yield from _codes(root, where)


def _place(element: Any) -> str:
    paragraph = element if element.tag == f"{W}p" else next(element.iterancestors(f"{W}p"), None)
    words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))[:4] if paragraph is not None else ""
    return f"“{words}…”一段" if words else ""


def _of_word(element: Any, name: str, place: str, look: Look) -> Iterator[Finding]:
    if name in TRACKED:
        yield finding(TRACKED[name], place)
    elif name in CHANGED:
        yield finding("docx.tracked_format", place)
    elif name == "r":
        yield from _of_run(element, place, look)
    elif name in {"tr", "tc", "tbl"}:
        yield from _of_table(element, name, place)
    elif name in {"tblCaption", "tblDescription"}:
        yield from _alternate(element.get(f"{W}val", ""), place)
    elif name == "bookmarkStart" and len(element.get(f"{W}name", "")) > LONG_TAG:
        yield finding("docx.bookmark", place)
    elif name == "sdtPr":
        tags = [one.get(f"{W}val", "") for tag in ("alias", "tag") for one in element.findall(f"{W}{tag}")]
        choices = element.findall(f".//{W}listItem")
        bound = element.find(f"{W}dataBinding")
        if any(len(tag) > LONG_TAG for tag in tags) or choices or bound is not None:
            yield finding("docx.content_control", place)


def _of_run(run: Any, place: str, look: Look) -> Iterator[Finding]:
    words = "".join(text.text or "" for text in run.findall(f"{W}t")).strip()
    if not words and run.find(f"{W}drawing") is None:
        return
    for found, kind in (
        (look.hidden(run), "docx.hidden_text"),
        (bool(words) and look.tiny(run), "docx.tiny_text"),
        (bool(words) and look.unseen_colour(run), "docx.unseen_colour"),
    ):
        if found:
            yield finding(kind, place, f"{words[:4]}…")


def _of_table(element: Any, name: str, place: str) -> Iterator[Finding]:
    if not any((text.text or "").strip() for text in element.iter(f"{W}t")):
        return
    if name == "tr":
        if is_unseen_row(element):
            yield finding("docx.hidden_row", place)
    elif name == "tc":
        width = element.find(f"{W}tcPr/{W}tcW")
        if width is not None and width.get(f"{W}type", "dxa") == "dxa":
            size = number(width.get(f"{W}w"), 100)
            if 0 < size < LONG_TAG or (width.get(f"{W}w") == "0" and _flat_column(element)):
                yield finding("docx.hidden_row", place)


def _flat_column(cell: Any) -> bool:
    """A declared width of nothing only counts when the grid says so too; many writers put zero for automatic."""
    table = next(cell.iterancestors(f"{W}tbl"))
    grid = [number(one.get(f"{W}w"), 0) for one in table.findall(f"{W}tblGrid/{W}gridCol")]
    at = sum(1 for _ in cell.itersiblings(f"{W}tc", preceding=True))
    return at < len(grid) and grid[at] <= LONG_TAG and max(grid) > LONG_TAG


def _of_drawing(element: Any, name: str, place: str) -> Iterator[Finding]:
    if name in {"docPr", "cNvPr"} or (name in {"shape", "rect", "imagedata"} and element.get("alt")):
        yield from _alternate(" ".join(element.get(key, "") for key in ("descr", "title", "alt")), place)
        if element.get("hidden") in {"1", "true"}:
            yield finding("docx.hidden_shape", place)
    elif (name == "srcRect" and any(abs(number(element.get(side), 0)) > CROP_FROM for side in "ltrb")) or (
        name == "imagedata" and any(element.get(f"crop{side}") for side in ("left", "right", "top", "bottom"))
    ):
        yield finding("docx.cropped_image", place)
    elif name == "posOffset" and is_far(element.text):
        yield finding("docx.off_page", place)
    elif name in {"shape", "rect", "group", "line"} and "style" in element.attrib:
        yield from _of_old_shape(element.get("style", ""), place)
    elif _says_something_foreign(element):
        yield finding("docx.foreign", place)


def _says_something_foreign(element: Any) -> bool:
    space = etree.QName(element).namespace or ""
    if space.startswith(PACKAGE) or space in KNOWN_SPACES:
        return False
    return bool((element.text or "").strip()) or any(len(value) > LONG_TEXT for value in element.attrib.values())


def _of_old_shape(style: str, place: str) -> Iterator[Finding]:
    rules = rules_of(style)
    if rules.get("visibility") == "hidden" or rules.get("display") == "none":
        yield finding("docx.hidden_shape", place)
    if is_off_sheet(rules):
        yield finding("docx.off_page", place)


def _alternate(text: str, place: str) -> Iterator[Finding]:
    words = text.strip()
    if words:
        yield finding("docx.alt_text_long" if len(words) > LONG_TEXT else "docx.alt_text", place, f"{words[:4]}…")


def _codes(root: Any, where: str) -> Iterator[Finding]:
    for code in _field_codes(root):
        words = code.split()
        name = words[0].upper() if words else ""
        if CALLING.search(code) and name not in {"HYPERLINK", "TOC"}:
            yield finding("docx.dde", where, name[:12])
        elif words and (name in UNSHOWN or not ORDINARY.match(code) or (name in BARE and len(code) > LONGEST_CODE)):
            yield finding("docx.field_code", where, name[:12])


def _field_codes(root: Any) -> Iterator[str]:
    for field in root.iter(f"{W}fldSimple"):
        yield field.get(f"{W}instr", "")
    code = ""
    for element in root.iter(f"{W}instrText", f"{W}fldChar"):
        if element.tag == f"{W}instrText":
            code += element.text or ""
        elif code:
            yield code
            code = ""
    if code:
        yield code


KNOWN_SPACES = {
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:word",
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "http://schemas.microsoft.com/office/drawing/2010/main",
    "http://schemas.microsoft.com/office/drawing/2014/main",
    "http://schemas.microsoft.com/office/word/2006/wordml",
    "http://schemas.microsoft.com/office/thememl/2012/main",
    "http://www.wps.cn/officeDocument/2013/wpsCustomData",
    "http://www.w3.org/1998/Math/MathML",
}
