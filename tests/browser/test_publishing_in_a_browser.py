"""From a draft with a hidden sheet to the public, in real browsers: editor, three reviewers, citizen, stranger."""

import re

import pytest

from publishers import IDENTITY, workbook

pytestmark = pytest.mark.browser
TITLE = "2021年春节慰问物资发放情况公示"


def start(editor):
    editor.goto("/desk/publishing/")
    editor.select_option("#agency", "YB")
    editor.get_by_role("button", name="起草").click()
    editor.fill("#id_title", TITLE)
    editor.locator(".ProseMirror").click()
    editor.keyboard.type("现将春节慰问物资发放情况予以公示，明细见附件。")
    editor.fill("#id_openness_reason", "条例第二十条第（十一）项")
    editor.fill("#id_made_on", "2021-02-08")
    editor.select_option("#id_category", "20-11")
    editor.select_option("#id_subject", "17-3")
    editor.get_by_role("button", name="保存并查看").click()
    return re.search(r"drafts/(\w+)/", editor.url)[1]


def act(page, token, button, *, comment=""):
    page.goto(f"/desk/publishing/drafts/{token}/")
    if comment:
        page.fill("#basis", comment)
        page.check("[value=may_be_public]")
    page.get_by_role("button", name=button).click()
    page.locator(".message.success").first.wait_for()


def test_a_spreadsheet_with_a_hidden_sheet_is_stopped_rebuilt_reviewed_and_published(opened):  # noqa: PLR0915 - one story
    editor = opened("lijingban")
    token = start(editor)
    if f"drafts/{token}/edit" in editor.url:
        editor.goto(f"/desk/publishing/drafts/{token}/")
    content = {"name": "发放汇总.xlsx", "mimeType": "application/octet-stream", "buffer": workbook(hidden=IDENTITY)}
    editor.set_input_files("#upload", content)
    editor.get_by_role("button", name="上传并检查").click()
    assert editor.get_by_text("含有不宜公开的内容，须处理后才能公开").is_visible()
    assert editor.get_by_text("隐藏的工作表").first.is_visible()
    assert editor.get_by_role("button", name="提交审核").count() == 0
    editor.get_by_role("button", name="去除隐藏内容，重新生成").click()
    assert editor.get_by_text("✓ 可以公开").is_visible()
    with editor.expect_download() as download:
        editor.get_by_role("link", name=re.compile("下载公开件")).click()
    rebuilt = download.value.path().read_bytes()
    assert IDENTITY.encode() not in rebuilt
    editor.get_by_role("button", name="提交审核").click()

    stranger = opened("zhuge")
    for path in (f"/desk/publishing/drafts/{token}/", f"/desk/publishing/drafts/{token}/edit/"):
        assert stranger.goto(path).status == 404
    stranger.goto("/desk/publishing/")
    assert stranger.get_by_text(TITLE).count() == 0
    for path in PLACES:
        assert TITLE not in opened().request.get(path).text()

    act(opened("wangchushen"), token, "初审通过")
    act(opened("liufushen"), token, "复审通过")
    act(opened("sunbaomi"), token, "记录审查结论", comment="逐项审查，未发现涉密内容")
    final = opened("zhaoshenpi")
    final.goto(f"/desk/publishing/drafts/{token}/")
    final.get_by_role("link", name="作出终审决定").click()
    final.get_by_role("button", name="终审通过并公开").click()
    assert final.get_by_text("终审通过，文件已公开").is_visible()

    citizen = opened()
    final.locator(".message.success a").first.click()
    address = final.url
    public_id = re.search(r"/p/(\w+)/", address)[1]
    citizen.goto(address)
    assert citizen.get_by_role("heading", name=TITLE, level=1).is_visible()
    meta = {name: citizen.locator(f'meta[name="{name}"]').get_attribute("content") for name in META}
    assert meta["ArticleTitle"] == TITLE
    assert meta["SiteIDCode"] == "0000000001"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", meta["PubDate"])
    with citizen.expect_download() as download:
        citizen.get_by_role("link", name=re.compile("发放汇总")).first.click()
    assert download.value.path().read_bytes() == rebuilt
    for path in PLACES:
        text = citizen.request.get(path).text()
        assert TITLE in text or public_id in text, path
    assert not citizen.complaints
    assert not citizen.context.cookies()
    for one in (citizen, editor, final):
        assert all(url.startswith((address.split("/p/")[0], "data:", "blob:")) for url in one.asked)

    final.goto(f"/desk/publishing/published/{public_id}/withdraw/")
    final.fill("#reason", "误发，附件有误")
    final.get_by_role("button", name="因误发撤下").click()
    gone = citizen.request.get(address)
    assert gone.status == 410
    assert TITLE not in gone.text()
    for path in PLACES:
        text = citizen.request.get(path).text()
        assert TITLE not in text
        assert public_id not in text or path == "/sitemap.xml"


PLACES = [
    "/zfxxgk/fdzdgknr/",
    "/zfxxgk/fdzdgknr/20-11/",
    "/zfxxgk/fdzdgknr/feed.rss",
    "/zfxxgk/fdzdgknr/feed.atom",
    "/zfxxgk/fdzdgknr/feed.json",
    "/sitemaps/1.xml",
    "/ss/?q=春节慰问物资",
    "/api/v1/documents",
    "/api/v1/search?q=春节慰问物资",
]
META = (
    *("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"),
    *("ArticleTitle", "PubDate", "ContentSource"),
)


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(opened):
    editor = opened("lijingban")
    editor.goto("/desk/publishing/new/YB/")
    editor.fill("#id_title", "没有写完的稿件")
    editor.locator(".ProseMirror").click()
    editor.keyboard.type("写了一半的正文")
    editor.get_by_role("button", name="保存并查看").click()
    editor.get_by_role("button", name="保存并查看").click()

    assert editor.get_by_text("请填写成文日期").first.is_visible()
    assert editor.locator("#id_title").input_value() == "没有写完的稿件"
    assert "写了一半的正文" in editor.locator(".ProseMirror").inner_text()
    assert not [said for said in editor.complaints if "422" not in said]


def test_two_clicks_publish_once_and_a_reader_without_script_can_draft(opened):
    plain = opened("lijingban", java_script_enabled=False)
    plain.goto("/desk/publishing/new/YB/")
    plain.fill("#id_title", "不用脚本起草的通告")
    plain.fill("#id_body", "第一段\n第二段")
    plain.get_by_role("button", name="保存并查看").click()

    assert plain.locator("#id_title").input_value() == "不用脚本起草的通告"
    assert "第二段" in plain.locator("#id_body").input_value()
