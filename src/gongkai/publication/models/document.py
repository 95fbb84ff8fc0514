"""What is public: documents in all their published states, their bodies, files and links."""

from datetime import time
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Func, Q

from gongkai.base.recorded import Recorded
from gongkai.publication.kinds import (
    DocumentKind,
    FileUse,
    Genre,
    InterpretationForm,
    Standing,
    Structure,
    Validity,
)

LISTED = Q(retired_at__isnull=True, standing=Standing.LIVE.value, structure=Structure.ARTICLE.value)
"""What lists show; written as a condition of the indexes they use."""
FILTERED = ("agency", "category", "subject_top", "subject", "form", "genre", "kind", "validity")


def _list_index(name: str, first: str = "", condition: Q = LISTED) -> models.Index:
    """The index of a list. At its end stands all that a list is narrowed by: what does not fit is never read."""
    rest = [column for column in FILTERED if column != first]
    return models.Index(
        fields=[*([first] if first else []), "-published_on", "-id", *rest], name=name, condition=condition
    )


class Listed(Func):
    """The condition ``LISTED`` for questions, its values written out.

    SQLite plans with values it is given apart as well, but then looks at every row again to see whether the condition
    of the index holds: counting ten thousand takes 30 ms and not half of one.
    """

    output_field = models.BooleanField()

    def __init__(self) -> None:
        super().__init__(F("retired_at"), F("standing"), F("structure"))

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override] # noqa: ARG002 - Django's signature
        """The three conditions; the values are our own names."""
        retired_at, standing, structure = (compiler.compile(one)[0] for one in self.source_expressions)
        values = f"{standing} = '{Standing.LIVE.value}' AND {structure} = '{Structure.ARTICLE.value}'"
        return f"({retired_at} IS NULL AND {values})", []


class Unlike(Func):
    """That a column does not hold a value of ours, written out as in the condition of an index, for the same reason."""

    output_field = models.BooleanField()

    def __init__(self, column: str, value: StrEnum) -> None:
        super().__init__(F(column), value=value.value, template="NOT (%(expressions)s = '%(value)s')")


def _choices(kinds: type) -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


class Body(models.Model):
    """A text once, however many states of a document share it; sanitised HTML."""

    digest = models.CharField("摘要", max_length=64, primary_key=True)
    html = models.TextField("正文")

    def __str__(self) -> str:
        return self.digest[:12]


class Document(Recorded):
    """One published state of an item.

    ``public_id`` names its address and ``index_number`` its place in the catalogue; both stay the same through every
    state. Day of making, of publication, of force and of abolition are four different columns.
    """

    public_id = models.CharField("公开编号", max_length=40, db_index=True)
    index_number = models.CharField("索引号", max_length=40, db_index=True)
    version = models.PositiveIntegerField("版本", default=1)
    structure = models.CharField("结构", max_length=20, choices=_choices(Structure), default=Structure.ARTICLE.value)
    standing = models.CharField("状态", max_length=12, choices=_choices(Standing), default=Standing.LIVE.value)
    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="发布机构")
    joint_agencies = models.JSONField("联合发文机构代码", default=list, blank=True)
    title = models.CharField("标题", max_length=300)
    kind = models.CharField("类别", max_length=30, choices=_choices(DocumentKind))
    genre = models.CharField("统计体裁", max_length=30, choices=_choices(Genre))
    form = models.CharField("体裁", max_length=40, blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)
    registration_number = models.CharField("统一登记号", max_length=80, blank=True)
    category = models.CharField("法定主动公开内容", max_length=40, blank=True)
    subject = models.CharField("主题分类", max_length=40, blank=True)
    subject_top = models.CharField("主题大类", max_length=40, blank=True)
    audiences = models.JSONField("服务对象", default=list, blank=True)
    openness_tags = models.JSONField("五公开", default=list, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    summary = models.CharField("内容概述", max_length=500, blank=True)
    source = models.CharField("来源", max_length=120, blank=True)
    made_on = models.DateField("成文日期")
    published_on = models.DateField("发布日期")
    published_time = models.TimeField("发布时刻", default=time(0))
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    abolished_on = models.DateField("废止日期", null=True, blank=True)
    validity = models.CharField("有效性", max_length=12, choices=_choices(Validity), default=Validity.IN_FORCE.value)
    successor = models.CharField("承继文件", max_length=40, blank=True)
    standing_note = models.CharField("状态说明", max_length=300, blank=True)
    source_id = models.CharField("来源编号", max_length=120, blank=True)
    is_demonstration = models.BooleanField("演示数据", default=False)
    data = models.JSONField("结构化内容", default=dict, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="正文")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["public_id"], condition=Q(retired_at__isnull=True), name="one_current_document"
            ),
            models.UniqueConstraint(
                fields=["index_number"], condition=Q(retired_at__isnull=True), name="one_current_index_number"
            ),
            models.UniqueConstraint(
                fields=["agency", "source_id"],
                condition=Q(retired_at__isnull=True) & ~Q(source_id=""),
                name="one_current_source",
            ),
            models.CheckConstraint(condition=Q(published_on__gte=F("made_on")), name="made_before_published"),
        ]
        indexes = [
            _list_index("listed_by_day"),
            _list_index("listed_of_agency", "agency"),
            _list_index("listed_of_category", "category"),
            _list_index("listed_of_subject", "subject_top"),
            _list_index("listed_of_narrow_subject", "subject"),
            _list_index("listed_of_form", "form"),
            _list_index("listed_of_genre", "genre"),
            _list_index("listed_not_holding", "validity", LISTED & ~Q(validity=Validity.IN_FORCE.value)),
            _list_index("listed_other_kind", "kind", LISTED & ~Q(kind=DocumentKind.GOVERNMENT_INFORMATION.value)),
            models.Index(fields=["recorded_at", "id"], name="listed_changed", condition=LISTED),
            models.Index(fields=["document_number"], name="document_number", condition=~Q(document_number="")),
            models.Index(
                fields=["structure", "agency"],
                name="structured",
                condition=Q(retired_at__isnull=True) & ~Q(structure=Structure.ARTICLE.value),
            ),
            models.Index(
                fields=["expires_on"],
                name="document_expires",
                condition=Q(retired_at__isnull=True, expires_on__isnull=False),
            ),
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

    @property
    def validity_label(self) -> str:
        """The Chinese name of the validity."""
        return Validity(self.validity).label

    @property
    def is_in_force(self) -> bool:
        """Whether nothing has ended or changed it."""
        return self.validity == Validity.IN_FORCE

    @property
    def is_normative(self) -> bool:
        """Whether it is a rule or a normative document."""
        return self.genre != Genre.OTHER

    @property
    def published_text(self) -> str:
        """Day and time of publication as the meta tags want it: ``2020-03-02 09:30``."""
        return f"{self.published_on.isoformat()} {self.published_time:%H:%M}"


class PublicFile(Recorded):
    """A rebuilt file of a document, retired when the document drops it; uploaded bytes are never public."""

    public_id = models.CharField("公开编号", max_length=40, db_index=True)
    digest = models.CharField("摘要", max_length=64)
    name = models.CharField("文件名", max_length=160)
    media_type = models.CharField("类型", max_length=120)
    size = models.PositiveBigIntegerField("字节数")
    use = models.CharField("用途", max_length=20, choices=_choices(FileUse))
    description = models.CharField("说明", max_length=200, blank=True)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Interpretation(Recorded):
    """That one document interprets another: a single row, so that the link always stands on both pages."""

    document = models.CharField("被解读文件", max_length=40, db_index=True)
    interpretation = models.CharField("解读", max_length=40, db_index=True)
    form = models.CharField("解读形式", max_length=24, choices=_choices(InterpretationForm))
    elements = models.JSONField("内容要素", default=list, blank=True)
    repeats = models.FloatField("与原文重合", default=0)

    def __str__(self) -> str:
        return f"{self.interpretation} → {self.document}"


class IndexSeries(models.Model):
    """The last serial given in a series (prefix and year); taken under a lock, so that no number is left out."""

    prefix = models.CharField("前段码", max_length=18)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("末号")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_series")]

    def __str__(self) -> str:
        return f"{self.prefix}/{self.year}"


class Tally(models.Model):
    """How many documents lists show, by agency, item of the catalogue and month: kept so that no page has to count.

    Made from the rows of ``Document``; ``gongkai catalogue verify`` compares and rebuilds.
    """

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="机构")
    category = models.CharField("法定主动公开内容", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=30)
    month = models.CharField("月份", max_length=7)
    count = models.IntegerField("条数")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "category", "kind", "month"], name="one_tally")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.category} {self.month}: {self.count}"
