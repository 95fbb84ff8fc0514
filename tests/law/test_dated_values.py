from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import periods
from gongkai.law.dated import Dated, InForce, NotInForce
from gongkai.law.outcomes import Route
from gongkai.law.remedies import REMEDY_TEXTS
from gongkai.law.source import Confidence, Source

SOURCE = Source("某法")
FIRST, LAST = date(2008, 5, 1), date(2030, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
DATED = {
    "答复期限": periods.REPLY_WORKING_DAYS,
    "延长期限": periods.EXTENSION_WORKING_DAYS,
    "主动公开期限": periods.PUBLICATION_WORKING_DAYS,
    **{f"救济告知·{route.value}": text for route, text in REMEDY_TEXTS.items()},
}


def entry(day, value):
    return InForce(day, value, SOURCE)


def holding(dated, day):
    """The entries that hold on a day when each runs to the day before the next: not how the code looks it up."""
    ends = [later.since for later in dated.entries[1:]] + [date.max]
    return [found for found, end in zip(dated.entries, ends, strict=True) if found.since <= day < end]


@pytest.mark.parametrize("dated", DATED.values(), ids=DATED)
def test_every_day_from_2008_to_2030_has_exactly_one_value(dated):
    assert all([dated.on(day)] == holding(dated, day) for day in EVERY_DAY)


@pytest.mark.parametrize("dated", DATED.values(), ids=DATED)
def test_before_the_first_regulation_nothing_is_made_up(dated):
    with pytest.raises(NotInForce, match="2008-05-01起施行"):
        dated.on(date(2008, 4, 30))


@pytest.mark.parametrize("dated", DATED.values(), ids=DATED)
def test_every_value_names_its_source(dated):
    assert all(str(found.source).startswith("《") for found in dated.entries)


@pytest.mark.parametrize(
    ("dated", "before", "after"),
    [
        (periods.REPLY_WORKING_DAYS, 15, 20),
        (periods.EXTENSION_WORKING_DAYS, 15, 20),
        (periods.PUBLICATION_WORKING_DAYS, 20, 20),
    ],
)
def test_the_lengths_on_both_sides_of_15_may_2019(dated, before, after):
    assert (before, after) == (dated.on(date(2019, 5, 14)).value, dated.on(date(2019, 5, 15)).value)
    assert "492" in dated.on(date(2019, 5, 14)).source.number
    assert "711" in dated.on(date(2019, 5, 15)).source.number


def test_the_figures_of_2007_are_marked_as_from_memory():
    old = {dated.on(date(2019, 5, 14)).source.confidence for name, dated in DATED.items() if "期限" in name}

    assert {Confidence.MEMORY} == old


def test_the_other_periods_are_those_of_arts_30_32_34_and_of_the_fee_measures():
    assert (
        periods.SUPPLEMENT_NOTICE_WORKING_DAYS,
        periods.THIRD_PARTY_WORKING_DAYS,
        periods.JOINT_AGENCY_WORKING_DAYS,
        periods.FEE_PAYMENT_WORKING_DAYS,
    ) == (7, 15, 15, 20)


def test_the_defaults_of_what_the_text_leaves_open():
    assert periods.ClockPolicy("sent", fee_restarts=True) == periods.DEFAULT_POLICY


def test_a_value_changes_on_its_day_and_not_on_the_day_before():
    dated = Dated(entry(date(2010, 1, 1), "旧"), entry(date(2020, 1, 1), "新"))

    assert dated.on(date(2010, 1, 1)).value == "旧"
    assert dated.on(date(2019, 12, 31)).value == "旧"
    assert dated.on(date(2020, 1, 1)).value == "新"
    assert dated.on(date.max).value == "新"
    with pytest.raises(NotInForce):
        dated.on(date(2009, 12, 31))


@pytest.mark.parametrize(
    "days",
    [
        [],
        [date(2020, 1, 1), date(2020, 1, 1)],
        [date(2020, 1, 1), date(2010, 1, 1)],
    ],
    ids=["没有条目", "同日两条", "日期倒退"],
)
def test_entries_that_leave_a_doubt_are_refused(days):
    with pytest.raises(ValueError, match="逐项递增"):
        Dated(*(entry(day, "值") for day in days))


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, unique=True), st.dates())
def test_the_entry_in_force_is_the_latest_that_has_begun(days, asked):
    dated = Dated(*(entry(day, day) for day in sorted(days)))
    begun = [day for day in days if day <= asked]

    if begun:
        assert max(begun) == dated.on(asked).value
    else:
        with pytest.raises(NotInForce):
            dated.on(asked)


def test_the_sabotaged_twin_a_table_with_a_gap_does_not_cover_every_day():
    late = Dated(entry(date(2008, 5, 2), "迟一日"))

    assert [day for day in EVERY_DAY if not holding(late, day)] == [FIRST]


def test_no_remedies_have_no_dated_text():
    assert set(Route) - {Route.NONE} == set(REMEDY_TEXTS)
