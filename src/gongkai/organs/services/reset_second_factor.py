"""Take away the second factor of somebody who lost the telephone or the key."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from gongkai.audit import log
from gongkai.organs.accounts import account_by_name
from gongkai.organs.models import Account
from gongkai.organs.sessions import end_sessions


@transaction.atomic
def reset_second_factor(*, actor: str, now: datetime, username: str) -> Account:
    """The account without authenticator, keys and recovery codes; its sessions are ended.

    Raises:
        Refused: ``unknown_account``.

    Source: GB/T 22239-2019 8.1.4.1 (two kinds of authentication).
    """
    account = account_by_name(username)
    removed, _ = Authenticator.objects.filter(user_id=account.pk).delete()
    end_sessions(account)
    log.append(
        actor=actor,
        action="account.second_factor_reset",
        object_type="account",
        object_id=account.pk,
        now=now,
        detail={"removed": removed},
    )
    return account
