# ruff: noqa: ARG005 - every act is given the book and the sheet
"""Files as offices publish them, with nothing hidden and no personal data."""

import io
import struct

from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image as Drawn
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.table import Table

from publication.shield.other_fixtures import TABLE, archive, base_book, picture, plain_image, saved
from publication.shield.raw_book import RawBook

NOTICE = (
    "洛阳市人民政府办公室关于印发2024年政务公开工作要点的通知\n洛政办〔2024〕12号\n各县区人民政府，市人民政府各部门：\n"
    "索引号：11410300005378888X/2020-00012　统一社会信用代码：11410300005378888X\n"
    "联系电话：0379-63912345，传真：0379－63938888，邮编：471000，地址：洛阳市洛龙区开元大道228号市民之家3号楼305室\n"
    "项目代码：2401-410300-04-01-123456，预算金额：1234567890.12元，区划代码410311001001\n"
    "要严格落实《中华人民共和国保守国家秘密法》，保护商业秘密和个人隐私，加强涉密信息系统集成资质管理，确保数据机密性。\n"
    "本表数据仅为初步统计。内部控制建设、内部审计、秘密级以上事项按规定办理。实施河边村5组道路硬化工程。\n"
)


def clean_files():
    """Name and bytes."""
    yield from _books()
    yield from _raw_books()
    yield from _texts()
    yield from _pictures()
    yield "附件.zip", archive({"表.csv": TABLE.encode("utf-8-sig"), "通知.txt": NOTICE.encode()})
    yield "图片.zip", archive({"图/一.png": picture("PNG"), "图/二.jpg": picture("JPEG")})
    yield "表格.zip", archive({"表.xlsx": saved(base_book()[0])})
    frame = b"\xff\xfb\x90\x00" + b"\0" * 400
    yield "录音.mp3", frame * 4
    moov = struct.pack(">I4s", 16, b"moov") + struct.pack(">I4s", 8, b"mvhd")
    yield "短片.mp4", struct.pack(">I", 16) + b"ftypisom\0\0\0\0" + moov + struct.pack(">I4s", 16, b"mdat") + b"\1" * 8


def _books():
    for name, act in _acts().items():
        book, sheet = base_book()
        act(book, sheet)
        yield f"{name}.xlsx", saved(book)


def _acts():  # noqa: C901 - a list of small acts
    thin = Side(style="thin")

    def accounting(book, sheet):
        for row in range(2, 5):
            sheet.cell(row, 2).number_format = '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '
            sheet.cell(row, 3).number_format = 'yyyy"年"m"月"d"日";@'

    def heading(book, sheet):
        for cell in sheet[1]:
            cell.font = Font(color="FFFFFF", bold=True)
            cell.fill = PatternFill("solid", "1F4E79")
            cell.border = Border(left=thin, right=thin)
            cell.alignment = Alignment(horizontal="center", wrap_text=True)

    def chart(book, sheet):
        drawn = BarChart()
        drawn.add_data(Reference(sheet, min_col=2, min_row=2, max_row=4))
        sheet.add_chart(drawn, "F2")

    def merged(book, sheet):
        sheet.insert_rows(1)
        sheet["A1"] = "2024年项目表"
        sheet.merge_cells("A1:C1")

    def setting(path, value):
        def act(book, sheet):
            target, *steps = path.split(".")
            item = {"book": book, "sheet": sheet}[target]
            for step in steps[:-1]:
                item = getattr(item, step)
            setattr(item, steps[-1], value)

        return act

    def many_rows(book, sheet):
        for number in range(300):
            sheet.append([f"第{number + 1}项道路工程", number * 1.37, 45000 + number])

    return {
        "平常": lambda b, s: None,
        "公式": lambda b, s: s.__setitem__("B5", "=SUM(B2:B4)"),
        "条件公式": lambda b, s: s.__setitem__("D2", '=IF(B2>1000,"达标","未达标")'),
        "打印标题": setting("sheet.print_title_rows", "1:1"),
        "打印区域": setting("sheet.print_area", "A1:C4"),
        "冻结": setting("sheet.freeze_panes", "A2"),
        "筛选": setting("sheet.auto_filter.ref", "A1:C4"),
        "页码": setting("sheet.oddFooter.center.text", "第 &P 页，共 &N 页"),
        "标题": setting("book.properties.title", "项目表"),
        "作者": setting("book.properties.creator", "市政府办"),
        "会计格式": accounting,
        "蓝底白字": heading,
        "图表": chart,
        "合并": merged,
        "多行": many_rows,
        "列宽": lambda b, s: setattr(s.column_dimensions["A"], "width", 40),
        "两张表": lambda b, s: b.create_sheet("第二张").append(["单位", "数量"]),
        "网址": lambda b, s: setattr(s["A2"], "hyperlink", "https://www.ly.gov.cn/"),
        "图片": lambda b, s: s.add_image(Drawn(io.BytesIO(picture("PNG"))), "F2"),
        "条件格式": lambda b, s: s.conditional_formatting.add(
            "B2:B4", CellIsRule("greaterThan", ["1"], font=Font(color="FF0000"))
        ),
        "表格对象": lambda b, s: s.add_table(Table(displayName="t", ref="A1:C4")),
        "零值": lambda b, s: s.append(["无", 0, None]),
        "隐藏空列": lambda b, s: setattr(s.column_dimensions["H"], "hidden", True),
        "通知正文": lambda b, s: s.append([NOTICE]),
        "领款代码": lambda b, s: s.append(["项目代码2401-410300-04-01-123456", 410311001001, 20240101123456]),
    }


def _raw_books():
    for producer in ("excel", "wps", "library"):
        yield f"{producer}.xlsx", RawBook(producer).made()
        book = RawBook(producer)
        book.after = '<headerFooter><oddFooter>&amp;C&amp;"宋体"&amp;9第&amp;P页/共&amp;N页</oddFooter></headerFooter>'
        book.names = '<definedName name="_xlnm.Print_Titles" localSheetId="0">公开表!$1:$1</definedName>'
        book.link("xl/worksheets/sheet1.xml", "hyperlink", "https://www.gov.cn/", external=True)
        yield f"{producer}_print.xlsx", book.made()


def _texts():
    yield "通知.txt", NOTICE.encode("utf-8")
    yield "通知国标.txt", NOTICE.encode("gb18030")
    yield "通知标记.txt", NOTICE.encode("utf-8-sig")
    yield "通知十六位.txt", NOTICE.encode("utf-16")
    yield "表.csv", TABLE.encode("utf-8-sig")
    yield "表国标.csv", TABLE.encode("gb18030")
    yield "制表符.csv", TABLE.replace(",", "\t").encode()
    yield "引号.csv", '单位,说明\r\n"甲局","一，""二""\n三"\r\n乙局,-5.2%\r\n'.encode()
    yield "题头.csv", "2024年统计表,,\r\n单位,数量,备注\r\n甲局,1,\r\n乙局,-2,完成\r\n".encode()


def _pictures():
    for form, suffix in (("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp")):
        yield f"图.{suffix}", picture(form)
    yield "灰.jpg", picture("JPEG", plain_image("L"))
    yield "透明.png", picture("PNG", plain_image("RGBA"))
    yield "分辨率.png", picture("PNG", dpi=(300, 300))
    yield "分辨率.jpg", picture("JPEG", dpi=(300, 300), progressive=True)
