"""Reads a report in a process of its own with limits on memory and time.

Parsers meet whatever people upload; a small file can unpack to gigabytes or keep a parser busy for hours. The child
answers in JSON, so that nothing it says can be more than data.
"""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.annual.published.limits import MOST_BYTES
from gongkai.base.rulebook import forms
from gongkai.law.figures import Missing, Value
from gongkai.law.reading import Chapter, NotAReport, ReportReading

SECONDS = 45
TOO_MUCH = "“{name}”过于复杂，在限定的时间和内存内读不完；请另存为较简单的网页、Word 或文本后再试"


def read_file(path: Path) -> ReportReading:
    """The report in a file.

    Raises:
        NotAReport: the file cannot be read, is too large or too complex, or holds no annual report.
    """
    try:
        if not path.is_file():
            raise NotAReport(f"“{path.name}”不是文件或者不存在")
        if path.stat().st_size > MOST_BYTES:
            raise NotAReport(f"“{path.name}”超过30MB，不像一份年度报告")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, NotAReport):
            raise
        raise NotAReport(f"“{path.name}”打不开") from error
    return read_bytes(path.name, content)


def read_bytes(name: str, content: bytes) -> ReportReading:
    """The report in the bytes of a file called ``name``.

    Raises:
        NotAReport: the bytes are too many or too complex, or hold no annual report.
    """
    if len(content) > MOST_BYTES:
        raise NotAReport(f"“{name}”超过30MB，不像一份年度报告")
    command = [sys.executable, "-m", "gongkai.annual.published"]
    given = json.dumps(name).encode() + b"\n" + content
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - our own module
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise NotAReport(TOO_MUCH.format(name=name)) from error
    if "reason" in answer:
        raise NotAReport(answer["reason"])
    return from_json(answer)


def as_json(reading: ReportReading) -> dict[str, Any]:
    """The reading as JSON data."""
    return {
        "form": reading.form.key,
        "agency": reading.agency,
        "fiscal_year": reading.fiscal_year,
        "chapters": [[chapter.number, chapter.heading, chapter.text] for chapter in reading.chapters],
        "figures": {cell: _packed(value) for cell, value in reading.figures.items()},
        "raw": dict(reading.raw),
        "text": reading.text,
    }


def from_json(data: dict[str, Any]) -> ReportReading:
    """The reading that :func:`as_json` packed."""
    return ReportReading(
        form=forms()[data["form"]],
        agency=data["agency"],
        fiscal_year=data["fiscal_year"],
        chapters=tuple(Chapter(*chapter) for chapter in data["chapters"]),
        figures={cell: _unpacked(value) for cell, value in data["figures"].items()},
        raw=data["raw"],
        text=data["text"],
    )


def _packed(value: Value) -> int | list[str]:
    if isinstance(value, Missing):
        return ["missing", value.value]
    return ["decimal", str(value)] if isinstance(value, Decimal) else value


def _unpacked(value: int | list[str]) -> Value:
    if isinstance(value, int):
        return value
    kind, text = value
    return Missing(text) if kind == "missing" else Decimal(text)
