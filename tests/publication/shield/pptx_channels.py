# ruff: noqa: E501 - the code of the files under test reads best unbroken
"""Ways to hide a word in a PowerPoint file, by python-pptx or by editing its parts."""

import io

import pptx
from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

from publication.shield.document_bases import SECRET, Parts, picture
from publication.shield.docx_channels import custom_property

SLIDE = "ppt/slides/slide1.xml"


def by_library(act):
    def made(content):
        deck = pptx.Presentation(io.BytesIO(content))
        act(deck, deck.slides[0])
        out = io.BytesIO()
        deck.save(out)
        return out.getvalue()

    return made


def by_parts(act):
    def made(content):
        parts = Parts(content)
        act(parts)
        return parts.packed()

    return made


LEFT, TOP = Inches(1), Inches(6)


def box(slide, words=SECRET, left=LEFT, top=TOP):
    shape = slide.shapes.add_textbox(left, top, Inches(3), Inches(0.5))
    shape.text_frame.text = words
    return shape


def styled(**look):
    def act(deck, slide):
        del deck
        font = box(slide).text_frame.paragraphs[0].runs[0].font
        if "size" in look:
            font.size = Pt(look["size"])
        if "colour" in look:
            font.color.rgb = RGBColor.from_string(look["colour"])

    return by_library(act)


def filled(deck, slide):
    del deck
    shape = box(slide)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(0x10, 0x20, 0x30)
    shape.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x12, 0x20, 0x30)


def covered(deck, slide):
    del deck
    shape = box(slide)
    cover = slide.shapes.add_shape(1, shape.left, shape.top, shape.width, shape.height)
    cover.fill.solid()
    cover.fill.fore_color.rgb = RGBColor(0, 0, 0)


def under_picture(deck, slide):
    del deck
    shape = box(slide)
    slide.shapes.add_picture(io.BytesIO(picture()), shape.left, shape.top, shape.width, shape.height)


def notes(deck, slide):
    del deck
    slide.notes_slide.notes_text_frame.text = SECRET


def hidden_slide(deck, slide):
    del slide
    more = deck.slides.add_slide(deck.slide_layouts[6])
    box(more)
    more.element.set("show", "0")


def unused_slide(deck, slide):
    del slide
    box(deck.slides.add_slide(deck.slide_layouts[6]))
    rows = deck.slides._sldIdLst
    rows.remove(rows[-1])


def off_slide(left, top):
    return by_library(lambda _, slide: box(slide, left=left, top=top))


def hidden_shape(deck, slide):
    del deck
    box(slide)._element.nvSpPr.cNvPr.set("hidden", "1")


def alternate(words):
    return by_library(lambda _, slide: box(slide, "见")._element.nvSpPr.cNvPr.set("descr", words))


def cropped(deck, slide):
    del deck
    shape = slide.shapes.add_picture(io.BytesIO(picture(size=(400, 100))), Inches(1), Inches(5), Inches(2))
    shape.crop_right = 0.5
    shape.name = SECRET


def comment(parts):
    spaces = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    body = (
        f'<p:cmLst {spaces}><p:cm authorId="0" idx="1"><p:pos x="1" y="1"/><p:text>{SECRET}</p:text></p:cm></p:cmLst>'
    )
    parts["ppt/comments/comment1.xml"] = body.encode()
    parts.relate(SLIDE, "comments", "../comments/comment1.xml")
    parts.declare(
        "ppt/comments/comment1.xml", "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
    )


def tags(parts):
    spaces = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    parts["ppt/tags/tag1.xml"] = f'<p:tagLst {spaces}><p:tag name="x" val="{SECRET}"/></p:tagLst>'.encode()
    parts.relate(SLIDE, "tags", "../tags/tag1.xml")
    parts.declare("ppt/tags/tag1.xml", "application/vnd.openxmlformats-officedocument.presentationml.tags+xml")


def media(parts):
    parts["ppt/media/sound.mp3"] = SECRET.encode()
    parts.relate(SLIDE, "audio", "../media/sound.mp3")
    parts.put("[Content_Types].xml", "</Types>", '<Default Extension="mp3" ContentType="audio/mpeg"/></Types>')


def ink(parts):
    parts["ppt/ink/ink1.xml"] = f"<ink>{SECRET}</ink>".encode()
    parts.relate(SLIDE, "customXml", "../ink/ink1.xml")
    parts.declare("ppt/ink/ink1.xml", "application/inkml+xml")


def embedded(parts):
    parts["ppt/embeddings/book.xlsx"] = SECRET.encode()
    parts.relate(SLIDE, "package", "../embeddings/book.xlsx")
    parts.declare("ppt/embeddings/book.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def layout_text(parts):
    row = (
        '<p:sp><p:nvSpPr><p:cNvPr id="99" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r>'
        f"<a:t>{SECRET}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>"
    )
    name = max(name for name in parts if name.startswith("ppt/slideLayouts/slideLayout") and name.endswith(".xml"))
    parts.put(name, "</p:spTree>", row)


def xml_comment(parts):
    parts.put(SLIDE, "</p:spTree>", f"<!--{SECRET}--></p:spTree>")


def orphan(parts):
    parts["ppt/media/lost.png"] = picture() + SECRET.encode()


CHANNELS = {
    "notes": ("pptx.notes", by_library(notes)),
    "hidden_slide": ("pptx.hidden_slide", by_library(hidden_slide)),
    "unused_slide": ("pptx.unused_slide", by_library(unused_slide)),
    "comment": ("pptx.comment", by_parts(comment)),
    "left_of_slide": ("pptx.off_slide", off_slide(Emu(-9000000), Inches(1))),
    "below_slide": ("pptx.off_slide", off_slide(Inches(1), Emu(29000000))),
    "hidden_shape": ("pptx.hidden_shape", by_library(hidden_shape)),
    "covered": ("pptx.covered", by_library(covered)),
    "under_picture": ("pptx.covered", by_library(under_picture)),
    "white": ("pptx.unseen_colour", styled(colour="FFFFFF")),
    "fill_colour": ("pptx.unseen_colour", by_library(filled)),
    "tiny": ("pptx.tiny_text", styled(size=1)),
    "alt_text": ("pptx.alt_text", alternate(SECRET)),
    "alt_text_long": ("pptx.alt_text_long", alternate(SECRET + "说明" * 40)),
    "cropped": ("pptx.cropped_image", by_library(cropped)),
    "tags": ("pptx.custom_data", by_parts(tags)),
    "media": ("pptx.media", by_parts(media)),
    "ink": ("pptx.ink", by_parts(ink)),
    "embedded": ("ooxml.embedded", by_parts(embedded)),
    "layout_text": ("pptx.master_text_unused", by_parts(layout_text)),
    "custom_property": ("ooxml.custom_properties", by_parts(custom_property)),
    "xml_comment": ("pptx.note_in_code", by_parts(xml_comment)),
    "orphan": ("ooxml.orphan", by_parts(orphan)),
}
