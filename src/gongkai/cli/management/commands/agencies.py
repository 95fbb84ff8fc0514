"""``gongkai agencies``: the tree of agencies."""

from argparse import ArgumentParser
from typing import Any

from gongkai.cli.command import Command as Base
from gongkai.cli.command import add_json
from gongkai.organs.queries import all_agencies


class Command(Base):
    """Lists agencies."""

    help = "列出机构"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only how to print."""
        add_json(parser)

    def answer(self, **options: Any) -> None:
        """Code, name and kind of each."""
        agencies = all_agencies()
        if options["json"]:
            self.print_json([{"code": a.code, "name": a.name, "kind": a.kind} for a in agencies])
            return
        for agency in agencies:
            self.stdout.write(f"{agency.code}\t{agency.kind_label}\t{agency.name}")
        if not agencies:
            self.stdout.write("还没有机构。用 gongkai demo 载入演示区，或用 gongkai import agencies 文件 导入。")
