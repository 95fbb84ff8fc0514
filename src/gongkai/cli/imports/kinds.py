"""The kinds of records that can be imported: columns, and the service each row goes to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.base.errors import Refused
from gongkai.base.rulebook import outcomes
from gongkai.cases import queries as cases
from gongkai.cases.services.conclude_dispute import conclude_dispute
from gongkai.cases.services.conclude_item import conclude_item
from gongkai.cases.services.open_dispute import open_dispute
from gongkai.cases.services.record_fact import record_fact
from gongkai.cases.services.register_case import register_case
from gongkai.catalogue.services.publish_directory import publish_directory
from gongkai.cli.imports.columns import BadCell, Column, day, one_of, parts, text, whole_number, yes, yuan
from gongkai.cli.imports.documents.columns import COLUMNS as DOCUMENT_COLUMNS
from gongkai.law.applicants import ApplicantKind
from gongkai.law.disputes import DisputeKind, DisputeResult
from gongkai.law.facts import FactKind, fact_from_mapping
from gongkai.law.receipt import Channel
from gongkai.law.steps import RuleViolation
from gongkai.newmedia.kinds import AccountFactKind
from gongkai.newmedia.queries import account_named
from gongkai.newmedia.services.record_account_fact import record_account_fact
from gongkai.newmedia.services.register_account import register_account
from gongkai.organs.models import AgencyKind
from gongkai.organs.queries import agency_by_code
from gongkai.organs.services.add_agency import add_agency
from gongkai.registers.kinds import PowerKind
from gongkai.registers.services.enter import Register, enter

Row = dict[str, Any]
Save = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of import: its Chinese name, its columns, and what a row does (called with the row, actor and now).

    Documents have no ``save``: they go in by batches (:mod:`gongkai.cli.imports.documents`).
    """

    label: str
    columns: tuple[Column, ...]
    save: Save | None = None


AGENCY = Column("agency", "机构代码", agency_by_code)


def _outcome(value: str) -> str:
    """An outcome's key, from the key or its Chinese label."""
    for key, outcome in outcomes().items():
        if value in (key, outcome.label):
            return key
    raise BadCell(f"没有“{value}”这种处理结果，可用：{'、'.join(outcomes())}")


def _case(value: str) -> Any:
    by_number = cases.case_by_number(value)
    found = list(dict.fromkeys([*([by_number] if by_number else []), *cases.cases_by_request_key(value)]))
    if not found:
        raise BadCell(f"没有编号或来源编号为“{value}”的申请")
    if len(found) > 1:
        raise BadCell(f"“{value}”不止指一件申请，请改填系统编号，如{found[-1].number}")
    return found[0]


def _import_case(row: Row, actor: str, now: datetime) -> None:
    """Register the case and, where the file says how it ended, conclude all its items."""
    outcome, replied_on = row.pop("outcome", None), row.pop("replied_on", None)
    if (outcome is None) != (replied_on is None):
        raise Refused("incomplete", "“处理结果”和“答复日期”须同时填写或同时空着")
    known = cases.case_of_agency(row["agency"], row["request_key"])
    if known is not None:
        raise Refused("known_case", f"来源编号“{row['request_key']}”已登记为{known.number}")
    case = register_case(actor=actor, now=now, **row)
    if outcome is None:
        return
    for item in case.items.order_by("position"):
        conclude_item(actor=actor, now=now, item=item, outcome=outcome, on=replied_on, agency_code=row["agency"].code)


def _import_fact(row: Row, actor: str, now: datetime) -> None:
    case, kind = row.pop("case"), row.pop("kind")
    stated = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
    if kind.names_party:
        stated[kind.party_key] = stated.pop("party", "")
    try:
        fact = fact_from_mapping({"kind": kind.value, **stated})
    except RuleViolation as violation:
        message = violation.message
        for key, heading in (("party", "对方"), ("agency", "对方"), ("working_days", "工作日数"), ("until", "延迟至")):
            message = message.replace(key, heading)
        raise Refused(violation.code, message) from None
    record_fact(actor=actor, now=now, case=case, fact=fact, agency_code=case.agency.code)


def _import_outcome(row: Row, actor: str, now: datetime) -> None:
    case = row["case"]
    item = case.items.filter(position=row["position"]).first()
    if item is None:
        raise Refused("unknown_item", f"{case.number}没有第{row['position']}项")
    conclude_item(actor=actor, now=now, item=item, outcome=row["outcome"], on=row["on"], agency_code=case.agency.code)


def _import_dispute(row: Row, actor: str, now: datetime) -> None:
    result, ended_on = row.pop("result", None), row.pop("ended_on", None)
    if (result is None) != (ended_on is None):
        raise Refused("incomplete", "“结果”和“审结日期”须同时填写或同时空着")
    dispute = open_dispute(actor=actor, now=now, **row)
    if result is not None:
        conclude_dispute(
            actor=actor, now=now, dispute=dispute, result=result, on=ended_on, agency_code=row["agency"].code
        )


def _import_account(row: Row, actor: str, now: datetime) -> None:
    """Register the account once, and what the row says happened to it; one row for each thing that happened."""
    kind, on = row.pop("kind", None), row.pop("on", None)
    if (kind is None) != (on is None):
        raise Refused("incomplete", "“事实”和“日期”须同时填写或同时空着")
    account = account_named(**row) or register_account(actor=actor, now=now, **row)
    if kind is not None:
        record_account_fact(actor=actor, now=now, account=account, kind=kind, on=on)


def _call(service: Save, **fixed: Any) -> Save:
    """A row given to a service as it is."""

    def give(row: Row, actor: str, now: datetime) -> None:
        service(actor=actor, now=now, **fixed, **row)

    return give


KINDS: dict[str, Kind] = {
    "agencies": Kind(
        "机构",
        (
            Column("code", "机构代码", text),
            Column("name", "机构名称", text),
            Column("kind", "类型", one_of(AgencyKind)),
            Column("valid_from", "设立日期", day),
            Column("parent", "上级机构代码", agency_by_code, required=False),
            Column("short_name", "简称", text, required=False),
            Column("valid_to", "撤销日期", day, required=False),
            Column("successor", "承继机构代码", agency_by_code, required=False),
            Column("website", "公开平台地址", text, required=False),
            Column("unified_code", "统一社会信用代码", text, required=False),
        ),
        _call(add_agency),
    ),
    "documents": Kind(
        "文件",
        DOCUMENT_COLUMNS,
    ),
    "cases": Kind(
        "依申请公开",
        (
            AGENCY,
            Column("request_key", "来源编号", text),
            Column("applicant_kind", "申请人类型", one_of(ApplicantKind)),
            Column("name", "姓名或名称", text),
            Column("contact", "联系方式", text),
            Column("items", "所需信息", parts),
            Column("channel", "渠道", one_of(Channel)),
            Column("arrived_on", "到达日期", day),
            Column("confirmed_on", "确认日期", day, required=False),
            Column("outcome", "处理结果", _outcome, required=False),
            Column("replied_on", "答复日期", day, required=False),
        ),
        _import_case,
    ),
    "case-facts": Kind(
        "申请办理事实",
        (
            Column("case", "申请编号", _case),
            Column("kind", "事实", one_of(FactKind)),
            Column("on", "日期", day),
            Column("party", "对方", text, required=False),
            Column("working_days", "工作日数", whole_number, required=False),
            Column("until", "延迟至", day, required=False),
            Column("joint", "共同制作", yes, required=False),
        ),
        _import_fact,
    ),
    "outcomes": Kind(
        "处理结果",
        (
            Column("case", "申请编号", _case),
            Column("position", "事项序号", whole_number),
            Column("outcome", "处理结果", _outcome),
            Column("on", "答复日期", day),
        ),
        _import_outcome,
    ),
    "disputes": Kind(
        "复议诉讼",
        (
            AGENCY,
            Column("kind", "类型", one_of(DisputeKind)),
            Column("reference", "案号", text),
            Column("filed_on", "受理日期", day),
            Column("case", "申请编号", _case, required=False),
            Column("result", "结果", one_of(DisputeResult), required=False),
            Column("ended_on", "审结日期", day, required=False),
        ),
        _import_dispute,
    ),
    "power-items": Kind(
        "权力事项",
        (
            AGENCY,
            Column("kind", "类型", one_of(PowerKind)),
            Column("name", "事项名称", text),
            Column("valid_from", "列入日期", day),
            Column("valid_to", "取消日期", day, required=False),
        ),
        _call(enter, register=Register.POWER_ITEMS),
    ),
    "decisions": Kind(
        "处理决定",
        (
            AGENCY,
            Column("kind", "类型", one_of(PowerKind)),
            Column("reference", "文书号", text),
            Column("decided_on", "决定日期", day),
        ),
        _call(enter, register=Register.DECISIONS),
    ),
    "fee-items": Kind(
        "收费项目",
        (
            AGENCY,
            Column("name", "收费项目", text),
            Column("valid_from", "设立日期", day),
            Column("valid_to", "取消日期", day, required=False),
        ),
        _call(enter, register=Register.FEE_ITEMS),
    ),
    "fee-income": Kind(
        "收费金额",
        (
            AGENCY,
            Column("reference", "票据或汇总号", text),
            Column("collected_on", "收取日期", day),
            Column("amount_fen", "金额（元）", yuan),
        ),
        _call(enter, register=Register.FEE_INCOME),
    ),
    "procurements": Kind(
        "政府集中采购",
        (
            AGENCY,
            Column("name", "采购项目", text),
            Column("contracted_on", "成交日期", day),
            Column("amount_fen", "金额（元）", yuan),
        ),
        _call(enter, register=Register.PROCUREMENTS),
    ),
    "media-accounts": Kind(
        "政务新媒体账号",
        (
            AGENCY,
            Column("platform", "平台", text),
            Column("name", "账号名称", text),
            Column("kind", "事实", one_of(AccountFactKind), required=False),
            Column("on", "日期", day, required=False),
        ),
        _import_account,
    ),
    "directories": Kind(
        "标准目录",
        (AGENCY, Column("area", "领域", text), Column("published_on", "公布日期", day)),
        _call(publish_directory),
    ),
}
