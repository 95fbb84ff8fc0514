"""A calendar small enough to check by eye, and short names for the facts of a case.

The days are copied from the notices for 2019 (April to June only), 2025 (to June only) and 2026
(December has none); no test may walk outside these.
"""

from datetime import date
from typing import Any

from .calendar import OracleCalendar

DAYS_OFF = """
2019-05-01 2019-05-02 2019-05-03 2019-06-07
2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04 2025-04-04
2025-05-01 2025-05-02 2025-05-05 2025-06-02
"""
MAKE_UP_DAYS = "2019-04-28 2019-05-05 2025-01-26 2025-02-08 2025-04-27"


def days(text: str) -> set[date]:
    """Read a list of days."""
    return {date.fromisoformat(word) for word in text.split()}


CALENDAR = OracleCalendar(days(DAYS_OFF), days(MAKE_UP_DAYS), {2019, 2025, 2026})


def fact(text: str, **more: Any) -> dict[str, Any]:
    """Read "2025-03-10 third_party_sent A" or "2025-03-10 extension_approved 20"."""
    on, kind, *rest = text.split()
    found: dict[str, Any] = {"kind": kind, "on": date.fromisoformat(on), **more}
    for word in rest:
        if kind == "extension_approved":
            found["working_days"] = int(word)
        else:
            found["agency" if kind.startswith("agency") else "party"] = word
    return found


def facts(text: str) -> list[dict[str, Any]]:
    """Read one fact a line."""
    return [fact(line) for line in text.splitlines() if line.strip()]
