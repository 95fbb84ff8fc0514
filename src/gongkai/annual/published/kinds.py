"""Tells what a file is from its bytes, never from its name, and decodes text whatever it says about itself."""

import codecs
import io
import re
import zipfile
from enum import StrEnum

from gongkai.annual.published.docx_source import MAIN_PART
from gongkai.annual.published.limits import MOST_BYTES
from gongkai.law.reading import NotAReport

MOST_UNPACKED = 50_000_000
MOST_PARTS = 5000
_SAMPLE = 2_000_000
_WORDS = ("信息公开", "年度报告", "政府", "申请", "公开", "情况", "行政", "数量", "总计", "其他", "的")
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "是旧版Office文件（.doc或.xls）或加密的Office文件，请另存为.docx、PDF或网页",
    b"{\\rtf": "是RTF文件，请另存为.docx、PDF或网页",
    b"\x89PNG": "是图片，读不出文字",
    b"\xff\xd8\xff": "是图片，读不出文字",
    b"GIF8": "是图片，读不出文字",
    b"II*\x00": "是图片，读不出文字",
    b"MM\x00*": "是图片，读不出文字",
    b"Rar!": "是压缩包，请解压后提供其中的报告",
    b"7z\xbc\xaf": "是压缩包，请解压后提供其中的报告",
    b"\x1f\x8b": "是压缩包，请解压后提供其中的报告",
}
_TAG = re.compile(
    r"<\s*(?:!doctype|html|head|body|table|tbody|tr|td|th|div|p|br|span|font|meta|h[1-6])\b[^<>]*>", re.IGNORECASE
)


class Kind(StrEnum):
    """The kinds of documents that can be read."""

    HTML = "html"
    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of a file; HTML and plain text are told apart by ``is_html`` after decoding.

    Raises:
        NotAReport: for an empty or too large file and for kinds that hold no readable text.
    """
    if len(content) > MOST_BYTES:
        raise NotAReport(f"“{name}”超过30MB，不像一份年度报告")
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise NotAReport(f"“{name}”是空文件")
    for start, reason in _REFUSED.items():
        if content.startswith(start):
            raise NotAReport(f"“{name}”{reason}")
    is_bitmap = content.startswith(b"BM") and content[6:10] == bytes(4)
    if is_bitmap or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        raise NotAReport(f"“{name}”是图片，读不出文字")
    if content.startswith(b"PK"):
        _check_archive(name, content)
        return Kind.DOCX
    head = content[:1024]
    return Kind.PDF if b"%PDF-" in head and b"<" not in head[: head.find(b"%PDF-")] else Kind.TEXT


def _check_archive(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise NotAReport(f"“{name}”已损坏，打不开") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotAReport(f"“{name}”解压后超过50MB，无法读取")
    if any(part.flag_bits & 1 for part in parts):
        raise NotAReport(f"“{name}”设有密码，无法读取")
    names = {part.filename for part in parts}
    if MAIN_PART not in names:
        is_sheet = any(part.startswith("xl/") for part in names)
        reason = "是电子表格，不是年度报告" if is_sheet else "不是Word文档，读不出年度报告"
        raise NotAReport(f"“{name}”{reason}")


def decode(content: bytes) -> str:
    """The text of bytes: in the encoding in which it makes most sense, whatever a header claims.

    A byte order mark and a ``meta charset`` are both known to lie in published pages, so every likely encoding
    is tried and the one that yields words of such reports wins; ties go to the one with fewest broken characters.
    """
    bare = content
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        bare = bare.removeprefix(mark)
    sample = bare[:_SAMPLE]
    best, best_score = "utf-8", (-1, 0)
    for encoding in _ENCODINGS:
        text = sample.decode(encoding, "replace")
        score = (sum(text.count(word) for word in _WORDS), -text.count("\ufffd"))
        if score > best_score:
            best, best_score = encoding, score
    return bare.decode(best, "replace")


def is_html(text: str) -> bool:
    """Whether decoded text is marked up; an address in angle brackets does not make text a page."""
    return _TAG.search(text) is not None
