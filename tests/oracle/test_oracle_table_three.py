"""Table three, with cases small enough to count on fingers."""

import re
from datetime import date
from pathlib import Path

import pytest

from .table_three import COLUMNS, table_three

LAW = Path(__file__).resolve().parents[3] / "shared/law"


def case(kind, received, *items):
    pairs = [item.split() for item in items]
    return {
        "applicant_kind": kind,
        "received_on": date.fromisoformat(received),
        "items": [
            {"row": pair[0], "concluded_on": date.fromisoformat(pair[1])}
            if len(pair) == 2
            else {"row": None, "concluded_on": None}
            for pair in pairs
        ],
    }


CASES = [
    case("natural_person", "2024-12-20", "disclosed 2025-01-01"),  # carried in, result
    case("natural_person", "2024-12-20", "disclosed 2024-12-31"),  # belongs to 2024 alone
    case("natural_person", "2025-01-01", "withheld_state_secret 2025-02-03"),
    case("natural_person", "2025-12-31", "open"),  # carried out
    case("business", "2025-05-06", "disclosed 2025-05-20", "withheld_internal_affairs 2025-06-03"),  # severed
    case("business", "2025-12-01", "disclosed 2025-12-20", "disclosed 2026-01-05"),  # latest day: carried out
    case("legal_service_institution", "2025-03-03", "disclosed 2025-03-10", "open"),  # one waits: carried out
    case("other_organisation", "2025-03-03", "other_fee_unpaid 2025-05-06"),
    case("other_organisation", "2025-03-03", "unavailable_not_held 2025-03-10", "disclosed 2025-03-10"),
    case("research_institution", "2023-03-03", "open"),  # carried in and out
    case("research_institution", "2026-01-01", "disclosed 2026-01-01"),  # not yet there
]

# columns: natural person, business, research, welfare, legal service, other, total
EXPECTED_2025 = {
    "received": [2, 2, 0, 0, 1, 2, 7],
    "carried_in": [1, 0, 1, 0, 0, 0, 2],
    "disclosed": [1, 0, 0, 0, 0, 0, 1],
    "partly_disclosed": [0, 1, 0, 0, 0, 0, 1],
    "withheld_state_secret": [1, 0, 0, 0, 0, 0, 1],
    "unavailable_not_held": [0, 0, 0, 0, 0, 1, 1],
    "other_fee_unpaid": [0, 0, 0, 0, 0, 1, 1],
    "concluded": [2, 1, 0, 0, 0, 2, 5],
    "carried_out": [1, 1, 1, 0, 1, 0, 4],
}


def test_the_cells_of_2025():
    table = table_three(CASES, 2025, "2021")
    for row, cells in table.items():
        assert cells == EXPECTED_2025.get(row, [0] * 7), row


def test_the_form_of_2019_has_one_row_for_other_handling():
    table = table_three(CASES, 2025, "2019")
    assert table["other_handling"] == [0, 0, 0, 0, 0, 1, 1]
    assert "other_fee_unpaid" not in table
    assert table["concluded"] == EXPECTED_2025["concluded"]


@pytest.mark.parametrize("year", range(2022, 2028))
def test_the_rule_printed_on_the_form_and_the_carry_over(year):
    table, following = table_three(CASES, year, "2021"), table_three(CASES, year + 1, "2021")
    for n in range(len(COLUMNS)):
        coming = table["received"][n] + table["carried_in"][n]
        assert coming == table["concluded"][n] + table["carried_out"][n]
    assert table["carried_out"] == following["carried_in"]


@pytest.mark.parametrize(("form", "count"), [("2019", 23), ("2021", 25)])
def test_the_rows_and_columns_are_those_of_the_form(form, count):
    assert len(table_three([], 2025, form)) == count
    source = LAW / f"annual_report_{form}.yaml"
    if not source.is_file():
        pytest.skip("the forms are not beside this checkout")
    text = source.read_text(encoding="utf-8").split("\ntable3:")[1].split("\ntable4:")[0]
    columns, rows = text.split("\n  rows:")
    assert list(table_three([], 2025, form)) == re.findall(r"^    key: (\w+)", rows, re.MULTILINE)
    assert re.findall(r"^  - key: (\w+)", columns, re.MULTILINE) == COLUMNS


@pytest.mark.parametrize(
    ("items", "row"),
    [
        (["partly_disclosed 2025-05-06", "disclosed 2025-05-06"], "partly_disclosed"),
        (["unavailable_not_held 2025-05-06", "partly_disclosed 2025-05-06"], "partly_disclosed"),
        (["withheld_state_secret 2025-05-06", "disclosed 2025-05-06"], "partly_disclosed"),
        (["disclosed 2025-05-06", "unavailable_not_held 2025-05-06"], "disclosed"),
        (["withheld_state_secret 2025-05-06", "unavailable_not_held 2025-05-06"], "withheld_state_secret"),
        (["not_processed_repeat 2025-05-06", "withheld_state_secret 2025-05-06"], "not_processed_repeat"),
    ],
)
def test_a_case_of_several_items_counts_in_one_row(items, row):
    table = table_three([case("business", "2025-04-01", *items)], 2025, "2021")
    assert {name for name, cells in table.items() if cells[6]} == {"received", row, "concluded"}
    assert table[row] == [0, 1, 0, 0, 0, 0, 1]


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="form"):
        table_three([], 2025, "2020")
    with pytest.raises(ValueError, match="applicant"):
        table_three([case("ghost", "2025-04-01", "open")], 2025, "2021")
    with pytest.raises(ValueError, match="result row"):
        table_three([case("business", "2025-04-01", "eaten 2025-04-02")], 2025, "2021")
