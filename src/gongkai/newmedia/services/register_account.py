"""Register a new-media account."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.newmedia.models import MediaAccount
from gongkai.organs.models import Agency


@transaction.atomic
def register_account(*, actor: str, now: datetime, agency: Agency, platform: str, name: str) -> MediaAccount:
    """The registered account.

    Raises:
        ValidationError: a field is missing or wrong.

    Source: 国办发〔2018〕123号.
    """
    account = MediaAccount(agency=agency, platform=platform, name=name, recorded_at=now)
    account.full_clean()
    account.save(force_insert=True)
    log.append(
        actor=actor,
        action="media_account.registered",
        object_type="media_account",
        object_id=account.pk,
        agency=agency.code,
        now=now,
        detail={"platform": platform, "name": name},
    )
    return account
