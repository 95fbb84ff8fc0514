from dataclasses import replace

import pytest

from gongkai.law import rules_text
from gongkai.law.reading import Chapter
from law.passing_report import FORMS, GONE, passing_report, row_cells, sides, with_cells, with_opening

both_forms = pytest.mark.parametrize("key", FORMS)
SMALL = {"received": 12, "carried_in": 3, "concluded": 11, "carried_out": 4}


def r6(text, **changes):
    figures = {f"table3/{row}/total": value for row, value in {**SMALL, **changes}.items()}
    return list(rules_text.r6_narrative(with_opening(with_cells(passing_report("2021"), figures), text)))


@pytest.mark.parametrize(
    "text",
    [
        "新收申请12件。",
        "新收到政府信息公开申请 12 件。",
        "共收到政府信息公开申请12件。",
        "收到各类政府信息公开申请15件（含上年结转）。",
        "受理依申请公开12件。",
        "上年度结转3件。",
        "结转至下一年度继续办理4件。",
        "办结申请11件。",
        "共办理依申请公开事项11件。",
        "办理依申请公开15件。",
        "办理依申请公开12件。",
        "已办结9件。",
        "全年没有数字。",
        "收到申请12件，其中收到申请7件转办。",
    ],
)
def test_r6_words_that_agree_with_table_three_or_claim_nothing_are_passed(text):
    assert r6(text) == []


@pytest.mark.parametrize(
    ("text", "where", "said", "table"),
    [
        ("受理依申请公开13件。", "received", 13, 12),
        ("上年结转的申请4件。", "carried_in", 4, 3),
        ("结转下年度3件。", "carried_out", 3, 4),
        ("办结申请12件。", "concluded", 12, 11),
        ("办理依申请公开事项10件。", "concluded", 10, 11),
    ],
)
def test_r6_words_that_contradict_table_three_are_a_warning(text, where, said, table):
    assert sides(r6(text)) == [("R6", "warning", f"table3/{where}/total", said, table)]


def test_r6_new_and_received_are_read_apart():
    findings = r6("全年新收申请15件。")

    assert sides(findings) == [("R6", "warning", "table3/received/total", 15, 12)]
    assert findings[0].message == "总体情况所述新收申请15，与表三的12不一致"


def test_r6_a_blank_in_the_table_leaves_nothing_to_compare_with():
    assert r6("上年结转4件。", carried_in=GONE) == []


def test_r6_a_blank_in_a_sum_leaves_the_other_reading():
    assert r6("收到申请12件。", carried_in=GONE) == []
    assert len(r6("收到申请15件。", carried_in=GONE)) == 1


def test_r6_only_chapter_one_is_compared():
    report = passing_report("2021")
    other = replace(report, chapters=(*report.chapters[1:], Chapter(2, "二、", "办结申请1件。")))

    assert list(rules_text.r6_narrative(other)) == []


def r8(agency, key="2021", **changes):
    return list(rules_text.r8_authority(replace(with_cells(passing_report(key), changes), agency=agency)))


@pytest.mark.parametrize(
    "agency",
    [
        "某某镇人民政府",
        "某某乡人民政府",
        "某某街道办事处",
        "某某县人民政府",
        "某某区人民政府",
        "某某区人民政府办公室",
        "某某旗人民政府",
        "某某县财政局",
        "某某区教育局",
        "某某县政务服务中心",
    ],
)
def test_r8_a_body_without_the_power_to_make_rules_reports_none(agency):
    columns = [column.key for column in FORMS["2021"].blocks[0].columns]
    expected = [("R8", "error", f"table2/article_20_1/规章/{c}", 10 + n, 0) for n, c in enumerate(columns)]

    assert sides(r8(agency)) == expected


@pytest.mark.parametrize(
    "agency", ["某某省人民政府", "某某市人民政府", "某某自治州人民政府", "教育部", "国家市场监督管理总局", ""]
)
def test_r8_a_body_that_may_make_rules_or_is_not_known_is_passed(agency):
    assert r8(agency) == []


@both_forms
def test_r8_zero_or_nothing_is_what_a_township_should_report(key):
    cells = [cell for cell in FORMS[key].table2_cells if "/规章/" in cell]

    assert r8("某某镇人民政府", key, **dict.fromkeys(cells, 0)) == []
    assert r8("某某镇人民政府", key, **dict.fromkeys(cells, GONE)) == []
    assert len(r8("某某镇人民政府", key)) == 3


@both_forms
@pytest.mark.parametrize("number", range(1, 7))
def test_r9_each_of_the_six_chapters_must_be_there(key, number):
    report = passing_report(key)
    kept = tuple(chapter for chapter in report.chapters if chapter.number != number)

    assert sides(rules_text.r9_completeness(replace(report, chapters=kept))) == [
        ("R9", "error", f"chapter/{number}", None, report.form.chapters[number - 1])
    ]


def test_r9_chapters_out_of_order_are_an_error():
    report = passing_report("2021")
    first, second, *others = report.chapters

    assert sides(rules_text.r9_completeness(replace(report, chapters=(second, first, *others)))) == [
        ("R9", "error", "chapter", "2、1、3、4、5、6", None)
    ]


@pytest.mark.parametrize("table", ["table2", "table3", "table4"])
def test_r9_each_table_must_be_there(table):
    report = passing_report("2021")
    gone = {cell: GONE for cell in report.form.cells if cell.startswith(table)}

    assert sides(rules_text.r9_completeness(with_cells(report, gone))) == [("R9", "error", table, None, None)]


def r9_without(key, rows):
    report = passing_report(key)
    gone = {cell: GONE for row in rows for cell in row_cells(report.form, row)}
    return list(rules_text.r9_completeness(with_cells(report, gone)))


@pytest.mark.parametrize(("key", "rows"), [("2019", 23), ("2021", 25)])
def test_r9_a_table_three_that_breaks_off_is_told_from_one_with_a_hole(key, rows):
    cut = r9_without(key, ["concluded", "carried_out"])
    hole = r9_without(key, ["disclosed", "not_processed_repeat"])

    assert sides(cut) == [("R9", "error", "table3/concluded", rows - 2, rows)]
    assert "之后中断，缺2行" in cut[0].message
    assert sides(hole) == [("R9", "error", "table3/disclosed", rows - 2, rows)]
    assert hole[0].message == "表三缺2行：（一）予以公开、2.重复申请"


def test_r9_one_cell_of_a_row_is_enough_for_the_row():
    report = passing_report("2021")
    cells = row_cells(report.form, "carried_out")[1:]

    assert list(rules_text.r9_completeness(with_cells(report, dict.fromkeys(cells, GONE)))) == []


@pytest.mark.parametrize(
    "text",
    [
        "统计期限自2023年1月1日起至2023年12月31日止",
        "2023年1月1日至12月31日",
        "2023年1月1日—2023年12月31日",
        "自 2023 年 1 月 1 日 到 2023 年 12 月 31 日",
        "没有写明期限",
    ],
)
def test_r10_the_calendar_year_of_the_report_is_the_period(text):
    assert list(rules_text.r10_period(with_opening(passing_report("2021"), text))) == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("统计期限自2022年1月1日起至2022年12月31日止", "2022年至2022年"),
        ("2022年1月1日至12月31日", "2022年至2022年"),
        ("2023年1月1日至2024年12月31日", "2023年至2024年"),
    ],
)
def test_r10_another_year_is_a_warning(text, stated):
    assert sides(rules_text.r10_period(with_opening(passing_report("2021"), text))) == [
        ("R10", "warning", "chapter/1", stated, 2023)
    ]


def test_r10_a_report_without_a_year_says_so():
    report = replace(passing_report("2021"), fiscal_year=None)

    assert sides(rules_text.r10_period(report)) == [("R10", "warning", "title", None, None)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("公开信息  条", "信息  条"),
        ("公开信息\u3000\u3000条", "信息\u3000\u3000条"),
        ("XX年工作", "XX年"),
        ("××机关", "××机关"),
        ("（请填写本机关名称）", "（请填写本机关名称）"),
        ("（填写数量）", "（填写数量）"),
    ],
)
def test_r11_what_is_left_of_the_template_is_a_warning(text, left):
    assert sides(rules_text.r11_residue(with_opening(passing_report("2021"), text))) == [
        ("R11", "warning", "text", left, None)
    ]


@pytest.mark.parametrize("text", ["公开信息12条", "X光检查5件", "（请向办公室索取）"])
def test_r11_ordinary_words_are_not_the_template(text):
    assert list(rules_text.r11_residue(with_opening(passing_report("2021"), text))) == []


@pytest.mark.parametrize(("key", "wrong"), [("2021", "〔2019〕60号"), ("2019", "〔2021〕30号")])
def test_r11_the_notice_of_the_other_form_is_a_warning(key, wrong):
    report = with_opening(passing_report(key), f"根据国办公开办函{wrong}编制")

    assert sides(rules_text.r11_residue(report)) == [("R11", "warning", "text", wrong, None)]


@pytest.mark.parametrize(
    ("key", "year", "right"), [("2019", 2021, "2021"), ("2019", 2023, "2021"), ("2021", 2020, "2019")]
)
def test_r11_the_form_of_another_year_is_a_warning(key, year, right):
    report = replace(with_opening(passing_report(key), ""), fiscal_year=year)
    findings = list(rules_text.r11_residue(report))

    assert sides(findings) == [("R11", "warning", "form", key, None)]
    assert f"{year}年度应使用{right}年格式" in findings[0].message


@pytest.mark.parametrize(("key", "year"), [("2019", 2019), ("2019", 2020), ("2021", 2021), ("2021", 2025)])
def test_r11_the_form_of_its_year_is_right(key, year):
    report = replace(with_opening(passing_report(key), ""), fiscal_year=year)

    assert list(rules_text.r11_residue(report)) == []


def test_r11_without_a_year_no_form_is_called_wrong():
    report = replace(with_opening(passing_report("2019"), "〔2021〕30号"), fiscal_year=None)

    assert list(rules_text.r11_residue(report)) == []


def r13(year, direct):
    report = with_cells(passing_report("2021"), {"table4/litigation_direct/total": direct})
    return sides(rules_text.r13_reconsideration_first(replace(report, fiscal_year=year)))


def test_r13_direct_suits_since_2024_are_pointed_out_and_are_no_fault():
    assert r13(2024, 5) == [("R13", "info", "table4/litigation_direct", 5, None)]
    assert r13(2023, 5) == []


@pytest.mark.parametrize("direct", [0, GONE])
def test_r13_without_direct_suits_nothing_is_said(direct):
    assert r13(2024, direct) == []


def test_r13_without_a_year_nothing_is_said():
    assert r13(None, 5) == []
