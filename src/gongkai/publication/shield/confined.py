"""The engine in a process of its own with limits on memory and time.

The child answers in JSON and bytes, so that nothing it says can be more than data. Old binary files are changed into
the new kind before, by LibreOffice in yet another process, because it needs more memory than the child may have.
"""

import json
import subprocess
import sys
from typing import Any

from gongkai.publication.shield.detect import MARKS
from gongkai.publication.shield.engine import MOST_BYTES, TOO_COMPLEX, Scan
from gongkai.publication.shield.findings import Finding, Rebuilt, Severity, Unacceptable
from gongkai.publication.shield.formats import ole

SECONDS = 60


def scan_confined(content: bytes, name: str) -> Scan:
    """Everything found in a file; see :func:`engine.scan`.

    Raises:
        Unacceptable: the file cannot be taken, also ``too_complex`` when the process crashes or takes too long.
    """
    answer, _ = _ask("scan", content, name)
    rows = tuple(
        Finding(kind, where, excerpt, Severity(severity)) for kind, where, excerpt, severity in answer["findings"]
    )
    return Scan(answer["name"], answer["digest"], answer["size"], answer["type"], rows)


def rebuild_confined(content: bytes, name: str) -> Rebuilt:
    """The file made anew without what is hidden.

    Raises:
        Unacceptable: as :func:`scan_confined`.
    """
    return _made("rebuild", content, name)


def mask_confined(content: bytes, name: str) -> Rebuilt:
    """The file made anew with personal data masked.

    Raises:
        Unacceptable: as :func:`scan_confined`.
    """
    return _made("mask", content, name)


def _made(act: str, content: bytes, name: str) -> Rebuilt:
    answer, made = _ask(act, content, name)
    return Rebuilt(made, answer["suffix"], answer["media_type"])


def _ask(act: str, content: bytes, name: str) -> tuple[dict[str, Any], bytes]:
    if len(content) > MOST_BYTES:
        raise Unacceptable("too_large", "文件超过100MB；请拆分或压缩图片后再上传")
    old = any(content.startswith(mark) for mark, kind in MARKS if kind == "ole")
    converted = ole.modern(content) if old else b""
    head = json.dumps({"act": act, "name": name, "size": len(content)}).encode() + b"\n"
    command = [sys.executable, "-m", "gongkai.publication.shield"]
    try:
        given = head + content + converted
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - our own module
        line, _, made = done.stdout.partition(b"\n")
        answer = json.loads(line)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Unacceptable("too_complex", TOO_COMPLEX) from error
    if "code" in answer:
        raise Unacceptable(answer["code"], answer["message"])
    return answer, made
