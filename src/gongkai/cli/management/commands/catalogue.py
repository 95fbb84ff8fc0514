"""``gongkai catalogue``: compare what is kept about the catalogue with what it was made from, and make it anew."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from gongkai.cli.command import FOUND_SOMETHING, add_json
from gongkai.cli.command import Command as Base
from gongkai.publication.integrity import differences, rebuild_tallies

MOST_SHOWN = 50


class Command(Base):
    """Counts, index numbers, bodies and files of what is public."""

    help = "核对公开目录"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two acts."""
        acts = parser.add_subparsers(dest="act", required=True, parser_class=type(parser))
        add_json(acts.add_parser("verify", help="核对条数、索引号、正文和文件"))
        add_json(acts.add_parser("rebuild", help="按文件重新统计条数，再核对"))

    def answer(self, **options: Any) -> int:
        """1 where something does not agree."""
        mended = rebuild_tallies() if options["act"] == "rebuild" else 0
        counts: Counter[str] = Counter()
        shown = []
        for one in differences():
            counts[one.kind] += 1
            if len(shown) < MOST_SHOWN:
                shown.append(one)
        if options["json"]:
            self.print_json(
                {
                    "agrees": not counts,
                    "rebuilt": mended,
                    "counts": dict(counts),
                    "differences": [{"kind": one.kind, "message": one.message} for one in shown],
                }
            )
        else:
            for one in shown:
                self.stdout.write(one.message)
            if options["act"] == "rebuild":
                self.stdout.write(f"已重新统计，改正{mended}项")
            self.stdout.write(f"共{counts.total()}处不符" if counts else "条数、索引号、正文和文件全部相符")
        return FOUND_SOMETHING if counts else 0
