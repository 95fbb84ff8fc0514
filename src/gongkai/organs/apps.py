"""The organs app."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """Agencies with a history, people, roles, and the one visibility policy."""

    name = "gongkai.organs"
    label = "organs"
    verbose_name = "机构与人员"
