# ruff: noqa: E501 - the code of the files under test reads best unbroken
"""Ordinary documents of several makers, into which the fixtures of battery H put one canary each."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import docx
import pptx
import weasyprint
from PIL import Image
from pptx.util import Inches

SECRET = "ZYPHERQUOKKA"
"""Letters that appear nowhere else and are no personal data."""
SEEN = "关于公开办事指南的通知"
HTML = """<html lang=zh><style>@page{size:A4}body{font-family:'Noto Serif CJK SC'}th{background:#123456;color:#fff;font-weight:bold}
</style><h1>%s</h1><p>各处室：现将有关事项通知如下。见 <a href="https://www.gov.cn/">中国政府网</a>。</p>
<table border=1><tr><th>事项</th><th>时限</th></tr><tr><td>受理</td><td>5个工作日</td></tr></table>%s</html>"""


def html(body=""):
    return HTML % (SEEN, body)


@cache
def paper(body=""):
    return weasyprint.HTML(string=html(body)).write_pdf()


def picture(words="", size=(320, 200)):
    image = Image.new("RGB", size, "#88aacc")
    image.paste("#cc8844", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@cache
def letter():
    made = docx.Document()
    made.add_heading(SEEN, 1)
    made.add_paragraph("各处室：现将有关事项通知如下。")
    made.add_paragraph("第一项", style="List Number")
    made.add_paragraph("第二项", style="List Bullet")
    table = made.add_table(3, 3, "Table Grid")
    for at, cell in enumerate(table._cells):
        cell.text = f"格{at}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    made.add_picture(io.BytesIO(picture()), width=Inches(2))
    made.add_paragraph("特此通知。")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def deck():
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = SEEN
    slide.placeholders[1].text = "受理\n办结"
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "第二张"
    grid = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    grid.cell(0, 0).text, grid.cell(1, 1).text = "事项", "时限"
    second.shapes.add_picture(io.BytesIO(picture()), Inches(1), Inches(4), Inches(2))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def by_office(content, suffix, target):
    """The file saved again by LibreOffice, or None where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"in.{suffix}").write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            f"{folder}/out",
            f"{folder}/in.{suffix}",
        ]
        subprocess.run(command, check=False, capture_output=True, timeout=120)
        made = Path(folder) / "out" / f"in.{target}"
        return made.read_bytes() if made.exists() else None  # Impress may be missing


class Parts(dict):
    """The parts of a zip by name, to be edited and packed again."""

    def __init__(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            super().__init__({name: source.read(name) for name in source.namelist()})

    def packed(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for name, content in self.items():
                made.writestr(name, content)
        return out.getvalue()

    def put(self, name, old, new):
        """Replace the first place of some text; it must be there."""
        text = self[name].decode("utf-8")
        assert old in text, (name, old)
        self[name] = text.replace(old, new, 1).encode("utf-8")

    def relate(self, source, kind, target, name="rIdX1", *, external=False):
        """Add a relationship to a part's list."""
        folder, _, base = source.rpartition("/")
        path = f"{folder}/_rels/{base}.rels".lstrip("/")
        kind = kind if "://" in kind else f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        mode = ' TargetMode="External"' if external else ""
        row = f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>'
        if path not in self:
            self[path] = (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
            )
        self.put(path, "</Relationships>", row + "</Relationships>")

    def declare(self, name, media):
        """Name the type of a part."""
        self.put("[Content_Types].xml", "</Types>", f'<Override PartName="/{name}" ContentType="{media}"/></Types>')
