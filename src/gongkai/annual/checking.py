"""Checks published reports: reads a file, applies the rules, says the verdict. No file makes it fail."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.annual.published import read_bytes, read_file
from gongkai.base.errors import Refused
from gongkai.law import reconciliation
from gongkai.law.figures import Missing, tables
from gongkai.law.findings import Finding, Verdict, verdict_of
from gongkai.law.reading import NotAReport, ReportReading


@dataclass(frozen=True)
class Checked:
    """What the check of one file found; ``reason`` says why a file cannot be assessed."""

    file: str
    reading: ReportReading | None
    findings: tuple[Finding, ...] = ()
    verdict: Verdict = Verdict.NOT_ASSESSABLE
    reason: str = ""
    missing: dict[str, str] = field(default_factory=dict)

    @property
    def agency(self) -> str | None:
        """The body's name as printed."""
        return self.reading.agency or None if self.reading else None

    @property
    def fiscal_year(self) -> int | None:
        """The year, where found."""
        return self.reading.fiscal_year if self.reading else None

    def as_json(self) -> dict[str, Any]:
        """The result in the shape of the published JSON; ``missing`` keeps kinds of absence apart."""
        result: dict[str, Any] = {
            "file": self.file,
            "agency": self.agency,
            "fiscal_year": self.fiscal_year,
            "form": self.reading.form.key if self.reading else None,
        }
        if self.reading:
            result |= tables(self.reading.form, self.reading.figures)
            result["missing"] = self.missing
        else:
            result |= {"table2": {}, "table3": {}, "table4": []}
        result["findings"] = [finding.as_json() for finding in self.findings]
        result["verdict"] = self.verdict.value
        if self.reason:
            result["reason"] = self.reason
        return result


def check_files(
    files: Sequence[Path], previous: Path | None = None, constituents: Sequence[Path] = ()
) -> list[Checked]:
    """Each file checked.

    Args:
        files: reports to check.
        previous: the same body's report of the year before.
        constituents: reports that each of ``files`` sums up.

    Raises:
        Refused: ``previous`` or a constituent is no report that can be read.
    """
    before = _needed(previous) if previous else None
    parts = [_needed(path) for path in constituents]
    return [_checked(str(path), lambda path=path: read_file(path), before, parts) for path in files]


def check_upload(name: str, content: bytes, previous: tuple[str, bytes] | None = None) -> Checked:
    """An uploaded file checked; a previous report that cannot be read is left out and said so in ``reason``."""
    before, note = None, ""
    if previous is not None:
        try:
            before = read_bytes(*previous)
        except NotAReport as error:
            note = f"上年度报告未采用：{error}"
    result = _checked(name, lambda: read_bytes(name, content), before, ())
    return Checked(result.file, result.reading, result.findings, result.verdict, result.reason or note, result.missing)


def _checked(name: str, read: Any, before: ReportReading | None, parts: Sequence[ReportReading]) -> Checked:
    try:
        reading = read()
    except NotAReport as error:
        return Checked(name, None, reason=str(error))
    findings = tuple(reconciliation.check(reading, previous=before, constituents=parts))
    missing = {cell: value.value for cell in reading.form.cells if isinstance(value := reading.value(cell), Missing)}
    if len(missing) == len(reading.form.cells):
        return Checked(name, reading, findings, reason="没有读到任何表格数据，无法评定", missing=missing)
    return Checked(name, reading, findings, verdict_of(findings), missing=missing)


def _needed(path: Path) -> ReportReading:
    try:
        return read_file(path)
    except NotAReport as error:
        raise Refused("not_a_report", f"“{path}”：{error}") from None
