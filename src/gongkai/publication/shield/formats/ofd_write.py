"""An OFD zip written anew: entry, documents, pages, templates and resources; nothing a reader does not see."""

import copy
import io
import zipfile
from typing import Any

from lxml import etree

from gongkai.publication.shield.findings import Unacceptable
from gongkai.publication.shield.formats import image
from gongkai.publication.shield.formats.ofd_document import ENTRY, Ofd, every, joined, name_of, unseen
from gongkai.publication.shield.formats.ooxml_copy import FIXED_TIME, plain_picture

DROPPED = {
    *("Annotations", "Attachments", "CustomTags", "Versions", "Extensions", "Actions", "Outlines", "Bookmarks"),
    *("Signatures", "CustomDatas", "Permissions", "VPreferences"),
}
KEPT_INFO = {"DocID"}
NAMESPACE = "ofdspec.org"
RESOURCES = ("PublicRes", "DocumentRes", "PageRes")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")


def written(ofd: Ofd) -> bytes:
    """The bytes of the new file; the same content gives the same bytes."""
    boxes = {page.part: page.box for page in [*ofd.templates.values(), *ofd.pages]}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(needed_parts(ofd), key=lambda name: (name != ENTRY, name)):
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, _part(ofd, name, boxes))
    return out.getvalue()


def needed_parts(ofd: Ofd) -> set[str]:
    """The parts a reader needs to show the pages."""
    unused = set(ofd.unused_templates)
    needed = {ENTRY, *(part for part, _ in ofd.documents), *(page.part for page in ofd.pages)}
    needed |= {page.part for page in ofd.templates.values() if page.part not in unused}
    for part in sorted(needed - {ENTRY}):
        root = ofd.container.xml(part)
        for tag in RESOURCES:
            for one in every(root, tag):
                needed |= _with_media(ofd, joined(part, one.text))
    return needed & set(ofd.container.names)


def _with_media(ofd: Ofd, part: str) -> set[str]:
    root = ofd.container.xml(part)
    if root is None:
        return set()
    folder = joined(part, root.get("BaseLoc") or ".")
    files = [one.text for tag in ("MediaFile", "FontFile", "Profile") for one in every(root, tag)]
    found = {part}
    for one in files:
        for name in (joined(f"{folder}/x", one), joined(part, one)):
            if name in ofd.container.names:
                found.add(name)
    return found


def _part(ofd: Ofd, name: str, boxes: dict[str, Any]) -> bytes:
    content = ofd.container.read(name)
    if not name.lower().endswith(".xml"):
        return _picture(content)
    root = copy.deepcopy(ofd.container.xml(name))
    for row in list(root.iter()):
        if row is root or row.getparent() is None:
            continue
        if not isinstance(row.tag, str) or _unwanted(row) or _unseen(ofd, name, row, boxes):
            _remove(row)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _unwanted(row: Any) -> bool:
    return name_of(row) in DROPPED or _foreign(row) or _info(row)


def _unseen(ofd: Ofd, name: str, row: Any, boxes: dict[str, Any]) -> bool:
    if name_of(row) == "TemplatePage":
        return joined(name, row.get("BaseLoc")) in ofd.unused_templates
    return name in boxes and name_of(row).endswith("Object") and bool(unseen(row, boxes[name]))


def _foreign(row: Any) -> bool:
    return NAMESPACE not in (etree.QName(row).namespace or NAMESPACE)


def _info(row: Any) -> bool:
    return name_of(row.getparent()) == "DocInfo" and name_of(row) not in KEPT_INFO


def _remove(row: Any) -> None:
    row.tail = None
    row.getparent().remove(row)


def _picture(content: bytes) -> bytes:
    """Pictures from their pixels; fonts and other resources as they are."""
    if not content.startswith(PICTURES):
        return content
    try:
        made = image.rebuild(content)
        return made.content if made.suffix in {"png", "jpg"} else plain_picture(content)
    except Unacceptable:
        return content
