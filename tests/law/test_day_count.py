"""Working days summed up once agree with the calendar's own walk."""

from datetime import date, timedelta

import pytest

from gongkai.base.rulebook import calendar
from gongkai.law.calendar import UnpublishedYear
from gongkai.law.day_count import DayCount
from gongkai.law.other_clocks import publication_deadline

CALENDAR = calendar()
COUNT = DayCount(CALENDAR)


@pytest.mark.parametrize("span", [0, 1, 9, 40, 400])
def test_every_span_of_three_years_agrees_with_the_calendar(span):
    day = date(2019, 1, 1)
    while day.year < 2022:
        end = day + timedelta(days=span)
        assert COUNT.between(day, end) == CALENDAR.between(day, end)
        day += timedelta(days=7)


def test_an_end_before_the_start_counts_nothing():
    assert COUNT.between(date(2020, 3, 2), date(2020, 3, 1)) == 0


@pytest.mark.parametrize(("start", "end"), [(date(1990, 1, 1), date(1990, 1, 2)), (date(2020, 1, 1), date(2199, 1, 1))])
def test_a_year_without_a_notice_is_an_error(start, end):
    with pytest.raises(UnpublishedYear):
        COUNT.between(start, end)


@pytest.mark.parametrize(
    ("end", "within"),
    [(date(2020, 2, 26), True), (date(2020, 2, 27), True), (date(2020, 2, 28), False), (date(2020, 2, 29), False)],
)
def test_within_ends_with_the_last_day(end, within):
    """条例第二十六条：2020年1月22日形成，春节假期延长至2月2日，第20个工作日为2月27日。"""
    assert publication_deadline(formed_on=date(2020, 1, 22), calendar=CALENDAR).due_on == date(2020, 2, 27)
    assert COUNT.is_within(date(2020, 1, 22), end, 20) is within


def test_a_day_off_behind_the_last_day_is_too_late():
    """第3个工作日是星期五，星期六发布已经超期，虽然没有再过一个工作日。"""
    assert COUNT.is_within(date(2020, 6, 9), date(2020, 6, 12), 3)
    assert COUNT.between(date(2020, 6, 9), date(2020, 6, 13)) == 3
    assert not COUNT.is_within(date(2020, 6, 9), date(2020, 6, 13), 3)


@pytest.mark.parametrize(("working_days", "due_on"), [(None, None), (7, date(2020, 3, 11)), (30, None)])
def test_a_shorter_limit_shortens_the_period_and_a_longer_one_does_not(working_days, due_on):
    usual = publication_deadline(formed_on=date(2020, 3, 2), calendar=CALENDAR)
    found = publication_deadline(formed_on=date(2020, 3, 2), calendar=CALENDAR, working_days=working_days)

    assert usual.due_on == date(2020, 3, 30)
    assert found.due_on == (due_on or usual.due_on)
