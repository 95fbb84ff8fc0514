"""``gongkai import KIND FILE``: records from table files."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from gongkai.base import clock
from gongkai.cli.command import WRONG_INPUT, add_json
from gongkai.cli.command import Command as Base
from gongkai.cli.imports import KINDS, run_import


class Command(Base):
    """Imports all rows of a file, or none and says why."""

    help = "从表格文件导入记录；类型：" + "、".join(f"{key}（{kind.label}）" for key, kind in KINDS.items())

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Kind, file, and whether only to check."""
        parser.add_argument("kind", choices=list(KINDS), help="记录类型")
        parser.add_argument("file", nargs="?", help="CSV、XLSX 或 JSONL 文件；不给则列出该类型的列")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不导入")
        add_json(parser)

    def answer(self, **options: Any) -> int:
        """2 where any row is wrong; then nothing was imported."""
        kind = KINDS[options["kind"]]
        if options["file"] is None:
            for column in kind.columns:
                self.stdout.write(f"{column.heading}\t{column.key}\t{'必填' if column.required else '可选'}")
            return 0
        result = run_import(
            name=options["kind"],
            kind=kind,
            path=Path(options["file"]),
            actor="system",
            now=clock.now(),
            dry_run=options["dry_run"],
            progress=_bar,
        )
        if options["json"]:
            faults = [{"line": f.line, "column": f.column, "message": f.message} for f in result.faults]
            self.print_json({"rows": result.rows, "imported": result.imported, "errors": faults})
        else:
            for fault in result.faults:
                self.stderr.write(str(fault))
            self.stdout.write(_summary(result.rows, result.imported, len(result.faults), dry=options["dry_run"]))
        return WRONG_INPUT if result.faults else 0


def _summary(rows: int, imported: int, faults: int, *, dry: bool) -> str:
    if faults:
        return f"共{rows}行，发现{faults}处错误，没有导入任何一行"
    return f"共{rows}行，检查通过，未导入（试运行）" if dry else f"共{rows}行，已导入{imported}行"


def _bar(rows: list[Any]) -> Iterable[Any]:
    return tqdm(rows, desc="导入", unit="行", ncols=80)
