"""Word documents as offices write them, made with python-docx."""

import io
import zlib

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls


def png(width=2, height=2):
    def chunk(kind, data):
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    pixels = zlib.compress((b"\0" + b"\xff\0\0" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def saved(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def p(inner):
    return parse_xml(f"<w:p {nsdecls('w', 'r')}>{inner}</w:p>")


def add(document, inner):
    document.element.body.insert(len(document.element.body) - 1, p(inner))


def notice():
    """A notice (通知) with title, salutation, headings, a merged table, a picture and a signature."""
    document = Document()
    document.add_heading("关于做好政府信息公开工作的通知", 0)
    document.add_paragraph("　　各县（市、区）人民政府：")
    document.add_paragraph("一、总体要求")
    document.add_paragraph("（一）工作目标")
    line = document.add_paragraph("坚持")
    line.add_run("公开为常态").bold = True
    line.add_run("、不公开为例外。㛃𬮿")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并的表头"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "两行"
    table.cell(2, 2).text = "末"
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("某某县人民政府").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("　" * 14 + "2026年1月5日")
    return document


def changed():
    """Tracked changes, a comment, hidden text, a text box and a footnote."""
    document = Document()
    who = 'w:id="1" w:author="某" w:date="2026-01-01T00:00:00Z"'
    add(
        document,
        f"<w:r><w:t>保留</w:t></w:r><w:del {who}><w:r><w:delText>删去</w:delText></w:r></w:del>"
        f"<w:ins {who}><w:r><w:t>新增</w:t></w:r></w:ins>"
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:commentRangeStart w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    add(
        document,
        "<w:r><w:t>外</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>",
    )
    return document


def numbered(*kinds):
    """A list of each level's (format, text) with two paragraphs on each level."""
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(kinds)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for level in (0, *range(len(kinds)), 0):
        counted = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'
        add(document, f"<w:pPr>{counted}</w:pPr><w:r><w:t>事项。</w:t></w:r>")
    return document
