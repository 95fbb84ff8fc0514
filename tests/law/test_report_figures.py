from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import rules_tables
from gongkai.law.figures import Missing, number_of, plain, printed, tables, value_of, with_sums
from gongkai.law.forms import SUMMARY_ROWS, TOTAL
from gongkai.law.reading import ReportReading
from law.passing_report import FORMS, passing_report, with_cells

both_forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@pytest.mark.parametrize("value", [0, 7, Decimal("1.5")])
def test_a_number_is_itself(value):
    assert value_of({"a": value}, "a") == value
    assert number_of({"a": value}, "a") == value


@pytest.mark.parametrize("absence", Missing)
def test_no_kind_of_absence_is_a_number_least_of_all_zero(absence):
    assert value_of({"a": absence}, "a") is absence
    assert number_of({"a": absence}, "a") is None
    assert plain(absence) is None


def test_a_cell_that_was_never_found_is_absent():
    assert value_of({}, "a") is Missing.ABSENT
    assert number_of({}, "a") is None


def test_every_kind_of_absence_has_its_own_chinese_name():
    assert [absence.label for absence in Missing] == ["空白", "不适用", "无法识别", "缺行"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0),
        (-2, -2),
        (1234567, 1234567),
        (Decimal(0), 0),
        (Decimal("0.00"), 0),
        (Decimal("18.8710"), "18.871"),
        (Decimal("72701.2578"), "72701.2578"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.5"), "-0.5"),
    ],
)
def test_a_value_for_json_keeps_every_digit_and_no_exponent(value, expected):
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0, "count", "0"),
        (1234, "count", "1234"),
        (-2, "change", "-2"),
        (Decimal("3.50"), "count", "3.5"),
        (1234, "wan_yuan", "1,234"),
        (0, "wan_yuan", "0"),
        (Decimal("72701.2578"), "wan_yuan", "72,701.2578"),
        (Decimal("18.8710"), "wan_yuan", "18.8710"),
        (Missing.BLANK, "count", ""),
        (Missing.ABSENT, "count", ""),
        (Missing.UNREADABLE, "wan_yuan", ""),
        (Missing.NOT_APPLICABLE, "count", "/"),
        (Missing.NOT_APPLICABLE, "wan_yuan", "/"),
    ],
)
def test_a_value_as_the_tables_print_it(value, unit, expected):
    assert printed(value, unit) == expected


def test_counts_are_the_unit_where_none_is_said():
    assert printed(1234) == "1234"


@both_forms
def test_the_tables_of_the_published_json_hold_every_cell_in_the_order_of_the_form(form):
    shown = tables(form, {cell: n for n, cell in enumerate(form.cells)})
    flat = [value for block in shown["table2"].values() for row in block.values() for value in row]
    flat += [value for row in shown["table3"].values() for value in row]
    flat += shown["table4"]

    assert flat == list(range(len(form.cells)))
    assert list(shown["table2"]) == [block.key for block in form.blocks]
    assert list(shown["table3"]) == [row.key for row in form.request_rows]


@both_forms
def test_the_tables_of_an_empty_report_are_whole_and_null(form):
    shown = tables(form, {})

    assert len(shown["table3"]) == len(form.request_rows)
    assert shown["table4"] == [None] * 15
    assert all(value is None for row in shown["table3"].values() for value in row)


def base_cells(form):
    cells = [c for c in form.table3_cells + form.table4_cells if not c.endswith(f"/{TOTAL}")]
    return [cell for cell in cells if "/concluded/" not in cell]


def tables_three_and_four(form):
    return st.dictionaries(st.sampled_from(base_cells(form)), st.integers(0, 10_000), max_size=60)


@both_forms
@given(data=st.data())
def test_with_sums_every_sum_holds_by_construction(form, data):
    counted = data.draw(tables_three_and_four(form))
    for column in form.applicant_columns[:-1]:  # balance the books: what is not concluded is carried out
        results = sum(counted.get(f"table3/{row.key}/{column.key}", 0) for row in form.result_rows)
        counted[f"table3/received/{column.key}"] = results
        counted[f"table3/carried_out/{column.key}"] = counted.get(f"table3/carried_in/{column.key}", 0)
    report = ReportReading(form, "", None, (), with_sums(form, counted))
    rules = (
        rules_tables.r1_received_equals_handled,
        rules_tables.r2_concluded_equals_results,
        rules_tables.r3_total_column,
        rules_tables.r4_dispute_totals,
    )

    assert [finding for rule in rules for finding in rule(report)] == []


@both_forms
@given(data=st.data())
def test_with_sums_keeps_what_was_counted_and_adds_nothing_but_sums(form, data):
    counted = data.draw(tables_three_and_four(form))
    figures = with_sums(form, counted)

    assert tuple(figures) == form.table3_cells + form.table4_cells
    assert {cell: figures[cell] for cell in base_cells(form)} == {c: counted.get(c, 0) for c in base_cells(form)}
    everything = sum(n for cell, n in counted.items() if cell.split("/")[1] not in SUMMARY_ROWS and "table3" in cell)
    assert figures["table3/concluded/total"] == everything


@both_forms
def test_without_any_record_every_cell_is_zero(form):
    assert set(with_sums(form, {}).values()) == {0}


def test_the_sabotaged_twin_that_forgets_a_result_row_is_caught_by_the_rules():
    report = passing_report("2021")
    cell = "table3/concluded/business"
    forgotten = report.figures[cell] - report.figures["table3/other_fee_unpaid/business"]

    assert list(rules_tables.r2_concluded_equals_results(report)) == []
    assert list(rules_tables.r2_concluded_equals_results(with_cells(report, {cell: forgotten})))
