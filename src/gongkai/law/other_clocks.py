"""The other clocks: publication in twenty working days, calendar-day and month periods, clock hours."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gongkai.law.calendar import WorkingCalendar
from gongkai.law.periods import FEE_PAYMENT_WORKING_DAYS, PUBLICATION_WORKING_DAYS
from gongkai.law.source import CIVIL_CODE_PERIODS, FEE_MEASURES, Source
from gongkai.law.steps import Deadline, RuleViolation, Step

MONTHS_IN_YEAR = 12


def publication_deadline(*, formed_on: date, calendar: WorkingCalendar, working_days: int | None = None) -> Deadline:
    """The last day to publish information formed or changed on ``formed_on``.

    Args:
        formed_on: the day the information was formed or changed; day 0.
        calendar: the working days.
        working_days: a shorter limit that a law or the installation sets; None for that of art. 26.

    Raises:
        NotInForce: before 2008-05-01.
        UnpublishedYear: the count enters a year without a notice.

    Source: Regulation art. 26.
    """
    rule = PUBLICATION_WORKING_DAYS.on(formed_on)
    length = rule.value if working_days is None else min(working_days, rule.value)
    due_on = calendar.after(formed_on, length)
    steps = (
        Step(f"{formed_on}信息形成或者变更", rule.source, formed_on),
        Step(f"第{length}个工作日为{due_on}", rule.source, due_on),
    )
    return Deadline(due_on, steps, calendar.is_tentative(due_on), calendar.version)


def fee_payment_deadline(*, notice_received_on: date, calendar: WorkingCalendar) -> Deadline:
    """The last day to pay a processing fee; after it the request counts as given up.

    Raises:
        UnpublishedYear: the count enters a year without a notice.

    Source: 国办函〔2020〕109号, as the Sichuan notice of 2021-01-18 restates it.
    """
    due_on = calendar.after(notice_received_on, FEE_PAYMENT_WORKING_DAYS)
    steps = (
        Step(f"{notice_received_on}收到收费通知，次日起{FEE_PAYMENT_WORKING_DAYS}个工作日内缴纳", FEE_MEASURES),
        Step(f"第{FEE_PAYMENT_WORKING_DAYS}个工作日为{due_on}", FEE_MEASURES, due_on),
    )
    return Deadline(due_on, steps, calendar.is_tentative(due_on), calendar.version)


class CalendarPeriod(StrEnum):
    """Periods in calendar days or months; their last day moves off a day off."""

    RECONSIDERATION = "reconsideration"
    LITIGATION = "litigation"
    LITIGATION_BEFORE_2015 = "litigation_before_2015"
    LITIGATION_AFTER_RECONSIDERATION = "litigation_after_reconsideration"
    PETITION_NOTICE = "petition_notice"


@dataclass(frozen=True, slots=True)
class _Length:
    days: int
    months: int
    label: str
    source: Source


_LENGTHS = {
    CalendarPeriod.RECONSIDERATION: _Length(
        60, 0, "申请行政复议", Source("中华人民共和国行政复议法", "2023年修订", 20)
    ),
    CalendarPeriod.LITIGATION: _Length(
        0, 6, "直接提起行政诉讼", Source("中华人民共和国行政诉讼法", "2014年、2017年修正", 46)
    ),
    CalendarPeriod.LITIGATION_BEFORE_2015: _Length(
        0, 3, "直接提起行政诉讼", Source("中华人民共和国行政诉讼法", "1989年", 39)
    ),
    CalendarPeriod.LITIGATION_AFTER_RECONSIDERATION: _Length(
        15, 0, "不服复议决定提起行政诉讼", Source("中华人民共和国行政诉讼法", "2014年、2017年修正", 45)
    ),
    CalendarPeriod.PETITION_NOTICE: _Length(15, 0, "告知是否受理信访", Source("信访工作条例", "2022年", 22)),
}


def calendar_deadline(period: CalendarPeriod, *, from_day: date, calendar: WorkingCalendar) -> Deadline:
    """The last day of a period in calendar days or months; ``from_day`` is day 0.

    A month ends on the day of the same number, or on its last day; a last day off moves to the next working day.

    Raises:
        UnpublishedYear: the last day lies in a year without a notice.

    Source: Civil Code arts. 201 to 203, the Acts named by each period.
    """
    length = _LENGTHS[period]
    nominal = add_months(from_day, length.months) if length.months else from_day + timedelta(days=length.days)
    due_on = calendar.first_working_day_from(nominal)
    span = f"{length.months}个月" if length.months else f"{length.days}日"
    steps = [Step(f"自{from_day}的次日起{span}内{length.label}，至{nominal}", length.source, nominal)]
    if due_on != nominal:
        steps.append(Step(f"{nominal}为休息日，顺延至{due_on}", CIVIL_CODE_PERIODS, due_on))
    return Deadline(due_on, tuple(steps), calendar.is_tentative(due_on), calendar.version)


def add_months(day: date, months: int) -> date:
    """The day of the same number ``months`` later, or that month's last day (Civil Code art. 202)."""
    years, month_index = divmod(day.month - 1 + months, MONTHS_IN_YEAR)
    year, month = day.year + years, month_index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


OPEN_WORK_RULES = Source("关于全面推进政务公开工作的意见实施细则", "国办发〔2016〕80号")  # fixes the five hours
RESPONSE_NOTICE = Source("关于在政务公开工作中进一步做好政务舆情回应的通知", "国办发〔2016〕61号")


class ResponseStage(StrEnum):
    """What must be out within clock hours of a public concern being found."""

    AUTHORITATIVE_INFORMATION = "authoritative_information"
    PRESS_CONFERENCE = "press_conference"
    OTHER_CONCERN = "other_concern"

    @property
    def hours(self) -> int:
        """Clock hours; holidays and nights count."""
        return {"authoritative_information": 5, "press_conference": 24, "other_concern": 48}[self.value]

    @property
    def label(self) -> str:
        """What must be done."""
        return {
            "authoritative_information": "发布权威信息",
            "press_conference": "举行新闻发布会",
            "other_concern": "回应其他政务舆情",
        }[self.value]

    @property
    def source(self) -> Source:
        """The notice that fixed the hours; the five hours are not in 国办发〔2016〕61号."""
        return OPEN_WORK_RULES if self is ResponseStage.AUTHORITATIVE_INFORMATION else RESPONSE_NOTICE


def response_due_at(stage: ResponseStage, *, discovered_at: datetime) -> datetime:
    """The moment by which the public must have an answer.

    Raises:
        RuleViolation: ``naive_time`` when ``discovered_at`` has no time zone.
    """
    if discovered_at.tzinfo is None:
        raise RuleViolation("naive_time", "时间须带时区")
    return discovered_at + timedelta(hours=stage.hours)


def honoured(*, printed_on: date, recomputed_on: date) -> date:
    """The last day to keep to when a calendar changed after a letter printed one: the later, never the earlier."""
    return max(printed_on, recomputed_on)
