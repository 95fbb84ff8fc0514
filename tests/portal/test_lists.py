"""Lists: filters, pages, totals, exports; the directory of rules on any day."""

import csv
import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from gongkai.publication.kinds import DocumentKind, Genre, Validity
from gongkai.publication.services.change_state import set_validity
from portal.conftest import NOW, document, rules

pytestmark = pytest.mark.django_db
LIST = "/zfxxgk/fdzdgknr/"


def titles(page):
    return re.findall(r'<td class="what"><a href="/p/[^"]+/" lang="zh-Hans">(.*?)</a>', page)


def walk(get, url):
    """The titles of every page of a list."""
    found = []
    while url:
        page = get(url)
        found += titles(page)
        url = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    return found


@pytest.mark.parametrize("query", ["", "?agency=D", "?kind=government_information", "?year=2020"])
def test_the_list_pages_by_key_and_shows_everything_once(get, cast, query):
    for number in range(45):
        document(cast.department, f"公告{number:02d}号", date(2020, 5, 1 + number % 3))
    seen = walk(get, LIST + query)

    assert len(seen) == len(set(seen)) == 45
    assert "共45条" in get(LIST) or "找到45条" in get(LIST + query)


def test_rules_and_normative_documents_come_in_one_order(get, cast):
    for number in range(50):
        genre = Genre.REGULATION if number % 3 else Genre.NORMATIVE_DOCUMENT
        document(cast.government, f"办法{number:02d}", date(2020, 1, 1 + number % 28), genre=genre)
    document(cast.government, "普通公告")
    seen = walk(get, "/wjk/")

    assert len(seen) == len(set(seen)) == 50
    assert "普通公告" not in seen
    assert "共50件" in get("/wjk/")


@pytest.mark.parametrize(
    ("query", "count", "sentence"),
    [
        ("agency=D", 1, False),
        ("agency=X", 2, True),
        ("agency=%00", 2, True),
        ("year=2020", 1, False),
        ("year=2019", 1, False),
        ("year=99999", 2, True),
        ("year=abc", 2, True),
        ("year=²", 2, True),
        ("kind=government_information", 2, False),
        ("kind=nonsense", 2, True),
        ("form=notice", 1, False),
        ("form=nonsense", 2, True),
        ("subject=2", 1, False),
        ("subject=2-1", 1, False),
        ("subject=2-2", 0, False),
        ("subject=zzz", 2, True),
        ("validity=in_force", 2, False),
        ("validity=lapsed", 0, False),
        ("validity=%3Cscript%3E", 2, True),
        ("after=nonsense", 2, False),
        ("after=2020-05-08_99999999999999999999", 2, False),
        ("after=2020-05-08_" + "9" * 5000, 2, False),
        ("after=2020-05-08_%00", 2, False),
        ("year=2020&kind=other_information", 0, False),
    ],
)
def test_any_query_is_answered_and_a_wrong_one_with_a_sentence(get, cast, query, count, sentence):
    document(cast.department, subject="2-1", form="notice", category="20-01")
    document(cast.township, "防汛通知", date(2019, 5, 8), made_on=date(2019, 5, 1))
    page = get(f"{LIST}?{query}")

    assert len(titles(page)) == count
    assert ("无法识别，已忽略" in page) == sentence
    assert "<script>" not in page


def test_the_tree_counts_and_a_signed_statement_stands_for_an_empty_column(get, world):
    page = get("/zfxxgk/jg/D/fdzdgknr/")
    column = get("/zfxxgk/jg/D/fdzdgknr/20-08/")

    assert "无此类信息" in page
    assert "王负责" in page
    assert "本机关无此类信息" in column
    assert "2021-01-15" in column
    assert "没有收费项目" in column
    assert "最近更新 2020-03" in get(LIST)
    assert "农田水利" not in page


def test_a_column_lists_its_own_documents_only(get, world):
    assert titles(get(f"{LIST}20-01/")) == ["测试区停车场管理办法", "停车暂行办法"]
    assert titles(get(f"{LIST}20-02/")) == []


def test_the_rules_in_force_can_be_listed_for_any_day(get, world):
    assert titles(get("/wjk/?on=2019-01-01")) == ["停车暂行办法"]
    assert titles(get("/wjk/?on=2020-12-31")) == ["测试区停车场管理办法"]
    assert titles(get("/wjk/?state=ended")) == ["停车暂行办法"]
    assert titles(get("/wjk/?validity=abolished")) == ["停车暂行办法"]
    assert titles(get("/wjk/?year=2018&agency=G&genre=normative_document")) == ["停车暂行办法"]
    for text in ("2020-13-01", "昨天", "0001-01-01"):
        assert "无法识别，请写成" in get(f"/wjk/?on={text}")


def test_validity_is_said_in_words_with_a_sign(get, world):
    page = get("/wjk/?state=ended")

    assert "废止" in page
    assert "✕" in page


def rows(client, url):
    return list(csv.reader(io.StringIO(client.get(url).content.decode("utf-8-sig"))))


def test_the_current_list_is_exported_and_no_cell_is_a_formula(client, cast):
    document(cast.department, "=HYPERLINK(1)", public_id="formula")
    document(cast.township, "防汛通知", date(2019, 5, 8), made_on=date(2019, 5, 1))
    everything = rows(client, "/zfxxgk/mulu.csv")
    sheet = load_workbook(io.BytesIO(client.get("/zfxxgk/mulu.xlsx?agency=D").content)).active

    assert [row[0] for row in everything] == ["标题", "'=HYPERLINK(1)", "防汛通知"]
    assert [row[0] for row in rows(client, "/zfxxgk/mulu.csv?agency=T")] == ["标题", "防汛通知"]
    assert everything[1][-1].endswith("/p/formula/")
    assert sheet.cell(2, 1).value == "=HYPERLINK(1)"
    assert sheet.cell(2, 1).data_type == "s"
    assert sheet.max_row == 2


def test_the_links_to_the_files_carry_the_filters(get, world):
    page = get("/wjk/?validity=abolished")

    assert "/zfxxgk/mulu.csv?validity=abolished&amp;normative=1" in page


def test_an_export_of_rules_holds_rules_only(client, world):
    found = [row[0] for row in rows(client, "/zfxxgk/mulu.csv?normative=1")]

    assert found == ["标题", "测试区停车场管理办法", "停车暂行办法"]


def test_other_information_is_told_apart(get, cast):
    document(cast.department, "活动报道", kind=DocumentKind.OTHER)
    document(cast.department, "公告")

    assert titles(get(f"{LIST}?kind=other_information")) == ["活动报道"]
    assert "找到1条" in get(f"{LIST}?kind=other_information")


def test_a_lapsed_document_is_marked_in_the_list(get, cast):
    rules(cast.government)
    set_validity(
        actor="li", now=NOW, public_id="rules", validity=Validity.LAPSED, on=date(2021, 5, 1), reason="有效期届满"
    )

    assert 'class="badge lapsed"' in get("/wjk/")
    assert "失效，仅供查考" in get("/p/rules/")
