"""Reads Word documents (.docx): the main text with its tables, merged cells as Word states them."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from gongkai.annual.published.blocks import MOST_CELLS, MOST_COLUMNS, Document, Row, Table, TooLong
from gongkai.annual.published.lines import blocks_from

MAIN_PART = "word/document.xml"
_SKIPPED = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "txbxContent"))
_DEEPEST = 20
MOST_UNPACKED = 50 * 1024 * 1024


def read_docx(content: bytes) -> Document:
    """The document's blocks.

    Raises:
        TooLong: for a table larger than any report's.
        KeyError: when the archive holds no Word text.
        etree.XMLSyntaxError: when the text is damaged.
        zipfile.BadZipFile: when the archive is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(MAIN_PART) as part:
        source = part.read(MOST_UNPACKED + 1)
    if len(source) > MOST_UNPACKED:
        raise TooLong
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(source, parser)
    return Document(blocks_from(_items(root, 0)))


def _name(element: Any) -> str:
    """The local name: strict and transitional documents use different namespaces for the same elements."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _items(parent: Any, depth: int) -> Iterator[str | Table]:
    for child in parent:
        name = _name(child)
        if name == "p":
            yield _text(child)
            for box in child.iter():
                if _name(box) == "txbxContent" and not _in_fallback(box) and depth < _DEEPEST:
                    yield from _items(box, depth + 1)
        elif name == "tbl":
            yield from _table_items(child, depth)
        elif name not in _SKIPPED and name != "sectPr" and depth < _DEEPEST * 5:
            yield from _items(child, depth + 1)


def _in_fallback(element: Any) -> bool:
    return any(_name(above) == "Fallback" for above in element.iterancestors())


def _table_items(table: Any, depth: int) -> Iterator[str | Table]:
    """The table; a table that only arranges others, or has one column, is layout: what stands in its cells."""
    rows = list(_children(table, "tr"))
    nested = next((inner for inner in table.iterdescendants() if _name(inner) == "tbl"), None)
    if nested is None and any(len(list(_children(row, "tc"))) > 1 for row in rows):
        yield Table(tuple(_rows(rows)))
        return
    for row in rows:
        for cell in _children(row, "tc"):
            if depth < _DEEPEST * 5:
                yield from _items(cell, depth + 1)


def _children(parent: Any, wanted: str) -> Iterator[Any]:
    """Children of a name, also inside content controls and tracked insertions."""
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _children(child, wanted)


def _rows(rows: list[Any]) -> Iterator[Row]:
    total = 0
    for row in rows:
        if _property(row, "hidden") is not None:
            continue
        laid_out: list[str | None] = [None] * min(_number(row, "gridBefore", 0), MOST_COLUMNS)
        for cell in _children(row, "tc"):
            span = min(max(_number(cell, "gridSpan", 1), 1), MOST_COLUMNS)
            laid_out.append(None if _is_covered(cell) else _cell_text(cell))
            laid_out.extend([None] * (span - 1))
        total += len(laid_out)
        if total > MOST_CELLS:
            raise TooLong
        if laid_out:
            yield tuple(laid_out)


def _property(element: Any, wanted: str) -> Any:
    for properties in element:
        if _name(properties) in ("tcPr", "trPr", "rPr"):
            return next((found for found in properties if _name(found) == wanted), None)
    return None


def _value(element: Any) -> str | None:
    found = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), None)
    return None if found is None else str(found)


def _number(element: Any, wanted: str, otherwise: int) -> int:
    found = _property(element, wanted)
    stated = "" if found is None else _value(found) or ""
    return int(stated) if stated.isdecimal() and len(stated) < len("10000") else otherwise


def _is_covered(cell: Any) -> bool:
    """Whether the cell continues a merged cell from above or from the left."""
    merges = (_property(cell, name) for name in ("vMerge", "hMerge"))
    return any(merge is not None and (_value(merge) or "continue") == "continue" for merge in merges)


def _cell_text(cell: Any) -> str:
    lines = (_text(paragraph).strip() for paragraph in cell.iter() if _name(paragraph) == "p")
    return "\n".join(line for line in lines if line)


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name in _SKIPPED or (name == "r" and _is_hidden(element)):
            continue
        if name == "t":
            parts.append(element.text or "")
        elif name == "tab":
            parts.append("\t")
        elif name in ("br", "cr"):
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("-")
        else:
            waiting.extend(reversed(element))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    """Whether a run is hidden or struck out."""
    marks = (_property(run, name) for name in ("vanish", "strike", "dstrike"))
    return any(mark is not None and _value(mark) not in ("0", "false", "off") for mark in marks)
