from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import rules_tables
from gongkai.law.figures import Missing
from gongkai.law.findings import Level, Verdict, verdict_of
from gongkai.law.reading import ReportReading
from gongkai.law.reconciliation import RULES, check
from law.passing_report import FORMS, GONE, passing_report, row_cells, sides, with_cells, with_opening
from law.scenario_files import scenarios, title

BLANK = Missing.BLANK
both_forms = pytest.mark.parametrize("key", FORMS)


def bare(form, figures):
    return ReportReading(form, "", None, (), {cell: BLANK if v == "空白" else v for cell, v in figures.items()})


@pytest.mark.parametrize("scenario", scenarios("reconciliation"), ids=title)
def test_scenario_an_official_can_check_by_hand(scenario):
    form, figures = FORMS[scenario["form"]], scenario["facts"]
    if scenario.get("others_zero"):
        figures = {**{f"table3/{row.key}/natural_person": 0 for row in form.result_rows}, **figures}
    previous = bare(form, scenario["previous"]) if "previous" in scenario else None
    parts = [bare(form, part) for part in scenario.get("parts", [])]
    findings = check(bare(form, figures), previous=previous, constituents=parts)
    expected = [(e["level"], e["where"], e.get("left"), e.get("right")) for e in scenario["expected"]]

    assert [found[1:] for found in sides(findings) if found[0] == scenario["rule"]] == expected


@both_forms
def test_the_report_the_other_tests_break_passes_every_rule(key):
    report = passing_report(key)
    findings = check(report, previous=None)

    assert findings == []
    assert verdict_of(findings) is Verdict.PASS


def verdict_with(report, cell, value):
    return verdict_of(check(with_cells(report, {cell: value})))


@both_forms
def test_no_single_figure_of_tables_three_and_four_can_be_one_too_many_unseen(key):
    report = passing_report(key)
    cells = report.form.table3_cells + report.form.table4_cells
    verdicts = {cell: verdict_with(report, cell, report.figures[cell] + 1) for cell in cells}

    assert verdicts == dict.fromkeys(cells, Verdict.FAIL)


@both_forms
def test_no_single_blank_is_an_error_and_none_goes_unsaid(key):
    report = passing_report(key)
    verdicts = {cell: verdict_with(report, cell, BLANK) for cell in report.form.cells}

    assert verdicts == dict.fromkeys(report.form.cells, Verdict.WARN)


def wordless(key):
    """The passing report with a narrative that states no figure: else R6 sees the tables move."""
    return with_opening(passing_report(key), "略。")


def moved(report, *cells_and_steps):
    return with_cells(report, {cell: report.figures[cell] + step for cell, step in cells_and_steps})


ONLY_ONE_RULE_SEES = {
    "R1": (
        rules_tables.r1_received_equals_handled,
        [("table3/carried_out/business", 1), ("table3/carried_out/total", 1)],
        [("table3/business", 0, 1), ("table3/total", 0, 1)],
    ),
    "R2": (
        rules_tables.r2_concluded_equals_results,
        [
            *[("table3/concluded/business", 1), ("table3/concluded/total", 1)],
            *[("table3/carried_out/business", -1), ("table3/carried_out/total", -1)],
        ],
        [("table3/business", 1, 0), ("table3/total", 1, 0)],
    ),
    "R3": (
        rules_tables.r3_total_column,
        [("table3/received/total", 1), ("table3/carried_out/total", 1)],
        [("table3/received", 1, 0), ("table3/carried_out", 1, 0)],
    ),
    "R4": (
        rules_tables.r4_dispute_totals,
        [("table4/litigation_direct/total", -1)],
        [("table4/litigation_direct", -1, 0)],
    ),
}


@both_forms
@pytest.mark.parametrize("rule", ONLY_ONE_RULE_SEES)
def test_each_sum_has_a_break_that_its_own_rule_alone_sees(key, rule):
    _, changes, expected = ONLY_ONE_RULE_SEES[rule]
    findings = check(moved(wordless(key), *changes))

    assert {(f.rule, f.level) for f in findings} == {(rule, Level.ERROR)}
    assert [f.where for f in findings] == [where for where, _, _ in expected]
    assert [f.left - f.right for f in findings] == [left - right for _, left, right in expected]


@both_forms
@pytest.mark.parametrize("rule", ONLY_ONE_RULE_SEES)
def test_the_sabotaged_twin_without_a_rule_lets_its_break_pass(key, rule):
    function, changes, _ = ONLY_ONE_RULE_SEES[rule]
    report = moved(wordless(key), *changes)
    twin = [finding for other in RULES if other is not function for finding in other(report)]

    assert verdict_of(twin) is Verdict.PASS
    assert verdict_of(check(report)) is Verdict.FAIL


@both_forms
@pytest.mark.parametrize("column", [column.key for column in FORMS["2021"].applicant_columns])
def test_r1_is_held_in_each_of_the_seven_columns(key, column):
    report = moved(passing_report(key), (f"table3/carried_in/{column}", 1))
    found = [f for f in rules_tables.r1_received_equals_handled(report) if f.where == f"table3/{column}"]

    assert [(f.level, f.left - f.right) for f in found] == [(Level.ERROR, 1)]


def test_r1_says_both_sums_and_marks_blanks_in_words():
    report = with_cells(passing_report("2021"), {"table3/received/total": 5, "table3/carried_out/total": BLANK})
    message = next(f.message for f in rules_tables.r1_received_equals_handled(report) if f.where == "table3/total")

    assert "“总计”列：新收5＋上年结转21＝26" in message
    assert "结转下年（空白）" in message
    assert message.endswith("空白不按0认定）")


def without_rows(report, keys):
    return with_cells(report, {cell: GONE for row in keys for cell in row_cells(report.form, row)})


@both_forms
def test_a_table_cut_off_before_its_sum_is_checked_as_far_as_it_goes(key):
    report = without_rows(passing_report(key), ["concluded", "carried_out"])
    findings = list(rules_tables.r1_received_equals_handled(report))

    assert [f.level for f in findings] == [Level.INFO] * 7
    assert all("缺总计行" in f.message for f in findings)
    assert all(f.left >= f.right for f in findings)


def test_r3_names_the_first_three_rows_whose_total_is_blank():
    report = passing_report("2021")
    three, four = ([f"table3/{row.key}/total" for row in report.form.request_rows[:n]] for n in (3, 4))
    found = [
        list(rules_tables.r3_total_column(with_cells(report, dict.fromkeys(cells, BLANK)))) for cells in (three, four)
    ]

    assert [sides(findings) for findings in found] == [
        [("R3", "warning", "table3/received/total", None, None)] for _ in range(2)
    ]
    assert "表三有3行填有数字而总计栏空白" in found[0][0].message
    assert "等）" not in found[0][0].message
    assert "表三有4行填有数字而总计栏空白" in found[1][0].message
    assert "等）" in found[1][0].message


@pytest.mark.parametrize("block", ["reconsideration", "litigation_direct", "litigation_after_reconsideration"])
def test_r4_is_held_in_each_block(block):
    report = moved(passing_report("2021"), (f"table4/{block}/pending", 1))

    assert [(f.level, f.where, f.left - f.right) for f in rules_tables.r4_dispute_totals(report)] == [
        (Level.ERROR, f"table4/{block}", -1)
    ]


def r7(report, changes, raw=None):
    return list(rules_tables.r7_values(replace(with_cells(report, changes), raw=raw or {})))


def test_r7_an_unreadable_cell_is_shown_as_printed():
    cell = "table3/received/business"
    findings = r7(passing_report("2021"), {cell: Missing.UNREADABLE}, {cell: "约10件"})

    assert sides(findings) == [("R7", "warning", cell, "约10件", None)]
    assert findings[0].message == "一、本年新收政府信息公开申请数量 · 商业企业：“约10件”无法识别为数字"


def test_r7_an_unreadable_cell_whose_print_was_not_kept_is_named_all_the_same():
    cell = "table4/reconsideration/upheld"

    assert sides(r7(passing_report("2021"), {cell: Missing.UNREADABLE})) == [("R7", "warning", cell, "", None)]


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("2021", "table2/article_20_1/规章/made"),
        ("2021", "table3/received/business"),
        ("2021", "table4/reconsideration/total"),
        ("2019", "table2/article_20_5/行政许可/items_before"),
    ],
)
def test_r7_a_negative_count_is_an_error_and_zero_is_not(key, cell):
    assert sides(r7(passing_report(key), {cell: -1})) == [("R7", "error", cell, -1, 0)]
    assert r7(passing_report(key), {cell: 0}) == []


def test_r7_a_change_of_items_may_be_negative():
    assert r7(passing_report("2019"), {"table2/article_20_5/行政许可/items_change": -2}) == []


def test_r7_money_may_have_decimals():
    assert r7(passing_report("2021"), {"table2/article_20_8/行政事业性收费/fee_income": Decimal("0.5")}) == []


def test_r7_blanks_are_counted_once_a_table_and_strokes_with_them():
    cells = ["table2/article_20_1/规章/made", "table3/received/business", "table3/received/total"]
    findings = r7(passing_report("2021"), {cells[0]: BLANK, cells[1]: BLANK, cells[2]: Missing.NOT_APPLICABLE})

    assert sides(findings) == [("R7", "warning", cell, None, None) for cell in cells[:2]]
    assert "表二有1格空白" in findings[0].message
    assert "表三有2格空白" in findings[1].message


def test_r7_a_row_that_is_not_there_is_not_a_blank():
    assert r7(passing_report("2021"), {"table4/reconsideration/upheld": GONE}) == []


@given(st.data())
def test_a_whole_table_of_blanks_is_never_an_error(data):
    report = passing_report("2021")
    cells = data.draw(st.lists(st.sampled_from(report.form.cells), min_size=1, max_size=80))
    levels = {f.level for f in check(with_cells(report, dict.fromkeys(cells, BLANK)))}

    assert Level.ERROR not in levels
    assert Level.WARNING in levels
