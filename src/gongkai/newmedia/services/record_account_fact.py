"""Record what happened to a new-media account."""

from datetime import date, datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.newmedia.kinds import AccountFactKind
from gongkai.newmedia.models import AccountFact, MediaAccount


@transaction.atomic
def record_account_fact(
    *, actor: str, now: datetime, account: MediaAccount, kind: AccountFactKind, on: date
) -> AccountFact:
    """The recorded fact.

    Source: 国办发〔2018〕123号; closing and cancelling are different acts.
    """
    fact = AccountFact.objects.create(account=account, kind=kind.value, on=on, recorded_at=now)
    log.append(
        actor=actor,
        action="media_account.fact_recorded",
        object_type="media_account",
        object_id=account.pk,
        agency=account.agency.code,
        now=now,
        detail={"kind": kind.value, "on": on.isoformat()},
    )
    return fact
