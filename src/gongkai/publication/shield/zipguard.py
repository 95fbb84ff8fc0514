"""Zip archives opened with limits, and what stands in their bytes outside the entries."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.publication.shield.findings import Finding, Unacceptable, finding

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
RATIO_FROM = 1024 * 1024
"""Below this size an entry cannot do harm however well it is packed."""
END_RECORD = b"PK\x05\x06"
END_SIZE = 22
LOCAL_SIZE = 30
LOCAL_RECORD = b"PK\x03\x04"
DESCRIPTOR_FLAG = 8
DESCRIPTOR_SIZE = 24
ENCRYPTED_FLAG = 1
ORDINARY_EXTRA = 64
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    struct.error,
)
DAMAGED = "压缩包结构损坏，无法读取；请重新保存或重新打包后再上传"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an entry lies in the bytes; ``start`` to ``data`` is its own header, ``end`` the end of its data."""

    info: zipfile.ZipInfo
    start: int
    data: int
    end: int


def open_zip(content: bytes) -> zipfile.ZipFile:
    """The archive, when it keeps the limits.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``bomb``.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content[: end_of_zip(content)]))
        infos = archive.infolist()
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error
    if len(infos) > MOST_ENTRIES:
        raise Unacceptable("bomb", f"压缩包里有{len(infos)}个文件，超过{MOST_ENTRIES}个；请拆分后再上传")
    if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
        raise Unacceptable("encrypted", "压缩包设有密码，无法检查；请去掉密码后再上传")
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise Unacceptable("bomb", "压缩包解开后超过200MB；请拆分后再上传")
    if any(_too_dense(info) for info in infos):
        raise Unacceptable("bomb", "压缩包的压缩比超过100倍，可能是压缩炸弹；请重新打包后再上传")
    if any(info.compress_type not in PACKED for info in infos):
        raise Unacceptable("damaged", "压缩包用了不常见的压缩方法；请用普通 ZIP 方式重新打包后再上传")
    _refuse_overlaps(content, archive)
    return archive


def read_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The unpacked bytes of an entry, never more than its directory declares.

    Raises:
        Unacceptable: ``damaged``.
    """
    try:
        return archive.read(info)
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error


def end_of_zip(content: bytes) -> int:
    """The position after the last end record and its comment."""
    at = content.rfind(END_RECORD)
    if at < 0 or at + END_SIZE > len(content):
        raise Unacceptable("damaged", DAMAGED)
    return min(at + END_SIZE + struct.unpack_from("<H", content, at + 20)[0], len(content))


def surroundings(content: bytes) -> Iterable[Finding]:
    """Findings for bytes outside the entries, for comments, and for entries with doubled or bad names.

    Raises:
        Unacceptable: as :func:`open_zip`.
    """
    archive = open_zip(content)
    end = end_of_zip(content)
    if len(content) > end:
        yield finding("zip.bytes_after", "文件末尾之后", f"{len(content) - end}字节")
    if archive.comment:
        yield finding("zip.comment", "压缩包注释", f"{len(archive.comment)}字节")
    entries = _layout(content, archive)
    position = 0
    for entry in entries:
        slack = DESCRIPTOR_SIZE if position and entry.start - position <= DESCRIPTOR_SIZE else 0
        if entry.start - position > slack:
            kind = "zip.bytes_between" if position else "zip.bytes_before"
            yield finding(kind, "各文件之间" if position else "文件开头之前", f"{entry.start - position}字节")
        position = entry.end
    if archive.start_dir - position > DESCRIPTOR_SIZE:
        yield finding("zip.bytes_between", "目录之前", f"{archive.start_dir - position}字节")
    yield from _of_entries(content, entries)


def unsafe_name(name: str) -> bool:
    """Whether an entry's name would lead outside the folder it is unpacked in."""
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or ":" in path[:3] or "\0" in path


def _of_entries(content: bytes, entries: list[Entry]) -> Iterable[Finding]:
    seen: set[str] = set()
    for entry in entries:
        name = entry.info.filename
        where = f"压缩包内“{name[:60]}”"
        if unsafe_name(entry.info.orig_filename):
            yield finding("zip.unsafe_name", where)
        if name.lower() in seen:
            yield finding("zip.duplicate_entry", where)
        seen.add(name.lower())
        local_name = struct.unpack_from("<H", content, entry.start + 26)[0]
        local_extra = content[entry.start + LOCAL_SIZE + local_name : entry.data]
        extras = [len(extra.rstrip(b"\0")) for extra in (local_extra, entry.info.extra)]
        if entry.info.comment or max(extras) > ORDINARY_EXTRA:
            yield finding("zip.entry_data", where, f"{len(entry.info.comment) + max(extras)}字节")


def _layout(content: bytes, archive: zipfile.ZipFile) -> list[Entry]:
    found = []
    for info in archive.infolist():
        start = info.header_offset
        if start < 0 or content[start : start + 4] != LOCAL_RECORD or start + LOCAL_SIZE > len(content):
            raise Unacceptable("damaged", DAMAGED)
        name, extra = struct.unpack_from("<HH", content, start + 26)
        data = start + LOCAL_SIZE + name + extra
        found.append(Entry(info, start, data, data + info.compress_size))
    return sorted(found, key=lambda entry: entry.start)


def _refuse_overlaps(content: bytes, archive: zipfile.ZipFile) -> None:
    entries = _layout(content, archive)
    ends = [entry.end for entry in entries]
    starts = [*(entry.start for entry in entries[1:]), archive.start_dir]
    if any(end > start for end, start in zip(ends, starts, strict=False)):
        raise Unacceptable("bomb", "压缩包内的文件相互重叠，可能是压缩炸弹；请重新打包后再上传")


def _too_dense(info: zipfile.ZipInfo) -> bool:
    return info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1)
