"""Documents made public on the office's own motion."""

from django.db import models
from django.db.models import F, Q

from gongkai.base.recorded import Recorded
from gongkai.publication.kinds import DocumentKind, Genre


class Document(Recorded):
    """One published item; ``public_id`` stays the same through corrections and names its page."""

    public_id = models.CharField("公开编号", max_length=40, db_index=True)
    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="发布机构")
    title = models.CharField("标题", max_length=300)
    kind = models.CharField("类别", max_length=30, choices=[(kind.value, kind.label) for kind in DocumentKind])
    genre = models.CharField("体裁", max_length=30, choices=[(genre.value, genre.label) for genre in Genre])
    made_on = models.DateField("成文日期")
    published_on = models.DateField("发布日期")
    abolished_on = models.DateField("废止日期", null=True, blank=True)
    body = models.TextField("正文")
    is_demonstration = models.BooleanField("演示数据", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["public_id"], condition=Q(retired_at__isnull=True), name="one_current_document"
            ),
            models.CheckConstraint(condition=Q(published_on__gte=F("made_on")), name="made_before_published"),
        ]
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="document_latest", condition=Q(retired_at__isnull=True)),
            models.Index(fields=["agency", "published_on"], name="document_by_agency"),
            models.Index(fields=["id"], name="document_demonstration", condition=Q(is_demonstration=True)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """The Chinese name of the kind."""
        return DocumentKind(self.kind).label

    @property
    def genre_label(self) -> str:
        """The Chinese name of the genre."""
        return Genre(self.genre).label
