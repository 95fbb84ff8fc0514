"""``gongkai shield``: what hides in a file and what personal data stands in it; the file made anew."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path, PurePath
from typing import Any

from gongkai.base.errors import Refused
from gongkai.cli.command import FOUND_SOMETHING, add_json
from gongkai.cli.command import Command as Base
from gongkai.publication.shield.confined import mask_confined, rebuild_confined, scan_confined
from gongkai.publication.shield.detect import safe_name
from gongkai.publication.shield.engine import MOST_BYTES, Scan
from gongkai.publication.shield.findings import Severity, Unacceptable, Verdict, finding, kinds


class Command(Base):
    """Looks at files as the gate before publication does."""

    help = "检查文件里的隐藏数据和个人信息"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, and where to write them anew."""
        parser.add_argument("files", nargs="+", help="要检查的文件")
        parser.add_argument("--rebuild", metavar="目录", help="把重建后的文件写入这个目录")
        parser.add_argument("--mask", action="store_true", help="重建时给个人信息打码（与 --rebuild 同用）")
        add_json(parser)

    def answer(self, **options: Any) -> int:
        """Findings of each file; 1 when one is blocked."""
        if options["mask"] and not options["rebuild"]:
            raise Refused("usage", "--mask 须与 --rebuild 同用，指明打码后的文件写到哪里")
        sources = [_readable(path) for path in options["files"]]
        target = _folder(options["rebuild"]) if options["rebuild"] else None
        seen = []
        for source in sources:
            result, refusal = _look(source)
            seen.append(result)
            if not options["json"]:
                self._tell(result, refusal)
            if target is not None and refusal is None:
                self._write_anew(source, target, options)
        if options["json"]:
            rows = [result.as_json() for result in seen]
            self.print_json(rows[0] if len(rows) == 1 else rows)
        return FOUND_SOMETHING if any(result.verdict is Verdict.BLOCKED for result in seen) else 0

    def _tell(self, result: Scan, refusal: str | None) -> None:
        verdict = "不能发布" if result.verdict is Verdict.BLOCKED else "可以发布"
        self.stdout.write(f"{result.name}：{verdict}")
        if refusal:
            self.stdout.write(f"  ！{refusal}")
            return
        for row in sorted(result.findings, key=lambda row: row.severity is not Severity.BLOCK):
            kind = kinds()[row.kind]
            mark = "！" if row.severity is Severity.BLOCK else "·"
            excerpt = f"（{row.excerpt_masked}）" if row.excerpt_masked else ""
            self.stdout.write(f"  {mark}{row.where}：{kind.label}{excerpt}。{kind.sentence}")

    def _write_anew(self, source: Path, target: Path, options: dict[str, Any]) -> None:
        make = mask_confined if options["mask"] else rebuild_confined
        try:
            made = make(source.read_bytes(), source.name)
        except Unacceptable as error:
            self.stderr.write(f"{source.name} 无法重建：{error.message}")
            return
        path = target / safe_name(f"{PurePath(source.name).stem}.{made.suffix}")
        number = 1
        while path.exists():
            number += 1
            path = target / safe_name(f"{PurePath(source.name).stem}_{number}.{made.suffix}")
        path.write_bytes(made.content)
        if not options["json"]:
            self.stdout.write(f"  已重建：{path}")


def _readable(path: str) -> Path:
    source = Path(path)
    try:
        if not source.is_file():
            raise Refused("unreadable_file", f"“{path}”不是文件或者不存在")
        with source.open("rb"):
            return source
    except (OSError, ValueError) as error:
        raise Refused("unreadable_file", f"“{path}”打不开") from error


def _folder(path: str) -> Path:
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("unwritable_folder", f"目录“{path}”无法建立或写入") from error
    return folder


def _look(source: Path) -> tuple[Scan, str | None]:
    """The findings; for a file that cannot be taken one finding, and the sentence that says why."""
    with source.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    try:
        return scan_confined(content, source.name), None
    except Unacceptable as error:
        row = finding(f"file.{error.code}", "整个文件", error.message)
        digest = hashlib.sha256(content).hexdigest()
        return Scan(safe_name(source.name), digest, source.stat().st_size, "", (row,)), error.message
