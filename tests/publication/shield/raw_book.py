# ruff: noqa: E501 - markup reads best in one line
"""Workbooks written part by part, the way Excel, WPS and report libraries write them."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

CANARY = "Kestrel7Q9ZX"
NUMBER = 739264815037
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BASE = [["项目", "金额", "日期"], ["道路维修", 1200, 45000], ["桥梁养护", 3400.5, 45100], ["合计", 4600.5, None]]
WHITE, HIDING, TINY, BOLD, THEME_WHITE, SAME_FILL, QUOTED, STARS, INDEXED = range(2, 11)
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode=";;;"/>
<numFmt numFmtId="165" formatCode="&quot;&quot;;&quot;&quot;;&quot;&quot;;&quot;&quot;"/>
<numFmt numFmtId="166" formatCode="&quot;***&quot;;&quot;***&quot;;&quot;***&quot;;&quot;***&quot;"/></numFmts>
<fonts count="7"><font><sz val="11"/><color theme="1"/><name val="宋体"/></font>
<font><sz val="11"/><color rgb="FFFFFFFF"/><name val="宋体"/></font><font><sz val="1"/><name val="宋体"/></font>
<font><b/><sz val="11"/><name val="宋体"/></font><font><sz val="11"/><color theme="0"/><name val="宋体"/></font>
<font><sz val="11"/><color rgb="FF00B050"/><name val="宋体"/></font>
<font><sz val="11"/><color indexed="9"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="11"><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="14" fontId="0" fillId="0"/>
<xf numFmtId="0" fontId="1" fillId="0"/><xf numFmtId="164" fontId="0" fillId="0"/><xf numFmtId="0" fontId="2" fillId="0"/>
<xf numFmtId="0" fontId="3" fillId="0"/><xf numFmtId="0" fontId="4" fillId="0"/><xf numFmtId="0" fontId="5" fillId="2"/>
<xf numFmtId="165" fontId="0" fillId="0"/><xf numFmtId="166" fontId="0" fillId="0"/><xf numFmtId="0" fontId="6" fillId="0"/>
</cellXfs><dxfs count="1"><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>"""
PREFIXED = re.compile(r"xl/(workbook|styles|sharedStrings|worksheets/.*|comments\d|tables/.*)\.?(xml)?$")


class RawBook:
    """Parts and relationships of a workbook with one visible sheet; channels add to it."""

    def __init__(self, producer):
        self.producer = producer
        self.parts = {}
        self.links = {"": [], "xl/workbook.xml": []}
        self.types = {}
        self.strings = []
        self.rows = [
            [(value, 1 if index == 2 and number else 0) for index, value in enumerate(row)]
            for number, row in enumerate(BASE)
        ]
        self.row_attributes = {}
        self.placed = []
        self.columns = ""
        self.shape = ""
        self.after = ""
        self.sheets = []
        self.names = ""
        self.workbook_extra = ""
        self.before = self.behind = self.comment = b""

    def add_row(self, *values, attributes="", style=0):
        self.rows.append([(value, style) for value in values])
        self.row_attributes[len(self.rows)] = attributes
        return len(self.rows)

    def add_sheet(self, name, text=CANARY, state="hidden"):
        part = f"xl/worksheets/sheet{len(self.sheets) + 2}.xml"
        self.part(
            part,
            f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{self.cell("A1", text, 0)}</row></sheetData></worksheet>',
        )
        self.sheets.append((name, state, self.link("xl/workbook.xml", "worksheet", part)))

    def part(self, name, content, kind=None):
        self.parts[name] = content
        if kind:
            self.types[name] = kind

    def link(self, source, kind, target, *, external=False):
        rows = self.links.setdefault(source, [])
        rows.append((f"rId{len(rows) + 1}", kind, target, external))
        return rows[-1][0]

    def cell(self, place, value, style):
        if value is None:
            return ""
        if isinstance(value, (int, float)):
            return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
        if value.startswith("<c "):
            return value
        if value.startswith("<"):
            return f'<c r="{place}" s="{style}" t="inlineStr"><is>{value}</is></c>'
        if self.producer == "library":
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        if value not in self.strings:
            self.strings.append(value)
        return f'<c r="{place}" s="{style}" t="s"><v>{self.strings.index(value)}</v></c>'

    def made(self):
        self._sheet()
        self._workbook()
        self._properties()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", self._types())
            for source, rows in self.links.items():
                folder, _, base = source.rpartition("/")
                archive.writestr(f"{folder}/_rels/{base}.rels".lstrip("/"), _relations(rows))
            for name, content in self.parts.items():
                text = content
                if self.producer == "library" and isinstance(content, str) and PREFIXED.match(name):
                    text = re.sub(r"<(/?)([A-Za-z]\w*)(?=[\s>/])", r"<\1x:\2", content).replace(
                        f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"'
                    )
                archive.writestr(name, text)
            archive.comment = self.comment
        return self.before + out.getvalue() + self.behind

    def _sheet(self):
        rows = ""
        for number, row in enumerate(self.rows, 1):
            cells = "".join(self.cell(f"{'ABCDEFGH'[n]}{number}", value, style) for n, (value, style) in enumerate(row))
            cells += "".join(
                self.cell(place, value, style) for place, value, style in self.placed if place[1:] == str(number)
            )
            rows += f'<row r="{number}" {self.row_attributes.get(number, "")}>{cells}</row>'
        for place, value, style in self.placed:
            number = int(re.sub(r"\D", "", place))
            if number > len(self.rows) or not place[1:].isdigit():
                rows += f'<row r="{number}">{self.cell(place, value, style)}</row>'
        start = f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{self.shape}{self.columns}<sheetData>'
        self.part("xl/worksheets/sheet1.xml", f"{start}{rows}</sheetData>{self.after}</worksheet>")

    def _workbook(self):
        first = self.link("xl/workbook.xml", "worksheet", "xl/worksheets/sheet1.xml")
        self.link("xl/workbook.xml", "styles", "xl/styles.xml")
        self.part("xl/styles.xml", STYLES)
        if self.strings:
            self.link("xl/workbook.xml", "sharedStrings", "xl/sharedStrings.xml")
            rows = "".join(
                text if text.startswith("<si>") else f"<si><t>{escape(text)}</t></si>" for text in self.strings
            )
            self.part("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{rows}</sst>')
        listed = [("公开表", "visible", first), *self.sheets]
        rows = "".join(
            f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="{link}"/>'
            for n, (name, state, link) in enumerate(listed, 1)
        )
        names = f"<definedNames>{self.names}</definedNames>" if self.names else ""
        extra = self.workbook_extra
        if self.producer == "excel":
            extra += (
                '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15">'
                '<x15ac:absPath url="D:\\公开\\" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/>'
                "</mc:Choice></mc:AlternateContent>"
            )
        self.part(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{extra}<sheets>{rows}</sheets>{names}</workbook>',
        )
        self.link("", "officeDocument", "xl/workbook.xml")

    def _properties(self):
        if self.producer == "library":
            return
        self.link("", "extended-properties", "docProps/app.xml")
        self.part(
            "docProps/app.xml", '<Properties xmlns="urn:app"><Application>Microsoft Excel</Application></Properties>'
        )
        if "docProps/core.xml" not in self.parts:
            core = '<p:coreProperties xmlns:p="urn:core" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>办公室</dc:creator>'
            self.part("docProps/core.xml", f"{core}</p:coreProperties>")
            self.link("", "core-properties", "docProps/core.xml")
        if self.producer == "wps" and "docProps/custom.xml" not in self.parts:
            custom = '<Properties xmlns="urn:custom"><property name="KSOProductBuildVer"><v>2052-12.1.0</v></property></Properties>'
            self.part("docProps/custom.xml", custom)
            self.link("", "custom-properties", "docProps/custom.xml")

    def _types(self):
        rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.types.items())
        kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        rows += f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        for name in self.parts:
            if name.startswith("xl/worksheets/"):
                rows += f'<Override PartName="/{name}" ContentType="{kinds}.worksheet+xml"/>'
        for name, kind in (("styles", "styles"), ("sharedStrings", "sharedStrings")):
            rows += f'<Override PartName="/xl/{name}.xml" ContentType="{kinds}.{kind}+xml"/>'
        defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        defaults += '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/>'
        defaults += '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        defaults += '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        return f'<Types xmlns="{PACKAGE}/content-types">{defaults}{rows}</Types>'


def _relations(rows):
    listed = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target if external else "/" + target}"'
        + (' TargetMode="External"/>' if external else "/>")
        for name, kind, target, external in rows
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
