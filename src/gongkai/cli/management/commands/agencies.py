"""``gongkai agencies``: the tree of agencies, and their unified codes."""

from argparse import ArgumentParser
from typing import Any

from gongkai.base import clock
from gongkai.cli.command import Command as Base
from gongkai.cli.command import add_json
from gongkai.organs.queries import agency_by_code, all_agencies
from gongkai.organs.services.set_unified_code import set_unified_code


class Command(Base):
    """Lists agencies, or gives one its unified code."""

    help = "列出机构；设置统一社会信用代码"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to print, or which agency gets which code."""
        parser.add_argument("--code", help="机构代码")
        parser.add_argument("--unified-code", help="给该机构设置统一社会信用代码，此后的索引号以它开头")
        add_json(parser)

    def answer(self, **options: Any) -> None:
        """Code, kind, unified code and name of each."""
        if options["unified_code"]:
            agency = agency_by_code(options["code"] or "")
            set_unified_code(actor="system", now=clock.now(), agency=agency, unified_code=options["unified_code"])
        agencies = [one for one in all_agencies() if options["code"] in (None, one.code)]
        if options["json"]:
            rows = [{"code": a.code, "name": a.name, "kind": a.kind, "unified_code": a.unified_code} for a in agencies]
            self.print_json(rows)
            return
        for agency in agencies:
            self.stdout.write(f"{agency.code}\t{agency.kind_label}\t{agency.unified_code or '—'}\t{agency.name}")
        if not agencies:
            self.stdout.write("还没有机构。用 gongkai demo 载入演示区，或用 gongkai import agencies 文件 导入。")
