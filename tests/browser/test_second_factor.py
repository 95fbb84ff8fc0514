"""Setting up and using a second factor in headless Chromium, with a security key made of software."""

import shutil

import pytest
from allauth.mfa.totp.internal import auth as totp

from browser.conftest import served
from gongkai.cli.management.commands.demo import PASSWORD

pytestmark = pytest.mark.browser
FACTOR = "/desk/account/second-factor/"
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def address(district, tmp_path_factory):
    """The demonstration district under the name localhost, where browsers allow keys, with a second factor demanded."""
    data = tmp_path_factory.mktemp("data") / "copy"
    shutil.copytree(district, data)
    with served(data, GONGKAI_REQUIRE_MFA="1") as port:
        yield f"http://localhost:{port}"


@pytest.fixture
def page(browser, address):
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.complaints, opened.asked = [], []
    opened.on("console", lambda said: opened.complaints.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()


def password_given(page, name):
    page.goto("/desk/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def log_out(page):
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/")


def is_clean(page, address):
    """Nothing complained of (the policy's refusals are complaints), nothing asked of others, nothing too wide."""
    assert not page.complaints
    assert all(url.startswith((address, "data:")) for url in page.asked)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_key_is_added_and_opens_the_desk(page, address):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    password_given(page, "lijingban")
    page.get_by_role("heading", name="登录安全").wait_for()
    is_clean(page, address)
    page.get_by_role("link", name="添加安全密钥").click()
    page.get_by_role("button", name="添加").click()
    page.get_by_role("heading", name="恢复码").wait_for()
    is_clean(page, address)
    page.get_by_role("link", name="进入工作台").click()
    log_out(page)
    password_given(page, "lijingban")
    page.get_by_role("button", name="使用安全密钥").click()
    page.get_by_role("heading", name="年度报告").wait_for()
    page.goto(f"{FACTOR}keys/reauthenticate/?next=/desk/check/")
    page.get_by_role("button", name="使用安全密钥").click()
    page.wait_for_url("**/desk/check/")

    is_clean(page, address)


def test_a_refused_dialogue_is_explained_on_the_page(page, address):
    password_given(page, "chenducha")
    page.get_by_role("heading", name="登录安全").wait_for()
    page.goto(f"{FACTOR}keys/add/")
    refuse = "() => Promise.reject(new DOMException('', 'NotAllowedError'))"
    page.evaluate(f"() => {{ navigator.credentials.create = {refuse} }}")
    page.get_by_role("button", name="添加").click()

    page.get_by_text("操作已取消或超时").wait_for()
    is_clean(page, address)


def test_the_application_is_set_up_by_its_picture_and_opens_the_desk(page, address):
    password_given(page, "zhaoshenpi")
    page.get_by_role("link", name="设置验证器应用").click()
    assert page.locator("img[alt*=二维码]").evaluate("picture => picture.naturalWidth") > 0
    secret = page.locator("code").inner_text()

    def code(offset):
        counters = list(totp.yield_hotp_counters_from_time())
        return totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2] + offset))

    page.fill("#id_code", code(0))
    page.get_by_role("button", name="启用").click()
    page.get_by_role("heading", name="恢复码").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    assert "恢复码" in download.value.path().read_text("utf-8")
    page.get_by_role("link", name="进入工作台").click()
    log_out(page)
    password_given(page, "zhaoshenpi")
    page.get_by_role("heading", name="两步验证").wait_for()
    is_clean(page, address)
    page.goto("/desk/")
    page.get_by_role("heading", name="两步验证").wait_for()
    page.fill("#id_code", code(1))
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("heading", name="年度报告").wait_for()

    is_clean(page, address)
