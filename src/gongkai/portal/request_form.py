"""政府信息公开申请表 as a Word file: the three things art. 29 lets an agency ask for, and no purpose."""

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.annual.render.archive import stable

ROWS: tuple[tuple[str, str, int], ...] = (
    ("申请人（公民）", "姓名", 10),
    ("", "身份证件名称及号码（附复印件）", 10),
    ("", "联系电话", 10),
    ("", "通信地址、邮政编码", 10),
    ("", "电子邮箱（可不填）", 10),
    ("申请人（法人或者其他组织）", "名称", 10),
    ("", "统一社会信用代码（附证照复印件）", 10),
    ("", "联系人、联系电话", 10),
    ("", "通信地址、邮政编码", 10),
    ("申请公开的政府信息", "名称、文号或者便于查询的其他特征性描述", 45),
    ("形式要求", "提供方式：□纸质　□电子文档　□查阅、抄录", 12),
    ("", "获取途径：□邮寄　□电子邮件　□当面领取　□其他：", 12),
)


def request_form(agency: str) -> bytes:
    """The form's bytes, addressed to the agency, the same for the same name.

    Source: Regulation art. 29 paragraph 2 (identity, what is asked for, form); nothing may be asked about the purpose.
    """
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(22), Mm(18)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("政府信息公开申请表")
    run.bold, run.font.size = True, Pt(20)
    document.add_paragraph(f"受理机关：{agency or '＿＿＿＿＿＿＿＿＿＿'}")
    _table(document)
    document.add_paragraph("申请人签名（盖章）：　　　　　　　　　　　申请日期：　　　　年　　月　　日")
    note = "填写说明：公民和组织只填写相应的一栏；描述越具体，越便于查找。不需要说明申请的用途。"
    document.add_paragraph(note).runs[0].font.size = Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "政府信息公开申请表", agency, ""
    buffer = io.BytesIO()
    document.save(buffer)
    return stable(buffer.getvalue())


def _table(document: object) -> None:
    table = document.add_table(rows=len(ROWS), cols=3)  # type: ignore[attr-defined]
    table.style = "Table Grid"
    table.autofit = False
    first = 0
    for number, (group, label, height) in enumerate(ROWS):
        row = table.rows[number]
        row.height = Mm(height)
        for cell, width in zip(row.cells, (Mm(32), Mm(54), Mm(80)), strict=True):
            cell.width = width
        row.cells[1].text = label
        if group:
            first = number
            row.cells[0].text = group
        elif number == len(ROWS) - 1 or ROWS[number + 1][0]:
            table.cell(first, 0).merge(table.cell(number, 0))
