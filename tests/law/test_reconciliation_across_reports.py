from dataclasses import replace

import pytest

from gongkai.law.figures import Missing
from gongkai.law.findings import Level, Verdict, verdict_of
from gongkai.law.reconciliation import check
from law.passing_report import FORMS, passing_report, sides, with_cells, with_opening

both_forms = pytest.mark.parametrize("key", FORMS)


def year_before(key):
    """A report of the year before that fits the passing one."""
    report = passing_report(key)
    now = report.figures
    fitting = {
        f"table3/carried_out/{column.key}": now[f"table3/carried_in/{column.key}"]
        for column in report.form.applicant_columns
    }
    for cell in report.form.table2_cells:
        if cell.endswith("/in_force"):
            base = cell.removesuffix("/in_force")
            fitting[cell] = now[cell] - now[f"{base}/made"] + now[f"{base}/abolished"]
        if cell.endswith("/items_before"):
            fitting[cell] = now[cell] + 2
            fitting[cell.replace("items_before", "items_change")] = -2
    return replace(with_cells(report, fitting), fiscal_year=report.fiscal_year - 1)


def halves(report):
    """Two reports that add up to this one."""
    first = {cell: value // 2 for cell, value in report.figures.items() if "table3" in cell}
    second = {cell: report.figures[cell] - value for cell, value in first.items()}
    return [with_cells(report, part) for part in (first, second)]


@both_forms
def test_a_report_that_fits_the_year_before_and_its_parts_passes(key):
    report = passing_report(key)

    assert check(report, previous=year_before(key), constituents=halves(report)) == []


@both_forms
@pytest.mark.parametrize("column", [column.key for column in FORMS["2021"].applicant_columns])
def test_r5_what_is_carried_in_is_what_was_carried_out_in_each_column(key, column):
    before = year_before(key)
    cell = f"table3/carried_out/{column}"
    findings = check(passing_report(key), previous=with_cells(before, {cell: before.figures[cell] + 1}))
    carried_in = passing_report(key).figures[f"table3/carried_in/{column}"]

    assert sides(findings) == [("R5", "warning", f"table3/carried_in/{column}", carried_in, carried_in + 1)]


@both_forms
def test_r12_each_row_is_the_sum_of_its_parts(key):
    report = passing_report(key)
    one, other = halves(report)
    for row in report.form.request_rows:
        cell = f"table3/{row.key}/total"
        short = with_cells(one, {cell: one.figures[cell] - 1})
        total = report.figures[cell]

        assert sides(check(report, constituents=[short, other])) == [("R12", "warning", cell, total, total - 1)]


def test_r12_a_part_on_another_form_is_compared_where_both_have_the_row():
    report = passing_report("2021")
    part = passing_report("2019")
    found = {f.where for f in check(report, constituents=[part]) if f.rule == "R12"}

    assert "table3/other_remaining/total" not in found
    assert "table3/received/total" in found


@pytest.mark.parametrize("cell", [cell for cell in FORMS["2019"].table2_cells if cell.endswith("/items_before")])
def test_r14_the_items_of_the_year_before_are_carried_on(cell):
    report = passing_report("2019")
    wrong = with_cells(report, {cell: report.figures[cell] + 1})
    right = report.figures[cell]

    assert sides(check(wrong, previous=year_before("2019"))) == [("R14", "warning", cell, right + 1, right)]


@pytest.mark.parametrize("label", ["规章", "行政规范性文件"])
def test_t2_the_stock_of_documents_is_carried_on(label):
    report = passing_report("2021")
    cell = f"table2/article_20_1/{label}/in_force"
    right = report.figures[cell]
    wrong = with_cells(report, {cell: right + 1})

    assert sides(check(wrong, previous=year_before("2021"))) == [("T2", "warning", cell, right + 1, right)]


def test_the_first_report_on_the_2021_form_has_no_stock_and_no_items_to_follow():
    findings = check(passing_report("2021"), previous=passing_report("2019"))

    assert {f.rule for f in findings} == {"R5"}


@both_forms
def test_without_other_reports_nothing_is_compared_with_them(key):
    assert check(passing_report(key)) == []
    assert check(passing_report(key), previous=None, constituents=()) == []


def test_findings_stand_in_the_order_of_the_rules_with_unnamed_ones_last():
    report = with_opening(passing_report("2021"), "结转下年度1件。2022年1月1日至12月31日。XX年。")
    wrong = with_cells(
        report,
        {
            "table2/article_20_1/规章/in_force": 1,
            "table3/received/business": Missing.UNREADABLE,
            "table3/carried_in/total": 1000,
            "table4/reconsideration/total": 0,
        },
    )
    late = replace(wrong, fiscal_year=2024, agency="某某镇人民政府", chapters=wrong.chapters[:5])
    before = replace(year_before("2021"), fiscal_year=2023, agency="")
    findings = check(late, previous=before, constituents=halves(report))
    rules = [finding.rule for finding in findings]
    numbers = [int(rule[1:]) for rule in rules if rule.startswith("R")]

    assert numbers == sorted(numbers)
    assert {*numbers} == {1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}
    assert rules[-1] == "T2"


@pytest.mark.parametrize(
    "change", [{"agency": "另一机关"}, {"fiscal_year": 2019}], ids=["another body", "another year"]
)
def test_a_report_that_is_not_the_year_before_is_said_and_not_compared(change):
    report = passing_report("2021")
    before = replace(with_cells(year_before("2021"), {"table3/carried_out/business": 999}), **change)
    findings = check(report, previous=before)

    assert [(finding.rule, finding.where) for finding in findings] == [("R5", "previous")]


def test_the_sabotaged_twin_that_never_sees_the_year_before_lets_a_wrong_carry_over_pass():
    report, before = passing_report("2021"), year_before("2021")
    wrong = with_cells(before, {"table3/carried_out/business": 99})

    assert verdict_of(check(report)) is Verdict.PASS
    assert verdict_of(check(report, previous=wrong)) is Verdict.WARN


def test_comparisons_with_other_reports_never_fail_a_report_by_themselves():
    report = passing_report("2021")
    empty = with_cells(report, dict.fromkeys(report.form.cells, 0))
    levels = {f.level for f in check(report, previous=empty, constituents=[empty])}

    assert levels == {Level.WARNING}
