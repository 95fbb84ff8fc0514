"""Give an account a password of chance that its owner must replace."""

import secrets
from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.organs.accounts import account_by_name
from gongkai.organs.sessions import end_sessions

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
GROUPS, GROUP_LENGTH = 4, 4


def random_password() -> str:
    """Four groups of four letters and digits (79 bits), easy to read out and to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))


@transaction.atomic
def issue_password(*, actor: str, now: datetime, username: str) -> str:
    """The new password, to be shown once; nothing of the desk opens before it is replaced, and open sessions end.

    Raises:
        Refused: ``unknown_account``.

    Source: GB/T 22239-2019 8.1.4.1 (initial passwords are changed).
    """
    account = account_by_name(username)
    password = random_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    end_sessions(account)
    log.append(actor=actor, action="account.password_issued", object_type="account", object_id=account.pk, now=now)
    return password
