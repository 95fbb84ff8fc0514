"""A new Word file from what a reader saw; the same content gives the same bytes."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Twips
from docx.table import _Cell

from gongkai.publication.shield.findings import Unacceptable
from gongkai.publication.shield.formats.docx_place import number
from gongkai.publication.shield.formats.docx_style import W
from gongkai.publication.shield.formats.docx_text import Block, Paragraph, Piece, Reader, Table
from gongkai.publication.shield.formats.ooxml_copy import plain_picture, sealed

ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
LOST_PICTURE = "［此处图片的格式不支持，已略去］"
LEAST_SIDE, MOST_SIDE = 1440, 31680
"""Twentieths of a point: an inch, and the most Word takes."""
DEFAULT_WIDTH = Emu(914400 * 4)
WIDEST = 914400 * 7
FIXED = datetime(2000, 1, 1, tzinfo=UTC)
MOST_COLUMNS = 63
UNWANTED = {"thumbnail", "customXml", "extended-properties"}

Change = Callable[[str], str] | None


def written(reader: Reader, change: Change) -> bytes:
    """The bytes of the new document.

    Args:
        reader: the document that was read.
        change: applied to each visible paragraph, or None.
    """
    document = docx.Document()
    _plain(document)
    _sheet(document, reader.section())
    writer = _Writer(reader, change)
    for place, blocks in ((document.sections[0].header, reader.headers), (document.sections[0].footer, reader.footers)):
        if blocks:
            place.is_linked_to_previous = False
            writer.fill(place, blocks)
    writer.fill(document, [*reader.body, *reader.notes])
    out = io.BytesIO()
    document.save(out)
    return sealed(out.getvalue())


def _plain(document: Any) -> None:
    """The template without its own properties, thumbnail and custom XML."""
    package = document.part.package
    for holder in (package, document.part):
        for name, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in UNWANTED:
                del holder.rels[name]
    core = document.core_properties
    core.author = core.title = core.comments = core.keywords = core.subject = core.last_modified_by = ""
    core.created = core.modified = FIXED
    core.revision = 1
    settings = document.settings.element
    for row in settings.findall(f"{W}rsids"):
        settings.remove(row)
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "宋体")


def _sheet(document: Any, section: Any) -> None:
    size = None if section is None else section.find(f"{W}pgSz")
    if size is None:
        return
    sheet = document.sections[0]
    sides = [min(max(number(size.get(f"{W}{side}"), 11906), LEAST_SIDE), MOST_SIDE) for side in ("w", "h")]
    sheet.page_width, sheet.page_height = Twips(int(sides[0])), Twips(int(sides[1]))
    sheet.orientation = WD_ORIENT.LANDSCAPE if sides[0] > sides[1] else WD_ORIENT.PORTRAIT


class _Writer:
    def __init__(self, reader: Reader, change: Change) -> None:
        self._reader = reader
        self._change = change

    def fill(self, place: Any, blocks: list[Block]) -> None:
        spare = place.paragraphs[0] if place.paragraphs else None
        for block in blocks:
            if isinstance(block, Table):
                if block.rows:
                    self._table(place, block)
                continue
            target, spare = (spare, None) if spare is not None else (place.add_paragraph(), None)
            self._paragraph(target, block)
        if isinstance(place, _Cell) and place._tc[-1].tag != f"{W}p":  # noqa: SLF001 - a cell must end with a paragraph
            place.add_paragraph()

    def _paragraph(self, target: Any, block: Paragraph) -> None:
        if block.level:
            target.style = f"Heading {min(block.level, 9)}"
        if block.align in ALIGN:
            target.alignment = ALIGN[block.align]
        pieces = block.pieces
        words = block.text
        changed = self._change(words) if self._change and words.strip() else words
        if changed != words:
            pictures = [piece for piece in pieces if piece.picture]
            first = next((piece for piece in pieces if piece.text.strip()), Piece(""))
            pieces = [Piece(changed, first.bold, first.italic, first.underline), *pictures]
        elif block.label and words.strip():
            target.add_run(f"{block.label} ")
        for piece in pieces:
            self._piece(target, piece)

    def _piece(self, target: Any, piece: Piece) -> None:
        if piece.picture:
            try:
                data = plain_picture(self._reader.container.read(piece.picture), piece.crop)
            except Unacceptable:
                target.add_run(LOST_PICTURE)
                return
            width, height = piece.size
            if not (0 < width < WIDEST * 2 and 0 < height < WIDEST * 2):
                target.add_run().add_picture(io.BytesIO(data), width=DEFAULT_WIDTH)
            else:
                target.add_run().add_picture(io.BytesIO(data), width=Emu(width), height=Emu(height))
            return
        run = target.add_run(piece.text)
        run.bold, run.italic, run.underline = piece.bold or None, piece.italic or None, piece.underline or None

    def _table(self, place: Any, block: Table) -> None:
        columns = max(sum(cell.span for cell in row) + (row[0].before if row else 0) for row in block.rows)
        columns = min(max(columns, 1), MOST_COLUMNS)
        table = place.add_table(0, columns) if not _needs_width(place) else place.add_table(0, columns, Emu(5486400))
        table.style = "Table Grid"
        for row in block.rows:
            element = OxmlElement("w:tr")
            table._tbl.append(element)  # noqa: SLF001 - python-docx's own cells take quadratic time
            before = row[0].before if row else 0
            for cell in [*([_Blank(before)] if before else []), *row]:
                tc = _tc(cell.span, cell.merge)
                element.append(tc)
                self.fill(_Cell(tc, table), cell.blocks)


class _Blank:
    """The room before the first cell of a row."""

    def __init__(self, span: int) -> None:
        self.span, self.merge, self.blocks = span, "", []


def _needs_width(place: Any) -> bool:
    return type(place).__name__ in {"_Header", "_Footer"}


def _tc(span: int, merge: str) -> Any:
    tc = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    if span > 1:
        grid = OxmlElement("w:gridSpan")
        grid.set(qn("w:val"), str(span))
        properties.append(grid)
    if merge:
        down = OxmlElement("w:vMerge")
        down.set(qn("w:val"), "restart" if merge == "start" else "continue")
        properties.append(down)
    tc.append(properties)
    tc.append(OxmlElement("w:p"))
    return tc
