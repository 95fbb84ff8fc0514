"""Reads PDF documents: ruled tables as grids, the lines outside them joined into paragraphs."""

import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from gongkai.annual.published.blocks import Document, Table
from gongkai.annual.published.headings import heading_of
from gongkai.annual.published.lines import blocks_from
from gongkai.annual.published.pdf_tables import FoundTable, joined_rows, tables_of
from gongkai.annual.published.pdf_text import PrintedLine, begins, joined, lines_outside
from gongkai.law.reading import NotAReport

MOST_PAGES = 120
MOST_UNPACKED = 200_000_000
_STEP = 1 << 20


def read_pdf(name: str, content: bytes) -> Document:
    """The document's blocks.

    Raises:
        NotAReport: for an encrypted, too large or purely pictorial PDF.
        PdfminerException: for a damaged one.
    """
    _refuse_bomb(name, content)
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise NotAReport(f"“{name}”有{len(pdf.pages)}页，超过{MOST_PAGES}页，不像一份年度报告")
            items = _items(pdf.pages)
    except (PdfminerException, PDFPasswordIncorrect) as error:
        if "PDFPasswordIncorrect" in repr(error):
            raise NotAReport(f"“{name}”设有打开密码，无法读取") from error
        raise
    if not items:
        raise NotAReport(f"“{name}”里没有文字，可能是扫描件；请提供带文字的PDF、Word或网页")
    return Document(blocks_from(items))


def _refuse_bomb(name: str, content: bytes) -> None:
    """Unpacks every compressed stream in small steps, only to count what would come out of it."""
    unpacked, place = 0, content.find(b"stream")
    while place >= 0:
        start = place + len(b"stream")
        start += 2 if content[start : start + 2] == b"\r\n" else 1
        end = content.find(b"endstream", start)
        if end < 0:
            return
        waiting: bytes = content[start:end]
        packed = zlib.decompressobj()
        try:
            while waiting and not packed.eof:
                unpacked += len(packed.decompress(waiting, _STEP))
                waiting = packed.unconsumed_tail
                if unpacked > MOST_UNPACKED:
                    raise NotAReport(f"“{name}”解压后过大，无法读取")
        except zlib.error:
            pass
        place = content.find(b"stream", end + len(b"endstream"))


@dataclass
class _Reading:
    """Items so far, the paragraph that is being joined, and whether the last item is a table left open."""

    items: list[str | Table] = field(default_factory=list)
    paragraph: str = ""
    previous: PrintedLine | None = None
    is_open: bool = False

    def line(self, line: PrintedLine, page: list[PrintedLine]) -> None:
        heading = heading_of(self.paragraph)
        is_complete = heading is not None and not heading.rest
        if self.paragraph and not is_complete and not begins(line, self.previous, page):
            self.paragraph = joined(self.paragraph, line.text)
        else:
            self.end_paragraph()
            self.paragraph = line.text
        self.previous = line

    def table(self, found: FoundTable) -> None:
        self.end_paragraph()
        above = self.items[-1] if self.items and self.is_open and found.open_top else None
        parts = joined_rows(above, found.table) if isinstance(above, Table) else None
        if parts is None:
            self.items.append(found.table)
        else:
            self.items[-1:] = list(parts)
        self.is_open, self.previous = found.open_bottom, None

    def end_paragraph(self) -> None:
        if self.paragraph:
            self.items.append(self.paragraph)
            self.paragraph, self.is_open = "", False


def _items(pages: Iterable[Any]) -> list[str | Table]:
    reading = _Reading()
    for page in pages:
        reading.previous = None
        tables = tables_of(page)
        lines = lines_outside(page, [found.box for found in tables])
        things: list[PrintedLine | FoundTable] = [*lines, *tables]
        for thing in sorted(things, key=lambda entry: entry.top):
            if isinstance(thing, FoundTable):
                reading.table(thing)
            else:
                reading.line(thing, lines)
        page.close()
    reading.end_paragraph()
    return reading.items
