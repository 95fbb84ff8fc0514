"""Plain text: its encoding, the characters nobody sees, and what stands far below the end."""

import codecs
import re
from collections.abc import Callable, Iterable

from gongkai.publication.shield.findings import Finding, Rebuilt, Unacceptable, finding

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
FAR_BELOW = re.compile(r"(?:[ \t\u3000]*\n){100,}(?=[^\n]*\S)")
FAR_RIGHT = re.compile(r"(?<=\S)[ \t\u3000]{200,}(?=\S)")
BLOCK = 4096


def scan(content: bytes) -> Iterable[Finding]:
    """Findings by structure.

    Raises:
        Unacceptable: ``damaged`` when it is no text in a known encoding.
    """
    return unseen_findings(text_of(content))


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """Line by line in blocks, so that a place can be found again."""
    lines = clean(text_of(content)).split("\n")
    block: list[str] = []
    start = 1
    for number, line in enumerate(lines, 1):
        block.append(line)
        if sum(map(len, block)) > BLOCK:
            yield f"第{start}行起", "\n".join(block)
            block, start = [], number + 1
    if block:
        yield f"第{start}行起", "\n".join(block)


def hidden_text(content: bytes) -> Iterable[tuple[str, str]]:
    """What a reader does not reach."""
    text = text_of(content)
    yield "文末以后", "\n".join(FAR_BELOW.split(text)[1:])
    yield "行末以后", "\n".join("".join(FAR_RIGHT.split(line)[1:]) for line in text.split("\n"))


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """The text a reader sees, in UTF-8."""
    text = clean(text_of(content))
    if change:
        text = "\n".join(change(line) for line in text.split("\n"))
    return Rebuilt(text.encode("utf-8"), "txt", "text/plain; charset=utf-8")


def text_of(content: bytes) -> str:
    """The text in the bytes of a file: UTF-8, UTF-16 with a mark, or GB 18030.

    Raises:
        Unacceptable: ``damaged``.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unacceptable("damaged", "文本的编码无法识别；请另存为 UTF-8 编码后再上传")


def unseen_findings(text: str) -> Iterable[Finding]:
    """Findings for characters and stretches nobody sees."""
    for pattern, kind in ((UNSEEN, "text.unseen"), (CONTROL, "text.control")):
        found = pattern.findall(text)
        if found:
            yield finding(
                kind, f"第{text.count(chr(10), 0, pattern.search(text).start()) + 1}行", f"{len(found)}个字符"
            )
    for pattern in (FAR_BELOW, FAR_RIGHT):
        match = pattern.search(text)
        if match:
            yield finding("text.far", f"第{text.count(chr(10), 0, match.end()) + 1}行", "大段空白之后还有内容")


def clean(text: str) -> str:
    """The text without what nobody sees."""
    seen = FAR_BELOW.split(text)[0]
    return "\n".join(FAR_RIGHT.split(CONTROL.sub("", UNSEEN.sub("", line)))[0] for line in seen.split("\n"))
