"""What the pages of a PDF carry beside their picture: annotations, links, notes in the code, unused resources."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from gongkai.publication.shield.findings import Finding, Unacceptable, finding
from gongkai.publication.shield.formats import pdf_keys

HIDDEN, NO_VIEW, TOGGLE_NO_VIEW, INVISIBLE = 2, 32, 256, 1
LONG_ADDRESS = 200
LONG_QUERY = 80
SHORT_NOTE = 24
PLAIN_ADDRESS = ("http://", "https://", "mailto:")
RESOURCE_OF = {
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "sh": "/Shading",
}
RESOURCE_OF |= {"scn": "/Pattern", "SCN": "/Pattern"}
NAMING = " ".join([*RESOURCE_OF, "BDC", "DP"])
NOTE = re.compile(rb"%[^\r\n]*")
LITERAL = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\bBI\b.*?\bEI\b", re.DOTALL)
DEEPEST = 40
MOST_DRAWN = 50_000
MOST_CODE = 12 * 1024 * 1024


@dataclass(slots=True)
class Use:
    """What a content stream names: resources by sort, marked content and its words."""

    names: dict[str, set[str]] = field(default_factory=dict)
    draws: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)

    def add(self, sort: str, name: str) -> None:
        """Remember a resource as used."""
        self.names.setdefault(sort, set()).add(name)


def page_code_findings(page: pikepdf.Page, where: str, words_of_pages: str) -> Iterator[Finding]:
    """Findings of one page that its picture does not show."""
    yield from _annotations(page, where)
    for key in page.obj:
        strange = key[1:] not in pdf_keys.PAGE and key not in {"/Thumb", "/Metadata"}
        if strange and isinstance(page.obj[key], (String, Stream)):
            yield finding("pdf.private_key", where, key[1:12])
    if _noted(page.obj.get("/Contents")):
        yield finding("pdf.content_note", where)
    use = uses(page)
    for text in use.words:
        seen = re.sub(r"\s+", "", text) in words_of_pages
        if not seen and len(text) > SHORT_NOTE:
            yield finding("pdf.alternate_text_long", where, f"{text[:4]}…")
            break
    resources = page.obj.get("/Resources")
    yield from _unused(resources, use, where, 0)


def uses(holder: Any) -> Use:
    """The resources a page or a form names.

    Raises:
        pikepdf.PdfError: the code cannot be read.
    """
    use = Use()
    for operands, operator in _instructions(holder):
        sort = RESOURCE_OF.get(operator)
        if sort and operands:
            name = operands[0] if sort == "/Font" else operands[-1]
            if isinstance(name, Name):
                use.add(sort, str(name))
                use.draws[str(name)] += operator == "Do"
        elif operator in {"BDC", "DP"} and len(operands) > 1:
            if isinstance(operands[1], Name):
                use.add("/Properties", str(operands[1]))
            elif isinstance(operands[1], Dictionary):
                use.words += [
                    str(one) for key, one in operands[1].items() if isinstance(one, String) and key != "/Lang"
                ]
    return use


def refuse_explosions(pdf: pikepdf.Pdf) -> None:
    """Refuse forms that draw forms until the page never ends.

    Raises:
        Unacceptable: ``bomb``.
        pikepdf.PdfError: the code cannot be read.
    """
    known: dict[tuple[int, int], int] = {}
    if any(code_size(page) > MOST_CODE for page in pdf.pages):
        raise Unacceptable("too_complex", "PDF 有一页过于复杂，无法检查；请将该页转成图片或简化后再上传")
    for page in pdf.pages:
        if _work(page, page.obj.get("/Resources"), known, 0) > MOST_DRAWN:
            raise Unacceptable("bomb", "PDF 页面里的图形层层重复，无法显示；请从原文件重新导出再上传")


def code_size(page: pikepdf.Page) -> int:
    """How many bytes of code draw a page."""
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return sum(len(one.read_bytes()) for one in streams if isinstance(one, Stream))


def _work(holder: Any, resources: Any, known: dict[tuple[int, int], int], depth: int) -> int:
    use = uses(holder)
    total = 1
    forms = resources.get("/XObject", Dictionary()) if isinstance(resources, Dictionary) else Dictionary()
    for name, times in use.draws.items():
        form = forms.get(name)
        if not isinstance(form, Stream) or form.get("/Subtype") != "/Form" or depth > DEEPEST:
            total += times
            continue
        if form.objgen not in known:
            known[form.objgen] = 1
            known[form.objgen] = _work(form, form.get("/Resources", resources), known, depth + 1)
        total += times * known[form.objgen]
    return total


def _instructions(holder: Any) -> Iterator[tuple[Any, str]]:
    for operands, operator in pikepdf.parse_content_stream(holder, operators=NAMING):
        yield operands, str(operator)


def _noted(contents: Any) -> bool:
    streams = list(contents) if isinstance(contents, Array) else [contents]
    for stream in streams:
        if isinstance(stream, Stream) and b"%" in (code := stream.read_bytes()):
            notes = NOTE.findall(LITERAL.sub(b"", code))
            if any(len(note) > SHORT_NOTE for note in notes):
                return True
    return False


def _unused(resources: Any, use: Use, where: str, depth: int) -> Iterator[Finding]:
    if not isinstance(resources, Dictionary) or depth > DEEPEST:
        return
    forms = resources.get("/XObject", Dictionary())
    inherits = any(
        isinstance(one, Stream) and one.get("/Subtype") == "/Form" and "/Resources" not in one for one in forms.values()
    )
    unused = [name for name in forms if name not in use.names.get("/XObject", set())]
    if unused and not inherits:
        yield finding("pdf.unused_resource", where, f"{len(unused)}个")
    for name in use.names.get("/XObject", set()):
        form = forms.get(name)
        if isinstance(form, Stream) and form.get("/Subtype") == "/Form" and "/Resources" in form:
            yield from _unused(form["/Resources"], uses(form), where, depth + 1)


def _annotations(page: pikepdf.Page, where: str) -> Iterator[Finding]:
    for one in page.obj.get("/Annots", Array()):
        if not isinstance(one, Dictionary):
            continue
        kind = str(one.get("/Subtype", ""))
        flags = int(one.get("/F", 0))
        if flags & (HIDDEN | NO_VIEW) and kind != "/Popup":
            yield finding("pdf.hidden_annotation", where, kind[1:])
        elif kind == "/Link":
            yield from _link(one, where)
        elif kind == "/FileAttachment":
            yield finding("pdf.attachment", where)
        elif kind in {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}:
            yield finding("pdf.media", where)
        elif kind not in {"/Widget", "/Popup"}:
            yield finding("pdf.annotation", where, kind[1:])


def _link(one: Any, where: str) -> Iterator[Finding]:
    action = one.get("/A")
    address = str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""
    if address:
        yield finding("pdf.link" if is_plain_address(address) else "pdf.long_link", where, f"{len(address)}个字符")
    if len(str(one.get("/Contents", ""))) > SHORT_NOTE:
        yield finding("pdf.annotation", where, "Link")


def is_plain_address(address: str) -> bool:
    """Whether a link leads to a web page or mailbox and carries next to nothing else."""
    query = address.partition("?")[2]
    return (
        address.lower().startswith(PLAIN_ADDRESS)
        and len(address) <= LONG_ADDRESS
        and len(query) <= LONG_QUERY
        and not (address.lower().startswith("http") and "@" in address.split("/")[2])
    )
