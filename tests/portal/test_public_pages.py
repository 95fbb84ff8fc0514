"""Every public page: full and empty, for everybody the same, without cookie, without anything from elsewhere."""

import re

import pytest

from cast import CANARY, NOW, case
from gongkai.annual.services.publish_report import publish_report
from gongkai.annual.services.write_chapter import write_chapter
from gongkai.portal import home
from portal.conftest import SECRET, document

pytestmark = pytest.mark.django_db

PAGES = [
    *["/", "/zfxxgk/", "/zfxxgk/zhinan/", "/zfxxgk/zhidu/", "/zfxxgk/fdzdgknr/", "/zfxxgk/fdzdgknr/20-01/"],
    *["/zfxxgk/nianbao/", "/zfxxgk/ysqgk/", "/zfxxgk/jg/D/", "/zfxxgk/jg/D/zhinan/", "/zfxxgk/jg/D/zhidu/"],
    *["/zfxxgk/jg/D/fdzdgknr/", "/zfxxgk/jg/D/fdzdgknr/20-08/", "/zfxxgk/jg/D/nianbao/", "/zfxxgk/jg/D/ysqgk/"],
    *["/wjk/", "/wjk/?on=2020-12-31", "/wjk/?state=ended", "/jg/", "/jg/D/", "/jd/", "/jd/?form=picture", "/zt/"],
    *["/ss/", "/ss/?q=停车", "/ss/?q=没有的词", "/ditu/", "/shengming/"],
]
OF_DOCUMENTS = [
    *["/p/rules/", "/p/old-rules/", "/p/told/", "/p/rules/versions/", "/p/rules/versions/1/", "/zt/topic/"],
    *["/p/rules/versions/compare?from=1&to=2"],
]
FILES = ["/p/rules/qr.svg", "/zfxxgk/ysqgk/shenqingbiao.docx", "/zfxxgk/mulu.csv", "/zfxxgk/mulu.xlsx"]


@pytest.mark.parametrize("url", PAGES)
def test_every_page_stands_in_an_empty_district(get, cast, url):
    assert "<h1" in get(url)


def test_every_page_stands_before_any_agency_is_entered(get, db):
    for url in PAGES:
        if "/D/" not in url:
            assert "<h1" in get(url)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("url", PAGES + OF_DOCUMENTS)
def test_every_page_is_whole_public_and_alone(client, world, url, prefix):
    response = client.get(prefix + url)
    page = response.content.decode()

    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert "{%" not in page
    assert "{{" not in page
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "public" in response["Cache-Control"]
    assert not re.search(r'(?:src|action)="(?:https?:)?//', page)
    assert 'style="' not in page
    assert "onclick" not in page
    assert SECRET not in page


@pytest.mark.parametrize("url", PAGES + OF_DOCUMENTS)
def test_a_page_asks_few_questions_however_much_there_is(client, world, django_assert_max_num_queries, url):
    for number in range(25):
        document(world.cast.department, f"公告{number}", category="20-01")
    with django_assert_max_num_queries(12):
        client.get(url)


def test_the_page_of_a_document_asks_at_most_six_questions(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/p/rules/")


@pytest.mark.parametrize("url", ["/", "/p/rules/", "/zfxxgk/fdzdgknr/", "/zfxxgk/mulu.csv"])
def test_who_has_the_bytes_already_is_told_so(client, world, url):
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize("url", [*PAGES, *OF_DOCUMENTS, *FILES])
def test_only_reading_is_allowed(client, world, url):
    assert client.post(url).status_code == 405


def test_an_empty_site_says_what_will_be_there(get, cast):
    assert "还没有公开的文件" in get("/")
    assert "还没有发布年度报告" in get("/zfxxgk/nianbao/")
    assert "还没有公开的文件" in get("/zfxxgk/fdzdgknr/")
    assert "指南尚未公布" in get("/zfxxgk/jg/D/zhinan/")


@pytest.fixture
def published(cast):
    case(cast.department, now=NOW)
    write_chapter(actor="li", now=NOW, agency=cast.government, fiscal_year=2020, chapter=5, text="问题与改进")
    publish_report(actor="zhao", now=NOW, agency=cast.government, fiscal_year=2020)
    return cast


def test_the_report_page_shows_tables_checks_and_files(get, published):
    page = get("/zfxxgk/nianbao/G/2020/")

    assert "测试区人民政府2020年政府信息公开工作年度报告" in page
    assert page.count('<span class="mark"') == 40
    assert "✗" not in page
    assert "三、本年度办理结果" in page
    assert "<svg" in page
    for kind in ("pdf", "docx", "xlsx", "html", "json"):
        assert f'href="/zfxxgk/nianbao/G/2020/{kind}"' in page


def test_the_list_of_reports_names_who_has_not_published(get, published):
    page = get("/zfxxgk/nianbao/")

    assert "测试区民政局" in page.partition("还没有在本平台公布的机构（2个）")[2]
    assert "测试区人民政府2020年政府信息公开工作年度报告" in page
    assert "测试村" not in page.partition("还没有在本平台公布的机构")[2]


@pytest.mark.parametrize(
    ("kind", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{"), ("html", b"<!")]
)
def test_every_format_can_be_downloaded(client, published, kind, start):
    response = client.get(f"/zfxxgk/nianbao/G/2020/{kind}")

    assert response.status_code == 200
    assert response.content.startswith(start)
    assert "filename*=utf-8''" in response["Content-Disposition"].lower()


@pytest.mark.parametrize(
    "url",
    [
        "/zfxxgk/nianbao/G/2019/",
        "/zfxxgk/nianbao/D/2020/",
        "/zfxxgk/nianbao/X/2020/",
        "/zfxxgk/nianbao/G/2020/exe",
        "/zfxxgk/nianbao/G/99999999999999999999/",
        "/zfxxgk/jg/X/",
        "/zfxxgk/jg/X/zhinan/",
        "/zfxxgk/fdzdgknr/99-99/",
        "/zfxxgk/mulu.exe",
        "/jg/X/",
        "/zt/nothing/",
        "/zt/rules/",
        "/p/nothing/",
        "/p/nothing/qr.svg",
        "/nothing/",
        "/zfxxgk/nianbao/" + "G" * 3000 + "/2020/",
    ],
)
def test_what_is_not_public_or_not_there_is_a_useful_404(get, published, url):
    assert "没有找到页面" in get(url, 404)


def test_no_applicant_is_named_in_public(client, published):
    for url in ("/", "/zfxxgk/nianbao/G/2020/", "/zfxxgk/nianbao/G/2020/json", "/zfxxgk/nianbao/G/2020/html"):
        assert CANARY not in client.get(url).content.decode()


def test_a_failure_shows_a_calm_page(client, get, monkeypatch):
    def broken(*_):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(home, "blocks_for", broken)
    client.raise_request_exception = False
    page = get("/", 500)

    assert "暂时无法打开" in page
    assert "secret detail" not in page
