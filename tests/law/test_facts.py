import pytest

from gongkai.law.facts import FactKind, fact_from_mapping
from gongkai.law.steps import RuleViolation


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({}, "unknown_fact"),
        ({"kind": "nonsense", "on": "2025-01-01"}, "unknown_fact"),
        ({"kind": "fee_paid"}, "bad_fact"),
        ({"kind": "fee_paid", "on": 20250101}, "bad_fact"),
        ({"kind": "fee_paid", "on": "2025-02-30"}, "bad_fact"),
        ({"kind": "third_party_sent", "on": "2025-01-01"}, "bad_fact"),
        ({"kind": "agency_opinion_sent", "on": "2025-01-01", "agency": " "}, "bad_fact"),
        ({"kind": "agency_opinion_sent", "on": "2025-01-01", "agency": 3}, "bad_fact"),
        ({"kind": "extension_approved", "on": "2025-01-01"}, "bad_fact"),
        ({"kind": "extension_approved", "on": "2025-01-01", "working_days": "5"}, "bad_fact"),
        ({"kind": "extension_approved", "on": "2025-01-01", "working_days": True}, "bad_fact"),
        ({"kind": "delay_set", "on": "2025-01-01"}, "bad_fact"),
    ],
)
def test_a_malformed_fact_is_refused_with_a_chinese_sentence(row, code):
    with pytest.raises(RuleViolation) as violation:
        fact_from_mapping(row)

    assert code == violation.value.code
    assert any("\u4e00" <= letter <= "\u9fff" for letter in violation.value.message)


def test_every_kind_of_fact_has_a_label_and_a_source():
    assert all(kind.label and str(kind.source) for kind in FactKind)
