"""What happened in the demonstration district: the acts of 2019 and 2020, planned from a fixed seed."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from gongkai.annual.services.publish_report import publish_report
from gongkai.annual.services.write_chapter import write_chapter
from gongkai.base.clock import CHINA, moment_from_text
from gongkai.base.rulebook import current_calendar
from gongkai.catalogue.services.publish_directory import publish_directory
from gongkai.cli.demonstration.histories import plan_cases
from gongkai.cli.demonstration.plan import Plan
from gongkai.cli.demonstration.platform import filing_of, platform
from gongkai.newmedia.kinds import AccountFactKind
from gongkai.newmedia.services.record_account_fact import record_account_fact
from gongkai.newmedia.services.register_account import register_account
from gongkai.organs.models import Agency, AgencyKind
from gongkai.publication.kinds import DocumentKind, Genre
from gongkai.publication.release import Road
from gongkai.publication.services.publish_document import publish_document
from gongkai.registers.kinds import PowerKind
from gongkai.registers.services.enter import Register, enter

GOVERNMENT_INFORMATION = 650
OTHER_INFORMATION = 1010
LICENCES_BEFORE, LICENCES_NEW, LICENCE_DECISIONS = 11, 2, 38
PENALTIES_BEFORE, PENALTIES_NEW, PENALTY_DECISIONS = 2, 6, 6
PROCUREMENTS_YUAN = (8_650_000, 5_234_360, 3_980_000, 2_415_000, 1_300_000)  # together 2157.936 万元
REPORT_AS_OF = "2021-01-31T00:00"

Agencies = dict[str, Agency]
Data = dict[str, Any]


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of a day in China, in UTC."""
    return datetime.combine(day, time(hour, minute), CHINA).astimezone(UTC)


def working_day(chance: random.Random, year: int = 2020) -> date:
    """A working day of the year, drawn by chance."""
    calendar = current_calendar()
    while True:
        day = date(year, 1, 2) + timedelta(days=chance.randrange(363))
        if calendar.is_working(day):
            return day


def plan_documents(plan: Plan, data: Data, agencies: Agencies, chance: random.Random) -> None:
    """The publications of the year: their titles tell topic, occasion or place, none twice."""
    titles = data["titles"]
    publishers = [(row, row["topics"]) for row in [data["government"], *data["department"]]]
    publishers += [(row, titles["township_topics"]) for row in data["township"]]
    used: set[str] = set()
    filing = platform()["filing"]
    for kind, count in (
        (DocumentKind.GOVERNMENT_INFORMATION, GOVERNMENT_INFORMATION),
        (DocumentKind.OTHER, OTHER_INFORMATION),
    ):
        for _ in range(count):
            row, topics = chance.choice(publishers)
            title = _title(kind, row, chance.choice(topics), titles, chance)
            while title in used:
                title = _numbered(title, chance)
            used.add(title)
            published_on = working_day(chance)
            made_on = max(date(2020, 1, 1), published_on - timedelta(days=chance.randrange(12)))
            plan.add(
                moment(published_on, chance.randrange(9, 18), chance.randrange(60)),
                publish_document,
                agency=agencies[row["code"]],
                title=title,
                kind=kind,
                genre=Genre.OTHER,
                made_on=made_on,
                published_on=published_on,
                body=_body(title, row["name"], made_on),
                public_id=f"{chance.getrandbits(48):012x}",
                is_demonstration=True,
                road=Road.DEMONSTRATION,
                source="" if kind is DocumentKind.GOVERNMENT_INFORMATION else row["name"],
                **_filing(kind, title, agencies[row["code"]], filing),
            )


def _filing(kind: DocumentKind, title: str, agency: Agency, rows: list[Data]) -> dict[str, str]:
    """Government information by the words of its title; other information is news and has no place in the catalogue."""
    return {"form": "news"} if kind is DocumentKind.OTHER else filing_of(title, agency, rows)


def _title(kind: DocumentKind, row: Data, topic: str, titles: Data, chance: random.Random) -> str:
    name = row.get("short_name") or row["name"]
    if kind is DocumentKind.OTHER:
        return f"{name}{topic}{chance.choice(titles['news_forms'])}"
    return f"{name}{chance.choice(titles['occasions'])}{topic}{chance.choice(titles['forms'])}"


def _numbered(title: str, chance: random.Random) -> str:
    """The title with an issue number that tells it from its like."""
    return f"{title.partition('（第')[0]}（第{chance.randrange(2, 60)}期）"


def _body(title: str, agency: str, made_on: date) -> str:
    return (
        f"{agency}现将“{title}”的有关内容予以公开。\n"
        "本文为演示数据，由系统按照常见公开事项自动生成，用于展示发布、检索和统计功能。\n"
        f"如对内容有疑问，可在办公时间向{agency}咨询。\n"
        f"{agency}　{made_on.year}年{made_on.month}月{made_on.day}日"
    )


def plan_registers(plan: Plan, data: Data, agencies: Agencies, chance: random.Random) -> None:
    """Power items before and in 2020, the decisions of the year, five procurements."""
    departments = [agencies[row["code"]] for row in data["department"]]
    kinds = (
        (PowerKind.LICENCE, "许可", "准予许可决定", LICENCES_BEFORE, LICENCES_NEW, LICENCE_DECISIONS),
        (PowerKind.PENALTY, "处罚", "处罚决定", PENALTIES_BEFORE, PENALTIES_NEW, PENALTY_DECISIONS),
    )
    for kind, word, paper, before, new, decisions in kinds:
        for number in range(before + new):
            since = date(2018, 6, 1) if number < before else working_day(chance)
            name = f"{kind.label}事项{number + 1:02d}"
            agency = departments[number % len(departments)]
            plan.add(
                moment(since),
                enter,
                register=Register.POWER_ITEMS,
                agency=agency,
                kind=kind.value,
                name=name,
                valid_from=since,
            )
        for number in range(1, decisions + 1):
            day = working_day(chance)
            plan.add(
                moment(day, 16),
                enter,
                register=Register.DECISIONS,
                agency=chance.choice(departments),
                kind=kind.value,
                reference=f"伊滨{word}〔2020〕{number}号{paper}（演示）",
                decided_on=day,
            )
    finance = next(agencies[row["code"]] for row in data["department"] if row.get("procurement"))
    for number, yuan in enumerate(PROCUREMENTS_YUAN, start=1):
        day = working_day(chance)
        plan.add(
            moment(day, 15),
            enter,
            register=Register.PROCUREMENTS,
            agency=finance,
            name=f"2020年政府集中采购项目第{number}包（演示）",
            contracted_on=day,
            amount_fen=yuan * 100,
        )


def plan_new_media(plan: Plan, data: Data, agencies: Agencies) -> None:
    """The survey of 2020: one account closed and cancelled, one rectified, the rest filed and reminded."""
    owners = [data["government"], *data["department"][:6], *data["township"]]
    for number, row in enumerate(owners):
        start = datetime(2020, 4, 8, 2, number, tzinfo=UTC)
        plan.add(start, _survey, agency=agencies[row["code"]], name=f"{row['short_name']}发布", number=number)


def _survey(*, actor: str, now: datetime, agency: Agency, name: str, number: int) -> None:
    """One account of the survey with what came of it."""
    account = register_account(actor=actor, now=now, agency=agency, platform="微信公众号", name=name)
    kinds = {3: ("closed", "cancelled"), 5: ("rectified", "filed", "reminded")}.get(number, ("filed", "reminded"))
    for kind in kinds:
        record_account_fact(
            actor=actor, now=now, account=account, kind=AccountFactKind(kind), on=now.astimezone(CHINA).date()
        )


def plan_directories(plan: Plan, data: Data, agencies: Agencies) -> None:
    """The standard directories of fourteen areas and of the townships."""
    at = datetime(2020, 9, 28, 2, tzinfo=UTC)
    published_on = at.astimezone(CHINA).date()
    for row in data["department"]:
        for area in row["areas"]:
            plan.add(at, publish_directory, agency=agencies[row["code"]], area=area, published_on=published_on)
    for row in data["township"]:
        area = f"{row['short_name']}政务公开标准目录"
        plan.add(at, publish_directory, agency=agencies[row["code"]], area=area, published_on=published_on)


def plan_reports(plan: Plan, data: Data, agencies: Agencies) -> None:
    """The words of the reports, and their publication in January 2021."""
    as_of = moment_from_text(REPORT_AS_OF)
    reporting = [a for a in agencies.values() if a.kind != AgencyKind.VILLAGE_COMMITTEE]
    for agency in reporting:
        for chapter in (5, 6):
            plan.add(
                moment(date(2021, 1, 20), 9),
                write_chapter,
                agency=agency,
                fiscal_year=2020,
                chapter=chapter,
                text=data["words"][f"chapter{chapter}"],
            )
    for agency in reporting:
        plan.add(moment(date(2021, 1, 31), 9), publish_report, agency=agency, fiscal_year=2020, as_of=as_of)


__all__ = ["plan_cases", "plan_directories", "plan_documents", "plan_new_media", "plan_registers", "plan_reports"]
