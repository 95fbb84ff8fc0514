"""``gongkai serve``: the web server and one worker, in one process tree."""

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
LARGEST_BODY = 64 * 1024 * 1024
CONNECTIONS = 1000
QUIET_SECONDS = 30


class Command(Base):
    """Serves until stopped."""

    help = "启动服务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help="监听地址")
        parser.add_argument("--port", type=int, default=8000, help="监听端口")

    def answer(self, **options: Any) -> None:
        """Listen first, so that a taken port is said before anything is started."""
        serve(
            options["host"],
            options["port"],
            lambda: self.stdout.write(f"服务地址：http://{options['host']}:{options['port']}/  （按 Ctrl+C 停止）"),
        )


def serve(host: str, port: int, ready: Any) -> None:
    """Serve until interrupted.

    Raises:
        Refused: the port is taken or may not be used.
    """
    if not 1 <= port <= LARGEST_PORT:
        raise Refused("bad_port", f"端口须在1至{LARGEST_PORT}之间")
    try:
        server = create_server(
            get_wsgi_application(),
            host=host,
            port=port,
            threads=THREADS,
            ident="",
            max_request_body_size=LARGEST_BODY,
            connection_limit=CONNECTIONS,
            channel_timeout=QUIET_SECONDS,
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
