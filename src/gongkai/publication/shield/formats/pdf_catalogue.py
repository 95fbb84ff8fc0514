"""What a PDF carries beside its pages: properties, attachments, scripts, forms, layers, labels, bookmarks."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Stream, String

from gongkai.publication.shield.findings import Finding, finding
from gongkai.publication.shield.formats import pdf_keys
from gongkai.publication.shield.formats.pdf_objects import Node, walk

LONG_TEXT = 60
LONG_LABEL = 12
MOST_BOOKMARKS = 5_000
KNOWN_TRAILER = {
    "/Root",
    "/Info",
    "/ID",
    "/Size",
    "/Prev",
    "/XRefStm",
    "/DocChecksum",
    *["/Type", "/W", "/Index", "/Filter", "/DecodeParms", "/Length"],
}
ACTING = {
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToR",
    "/GoToE",
    "/Hide",
    "/Thread",
    "/SetOCGState",
    "/Trans",
    "/Movie",
    "/Sound",
}
MEDIA = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
QUIET_PIECES = {"/InDesign", "/Illustrator"}
MARKED_SPACE = re.compile(r"\s+")


def catalogue_findings(pdf: pikepdf.Pdf, words_of_pages: str) -> Iterator[Finding]:
    """Findings outside the pages' pictures.

    Args:
        pdf: the opened file.
        words_of_pages: the text of all pages without white space; bookmarks found in it are seen anyway.
    """
    yield from _information(pdf)
    yield from _layers(pdf)
    yield from _labels(pdf)
    yield from _bookmarks(pdf, words_of_pages)
    yield from _form(pdf)
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary) and "/EmbeddedFiles" in names:
        yield finding("pdf.attachment", "文件附件")
    for node in walk(pdf):
        yield from _of_node(node, words_of_pages)


def _information(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    info = pdf.trailer.get("/Info")
    for key, value in info.items() if isinstance(info, Dictionary) else ():
        if not isinstance(value, String) or not str(value).strip():
            continue
        name = key[1:]
        known = name in pdf_keys.PROPERTIES or name.startswith(pdf_keys.MAKERS_PROPERTIES)
        long = name not in {"Producer", "Creator"} and len(str(value)) > LONG_TEXT * 2
        kind = "pdf.custom_properties" if not known or long else "pdf.properties"
        yield finding(kind, f"文件属性 {name[:20]}", f"{len(str(value))}个字")
    for key in pdf.trailer:
        if key not in KNOWN_TRAILER:
            yield finding("pdf.private_key", "文件尾", key[:12])


def _metadata(stream: Any) -> Iterator[Finding]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(stream.read_bytes().strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError, pikepdf.PdfError):
        yield finding("pdf.xmp_custom", "元数据", "无法读取")
        return
    strange = 0
    for row in root.iter():
        if not isinstance(row.tag, str):
            strange += isinstance(row, etree._Comment)  # noqa: SLF001 - lxml has no public name for it
            continue
        words = [(row.tag, row.text or ""), *((str(key), str(value)) for key, value in row.attrib.items())]
        strange += sum(_strange(str(tag), text) for tag, text in words)
    yield finding("pdf.xmp_custom" if strange else "pdf.properties", "元数据", f"{strange}处" if strange else "")


def _strange(tag: str, text: str) -> bool:
    space = etree.QName(tag).namespace or ""
    maker = etree.QName(tag).localname.startswith(pdf_keys.MAKERS_PROPERTIES)
    long = len(text.strip()) > LONG_TEXT * 2
    return bool(text.strip()) and (long or (bool(space) and not space.startswith(pdf_keys.XMP_SPACES) and not maker))


def _layers(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return
    default = layers.get("/D", Dictionary())
    off = default.get("/OFF", Array())
    usage = [one for one in layers.get("/OCGs", Array()) if isinstance(one, Dictionary) and "/Usage" in one]
    unseen = any("/OFF" in str(one.get("/Usage").unparse(), "latin-1") for one in usage) if usage else False
    if len(off) or default.get("/BaseState") == "/OFF" or (unseen and "/AS" in default):
        yield finding("pdf.layer", "图层", f"{len(off)}个")


def _labels(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    labels = pdf.Root.get("/PageLabels")
    if labels is None:
        return
    texts = [str(node.value.get("/P", "")) for node in walk(pdf, labels)]
    long = any(len(text) > LONG_LABEL for text in texts)
    yield finding("pdf.page_label_text" if long else "pdf.page_labels", "页码")


def _bookmarks(pdf: pikepdf.Pdf, words_of_pages: str) -> Iterator[Finding]:
    outlines = pdf.Root.get("/Outlines")
    if outlines is None:
        return
    unseen = [title for title in titles(pdf, outlines) if not is_seen(title, words_of_pages)]
    if unseen:
        yield finding("pdf.bookmark", "书签", f"{unseen[0][:4]}…（{len(unseen)}条）")


def titles(pdf: pikepdf.Pdf, outlines: Any) -> list[str]:
    """The titles of the bookmarks."""
    return [
        str(node.value["/Title"]) for node in walk(pdf, outlines) if "/Title" in node.value and "/Parent" in node.value
    ]


def is_seen(text: str, words_of_pages: str) -> bool:
    """Whether a text also stands on a page; white space does not count."""
    return MARKED_SPACE.sub("", text) in words_of_pages


def _form(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    if "/XFA" in form:
        yield finding("pdf.xfa", "表单")
    fields = [node.value for node in walk(pdf, form.get("/Fields", Array())) if "/FT" in node.value]
    if any(field.get("/FT") == "/Sig" for field in fields) or int(form.get("/SigFlags", 0)):
        yield finding("pdf.signature", "电子签名")
    for field in fields:
        if (
            any(_says(field.get(key)) for key in ("/V", "/DV", "/RV", "/TU", "/TM", "/Opt"))
            and field.get("/FT") != "/Sig"
        ):
            yield finding("pdf.form_value", f"表单域 {str(field.get('/T', ''))[:4]}…")
    if any(field.get("/FT") != "/Sig" for field in fields):
        yield finding("pdf.form", "表单")


def _says(value: Any) -> bool:
    if isinstance(value, String):
        return bool(str(value).strip())
    if isinstance(value, Array):
        return any(_says(one) for one in value)
    return isinstance(value, Stream)


def _of_node(node: Node, words_of_pages: str) -> Iterator[Finding]:
    value, where = node.value, f"对象 {node.value.objgen[0]}"
    kind = str(value.get("/S", "")) if not isinstance(value, Stream) else ""
    if kind in {"/JavaScript", "/Rendition"} or "/JS" in value:
        yield finding("pdf.javascript", where)
    elif kind in ACTING and node.key in {
        "A",
        "OpenAction",
        "AA",
        "Next",
        "D",
        "E",
        "U",
        "O",
        "C",
        "WC",
        "WS",
        "DS",
        "WP",
        "DP",
        "PO",
        "PC",
    }:
        yield finding("pdf.action", where, kind[1:])
    if str(value.get("/Type", "")) == "/Metadata" or node.key == "Metadata":
        yield from _metadata(value) if isinstance(value, Stream) else ()
    if "/EF" in value or str(value.get("/Type", "")) == "/EmbeddedFile":
        yield finding("pdf.attachment", where)
    if "/PieceInfo" in value:
        yield finding("pdf.piece_info", where)
    if "/Thumb" in value:
        yield finding("pdf.thumbnail", where)
    if str(value.get("/Type", "")) == "/OCMD" and ("/VE" in value or str(value.get("/P", "/AnyOn")) != "/AnyOn"):
        yield finding("pdf.layer", where)
    for key in ("/Alt", "/ActualText", "/E", "/T") if "/P" in value and "/S" in value else ():
        yield from _alternate(value.get(key), where, words_of_pages, silent=key == "/T")


def _alternate(text: Any, where: str, words_of_pages: str, *, silent: bool) -> Iterator[Finding]:
    if not isinstance(text, String) or len(str(text).strip()) < 2 or is_seen(str(text), words_of_pages):  # noqa: PLR2004
        return
    long = silent or len(str(text)) > LONG_TEXT
    yield finding("pdf.alternate_text_long" if long else "pdf.alternate_text", where, f"{str(text)[:4]}…")
