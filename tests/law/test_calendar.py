import json
from collections import Counter
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from gongkai.base import rulebook
from gongkai.law.calendar import RegionalOverlay, UnpublishedYear, WorkingCalendar, notices_as_of

CALENDAR = rulebook.current_calendar()
YEARS = range(2008, 2027)

VECTORS = """
2025-03-03 2025-03-12 2025-03-24 2025-03-31 2025-04-28
2025-09-12 2025-09-23 2025-10-10 2025-10-16 2025-11-13
2026-01-23 2026-02-03 2026-02-13 2026-02-27 2026-03-26
2025-04-27 2025-05-09 2025-05-21 2025-05-28 2025-06-26
2025-06-07 2025-06-17 2025-06-27 2025-07-04 2025-08-01
2025-10-03 2025-10-16 2025-10-28 2025-11-04 2025-12-02
2025-12-15 2025-12-24 2026-01-06 2026-01-13 2026-02-10
2020-01-15 2020-01-23 2020-02-12 2020-02-19 2020-03-18
2024-12-31 2025-01-10 2025-01-22 2025-02-05 2025-03-04
2019-05-15 2019-05-24 2019-06-05 2019-06-13 2019-07-11
""".strip().splitlines()


def days_of(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("vector", VECTORS)
def test_counting_7_15_20_and_40_working_days(vector):
    received, *expected = map(date.fromisoformat, vector.split())

    assert expected == [CALENDAR.after(received, n) for n in (7, 15, 20, 40)]


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_the_working_days_of_a_year(year, expected):
    assert expected == sum(CALENDAR.is_working(day) for day in days_of(year))


# Where the library chinesecalendar and our data part, and who is right.
CHINESECALENDAR_DIFFERS: dict[date, str] = {}
# Where the library holidays and our data part; it follows the final notices too.
HOLIDAYS_DIFFERS: dict[date, str] = {}


def test_every_day_agrees_with_the_library_chinesecalendar():
    last = date(max(chinese_calendar.constants.holidays).year, 12, 31)
    differing = {
        day
        for year in YEARS
        for day in days_of(year)
        if day <= last and chinese_calendar.is_workday(day) != CALENDAR.is_working(day)
    }

    assert set(CHINESECALENDAR_DIFFERS) == differing


def test_every_day_agrees_with_the_library_holidays():
    library = holidays.country_holidays("CN", years=YEARS)
    differing = {
        day for year in YEARS for day in days_of(year) if library.is_working_day(day) != CALENDAR.is_working(day)
    }

    assert set(HOLIDAYS_DIFFERS) == differing


def test_make_up_days_are_weekend_days_and_days_off_never_are_made_up():
    for notice in rulebook.notices():
        assert all(day.weekday() >= 5 for day in notice.make_up_days)
        assert not notice.days_off & notice.make_up_days


EXTRA_DAYS_OFF = {
    (2015, 2): (1, "抗战胜利70周年纪念日增加放假1天"),
    (2020, 2): (2, "疫情防控延长春节假期，1月31日及2月1日的调休取消，净增2天"),
}


def test_the_weekdays_off_less_the_make_up_days_are_the_statutory_holidays():
    for notice in rulebook.notices():
        statutory = 13 if notice.year >= 2025 else 11
        extra, _ = EXTRA_DAYS_OFF.get((notice.year, notice.version), (0, ""))
        weekdays_off = sum(day.weekday() < 5 for day in notice.days_off)

        assert statutory + extra == weekdays_off - len(notice.make_up_days), (notice.year, notice.version)


@pytest.mark.parametrize("year", [2015, 2019, 2020])
def test_amended_years_have_a_version_before_and_after(year):
    versions = [notice for notice in rulebook.notices() if notice.year == year]

    assert [notice.version for notice in versions] == [1, 2]
    assert versions[0].days_off != versions[1].days_off


def test_the_amendment_of_2020_counts_from_the_day_it_was_published():
    before = WorkingCalendar(notices_as_of(rulebook.notices(), date(2020, 1, 26)))
    after = WorkingCalendar(notices_as_of(rulebook.notices(), date(2020, 1, 27)))

    assert before.is_working(date(2020, 1, 31))
    assert not after.is_working(date(2020, 1, 31))
    assert before.is_working(date(2020, 2, 1))
    assert "2020v2" not in before.version
    assert "2020v2" in after.version


def test_a_year_without_a_notice_is_an_error_not_a_guess():
    with pytest.raises(UnpublishedYear, match="2027年"):
        CALENDAR.is_working(date(2027, 1, 4))
    with pytest.raises(UnpublishedYear, match="2007年"):
        CALENDAR.is_working(date(2007, 6, 1))


def test_a_provisional_calendar_counts_ordinary_weeks_and_says_so():
    provisional = rulebook.calendar(assume_ordinary_weeks=True)

    assert provisional.is_working(date(2027, 1, 4))
    assert not provisional.is_working(date(2027, 1, 9))
    assert provisional.is_tentative(date(2027, 1, 4))
    assert provisional.is_tentative(date(2026, 12, 30))
    assert not provisional.is_tentative(date(2026, 12, 28))
    assert not provisional.is_tentative(date(2025, 12, 30))


def test_a_regional_holiday_is_a_day_off_even_on_a_make_up_day():
    overlay = RegionalOverlay("广西三月三", frozenset({date(2025, 3, 31), date(2025, 4, 27)}))
    regional = WorkingCalendar(rulebook.notices(), overlay)

    assert not regional.is_working(date(2025, 3, 31))
    assert not regional.is_working(date(2025, 4, 27))
    assert regional.version.endswith(";广西三月三")
    assert CALENDAR.after(date(2025, 3, 3), 20) == date(2025, 3, 31)
    assert regional.after(date(2025, 3, 3), 20) == date(2025, 4, 1)


def test_counting_back_and_forth_agrees():
    start = date(2024, 1, 1)

    assert CALENDAR.between(start, CALENDAR.after(start, 33)) == 33
    assert CALENDAR.between(start, start) == 0
    with pytest.raises(ValueError, match="正整数"):
        CALENDAR.after(start, 0)


def test_first_working_day_from():
    assert CALENDAR.first_working_day_from(date(2025, 10, 1)) == date(2025, 10, 9)
    assert CALENDAR.first_working_day_from(date(2025, 10, 9)) == date(2025, 10, 9)


def test_every_year_from_2008_has_exactly_one_notice_in_force():
    assert Counter(CALENDAR.notices.keys()) == Counter(YEARS)
    assert json.dumps(CALENDAR.version)
    assert WorkingCalendar([]).version == "empty"
