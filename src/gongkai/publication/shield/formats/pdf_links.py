"""Links and bookmarks of a PDF that may be kept: where they are, what they say, which page or address they lead to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from gongkai.publication.shield.formats.pdf_catalogue import is_seen
from gongkai.publication.shield.formats.pdf_pages import is_plain_address

MOST_BOOKMARKS = 5_000
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark: its words, the page it leads to counted from zero, its level counted from zero."""

    title: str
    page: int
    level: int


def links(pdf: pikepdf.Pdf, page: pikepdf.Page) -> list[tuple[list[float], str | int]]:
    """The plain links of a page: box, and an address or a page counted from zero."""
    kept: list[tuple[list[float], str | int]] = []
    for one in page.obj.get("/Annots", Array()):
        if not isinstance(one, Dictionary) or one.get("/Subtype") != "/Link" or "/Rect" not in one:
            continue
        action = one.get("/A")
        target: str | int | None = None
        if isinstance(action, Dictionary) and action.get("/S") == "/URI":
            address = str(action.get("/URI", ""))
            target = address if is_plain_address(address) else None
        else:
            target = _page(pdf, action.get("/D") if isinstance(action, Dictionary) else one.get("/Dest"))
        if target is not None:
            kept.append(([float(edge) for edge in one.Rect], target))
    return kept


def bookmarks(pdf: pikepdf.Pdf, words_of_pages: str) -> list[Bookmark]:
    """The bookmarks whose words also stand on the pages."""
    outlines = pdf.Root.get("/Outlines")
    rows = list(_below(outlines, 0, set())) if isinstance(outlines, Dictionary) else []
    kept = []
    for item, level in rows[:MOST_BOOKMARKS]:
        title = str(item.get("/Title", ""))
        action = item.get("/A")
        page = _page(pdf, action.get("/D") if isinstance(action, Dictionary) else item.get("/Dest"))
        if page is not None and title.strip() and is_seen(title, words_of_pages):
            kept.append(Bookmark(title, page, level))
    return kept


def _below(parent: Any, level: int, seen: set[tuple[int, int]]) -> Iterator[tuple[Any, int]]:
    item = parent.get("/First")
    while isinstance(item, Dictionary) and item.objgen not in seen and len(seen) < MOST_BOOKMARKS:
        seen.add(item.objgen)
        yield item, level
        if level < DEEPEST:
            yield from _below(item, level + 1, seen)
        item = item.get("/Next")


def _page(pdf: pikepdf.Pdf, target: Any) -> int | None:
    if isinstance(target, (String, Name)):
        target = _named(pdf, str(target))
    if isinstance(target, Dictionary):
        target = target.get("/D")
    if not isinstance(target, Array) or not len(target) or not isinstance(target[0], Dictionary):
        return None
    try:
        return pikepdf.Page(target[0]).index
    except ValueError:
        return None


def _named(pdf: pikepdf.Pdf, name: str) -> Any:
    old = pdf.Root.get("/Dests")
    if isinstance(old, Dictionary) and name.startswith("/") and name in old:
        return old[name]
    names = pdf.Root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    return pikepdf.NameTree(tree).get(name) if isinstance(tree, Dictionary) else None
