"""Record how a reconsideration or a lawsuit ended."""

from datetime import date, datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.cases.models import Dispute, DisputeEnd
from gongkai.law.disputes import DisputeResult


@transaction.atomic
def conclude_dispute(
    *, actor: str, now: datetime, dispute: Dispute, result: DisputeResult, on: date, agency_code: str
) -> DisputeEnd:
    """The recorded end.

    Raises:
        Refused: already ended, or a day before it was filed.

    Source: Regulation art. 51; the labels of table four.
    """
    if dispute.ends.filter(retired_at=None).exists():
        raise Refused("already_concluded", f"“{dispute.reference}”已经审结")
    if on < dispute.filed_on:
        raise Refused("before_filing", f"审结日期{on}早于受理日期{dispute.filed_on}")
    end = DisputeEnd.objects.create(dispute=dispute, result=result.value, on=on, recorded_at=now)
    log.append(
        actor=actor,
        action="dispute.concluded",
        object_type="dispute",
        object_id=dispute.pk,
        agency=agency_code,
        now=now,
        detail={"result": result.value, "on": on.isoformat()},
    )
    return end
