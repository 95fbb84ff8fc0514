"""Turns lines of text into paragraphs and tables: cells parted by tabs, by bars, by runs of spaces."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.annual.published.blocks import MOST_COLUMNS, MOST_LINES, MOST_ROWS, Block, Paragraph, Table, TooLong
from gongkai.annual.published.cells import is_number, is_value
from gongkai.annual.published.headings import heading_of

CAPTION = "caption"
CORNER = "信息内容"
BARS = "bars"
LONGEST_ROW = 600
LONGEST_BROKEN_LABEL = 40
LINES_OF_A_BROKEN_LABEL = 2
FIGURES_IN_A_BARE_ROW = 2
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BARS = re.compile(r"[|｜│┃¦]")
_RULE = re.compile(r"^[\s:：\-–—─━═=+┼├┤┬┴┌┐└┘|｜│┃]+$")
_MARKDOWN_RULE = re.compile(r"^[\s|]*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_SPACES = re.compile(r"[ \u00a0\u3000\u2002\u2003]{2,}")
_CAPTION_LINE = re.compile(r"^第二十条\s*第\s*[（(]?\s*[一二五六八九]\s*[）)]?\s*项[^。，]{0,12}$")
_TRIM = " \t\u00a0\u3000\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class _Cells:
    kind: str
    texts: tuple[str, ...]


@dataclass
class _Gathering:
    """Blocks so far, and the table that is being gathered with the short lines that may belong inside it."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    kind: str = ""
    pending: list[str] = field(default_factory=list)

    def row(self, cells: _Cells) -> None:
        another = cells.kind != self.kind and CAPTION not in (cells.kind, self.kind)
        if another or len(self.rows) >= MOST_ROWS:
            self.close()
        self.rows.extend((text,) for text in self.pending)
        self.pending.clear()
        self.kind = self.kind if cells.kind == CAPTION and self.kind else cells.kind
        self.rows.append(cells.texts)

    def line(self, text: str) -> None:
        broken_label = self.rows and len(text) <= LONGEST_BROKEN_LABEL and "。" not in text
        if broken_label and len(self.pending) < LINES_OF_A_BROKEN_LABEL and heading_of(text) is None:
            self.pending.append(text)
            return
        self.close()
        self.blocks.append(Paragraph(text))

    def close(self) -> None:
        if self.rows:
            self.blocks.append(self._table())
        self.blocks.extend(Paragraph(text) for text in self.pending)
        self.rows, self.pending, self.kind = [], [], ""

    def _table(self) -> Block:
        spaced = self.kind == "spaces"
        if spaced and len(self.rows) == 1 and not any(is_number(text) for text in self.rows[0]):
            return Paragraph(" ".join(self.rows[0]))
        rows = _without_outer_bars(self.rows) if self.kind == BARS else self.rows
        return Table(tuple(rows), spaced=spaced)


def blocks_from(items: Iterable[str | Table]) -> tuple[Block, ...]:
    """Paragraphs and tables of a document whose tables are found already or are still lines of text.

    An empty line does not end a table: pasted tables often have one after every row.

    Raises:
        TooLong: for more lines than any report has.
    """
    gathering = _Gathering()
    lines = 0
    for item in items:
        if isinstance(item, Table):
            gathering.close()
            gathering.blocks.extend(separated(item))
            continue
        for line in _BREAKS.split(item):
            lines += bool(line)
            if lines > MOST_LINES:
                raise TooLong
            cells = _cells_of(line, within=bool(gathering.rows), second=len(gathering.rows) == 1)
            if cells is not None:
                gathering.row(cells)
            elif (text := line.strip(_TRIM)) and not _RULE.match(text):
                gathering.line(" ".join(text.split()))
    gathering.close()
    return tuple(part for block in gathering.blocks for part in separated(block))


def separated(block: Block) -> list[Block]:
    """The block itself; a table with chapter headings or prose in rows of their own is parted there."""
    if isinstance(block, Paragraph):
        return [block]
    parts: list[Block] = []
    rows: list[tuple[str | None, ...]] = []
    for row in block.rows:
        printed = [text.strip() for text in row if text is not None and text.strip()]
        prose = len(printed) == 1 and len(printed[0]) > LONGEST_BROKEN_LABEL * 2 and "。" in printed[0]
        heading = 0 < len(printed) <= LINES_OF_A_BROKEN_LABEL and heading_of(" ".join(printed)) is not None
        if not (prose or heading):
            rows.append(row)
            continue
        if rows:
            parts.append(Table(tuple(rows), spaced=block.spaced))
            rows = []
        text = " ".join(printed)
        parts.extend(Paragraph(line.strip()) for line in text.split("\n") if line.strip())
    if rows:
        parts.append(Table(tuple(rows), spaced=block.spaced))
    return parts


def _cells_of(line: str, *, within: bool, second: bool) -> _Cells | None:
    """The cells of a line that is a row; None for running text."""
    if len(line) > LONGEST_ROW:
        return None
    if "\t" in line:
        cells = _Cells("tabs", tuple(text.strip(_TRIM) for text in line.strip("\r\n").split("\t"))[:MOST_COLUMNS])
        filled = [text for text in cells.texts if text]
        blank_in_table = within and not filled
        indented = len(filled) == 1 and line.startswith("\t") and not is_value(filled[0])
        return cells if blank_in_table or (filled and not indented) else None
    if _BARS.search(line) and "。" not in line:
        return _barred(line, second=second)
    if _CAPTION_LINE.match(line.strip(_TRIM)):
        return _Cells(CAPTION, (line.strip(_TRIM),))
    if heading_of(line.strip(_TRIM)) is not None:
        return None
    return _spaced(line.strip(_TRIM), within=within)


def _barred(line: str, *, second: bool) -> _Cells | None:
    text = line.strip()
    # "|-|-|" is Markdown's rule below its heading row, but anywhere else a row of marks of absence.
    if _RULE.match(text) and ("--" in text or not _MARKDOWN_RULE.match(text) or second):
        return None
    texts = tuple(part.strip(_TRIM).replace("**", "") for part in _BARS.split(text))
    return _Cells(BARS, texts[:MOST_COLUMNS])


def _without_outer_bars(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows as they are between the bars around a table; a bar in front of some rows only ends an empty cell."""
    barred = [row for row in rows if len(row) > 1]
    if any(row[0] for row in barred):
        return rows
    last = None if any(row[-1] for row in barred) else -1
    return [row[1:last] if len(row) > 1 else row for row in rows]


def _spaced(line: str, *, within: bool) -> _Cells | None:
    parts = tuple(part.strip() for part in _SPACES.split(line))
    if len(parts) > 1 and "。" not in line:
        return _Cells("spaces", _figures_parted(parts)[:MOST_COLUMNS])
    words = line.split()
    if words[:1] == [CORNER]:
        return _Cells("spaces", tuple(words[:MOST_COLUMNS]))
    figures = 0
    while figures < len(words) and is_value(words[-1 - figures]):
        figures += 1
    label = " ".join(words[: len(words) - figures])
    if (
        figures < (1 if within else FIGURES_IN_A_BARE_ROW)
        or not any(is_number(word) for word in words)
        or "。" in label
    ):
        return None
    return _Cells("spaces", ((label,) if label else ()) + tuple(words[len(words) - figures :]))


def _figures_parted(parts: Sequence[str]) -> tuple[str, ...]:
    """Parts that hold several figures with one space between them are several cells."""
    cells: list[str] = []
    for part in parts:
        words = part.split()
        cells.extend(words if len(words) > 1 and all(is_value(word) for word in words) else [part])
    return tuple(cells)
