# ruff: noqa: E501 - markup reads best in one line
"""Bombs, traversal, entities, broken and mislabelled files: always a verdict or a sentence, in time and within memory."""

import contextlib
import io
import random
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib

import pytest
from PIL import Image

from gongkai.publication.shield import engine
from gongkai.publication.shield.confined import mask_confined, rebuild_confined, scan_confined
from gongkai.publication.shield.detect import safe_name
from gongkai.publication.shield.findings import Unacceptable, Verdict
from publication.shield.clean_files import clean_files
from publication.shield.other_fixtures import TABLE, archive, picture
from publication.shield.raw_book import RawBook


def refused(content, name):
    with pytest.raises(Unacceptable) as raised:
        engine.scan(content, name)
    assert any("一" <= letter <= "鿿" for letter in raised.value.message)
    return raised.value.code


def overlapping():
    content = bytearray(archive({"a.txt": "甲" * 400, "b.txt": "乙" * 400}, zipfile.ZIP_STORED))
    second = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, second + 42, 0)
    return bytes(content)


def encrypted():
    content = bytearray(archive({"a.txt": "甲"}))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def nested(depth):
    content = archive({"a.txt": "公告"})
    for _ in range(depth):
        content = archive({"a.zip": content})
    return content


def entity_book(declaration):
    book = RawBook("excel")
    book.after = "<x/>"
    book._sheet()
    book.add_row = None
    sheet = f'<?xml version="1.0"?><!DOCTYPE w [{declaration}]>' + book.parts["xl/worksheets/sheet1.xml"]
    book._sheet = lambda: book.part("xl/worksheets/sheet1.xml", sheet)
    return book.made()


def pixel_bomb():
    content = picture("PNG", Image.new("1", (10, 10)))
    head = struct.pack(">II", 60_000, 60_000) + content[24:29]
    return content[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + content[33:]


def test_zip_bombs_are_refused():
    assert refused(archive({"a.txt": b"0" * 30_000_000}), "a.zip") == "bomb"
    assert refused(archive({f"{n}.txt": "1" for n in range(5001)}), "a.zip") == "bomb"
    assert refused(overlapping(), "a.zip") == "bomb"
    assert refused(nested(5), "a.zip") == "bomb"


def test_three_levels_of_archives_are_accepted():
    assert engine.scan(nested(2), "a.zip").verdict is Verdict.CLEAN


def test_encrypted_archives_are_refused():
    assert refused(encrypted(), "a.zip") == "encrypted"


def test_a_pixel_bomb_is_refused():
    assert refused(pixel_bomb(), "a.png") == "bomb"


def test_too_large_and_empty_files_are_refused():
    assert refused(b"1" * (engine.MOST_BYTES + 1), "a.txt") == "too_large"
    assert refused(b"", "a.txt") == "damaged"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1/x">',
    ],
)
def test_entities_are_refused(declaration):
    assert refused(entity_book(declaration), "a.xlsx") == "damaged"


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.txt", "..\\..\\x.txt", "/etc/passwd.txt", "C:\\x.txt"])
def test_traversal_is_reported_and_gone_after_rebuilding(name):
    content = archive({name: "公告", "表.csv": TABLE})
    assert "zip.unsafe_name" in {row.kind for row in engine.scan(content, "a.zip").findings}
    with zipfile.ZipFile(io.BytesIO(engine.rebuild(content, "a.zip").content)) as made:
        assert not [
            entry
            for entry in made.namelist()
            if ".." in entry or entry.startswith("/") or ":" in entry or "\\" in entry
        ]


@pytest.mark.parametrize(
    "content",
    [b"MZ\x90\0" * 100, b"\x7fELF" * 50, b"<html><body>x</body></html>", b"<svg xmlns='x'/>", b"<?php echo 1;", b"\0" * 500,
     bytes(range(256)) * 40, b"#!/bin/sh\n", b"PK\x03\x04broken", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"GIF89a", b"x"[:0] + b"\n"],
)  # fmt: skip
def test_other_types_are_refused(content):
    assert refused(content, "a.pdf") in {"unknown_type", "damaged"}


def test_a_name_that_contradicts_the_content_is_found():
    assert "file.wrong_suffix" in {row.kind for row in engine.scan(picture("PNG"), "表.xlsx").findings}
    assert "file.wrong_suffix" in {row.kind for row in engine.scan(picture("PNG"), "图").findings}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("../../a.txt", "a.txt"),
        ("..\\a.txt", "a.txt"),
        ("公告\u202etxt.exe", "公告txt.exe"),
        ("a\0b.txt", "ab.txt"),
        ("CON.txt", "_CON.txt"),
        ("e\u0301.txt", "é.txt"),
        ("", "未命名"),
        ("...", "未命名"),
    ],
)
def test_names_are_made_safe(given, expected):
    assert safe_name(given) == expected


def test_long_names_keep_their_suffix():
    assert len(safe_name("长" * 4000 + ".xlsx")) == 120
    assert safe_name("长" * 4000 + ".xlsx").endswith(".xlsx")


def test_broken_files_never_crash():
    chance = random.Random(7)
    files = [(name, content) for name, content in clean_files() if len(content) < 60_000]
    for name, content in files:
        for _ in range(8):
            broken = bytearray(content)
            if chance.random() < 0.4:
                broken = broken[: chance.randrange(1, len(broken))]
            for _ in range(chance.choice((1, 3, 30))):
                broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
            started = time.monotonic()
            for act in (engine.scan, engine.rebuild):
                with contextlib.suppress(Unacceptable):
                    act(bytes(broken), name)
            assert time.monotonic() - started < 10


def test_the_confined_engine_answers_as_the_engine_does():
    book = RawBook("wps")
    book.add_sheet("底表")
    book.add_row("电话13812345678")
    content = book.made()
    assert scan_confined(content, "表.xlsx") == engine.scan(content, "表.xlsx")
    assert rebuild_confined(content, "表.xlsx") == engine.rebuild(content, "表.xlsx")
    masked = mask_confined(content, "表.xlsx")
    kinds = {row.kind for row in engine.scan(masked.content, "表.xlsx").findings}
    assert kinds <= {"ooxml.properties"}


def test_the_confined_engine_refuses_with_a_sentence():
    with pytest.raises(Unacceptable) as raised:
        scan_confined(archive({"a.txt": b"0" * 30_000_000}), "a.zip")
    assert raised.value.code == "bomb"


def test_a_dying_process_is_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Unacceptable) as raised:
        scan_confined(b"text", "a.txt")
    assert raised.value.code == "too_complex"


def test_the_confined_engine_starts_without_django():
    code = "import gongkai.publication.shield.engine, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
