"""Comma-separated tables: columns beyond the table, cells that act as formulas, characters nobody sees."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable

from gongkai.publication.shield.findings import Finding, Rebuilt, Unacceptable, finding
from gongkai.publication.shield.formats.plain import clean, text_of, unseen_findings

DELIMITERS = ",\t;|"
ACTS = re.compile(r"\s*(?:[=@]|[+\-](?![\d.,\s]*%?\s*$)(?!-*$))")
SAMPLE = 50
MOST_CELL = 1_000_000


def scan(content: bytes) -> Iterable[Finding]:
    """Findings by structure.

    Raises:
        Unacceptable: ``damaged``.
    """
    text = text_of(content)
    yield from unseen_findings(text)
    rows = _rows(text)
    width = _width(rows)
    for number, row in enumerate(rows, 1):
        if any(cell.strip() for cell in row[width:]):
            yield finding("csv.extra_columns", f"第{number}行", f"第{width + 1}列以后还有内容")
        if any(ACTS.match(cell) for cell in row):
            yield finding("csv.formula", f"第{number}行", "以 = + - @ 开头")


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """Place and text of each cell inside the table."""
    rows = _rows(clean(text_of(content)))
    width = _width(rows)
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row[:width], 1):
            if cell.strip():
                yield f"第{number}行第{column}列", cell


def hidden_text(content: bytes) -> Iterable[tuple[str, str]]:
    """Place and text of the cells beyond the table."""
    rows = _rows(text_of(content))
    width = _width(rows)
    for number, row in enumerate(rows, 1):
        yield f"第{number}行第{width + 1}列以后", " ".join(row[width:])


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """The table alone, in UTF-8 with a mark; cells that act as formulas get an apostrophe."""
    rows = _rows(clean(text_of(content)))
    width = _width(rows)
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        cells = [change(cell) if change else cell for cell in row[:width]]
        writer.writerow([f"'{cell}" if ACTS.match(cell) else cell for cell in cells])
    return Rebuilt(out.getvalue().encode("utf-8-sig"), "csv", "text/csv; charset=utf-8")


def delimiter(text: str) -> str | None:
    """The character that parts the cells; None when this is no table."""
    lines = [line for line in text.split("\n") if line.strip()][:SAMPLE]
    for mark in DELIMITERS:
        counts = [line.count(mark) for line in lines]
        if len(lines) > 1 and min(counts) > 0 and Counter(counts).most_common(1)[0][1] * 2 > len(counts):
            return mark
    return None


def _rows(text: str) -> list[list[str]]:
    csv.field_size_limit(MOST_CELL)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=_mark(text), strict=False))
    except csv.Error as error:
        raise Unacceptable("damaged", "CSV 表格无法读取；请用表格软件打开后另存再上传") from error


def _mark(text: str) -> str:
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(DELIMITERS, key=first.count) if any(mark in first for mark in DELIMITERS) else ","


def _width(rows: list[list[str]]) -> int:
    filled = [max((n for n, cell in enumerate(row, 1) if cell.strip()), default=0) for row in rows]
    usual = Counter(size for size in filled if size).most_common(1)
    first = next((size for size in filled if size), 0)
    return max(first, usual[0][0] if usual else 0)
