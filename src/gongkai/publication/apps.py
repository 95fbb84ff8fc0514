"""The publication app."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Proactive disclosure (主动公开): documents."""

    name = "gongkai.publication"
    label = "publication"
    verbose_name = "主动公开"
