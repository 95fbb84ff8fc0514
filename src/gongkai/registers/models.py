"""The facts behind table two: power items and fee items, decisions, money, procurement."""

from django.db import models
from django.db.models import F, Q

from gongkai.base.recorded import Recorded
from gongkai.registers.kinds import PowerKind

POWER_KINDS = [(kind.value, kind.label) for kind in PowerKind]


class OfAgency(Recorded):
    """A register row of one agency."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")

    class Meta:
        abstract = True


class PowerItem(OfAgency):
    """An item of the list of powers, from ``valid_from`` until the day before ``valid_to``."""

    kind = models.CharField("类型", max_length=20, choices=POWER_KINDS)
    name = models.CharField("事项名称", max_length=200)
    valid_from = models.DateField("列入日期")
    valid_to = models.DateField("取消日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="power_item_lives_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Decision(OfAgency):
    """A decision made: a licence granted or refused, a penalty, a compulsory measure."""

    kind = models.CharField("类型", max_length=20, choices=POWER_KINDS)
    reference = models.CharField("文书号", max_length=120)
    decided_on = models.DateField("决定日期")

    class Meta:
        indexes = [models.Index(fields=["agency", "decided_on"], name="decision_by_agency")]

    def __str__(self) -> str:
        return self.reference


class FeeItem(OfAgency):
    """An administrative charge (行政事业性收费), from ``valid_from`` until the day before ``valid_to``."""

    name = models.CharField("收费项目", max_length=200)
    valid_from = models.DateField("设立日期")
    valid_to = models.DateField("取消日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="fee_item_lives_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FeeIncome(OfAgency):
    """Money charged under a fee item, in whole fen."""

    reference = models.CharField("票据或汇总号", max_length=120)
    collected_on = models.DateField("收取日期")
    amount_fen = models.BigIntegerField("金额（分）")

    def __str__(self) -> str:
        return self.reference


class Procurement(OfAgency):
    """A project of centralised government procurement, in whole fen."""

    name = models.CharField("采购项目", max_length=200)
    contracted_on = models.DateField("成交日期")
    amount_fen = models.BigIntegerField("金额（分）")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_fen__gte=0), name="procurement_amount_positive")]

    def __str__(self) -> str:
        return self.name
