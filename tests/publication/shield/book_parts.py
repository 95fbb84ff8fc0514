# ruff: noqa: E501 - markup reads best in one line
"""The channels of a workbook that are a part of their own: caches, links, drawings, properties."""

from publication.shield.book_channels import CHANNELS, SHEET, simple
from publication.shield.raw_book import CANARY, MAIN, NUMBER

__all__ = ["CHANNELS"]
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def lone(name, kind, part, content, link_kind, source="xl/workbook.xml"):
    def act(book):
        book.part(part, content)
        book.link(source, link_kind, part)

    simple(name, kind, act)


lone("pivot_cache", "xlsx.pivot_cache", "xl/pivotCache/pivotCacheDefinition1.xml",
     f'<pivotCacheDefinition xmlns="{MAIN}"><sharedItems><s v="{CANARY}"/></sharedItems></pivotCacheDefinition>', "pivotCacheDefinition")  # fmt: skip
lone("pivot_records", "xlsx.pivot_cache", "xl/pivotCache/pivotCacheRecords1.xml",
     f'<pivotCacheRecords xmlns="{MAIN}"><r><s v="{CANARY}"/></r></pivotCacheRecords>', "pivotCacheRecords")  # fmt: skip
lone(
    "slicer_cache", "xlsx.slicer", "xl/slicerCaches/slicerCache1.xml", f'<s xmlns="urn:s" n="{CANARY}"/>', "slicerCache"
)
lone("external_link", "xlsx.external_cache", "xl/externalLinks/externalLink1.xml",
     f'<externalLink xmlns="{MAIN}"><externalBook><v>{CANARY}</v></externalBook></externalLink>', "externalLink")  # fmt: skip
lone("data_model", "xlsx.data_model", "xl/model/item.data", CANARY.encode("utf-16-le"), "powerPivotData")
lone(
    "connection",
    "xlsx.connection",
    "xl/connections.xml",
    f'<connections xmlns="{MAIN}"><c p="{CANARY}"/></connections>',
    "connections",
)
lone(
    "query_table",
    "xlsx.query_table",
    "xl/queryTables/queryTable1.xml",
    f'<q xmlns="{MAIN}" name="{CANARY}"/>',
    "queryTable",
    SHEET,
)
lone("macro", "ooxml.macro", "xl/vbaProject.bin", f"Attribute {CANARY}".encode(), "vbaProject")
lone("macro_sheet", "ooxml.macro", "xl/macrosheets/sheet1.xml", f'<m xmlns="{MAIN}">{CANARY}</m>', "xlMacrosheet")
lone("embedded", "ooxml.embedded", "xl/embeddings/oleObject1.bin", f"..{CANARY}..".encode(), "oleObject", SHEET)
lone("embedded_book", "ooxml.embedded", "xl/embeddings/Microsoft_Excel_Sheet1.xlsx", CANARY.encode(), "package", SHEET)
lone("activex", "ooxml.activex", "xl/activeX/activeX1.bin", CANARY.encode("utf-16-le"), "control", SHEET)
lone("orphan_sheet", "xlsx.orphan_sheet", "xl/worksheets/sheet9.xml",
     f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>{CANARY}</v></c></row></sheetData></worksheet>', "worksheet")  # fmt: skip
lone(
    "revision_log",
    "xlsx.revisions",
    "xl/revisions/revisionLog1.xml",
    f'<r xmlns="{MAIN}" n="{CANARY}"/>',
    "revisionLog",
)
lone("user_names", "xlsx.revisions", "xl/revisions/userNames.xml", f'<users xmlns="{MAIN}" n="{CANARY}"/>', "usernames")
lone("xml_map", "xlsx.xml_map", "xl/xmlMaps.xml", f'<MapInfo xmlns="{MAIN}" n="{CANARY}"/>', "xmlMaps")
lone("rich_data", "xlsx.rich_data", "xl/richData/rdrichvalue.xml", f'<rv xmlns="urn:r">{CANARY}</rv>', "rdRichValue")
lone(
    "web_extension",
    "xlsx.unknown_part",
    "xl/webextensions/webextension1.xml",
    f'<w xmlns="urn:w" p="{CANARY}"/>',
    "webextension",
)
lone("unknown_part", "xlsx.unknown_part", "xl/secret/notes.txt", CANARY, "notes")
lone(
    "custom_property",
    "xlsx.custom_sheet_data",
    "xl/customProperty1.bin",
    CANARY.encode("utf-16-le"),
    "customProperty",
    SHEET,
)
lone(
    "printer",
    "ooxml.printer_settings",
    "xl/printerSettings/printerSettings1.bin",
    CANARY.encode("utf-16-le"),
    "printerSettings",
    SHEET,
)
lone(
    "thumbnail",
    "ooxml.thumbnail",
    "docProps/thumbnail.jpeg",
    b"\xff\xd8\xff" + CANARY.encode() + b"\xff\xd9",
    "thumbnail",
    "",
)
lone("custom_xml", "ooxml.custom_xml", "customXml/item1.xml", f"<data>{CANARY}</data>", "customXml")
lone("custom_properties", "ooxml.custom_properties", "docProps/custom.xml",
     f'<Properties xmlns="urn:c"><property name="编号"><v>{CANARY}</v></property></Properties>', "custom-properties", "")  # fmt: skip
lone(
    "core_keywords",
    "ooxml.described",
    "docProps/core.xml",
    f'<p xmlns="urn:c"><keywords>{CANARY}</keywords></p>',
    "core-properties",
    "",
)
lone(
    "core_description",
    "ooxml.described",
    "docProps/core.xml",
    f'<p xmlns="urn:c"><description>{CANARY}</description></p>',
    "core-properties",
    "",
)
lone(
    "core_creator",
    "ooxml.properties",
    "docProps/core.xml",
    f'<p xmlns="urn:c"><creator>{CANARY}</creator></p>',
    "core-properties",
    "",
)
lone("chart_cache", "xlsx.chart_cache", "xl/charts/chart1.xml",
     f'<c:chartSpace xmlns:c="{DRAWING}/chart"><c:strCache><c:pt><c:v>{CANARY}</c:v></c:pt></c:strCache></c:chartSpace>', "chart")  # fmt: skip
lone("chart_numbers", "xlsx.chart_cache", "xl/charts/chart1.xml",
     f'<c:chartSpace xmlns:c="{DRAWING}/chart"><c:numCache><c:pt><c:v>{NUMBER}</c:v></c:pt></c:numCache></c:chartSpace>', "chart")  # fmt: skip
lone("hidden_shape", "xlsx.hidden_shape", "xl/drawings/drawing1.xml",
     f'<d xmlns:a="urn:a"><a:cNvPr id="1" name="n" hidden="1"/><a:txBody>{CANARY}</a:txBody></d>', "drawing", SHEET)  # fmt: skip
lone(
    "text_box",
    "xlsx.shape",
    "xl/drawings/drawing1.xml",
    f'<d xmlns:a="urn:a"><a:txBody>{CANARY}</a:txBody></d>',
    "drawing",
    SHEET,
)
lone(
    "alt_text",
    "xlsx.alt_text",
    "xl/drawings/drawing1.xml",
    f'<d xmlns:a="urn:a"><a:cNvPr name="n" descr="{CANARY}"/></d>',
    "drawing",
    SHEET,
)
lone(
    "vml_text",
    "xlsx.shape",
    "xl/drawings/vmlDrawing1.vml",
    f'<xml xmlns:v="urn:v"><v:textbox>{CANARY}</v:textbox></xml>',
    "vmlDrawing",
    SHEET,
)
lone(
    "table_comment",
    "xlsx.table_text",
    "xl/tables/table1.xml",
    f'<table xmlns="{MAIN}" comment="{CANARY}"/>',
    "table",
    SHEET,
)
lone("table_columns", "xlsx.table_text", "xl/tables/table1.xml",
     f'<table xmlns="{MAIN}"><tableColumns><tableColumn name="{CANARY}"/></tableColumns></table>', "table", SHEET)  # fmt: skip
