"""How far an import of documents has come, so that one that was cut off goes on behind its last whole batch."""

from django.db import models
from django.db.models import Q


class ImportRun(models.Model):
    """One file or folder on its way in; ``rows_done`` moves in the transaction that saves the rows it counts."""

    digest = models.CharField("文件摘要", max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=200)
    publishes = models.BooleanField("直接公开")
    actor = models.CharField("导入人", max_length=150)
    rows = models.PositiveIntegerField("行数")
    rows_done = models.PositiveIntegerField("已处理行数", default=0)
    imported = models.PositiveIntegerField("已导入", default=0)
    unchanged = models.PositiveIntegerField("没有变化", default=0)
    drafts = models.PositiveIntegerField("草稿", default=0)
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "publishes"], condition=Q(finished_at__isnull=True), name="one_open_import"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.rows_done}/{self.rows}"
