"""Checks a report, alone, against the year before, and against the reports it sums up."""

from collections.abc import Iterator, Sequence

from gongkai.law import rules_tables, rules_text
from gongkai.law.figures import number_of
from gongkai.law.findings import Finding, Level
from gongkai.law.forms import TOTAL
from gongkai.law.reading import ReportReading

RULES = (
    rules_tables.r1_received_equals_handled,
    rules_tables.r2_concluded_equals_results,
    rules_tables.r3_total_column,
    rules_tables.r4_dispute_totals,
    rules_text.r6_narrative,
    rules_tables.r7_values,
    rules_text.r8_authority,
    rules_text.r9_completeness,
    rules_text.r10_period,
    rules_text.r11_residue,
    rules_text.r13_reconsideration_first,
)


def check(
    report: ReportReading,
    *,
    previous: ReportReading | None = None,
    constituents: Sequence[ReportReading] = (),
) -> list[Finding]:
    """Every finding, in the order of the rules.

    Args:
        report: the report to check.
        previous: the same body's report of the year before (R5, R14, stock of documents).
        constituents: the reports this one sums up (R12).
    """
    findings = [finding for rule in RULES for finding in rule(report)]
    if previous is not None and not _follows(report, previous):
        text = f"对照的报告是{previous.agency}{previous.fiscal_year}年度的，不是同一机关上一年度的，没有比较"
        findings.append(Finding("R5", Level.WARNING, "previous", report.fiscal_year, previous.fiscal_year, text))
    elif previous is not None:
        findings += r5_carried_over(report, previous)
        findings += r14_items(report, previous)
        findings += stock_of_documents(report, previous)
    if constituents:
        findings += r12_sum_of_constituents(report, constituents)
    return sorted(findings, key=lambda finding: int(finding.rule[1:]) if finding.rule[0] == "R" else 99)


def _follows(report: ReportReading, previous: ReportReading) -> bool:
    """Whether ``previous`` may be this body's report of the year before; what is not stated is not held against it."""
    years = (report.fiscal_year, previous.fiscal_year)
    names = {report.agency, previous.agency} - {""}
    return len(names) <= 1 and (None in years or years[0] == (previous.fiscal_year or 0) + 1)


def r5_carried_over(report: ReportReading, previous: ReportReading) -> Iterator[Finding]:
    """R5: 上年结转 = last year's 结转下年, in each column."""
    for column in report.form.applicant_columns:
        now = number_of(report.figures, f"table3/carried_in/{column.key}")
        then = number_of(previous.figures, f"table3/carried_out/{column.key}")
        if now is not None and then is not None and now != then:
            text = f"“{column.label}”列：上年结转{now}，上年度报告的结转下年为{then}"
            yield Finding("R5", Level.WARNING, f"table3/carried_in/{column.key}", now, then, text)


def r12_sum_of_constituents(report: ReportReading, constituents: Sequence[ReportReading]) -> Iterator[Finding]:
    """R12: a government's report is the sum of the reports of its parts."""
    for cell in (f"table3/{row.key}/{TOTAL}" for row in report.form.request_rows):
        value = number_of(report.figures, cell)
        parts = [number_of(part.figures, cell) for part in constituents]
        if value is None or None in parts:
            continue
        added = sum(part for part in parts if part is not None)
        if added != value:
            text = f"{report.form.label_of(cell)}：汇总报告为{value}，{len(parts)}份分报告之和为{added}"
            yield Finding("R12", Level.WARNING, cell, value, added, text)


def r14_items(report: ReportReading, previous: ReportReading) -> Iterator[Finding]:
    """R14: 上一年项目数量 = last year's 上一年项目数量 + 本年增/减 (2019 form only)."""
    for cell in report.form.table2_cells:
        if not cell.endswith("/items_before"):
            continue
        now = number_of(report.figures, cell)
        before = number_of(previous.figures, cell)
        change = number_of(previous.figures, cell.replace("/items_before", "/items_change"))
        if now is None or before is None or change is None or now == before + change:
            continue
        text = f"{report.form.label_of(cell)}：{now}，上年度报告为{before}＋（{change}）＝{before + change}"
        yield Finding("R14", Level.WARNING, cell, now, before + change, text)


def stock_of_documents(report: ReportReading, previous: ReportReading) -> Iterator[Finding]:
    """T2: 现行有效 = last year's 现行有效 + 制发 - 废止 (2021 form; no rule of the form names it)."""
    for row in report.form.blocks[0].rows:
        base = f"table2/article_20_1/{row.label}"
        stock = number_of(report.figures, f"{base}/in_force")
        then = number_of(previous.figures, f"{base}/in_force")
        made = number_of(report.figures, f"{base}/made")
        gone = number_of(report.figures, f"{base}/abolished")
        if stock is None or then is None or made is None or gone is None or stock == then + made - gone:
            continue
        text = f"{row.label}：现行有效{stock}，按上年{then}＋制发{made}－废止{gone}应为{then + made - gone}"
        yield Finding("T2", Level.WARNING, f"{base}/in_force", stock, then + made - gone, text)
