import json
from datetime import date

import pytest

from cast import make_cast
from commands import run
from gongkai.audit.models import Event
from gongkai.audit.verifier import verify
from gongkai.base import clock
from gongkai.organs.models import Account, Membership, Role
from gongkai.publication.kinds import Standing
from gongkai.publication.models import Document, Draft, ImportRun, Tally
from gongkai.publication.services.change_state import withdraw_document

pytestmark = pytest.mark.django_db
IDENTITY_NUMBER = "11010119900307109X"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def approver(cast):
    account = Account.objects.create_user(username="zhong", display_name="钟终审")
    Membership.objects.create(account=account, agency=cast.department, role=Role.FINAL_APPROVER.value)
    return account


def row(**values):
    made = {"agency": "D", "title": "关于低保的公告", "made_on": "2020-01-02", "body": "正文"}
    return {key: value for key, value in (made | values).items() if value is not None}


def jsonl(tmp_path, *rows, name="f.jsonl"):
    path = tmp_path / name
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows), "utf-8")
    return str(path)


def imported(path, *options):
    status, out, err = run("import", "documents", path, "--json", *options)
    assert out, err
    return status, json.loads(out)


def current():
    return Document.objects.filter(retired_at=None)


def test_publishing_makes_public_with_the_person_who_answers_for_it(cast, approver, tmp_path):
    status, answer = imported(jsonl(tmp_path, row(source_id="1")), "--publish", "--as", "zhong")
    document = current().get()

    assert (status, answer) == (0, {"rows": 1, "imported": 1, "unchanged": 0, "drafts": 0, "errors": []})
    assert (document.standing, document.published_on) == (Standing.LIVE, clock.today())
    assert document.index_number == f"D/{clock.today().year}-00001"
    assert json.loads(Event.objects.get(action="document.published").canonical)["actor"] == "zhong"
    assert verify().intact


def test_who_has_no_right_to_approve_for_an_agency_cannot_publish_for_it(cast, approver, tmp_path):
    path = jsonl(tmp_path, row(), row(agency="T"))
    status, answer = imported(path, "--publish", "--as", "zhong")

    assert status == 2
    assert [error["line"] for error in answer["errors"]] == [2]
    assert "没有终审权限" in answer["errors"][0]["message"]
    assert not Document.objects.exists()
    assert imported(path, "--publish", "--as", "nobody")[1]["error"]["code"] == "unknown_account"


def test_without_a_named_account_the_user_of_the_system_answers(cast, tmp_path):
    imported(jsonl(tmp_path, row()), "--publish")

    assert json.loads(Event.objects.get(action="document.published").canonical)["actor"].startswith("cli:")


def test_what_was_public_elsewhere_is_taken_on_record_and_not_shown(cast, tmp_path):
    imported(jsonl(tmp_path, row(published_on="2020-01-06")))

    assert current().get().standing == Standing.ON_RECORD
    assert not Tally.objects.exists()


def test_what_was_never_public_becomes_a_draft(cast, tmp_path):
    status, answer = imported(jsonl(tmp_path, row(source_id="1", genre="通知")))
    draft = Draft.objects.get()

    assert (status, answer["drafts"], answer["imported"]) == (0, 1, 0)
    assert (draft.title, draft.is_revision) == ("关于低保的公告", False)
    assert not Document.objects.exists()


def test_the_same_source_number_with_the_same_content_is_unchanged(cast, tmp_path):
    imported(jsonl(tmp_path, row(source_id="1"), row(source_id="2")), "--publish")
    again = jsonl(tmp_path, row(source_id="2"), row(source_id="1"), row(source_id="3"), name="again.jsonl")
    _, answer = imported(again, "--publish")

    assert (answer["imported"], answer["unchanged"]) == (1, 2)
    assert Document.objects.count() == 3
    assert imported(again, "--publish")[1]["unchanged"] == 3, "the very same file may come again"


def test_other_content_is_a_revision_when_publishing_and_an_error_when_not(cast, tmp_path):
    imported(jsonl(tmp_path, row(source_id="1", keywords="旧")), "--publish")
    first = current().get()
    changed = jsonl(tmp_path, row(source_id="1", body="新的正文"), name="b.jsonl")
    status, answer = imported(changed)
    assert status == 2
    assert "内容不同" in answer["errors"][0]["message"]
    imported(changed, "--publish")
    second = current().get()

    assert (second.public_id, second.index_number, second.version) == (first.public_id, first.index_number, 2)
    assert second.body.html == "<p>新的正文</p>"


def test_a_document_on_record_becomes_public_when_it_is_published(cast, tmp_path):
    path = jsonl(tmp_path, row(source_id="1", published_on="2020-01-06"))
    imported(path)
    before = current().get()
    _, answer = imported(path, "--publish")
    after = current().get()

    assert answer["imported"] == 1
    assert (after.standing, after.public_id, after.published_on) == (Standing.LIVE, before.public_id, date(2020, 1, 6))


def test_a_file_without_source_numbers_cannot_come_again_in_another_way(cast, tmp_path):
    path = jsonl(tmp_path, row(published_on="2020-01-06"))
    imported(path)

    assert imported(path, "--publish")[1]["error"]["code"] == "imported_before"
    assert Document.objects.count() == 1


def test_what_was_withdrawn_does_not_come_back_by_an_import(cast, tmp_path):
    imported(jsonl(tmp_path, row(source_id="1")), "--publish")
    withdraw_document(actor="x", now=clock.now(), public_id=current().get().public_id, reason="误发")
    status, answer = imported(jsonl(tmp_path, row(source_id="1", body="新"), name="b.jsonl"), "--publish")

    assert status == 2
    assert "已撤下" in answer["errors"][0]["message"]


def test_a_draft_is_known_again_and_not_published_behind_its_reviewers(cast, tmp_path):
    path = jsonl(tmp_path, row(source_id="1"))
    imported(path)

    assert imported(jsonl(tmp_path, row(source_id="1"), row(), name="b.jsonl"))[1]["unchanged"] == 1
    status, answer = imported(path, "--publish")
    assert status == 2
    assert "草稿" in answer["errors"][0]["message"]


def test_one_source_number_twice_in_a_file_is_an_error_and_two_agencies_may_share_it(cast, tmp_path):
    path = jsonl(tmp_path, row(source_id="1"), row(source_id="1", agency="T"), row(source_id="1"))
    status, answer = imported(path, "--publish")

    assert status == 2
    assert [(error["line"], "不止一行" in error["message"]) for error in answer["errors"]] == [(3, True)]


def test_an_index_number_that_came_with_a_row_stays_and_belongs_to_one_document(cast, tmp_path):
    imported(jsonl(tmp_path, row(index_number="QS/2019-00007", published_on="2020-01-06")), "--publish")
    status, answer = imported(jsonl(tmp_path, row(index_number="qs/2019-00007"), name="b.jsonl"), "--publish")

    assert current().get().index_number == "QS/2019-00007"
    assert status == 2
    assert "索引号" in answer["errors"][0]["message"]


def test_text_the_shield_stops_is_a_row_error_that_does_not_repeat_it(cast, tmp_path):
    path = jsonl(tmp_path, row(), row(body=f"申请人身份证号{IDENTITY_NUMBER}"))
    status, answer = imported(path, "--publish")

    assert status == 2
    assert answer["errors"][0]["line"] == 2
    assert "不宜公开" in answer["errors"][0]["message"]
    assert IDENTITY_NUMBER not in json.dumps(answer)


def test_every_field_goes_where_it_belongs(cast, tmp_path):
    given = row(
        agency="测试区民政局",
        kind="other",
        genre="意见",
        document_number="测政 [2020] 05号",
        effective_on="2020年2月1日",
        expires_on="2025/2/1",
        audiences=["企业"],
        keywords="低保 公告",
        summary="概述",
        source="测试区民政局",
        body="<p>一</p><script>alert(1)</script>",
    )
    status, answer = imported(jsonl(tmp_path, given), "--publish")
    document = current().get()

    assert (status, answer["errors"]) == (0, [])
    assert (document.kind, document.form, document.genre) == ("other_information", "opinion", "other")
    assert document.document_number == "测政〔2020〕5号"
    assert (document.effective_on, document.expires_on) == (date(2020, 2, 1), date(2025, 2, 1))
    assert (document.keywords, document.summary, document.source) == ("低保 公告", "概述", "测试区民政局")
    assert len(document.audiences) == 1
    assert document.body.html == "<p>一</p>"


@pytest.mark.parametrize(
    ("values", "column", "said"),
    [
        ({"genre": "没有的体裁"}, "体裁", "体裁里没有"),
        ({"subject": "没有的主题"}, "主题分类", "主题分类里没有"),
        ({"expires_on": "2019-01-01"}, "有效期至", "应当晚于"),
        ({"abolished_on": "2019-01-01"}, "废止日期", "不能早于"),
        ({"title": "长" * 301}, "标题", "不能超过300个字"),
        ({"source_id": "x" * 121}, "来源编号", "不能超过120个字"),
        ({"published_on": "2999-01-01"}, "", "还没有到"),
        ({"index_number": "?"}, "", "不像索引号"),
        ({"agency": "没有的局"}, "机构代码", "没有代码或名称"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column(cast, tmp_path, values, column, said):
    status, answer = imported(jsonl(tmp_path, row(), row(**values)), "--publish")

    assert status == 2
    assert [(error["line"], error["column"]) for error in answer["errors"]] == [(2, column)]
    assert said in answer["errors"][0]["message"]
    assert not Document.objects.exists()


def test_at_most_two_hundred_faults_are_told(cast, tmp_path):
    path = jsonl(tmp_path, *(row(made_on="x") for _ in range(500)))

    assert len(imported(path, "--batch-size", "50")[1]["errors"]) == 200


def test_the_agency_of_the_call_holds_where_a_row_names_none(cast, tmp_path):
    path = jsonl(tmp_path, row(agency=None), row(agency="T"))
    imported(path, "--publish", "--agency", "D")

    assert sorted(current().values_list("agency__code", flat=True)) == ["D", "T"]
    assert imported(path, "--publish", "--agency", "X")[1]["error"]["code"] == "unknown_agency"


def test_other_kinds_take_none_of_the_options(cast, tmp_path):
    status, _, err = run("import", "decisions", jsonl(tmp_path, row()), "--publish")

    assert status == 2
    assert "只用于 documents" in err


def test_batches_leave_a_checkpoint_and_a_finished_import(cast, tmp_path):
    path = jsonl(tmp_path, *(row(source_id=str(number), title=f"第{number}号") for number in range(25)))
    _, answer = imported(path, "--publish", "--batch-size", "10")
    run_row = ImportRun.objects.get()

    assert answer["imported"] == 25
    assert (run_row.rows, run_row.rows_done, run_row.finished_at is None) == (25, 25, False)
    assert Event.objects.filter(action="import.finished").count() == 1
    assert run("catalogue", "verify")[0] == 0


def test_a_revision_keeps_what_the_file_does_not_speak_of(cast, tmp_path):
    imported(jsonl(tmp_path, row(source_id="1", published_on="2020-01-06")), "--publish")
    Document.objects.update(registration_number="登1", published_time="09:30")
    imported(jsonl(tmp_path, row(source_id="1", body="新"), name="b.jsonl"), "--publish")
    after = current().get()

    assert (after.registration_number, after.published_on) == ("登1", date(2020, 1, 6))


def test_a_wrong_count_is_found_and_mended(cast, tmp_path):
    imported(jsonl(tmp_path, row(source_id="1")), "--publish")
    Tally.objects.update(count=7)
    status, out, _ = run("catalogue", "verify", "--json")

    assert (status, json.loads(out)["counts"]) == (1, {"tally": 1})
    assert run("catalogue", "rebuild")[0] == 0
    assert run("catalogue", "verify")[0] == 0


def test_a_changed_body_a_shared_number_and_a_gap_are_found(cast, tmp_path):
    imported(jsonl(tmp_path, *(row(source_id=str(n), body=f"第{n}份") for n in range(3))), "--publish")
    first, second, _ = current().order_by("id")
    Document.objects.filter(pk=second.pk).update(index_number="X/2020-1")
    type(first.body).objects.filter(pk=first.body_id).update(html="<p>改动</p>")
    _, out, _ = run("catalogue", "verify", "--json")

    assert json.loads(out)["counts"] == {"index_number": 1, "body": 1}
