"""The form is told by its labels; a year never overrules them."""

import pytest
from published_samples import Sample, html_table

from gongkai.annual.published import NotAReport
from gongkai.annual.published.reader import read_report_bytes


def test_a_late_report_on_the_old_form_is_read_on_the_old_form():
    sample = Sample("2019", title="青山镇2023年政府信息公开工作年度报告")
    reading = read_report_bytes("a.html", sample.html().encode())
    assert (reading.form.key, reading.fiscal_year) == ("2019", 2023)


@pytest.mark.parametrize("key", ["2019", "2021"])
@pytest.mark.parametrize("part", ["table_two", "table_three"])
def test_one_table_alone_tells_the_form(key, part):
    tables = getattr(Sample(key), part)()
    tables = tables if part == "table_two" else [tables]
    reading = read_report_bytes("a.html", "".join(map(html_table, tables)).encode())
    assert reading.form.key == key


def test_a_table_that_both_forms_have_tells_nothing():
    with pytest.raises(NotAReport, match="看不出"):
        read_report_bytes("a.html", html_table(Sample("2019").table_four()).encode())


def test_a_report_whose_tables_say_nothing_is_on_the_form_of_its_year():
    text = "青山市2022年政府信息公开工作年度报告\n一、总体情况\n好。\n二、主动公开政府信息情况\n见附件。"
    reading = read_report_bytes("a.txt", text.encode())
    assert reading.form.key == "2021"
    assert reading.figures == {}


def test_a_report_from_before_the_forms_is_refused():
    text = "青山市2015年政府信息公开工作年度报告\n一、总体情况\n好。\n二、主动公开政府信息情况\n见附件。"
    with pytest.raises(NotAReport, match="2015"):
        read_report_bytes("a.txt", text.encode())
