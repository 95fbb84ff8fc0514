"""``gongkai report``: build, explain, check, publish annual reports."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from gongkai.annual.checking import Checked, check_files
from gongkai.annual.explain import explain
from gongkai.annual.queries import published_reports, recompute
from gongkai.annual.render import FORMATS
from gongkai.annual.report import build_report
from gongkai.annual.services.publish_report import publish_report
from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.cli.command import FOUND_SOMETHING, add_json
from gongkai.cli.command import Command as Base
from gongkai.law.figures import plain
from gongkai.law.findings import Verdict
from gongkai.organs.queries import agency_by_code

FIRST_YEAR, LAST_YEAR = 2008, 2100


class Command(Base):
    """The annual report from the records, and the check of any published one."""

    help = "编制、解释、核对、发布年度报告"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Four acts."""
        acts = parser.add_subparsers(dest="act", required=True, parser_class=type(parser))
        build = acts.add_parser("build", help="由记录编制年度报告")
        _whose(build)
        _part(build)
        build.add_argument("--format", choices=list(FORMATS), default="json", help="文件格式")
        build.add_argument("--out", help="写入的文件；缺省写到标准输出")
        lines = acts.add_parser("explain", help="列出一格数字背后的记录")
        _whose(lines)
        _part(lines)
        lines.add_argument("--cell", required=True, help="如 table3/received/natural_person")
        add_json(lines)
        check = acts.add_parser("check", help="核对已发布的年度报告")
        check.add_argument("files", nargs="+", help="HTML、DOCX、PDF 或文本文件")
        check.add_argument("--previous", help="同一机关上一年度的报告")
        check.add_argument("--constituents", nargs="+", default=[], help="本报告汇总的各机关报告")
        add_json(check)
        publish = acts.add_parser("publish", help="发布年度报告")
        _whose(publish)
        verify = acts.add_parser("verify", help="由记录重算已发布的报告并对照")
        add_json(verify)

    def answer(self, **options: Any) -> int | None:
        """Dispatch by act."""
        act = getattr(self, options["act"])
        return act(options)

    def build(self, options: dict[str, Any]) -> None:
        """Write the report to a file or to standard output."""
        report = build_report(**_scope(options))
        content = FORMATS[options["format"]].render(report)
        if options["out"]:
            try:
                Path(options["out"]).write_bytes(content)
            except OSError as error:
                raise Refused("unwritable_file", f"无法写入“{options['out']}”：{error.strerror}") from None
        elif options["format"] in ("json", "html"):
            self.stdout.write(content.decode(), ending="")
        else:
            raise Refused("usage", f"{options['format']} 格式须用 --out 指定文件")

    def explain(self, options: dict[str, Any]) -> None:
        """List the records behind a cell."""
        result = explain(cell=options["cell"], **_scope(options))
        if options["json"]:
            lines = [line.as_json() for line in result.records]
            self.print_json(
                {"cell": result.cell, "label": result.label, "value": plain(result.value), "records": lines}
            )
            return
        self.stdout.write(f"{result.label}：{plain(result.value)}")
        for line in result.records:
            self.stdout.write(f"  {line.kind_label}\t{line.title}\t{line.note}\t{line.agency}\t{plain(line.amount)}")

    def check(self, options: dict[str, Any]) -> int:
        """Read and check files; 0 when all of them pass."""
        previous = Path(options["previous"]) if options["previous"] else None
        constituents = [Path(name) for name in options["constituents"]]
        results = check_files([Path(name) for name in options["files"]], previous, constituents)
        if options["json"]:
            found = [result.as_json() for result in results]
            self.print_json(found[0] if len(found) == 1 else found)
        else:
            for result in results:
                self._print(result)
        return 0 if all(result.verdict is Verdict.PASS for result in results) else FOUND_SOMETHING

    def _print(self, result: Checked) -> None:
        year = f"{result.fiscal_year}年度" if result.fiscal_year else ""
        self.stdout.write(f"{result.file}  {result.agency or ''}{year}  【{result.verdict.label}】")
        if result.reason:
            self.stdout.write(f"  {result.reason}")
        for finding in result.findings:
            self.stdout.write(f"  {finding.level.label} {finding.rule} {finding.where}：{finding.message}")

    def publish(self, options: dict[str, Any]) -> None:
        """Make a report public."""
        scope = _scope(options)
        publication = publish_report(
            actor="system",
            now=clock.now(),
            agency=scope["agency"],
            fiscal_year=scope["fiscal_year"],
            as_of=scope["as_of"],
        )
        self.stdout.write(f"已发布：{publication}年度报告")

    def verify(self, options: dict[str, Any]) -> int:
        """Compare every published report with what its records give; 1 where any differs."""
        found = [recompute(publication) for publication in published_reports()]
        if options["json"]:
            self.print_json(
                [
                    {
                        "agency": one.publication.agency.code,
                        "fiscal_year": one.publication.fiscal_year,
                        "agrees": one.agrees,
                        "kept_intact": one.kept_intact,
                        "differing": list(one.differing),
                    }
                    for one in found
                ]
            )
        for one in [] if options["json"] else found:
            what = "一致" if one.agrees else "不一致：" + ("、".join(one.differing) or "保存的报告被改动")
            self.stdout.write(f"{one.publication}年度报告　{what}")
        return 0 if all(one.agrees for one in found) else FOUND_SOMETHING


def _whose(parser: ArgumentParser) -> None:
    parser.add_argument("--agency", required=True, help="机构代码，见 gongkai agencies")
    parser.add_argument("--year", required=True, type=int, help="报告年度")
    parser.add_argument("--as-of", help="按此时刻已知的记录，如 2021-01-31T00:00；缺省为现在")


def _part(parser: ArgumentParser) -> None:
    parser.add_argument("--own-office-only", action="store_true", help="政府报告只计本级机关，不汇总")


def _scope(options: dict[str, Any]) -> dict[str, Any]:
    if not FIRST_YEAR <= options["year"] <= LAST_YEAR:
        raise Refused("bad_year", f"年度须在{FIRST_YEAR}至{LAST_YEAR}之间")
    try:
        as_of = clock.moment_from_text(options["as_of"]) if options["as_of"] else clock.now()
    except ValueError:
        raise Refused("bad_date", f"时刻“{options['as_of']}”须写作 2021-01-31T00:00 的形式") from None
    if not FIRST_YEAR <= as_of.year <= LAST_YEAR:
        raise Refused("bad_date", f"时刻须在{FIRST_YEAR}至{LAST_YEAR}年之间")
    return {
        "agency": agency_by_code(options["agency"]),
        "fiscal_year": options["year"],
        "as_of": as_of,
        "own_office_only": options.get("own_office_only", False),
    }
