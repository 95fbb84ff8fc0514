"""The demonstration district, loaded once and served from a copy to each module; and a headless Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from gongkai.cli.management.commands.demo import PASSWORD

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def environment(data, **more):
    found = {**os.environ, "GONGKAI_DATA": str(data), **more}
    found.pop("DJANGO_SETTINGS_MODULE", None)
    return found


@pytest.fixture(scope="session")
def district(tmp_path_factory):
    """A data directory with the demonstration district."""
    data = tmp_path_factory.mktemp("district")
    command = [sys.executable, "-m", "gongkai", "demo", "--no-serve"]
    subprocess.run(command, env=environment(data), check=True, **QUIET)
    return data


@contextmanager
def served(data, **more):
    """The port at which a data directory is served by the command itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gongkai", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment(data, **more), start_new_session=True, **QUIET)
    for _ in range(300):
        time.sleep(0.2)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}", timeout=5).read()
            break
        except OSError:
            assert server.poll() is None
    yield port
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


@pytest.fixture(scope="module")
def address(district, tmp_path_factory):
    """The district served from a copy of its own."""
    data = tmp_path_factory.mktemp("data") / "copy"
    shutil.copytree(district, data)
    with served(data) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def opened(browser, address):
    """Gives pages, each of a person of its own, that record what they complained of and whom they asked."""
    contexts = []

    def give(name="", **options):
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.asked = [], []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: page.asked.append(request.url))
        if name:
            log_in(page, name)
        return page

    yield give
    for context in contexts:
        context.close()


@pytest.fixture
def page(opened):
    """A page of nobody."""
    return opened()


def log_in(page, name):
    page.goto("/desk/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.get_by_role("heading", name="年度报告").wait_for()
