"""A PDF rewritten: the pages' code, what it names, plain links and seen bookmarks; everything else stays behind."""

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from gongkai.publication.shield.formats import pdf_keys
from gongkai.publication.shield.formats.pdf_code import clean_page
from gongkai.publication.shield.formats.pdf_links import Bookmark, bookmarks, links
from gongkai.publication.shield.formats.pdf_objects import open_pdf
from gongkai.publication.shield.formats.pdf_pages import HIDDEN, NO_VIEW
from gongkai.publication.shield.formats.pdf_picture_copy import saved

NEVER_FLAT = {"/Link", "/Popup", "/Text", "/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
SPACES = re.compile(r"\s+")


def without_spaces(text: str) -> str:
    """The text without white space."""
    return SPACES.sub("", text)


def rewritten(content: bytes, words_of_pages: str) -> bytes:
    """The bytes of the file made anew; its text stays searchable.

    Args:
        content: a file on whose pages nothing is hidden.
        words_of_pages: the text of all pages without white space.

    Raises:
        Unacceptable: as ``open_pdf``.
        pikepdf.PdfError: the code of a page cannot be read.
    """
    with open_pdf(content) as pdf:
        kept_links = [links(pdf, page) for page in pdf.pages]
        kept_bookmarks = bookmarks(pdf, words_of_pages)
        _flatten(pdf)
        for page, rows in zip(pdf.pages, kept_links, strict=True):
            clean_page(pdf, page)
            for key in [key for key in page.obj if key[1:] not in pdf_keys.PAGE]:
                del page.obj[key]
            purge(page.obj.get("/Resources"), pdf_keys.VISUAL, {"Parent", "Pg"})
            _set_links(pdf, page, rows)
        _clean_root(pdf)
        _set_bookmarks(pdf, kept_bookmarks)
        return saved(pdf)


def purge(start: Any, allowed: frozenset[str], stop: set[str]) -> None:
    """Take every key that is not allowed, and every word, out of the dictionaries reached from ``start``."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, str]] = [(start, "Resources")]
    while waiting:
        value, under = waiting.pop()
        if not isinstance(value, (Dictionary, Stream, Array)) or (value.is_indirect and value.objgen in seen):
            continue
        if value.is_indirect:
            seen.add(value.objgen)
        if isinstance(value, Array):
            waiting += [(one, under) for one in value]
            continue
        named = under in pdf_keys.NAMED_BY_AUTHOR
        for key in list(value.keys()):
            name = key[1:]
            word = isinstance(value[key], pikepdf.String) and name not in pdf_keys.KEPT_STRINGS
            if key != "/Length" and (word or (not named and name not in allowed)):
                del value[key]
            elif name not in stop:
                waiting.append((value[key], "" if named else name))


def _flatten(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        shown = [one for one in page.obj.get("/Annots", Array()) if isinstance(one, Dictionary) and _is_shown(one)]
        page.obj.Annots = Array(shown)
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _is_shown(one: Any) -> bool:
    flags = int(one.get("/F", 0))
    return str(one.get("/Subtype", "")) not in NEVER_FLAT and not flags & (HIDDEN | NO_VIEW) and "/AP" in one


def _set_links(pdf: pikepdf.Pdf, page: pikepdf.Page, rows: list[tuple[list[float], str | int]]) -> None:
    made = []
    for box, target in rows:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(box), Border=Array([0, 0, 0]))
        if isinstance(target, int):
            link.Dest = Array([pdf.pages[target].obj, Name.Fit])
        else:
            link.A = Dictionary(S=Name.URI, URI=pikepdf.String(target))
        made.append(pdf.make_indirect(link))
    if made:
        page.obj.Annots = Array(made)


def _clean_root(pdf: pikepdf.Pdf) -> None:
    for key in [key for key in pdf.Root if key[1:] not in pdf_keys.CATALOGUE or key == "/Outlines"]:
        del pdf.Root[key]
    tree = pdf.Root.get("/StructTreeRoot")
    if isinstance(tree, Dictionary):
        _without_objects(tree)
        purge(tree, pdf_keys.STRUCTURE, {"Pg", "Obj", "Stm"})
    for node in [pdf.Root.Pages]:
        _clean_tree(node)


def _clean_tree(node: Any, depth: int = 0) -> None:
    """Intermediate nodes of the page tree may carry anything; pages were cleaned already."""
    if depth > len(pdf_keys.PAGE) or "/Kids" not in node:
        return
    for key in [key for key in node if key[1:] not in pdf_keys.PAGE | {"Kids", "Count"}]:
        del node[key]
    for kid in node.Kids:
        _clean_tree(kid, depth + 1)


def _without_objects(tree: Any) -> None:
    """References from the structure to annotations would bring the annotations back."""
    seen: set[tuple[int, int]] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        kids = node.get("/K")
        rows = list(kids) if isinstance(kids, Array) else [kids]
        left = [one for one in rows if not (isinstance(one, Dictionary) and one.get("/Type") == "/OBJR")]
        if len(left) < len(rows):
            node.K = Array(left)
        waiting += [one for one in left if isinstance(one, Dictionary)]


def _set_bookmarks(pdf: pikepdf.Pdf, rows: list[Bookmark]) -> None:
    if not rows:
        return
    with pdf.open_outline() as outline:
        path: list[tuple[int, list[pikepdf.OutlineItem]]] = [(-1, outline.root)]
        for row in rows:
            item = pikepdf.OutlineItem(row.title, row.page)
            while path[-1][0] >= row.level:
                path.pop()
            path[-1][1].append(item)
            path.append((row.level, item.children))
