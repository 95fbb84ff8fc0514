import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin")


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_nginx_accepts_the_shipped_configuration(tmp_path):
    text = SHIPPED.read_text("utf-8")
    for old, new in (
        ("user www-data;", ""),
        ("/run/nginx.pid", f"{tmp_path}/nginx.pid"),
        ("/var/log/nginx", str(tmp_path)),
        ("/var/cache/nginx/gongkai", f"{tmp_path}/cache"),
        ("include /etc/nginx/modules-enabled/*.conf;", ""),
        ("listen 80 default_server;", "listen 127.0.0.1:18999 default_server;"),
        ("listen 80;  ", "listen 127.0.0.1:18999;"),
    ):
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "nginx.conf").write_text(text, "utf-8")
    command = [NGINX, "-t", "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "error.log")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_the_shipped_configuration_names_no_host_or_address_but_examples():
    text = SHIPPED.read_text("utf-8")
    hosts = set(re.findall(r"(?:server_name|https?://)\s*([a-z0-9.-]+\.[a-z]+)", text))
    addresses = set(re.findall(r"\b\d{1,3}(?:\.\d{1,3}){3}\b", text))

    assert hosts <= {"www.example.org"}
    assert all(address.startswith(("192.0.2.", "127.0.0.1")) for address in addresses)


def test_every_parameter_a_public_page_reads_reaches_it():
    portal = "\n".join(path.read_text("utf-8") for path in (ROOT / "src" / "gongkai" / "portal").rglob("*.py"))
    read = set(re.findall(r"GET(?:\.get\(|\[)\"([a-z_]+)\"", portal)) | set(
        re.findall(r"\"([a-z_]+)\" (?:not )?in request\.GET", portal)
    )
    for names in re.findall(r"for name in \(([^)]*)\)", portal):
        read |= set(re.findall(r"\"([a-z_]+)\"", names))
    templates = (ROOT / "src" / "gongkai" / "portal" / "templates").rglob("*.html")
    offered = {
        name
        for path in templates
        for name in re.findall(r"<(?:input|select)[^>]* name=\"([a-z_]+)\"", path.read_text("utf-8"))
    }
    text = SHIPPED.read_text("utf-8")
    passed = {name for name in re.findall(r"\$arg_([a-z_]+)\s+\$q_", text) if f"&{name}=$arg_{name}" in text}

    assert read | offered <= passed, sorted((read | offered) - passed)
    assert all(text.count(f"$q_{name}") == 2 for name in passed)


def test_public_pages_are_asked_for_without_cookies_and_the_desk_is_never_kept():
    text = SHIPPED.read_text("utf-8")
    desk = text[text.index("location /desk/ {") : text.index("location @unavailable")]

    assert "proxy_set_header Cookie $passed_cookie;" in text
    assert "proxy_cache " not in desk
    assert "proxy_set_header" not in text[text.index("# Public pages.") :], "one would drop all those above"
    assert "add_header X-" not in text, "security headers are the application's"
