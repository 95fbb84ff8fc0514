"""The period for the reply to a request: twenty working days, restarted, paused and extended by facts.

Sources: Regulation arts. 30 (supplement), 32 to 35, 国办函〔2020〕109号 (fee). The day of receipt is day 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import UnpublishedYear, WorkingCalendar
from gongkai.law.dated import NotInForce
from gongkai.law.facts import Fact, FactKind
from gongkai.law.pauses import Consultations, is_open, is_paused
from gongkai.law.periods import (
    DEFAULT_POLICY,
    EXTENSION_WORKING_DAYS,
    NEW_SINCE,
    REPLY_WORKING_DAYS,
    SUPPLEMENT_NOTICE_WORKING_DAYS,
    ClockPolicy,
)
from gongkai.law.source import FEE_MEASURES, Source, regulation
from gongkai.law.steps import Deadline, RuleViolation, Step

ONE_DAY = timedelta(days=1)


class ClockSuspended(RuleViolation):
    """An opinion is still awaited: the last day is not determined yet, only what remains of the period."""

    def __init__(self, since: date, remaining_working_days: int) -> None:
        super().__init__(
            "clock_suspended",
            f"自{since}起征求意见，意见尚未收到，答复期限中止，剩余{remaining_working_days}个工作日；"
            "收到意见后方可确定最后期限",
        )
        self.since = since
        self.remaining_working_days = remaining_working_days


def reply_deadline(
    *,
    received_on: date,
    facts: Iterable[Fact],
    calendar: WorkingCalendar,
    policy: ClockPolicy = DEFAULT_POLICY,
) -> Deadline:
    """The last day for the reply, with its steps.

    1. Facts are taken in the order of their days; each is checked against those before it.
    2. A supplement or a payment restarts the period; an extension lengthens the running one.
    3. From day 0 the working days outside every pause are counted until the period is used up.

    Args:
        received_on: the day of receipt under art. 31.
        facts: in any order; facts of one day count in the order given.
        calendar: working days.
        policy: what the text leaves open.

    Raises:
        ClockSuspended: an opinion is awaited and the period has not run out before it was asked for.
        UnpublishedYear: the count enters a year without a notice.
        RuleViolation: the facts are not ones the law allows.

    Source: Regulation arts. 30 to 35.
    """
    clock = ReplyClock(received_on, calendar, policy)
    for fact in sorted(facts, key=lambda f: f.on):
        clock.take(fact)
    return clock.deadline()


@dataclass(slots=True)
class _Period:
    """The running period: its day 0 and lengths in working days."""

    day_zero: date
    base: int
    extension: int = 0

    @property
    def length(self) -> int:
        return self.base + self.extension


class ReplyClock:
    """The fold over a case's facts; ``take`` them in order, then ask for the ``deadline``."""

    def __init__(self, received_on: date, calendar: WorkingCalendar, policy: ClockPolicy) -> None:
        try:
            base = REPLY_WORKING_DAYS.on(received_on)
        except NotInForce:
            raise RuleViolation("before_regulation", f"{received_on}早于条例施行之日（2008-05-01）") from None
        self.received_on = received_on
        self.rule = base
        self.calendar = calendar
        self.policy = policy
        self.period = _Period(received_on, base.value)
        self.consultations = Consultations()
        self.supplement_notice: Fact | None = None
        self.supplemented = False
        self.fee_notice: Fact | None = None
        self.fee_paid = False
        self.delay_until: date | None = None
        text = f"{received_on}收到申请，次一工作日起算，期限{base.value}个工作日"
        self.steps = [Step(text, base.source, received_on)]

    def take(self, fact: Fact) -> None:
        """Take in the next fact; days must not go back.

        Raises:
            RuleViolation: the law does not allow this fact at this point.
        """
        if fact.on < self.received_on:
            raise RuleViolation(
                "fact_before_receipt",
                f"“{fact.kind.label}”（{fact.on}）早于收到申请之日（{self.received_on}）",
            )
        _HANDLERS[fact.kind](self, fact)

    def is_lapsed_before(self, day: date) -> bool:
        """Whether the running period was used up before ``day``; an unpublished year counts as not yet."""
        day_before = day - ONE_DAY
        try:
            return self._elapsed(day_before) >= self.period.length
        except UnpublishedYear:
            return False

    def deadline(self) -> Deadline:
        """The last day by the facts taken so far; see :func:`reply_deadline` for what is raised."""
        intervals = self.consultations.intervals(self.calendar, self.policy)
        counted = skipped = 0
        tentative = False
        day = self.period.day_zero
        walk = self.calendar.working_days_from(day)
        while counted < self.period.length:
            day = next(walk)
            tentative = tentative or self.calendar.is_tentative(day)
            if is_open(day, intervals):
                since = min(start for start, end in intervals if end is None)
                raise ClockSuspended(since, self.period.length - counted)
            if is_paused(day, intervals):
                skipped += 1
            else:
                counted += 1
        steps = list(self.steps)
        if skipped:
            steps.append(Step(f"征求意见所需的{skipped}个工作日不计入期限", self._source(3)))
        steps.append(Step(f"第{self.period.length}个工作日为{day}", self._source(2), day))
        if self.delay_until is not None and self.delay_until > day:
            day = self.delay_until
            steps.append(Step(f"按确定的合理期限延迟至{day}", regulation(35), day))
        return Deadline(day, tuple(steps), tentative, self.calendar.version)

    def _source(self, paragraph: int) -> Source:
        """Paragraph of art. 33, or the article of the Regulation that applied to an older request."""
        return regulation(33, paragraph) if self.rule.since == NEW_SINCE else self.rule.source

    def _elapsed(self, until: date) -> int:
        """Running working days after day 0 up to and including ``until``."""
        intervals = self.consultations.intervals(self.calendar, self.policy)
        elapsed = 0
        day = self.period.day_zero + ONE_DAY
        while day <= until and elapsed < self.period.length:
            elapsed += self.calendar.is_working(day) and not is_paused(day, intervals)
            day += ONE_DAY
        return elapsed

    def _note(self, fact: Fact, text: str, *, warning: bool = False) -> None:
        self.steps.append(Step(text, fact.kind.source, fact.on, warning))

    def _restart(self, fact: Fact, reason: str) -> None:
        self.period = _Period(fact.on, self.period.base)
        self._note(fact, f"{fact.on}{reason}，期限自此重新计算{self.period.base}个工作日")

    def _supplement_notice(self, fact: Fact) -> None:
        if self.supplement_notice is not None:
            raise RuleViolation("second_supplement_notice", "补正应当一次性告知，不能再次发出补正告知")
        self.supplement_notice = fact
        try:
            late = fact.on > self.calendar.after(self.received_on, SUPPLEMENT_NOTICE_WORKING_DAYS)
        except UnpublishedYear:
            late = False
        flaw = f"，超过{SUPPLEMENT_NOTICE_WORKING_DAYS}个工作日，程序有瑕疵" if late else ""
        self._note(fact, f"{fact.on}发出补正告知{flaw}", warning=late)

    def _supplement_received(self, fact: Fact) -> None:
        if self.supplement_notice is None or self.supplemented:
            raise RuleViolation("supplement_without_notice", "没有待补正的告知，收到补正不能重新起算期限")
        self.supplemented = True
        self._restart(fact, "收到补正的申请")

    def _consultation(self, fact: Fact) -> None:
        self.consultations.add(fact)
        self._note(fact, f"{fact.on}{fact.kind.label}（{fact.party}）")

    def _extension(self, fact: Fact) -> None:
        longest = EXTENSION_WORKING_DAYS.on(self.received_on)
        if not 1 <= fact.working_days <= longest.value:
            raise RuleViolation("extension_length", f"延长期限须为1至{longest.value}个工作日，得到{fact.working_days}")
        if self.period.extension:
            raise RuleViolation("second_extension", "答复期限只能延长一次")
        if self.is_lapsed_before(fact.on):
            raise RuleViolation("extension_after_due", f"{fact.on}批准延期时答复期限已经届满，延期无效")
        self.period.extension = fact.working_days
        self.steps.append(Step(f"{fact.on}批准延长{fact.working_days}个工作日并告知申请人", longest.source, fact.on))

    def _fee_notice(self, fact: Fact) -> None:
        if self.is_lapsed_before(fact.on):
            raise RuleViolation("fee_notice_after_due", f"{fact.on}发出收费通知时答复期限已经届满")
        if self.fee_notice is not None:
            raise RuleViolation("second_fee_notice", "收费通知已经发出，不能再次发出")
        self.fee_notice = fact
        self._note(fact, f"{fact.on}发出收费通知")

    def _fee_paid(self, fact: Fact) -> None:
        if self.fee_notice is None or self.fee_paid:
            raise RuleViolation("fee_without_notice", "没有待缴费的收费通知")
        self.fee_paid = True
        if self.policy.fee_restarts:
            self._restart(fact, "申请人完成缴费")
        else:
            self.steps.append(Step(f"{fact.on}申请人完成缴费，期限不变", FEE_MEASURES, fact.on))

    def _reasons_requested(self, fact: Fact) -> None:
        self._note(fact, f"{fact.on}要求申请人说明理由，期限继续计算")

    def _delay_set(self, fact: Fact) -> None:
        if fact.until is None or fact.until < fact.on:
            raise RuleViolation("delay_in_past", f"{fact.on}确定的延迟答复日期须不早于当日，得到{fact.until}")
        self.delay_until = fact.until
        self._note(fact, f"{fact.on}确定合理期限，延迟至{fact.until}答复")


_HANDLERS = {
    FactKind.SUPPLEMENT_NOTICE: ReplyClock._supplement_notice,  # noqa: SLF001 - one class, one table of its acts
    FactKind.SUPPLEMENT_RECEIVED: ReplyClock._supplement_received,  # noqa: SLF001
    FactKind.THIRD_PARTY_SENT: ReplyClock._consultation,  # noqa: SLF001
    FactKind.THIRD_PARTY_RECEIVED_LETTER: ReplyClock._consultation,  # noqa: SLF001
    FactKind.THIRD_PARTY_OPINION: ReplyClock._consultation,  # noqa: SLF001
    FactKind.AGENCY_OPINION_SENT: ReplyClock._consultation,  # noqa: SLF001
    FactKind.AGENCY_RECEIVED_LETTER: ReplyClock._consultation,  # noqa: SLF001
    FactKind.AGENCY_OPINION_RECEIVED: ReplyClock._consultation,  # noqa: SLF001
    FactKind.EXTENSION_APPROVED: ReplyClock._extension,  # noqa: SLF001
    FactKind.FEE_NOTICE: ReplyClock._fee_notice,  # noqa: SLF001
    FactKind.FEE_PAID: ReplyClock._fee_paid,  # noqa: SLF001
    FactKind.REASONS_REQUESTED: ReplyClock._reasons_requested,  # noqa: SLF001
    FactKind.DELAY_SET: ReplyClock._delay_set,  # noqa: SLF001
}
