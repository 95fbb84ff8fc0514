"""The oracle against the vectors of working_days.md (section 5) and of fees.yaml, copied by hand."""

import json
from datetime import date
from pathlib import Path

import pytest

from .calendar import OracleCalendar, UnpublishedYear
from .clock import reply_due_on, working_days_after
from .fees import per_item, per_page

HOLIDAYS = Path(__file__).resolve().parents[3] / "shared/law/holidays.json"
LENGTHS = (7, 15, 20, 40)
VECTORS = {
    "2025-03-03": ("2025-03-12", "2025-03-24", "2025-03-31", "2025-04-28"),
    "2025-09-12": ("2025-09-23", "2025-10-10", "2025-10-16", "2025-11-13"),
    "2026-01-23": ("2026-02-03", "2026-02-13", "2026-02-27", "2026-03-26"),
    "2025-04-27": ("2025-05-09", "2025-05-21", "2025-05-28", "2025-06-26"),
    "2025-06-07": ("2025-06-17", "2025-06-27", "2025-07-04", "2025-08-01"),
    "2025-10-03": ("2025-10-16", "2025-10-28", "2025-11-04", "2025-12-02"),
    "2025-12-15": ("2025-12-24", "2026-01-06", "2026-01-13", "2026-02-10"),
    "2020-01-15": ("2020-01-23", "2020-02-12", "2020-02-19", "2020-03-18"),
    "2024-12-31": ("2025-01-10", "2025-01-22", "2025-02-05", "2025-03-04"),
    "2019-05-15": ("2019-05-24", "2019-06-05", "2019-06-13", "2019-07-11"),
}
WORKING_DAYS_OF_YEAR = {
    2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
}  # fmt: skip
PER_ITEM = {
    1: 0, 10: 0, 11: 100, 25: 1500, 30: 2000, 31: 2200, 40: 4000, 41: 4300, 50: 7000, 60: 11000,
    100: 37000,
}  # fmt: skip
PER_PAGE = {
    1: 0, 30: 0, 31: 10, 44: 140, 57: 270, 59: 290, 68: 380, 72: 420, 100: 700, 101: 720, 109: 880,
    119: 1080, 200: 2700, 201: 2740, 300: 6700,
}  # fmt: skip


@pytest.fixture(scope="module")
def official():
    if not HOLIDAYS.is_file():
        pytest.skip("holidays.json is not beside this checkout")
    return OracleCalendar.from_json(json.loads(HOLIDAYS.read_text(encoding="utf-8")))


@pytest.mark.parametrize("receipt", VECTORS)
def test_the_vectors_of_section_five(official, receipt):
    day = date.fromisoformat(receipt)
    found = tuple(working_days_after(day, n, official).isoformat() for n in LENGTHS)
    assert found == VECTORS[receipt]


@pytest.mark.parametrize("receipt", VECTORS)
def test_without_facts_the_reply_is_due_on_the_twentieth_working_day(official, receipt):
    assert reply_due_on(date.fromisoformat(receipt), [], official).isoformat() == VECTORS[receipt][2]


@pytest.mark.parametrize("year", WORKING_DAYS_OF_YEAR)
def test_the_year_has_as_many_working_days_as_the_specification_says(official, year):
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    assert len([day for day in days if official.is_working(day)]) == WORKING_DAYS_OF_YEAR[year]


def test_a_list_may_name_days_of_the_december_before(official):
    assert official.is_working(date(2018, 12, 29))  # a Saturday, named in the notice of 2019
    assert not official.is_working(date(2018, 12, 31))  # a Monday, named in the notice of 2019
    assert official.is_working(date(2011, 12, 31))  # a Saturday, named in the notice of 2012


@pytest.mark.parametrize("year", [2007, 2027])
def test_a_year_without_a_notice_is_unknown(official, year):
    with pytest.raises(UnpublishedYear) as caught:
        official.is_working(date(year, 12, 31))
    assert caught.value.year == year


def test_a_day_cannot_be_both_off_and_working():
    with pytest.raises(ValueError, match="both"):
        OracleCalendar({date(2025, 1, 1)}, {date(2025, 1, 1)}, {2025})


@pytest.mark.parametrize("n", PER_ITEM)
def test_the_fee_by_item(n):
    assert per_item(n) == PER_ITEM[n]


@pytest.mark.parametrize("n", PER_PAGE)
def test_the_fee_by_page(n):
    assert per_page(n) == PER_PAGE[n]


def test_the_fees_that_suqian_published():
    assert [per_page(n) for n in (109, 119, 57)] == [880, 1080, 270]
    assert per_item(25) == 15 * 100  # fifteen items above the first ten
    assert per_item(16) == 6 * 100
    assert per_item(0) == per_page(0) == 0
