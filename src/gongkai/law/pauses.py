"""Time that is not counted: opinions asked of third parties and other agencies, as a union of intervals.

Source: Regulation art. 33 paragraph 3; arts. 32 and 34 for the fifteen working days.
"""

from dataclasses import dataclass, field
from datetime import date

from gongkai.law.calendar import UnpublishedYear, WorkingCalendar
from gongkai.law.facts import Fact, FactKind
from gongkai.law.periods import JOINT_AGENCY_WORKING_DAYS, THIRD_PARTY_WORKING_DAYS, ClockPolicy
from gongkai.law.steps import RuleViolation


@dataclass(slots=True)
class Consultation:
    """One letter asking one party's opinion, and what came of it."""

    sent: Fact
    letter_received_on: date | None = None
    opinion_on: date | None = None

    @property
    def is_third_party(self) -> bool:
        """Whether art. 32 applies (else arts. 33-3 and 34)."""
        return self.sent.kind is FactKind.THIRD_PARTY_SENT

    def start(self, policy: ClockPolicy) -> date | None:
        """The day after which the pause runs; None where it has not begun."""
        if self.is_third_party and policy.pause_from == "third_party_receipt":
            return self.letter_received_on
        return self.sent.on

    def silence_ends_on(self, calendar: WorkingCalendar) -> date | None:
        """The last day of the fifteen working days the law gives the party; None where no such end is known."""
        if self.letter_received_on is None or not (self.is_third_party or self.sent.joint):
            return None
        period = THIRD_PARTY_WORKING_DAYS if self.is_third_party else JOINT_AGENCY_WORKING_DAYS
        return calendar.after(self.letter_received_on, period)

    def end(self, calendar: WorkingCalendar) -> date | None:
        """The last day of the pause; None while it is open.

        A silent party's period that runs into a year without a notice ends nowhere that can be named yet:
        ``date.max``, so that only a count which really gets there meets the unpublished year.
        """
        try:
            limit = self.silence_ends_on(calendar)
        except UnpublishedYear:
            limit = date.max
        known = [day for day in (self.opinion_on, limit) if day is not None]
        return min(known, default=None)


@dataclass(slots=True)
class Consultations:
    """All consultations of a case; asking one party twice or an opinion without a letter is refused."""

    by_party: dict[tuple[bool, str], Consultation] = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        """Take in a fact about a consultation.

        Raises:
            RuleViolation: ``letter_sent_twice``, ``opinion_without_letter`` or ``opinion_twice``.
        """
        third_party = fact.kind.party_key == "party"
        key = (third_party, fact.party)
        if fact.kind in (FactKind.THIRD_PARTY_SENT, FactKind.AGENCY_OPINION_SENT):
            if key in self.by_party:
                raise RuleViolation("letter_sent_twice", f"已向“{fact.party}”征求过意见，不能重复中止期限")
            self.by_party[key] = Consultation(fact)
            return
        consultation = self.by_party.get(key)
        if consultation is None:
            raise RuleViolation("opinion_without_letter", f"没有向“{fact.party}”发出征求意见书的记录")
        letter = fact.kind in (FactKind.THIRD_PARTY_RECEIVED_LETTER, FactKind.AGENCY_RECEIVED_LETTER)
        if (consultation.letter_received_on if letter else consultation.opinion_on) is not None:
            raise RuleViolation("opinion_twice", f"“{fact.party}”的“{fact.kind.label}”已登记过")
        if letter:
            consultation.letter_received_on = fact.on
        else:
            consultation.opinion_on = fact.on

    def intervals(self, calendar: WorkingCalendar, policy: ClockPolicy) -> list[tuple[date, date | None]]:
        """Half-open intervals ``(start, end]`` of days not counted; end None while open."""
        found = []
        for consultation in self.by_party.values():
            start = consultation.start(policy)
            if start is not None:
                found.append((start, consultation.end(calendar)))
        return found


def is_paused(day: date, intervals: list[tuple[date, date | None]]) -> bool:
    """Whether ``day`` lies in any of the intervals; overlapping ones take it off once."""
    return any(start < day and (end is None or day <= end) for start, end in intervals)


def is_open(day: date, intervals: list[tuple[date, date | None]]) -> bool:
    """Whether ``day`` lies in an interval without an end."""
    return any(start < day and end is None for start, end in intervals)
