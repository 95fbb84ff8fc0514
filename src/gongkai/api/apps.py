"""Registers the templates and styles of the interface's own page."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for machines."""

    name = "gongkai.api"
    label = "api"
