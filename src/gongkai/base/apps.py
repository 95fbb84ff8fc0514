"""The base app."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Outbox rows; nothing of the domain."""

    name = "gongkai.base"
    label = "base"
    verbose_name = "基础"
