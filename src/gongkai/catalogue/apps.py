"""The catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Statutory categories and standard directories."""

    name = "gongkai.catalogue"
    label = "catalogue"
    verbose_name = "目录"
