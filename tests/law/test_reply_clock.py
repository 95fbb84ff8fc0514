import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.base import rulebook
from gongkai.law.facts import Fact, FactKind, fact_from_mapping
from gongkai.law.periods import ClockPolicy
from gongkai.law.reply_clock import ClockSuspended, reply_deadline
from gongkai.law.steps import RuleViolation

CALENDAR = rulebook.current_calendar()
SCENARIOS = tomllib.loads((Path(__file__).parents[1] / "scenarios" / "reply_clock.toml").read_text("utf-8"))["scenario"]


def due(received_on, *facts, policy=None):
    return reply_deadline(
        received_on=received_on, facts=facts, calendar=CALENDAR, **({"policy": policy} if policy else {})
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["title"])
def test_scenario_an_official_can_check_by_hand(scenario):
    facts = [fact_from_mapping(fact) for fact in scenario["facts"]]
    try:
        answer = due(date.fromisoformat(scenario["received"]), *facts).due_on.isoformat()
    except RuleViolation as violation:
        answer = violation.code

    assert scenario["expected"] == answer


def test_both_sides_of_the_edge_of_the_extension():
    on_time = Fact(FactKind.EXTENSION_APPROVED, date(2025, 3, 31), working_days=1)
    late = Fact(FactKind.EXTENSION_APPROVED, date(2025, 4, 1), working_days=1)

    assert due(date(2025, 3, 3), on_time).due_on == date(2025, 4, 1)
    with pytest.raises(RuleViolation, match="已经届满"):
        due(date(2025, 3, 3), late)


def test_supplement_notice_on_the_eighth_day_is_a_flaw_not_a_refusal():
    seventh = due(date(2025, 3, 3), Fact(FactKind.SUPPLEMENT_NOTICE, date(2025, 3, 12)))
    eighth = due(date(2025, 3, 3), Fact(FactKind.SUPPLEMENT_NOTICE, date(2025, 3, 13)))

    assert not any(step.warning for step in seventh.steps)
    assert [step.warning for step in eighth.steps].count(True) == 1
    assert seventh.due_on == eighth.due_on


def test_a_supplement_notice_into_an_unpublished_year_is_not_called_late():
    notice = Fact(FactKind.SUPPLEMENT_NOTICE, date(2026, 12, 28))
    answer = Fact(FactKind.SUPPLEMENT_RECEIVED, date(2026, 12, 29))

    with pytest.raises(RuleViolation, match="2027年"):
        due(date(2026, 12, 24), notice, answer)


def test_a_suspended_clock_says_since_when_and_what_remains():
    sent = Fact(FactKind.AGENCY_OPINION_SENT, date(2025, 3, 7), party="财政局")

    with pytest.raises(ClockSuspended) as suspended:
        due(date(2025, 3, 3), sent)

    assert suspended.value.since == date(2025, 3, 7)
    assert suspended.value.remaining_working_days == 16


def test_pause_from_receipt_by_the_third_party_is_a_setting():
    facts = [
        Fact(FactKind.THIRD_PARTY_SENT, date(2025, 3, 7), party="甲"),
        Fact(FactKind.THIRD_PARTY_RECEIVED_LETTER, date(2025, 3, 11), party="甲"),
        Fact(FactKind.THIRD_PARTY_OPINION, date(2025, 3, 14), party="甲"),
    ]

    assert due(date(2025, 3, 3), *facts).due_on == date(2025, 4, 8)
    policy = ClockPolicy(pause_from="third_party_receipt")
    assert due(date(2025, 3, 3), *facts, policy=policy).due_on == date(2025, 4, 3)
    assert due(date(2025, 3, 3), facts[0], policy=policy).due_on == date(2025, 3, 31)


def test_payment_that_does_not_restart_is_a_setting():
    facts = [Fact(FactKind.FEE_NOTICE, date(2025, 3, 10)), Fact(FactKind.FEE_PAID, date(2025, 3, 20))]

    assert due(date(2025, 3, 3), *facts, policy=ClockPolicy(fee_restarts=False)).due_on == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ([Fact(FactKind.SUPPLEMENT_RECEIVED, date(2025, 3, 4))], "supplement_without_notice"),
        ([Fact(FactKind.FEE_PAID, date(2025, 3, 4))], "fee_without_notice"),
        ([Fact(FactKind.THIRD_PARTY_OPINION, date(2025, 3, 4), "甲")], "opinion_without_letter"),
        ([Fact(FactKind.AGENCY_OPINION_SENT, date(2025, 3, 4), "甲")] * 2, "letter_sent_twice"),
        ([Fact(FactKind.FEE_NOTICE, date(2025, 3, 4))] * 2, "second_fee_notice"),
        (
            [
                Fact(FactKind.THIRD_PARTY_SENT, date(2025, 3, 4), "甲"),
                *[Fact(FactKind.THIRD_PARTY_OPINION, date(2025, 3, 5), "甲")] * 2,
            ],
            "opinion_twice",
        ),
    ],
)
def test_facts_the_law_does_not_allow_are_refused_by_name(facts, code):
    with pytest.raises(RuleViolation) as violation:
        due(date(2025, 3, 3), *facts)

    assert code == violation.value.code


def test_a_delay_before_the_last_day_changes_nothing():
    delay = Fact(FactKind.DELAY_SET, date(2025, 3, 10), until=date(2025, 3, 20))

    assert due(date(2025, 3, 3), delay).due_on == date(2025, 3, 31)


@pytest.mark.parametrize("until", [None, date(2025, 3, 9)])
def test_a_delay_into_the_past_is_refused(until):
    with pytest.raises(RuleViolation, match="不早于当日"):
        due(date(2025, 3, 3), Fact(FactKind.DELAY_SET, date(2025, 3, 10), until=until))


def test_an_old_request_cites_the_old_regulation_to_the_last_step():
    assert "第492号" in str(due(date(2019, 5, 14)).steps[-1].source)
    assert "第711号" in str(due(date(2019, 5, 15)).steps[-1].source)


def test_a_silent_party_whose_period_ends_in_an_unpublished_year_meets_that_year():
    facts = [
        Fact(FactKind.THIRD_PARTY_SENT, date(2026, 12, 21), "甲"),
        Fact(FactKind.THIRD_PARTY_RECEIVED_LETTER, date(2026, 12, 22), "甲"),
    ]

    with pytest.raises(RuleViolation, match="2027年"):
        due(date(2026, 12, 14), *facts)


def test_an_extension_whose_test_needs_an_unpublished_year_counts_as_in_time():
    extension = Fact(FactKind.EXTENSION_APPROVED, date(2027, 1, 8), working_days=5)

    with pytest.raises(RuleViolation, match="2027年"):
        due(date(2026, 12, 21), extension)


def test_late_december_is_provisional_until_the_next_notice():
    assert not due(date(2026, 11, 23)).provisional
    assert due(date(2026, 12, 1)).provisional


def test_every_step_carries_its_source_and_the_last_names_the_day():
    deadline = due(date(2025, 3, 3), Fact(FactKind.EXTENSION_APPROVED, date(2025, 3, 4), working_days=3))

    assert all(str(step.source).startswith("《") for step in deadline.steps)
    assert str(deadline.due_on) in deadline.steps[-1].text
    assert deadline.calendar_version == CALENDAR.version


@given(st.dates(date(2008, 5, 1), date(2026, 10, 1)))
def test_without_facts_the_reply_is_due_on_a_working_day_the_statutory_number_later(received_on):
    deadline = due(received_on)
    length = 20 if received_on >= date(2019, 5, 15) else 15

    assert CALENDAR.is_working(deadline.due_on)
    assert CALENDAR.between(received_on, deadline.due_on) == length


@given(st.dates(date(2019, 5, 15), date(2026, 6, 1)), st.integers(0, 30), st.integers(0, 40))
def test_a_pause_never_makes_the_reply_due_earlier(received_on, after, length):
    sent = received_on + timedelta(days=after)
    facts = [
        Fact(FactKind.THIRD_PARTY_SENT, sent, "甲"),
        Fact(FactKind.THIRD_PARTY_OPINION, sent + timedelta(days=length), "甲"),
    ]

    assert due(received_on, *facts).due_on >= due(received_on).due_on
