"""Workbooks (xlsx, xlsm): what they hide, what they show, and a new one with the shown values only."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.publication.shield.findings import Finding, Rebuilt
from gongkai.publication.shield.formats.xlsx_book import YES, Book, Cell, Sheet, book_of, letters
from gongkai.publication.shield.formats.xlsx_hidden import hidden_findings, hidden_pieces
from gongkai.publication.shield.formats.xlsx_style import safe_format

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONG_TITLE = 31
LONG_TEXT = 32_767
LONG_DIGITS = 15
"""A spreadsheet keeps no more digits of a number."""
FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format has no zone here
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
HORIZONTAL = {"left", "center", "right", "general", "centerContinuous", "justify", "distributed"}


def scan(content: bytes) -> Iterable[Finding]:
    """Findings by structure.

    Raises:
        Unacceptable: the file cannot be opened within the limits.
    """
    return hidden_findings(content, book_of(content))


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """Place and text of each cell a reader sees; first the names of the sheets."""
    book = book_of(content)
    for sheet in book.shown:
        yield f"工作表“{sheet.name}”的名称", sheet.name
        for cell in book.seen(sheet):
            yield sheet.place(cell), _shown(cell)


def hidden_text(content: bytes) -> Iterable[tuple[str, str]]:
    """Place and text of what a reader does not see."""
    return hidden_pieces(book_of(content))


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """A new workbook with the seen values of the shown sheets and nothing else; ``change`` is applied to each text."""
    book = book_of(content)
    made = Workbook()
    made.remove(made.active)
    titles: set[str] = set()
    for sheet in book.shown:
        name = change(sheet.name) if change else sheet.name
        _fill(made.create_sheet(_title(name, titles)), book, sheet, change)
    if not made.sheetnames:
        made.create_sheet("空表")
    settings = book.root.find("{*}workbookPr")
    if settings is not None and settings.get("date1904") in YES:
        made.epoch = CALENDAR_MAC_1904
    made.properties.creator = ""
    made.properties.created = FIXED
    out = io.BytesIO()
    made.save(out)
    return Rebuilt(_steady(out.getvalue()), "xlsx", MEDIA_TYPE)


def _fill(target: Worksheet, book: Book, sheet: Sheet, change: Callable[[str], str] | None) -> None:
    row_of, column_of = _Places(sheet.hidden_row), _Places(sheet.hidden_column)
    for cell in book.seen(sheet):
        _write(target, row_of(cell.row), column_of(cell.column), cell, book, change)
    last = target.max_column
    for low, high, width in sheet.widths:
        for column in range(low, min(high, last + 30) + 1):
            if not sheet.hidden_column(column) and column_of(column) <= last:
                target.column_dimensions[letters(column_of(column))].width = min(width, 255)
    for top, left, bottom, right in sheet.merges:
        if bottom - top > 10_000 or right - left > 1_000:  # noqa: PLR2004 - whole columns or rows are not worth keeping
            continue
        rows = [row_of(row) for row in range(top, bottom + 1) if not sheet.hidden_row(row)]
        columns = [column_of(column) for column in range(left, right + 1) if not sheet.hidden_column(column)]
        if rows and columns and len(rows) * len(columns) > 1 and rows[0] <= target.max_row and columns[0] <= last:
            target.merge_cells(start_row=rows[0], start_column=columns[0], end_row=rows[-1], end_column=columns[-1])


def _write(
    target: Worksheet, row: int, column: int, cell: Cell, book: Book, change: Callable[[str], str] | None
) -> None:
    value = cell.seen_value
    shown = _shown(cell)
    changed = change(shown) if change else shown
    if changed != shown or (isinstance(value, float) and len(shown) > LONG_DIGITS and shown.isdigit()):
        value = changed
    written = target.cell(row, column)
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONG_TEXT]
        written.value = text
        written.data_type = "s"
        written.quotePrefix = text.startswith(FORMULA_STARTS)
    else:
        written.value = value if isinstance(value, bool) or value != int(value) else int(value)
    style = book.styles.of(cell.style)
    if style is None:
        return
    if not isinstance(value, str):
        written.number_format = safe_format(style.number_format)
    if style.font.bold:
        written.font = Font(bold=True)
    if style.border:
        line = Side(style="thin")
        written.border = Border(left=line, right=line, top=line, bottom=line)
    horizontal = style.horizontal if style.horizontal in HORIZONTAL else None
    if style.wrap or horizontal:
        written.alignment = Alignment(wrap_text=style.wrap or None, horizontal=horizontal)


class _Places:
    """Where a row or column comes to stand when the hidden ones before it are gone."""

    def __init__(self, hidden: Callable[[int], bool]) -> None:
        self._hidden = hidden
        self._before = [0]

    def __call__(self, number: int) -> int:
        while len(self._before) <= number:
            self._before.append(self._before[-1] + (not self._hidden(len(self._before))))
        return max(self._before[number], 1)


def _shown(cell: Cell) -> str:
    value = cell.seen_value
    return value if isinstance(value, str) else cell.text


def _title(name: str, taken: set[str]) -> str:
    safe = (
        re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", unicodedata.normalize("NFC", name)).strip("' ")[:LONG_TITLE] or "工作表"
    )
    for number in count(2):
        if safe.lower() not in taken:
            taken.add(safe.lower())
            return safe
        safe = f"{safe[: LONG_TITLE - 5]}_{number}"
    raise AssertionError


def _steady(content: bytes) -> bytes:
    """The same package with fixed times, so that equal files give equal bytes."""
    out = io.BytesIO()
    stamp = f"{FIXED:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in made.namelist():
            data = made.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb">\d{4}-\d\d-\d\dT[\d:]+Z<", b">" + stamp + b"<", data)
            steady.writestr(zipfile.ZipInfo(name, ZIP_TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
