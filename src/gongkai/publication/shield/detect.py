"""What a file is, told by its content and never by its name; and a name that is safe to show and to store."""

import re
import unicodedata
from pathlib import PurePosixPath

from gongkai.publication.shield import zipguard
from gongkai.publication.shield.findings import Unacceptable
from gongkai.publication.shield.formats import csv, media
from gongkai.publication.shield.formats.plain import text_of

MARKS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
)
MARKUP = re.compile(
    rb"(?i)^[\s\xef\xbb\xbf]*<(!doctype|html|svg|\?xml|\?php|script|head|body|meta)|<script|<svg[\s>]|<\?php|<iframe"
)
MAIN_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
OTHER_ZIPS = ("mimetype", "meta-inf/manifest.mf", "androidmanifest.xml")
SUFFIXES = {
    "pdf": {"pdf"},
    "docx": {"docx", "docm", "dotx", "wps"},
    "xlsx": {"xlsx", "xlsm", "xltx", "et"},
    "pptx": {"pptx", "pptm", "ppsx", "dps"},
    "ofd": {"ofd"},
    "zip": {"zip"},
    "ole": {"doc", "xls", "ppt", "wps", "et", "dps", "wpt", "dot", "xlt"},
    "jpeg": {"jpg", "jpeg", "jpe"},
    "png": {"png"},
    "gif": {"gif"},
    "webp": {"webp"},
    "csv": {"csv", "txt"},
    "txt": {"txt", "csv"},
    "mp3": {"mp3"},
    "mp4": {"mp4", "m4v", "m4a"},
}
UNKNOWN = "不支持这种文件；请上传 PDF、DOCX、XLSX、PPTX、OFD、TXT、CSV、JPG、PNG、GIF、WEBP、MP3、MP4 或 ZIP"
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LONGEST_NAME = 120
FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def detect(content: bytes, name: str = "") -> str:
    """The type of a file: a key of :data:`SUFFIXES`. The name decides only between ``csv`` and ``txt``.

    Raises:
        Unacceptable: ``unknown_type``, or what opening a zip raises.
    """
    marked = _marked(content)
    if marked:
        return marked
    if content.startswith(PROGRAMS):
        raise Unacceptable("unknown_type", UNKNOWN)
    if zipguard.END_RECORD in content and b"PK\x03\x04" in content:
        return _zip_kind(content)
    if media.is_mp3(content) and not content.startswith(b"\xff\xfe"):
        return "mp3"
    return _text_kind(content, name)


def wrong_suffix(kind: str, name: str) -> bool:
    """Whether a file's name says something else than its content."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    return suffix not in SUFFIXES[kind]


def safe_name(name: str) -> str:
    """The name in composed form without marks that turn or break it, without separators, at most 120 characters."""
    composed = unicodedata.normalize("NFC", name)
    plain = "".join(
        letter for letter in composed if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    last = FORBIDDEN.sub("_", re.split(r"[/\\]", plain)[-1]).strip(". ")
    if DEVICES.match(last):
        last = f"_{last}"
    if len(last) > LONGEST_NAME:
        suffix = PurePosixPath(last).suffix[:10]
        last = last[: LONGEST_NAME - len(suffix)] + suffix
    return last or "未命名"


def _marked(content: bytes) -> str | None:
    for mark, kind in MARKS:
        if content.startswith(mark):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    return "mp4" if media.is_mp4(content) else None


def _zip_kind(content: bytes) -> str:
    names = [info.filename for info in zipguard.open_zip(content).infolist()]
    lower = {name.lower() for name in names}
    if "[content_types].xml" in lower:
        for folder, kind in MAIN_PARTS:
            if any(name.startswith(folder) for name in lower):
                return kind
        raise Unacceptable("unknown_type", UNKNOWN)
    if "ofd.xml" in lower:
        return "ofd"
    if lower & set(OTHER_ZIPS):
        raise Unacceptable("unknown_type", UNKNOWN)
    return "zip"


def _text_kind(content: bytes, name: str) -> str:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if (
        not content.strip()
        or MARKUP.search(content[:4096])
        or (CONTROL.search(content) and not marked and b"\0" in content)
    ):
        raise Unacceptable("unknown_type", UNKNOWN)
    try:
        text = text_of(content)
    except Unacceptable:
        raise Unacceptable("unknown_type", UNKNOWN) from None
    odd = sum(letter < " " and letter not in "\t\n\r\f\x1b" for letter in text[:4096])
    if odd > len(text[:4096]) // 20:
        raise Unacceptable("unknown_type", UNKNOWN)
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".csv", ".txt"):
        return suffix[1:]
    return "csv" if csv.delimiter(text) else "txt"
