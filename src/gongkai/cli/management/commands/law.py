"""``gongkai law``: deadlines, fees, calendars."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.base import rulebook
from gongkai.base.errors import Refused
from gongkai.cli.command import Command as Base
from gongkai.cli.command import add_json
from gongkai.law import fees
from gongkai.law.calendar import UnpublishedYear
from gongkai.law.facts import Fact, fact_from_mapping
from gongkai.law.reply_clock import reply_deadline
from gongkai.law.steps import Step

MONTHS = range(1, 13)
MAX_FACTS_BYTES = 1024 * 1024


class Command(Base):
    """Answers questions of law from dated, cited rules."""

    help = "期限、收费、工作日历"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Three questions."""
        questions = parser.add_subparsers(dest="question", required=True, parser_class=type(parser))
        deadline = questions.add_parser("deadline", help="依申请公开的答复期限")
        deadline.add_argument("--received", required=True, help="收到申请之日，如 2025-09-12")
        deadline.add_argument("--facts", help="事实文件（JSON 列表）")
        deadline.add_argument("--provisional", action="store_true", help="未公布安排的年份按双休日暂算")
        deadline.add_argument("--calendar-as-of", help="按当日已知的节假日安排计算")
        add_json(deadline)
        fee = questions.add_parser("fee", help="信息处理费")
        way = fee.add_mutually_exclusive_group(required=True)
        way.add_argument("--items", type=int, help="同一申请人一个自然月内累计件数")
        way.add_argument("--pages", type=int, help="一件申请提供的页数")
        add_json(fee)
        calendar = questions.add_parser("calendar", help="打印一年的工作日历")
        calendar.add_argument("year", type=int)
        add_json(calendar)

    def answer(self, **options: Any) -> None:
        """Dispatch by question."""
        {"deadline": self.deadline, "fee": self.fee, "calendar": self.calendar}[options["question"]](options)

    def deadline(self, options: dict[str, Any]) -> None:
        """The last day for a reply, with its steps."""
        as_of = _day(options["calendar_as_of"]) if options["calendar_as_of"] else None
        result = reply_deadline(
            received_on=_day(options["received"]),
            facts=_facts(options["facts"]),
            calendar=rulebook.calendar(as_of=as_of, assume_ordinary_weeks=options["provisional"]),
            policy=rulebook.clock_policy(),
        )
        if options["json"]:
            self.print_json(
                {
                    "due_on": result.due_on.isoformat(),
                    "provisional": result.provisional,
                    "calendar_version": result.calendar_version,
                    "steps": [_step(step) for step in result.steps],
                }
            )
            return
        for step in result.steps:
            self.stdout.write(f"{'！' if step.warning else '·'} {step.text}    {step.source}")
        note = "（暂算：次年节假日安排公布后可能变动）" if result.provisional else ""
        self.stdout.write(f"最迟答复日：{result.due_on}{note}")

    def fee(self, options: dict[str, Any]) -> None:
        """The fee, tier by tier."""
        by_item = options["items"] is not None
        result = fees.per_item(options["items"]) if by_item else fees.per_page(options["pages"])
        if options["json"]:
            self.print_json({"yuan": result.yuan, "steps": [_step(step) for step in result.steps]})
            return
        for step in result.steps:
            self.stdout.write(f"· {step.text}    {step.source}")

    def calendar(self, options: dict[str, Any]) -> None:
        """The year: notices, days off, make-up days, working days of each month."""
        year = options["year"]
        calendar = rulebook.current_calendar()
        notice = calendar.notices.get(year)
        if notice is None:
            raise UnpublishedYear(year)
        days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
        working = [day for day in days if calendar.is_working(day)]
        off = sorted(notice.days_off)
        made_up = sorted(notice.make_up_days)
        if options["json"]:
            self.print_json(
                {
                    "year": year,
                    "version": notice.version,
                    "working_days": len(working),
                    "days_off": [day.isoformat() for day in off],
                    "make_up_days": [day.isoformat() for day in made_up],
                }
            )
            return
        self.stdout.write(f"{year}年：{len(working)}个工作日（安排第{notice.version}版）")
        for month in MONTHS:
            count = sum(day.month == month for day in working)
            rest = " ".join(f"{day.day}" for day in off if (day.year, day.month) == (year, month))
            extra = " ".join(f"{day.day}" for day in made_up if (day.year, day.month) == (year, month))
            line = f"{month:>2}月  工作日{count:>2}天"
            self.stdout.write(line + (f"  放假：{rest}" if rest else "") + (f"  调休上班：{extra}" if extra else ""))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("bad_date", f"日期“{text}”须写作 2025-09-12 的形式") from None


def _facts(path: str | None) -> list[Fact]:
    if path is None:
        return []
    try:
        if not Path(path).is_file() or Path(path).stat().st_size > MAX_FACTS_BYTES:
            raise Refused("unreadable_file", f"“{path}”不是文件、不存在或超过1MB")
        rows = json.loads(Path(path).read_text("utf-8-sig"))
    except OSError:
        raise Refused("unreadable_file", f"找不到或无法读取文件“{path}”") from None
    except (ValueError, RecursionError):
        raise Refused("unreadable_file", f"“{path}”不是合格的 JSON 文件") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refused("bad_fact", "事实文件须为 JSON 对象的列表")
    return [fact_from_mapping(row) for row in rows]


def _step(step: Step) -> dict[str, Any]:
    return {
        "text": step.text,
        "source": str(step.source),
        "confidence": step.source.confidence.value,
        "on": step.on.isoformat() if step.on else None,
        "warning": step.warning,
    }
