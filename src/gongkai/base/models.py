"""The outbox: work that must happen once after a transaction, and survives whoever was doing it."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of work; ``key`` makes asking twice harmless, the lease token fences off a worker that lost it."""

    kind = models.CharField("类型", max_length=60)
    key = models.CharField("幂等键", max_length=200, unique=True)
    payload = models.JSONField("内容", default=dict)
    run_after = models.DateTimeField("最早执行时间")
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    leased_until = models.DateTimeField("租约到期", null=True, blank=True)
    lease_token = models.CharField("租约凭证", max_length=32, blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    failed_at = models.DateTimeField("放弃时间", null=True, blank=True)
    last_error = models.CharField("最近错误", max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["run_after", "id"],
                name="job_waiting",
                condition=Q(done_at__isnull=True, failed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
