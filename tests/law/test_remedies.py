import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.dated import NotInForce
from gongkai.law.outcomes import Route
from gongkai.law.remedies import REMEDY_TEXTS, remedy_text
from law.scenario_files import scenarios, title

BODY, COURT = "某某市人民政府", "某某市中级人民法院"
COMPLAINT = "也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报。"


def text_of(route, letter_on):
    return remedy_text(route, letter_on=letter_on, reconsideration_body=BODY, court=COURT)


@pytest.mark.parametrize("scenario", scenarios("remedies"), ids=title)
def test_scenario_an_official_can_check_by_hand(scenario):
    text = text_of(Route(scenario["facts"]["route"]), scenario["facts"]["letter_on"])

    assert scenario["expected"] == [words for words in scenario["expected"] if words in text]
    assert [words for words in scenario["never"] if words in text] == []


@pytest.mark.parametrize(
    ("route", "changes"),
    [
        (Route.CHOICE, {date(2015, 5, 1)}),
        (Route.REFUSAL, {date(2015, 5, 1), date(2024, 1, 1)}),
        (Route.SEVERED, {date(2015, 5, 1), date(2024, 1, 1)}),
    ],
)
def test_the_text_changes_on_these_days_and_no_other(route, changes):
    days = [date(2008, 5, 2) + timedelta(days=n) for n in range(365 * 22)]

    assert changes == {day for day in days if text_of(route, day) != text_of(route, day - timedelta(days=1))}


def test_until_2023_every_reply_leaves_the_same_choice():
    for day in (date(2008, 5, 1), date(2015, 4, 30), date(2015, 5, 1), date(2023, 12, 31)):
        assert len({text_of(route, day) for route in REMEDY_TEXTS}) == 1


def test_from_2024_the_three_routes_differ():
    assert len({text_of(route, date(2024, 1, 1)) for route in REMEDY_TEXTS}) == 3


@given(st.sampled_from(list(REMEDY_TEXTS)), st.dates(date(2008, 5, 1), date(2030, 12, 31)))
def test_no_placeholder_is_left_and_the_complaint_is_always_open(route, letter_on):
    text = text_of(route, letter_on)

    assert not set("{}") & set(text)
    assert text.endswith(COMPLAINT)
    assert text.count(COMPLAINT) == 1


@given(st.sampled_from(list(REMEDY_TEXTS)), st.dates(date(2015, 5, 1), date(2030, 12, 31)))
def test_since_2015_body_and_court_are_named(route, letter_on):
    text = text_of(route, letter_on)

    assert BODY in text
    assert COURT in text


def test_the_texts_ask_for_nothing_but_the_body_and_the_court():
    names = {
        name
        for dated in REMEDY_TEXTS.values()
        for entry in dated.entries
        for _, name, _, _ in string.Formatter().parse(entry.value)
        if name is not None
    }

    assert names == {"reconsideration_body", "court"}


def test_where_none_stand_open_nothing_is_said_on_any_day():
    assert text_of(Route.NONE, date(2007, 1, 1)) == text_of(Route.NONE, date(2025, 1, 1)) == ""


def test_a_letter_before_the_first_regulation_has_no_text():
    assert text_of(Route.CHOICE, date(2008, 5, 1))
    with pytest.raises(NotInForce):
        text_of(Route.CHOICE, date(2008, 4, 30))
