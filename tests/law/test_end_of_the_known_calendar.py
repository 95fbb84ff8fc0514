from datetime import date

import pytest

from gongkai.base import rulebook
from gongkai.law.calendar import UnpublishedYear
from gongkai.law.facts import Fact, FactKind
from gongkai.law.periods import DEFAULT_POLICY
from gongkai.law.reply_clock import ReplyClock

LAST_KNOWN_SEVENTH = date(2026, 12, 22)  # its seventh working day is 31 December 2026


def warnings_of_a_notice(received_on, noticed_on):
    clock = ReplyClock(received_on, rulebook.current_calendar(), DEFAULT_POLICY)
    clock.take(Fact(FactKind.SUPPLEMENT_NOTICE, noticed_on))
    return [step.warning for step in clock.steps]


def test_a_supplement_notice_is_not_called_late_where_its_last_day_cannot_be_known():
    assert warnings_of_a_notice(date(2026, 12, 23), date(2027, 3, 1)) == [False, False]


def test_a_supplement_notice_is_called_late_where_its_last_day_is_the_last_one_known():
    assert warnings_of_a_notice(LAST_KNOWN_SEVENTH, date(2026, 12, 31)) == [False, False]
    assert warnings_of_a_notice(LAST_KNOWN_SEVENTH, date(2027, 1, 1)) == [False, True]


def test_a_count_past_the_last_day_there_is_names_the_year_after():
    calendar = rulebook.calendar(assume_ordinary_weeks=True)

    with pytest.raises(UnpublishedYear) as unpublished:
        calendar.after(date.max, 1)

    assert unpublished.value.year == 10_000
