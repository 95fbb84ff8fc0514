"""What a reader of a Word file sees: paragraphs, tables, pictures and notes, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from gongkai.publication.shield.container import Container
from gongkai.publication.shield.formats.docx_numbers import Numbering
from gongkai.publication.shield.formats.docx_parts import R, margin_parts, shown_parts
from gongkai.publication.shield.formats.docx_place import is_unseen_row, is_unseen_shape
from gongkai.publication.shield.formats.docx_style import A, Look, W, is_on

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
GONE = {"del", "moveFrom", "Fallback", "pPr", "rPr", "sdtPr", "sdtEndPr", "txbxContent", "instrText", "delText"}
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
COUNTING = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
DEEPEST_TABLE = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look, or a picture: the part's name, its crop in thousandths of a per cent, its size in EMU."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    picture: str = ""
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    size: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it is seen; ``label`` is its number in a list, ``level`` its rank as a heading from 1, or 0."""

    where: str
    pieces: list[Piece]
    label: str = ""
    level: int = 0
    align: str = ""

    @property
    def text(self) -> str:
        """The number and the words."""
        words = "".join(piece.text for piece in self.pieces)
        return f"{self.label} {words}" if self.label and words.strip() else words


@dataclass(slots=True)
class Cell:
    """A cell of a table: what is in it, how many columns it spans, ``start`` or ``on`` when it is merged downwards."""

    blocks: list["Paragraph | Table"]
    span: int = 1
    merge: str = ""
    before: int = 0


@dataclass(slots=True)
class Table:
    """A table: rows of cells."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = Paragraph | Table


class Reader:
    """Reads the text parts of one document."""

    def __init__(self, container: Container, main: str, look: Look) -> None:
        self.container = container
        self.main = main
        self._look = look
        self._numbers = Numbering(_part(container, main, "numbering"))
        self._targets: dict[str, str] = {}
        self._hidden_field: list[bool] = []
        self._notes: list[tuple[str, str]] = []
        self._count = 0
        self._sort = "正文"
        self.body = self._read(main, "正文")
        self.notes = list(self._note_paragraphs())
        shown = list(shown_parts(container, main))
        self.headers = [one for name, sort, where in shown if sort == "header" for one in self._margin(name, where)]
        self.footers = [one for name, sort, where in shown if sort == "footer" for one in self._margin(name, where)]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in reading order: headers, body, notes, footers."""
        for blocks in (self.headers, self.body, self.notes, self.footers):
            yield from flat(blocks)

    def section(self) -> Any:
        """The properties of the last section, or None."""
        return self.container.xml(self.main).find(f"{W}body/{W}sectPr")

    def _read(self, name: str, sort: str) -> list[Block]:
        root = self.container.xml(name)
        self._targets = {one.id: one.target for one in self.container.relations(name) if not one.external}
        self._hidden_field, self._count, self._sort = [], 0, sort
        start = root.find(f"{W}body")
        return list(self._blocks(root if start is None else start, 0))

    def _margin(self, name: str, where: str) -> list[Block]:
        if not margin_parts(self.container, self.main).get(name):
            return []
        return [one for one in flat(self._read(name, where)) if one.text.strip()]

    def _note_paragraphs(self) -> Iterator[Paragraph]:
        wanted = list(self._notes)
        for number, (sort, name) in enumerate(wanted, 1):
            part = next((one.target for one in self.container.relations(self.main) if one.kind == f"{sort}s"), "")
            root = self.container.xml(part) if part else None
            rows = [] if root is None else [one for one in root.findall(f"{W}{sort}") if one.get(f"{W}id") == name]
            for row in rows:
                self._targets = {one.id: one.target for one in self.container.relations(part) if not one.external}
                words = " ".join(one.text.strip() for one in flat(self._blocks(row, 0)) if one.text.strip())
                yield Paragraph(f"注释{number}", [Piece(f"[{number}] {words}")])

    def _blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        for child in parent:
            tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if tag == "p":
                yield from self._paragraph(child)
            elif tag == "tbl" and depth < DEEPEST_TABLE:
                yield self._table(child, depth + 1)
            elif tag in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
                yield from self._blocks(child, depth)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        boxes: list[Any] = []
        pieces = list(self._pieces(element, boxes))
        self._count += 1
        name = f"第{self._count}段" if self._sort == "正文" else self._sort
        level = self._level(element)
        paragraph = Paragraph(name, pieces, level=level, align=self._property(element, "jc"))
        if any(piece.text.strip() for piece in pieces):
            paragraph.label = self._numbers.label(self._property_element(element, "numPr"))
        yield paragraph
        for box in boxes:
            yield from flat(self._blocks(box, 0))

    def _property_element(self, element: Any, tag: str) -> Any:
        own = element.find(f"{W}pPr/{W}{tag}")
        return own if own is not None else self._look.of_paragraph(element, tag)

    def _property(self, element: Any, tag: str) -> str:
        found = self._property_element(element, tag)
        return "" if found is None else found.get(f"{W}val", "")

    def _level(self, element: Any) -> int:
        outline = self._property(element, "outlineLvl")
        return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0  # noqa: PLR2004 - nine is body text

    def _pieces(self, parent: Any, boxes: list[Any]) -> Iterator[Piece]:
        for child in parent:
            tag = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if not tag or tag in GONE:
                continue
            if tag == "r":
                yield from self._run(child, boxes)
            elif tag == "t" and child.tag.startswith(M):
                yield Piece(child.text or "")
            elif tag == "fldSimple":
                if (child.get(f"{W}instr") or " ").split()[:1] not in [[one] for one in COUNTING]:
                    yield from self._pieces(child, boxes)
            else:
                yield from self._pieces(child, boxes)

    def _run(self, run: Any, boxes: list[Any]) -> Iterator[Piece]:
        unseen = self._look.hidden(run) or self._look.tiny(run) or self._look.unseen_colour(run)
        words = ""
        for child in run.iterchildren(tag=etree.Element):
            tag = etree.QName(child).localname
            self._field(child, tag)
            if unseen or any(self._hidden_field):
                continue
            if tag == "t":
                words += child.text or ""
            elif tag in SIGNS:
                words += SIGNS[tag]
            elif tag in {"footnoteReference", "endnoteReference"}:
                self._notes.append((tag.removesuffix("Reference"), child.get(f"{W}id", "")))
                words += f"[{len(self._notes)}]"
            elif tag in {"drawing", "pict", "object", "AlternateContent"}:
                yield from self._drawing(child, boxes)
            elif tag == "ruby":
                yield from self._pieces(child, boxes)
        if words:
            underline = self._look.of(run, "u")
            lined = underline is not None and underline.get(f"{W}val", "single") != "none"
            yield Piece(words, is_on(self._look.of(run, "b")), is_on(self._look.of(run, "i")), lined)

    def _field(self, child: Any, tag: str) -> None:
        """Between the start of a field and its result stands code; of page numbers the result is not text either."""
        sort = child.get(f"{W}fldCharType") if tag == "fldChar" else ""
        if sort == "begin":
            self._hidden_field.append(True)
        elif sort == "separate" and self._hidden_field:
            self._hidden_field[-1] = _counts(child)
        elif sort == "end" and self._hidden_field:
            self._hidden_field.pop()

    def _drawing(self, element: Any, boxes: list[Any]) -> Iterator[Piece]:
        if is_unseen_shape(element):
            return
        for one in element.iter():
            if not isinstance(one.tag, str) or any(up.tag.endswith("}Fallback") for up in one.iterancestors()):
                continue
            if one.tag == f"{W}txbxContent":
                if next(one.iterancestors(f"{W}txbxContent"), None) is None:
                    boxes.append(one)
            elif one.tag == f"{A}blip" and one.get(f"{R}embed") in self._targets:
                yield _picture(one, self._targets[one.get(f"{R}embed")])
            elif one.tag == f"{VML}imagedata" and one.get(f"{R}id") in self._targets:
                yield Piece("", picture=self._targets[one.get(f"{R}id")])

    def _table(self, element: Any, depth: int) -> Table:
        table = Table()
        for row in element.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not element or is_unseen_row(row):
                continue
            skip = row.find(f"{W}trPr/{W}gridBefore")
            cells = [self._cell(one, depth) for one in row.iter(f"{W}tc") if next(one.iterancestors(f"{W}tr")) is row]
            if cells and skip is not None:
                cells[0].before = _whole(skip.get(f"{W}val"))
            table.rows.append(cells)
        return table

    def _cell(self, element: Any, depth: int) -> Cell:
        span = element.find(f"{W}tcPr/{W}gridSpan")
        merge = element.find(f"{W}tcPr/{W}vMerge")
        down = "" if merge is None else ("start" if merge.get(f"{W}val") == "restart" else "on")
        blocks = list(self._blocks(element, depth))
        return Cell(
            [] if down == "on" else blocks, max(_whole(span.get(f"{W}val")) if span is not None else 1, 1), down
        )


def flat(blocks: Any) -> Iterator[Paragraph]:
    """The paragraphs of blocks, those in tables included."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from flat(cell.blocks)
        else:
            yield block


def _counts(separator: Any) -> bool:
    code = ""
    paragraph = next(separator.iterancestors(f"{W}p"))
    for one in paragraph.iter(f"{W}instrText", f"{W}fldChar"):
        if one is separator:
            break
        code = "" if one.tag == f"{W}fldChar" else code + (one.text or "")
    return code.split()[:1] in [[one] for one in COUNTING]


def _picture(blip: Any, name: str) -> Piece:
    crop = next(blip.getparent().iterchildren(f"{A}srcRect"), None)
    left, top, right, bottom = (max(_whole(None if crop is None else crop.get(side)), 0) for side in "ltrb")
    outer = next(blip.iterancestors(f"{WP}inline", f"{WP}anchor"), None)
    extent = None if outer is None else outer.find(f"{WP}extent")
    size = (0, 0) if extent is None else (_whole(extent.get("cx")), _whole(extent.get("cy")))
    return Piece("", picture=name, crop=(left, top, right, bottom), size=size)


def _whole(text: str | None) -> int:
    try:
        return int(float(text or 0))
    except (ValueError, OverflowError):
        return 0


def _part(container: Container, main: str, kind: str) -> Any:
    return next((container.xml(one.target) for one in container.relations(main) if one.kind == kind), None)
