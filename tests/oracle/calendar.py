"""Which days are working days (articles 26, 30, 32, 33 and 34 all count in them).

A day is a working day when a holiday notice names it as a make-up day, or when it is a Monday to
Friday that no notice names as a day off. A year for which no notice has appeared is unknown: the
calendar then answers nothing at all rather than guess.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class UnpublishedYear(Exception):
    """A day was asked for in a year whose holiday notice has not been published."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holiday notice for {year}")
        self.year = year


class OracleCalendar:
    """The days off and the make-up working days, as three plain sets."""

    def __init__(self, days_off: set[date], make_up_days: set[date], published_years: set[int]) -> None:
        both = days_off & make_up_days
        if both:
            raise ValueError(f"named both as off and as working: {sorted(both)}")
        self.days_off = set(days_off)
        self.make_up_days = set(make_up_days)
        self.published_years = set(published_years)

    @classmethod
    def from_json(cls, mapping: Mapping[str, Mapping[str, Any]]) -> "OracleCalendar":
        """Read the parsed holidays.json; a year with no notices is left unpublished.

        A year's list may name days of the December before it; they simply join the sets.
        """
        days_off: set[date] = set()
        make_up_days: set[date] = set()
        published_years: set[int] = set()
        for year, entry in mapping.items():
            if entry["notices"] == 0:
                continue
            published_years.add(int(year))
            for text in entry["days_off"]:
                days_off.add(date.fromisoformat(text))
            for text in entry["make_up_days"]:
                make_up_days.add(date.fromisoformat(text))
        return cls(days_off, make_up_days, published_years)

    def is_working(self, day: date) -> bool:
        """Say whether offices work on this day; raise UnpublishedYear when nobody can know yet."""
        if day.year not in self.published_years:
            raise UnpublishedYear(day.year)
        if day in self.make_up_days:
            return True
        if day in self.days_off:
            return False
        return day.weekday() < SATURDAY


def working_days_after(day: date, n: int, calendar: OracleCalendar) -> date:
    """Find the n-th working day after ``day``, which is itself day 0 and never counted."""
    if n < 0:
        raise ValueError("a period has no negative length")
    counted = 0
    while counted < n:
        day += ONE_DAY
        if calendar.is_working(day):
            counted += 1
    return day
