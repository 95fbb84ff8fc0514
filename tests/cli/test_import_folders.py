"""Folders of Word documents and of an old site's pages."""

import io
import json
from datetime import date

import pytest
from docx import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

from cast import make_cast
from commands import run
from gongkai.base import files
from gongkai.cli.imports.documents.lines import last_day
from gongkai.cli.imports.documents.pages import decoded
from gongkai.publication.models import Document, Draft, DraftFile, PublicFile

pytestmark = pytest.mark.django_db
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>关于低保的公告_测试区政府</title>
<meta name="ArticleTitle" content="关于低保的公告"><meta name="PubDate" content="2020-03-05 09:30">
<meta name="ContentSource" content="测试区民政局"></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a></div>
<div id="{name}"><p>现将有关事项公告如下。</p><p>测民〔2020〕9号文件同时废止，请各单位遵照执行，并做好宣传解释工作。</p>
<script>alert(1)</script><p>2020年3月2日</p></div>
<div class="footer">备案号 <a href="/b">网站地图</a></div></body></html>"""


@pytest.fixture
def cast():
    return make_cast()


def imported(path, *options):
    status, out, err = run("import", "documents", str(path), "--json", *options)
    assert out, err
    return status, json.loads(out)


def centred(word, text):
    word.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER


def word_file(path, *, title=True, picture=False, day="2020年3月2日"):
    word = Word()
    if title:
        centred(word, "测试区民政局文件")
        centred(word, "测民〔2020〕12号")
        centred(word, "测试区民政局")
        centred(word, "关于调整低保标准的通知")
    word.add_paragraph("各乡镇人民政府：根据测政〔2019〕5号文件，现将有关事项通知如下。")
    if picture:
        kept = io.BytesIO()
        Image.new("RGB", (40, 30), "red").save(kept, "PNG")
        word.add_picture(kept)
    if day:
        word.add_paragraph(day).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    path.parent.mkdir(parents=True, exist_ok=True)
    word.save(path)


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("", "gb18030")])
@pytest.mark.parametrize("name", ["zoom", "no-usual-name"])
def test_the_body_of_a_page_without_its_navigation_and_scripts(cast, tmp_path, charset, encoding, name):
    folder = tmp_path / "old" / "D" / "2020"
    folder.mkdir(parents=True)
    (folder / "t1.html").write_bytes(PAGE.format(charset=charset, name=name).encode(encoding))
    status, answer = imported(tmp_path / "old", "--publish")
    document = Document.objects.get()

    assert (status, answer["errors"]) == (0, [])
    assert (document.title, document.source, document.agency.code) == ("关于低保的公告", "测试区民政局", "D")
    assert (document.made_on, document.published_on) == (date(2020, 3, 2), date(2020, 3, 5))
    assert (document.source_id, document.document_number) == ("D/2020/t1.html", "")
    assert "现将有关事项公告如下" in document.body.html
    assert not any(word in document.body.html for word in ("首页", "备案号", "alert"))
    assert imported(tmp_path / "old", "--publish")[1]["unchanged"] == 1


def test_a_page_without_the_metas_has_its_heading_and_the_manifest_gives_the_rest(cast, tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "a.htm").write_text(
        "<html><body><h1>标题甲</h1><div>" + "<p>正文一段。</p>" * 9 + "</div></body></html>", "utf-8"
    )
    status, answer = imported(folder, "--agency", "D")
    assert status == 2
    assert [error["column"] for error in answer["errors"]] == ["成文日期"]
    assert answer["errors"][0]["message"].startswith("a.htm：")
    (folder / "metadata.csv").write_text(
        "file,成文日期,published_on,来源编号\na.htm,2020-03-01,2020-03-02,旧1\n", "utf-8"
    )
    assert imported(folder, "--agency", "D")[0] == 0

    document = Document.objects.get()
    assert (document.title, document.source_id, document.standing) == ("标题甲", "旧1", "on_record")


def test_a_manifest_that_names_a_file_that_is_not_there_is_refused(cast, tmp_path):
    word_file(tmp_path / "w" / "a.docx")
    (tmp_path / "w" / "metadata.csv").write_text("file,标题\nb.docx,甲\n", "utf-8")

    assert "b.docx" in imported(tmp_path / "w", "--agency", "D")[1]["error"]["message"]


def test_a_word_document_tells_title_number_and_day(cast, tmp_path):
    word_file(tmp_path / "w" / "D" / "通知.docx")
    status, answer = imported(tmp_path / "w", "--publish")
    document = Document.objects.get()

    assert (status, answer["errors"]) == (0, [])
    assert document.title == "测试区民政局关于调整低保标准的通知"
    assert (document.document_number, document.made_on) == ("测民〔2020〕12号", date(2020, 3, 2))
    assert "现将有关事项通知如下" in document.body.html
    assert "关于调整低保标准的通知" not in document.body.html


def test_a_word_document_without_a_title_goes_by_its_name(cast, tmp_path):
    word_file(tmp_path / "w" / "关于放假的通知.docx", title=False, day="二〇二〇年十二月三十一日")
    imported(tmp_path / "w", "--publish", "--agency", "D")

    assert Document.objects.get().title == "关于放假的通知"
    assert Document.objects.get().made_on == date(2020, 12, 31)


def test_pictures_go_through_the_shield_and_become_files_of_the_document(cast, tmp_path):
    word_file(tmp_path / "w" / "a.docx", picture=True)
    status, answer = imported(tmp_path / "w", "--publish", "--agency", "D")
    file = PublicFile.objects.get()

    assert (status, answer["errors"]) == (0, [])
    assert f"attachment:{file.digest}" in Document.objects.get().body.html
    assert files.get(file.digest)
    assert run("catalogue", "verify")[0] == 0


def test_pictures_of_a_draft_are_files_of_the_draft(cast, tmp_path):
    word_file(tmp_path / "w" / "a.docx", picture=True)
    imported(tmp_path / "w", "--agency", "D")
    file = DraftFile.objects.get()

    assert file.draft == Draft.objects.get()
    assert f"attachment:{file.rebuilt_digest}" in file.draft.versions.get().content["body"]


def test_what_is_no_word_document_is_a_row_error(cast, tmp_path):
    word_file(tmp_path / "w" / "a.docx")
    (tmp_path / "w" / "b.docx").write_bytes(b"no document")
    status, answer = imported(tmp_path / "w", "--publish", "--agency", "D")

    assert status == 2
    assert [error["line"] for error in answer["errors"]] == [2]
    assert answer["errors"][0]["message"].startswith("b.docx：")
    assert not Document.objects.exists()


def test_two_sorts_in_one_folder_and_an_empty_one_are_refused(cast, tmp_path):
    (tmp_path / "w").mkdir()
    assert imported(tmp_path / "w")[1]["error"]["code"] == "empty_file"
    word_file(tmp_path / "w" / "a.docx")
    (tmp_path / "w" / "a.html").write_text("<p>甲</p>", "utf-8")
    assert imported(tmp_path / "w")[1]["error"]["code"] == "mixed_folder"


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["正文", "2020年3月2日"], "2020-03-02"),
        (["正文", "二〇二〇年三月二十一日"], "2020-03-21"),
        (["正文", "二○二○年十月十日"], "2020-10-10"),
        (["正文", "（ 2020 年 3 月 2 日 ）", "联系人：某"], "2020-03-02"),
        (["正文", "2020年13月2日"], ""),
        (["自2020年3月2日起施行"], ""),
    ],
)
def test_the_day_at_the_end_of_a_document(lines, day):
    assert last_day(lines) == day


def test_a_wrong_declaration_does_not_spoil_a_page():
    assert "低保" in decoded('<meta charset="gb2312">低保'.encode())
    assert "低保" in decoded('<meta charset="utf-8">低保'.encode("gb18030"))
