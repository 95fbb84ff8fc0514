from datetime import date

import pytest

from cast import CANARY, NOW, case, make_cast
from gongkai.annual.services.publish_report import publish_report
from gongkai.annual.services.write_chapter import write_chapter
from gongkai.publication.kinds import DocumentKind, Genre
from gongkai.publication.services.correct_document import correct_document
from gongkai.publication.services.publish_document import publish_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def document(where, title="关于低保的公告", day=date(2020, 5, 8), **optional):
    return publish_document(
        actor="li",
        now=NOW,
        agency=where,
        title=title,
        kind=DocumentKind.GOVERNMENT_INFORMATION,
        genre=Genre.OTHER,
        made_on=optional.pop("made_on", date(2020, 1, 1)),
        published_on=day,
        body="第一段\n第二段<script>alert(1)</script>",
        **optional,
    )


def get(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode() if not response.streaming else ""


def test_an_empty_site_says_what_will_be_there(client):
    assert "还没有公开的文件" in get(client, "/")
    assert "还没有发布年度报告" in get(client, "/zfxxgk/nianbao/")
    assert "还没有公开的文件" in get(client, "/zfxxgk/fdzdgknr/")


def test_a_document_is_found_on_the_home_page_in_the_list_and_on_its_page(client, cast):
    one = document(cast.department)
    page = get(client, f"/p/{one.public_id}/")

    assert "关于低保的公告" in get(client, "/")
    assert "关于低保的公告" in get(client, "/zfxxgk/fdzdgknr/")
    assert "第一段" in page
    assert "<script>alert" not in page


def test_a_corrected_document_shows_its_new_state_at_the_same_address(client, cast):
    one = document(cast.department)
    correct_document(actor="li", now=NOW, document=one, agency_code="D", abolished_on=date(2020, 12, 1))

    assert "已于2020年12月1日废止" in get(client, f"/p/{one.public_id}/")


def test_the_list_pages_by_key_and_shows_everything_once(client, cast):
    for number in range(45):
        document(cast.department, f"公告{number:02d}号", date(2020, 5, 1 + number % 3))
    seen, url = [], "/zfxxgk/fdzdgknr/?agency=D"
    while url:
        page = get(client, url)
        seen += [part.split("</a>")[0].split(">")[-1] for part in page.split('<li><a href="/p/')[1:]]
        link = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        url = "/zfxxgk/fdzdgknr/" + link if link else ""

    assert len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("agency=D", 1),
        ("agency=X", 0),
        ("year=2020", 1),
        ("year=2019", 1),
        ("year=99999", 2),
        ("year=abc", 2),
        ("kind=government_information", 2),
        ("kind=nonsense", 2),
        ("q=低保", 1),
        ("q=%25", 0),
        ("q=" + "x" * 5000, 0),
        ("after=nonsense", 2),
        ("after=2020-05-08_99999999999999999999", 2),
        ("after=2020-05-08_" + "9" * 5000, 2),
        ("year=2020&kind=other_information", 0),
    ],
)
def test_any_query_is_answered(client, cast, query, count):
    document(cast.department)
    document(cast.township, "防汛通知", date(2019, 5, 8), made_on=date(2019, 5, 1))
    page = get(client, f"/zfxxgk/fdzdgknr/?{query}")

    assert page.count('<li><a href="/p/') == count


@pytest.fixture
def published(cast):
    case(cast.department, now=NOW)
    write_chapter(actor="li", now=NOW, agency=cast.government, fiscal_year=2020, chapter=5, text="问题与改进")
    publish_report(actor="zhao", now=NOW, agency=cast.government, fiscal_year=2020)
    return cast


def test_the_report_page_shows_tables_checks_and_files(client, published):
    page = get(client, "/zfxxgk/nianbao/G/2020/")

    assert "测试区人民政府2020年政府信息公开工作年度报告" in page
    assert page.count('<span class="mark"') == 40
    assert "✗" not in page
    assert "三、本年度办理结果" in page
    assert "<svg" in page
    for kind in ("pdf", "docx", "xlsx", "html", "json"):
        assert f'href="/zfxxgk/nianbao/G/2020/{kind}"' in page


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
        "/p/nothing/",
        "/nothing/",
        "/zfxxgk/nianbao/" + "G" * 3000 + "/2020/",
    ],
)
def test_what_is_not_public_or_not_there_is_a_useful_404(client, published, url):
    assert "没有找到页面" in get(client, url, 404)


def test_public_pages_set_no_cookie_and_load_nothing_from_elsewhere(client, published):
    for url in ("/", "/zfxxgk/fdzdgknr/", "/zfxxgk/nianbao/", "/zfxxgk/nianbao/G/2020/"):
        response = client.get(url)
        assert not response.cookies
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert 'src="http' not in response.content.decode()
        assert 'style="' not in response.content.decode()


def test_no_applicant_is_named_in_public(client, published):
    for url in ("/", "/zfxxgk/nianbao/G/2020/", "/zfxxgk/nianbao/G/2020/json", "/zfxxgk/nianbao/G/2020/html"):
        assert CANARY not in client.get(url).content.decode()


def test_only_reading_is_allowed(client):
    for url in ("/", "/zfxxgk/fdzdgknr/", "/zfxxgk/nianbao/"):
        assert client.post(url).status_code == 405


def test_a_failure_shows_a_calm_page(client, monkeypatch):
    from gongkai.portal import home  # noqa: PLC0415

    def broken():
        raise RuntimeError("secret detail")

    monkeypatch.setattr(home, "latest_year_by_month", broken)
    client.raise_request_exception = False
    page = get(client, "/", 500)

    assert "暂时无法打开" in page
    assert "secret detail" not in page
