"""Close a log-in, or open it again; what it did stays on record."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.organs.accounts import account_by_name
from gongkai.organs.models import Account
from gongkai.organs.sessions import end_sessions


@transaction.atomic
def set_account_open(*, actor: str, now: datetime, username: str, is_open: bool) -> Account:
    """The account; while closed nobody can log in with it, and its open sessions are ended.

    Raises:
        Refused: ``unknown_account``.

    Source: Regulation art. 4 (工作机构).
    """
    account = account_by_name(username)
    if not is_open:
        end_sessions(account)
    Account.objects.filter(pk=account.pk).update(is_active=is_open)
    account.refresh_from_db()
    action = "account.reopened" if is_open else "account.closed"
    log.append(actor=actor, action=action, object_type="account", object_id=account.pk, now=now)
    return account
