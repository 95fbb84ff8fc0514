"""The audit app."""

from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only chained record of acts, Merkle checkpoints, verifier."""

    name = "gongkai.audit"
    label = "audit"
    verbose_name = "审计"

    def ready(self) -> None:
        """Make the outbox know this app's work."""
        import_module("gongkai.audit.tasks")
