"""Sound and film (mp3, mp4): tags and boxes of metadata emptied, the rest copied."""

import struct
from collections.abc import Callable, Iterable, Iterator

from gongkai.publication.shield.findings import Finding, Rebuilt, Unacceptable, finding

NESTED = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"}
KNOWN = NESTED | {
    b"ftyp",
    b"mdat",
    b"mvhd",
    b"tkhd",
    b"mdhd",
    b"hdlr",
    b"vmhd",
    b"smhd",
    b"nmhd",
    b"elst",
    b"dref",
    b"stsd",
}
KNOWN |= {
    b"stts",
    b"stss",
    b"ctts",
    b"stsc",
    b"stsz",
    b"stco",
    b"co64",
    b"sgpd",
    b"sbgp",
    b"iods",
    b"styp",
    b"sidx",
    b"mvex",
}
KNOWN |= {b"moof", b"mfra", b"sdtp", b"stsh", b"tref", b"gmhd", b"url "}
EMPTY = {b"free", b"skip", b"wide"}
ID3_HEAD, ID3_TAIL, APE_TAIL = 10, 128, 32
DAMAGED = "音视频文件结构损坏；请重新导出后再上传"


def is_mp4(content: bytes) -> bool:
    """Whether the bytes begin as an MP4 file."""
    return content[4:8] == b"ftyp"


def is_mp3(content: bytes) -> bool:
    """Whether the bytes begin as an MP3 file: a tag or a frame of layer three, and a second frame after it."""
    return content.startswith(b"ID3") or (len(content) > 4 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2)  # noqa: PLR2004 - the frame's mark


def scan(content: bytes) -> Iterable[Finding]:
    """Findings for tags, boxes of metadata and trailing bytes.

    Raises:
        Unacceptable: ``damaged``.
    """
    if not is_mp4(content):
        start, end = _sound(content)
        if start or end < len(content):
            yield finding("media.tags", "音频标签", f"{start + len(content) - end}字节")
        return
    for start, end, kind, _ in _boxes(content, 0, len(content)):
        if kind not in KNOWN and (kind not in EMPTY or content[start + 8 : end].strip(b"\0")):
            yield finding("media.tags", f"数据块 {kind.decode('latin-1')!r}", f"{end - start}字节")


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """Nothing: speech is not read here."""
    del content
    return ()


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """The same sound or film with empty metadata; boxes keep their size so that nothing else moves.

    Raises:
        Unacceptable: ``damaged``.
    """
    del change
    if not is_mp4(content):
        start, end = _sound(content)
        return Rebuilt(content[start:end], "mp3", "audio/mpeg")
    made = bytearray(content)
    for start, end, kind, header in _boxes(content, 0, len(content)):
        if kind not in KNOWN:
            made[start + 4 : start + 8] = b"free"
            made[start + header : end] = bytes(end - start - header)
    return Rebuilt(bytes(made), "mp4", "video/mp4")


def _sound(content: bytes) -> tuple[int, int]:
    start, end = 0, len(content)
    while content[start : start + 3] == b"ID3" and start + ID3_HEAD <= end:
        size = 0
        for part in content[start + 6 : start + 10]:
            size = size << 7 | (part & 0x7F)
        start += ID3_HEAD + size
    if content[end - ID3_TAIL : end - ID3_TAIL + 3] == b"TAG":
        end -= ID3_TAIL
    if content[end - APE_TAIL : end - APE_TAIL + 8] == b"APETAGEX":
        end -= struct.unpack_from("<I", content, end - APE_TAIL + 12)[0] + APE_TAIL
    if start >= end or not is_mp3(content[start:end].lstrip(b"\0")[:8]):
        raise Unacceptable("damaged", DAMAGED)
    return start, end


def _boxes(content: bytes, start: int, end: int, depth: int = 0) -> Iterator[tuple[int, int, bytes, int]]:
    while start < end:
        if start + 8 > end:
            raise Unacceptable("damaged", DAMAGED)
        size, kind = struct.unpack_from(">I4s", content, start)
        header = 8
        if size == 1 and start + 16 <= end:
            size, header = struct.unpack_from(">Q", content, start + 8)[0], 16
        size = size or end - start
        if size < header or start + size > end or depth > 8:  # noqa: PLR2004 - no film nests deeper
            raise Unacceptable("damaged", DAMAGED)
        yield start, start + size, kind, header
        if kind in NESTED:
            yield from _boxes(content, start + header, start + size, depth + 1)
        start += size
