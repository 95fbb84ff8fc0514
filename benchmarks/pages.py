"""Measures public pages against a bare Django view and a static file, in one run on one machine.

``python benchmarks/pages.py [--documents N …] [--keep FOLDER] [--json FILE]``

1. In process through the whole WSGI stack: CPU a request, p50, p99 of each kind of page, beside the floor.
2. Over sockets: ``gongkai serve`` beside the bare view in the same web server.
3. Through nginx with the shipped ``deploy/nginx.conf``: a page from the micro-cache beside a static file of its size;
   then the application is killed, and the page must still come.

Other work on the machine makes CPU times longer too; the load average is printed with them. Ends with 1 where a bar is
missed or where a page costs more with more documents.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from behind_nginx import STATIC, measure_nginx
from sockets import measure_server

HERE = Path(__file__).parent
SIZES = (10_000, 1_000_000)
DOCUMENTS = {"document", "rule with articles"}
BARS = {True: 2.0, False: 3.0}  # milliseconds of CPU: a document, anything else
GROWTH = 1.5  # a hundred times the documents
STATIC_SHARE = 0.8


def inside(folder: Path, seconds: float, *more: str) -> dict:
    """The pages measured in a process of their own."""
    environment = {**os.environ, "GONGKAI_DATA": str(folder)}
    command = [sys.executable, str(HERE / "in_process.py"), str(seconds), *more]
    return json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)


def filled(folder: Path, count: int) -> Path:
    """A data directory with so many documents; one that is there is used again."""
    data = folder / f"documents-{count}"
    if not (data / "complete").exists():
        data.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "GONGKAI_DATA": str(data)}
        subprocess.run([sys.executable, str(HERE / "documents.py"), str(count)], env=environment, check=True)
        (data / "complete").touch()
    return data


def load() -> str:
    """The load average of the last minute."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} CPUs"


def shown(name: str, row: dict, bar: float | None, floor: float) -> bool:
    """Print a line of the first table; whether the bar is missed."""
    verdict = "" if bar is None else f"{bar:>6.1f} {'ok' if row['cpu_ms'] <= bar else 'MISSED'}"
    print(
        f"  {name:<26}{row['cpu_ms']:>8.2f}{row['cpu_ms'] / floor:>8.1f}{row['p50_ms']:>8.2f}{row['p99_ms']:>8.2f}"
        f"{row['bytes']:>8}{verdict:>14}"
    )
    return bar is not None and row["cpu_ms"] > bar


def measure(data: Path, count: int, seconds: float) -> tuple[dict, int]:
    """Everything for one size, printed; and how many bars are missed."""
    print(f"\n{count:,} documents, {load()}\n  {'in process':<26}  CPU ms × floor     p50     p99   bytes     bar ms")
    floor = inside(data, seconds, "--bare")
    pages = inside(data, seconds)
    base = floor["bare view"]["cpu_ms"]
    missed = 0
    for name, row in (floor | pages).items():
        bar = None if name in floor else BARS[name in DOCUMENTS]
        missed += shown(name, row, bar, base)
    print(f"  {load()}\n  {'over sockets':<38}   req/s     p99  CPU ms  errors")
    sockets = measure_server(data, seconds)
    nginx = measure_nginx(data, seconds)
    for name, row in (sockets | nginx).items():
        print(f"  {name:<38}{row['per_second']:>8.0f}{row['p99_ms']:>8.1f}{row['cpu_ms']:>8.3f}{row['errors']:>8}")
        missed += row["errors"] > 0
    down = "page while the application is down"
    for name, static in (("page from the micro-cache", STATIC), (down, f"{STATIC}, again")):
        share = nginx[name]["per_second"] / nginx[static]["per_second"]
        print(f"  {name}: {share:.0%} of the static file{'' if name == down else f', bar {STATIC_SHARE:.0%}'}")
        missed += name != down and share < STATIC_SHARE
    print(f"  {load()}")
    return {"floor": floor, "pages": pages, "sockets": sockets, "nginx": nginx}, missed


def main() -> int:
    """Measure every size; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=list(SIZES), help="sizes to measure")
    parser.add_argument("--seconds", type=float, default=5, help="for each page")
    parser.add_argument("--keep", type=Path, help="keep the data directories here and use those that are complete")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gongkai-bench-")))
        datas = {count: filled(folder, count) for count in options.documents}
        found, missed = {}, 0
        for count, data in datas.items():
            found[count], more = measure(data, count, options.seconds)
            missed += more
    small, large = found[min(found)]["pages"], found[max(found)]["pages"]
    if len(found) > 1:
        print(f"\nCPU with {max(found):,} documents against {min(found):,}, bar {GROWTH}")
        for name, row in large.items():
            growth = row["cpu_ms"] / small[name]["cpu_ms"]
            print(f"  {name:<26}{growth:>8.2f} {'ok' if growth <= GROWTH else 'MISSED'}")
            missed += growth > GROWTH
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
