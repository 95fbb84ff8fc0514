"""Table three of the annual report (article 50, and the forms of 2019 and 2021), case by case.

For every cell all cases are gone through and those that belong there are counted; nothing is
carried from one cell to another except the sums that the form itself prints.
"""

from datetime import date
from typing import Any

Case = dict[str, Any]

KINDS = [
    "natural_person",
    "business",
    "research_institution",
    "public_welfare_organisation",
    "legal_service_institution",
    "other_organisation",
]
COLUMNS = [*KINDS, "total"]

OTHER_ROWS = ["other_supplement_lapsed", "other_fee_unpaid", "other_remaining"]
ROWS_BEFORE_OTHER = [
    "disclosed",
    "partly_disclosed",
    "withheld_state_secret",
    "withheld_forbidden_by_law",
    "withheld_security_and_stability",
    "withheld_third_party_rights",
    "withheld_internal_affairs",
    "withheld_process_information",
    "withheld_enforcement_file",
    "withheld_administrative_inquiry",
    "unavailable_not_held",
    "unavailable_needs_creation",
    "unavailable_unclear_after_supplement",
    "not_processed_petition",
    "not_processed_repeat",
    "not_processed_publication",
    "not_processed_excessive",
    "not_processed_reissue",
]
RESULT_ROWS = {
    "2019": [*ROWS_BEFORE_OTHER, "other_handling"],
    "2021": [*ROWS_BEFORE_OTHER, *OTHER_ROWS],
}


def concluded_on(case: Case) -> date | None:
    """Find the day the last item got its outcome; None while any item waits (or there is none)."""
    latest: date | None = None
    for item in case["items"]:
        if item["row"] is None:
            return None
        day: date | None = item["concluded_on"]
        if day is None:
            raise ValueError("an item has an outcome but no day of it")
        if latest is None or day > latest:
            latest = day
    return latest


def result_row(case: Case, form: str) -> str:
    """Find the one row of a concluded case.

    The form says of a severed reply (article 37): count this alone, no other row. So a case that
    gave something and refused something is partly disclosed; any other mixture goes by its first item.
    """
    rows: list[str] = [item["row"] for item in case["items"]]
    for row in rows:
        if row not in RESULT_ROWS["2021"]:
            raise ValueError(f"not a result row: {row}")
    refused = [row for row in rows if row.startswith("withheld_")]
    if "partly_disclosed" in rows or ("disclosed" in rows and refused):
        return "partly_disclosed"
    if form == "2019" and rows[0] in OTHER_ROWS:
        return "other_handling"
    return rows[0]


def is_received(case: Case, year: int) -> bool:
    """Row one: the request came in within the year (article 31)."""
    day: date = case["received_on"]
    return date(year, 1, 1) <= day <= date(year, 12, 31)


def is_carried_in(case: Case, year: int) -> bool:
    """Row two: the request is older than the year and was still open when the year began."""
    new_year = date(year, 1, 1)
    end = concluded_on(case)
    return case["received_on"] < new_year and (end is None or end >= new_year)


def is_concluded(case: Case, year: int) -> bool:
    """Row three: the case was concluded within the year."""
    end = concluded_on(case)
    if end is None or case["received_on"] > date(year, 12, 31):
        return False
    return date(year, 1, 1) <= end <= date(year, 12, 31)


def is_carried_out(case: Case, year: int) -> bool:
    """Row four: the case was there, and open, when the year ended."""
    new_years_eve = date(year, 12, 31)
    end = concluded_on(case)
    return case["received_on"] <= new_years_eve and (end is None or end > new_years_eve)


def belongs(case: Case, row: str, fiscal_year: int, form: str) -> bool:
    """Say whether a case is counted in this row."""
    if row == "received":
        return is_received(case, fiscal_year)
    if row == "carried_in":
        return is_carried_in(case, fiscal_year)
    if row == "carried_out":
        return is_carried_out(case, fiscal_year)
    return is_concluded(case, fiscal_year) and result_row(case, form) == row


def table_three(cases: list[Case], fiscal_year: int, form: str) -> dict[str, list[int]]:
    """Fill in table three: for every row of the form the six kinds of applicant and their total."""
    if form not in RESULT_ROWS:
        raise ValueError(f"no such form: {form}")
    for case in cases:
        if case["applicant_kind"] not in KINDS:
            raise ValueError(f"no such kind of applicant: {case['applicant_kind']}")
    details = RESULT_ROWS[form]
    table: dict[str, list[int]] = {}
    for row in ["received", "carried_in", *details, "concluded", "carried_out"]:
        cells: list[int] = []
        for column, kind in enumerate(KINDS):
            if row == "concluded":  # the form: the sum of the detail rows
                cells.append(sum(table[detail][column] for detail in details))
                continue
            own = [case for case in cases if case["applicant_kind"] == kind]
            cells.append(len([case for case in own if belongs(case, row, fiscal_year, form)]))
        table[row] = [*cells, sum(cells)]
    return table
