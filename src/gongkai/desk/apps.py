"""The desk edge."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages only; no rows."""

    name = "gongkai.desk"
    label = "desk"
