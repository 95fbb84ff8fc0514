"""Setting up and using a second factor in headless Chromium, with a security key made of software."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import sync_playwright

from gongkai.cli.management.commands.demo import PASSWORD

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
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
def address(tmp_path_factory):
    """The demonstration district under the name localhost, where browsers allow keys, with a second factor demanded."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "GONGKAI_DATA": str(tmp_path_factory.mktemp("data")), "GONGKAI_REQUIRE_MFA": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "gongkai", "demo", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, start_new_session=True, **quiet)
    for _ in range(600):
        time.sleep(0.2)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}", timeout=5).read()
            break
        except OSError:
            assert server.poll() is None
    yield f"http://localhost:{port}"
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


@pytest.fixture
def page(address):
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed: make setup prints the command")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}).new_page()
        opened.complaints, opened.asked = [], []
        opened.on("console", lambda said: opened.complaints.append(said.text) if said.type == "error" else None)
        opened.on("request", lambda request: opened.asked.append(request.url))
        yield opened
        browser.close()


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
