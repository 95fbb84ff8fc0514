"""The cli edge."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """Management commands only."""

    name = "gongkai.cli"
    label = "cli"
