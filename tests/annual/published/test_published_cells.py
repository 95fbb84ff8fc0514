"""What one printed cell says."""

from decimal import Decimal

import pytest

from gongkai.annual.published.cells import read_cell
from gongkai.law.figures import Missing


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("12", 12), (" 12 ", 12), ("１２", 12), ("1,234", 1234), ("1，234，567", 1234567), ("\u00a07\u3000", 7),
        ("0", 0), ("\u200b5", 5), ("-3", -3), ("－2", -2), ("＋2", 2), ("−4", -4),
    ],
)  # fmt: skip
def test_a_count_is_read_however_it_is_printed(printed, value):
    assert read_cell(printed, "count") == (value, "")


@pytest.mark.parametrize("printed", ["", " ", "\u00a0", "\u3000\t", "\u200b", "\ufeff"])
def test_nothing_printed_is_blank_and_not_zero(printed):
    assert read_cell(printed, "count") == (Missing.BLANK, "")


@pytest.mark.parametrize("printed", ["/", "／", "-", "－", "—", "——", "–", "无", "\\", "不适用", "N/A", "--"])
def test_a_mark_of_absence_is_not_applicable(printed):
    assert read_cell(printed, "count") == (Missing.NOT_APPLICABLE, "")


@pytest.mark.parametrize(
    "printed",
    [
        "3.0",
        "约12",
        "12,34",
        "1 2",
        "12\n13",
        "①",
        "12²",
        "若干",
        "O",
        "十二",
        "增2",
        "٣",
        "1" * 5000,
        "1/2",
        "*",
        "12+1",
    ],
)
def test_what_is_no_number_is_unreadable_and_keeps_its_text(printed):
    assert read_cell(printed, "count") == (Missing.UNREADABLE, " ".join(printed.split()))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("+2", 2),
        ("-3", -3),
        ("－2", -2),
        ("增2", 2),
        ("减2", -2),
        ("增加173", 173),
        ("减少1", -1),
        ("↓4", -4),
        ("0", 0),
    ],
)
def test_a_change_has_its_sign(printed, value):
    assert read_cell(printed, "change")[0] == value


@pytest.mark.parametrize("printed", ["增2减1", "2/3", "持平", "持平2", "增"])
def test_an_ambiguous_change_is_unreadable(printed):
    assert read_cell(printed, "change") == (Missing.UNREADABLE, printed)


def test_a_counter_behind_a_count_is_kept_as_printed():
    assert read_cell("38件", "count") == (38, "38件")


@pytest.mark.parametrize(
    ("printed", "heading", "value", "raw"),
    [
        ("251000元", "采购总金额", Decimal("25.1"), "251000元"),
        ("200000元", "采购总金额", 20, "200000元"),
        ("18.87万元", "采购总金额", Decimal("18.87"), "18.87万元"),
        ("1.2亿元", "采购总金额", 12000, "1.2亿元"),
        ("2,157.936", "采购总金额（单位:万元）", Decimal("2157.936"), ""),
        ("251000", "采购总金额（元）", Decimal("25.1"), "251000"),
        ("251000元", "采购总金额（万元）", Decimal("25.1"), "251000元"),
        ("2157.936", "采购总金额", Decimal("2157.936"), "2157.936"),
        ("18.8710", "本年收费金额（单位：万元）", Decimal("18.8710"), ""),
        ("0", "采购总金额", 0, ""),
        ("０．５", "（万元）", Decimal("0.5"), ""),
        ("5.00", "（万元）", 5, ""),
    ],
)
def test_money_is_converted_only_from_a_stated_unit(printed, heading, value, raw):
    read, kept = read_cell(printed, "wan_yuan", heading)
    assert (read, kept) == (value, raw)
    assert type(read) is type(value)


@pytest.mark.parametrize("printed", ["约5万元", "5美元", "1.2.3", "见附件"])
def test_money_that_is_no_number_is_unreadable(printed):
    assert read_cell(printed, "wan_yuan") == (Missing.UNREADABLE, printed)
