# ruff: noqa: E501 - markup reads best in one line
"""The channels of a workbook: each function hides the canary in one place of a raw book."""

from publication.shield.raw_book import (
    CANARY,
    HIDING,
    INDEXED,
    MAIN,
    NUMBER,
    QUOTED,
    SAME_FILL,
    STARS,
    THEME_WHITE,
    TINY,
    WHITE,
)

CHANNELS = {}
SHEET = "xl/worksheets/sheet1.xml"


def channel(kind):
    """Register a channel under the kind of finding it must cause."""

    def keep(function):
        CHANNELS[function.__name__] = (kind, function)
        return function

    return keep


def simple(name, kind, act):
    CHANNELS[name] = (kind, act)


simple("hidden_sheet", "xlsx.hidden_sheet", lambda book: book.add_sheet("底表"))
simple("very_hidden_sheet", "xlsx.very_hidden_sheet", lambda book: book.add_sheet("底表", state="veryHidden"))
simple("hidden_sheet_name", "xlsx.hidden_sheet", lambda book: book.add_sheet(CANARY, "无"))
simple("hidden_row", "xlsx.hidden_row", lambda book: book.add_row(CANARY, attributes='hidden="1"'))
simple("hidden_number", "xlsx.hidden_row", lambda book: book.add_row(NUMBER, attributes='hidden="true"'))
simple("zero_height", "xlsx.hidden_row", lambda book: book.add_row(CANARY, attributes='ht="0" customHeight="1"'))
simple("hair_height", "xlsx.hidden_row", lambda book: book.add_row(CANARY, attributes='ht="0.75" customHeight="1"'))
simple("white", "xlsx.unseen_colour", lambda book: book.add_row(CANARY, style=WHITE))
simple("theme_white", "xlsx.unseen_colour", lambda book: book.add_row(CANARY, style=THEME_WHITE))
simple("indexed_white", "xlsx.unseen_colour", lambda book: book.add_row(CANARY, style=INDEXED))
simple("fill_colour", "xlsx.unseen_colour", lambda book: book.add_row(CANARY, style=SAME_FILL))
simple("tiny", "xlsx.tiny_text", lambda book: book.add_row(CANARY, style=TINY))
simple("three_semicolons", "xlsx.hiding_format", lambda book: book.add_row(CANARY, style=HIDING))
simple("three_semicolons_number", "xlsx.hiding_format", lambda book: book.add_row(NUMBER, style=HIDING))
simple("empty_quotes", "xlsx.hiding_format", lambda book: book.add_row(CANARY, style=QUOTED))
simple("stars_number", "xlsx.hiding_format", lambda book: book.add_row(NUMBER, style=STARS))
simple("stars_text", "xlsx.hiding_format", lambda book: book.add_row(CANARY, style=STARS))
simple("far_row", "xlsx.far_cell", lambda book: book.placed.append(("A5000", CANARY, 0)))
simple("far_column", "xlsx.far_cell", lambda book: book.placed.append(("XFD2", CANARY, 0)))


@channel("xlsx.filtered_row")
def filtered_row(book):
    book.add_row(CANARY, attributes='hidden="1"')
    book.after = '<autoFilter ref="A1:C5"><filterColumn colId="0"><filters><filter val="合计"/></filters></filterColumn></autoFilter>'


@channel("xlsx.hidden_row")
def rows_hidden_by_default(book):
    book.shape = '<sheetFormatPr defaultRowHeight="14" zeroHeight="1"/>'
    book.rows.extend([[], [], [], []])
    book.add_row(CANARY, attributes='hidden="1"')


@channel("xlsx.hidden_column")
def hidden_column(book):
    book.columns = '<cols><col min="5" max="5" width="9" hidden="1"/></cols>'
    book.placed.append(("E2", CANARY, 0))


@channel("xlsx.hidden_column")
def narrow_column(book):
    book.columns = '<cols><col min="5" max="5" width="0.1" customWidth="1"/></cols>'
    book.placed.append(("E2", CANARY, 0))


@channel("xlsx.under_merged")
def under_merged(book):
    book.add_row("备注", CANARY)
    book.after = '<mergeCells count="1"><mergeCell ref="A5:B5"/></mergeCells>'


@channel("xlsx.unseen_run")
def white_run(book):
    runs = f'<r><t>备注</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>{CANARY}</t></r>'
    book.add_row(runs if book.producer == "library" else f"<si>{runs}</si>"[4:-5])


@channel("xlsx.comment")
def comment(book):
    text = f'<comments xmlns="{MAIN}"><authors><author>甲</author></authors><commentList><comment ref="A2" authorId="0"><text><t>{CANARY}</t></text></comment></commentList></comments>'
    book.part("xl/comments1.xml", text)
    book.link(SHEET, "comments", "xl/comments1.xml")


@channel("xlsx.comment")
def comment_author(book):
    text = f'<comments xmlns="{MAIN}"><authors><author>{CANARY}</author></authors><commentList/></comments>'
    book.part("xl/comments1.xml", text)
    book.link(SHEET, "comments", "xl/comments1.xml")


@channel("xlsx.threaded_comment")
def threaded_comment(book):
    book.part("xl/threadedComments/threadedComment1.xml", f'<T xmlns="urn:t"><c ref="A1"><text>{CANARY}</text></c></T>')
    book.link(SHEET, "threadedComment", "xl/threadedComments/threadedComment1.xml")


@channel("xlsx.people")
def people(book):
    book.part("xl/persons/person.xml", f'<personList xmlns="urn:t"><person displayName="{CANARY}"/></personList>')
    book.link("xl/workbook.xml", "person", "xl/persons/person.xml")


simple(
    "name_constant", "xlsx.name_value", lambda b: setattr(b, "names", f'<definedName name="v">"{CANARY}"</definedName>')
)
simple(
    "name_number", "xlsx.name_value", lambda b: setattr(b, "names", f'<definedName name="v">{NUMBER}*1</definedName>')
)
simple(
    "name_comment",
    "xlsx.name_value",
    lambda b: setattr(b, "names", f'<definedName name="v" comment="{CANARY}">公开表!$A$1</definedName>'),
)
simple(
    "name_formula",
    "xlsx.name_value",
    lambda b: setattr(b, "names", f'<definedName name="v">IF(1,"{CANARY}")</definedName>'),
)


def validation(attributes="", formula=""):
    return f'<dataValidations><dataValidation sqref="A9" {attributes}>{formula}</dataValidation></dataValidations>'


simple(
    "validation_list",
    "xlsx.validation_list",
    lambda b: setattr(b, "after", validation('type="list"', f'<formula1>"甲,{CANARY}"</formula1>')),
)
simple("validation_prompt", "xlsx.validation_prompt", lambda b: setattr(b, "after", validation(f'prompt="{CANARY}"')))
simple("validation_error", "xlsx.validation_prompt", lambda b: setattr(b, "after", validation(f'error="{CANARY}"')))
simple(
    "validation_rule",
    "xlsx.validation_rule",
    lambda b: setattr(b, "after", validation('type="custom"', f'<formula1>A9="{CANARY}"</formula1>')),
)
simple(
    "scenario",
    "xlsx.scenario",
    lambda b: setattr(
        b, "after", f'<scenarios><scenario name="s" user="u"><inputCells r="B2" val="{CANARY}"/></scenario></scenarios>'
    ),
)
simple(
    "header",
    "xlsx.header_footer",
    lambda b: setattr(b, "after", f"<headerFooter><oddHeader>&amp;C{CANARY}</oddHeader></headerFooter>"),
)
simple(
    "first_footer",
    "xlsx.header_footer",
    lambda b: setattr(b, "after", f"<headerFooter><firstFooter>&amp;L{CANARY}</firstFooter></headerFooter>"),
)
simple(
    "link_tip",
    "xlsx.link_tip",
    lambda b: setattr(b, "after", f'<hyperlinks><hyperlink ref="A1" location="A2" tooltip="{CANARY}"/></hyperlinks>'),
)
simple(
    "condition_text",
    "xlsx.condition_text",
    lambda b: setattr(
        b,
        "after",
        f'<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1="{CANARY}"</formula></cfRule></conditionalFormatting>',
    ),
)
simple(
    "filter_view",
    "xlsx.custom_view",
    lambda b: setattr(
        b,
        "after",
        f'<customSheetViews><customSheetView guid="{{1}}"><autoFilter ref="A1"><filterColumn><filters><filter val="{CANARY}"/></filters></filterColumn></autoFilter></customSheetView></customSheetViews>',
    ),
)


@channel("xlsx.hiding_condition")
def hiding_condition(book):
    book.add_row("备注", f"={CANARY}")
    book.names = f'<definedName name="w" comment="{CANARY}">公开表!$A$1</definedName>'
    book.rows.pop()
    book.after = '<conditionalFormatting sqref="A1:A9"><cfRule type="expression" dxfId="0"><formula>1</formula></cfRule></conditionalFormatting>'


@channel("ooxml.orphan")
def orphan_part(book):
    book.part("xl/worksheets/sheet8.xml", f'<worksheet xmlns="{MAIN}">{CANARY}</worksheet>')


@channel("xlsx.orphan_string")
def orphan_string(book):
    book.strings.append(CANARY)


@channel("ooxml.xml_comment")
def xml_comment(book):
    book.after = f"<!-- {CANARY} -->"


@channel("xlsx.saved_path")
def saved_path(book):
    book.workbook_extra = f'<x:absPath xmlns:x="urn:x15ac" url="C:\\Users\\{CANARY}\\"/>'


@channel("xlsx.user_name")
def user_name(book):
    book.workbook_extra = f'<fileSharing userName="{CANARY}"/>'


@channel("ooxml.local_link")
def local_link(book):
    book.link(SHEET, "hyperlink", f"file:///C:/Users/{CANARY}/a.xlsx", external=True)


@channel("ooxml.web_link")
def web_link(book):
    book.link(SHEET, "hyperlink", f"https://example.gov.cn/{CANARY}", external=True)


@channel("ooxml.external")
def linked_picture(book):
    book.link(SHEET, "image", f"http://tracker.example/{CANARY}.png", external=True)


@channel("xlsx.formula_text")
def formula_text(book):
    formula = f'<c r="F2" t="str"><f>IF(1,"显示","{CANARY}")</f><v>显示</v></c>'
    book.placed.append(("F2", formula, 0))


@channel("xlsx.formula_hidden_source")
def formula_hidden(book):
    book.add_sheet("底表")
    book.placed.append(("F2", '<c r="F2" t="str"><f>底表!A1</f><v>显示</v></c>', 0))


simple("bytes_before", "zip.bytes_before", lambda b: setattr(b, "before", CANARY.encode()))
simple("bytes_after", "zip.bytes_after", lambda b: setattr(b, "behind", CANARY.encode()))
simple("zip_comment", "zip.comment", lambda b: setattr(b, "comment", CANARY.encode()))
