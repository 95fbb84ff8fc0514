"""Ordinary documents without anything hidden, as offices publish them, by several makers."""

import io
from functools import cache

import docx
import pikepdf
import pptx
import pypdfium2
import weasyprint
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from pptx.util import Inches

from publication.shield import ofd_channels
from publication.shield.document_bases import by_office, deck, html, letter, paper, picture
from publication.shield.fixtures_documents import hand_made_paper

PAGES = {
    "plain": "<p>正文。</p>",
    "bookmarks": "<h2>一、总则</h2><p>甲</p><h2>二、附则</h2><p>乙</p>",
    "link": '<p><a href="https://www.gov.cn/zhengce/">政策</a> <a href="#x">下文</a></p><p id=x>下文</p>',
    "dark_header": "<table><tr style='background:#b00'><th>部门</th></tr><tr><td>办公室</td></tr></table>",
    "box_below_text": "<div style='background:#ff0;padding:9pt'>黄底的字</div>",
    "footer": "<style>@page{@bottom-center{content:counter(page)}}</style><p>有页码</p>",
    "two_pages": "<p>一</p><p style='break-before:page'>二</p>",
    "grey_water_mark": "<div style='position:fixed;top:300pt;font-size:60pt;color:#ddd'>样本</div><p>正文</p>",
    "columns": "<div style='columns:2'>" + "这是分栏的文字。" * 60 + "</div>",
    "small_print": "<p style='font-size:6pt'>小字注释</p>",
    "gradient": "<div style='background:linear-gradient(#036,#69c);color:#fff;padding:9pt'>渐变底上的白字</div>",
    "rounded": "<div style='background:#036;border-radius:9pt;color:#fff;padding:9pt'>圆角底上的白字</div>",
    "landscape": "<style>@page{size:A4 landscape}</style><p>横排</p>",
    "turned": "<p style='transform:rotate(30deg)'>斜字</p>",
    "half_transparent": "<p style='opacity:.6'>半透明的字</p>",
}


def cell_shade(cell, colour):
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


def _word(act):
    made = docx.Document()
    made.add_paragraph("通知正文。")
    act(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def white_on_dark(made):
    table = made.add_table(2, 2, "Table Grid")
    for cell in table.rows[0].cells:
        cell_shade(cell, "1F3864")
        run = cell.paragraphs[0].add_run("表头")
        run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)


def styled_table(made):
    table = made.add_table(2, 2, "Medium Shading 1 Accent 1")
    table.cell(0, 0).paragraphs[0].add_run("表头").font.color.rgb = RGBColor(255, 255, 255)


def margins(made):
    made.sections[0].header.paragraphs[0].text = "某某办公室"
    made.sections[0].footer.paragraphs[0].text = "内部编号略"


def landscape(made):
    sheet = made.sections[0]
    sheet.orientation, sheet.page_width, sheet.page_height = WD_ORIENT.LANDSCAPE, sheet.page_height, sheet.page_width


def red_small(made):
    run = made.add_paragraph().add_run("红色小字")
    run.font.color.rgb, run.font.size = RGBColor(200, 0, 0), Pt(6)


def page_number(made):
    paragraph = made.sections[0].footer.paragraphs[0]
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


WORDS = {
    "white_on_dark": white_on_dark,
    "styled_table": styled_table,
    "margins": margins,
    "landscape": landscape,
    "red_small": red_small,
    "page_number": page_number,
    "headings": lambda made: [made.add_heading(f"第{level}级", level) for level in range(1, 5)],
    "lists": lambda made: [made.add_paragraph(f"事项{at}", style="List Number") for at in range(5)],
    "picture": lambda made: made.add_picture(io.BytesIO(picture()), width=Inches(3)),
    "long": lambda made: [made.add_paragraph("长文。" * 30) for _ in range(200)],
}


def _slides(act):
    made = pptx.Presentation()
    act(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _dark_slide(made):
    slide = made.slides.add_slide(made.slide_layouts[6])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = pptx.dml.color.RGBColor(0, 32, 96)
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(4), Inches(1))
    box.text_frame.text = "深底白字"
    box.text_frame.paragraphs[0].runs[0].font.color.rgb = pptx.dml.color.RGBColor(255, 255, 255)


def _on_shape(made):
    slide = made.slides.add_slide(made.slide_layouts[6])
    back = slide.shapes.add_shape(1, 0, 0, Inches(5), Inches(2))
    back.fill.solid()
    back.fill.fore_color.rgb = pptx.dml.color.RGBColor(160, 0, 0)
    _box = slide.shapes.add_textbox(Inches(1), Inches(0.5), Inches(3), Inches(1))
    _box.text_frame.text = "色块上的白字"
    _box.text_frame.paragraphs[0].runs[0].font.color.rgb = pptx.dml.color.RGBColor(255, 255, 255)


SLIDES = {
    "dark_slide": _dark_slide,
    "on_shape": _on_shape,
    "title": lambda made: made.slides.add_slide(made.slide_layouts[0]),
    "picture": lambda made: made.slides.add_slide(made.slide_layouts[6]).shapes.add_picture(
        io.BytesIO(picture()), 0, 0
    ),
}


def _linear(content):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, linearize=True)
    return out.getvalue()


def _turned(angle):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = angle
            page.obj.CropBox = pikepdf.Array([10, 10, 580, 830])
        pdf.save(out)
    return out.getvalue()


def _by_pdfium(content):
    document = pypdfium2.PdfDocument(content)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def clean_documents():
    """Maker and name, content."""
    found = [(f"WeasyPrint {name}.pdf", paper(body)) for name, body in PAGES.items()]
    pdf_ua = weasyprint.HTML(string=html()).write_pdf(pdf_variant="pdf/ua-1")
    archive = weasyprint.HTML(string=html()).write_pdf(pdf_variant="pdf/a-3b")
    found += [("WeasyPrint ua.pdf", pdf_ua), ("WeasyPrint a.pdf", archive), ("pikepdf plain.pdf", hand_made_paper())]
    found += [("pikepdf linear.pdf", _linear(paper())), ("PDFium saved.pdf", _by_pdfium(paper()))]
    found += [(f"pikepdf turned {angle}.pdf", _turned(angle)) for angle in (90, 180, 270)]
    words = [(name, _word(act)) for name, act in WORDS.items()]
    found += [(f"python-docx {name}.docx", content) for name, content in words] + [
        ("python-docx letter.docx", letter())
    ]
    for name, content in (*words[:6], ("letter", letter())):
        for target in ("docx", "pdf") if name in {"white_on_dark", "margins", "letter", "styled_table"} else ("pdf",):
            found.append((f"LibreOffice {name}.{target}", by_office(content, "docx", target)))
    found += [(f"python-pptx {name}.pptx", _slides(act)) for name, act in SLIDES.items()] + [
        ("python-pptx deck.pptx", deck())
    ]
    found += [(f"hand {name or 'default'}.ofd", ofd_channels.packed(ofd_channels.parts(name))) for name in ("ofd:", "")]
    return [(name, content) for name, content in found if content]
