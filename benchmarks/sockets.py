"""``gongkai serve`` and, in the same web server, the bare view: what they answer over sockets."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from load import ask_much, cpu_seconds

HERE = Path(__file__).parent
CONNECTIONS = 16
PATIENCE = 60
SETTLED = 5  # seconds in which the worker beside the server starts
PAGES = {"document": "/p/b7/", "list": "/zfxxgk/fdzdgknr/20-15/"}
HOST = "127.0.0.1"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: list[str], port: int, data: Path | None = None) -> Iterator[subprocess.Popen]:
    """The process, once it listens; it and its children end with the block."""
    environment = os.environ | ({"GONGKAI_DATA": str(data)} if data else {})
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(PATIENCE * 10):
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port)) == 0:
                    break
            time.sleep(0.1)
        else:
            sys.exit(f"{command} does not listen on {port}")
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """End the process with its children at once, as a failing machine would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def serving(data: Path, port: int) -> AbstractContextManager[subprocess.Popen]:
    """``gongkai serve``."""
    command = [sys.executable, "-m", "gongkai", "serve", "--port", str(port), "--trusted-proxy", HOST]
    return running(command, port, data)


def timed(process: subprocess.Popen, port: int, path: str, seconds: float, **more: object) -> dict:
    """One page under load: requests a second, p99, CPU a request of the process and its children."""
    given = {"host": HOST, "connections": CONNECTIONS, "seconds": max(2, round(seconds))} | more
    before, start = cpu_seconds(process.pid), time.perf_counter()
    found = ask_much(port, path, **given)
    requests = found["per_second"] * (time.perf_counter() - start)
    return found | {"cpu_ms": (cpu_seconds(process.pid) - before) / max(requests, 1) * 1000}


def measure_server(data: Path, seconds: float) -> dict[str, dict]:
    """The bare view and two pages."""
    found = {}
    port = free_port()
    with running([sys.executable, str(HERE / "in_process.py"), "0", "--serve", str(port)], port) as process:
        found["bare view, same web server"] = timed(process, port, "/", seconds)
    port = free_port()
    with serving(data, port) as process:
        time.sleep(SETTLED)
        for name, path in PAGES.items():
            ask_much(port, path, host=HOST, connections=2, seconds=1)
            found[f"{name}, gongkai serve"] = timed(process, port, path, seconds)
    return found
