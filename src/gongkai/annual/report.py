"""The report of a year, computed from the records."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from gongkai.annual import narrative, texts
from gongkai.annual.contributions import Contribution, Scope, contributions
from gongkai.base.rulebook import form_of
from gongkai.law import reconciliation
from gongkai.law.figures import Figures, tables, with_sums
from gongkai.law.findings import Finding, Verdict, verdict_of
from gongkai.law.forms import TOTAL, Form
from gongkai.law.reading import Chapter, ReportReading
from gongkai.organs.models import Agency
from gongkai.organs.queries import perimeter


@dataclass(frozen=True)
class Report:
    """A computed report: complete figures, chapters with the numbers bound to them, and its checks."""

    agency: Agency
    fiscal_year: int
    form: Form
    as_of: datetime
    figures: Figures
    chapters: tuple[narrative.ChapterText, ...]
    findings: tuple[Finding, ...]
    agencies: int

    @property
    def title(self) -> str:
        """The title as the portals print it."""
        return f"{self.agency.name}{self.fiscal_year}年政府信息公开工作年度报告"

    @property
    def verdict(self) -> Verdict:
        """The sum of the checks."""
        return verdict_of(self.findings)

    def as_json(self) -> dict[str, Any]:
        """The report in the shape of ``schemas/annual-report-*.schema.json``."""
        return {
            "agency": self.agency.name,
            "agency_code": self.agency.code,
            "fiscal_year": self.fiscal_year,
            "form": self.form.key,
            "as_of": self.as_of.astimezone(UTC).isoformat(timespec="seconds"),
            **tables(self.form, self.figures),
            "checks": [check.as_json() for check in checks(self.form, self.figures)],
            "findings": [finding.as_json() for finding in self.findings],
            "verdict": self.verdict.value,
            "narrative": [chapter.as_json() for chapter in self.chapters],
        }


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A reconciliation with both sides, whether it holds or not."""

    rule: str
    where: str
    text: str
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether both sides agree."""
        return self.left == self.right

    def as_json(self) -> dict[str, Any]:
        """The check in the shape of the published JSON."""
        sides = {"left": self.left, "right": self.right, "holds": self.holds}
        return {"rule": self.rule, "where": self.where, "text": self.text, **sides}


def build_report(*, agency: Agency, fiscal_year: int, as_of: datetime, own_office_only: bool = False) -> Report:
    """The report of ``agency`` for the year, from the records known at ``as_of``.

    Args:
        agency: whose report; a government's sums up its departments and townships of that year.
        fiscal_year: calendar year, 2019 or later.
        as_of: aware moment; later records do not exist for this report.
        own_office_only: leave out what lies below a government.

    Raises:
        RuleViolation: ``no_form`` for a year without a statutory form.

    Source: Regulation arts. 49 and 50.
    """
    scope = scope_of(agency=agency, fiscal_year=fiscal_year, as_of=as_of, own_office_only=own_office_only)
    counted = sums(contributions(scope))
    figures = complete(scope.form, counted)
    written = texts.written(agency=agency, fiscal_year=fiscal_year, as_of=as_of)
    chapters = narrative.chapters(agency, scope, figures, written)
    reading = ReportReading(
        form=scope.form,
        agency=agency.name,
        fiscal_year=fiscal_year,
        chapters=tuple(Chapter(c.number, c.heading, "\n".join(c.paragraphs)) for c in chapters),
        figures={cell: figures[cell] for cell in scope.form.cells},
        text="\n".join(paragraph for c in chapters for paragraph in c.paragraphs),
    )
    findings = tuple(reconciliation.check(reading))
    return Report(agency, fiscal_year, scope.form, as_of, figures, chapters, findings, len(scope.agency_ids))


def scope_of(*, agency: Agency, fiscal_year: int, as_of: datetime, own_office_only: bool = False) -> Scope:
    """Which records make up the report."""
    form = form_of(fiscal_year)
    ids = perimeter(agency, fiscal_year=fiscal_year, as_of=as_of, own_office_only=own_office_only)
    return Scope(ids, fiscal_year, form, as_of)


def sums(items: Any) -> dict[str, int | Decimal]:
    """Contributions added up by cell."""
    counted: dict[str, int | Decimal] = defaultdict(int)
    item: Contribution
    for item in items:
        counted[item.cell] += item.amount
    return counted


def complete(form: Form, counted: dict[str, int | Decimal]) -> dict[str, int | Decimal]:
    """All cells of the form with sums, and the figures of the narrative; what has no record is 0."""
    figures: dict[str, int | Decimal] = {cell: counted.get(cell, 0) for cell in form.table2_cells}
    figures.update(with_sums(form, {cell: int(n) for cell, n in counted.items() if cell[:7] in ("table3/", "table4/")}))
    figures.update({cell: amount for cell, amount in counted.items() if cell.startswith("narrative/")})
    return figures


def base_cells(form: Form, cell: str) -> frozenset[str]:
    """The cells of records that a cell sums up; itself where it is no sum.

    Raises:
        RuleViolation: ``unknown_cell``.
    """
    if cell.startswith("narrative/"):
        return frozenset(narrative.base_cells(form, cell))
    form.label_of(cell)
    table, row, *_, column = cell.split("/")
    if table == "table2":
        return frozenset({cell})
    if table == "table4":
        results = ("upheld", "corrected", "other", "pending") if column == TOTAL else (column,)
        return frozenset(f"table4/{row}/{result}" for result in results)
    rows = [r.key for r in form.result_rows] if row == "concluded" else [row]
    kinds = [c.key for c in form.applicant_columns if c.key != TOTAL] if column == TOTAL else [column]
    return frozenset(f"table3/{r}/{kind}" for r in rows for kind in kinds)


def checks(form: Form, figures: Figures) -> list[ShownCheck]:
    """The reconciliations of tables three and four with both sides, to be shown with ticks."""
    shown = []
    number = {cell: int(figures[cell]) for cell in form.table3_cells + form.table4_cells}
    for column in form.applicant_columns:
        left = number[f"table3/received/{column.key}"] + number[f"table3/carried_in/{column.key}"]
        right = number[f"table3/concluded/{column.key}"] + number[f"table3/carried_out/{column.key}"]
        text = f"{column.label}：新收＋上年结转＝总计＋结转下年"
        shown.append(ShownCheck("R1", f"table3/{column.key}", text, left, right))
    for column in form.applicant_columns:
        results = sum(number[f"table3/{row.key}/{column.key}"] for row in form.result_rows)
        text = f"{column.label}：办理结果各项之和＝总计"
        total = number[f"table3/concluded/{column.key}"]
        shown.append(ShownCheck("R2", f"table3/{column.key}", text, results, total))
    for row in form.request_rows:
        *kinds, total = (number[f"table3/{row.key}/{c.key}"] for c in form.applicant_columns)
        shown.append(ShownCheck("R3", f"table3/{row.key}", f"{row.label}：六类申请人之和＝总计", sum(kinds), total))
    for block, label in narrative.DISPUTE_LABELS.items():
        *results, total = (number[cell] for cell in form.table4_cells if cell.startswith(f"table4/{block}/"))
        shown.append(ShownCheck("R4", f"table4/{block}", f"{label}：四类结果之和＝总计", sum(results), total))
    return shown
