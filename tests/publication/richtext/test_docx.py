"""Word documents become bodies an office recognises as its own."""

import hashlib
import shutil
import subprocess
import sys

import pytest
import word_files

from gongkai.publication.richtext.docx import NotADocument, from_docx
from gongkai.publication.richtext.docx_numbering import formatted
from gongkai.publication.richtext.sanitise import sanitise


def imported(document):
    return from_docx(word_files.saved(document))


def test_a_notice_keeps_its_title_headings_table_and_signature():
    found = imported(word_files.notice())

    assert found.html.startswith(
        '<h2 class="align-center">关于做好政府信息公开工作的通知</h2><p>各县（市、区）人民政府：</p>'
    )
    assert "<h2>一、总体要求</h2><h3>（一）工作目标</h3>" in found.html
    assert "<p>坚持<strong>公开为常态</strong>、不公开为例外。㛃𬮿</p>" in found.html
    assert '<thead><tr><th colspan="2">合并的表头</th><th></th></tr></thead>' in found.html
    assert '<td rowspan="2">两行</td><td></td><td></td></tr><tr><td></td><td>末</td></tr>' in found.html
    assert '<p class="align-right">某某县人民政府</p><p class="align-right">2026年1月5日</p>' in found.html
    assert sanitise(found.html) == found.html
    assert found.notes == ["按“一、”“（一）”识别了2个小标题，请核对。"]


def test_pictures_are_named_by_digest():
    found = imported(word_files.notice())
    content = word_files.png()
    digest = hashlib.sha256(content).hexdigest()

    assert found.images == {digest: (content, "image/png")}
    assert f'<img src="attachment:{digest}" alt=""' in found.html


def test_changes_are_accepted_and_hidden_things_left_out_and_said():
    found = imported(word_files.changed())

    assert found.html == "<p>保留新增</p><p>外</p><p>框内文字</p>"
    assert [note[:7] for note in found.notes] == [
        "文档有修订，修",
        "文档有隐藏文字",
        "文档有批注，未",
        "文档有文本框，",
    ]


def test_the_numbers_of_lists_are_written_out():
    kinds = (("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))

    assert imported(word_files.numbered(*kinds)).html == (
        "<p>一、事项。</p><p>二、事项。</p><p>（一）事项。</p><p>1.事项。</p><p>三、事项。</p>"
    )


def test_bullets_become_a_list():
    assert (
        imported(word_files.numbered(("bullet", "l"))).html == "<ul><li>事项。</li><li>事项。</li><li>事项。</li></ul>"
    )


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        *[(10, "chineseCounting", "十"), (12, "chineseCounting", "十二"), (20, "chineseCounting", "二十")],
        *[
            (101, "chineseCounting", "一百零一"),
            (110, "chineseCounting", "一百一十"),
            (1005, "chineseCounting", "一千零五"),
        ],
        *[(12, "ideographDigital", "一二"), (3, "decimalEnclosedCircle", "③"), (27, "lowerLetter", "aa")],
        *[(14, "upperRoman", "XIV"), (7, "decimalZero", "07"), (7, "unheardOf", "7")],
    ],
)
def test_numbers_are_shown_as_word_shows_them(number, kind, shown):
    assert formatted(number, kind) == shown


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0old", b"%PDF-1.7", "文字".encode()])
def test_what_is_no_word_document_is_refused_in_chinese(content):
    with pytest.raises(NotADocument, match="另存为"):
        from_docx(content)


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:h text:outline-level="1">第一章　总则</text:h>
<text:p>正文<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>注的内容</text:p></text:note-body></text:note>。</text:p>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row>
<table:table-cell table:number-columns-spanned="2"><text:p>合并</text:p></table:table-cell><table:covered-table-cell/>
</table:table-row><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell>
<text:p>乙</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document>"""


def test_a_document_of_libreoffice_with_a_footnote(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "a.fodt").write_text(FLAT, "utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "docx", "--outdir", tmp_path, tmp_path / "a.fodt"]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    found = from_docx((tmp_path / "a.docx").read_bytes())

    assert "<h2>第一章　总则</h2><p>正文<sup>〔1〕</sup>。</p>" in found.html
    assert '<td colspan="2">合并</td></tr><tr><td>甲</td><td>乙</td>' in found.html
    assert found.html.endswith("<p>〔1〕注的内容</p>")
    assert found.notes == ["文档有脚注，已移到正文末尾，请核对。"]


def test_the_import_needs_no_framework():
    script = "import sys; import gongkai.publication.richtext.docx; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
