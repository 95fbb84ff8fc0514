from datetime import date

import pytest

from cast import NOW, case, make_cast
from gongkai.base.errors import Refused
from gongkai.cases.queries import case_by_number, case_of_agency, cases_by_request_key, clock_facts, outline_of
from gongkai.cases.services.conclude_dispute import conclude_dispute
from gongkai.cases.services.conclude_item import conclude_item
from gongkai.cases.services.open_dispute import open_dispute
from gongkai.cases.services.record_fact import record_fact
from gongkai.law.disputes import DisputeKind, DisputeResult
from gongkai.law.facts import Fact, FactKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return case(make_cast().department)


def record(one, fact):
    return record_fact(actor="li", now=NOW, case=one, fact=fact, agency_code="D")


def conclude(one, outcome="provided", on=date(2020, 3, 9)):
    return conclude_item(actor="li", now=NOW, item=one.items.get(), outcome=outcome, on=on, agency_code="D")


def test_facts_come_back_as_they_were_recorded(one):
    facts = [
        Fact(FactKind.THIRD_PARTY_SENT, date(2020, 3, 3), "第三方甲"),
        Fact(FactKind.AGENCY_OPINION_SENT, date(2020, 3, 4), "财政局", joint=True),
        Fact(FactKind.EXTENSION_APPROVED, date(2020, 3, 5), working_days=10),
        Fact(FactKind.DELAY_SET, date(2020, 3, 6), until=date(2020, 9, 1)),
    ]
    for fact in facts:
        record(one, fact)

    assert clock_facts(one, as_of=NOW) == facts


def test_a_fact_the_law_does_not_allow_is_refused_and_not_recorded(one):
    extension = Fact(FactKind.EXTENSION_APPROVED, date(2020, 3, 5), working_days=10)
    record(one, extension)

    with pytest.raises(Refused, match="一次"):
        record(one, extension)

    assert len(clock_facts(one, as_of=NOW)) == 1


def test_a_concluded_case_takes_no_later_fact(one):
    conclude(one)

    with pytest.raises(Refused, match="办结"):
        record(one, Fact(FactKind.SUPPLEMENT_NOTICE, date(2020, 3, 10)))


def test_an_item_is_concluded_once(one):
    conclude(one)

    with pytest.raises(Refused, match="已经办结"):
        conclude(one)
    assert outline_of(one, as_of=NOW).result_row == "disclosed"


@pytest.mark.parametrize(
    ("changes", "said"), [({"outcome": "nonsense"}, "处理结果"), ({"on": date(2020, 3, 1)}, "早于")]
)
def test_an_impossible_conclusion_is_refused(one, changes, said):
    with pytest.raises(Refused, match=said):
        conclude(one, **changes)

    assert outline_of(one, as_of=NOW).concluded_on is None


def test_a_dispute_ends_once_and_not_before_it_began(one):
    dispute = open_dispute(
        actor="li",
        now=NOW,
        agency=one.agency,
        kind=DisputeKind.RECONSIDERATION,
        reference="复议1号",
        filed_on=date(2020, 6, 1),
        case=one,
    )
    end = {"actor": "li", "now": NOW, "dispute": dispute, "result": DisputeResult.CORRECTED, "agency_code": "D"}

    with pytest.raises(Refused, match="早于"):
        conclude_dispute(**end, on=date(2020, 5, 31))
    conclude_dispute(**end, on=date(2020, 6, 1))
    with pytest.raises(Refused, match="已经审结"):
        conclude_dispute(**end, on=date(2020, 7, 1))


def test_a_case_is_found_by_its_number_and_by_its_source_key(one):
    assert case_by_number(one.number) == case_of_agency(one.agency, "k1") == one
    assert cases_by_request_key("k1") == [one]
    assert case_by_number("x") is None
    assert cases_by_request_key("x") == []


def test_facts_of_a_request_whose_period_reaches_an_unpublished_year_are_recorded(one):
    late = case(one.agency, key="late", received_on=date(2026, 12, 15))

    record(late, Fact(FactKind.SUPPLEMENT_NOTICE, date(2026, 12, 16)))
    assert len(clock_facts(late, as_of=NOW)) == 1


def test_the_installations_setting_decides_what_the_law_leaves_open(one, settings):
    settings.LAW = type(settings.LAW)(fee_restarts=False)
    record(one, Fact(FactKind.FEE_NOTICE, date(2020, 3, 10)))
    record(one, Fact(FactKind.FEE_PAID, date(2020, 3, 20)))

    with pytest.raises(Refused, match="届满"):
        record(one, Fact(FactKind.EXTENSION_APPROVED, date(2020, 3, 31), working_days=5))
