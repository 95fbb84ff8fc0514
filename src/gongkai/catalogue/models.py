"""What documents are filed under, and standard directories as far as the annual report counts them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from gongkai.base.recorded import Recorded
from gongkai.catalogue.kinds import VocabularyKey


class Term(Recorded):
    """A term of a vocabulary; an edit retires the row and adds another, so that every former state can be told."""

    vocabulary = models.CharField("词表", max_length=20, choices=[(key.value, key.label) for key in VocabularyKey])
    code = models.CharField(
        "代码",
        max_length=40,
        validators=[RegexValidator(r"\A[a-z0-9][a-z0-9_-]*\Z", "代码只能用小写字母、数字、“-”和“_”")],
    )
    parent_code = models.CharField("上级代码", max_length=40, blank=True)
    name = models.CharField("名称", max_length=80)
    note = models.CharField("说明", max_length=300, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    levels = models.JSONField("适用机构类型", default=list, blank=True)
    limit_working_days = models.PositiveSmallIntegerField("公开时限（工作日）", null=True, blank=True)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vocabulary", "code"], condition=Q(retired_at__isnull=True), name="one_current_term"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StandardDirectory(Recorded):
    """The directory of one area (of the twenty-six), or of a township, compiled and made public on a day."""

    agency = models.ForeignKey("organs.Agency", models.PROTECT, related_name="+", verbose_name="编制机关")
    area = models.CharField("领域", max_length=60)
    published_on = models.DateField("公布日期")

    def __str__(self) -> str:
        return self.area
