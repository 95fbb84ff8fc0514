"""What a JPEG, PNG, GIF or WebP carries beside its pixels, read segment by segment without decoding the picture."""

import struct
from collections.abc import Iterable, Iterator
from typing import Any

from PIL import ExifTags, Image

from gongkai.publication.shield.findings import Finding, finding

JPEG, PNG, GIF, RIFF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF"
ORDINARY_TAGS = {
    *(256, 257, 258, 259, 262, 271, 272, 274, 277, 282, 283, 284, 296, 301, 305, 306, 318, 319, 529, 531, 532, 34665),
    *(34853, 40965, 36864, 36867, 36868, 36880, 36881, 36882, 37121, 37500, 37520, 37521, 37522, 40960, 42034, 42035),
    *(42036, 42240, 18246, 18249, 50341, 59932, 316),
}
"""Tags every camera, scanner or editor writes; any other tag that holds text is words a person may have written."""
PNG_ORDINARY = set("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP bKGD pHYs tIME sBIT hIST acTL fcTL fdAT cICP".split())  # noqa: SIM905 - a list of names reads best as words
PNG_QUIET_WORDS = (b"Software", b"date:", b"Creation Time", b"xmp:ModifyDate", b"exif:")
QUIET_COMMENTS = (b"CREATOR: gd-jpeg", b"Lavc", b"File written by Adobe", b"Created with GIMP", b"LEAD Technologies")
WEBP_ORDINARY = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
GIF_APPLICATIONS = {b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"}
STANDALONE = {0x01, *range(0xD0, 0xD8)}
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9


def metadata_findings(content: bytes, where: str) -> Iterable[Finding]:
    """Findings for metadata and trailing bytes; none for what is no JPEG, PNG, GIF or WebP."""
    for mark, read in ((JPEG, _jpeg), (PNG, _png), (GIF, _gif), (RIFF, _webp)):
        if content.startswith(mark):
            try:
                yield from (finding(kind, where, excerpt) for kind, excerpt in read(content))
            except (struct.error, IndexError, ValueError):
                yield finding("image.segment", where, "结构不完整")


def _jpeg(content: bytes) -> Iterator[tuple[str, str]]:
    at = 2
    while at < len(content) - 1:
        if content[at] != 0xFF:  # noqa: PLR2004 - the marker byte
            at = content.find(b"\xff", at)
            if at < 0:
                return
            continue
        marker = content[at + 1]
        if marker == END_OF_IMAGE:
            rest = content[at + 2 :].rstrip(b"\0")
            if rest:
                yield "image.trailing", f"{len(rest)}字节"
            return
        if marker in STANDALONE or marker in (0x00, 0xFF):
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004 - fill bytes
            continue
        size = struct.unpack_from(">H", content, at + 2)[0]
        yield from _jpeg_segment(marker, content[at + 4 : at + 2 + size])
        at += 2 + size


def _jpeg_segment(marker: int, data: bytes) -> Iterator[tuple[str, str]]:
    size = f"{len(data)}字节"
    if marker == 0xFE:  # noqa: PLR2004 - comment
        yield "image.software" if data.startswith(QUIET_COMMENTS) else "image.comment", size
    elif marker == 0xE1 and data.startswith(b"Exif\0"):  # noqa: PLR2004 - APP1
        yield from _exif(data)
    elif marker == 0xE1:  # noqa: PLR2004 - APP1
        yield "image.xmp", size
    elif marker == 0xED:  # noqa: PLR2004 - APP13
        yield "image.iptc" if b"8BIM\x04\x04" in data or b"8BIM\x04\x09" in data else "image.software", size
    elif marker == 0xE0 and data.startswith(b"JFXX"):  # noqa: PLR2004 - APP0
        yield "image.thumbnail", size
    elif marker == 0xE0 and data.startswith(b"JFIF"):  # noqa: PLR2004 - APP0
        if data[12] * data[13]:
            yield "image.thumbnail", size
    elif marker == 0xEC and data.startswith(b"Ducky"):  # noqa: PLR2004 - APP12
        yield "image.software", size
    elif 0xE0 <= marker <= 0xEF and not data.startswith((b"ICC_PROFILE", b"MPF\0", b"Adobe")):  # noqa: PLR2004 - APPn
        yield "image.segment", size


def _png(content: bytes) -> Iterator[tuple[str, str]]:
    at = len(PNG)
    while at < len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        data = content[at + 8 : at + 8 + size]
        name = kind.decode("latin-1")
        at += size + 12
        if name == "IEND":
            if content[at:].rstrip(b"\0"):
                yield "image.trailing", f"{len(content) - at}字节"
            return
        if name == "eXIf":
            yield from _exif(data)
        elif name in ("tEXt", "zTXt", "iTXt"):
            if data.startswith(b"XML:com.adobe.xmp"):
                yield "image.xmp", f"{len(data)}字节"
            else:
                yield "image.software" if data.startswith(PNG_QUIET_WORDS) else "image.text", f"{len(data)}字节"
        elif name not in PNG_ORDINARY:
            yield "image.segment", f"{size}字节"


def _gif(content: bytes) -> Iterator[tuple[str, str]]:
    flags = content[10]
    at = 13 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
    while True:
        block = content[at]
        if block == 0x3B:  # noqa: PLR2004 - trailer
            if content[at + 1 :].rstrip(b"\0"):
                yield "image.trailing", f"{len(content) - at - 1}字节"
            return
        if block == 0x2C:  # noqa: PLR2004 - image
            local = content[at + 9]
            at += 10 + (3 << ((local & 7) + 1) if local & 0x80 else 0) + 1
        elif block == 0x21:  # noqa: PLR2004 - extension
            label, head = content[at + 1], content[at + 3 : at + 3 + content[at + 2]]
            if label == 0xFE:  # noqa: PLR2004 - comment
                yield "image.comment", "GIF 注释"
            elif label == 0x01:
                yield "image.text", "GIF 文字块"
            elif label == 0xFF and head not in GIF_APPLICATIONS:  # noqa: PLR2004 - application
                yield "image.xmp" if head.startswith(b"XMP") else "image.segment", "GIF 扩展块"
            at += 2
        else:
            raise ValueError(block)
        while content[at]:
            at += content[at] + 1
        at += 1


def _webp(content: bytes) -> Iterator[tuple[str, str]]:
    end = 8 + struct.unpack_from("<I", content, 4)[0]
    if content[end + end % 2 :].rstrip(b"\0"):
        yield "image.trailing", f"{len(content) - end}字节"
    at = 12
    while at + 8 <= end:
        kind, size = struct.unpack_from("<4sI", content, at)
        data = content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
        if kind == b"EXIF":
            yield from _exif(data)
        elif kind == b"XMP ":
            yield "image.xmp", f"{size}字节"
        elif kind not in WEBP_ORDINARY:
            yield "image.segment", f"{size}字节"


def _exif(data: bytes) -> Iterator[tuple[str, str]]:
    exif = Image.Exif()
    try:
        exif.load(data if data.startswith(b"Exif\0") else b"Exif\0\0" + data)
        tags: dict[int, Any] = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
        place, small = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.IFD1)
    except Exception:  # noqa: BLE001 - Pillow raises many sorts for damaged blocks; all mean the same here
        yield "image.exif_text", "拍摄信息无法读懂"
        return
    yield "image.exif", f"{len(tags)}项"
    if any(tag for tag in place if tag):
        yield "image.gps", "含经纬度"
    if small and 513 in small:  # noqa: PLR2004 - the offset of the small picture
        yield "image.thumbnail", "缩略图"
    words = [tag for tag, value in tags.items() if tag not in ORDINARY_TAGS and _says(value)]
    if words:
        yield "image.exif_text", f"{len(words)}项文字"


def _says(value: Any) -> bool:
    letters = value.encode("utf-8", "replace") if isinstance(value, str) else value
    return isinstance(letters, bytes) and len(letters.replace(b"\0", b"").strip()) > 8 - 4 * isinstance(value, str)
