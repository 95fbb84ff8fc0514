"""Word documents as bodies. Reads what anybody may have made: call it in the confined process only."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import OpcError

from gongkai.publication.richtext.docx_inline import Inline
from gongkai.publication.richtext.docx_numbering import Numbering, W, child, value
from gongkai.publication.richtext.runs import BLANK, Block, Run, laid_out, stripped, text_of, without
from gongkai.publication.richtext.sanitise import sanitise

FAR_RIGHT = 3_600  # twips of left indent from which a short line is a signature
SIGNATURE_BLANKS = 10
LONGEST_HEADING = 40
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、\S")
_SECTION = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\S")
_SENTENCE = re.compile(r"[。；：:;！？，,]$|。")
_NUMBERED = re.compile(r"[0-9]+")
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


class NotADocument(ValueError):
    """The file is no Word document that can be read."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A sanitised body, its pictures by digest (bytes, media type), and what a person should look at."""

    html: str
    images: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class _Import:
    """One document on its way; block level."""

    def __init__(self, document: Any) -> None:
        self.inline = Inline(document.part)
        self.styles = {style.style_id: style for style in document.styles}
        self.numbering = Numbering(_numbering_root(document))
        self.guessed = 0

    def style_chain(self, properties: Any) -> Iterator[tuple[Any, str]]:
        """The paragraph's own properties, then those of its styles upwards, with the style's name."""
        yield properties, ""
        style = self.styles.get(value(child(properties, "pStyle")))
        for _ in range(20):
            if style is None:
                return
            yield child(style.element, "pPr"), style.name or ""
            style = getattr(style, "base_style", None)

    def first(self, properties: Any, *path: str) -> Any:
        """The nearest setting in the chain of styles."""
        chain = (child(own, *path) for own, _ in self.style_chain(properties))
        return next((found for found in chain if found is not None), None)

    def heading(self, properties: Any) -> str:
        for own, name in self.style_chain(properties):
            if found := _HEADING_NAME.match(name):
                return f"h{min(int(found[1]) + 1, 4)}"
            if name.lower() in {"title", "标题"}:
                return "title"
            outline = value(child(own, "outlineLvl"))
            if outline.isdigit() and int(outline) < 9:  # noqa: PLR2004 - Word's number for body text
                return f"h{min(int(outline) + 2, 4)}"
        return ""

    def alignment(self, properties: Any, runs: list[Run]) -> str:
        side = value(self.first(properties, "jc"))
        if side in {"center", "right", "end"}:
            return "align-center" if side == "center" else "align-right"
        text = text_of(runs)
        blanks = sum(2 if sign in "\u3000\t" else 1 for sign in text[: len(text) - len(text.lstrip(BLANK))])
        indent = self.first(properties, "ind")
        left = value(indent, "left", value(indent, "start", "0"))
        far = (left.lstrip("-").isdigit() and int(left) >= FAR_RIGHT) or blanks >= 2 * SIGNATURE_BLANKS
        return "align-right" if far and len(text.strip(BLANK)) <= LONGEST_HEADING else ""

    def label(self, properties: Any) -> tuple[str, bool, int]:
        number = self.first(properties, "numPr")
        key = value(child(number, "numId"))
        level = value(child(number, "ilvl"), default="0")
        at = int(level) if _NUMBERED.fullmatch(level) else 0
        return (*self.numbering.label(key, at), at) if key and key != "0" else ("", False, 0)

    def guessed_heading(self, text: str) -> str:
        """A short line 一、… or （一）… without a sentence in it."""
        if len(text) > LONGEST_HEADING or _SENTENCE.search(text):
            return ""
        tag = "h2" if _CHAPTER.match(text) else "h3" if _SECTION.match(text) else ""
        self.guessed += bool(tag)
        return tag

    def paragraph(self, element: Any, *, in_table: bool) -> list[Block]:
        properties = child(element, "pPr")
        if (
            properties is not None
            and self.inline.is_deleted(child(properties, "rPr"))
            and not text_of(self.inline.runs(element)).strip(BLANK)
        ):
            return []
        raw = self.inline.runs(element)
        boxes = [block for box in self.inline.take_boxes() for block in self.blocks(box)]
        align = self.alignment(properties, raw)
        runs = stripped(raw)
        if not runs:
            return boxes
        label, bullet, level = self.label(properties)
        if bullet and not in_table:
            return [Block(runs=tuple(runs), item="ul", level=level), *boxes]
        if label:
            runs = [Run(label), *runs]
        tag = "" if in_table else self.heading(properties) or ("" if align else self.guessed_heading(text_of(runs)))
        if tag == "title":
            tag, align = "h2", align or "align-center"
        if tag:
            runs = without(runs, "strong")
        return [Block(tag=tag or "p", runs=tuple(runs), align=align), *boxes]

    def blocks(self, parent: Any, *, in_table: bool = False) -> list[Block]:
        found: list[Block] = []
        for element in parent:
            name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
            if name == "p":
                found += self.paragraph(element, in_table=in_table)
            elif name == "tbl":
                found.append(Block(html=self.table(element)))
            elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                found += self.blocks(element, in_table=in_table)
            elif name == "altChunk":
                self.inline.note("altChunk", "文档中嵌入了另一个文件的内容，未导入。")
        return found

    def table(self, element: Any) -> str:
        """Merged cells by their grid columns; a continued vertical merge lengthens the cell above it."""
        above: dict[int, dict[str, Any]] = {}
        rows: list[tuple[bool, list[dict[str, Any]]]] = []
        for row in element.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is not element or child(row, "trPr", "del") is not None:
                continue
            cells, at = [], int(value(child(row, "trPr", "gridBefore"), default="0") or 0)
            for cell in row.iter(W + "tc"):
                if next(cell.iterancestors(W + "tr")) is not row:
                    continue
                span = int(value(child(cell, "tcPr", "gridSpan"), default="1") or 1)
                merge = child(cell, "tcPr", "vMerge")
                if merge is not None and value(merge, default="continue") == "continue" and at in above:
                    above[at]["rows"] += 1
                else:
                    above[at] = {"columns": span, "rows": 1, "blocks": self.blocks(cell, in_table=True)}
                    cells.append(above[at])
                at += span
            rows.append((child(row, "trPr", "tblHeader") is not None, cells))
        return _table(rows)


def _cell(cell: dict[str, Any], tag: str) -> str:
    blocks: list[Block] = cell["blocks"]
    spans = f' colspan="{cell["columns"]}"' if cell["columns"] > 1 else ""
    spans += f' rowspan="{cell["rows"]}"' if cell["rows"] > 1 else ""
    if len(blocks) == 1 and not blocks[0].html:
        return f"<{tag}{spans}{blocks[0].attributes}>{blocks[0].inside}</{tag}>"
    return f"<{tag}{spans}>{laid_out(blocks)}</{tag}>"


def _table(rows: list[tuple[bool, list[dict[str, Any]]]]) -> str:
    heads = 0
    while heads < len(rows) and rows[heads][0]:
        heads += 1
    parts = []
    for name, tag, part in (("thead", "th", rows[:heads]), ("tbody", "td", rows[heads:])):
        if part:
            lines = "".join(f"<tr>{''.join(_cell(cell, tag) for cell in cells)}</tr>" for _, cells in part)
            parts.append(f"<{name}>{lines}</{name}>")
    return f"<table>{''.join(parts)}</table>"


def _numbering_root(document: Any) -> Any:
    parts = (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering"))
    return next((part.element for part in parts if hasattr(part, "element")), None)


def _footnotes(reader: _Import) -> list[Block]:
    """The notes the text refers to, after it, by the number they have there."""
    found: list[Block] = []
    for number, element in reader.inline.footnotes():
        blocks = reader.blocks(element, in_table=True)
        lead = blocks[0] if blocks else Block()
        found += [replace(lead, runs=(Run(f"〔{number}〕"), *lead.runs)), *blocks[1:]]
    return found


def _page_margins(document: Any) -> bool:
    parts = [part for section in document.sections for part in (section.header, section.footer)]
    texts = (
        "".join(paragraph.text for paragraph in part.paragraphs) for part in parts if not part.is_linked_to_previous
    )
    return any(re.search(r"[^\W\d第页共]", text) for text in texts)


def from_docx(content: bytes) -> Imported:
    """The body of a Word document (.docx), its pictures, and what was dropped or needs a look.

    Tracked changes are taken as accepted, comments and hidden text left out, list numbers written into the text,
    footnotes put after the text. Headings come from styles, outline levels and short lines 一、… and （一）….

    Raises:
        NotADocument: the bytes are no Word document that can be read.
    """
    try:
        document = Document(io.BytesIO(content))
        reader = _Import(document)
        blocks = reader.blocks(document.element.body)
        blocks += _footnotes(reader)
        margins = _page_margins(document)
    except (BadZipFile, OpcError, KeyError, ValueError, AttributeError, SyntaxError, RecursionError, OSError) as fault:
        raise NotADocument("无法读取：文件不是有效的Word文档（.docx），请用Word或WPS另存为.docx后重试。") from fault
    if reader.guessed:
        reader.inline.note("guessed", f"按“一、”“（一）”识别了{reader.guessed}个小标题，请核对。")
    if margins:
        reader.inline.note("margins", "页眉、页脚的文字未导入。")
    return Imported(sanitise(laid_out(blocks)), reader.inline.images, list(reader.inline.notes.values()))
