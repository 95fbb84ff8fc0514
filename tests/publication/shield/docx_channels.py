# ruff: noqa: E501 - the code of the files under test reads best unbroken
"""Ways to hide a word in a Word file; each puts the canary into the parts of an ordinary letter."""

from publication.shield.document_bases import SECRET, picture

MAIN = "word/document.xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DRAWING = (
    '<w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wp:anchor behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1" simplePos="0" relativeHeight="2" distT="0" distB="0" '
    'distL="0" distR="0"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>%s</wp:posOffset>'
    '</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="900000" '
    'cy="300000"/><wp:wrapNone/><wp:docPr id="77" name="框"%s/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>'
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
WHO = 'w:id="901" w:author="甲" w:date="2026-01-01T00:00:00Z"'


def add(parts, xml):
    """Put a block in front of the last section's properties."""
    text = parts[MAIN].decode("utf-8")
    at = text.rindex("<w:sectPr")
    parts[MAIN] = (text[:at] + xml + text[at:]).encode("utf-8")


def run(look="", words=SECRET):
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"


def line(inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def text(xml):
    return lambda parts: add(parts, xml)


def field(code):
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>' for sort in ("begin", "separate", "end"))
    return text(
        line(f'{begin}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{middle}{run("", "见")}{end}')
    )


def part(name, kind, media, xml, **more):
    def act(parts):
        parts[name] = xml.encode("utf-8")
        parts.relate(MAIN, more.get("type", kind), name.removeprefix("word/"))
        parts.declare(name, media)

    return act


def setting(xml):
    return lambda parts: parts.put("word/settings.xml", "</w:settings>", xml + "</w:settings>")


def style(look):
    def act(parts):
        row = f'<w:style w:type="character" w:styleId="Veil"><w:name w:val="Veil"/><w:rPr>{look}</w:rPr></w:style>'
        row += (
            '<w:style w:type="character" w:styleId="Veil2"><w:name w:val="Veil2"/><w:basedOn w:val="Veil"/></w:style>'
        )
        parts.put("word/styles.xml", "</w:styles>", row + "</w:styles>")
        add(parts, line(run('<w:rStyle w:val="Veil2"/>')))

    return act


def table(row="", cell="", look="", other="乙"):
    return text(
        f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid><w:tr>{row}<w:tc>{cell}'
        f"<w:p>{run(look)}</w:p></w:tc><w:tc><w:p>{run('', other)}</w:p></w:tc></w:tr></w:tbl><w:p/>"
    )


def unused_header(parts):
    part("word/header77.xml", "header", f"{WORD}.header+xml", f"<w:hdr {SPACES}><w:p>{run()}</w:p></w:hdr>")(parts)


def first_header(parts):
    unused_header(parts)
    source = parts[MAIN].decode("utf-8")
    at = source.index(">", source.rindex("<w:sectPr"))
    row = '<w:headerReference w:type="first" r:id="rIdX1"/>'
    source = source[: at + 1] + row + source[at + 1 :]
    parts[MAIN] = source.replace("<w:titlePg/>", "").encode("utf-8")


def stray_note(parts):
    body = f'<w:footnotes {SPACES}><w:footnote w:id="55"><w:p>{run()}</w:p></w:footnote></w:footnotes>'
    for name in [name for name in parts if name.startswith("word/footnotes")]:
        parts[name] = body.encode("utf-8")
        return
    part("word/footnotes.xml", "footnotes", f"{WORD}.footnotes+xml", body)(parts)


def comment(parts):
    body = f"<w:comments {SPACES}><w:comment {WHO}><w:p>{run()}</w:p></w:comment></w:comments>"
    part("word/comments.xml", "comments", f"{WORD}.comments+xml", body)(parts)
    mark = '<w:commentRangeStart w:id="901"/>' + run("", "正文") + '<w:commentRangeEnd w:id="901"/>'
    add(parts, line(mark + '<w:r><w:commentReference w:id="901"/></w:r>'))


def chunk(parts):
    parts["word/chunk.html"] = f"<html><body>{SECRET}</body></html>".encode()
    parts.relate(MAIN, "aFChunk", "chunk.html", "rIdX2")
    parts.put("[Content_Types].xml", "</Types>", '<Default Extension="html" ContentType="text/html"/></Types>')
    add(
        parts,
        '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdX2"/>',
    )


def embedded(parts):
    parts["word/embeddings/book.xlsx"] = SECRET.encode()
    parts.relate(MAIN, "package", "embeddings/book.xlsx")
    parts.declare("word/embeddings/book.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def template(parts):
    parts.relate("word/settings.xml", "attachedTemplate", f"file:///C:/{SECRET}/a.dotm", external=True)
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts.put(
        "word/settings.xml", "</w:settings>", f'<w:attachedTemplate xmlns:r="{namespace}" r:id="rIdX1"/></w:settings>'
    )


def custom_property(parts):
    body = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.'
        'openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        f'name="x"><vt:lpwstr>{SECRET}</vt:lpwstr></property></Properties>'
    )
    parts["docProps/custom.xml"] = body.encode()
    parts.relate("", "custom-properties", "docProps/custom.xml", "rIdX9")


def custom_xml(parts):
    parts["customXml/item77.xml"] = f"<a>{SECRET}</a>".encode()
    parts.relate(MAIN, "customXml", "../customXml/item77.xml")


def macro(parts):
    parts["word/vbaProject.bin"] = SECRET.encode()
    parts.relate(MAIN, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")
    parts.declare("word/vbaProject.bin", "application/vnd.ms-office.vbaProject")


def hidden_picture_part(parts):
    parts["word/media/lost.png"] = picture() + SECRET.encode()


def chart(parts):
    body = f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:v>{SECRET}</c:v></c:chartSpace>'
    part("word/charts/chart1.xml", "chart", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", body)(
        parts
    )


def cropped(parts):
    source = parts[MAIN].decode("utf-8")
    parts[MAIN] = source.replace("<a:srcRect/>", "").encode("utf-8")
    blip = source.index("<a:stretch>")
    source = source[:blip].replace("<a:srcRect/>", "") + '<a:srcRect r="50000"/>' + source[blip:]
    parts[MAIN] = source.encode("utf-8")


LONG = f"{SECRET}{'说明' * 40}"
CHANNELS = {
    "tracked_insertion": (
        "docx.tracked_insertion",
        text(line(f'<w:ins w:id="9" w:author="{SECRET}">{run("", "新")}</w:ins>')),
    ),
    "tracked_deletion": (
        "docx.tracked_deletion",
        text(line(f"<w:del {WHO}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>{run('', '留')}")),
    ),
    "tracked_move": ("docx.tracked_move", text(line(f"<w:moveFrom {WHO}>{run()}</w:moveFrom>"))),
    "tracked_format": (
        "docx.tracked_format",
        text(line(run(f'<w:b/><w:rPrChange w:id="8" w:author="{SECRET}"><w:rPr/></w:rPrChange>', "粗"))),
    ),
    "comment": ("docx.comment", comment),
    "people": (
        "docx.people",
        part(
            "word/people.xml",
            "people",
            f"{WORD}.people+xml",
            f'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="{SECRET}"/></w15:people>',
            type="http://schemas.microsoft.com/office/2011/relationships/people",
        ),
    ),
    "vanish": ("docx.hidden_text", text(line(run("<w:vanish/>")))),
    "web_hidden": ("docx.hidden_text", text(line(run("<w:webHidden/>")))),
    "spec_vanish": ("docx.hidden_text", text(line(run("<w:specVanish/>")))),
    "vanish_by_style": ("docx.hidden_text", style("<w:vanish/>")),
    "white": ("docx.unseen_colour", text(line(run('<w:color w:val="FFFFFF"/>')))),
    "nearly_white": ("docx.unseen_colour", text(line(run('<w:color w:val="F8F8FA"/>')))),
    "white_by_style": ("docx.unseen_colour", style('<w:color w:val="FFFFFF"/>')),
    "black_on_black": ("docx.unseen_colour", text(line(run('<w:color w:val="000000"/><w:highlight w:val="black"/>')))),
    "cell_colour": (
        "docx.unseen_colour",
        table(cell='<w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>', look='<w:color w:val="000000"/>'),
    ),
    "tiny": ("docx.tiny_text", text(line(run('<w:sz w:val="2"/>')))),
    "narrow": ("docx.tiny_text", text(line(run('<w:w w:val="1"/>')))),
    "tiny_by_style": ("docx.tiny_text", style('<w:sz w:val="2"/>')),
    "field_code": ("docx.field_code", field(f'QUOTE "{SECRET}"')),
    "field_private": ("docx.field_code", field(f"PAGE {SECRET * 8}")),
    "dde": ("docx.dde", field(f'DDEAUTO c:\\\\x "{SECRET}"')),
    "include_text": ("docx.dde", field(f'INCLUDETEXT "c:\\\\{SECRET}.docx"')),
    "form_data": (
        "docx.field_data",
        text(
            line(
                f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{SECRET}"/></w:ffData></w:fldChar></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        ),
    ),
    "embedded": ("ooxml.embedded", embedded),
    "template": ("ooxml.template", template),
    "alt_text": ("docx.alt_text", text(line(DRAWING % (0, f' descr="{SECRET}"', "框内")))),
    "alt_text_long": ("docx.alt_text_long", text(line(DRAWING % (0, f' descr="{LONG}"', "框内")))),
    "off_page_box": ("docx.off_page", text(line(DRAWING % (90000000, "", SECRET)))),
    "hidden_box": ("docx.hidden_shape", text(line(DRAWING % (0, ' hidden="1"', SECRET)))),
    "custom_property": ("ooxml.custom_properties", custom_property),
    "custom_xml": ("ooxml.custom_xml", custom_xml),
    "unused_header": ("docx.unused_part", unused_header),
    "first_header_off": ("docx.unused_part", first_header),
    "stray_note": ("docx.unused_part", stray_note),
    "alt_chunk": ("docx.alt_chunk", chunk),
    "variable": ("docx.variable", setting(f'<w:docVars><w:docVar w:name="x" w:val="{SECRET}"/></w:docVars>')),
    "mail_merge": (
        "docx.mail_merge",
        setting(
            f'<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:query w:val="SELECT {SECRET}"/></w:mailMerge>'
        ),
    ),
    "content_control": (
        "docx.content_control",
        text(
            f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="{SECRET}"/></w:dropDownList></w:sdtPr><w:sdtContent>'
            f"{line(run('', '请选择'))}</w:sdtContent></w:sdt>"
        ),
    ),
    "control_tag": (
        "docx.content_control",
        text(
            f'<w:sdt><w:sdtPr><w:tag w:val="{SECRET * 2}"/></w:sdtPr><w:sdtContent>{line(run("", "值"))}</w:sdtContent></w:sdt>'
        ),
    ),
    "bookmark": (
        "docx.bookmark",
        text(line(f'<w:bookmarkStart w:id="5" w:name="_{SECRET * 2}"/><w:bookmarkEnd w:id="5"/>')),
    ),
    "hidden_row": ("docx.hidden_row", table(row="<w:trPr><w:hidden/></w:trPr>")),
    "flat_row": ("docx.hidden_row", table(row='<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>')),
    "table_caption": (
        "docx.alt_text",
        text(
            f'<w:tbl><w:tblPr><w:tblCaption w:val="{SECRET}"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc>'
            f"<w:p>{run('', '格')}</w:p></w:tc></w:tr></w:tbl><w:p/>"
        ),
    ),
    "orphan": ("ooxml.orphan", hidden_picture_part),
    "chart": ("docx.chart", chart),
    "macro": ("ooxml.macro", macro),
    "glossary": (
        "docx.glossary",
        part(
            "word/glossary/document.xml",
            "glossaryDocument",
            f"{WORD}.document.glossary+xml",
            f"<w:glossaryDocument {SPACES}><w:docParts><w:p>{run()}</w:p></w:docParts></w:glossaryDocument>",
        ),
    ),
    "xml_comment": ("docx.note_in_code", text(f"<!-- {SECRET} -->")),
    "foreign": ("docx.foreign", text(f'<x:y xmlns:x="urn:secret">{SECRET}</x:y>')),
}
