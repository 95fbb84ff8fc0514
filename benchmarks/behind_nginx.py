"""nginx with the shipped configuration before ``gongkai serve``: micro-cache, static file, application killed."""

import os
import shutil
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from sockets import HOST, PAGES, free_port, kill, running, serving, timed

SHIPPED = Path(__file__).parents[1] / "deploy" / "nginx.conf"
KEPT_SECONDS = 5
SITE = "www.example.org"  # the shipped configuration's


def rendered(folder: Path, port: int, application: int) -> str:
    """The shipped configuration with the paths and ports of this run, and a place for the static file."""
    text = SHIPPED.read_text("utf-8")
    static = f"location = /static-file.html {{ root {folder}; }}\n        location @unavailable {{"
    for old, new in (
        ("user www-data;", "user root;" if os.geteuid() == 0 else ""),
        ("/run/nginx.pid", f"{folder}/nginx.pid"),
        ("/var/log/nginx", str(folder)),
        ("/var/cache/nginx/gongkai", f"{folder}/cache"),
        ("server 127.0.0.1:8000;", f"server {HOST}:{application};"),
        ("listen 80 default_server;", f"listen {HOST}:{port} default_server;"),
        ("        listen 80;  ", f"        listen {HOST}:{port};"),
        ("location @unavailable {", static),
    ):
        if old not in text:
            sys.exit(f"{SHIPPED} holds no “{old}” any more")
        text = text.replace(old, new)
    return text


def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and content of one page."""
    asked = urllib.request.Request(f"http://{HOST}:{port}{path}", headers={"Host": SITE})
    with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310 - as above
        return answer.status, answer.read()


def measure_nginx(data: Path, seconds: float) -> dict[str, dict]:
    """The rows of the table; without nginx none.

    1. A page, and a static file of the same content, turn and turn about, so that both meet the same machine.
    2. A list; both once more as browsers ask, compressed.
    3. The application is killed and the copies have grown old: the page again.
    """
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if nginx is None:
        sys.exit("nginx is not installed (apt-get install nginx-light)")
    os.environ["GONGKAI_HOSTS"] = f"{HOST},{SITE}"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gongkai-nginx-")))
        port, behind = free_port(), free_port()
        (folder / "cache").mkdir()
        (folder / "nginx.conf").write_text(rendered(folder, port, behind), "utf-8")
        application = stack.enter_context(serving(data, behind))
        command = [nginx, "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
        server = stack.enter_context(running(command, port))
        page, static = PAGES["document"], "/static-file.html"
        (folder / "static-file.html").write_bytes(get(port, page)[1])

        def row(path: str, **more: object) -> dict:
            halves = [timed(server, port, path, seconds / 2, host=SITE, **more) for _ in range(2)]
            return {key: sum(half[key] for half in halves) / len(halves) for key in halves[0]}

        pairs = {}
        for name, more in (("", {}), (", compressed", {"compressed": True})):
            pairs[f"static file of that size{name}"] = row(static, **more)
            pairs[f"page from the micro-cache{name}"] = row(page, **more)
        pairs["list from the micro-cache"] = row(PAGES["list"])
        kill(application)
        time.sleep(KEPT_SECONDS + 1)
        pairs["page while the application is down"] = row(page)
        status, content = get(port, page)
        if status != 200 or content != (folder / "static-file.html").read_bytes():  # noqa: PLR2004
            pairs["page while the application is down"]["errors"] += 1
        return pairs
