"""The interface for machines: what it answers, in which shape, and what it never tells."""

import json
import re
from datetime import date, timedelta
from urllib.parse import quote, urlsplit

import jsonschema
import pytest

from cast import NOW
from gongkai.annual.services.publish_report import publish_report
from gongkai.annual.services.write_chapter import write_chapter
from gongkai.api import documents as list_module
from gongkai.api.pages import description
from gongkai.publication.kinds import Validity
from gongkai.publication.services.change_state import set_validity
from openly import HIDDEN, LATER, PAPER, body_of, make_stock
from publishers import published

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture
def stock():
    return make_stock()


@pytest.fixture
def with_report(stock):
    write_chapter(actor="li", now=NOW, agency=stock.cast.government, fiscal_year=2020, chapter=5, text="问题与改进")
    publish_report(actor="zhao", now=NOW, agency=stock.cast.government, fiscal_year=2020)
    return stock


def get(client, path, status=200):
    response = client.get(path if path.startswith(("/", "http")) else f"{API}/{path}")
    assert response.status_code == status, (path, response.status_code, response.content[:300])
    return response.json()


def matches(value, path, status="200"):
    schema = description()["paths"][f"{API}/{path}"]["get"]["responses"][status]["content"]["application/json"][
        "schema"
    ]
    full = {**schema, "components": description()["components"]}
    jsonschema.Draft202012Validator(full, format_checker=jsonschema.FormatChecker()).validate(value)


def walk(client, path):
    found, pages = [], 0
    while path:
        page = get(client, path)
        found += [item["id"] for item in page["items"]]
        pages += 1
        path = page["next"] and urlsplit(page["next"])._replace(scheme="", netloc="").geturl()
    return found, pages


def test_every_answer_has_the_shape_the_openapi_document_tells(client, with_report):
    one = with_report.policy.public_id
    for path, template in (
        ("documents", "documents"),
        (f"documents/{one}", "documents/{public_id}"),
        (f"documents/{one}/versions/1", "documents/{public_id}/versions/{number}"),
        ("catalogue", "catalogue"),
        ("agencies", "agencies"),
        ("agencies/G", "agencies/{code}"),
        ("reports", "reports"),
        ("reports/G/2020", "reports/{code}/{year}"),
        ("search?q=低保", "search"),
    ):
        matches(get(client, path), template)
    matches(get(client, "documents/none", 404), "documents/{public_id}", "404")
    matches(get(client, f"documents/{with_report.withdrawn.public_id}", 410), "documents/{public_id}", "410")
    matches(get(client, "documents?limit=0", 422), "documents", "422")


def test_a_document_tells_all_it_is_filed_under_and_says(client, stock):
    one = get(client, f"documents/{stock.policy.public_id}")

    assert one["title"] == "关于低保标准的通知"
    assert one["document_number"] == "测政〔2020〕5号"
    assert one["index_number"] == "G/2020-00001"
    assert one["agency"] == {"code": "G", "name": "测试区人民政府"}
    assert one["category"]["code"] == "20-01"
    assert one["validity"] == {"code": "in_force", "name": "有效"}
    assert one["body_text"].startswith("城乡低保标准每月 700 元")
    assert f'src="http://testserver/p/{stock.policy.public_id}/files/aaaaaaaaaaaaaaaa/' in one["body_html"]
    assert [file["name"] for file in one["files"]] == ["标准 表格.xlsx", "示意图.png"]
    assert one["files"][0]["url"].endswith(f"/files/{'b' * 16}/{quote(PAPER.name)}")
    assert [link["id"] for link in one["interpretations"]] == [stock.reading.public_id]
    assert [entry["version"] for entry in one["versions"]] == [1]
    back = get(client, f"documents/{stock.reading.public_id}")
    assert [link["id"] for link in back["interprets"]] == [stock.policy.public_id]


def test_former_states_stay_readable_and_the_successor_is_named(client, stock):
    set_validity(
        actor="zhou",
        now=LATER,
        public_id=stock.policy.public_id,
        validity=Validity.ABOLISHED,
        on=date(2020, 12, 1),
        successor=stock.reading.public_id,
        reason="新文件",
    )
    one = get(client, f"documents/{stock.policy.public_id}")

    assert one["version"] == 2
    assert one["ended_on"] == "2020-12-01"
    assert one["successor"]["id"] == stock.reading.public_id
    assert [entry["validity"]["name"] for entry in one["versions"]] == ["废止", "有效"]
    assert get(client, f"documents/{stock.policy.public_id}/versions/1")["validity"]["name"] == "有效"
    for wrong in ("0", "3", "9" * 30):
        get(client, f"documents/{stock.policy.public_id}/versions/{wrong}", 404)


def test_what_was_withdrawn_is_410_merged_301_on_record_and_drafts_404(client, stock):
    gone = client.get(f"{API}/documents/{stock.withdrawn.public_id}")
    moved = client.get(f"{API}/documents/{stock.merged.public_id}")

    assert gone.json() == {"error": {"code": "withdrawn", "message": "这份信息已撤下"}}
    assert gone.status_code == 410
    assert moved.status_code == 301
    assert moved["Location"].endswith(f"/documents/{stock.policy.public_id}")
    for hidden in (stock.on_record.public_id, stock.draft_id, "nothing", "a" * 300, "%00", "..%2F.."):
        assert get(client, f"documents/{hidden}", 404)["error"]["code"] == "not_found"
    for one in (stock.withdrawn, stock.merged, stock.on_record):
        response = client.get(f"{API}/documents/{one.public_id}/versions/1")
        assert response.status_code in (301, 404, 410)
        assert HIDDEN not in response.content.decode()


def test_nothing_hidden_is_told_anywhere(client, with_report):
    paths = [path for path in description()["paths"] if "{" not in path]
    paths += [f"{API}/", f"{API}/docs", f"{API}/openapi.json", f"{API}/agencies/G", f"{API}/reports/G/2020"]
    ids = [one.public_id for one in (with_report.withdrawn, with_report.merged, with_report.on_record)]
    live = f"{API}/documents/{with_report.policy.public_id}"
    asked = [
        f"{API}/search?q={HIDDEN}",
        f"{API}/documents?changed_since=2000-01-01&limit=100",
        live,
        f"{live}/versions/1",
    ]
    for path in [*(path for path in paths if path != f"{API}/search"), *asked]:
        text = body_of(client.get(path))
        assert HIDDEN not in text.replace(f"q={HIDDEN}", ""), path
        assert not [one for one in [*ids, with_report.draft_id] if one in text], path


def test_pages_lead_through_everything_once_though_many_share_a_day(client):
    stock = make_stock()
    for number in range(150):
        published(stock.cast.department, f"公告{number}", day=date(2020, 6, 1))
    found, pages = walk(client, "documents?limit=40")
    changed, _ = walk(client, "documents?limit=7&changed_since=2021-01-01&agency=D")

    assert len(found) == len(set(found)) == 152
    assert pages == 4
    assert len(changed) == len(set(changed)) == 150


def test_filters_choose(client, stock):
    other = published(stock.cast.department, "民政公告", day=date(2019, 3, 3), made_on=date(2019, 3, 1), subject="2-1")
    set_validity(
        actor="z", now=LATER, public_id=other.public_id, validity=Validity.ABOLISHED, on=date(2020, 1, 1), reason="旧"
    )
    for query, expected in (
        ("agency=D", [other]),
        ("year=2019", [other]),
        ("validity=abolished", [other]),
        ("subject=2-1", [other]),
        ("category=20-01", [stock.policy]),
        ("category=20", [stock.policy]),
        ("form=notice", [stock.policy]),
        ("genre=normative_document", [stock.policy]),
        ("kind=other_information", []),
        (f"changed_since={quote(LATER.isoformat())}", [other]),
        ("changed_since=2021-01-16", []),
    ):
        path = f"documents?{query}"
        if query == "category=20" and "20" not in {
            t["code"] for t in get(client, "catalogue")["vocabularies"][0]["terms"]
        }:
            continue
        assert [item["id"] for item in get(client, path)["items"]] == [one.public_id for one in expected], query


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("documents?limit=101", "limit"),
        ("documents?limit=abc", "limit"),
        ("documents?limit=" + "9" * 5000, "limit"),
        ("documents?year=1", "year"),
        ("documents?agency=X", "agency"),
        ("documents?agency=%00", "agency"),
        ("documents?agency=' OR 1=1--", "agency"),
        ("documents?category=nonsense", "category"),
        ("documents?genre=nonsense", "genre"),
        ("documents?validity=x", "validity"),
        ("documents?after=nonsense", "after"),
        ("documents?after=2020-05-08_" + "9" * 30, "after"),
        ("documents?after=t1_1", "after"),
        ("documents?after=2020-02-31_1", "after"),
        ("documents?changed_since=2021-01-01&after=2020-01-01_1", "after"),
        ("documents?changed_since=yesterday", "changed_since"),
        ("documents?changed_since=0001-01-01", "changed_since"),
        ("documents?page=2", "page"),
        ("documents/x?fields=1", "fields"),
        ("catalogue?x=1", "x"),
        ("search", "q"),
        ("search?q=", "q"),
        ("search?q=" + "x" * 10_000, "q"),
        ("reports?year=1", "year"),
        ("reports?agency=X", "agency"),
        ("dumps/documents.csv?limit=1", "limit"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_chinese_sentence(client, stock, path, field):
    error = get(client, path, 422)["error"]

    assert error["code"] == "invalid_parameter"
    assert field in error["fields"]
    assert re.search("[\u4e00-\u9fff]", error["fields"][field])


def test_only_reading_is_allowed_and_every_origin_may_read(client, stock):
    for path in ("", "documents", "openapi.json", "docs", "dumps/documents.csv", "nothing"):
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(f"{API}/{path}")
            assert response.status_code == 405, (path, method)
            assert response.json()["error"]["code"] == "method_not_allowed"
            assert response["Allow"] == "GET, HEAD, OPTIONS"
    preflight = client.options(f"{API}/documents", headers={"Origin": "https://example.org"})
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in preflight


def test_an_unknown_address_is_a_problem_in_json(client):
    for path in ("nothing", "documents/", "v2/x"):
        assert get(client, path, 404)["error"]["code"] == "not_found"


def test_what_did_not_change_is_not_sent_again(client, stock):
    one = f"documents/{stock.policy.public_id}"
    for path in ("documents", one, "catalogue", "agencies/G", "openapi.json", "dumps/documents.jsonl", "search?q=低保"):
        first = client.get(f"{API}/{path}")
        again = client.get(f"{API}/{path}", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304, path
        assert again["ETag"] == first["ETag"]
        assert first["Cache-Control"] == "public, max-age=60"
        assert not again.content
    tag = client.get(f"{API}/{one}")["ETag"]
    dump = client.get(f"{API}/dumps/documents.jsonl")["ETag"]
    set_validity(actor="z", now=LATER, public_id=stock.policy.public_id, validity=Validity.AMENDED, reason="改")
    assert client.get(f"{API}/{one}", headers={"If-None-Match": tag}).status_code == 200
    assert client.get(f"{API}/dumps/documents.jsonl", headers={"If-None-Match": dump}).status_code == 200


def test_head_tells_the_same_without_the_content(client, stock):
    for path in ("documents", "dumps/documents.csv"):
        head, full = client.head(f"{API}/{path}"), client.get(f"{API}/{path}")
        assert head.status_code == 200
        assert head["ETag"] == full["ETag"]
        assert not body_of(head)


def test_no_answer_sets_a_cookie_and_none_is_private(client, with_report):
    for path in [path for path in description()["paths"] if "{" not in path] + [f"{API}/docs", f"{API}/"]:
        response = client.get(path + ("?q=低保" if path.endswith("/search") else ""))
        assert response.status_code == 200, path
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Access-Control-Allow-Origin"] == "*"


def test_chinese_is_readable_as_it_is(client, stock):
    assert "关于低保标准的通知" in client.get(f"{API}/documents").content.decode()
    assert "公开编号" in client.get(f"{API}/openapi.json").content.decode()


def test_the_explanation_needs_no_script_and_nothing_from_elsewhere(client):
    page = client.get(f"{API}/docs")
    text = page.content.decode()

    assert page.status_code == 200
    assert "<script" not in text
    assert "style=" not in text
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text)
    for operation in ("listDocuments", "getDocument", "search", "dumpDocumentsAsTable"):
        assert f'id="{operation}"' in text


def test_every_operation_and_parameter_is_documented():
    for path, methods in description()["paths"].items():
        assert list(methods) == ["get"]
        operation = methods["get"]
        assert operation["summary"], path
        assert operation["description"], path
        assert {"200", "405", "422"} <= set(operation["responses"]), path
        assert all(parameter["description"] for parameter in operation["parameters"]), path
        for status, answer in operation["responses"].items():
            assert answer["description"], (path, status)
            assert answer["content"], (path, status)
    for name, shape in description()["components"]["schemas"].items():
        undescribed = [key for key, one in shape.get("properties", {}).items() if not one.get("description")]
        assert not undescribed, name


def test_each_answer_asks_few_questions_however_many_rows(client, stock, django_assert_max_num_queries):
    for number in range(60):
        published(stock.cast.department, f"公告{number}")
    for path, most in (
        ("documents?limit=100", 3),
        (f"documents/{stock.policy.public_id}", 7),
        ("catalogue", 3),
        ("agencies", 4),
        ("agencies/G", 6),
        ("reports", 2),
        ("search?q=公告&limit=100", 8),
        ("dumps/documents.csv", 12),
    ):
        with django_assert_max_num_queries(most):
            body_of(client.get(f"{API}/{path}"))


def test_an_agency_brings_its_guide_field_by_field(client, stock):
    agency = get(client, "agencies/G")

    assert agency["profile"] is None
    channels = next(one for one in agency["guide"]["fields"] if one["key"] == "channels")
    assert channels["rows"] == [["邮寄", "开通", "测试路1号", "注明"]]
    assert channels["columns"][0] == "渠道"
    for unknown in ("X", "%00", "a" * 500):
        get(client, f"agencies/{unknown}", 404)


def test_the_catalogue_counts_what_lists_show(client, stock):
    tree = get(client, "catalogue")["statutory"]

    def total(columns):
        return sum(column["documents"] for column in columns)

    assert total(tree) == 1


def test_a_report_comes_with_its_data_and_files(client, with_report):
    [row] = get(client, "reports")["items"]
    one = get(client, "reports/G/2020")

    assert row["files"]["pdf"].endswith("/zfxxgk/nianbao/G/2020/pdf")
    assert one["report"]["fiscal_year"] == 2020
    for wrong in ("reports/G/2019", "reports/X/2020", "reports/G/" + "9" * 30):
        get(client, wrong, 404)


def test_search_marks_what_it_found_and_pages_on(client, stock):
    found = get(client, "search?q=低保&limit=1")
    following = get(client, urlsplit(found["next"])._replace(scheme="", netloc="").geturl())

    assert [item["id"] for item in found["items"]] == [stock.reading.public_id]
    assert [item["id"] for item in following["items"]] == [stock.policy.public_id]
    assert "<mark>低保</mark>" in following["items"][0]["snippet_html"]


def test_the_live_dump_is_every_listed_document_once(client, stock):
    lines = [json.loads(line) for line in body_of(client.get(f"{API}/dumps/documents.jsonl")).splitlines()]
    by_id = {line["id"]: line for line in lines}

    assert len(lines) == len(by_id) == 2
    assert by_id[stock.policy.public_id]["interpretations"] == [stock.reading.public_id]
    assert by_id[stock.reading.public_id]["interprets"] == [stock.policy.public_id]
    assert by_id[stock.policy.public_id]["body_text"].startswith("城乡低保")


def test_the_live_table_holds_no_formula(client, stock):
    published(stock.cast.department, "=HYPERLINK(1)公告", keywords="@sum", source="+86")
    text = body_of(client.get(f"{API}/dumps/documents.csv"))

    assert text.startswith("\ufeffid,url,")
    assert "'=HYPERLINK" in text
    assert ",'@sum," in text
    assert ",'+86," in text


def test_a_busy_database_is_said_in_json(client, stock, monkeypatch):
    from django.db import OperationalError  # noqa: PLC0415

    def busy(*args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(list_module, "filtered", busy)
    response = client.get(f"{API}/documents")

    assert response.status_code == 503
    assert response.json()["error"]["code"] == "busy"
    assert response["Cache-Control"] == "no-store"


def test_changes_are_told_in_the_order_in_which_they_happened(client, stock):
    first = published(stock.cast.department, "较早", now=NOW + timedelta(days=2))
    second = published(stock.cast.department, "较晚", now=NOW + timedelta(days=3))
    found, _ = walk(client, f"documents?limit=1&changed_since={(NOW + timedelta(days=1)).date()}")

    assert found == [first.public_id, second.public_id]
