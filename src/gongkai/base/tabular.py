"""Rows from the table files offices have: CSV (UTF-8 or GB18030), XLSX and JSON lines."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from gongkai.base.errors import Refused
from gongkai.base.text import has_unprintable

MAX_BYTES = 200 * 1024 * 1024
PIECE = 1024 * 1024
FORMULA_SIGNS = tuple("=+-@＝＋－＠")


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip()[:1] in FORMULA_SIGNS or text[:1] in ("\t", "\r") else text


def read_rows(path: Path, *, most_bytes: int = MAX_BYTES) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row as (line number in the file, column heading → trimmed text); wholly empty rows are passed over.

    CSV and JSON lines are read as they come, however long the file is; a workbook is held in memory.

    Args:
        path: the file.
        most_bytes: how large a CSV or JSON lines file may be; a workbook never more than 200 MB.

    Raises:
        Refused: ``unreadable_file`` with a sentence that says what to save the file as.
    """
    if not path.is_file():
        raise Refused("unreadable_file", f"找不到文件“{path}”")
    readers = {".csv": _csv, ".xlsx": _xlsx, ".jsonl": _json_lines}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise Refused("unreadable_file", "只支持 .csv、.xlsx、.jsonl 文件，请另存为其中一种")
    most = MAX_BYTES if reader is _xlsx else most_bytes
    if path.stat().st_size > most:
        raise Refused("unreadable_file", f"文件超过{most // 1024 // 1024}MB，请分批导入")
    for number, row in reader(path):
        cleaned = {str(key).strip(): _text(value) for key, value in row.items() if key is not None}
        if has_unprintable("".join(cleaned.values())):
            raise Refused("unreadable_file", f"第{number}行含有无法显示的控制字符，请清除后再导入")
        if any(cleaned.values()):
            yield number, cleaned


def encoding_of(path: Path) -> str:
    """The encoding in which the whole file can be read: UTF-8, else GB18030.

    Raises:
        Refused: ``unreadable_file``, neither.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while piece := file.read(PIECE):
                    decoder.decode(piece)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused("unreadable_file", "文件编码无法识别，请另存为 UTF-8 编码的 CSV")


def _csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    csv.field_size_limit(MAX_BYTES)
    with path.open(encoding=encoding_of(path), newline="") as file:
        reader = csv.DictReader(file)
        try:
            _refuse_repeated([heading.strip() for heading in reader.fieldnames or []])
            for row in reader:
                if None in row:
                    raise Refused("unreadable_file", f"第{reader.line_num}行的列数多于表头")
                yield reader.line_num, row
        except csv.Error as error:
            raise Refused("unreadable_file", f"第{reader.line_num}行不是合格的 CSV：{error}") from None


def _xlsx(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of the first sheet that is not hidden."""
    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
        sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        lines = [list(values) for values in sheet.iter_rows(values_only=True)]
    except Exception:  # noqa: BLE001 - a damaged workbook fails in openpyxl in any way there is
        raise Refused("unreadable_file", "不是合格的 XLSX 文件，请用 Excel 或 WPS 重新保存") from None
    headings = [_text(value) for value in lines[0]] if lines else []
    _refuse_repeated(headings)
    for number, values in enumerate(lines[1:], start=2):
        yield number, {heading: value for heading, value in zip(headings, values, strict=False) if heading}


def _refuse_repeated(headings: list[str]) -> None:
    repeated = {heading for heading in headings if heading and headings.count(heading) > 1}
    if repeated:
        raise Refused("unreadable_file", f"表头有重复的列：{'、'.join(sorted(repeated))}")


def _json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding=encoding_of(path), newline="\n") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                raise Refused("unreadable_file", f"第{number}行不是合格的 JSON") from None
            if not isinstance(row, dict):
                raise Refused("unreadable_file", f"第{number}行须为 JSON 对象")
            yield number, row


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return (value or "").strip()
    if isinstance(value, list):
        return "；".join(_text(one) for one in value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
