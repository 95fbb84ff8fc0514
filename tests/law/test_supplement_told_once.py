from datetime import date

import pytest

from gongkai.base import rulebook
from gongkai.law.facts import Fact, FactKind
from gongkai.law.reply_clock import reply_deadline
from gongkai.law.steps import RuleViolation


def test_a_second_supplement_notice_is_refused_for_it_must_be_told_at_once():
    facts = [
        Fact(FactKind.SUPPLEMENT_NOTICE, date(2025, 3, 4)),
        Fact(FactKind.SUPPLEMENT_RECEIVED, date(2025, 3, 6)),
        Fact(FactKind.SUPPLEMENT_NOTICE, date(2025, 3, 7)),
    ]

    with pytest.raises(RuleViolation, match="一次性告知") as refused:
        reply_deadline(received_on=date(2025, 3, 3), facts=facts, calendar=rulebook.current_calendar())

    assert refused.value.code == "second_supplement_notice"
