# ruff: noqa: E501 - markup reads best in one line
"""Every file of battery H that this project makes itself: one canary in one channel by one producer."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

from publication.shield.book_parts import CHANNELS
from publication.shield.other_fixtures import library_books, other_files
from publication.shield.raw_book import CANARY, NUMBER, RawBook

PRODUCERS = ("excel", "wps", "library")
OFFICE = ("hidden_sheet", "hidden_row", "hidden_column", "white", "tiny", "three_semicolons", "comment", "header", "far_row",
          "validation_list", "fill_colour", "zero_height", "core_keywords", "core_description", "name_constant", "under_merged",
          "filtered_row", "theme_white", "three_semicolons_number", "custom_properties", "scenario")  # fmt: skip


@dataclass(frozen=True)
class Fixture:
    """A file with the canary in one channel."""

    name: str
    producer: str
    channel: str
    content: bytes
    kind: str
    """The finding it must cause."""


@cache
def hidden_fixtures() -> list[Fixture]:
    """All fixtures; those of LibreOffice only where it is installed and keeps the canary."""
    found = []
    for producer in PRODUCERS:
        for channel, (kind, act) in CHANNELS.items():
            if producer == "library" and channel == "orphan_string":
                continue
            book = RawBook(producer)
            act(book)
            found.append(Fixture(f"{channel}.xlsx", producer, channel, book.made(), kind))
    for channel, kind, content in library_books():
        found.append(Fixture(f"{channel}.xlsx", "openpyxl", channel, content, kind))
    for name, producer, channel, kind, content in other_files():
        found.append(Fixture(name, producer, channel, content, kind))
    return found + _by_libreoffice()


def _by_libreoffice() -> list[Fixture]:
    office = shutil.which("soffice")
    if office is None:
        return []
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for channel in OFFICE:
            book = RawBook("excel")
            CHANNELS[channel][1](book)
            Path(folder, f"{channel}.xlsx").write_bytes(book.made())
        sources = sorted(str(path) for path in Path(folder).glob("*.xlsx"))
        for suffix in ("xlsx", "xls"):
            command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", suffix]
            subprocess.run(
                [*command, "--outdir", f"{folder}/{suffix}", *sources], capture_output=True, timeout=180, check=True
            )
            for channel in OFFICE:
                made = Path(folder, suffix, f"{channel}.{suffix}")
                if made.exists() and holds_canary(made.read_bytes()):
                    kind = CHANNELS[channel][0]
                    found.append(Fixture(made.name, f"libreoffice-{suffix}", channel, made.read_bytes(), kind))
    return found


def holds_canary(content: bytes) -> bool:
    """Whether the canary stands in the bytes, in any member of a zip, or in the pixels of a picture."""
    words = [CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be"), str(NUMBER).encode()]
    return any(word in part for part in _unpacked(content) for word in words)


def _unpacked(content: bytes):
    yield content
    if b"PK\x05\x06" in content:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                yield info.filename.encode() + info.comment + info.extra
                yield from _unpacked(archive.read(info))
    elif content.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")):
        try:
            image = Image.open(io.BytesIO(content))
            yield repr(image.info).encode()
            yield Image.merge("RGB", image.convert("RGBA").split()[:3]).tobytes()
        except (OSError, ValueError):
            return
