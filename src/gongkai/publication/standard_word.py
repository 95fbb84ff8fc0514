"""A body as a Word file in the layout of official papers (after GB/T 9704-2012)."""

import io

from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import html as markup
from lxml.etree import _Element

from gongkai.base import files

BODY, HEADING, TITLE = "仿宋", "黑体", "方正小标宋简体"
SIZE, TITLE_SIZE = 16, 22
WIDTH_MM = 150
ALIGNMENTS = {"align-center": WD_ALIGN_PARAGRAPH.CENTER, "align-right": WD_ALIGN_PARAGRAPH.RIGHT}
HEADINGS = {"h2", "h3", "h4"}
HOLDERS = {"div", "blockquote", "figure", "ul", "ol"}


def word_file(title: str, number: str, agency: str, body: str) -> bytes:
    """The Word file's bytes; ``body`` is sanitised HTML, its pictures are in the file store."""
    file = WordFile()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        *(Mm(37), Mm(35)),
        *(Mm(28), Mm(26)),
    )
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(SIZE)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.line_spacing = Pt(28)
    normal.paragraph_format.space_after = Pt(0)
    _centred(file.add_paragraph(), title, TITLE, TITLE_SIZE)
    if number:
        _centred(file.add_paragraph(), number, BODY, SIZE)
    file.add_paragraph()
    for element in markup.fragment_fromstring(body or "<p></p>", create_parent="div"):
        _block(file, element)
    properties = file.core_properties
    properties.title, properties.author, properties.comments = title, agency, ""
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _centred(paragraph: Paragraph, text: str, font: str, size: float) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, font, size)


def _run(paragraph: Paragraph, text: str, font: str = "", size: float = 0, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if font:
        run.font.name, run.font.size = font, Pt(size)
        run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _block(file: object, element: _Element) -> None:
    """One block of the body; what holds blocks gives each of its own."""
    if not isinstance(element.tag, str):
        return
    if element.tag == "table":
        _table(file, element)
    elif element.tag in HOLDERS:
        for child in element:
            _block(file, child)
    elif element.tag not in ("hr", "img"):
        _paragraph(file, element)
    for picture in element.iter("img") if element.tag not in HOLDERS else ():
        _picture(file, picture)


def _paragraph(file: object, element: _Element) -> None:
    paragraph = file.add_paragraph()  # type: ignore[attr-defined]
    classes = set((element.get("class") or "").split())
    alignment = next((ALIGNMENTS[name] for name in classes if name in ALIGNMENTS), None)
    paragraph.alignment = alignment
    if alignment is None and "no-indent" not in classes:
        paragraph.paragraph_format.first_line_indent = Pt(2 * SIZE)
    if element.tag in HEADINGS:
        _run(paragraph, "".join(element.itertext()).strip(), HEADING, SIZE)
        return
    _inline(paragraph, element, bold=False)


def _inline(paragraph: Paragraph, element: _Element, *, bold: bool) -> None:
    """The words of an element, bold ones bold; nested lists and tables are read as their words."""
    if element.text:
        _run(paragraph, element.text, bold=bold)
    for child in element:
        if child.tag == "br":
            paragraph.add_run().add_break()
        else:
            _inline(paragraph, child, bold=bold or child.tag == "strong")
        if child.tail:
            _run(paragraph, child.tail, bold=bold)


def _table(file: object, element: _Element) -> None:
    """The table with merged cells; a picture in a cell follows the table."""
    rows = list(element.iter("tr"))
    width = max((sum(int(cell.get("colspan") or 1) for cell in row) for row in rows), default=0)
    if not width:
        return
    table = file.add_table(rows=len(rows), cols=width)  # type: ignore[attr-defined]
    table.style = "Table Grid"
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            if x >= width:
                break
            bottom = min(y + int(cell.get("rowspan") or 1), len(rows))
            right = min(x + int(cell.get("colspan") or 1), width)
            taken.update((a, b) for a in range(y, bottom) for b in range(x, right))
            target: _Cell = table.cell(y, x)
            if (bottom, right) != (y + 1, x + 1):
                target = target.merge(table.cell(bottom - 1, right - 1))
            target.text = " ".join("".join(cell.itertext()).split())
            x = right


def _picture(file: object, element: _Element) -> None:
    """The picture at the width of the page at most; one that is lost or unreadable is left out."""
    digest = (element.get("src") or "").removeprefix("attachment:")
    try:
        file.add_picture(io.BytesIO(files.get(digest)), width=Mm(WIDTH_MM))  # type: ignore[attr-defined]
    except (OSError, UnrecognizedImageError):
        file.add_paragraph(f"（图片：{element.get('alt') or '略'}）")  # type: ignore[attr-defined]
