"""What stands inside a paragraph of a Word document, and what is noted on the way."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml

from gongkai.publication.richtext.docx_numbering import W, child, value
from gongkai.publication.richtext.runs import Run

PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
EMU_PER_PIXEL = 9525
WIDEST = 9_999
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PASSED = {"ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
_MARKS = {"b": "strong", "i": "em", "strike": "s", "dstrike": "s"}
_OFF = {"0", "false", "off", "none"}
_NOTES = {
    "changes": "文档有修订，修订已按接受后的状态导入，请核对。",
    "hidden": "文档有隐藏文字，未导入。",
    "comments": "文档有批注，未导入。",
    "footnotes": "文档有脚注，已移到正文末尾，请核对。",
    "boxes": "文档有文本框，其文字已接在所在段落之后，请核对位置。",
    "formulas": "文档有公式，只导入了其中的文字，请核对。",
    "objects": "文档有嵌入对象或图表，未导入，请以图片或附件代替。",
    "pictures": "有图片的格式不能在网页显示（如EMF、WMF）或已损坏，未导入，请换成PNG或JPEG。",
    "linked": "有图片只是指向外部文件，未导入。",
}


def _is_on(element: Any) -> bool:
    return element is not None and value(element, default="1").lower() not in _OFF


class Inline:
    """Runs of paragraphs; collects pictures, text boxes, footnotes and remarks of the whole document."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._boxes: list[Any] = []
        self._footnotes: list[str] = []
        self.images: dict[str, tuple[bytes, str]] = {}
        self.notes: dict[str, str] = {}

    def note(self, key: str, sentence: str = "") -> None:
        """Remarks once."""
        self.notes.setdefault(key, sentence or _NOTES[key])

    def is_deleted(self, properties: Any) -> bool:
        """Whether a paragraph's mark was deleted in tracked changes."""
        gone = child(properties, "del") is not None
        if gone or child(properties, "ins") is not None:
            self.note("changes")
        return gone

    def take_boxes(self) -> list[Any]:
        """The text boxes met since the last call."""
        boxes, self._boxes = self._boxes, []
        return boxes

    def runs(self, parent: Any, href: str = "") -> list[Run]:
        """The inline content of a paragraph or of what stands in one."""
        found: list[Run] = []
        for element in parent:
            if not isinstance(element.tag, str):
                continue
            name = element.tag.removeprefix(W)
            if name in {"ins", "del", "moveFrom", "moveTo"}:
                self.note("changes")
            if name == "r":
                found += self._run(element, href)
            elif name == "hyperlink":
                found += self.runs(element, self._address(element) or href)
            elif name in _PASSED:
                found += self.runs(element, href)
            elif element.tag.startswith(_MATH):
                self.note("formulas")
                found += [Run(text.text or "", href=href) for text in element.iter(_MATH + "t")]
            elif name == "commentRangeStart":
                self.note("comments")
        return found

    def _address(self, element: Any) -> str:
        relation = self._part.rels.get(element.get(_R + "id", ""))
        return relation.target_ref if relation is not None and relation.is_external else ""

    def _run(self, element: Any, href: str) -> list[Run]:
        properties = child(element, "rPr")
        if _is_on(child(properties, "vanish")) or _is_on(child(properties, "webHidden")):
            if any(text.text for text in element.iter(W + "t")):
                self.note("hidden")
            return []
        marks = {mark for name, mark in _MARKS.items() if _is_on(child(properties, name))}
        if _is_on(child(properties, "u")):
            marks.add("u")
        height = value(child(properties, "vertAlign"))
        marks |= {mark for word, mark in (("superscript", "sup"), ("subscript", "sub")) if height == word}
        found: list[Run] = []
        for part in element:
            found += self._part_of_run(part, frozenset(marks), href)
        return found

    def _part_of_run(self, part: Any, marks: frozenset[str], href: str) -> list[Run]:
        name = part.tag.removeprefix(W) if isinstance(part.tag, str) else ""
        text = {"tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}.get(name, "")
        if name == "t":
            text = re.sub(r"[\r\n]+", " ", part.text or "")
        elif name in {"br", "cr"} and value(part, "type", "textWrapping") == "textWrapping":
            return [Run(html="<br>")]
        elif name == "sym":
            code = int(value(part, "char", "0"), 16)
            text = "" if 0xF000 <= code <= 0xF0FF else chr(code)  # noqa: PLR2004 - signs of symbol fonts have no meaning
        elif name in {"footnoteReference", "endnoteReference"}:
            return self._footnote(name, value(part, "id"))
        elif name == "commentReference":
            self.note("comments")
        elif name in {"drawing", "pict", "object"} or part.tag == _MC + "AlternateContent":
            return self._drawn(part)
        return [Run(text, marks, href)] if text else []

    def _footnote(self, kind: str, key: str) -> list[Run]:
        self.note("footnotes")
        self._footnotes.append(f"{kind[: -len('Reference')]}s/{key}")
        return [Run(f"〔{len(self._footnotes)}〕", frozenset({"sup"}))]

    def footnotes(self) -> Iterator[tuple[int, Any]]:
        """Number and element of each note referred to, in order."""
        parts = {
            rel.reltype.rsplit("/", 1)[-1]: rel.target_part for rel in self._part.rels.values() if not rel.is_external
        }
        for number, place in enumerate(self._footnotes, 1):
            kind, key = place.split("/", 1)
            part = parts.get(kind)
            if part is None:
                continue
            root = part.element if hasattr(part, "element") else parse_xml(part.blob)
            for element in root.iter(W + kind.removesuffix("s")):
                if value(element, "id") == key:
                    yield number, element

    def _drawn(self, part: Any) -> list[Run]:
        """Pictures, text boxes and objects; of two versions of the same thing the first that is understood."""
        if part.tag == _MC + "AlternateContent":
            part = part.find(_MC + "Choice") if part.find(_MC + "Choice") is not None else part.find(_MC + "Fallback")
            if part is None:
                return []
        boxes = [
            box for box in part.iter(W + "txbxContent") if not any(up.tag == box.tag for up in box.iterancestors())
        ]
        if boxes:
            self.note("boxes")
            self._boxes += boxes
            return []
        if part.tag == W + "object":
            self.note("objects")
            return []
        blips = [(blip.get(_R + "embed"), blip.get(_R + "link")) for blip in part.iter(_A + "blip")]
        blips += [(data.get(_R + "id"), None) for data in part.iter(_V + "imagedata")]
        if not blips and part.find(f".//{_A}graphicData") is not None:
            self.note("objects")
        size = next(part.iter(_WP + "extent"), None)
        about = next(part.iter(_WP + "docPr"), None)
        alt = about.get("descr", "") if about is not None else ""
        found = [self._picture(embed, link, size, alt) for embed, link in blips]
        return [run for run in found if run is not None]

    def _picture(self, embed: str | None, link: str | None, size: Any, alt: str) -> Run | None:
        relation = self._part.rels.get(embed or "")
        if relation is None or relation.is_external:
            self.note("linked" if link or relation is not None else "pictures")
            return None
        content, kind = relation.target_part.blob, relation.target_part.content_type.replace("image/jpg", "image/jpeg")
        if kind not in PICTURES or not content:
            self.note("pictures")
            return None
        digest = hashlib.sha256(content).hexdigest()
        self.images[digest] = (content, kind)
        sides = {} if size is None else {"width": size.get("cx", ""), "height": size.get("cy", "")}
        pixels = {name: round(int(emu) / EMU_PER_PIXEL) for name, emu in sides.items() if emu.isdigit()}
        spec = "".join(f' {name}="{count}"' for name, count in pixels.items() if 0 < count <= WIDEST)
        quoted = alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
        return Run(html=f'<img src="attachment:{digest}" alt="{quoted}"{spec}>')
