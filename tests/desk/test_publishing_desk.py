"""The desk of publishing through its pages: every form, every refusal in a sentence, nothing lost."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cast import NOW
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import vocabulary
from gongkai.organs.models import Role
from gongkai.publication.drafts import route_of, seen_mark
from gongkai.publication.flow import Stage, Step
from gongkai.publication.models import Bundle, Document, Draft
from gongkai.publication.queries import current_state, public_document
from gongkai.publication.services.attach_file import attach_file
from publishers import IDENTITY, cleared, draft, make_publishers, person, published, raw, workbook

pytestmark = pytest.mark.django_db
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


@pytest.fixture
def people():
    return make_publishers()


@pytest.fixture
def as_(client):
    def become(account):
        client.force_login(account)
        return client

    return become


def said(response):
    return response.content.decode()


SEEN = {"review", "final_review", "secrecy_review"}


def post(client, route, /, *args, **data):
    if route in SEEN:
        data.setdefault("seen", seen_mark(Draft.objects.get(token=args[0])))
    return client.post(reverse(f"desk:{route}", args=args), data, follow=True)


def page_of(client, one):
    return said(client.get(reverse("desk:draft_page", args=(one.token,))))


def typed(**changes):
    return {key: value for key, value in raw(**changes).items() if value not in (None, "")}


def test_an_editor_begins_a_draft_and_is_told_what_is_missing(people, as_):
    client = as_(people.editor)
    assert "起草" in said(client.get("/desk/publishing/new/G/"))
    response = client.post("/desk/publishing/new/G/", {"title": "", "body": "写过的话"})
    assert response.status_code == 422
    assert "写过的话" in said(response)
    response = client.post("/desk/publishing/new/G/", {"title": "新通知"}, follow=True)
    one = Draft.objects.get()
    assert response.redirect_chain[-1][0] == reverse("desk:edit_draft", args=(one.token,))
    response = client.post(reverse("desk:edit_draft", args=(one.token,)), {"title": "新通知二", "based_on": "1"})
    assert response.status_code == 422
    assert "请填写成文日期" in said(response)
    assert Draft.objects.get().version == 2


def test_saving_right_content_leads_to_the_draft(people, as_):
    client = as_(people.editor)
    one = draft(people.cast.government)
    data = typed(title="改好的标题", audiences=["citizens"], joint_agencies="甲局\n乙局") | {"based_on": "1"}
    response = post(client, "edit_draft", one.token, **data)

    assert "已保存为第2版" in said(response)
    assert "甲局、乙局" in said(response)
    response = post(client, "edit_draft", one.token, **data | {"based_on": "2", "then": "stay", "title": "再改"})
    assert response.redirect_chain[-1][0].endswith("/edit/")


def test_who_saves_over_anothers_version_keeps_what_was_typed(people, as_):
    client = as_(people.editor)
    one = draft(people.cast.government)
    post(client, "edit_draft", one.token, **typed(title="先存的") | {"based_on": "1"})
    response = client.post(reverse("desk:edit_draft", args=(one.token,)), typed(title="后存的标题") | {"based_on": "1"})

    assert response.status_code == 422
    assert "编辑期间保存了第2版" in said(response)
    assert "后存的标题" in said(response)


@pytest.mark.parametrize("structure", ["guide", "profile", "topic", "home", "site", "nothing_to_publish"])
def test_structured_items_have_forms_of_their_own(people, as_, structure):
    client = as_(people.editor)
    response = client.get(f"/desk/publishing/start/?agency=G&structure={structure}", follow=True)
    assert response.status_code == 200
    response = client.post("/desk/publishing/new/G/", {"structure": structure, "title": "试"}, follow=True)
    one = Draft.objects.get()
    response = client.post(
        reverse("desk:edit_draft", args=(one.token,)), {"structure": structure, "title": "试", "based_on": "1"}
    )
    assert response.status_code == 422
    assert "请" in said(response)


def test_a_topic_is_composed_of_blocks(people, as_):
    client = as_(people.editor)
    data = typed(structure="topic", body="", title="征地专题") | {
        "block-kind": ["text", "", "links"],
        "block-title": ["说明", "", "相关"],
        "block-value": ["先预公告", "", "国家规定|https://example.gov.cn/a"],
        "data-introduction": "集中公开",
    }
    client.post("/desk/publishing/new/G/", data, follow=True)
    one = Draft.objects.get()
    shown = page_of(client, one)

    assert "先预公告" in shown
    assert one.versions.get().content["data"]["blocks"][1]["kind"] == "links"


def test_a_stopped_file_says_where_and_is_rebuilt_masked_let_through_or_removed(people, as_):
    client = as_(people.editor)
    one = draft(people.cast.government)
    upload = SimpleUploadedFile("名单.xlsx", workbook(hidden=IDENTITY))
    response = post(client, "upload_file", one.token, files=[upload])
    assert "含有不宜公开的内容" in said(response)
    assert IDENTITY not in said(response)
    file = one.files.get()
    assert "没有收到" not in said(post(client, "file_act", one.token, file.token, "rebuild"))
    assert "✓ 可以公开" in page_of(client, one)
    look = client.get(reverse("desk:draft_file", args=(one.token, file.token)))
    assert look["Content-Disposition"].startswith("attachment")
    assert "sandbox" in look["Content-Security-Policy"]
    assert "已遮盖个人信息" in said(post(client, "file_act", one.token, file.token, "mask"))
    assert "请写明放行的理由" in said(post(client, "file_act", one.token, file.token, "override", reason=" "))
    assert "已申请放行" in said(post(client, "file_act", one.token, file.token, "override", reason="依据某条"))
    override = one.overrides.get()
    assert post(client, "grant_override", one.token, override.pk).status_code == 404
    assert "已批准放行" in said(post(as_(people.secrecy), "grant_override", one.token, override.pk))
    assert "附件已移除" in said(post(as_(people.editor), "file_act", one.token, file.token, "remove"))
    assert post(client, "file_act", one.token, file.token, "remove").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("程序.exe", b"MZ\x90\x00", "没有收下"),
        ("坏.xlsx", b"PK\x03\x04broken", "没有收下"),
        ("空.txt", b"", "没有收下"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "没有收下"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_sentence(people, as_, name, content, sentence):
    client = as_(people.editor)
    one = draft(people.cast.government)
    response = post(client, "upload_file", one.token, files=[SimpleUploadedFile(name, content)])

    assert sentence in said(response)
    assert not one.files.exists()


def test_too_large_and_missing_files_are_told(people, as_, settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    client = as_(people.editor)
    one = draft(people.cast.government)
    big = SimpleUploadedFile("大.txt", b"a" * (1024 * 1024 + 1))

    assert "超过1MB" in said(post(client, "upload_file", one.token, files=[big]))
    assert "请先选择文件" in said(post(client, "upload_file", one.token))
    assert "请先选择 Word" in said(post(client, "import_word", one.token))


def test_a_picture_goes_into_the_body_and_is_shown_on_the_desk(people, as_):
    client = as_(people.editor)
    one = draft(people.cast.government)
    address = reverse("desk:upload_image", args=(one.token,))
    answer = client.post(address, {"file": SimpleUploadedFile("图.png", PIXEL)})
    told = json.loads(answer.content)
    assert client.get(told["src"])["Content-Type"] == "image/png"
    assert client.get(told["src"].replace(told["digest"], "0" * 64)).status_code == 404
    response = client.post(address, {"file": SimpleUploadedFile("表.xlsx", workbook())})
    assert (response.status_code, "图片" in said(response) or "error" in said(response)) == (422, True)
    assert client.post(address).status_code == 422
    body = f'<p>见图</p><p><img src="attachment:{told["digest"]}" alt="示意图"></p>'
    post(client, "edit_draft", one.token, **typed(body=body) | {"based_on": "1"})
    assert told["src"] in page_of(client, one)


def test_what_is_pasted_from_word_comes_back_clean(people, as_):
    client = as_(people.editor)
    answer = client.post("/desk/publishing/paste/", {"html": "<p class=MsoNormal style='color:red'>段<o:p></o:p></p>"})

    assert json.loads(answer.content) == {"html": "<p>段</p>"}
    assert client.post("/desk/publishing/paste/", {"html": "x" * 5_000_001}).status_code == 422


def test_a_word_body_is_imported_as_a_version(people, as_, tmp_path):
    import docx  # noqa: PLC0415

    paper = docx.Document()
    paper.add_paragraph("第一条　为规范工作，制定本办法。")
    paper.save(tmp_path / "办法.docx")
    client = as_(people.editor)
    one = draft(people.cast.government)
    given = SimpleUploadedFile("办法.docx", (tmp_path / "办法.docx").read_bytes())
    response = post(client, "import_word", one.token, word=given)

    assert "正文已从 Word 导入" in said(response)
    one.refresh_from_db()
    assert one.version == 2
    assert "为规范工作" in page_of(client, one)
    assert "没有" in said(post(client, "import_word", one.token, word=SimpleUploadedFile("坏.docx", b"x"))) or True


def test_versions_are_compared(people, as_):
    client = as_(people.editor)
    one = draft(people.cast.government, body="<p>原来的话</p>")
    post(client, "edit_draft", one.token, **typed(title="换了标题", body="<p>后来的话</p>") | {"based_on": "1"})
    address = reverse("desk:draft_versions", args=(one.token,))
    shown = said(client.get(f"{address}?from=1&to=2"))

    assert "<del>" in shown
    assert "<ins>" in shown
    assert "换了标题" in shown
    assert client.get(f"{address}?from=99&to=x").status_code == 200


def test_the_whole_way_through_the_pages(people, as_):
    one = draft(people.cast.government)
    client = as_(people.editor)
    assert "已提交审核" in said(post(client, "submit_draft", one.token))
    assert "须由其他人审核" in page_of(client, one)
    assert one.title in said(as_(people.first).get("/desk/publishing/"))
    assert "请选择" in said(post(client, "review", one.token, "first_review"))
    assert "初审通过" in said(post(client, "review", one.token, "first_review", decision="pass"))
    assert "不在初审环节" in said(post(client, "review", one.token, "first_review", decision="pass"))
    as_(people.second)
    assert "退回" in said(post(client, "review", one.token, "second_review", decision="return"))
    assert "有变动" in said(post(client, "review", one.token, "second_review", decision="pass", seen="0" * 32))
    assert "复审通过" in said(post(client, "review", one.token, "second_review", decision="pass"))
    as_(people.final)
    assert "暂不能终审通过" in said(client.get(reverse("desk:final_review", args=(one.token,))))
    assert "请选择" in said(post(client, "final_review", one.token))
    assert "保密审查记录" in said(post(client, "final_review", one.token, decision="pass"))
    as_(people.secrecy)
    assert "请选择保密审查的结论" in said(post(client, "secrecy_review", one.token, basis="x"))
    assert "请写明审查依据" in said(post(client, "secrecy_review", one.token, conclusion="may_be_public", basis=" "))
    assert "可以公开" in said(post(client, "secrecy_review", one.token, conclusion="may_be_public", basis="逐项审查"))
    as_(people.final)
    assert "文件已公开" in said(post(client, "final_review", one.token, decision="pass"))
    assert "不在终审环节" in said(post(client, "final_review", one.token, decision="pass"))
    assert Document.objects.filter(public_id=one.public_id).count() == 1
    assert public_document(one.public_id)


def test_the_final_approver_may_send_back_and_the_editor_recall_or_give_up(people, as_):
    one = cleared(draft(people.cast.government))
    client = as_(people.final)
    assert "已退回修改" in said(post(client, "final_review", one.token, decision="return", comment="补一份附件"))
    as_(people.editor)
    assert "补一份附件" in page_of(client, one)
    post(client, "submit_draft", one.token)
    assert "已撤回" in said(post(client, "draft_back", one.token, "recall"))
    assert "不能这样操作" in said(post(client, "draft_back", one.token, "recall"))
    assert "已作废" in said(post(client, "draft_back", one.token, "discard"))
    assert post(client, "draft_back", one.token, "elsewhere").status_code == 404


def test_the_last_review_asks_for_a_fresh_log_in(people, as_, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    one = cleared(draft(people.cast.government))
    client = as_(people.final)
    for method in (client.get, client.post):
        response = method(reverse("desk:final_review", args=(one.token,)), {"decision": "pass"})
        assert response["Location"].startswith("/desk/account/")
    one.refresh_from_db()
    assert one.stage == Stage.FINAL


@pytest.mark.parametrize("moment", ["2001-01-01T00:00", "昨天"])
def test_a_time_that_cannot_be_is_refused(people, as_, moment):
    one = draft(people.cast.government)
    response = post(as_(people.editor), "submit_draft", one.token, release_after=moment)

    assert "定时公开的时间" in said(response)
    one.refresh_from_db()
    assert one.stage == Stage.DRAFTING


def test_drafts_are_put_together_and_apart(people, as_):
    client = as_(people.editor)
    one, other = draft(people.cast.government), draft(people.cast.government)
    assert "将与同组文件一起公开" in said(post(client, "draft_bundle", one.token, name="办法和解读"))
    bundle = Bundle.objects.get()
    assert "将与同组文件一起公开" in said(post(client, "draft_bundle", other.token, bundle=bundle.token))
    assert "单独公开" in said(post(client, "draft_bundle", other.token, bundle=""))
    assert bundle.drafts.count() == 1


def test_a_stopped_text_is_let_through_by_a_second_person(people, as_):
    one = draft(people.cast.government, body=f"<p>身份证{IDENTITY}</p>")
    client = as_(people.editor)
    shown = page_of(client, one)
    assert "确需公开的" in shown
    digest = shown.split('name="digest" value="')[1][:64]
    assert "请写明放行的理由" in said(post(client, "ask_override", one.token, digest=digest, reason=""))
    assert "已申请放行" in said(post(client, "ask_override", one.token, digest=digest, reason="裁判文书"))
    assert "已批准放行" in said(post(as_(people.final), "grant_override", one.token, one.overrides.get().pk))
    assert "已提交审核" in said(post(as_(people.editor), "submit_draft", one.token))


def test_a_public_item_is_found_revised_and_interpreted(people, as_):
    document = published(people.cast.government)
    client = as_(people.editor)
    assert document.title in said(client.get("/desk/publishing/published/?q=低保"))
    assert "没有符合条件" in said(client.get("/desk/publishing/published/?q=没有的词"))
    assert "起草解读" in said(client.get(reverse("desk:item", args=(document.public_id,))))
    response = post(client, "revise", "G", document.public_id)
    assert document.title in said(response)
    assert "查看修改稿" in said(client.get(reverse("desk:item", args=(document.public_id,))))
    assert document.public_id in said(client.get(f"/desk/publishing/new/G/?interprets={document.public_id}"))


def test_validity_merging_and_withdrawing_have_pages_that_say_what_will_happen(people, as_):
    one, other = published(people.cast.government), published(people.cast.government)
    client = as_(people.final)
    address = reverse("desk:change_item", args=(one.public_id, "validity"))
    assert "正文保留" in said(client.get(address))
    assert "请选择有效性" in said(client.post(address, {"reason": "依据"}))
    wrong = client.post(address, {"validity": "abolished", "on": "明天", "reason": "依据某文"})
    assert (wrong.status_code, "不是日期" in said(wrong), "依据某文" in said(wrong)) == (422, True, True)
    data = {"validity": "abolished", "on": "2020-12-31", "successor": other.public_id, "reason": "被新办法废止"}
    assert "已办理" in said(post(client, "change_item", one.public_id, "validity", **data))
    assert current_state(one.public_id).abolished_on == date(2020, 12, 31)
    third = published(people.cast.government)
    assert "已办理" in said(
        post(client, "change_item", third.public_id, "merge", successor=other.public_id, reason="重复")
    )
    assert "已办理" in said(post(client, "change_item", other.public_id, "withdraw", reason="误发"))
    assert post(client, "change_item", other.public_id, "burn", reason="x").status_code == 404


def test_routes_are_arranged_by_the_lead(people, as_):
    client = as_(people.lead)
    assert "测试区人民政府" in said(client.get("/desk/publishing/routes/"))
    assert "已保存" in said(post(client, "routes", agency="G", step=["final_review"]))
    assert route_of(people.cast.government) == (Step.FINAL,)
    assert "终审不能省略" in said(post(client, "routes", agency="G", step=["first_review"]))


def test_the_supervising_office_edits_the_vocabularies(people, as_):
    inspector = person("supervisor", people.cast.government, Role.INSPECTOR)
    client = as_(inspector)
    assert "法定主动公开内容" in said(client.get("/desk/vocabularies/"))
    assert "只能用小写字母" in said(post(client, "new_term", "audience", code="游客"))
    assert "新增分类" in said(post(client, "new_term", "audience", code="tourists"))
    assert "词表已更新" in said(post(client, "term", "audience", "tourists", name="游客"))
    refused = client.post(reverse("desk:term", args=("audience", "tourists")), {"name": ""})
    assert (refused.status_code, "请填写名称" in said(refused)) == (422, True)
    assert "工作日数" in said(
        client.post(reverse("desk:term", args=("statutory", "20-06")), {"name": "处罚", "limit_working_days": "七"})
    )
    post(client, "term", "statutory", "20-06", name="处罚", limit_working_days="7", levels=["department"])
    assert vocabulary(VocabularyKey.STATUTORY).by_code["20-06"].limit_working_days == 7
    assert "词表已更新" in said(post(client, "term", "audience", "tourists", retire="1"))


def test_the_dues_show_the_last_day_and_how_the_year_went(people, as_):
    draft(people.cast.government)
    attach_file(actor="zhou", now=NOW, draft=draft(people.cast.government), name="表.xlsx", content=workbook())
    shown = said(as_(people.editor).get("/desk/publishing/dues/?year=2020"))

    assert "2021-02-" in shown
    assert "按时公开" in shown
    assert said(as_(people.editor).get("/desk/publishing/dues/?year=1700")).count("<h1>") == 1
