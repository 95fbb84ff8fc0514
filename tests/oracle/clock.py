"""The day by which a request must be answered (articles 30, 32, 33 and 34).

How to read it: the facts are laid out by date. For each fact the question is asked, looking only
at what lies before it, whether the law allows it; the first that is not allowed is reported. Then
one finger walks over the calendar from day 0, counting the working days on which no pause lies.
"""

from dataclasses import dataclass
from datetime import date

from .calendar import ONE_DAY, OracleCalendar, UnpublishedYear, working_days_after
from .pauses import Fact, first_day_of, is_open_ended, is_paused, letters_in

__all__ = ["OracleError", "reply_due_on", "working_days_after"]

FIRST_REGULATION = date(2008, 5, 1)
REVISED_REGULATION = date(2019, 5, 15)  # article 56
PERIOD_BEFORE_REVISION = 15
PERIOD = 20  # article 33, second paragraph


class OracleError(Exception):
    """The history is one the law, or a written decision of the project, does not allow."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Request:
    """What does not change while the facts of a case pile up."""

    received: date
    calendar: OracleCalendar
    pause_from: str
    fee_restarts: bool

    @property
    def period(self) -> int:
        """The base period, which is also the longest extension (article 33, second paragraph)."""
        return PERIOD_BEFORE_REVISION if self.received < REVISED_REGULATION else PERIOD

    def is_restart(self, fact: Fact) -> bool:
        """Say whether the period begins anew: supplement received (article 30), or fee paid."""
        return fact["kind"] == "supplement_received" or (fact["kind"] == "fee_paid" and self.fee_restarts)


def how_many(facts: list[Fact], kind: str) -> int:
    """Count the facts of one kind."""
    return len([fact for fact in facts if fact["kind"] == kind])


def day_zero(request: Request, facts: list[Fact]) -> date:
    """Find the day the running period counts from: the last restart, or else the receipt."""
    zero = request.received
    for fact in facts:
        if request.is_restart(fact):
            zero = fact["on"]
    return zero


def extensions_since_restart(request: Request, facts: list[Fact]) -> list[Fact]:
    """List the extensions that still have force: those that no restart follows."""
    in_force = []
    for place, fact in enumerate(facts):
        restarted_later = any(request.is_restart(later) for later in facts[place + 1 :])
        if fact["kind"] == "extension_approved" and not restarted_later:
            in_force.append(fact)
    return in_force


def days_allowed(request: Request, facts: list[Fact]) -> int:
    """Add the extension in force, if any, to the base period."""
    extra: list[int] = [fact["working_days"] for fact in extensions_since_restart(request, facts)]
    return request.period + sum(extra)


def walk(request: Request, facts: list[Fact], days: int) -> date:
    """Walk from day 0 until so many working days have been counted, and say where that is."""
    letters = letters_in(facts)
    open_since = [letter.sent for letter in letters if is_open_ended(letter, request.pause_from)]
    day = day_zero(request, facts)
    counted = 0
    while counted < days:
        day += ONE_DAY
        if any(sent < day for sent in open_since):
            raise OracleError("clock_suspended")
        working = request.calendar.is_working(day)
        if working and not is_paused(day, letters, request.calendar, request.pause_from):
            counted += 1
    return day


def is_past_due(request: Request, before: list[Fact], days: int, on: date) -> bool:
    """Say whether the period, as the earlier facts left it, ran out before the day ``on``."""
    try:
        due = walk(request, before, days)
    except (OracleError, UnpublishedYear):  # suspended, or not yet knowable: not yet due
        return False
    return on > due


def fault_of_supplement(fact: Fact, before: list[Fact]) -> str | None:
    """Article 30: all is asked for at once, so there is one notice, and one answer to it."""
    if fact["kind"] == "supplement_notice":
        return "second_supplement_notice" if how_many(before, "supplement_notice") else None
    noticed = how_many(before, "supplement_notice") > 0
    answered = how_many(before, "supplement_received") > 0
    return None if noticed and not answered else "supplement_without_notice"


def fault_of_letter(fact: Fact, before: list[Fact], sent_kind: str, key: str) -> str | None:
    """Articles 32 to 34: each is asked once; only who was asked can receive and answer, once."""
    sent = first_day_of(before, sent_kind, key, fact[key]) is not None
    if fact["kind"] == sent_kind:
        return "letter_sent_twice" if sent else None
    if not sent:
        return "opinion_without_letter"
    again = first_day_of(before, fact["kind"], key, fact[key]) is not None
    return "opinion_twice" if again else None


def fault_of_extension(request: Request, fact: Fact, before: list[Fact]) -> str | None:
    """Article 33, second paragraph: one extension, not too long, approved while time remains."""
    if fact["working_days"] < 1 or fact["working_days"] > request.period:
        return "extension_length"
    if extensions_since_restart(request, before):
        return "second_extension"
    if is_past_due(request, before, request.period, fact["on"]):
        return "extension_after_due"
    return None


def fault_of_fee(request: Request, fact: Fact, before: list[Fact]) -> str | None:
    """Article 42 and the fee measures: one notice, inside the period; one payment of it."""
    if fact["kind"] == "fee_notice":
        if is_past_due(request, before, days_allowed(request, before), fact["on"]):
            return "fee_notice_after_due"
        return "second_fee_notice" if how_many(before, "fee_notice") else None
    unpaid = how_many(before, "fee_notice") > how_many(before, "fee_paid")
    return None if unpaid else "fee_without_notice"


def fault_of(request: Request, fact: Fact, before: list[Fact]) -> str | None:  # noqa: PLR0911 -- one a kind
    """Name what is wrong with this fact, given those before it; None when nothing is."""
    if fact["on"] < request.received:
        return "fact_before_receipt"
    match fact["kind"]:
        case "supplement_notice" | "supplement_received":
            return fault_of_supplement(fact, before)
        case "third_party_sent" | "third_party_received_letter" | "third_party_opinion":
            return fault_of_letter(fact, before, "third_party_sent", "party")
        case "agency_opinion_sent" | "agency_opinion_received":
            return fault_of_letter(fact, before, "agency_opinion_sent", "agency")
        case "extension_approved":
            return fault_of_extension(request, fact, before)
        case "fee_notice" | "fee_paid":
            return fault_of_fee(request, fact, before)
        case "reasons_requested":  # article 35 is not named in article 33, third paragraph
            return None
        case _:
            return "unknown_fact"


def reply_due_on(
    received: date,
    facts: list[Fact],
    calendar: OracleCalendar,
    *,
    pause_from: str = "sent",
    fee_restarts: bool = True,
) -> date:
    """Find the last day for the reply, or raise OracleError or UnpublishedYear."""
    if pause_from not in {"sent", "third_party_receipt"}:
        raise ValueError(f"no such rule for the beginning of a pause: {pause_from}")
    if received < FIRST_REGULATION:
        raise OracleError("before_regulation")
    request = Request(received, calendar, pause_from, fee_restarts)
    history = sorted(facts, key=lambda fact: fact["on"])  # sorted() keeps the order of one day
    for place, fact in enumerate(history):
        fault = fault_of(request, fact, history[:place])
        if fault is not None:
            raise OracleError(fault)
    return walk(request, history, days_allowed(request, history))
