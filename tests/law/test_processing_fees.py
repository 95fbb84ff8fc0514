import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.fees import ITEM_TARIFF, LARGEST, PAGE_TARIFF, per_item, per_page
from gongkai.law.steps import RuleViolation
from law.scenario_files import scenarios, title

TARIFFS = {"item": per_item, "page": per_page}
FACTS = Path(__file__).resolve().parents[3] / "shared" / "law" / "fees.yaml"
AMOUNT = re.compile(r"＝(\d+)元$")


def stated(step):
    found = AMOUNT.search(step.text)
    return int(found[1]) if found else 0


def answer(tariff, count):
    try:
        return TARIFFS[tariff](count).yuan
    except RuleViolation as violation:
        return violation.code


@pytest.mark.parametrize("scenario", scenarios("fees"), ids=title)
def test_scenario_an_official_can_check_by_hand(scenario):
    assert scenario["expected"] == answer(scenario["facts"]["tariff"], scenario["facts"]["count"])


@pytest.mark.skipif(not FACTS.exists(), reason="the facts are not beside the project")
@pytest.mark.parametrize("tariff", TARIFFS)
def test_every_vector_of_the_facts_is_met(tariff):
    vectors = yaml.safe_load(FACTS.read_text("utf-8"))["test_vectors"][f"per_{tariff}"]

    assert vectors == {count: answer(tariff, count) for count in vectors}


def test_the_steps_of_a_fee_read_tier_by_tier():
    fee = per_page(230)

    assert [step.text for step in fee.steps] == [
        "第1至30页：不收费",
        "第31至100页：70页×10元＝700元",
        "第101至200页：100页×20元＝2000元",
        "第201至230页：30页×40元＝1200元",
        "合计3900元",
    ]
    assert {step.source for step in fee.steps} == {PAGE_TARIFF}


def test_a_fee_by_item_names_art_4_and_stops_at_the_tier_it_reaches():
    fee = per_item(31)

    assert [step.text for step in fee.steps] == [
        "第1至10件：不收费",
        "第11至30件：20件×100元＝2000元",
        "第31至31件：1件×200元＝200元",
        "合计2200元",
    ]
    assert {step.source for step in fee.steps} == {ITEM_TARIFF}
    assert (ITEM_TARIFF.article, PAGE_TARIFF.article) == (4, 5)


@given(st.sampled_from(list(TARIFFS.values())), st.integers(1, 3000))
def test_the_steps_add_up_to_the_fee(tariff, count):
    fee = tariff(count)
    *tiers, total = fee.steps

    assert fee.yuan == sum(stated(step) for step in tiers)
    assert total.text == f"合计{fee.yuan}元"


@given(st.sampled_from(list(TARIFFS.values())), st.integers(2, 3000))
def test_the_price_of_one_more_never_falls(tariff, count):
    before, here, after = (tariff(count + n).yuan for n in (-1, 0, 1))

    assert 0 <= here - before <= after - here


@given(st.integers(31, 3000))
def test_from_the_31st_on_each_ten_requests_cost_a_hundred_more_apiece(items):
    marginal = per_item(items).yuan - per_item(items - 1).yuan

    assert marginal == 100 * (2 + (items - 31) // 10)


@pytest.mark.parametrize("tariff", TARIFFS)
def test_the_largest_count_is_computed_and_the_next_refused(tariff):
    assert isinstance(answer(tariff, LARGEST), int)
    assert answer(tariff, LARGEST + 1) == "bad_count"


@pytest.mark.parametrize(("tariff", "name"), [(per_item, "件数"), (per_page, "页数")])
def test_a_bad_count_is_named_in_chinese(tariff, name):
    with pytest.raises(RuleViolation, match=f"{name}须为1至1000000之间的整数，得到0"):
        tariff(0)


def test_the_sabotaged_twin_whose_second_tier_starts_one_late_misses_a_vector():
    def late(items):
        return per_item(items).yuan - (100 if items > 10 else 0)

    vectors = {s["facts"]["count"]: s["expected"] for s in scenarios("fees") if s["facts"]["tariff"] == "item"}
    good = {count: yuan for count, yuan in vectors.items() if isinstance(yuan, int)}

    assert {count for count in good if count > 10} == {count for count, yuan in good.items() if late(count) != yuan}
