"""The report as a workbook: the three tables as printed, the checks, and the words."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.annual.render.archive import stable
from gongkai.annual.report import Report, checks
from gongkai.law.figures import Figures
from gongkai.law.layout import PrintedTable, all_tables

THIN = Side(style="thin")
BORDER = Border(THIN, THIN, THIN, THIN)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
NAMES = {2: "表二 主动公开", 3: "表三 依申请公开", 4: "表四 复议诉讼"}
LABEL_COLUMNS = {2: 1, 3: 3, 4: 0}


def render_xlsx(report: Report) -> bytes:
    """The workbook's bytes, the same for the same report; figures are numbers, not text."""
    book = Workbook()
    book.remove(book.active)
    for number, printed in all_tables(report.form, report.figures).items():
        _sheet(book.create_sheet(NAMES[number]), report.title, printed, report.figures, LABEL_COLUMNS[number])
    rows: list[list[Any]] = [["规则", "内容", "左边", "右边", "是否相等"]]
    rows += [
        [check.rule, check.text, check.left, check.right, "是" if check.holds else "否"]
        for check in checks(report.form, report.figures)
    ]
    _list(book.create_sheet("勾稽核对"), rows, 60)
    words: list[list[Any]] = []
    for chapter in report.chapters:
        words.append([chapter.heading])
        words += [["", paragraph] for paragraph in chapter.paragraphs]
    _list(book.create_sheet("文字"), words, 100)
    buffer = io.BytesIO()
    book.save(buffer)
    return stable(buffer.getvalue())


def _sheet(sheet: Worksheet, title: str, printed: PrintedTable, figures: Figures, label_columns: int) -> None:
    """One table under the report's title."""
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=printed.width)
    _put(sheet, 1, 1, title).font = Font(bold=True, size=14)
    sheet.cell(1, 1).alignment = CENTRE
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(printed.rows, start=2):
        x = 1
        for cell in row:
            while (y, x) in taken:
                x += 1
            last = (y + cell.rows - 1, x + cell.columns - 1)
            taken.update((a, b) for a in range(y, last[0] + 1) for b in range(x, last[1] + 1))
            _put(sheet, y, x, figures[cell.cell] if cell.cell else cell.text)
            if last != (y, x):
                sheet.merge_cells(start_row=y, start_column=x, end_row=last[0], end_column=last[1])
            x += cell.columns
    for y, x in taken:
        sheet.cell(y, x).border = BORDER
        sheet.cell(y, x).alignment = CENTRE
    for column in range(1, printed.width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 24 if column <= label_columns else 12
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _list(sheet: Worksheet, rows: list[list[Any]], width: int) -> None:
    """Rows one below the other; ``width`` is that of the second column."""
    for y, row in enumerate(rows, start=1):
        for x, value in enumerate(row, start=1):
            _put(sheet, y, x, value)
    sheet.column_dimensions["B"].width = width


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    """Write a value; a text is a text, even one that looks like a formula."""
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
