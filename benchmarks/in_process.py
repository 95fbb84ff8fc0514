"""Measures pages through the whole WSGI stack without a socket: ``python benchmarks/in_process.py SECONDS`` → JSON.

With ``--bare`` the floor: a view that answers two bytes, in an empty project without middleware.
"""

import argparse
import gc
import io
import itertools
import json
import logging
import os
import random
import statistics
import sys
import time
from collections.abc import Callable

from waitress import serve

Application = Callable[..., object]
ROUNDS = 5
WARM = 30
MANY = 400
DEEP = 0.6  # how far down the list the deep page begins


def ask(application: Application, address: str) -> bytes:
    """One GET; its answer must be 200."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    said: list[str] = []
    answer = application(environ, lambda status, *_: said.append(status))
    content = b"".join(answer)  # type: ignore[call-overload]
    answer.close()  # type: ignore[attr-defined]
    if not said[0].startswith("200"):
        sys.exit(f"{address}: {said[0]}")
    return content


def measure(application: Application, addresses: list[str], seconds: float) -> dict[str, float]:
    """CPU and time of a request in milliseconds; the CPU is the median of some rounds, each address taken in turn."""
    turn = itertools.cycle(addresses)
    content = b""
    for _ in range(WARM):
        content = ask(application, next(turn))
    gc.collect()
    costs, waits = [], []
    for _ in range(ROUNDS):
        end, count, cpu = time.perf_counter() + seconds / ROUNDS, 0, time.process_time()
        while (start := time.perf_counter()) < end:
            content = ask(application, next(turn))
            waits.append(time.perf_counter() - start)
            count += 1
        costs.append((time.process_time() - cpu) / count)
    waits.sort()
    return {
        "cpu_ms": statistics.median(costs) * 1000,
        "p50_ms": waits[len(waits) // 2] * 1000,
        "p99_ms": waits[len(waits) * 99 // 100] * 1000,
        "bytes": len(content),
        "requests": len(waits),
    }


def bare() -> Application:
    """The floor."""
    from django.conf import settings  # noqa: PLC0415 - each process is one of the two projects

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # as gongkai has it
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="bench")  # noqa: S106 - keeps nothing
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415
    from django.http import HttpResponse  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    globals()["urlpatterns"] = [path("", lambda _: HttpResponse("ok"))]
    return get_wsgi_application()


def pages() -> dict[str, list[str]]:
    """The addresses of each kind of page, many of each, so that nothing is measured that one row keeps warm."""
    from gongkai.organs.queries import all_agencies  # noqa: PLC0415
    from gongkai.publication.kinds import Genre  # noqa: PLC0415
    from gongkai.publication.models import Document  # noqa: PLC0415
    from gongkai.publication.queries import key_after, listed  # noqa: PLC0415

    chance = random.Random(1)
    last = Document.objects.latest("id").pk
    found = listed().in_bulk(chance.sample(range(200, last), MANY)).values()
    ordinary = [one for one in found if one.genre == Genre.OTHER]
    sample = ordinary[:100]
    agencies = [code for code in all_agencies().values_list("code", flat=True) if "-" in code]
    columns = sorted({one.category for one in sample})
    deep = sorted(found, key=lambda one: one.published_on)[: int(len(found) * (1 - DEEP))]
    root = "/zfxxgk/fdzdgknr/"
    return {
        "document": [f"/p/{one.public_id}/" for one in ordinary],
        "rule with articles": [f"/p/{one.public_id}/" for one in found if one.genre != Genre.OTHER],
        "list of a column": [f"{root}{code}/" for code in columns],
        "list by agency and year": [
            f"{root}?agency={chance.choice(agencies)}&year={one.made_on.year}" for one in sample
        ],
        "list by subject": [f"{root}?subject={one.subject}" for one in sample],
        "list of an agency": [f"/zfxxgk/jg/{code}/fdzdgknr/" for code in agencies],
        "column of an agency": [f"/zfxxgk/jg/{chance.choice(agencies)}/fdzdgknr/{one.category}/" for one in sample],
        "rules": ["/wjk/"],
        "deep page of a list": [f"{root}?after={key_after(one)}" for one in deep],
        "agencies": ["/jg/"],
        "home": ["/"],
    }


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--serve", type=int, metavar="PORT", help="serve the bare view instead")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    options = parser.parse_args()
    if options.serve:
        serve(bare(), host="127.0.0.1", port=options.serve, threads=8)
        return
    if options.bare:
        application, asked = bare(), {"bare view": ["/"]}
    else:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
        from gongkai.config.wsgi import application  # noqa: PLC0415

        asked = {name: some for name, some in pages().items() if options.only in name}
    print(json.dumps({name: measure(application, some, options.seconds) for name, some in asked.items()}))


if __name__ == "__main__":
    main()
