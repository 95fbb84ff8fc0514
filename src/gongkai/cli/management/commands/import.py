"""``gongkai import KIND FILE``: records from table files; documents from folders too."""

import getpass
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.cli.command import WRONG_INPUT, add_json
from gongkai.cli.command import Command as Base
from gongkai.cli.imports import KINDS, run_import
from gongkai.cli.imports.documents.run import BATCH, DocumentsResult, Order, run_documents
from gongkai.organs.models import Account

DOCUMENTS = "documents"


class Command(Base):
    """Imports all rows of a file, or none and says why; documents batch by batch once all were found good."""

    help = "从表格文件导入记录；类型：" + "、".join(f"{key}（{kind.label}）" for key, kind in KINDS.items())

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Kind, file, and whether only to check; for documents also how and by whom."""
        parser.add_argument("kind", choices=list(KINDS), help="记录类型")
        parser.add_argument(
            "file", nargs="?", help="CSV、XLSX 或 JSONL 文件，documents 也可以是文件夹；不给则列出该类型的列"
        )
        parser.add_argument("--dry-run", action="store_true", help="只检查，不导入")
        parser.add_argument("--publish", action="store_true", help="documents：直接公开，由导入人负责")
        parser.add_argument("--as", dest="account", metavar="账号", help="documents：以这个工作台账号的名义导入")
        parser.add_argument("--agency", default="", metavar="代码", help="documents：没有写明机构的，归这个机构")
        parser.add_argument("--batch-size", type=int, default=BATCH, metavar="行数", help="documents：每批行数")
        add_json(parser)

    def answer(self, **options: Any) -> int:
        """2 where any row is wrong; then nothing was imported."""
        kind = KINDS[options["kind"]]
        if options["file"] is None:
            for column in kind.columns:
                self.stdout.write(f"{column.heading}\t{column.key}\t{'必填' if column.required else '可选'}")
            return 0
        if options["kind"] == DOCUMENTS:
            return self._documents(options)
        if options["publish"] or options["account"] or options["agency"]:
            raise Refused("usage", "--publish、--as、--agency 只用于 documents")
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

    def _documents(self, options: dict[str, Any]) -> int:
        account = _account(options["account"])
        order = Order(
            path=Path(options["file"]),
            actor=account.username if account else f"cli:{_system_user()}",
            publishes=options["publish"],
            account=account,
            agency=options["agency"],
            dry_run=options["dry_run"],
            batch=max(options["batch_size"], 1),
        )
        result = run_documents(order, clock=clock.now, progress=_counter)
        if options["json"]:
            faults = [{"line": f.line, "column": f.column, "message": f.message} for f in result.faults]
            answer = {"rows": result.rows, "imported": result.imported, "unchanged": result.unchanged}
            answer |= {"drafts": result.drafts, "errors": faults}
            self.print_json(answer | ({"notes": result.notes} if result.notes else {}))
        else:
            for line in [*map(str, result.faults), *result.notes]:
                self.stderr.write(line)
            self.stdout.write(_documents_summary(result, dry=options["dry_run"]))
        return WRONG_INPUT if result.faults else 0


def _account(name: str | None) -> Account | None:
    if not name:
        return None
    found = Account.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise Refused("unknown_account", f"没有名为“{name}”的可用账号；用 gongkai account list 查看全部账号")
    return found


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _summary(rows: int, imported: int, faults: int, *, dry: bool) -> str:
    if faults:
        return f"共{rows}行，发现{faults}处错误，没有导入任何一行"
    return f"共{rows}行，检查通过，未导入（试运行）" if dry else f"共{rows}行，已导入{imported}行"


def _documents_summary(result: DocumentsResult, *, dry: bool) -> str:
    if result.faults and result.resumed_at:
        return f"共{result.rows}行，发现{len(result.faults)}处错误；此前已导入的{result.resumed_at}行保留，其余没有导入"
    said = _summary(result.rows, result.imported, len(result.faults), dry=dry)
    if result.drafts:
        said += f"，转为草稿{result.drafts}份"
    return said + (f"，没有变化{result.unchanged}行" if result.unchanged else "")


def _bar(rows: list[Any]) -> Iterable[Any]:
    return tqdm(rows, desc="导入", unit="行", ncols=80)


def _counter(name: str, total: int | None) -> Any:
    return tqdm(desc=name, total=total, unit="行", ncols=80)
