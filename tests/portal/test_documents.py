"""The page of a document, what stands at the address of one no longer shown, its files and versions."""

import io
import json
import re
from html import unescape
from urllib.parse import quote

import pytest
from docx import Document as WordFile

from gongkai.base import files
from gongkai.publication.kinds import FileUse, Genre
from portal.conftest import NOW, SECRET, document, file_of, rules

pytestmark = pytest.mark.django_db


def test_the_head_tells_everything_the_document_is_filed_under(get, world):
    page = unescape(get("/p/rules/"))

    for text in (
        *("测政〔2020〕3号", "CSGF-2020-03", "2020-03-01", "2020-03-02 00:00", "2020-04-01", "2025-03-31"),
        *("综合政务\\政务公开", "测试区人民政府", "行政规范性文件", "主动公开", "公民", "停车 收费", "通知"),
    ):
        assert text in page
    assert "索引号" in page


def test_a_normative_document_has_anchors_contents_and_standard_text(get, world):
    page = get("/p/rules/")

    assert 'id="art-2"' in page
    assert 'href="#ch-2"' in page
    assert "/p/rules/wenben.docx" in page
    assert "/p/told/wenben.docx" not in get("/p/told/")


def test_interpretation_and_policy_name_each_other(get, world):
    assert "一图读懂停车办法" in get("/p/rules/")
    assert "测试区停车场管理办法" in get("/p/told/")
    assert "图解" in get("/jd/")
    assert "测政〔2020〕3号" in get("/jd/")
    assert "一图读懂" not in get("/jd/?form=video")
    assert "无法识别" in get("/jd/?form=nonsense")


def test_an_abolished_document_says_so_and_leads_to_its_successor(get, world):
    page = get("/p/old-rules/")

    assert "本文件已于2020年4月1日废止" in page
    assert "由测政〔2020〕3号废止" in page
    assert 'href="/p/rules/"' in page
    assert "repealed on 2020-04-01" in get("/en/p/old-rules/")


def test_what_was_merged_leads_to_what_it_became(client, world):
    response = client.get("/p/merged/")

    assert response.status_code == 301
    assert response["Location"] == "/p/rules/"


def test_what_was_withdrawn_says_when_and_why_and_nothing_else(client, get, world):
    page = get("/p/withdrawn/", 410)

    assert "2021-06-01" in page
    assert "含有不应公开的信息" in page
    assert SECRET not in page
    assert "误发" not in page


def test_nothing_of_what_was_withdrawn_or_only_recorded_can_be_had(client, world):
    digest = world.sheet.digest[:16]
    for one in ("withdrawn", "recorded"):
        for rest in (
            *("versions/", "versions/1/", "versions/compare?from=1&to=2", "qr.svg", "wenben.docx"),
            f"files/{digest}/x.pdf",
        ):
            assert client.get(f"/p/{one}/{rest}").status_code == 404, rest
    assert client.get("/p/recorded/").status_code == 404
    for url in (
        *("/", "/zfxxgk/", "/zfxxgk/fdzdgknr/", "/ss/?q=误发", "/ss/?q=旧平台", "/zt/topic/", "/ditu/", "/jg/G/"),
        *("/zfxxgk/mulu.csv", "/zfxxgk/fdzdgknr/feed.rss", "/zfxxgk/fdzdgknr/feed.json", "/zfxxgk/jg/G/fdzdgknr/"),
    ):
        response = client.get(url)
        content = b"".join(response) if response.streaming else response.content
        assert SECRET not in content.decode(), url


@pytest.mark.parametrize(
    ("public_id", "place"),
    [
        ("guide", "/zfxxgk/jg/G/zhinan/"),
        ("profile", "/jg/D/"),
        ("nothing-here", "/zfxxgk/jg/D/fdzdgknr/20-08/"),
        ("topic", "/zt/topic/"),
    ],
)
def test_a_structured_item_leads_to_the_page_that_lays_it_out(client, world, public_id, place):
    response = client.get(f"/p/{public_id}/")

    assert response.status_code == 302
    assert response["Location"] == place
    assert client.get(place).status_code == 200


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_hostile_text_is_only_text(get, cast):
    body = f"<p>正文</p><img src='javascript:alert(1)'><p onclick='x()'>{HOSTILE}</p>"
    document(cast.department, f"标题{HOSTILE}", public_id="x", body=body, keywords="</script><b>", source=HOSTILE)
    for url in ("/", "/p/x/", "/zfxxgk/fdzdgknr/", "/ss/?q=标题", "/en/p/x/", "/zfxxgk/jg/D/"):
        page = get(url)
        assert "<script>alert" not in page
        assert "onerror=alert(1)>" not in page.replace("&gt;", "")
        assert "<img src=x" not in page
        assert "onclick" not in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', get("/p/x/"), re.DOTALL)
    assert json.loads(found[1])["@graph"][0]["name"].startswith("标题<script>")


@pytest.mark.parametrize("words", ['<b>"x', "%00", "x" * 5000, "' OR 1=1", "🙂𠮷"])
def test_any_words_can_be_searched_for(get, world, words):
    assert "<b>&quot;" not in get(f"/ss/?q={quote(words)}").replace("&lt;b&gt;", "")


def test_a_file_is_sent_so_that_it_cannot_be_a_page(client, world):
    pdf = client.get(f"/p/rules/files/{world.sheet.digest[:16]}/备案表.pdf")
    sheet = client.get(f"/p/rules/files/{world.table.digest[:16]}/明细 表.xlsx")

    assert pdf.content == b"%PDF-1.4 test"
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"].startswith("inline")
    assert sheet["Content-Disposition"].startswith("attachment")
    assert "sandbox" in sheet["Content-Security-Policy"]
    for response in (pdf, sheet):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["ETag"]
        assert not response.cookies


@pytest.mark.parametrize("digest", ["0" * 16, "abc", "Z" * 16, "0" * 64])
def test_an_unknown_file_is_not_found(client, world, digest):
    assert client.get(f"/p/rules/files/{digest}/x.pdf").status_code == 404


def test_the_file_of_one_document_is_not_found_below_another(client, world):
    assert client.get(f"/p/told/files/{world.sheet.digest[:16]}/x.pdf").status_code == 404


def test_a_lost_file_is_told_calmly(client, get, world, settings):
    files._place(world.sheet.digest).unlink()

    assert "暂时无法读取" in get(f"/p/rules/files/{world.sheet.digest[:16]}/x.pdf", 503)


def test_a_picture_of_the_body_stands_at_its_address_and_a_foreign_one_nowhere(get, cast):
    picture = file_of(b"\x89PNG test", "图.png", "image/png", use=FileUse.IMAGE)
    body = f'<p>前</p><img src="attachment:{picture.digest}" alt="图"><img src="attachment:{"0" * 64}" alt="无">'
    document(cast.department, public_id="pictured", body=body, files=(picture,))
    page = get("/p/pictured/")

    assert f"/p/pictured/files/{picture.digest[:16]}/" in page
    assert "attachment:" not in page
    assert '<meta name="Image"' in page


def test_the_standard_text_can_be_had_as_word_and_pdf(client, world):
    word = client.get("/p/rules/wenben.docx")
    pdf = client.get("/p/rules/wenben.pdf")
    text = "\n".join(paragraph.text for paragraph in WordFile(io.BytesIO(word.content)).paragraphs)

    assert "测试区停车场管理办法" in text
    assert "第二条" in text
    assert pdf.content.startswith(b"%PDF")
    assert client.get("/p/rules/wenben.exe").status_code == 404
    assert client.get("/p/told/wenben.docx").status_code == 404


def test_every_version_is_kept_and_two_can_be_compared(get, world):
    listed = get("/p/rules/versions/")
    page = get("/p/rules/versions/compare?from=2&to=1")

    assert "第1版" in listed
    assert "第2版" in listed
    assert "<ins>特</ins>" in page
    assert "停车 收费" in page
    assert "已被后来的版本代替" in get("/p/rules/versions/1/")
    assert "没有差别" in get("/p/rules/versions/compare?from=1&to=1")


@pytest.mark.parametrize("query", ["", "?from=x&to=y", "?from=-1&to=²"])
def test_versions_that_cannot_be_read_are_taken_for_the_current_one(get, world, query):
    assert "没有差别" in get(f"/p/rules/versions/compare{query}")


def test_a_version_that_never_was_is_not_found(get, world):
    get("/p/rules/versions/9/", 404)
    get("/p/rules/versions/compare?from=1&to=9", 404)


def test_the_code_of_a_page_is_drawn_here(client, world):
    response = client.get("/p/rules/qr.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


def test_a_regulation_is_read_as_legislation_by_machines(get, cast):
    rules(cast.government, genre=Genre.REGULATION, now=NOW)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', get("/p/rules/"), re.DOTALL)
    things = json.loads(found[1])["@graph"]

    assert things[0]["@type"] == "Legislation"
    assert things[0]["legislationIdentifier"] == "测政〔2020〕3号"
    assert things[0]["legislationDate"] == "2020-03-01"
    assert things[0]["legislationLegalForce"] == "https://schema.org/InForce"
    assert things[1]["@type"] == "BreadcrumbList"
