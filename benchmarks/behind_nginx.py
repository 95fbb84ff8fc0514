"""nginx with the shipped configuration before ``gongkai serve``: micro-cache, static file, application killed."""

import os
import shutil
import statistics
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from sockets import HOST, PAGES, free_port, kill, running, serving, timed

SHIPPED = Path(__file__).parents[1] / "deploy" / "nginx.conf"
KEPT_SECONDS = 5
ROUNDS = 5
STATIC = "static file of that size"
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

        def turns(paths: dict[str, str], **more: object) -> dict[str, dict]:
            """Each path several times in turn, so that all meet the same machine; the medians."""
            rounds = [
                {name: timed(server, port, path, seconds / ROUNDS, host=SITE, **more) for name, path in paths.items()}
                for _ in range(ROUNDS)
            ]
            return {
                name: {key: statistics.median(one[name][key] for one in rounds) for key in rounds[0][name]}
                for name in paths
            }

        pairs = turns({STATIC: static, "page from the micro-cache": page, "list from the micro-cache": PAGES["list"]})
        squeezed = turns({STATIC: static, "page from the micro-cache": page}, compressed=True)
        pairs |= {f"{name}, compressed": row for name, row in squeezed.items()}
        kill(application)
        time.sleep(KEPT_SECONDS + 1)
        pairs |= turns({f"{STATIC}, again": static, "page while the application is down": page})
        status, content = get(port, page)
        if status != 200 or content != (folder / "static-file.html").read_bytes():  # noqa: PLR2004
            pairs["page while the application is down"]["errors"] += 1
        return pairs
