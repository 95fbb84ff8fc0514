"""Requests for government information: who asked, what, what happened, how each item ended."""

from django.db import models

from gongkai.base.recorded import Recorded
from gongkai.law.applicants import ApplicantKind
from gongkai.law.disputes import DisputeKind, DisputeResult
from gongkai.law.receipt import Channel

RECEIVED = "received"
"""The kind of the fact that a request was received; the other kinds are those of ``law.facts``."""


class Applicant(models.Model):
    """Who asks; name and contact are sealed with a key of their own, whose loss erases them."""

    kind = models.CharField("类型", max_length=40, choices=[(kind.value, kind.label) for kind in ApplicantKind])
    wrapped_key = models.BinaryField("数据密钥")
    sealed_name = models.BinaryField("姓名或名称（密文）")
    sealed_contact = models.BinaryField("联系方式（密文）")

    def __str__(self) -> str:
        return f"申请人{self.pk}"


class Case(Recorded):
    """One request, numbered without gaps within agency and year of registration."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")
    year = models.PositiveSmallIntegerField("登记年度")
    serial = models.PositiveIntegerField("流水号")
    number = models.CharField("编号", max_length=60, unique=True)
    applicant = models.ForeignKey(Applicant, models.PROTECT, verbose_name="申请人")
    applicant_kind = models.CharField("申请人类型", max_length=40)
    channel = models.CharField("渠道", max_length=20, choices=[(channel.value, channel.label) for channel in Channel])
    request_key = models.CharField("幂等键", max_length=80, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "serial"], name="case_serial_once"),
            models.UniqueConstraint(fields=["agency", "request_key"], name="case_request_once"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseItem(models.Model):
    """One thing asked for; the wording is sealed with the applicant's key."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="items", verbose_name="申请")
    position = models.PositiveSmallIntegerField("序号")
    sealed_text = models.BinaryField("所需信息（密文）")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="item_position_once")]

    def __str__(self) -> str:
        return f"{self.case_id}-{self.position}"


class CaseFact(Recorded):
    """Something that happened in a case on a day; ``details`` holds no personal data, parties go by a cipher."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="facts", verbose_name="申请")
    kind = models.CharField("事实", max_length=40)
    on = models.DateField("日期")
    details = models.JSONField("附记", default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "on"], name="fact_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.on}"


class ItemOutcome(Recorded):
    """How an item ended, by an outcome of the law, on the day the reply was served."""

    item = models.ForeignKey(CaseItem, models.CASCADE, related_name="outcomes", verbose_name="事项")
    outcome = models.CharField("处理结果", max_length=40)
    on = models.DateField("答复日期")

    def __str__(self) -> str:
        return f"{self.item_id} {self.outcome}"


class Dispute(Recorded):
    """A reconsideration or a lawsuit over a request; only the body that acted originally counts it."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="disputes", verbose_name="申请")
    kind = models.CharField("类型", max_length=40, choices=[(kind.value, kind.label) for kind in DisputeKind])
    reference = models.CharField("案号", max_length=80)
    filed_on = models.DateField("受理日期")

    def __str__(self) -> str:
        return self.reference


class DisputeEnd(Recorded):
    """How a dispute ended."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="ends", verbose_name="争议")
    result = models.CharField("结果", max_length=20, choices=[(result.value, result.label) for result in DisputeResult])
    on = models.DateField("审结日期")

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.result}"
