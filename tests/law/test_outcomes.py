import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gongkai.base import rulebook
from gongkai.law.outcomes import FORM_ITSELF, MixedRowPolicy, Route, by_key, outcome_from_mapping, row_of_case
from gongkai.law.source import FEE_MEASURES, REGULATION, Confidence
from gongkai.law.steps import RuleViolation

FACTS = Path(__file__).resolve().parents[3] / "shared" / "law"
beside = pytest.mark.skipif(not FACTS.exists(), reason="the facts are not beside the project")

OUTCOMES = rulebook.outcomes()
FORMS = rulebook.forms()
ROWS = [row.key for row in FORMS["2021"].result_rows]
MINIMAL = {
    "key": "k",
    "label": "某结果",
    "row": "disclosed",
    "letter": "L99",
    "letter_title": "某告知书",
    "remedy": "choice",
    "confidence": "D",
}


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_every_outcome_counts_in_a_result_row_of_both_forms(outcome):
    for form in FORMS.values():
        assert form.row_for(outcome.row) in {row.key for row in form.result_rows}


def test_all_twenty_one_result_rows_are_reached_and_no_other():
    assert len(ROWS) == 21
    assert {outcome.row for outcome in OUTCOMES.values()} == set(ROWS)


def test_all_nineteen_result_rows_of_the_2019_form_are_reached():
    form = FORMS["2019"]

    assert {form.row_for(outcome.row) for outcome in OUTCOMES.values()} == {row.key for row in form.result_rows}


def test_outcomes_stand_in_the_order_of_the_form():
    places = [ROWS.index(outcome.row) for outcome in OUTCOMES.values()]

    assert all(here <= later for here, later in pairwise(places))


def test_no_two_outcomes_share_a_key_a_label_a_letter_or_its_title():
    for name in ("key", "label", "letter", "letter_title"):
        assert max(Counter(getattr(outcome, name) for outcome in OUTCOMES.values()).values()) == 1


def test_reconsideration_first_is_for_arts_14_to_16_alone():
    refusals = {outcome.ground.article for outcome in OUTCOMES.values() if outcome.route is Route.REFUSAL}
    others = {outcome.ground.article for outcome in OUTCOMES.values() if outcome.route is not Route.REFUSAL}

    assert refusals == {14, 15, 16}
    assert not others & {14, 15, 16}


def test_severed_and_withdrawn_have_routes_of_their_own():
    assert [o.key for o in OUTCOMES.values() if o.route is Route.SEVERED] == ["partly_disclosed"]
    assert [o.key for o in OUTCOMES.values() if o.route is Route.NONE] == ["withdrawn"]


def test_an_administrative_inquiry_stands_among_the_refusals_of_the_form_but_can_be_sued_over_directly():
    assert OUTCOMES["administrative_inquiry"].row == "withheld_administrative_inquiry"
    assert OUTCOMES["administrative_inquiry"].route is Route.CHOICE


@pytest.mark.parametrize(
    ("key", "ground"),
    [
        ("already_public", "第三十六条第（一）项"),
        ("internal_affairs", "第十六条第一款"),
        ("enforcement_file", "第十六条第二款"),
        ("publication", "第三十九条第二款"),
        ("excessive", "第三十五条"),
    ],
)
def test_the_ground_is_cited_with_paragraph_and_item(key, ground):
    assert str(OUTCOMES[key].ground) == f"《{REGULATION}》（国务院令第711号）{ground}"


def test_grounds_outside_the_regulation_are_the_fee_measures_and_the_form_itself():
    others = {o.key: o.ground for o in OUTCOMES.values() if o.ground.instrument != REGULATION}

    assert others == {"reissue": FORM_ITSELF, "fee_unpaid": FEE_MEASURES, "withdrawn": FORM_ITSELF}


def test_what_only_memory_or_derivation_assigns_to_a_row_says_so():
    doubtful = {o.key: o.confidence for o in OUTCOMES.values() if o.confidence is not Confidence.FOUND}

    assert doubtful == {
        "not_existing": Confidence.MEMORY,
        "not_responsible": Confidence.MEMORY,
        "not_government_information": Confidence.DERIVED,
    }


def test_an_outcome_of_a_data_file_is_read_whole():
    outcome = outcome_from_mapping({**MINIMAL, "article": 36, "paragraph": 1, "item": 2})

    assert (outcome.key, outcome.row, outcome.letter) == ("k", "disclosed", "L99")
    assert (outcome.ground.article, outcome.ground.paragraph, outcome.ground.item) == (36, 1, 2)
    assert outcome_from_mapping(MINIMAL).ground == FORM_ITSELF
    assert outcome_from_mapping({**MINIMAL, "number": FEE_MEASURES.number}).ground == FEE_MEASURES
    assert by_key([outcome]) == {"k": outcome}


def test_an_unknown_route_or_confidence_in_a_data_file_is_refused():
    with pytest.raises(ValueError, match="perhaps"):
        outcome_from_mapping({**MINIMAL, "remedy": "perhaps"})
    with pytest.raises(ValueError, match="X"):
        outcome_from_mapping({**MINIMAL, "confidence": "X"})


@beside
def test_letters_and_rows_are_those_of_the_catalogue_of_letters():
    catalogue = (FACTS / "letters.md").read_text("utf-8")
    rows = re.findall(r"^\| (L\d\d) \|.*?\| R \|[^|]*\|[^|]*\| ([a-z_]+) \|", catalogue, re.MULTILINE)
    ours = {outcome.letter: outcome.row for outcome in OUTCOMES.values()}

    assert len(rows) > 20
    assert dict(rows) == {letter: row for letter, row in ours.items() if letter in dict(rows)}
    assert set(ours) - set(dict(rows)) == {"L44"}  # not government information: the catalogue has no row for it


@beside
def test_grounds_and_rows_are_those_of_the_mapping_of_the_form():
    mapping = yaml.safe_load((FACTS / "annual_report_2021.yaml").read_text("utf-8"))["row_mapping"]
    places = {entry["reply"]: entry["row"] for entry in mapping if re.fullmatch(r"\d+(-\d)?", entry["reply"])}
    ours = {}
    for outcome in OUTCOMES.values():
        part = outcome.ground.item or outcome.ground.paragraph
        ours[f"{outcome.ground.article}-{part}" if part else str(outcome.ground.article)] = outcome.row

    assert len(places) > 10
    assert places == {place: ours.get(place) for place in places}


@pytest.mark.parametrize(
    ("rows", "partial", "main"),
    [
        (["disclosed"], "disclosed", "disclosed"),
        (["disclosed", "disclosed"], "disclosed", "disclosed"),
        (["disclosed", "withheld_state_secret"], "partly_disclosed", "disclosed"),
        (["withheld_state_secret", "disclosed"], "partly_disclosed", "withheld_state_secret"),
        (["withheld_state_secret", "withheld_internal_affairs"], "withheld_state_secret", "withheld_state_secret"),
        (["unavailable_not_held", "partly_disclosed"], "partly_disclosed", "unavailable_not_held"),
        (["disclosed", "unavailable_not_held"], "disclosed", "disclosed"),
        (["unavailable_not_held", "disclosed"], "unavailable_not_held", "unavailable_not_held"),
        (["unavailable_not_held", "withheld_state_secret"], "unavailable_not_held", "unavailable_not_held"),
    ],
)
def test_a_request_of_several_items_counts_in_one_row(rows, partial, main):
    assert row_of_case(rows) == partial
    assert row_of_case(rows, MixedRowPolicy.SEVERABLE_AS_PARTIAL) == partial
    assert row_of_case(rows, MixedRowPolicy.MAIN_OUTCOME) == main


@pytest.mark.parametrize("policy", MixedRowPolicy)
def test_a_request_without_items_has_no_row(policy):
    with pytest.raises(RuleViolation) as refused:
        row_of_case([], policy)

    assert refused.value.code == "no_items"


@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=6), st.sampled_from(MixedRowPolicy))
def test_the_row_is_one_of_the_items_or_partly_disclosed(rows, policy):
    assert row_of_case(rows, policy) in {*rows, "partly_disclosed"}


@given(st.sampled_from(ROWS), st.sampled_from(MixedRowPolicy))
def test_a_request_of_one_item_counts_where_the_item_does(row, policy):
    assert row_of_case([row], policy) == row
