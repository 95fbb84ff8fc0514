from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.base import rulebook
from gongkai.law.calendar import UnpublishedYear
from gongkai.law.dated import NotInForce
from gongkai.law.other_clocks import (
    CalendarPeriod,
    ResponseStage,
    add_months,
    calendar_deadline,
    honoured,
    publication_deadline,
    response_due_at,
)
from gongkai.law.source import CIVIL_CODE_PERIODS
from gongkai.law.steps import RuleViolation
from law.scenario_files import scenarios, title

CALENDAR = rulebook.current_calendar()
BEIJING = timezone(timedelta(hours=8))
DAYS = st.dates(date(2008, 5, 1), date(2026, 5, 1))


def deadline(clock, from_day):
    if clock == "publication":
        return publication_deadline(formed_on=from_day, calendar=CALENDAR)
    return calendar_deadline(CalendarPeriod(clock), from_day=from_day, calendar=CALENDAR)


@pytest.mark.parametrize("scenario", scenarios("other_clocks"), ids=title)
def test_scenario_an_official_can_check_by_hand(scenario):
    try:
        answer = deadline(scenario["facts"]["clock"], scenario["facts"]["from"]).due_on.isoformat()
    except NotInForce:
        answer = "not_in_force"
    except RuleViolation as violation:
        answer = violation.code

    assert scenario["expected"] == answer


def test_the_steps_of_a_period_name_its_act_and_the_postponement():
    moved = deadline("reconsideration", date(2025, 3, 3))
    kept = deadline("reconsideration", date(2025, 8, 10))

    assert ["行政复议法" in str(step.source) for step in kept.steps] == [True]
    assert [date(2025, 5, 2), date(2025, 5, 6)] == [step.on for step in moved.steps]
    assert moved.steps[-1].source == CIVIL_CODE_PERIODS
    assert moved.steps[-1].text == "2025-05-02为休息日，顺延至2025-05-06"
    assert CALENDAR.version == moved.calendar_version == kept.calendar_version


def test_a_period_in_months_says_months_and_one_in_days_says_days():
    assert "6个月内" in deadline("litigation", date(2025, 3, 3)).steps[0].text
    assert "15日内" in deadline("litigation_after_reconsideration", date(2025, 3, 3)).steps[0].text


def test_publication_carries_its_steps_and_is_provisional_at_the_end_of_the_last_known_year():
    sure, unsure = deadline("publication", date(2025, 3, 3)), deadline("publication", date(2026, 12, 1))

    assert [date(2025, 3, 3), sure.due_on] == [step.on for step in sure.steps]
    assert {26} == {step.source.article for step in sure.steps}
    assert not sure.provisional
    assert unsure.provisional
    assert sure.calendar_version == CALENDAR.version


def test_a_calendar_period_that_ends_in_late_december_is_provisional():
    assert deadline("reconsideration", date(2026, 11, 1)).provisional
    assert not deadline("reconsideration", date(2026, 10, 1)).provisional


def test_a_last_day_whose_postponement_needs_an_unpublished_year_is_not_guessed():
    with pytest.raises(UnpublishedYear):
        deadline("litigation", date(2026, 7, 3))


@given(DAYS)
def test_publication_is_due_on_the_twentieth_working_day(formed_on):
    due_on = deadline("publication", formed_on).due_on

    assert CALENDAR.is_working(due_on)
    assert CALENDAR.between(formed_on, due_on) == 20


@given(st.sampled_from(CalendarPeriod), DAYS)
def test_a_calendar_period_ends_on_the_first_working_day_from_its_last_day(period, from_day):
    due = deadline(period, from_day)
    nominal = due.steps[0].on

    assert CALENDAR.is_working(due.due_on)
    assert due.due_on >= nominal
    assert not any(CALENDAR.is_working(nominal + timedelta(days=n)) for n in range((due.due_on - nominal).days))
    assert (len(due.steps) == 2) == (due.due_on != nominal)


@given(st.sampled_from(CalendarPeriod), DAYS)
def test_a_later_start_never_ends_earlier(period, from_day):
    next_day = from_day + timedelta(days=1)

    assert deadline(period, from_day).due_on <= deadline(period, next_day).due_on


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 15), 6, date(2025, 7, 15)),
        (date(2025, 6, 30), 6, date(2025, 12, 30)),
        (date(2025, 7, 1), 6, date(2026, 1, 1)),
        (date(2025, 12, 31), 3, date(2026, 3, 31)),
        (date(2025, 3, 31), 3, date(2025, 6, 30)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 1, 31), 0, date(2025, 1, 31)),
    ],
)
def test_a_month_ends_on_the_day_of_the_same_number_or_on_its_last(day, months, expected):
    assert expected == add_months(day, months)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_later_is_the_right_month_and_never_a_later_day_of_it(day, months):
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("stage", "hours", "label", "number"),
    [
        (ResponseStage.AUTHORITATIVE_INFORMATION, 5, "发布权威信息", "国办发〔2016〕80号"),
        (ResponseStage.PRESS_CONFERENCE, 24, "举行新闻发布会", "国办发〔2016〕61号"),
        (ResponseStage.OTHER_CONCERN, 48, "回应其他政务舆情", "国办发〔2016〕61号"),
    ],
)
def test_the_hours_after_an_event_and_the_notice_that_fixed_them(stage, hours, label, number):
    discovered_at = datetime(2025, 9, 30, 22, 30, tzinfo=BEIJING)

    assert discovered_at + timedelta(hours=hours) == response_due_at(stage, discovered_at=discovered_at)
    assert (hours, label, number) == (stage.hours, stage.label, stage.source.number)


def test_nights_and_holidays_count_among_the_hours():
    due_at = response_due_at(
        ResponseStage.AUTHORITATIVE_INFORMATION, discovered_at=datetime(2025, 10, 1, 22, 0, tzinfo=BEIJING)
    )

    assert due_at == datetime(2025, 10, 2, 3, 0, tzinfo=BEIJING)


def test_the_same_moment_in_another_zone_is_due_at_the_same_moment():
    moment = datetime(2025, 3, 3, 12, 0, tzinfo=BEIJING)

    for stage in ResponseStage:
        assert response_due_at(stage, discovered_at=moment) == response_due_at(
            stage, discovered_at=moment.astimezone(UTC)
        )


def test_a_time_without_a_zone_is_refused():
    naive = datetime(2025, 3, 3, 12, 0, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(RuleViolation, match="时间须带时区") as refused:
        response_due_at(ResponseStage.OTHER_CONCERN, discovered_at=naive)

    assert refused.value.code == "naive_time"


def test_a_printed_day_is_kept_where_the_recomputed_one_is_earlier_and_gives_way_where_it_is_later():
    earlier, later = date(2020, 2, 19), date(2020, 2, 21)

    assert honoured(printed_on=later, recomputed_on=earlier) == later
    assert honoured(printed_on=earlier, recomputed_on=later) == later
    assert honoured(printed_on=later, recomputed_on=later) == later
