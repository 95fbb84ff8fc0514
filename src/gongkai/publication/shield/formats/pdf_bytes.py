"""The bytes of a PDF outside what a reader opens: before, after and between the objects, and older revisions."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.publication.shield.findings import Finding, finding

OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")
STREAM = re.compile(rb"stream(\r\n|\n|\r)")
LENGTH = re.compile(rb"/Length[ \t\r\n]+(\d+)(?![ \t\r\n]+\d+[ \t\r\n]+R)")
MEMBERS = re.compile(rb"/N[ \t\r\n]+(\d+)")
FIRST = re.compile(rb"/First[ \t\r\n]+(\d+)")
LINEARIZED = re.compile(rb"/Linearized\b")
WORDS = re.compile(rb"\((?:[^()\\]|\\.){4,}\)|<[0-9A-Fa-f\s]{8,}>|\bstream\b", re.DOTALL)
PLAIN = re.compile(
    rb"xref\s+(?:\d+\s+\d+\s+(?:\d{10} \d{5} [fn]\s*)*)*"
    rb"|trailer\s*<<.*?>>(?=\s*(?:startxref|xref|\Z))|startxref\s+\d+|%%EOF|\s+",
    re.DOTALL,
)
HEAD = 1024
LONGEST_NOTE = 24
MOST_MEMBERS = 20 * 1024 * 1024
END = b"%%EOF"


@dataclass(frozen=True, slots=True)
class Body:
    """One ``n g obj … endobj`` of the file."""

    number: int
    start: int
    end: int
    content: bytes


def surroundings(content: bytes) -> Iterator[Finding]:
    """Findings in the bytes of the whole file; needs no valid cross-reference."""
    start = content.find(b"%PDF-", 0, HEAD)
    if start > 0 and content[:start].strip():
        yield finding("pdf.bytes_before", "文件开头之前", f"{start}字节")
    end = content.rfind(END)
    tail = content[end + len(END) :].strip(b"\r\n \t\0") if end >= 0 else b""
    if tail:
        yield finding("pdf.bytes_after", "文件末尾之后", f"{len(tail)}字节")
    found = bodies(content, max(start, 0))
    yield from _revisions(content, found)
    loose = sum(len(gap) for gap in _gaps(content[: end + len(END)] if end >= 0 else content, found, max(start, 0)))
    if loose:
        yield finding("pdf.loose_bytes", "各对象之间", f"{loose}字节")


def bodies(content: bytes, position: int = 0) -> list[Body]:
    """Every object that stands in the bytes, whether the cross-reference knows it or not."""
    found = []
    while match := OBJECT.search(content, position):
        position = _end(content, match.end())
        found.append(Body(int(match[1]), match.start(), position, content[match.end() : position]))
    return found


def _end(content: bytes, start: int) -> int:
    close = content.find(b"endobj", start)
    close = len(content) if close < 0 else close
    stream = STREAM.search(content, start, close)
    if stream:
        length = LENGTH.search(content, start, stream.start())
        after = stream.end() + int(length[1]) if length else stream.end()
        after = after if content[after : after + 20].lstrip().startswith(b"endstream") else stream.end()
        stop = content.find(b"endstream", after)
        close = content.find(b"endobj", stop) if stop >= 0 else len(content)
        close = len(content) if close < 0 else close
    return min(close + len(b"endobj"), len(content))


def _revisions(content: bytes, found: list[Body]) -> Iterator[Finding]:
    last: dict[int, Body] = {}
    older = []
    for body in found:
        if body.number in last:
            older.append(last[body.number])
        last[body.number] = body
    packed: set[int] = set()
    doubled = 0
    for body in found:
        members = set(_members(body.content))
        doubled += len(members & packed) + len(members & set(last))
        packed |= members
    if any(WORDS.search(body.content) for body in older) or doubled:
        yield finding("pdf.old_revision", "旧版本", f"{len(older) + doubled}个被替换的对象")
    elif older or content.count(b"startxref") > (2 if LINEARIZED.search(content, 0, 2 * HEAD) else 1):
        yield finding("pdf.incremental", "整个文件")


def _members(body: bytes) -> list[int]:
    stream = STREAM.search(body)
    if not stream or b"/ObjStm" not in body[: stream.start()]:
        return []
    head = body[: stream.start()]
    count, first = MEMBERS.search(head), FIRST.search(head)
    data = body[stream.end() :]
    if b"/FlateDecode" in head:
        try:
            data = zlib.decompressobj().decompress(data, MOST_MEMBERS)
        except zlib.error:
            return []
    numbers = data[: int(first[1])].split() if first else []
    return [int(number) for number in numbers[0 : 2 * int(count[1]) if count else 0 : 2] if number.isdigit()]


def _gaps(content: bytes, found: list[Body], start: int) -> Iterator[bytes]:
    position = start
    for body in [*found, None]:
        stop = body.start if body else len(content)
        gap = content[position:stop]
        rest = PLAIN.sub(b"", gap)
        notes = [line for line in gap.splitlines() if line.lstrip().startswith(b"%")]
        if any(len(line.strip()) > LONGEST_NOTE for line in notes) or _unexplained(rest):
            yield rest
        position = body.end if body else stop


def _unexplained(rest: bytes) -> bool:
    return any(line and not line.startswith(b"%") for line in (line.strip() for line in rest.splitlines()))
