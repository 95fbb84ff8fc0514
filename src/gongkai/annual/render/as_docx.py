"""The report as a Word document: the statutory tables with merged cells, ready for A4."""

import io

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gongkai.annual.render.archive import stable
from gongkai.annual.report import Report
from gongkai.law.layout import PrintedTable, all_tables

BODY_FONT = "仿宋"
HEADING_FONT = "黑体"
TABLE_SIZES = {2: 10.5, 3: 9, 4: 8}
TABLE_THREE = 3
THREE_LABEL_WIDTHS = (15, 19, 52)  # millimetres
VALUE_WIDTH_MM = 12.5


def render_docx(report: Report) -> bytes:
    """The document's bytes, the same for the same report."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(20), Mm(18)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    _set_font(document.styles["Normal"], BODY_FONT, 14)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, report.title, HEADING_FONT, 18)
    tables = all_tables(report.form, report.figures)
    for chapter in report.chapters:
        heading = document.add_heading(level=1)
        heading.paragraph_format.page_break_before = chapter.number == TABLE_THREE  # it fills a page of its own
        _run(heading, chapter.heading, HEADING_FONT, 15).font.color.rgb = RGBColor(0, 0, 0)
        for text in chapter.paragraphs:
            paragraph = document.add_paragraph(text)
            paragraph.paragraph_format.first_line_indent = Pt(28)
        if chapter.number in tables:
            _table(document, tables[chapter.number], chapter.number)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = report.title, report.agency.name, ""
    buffer = io.BytesIO()
    document.save(buffer)
    return stable(buffer.getvalue())


def _table(document: object, printed: PrintedTable, number: int) -> None:
    """One statutory table: every printed cell merged over its span."""
    table: Table = document.add_table(rows=len(printed.rows), cols=printed.width)  # type: ignore[attr-defined]
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(printed.rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            span = [(y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)]
            taken.update(span)
            target = table.cell(y, x)
            if len(span) > 1:
                target = target.merge(table.cell(*span[-1]))
            _fill(target, cell.text, TABLE_SIZES[number])
            x += cell.columns
    if number == TABLE_THREE:
        for column, width in zip(table.columns, (*THREE_LABEL_WIDTHS, *[VALUE_WIDTH_MM] * 7), strict=True):
            column.width = Mm(width)  # Word reads the grid, WPS the cells
            for cell in column.cells:
                cell.width = Mm(width)
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for "do not split"
        properties.append(OxmlElement("w:cantSplit"))


def _fill(cell: _Cell, text: str, size: float) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, BODY_FONT, size)


def _run(paragraph: Paragraph, text: str, font: str, size: float) -> Run:
    run = paragraph.add_run(text)
    _set_font(run, font, size)
    return run


def _set_font(styled: object, font: str, size: float) -> None:
    styled.font.name, styled.font.size = font, Pt(size)  # type: ignore[attr-defined]
    properties = styled.element.get_or_add_rPr()  # type: ignore[attr-defined]
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
