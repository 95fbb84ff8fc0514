"""Synthetic reports whose every figure is different, so that a figure in the wrong place is noticed."""

import io
from dataclasses import dataclass, field
from decimal import Decimal

import docx
import weasyprint

from gongkai.base.rulebook import forms

GROUPED = ("withheld", "unavailable", "not_processed", "other")


@dataclass(frozen=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1


@dataclass
class Sample:
    """A report as tables of spanned cells; ``printed`` replaces what single cells print."""

    key: str = "2019"
    title: str = "青山市人民政府2020年政府信息公开工作年度报告"
    printed: dict[str, str] = field(default_factory=dict)

    @property
    def form(self):
        return forms()[self.key]

    @property
    def truth(self):
        values = {}
        for index, cell in enumerate(self.form.cells):
            money = cell.endswith(("procurement_amount", "fee_income"))
            values[cell] = Decimal(f"{1000 + index}.25") if money else 1000 + index
        return values

    def text_of(self, cell):
        return self.printed.get(cell, str(self.truth[cell]))

    def table_two(self):
        tables = []
        for block in self.form.blocks:
            rows = [[Cell(block.heading, len(block.columns) + 1)]]
            rows.append([Cell("信息内容"), *(Cell(column.label + column.unit_note) for column in block.columns)])
            for row in block.rows:
                names = [f"table2/{block.key}/{row.label}/{column.key}" for column in block.columns]
                rows.append([Cell(row.label), *(Cell(self.text_of(name)) for name in names)])
            tables.append(rows)
        return tables

    def table_three(self):
        kinds = self.form.applicant_columns
        rows = [
            [Cell(self.form.corner, 3, 3), Cell("申请人情况", 7)],
            [Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)],
            [Cell(kind.label) for kind in kinds[1:6]],
        ]
        results = self.form.result_rows
        total = len(results) + 1
        before = ""
        for row in self.form.request_rows:
            values = [Cell(self.text_of(f"table3/{row.key}/{kind.key}")) for kind in kinds]
            if row.key in ("received", "carried_in", "carried_out"):
                rows.append([Cell(row.label, 3), *values])
                continue
            start = [Cell("三、本年度办理结果", 1, total)] if row.key == "disclosed" else []
            group = row.parent_label if row.parent_label != "三、本年度办理结果" else ""
            if not group:
                rows.append([*start, Cell(row.label, 2), *values])
            elif group != before:
                size = sum(other.parent_label == group for other in results)
                rows.append([*start, Cell(group, 1, size), Cell(row.label), *values])
            else:
                rows.append([*start, Cell(row.label), *values])
            before = group
        return rows

    def table_four(self):
        labels = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
        return [
            [Cell("行政复议", 5), Cell("行政诉讼", 10)],
            [*(Cell(label, 1, 2) for label in labels), Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)],
            [Cell(label) for label in labels * 2],
            [Cell(self.text_of(cell)) for cell in self.form.table4_cells],
        ]

    def parts(self):
        """Headings, paragraphs (str) and tables (lists) in order."""
        chapters = self.form.chapters
        return [
            self.title,
            chapters[0],
            "本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。",
            "（一）主动公开情况。全年主动公开政府信息1000条，回应社会关切；进一步扩大了公开范围。",
            chapters[1],
            *self.table_two(),
            chapters[2],
            self.table_three(),
            chapters[3],
            self.table_four(),
            chapters[4],
            "公开的时效性有待进一步提高。",
            chapters[5],
            "无其他需要报告的事项。",
        ]

    def html(self, cell="{}", head='<meta charset="utf-8">'):
        body = "".join(f"<p>{part}</p>" if isinstance(part, str) else html_table(part, cell) for part in self.parts())
        return f"<html><head>{head}<title>{self.title}_青山市政府网站</title></head><body>{body}</body></html>"

    def text(self, separator="\t", *, strip=False):
        lines = []
        for part in self.parts():
            if isinstance(part, str):
                lines.extend([part, ""])
                continue
            for row in laid_out(part):
                cells = [text for text in row if text] if separator.isspace() and separator != "\t" else row
                line = separator.join(cells)
                lines.append(line.rstrip("\t") if strip else line)
        return "\n".join(lines)

    def docx(self):
        document = docx.Document()
        for part in self.parts():
            if isinstance(part, str):
                document.add_paragraph(part)
            else:
                docx_table(document, part)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    def pdf(self, style=""):
        style = f"<style>@page{{size:A4;margin:2cm}} table{{border-collapse:collapse;width:100%}}{style}"
        style += "td{border:1px solid black;font-size:9pt} p{text-indent:2em}</style>"
        return weasyprint.HTML(string=self.html(head=style)).write_pdf()


def html_table(rows, cell="{}"):
    lines = "".join(
        "<tr>"
        + "".join(f'<td colspan="{c.columns}" rowspan="{c.rows}">{cell.format(c.text)}</td>' for c in row)
        + "</tr>"
        for row in rows
    )
    return f"<table>{lines}</table>"


def places(rows):
    """Row, column and cell of every cell of a table."""
    taken = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            spanned = [(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)]
            taken.update(spanned)


def laid_out(rows):
    width = sum(cell.columns for cell in rows[0])
    table = [[""] * width for _ in rows]
    for number, column, cell in places(rows):
        table[number][column] = cell.text
    return table


def docx_table(document, rows):
    width = sum(cell.columns for cell in rows[0])
    table = document.add_table(len(rows), width)
    for number, column, cell in places(rows):
        place = table.cell(number, column)
        if cell.columns > 1 or cell.rows > 1:
            place = place.merge(table.cell(number + cell.rows - 1, column + cell.columns - 1))
        place.text = cell.text


def differences(reading, truth):
    """Cells that were read otherwise than the truth."""
    return {cell: (reading.value(cell), value) for cell, value in truth.items() if reading.value(cell) != value}
