"""What of an annual report is no figure: the words people write, and the act of publishing it."""

from django.db import models

from gongkai.base.recorded import Recorded


class WrittenText(Recorded):
    """What an agency writes in a chapter; ``{name}`` stands for a figure of the narrative."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    chapter = models.PositiveSmallIntegerField("部分")
    text = models.TextField("内容")

    class Meta:
        indexes = [models.Index(fields=["agency", "fiscal_year"], name="text_by_report")]

    def __str__(self) -> str:
        return f"{self.agency} {self.fiscal_year}-{self.chapter}"


class ReportPublication(models.Model):
    """A report made public, kept as it was; the records as they were known at ``as_of`` must give it again."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    as_of = models.DateTimeField("数据截至")
    published_at = models.DateTimeField("发布时间")
    digest = models.CharField("数据摘要", max_length=64)
    frozen = models.JSONField("发布时的报告")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "fiscal_year"], name="one_report_a_year")]

    def __str__(self) -> str:
        return f"{self.agency}{self.fiscal_year}"
