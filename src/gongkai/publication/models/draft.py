"""What is on its way to the public: drafts, their versions, files and reviews. Nothing here is ever shown outside."""

from django.db import models

from gongkai.base.recorded import Recorded
from gongkai.publication.flow import OVER, Decision, SecrecyConclusion, Stage, Step
from gongkai.publication.kinds import FileUse


class Bundle(models.Model):
    """Drafts that become public in one moment or not at all."""

    token = models.CharField("编号", max_length=32, unique=True)
    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")
    name = models.CharField("名称", max_length=120)
    created_by = models.CharField("建立人", max_length=150)
    created_at = models.DateTimeField("建立时间")
    released_at = models.DateTimeField("公开时间", null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """A document in the making; ``public_id`` is that of the published item it revises, or the one it will have."""

    token = models.CharField("编号", max_length=32, unique=True)
    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")
    public_id = models.CharField("公开编号", max_length=40, db_index=True)
    is_revision = models.BooleanField("修改已公开文件", default=False)
    stage = models.CharField("环节", max_length=20, choices=[(stage.value, stage.label) for stage in Stage])
    version = models.PositiveIntegerField("当前版本", default=1)
    title = models.CharField("标题", max_length=300, blank=True)
    bundle = models.ForeignKey(
        Bundle, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name="组合"
    )
    created_by = models.CharField("起草人", max_length=150)
    created_at = models.DateTimeField("起草时间")
    changed_at = models.DateTimeField("最后变动")
    release_after = models.DateTimeField("定时公开", null=True, blank=True)
    route = models.JSONField("审核步骤", default=list, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "stage", "-changed_at"], name="draft_work")]
        constraints = [
            models.UniqueConstraint(
                fields=["public_id"],
                condition=models.Q(is_revision=True) & ~models.Q(stage__in=[stage.value for stage in OVER]),
                name="one_open_revision",
            )
        ]

    def __str__(self) -> str:
        return self.title or "未命名"

    @property
    def stage_label(self) -> str:
        """The Chinese name of the stage."""
        return Stage(self.stage).label


class DraftVersion(models.Model):
    """The content at one saving; never changed."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="versions", verbose_name="草稿")
    number = models.PositiveIntegerField("版本")
    content = models.JSONField("内容")
    saved_by = models.CharField("保存人", max_length=150)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_version_a_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.draft_id} v{self.number}"


class DraftFile(models.Model):
    """An uploaded file with what the shield said of it; ``rebuilt_digest`` names what may become public."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files", verbose_name="草稿")
    token = models.CharField("编号", max_length=32, unique=True)
    name = models.CharField("文件名", max_length=160)
    digest = models.CharField("原件摘要", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    use = models.CharField("用途", max_length=20, choices=[(use.value, use.label) for use in FileUse])
    description = models.CharField("说明", max_length=200, blank=True)
    position = models.PositiveIntegerField("次序", default=0)
    findings = models.JSONField("检查结果", default=list)
    verdict = models.CharField("结论", max_length=12)
    rebuilt_digest = models.CharField("公开件摘要", max_length=64, blank=True)
    rebuilt_name = models.CharField("公开件文件名", max_length=160, blank=True)
    rebuilt_size = models.PositiveBigIntegerField("公开件字节数", default=0)
    rebuilt_findings = models.JSONField("公开件检查结果", default=list)
    media_type = models.CharField("公开件类型", max_length=120, blank=True)
    added_by = models.CharField("上传人", max_length=150)
    touched_by = models.JSONField("处理人", default=list, blank=True)
    added_at = models.DateTimeField("上传时间")
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class ShieldOverride(models.Model):
    """That something the shield stopped may go out: asked for with a reason, granted by a second person."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="overrides", verbose_name="草稿")
    file = models.ForeignKey(
        DraftFile, models.CASCADE, null=True, blank=True, related_name="overrides", verbose_name="文件"
    )
    subject_digest = models.CharField("针对的内容摘要", max_length=64)
    place = models.CharField("位置", max_length=200, blank=True)
    excerpts = models.JSONField("遮盖后的内容", default=list, blank=True)
    reason = models.CharField("理由", max_length=300)
    asked_by = models.CharField("提出人", max_length=150)
    asked_at = models.DateTimeField("提出时间")
    granted_by = models.CharField("批准人", max_length=150, blank=True)
    granted_at = models.DateTimeField("批准时间", null=True, blank=True)

    def __str__(self) -> str:
        return self.reason


class Review(models.Model):
    """One decision on one version with its files; a later version needs its own."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="reviews", verbose_name="草稿")
    version = models.PositiveIntegerField("版本")
    subject_digest = models.CharField("所审内容摘要", max_length=64)
    step = models.CharField("步骤", max_length=20, choices=[(step.value, step.label) for step in Step])
    decision = models.CharField("决定", max_length=12, choices=[(d.value, d.label) for d in Decision])
    comment = models.CharField("意见", max_length=500, blank=True)
    reviewer = models.CharField("审核人", max_length=150)
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{Step(self.step).label} {Decision(self.decision).label}"

    @property
    def step_label(self) -> str:
        """The Chinese name of the step."""
        return Step(self.step).label

    @property
    def decision_label(self) -> str:
        """The Chinese name of the decision."""
        return Decision(self.decision).label


class SecrecyReview(models.Model):
    """Who looked for secrets in which version, on what basis, with what conclusion. Source: Regulation art. 17."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="secrecy_reviews", verbose_name="草稿")
    version = models.PositiveIntegerField("版本")
    subject_digest = models.CharField("所审内容摘要", max_length=64)
    basis = models.CharField("审查依据", max_length=300)
    conclusion = models.CharField("结论", max_length=20)
    is_ruling = models.BooleanField("保密行政管理部门的答复", default=False)
    comment = models.CharField("说明", max_length=500, blank=True)
    reviewer = models.CharField("审查人", max_length=150)
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.conclusion

    @property
    def conclusion_label(self) -> str:
        """The Chinese name of the conclusion."""
        return SecrecyConclusion(self.conclusion).label


class ReviewRoute(Recorded):
    """Which steps an agency's drafts pass; without a row all three."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")
    steps = models.JSONField("步骤")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=models.Q(retired_at__isnull=True), name="one_current_route"
            )
        ]

    def __str__(self) -> str:
        return "、".join(Step(step).label for step in self.steps)
