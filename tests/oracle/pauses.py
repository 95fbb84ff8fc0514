"""Article 33, third paragraph: the time for asking others is not counted.

Everything here answers one question about one day: does somebody's silence stop the clock on it?
A day on which several are silent is still one day, so nothing is ever taken off twice.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from .calendar import ONE_DAY, OracleCalendar

Fact = dict[str, Any]

THIRD_PARTY_WORKING_DAYS = 15  # article 32


@dataclass(frozen=True)
class Letter:
    """One letter asking one third party (article 32) or one agency (articles 33 and 34)."""

    to_third_party: bool
    sent: date
    received: date | None  # by the third party; for an agency the day is not recorded
    answered: date | None


def first_day_of(facts: list[Fact], kind: str, key: str, name: Any) -> date | None:
    """Find the day of the first fact of this kind about this party or agency."""
    for fact in facts:
        if fact["kind"] == kind and fact[key] == name:
            day: date = fact["on"]
            return day
    return None


def letters_in(facts: list[Fact]) -> list[Letter]:
    """Put together, for every letter sent, what became of it."""
    letters = []
    for fact in facts:
        if fact["kind"] == "third_party_sent":
            party = fact["party"]
            received = first_day_of(facts, "third_party_received_letter", "party", party)
            answered = first_day_of(facts, "third_party_opinion", "party", party)
            letters.append(Letter(True, fact["on"], received, answered))
        elif fact["kind"] == "agency_opinion_sent":
            answered = first_day_of(facts, "agency_opinion_received", "agency", fact["agency"])
            letters.append(Letter(False, fact["on"], None, answered))
    return letters


def is_open_ended(letter: Letter, pause_from: str) -> bool:
    """Say whether nothing recorded so far will ever end this pause."""
    if letter.answered is not None:
        return False
    if letter.to_third_party:
        return letter.received is None and pause_from == "sent"
    return True


def fifteen_days_are_over(received: date, day: date, calendar: OracleCalendar) -> bool:
    """Say whether the third party's 15 working days (article 32) ended before ``day``.

    Only the days before ``day`` are looked at, so that a pause reaching into a year without a
    holiday notice does not spoil the days before that year.
    """
    counted = 0
    passing = received + ONE_DAY
    while passing < day:
        if calendar.is_working(passing):
            counted += 1
        if counted == THIRD_PARTY_WORKING_DAYS:
            return True
        passing += ONE_DAY
    return False


def stops_the_clock(letter: Letter, day: date, calendar: OracleCalendar, pause_from: str) -> bool:
    """Say whether this working day is inside the pause of this letter."""
    begins_after = letter.sent
    if letter.to_third_party and pause_from == "third_party_receipt":
        if letter.received is None:
            return False
        begins_after = letter.received
    if day <= begins_after:
        return False
    if letter.answered is not None and day > letter.answered:
        return False
    return letter.received is None or not fifteen_days_are_over(letter.received, day, calendar)


def is_paused(day: date, letters: list[Letter], calendar: OracleCalendar, pause_from: str) -> bool:
    """Say whether any letter at all keeps the clock from running on this working day."""
    return any(stops_the_clock(letter, day, calendar, pause_from) for letter in letters)
