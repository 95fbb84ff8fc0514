from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.base import rulebook
from gongkai.law import rules_tables
from gongkai.law.applicants import ApplicantKind
from gongkai.law.disputes import DisputeKind, DisputeResult
from gongkai.law.figures import with_sums
from gongkai.law.reading import ReportReading
from gongkai.law.tabulation import CaseOutline, DisputeOutline, case_rows, dispute_cell

ROWS = [row.key for row in rulebook.forms()["2021"].result_rows]
BEFORE, FIRST, LAST, AFTER = date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)
YEARS = range(2019, 2027)

EDGES = [
    (BEFORE, None, ["carried_in", "carried_out"]),
    (BEFORE, BEFORE, []),
    (BEFORE, FIRST, ["carried_in", "disclosed"]),
    (BEFORE, LAST, ["carried_in", "disclosed"]),
    (BEFORE, AFTER, ["carried_in", "carried_out"]),
    (FIRST, None, ["received", "carried_out"]),
    (FIRST, FIRST, ["received", "disclosed"]),
    (FIRST, LAST, ["received", "disclosed"]),
    (FIRST, AFTER, ["received", "carried_out"]),
    (LAST, None, ["received", "carried_out"]),
    (LAST, LAST, ["received", "disclosed"]),
    (LAST, AFTER, ["received", "carried_out"]),
    (AFTER, None, []),
    (AFTER, AFTER, []),
]


def outline(received_on, concluded_on, kind="natural_person", row="disclosed"):
    return CaseOutline(kind, received_on, concluded_on, row if concluded_on else None)


@pytest.mark.parametrize(("received_on", "concluded_on", "expected"), EDGES)
def test_both_sides_of_1_january_and_31_december(received_on, concluded_on, expected):
    assert list(case_rows(outline(received_on, concluded_on), 2025)) == expected


@st.composite
def outlines(draw):
    received_on = draw(st.dates(date(2018, 6, 1), date(2026, 12, 31)) | st.sampled_from([BEFORE, FIRST, LAST, AFTER]))
    open_ = draw(st.booleans())
    days = draw(st.integers(0, 800))
    kind = draw(st.sampled_from(ApplicantKind)).value
    return outline(
        received_on, None if open_ else received_on + timedelta(days=days), kind, draw(st.sampled_from(ROWS))
    )


def counts(cases, year, rows_of=case_rows):
    return Counter(row for case in cases for row in rows_of(case, year))


def balance(counted):
    """What came in less what went out; nothing may be left."""
    results = sum(counted[row] for row in ROWS)
    return counted["received"] + counted["carried_in"] - results - counted["carried_out"]


@given(st.lists(outlines(), max_size=40), st.sampled_from(YEARS))
def test_whatever_came_in_was_concluded_or_carried_out(cases, year):
    assert balance(counts(cases, year)) == 0


@given(st.lists(outlines(), max_size=40), st.sampled_from(YEARS))
def test_what_one_year_carries_out_the_next_carries_in(cases, year):
    assert counts(cases, year)["carried_out"] == counts(cases, year + 1)["carried_in"]


@given(outlines())
def test_a_case_is_received_in_one_year_and_concluded_in_at_most_one(case):
    counted = sum((counts([case], year) for year in range(2017, 2031)), Counter())

    assert counted["received"] == 1
    assert counted[case.result_row] == (case.concluded_on is not None)
    assert counted["carried_in"] <= counted["carried_out"]


@given(st.lists(outlines(), max_size=40), st.sampled_from(YEARS))
def test_table_three_made_of_any_cases_reconciles(cases, year):
    form = rulebook.form_of(year)
    counted = Counter(
        f"table3/{form.row_for(row)}/{case.applicant_kind}" for case in cases for row in case_rows(case, year)
    )
    report = ReportReading(form, "", year, (), with_sums(form, counted))
    rules = (
        rules_tables.r1_received_equals_handled,
        rules_tables.r2_concluded_equals_results,
        rules_tables.r3_total_column,
    )

    assert [finding for rule in rules for finding in rule(report)] == []


def concluded_on_new_year_is_lost(case, year):
    """The twin: takes 1 January for the year before."""
    rows = list(case_rows(case, year))
    return [row for row in rows if not (row in ROWS and case.concluded_on == date(year, 1, 1))]


def carried_in_is_received(case, year):
    """The twin: counts what was received before the year as carried in even where it was concluded before."""
    rows = list(case_rows(case, year))
    return ["carried_in"] if not rows and case.received_on.year < year else rows


@pytest.mark.parametrize("twin", [concluded_on_new_year_is_lost, carried_in_is_received])
def test_the_sabotaged_twins_leave_an_imbalance_at_the_edges(twin):
    cases = [outline(received_on, concluded_on) for received_on, concluded_on, _ in EDGES]

    assert balance(counts(cases, 2025)) == 0
    assert balance(counts(cases, 2025, twin)) != 0


DISPUTES = [
    (BEFORE, None, "pending", "pending"),
    (BEFORE, BEFORE, None, None),
    (BEFORE, FIRST, "upheld", None),
    (BEFORE, LAST, "upheld", None),
    (BEFORE, AFTER, "pending", "pending"),
    (FIRST, None, "pending", "pending"),
    (FIRST, FIRST, "upheld", "upheld"),
    (FIRST, LAST, "upheld", "upheld"),
    (FIRST, AFTER, "pending", "pending"),
    (LAST, LAST, "upheld", "upheld"),
    (AFTER, None, None, None),
    (AFTER, AFTER, None, None),
]


@pytest.mark.parametrize(("filed_on", "concluded_on", "again", "once"), DISPUTES)
def test_a_dispute_at_both_ends_of_the_year_and_both_readings_of_what_was_pending(filed_on, concluded_on, again, once):
    dispute = DisputeOutline(DisputeKind.RECONSIDERATION, filed_on, concluded_on, DisputeResult.UPHELD)
    cells = [dispute_cell(dispute, 2025, pending_counts_again=choice) for choice in (True, False)]

    assert cells == [result and f"table4/reconsideration/{result}" for result in (again, once)]


def test_a_pending_dispute_counts_again_when_it_is_decided_unless_set_otherwise():
    dispute = DisputeOutline(DisputeKind.LITIGATION_DIRECT, BEFORE, FIRST, DisputeResult.CORRECTED)

    assert dispute_cell(dispute, 2025) == "table4/litigation_direct/corrected"


def test_a_dispute_concluded_without_a_result_counts_nowhere():
    assert dispute_cell(DisputeOutline(DisputeKind.RECONSIDERATION, FIRST, LAST), 2025) is None


@given(
    st.sampled_from(DisputeKind),
    st.dates(date(2019, 1, 1), date(2026, 12, 31)),
    st.integers(0, 1200),
    st.sampled_from(DisputeResult),
)
def test_a_dispute_is_decided_in_one_year_and_pending_in_those_before(kind, filed_on, days, result):
    concluded_on = filed_on + timedelta(days=days)
    dispute = DisputeOutline(kind, filed_on, concluded_on, result)
    cells = [dispute_cell(dispute, year) for year in range(filed_on.year, concluded_on.year + 1)]

    assert cells == [f"table4/{kind}/pending"] * (len(cells) - 1) + [f"table4/{kind}/{result}"]
    assert dispute_cell(dispute, filed_on.year - 1) is None
    assert dispute_cell(dispute, concluded_on.year + 1) is None
    assert set(cells) <= set(rulebook.form_of(2025).table4_cells)
