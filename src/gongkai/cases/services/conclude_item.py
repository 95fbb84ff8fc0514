"""Conclude one item of a case with an outcome of the law."""

from datetime import date, datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.base.rulebook import outcomes
from gongkai.cases import queries
from gongkai.cases.models import CaseItem, ItemOutcome


@transaction.atomic
def conclude_item(
    *, actor: str, now: datetime, item: CaseItem, outcome: str, on: date, agency_code: str
) -> ItemOutcome:
    """The recorded outcome.

    Args:
        actor: account name.
        now: the moment of the act.
        item: an item without an outcome.
        outcome: key of an outcome of the law.
        on: the day the reply was served (posted, or signed for).
        agency_code: the agency that replied.

    Raises:
        Refused: unknown outcome, already concluded, or a day before receipt.

    Source: Regulation art. 36; 国办公开办函〔2016〕235号 for the day.
    """
    if outcome not in outcomes():
        raise Refused("unknown_outcome", f"没有“{outcome}”这种处理结果；可用：{'、'.join(outcomes())}")
    if item.outcomes.filter(retired_at=None).exists():
        raise Refused("already_concluded", f"{item.case.number}第{item.position}项已经办结")
    received_on = queries.outline_of(item.case, as_of=now).received_on
    if on < received_on:
        raise Refused("before_receipt", f"答复日期{on}早于收到申请之日{received_on}")
    row = ItemOutcome.objects.create(item=item, outcome=outcome, on=on, recorded_at=now)
    log.append(
        actor=actor,
        action="case.item_concluded",
        object_type="case",
        object_id=item.case_id,
        agency=agency_code,
        now=now,
        detail={"item": item.position, "outcome": outcome, "on": on.isoformat()},
    )
    return row
