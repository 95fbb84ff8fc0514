"""The objects of a PDF: opened with limits, walked once each, and what stands in them that no page needs."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream, String

from gongkai.publication.shield.findings import Finding, Unacceptable, finding
from gongkai.publication.shield.formats import pdf_keys
from gongkai.publication.shield.formats.image_metadata import metadata_findings

HEAD = 1024
MOST_OBJECTS = 400_000
MOST_UNPACKED = 300 * 1024 * 1024
SHORT = 4
SHORT_WORD = 12
TAIL = 4
MACHINERY = {"/ObjStm", "/XRef"}
DAMAGED = "PDF 结构损坏，无法读取；请从原文件重新导出 PDF 再上传"


@dataclass(frozen=True, slots=True)
class Node:
    """A dictionary or stream of the file, and the key under which it was found."""

    value: Any
    key: str


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """The opened file.

    Raises:
        Unacceptable: ``damaged``, ``encrypted``, ``bomb`` or ``too_complex``.
    """
    if b"%PDF-" not in content[:HEAD]:
        raise Unacceptable("damaged", DAMAGED)
    try:
        pdf = pikepdf.open(io.BytesIO(content), attempt_recovery=True, suppress_warnings=True)
        pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Unacceptable("encrypted", "PDF 设有口令，无法检查；请去掉口令后再上传") from error
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError, KeyError, IndexError) as error:
        raise Unacceptable("damaged", DAMAGED) from error
    if pdf.is_encrypted:
        raise Unacceptable("encrypted", "PDF 设有使用限制（加密），无法检查；请另存为没有限制的 PDF 再上传")
    if not pages:
        raise Unacceptable("damaged", "PDF 里没有页面；请从原文件重新导出 PDF 再上传")
    if len(pdf.objects) > MOST_OBJECTS:
        raise Unacceptable("too_complex", "PDF 过于复杂，无法逐项检查；请从原文件重新导出或拆分后再上传")
    return pdf


def walk(pdf: pikepdf.Pdf, start: Any = None, seen: set[tuple[int, int]] | None = None) -> Iterator[Node]:
    """Every dictionary and stream reached from the trailer or from ``start``, each once; ``seen`` gathers them."""
    seen = set() if seen is None else seen
    waiting: list[tuple[Any, str]] = [(pdf.trailer if start is None else start, "")]
    while waiting:
        value, key = waiting.pop()
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        if isinstance(value, Array):
            waiting.extend((one, key) for one in value)
        if not isinstance(value, (Dictionary, Stream)):
            continue
        yield Node(value, key)
        rows = value.stream_dict if isinstance(value, Stream) else value
        waiting.extend((one, name[1:]) for name, one in rows.items() if name != "/Prev")


def refuse_bombs(pdf: pikepdf.Pdf) -> None:
    """Refuse streams that unpack beyond measure.

    Raises:
        Unacceptable: ``bomb`` or ``damaged``.
    """
    total = 0
    for node in walk(pdf):
        if isinstance(node.value, Stream):
            total += _unpacked(node.value, MOST_UNPACKED - total)[0]


def object_findings(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Objects no page reaches, private keys with words, bytes behind the end of streams."""
    reached: set[tuple[int, int]] = set()
    total = 0
    for node in walk(pdf, seen=reached):
        if isinstance(node.value, Stream):
            size, tail = _unpacked(node.value, MOST_UNPACKED - total)
            total += size
            if tail:
                yield finding("pdf.stream_tail", f"对象 {node.value.objgen[0]}", f"{tail}字节")
            if node.value.get("/Subtype") == "/Image":
                yield from _picture(node.value)
        for key, size in _private(node):
            kind = "pdf.private_key" if size > SHORT_WORD else "pdf.private_word"
            yield finding(kind, f"对象 {node.value.objgen[0]}", key[:12])
    yield from _unreached(pdf, reached)


def _picture(image: Any) -> Iterator[Finding]:
    last = _filters(image)[-1:]
    if last == ["/DCTDecode"] and len(_filters(image)) == 1:
        found = [one for one in metadata_findings(image.read_raw_bytes(), "") if one.severity == "block"]
        if found:
            yield finding("pdf.image_metadata", f"对象 {image.objgen[0]}", f"{len(found)}处")


def _filters(stream: Any) -> list[str]:
    filters = stream.get("/Filter")
    if filters is None:
        return []
    return [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)]


def _unpacked(stream: Any, room: int) -> tuple[int, int]:
    """How large the data grow and how many bytes stand behind the end of the packed data."""
    try:
        data = stream.read_raw_bytes()
    except (pikepdf.PdfError, RuntimeError) as error:
        raise Unacceptable("damaged", DAMAGED) from error
    tail = 0
    for name in _filters(stream):
        if name not in {"/FlateDecode", "/Fl"}:
            break
        packer = zlib.decompressobj()
        try:
            data, spare = packer.decompress(data, room + 1), packer.unused_data
        except zlib.error:
            break
        tail = max(tail, len(spare.strip()))
        if len(data) > room:
            raise Unacceptable("bomb", "PDF 解压后过大，可能是压缩炸弹；请从原文件重新导出再上传")
    return len(data), tail if tail > TAIL else 0


def _private(node: Node) -> Iterator[tuple[str, int]]:
    if node.key in pdf_keys.NAMED_BY_AUTHOR or node.key in {"Info", "JavaScript", "PieceInfo"}:
        return
    rows = node.value.stream_dict if isinstance(node.value, Stream) else node.value
    for key, value in rows.items():
        if isinstance(value, String) and len(bytes(value)) >= SHORT and key[1:] not in pdf_keys.KNOWN_STRINGS:
            yield key[1:], len(bytes(value))


def _unreached(pdf: pikepdf.Pdf, reached: set[tuple[int, int]]) -> Iterator[Finding]:
    lost = 0
    linear = any(isinstance(one, Dictionary) and "/Linearized" in one for one in pdf.objects)
    for value in pdf.objects:
        if linear and isinstance(value, Stream) and isinstance(value.get("/S"), int):
            continue  # the hints of a linearised file, which only its readers know
        if isinstance(value, (Dictionary, Stream, Array, String)) and value.objgen not in reached:
            lost += _says(value)
    if lost:
        yield finding("pdf.unreachable", "整个文件", f"{lost}个对象")


def _says(value: Any) -> bool:
    if isinstance(value, Stream):
        return str(value.get("/Type", "")) not in MACHINERY
    if isinstance(value, String):
        return len(bytes(value)) >= SHORT
    if isinstance(value, Array):
        return any(isinstance(one, String) and len(bytes(one)) >= SHORT for one in value)
    if isinstance(value, Dictionary):
        return any(isinstance(one, String) and len(bytes(one)) >= SHORT for one in value.values())
    return False
