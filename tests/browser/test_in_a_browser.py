"""Real pages in headless Chromium: a citizen reads, a clerk writes, an approver publishes; desktop and phone."""

import pytest

from browser.conftest import log_in

pytestmark = pytest.mark.browser


def test_a_citizen_reads_the_report_without_script_and_nothing_comes_from_elsewhere(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.get_by_role("link", name="伊滨经开区2020年度报告").click()

    assert page.get_by_role("heading", name="勾稽关系核对").is_visible()
    assert page.get_by_role("cell", name="2,157.936").is_visible()
    assert all(url.startswith(address) for url in asked)
    assert not context.cookies()
    context.close()


def test_a_citizen_downloads_the_report(page):
    page.goto("/zfxxgk/nianbao/YB/2020/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()

    assert download.value.suggested_filename == "洛阳市伊滨经开区人民政府2020年政府信息公开工作年度报告.docx"


def test_the_approver_finds_the_record_behind_a_figure_writes_and_publishes(page):
    log_in(page, "zhaoshenpi")
    page.goto("/desk/reports/YB/2019/")
    page.locator("table.t3 td a").first.click()
    assert page.get_by_role("cell", name="-2019-0001").is_visible()
    page.get_by_role("link", name="回到报告").click()
    page.get_by_role("link", name="填写文字部分").click()
    page.fill("#chapter5", "公开还不够及时，全年办结{requests_handled}件。")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="发布报告").click()
    page.get_by_role("link", name="查看公开页面").click()

    assert page.get_by_text("全年办结0件").is_visible()
    assert not page.complaints


def test_the_inspector_sees_no_button_to_publish(page):
    log_in(page, "chenducha")
    page.goto("/desk/reports/YB/2021/")

    assert page.get_by_role("button", name="发布报告").count() == 0
    assert page.get_by_role("link", name="填写文字部分").count() == 0


def test_a_pasted_report_is_checked(page):
    log_in(page, "lijingban")
    page.goto("/desk/check/")
    page.get_by_text("或者粘贴报告全文").click()
    page.fill("#text", "某某局2021年政府信息公开工作年度报告\n一、总体情况\n无")
    page.get_by_role("button", name="开始核对").click()

    assert page.locator(".badge").first.is_visible()
    assert not page.complaints


PATHS = [
    *["/", "/zfxxgk/fdzdgknr/", "/zfxxgk/nianbao/", "/zfxxgk/nianbao/YB/2020/", "/nothing/"],
    *["/desk/", "/desk/reports/YB/2020/", "/desk/reports/YB/2020/cell/?cell=table3/received/total", "/desk/check/"],
]


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_page_is_wider_than_the_screen(page, width):
    log_in(page, "zhaoshenpi")
    page.set_viewport_size({"width": width, "height": 800})
    for path in PATHS:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_keyboard_reaches_the_content_first_and_focus_can_be_seen(page):
    page.goto("/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_every_control_has_a_name_and_every_page_one_heading(page):
    log_in(page, "zhaoshenpi")
    for path in [*PATHS, "/desk/reports/YB/2021/words/"]:
        page.goto(path)
        nameless = page.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden]),select,textarea,button')]"
            ".filter(e => !e.labels?.length && !e.textContent.trim() && !e.ariaLabel).length"
        )
        assert nameless == 0, path
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"
        assert page.title()
