"""Record that a reconsideration or a lawsuit was opened over a request."""

from datetime import date, datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.cases.models import Case, Dispute
from gongkai.law.disputes import DisputeKind
from gongkai.organs.models import Agency


@transaction.atomic
def open_dispute(
    *,
    actor: str,
    now: datetime,
    agency: Agency,
    kind: DisputeKind,
    reference: str,
    filed_on: date,
    case: Case | None = None,
) -> Dispute:
    """The recorded dispute, against the agency that acted originally.

    Source: Regulation art. 51; 国务院办公厅政府信息与政务公开办公室 2016-09-01 (only the original actor counts it).
    """
    dispute = Dispute(
        agency_id=agency.pk, case=case, kind=kind.value, reference=reference, filed_on=filed_on, recorded_at=now
    )
    dispute.full_clean()
    dispute.save(force_insert=True)
    log.append(
        actor=actor,
        action="dispute.opened",
        object_type="dispute",
        object_id=dispute.pk,
        agency=agency.code,
        now=now,
        detail={"kind": kind.value, "filed_on": filed_on.isoformat()},
    )
    return dispute
