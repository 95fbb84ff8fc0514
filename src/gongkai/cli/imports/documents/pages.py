"""What a page of an old site says, as the cells of a row: its metas, and the densest part of its text."""

import re
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as markup

from gongkai.cli.imports.documents.lines import document_number, last_day
from gongkai.publication.richtext.plain import to_text
from gongkai.publication.richtext.sanitise import is_too_deep, sanitise

MOST_BYTES = 20 * 1024 * 1024
NAMED = ("zoom", "content", "trs_editor", "ucap-content", "article", "article-content", "pages_content", "con_text")
NAMED += ("view", "news_content", "detail", "xxgk_content", "zwgk_content", "main-content", "txt")
DROPPED = ("script", "style", "nav", "header", "footer", "form", "iframe", "noscript", "button", "aside", "select")
NAVIGATION = re.compile(r"(?:^|[-_ ])(?:nav|menu|breadcrumb|crumb|footer|header|share|sidebar|pager|location|position)")
SECTIONS = ("div", "td", "article", "section", "main", "body")
ENOUGH = 20  # characters that make a named part a body
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_DAY = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})")


def page_cells(path: Path) -> dict[str, Any]:
    """Title, days, source, index number and body; ``unreadable`` says why there is nothing."""
    if path.stat().st_size > MOST_BYTES:
        return {"unreadable": "网页超过20MB，不像一篇文章"}
    text = decoded(path.read_bytes())
    if is_too_deep(text):
        return {"unreadable": "网页的层次过深或标签过多，读不出正文"}
    try:
        tree = markup.document_fromstring(text)
    except (etree.LxmlError, ValueError):
        return {"unreadable": "读不出网页的内容"}
    metas = {
        meta.get("name", "").strip().lower(): " ".join(meta.get("content", "").split()) for meta in tree.iter("meta")
    }
    title = metas.get("articletitle") or _heading(tree)
    published = _day(metas.get("pubdate", ""))
    body = sanitise(_inside(_main(tree)))
    lines = to_text(body).splitlines()
    found = {
        "title": title,
        "source": metas.get("contentsource", ""),
        "keywords": metas.get("keywords", ""),
        "published_on": published,
        "made_on": last_day(lines) or published,
        "document_number": document_number(lines),
        "body": body,
    }
    return {key: value for key, value in found.items() if value}


def decoded(content: bytes) -> str:
    """The text of a page: UTF-8 where that can be, else what the page declares, else GB18030."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    declared = _CHARSET.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    name = "gb18030" if name.startswith(("gb", "x-gb")) else name
    for encoding in ("utf-8", name, "gb18030"):
        try:
            text = content.decode(encoding) if encoding else None
        except (UnicodeDecodeError, LookupError):
            continue
        if text is not None:
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return content.decode("gb18030", errors="replace")


def _heading(tree: markup.HtmlElement) -> str:
    first = next((" ".join(h.text_content().split()) for h in tree.iter("h1") if h.text_content().strip()), "")
    title = " ".join((tree.findtext(".//title") or "").split())
    return first or re.split(r"\s*[|_]\s*|\s+-\s+", title)[0]


def _day(text: str) -> str:
    found = _DAY.search(text)
    return "-".join((found[1], found[2].zfill(2), found[3].zfill(2))) if found else ""


def _main(tree: markup.HtmlElement) -> markup.HtmlElement:
    """The part that holds the body: one with a usual name, else the densest."""
    for element in list(tree.iter(*DROPPED, etree.Comment)):
        element.drop_tree()
    for element in list(tree.iter("div", "ul", "p", "td")):
        names = f"{element.get('id', '')} {element.get('class', '')}".lower()
        if NAVIGATION.search(names) and element.getparent() is not None:
            element.drop_tree()
    for name in NAMED:
        for element in tree.iter(*SECTIONS):
            names = (element.get("id", "").lower(), *element.get("class", "").lower().split())
            if name in names and len(element.text_content().strip()) >= ENOUGH:
                return element
    found = max(tree.iter(*SECTIONS), key=_density, default=None)
    return tree if found is None else found


def _density(element: markup.HtmlElement) -> int:
    """Characters of the text that stands in the element itself or its paragraphs, links left out."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    for child in element:
        if child.tag in ("p", "h2", "h3", "h4", "table", "ul", "ol", "span", "font", "strong", "blockquote"):
            own.append(child.text_content())
            own.append("")
    links = sum(len(link.text_content()) for child in element if child.tag != "div" for link in child.iter("a"))
    return sum(len(text.strip()) for text in own) - 2 * links


def _inside(element: markup.HtmlElement) -> str:
    pieces = [markup.tostring(child, encoding="unicode") for child in element]
    return (element.text or "").replace("<", "&lt;") + "".join(pieces)
