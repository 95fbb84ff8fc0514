"""Let somebody try again who mistyped too often."""

from datetime import datetime

from axes.utils import reset
from django.db import transaction

from gongkai.audit import log
from gongkai.organs.accounts import account_by_name
from gongkai.organs.models import Account


@transaction.atomic
def unlock_account(*, actor: str, now: datetime, username: str) -> Account:
    """The account, with its failed log-ins forgotten at all addresses.

    Raises:
        Refused: ``unknown_account``.

    Source: GB/T 22239-2019 8.1.4.1 (failed log-ins).
    """
    account = account_by_name(username)
    reset(username=username)
    log.append(actor=actor, action="account.unlocked", object_type="account", object_id=account.pk, now=now)
    return account
