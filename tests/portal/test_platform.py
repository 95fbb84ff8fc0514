"""The platform's parts, the statutory tags, the foot, the English pages."""

import io
import json
import re
import struct
from importlib import util
from pathlib import Path

import pytest
from docx import Document as WordFile

from gongkai.portal import filters, platform
from gongkai.publication.kinds import DocumentKind, Genre, InterpretationForm, Openness, Validity
from gongkai.publication.structures import BLOCKS, FIELDS
from portal.conftest import SITE

ROOT = Path(__file__).resolve().parents[2]
PORTAL = ROOT / "src" / "gongkai" / "portal"


def tags(page):
    return dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', page))


@pytest.mark.django_db
def test_the_home_page_bears_the_three_tags_of_the_site(get, world):
    assert tags(get("/")) == {
        "SiteName": SITE["site_name"],
        "SiteDomain": SITE["domain"],
        "SiteIDCode": SITE["identifier_code"],
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["/zfxxgk/", "/zfxxgk/fdzdgknr/", "/zfxxgk/fdzdgknr/20-01/", "/wjk/", "/jd/", "/jg/D/", "/ss/", "/ditu/"]
)
def test_a_column_page_bears_seven_tags(get, world, url):
    found = tags(get(url))

    assert len(found) == 7
    assert found["ColumnName"]
    assert found["ColumnType"]
    assert all(found.values())


@pytest.mark.django_db
def test_a_page_of_a_document_bears_ten_tags_and_the_day_readers_see(get, world):
    page = get("/p/rules/")
    found = tags(page)

    assert found["ArticleTitle"] == "测试区停车场管理办法"
    assert found["PubDate"] == "2020-03-02 00:00"
    assert found["ContentSource"] == "测试区人民政府"
    assert found["ColumnName"] == "法规规章和规范性文件"
    assert found["Keywords"] == "停车 收费"
    assert found["Description"] == "规范停车。"
    assert found["Url"] == "https://www.ceshi.gov.cn/p/rules/"
    assert f">{found['PubDate']}</dd>" in page
    assert {"SiteName", "SiteDomain", "SiteIDCode", "ColumnDescription", "ColumnKeywords", "ColumnType"} <= set(found)


@pytest.mark.django_db
def test_the_foot_names_what_is_known_and_nothing_empty(get, cast):
    page = get("/").partition("<footer>")[2]

    assert "网站标识码" not in page
    assert "联系电话" not in page
    assert "主办单位" in page


@pytest.mark.django_db
def test_the_foot_names_the_whole_site(get, world):
    page = get("/").partition("<footer>")[2]

    for key in ("identifier_code", "icp", "police", "host", "operator", "contact", "phone", "address"):
        assert SITE[key] in page
    assert "站点地图" in page


@pytest.mark.django_db
def test_five_parts_stand_in_the_fixed_order_for_every_organisation(get, world):
    names = [name for _, _, name in platform.PARTS]
    for url in ("/zfxxgk/", "/zfxxgk/jg/D/", "/zfxxgk/jg/T/", "/zfxxgk/jg/D/zhinan/"):
        page = get(url)
        places = [page.index(f">{name}</a>", page.index('class="tabs"')) for name in names]
        assert places == sorted(places)
    assert 'href="/zfxxgk/jg/D/zhinan/"' in get("/zfxxgk/zhinan/")
    assert "测试村" not in get("/zfxxgk/")


@pytest.mark.django_db
def test_the_guide_shows_every_field_the_channels_and_the_procedure(get, world):
    page = get("/zfxxgk/zhinan/")

    for text in ("政务公开科", "按条例分类", "索引号由两段组成", "注明申请", "可以复议", "shenqingbiao.docx"):
        assert text in page
    assert '<svg class="flow" role="img"' in page
    assert "<li>登记</li>" in page
    assert "<desc>第1步：提出申请" in page


@pytest.mark.django_db
def test_requests_are_explained_without_a_dead_button(get, world):
    page = get("/zfxxgk/ysqgk/")

    assert "暂不受理在线申请" in page
    assert "不收费" in page
    assert '<form method="post"' not in page


@pytest.mark.django_db
def test_the_form_asks_three_things_and_no_purpose(client, world):
    content = client.get("/zfxxgk/jg/D/ysqgk/shenqingbiao.docx").content
    word = WordFile(io.BytesIO(content))
    text = "\n".join(cell.text for row in word.tables[0].rows for cell in row.cells)

    for part in ("姓名", "联系电话", "特征性描述", "获取途径"):
        assert part in text
    assert "用途" not in text
    assert "测试区民政局" in word.paragraphs[1].text
    assert content == client.get("/zfxxgk/jg/D/ysqgk/shenqingbiao.docx").content


@pytest.mark.django_db
def test_an_agency_tells_its_functions_leaders_and_divisions(get, world):
    page = get("/jg/D/")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)

    for text in ("管理民政事务", "张局长", "全面工作", "办公室", "0379-60000003", "某路2号"):
        assert text in page
    assert json.loads(found[1])["@graph"][0]["@type"] == "GovernmentOrganization"
    assert json.loads(found[1])["@graph"][0]["telephone"] == "0379-60000002"


@pytest.mark.django_db
def test_a_topic_shows_its_blocks_and_no_link_that_runs(get, world):
    page = get("/zt/topic/")

    assert "专题说明" in page
    assert "测试区停车场管理办法" in page
    assert 'href="https://www.gov.cn/"' in page
    assert "javascript:" not in page
    assert "过期专题" not in get("/zt/")
    assert "过期专题" in get("/zt/old-topic/")


@pytest.mark.django_db
def test_a_search_marks_the_words_and_helps_where_nothing_is_found(get, world):
    assert "<mark>停车</mark>" in get("/ss/?q=停车")
    assert "没有找到。可以试试" in get("/ss/?q=没有的词")
    assert "无法识别" in get("/ss/?q=停车&year=abc")


@pytest.mark.django_db
def test_english_stands_around_chinese_content_and_links_stay_english(get, world):
    page = get("/en/p/rules/")

    assert '<html lang="en">' in page
    assert "Document number" in page
    assert "测试区停车场管理办法" in page
    assert 'href="/en/jg/G/"' in page
    assert '<link rel="canonical" href="https://www.ceshi.gov.cn/en/p/rules/">' in page
    assert 'hreflang="zh-Hans" href="https://www.ceshi.gov.cn/p/rules/"' in page
    assert 'href="/p/rules/" hreflang="zh-Hans"' in page
    assert '<html lang="zh-Hans">' in get("/p/rules/")
    assert "Page not found" in get("/en/nothing/", 404)


def test_no_word_of_the_pages_lacks_its_english():
    known = messages()
    wanted = set()
    for path in PORTAL.rglob("*.html"):
        text = path.read_text("utf-8")
        wanted |= {a or b for a, b in re.findall(r"{%\s*translate\s+(?:\"([^\"]+)\"|'([^']+)')", text)}
        blocks = re.findall(r"{%\s*blocktranslate.*?%}(.*?){%\s*endblocktranslate", text, re.DOTALL)
        wanted |= {re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", block) for block in blocks}
    for path in PORTAL.glob("*.py"):
        wanted |= set(re.findall(r'\bgettext\(\s*"([^"]+)"', path.read_text("utf-8")))
    for kinds in (Validity, Genre, DocumentKind, InterpretationForm):
        wanted |= {kind.label for kind in kinds}
    wanted |= {Openness.PUBLIC.label, *filters.LABELS.values(), *(block.label for block in BLOCKS)}
    wanted |= {label for _, label in platform.GROUPS} | {name for _, _, name in platform.PARTS}
    wanted |= {heading for fields in FIELDS.values() for field in fields for heading in field.columns}

    assert not {word for word in wanted if not known.get(word)}


def script():
    path = ROOT / "scripts" / "compile-messages.py"
    spec = util.spec_from_file_location("compile_messages", path)
    found = util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def messages():
    po = PORTAL / "locale" / "en" / "LC_MESSAGES" / "django.po"
    return script().read(po.read_text("utf-8"))


def test_the_compiled_messages_are_those_of_the_source():
    kept = (PORTAL / "locale" / "en" / "LC_MESSAGES" / "django.mo").read_bytes()

    assert struct.unpack("<I", kept[:4])[0] == 0x950412DE
    assert kept == script().compiled(messages())
