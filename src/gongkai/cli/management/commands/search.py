"""``gongkai search QUERY``: find what is public."""

from argparse import ArgumentParser
from html import unescape
from typing import Any

from gongkai.cli.command import Command as Base
from gongkai.cli.command import add_json
from gongkai.organs.queries import agency_by_code
from gongkai.publication.open_data.addresses import document_url
from gongkai.publication.queries import Filter
from gongkai.search.protocol import Hit
from gongkai.search.queries import search

EARLIEST, LATEST = 1949, 2200


def year(text: str) -> int:
    """A year in which something can have been published."""
    number = int(text)
    if not EARLIEST <= number <= LATEST:
        raise ValueError(text)
    return number


year.__name__ = "int"  # the parser names the type in its message


class Command(Base):
    """Searches what is public."""

    help = "查找已公开的信息"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Words, where to look, how many."""
        parser.add_argument("query", help="查找词，用空格分开；加引号为整句，前加“-”为不含")
        parser.add_argument("--agency", default="", help="发布机构代码")
        parser.add_argument("--year", type=year, help="发布年份")
        parser.add_argument("--limit", type=int, default=20, help="最多列出几条（1 至 100）")
        add_json(parser)

    def answer(self, **options: Any) -> None:
        """The first page of hits."""
        agency = agency_by_code(options["agency"]) if options["agency"] else None
        chosen = Filter(agency_id=agency.pk if agency else None, year=options["year"])
        found = search(options["query"], chosen=chosen, size=options["limit"])
        if options["json"]:
            hits = [_as_json(hit) for hit in found.hits]
            self.print_json(
                {"total": found.total, "total_is_exact": found.total_is_exact, "hits": hits, "notice": found.notice}
            )
            return
        for hit in found.hits:
            one = hit.document
            self.stdout.write(f"{one.published_on}\t{one.agency.name}\t{one.title}\t{document_url('', one.public_id)}")
        self.stdout.write(f"共{found.total}条" if found.total_is_exact else f"至少{found.total}条")
        if found.notice:
            self.stderr.write(found.notice)


def _as_json(hit: Hit) -> dict[str, Any]:
    one = hit.document
    return {
        "id": one.public_id,
        "title": one.title,
        "agency": one.agency.name,
        "published_on": one.published_on.isoformat(),
        "url": document_url("", one.public_id),
        "snippet": unescape(hit.snippet_html.replace("<mark>", "").replace("</mark>", "")),
    }
