"""100,000 histories: the clocks and table three against the second implementation, written from the text alone."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.base import rulebook
from gongkai.law.applicants import ApplicantKind
from gongkai.law.calendar import UnpublishedYear
from gongkai.law.facts import fact_from_mapping
from gongkai.law.figures import with_sums
from gongkai.law.outcomes import row_of_case
from gongkai.law.periods import ClockPolicy
from gongkai.law.reply_clock import reply_deadline
from gongkai.law.steps import RuleViolation
from gongkai.law.tabulation import CaseOutline, case_rows
from oracle import clock as oracle_clock
from oracle.calendar import OracleCalendar
from oracle.calendar import UnpublishedYear as OracleUnpublished
from oracle.table_three import table_three as oracle_table

SHARDS = 20
CLOCKS_A_SHARD = 5_000
TABLES_A_SHARD = 200
CASES_A_TABLE = 12  # 100,000 clock histories and 20 × 200 × up to 12 cases of table three

CALENDAR = rulebook.current_calendar()
PUBLISHED = sorted(CALENDAR.notices)
ORACLE = OracleCalendar(
    days_off=set().union(*(n.days_off for n in CALENDAR.notices.values())),
    make_up_days=set().union(*(n.make_up_days for n in CALENDAR.notices.values())),
    published_years=set(PUBLISHED),
)

PARTIES = st.sampled_from(["甲", "乙"])
LENGTHS = st.sampled_from([20, 20, 20, 20, 15, 10, 5, 1, 21, 16, 0])
ANY = [
    *["supplement_notice", "supplement_received", "third_party_sent", "third_party_received_letter"],
    *["third_party_opinion", "agency_opinion_sent", "agency_opinion_received", "extension_approved"],
    *["fee_notice", "fee_paid", "reasons_requested"],
]


def fitting(facts):
    """The kinds (with their party) that may follow these facts, so that most histories reach a last day."""
    done = {(fact["kind"], fact.get("party") or fact.get("agency")) for fact in facts}
    kinds = {kind for kind, _ in done}
    found = [("reasons_requested", None)]
    for first, second in (("supplement_notice", "supplement_received"), ("fee_notice", "fee_paid")):
        if first not in kinds:
            found.append((first, None))
        elif second not in kinds:
            found += [(second, None)] * 3
    if "extension_approved" not in kinds:
        found += [("extension_approved", None)] * 2
    for party in ("甲", "乙"):
        if ("third_party_sent", party) not in done:
            found.append(("third_party_sent", party))
        else:
            answers = ("third_party_received_letter", "third_party_opinion")
            found += [(kind, party) for kind in answers if (kind, party) not in done] * 3
        if ("agency_opinion_sent", party) not in done:
            found.append(("agency_opinion_sent", party))
        elif ("agency_opinion_received", party) not in done:
            found += [("agency_opinion_received", party)] * 4
    return found


@st.composite
def histories(draw):
    """A receipt and up to nine facts: mostly ones that fit those before, some that do not."""
    start = draw(st.dates(date(2018, 11, 1), date(2025, 6, 30)))
    day = start - timedelta(days=draw(st.sampled_from([0] * 30 + [1])))
    facts = []
    for _ in range(draw(st.integers(0, 9))):
        day += timedelta(days=draw(st.integers(0, 12)))
        if draw(st.integers(0, 19)):
            kind, party = draw(st.sampled_from(fitting(facts)))
        else:
            kind, party = draw(st.sampled_from(ANY)), draw(PARTIES)
        fact = {"kind": kind, "on": day}
        if kind.startswith("third_party"):
            fact["party"] = party
        elif kind.startswith("agency"):
            fact["agency"] = party
        elif kind == "extension_approved":
            fact["working_days"] = draw(LENGTHS)
        facts.append(fact)
    return start, facts, draw(st.sampled_from(["sent", "sent", "third_party_receipt"])), draw(st.booleans())


def ours(start, facts, pause_from, fee_restarts):
    given_facts = [fact_from_mapping({**fact, "on": fact["on"].isoformat()}) for fact in facts]
    policy = ClockPolicy(pause_from, fee_restarts)
    try:
        return reply_deadline(received_on=start, facts=given_facts, calendar=CALENDAR, policy=policy).due_on
    except UnpublishedYear:
        return "unpublished_year"
    except RuleViolation as violation:
        return violation.code


def theirs(start, facts, pause_from, fee_restarts):
    try:
        return oracle_clock.reply_due_on(
            start, [dict(fact) for fact in facts], ORACLE, pause_from=pause_from, fee_restarts=fee_restarts
        )
    except OracleUnpublished:
        return "unpublished_year"
    except oracle_clock.OracleError as error:
        return error.code


@pytest.mark.battery
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_history_has_the_same_last_day_in_both_implementations(shard):
    differences = []

    @settings(
        max_examples=CLOCKS_A_SHARD,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(histories())
    def compare(history):
        mine, other = ours(*history), theirs(*history)
        if mine != other:
            differences.append((history, mine, other))
        assert mine == other

    compare()

    assert not differences, shard


RESULT_ROWS = [row.key for row in rulebook.forms()["2021"].result_rows]


@st.composite
def outlines(draw):
    """A case around the turn of years: kind of applicant, receipt, items open or concluded."""
    received_on = draw(st.dates(date(2018, 11, 1), date(2023, 2, 28)))
    items = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.integers(0, 5)) == 0:
            items.append({"row": None, "concluded_on": None})
        else:
            concluded_on = received_on + timedelta(days=draw(st.integers(0, 400)))
            items.append({"row": draw(st.sampled_from(RESULT_ROWS)), "concluded_on": concluded_on})
    return {
        "applicant_kind": draw(st.sampled_from(list(ApplicantKind))).value,
        "received_on": received_on,
        "items": items,
    }


def our_table(cases, year, form):
    counted = {}
    for case in cases:
        ended = [item["concluded_on"] for item in case["items"]]
        concluded_on = None if None in ended else max(ended)
        row = row_of_case([item["row"] for item in case["items"]]) if concluded_on else None
        outline = CaseOutline(case["applicant_kind"], case["received_on"], concluded_on, row)
        for key in case_rows(outline, year):
            cell = f"table3/{form.row_for(key)}/{case['applicant_kind']}"
            counted[cell] = counted.get(cell, 0) + 1
    figures = with_sums(form, counted)
    return {r.key: [figures[f"table3/{r.key}/{c.key}"] for c in form.applicant_columns] for r in form.request_rows}


@pytest.mark.battery
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_set_of_cases_gives_the_same_table_three_in_both_implementations(shard):
    @settings(max_examples=TABLES_A_SHARD, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(outlines(), max_size=CASES_A_TABLE),
        st.integers(2019, 2022),
        st.sampled_from(["2019", "2021"]),
    )
    def compare(cases, year, form_key):
        form = rulebook.forms()[form_key]

        assert our_table(cases, year, form) == oracle_table(cases, year, form_key)

    compare()


def test_most_histories_compared_reach_a_last_day_and_have_facts():
    reached = []

    @settings(max_examples=400, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(histories())
    def collect(history):
        reached.append((isinstance(ours(*history), date), len(history[1])))

    collect()

    assert sum(is_date for is_date, _ in reached) > len(reached) * 0.25
    assert sum(is_date and facts >= 3 for is_date, facts in reached) > len(reached) * 0.1


def test_the_comparison_notices_a_wrong_rule(monkeypatch):
    """The sabotaged twin: a clock that counts the day of receipt must differ somewhere."""
    real = CALENDAR.working_days_from
    monkeypatch.setattr(type(CALENDAR), "working_days_from", lambda _, day: real(day - timedelta(days=1)))

    with pytest.raises(AssertionError):
        test_every_history_has_the_same_last_day_in_both_implementations(0)


def test_the_oracle_shares_no_code_with_the_implementation():
    folder = Path(__file__).parents[1] / "oracle"
    sources = [path.read_text("utf-8") for path in folder.glob("*.py")]

    assert sources
    assert not any("import gongkai" in text or "from gongkai" in text for text in sources)


def test_the_calendar_data_agree_with_the_facts_they_were_taken_from():
    facts = Path(__file__).resolve().parents[3] / "shared" / "law" / "holidays.json"
    if not facts.exists():
        pytest.skip("the facts are not beside this checkout")
    expected = OracleCalendar.from_json(json.loads(facts.read_text("utf-8")))
    day = date(2008, 1, 1)
    while day <= date(2026, 12, 31):
        assert CALENDAR.is_working(day) == expected.is_working(day), day
        day += timedelta(days=1)
