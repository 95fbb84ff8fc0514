"""Give an account a role at an agency."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.organs import separation
from gongkai.organs.accounts import account_by_name
from gongkai.organs.models import Agency, Membership, Role


@transaction.atomic
def add_membership(*, actor: str, now: datetime, username: str, agency: Agency, role: Role) -> Membership:
    """The membership; one that exists is left as it is, and nothing is recorded.

    Raises:
        Refused: ``unknown_account``, ``account_closed``, or the role may not be held beside those the account has
            (``administrators_separate``, ``auditor_separate``).

    Source: Regulation art. 4 (工作机构); GB/T 22239-2019 8.1.5.
    """
    account = account_by_name(username)
    if not account.is_active:
        raise Refused("account_closed", f"账号“{username}”已停用，请先重新启用")
    separation.check({Role(held) for held in account.memberships.values_list("role", flat=True)}, role)
    membership, is_new = Membership.objects.get_or_create(account=account, agency=agency, role=role.value)
    if is_new:
        log.append(
            actor=actor,
            action="membership.added",
            object_type="account",
            object_id=account.pk,
            agency=agency.code,
            now=now,
            detail={"role": role.value},
        )
    return membership
