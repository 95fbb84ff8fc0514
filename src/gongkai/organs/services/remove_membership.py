"""Take a role at an agency back."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.organs.accounts import account_by_name
from gongkai.organs.models import Account, Agency, Role


@transaction.atomic
def remove_membership(*, actor: str, now: datetime, username: str, agency: Agency, role: Role) -> Account:
    """The account without the role; what the person did with it stays on record.

    Raises:
        Refused: ``unknown_account`` or ``no_such_membership``.

    Source: Regulation art. 4 (工作机构).
    """
    account = account_by_name(username)
    removed, _ = account.memberships.filter(agency=agency, role=role.value).delete()
    if not removed:
        raise Refused("no_such_membership", f"账号“{username}”在{agency.name}没有“{role.label}”角色")
    log.append(
        actor=actor,
        action="membership.removed",
        object_type="account",
        object_id=account.pk,
        agency=agency.code,
        now=now,
        detail={"role": role.value},
    )
    return account
