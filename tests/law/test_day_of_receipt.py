from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.receipt import Channel, received_on
from gongkai.law.steps import RuleViolation
from law.scenario_files import scenarios, title

DAYS = st.dates(date(2008, 5, 1), date(2030, 1, 1))
CONFIRMED = [Channel.ORDINARY_POST, Channel.ONLINE, Channel.FAX]


@pytest.mark.parametrize("scenario", scenarios("receipt"), ids=title)
def test_scenario_an_official_can_check_by_hand(scenario):
    facts = dict(scenario["facts"])
    channel = Channel(facts.pop("channel"))
    try:
        answer = received_on(channel, **facts).on.isoformat()
    except RuleViolation as violation:
        answer = violation.code

    assert scenario["expected"] == answer


@pytest.mark.parametrize(
    ("channel", "label", "item"),
    [
        (Channel.COUNTER, "当面提交", 1),
        (Channel.SIGNED_POST, "邮寄（需签收）", 2),
        (Channel.ORDINARY_POST, "平常信函", 2),
        (Channel.ONLINE, "互联网渠道", 3),
        (Channel.FAX, "传真", 3),
    ],
)
def test_each_channel_names_its_item_of_art_31(channel, label, item):
    receipt = received_on(channel, arrived_on=date(2025, 3, 3), confirmed_on=date(2025, 3, 3))

    assert label == channel.label
    assert (31, item) == (receipt.source.article, receipt.source.item)
    assert channel is receipt.channel


def test_every_channel_is_asked_for_confirmation_or_not():
    assert [channel for channel in Channel if channel.needs_confirmation] == CONFIRMED


def test_a_request_not_yet_confirmed_is_told_in_chinese_that_no_period_runs():
    with pytest.raises(RuleViolation, match="平常信函以双方确认之日为收到申请之日，尚未确认，期限未起算"):
        received_on(Channel.ORDINARY_POST, arrived_on=date(2025, 3, 3))


@given(st.sampled_from(CONFIRMED), DAYS, st.integers(0, 400))
def test_where_confirmation_decides_the_day_of_arrival_does_not(channel, arrived_on, later):
    confirmed_on = arrived_on + timedelta(days=later)

    assert confirmed_on == received_on(channel, arrived_on=arrived_on, confirmed_on=confirmed_on).on


@given(st.sampled_from([Channel.COUNTER, Channel.SIGNED_POST]), DAYS, st.none() | DAYS)
def test_where_arrival_decides_no_confirmation_moves_it(channel, arrived_on, confirmed_on):
    assert arrived_on == received_on(channel, arrived_on=arrived_on, confirmed_on=confirmed_on).on
