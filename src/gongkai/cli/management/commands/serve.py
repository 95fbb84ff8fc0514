"""``gongkai serve``: the web server and one worker, in one process tree."""

import ipaddress
import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.wsgi import get_wsgi_application
from waitress import create_server

from gongkai.base.errors import Refused
from gongkai.cli.command import Command as Base

THREADS = 8
LARGEST_PORT = 65535
MOST_THREADS = 256
LARGEST_BODY = 110 * 1024 * 1024  # an upload of the largest size with the rest of its form
CONNECTIONS = 1000
QUIET_SECONDS = 30


class Command(Base):
    """Serves until stopped."""

    help = "启动服务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help="监听地址")
        parser.add_argument("--port", type=int, default=8000, help="监听端口")
        parser.add_argument("--threads", type=int, default=THREADS, help="同时处理的请求数")
        parser.add_argument("--trusted-proxy", default="", help="前置代理的IP地址，只信任它转来的访问者地址和协议")

    def answer(self, **options: Any) -> None:
        """Listen first, so that a taken port is said before anything is started."""
        serve(
            options["host"],
            options["port"],
            lambda: self.stdout.write(f"服务地址：http://{options['host']}:{options['port']}/  （按 Ctrl+C 停止）"),
            threads=options["threads"],
            trusted_proxy=options["trusted_proxy"],
        )


def forwarding(trusted_proxy: str) -> dict[str, Any]:
    """What waitress is told of headers that say where a request came from: nobody's but those of the proxy hold.

    Raises:
        Refused: this is no address.
    """
    if not trusted_proxy:
        return {"clear_untrusted_proxy_headers": True}
    try:
        address = str(ipaddress.ip_address(trusted_proxy))
    except ValueError:
        raise Refused("bad_address", f"--trusted-proxy 须为IP地址，得到 {trusted_proxy!r}") from None
    return {
        "clear_untrusted_proxy_headers": True,
        "trusted_proxy": address,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def serve(host: str, port: int, ready: Any, *, threads: int = THREADS, trusted_proxy: str = "") -> None:
    """Serve until interrupted.

    Raises:
        Refused: the port is taken or may not be used; the number of threads or the proxy's address is wrong.
    """
    if not 1 <= port <= LARGEST_PORT:
        raise Refused("bad_port", f"端口须在1至{LARGEST_PORT}之间")
    if not 1 <= threads <= MOST_THREADS:
        raise Refused("bad_threads", f"--threads 须在1至{MOST_THREADS}之间")
    given = forwarding(trusted_proxy)
    try:
        server = create_server(
            get_wsgi_application(),
            host=host,
            port=port,
            threads=threads,
            ident="",
            max_request_body_size=LARGEST_BODY,
            connection_limit=CONNECTIONS,
            channel_timeout=QUIET_SECONDS,
            **given,
        )
    except (OSError, socket.gaierror) as error:
        raise Refused("port_unavailable", f"无法监听 {host}:{port}：{error.strerror}；可用 --port 换一个端口") from None
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the worker is stopped with us
    worker = subprocess.Popen([sys.executable, "-m", "gongkai", "worker", "--parent", str(os.getpid())])  # noqa: S603 - our own command
    try:
        ready()
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        worker.terminate()
        worker.wait()
