"""Asks for one page over sockets as fast as it is answered: with wrk where it is installed, else with asyncio."""

import asyncio
import re
import shutil
import subprocess
import time
from pathlib import Path

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
CLOCK_TICKS = 100  # USER_HZ of Linux
USER, SYSTEM = 11, 12  # fields of /proc/PID/stat behind the name


def ask_much(port: int, path: str, *, host: str, connections: int, seconds: int, compressed: bool = False) -> dict:
    """Requests a second, p99 in milliseconds, and how many were answered otherwise than with 200."""
    headers = {"Host": host} | ({"Accept-Encoding": "gzip"} if compressed else {})
    if shutil.which("wrk"):
        return _with_wrk(f"http://127.0.0.1:{port}{path}", headers, connections, seconds)
    return asyncio.run(_with_asyncio(port, path, headers, connections, seconds))


def _with_wrk(address: str, headers: dict[str, str], connections: int, seconds: int) -> dict:
    given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *given, address]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    errors = (int(wrong[1]) if wrong else 0) + (sum(map(int, broken.groups())) if broken else 0)
    return {"per_second": rate, "p99_ms": float(value) * UNITS[unit], "errors": errors}


async def _with_asyncio(port: int, path: str, headers: dict[str, str], connections: int, seconds: int) -> dict:
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    asked = "\r\n".join(lines).encode()
    end, waits, errors = time.perf_counter() + seconds, [], 0

    async def one() -> None:
        nonlocal errors
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (start := time.perf_counter()) < end:
            writer.write(asked)
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            if length := re.search(rb"content-length: (\d+)", head):
                await reader.readexactly(int(length[1]))
            else:
                while size := int(await reader.readline(), 16):
                    await reader.readexactly(size + 2)
                await reader.readline()
            errors += b" 200 " not in head[:16]
            waits.append(time.perf_counter() - start)
        writer.close()

    await asyncio.gather(*(one() for _ in range(connections)))
    waits.sort()
    return {"per_second": len(waits) / seconds, "p99_ms": waits[len(waits) * 99 // 100] * 1000, "errors": errors}


def cpu_seconds(leader: int) -> float:
    """What a process and its children have used so far."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(") ")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == leader or int(fields[1]) == leader:
            total += (int(fields[USER]) + int(fields[SYSTEM])) / CLOCK_TICKS
    return total
