"""Replace one's own password."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.organs.accounts import account_by_name
from gongkai.organs.models import Account


@transaction.atomic
def change_password(*, now: datetime, username: str, password: str) -> Account:
    """The account with its new password; all its other sessions end, for their key is made of the old one.

    Args:
        now: the moment of the act.
        username: whose password; also the actor.
        password: already found strong enough.

    Raises:
        Refused: ``unknown_account``.

    Source: GB/T 22239-2019 8.1.4.1.
    """
    account = account_by_name(username)
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    log.append(actor=username, action="account.password_changed", object_type="account", object_id=account.pk, now=now)
    return account
