"""Reads HTML as content systems emit it: what a reader would see, in order, tables as grids."""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from gongkai.annual.published.blocks import Document, SpannedCell, Table, TooLong, grid
from gongkai.annual.published.lines import blocks_from

MOST_TAGS = 400_000
_UNSEEN = frozenset(("script", "style", "head", "noscript", "template", "title", "iframe", "object", "svg", "math"))
_INPUT = frozenset(("textarea", "select", "option", "button"))
_TEXT_BLOCK = frozenset(
    ("address", "blockquote", "center", "dd", "div", "dl", "dt", "figure", "hr", "li", "ol", "p", "ul")
)
_PAGE_BLOCK = frozenset(
    ("article", "aside", "body", "fieldset", "footer", "form", "header", "html", "main", "nav", "section")
)
_TABLE_BLOCK = frozenset(("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"))
_BLOCK = _TEXT_BLOCK | _PAGE_BLOCK | _TABLE_BLOCK | {f"h{level}" for level in range(1, 7)}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0{1,9})?(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_STRUCK = frozenset(("del", "s", "strike"))
_RULE = re.compile(r"\.([\w-]{1,80})\s{0,9}\{([^{}]{0,2000})\}")
_COLLAPSE = re.compile(r"[ \t\r\n\f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_PAGE_END = re.compile(r"</(?:html|body)\s{0,20}>", re.IGNORECASE)
_TITLE_META = frozenset(("articletitle", "og:title", "title"))


def read_html(source: str) -> Document:
    """The document's visible blocks; none for a source that holds nothing visible.

    Raises:
        TooLong: for more than any report's page holds.
    """
    if source.count("<") > MOST_TAGS:
        raise TooLong
    # A browser shows what stands after the end of the page; the parser would drop it.
    text = _PAGE_END.sub("", _CONTROL.sub("", source))
    if "<table" not in text.lower():
        text = re.sub(r"<tr[\s>]", lambda found: "<table>" + found[0], text, count=1, flags=re.IGNORECASE)
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return Document(())  # nothing but comments and blanks
    _hide_by_class(root)
    return Document(blocks_from(_items(root)), tuple(_titles(root)))


def _hide_by_class(root: Any) -> None:
    """Mark as hidden what the page's own style rules hide by a class."""
    styles = "".join(style.text or "" for style in root.iter("style"))
    hiding = {name for name, body in _RULE.findall(styles) if _HIDDEN.search(body)}
    if not hiding:
        return
    for element in root.iter():
        if isinstance(element.tag, str) and hiding.intersection((element.get("class") or "").split()):
            element.set("hidden", "")


def _titles(root: Any) -> list[str]:
    found = [meta.get("content") or "" for meta in root.iter("meta") if _is_title_meta(meta)]
    found.extend(title.text or "" for title in root.iter("title"))
    return [title.strip() for title in found if title.strip()]


def _is_title_meta(meta: Any) -> bool:
    return (meta.get("name") or meta.get("property") or "").lower() in _TITLE_META


def _items(root: Any) -> list[str | Table]:
    """Lines and tables in reading order; without recursion, so that depth does not matter."""
    items: list[str | Table] = []
    line: list[str] = []

    def flush() -> None:
        text = _COLLAPSE.sub(" ", "".join(line)).strip(" ")
        line.clear()
        if text:
            items.append(text)

    steps: list[tuple[str, Any]] = [("element", root)]
    while steps:
        step, subject = steps.pop()
        if step == "text":
            line.append(subject)
        elif step == "end":
            flush()
        elif _is_seen(subject):
            if subject.tag in _BLOCK or subject.tag in ("br", "pre"):
                flush()
            if subject.tag == "table" and _is_data(subject):
                items.append(_table(subject))
            elif subject.tag == "pre":
                items.append("".join(subject.itertext()))
            else:
                steps.extend(_inside(subject))
    flush()
    return items


def _inside(element: Any) -> list[tuple[str, Any]]:
    """The steps for what an element holds, last first."""
    steps: list[tuple[str, Any]] = [("text", element.text)] if element.text else []
    for child in element:
        steps.append(("element", child))
        if child.tail:
            steps.append(("text", child.tail))
    if element.tag in _BLOCK:
        steps.append(("end", None))
    steps.reverse()
    return steps


def _is_seen(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN | _INPUT | _STRUCK:
        return False
    if element.get("hidden") is not None or (element.tag == "dialog" and element.get("open") is None):
        return False
    return _HIDDEN.search(element.get("style") or "") is None


def _is_data(table: Any) -> bool:
    """Whether a table holds data: none inside it, and more than one cell in some row (else it is layout)."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(_cells(row)) > 1 for row in table.iter("tr"))


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iterchildren("td", "th") if _is_seen(cell)]


def _table(table: Any) -> Table:
    lines = [
        [SpannedCell(_text(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in _cells(row)]
        for row in table.iter("tr")
        if _is_shown_within(row, table)
    ]
    return Table(tuple(row for row in grid(lines) if row))


def _is_shown_within(row: Any, table: Any) -> bool:
    return _is_seen(row) and (row.getparent() is table or _is_seen(row.getparent()))


def _span(cell: Any, name: str) -> int:
    stated = re.match(r"\s*([0-9]{1,4})", cell.get(name) or "")
    return max(int(stated[1]), 1) if stated else 1


def _text(cell: Any) -> str:
    """A cell's visible text, a line break where a block or a break parts it."""
    parts: list[str] = []
    steps = _inside(cell)
    while steps:
        step, subject = steps.pop()
        if step == "text":
            parts.append(_COLLAPSE.sub(" ", subject))
        elif step == "end":
            parts.append("\n")
        elif _is_seen(subject):
            if subject.tag in _BLOCK or subject.tag == "br":
                parts.append("\n")
            elif subject.tag in ("sup", "sub") and "".join(parts)[-1:].isdigit():
                parts.append(" 注")  # a note to a figure is not one of its digits
            steps.extend(_inside(subject))
    text = "".join(parts).replace("\u00a0", " ")
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
