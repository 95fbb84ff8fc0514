from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gongkai.base import rulebook
from gongkai.law.other_clocks import fee_payment_deadline
from gongkai.law.rules_tables import r7_values
from gongkai.law.rules_text import lacks_rule_making_power
from gongkai.law.tabulation import CaseOutline
from law.passing_report import passing_report


@pytest.mark.parametrize(
    ("concluded_on", "row"), [(date(2020, 5, 1), None), (None, "disclosed"), (date(2020, 1, 1), "disclosed")]
)
def test_a_case_that_would_be_received_and_never_leave_is_refused(concluded_on, row):
    with pytest.raises(ValueError, match="办结日期"):
        CaseOutline("business", date(2020, 3, 1), concluded_on, row)


def test_a_count_with_a_fraction_is_an_error_and_money_with_one_is_not():
    report = passing_report("2021")
    cell, money = "table3/received/business", "table2/article_20_8/行政事业性收费/fee_income"
    broken = replace(report, figures={**report.figures, cell: Decimal("3.5"), money: Decimal("3.5")})

    assert [finding.where for finding in r7_values(broken)] == [cell]


def test_the_last_day_to_pay_a_processing_fee():
    deadline = fee_payment_deadline(notice_received_on=date(2025, 3, 3), calendar=rulebook.current_calendar())

    assert deadline.due_on == date(2025, 3, 31)
    assert not deadline.provisional


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("国家乡村振兴局", False),
        ("上海市人民政府办公厅", False),
        ("广西壮族自治区人民政府", False),
        ("香港特别行政区", False),
        ("淮安市人民政府", False),
        ("淮安市人民政府办公室", False),
        ("江苏省财政厅", True),
        ("苏州市财政局", True),
        ("某某区市场监督管理局", True),
        ("某某县人民政府办公室", True),
        ("某某区人民政府", True),
        ("某某镇人民政府", True),
        ("某某街道办事处", True),
        ("广西壮族自治区财政厅", True),
    ],
)
def test_who_cannot_make_rules_is_told_by_name_and_no_autonomous_region_is(name, lacks):
    assert lacks_rule_making_power(name) is lacks
