"""Loads the law's data files into the law's values, once per process."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings

from gongkai.law.calendar import WorkingCalendar, YearNotice, notices_as_of
from gongkai.law.forms import Form, form_for_year, form_from_mapping
from gongkai.law.outcomes import Outcome, by_key, outcome_from_mapping
from gongkai.law.periods import ClockPolicy

FORM_KEYS = ("2019", "2021")


def data(name: str) -> dict[str, Any]:
    """The parsed data file ``law/data/<name>.toml``."""
    return tomllib.loads(files("gongkai.law").joinpath("data", f"{name}.toml").read_text("utf-8"))


@cache
def notices() -> tuple[YearNotice, ...]:
    """Every version of every year's holiday notice."""
    return tuple(
        YearNotice(
            year=row["year"],
            version=row["version"],
            published_on=row["published_on"],
            days_off=frozenset(_days(row["days_off"])),
            make_up_days=frozenset(_days(row["make_up_days"])),
        )
        for row in data("calendar")["notice"]
    )


def calendar(*, as_of: date | None = None, assume_ordinary_weeks: bool = False) -> WorkingCalendar:
    """The working-day calendar, as known on ``as_of`` (default: with every amendment)."""
    known = notices_as_of(notices(), as_of or date.max)
    return WorkingCalendar(known, assume_ordinary_weeks=assume_ordinary_weeks)


@cache
def current_calendar() -> WorkingCalendar:
    """The calendar with every amendment."""
    return calendar()


@cache
def forms() -> dict[str, Form]:
    """The report forms by key."""
    return {key: form_from_mapping(data(f"report_{key}")) for key in FORM_KEYS}


def form_of(fiscal_year: int) -> Form:
    """The form a fiscal year is reported on; RuleViolation before 2019."""
    return form_for_year(forms().values(), fiscal_year)


@cache
def outcomes() -> dict[str, Outcome]:
    """The outcomes of a request by key, in the order of the form."""
    return by_key(outcome_from_mapping(row) for row in data("outcomes")["outcome"])


def clock_policy() -> ClockPolicy:
    """What the law leaves open about the clock, as this installation decided it."""
    return ClockPolicy(settings.LAW.pause_from, settings.LAW.fee_restarts)


def _days(entries: Iterable[str]) -> Iterator[date]:
    """The days of entries ``2020-01-01`` or ``2020-01-24/2020-02-02``."""
    for entry in entries:
        first, _, last = entry.partition("/")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            yield day
            day += timedelta(days=1)
