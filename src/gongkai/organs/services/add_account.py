"""Give a person a log-in and a role."""

import re
from datetime import datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.base.text import has_unprintable
from gongkai.organs.models import Account, Agency, Role
from gongkai.organs.services.add_membership import add_membership

LONGEST_NAME = 40
RESERVED = frozenset({"system", "demonstration"})
USERNAME = re.compile(r"[\w.@+-]{1,60}")


@transaction.atomic
def add_account(
    *, actor: str, now: datetime, username: str, display_name: str, password: str, agency: Agency, role: Role
) -> Account:
    """The account, with its role at ``agency``; an account of that name only gets the role.

    Raises:
        Refused: the name has characters it may not have, the account is closed, or it may not hold the role beside
            those it has.

    Source: Regulation art. 4 (工作机构).
    """
    if not USERNAME.fullmatch(username):
        raise Refused("bad_username", "账号须为1至60个字母、数字或 . @ + - _")
    if username.lower() in RESERVED:
        raise Refused("reserved_username", f"“{username}”是系统自己在审计日志里的名字，请换一个账号")
    if len(display_name) > LONGEST_NAME or has_unprintable(display_name) or "\n" in display_name:
        raise Refused("bad_name", f"姓名不能超过{LONGEST_NAME}个字，也不能含有换行或控制字符")
    account = Account.objects.filter(username=username).first()
    if account is not None and not account.is_active:
        raise Refused("account_closed", f"账号“{username}”已停用，请先重新启用")
    if account is None:
        account = Account.objects.create_user(username=username, password=password, display_name=display_name)
        log.append(
            actor=actor,
            action="account.added",
            object_type="account",
            object_id=account.pk,
            agency=agency.code,
            now=now,
            detail={"role": role.value},
        )
    add_membership(actor=actor, now=now, username=username, agency=agency, role=role)
    return account
