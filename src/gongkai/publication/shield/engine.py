"""The way in: look at a file, make it anew, mask what can be masked."""

import hashlib
import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from gongkai.publication.shield import personal, secrecy
from gongkai.publication.shield.detect import UNKNOWN, detect, safe_name, wrong_suffix
from gongkai.publication.shield.findings import Finding, Rebuilt, Severity, Unacceptable, Verdict, finding, kinds
from gongkai.publication.shield.formats import archive, ole

MOST_BYTES = 100 * 1024 * 1024
MOST_OF_A_KIND = 50
MOST_DEPTH = 3
MOST_INSIDE = 200 * 1024 * 1024
MODULES = {
    **dict.fromkeys(("jpeg", "png", "gif", "webp"), "image"),
    "docx": "docx",
    "pptx": "pptx",
    "xlsx": "xlsx",
    "pdf": "pdf",
    "ofd": "ofd",
    "csv": "csv",
    "txt": "plain",
    "mp3": "media",
    "mp4": "media",
}
MASKABLE = {"xlsx", "csv", "txt", "docx", "pptx"}
CANNOT_MASK = "这种文件的文字不能自动遮盖；请在原来的 Word 或 Excel 文件里遮盖后重新上传"
TOO_COMPLEX = "文件过于复杂，在限定的时间和内存内检查不完；请拆分，或用办公软件打开后另存再上传"
Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Scan:
    """What the shield saw in a file."""

    name: str
    digest: str
    size: int
    type: str
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """Blocked when one finding blocks."""
        return Verdict.BLOCKED if any(row.severity is Severity.BLOCK for row in self.findings) else Verdict.CLEAN

    def as_json(self) -> dict[str, Any]:
        """File, findings and verdict as JSON data."""
        rows = [
            {"kind": row.kind, "where": row.where, "excerpt_masked": row.excerpt_masked, "severity": row.severity.value}
            for row in self.findings
        ]
        return {"file": self.name, "findings": rows, "verdict": self.verdict.value}


def scan(content: bytes, name: str, converted: bytes | None = None) -> Scan:
    """Everything found in a file.

    Args:
        content: the bytes as uploaded.
        name: the name as given.
        converted: an old binary file already changed into the new kind; without it LibreOffice is called.

    Raises:
        Unacceptable: the file cannot be taken at all.
    """
    _small_enough(content)
    with _broken_is_damaged():
        kind = detect(content, name)
        found = [*_of_name(name, kind), *_of_content(content, kind, _Budget(), converted)]
    return Scan(safe_name(name), hashlib.sha256(content).hexdigest(), len(content), kind, tuple(_capped(found)))


def rebuild(content: bytes, name: str, converted: bytes | None = None) -> Rebuilt:
    """The file made anew without what is hidden.

    Raises:
        Unacceptable: the file cannot be taken at all.
    """
    _small_enough(content)
    with _broken_is_damaged():
        return _rebuilt(content, name, None, _Budget(), converted)


def mask_file(content: bytes, name: str, converted: bytes | None = None) -> Rebuilt:
    """The file made anew with personal data in its text masked; of an archive every member that can be masked.

    Raises:
        Unacceptable: the file cannot be taken at all, or holds its text in a way in which it cannot be masked.
    """
    _small_enough(content)
    with _broken_is_damaged():
        return _rebuilt(content, name, personal.mask, _Budget(), converted)


def scan_text(where: str, text: str) -> list[Finding]:
    """Personal data and marks of secrecy in one text."""
    return [*personal.findings(where, text), *secrecy.findings(where, text)]


@contextmanager
def _broken_is_damaged() -> Iterator[None]:
    try:
        yield
    except MemoryError as error:
        raise Unacceptable("too_complex", TOO_COMPLEX) from error
    except Unacceptable:
        raise
    except Exception as error:  # parsers raise anything for a broken file; none of it may reach a person as a crash
        raise Unacceptable("damaged", "文件结构异常，无法检查；请用办公软件打开后另存再上传") from error


class _Budget:
    """What may still be unpacked from archives in archives."""

    def __init__(self) -> None:
        self.left = MOST_INSIDE

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Unacceptable("bomb", "压缩包逐层解开后超过200MB；请拆分后再上传")


def _module(kind: str) -> ModuleType:
    # A process that looks at a picture need not wait for the parsers of workbooks and PDF.
    return importlib.import_module(f"gongkai.publication.shield.formats.{MODULES[kind]}")


def _small_enough(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise Unacceptable("too_large", "文件超过100MB；请拆分或压缩图片后再上传")
    if not content:
        raise Unacceptable("damaged", "文件是空的；请检查后重新上传")


def _of_name(name: str, kind: str) -> Iterator[Finding]:
    if wrong_suffix(kind, name):
        yield finding("file.wrong_suffix", "文件名", f"内容是 {kind}")
    if safe_name(name) != name:
        yield finding("file.unsafe_name", "文件名")
    yield from scan_text("文件名", name.rpartition(".")[0])


def _of_content(
    content: bytes, kind: str, budget: _Budget, converted: bytes | None = None, depth: int = 1
) -> Iterator[Finding]:
    if kind == "zip":
        yield from archive.scan(content)
        yield from _of_members(content, budget, depth)
        return
    if kind == "ole":
        yield from ole.scan(content)
        content, kind = converted or ole.modern(content), ole.modern_suffix(content)
    module = _module(kind)
    yield from module.scan(content)
    pieces = list(module.visible_text(content))
    for where, text in pieces:
        yield from scan_text(where, text)
    yield from personal.list_findings(pieces)
    hidden: Callable[[bytes], Iterable[tuple[str, str]]] = getattr(module, "hidden_text", _nothing)
    for where, text in hidden(content):
        yield from scan_text(f"隐藏内容：{where}", text)


def _nothing(content: bytes) -> Iterable[tuple[str, str]]:
    del content
    return ()


def _of_members(content: bytes, budget: _Budget, depth: int) -> Iterator[Finding]:
    if depth > MOST_DEPTH:
        raise Unacceptable("bomb", f"压缩包套压缩包超过{MOST_DEPTH}层；请解开后重新打包")
    for member in archive.members(content):
        budget.spend(len(member.content))
        where = f"压缩包内“{member.name[:60]}”"
        try:
            kind = detect(member.content, member.name)
            rows = [*_of_name(member.name.rpartition("/")[2], kind)]
            rows += _of_content(member.content, kind, budget, None, depth + 1)
        except Unacceptable as refused:
            if refused.code == "bomb":
                raise
            yield finding("archive.refused_member", where, refused.message)
            continue
        for row in rows:
            yield Finding(row.kind, f"{where}{row.where}", row.excerpt_masked, row.severity)


def _rebuilt(
    content: bytes, name: str, change: Change | None, budget: _Budget, converted: bytes | None = None, depth: int = 1
) -> Rebuilt:
    kind = detect(content, name)
    if kind == "zip":
        return archive.pack(_members_rebuilt(content, change, budget, depth))
    if kind == "ole":
        content, kind = converted or ole.modern(content), ole.modern_suffix(content)
    made = _module(kind).rebuild
    if change and kind not in MASKABLE and depth == 1:
        raise Unacceptable("cannot_mask", CANNOT_MASK)
    return made(content, change) if change and kind in MASKABLE else made(content)


def _members_rebuilt(
    content: bytes, change: Change | None, budget: _Budget, depth: int
) -> Iterator[tuple[str, Rebuilt]]:
    if depth > MOST_DEPTH:
        raise Unacceptable("bomb", f"压缩包套压缩包超过{MOST_DEPTH}层；请解开后重新打包")
    kept = 0
    for member in archive.members(content):
        budget.spend(len(member.content))
        try:
            made = _rebuilt(member.content, member.name, change, budget, None, depth + 1)
        except Unacceptable as refused:
            if refused.code == "bomb":
                raise
            continue
        kept += 1
        yield (change(member.name) if change else member.name), made
    if not kept:
        raise Unacceptable("unknown_type", UNKNOWN)


def _capped(found: Iterable[Finding]) -> Iterator[Finding]:
    count: dict[str, int] = {}
    for row in found:
        count[row.kind] = count.get(row.kind, 0) + 1
        if count[row.kind] <= MOST_OF_A_KIND:
            yield row
    for kind, number in count.items():
        if number > MOST_OF_A_KIND:
            yield Finding(kind, "其余各处", f"另有{number - MOST_OF_A_KIND}处", kinds()[kind].severity)
