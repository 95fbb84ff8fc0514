"""Zip archives as the public gets them: members with readable names, and an archive packed anew."""

import io
import posixpath
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.publication.shield import zipguard
from gongkai.publication.shield.detect import safe_name
from gongkai.publication.shield.findings import Finding, Rebuilt, finding

JUNK = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
UTF8_FLAG = 0x800
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the archive."""

    name: str
    content: bytes


def scan(content: bytes) -> Iterable[Finding]:
    """Findings of the archive itself; its members are the engine's to look at.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``bomb``.
    """
    yield from zipguard.surroundings(content)
    for info in zipguard.open_zip(content).infolist():
        if _junk(info.filename):
            yield finding("archive.junk", f"压缩包内“{info.filename[:60]}”")


def members(content: bytes) -> Iterable[Member]:
    """The files in an archive with safe names, without folders and what operating systems leave behind."""
    archive = zipguard.open_zip(content)
    for info in archive.infolist():
        if not info.is_dir() and not _junk(info.filename):
            yield Member(safe_path(_readable(info)), zipguard.read_entry(archive, info))


def pack(files: Iterable[tuple[str, Rebuilt]]) -> Rebuilt:
    """A new archive; names that are equal get a number."""
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, made in files:
            stem = posixpath.splitext(name)[0]
            path, number = f"{stem}.{made.suffix}", 1
            while path.lower() in taken:
                number += 1
                path = f"{stem}_{number}.{made.suffix}"
            taken.add(path.lower())
            archive.writestr(zipfile.ZipInfo(path, ZIP_TIME), made.content, zipfile.ZIP_DEFLATED)
    return Rebuilt(out.getvalue(), "zip", "application/zip")


def safe_path(name: str) -> str:
    """A member's path that stays inside the folder it is unpacked in."""
    parts = [part for part in name.replace("\\", "/").split("/") if part.strip(". ")]
    return "/".join(safe_name(part) for part in parts[-6:]) or "未命名"


def _readable(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & UTF8_FLAG:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _junk(name: str) -> bool:
    lower = name.lower().replace("\\", "/")
    return lower.startswith(JUNK[0]) or lower.rpartition("/")[2] in JUNK
