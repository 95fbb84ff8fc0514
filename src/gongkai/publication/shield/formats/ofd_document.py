"""OFD (GB/T 33190) opened: its documents, pages, templates, the parts they name, and the text that is seen."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from gongkai.publication.shield.container import Container, open_container
from gongkai.publication.shield.findings import Unacceptable

ENTRY = "OFD.xml"
NEAR_WHITE = 240
SMALLEST = 0.7
"""Millimetres: text of two points and less is not read."""
DAMAGED = "OFD 结构损坏，无法读取；请从原件重新导出再上传"
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Page:
    """A page or template: its part, its root, its box in millimetres."""

    part: str
    root: Any
    box: Box
    template: bool = False


@dataclass(slots=True)
class Ofd:
    """An opened OFD file."""

    container: Container
    root: Any
    documents: list[tuple[str, Any]] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    templates: dict[str, Page] = field(default_factory=dict)
    unused_templates: list[str] = field(default_factory=list)


def open_ofd(content: bytes) -> Ofd:
    """The opened file.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``bomb``.
    """
    container = open_container(content)
    root = container.xml(ENTRY)
    if root is None or name_of(root) != "OFD":
        raise Unacceptable("damaged", DAMAGED)
    ofd = Ofd(container, root)
    for body in every(root, "DocRoot"):
        part = joined("", body.text)
        document = container.xml(part)
        if document is None:
            raise Unacceptable("damaged", DAMAGED)
        ofd.documents.append((part, document))
        _read(ofd, part, document)
    if not ofd.pages:
        raise Unacceptable("damaged", "OFD 里没有页面；请从原件重新导出再上传")
    return ofd


def _read(ofd: Ofd, part: str, document: Any) -> None:
    area = _area(next(every(document, "PageArea"), None), (0, 0, 210, 297))
    for one in every(document, "TemplatePage"):
        name = joined(part, one.get("BaseLoc"))
        root = ofd.container.xml(name)
        if root is not None:
            ofd.templates[one.get("ID", "")] = Page(name, root, area, template=True)
    used = set()
    for one in every(document, "Page"):
        name = joined(part, one.get("BaseLoc"))
        root = ofd.container.xml(name) if one.get("BaseLoc") else None
        if root is None:
            raise Unacceptable("damaged", DAMAGED)
        own = next((row for row in root if isinstance(row.tag, str) and name_of(row) == "Area"), None)
        ofd.pages.append(Page(name, root, _area(own, area)))
        used |= {row.get("TemplateID", "") for row in every(root, "Template")}
    ofd.unused_templates = [page.part for key, page in ofd.templates.items() if key not in used]


def _area(element: Any, otherwise: Box) -> Box:
    box = None if element is None else next(every(element, "PhysicalBox"), None)
    numbers = numbers_of(box.text if box is not None else "")
    if len(numbers) != len(otherwise):
        return otherwise
    left, top, width, height = numbers
    return left, top, left + width, top + height


def every(element: Any, name: str) -> Iterator[Any]:
    """The elements below with a local name, whatever the namespace."""
    return element.iter(f"{{*}}{name}")


def name_of(element: Any) -> str:
    """The local name of an element."""
    return etree.QName(element).localname


def joined(part: str, target: str | None) -> str:
    """The part a path in another part names."""
    path = (target or "").strip().replace("\\", "/")
    start = "" if path.startswith("/") else posixpath.dirname(part)
    return posixpath.normpath(posixpath.join(start, path.lstrip("/"))).lstrip("/")


def numbers_of(text: str | None) -> list[float]:
    """The numbers in an attribute."""
    try:
        return [float(one) for one in (text or "").split()]
    except ValueError:
        return []


def words_of(text_object: Any) -> str:
    """The characters of a text object."""
    return "".join(code.text or "" for code in every(text_object, "TextCode"))


def unseen(one: Any, page: Box) -> str:
    """Why an object is not seen: the end of a kind (``invisible``), or nothing."""
    for up in (one, *one.iterancestors()):
        if up.get("Visible", "true").lower() in {"false", "0"} or up.get("Alpha", "255") == "0":
            return "invisible"
    if name_of(one) != "TextObject":
        return ""
    if _outside(one, page):
        return "off_page"
    size = numbers_of(one.get("Size"))
    scale = numbers_of(one.get("CTM"))
    factor = max(abs(number) for number in scale[:4]) if len(scale) == 6 else 1  # noqa: PLR2004 - an affine matrix
    if size and size[0] * factor < SMALLEST:
        return "tiny_text"
    plain = one.get("Fill", "true").lower() not in {"false", "0"} or one.get("Stroke", "false").lower() in {"true", "1"}
    return "" if plain and not _white(one) else "invisible"


def _outside(one: Any, page: Box) -> bool:
    box = numbers_of(one.get("Boundary"))
    if len(box) != len(page):
        return False
    left, top, width, height = box
    return left + width <= page[0] or top + height <= page[1] or left >= page[2] or top >= page[3]


def _white(one: Any) -> bool:
    """White text counts unless something was painted before it on the page."""
    fill = next((row for row in one if isinstance(row.tag, str) and name_of(row) == "FillColor"), None)
    if fill is None:
        return False
    if fill.get("Alpha") == "0":
        return True
    shade = numbers_of(fill.get("Value"))
    white = bool(shade) and len(shade) in {1, 3} and min(shade) >= NEAR_WHITE
    return white and not any(_under(row, one) for row in one.itersiblings(preceding=True))


def _under(other: Any, one: Any) -> bool:
    if not isinstance(other.tag, str) or name_of(other) not in {"PathObject", "ImageObject", "CompositeObject"}:
        return False
    a, b = numbers_of(other.get("Boundary")), numbers_of(one.get("Boundary"))
    if len(a) != len(b) or len(a) < 4:  # noqa: PLR2004 - a box has four numbers
        return True
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
