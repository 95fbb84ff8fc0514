"""What is no report is refused with one sentence."""

import contextlib
import io
import time
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from published_samples import Sample

from gongkai.annual.published import NotAReport, read_file
from gongkai.annual.published.reader import read_report_bytes


def image(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, kind)
    return buffer.getvalue()


def archive(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def sheet():
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def pdf_bomb():
    packed = zlib.compress(b"0" * 300_000_000)
    return b"%PDF-1.4\n1 0 obj<</Length 1/Filter/FlateDecode>>stream\n" + packed + b"\nendstream endobj"


OTHER_PAGE = "<html><body><h1>今日新闻</h1><table><tr><td>甲</td><td>1</td></tr></table></body></html>"
REFUSED = {
    "空": (b"", "空文件"),
    "空白": (b" \r\n\t\xef\xbb\xbf", "空文件"),
    "图片png": (image("PNG"), "图片"),
    "图片jpg": (image("JPEG"), "图片"),
    "图片bmp": (image("BMP"), "图片"),
    "图片webp": (image("WEBP"), "图片"),
    "旧表": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版Office"),
    "表格": (sheet(), "电子表格"),
    "压缩包": (archive(a="1"), "不是Word"),
    "坏压缩包": (b"PK\x03\x04" + bytes(50), "损坏"),
    "解压炸弹": (archive(word__document_xml=b"0" * 60_000_000), "50MB"),
    "空Word": (archive(word__document_xml=b"<a/>"), "找不到"),
    "坏Word": (archive(word__document_xml=b"<a"), "损坏"),
    "坏PDF": (b"%PDF-1.7\n" + bytes(500), "损坏|没有文字"),
    "PDF炸弹": (pdf_bomb(), "过大"),
    "别的网页": (OTHER_PAGE.encode(), "找不到"),
    "年报列表": (
        "<ul><li>青山市2020年政府信息公开工作年度报告</li><li>青山市2021年政府信息公开工作年度报告</li></ul>".encode(),
        "找不到",
    ),
    "一行": (b"a" * 1_000_000, "找不到"),
    "多层": (b"<div>" * 200_000, "找不到|损坏"),
    "多层表": (b"<table><tr><td>" * 20_000, "找不到|损坏"),
    "行数过多": (b"1\t2\n" * 1_000_000, "过长"),
    "标签过多": (b"<p>" * 1_000_000, "过长"),
    "太大": (b"<p>1</p>" * 4_000_000, "30MB"),
    "实体炸弹": (
        archive(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
        "找不到|损坏",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence_that_says_why(name):
    content, reason = REFUSED[name]
    began = time.monotonic()
    with pytest.raises(NotAReport, match=reason) as caught:
        read_report_bytes(name, content)
    assert time.monotonic() - began < 10
    assert str(caught.value).startswith(f"“{name}”")
    assert "\n" not in str(caught.value)


def test_a_pdf_with_a_password_is_refused():
    parts = [b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"]
    content, table = b"%PDF-1.4\n", b"xref\n0 3\n0000000000 65535 f \n"
    for part in parts:
        table += b"%010d 00000 n \n" % len(content)
        content += part
    keys = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">>>/ID[<00><00>]"
    trailer = b"trailer<</Size 3/Root 1 0 R" + keys + b">>\nstartxref\n%d\n%%%%EOF" % len(content)
    with pytest.raises(NotAReport, match="密码"):
        read_report_bytes("密.pdf", content + table + trailer)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_cut_off_file_is_refused_or_read_but_never_breaks(share, kind):
    content = getattr(Sample("2019"), kind)()
    with contextlib.suppress(NotAReport):
        read_report_bytes("年报", content[: int(len(content) * share)])


def test_a_path_that_cannot_be_read_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "没有.pdf", Path("/dev/null/没有")):
        with pytest.raises(NotAReport, match=r"打不开|不是文件"):
            read_file(path)


def test_the_name_of_a_file_does_not_decide_what_it_is(tmp_path):
    path = tmp_path / "年报.pdf"
    path.write_text(Sample("2019").html(), "utf-8")
    assert read_file(path).form.key == "2019"
