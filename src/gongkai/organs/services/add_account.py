"""Give a person a log-in and a role."""

from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.organs.models import Account, Agency, Membership, Role


@transaction.atomic
def add_account(
    *, actor: str, now: datetime, username: str, display_name: str, password: str, agency: Agency, role: Role
) -> Account:
    """The account, with its role at ``agency``; an account of that name only gets the role.

    Source: Regulation art. 4 (工作机构).
    """
    account = Account.objects.filter(username=username).first()
    if account is None:
        account = Account.objects.create_user(username=username, password=password, display_name=display_name)
    Membership.objects.get_or_create(account=account, agency=agency, role=role.value)
    log.append(
        actor=actor,
        action="account.added",
        object_type="account",
        object_id=account.pk,
        agency=agency.code,
        now=now,
        detail={"role": role.value},
    )
    return account
