"""The three administrators are different persons, and who audits does no business (三员分立)."""

from collections.abc import Iterable

from gongkai.base.errors import Refused
from gongkai.organs.models import Role

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


def check(held: Iterable[Role], wanted: Role) -> None:
    """Nothing, where one person may hold ``wanted`` beside ``held``, at whatever agencies.

    Raises:
        Refused: ``administrators_separate`` for two of the three administrators, ``auditor_separate`` for the audit
            administrator together with any role of the business.

    Source: GB/T 22239-2019 8.1.5 (系统管理、审计管理、安全管理 held apart).
    """
    roles = {*held, wanted}
    administrators = sorted((roles & ADMINISTRATORS), key=list(Role).index)
    if len(administrators) > 1:
        names = "、".join(role.label for role in administrators)
        raise Refused("administrators_separate", f"系统、安全、审计管理员须由不同人员担任，同一账号不能兼任{names}")
    if Role.AUDIT_ADMIN in roles and roles - ADMINISTRATORS:
        names = "、".join(role.label for role in sorted(roles - ADMINISTRATORS, key=list(Role).index))
        raise Refused("auditor_separate", f"审计管理员不能同时担任业务角色（{names}）")
