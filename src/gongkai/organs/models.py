"""Agencies with a history, and the people who work for them."""

from enum import StrEnum

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from gongkai.base.recorded import Recorded


class AgencyKind(StrEnum):
    """The kinds of bodies in the tree."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    VILLAGE_COMMITTEE = "village_committee"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "government": "人民政府",
            "department": "部门",
            "township": "乡镇（街道）",
            "village_committee": "村（居）委会",
        }[self.value]


class Agency(Recorded):
    """A body, from ``valid_from`` until the day before ``valid_to`` (null: still); one code is never used twice."""

    code = models.CharField(
        "机构代码",
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"\A[A-Za-z0-9_-]+\Z", "机构代码只能用字母、数字、“-”和“_”")],
    )
    name = models.CharField("机构名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类型", max_length=20, choices=[(kind.value, kind.label) for kind in AgencyKind])
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    valid_from = models.DateField("设立日期")
    valid_to = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="承继机构"
    )
    website = models.URLField("公开平台地址", blank=True)
    unified_code = models.CharField(
        "统一社会信用代码",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"\A[0-9A-Z]{18}\Z", "统一社会信用代码应为18位数字或大写字母")],
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="agency_lives_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        """The Chinese name of the kind."""
        return AgencyKind(self.kind).label


class Role(StrEnum):
    """What a person does for an agency."""

    CLERK = "clerk"
    APPROVER = "approver"
    INSPECTOR = "inspector"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    FINAL_APPROVER = "final_approver"
    SECRECY_REVIEWER = "secrecy_reviewer"
    AGENCY_LEAD = "agency_lead"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {
            "clerk": "经办",
            "approver": "审批",
            "inspector": "督查",
            "editor": "编辑",
            "reviewer": "审核",
            "final_approver": "终审",
            "secrecy_reviewer": "保密审查",
            "agency_lead": "单位负责人",
            "system_admin": "系统管理员",
            "security_admin": "安全管理员",
            "audit_admin": "审计管理员",
        }[self.value]


class Account(AbstractUser):
    """A log-in of the desk; rights come from memberships, never from Django's permissions."""

    display_name = models.CharField("姓名", max_length=40, blank=True)
    must_change_password = models.BooleanField("须更换初始密码", default=False)

    def __str__(self) -> str:
        return self.display_name or self.username


class Membership(models.Model):
    """A role of a person at an agency."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships", verbose_name="账号")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="机构")
    role = models.CharField("角色", max_length=20, choices=[(role.value, role.label) for role in Role])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "agency", "role"], name="one_membership_each")]

    def __str__(self) -> str:
        return f"{self.account} {self.agency} {Role(self.role).label}"
