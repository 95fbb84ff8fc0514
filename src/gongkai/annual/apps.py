"""The annual app."""

from importlib import import_module

from django.apps import AppConfig


class AnnualConfig(AppConfig):
    """The annual report: figures of a year with the records behind each cell, rendered, checked."""

    name = "gongkai.annual"
    label = "annual"
    verbose_name = "年度报告"

    def ready(self) -> None:
        """Make the outbox know this app's work."""
        import_module("gongkai.annual.tasks")
