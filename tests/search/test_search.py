"""Search: what is found, in which order, within which bounds."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from commands import run
from gongkai.publication.queries import Filter
from gongkai.search.engines import database
from gongkai.search.queries import search
from gongkai.search.snippets import marked
from gongkai.search.words import parse
from openly import HIDDEN, make_stock
from publishers import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def stock():
    return make_stock()


def titles(words, **optional):
    chosen = optional.pop("chosen", Filter())
    return [hit.document.title for hit in search(words, chosen=chosen, **optional).hits]


def walk(words, size):
    found, key = [], ""
    for _ in range(500):
        page = search(words, chosen=Filter(), after=key, size=size)
        found += [hit.document.public_id for hit in page.hits]
        key = page.next_key
        if not key:
            return found
    raise AssertionError("endless")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("低保", ["低保标准问答", "关于低保标准的通知"]),
        ("低保 通知", ["关于低保标准的通知"]),
        ("低保 -通知", ["低保标准问答"]),
        ('"标准的通知"', ["关于低保标准的通知"]),
        ("“标准的通知”", ["关于低保标准的通知"]),
        ("测政〔2020〕5号", ["关于低保标准的通知"]),
        ("测政[2020]5号", ["关于低保标准的通知"]),
        ("测政（２０２０）05号", ["关于低保标准的通知"]),
        ("g/2020-00001", ["关于低保标准的通知"]),
        ("救助", ["关于低保标准的通知"]),
        ("700", ["关于低保标准的通知"]),
        ("７００", ["关于低保标准的通知"]),
        ("不存在的词", []),
        ("strong", []),
        ("-低保", []),
        ("", []),
        ("   ", []),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("'", []),
        ('"', []),
        ('"""', []),
        ("-", []),
        ("低\x00保", ["低保标准问答", "关于低保标准的通知"]),
        ("'; DROP TABLE x;--", []),
        ("x" * 10_000, []),
        ("字 " * 5_000, []),
        ("\ud800", []),
    ],
)
def test_words_find_what_holds_them_all(stock, words, expected):
    assert titles(words) == expected


def test_nothing_hidden_is_found(stock):
    for words in (HIDDEN, HIDDEN.lower(), "草稿", "已撤下", "已合并", "仅登记", stock.withdrawn.index_number):
        assert titles(words) == []


def test_width_and_case_make_no_difference(stock):
    published(stock.cast.department, "关于ＧＯＮＧＫＡＩ系统（试行）２０２１版", body="<p>x</p>")

    for words in ("gongkai", "GongKai", "ＧＯＮＧＫＡＩ", "(试行)2021", "（试行）２０２１"):
        assert titles(words) == ["关于ＧＯＮＧＫＡＩ系统（试行）２０２１版"], words


def test_the_filter_restricts_where_to_look(stock):
    published(stock.cast.department, "低保公示", day=date(2021, 1, 4), made_on=date(2021, 1, 2))

    assert titles("低保", chosen=Filter(agency_id=stock.cast.department.pk)) == ["低保公示"]
    assert titles("低保", chosen=Filter(year=2021)) == ["低保公示"]
    assert titles("低保", chosen=Filter(categories=("20-01",))) == ["关于低保标准的通知"]


def test_pages_lead_through_every_hit_once(stock):
    for number in range(150):
        published(stock.cast.department, f"公告{number}", body="<p>低保</p>")
    found = walk("低保", 20)

    assert len(found) == len(set(found)) == 152


def test_a_number_comes_first_however_old_and_only_once(stock, monkeypatch):
    for number in range(5):
        published(stock.cast.department, f"转发测政〔2020〕5号之{number}", day=date(2020, 12, 1))
    found = walk("测政〔2020〕5号", 2)

    assert found[0] == stock.policy.public_id
    assert len(found) == len(set(found)) == 6


def test_bodies_are_looked_through_only_among_the_newest_and_the_answer_says_so(stock, monkeypatch):
    monkeypatch.setattr(database, "BODY_WINDOW", 1)
    result = search("700", chosen=Filter())

    assert result.hits == ()
    assert "正文只在最近的1份文件中查找" in result.notice
    assert titles("低保") == ["低保标准问答", "关于低保标准的通知"]


def test_steps_smaller_than_the_stock_lose_nothing(stock, monkeypatch):
    for number in range(23):
        published(stock.cast.department, f"公告{number}", day=date(2020, 5, 1 + number % 3), body="<p>低保</p>")
    monkeypatch.setattr(database, "BODY_STEP", 3)
    monkeypatch.setattr(database, "STEP", 4)
    assert len(set(walk("低保", 5))) == 25
    monkeypatch.setattr(database, "BODY_WINDOW", 10)
    assert len(set(walk("公告", 5))) == 23


def test_when_the_time_is_over_the_answer_leads_on(stock, monkeypatch):
    for number in range(12):
        published(stock.cast.department, f"公告{number}", body="<p>低保</p>")
    monkeypatch.setattr(database, "LONGEST", timedelta(0))
    result = search("低保", chosen=Filter())

    assert "可继续向前查找" in result.notice
    assert not result.total_is_exact
    assert len(set(walk("低保", 5))) == 14


def test_totals_are_exact_where_everything_was_seen(stock):
    result = search("低保", chosen=Filter())

    assert (result.total, result.total_is_exact, result.next_key, result.notice) == (2, True, "", "")
    assert not search("低保", chosen=Filter(), size=1).total_is_exact


def test_any_key_is_answered(stock):
    for key in ("nonsense", "2020-05-09_1", "2020-99-99_1_1", "9999-12-31_" + "9" * 18 + "_1", "\x00", "x" * 5000):
        search("低保", chosen=Filter(), after=key)


def test_the_passage_is_escaped_and_marked():
    text = "前" * 60 + "<script>alert(1)</script>ＡＢＣ与abc" + "后" * 100
    passage = marked(text, ["abc"])

    assert "<script" not in passage
    assert passage.count("<mark>") == 2
    assert "<mark>ＡＢＣ</mark>" in passage
    assert passage.startswith("…")
    assert passage.endswith("…")
    assert "<mark>" in marked("①㎡甲乙丙", ["乙"])
    assert marked("甲", []) == "甲"


def test_too_much_is_cut_and_said():
    assert "只用前100个字" in parse("字" * 200).notice
    assert "只用前8个" in parse(" ".join("甲乙丙丁戊己庚辛壬癸")).notice
    assert len(parse(" ".join("甲乙丙丁戊己庚辛壬癸")).wanted) == 8


def test_an_unknown_engine_is_a_wrong_setting(settings):
    settings.SEARCH_ENGINE = "nothing"
    with pytest.raises(ImproperlyConfigured, match="database"):
        search("x", chosen=Filter())


def test_a_search_asks_few_questions(stock, django_assert_max_num_queries):
    for number in range(40):
        published(stock.cast.department, f"公告{number}", body="<p>低保</p>")
    with django_assert_max_num_queries(8):
        search("低保", chosen=Filter())


def test_the_command_answers_as_text_and_as_json(stock):
    status, out, _ = run("search", "低保", "--agency", "G", "--year", "2020", "--json")
    found = json.loads(out)
    text = run("search", "低保")[1]

    assert status == 0
    assert found["total"] == 2
    assert set(found["hits"][0]) == {"id", "title", "agency", "published_on", "url", "snippet"}
    assert found["hits"][1]["url"] == f"/p/{stock.policy.public_id}/"
    assert "共2条" in text


@pytest.mark.parametrize("arguments", [("x", "--agency", "X"), ("x", "--year", "abc"), ("x", "--year", "99999"), ()])
def test_a_wrong_call_is_one_sentence(stock, arguments):
    status, _, err = run("search", *arguments)

    assert status == 2
    assert len(err.strip().splitlines()) == 1
