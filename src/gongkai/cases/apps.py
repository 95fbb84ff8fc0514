"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Requests for information (依申请公开): case, items, facts, outcomes, remedies."""

    name = "gongkai.cases"
    label = "cases"
    verbose_name = "依申请公开"
