"""Measures the annual report on generated records, as ratios in one run: our report against the floor of this machine.

The floor is the least any report could cost: reading the same rows once from the same database and adding them up in
SQL. Prints a table and, with ``--json FILE``, writes it. Sizes: the district (60 agencies, 10,000 cases, 20,000
documents), the nation (3,000 agencies, 350,000 cases), and halves of each, to show that cost grows linearly.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = {
    "half district": (30, 5_000, 10_000),
    "district": (60, 10_000, 20_000),
    "half nation": (1_500, 175_000, 0),
    "nation": (3_000, 350_000, 0),
}
BARS = {"district": (2.0, None), "nation": (60.0, 1024)}
RUNS = 3


def measure(agencies: int, cases: int, documents: int) -> dict[str, float]:
    """Generate one size and time it, in a process of its own so that peak memory is that of the report."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
        sizes = [str(n) for n in (agencies, cases, documents)]
        generate = [sys.executable, str(Path(__file__).with_name("generate.py")), *sizes]
        subprocess.run(generate, env=environment, check=True)
        done = subprocess.run(
            [sys.executable, __file__, "--inside"], env=environment, check=True, capture_output=True, text=True
        )
        return json.loads(done.stdout)


def inside() -> None:
    """Time the report and the floor on the data at hand; prints JSON."""
    import django  # noqa: PLC0415 - only in the measured process

    django.setup()
    from django.db import connection  # noqa: PLC0415

    from gongkai.annual.report import build_report  # noqa: PLC0415
    from gongkai.base import clock  # noqa: PLC0415
    from gongkai.organs.queries import agency_by_code  # noqa: PLC0415

    def report() -> None:
        build_report(agency=agency_by_code("B"), fiscal_year=2020, as_of=clock.now())

    def floor() -> None:
        with connection.cursor() as cursor:
            for table in ("cases_casefact", "cases_itemoutcome", "cases_case", "publication_document"):
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own tables
                for _ in cursor:
                    pass

    times = {}
    for name, act in (("floor", floor), ("report", report)):
        taken = []
        for _ in range(RUNS):
            start = time.perf_counter()
            act()
            taken.append(time.perf_counter() - start)
        times[name] = sorted(taken)[len(taken) // 2]
    times["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(times))


def main() -> int:
    """Measure every size; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", choices=list(SIZES))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside()
        return 0
    found, missed = {}, 0
    print(f"{'size':<15}{'report s':>10}{'floor s':>10}{'ratio':>8}{'peak MiB':>10}")
    for name, size in SIZES.items():
        if options.only and name != options.only:
            continue
        found[name] = row = measure(*size)
        ratio = row["report"] / row["floor"]
        print(f"{name:<15}{row['report']:>10.2f}{row['floor']:>10.2f}{ratio:>8.1f}{row['peak_mib']:>10.0f}")
        seconds, mebibytes = BARS.get(name, (None, None))
        missed += bool(seconds and row["report"] > seconds) + bool(mebibytes and row["peak_mib"] > mebibytes)
    for small, large in (("half district", "district"), ("half nation", "nation")):
        if small in found and large in found:
            print(f"{large} costs {found[large]['report'] / found[small]['report']:.2f} times its half")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
