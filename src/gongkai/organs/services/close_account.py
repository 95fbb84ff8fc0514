"""Close a log-in; what it did stays on record."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.organs.models import Account


@transaction.atomic
def close_account(*, actor: str, now: datetime, username: str) -> Account:
    """The closed account; nobody can log in with it, and its open sessions end at their next request.

    Raises:
        Refused: ``unknown_account``.

    Source: Regulation art. 4 (工作机构).
    """
    account = Account.objects.select_for_update().filter(username=username).first()
    if account is None:
        raise Refused("unknown_account", f"没有账号“{username}”")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    account.refresh_from_db()
    log.append(actor=actor, action="account.closed", object_type="account", object_id=account.pk, now=now)
    return account
