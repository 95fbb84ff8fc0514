import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.figures import Missing
from gongkai.law.findings import Finding, Level, Verdict, verdict_of
from gongkai.law.reading import Chapter, NotAReport, ReportReading
from law.passing_report import FORMS, GONE, passing_report, row_cells, with_cells

EMPTY = ReportReading(FORMS["2021"], "", None, (), {})


def finding(level, left=None, right=None):
    return Finding("R1", level, "table3/total", left, right, "不相等")


def test_the_value_of_a_cell_is_a_number_a_blank_or_absent():
    report = with_cells(passing_report("2021"), {"table3/received/total": 5, "table3/received/business": Missing.BLANK})

    assert report.value("table3/received/total") == 5
    assert report.value("table3/received/business") is Missing.BLANK
    assert EMPTY.value("table3/received/total") is Missing.ABSENT


def test_a_row_of_blanks_is_there_and_a_row_without_cells_is_not():
    report = passing_report("2021")
    cells = row_cells(report.form, "disclosed")

    assert report.has_row("disclosed")
    assert with_cells(report, dict.fromkeys(cells, Missing.BLANK)).has_row("disclosed")
    assert not with_cells(report, dict.fromkeys(cells, GONE)).has_row("disclosed")
    assert not report.has_row("other_handling")


@pytest.mark.parametrize("table", ["table2", "table3", "table4"])
def test_a_table_is_there_by_any_of_its_cells(table):
    cell = next(cell for cell in FORMS["2021"].cells if cell.startswith(table))

    assert replace(EMPTY, figures={cell: Missing.BLANK}).has_table(table)
    assert not EMPTY.has_table(table)


def test_the_text_of_a_chapter_that_was_split_is_put_together_and_of_a_missing_one_empty():
    report = replace(EMPTY, chapters=(Chapter(1, "一、", "甲"), Chapter(2, "二、", "乙"), Chapter(1, "一、", "丙")))

    assert report.chapter_text(1) == "甲\n丙"
    assert report.chapter_text(2) == "乙"
    assert report.chapter_text(3) == ""


def test_what_is_no_report_says_why():
    assert str(NotAReport("文件为空")) == "文件为空"


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ([], Verdict.PASS),
        ([Level.INFO], Verdict.PASS),
        ([Level.INFO, Level.WARNING], Verdict.WARN),
        ([Level.WARNING, Level.ERROR, Level.INFO], Verdict.FAIL),
        ([Level.ERROR], Verdict.FAIL),
    ],
)
def test_the_gravest_finding_decides(levels, verdict):
    assert verdict_of(finding(level) for level in levels) is verdict


@given(st.lists(st.sampled_from(Level)), st.sampled_from(Level))
def test_one_more_finding_never_improves_the_verdict(levels, more):
    order = [Verdict.PASS, Verdict.WARN, Verdict.FAIL]
    before, after = (verdict_of(map(finding, found)) for found in (levels, [*levels, more]))

    assert order.index(before) <= order.index(after)


def test_levels_and_verdicts_have_chinese_names():
    assert [level.label for level in Level] == ["错误", "警示", "提示"]
    assert [verdict.label for verdict in Verdict] == ["通过", "有警示", "不通过", "无法评定"]


@pytest.mark.parametrize(
    ("side", "shown"),
    [
        (None, None),
        ("约10件", "约10件"),
        (0, 0),
        (12, 12),
        (Decimal("18.8710"), "18.871"),
        (Decimal(0), 0),
    ],
)
def test_both_sides_of_a_finding_go_into_json_as_numbers_or_text(side, shown):
    as_json = finding(Level.ERROR, side, side).as_json()

    assert as_json == {
        "rule": "R1",
        "level": "error",
        "where": "table3/total",
        "left": shown,
        "right": shown,
        "message": "不相等",
    }
    assert json.loads(json.dumps(as_json)) == as_json
