"""How a request can end: each outcome fixes its ground, its letter, its row in table three and its remedies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gongkai.law.source import FEE_MEASURES, REGULATION, Confidence, Source
from gongkai.law.steps import RuleViolation

FORM_ITSELF = Source("政府信息公开工作年度报告格式", "国办公开办函〔2021〕30号")


class Route(StrEnum):
    """Which remedies stand open against a reply."""

    REFUSAL = "refusal"
    CHOICE = "choice"
    SEVERED = "severed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to end a request.

    ``row`` is the result row of the 2021 form; ``letter`` the id of the letter type; ``confidence`` that of the row.
    """

    key: str
    label: str
    row: str
    ground: Source
    letter: str
    letter_title: str
    route: Route
    confidence: Confidence


def outcome_from_mapping(data: Mapping[str, Any]) -> Outcome:
    """The outcome that a row of ``law/data/outcomes.toml`` states."""
    if "article" in data:
        place = (data["article"], data.get("paragraph", 0), data.get("item", 0))
        ground = Source(REGULATION, "国务院令第711号", *place)
    else:
        ground = {FEE_MEASURES.number: FEE_MEASURES, "": FORM_ITSELF}[data.get("number", "")]
    return Outcome(
        data["key"],
        data["label"],
        data["row"],
        ground,
        data["letter"],
        data["letter_title"],
        Route(data["remedy"]),
        Confidence(data["confidence"]),
    )


class MixedRowPolicy(StrEnum):
    """Which row a request counts in whose items ended differently; the form leaves it open."""

    SEVERABLE_AS_PARTIAL = "severable_as_partial"
    MAIN_OUTCOME = "main_outcome"


def row_of_case(rows: Sequence[str], policy: MixedRowPolicy = MixedRowPolicy.SEVERABLE_AS_PARTIAL) -> str:
    """The one result row a concluded request counts in.

    ``severable_as_partial``: partly disclosed where an item is, or where one item was disclosed and another
    withheld; otherwise, and always under ``main_outcome``, the row of the first item.

    Args:
        rows: the rows of the request's items, in their order.
        policy: the installation's choice.

    Raises:
        RuleViolation: ``no_items``.

    Source: the label of row 部分公开（区分处理的，只计这一情形，不计其他情形）; the rest derived.
    """
    if not rows:
        raise RuleViolation("no_items", "没有任何事项的申请不能计入办理结果")
    if policy is MixedRowPolicy.SEVERABLE_AS_PARTIAL:
        withheld = any(row.startswith("withheld_") for row in rows)
        if "partly_disclosed" in rows or ("disclosed" in rows and withheld):
            return "partly_disclosed"
    return rows[0]


def by_key(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Outcomes by their key."""
    return {outcome.key: outcome for outcome in outcomes}
