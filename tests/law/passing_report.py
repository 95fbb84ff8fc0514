"""A published report that passes every rule, for both forms, to break one thing of it at a time."""

from dataclasses import replace
from decimal import Decimal

from gongkai.base import rulebook
from gongkai.law.figures import with_sums
from gongkai.law.forms import TOTAL
from gongkai.law.reading import Chapter, ReportReading

FORMS = rulebook.forms()
FISCAL_YEAR = {"2019": 2020, "2021": 2023}
AGENCY = "某某省人民政府"  # may make 规章
GONE = object()


def passing_figures(form):
    kinds = [column.key for column in form.applicant_columns if column.key != TOTAL]
    counted = {}
    for i, kind in enumerate(kinds):
        for j, row in enumerate(form.result_rows):
            counted[f"table3/{row.key}/{kind}"] = (i + j) % 3 + 1
        concluded = sum((i + j) % 3 + 1 for j in range(len(form.result_rows)))
        counted[f"table3/carried_in/{kind}"] = i + 1
        counted[f"table3/carried_out/{kind}"] = 2
        counted[f"table3/received/{kind}"] = concluded + 2 - (i + 1)
    for n, cell in enumerate(form.table4_cells):
        counted[cell] = n + 1
    figures = {cell: 10 + n for n, cell in enumerate(form.table2_cells)}
    money = [cell for cell in form.table2_cells if cell.endswith(("/fee_income", "/procurement_amount"))]
    return {**figures, **dict.fromkeys(money, Decimal("18.8710")), **with_sums(form, counted)}


def passing_report(key):
    form, year = FORMS[key], FISCAL_YEAR[key]
    figures = passing_figures(form)
    row = {name: figures[f"table3/{name}/{TOTAL}"] for name in ("received", "carried_in", "concluded", "carried_out")}
    text = (
        f"本报告统计期限自{year}年1月1日起至{year}年12月31日止，依据{form.source.number}编制。"
        f"全年新收政府信息公开申请{row['received']}件，上年结转申请{row['carried_in']}件，"
        f"办结申请{row['concluded']}件，结转下年度继续办理{row['carried_out']}件。"
    )
    chapters = tuple(
        Chapter(number, heading, text if number == 1 else "略。")
        for number, heading in enumerate(form.chapters, start=1)
    )
    return ReportReading(form, AGENCY, year, chapters, figures, {}, text)


def with_cells(report, changes):
    """The report with other values in these cells; ``GONE`` takes a cell away."""
    figures = {**report.figures, **changes}
    return replace(report, figures={cell: value for cell, value in figures.items() if value is not GONE})


def with_opening(report, text):
    """The report with another chapter one."""
    first, *others = report.chapters
    return replace(report, chapters=(replace(first, text=text), *others), text=text)


def row_cells(form, row):
    return [f"table3/{row}/{column.key}" for column in form.applicant_columns]


def sides(findings):
    """What a finding states, without its sentence."""
    return [(f.rule, f.level.value, f.where, f.left, f.right) for f in findings]
