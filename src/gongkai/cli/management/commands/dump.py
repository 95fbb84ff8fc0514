"""``gongkai dump DIR``: everything public as files."""

import re
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from gongkai.base.errors import Refused
from gongkai.cli.command import Command as Base
from gongkai.cli.command import add_json
from gongkai.cli.dumps import write_dump


class Command(Base):
    """Writes a dump."""

    help = "导出全部公开数据"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and the host of the addresses."""
        parser.add_argument("dir", help="目录；其中若有以前的导出，全部写好后替换")
        parser.add_argument("--base-url", default="", help="网址前缀，如 https://www.example.gov.cn；不给则写相对网址")
        add_json(parser)

    def answer(self, **options: Any) -> None:
        """The files written."""
        base = options["base_url"].rstrip("/")
        if base and not re.fullmatch(r"https?://[\w.:\[\]-]+", base, re.ASCII):
            raise Refused("bad_base_url", f"“{base}”不是网址前缀，请写成 https://www.example.gov.cn")
        files = write_dump(Path(options["dir"]), base=base, progress=_bar)
        if options["json"]:
            found = [{"name": name, "bytes": f["size"], "sha256": f["sha256"]} for name, f in sorted(files.items())]
            self.print_json({"files": found})
            return
        for name, file in sorted(files.items()):
            self.stdout.write(f"{name}\t{file['size']}字节")


def _bar(rows: Iterable[Any], label: str, total: int) -> Iterable[Any]:
    return tqdm(rows, desc=label, total=total, unit="条", ncols=80)
