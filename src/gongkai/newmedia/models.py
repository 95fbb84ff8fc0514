"""Government new-media accounts and what happened to them."""

from django.db import models

from gongkai.base.recorded import Recorded
from gongkai.newmedia.kinds import AccountFactKind


class MediaAccount(Recorded):
    """An account of an agency on a platform."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="主办单位")
    platform = models.CharField("平台", max_length=40)
    name = models.CharField("账号名称", max_length=100)

    def __str__(self) -> str:
        return f"{self.name}（{self.platform}）"


class AccountFact(Recorded):
    """Something that happened to an account on a day."""

    account = models.ForeignKey(MediaAccount, models.CASCADE, related_name="facts", verbose_name="账号")
    kind = models.CharField("事实", max_length=20, choices=[(kind.value, kind.label) for kind in AccountFactKind])
    on = models.DateField("日期")

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind}"
