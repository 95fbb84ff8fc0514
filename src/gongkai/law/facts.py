"""What happened in a case: the facts from which every date of it follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gongkai.law.source import FEE_MEASURES, Source, regulation
from gongkai.law.steps import RuleViolation


class FactKind(StrEnum):
    """The facts that move, or are asked about, the period for the reply."""

    SUPPLEMENT_NOTICE = "supplement_notice"
    SUPPLEMENT_RECEIVED = "supplement_received"
    THIRD_PARTY_SENT = "third_party_sent"
    THIRD_PARTY_RECEIVED_LETTER = "third_party_received_letter"
    THIRD_PARTY_OPINION = "third_party_opinion"
    AGENCY_OPINION_SENT = "agency_opinion_sent"
    AGENCY_RECEIVED_LETTER = "agency_received_letter"
    AGENCY_OPINION_RECEIVED = "agency_opinion_received"
    EXTENSION_APPROVED = "extension_approved"
    FEE_NOTICE = "fee_notice"
    FEE_PAID = "fee_paid"
    REASONS_REQUESTED = "reasons_requested"
    DELAY_SET = "delay_set"

    @property
    def label(self) -> str:
        """The Chinese name of the fact."""
        return _LABELS[self][0]

    @property
    def source(self) -> Source:
        """The provision that gives the fact its effect."""
        return _LABELS[self][1]

    @property
    def names_party(self) -> bool:
        """Whether the fact says whose letter or opinion it is."""
        return self in _PARTY_KEYS

    @property
    def party_key(self) -> str:
        """The key that names the party in a file of facts: ``party`` or ``agency``."""
        return _PARTY_KEYS[self]


_LABELS: dict[FactKind, tuple[str, Source]] = {
    FactKind.SUPPLEMENT_NOTICE: ("发出补正告知", regulation(30)),
    FactKind.SUPPLEMENT_RECEIVED: ("收到补正的申请", regulation(30)),
    FactKind.THIRD_PARTY_SENT: ("向第三方发出征求意见书", regulation(32)),
    FactKind.THIRD_PARTY_RECEIVED_LETTER: ("第三方收到征求意见书", regulation(32)),
    FactKind.THIRD_PARTY_OPINION: ("收到第三方意见", regulation(32)),
    FactKind.AGENCY_OPINION_SENT: ("向其他机关征求意见", regulation(33, 3)),
    FactKind.AGENCY_RECEIVED_LETTER: ("其他机关收到征求意见书", regulation(34)),
    FactKind.AGENCY_OPINION_RECEIVED: ("收到其他机关意见", regulation(33, 3)),
    FactKind.EXTENSION_APPROVED: ("批准延长答复期限", regulation(33, 2)),
    FactKind.FEE_NOTICE: ("发出收费通知", FEE_MEASURES),
    FactKind.FEE_PAID: ("申请人缴费", FEE_MEASURES),
    FactKind.REASONS_REQUESTED: ("要求说明理由", regulation(35)),
    FactKind.DELAY_SET: ("确定延迟答复的合理期限", regulation(35)),
}
_PARTY_KEYS = {
    FactKind.THIRD_PARTY_SENT: "party",
    FactKind.THIRD_PARTY_RECEIVED_LETTER: "party",
    FactKind.THIRD_PARTY_OPINION: "party",
    FactKind.AGENCY_OPINION_SENT: "agency",
    FactKind.AGENCY_RECEIVED_LETTER: "agency",
    FactKind.AGENCY_OPINION_RECEIVED: "agency",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened on one day.

    ``party`` names the third party or agency; ``working_days`` belongs to an extension, ``until`` (last day,
    inclusive) to a delay under art. 35, ``joint`` to a co-producing agency under art. 34 (its silence ends the pause).
    """

    kind: FactKind
    on: date
    party: str = ""
    working_days: int = 0
    until: date | None = None
    joint: bool = False


def fact_from_mapping(row: Mapping[str, Any]) -> Fact:
    """The fact that a JSON object states.

    Raises:
        RuleViolation: ``bad_fact`` or ``unknown_fact``, saying what is missing or malformed.
    """
    kind_text = row.get("kind")
    if not isinstance(kind_text, str) or kind_text not in set(FactKind):
        raise RuleViolation("unknown_fact", f"不认识的事实类型“{kind_text}”；可用：{'、'.join(FactKind)}")
    kind = FactKind(kind_text)
    party = ""
    if kind.names_party:
        party = row.get(kind.party_key) or ""
        if not isinstance(party, str) or not party.strip():
            raise RuleViolation("bad_fact", f"“{kind.label}”须用“{kind.party_key}”注明是谁")
    working_days = row.get("working_days", 0)
    if isinstance(working_days, bool) or not isinstance(working_days, int):
        raise RuleViolation("bad_fact", f"“{kind.label}”的 working_days 须为整数")
    if kind is FactKind.EXTENSION_APPROVED and "working_days" not in row:
        raise RuleViolation("bad_fact", f"“{kind.label}”须用“working_days”写明延长的工作日数")
    until = _day(row.get("until"), kind, "until") if kind is FactKind.DELAY_SET else None
    return Fact(kind, _day(row.get("on"), kind, "on"), party, working_days, until, joint=row.get("joint") is True)


def _day(value: Any, kind: FactKind, key: str) -> date:
    """The ISO day in ``value``; RuleViolation otherwise."""
    if value is None:
        raise RuleViolation("bad_fact", f"“{kind.label}”缺少日期“{key}”")
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise RuleViolation("bad_fact", f"“{kind.label}”的日期“{key}”须写作 2025-09-12 的形式") from None
