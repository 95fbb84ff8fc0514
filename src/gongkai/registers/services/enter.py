"""Enter a row in a register."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction

from gongkai.audit import log
from gongkai.organs.models import Agency
from gongkai.registers.models import Decision, FeeIncome, FeeItem, OfAgency, PowerItem, Procurement


class Register(StrEnum):
    """The registers."""

    POWER_ITEMS = "power-items"
    DECISIONS = "decisions"
    FEE_ITEMS = "fee-items"
    FEE_INCOME = "fee-income"
    PROCUREMENTS = "procurements"


MODELS: dict[Register, type[OfAgency]] = {
    Register.POWER_ITEMS: PowerItem,
    Register.DECISIONS: Decision,
    Register.FEE_ITEMS: FeeItem,
    Register.FEE_INCOME: FeeIncome,
    Register.PROCUREMENTS: Procurement,
}


@transaction.atomic
def enter(*, actor: str, now: datetime, register: Register, agency: Agency, **fields: Any) -> OfAgency:
    """The row entered.

    Args:
        actor: account name.
        now: the moment of the act.
        register: which register.
        agency: whose row.
        fields: the columns of that register.

    Raises:
        ValidationError: a field is missing or wrong.

    Source: Regulation art. 20 items 5, 6, 8 and 9.
    """
    row = MODELS[register](agency=agency, recorded_at=now, **fields)
    row.full_clean()
    row.save(force_insert=True)
    log.append(
        actor=actor,
        action="register.entered",
        object_type=register.value,
        object_id=row.pk,
        agency=agency.code,
        now=now,
        detail={"name": str(row)},
    )
    return row
