"""What the demonstration platform shows besides the documents of 2020, through the same services as everything else."""

import io
import random
import tomllib
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

from openpyxl import Workbook

from gongkai.base.clock import CHINA
from gongkai.cli.demonstration.plan import Plan
from gongkai.organs.models import Agency, AgencyKind
from gongkai.publication.kinds import DocumentKind, Genre, Structure, Validity
from gongkai.publication.release import Road
from gongkai.publication.services.attach_file import attach_file
from gongkai.publication.services.change_state import set_validity
from gongkai.publication.services.publish_document import publish_document
from gongkai.publication.services.review_draft import submit_draft
from gongkai.publication.services.save_draft import start_draft

Data = dict[str, Any]
Agencies = dict[str, Agency]
OPENED = date(2021, 2, 1)
REASON = "条例第十九条、第二十条"


def platform() -> Data:
    """The parsed data file."""
    return tomllib.loads(files("gongkai.cli.demonstration").joinpath("platform.toml").read_text("utf-8"))


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), CHINA).astimezone(UTC)


def filing_of(title: str, agency: Agency, rows: list[Data]) -> dict[str, str]:
    """Where a document of the demonstration is filed, by the words of its title."""
    for row in rows:
        if any(word in title for word in row["words"]):
            found = {key: row[key] for key in ("category", "subject", "form") if key in row}
            if agency.kind == AgencyKind.TOWNSHIP:
                found["category"] = {"21-c4": "21-t5", "21-c5": "21-t6", "21-c7": "21-t8"}.get(
                    row["category"], row["category"]
                )
            return found
    return {"category": "20-15", "subject": "2-1"}


def plan_platform(plan: Plan, agencies: Agencies, chance: random.Random) -> None:
    """Site data, guides, profiles, home page, topics; a normative document, what it replaced, its interpretations."""
    data = platform()
    top = next(agency for agency in agencies.values() if agency.parent is None)
    _structured(plan, chance, top, Structure.SITE, "网站标识信息", data["site"])
    _structured(plan, chance, top, Structure.HOME, "首页编排", {"blocks": data["home"]})
    for topic in data["topic"]:
        _structured(plan, chance, top, Structure.TOPIC, topic["title"], topic)
    offices = [a for a in agencies.values() if a.kind != AgencyKind.VILLAGE_COMMITTEE]
    for number, agency in enumerate(offices, start=1):
        words = {"number": number, "name": agency.name}
        words["address"] = data["guide"]["address"].format(**words)
        guide = {key: text.format(**words) for key, text in data["guide"].items()}
        guide["office"] = f"{agency.name}政务公开工作机构"
        _structured(plan, chance, agency, Structure.GUIDE, f"{agency.name}政府信息公开指南", guide)
        profile = {key: guide[key] for key in ("address", "hours", "phone", "fax", "postcode")}
        profile |= {key: text.format(**words) for key, text in data["profile"].items()}
        _structured(plan, chance, agency, Structure.PROFILE, f"{agency.name}机构概况", profile)
        if agency.kind == AgencyKind.TOWNSHIP:
            nothing = {"category": "20-14", "signed_by": "演示人员甲", "signed_on": OPENED.isoformat()}
            nothing["note"] = "乡镇不组织公务员招考，有关信息由上级公务员主管部门公开。"
            _structured(plan, chance, agency, Structure.NOTHING_TO_PUBLISH, "公务员招考：本机关无此类信息", nothing)
    _normative(plan, chance, top, data["normative"])


def _structured(
    plan: Plan, chance: random.Random, agency: Agency, structure: Structure, title: str, data: Data
) -> None:
    _publish(plan, chance, agency, OPENED, title=title, body="", structure=structure.value, data=data)


def _publish(plan: Plan, chance: random.Random, agency: Agency, day: date, **fields: Any) -> str:
    public_id = f"{chance.getrandbits(48):012x}"
    made_on = fields.pop("made_on", day)
    plan.add(
        _at(day, fields.pop("hour", 10)),
        publish_document,
        agency=agency,
        kind=DocumentKind.GOVERNMENT_INFORMATION,
        genre=fields.pop("genre", Genre.OTHER),
        made_on=made_on,
        published_on=day,
        public_id=public_id,
        is_demonstration=True,
        road=Road.DEMONSTRATION,
        openness_reason=REASON,
        **fields,
    )
    return public_id


def _normative(plan: Plan, chance: random.Random, agency: Agency, row: Data) -> None:
    filing = {"category": "20-01", "subject": "2-1", "form": "notice", "genre": Genre.NORMATIVE_DOCUMENT}
    former = _publish(
        plan,
        chance,
        agency,
        date(2021, 2, 5),
        title=row["former_title"],
        document_number=row["former_number"],
        body="<p>第一条　为规范政务公开目录管理，制定本办法。（演示文件）</p><p>第二条　本办法自公布之日起试行。</p>",
        **filing,
    )
    words = {key: row[key] for key in ("title", "document_number", "summary", "body")}
    days = {key: row[key] for key in ("made_on", "effective_on", "expires_on")}
    new = _publish(plan, chance, agency, row["published_on"], keywords="政务公开、标准目录", **filing, **words, **days)
    plan.add(
        _at(row["effective_on"], 11),
        set_validity,
        public_id=former,
        validity=Validity.ABOLISHED,
        on=row["effective_on"],
        successor=new,
        reason=f"被{row['document_number']}废止",
    )
    for hour, one in enumerate(row["interpretation"], start=14):
        _publish(
            plan,
            chance,
            agency,
            row["published_on"],
            hour=hour,
            title=one["title"],
            body=one["body"],
            form="interpretation",
            category="20-01",
            subject="2-1",
            interprets=new,
            interpretation_form=one["form"],
            elements=one["elements"],
        )


def hidden_list_workbook() -> bytes:
    """A spreadsheet as offices send them: a visible total, and a hidden sheet of invented persons."""
    book = Workbook()
    sheet = book.active
    sheet.title = "汇总"
    for line in (("乡镇", "户数", "金额（元）"), ("诸葛镇", 12, 36000), ("李村镇", 9, 27000)):
        sheet.append(line)
    names = book.create_sheet("名单")
    for line in (("姓名", "身份证号"), ("演示人员甲", "110101199003070011"), ("演示人员乙", "110101198505050028")):
        names.append(line)
    names.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def start_work(agency: Agency, *, drafter: str, now: datetime) -> None:
    """Two drafts for whoever tries the desk: one stopped by the shield, one that waits for its first review."""
    day = now.astimezone(CHINA).date().isoformat()
    raw = {
        "structure": "article",
        "kind": "government_information",
        "genre": "other",
        "form": "list",
        "openness": "public",
        "openness_reason": "条例第二十条第（十一）项：社会救助实施情况",
        "category": "20-11",
        "subject": "17-3",
        "made_on": day,
    }
    title = "2020年冬春救助资金发放情况（演示）"
    body = "<p>现将冬春救助资金发放情况予以公布，明细见附件。</p>"
    stopped = start_draft(actor=drafter, now=now, agency=agency, raw=raw | {"title": title, "body": body})
    attach_file(actor=drafter, now=now, draft=stopped, name="冬春救助汇总.xlsx", content=hidden_list_workbook())
    title = "关于公布政务公开查阅点的通告（演示）"
    body = "<p>现公布政府信息公开查阅点：区档案馆、区图书馆、政务服务大厅一楼。</p>"
    waiting = start_draft(
        actor=drafter, now=now, agency=agency, raw=raw | {"title": title, "body": body, "form": "public_notice"}
    )
    submit_draft(actor=drafter, now=now, draft=waiting)
