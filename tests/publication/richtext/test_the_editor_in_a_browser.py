"""The editor in headless Chromium under the policy of the site: no inline style, no other host."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import django_prose_editor
import pytest
from django import forms
from test_sanitise import WHOLE as KEPT

from gongkai.config.headers import POLICY
from gongkai.desk import editing
from gongkai.publication.richtext.paste import from_paste

pytestmark = pytest.mark.browser
DIGEST = "a1" * 32
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment--><p class=MsoListParagraph '
    "style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>甲<o:p></o:p></p>"
    "<!--EndFragment--></body></html>"
)
ROOTS = {
    "desk": Path(editing.__file__).parent / "static" / "desk",
    "portal": Path(editing.__file__).parents[1] / "portal" / "static" / "portal",
    "django_prose_editor": Path(django_prose_editor.__file__).parent / "static" / "django_prose_editor",
}
SETTLING = 400
KINDS = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


class Body(forms.Form):
    """As the desk would have it."""

    body = forms.CharField(
        label="正文",
        widget=editing.RichText(upload_url="/upload", paste_url="/paste", picture_url="/pictures/{digest}"),
    )


def page_of(value):
    form = Body(initial={"body": value})
    return (
        f'<!DOCTYPE html><html lang="zh-Hans"><head><meta charset="utf-8"><title>编辑</title>'
        f'<link rel="stylesheet" href="/static/portal/site.css">{form.media}</head><body>'
        f'<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="token-1">{form}'
        f"<button>保存</button></form></body></html>"
    )


class Desk(BaseHTTPRequestHandler):
    pages, posted = {}, []

    def log_message(self, *_):
        pass

    def answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text") else kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        parts = self.path.strip("/").split("/")
        if parts[0] == "static":
            file = ROOTS[parts[1]].joinpath(*parts[2:])
            self.answer(file.read_bytes(), KINDS[file.suffix])
        elif parts[0] == "pictures":
            self.answer(PICTURE, "image/png")
        else:
            self.answer(self.pages.get(self.path, "").encode(), "text/html")

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.posted.append((self.path, self.headers["X-CSRFToken"], sent))
        if self.path == "/upload":
            said = {"src": "/pictures/new", "digest": DIGEST}
        else:
            said = {"html": from_paste(sent.decode())}
        self.answer(json.dumps(said).encode(), "application/json")


@pytest.fixture(scope="module")
def address():
    Desk.pages = {
        "/empty": page_of(""),
        "/whole": page_of(KEPT),
        "/plain": page_of("第一段\n第二段 <3"),
        "/kept": page_of(
            f'<p class="align-right">某局</p><p><img src="attachment:{"b2" * 32}" alt="图"></p><table><tbody><tr>'
            '<td colspan="2">甲</td></tr><tr><td>乙</td><td class="align-center">丙</td></tr></tbody></table><p>'
            "<ruby>㛃<rp>(</rp><rt>jié</rt><rp>)</rp></ruby>𬮿</p>"
        ),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def page(browser, address):
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    complaints, asked = [], []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    yield opened
    context.close()
    assert not complaints
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)


def start(page, path="/empty"):
    page.goto(path)
    page.locator(".rich-text.is-live").wait_for()
    page.locator(".ProseMirror").click()


def value(page):
    return page.locator("textarea[name=body]").input_value()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def paste(page, html, text=""):
    page.evaluate(
        """([html, text]) => { const data = new DataTransfer(); data.setData('text/html', html);
        data.setData('text/plain', text); document.querySelector('.ProseMirror').dispatchEvent(
        new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }""",
        [html, text],
    )


def test_typing_and_bold_reach_the_text_area(page):
    start(page)
    page.keyboard.type("政府信息")
    press(page, "加粗")
    page.keyboard.type("公开𬮿")
    assert value(page) == "<p>政府信息<strong>公开𬮿</strong></p>"
    assert page.get_by_role("button", name="加粗").get_attribute("aria-pressed") == "true"
    press(page, "撤销")
    assert "𬮿" not in value(page)
    press(page, "重做")
    assert "𬮿" in value(page)


def test_headings_lists_links_and_alignment_are_made_by_keyboard_alone(page):
    start(page)
    page.keyboard.press("Control+Alt+2")
    page.keyboard.type("一、标题")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Shift+8")
    page.keyboard.type("甲")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Shift+r")
    page.keyboard.type("某局")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('[role=toolbar]') !== null")
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("https://www.gov.cn/")
    page.keyboard.press("Enter")

    assert value(page) == (
        '<h2>一、标题</h2><ul><li><p>甲</p></li></ul><p class="align-right">某局'
        '<a href="https://www.gov.cn/">https://www.gov.cn/</a></p>'
    )


def test_a_table_is_inserted_and_its_cells_merged(page):
    start(page)
    press(page, "插入表格")
    page.keyboard.type("甲")
    press(page, "在右侧插入列")
    cells = page.locator(".ProseMirror th")
    cells.nth(0).click()
    cells.nth(1).click(modifiers=["Shift"])
    press(page, "合并单元格")

    assert 'colspan="2"' in value(page)
    assert from_paste(value(page)).startswith('<table><thead><tr><th colspan="2">甲</th>')


def test_pasted_html_keeps_structure_and_loses_styles_and_scripts(page):
    start(page)
    paste(
        page,
        '<h2>题</h2><p style="color:red;text-align:center" onclick="x()">居中</p><script>alert(1)</script><p><b>粗</b>'
        '<span style="font-weight: bold">重</span><img src="http://x/1" onerror="x()"></p>',
    )

    assert value(page) == '<h2>题</h2><p class="align-center">居中</p><p><strong>粗重</strong></p>'


def test_what_comes_from_word_is_put_in_order_by_the_server(page):
    start(page)
    Desk.posted.clear()
    paste(page, WORD)
    page.get_by_text("已粘贴并整理格式").wait_for()

    assert Desk.posted[0][1] == "token-1"
    assert "<ol><li><p>甲" in value(page)


def test_a_picture_goes_through_the_upload_address_and_is_named_by_digest(page):
    start(page)
    Desk.posted.clear()
    page.locator("input[type=file]").set_input_files({"name": "图.png", "mimeType": "image/png", "buffer": PICTURE})
    page.get_by_text("图片已插入").wait_for()
    page.keyboard.type("流程图")
    page.keyboard.press("Enter")

    assert Desk.posted[0][:2] == ("/upload", "token-1")
    assert value(page) == f'<p><img src="attachment:{DIGEST}" alt="流程图"></p>'
    assert page.locator(".ProseMirror img[alt='流程图']").get_attribute("src") == "/pictures/new"


def test_a_kept_body_comes_back_as_it_was_after_an_edit(page):
    start(page, "/kept")
    page.wait_for_timeout(SETTLING)  # the editor takes the browser's selection over a moment later
    page.keyboard.press("Control+End")
    page.wait_for_timeout(SETTLING)
    page.keyboard.type("末")

    assert from_paste(value(page)) == (
        f'<p class="align-right">某局</p><p><img src="attachment:{"b2" * 32}" alt="图"></p><table><tbody><tr>'
        '<td colspan="2">甲</td></tr><tr><td>乙</td><td class="align-center">丙</td></tr></tbody></table><p>'
        "<ruby>㛃<rp>(</rp><rt>jié</rt><rp>)</rp></ruby>𬮿末</p>"
    )


def test_nothing_a_body_may_hold_is_lost_by_an_edit(page):
    start(page, "/whole")
    page.keyboard.press("Control+Home")
    page.keyboard.type("新")
    foot = ("</tbody><tfoot>", ""), ("</tfoot>", "</tbody>")

    expected = KEPT.replace("<h2>标题", "<h2>新标题")
    for part, instead in foot:
        expected = expected.replace(part, instead)
    assert from_paste(value(page)) == expected


def test_the_caption_of_a_table_can_be_written(page):
    start(page)
    press(page, "插入表格")
    page.keyboard.type("甲")
    press(page, "表格标题")
    page.keyboard.type("表一")
    page.keyboard.press("Enter")

    assert value(page).startswith("<table><caption>表一</caption>")


def test_plain_text_opens_as_paragraphs(page):
    start(page, "/plain")
    page.keyboard.press("Control+End")
    page.keyboard.type("。")

    assert value(page) == "<p>第一段</p><p>第二段 &lt;3。</p>"


def test_without_script_there_is_a_text_area(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/plain")

    assert page.locator("textarea[name=body]").is_visible()
    assert page.get_by_text("每行一段").is_visible()
    context.close()
