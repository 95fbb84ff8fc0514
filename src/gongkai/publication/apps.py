"""The publication app."""

from importlib import import_module

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Proactive disclosure (主动公开): documents."""

    name = "gongkai.publication"
    label = "publication"
    verbose_name = "主动公开"

    def ready(self) -> None:
        """Make the outbox know this app's work."""
        import_module("gongkai.publication.tasks")
