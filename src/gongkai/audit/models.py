"""The audit log's rows: events in a hash chain, and checkpoints over them."""

from django.db import models


class Event(models.Model):
    """One act. ``canonical`` is the exact text that was hashed; no personal data in clear ever stands in it."""

    seq = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    action = models.CharField("动作", max_length=60)
    object_type = models.CharField("对象类型", max_length=40)
    object_id = models.CharField("对象编号", max_length=60)
    canonical = models.TextField("规范文本")
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id"], name="event_by_object")]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"


class Checkpoint(models.Model):
    """The Merkle root over the first ``size`` events, signed with the installation's audit key."""

    size = models.BigIntegerField("事件数", primary_key=True)
    root = models.CharField("根摘要", max_length=64)
    at = models.DateTimeField("时间")
    signature = models.CharField("签名", max_length=128)
    peaks = models.JSONField("子树", default=list)

    def __str__(self) -> str:
        return f"{self.size} {self.root[:12]}"
